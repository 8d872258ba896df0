/* A comparison of billed and supported as a page that a biller reads. */
#ifndef TR_CODING_COMPARE_TEXT_H
#define TR_CODING_COMPARE_TEXT_H

#include "coding/coding_text.h"
#include "coding/compare.h"

/** Append the comparison: a table for each claim, notes without a claim, and
 * the totals. */
void tr_compare_text(const tr_coding_page *page,
                     const tr_comparison *comparison);

#endif
