/* Whether a remittance adds up, to the cent, at its three levels. AMT and QTY
 * never take part.
 *
 *   service  SVC02 - CAS = SVC03
 *   claim    sum of SVC02 = CLP03, sum of SVC03 - CAS of 2100 = CLP04;
 *            without services CLP03 - CAS = CLP04
 *   payment  sum of CLP04 - PLB = BPR02
 *
 * One fault gives one finding: a claim is not out of balance where that follows
 * from its services to the cent, nor a payment where it follows from its
 * claims. A level of which a value cannot be read is not judged.
 *
 * Faults (rule, wording, arguments), with a place, the claim and the service:
 *
 *   TRB0201  -              service, code, found (SVC03), expected, difference
 *            uncoded        the same but code: SVC01-2 was not sent
 *   TRB0202  charges        found (CLP03), expected (sum of SVC02), difference
 *            paid           found (CLP04), expected, difference
 *            services       found, expected (both of CLP03), difference,
 *                           paid_difference: both sums are off, so a service is
 *                           missing or one too many
 *            adjustments    found (CLP04), expected, difference: no services
 *            both-levels    found, expected, difference, reason ("CO-45")
 *            reversal-sign  found (CLP03)
 *            patient-share  found (CLP05), expected (PR), difference; a warning
 *   TRB0203  -              found (BPR02), expected, difference, claims,
 *                           provider (sum of PLB) */
#ifndef TR_REMIT_BALANCE_H
#define TR_REMIT_BALANCE_H

#include "diag/fault.h"
#include "remit/remit.h"

enum {
  TR_REMIT_SUSPECTS = 10 /**< causes that are tried in all combinations */
};

/** What balancing remembers from claim to claim of a payment. Fields are
 * private. */
typedef struct tr_remit_tally {
  bool lost;              /* a CLP04 could not be read: no judging */
  uint64_t suspect_count; /* claims told of whose CLP04 may be the fault */
  tr_cents suspect_sum;   /* of what they would put the payment off by */
  tr_cents suspects[TR_REMIT_SUSPECTS];
} tr_remit_tally;

/** Begin a payment. */
void tr_remit_tally_init(tr_remit_tally *tally);

/**
 * Judge a claim and its services, and add it to the sums of the payment.
 *
 * @param totals Sums so far.
 * @source tr3-835-balancing
 */
void tr_remit_balance_claim(const tr_remit_claim *claim, tr_remit_tally *tally,
                            tr_remit_totals *totals, tr_fault_fn *fault,
                            void *context);

/**
 * Judge a payment whose claims were all added, PLB included.
 *
 * @param totals provider_adjusted becomes the sum of the PLB pairs.
 * @source tr3-835-balancing
 */
void tr_remit_balance_payment(const tr_remit_payment *payment,
                              const tr_remit_tally *tally,
                              tr_remit_totals *totals, tr_fault_fn *fault,
                              void *context);

#endif
