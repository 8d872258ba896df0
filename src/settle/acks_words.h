/* Short words of our own for the codes of acknowledgements. */
#ifndef TR_SETTLE_ACKS_WORDS_H
#define TR_SETTLE_ACKS_WORDS_H

#include "base/str.h"

/** Which list a code is of. */
typedef enum tr_ack_list {
  TR_ACK_TA105,    /**< what is wrong with an interchange */
  TR_ACK_IK304,    /**< ... with a segment */
  TR_ACK_IK403,    /**< ... with an element */
  TR_ACK_IK502,    /**< ... with a set */
  TR_ACK_AK905,    /**< ... with a group */
  TR_ACK_CATEGORY, /**< STC01-1: what became of a claim */
  TR_ACK_STATUS,   /**< STC01-2: why */
  TR_ACK_ENTITY    /**< STC01-3: whom it concerns */
} tr_ack_list;

/**
 * Words for a code.
 *
 * @return Constant, lower case, no full stop; NULL for a code without words
 *         here: it is shown as it is.
 * @source tr3-others
 */
const char *tr_ack_words(tr_ack_list list, tr_str code);

#endif
