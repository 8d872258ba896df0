/* Acknowledgements among what is settled: what was sent is indexed, then TA1s,
 * 999s and 277CAs are laid against it. The files are read by whoever calls. */
#ifndef TRACTION_SETTLE_ACKS_H
#define TRACTION_SETTLE_ACKS_H

#include "base/buf.h"
#include "base/json_write.h"
#include "base/status.h"

typedef struct settle_acks settle_acks;

/** @return One that knows nothing; NULL when memory is short. */
settle_acks *settle_acks_new(void);

/** Free it; NULL is harmless. */
void settle_acks_free(settle_acks *acks);

/**
 * Begin a file. All files that were sent come before the first answer.
 *
 * @param sent Claims that were sent; else answers, in which sets that are no
 *             acknowledgement are passed over.
 */
void settle_acks_begin(settle_acks *acks, const char *name, bool sent);

/** Hand over bytes of it. @return TR_OK, TR_ENOMEM or TR_ELIMIT. */
TR_NODISCARD tr_status settle_acks_feed(settle_acks *acks, tr_str piece);

/** End it. @return As settle_acks_feed(). */
TR_NODISCARD tr_status settle_acks_end(settle_acks *acks);

/** @return How many acknowledgements were read. */
uint64_t settle_acks_found(const settle_acks *acks);

/** @return Whether every claim that was sent was answered and none was turned
 *          down, and every answer was to something that was sent. */
bool settle_acks_none_refused(const settle_acks *acks);

/** Append all of it in words. @param redact Mask what tells who somebody is. */
void settle_acks_text(const settle_acks *acks, bool redact, tr_buf *out);

/** Write all of it as an object. */
void settle_acks_json(const settle_acks *acks, bool redact, tr_json *json);

#endif
