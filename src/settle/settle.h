/* Settling: remittances laid against the claims they answer. Bytes of 835
 * files in, one settled payment after the other out.
 *
 *   tr_settle_new(&options, &settle);
 *   check every file of claims with a checker whose watch and finding function
 *     are tr_billed_watch() and tr_billed_finding() of tr_settle_billed()
 *   for each remittance: tr_settle_begin(), tr_settle_feed() ..., end()
 *   tr_settle_free(settle);
 */
#ifndef TR_SETTLE_SETTLE_H
#define TR_SETTLE_SETTLE_H

#include "remit/remit_build.h"
#include "settle/settle_match.h"
#include "settle/verdict.h"

/** Money by what became of it; exact. */
typedef struct tr_settled_sums {
  tr_cents charge;   /**< billed, as remitted */
  tr_cents paid;     /**< paid */
  tr_cents denied;   /**< adjustments that are denials */
  tr_cents adjusted; /**< other adjustments: contract, fee schedule */
  tr_cents patient;  /**< deductible, coinsurance, copay, and other PR that is
                          no denial */
} tr_settled_sums;

/** An adjustment of a claim, with what it means. */
typedef struct tr_settled_adjustment {
  const tr_remit_adjustment *sent;
  bool denial;
  tr_verdict verdict; /**< of a denial */
} tr_settled_adjustment;

/** A service. */
typedef struct tr_settled_service {
  const tr_remit_service *sent;
  tr_service_match match;
  tr_settled_sums sums;
} tr_settled_service;

/** A claim. */
typedef struct tr_settled_claim {
  const tr_remit_claim *sent;
  tr_match match;
  bool corrects;        /**< an earlier payment of it was taken back */
  bool repeats;         /**< paid before at this payer's turn: together more
                             is answered than was billed */
  tr_settled_sums sums; /**< both levels */
  const tr_settled_service *services;       /**< as many as sent->services */
  const tr_settled_adjustment *adjustments; /**< as many as sent */
  uint32_t denials;
  uint32_t unmatched_services;
} tr_settled_claim;

/** Counts and sums over one payment, or over all. */
typedef struct tr_settled_totals {
  uint64_t payments, claims, services, reversals;
  uint64_t unmatched_claims, unmatched_services;
  uint64_t denials, foretold, missed, departs, unjudged;
  uint64_t repeated_payments; /**< read before, and passed over */
  uint64_t repeated_claims;   /**< answered a second time */
  tr_cents repeated_paid;     /**< by those */
  uint64_t faults;            /**< out of balance (TRB0201 to TRB0203) */
  tr_settled_sums sums;       /**< of all claims */
  tr_cents unmatched_charge;  /**< of them those of unmatched claims */
  tr_cents unmatched_paid;    /**< likewise */
  tr_cents provider_adjusted; /**< PLB; positive was taken away */
  tr_cents amount;            /**< BPR02 */
  bool exceeded;              /**< a sum was too large to be kept */
} tr_settled_totals;

/** Told what was read, in its order; each may be NULL. */
typedef struct tr_settle_events {
  void *context;
  void (*payment_began)(void *context, const tr_remit_payment *payment);
  void (*claim)(void *context, const tr_settled_claim *claim);
  /** @param totals Of this payment. @param whole Its SE was there. */
  void (*payment_ended)(void *context, const tr_remit_payment *payment,
                        const tr_settled_totals *totals, bool whole);
  /** A payment that was read before (payer, trace, date and amount): nothing of
   * it counts again, and nothing else is told of it. */
  void (*payment_repeated)(void *context, const tr_remit_payment *payment);
  /** A fault of form or balance of a remittance (rule, wording, arguments);
   * those of a claim before the claim, of a payment before its end. */
  void (*fault)(void *context, const tr_fault *fault);
  /** A segment of a set that is no remittance: an acknowledgement, say. */
  void (*other)(void *context, const tr_located *located,
                const tr_envelope *envelope);
} tr_settle_events;

typedef struct tr_settle_options {
  const tr_pack *pack; /**< borrowed until the end */
  tr_settle_events events;
} tr_settle_options;

typedef struct tr_settle tr_settle;

/**
 * Begin.
 *
 * @param[out] settle Owned by the caller; set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT as of tr_billed_init().
 */
TR_NODISCARD tr_status tr_settle_new(const tr_settle_options *options,
                                     tr_settle **settle);

/** Free it; NULL is harmless. */
void tr_settle_free(tr_settle *settle);

/** @return The index of what was billed. */
tr_billed_index *tr_settle_billed(tr_settle *settle);

/** Begin a file. @param name Outlives the file. */
void tr_settle_begin(tr_settle *settle, const char *name);

/** Settle the next bytes. @return TR_OK or TR_ENOMEM; TR_ELIMIT when no more
 * can be remembered. */
TR_NODISCARD tr_status tr_settle_feed(tr_settle *settle, const char *bytes,
                                      size_t length);

/** End the file. @param[out] sets Sets that were read in it, of any kind. */
TR_NODISCARD tr_status tr_settle_end(tr_settle *settle, uint64_t *sets);

/** @return Totals over all payments so far. */
const tr_settled_totals *tr_settle_totals(const tr_settle *settle);

#endif
