/* A 999 as it was received: which sets of a group were accepted, and which
 * segments and elements were found at fault.
 *
 *   tr_answer_999_init(&answer);
 *   while (... segments of the set ...)
 *     if (tr_answer_999_take(&answer, &located)) use(&answer.group);
 *   tr_answer_999_done(&answer); */
#ifndef TR_ACK_ANSWER_999_H
#define TR_ACK_ANSWER_999_H

#include "base/arena.h"
#include "spec/intake.h"

enum {
  TR_ANSWER_BYTES = 256 << 20, /**< most bytes of one answer that is kept */
  TR_ANSWER_REASONS = 5        /**< reasons in IK5 and AK9 */
};

/** A fault of an element: IK4. */
typedef struct tr_answer_element {
  struct tr_answer_element *next;
  uint32_t element;    /**< IK401-1 */
  uint32_t part;       /**< IK401-2; 0: the whole element */
  uint32_t repetition; /**< IK401-3; 0: not said */
  tr_str number;       /**< IK402: number of the data element; may be empty */
  tr_str code;         /**< IK403 */
  tr_str copy;         /**< IK404: the bad value; may be empty */
} tr_answer_element;

/** A faulty segment: IK3 with its CTX. */
typedef struct tr_answer_segment {
  struct tr_answer_segment *next;
  tr_str id;         /**< IK301 */
  uint32_t position; /**< IK302: in the set that was sent, ST = 1; 0: none */
  tr_str loop;       /**< IK303: at most four characters; may be empty */
  tr_str code;       /**< IK304 */
  tr_str claim;      /**< CTX*CLM01: the claim; may be empty */
  tr_answer_element *elements, *last;
} tr_answer_segment;

/** Reasons of IK5 or AK9. */
typedef struct tr_answer_reasons {
  tr_str code[TR_ANSWER_REASONS];
  uint32_t count;
} tr_answer_reasons;

/** A set that was sent: AK2 to IK5. */
typedef struct tr_answer_set {
  struct tr_answer_set *next;
  tr_str transaction; /**< AK201: ST01 */
  tr_str control;     /**< AK202: ST02 */
  tr_str guide;       /**< AK203: ST03; may be empty */
  char verdict;       /**< IK501: A E M R W X; NUL: IK5 is missing */
  tr_answer_reasons reasons;
  tr_answer_segment *segments, *last;
} tr_answer_set;

/** A group that was sent: AK1 to AK9. */
typedef struct tr_answer_group {
  tr_str function; /**< AK101: GS01 */
  tr_str control;  /**< AK102: GS06 */
  tr_str version;  /**< AK103: GS08 */
  char verdict;    /**< AK901: A E M P R W X; NUL: AK9 is missing */
  uint64_t said, received, accepted; /**< AK902 to AK904 */
  tr_answer_reasons reasons;
  tr_answer_set *sets, *last;
} tr_answer_group;

/** One 999 in the making; `group` may be read once it is whole. */
typedef struct tr_answer_999 {
  tr_answer_group group; /**< lives until the next ST */
  tr_arena arena;
  tr_status bad; /**< TR_ELIMIT: it holds more than TR_ANSWER_BYTES */
} tr_answer_999;

/** Start. */
void tr_answer_999_init(tr_answer_999 *answer);

/** Free the memory. */
void tr_answer_999_done(tr_answer_999 *answer);

/**
 * Take the next segment of a 999.
 *
 * @param located Of a set whose guide is that of the 999.
 * @return Whether the answer is whole: this is its SE.
 * @source tr3-others
 */
bool tr_answer_999_take(tr_answer_999 *answer, const tr_located *located);

/** @return Whether a verdict of IK5 or AK9 accepts: A or E. */
bool tr_answer_accepts(char verdict);

#endif
