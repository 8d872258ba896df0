/* Tests and measures of an audit: is a share or a mean higher than that of
 * others, who stands apart from a group, how sure is a rate.
 *
 *   tr_rate_test test;
 *   if (tr_test_rates(59, 80, 40, 300, &test) == TR_OK &&
 *       test.first > test.second && test.two_sided < 0.05) ...
 *
 * Every function answers TR_OK, or TR_ERANGE where what is asked has no answer
 * (NaN or infinite numbers, a part larger than its whole, nothing to compare),
 * or TR_ELIMIT where a bounded computation does not end; results are set only
 * on TR_OK and never NaN. The functions are pure. */
#ifndef TR_AUDIT_STATISTICS_H
#define TR_AUDIT_STATISTICS_H

#include <stddef.h>

#include "audit/distribution.h"

/** How two shares were compared. */
typedef enum tr_rate_method {
  TR_RATE_CHI_SQUARE, /**< Pearson's, of a table of 2 x 2, no correction */
  TR_RATE_EXACT /**< Fisher's: some expected count is below TR_EXPECTED_LEAST */
} tr_rate_method;

enum { TR_EXPECTED_LEAST = 5 };

/** Two shares. */
typedef struct tr_rate_test {
  tr_rate_method method;
  double first, second; /**< the shares */
  double statistic;     /**< chi-square; 0 where exact */
  double two_sided;     /**< p: the shares differ */
  double greater;       /**< p: the first is greater */
} tr_rate_test;

/**
 * Whether two shares differ.
 *
 * @param hits  Of the first group, of `all` there; from 0.
 * @param hits2 Of the second, of `all2`; all, all2 above 0, at most 1e9.
 * @return TR_OK; TR_ERANGE. Where nobody or everybody is hit, p is 1.
 * @source cbr-statistical-debriefing (chi-square, 0.05)
 */
TR_NODISCARD tr_status tr_test_rates(uint64_t hits, uint64_t all,
                                     uint64_t hits2, uint64_t all2,
                                     tr_rate_test *test);

/** Chances of a count and of those as far out or farther. */
typedef struct tr_tail_chances {
  double less, greater, two_sided;
} tr_tail_chances;

/**
 * Exact binomial test of a share against a known one.
 *
 * The two-sided chance is that of all counts that are at most as likely as the
 * one seen.
 *
 * @param hits Of `all`, all above 0. @param share From 0 to 1.
 */
TR_NODISCARD tr_status tr_test_binomial(uint64_t hits, uint64_t all,
                                        double share, tr_tail_chances *chances);

/** Mean and variance of a group. */
typedef struct tr_moments {
  double count; /**< from 1 */
  double mean;
  double variance; /**< of the sample: divided by count - 1; 0 for one */
} tr_moments;

/** Take one more value in (Welford). @param moments Zero-filled at first. */
void tr_moments_add(tr_moments *moments, double value);

/** Two means. */
typedef struct tr_mean_test {
  double t, freedom;
  double two_sided, greater; /**< p; greater: of the first */
} tr_mean_test;

/**
 * Welch's t-test of two means.
 *
 * @param first, second With counts from 2, and not both of variance 0.
 * @source cbr-statistical-debriefing (t-test, 0.05)
 */
TR_NODISCARD tr_status tr_test_means(const tr_moments *first,
                                     const tr_moments *second,
                                     tr_mean_test *test);

/** An interval. */
typedef struct tr_interval {
  double low, high;
} tr_interval;

/**
 * Exact interval of a share (Clopper and Pearson).
 *
 * @param hits       Of `all`, all above 0.
 * @param confidence Of the two-sided interval: 0.95; above 0, below 1.
 */
TR_NODISCARD tr_status tr_exact_interval(uint64_t hits, uint64_t all,
                                         double confidence,
                                         tr_interval *interval);

/** Sort, for the functions below. @return TR_OK; TR_ERANGE where one is not
 * finite; they are sorted all the same. */
TR_NODISCARD tr_status tr_sort_numbers(double *numbers, size_t count);

/**
 * Quantile by linear interpolation (type 7, as R and spreadsheets do).
 *
 * @param sorted As of tr_sort_numbers(). @param count Above 0.
 * @param share  From 0 to 1.
 */
TR_NODISCARD tr_status tr_quantile(const double *sorted, size_t count,
                                   double share, double *value);

/** Quartiles and Tukey's fences. */
typedef struct tr_fences {
  double q1, median, q3;
  double low, high;         /**< 1.5 interquartile ranges away */
  double far_low, far_high; /**< 3 away */
} tr_fences;

/** @param sorted As of tr_sort_numbers(). @param count Above 0. */
TR_NODISCARD tr_status tr_fences_of(const double *sorted, size_t count,
                                    tr_fences *fences);

/**
 * Percentile rank: how many of 100 are below, those that are equal counted
 * half.
 *
 * @param numbers In any order. @param count Above 0.
 */
TR_NODISCARD tr_status tr_percentile_rank(const double *numbers, size_t count,
                                          double value, double *rank);

/**
 * Benjamini and Hochberg's adjusted p-values.
 *
 * @param      p        From 0 to 1. @param count Of them; 0 is nothing to do.
 * @param[out] adjusted As many; may be p itself. What is at most q may be
 *                      called significant with a false discovery rate of q.
 * @return TR_OK; TR_ERANGE; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_adjust_chances(const double *p, size_t count,
                                         double *adjusted);

/**
 * Entropy of counts as a share of the most there can be: H / ln(k) for the k
 * kinds that occur; 0 where there is one kind, 1 where all are as frequent.
 *
 * @param counts May be 0. @param count Of them; their sum is above 0.
 */
TR_NODISCARD tr_status tr_entropy(const uint64_t *counts, size_t count,
                                  double *entropy);

#endif
