/* The distributions behind the tests and intervals: gamma, beta, chi-square,
 * normal, Student's t, binomial. Numbers in, numbers out; what has no value is
 * a status, and a result is never NaN. Relative error is below 1e-10 where the
 * result is above 1e-280 (counts to 1e7). */
#ifndef TR_AUDIT_DISTRIBUTION_H
#define TR_AUDIT_DISTRIBUTION_H

#include <stdint.h>

#include "base/status.h"

/**
 * Logarithm of the gamma function.
 *
 * @param      x     Above 0.
 * @param[out] value Set only on TR_OK.
 * @return TR_OK; TR_ERANGE outside of the domain.
 */
TR_NODISCARD tr_status tr_log_gamma(double x, double *value);

/**
 * Upper regularised incomplete gamma function Q(a, x).
 *
 * @param      a     Above 0. @param x From 0.
 * @param[out] value From 0 to 1; set only on TR_OK.
 * @return TR_OK; TR_ERANGE outside of the domain; TR_ELIMIT where it does not
 *         converge in a bounded number of steps.
 */
TR_NODISCARD tr_status tr_gamma_upper(double a, double x, double *value);

/**
 * Regularised incomplete beta function I_x(a, b).
 *
 * @param      a     Above 0. @param b Above 0. @param x From 0 to 1.
 * @param[out] value From 0 to 1; set only on TR_OK.
 * @return As tr_gamma_upper().
 */
TR_NODISCARD tr_status tr_beta_regular(double a, double b, double x,
                                       double *value);

/**
 * The x for which I_x(a, b) is p.
 *
 * @param p From 0 to 1. @return As tr_beta_regular().
 */
TR_NODISCARD tr_status tr_beta_inverse(double a, double b, double p, double *x);

/**
 * P(X >= x) of the chi-square distribution.
 *
 * @param x From 0. @param freedom Degrees, above 0. @return As
 * tr_gamma_upper().
 */
TR_NODISCARD tr_status tr_chi_square_upper(double x, double freedom, double *p);

/** P(Z <= z) of the normal distribution. @return TR_OK; TR_ERANGE for NaN. */
TR_NODISCARD tr_status tr_normal_lower(double z, double *p);

/** The z for which P(Z <= z) is p. @param p Above 0, below 1. @return TR_OK or
 * TR_ERANGE. */
TR_NODISCARD tr_status tr_normal_inverse(double p, double *z);

/**
 * P(T >= t) of Student's distribution.
 *
 * @param t Any. @param freedom Degrees, above 0, also fractions. @return As
 *          tr_gamma_upper().
 */
TR_NODISCARD tr_status tr_student_upper(double t, double freedom, double *p);

/**
 * The t for which P(T <= t) is p.
 *
 * @param p Above 0, below 1. @param freedom Above 0. @return As
 *          tr_student_upper().
 */
TR_NODISCARD tr_status tr_student_inverse(double p, double freedom, double *t);

/** P(X = k) of n draws with chance p. @param k To n. @param p From 0 to 1.
 * @return TR_OK or TR_ERANGE. */
TR_NODISCARD tr_status tr_binomial_at(uint64_t k, uint64_t n, double p,
                                      double *value);

/** P(X <= k). @return As tr_beta_regular(). */
TR_NODISCARD tr_status tr_binomial_lower(uint64_t k, uint64_t n, double p,
                                         double *value);

/** P(X >= k). @return As tr_beta_regular(). */
TR_NODISCARD tr_status tr_binomial_upper(uint64_t k, uint64_t n, double p,
                                         double *value);

#endif
