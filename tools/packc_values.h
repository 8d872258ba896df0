/* The small parts of a pack as C: texts, codes, constants and programs. What a
 * structure points to is written before it and named by a running number. */
#ifndef TR_TOOLS_PACKC_VALUES_H
#define TR_TOOLS_PACKC_VALUES_H

#include "base/buf.h"
#include "rule/pack.h"

/** The file being written. */
typedef struct packc_writer {
  tr_buf *out;   /**< a failure is kept in it */
  unsigned last; /**< the last number given */
} packc_writer;

enum { PACKC_NAME = 24 };

/** How one structure names another: "&program_12", or NULL. */
typedef struct packc_name {
  char text[PACKC_NAME];
} packc_name;

/** What a constant points to. */
typedef struct packc_constant_names {
  packc_name codes, words, rows, states;
} packc_constant_names;

/** @return The name of nothing. */
packc_name packc_none(void);

/** @param format Where # stands for the number. @return The name. */
packc_name packc_name_of(const char *format, unsigned number);

/** Write a string literal. */
void packc_put_text(packc_writer *w, tr_str text);

/** Write ".member = "text", "; nothing for NULL. */
void packc_member_text(packc_writer *w, const char *member, const char *text);

/** Write ".member = name, "; nothing for the name of nothing. */
void packc_member_name(packc_writer *w, const char *member, packc_name value);

/** Write ".member = day, ". */
void packc_member_day(packc_writer *w, const char *member, tr_day day);

/** Write an array of codes. @return Its name. */
packc_name packc_codes_of(packc_writer *w, const tr_code *codes,
                          uint32_t count);

/**
 * Write an array of texts.
 *
 * @param count UINT32_MAX: it ends with NULL, and so does what is written.
 * @return Its name.
 */
packc_name packc_texts_of(packc_writer *w, const char *const *texts,
                          uint32_t count);

/** Write what a constant points to. @return The names. */
packc_constant_names packc_constant_names_of(packc_writer *w,
                                             const tr_constant *c);

/** Write a constant, braces included. */
void packc_put_constant(packc_writer *w, const tr_constant *c,
                        const packc_constant_names *names);

/** Write a program. @return Its name; that of nothing for NULL. */
packc_name packc_program_of(packc_writer *w, const tr_program *program);

#endif
