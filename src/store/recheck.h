/* The kept claims put before the checker again, with the notes that are kept:
 * all of them in the order they were sent, so that what earlier claims show of
 * a patient is known when later ones are judged.
 *
 *   const tr_recheck_options options = {.pack = pack, .tables = &tables,
 *                                       .today = today, .which = &query,
 *                                       .finding = count, .context = &sums};
 *   status = tr_recheck(store, &options, &rechecked); */
#ifndef TR_STORE_RECHECK_H
#define TR_STORE_RECHECK_H

#include "rule/check.h"
#include "store/recall.h"
#include "store/receive.h"

/** A claim as it was read again; borrowed until its end is told. */
typedef struct tr_rechecked_claim {
  int64_t id;            /**< of the row of `claim` */
  const tr_claim *claim; /**< the model */
  tr_str payer_profile;  /**< id of the payer profile it was judged by; empty
                              where it was damaged and not judged */
} tr_rechecked_claim;

/** What a re-check is made of; everything is borrowed for the call. */
typedef struct tr_recheck_options {
  const tr_pack *pack;
  const tr_tables *tables;
  tr_day today;
  tr_select select;
  /** The claims that are told of, as tr_recall_claims() picks them; NULL: all,
   * and what is outside of claims. Claims before them are remembered all the
   * same, but nothing is told. */
  const tr_recall_query *which;
  bool no_notes; /**< judge the claims alone */
  void *context; /**< handed to each of the following, which may be NULL */
  tr_status (*claim_began)(void *context, const tr_rechecked_claim *claim);
  /** @param claim That of claim_began; NULL for a finding outside of claims
   * (envelopes; notes that no claim took). */
  tr_status (*finding)(void *context, const tr_rechecked_claim *claim,
                       const tr_finding *finding);
  tr_status (*claim_ended)(void *context, const tr_rechecked_claim *claim);
  tr_store_progress_fn *progress; /**< bytes done of all; NULL: not wanted */
} tr_recheck_options;

/** What was looked at. */
typedef struct tr_rechecked {
  uint64_t files, bytes;
  uint64_t claims, lines, notes;        /**< told of */
  uint64_t findings[TR_SEVERITY_COUNT]; /**< told of */
  uint64_t remembered;                  /**< claims that were not told of */
} tr_rechecked;

/**
 * Put kept claims before the checker: those of all files that hold any, in the
 * order in which they were sent (by the creation date of the first claim's set,
 * then as they came), against the notes in the order in which they came. It
 * finds what `traction check --notes` finds in these files, in that order.
 *
 * @param      store   Nothing is written.
 * @param[out] rechecked Set also where it fails, as far as it came.
 * @return TR_OK; TR_ENOMEM; a failure of the store (tr_store_message());
 *         TR_ENOTFOUND or TR_ELIMIT of tr_check_new(), with a message likewise;
 *         TR_EVERSION of tr_derived_is_current(); what a function of the
 *         options returned, soon after it.
 */
TR_NODISCARD tr_status tr_recheck(tr_store *store,
                                  const tr_recheck_options *options,
                                  tr_rechecked *rechecked);

#endif
