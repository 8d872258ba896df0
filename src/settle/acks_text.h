/* What became of what was sent, in words and as JSON. */
#ifndef TR_SETTLE_ACKS_TEXT_H
#define TR_SETTLE_ACKS_TEXT_H

#include "base/json_write.h"
#include "settle/acks.h"

/** Appends a segment as it may be shown, the same length. */
typedef void tr_acks_mask(tr_str segment, tr_buf *out);

/**
 * Append sets that were not plainly accepted, then each claim, the rejected
 * ones first with every reason, then the counts.
 *
 * @param mask How to show segments; NULL: as they are. With a mask no copy of
 *             a bad value is shown.
 */
void tr_acks_text(const tr_acks *acks, tr_acks_mask *mask, tr_buf *out);

/**
 * Write an object: {"summary": {...}, "sets": [...], "claims": [...],
 * "strays": [...]}.
 *
 * @param json At a place where a value may stand. @param mask As above.
 */
void tr_acks_json(const tr_acks *acks, tr_acks_mask *mask, tr_json *json);

#endif
