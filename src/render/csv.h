/* Findings as CSV: a header, then one finding a row, for a spreadsheet. */
#ifndef TR_RENDER_CSV_H
#define TR_RENDER_CSV_H

#include "base/buf.h"
#include "render/run.h"

/**
 * Append the header row.
 *
 * @source rfc4180
 */
void tr_csv_begin(tr_buf *out);

/**
 * Append one finding as a row. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe; a number is left as it is.
 *
 * @source rfc4180
 */
void tr_csv_finding(const tr_run *run, const tr_finding *finding, tr_buf *out);

#endif
