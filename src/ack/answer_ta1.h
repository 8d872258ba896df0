/* A TA1 as it was received: what became of one interchange. */
#ifndef TR_ACK_ANSWER_TA1_H
#define TR_ACK_ANSWER_TA1_H

#include "base/str.h"
#include "x12/segment.h"

/** What a TA1 says. Texts borrow the segment's bytes. */
typedef struct tr_answer_ta1 {
  tr_str control; /**< TA101: ISA13 of what was sent */
  tr_str date;    /**< TA102: its ISA09 */
  tr_str time;    /**< TA103: its ISA10 */
  char verdict;   /**< TA104: A, E, R; NUL where it is none of them */
  tr_str note;    /**< TA105 */
} tr_answer_ta1;

/**
 * Read a TA1.
 *
 * @param[out] ta1 Set where true is returned; borrows the segment.
 * @return Whether the segment is a TA1 that says something.
 * @source x12-envelope
 */
bool tr_answer_ta1_read(const tr_segment *segment, tr_answer_ta1 *ta1);

#endif
