/* Coded visits as a page a doctor reads: each line with what in the note it
 * comes from and on whose authority, then what was lacking. */
#ifndef TR_CODING_CODING_TEXT_H
#define TR_CODING_CODING_TEXT_H

#include "base/buf.h"
#include "coding/coding.h"

/** How a page is set. */
typedef struct tr_coding_page {
  tr_buf *out;      /**< appended to */
  bool color;       /**< for a terminal */
  unsigned columns; /**< of a line of text; 0: 80 */
} tr_coding_page;

/** Append a visit. */
void tr_coding_text_visit(const tr_coding_page *page,
                          const tr_coded_visit *visit);

#endif
