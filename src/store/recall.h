/* What is asked of a store again and again: a patient's claims, the claims,
 * notes and remittances of a provider in a month, who answers whom.
 *
 *   static tr_status see(void *context, const tr_recalled_claim *claim) ...
 *   const tr_recall_query query = {.rendering = TR_STR("1999999984"),
 *                                  .from = first_of_june, .to = end_of_june};
 *   tr_recall_claims(store, &query, see, context);
 *
 * Rows come by day, then by id. What is handed over is borrowed for the call,
 * in which other questions may be asked; nothing may be written. */
#ifndef TR_STORE_RECALL_H
#define TR_STORE_RECALL_H

#include "base/money.h"
#include "store/kept.h"

/**
 * Which rows. The first of patient, control, payer_control and line_control
 * that is set picks them; without one it is the days. Provider and days are
 * held against the rows in any case. Empty texts and days of 0 ask nothing;
 * use tr_recall_everything for a query that asks nothing.
 */
typedef struct tr_recall_query {
  tr_str patient;       /**< claim.patient, as of a claim recalled */
  tr_str control;       /**< CLM01, CLP01; of notes the claim they name */
  tr_str payer_control; /**< REF*F8, CLP07 */
  tr_str line_control;  /**< REF*6R of a line; claims only */
  tr_str billing;       /**< NPI; claims only */
  tr_str rendering;     /**< NPI; of notes the author */
  tr_day born;          /**< of the patient; notes only; TR_DAY_MIN: any */
  tr_day from, to;      /**< days of service, both in; TR_DAY_MIN, TR_DAY_MAX */
} tr_recall_query;

/** A query without a limit, to be narrowed. */
extern const tr_recall_query tr_recall_everything;

/** A claim. */
typedef struct tr_recalled_claim {
  int64_t id, file;
  tr_str control, payer_control, frequency;
  tr_str billing, rendering, payer, payer_name, filing;
  tr_str patient;        /**< one text for one person; empty where not known */
  tr_day from, to, born; /**< TR_DAY_MIN: not known */
  bool has_total;
  tr_cents total;
  bool test, damaged;
} tr_recalled_claim;

/** A note; its JSON is bytes of the file. */
typedef struct tr_recalled_note {
  int64_t id, file;
  uint64_t at, size; /**< of its JSON in the file */
  tr_str note, claim, patient_id, author;
  tr_day day, born;
} tr_recalled_note;

/** A claim of a remittance, with its payment. */
typedef struct tr_recalled_remit {
  int64_t id, payment, file;
  tr_str control, payer_control, status, rendering, payer, payer_name, trace;
  tr_day from, to, paid_on; /**< paid_on: of the payment */
  bool has_charge, has_paid;
  tr_cents charge, paid;
} tr_recalled_remit;

typedef tr_status tr_recalled_claim_fn(void *context,
                                       const tr_recalled_claim *claim);
typedef tr_status tr_recalled_note_fn(void *context,
                                      const tr_recalled_note *note);
typedef tr_status tr_recalled_remit_fn(void *context,
                                       const tr_recalled_remit *remit);

/** Claims. @return TR_OK; a failure of the store; what `see` returned. */
TR_NODISCARD tr_status tr_recall_claims(tr_store *store,
                                        const tr_recall_query *query,
                                        tr_recalled_claim_fn *see,
                                        void *context);

/** Notes. @return As tr_recall_claims(). */
TR_NODISCARD tr_status tr_recall_notes(tr_store *store,
                                       const tr_recall_query *query,
                                       tr_recalled_note_fn *see, void *context);

/** Remitted claims. @return As tr_recall_claims(). */
TR_NODISCARD tr_status tr_recall_remits(tr_store *store,
                                        const tr_recall_query *query,
                                        tr_recalled_remit_fn *see,
                                        void *context);

/** What has no counterpart. */
typedef enum tr_unmatched {
  TR_UNMATCHED_REMITS,  /**< remitted claims without a claim */
  TR_UNMATCHED_ANSWERS, /**< claims of a 277CA without a claim */
  TR_UNMATCHED_NOTES,   /**< notes without a claim */
  TR_UNMATCHED_CLAIMS,  /**< claims without a note */
  TR_UNMATCHED_COUNT
} tr_unmatched;

/** @param number CLP01, CLM01, or the id of a note; may be empty. */
typedef void tr_unmatched_fn(void *context, tr_str number);

/**
 * Count what has no counterpart: by the claim's number, for a remitted claim
 * also by the control numbers of its lines, for a note that names no claim by
 * author, patient's date of birth and day.
 *
 * @param      see   Told of the first `most`, in the order they came; may be
 *                   NULL.
 * @param[out] count Of all.
 */
TR_NODISCARD tr_status tr_recall_unmatched(tr_store *store, tr_unmatched what,
                                           uint64_t most, tr_unmatched_fn *see,
                                           void *context, uint64_t *count);

#endif
