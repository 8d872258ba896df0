/* A 277CA as it was received: what became of each claim before it was judged
 * by the payer's systems. Names of patients are not kept. */
#ifndef TR_ACK_ANSWER_277CA_H
#define TR_ACK_ANSWER_277CA_H

#include "ack/answer_999.h"
#include "base/date.h"
#include "base/money.h"

enum { TR_ANSWER_STATUSES = 3 /**< reasons of one STC: 01, 10 and 11 */ };

/** One reason of an STC. */
typedef struct tr_answer_status {
  tr_str category; /**< "A7" */
  tr_str code;     /**< "562" */
  tr_str entity;   /**< "85"; may be empty */
} tr_answer_status;

/** An STC. */
typedef struct tr_answer_stc {
  struct tr_answer_stc *next;
  tr_answer_status reasons[TR_ANSWER_STATUSES];
  uint32_t count;  /**< of reasons */
  tr_day date;     /**< STC02; TR_DAY_MIN: none */
  tr_str action;   /**< STC03: WQ accepted, U rejected */
  bool has_amount; /**< STC04 could be read: */
  tr_cents amount;
  tr_str said; /**< STC12; may be empty */
} tr_answer_stc;

/** STCs of one place, in order. */
typedef struct tr_answer_stcs {
  tr_answer_stc *first, *last;
} tr_answer_stcs;

/** A line: 2220D. */
typedef struct tr_answer_line {
  struct tr_answer_line *next;
  tr_str code;     /**< SVC01-2 */
  bool has_charge; /**< SVC02 could be read: */
  tr_cents charge;
  tr_str control; /**< REF*FJ: REF*6R or LX01 of what was sent; may be empty */
  tr_answer_stcs statuses;
} tr_answer_line;

/** A claim: 2200D. */
typedef struct tr_answer_claim {
  struct tr_answer_claim *next;
  tr_str id;           /**< TRN02: CLM01 of what was sent */
  tr_str payer_number; /**< REF*1K; may be empty */
  tr_str trace;        /**< REF*D9: a clearinghouse's number; may be empty */
  tr_day from, to;     /**< DTP*472; TR_DAY_MIN: none */
  tr_answer_stcs statuses;
  tr_answer_line *lines, *last;
} tr_answer_claim;

/** Counts and amounts of a level, as the sender says them. */
typedef struct tr_answer_totals {
  bool has_accepted, has_rejected;
  uint64_t accepted, rejected;
  bool has_accepted_charge, has_rejected_charge;
  tr_cents accepted_charge, rejected_charge;
} tr_answer_totals;

/** A billing provider: 2000C. */
typedef struct tr_answer_provider {
  struct tr_answer_provider *next;
  tr_str name, id; /**< NM103, NM109 */
  tr_answer_stcs statuses;
  tr_answer_totals totals;
  tr_answer_claim *claims, *last;
} tr_answer_provider;

/** A batch that was sent: 2000B. */
typedef struct tr_answer_batch {
  struct tr_answer_batch *next;
  tr_str source, source_id; /**< NM103, NM109 of 2100A: who answers */
  tr_str batch;             /**< 2200B TRN02: BHT03 of what was sent */
  tr_answer_stcs statuses;
  tr_answer_totals totals;
  tr_answer_provider *providers, *last;
} tr_answer_batch;

/** One 277CA in the making; `batches` may be read once it is whole. */
typedef struct tr_answer_277ca {
  tr_answer_batch *batches; /**< live until the next ST */
  tr_answer_batch *last;
  tr_str source, source_id;
  tr_arena arena;
  tr_status bad; /**< TR_ELIMIT: it holds more than TR_ANSWER_BYTES */
} tr_answer_277ca;

/** Start. */
void tr_answer_277ca_init(tr_answer_277ca *answer);

/** Free the memory. */
void tr_answer_277ca_done(tr_answer_277ca *answer);

/**
 * Take the next segment of a 277CA.
 *
 * @param located Of a set whose guide is that of the 277CA.
 * @return Whether the answer is whole: this is its SE.
 * @source tr3-others
 */
bool tr_answer_277ca_take(tr_answer_277ca *answer, const tr_located *located);

/**
 * Whether an STC turns down what it is about.
 *
 * @return True for action U, and for a category that says so (A3, A4, A6, A7,
 *         A8).
 */
bool tr_answer_stc_rejects(const tr_answer_stc *stc);

/** @return Whether any of them turns it down. */
bool tr_answer_stcs_reject(const tr_answer_stcs *statuses);

#endif
