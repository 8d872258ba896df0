/* What tablec makes: for each array, rows of C text with the keys to sort and
 * check them by. */
#ifndef TR_TOOLS_TABLEC_H
#define TR_TOOLS_TABLEC_H

#include <stdio.h>

#include "base/arena.h"
#include "table/builtin.h"
#include "tablec_csv.h"

/** One row of an array. */
typedef struct table_row {
  uint64_t key1, key2; /**< order; rows of equal keys may not share a day */
  tr_day from, to;
  const char *file;
  int line;
  const char *text; /**< C initializer */
} table_row;

/** One array. */
typedef struct table_rows {
  table_row *rows;
  size_t n, room;
} table_rows;

/** The arrays of builtin.h by number. */
enum {
#define TABLE_NUMBER(type, name) TABLE_##name,
  TR_BUILTIN_MAP(TABLE_NUMBER)
#undef TABLE_NUMBER
      TABLE_COUNT
};

typedef struct tablec {
  tr_arena arena;
  const char *dir;
  table_rows table[TABLE_COUNT];
  const char *editions[TR_TABLE_KINDS]; /**< initializers without rows */
  size_t spans;                         /**< of diagnoses */
} tablec;

/** Add a row to an array; takes the place from the csv. */
void tablec_add(tablec *c, int table, const csv *csv, uint64_t key1,
                uint64_t key2, tr_day from, tr_day to, const char *text);

/** Days as C text: "INT32_MIN, 19000". */
const char *tablec_days(const csv *csv, tr_day from, tr_day to);

/** Load every file of codes/ that makes tables. */
void tablec_load_procedures(tablec *c);
void tablec_load_diagnoses(tablec *c);
void tablec_load_lists(tablec *c);

/** Files read, for the depfile; NULL after the last. */
extern const char *const tablec_files[];

#endif
