/* From a sample to its frame: how much was overpaid in all, how often, and
 * between which limits. Sums are whole cents, exact; what is divided is a
 * double and becomes cents once, at the end.
 *
 *   tr_stratum all = {.frame = 3078};
 *   for each sampled unit: tr_stratum_add(&all, paid, overpaid)
 *   tr_estimate_total(&all, 1, &estimate);
 *   tr_estimate_lower(&estimate, 0.90, &demanded);
 *
 * Functions return TR_OK, or TR_ERANGE where there is no estimate: a stratum
 * without a unit, or of one unit that is not all there is of it, or amounts
 * beyond TR_ESTIMATE_MOST. The functions are pure. */
#ifndef TR_AUDIT_ESTIMATE_H
#define TR_AUDIT_ESTIMATE_H

#include <stdbool.h>

#include "audit/statistics.h"
#include "base/money.h"

/** Most cents of one unit, and units of a stratum. */
#define TR_ESTIMATE_MOST INT64_C(1000000000000)
#define TR_ESTIMATE_UNITS 1000000000u

/** What a sample shows of one stratum; sums are private to estimate.c. */
typedef struct tr_stratum {
  uint64_t frame;        /**< units in the frame, from `units` */
  tr_cents frame_amount; /**< what they were paid, for the ratio alone */
  uint64_t units;        /**< sampled */
  uint64_t wrong;        /**< of them with an overpayment or underpayment */
  __int128 sum, square;  /**< of what was overpaid; less than 0: underpaid */
  __int128 paid, paid_square, product;
} tr_stratum;

/** Take in a sampled unit. @param paid, overpaid In cents. */
TR_NODISCARD tr_status tr_stratum_add(tr_stratum *stratum, tr_cents paid,
                                      tr_cents overpaid);

/** An estimate of the whole frame, in cents but not rounded. */
typedef struct tr_estimate {
  double total;   /**< the point estimate */
  double error;   /**< its standard error */
  double freedom; /**< degrees of freedom of t; infinite: normal */
} tr_estimate;

/**
 * The difference estimator: sum over strata of N times the mean overpayment,
 * with the standard error N sqrt((1 - n / N) s^2 / n) of each.
 *
 * Degrees of freedom are n - 1; for several strata Satterthwaite's.
 *
 * @source cochran-sampling 2.4, 5.3, 5.4
 */
TR_NODISCARD tr_status tr_estimate_total(const tr_stratum *strata, size_t count,
                                         tr_estimate *estimate);

/**
 * The (combined) ratio estimator: overpaid a dollar paid, times the dollars
 * paid in the whole frame. Good where overpayments grow with payments.
 *
 * @param strata With frame_amount. @return Also TR_ERANGE where nothing was
 *               paid in the sample.
 * @source cochran-sampling 6.2, 6.11
 */
TR_NODISCARD tr_status tr_estimate_ratio(const tr_stratum *strata, size_t count,
                                         tr_estimate *estimate);

/**
 * The end of the one-sided interval below an estimate: what is overpaid is more
 * than that with this confidence.
 *
 * @param confidence 0.90; from 0.5, below 1.
 */
TR_NODISCARD tr_status tr_estimate_lower(const tr_estimate *estimate,
                                         double confidence, tr_cents *cents);

/** The two-sided interval. @param confidence 0.90; above 0, below 1. */
TR_NODISCARD tr_status tr_estimate_limits(const tr_estimate *estimate,
                                          double confidence, tr_cents *low,
                                          tr_cents *high);

/** Round to cents, halves away from 0. */
TR_NODISCARD tr_status tr_estimate_cents(double amount, tr_cents *cents);

/** How many units of the frame are wrong. */
typedef struct tr_estimated_rate {
  double share;
  tr_interval interval;
  bool exact; /**< Clopper and Pearson's; else Korn and Graubard's: the same
                   with the effective size of a stratified sample */
} tr_estimated_rate;

/** @param confidence Of the two-sided interval: 0.95. */
TR_NODISCARD tr_status tr_estimate_rate(const tr_stratum *strata, size_t count,
                                        double confidence,
                                        tr_estimated_rate *rate);

#endif
