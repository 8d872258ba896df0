/* The body of one 277CA set, written from the records of its claims. */
#ifndef TR_RENDER_ACK_277CA_WRITE_H
#define TR_RENDER_ACK_277CA_WRITE_H

#include "render/ack_277ca_set.h"

/** What a set says besides its claims; all borrowed for the call. */
typedef struct tr_ack_dates {
  tr_str reference; /**< BHT03: of this answer, at most 30 characters */
  tr_str received;  /**< CCYYMMDD: when the claims came */
  tr_str today;     /**< CCYYMMDD: of the answer */
  tr_str time;      /**< HHMM */
} tr_ack_dates;

/**
 * Write BHT and the levels of a set.
 *
 * @param writer In the set. @param spec Its guide.
 * @param claims With at least one claim.
 * @source tr3-others
 */
void tr_ack_claims_write(const tr_ack_claims *claims, const tr_spec *spec,
                         const tr_ack_dates *dates, tr_writer *writer);

#endif
