/* Reads one file of codes/: comment lines, a header that must be as expected,
 * then rows. A fault is told with file and line and ends the build. */
#ifndef TR_TOOLS_TABLEC_CSV_H
#define TR_TOOLS_TABLEC_CSV_H

#include "base/arena.h"
#include "base/code.h"
#include "base/date.h"
#include "base/region.h"
#include "base/str.h"

enum { CSV_FIELDS = 20, CSV_LIST = 160 };

typedef struct csv {
  tr_arena *arena;
  const char *file; /**< name without folder, for messages */
  tr_str rest;      /**< not yet read */
  int line;         /**< number of the current row's line */
  size_t fields;
  size_t wanted; /**< fields of the header */
  tr_str field[CSV_FIELDS];
} csv;

/** Open dir/file; the header must be `header`. */
csv csv_open(tr_arena *arena, const char *dir, const char *file,
             const char *header);

/** Next row. @return false at the end. */
bool csv_next(csv *csv);

/** Tell what is wrong at file:line and end the program. */
_Noreturn void csv_fail(const csv *csv, const char *what, tr_str value);

/** The field as a C string literal with quotes. */
const char *csv_literal(const csv *csv, size_t at);

/** A packed code of 1 to `most` upper-case letters and digits. */
tr_code csv_code(const csv *csv, tr_str text, size_t most);

/** An ISO day; the default where blank. */
tr_day csv_day(const csv *csv, size_t at, tr_day blank);

/** from and to in two fields; from must not be after to. */
void csv_days(const csv *csv, size_t at, tr_day *from, tr_day *to);

/** Whole number of 0 to most; 0 where blank. */
unsigned csv_number(const csv *csv, size_t at, unsigned most);

/** yes or no (blank = no). */
bool csv_yes(const csv *csv, size_t at);

/** Place of a word in a list of words. */
unsigned csv_word(const csv *csv, tr_str word, const char *const *words,
                  size_t count);

/** Split a field at |. @return Number of parts, at most CSV_LIST. */
size_t csv_list(const csv *csv, size_t at, tr_str *parts);

/** Region words joined by |. */
tr_regions csv_regions(const csv *csv, size_t at);

/** Official, secondary, background as 0, 1, 2. */
unsigned csv_confidence(const csv *csv, size_t at);

/** Formatted text that lives in the arena. */
__attribute__((format(printf, 2, 3))) const char *csv_format(const csv *csv,
                                                             const char *format,
                                                             ...);

#endif
