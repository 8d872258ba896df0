/* A comparison of billed and supported as a table for spreadsheets. */
#ifndef TR_CODING_COMPARE_CSV_H
#define TR_CODING_COMPARE_CSV_H

#include "base/buf.h"
#include "coding/compare.h"

/**
 * Append a head and a row for each difference, agreement included; those of
 * notes without a claim come last and have no claim. Amounts that are not
 * known are empty.
 *
 * @source rfc4180
 */
void tr_compare_csv(tr_buf *out, const tr_comparison *comparison);

#endif
