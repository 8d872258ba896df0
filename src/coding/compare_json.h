/* A comparison of billed and supported as one JSON document. */
#ifndef TR_CODING_COMPARE_JSON_H
#define TR_CODING_COMPARE_JSON_H

#include "base/json_write.h"
#include "coding/compare.h"

/** Write the comparison: {"claims", "unbilled_notes", "totals"}. Amounts are
 * strings with two decimals, null where they are not known. */
void tr_compare_json(tr_json *json, const tr_comparison *comparison);

#endif
