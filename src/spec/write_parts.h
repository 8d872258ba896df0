/* What the files of the writer share. */
#ifndef TR_SPEC_WRITE_PARTS_H
#define TR_SPEC_WRITE_PARTS_H

#include "spec/write.h"

/** What is open. */
typedef enum tr_write_level {
  TR_WRITE_CLOSED,
  TR_WRITE_INTERCHANGE,
  TR_WRITE_GROUP,
  TR_WRITE_SET
} tr_write_level;

/** Keep the first refusal. @param reason Constant. */
void tr__write_refuse(tr_writer *writer, tr_code segment, unsigned element,
                      unsigned part, const char *reason);

/** @return Why a value cannot be written, or NULL where it can. Constant. */
const char *tr__write_objection(const tr_writer *writer, tr_str value);

/** Append the segment at hand and its terminator to the output; what failed on
 * the way is kept. */
void tr__write_put(tr_writer *writer);

#endif
