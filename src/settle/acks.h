/* What became of what was sent: acknowledgements are matched to interchanges,
 * sets and claims by their numbers, and each claim is accepted, rejected,
 * received or never answered.
 *
 *   tr_acks_init(&acks);
 *   tr_sent_file(&acks.sent, ...); tr_sent_take(&acks.sent, ...);
 *   tr_acks_file(&acks, ...); tr_acks_take(&acks, ...);            the answers
 *   tr_acks_text(&acks, ...);                        settle/acks_text.h
 *   tr_acks_done(&acks);
 *
 * A 999 names a set by GS06 and ST02, which senders use again: among several
 * the first is taken that has no answer yet and in which the segments named
 * stand where they are said to. A 277CA names a claim by CLM01: among several
 * the first of the batch (BHT03) that has no answer yet and the same charge. */
#ifndef TR_SETTLE_ACKS_H
#define TR_SETTLE_ACKS_H

#include "ack/answer_277ca.h"
#include "ack/answer_999.h"
#include "settle/sent.h"

/** Who says it. */
typedef enum tr_sent_source {
  TR_SENT_TA1,
  TR_SENT_999,
  TR_SENT_277CA
} tr_sent_source;

/** Why something was not accepted, or what was noted. */
typedef struct tr_sent_reason {
  struct tr_sent_reason *next;
  tr_sent_source source;
  bool rejects;           /**< else it is only noted */
  tr_str code;            /**< as sent: "025", "8", "7", "A7:562:85" */
  tr_str words;           /**< for the code; empty where there are none */
  tr_str said;            /**< STC12 or IK404; may be empty */
  tr_str segment;         /**< id of the segment; may be empty */
  uint32_t position;      /**< of it in its set, ST = 1; 0: none */
  tr_str sent;            /**< the segment as it was sent; may be empty */
  uint32_t element, part; /**< 0: the whole segment, the whole element */
  tr_str loop; /**< of the segment, as the 999 says it; may be empty */
  tr_str line; /**< LX01 or control number of the line; may be empty */
} tr_sent_reason;

/** What became of a claim. */
typedef enum tr_sent_state {
  TR_SENT_REJECTED,
  TR_SENT_UNANSWERED,
  TR_SENT_RECEIVED, /**< its set was accepted; nothing was said of it yet */
  TR_SENT_ACCEPTED,
  TR_SENT_STATES
} tr_sent_state;

/** An answer to something that was not sent. */
typedef struct tr_ack_stray {
  struct tr_ack_stray *next;
  const char *file;
  tr_sent_source source;
  tr_str what; /**< "interchange 000000905", "claim C1002" */
} tr_ack_stray;

/** Counts. */
typedef struct tr_acks_summary {
  uint64_t claims[TR_SENT_STATES];
  tr_cents charges[TR_SENT_STATES];
  uint64_t answers; /**< TA1s, 999s and 277CAs that were read */
  uint64_t strays;
} tr_acks_summary;

/** All of it; fields but `sent`, `strays` and `bad` are private. */
typedef struct tr_acks {
  tr_sent sent;
  tr_ack_stray *strays, *last_stray; /**< in order */
  tr_status bad;                     /**< besides that of `sent` */
  tr_arena arena;
  tr_answer_999 answer_999;
  tr_answer_277ca answer_277ca;
  uint64_t answers, stray_count;
  const char *file;
} tr_acks;

/** Start with nothing. */
void tr_acks_init(tr_acks *acks);

/** Free it. */
void tr_acks_done(tr_acks *acks);

/** Name the file of answers whose segments follow. @param file Copied. */
void tr_acks_file(tr_acks *acks, const char *file);

/**
 * Take the next segment of a file of answers; all that was sent must be known
 * by then. Sets that are no acknowledgement are passed over.
 */
void tr_acks_take(tr_acks *acks, const tr_located *located);

/** @return TR_OK, TR_ENOMEM or TR_ELIMIT. */
tr_status tr_acks_status(const tr_acks *acks);

/** @return What became of a claim: a rejection of its interchange, group or
 *          set is one of the claim, whatever else is said of it. */
tr_sent_state tr_acks_state(const tr_acks *acks, const tr_sent_claim *claim);

/** @return A word for it, constant: "rejected". */
const char *tr_acks_state_name(tr_sent_state state);

/** Count the claims by what became of them. */
tr_acks_summary tr_acks_summarize(const tr_acks *acks);

#endif
