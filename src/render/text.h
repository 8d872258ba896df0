/* Findings as text, the way a compiler reports: message, place, the line of
 * source with a caret under the bytes, reason, authority, help and the line as
 * it should be. */
#ifndef TR_RENDER_TEXT_H
#define TR_RENDER_TEXT_H

#include "base/buf.h"
#include "render/run.h"

enum { TR_TEXT_COLUMNS = 100 /**< width unless the terminal says another */ };

/** How text is written. */
typedef struct tr_text {
  const tr_run *run; /**< borrowed */
  bool color;        /**< with the escapes of ECMA-48 */
  unsigned columns;  /**< width; at least 40; 0: TR_TEXT_COLUMNS */
} tr_text;

/** Append one finding and an empty line. */
void tr_text_finding(const tr_text *text, const tr_finding *finding,
                     tr_buf *out);

/** Append a count in words: "1 claim", "2 claims". */
void tr_text_count(tr_buf *out, uint64_t count, const char *one,
                   const char *many);

/** Append how much was checked: "2 claims with 5 lines in 1 file". */
void tr_text_checked(const tr_summary *summary, tr_buf *out);

/** Append what was checked and found, in words. */
void tr_text_summary(const tr_text *text, const tr_summary *summary,
                     tr_buf *out);

#endif
