/* What was sent: interchanges, groups, sets and claims of 837 files with their
 * control numbers, and the segments of each set, so that an acknowledgement's
 * "segment 29 of set 0001" can be shown.
 *
 *   tr_sent_init(&sent);
 *   tr_sent_file(&sent, "june.837");
 *   while (... segments of the file ...) tr_sent_take(&sent, &located); */
#ifndef TR_SETTLE_SENT_H
#define TR_SETTLE_SENT_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/money.h"
#include "spec/intake.h"

enum {
  TR_SENT_BYTES = 1 << 30,     /**< most bytes of all that is kept */
  TR_SENT_TEXT = 512 << 20,    /**< of them text of segments: of sets beyond,
                                    segments are named by number only */
  TR_SENT_SEGMENTS = 20000000, /**< likewise their number */
  TR_SENT_NONE = UINT32_MAX    /**< "no such entry" */
};

struct tr_sent_reason;

/** Reasons found in acknowledgements, in order. */
typedef struct tr_sent_reasons {
  struct tr_sent_reason *first, *last;
} tr_sent_reasons;

typedef struct tr_sent_interchange {
  const char *file;
  tr_str control; /**< ISA13 */
  tr_str date;    /**< ISA09 */
  char verdict;   /**< of its TA1: A, E, R; NUL: none */
  tr_sent_reasons reasons;
} tr_sent_interchange;

typedef struct tr_sent_group {
  uint32_t interchange;
  tr_str function; /**< GS01 */
  tr_str control;  /**< GS06 */
  char verdict;    /**< AK901; NUL: no 999 */
  tr_sent_reasons reasons;
} tr_sent_group;

typedef struct tr_sent_set {
  uint32_t group;
  uint32_t next;      /**< set with the same numbers, or TR_SENT_NONE */
  uint32_t tail;      /* of the first of them: the last */
  tr_str transaction; /**< ST01 */
  tr_str control;     /**< ST02 */
  tr_str reference;   /**< BHT03 */
  uint32_t segments;  /**< of it so far; ST is 1 */
  uint32_t first;     /* entry of its ST in `starts`, or TR_SENT_NONE */
  uint32_t first_claim, claim_count;
  char verdict; /**< IK501; NUL: no 999 */
  tr_sent_reasons reasons;
} tr_sent_set;

typedef struct tr_sent_claim {
  uint32_t set;
  uint32_t next;        /**< claim with the same CLM01, or TR_SENT_NONE */
  uint32_t tail;        /* of the first of them: the last */
  tr_str id;            /**< CLM01 */
  tr_str provider;      /**< NM109 of 2010AA; may be empty */
  tr_cents charge;      /**< CLM02; 0 where it is no amount */
  uint64_t at;          /**< ordinal of its CLM in the file */
  uint32_t first, last; /**< its segments in the set, ST = 1 */
  char answer;          /**< of the 277CA: A, R; NUL: none */
  tr_str number;        /**< payer's number for it: REF*1K; may be empty */
  tr_sent_reasons reasons;
} tr_sent_claim;

/** The index; only `bad` is to be read. */
typedef struct tr_sent {
  tr_status bad; /**< TR_OK, TR_ENOMEM, TR_ELIMIT */
  tr_arena arena;
  tr_buf text;     /* segments of sets, one after the other */
  tr_array starts; /* uint32_t: where each begins in `text` */
  tr_array interchanges, groups, sets, claims;
  tr_map by_control; /* ISA13 -> interchange */
  tr_map by_numbers; /* GS06, ST02 -> set */
  tr_map by_group;   /* GS06 -> group */
  tr_map by_id;      /* CLM01 -> claim */
  const char *file;
  bool in_set, in_claim;
  tr_str provider;
} tr_sent;

/** Start with nothing. */
void tr_sent_init(tr_sent *sent);

/** Free it. */
void tr_sent_done(tr_sent *sent);

/** Name the file whose segments follow. @param file Copied. */
void tr_sent_file(tr_sent *sent, const char *file);

/** Take the next segment of a file that was sent. */
void tr_sent_take(tr_sent *sent, const tr_located *located);

/** @return The interchange with that ISA13, the last one sent, or NULL. */
tr_sent_interchange *tr_sent_find_interchange(const tr_sent *sent,
                                              tr_str control);

/** @return The group with that GS06 and GS01, the last one sent, or NULL. */
tr_sent_group *tr_sent_find_group(const tr_sent *sent, tr_str function,
                                  tr_str control);

/** @return Entry of the first set with those numbers (leading zeros aside), or
 *          TR_SENT_NONE; go on by tr_sent_set.next. */
uint32_t tr_sent_find_set(const tr_sent *sent, tr_str group, tr_str control);

/** @return Entry of the first claim with that CLM01, or TR_SENT_NONE; go on by
 *          tr_sent_claim.next. */
uint32_t tr_sent_find_claim(const tr_sent *sent, tr_str id);

/** @return How many claims there are. */
uint32_t tr_sent_claim_count(const tr_sent *sent);

/** @return How many sets there are. */
uint32_t tr_sent_set_count(const tr_sent *sent);

/** @param at Below tr_sent_claim_count(). @return The claim. */
tr_sent_claim *tr_sent_claim_at(const tr_sent *sent, uint32_t at);

/** @param at Below tr_sent_set_count(). @return The set. */
tr_sent_set *tr_sent_set_at(const tr_sent *sent, uint32_t at);

/** @param at As a set has it. @return The group. */
tr_sent_group *tr_sent_group_at(const tr_sent *sent, uint32_t at);

/** @param at As a group has it. @return The interchange. */
tr_sent_interchange *tr_sent_interchange_at(const tr_sent *sent, uint32_t at);

/**
 * A segment as it was sent.
 *
 * @param position In its set, ST = 1.
 * @return The bytes without terminator, borrowed; empty where there is none or
 *         its text was not kept.
 */
tr_str tr_sent_segment(const tr_sent *sent, const tr_sent_set *set,
                       uint32_t position);

#endif
