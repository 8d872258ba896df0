/* Shared by the parts of settling acknowledgements: acks.c (TA1, states),
 * acks_999.c and acks_277ca.c. */
#ifndef TR_SETTLE_ACKS_PARTS_H
#define TR_SETTLE_ACKS_PARTS_H

#include "settle/acks.h"
#include "settle/acks_words.h"

/** @return A copy that lives as long as the acks. */
tr_str tr__acks_keep(tr_acks *acks, tr_str text);

/** Add a reason. @return It, zeroed but for its arguments; NULL where memory
 * is at its limit. */
tr_sent_reason *tr__acks_add(tr_acks *acks, tr_sent_reasons *reasons,
                             tr_sent_source source, bool rejects);

/** Set code and words of a reason; NULL is harmless. */
void tr__acks_word(tr_acks *acks, tr_sent_reason *reason, tr_ack_list list,
                   tr_str code);

/** Remember an answer to what was not sent. @param what "set", "claim". */
void tr__acks_stray(tr_acks *acks, tr_sent_source source, const char *what,
                    tr_str number);

/** Match a 999. */
void tr__acks_group(tr_acks *acks, const tr_answer_group *group);

/** Match a 277CA. @param batches The first, may be NULL. */
void tr__acks_batches(tr_acks *acks, const tr_answer_batch *batches);

#endif
