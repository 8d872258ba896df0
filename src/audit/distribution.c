/* Decides chances: series and continued fractions for the incomplete gamma and
 * beta functions, whose first factors are built without the cancellation that
 * large counts would bring; inverses by halving a bracket. */
#include "audit/distribution.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

enum {
  STEPS = 100000, /* of a series or fraction: about the root of the largest
                     argument is needed */
  HALVINGS = 2200 /* of a bracket: more than any pair of doubles allows */
};

#define TINY 1e-300 /* in place of 0 in a fraction */
#define HALF_LOG_TWO_PI 0.918938533204672741780329736406

static tr_status log_gamma(double x, double *value) {
  int sign;
  if (!(x > 0) || !isfinite(x)) return TR_ERANGE;
  *value = lgamma_r(x, &sign);
  return isfinite(*value) ? TR_OK : TR_ERANGE;
}

tr_status tr_log_gamma(double x, double *value) {
  double found;
  const tr_status status = log_gamma(x, &found);
  if (status == TR_OK) *value = found;
  return status;
}

/* ---------------------------------------------------- the leading factors */

/* What Stirling's formula lacks of log n!. */
static double stirling_error(double n) {
  double gamma;
  if (n <= 15)
    return log_gamma(n + 1, &gamma) == TR_OK
               ? gamma - (n + 0.5) * log(n) + n - HALF_LOG_TWO_PI
               : 0;
  const double square = n * n;
  return (1.0 / 12 -
          (1.0 / 360 -
           (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) /
               square) /
              square) /
         n;
}

/* x log(x / m) + m - x, without cancellation where x is near m. */
static double deviance(double x, double m) {
  const double apart = x - m;
  if (fabs(apart) < 0.1 * (x + m)) {
    const double ratio = apart / (x + m);
    double sum = apart * ratio, term = 2 * x * ratio;
    for (int i = 1; i < 1000; i++) {
      term *= ratio * ratio;
      const double next = sum + term / (2 * i + 1);
      if (next == sum) break;
      sum = next;
    }
    return sum;
  }
  return x * log(x / m) - apart;
}

/* m^x e^-m / gamma(x + 1); all above 0. */
static double poisson_factor(double x, double m) {
  return exp(-stirling_error(x) - deviance(x, m)) /
         sqrt(6.283185307179586476925286766559 * x);
}

/* gamma(a + b + 1) / (gamma(a + 1) gamma(b + 1)) x^a y^b, y = 1 - x; all above
 * 0. */
static double binomial_factor(double a, double b, double x, double y) {
  const double n = a + b;
  const double exponent = stirling_error(n) - stirling_error(a) -
                          stirling_error(b) - deviance(a, n * x) -
                          deviance(b, n * y);
  return exp(exponent) * sqrt(n / (6.283185307179586476925286766559 * a * b));
}

/* ------------------------------------------------------------------- gamma */

static double within(double chance) {
  return chance < 0 ? 0 : chance > 1 ? 1 : chance;
}

static double away_from_zero(double value) {
  return fabs(value) < TINY ? TINY : value;
}

tr_status tr_gamma_upper(double a, double x, double *value) {
  if (!(a > 0) || !(x >= 0) || !isfinite(a) || !isfinite(x)) return TR_ERANGE;
  if (x == 0) {
    *value = 1;
    return TR_OK;
  }
  const double factor = poisson_factor(a, x) * a; /* x^a e^-x / gamma(a) */
  if (x < a + 1) {
    double term = 1 / a, sum = term;
    for (int i = 1; i < STEPS; i++) {
      term *= x / (a + i);
      sum += term;
      if (term < sum * DBL_EPSILON / 4) {
        *value = within(1 - sum * factor);
        return TR_OK;
      }
    }
    return TR_ELIMIT;
  }
  double b = x + 1 - a, c = 1 / TINY, d = 1 / b, fraction = d;
  for (int i = 1; i < STEPS; i++) {
    const double step = -i * (i - a);
    b += 2;
    d = 1 / away_from_zero(step * d + b);
    c = away_from_zero(b + step / c);
    const double change = d * c;
    fraction *= change;
    if (fabs(change - 1) < DBL_EPSILON) {
      *value = within(factor * fraction);
      return TR_OK;
    }
  }
  return TR_ELIMIT;
}

tr_status tr_chi_square_upper(double x, double freedom, double *p) {
  if (freedom == 1) { /* the case that matters, in closed form */
    if (!(x >= 0)) return TR_ERANGE;
    *p = erfc(sqrt(x / 2));
    return TR_OK;
  }
  return tr_gamma_upper(freedom / 2, x / 2, p);
}

/* -------------------------------------------------------------------- beta */

/* The continued fraction by Lentz's method; good for x below about its mean.
 * @source numerical-recipes (incomplete beta function) */
static tr_status beta_fraction(double a, double b, double x, double *value) {
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m < STEPS; m++) {
    const double twice = 2.0 * m;
    const double even = m * (b - m) * x / ((a - 1 + twice) * (a + twice));
    const double odd =
        -(a + m) * (a + b + m) * x / ((a + twice) * (a + 1 + twice));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    fraction *= d * c;
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    const double change = d * c;
    fraction *= change;
    if (fabs(change - 1) < DBL_EPSILON) {
      *value = fraction;
      return TR_OK;
    }
  }
  return TR_ELIMIT;
}

/* I_x(a, b) with y = 1 - x given by who knows it better. */
static tr_status beta_both(double a, double b, double x, double y,
                           double *value) {
  double fraction;
  if (!(a > 0) || !(b > 0) || !isfinite(a) || !isfinite(b) || !(x >= 0) ||
      !(y >= 0) || x > 1 || y > 1)
    return TR_ERANGE;
  if (x == 0 || y == 0) {
    *value = x == 0 ? 0 : 1;
    return TR_OK;
  }
  const double factor = binomial_factor(a, b, x, y) * a * b / (a + b);
  const bool low = x < (a + 1) / (a + b + 2);
  const tr_status status = low ? beta_fraction(a, b, x, &fraction)
                               : beta_fraction(b, a, y, &fraction);
  if (status != TR_OK) return status;
  const double part = factor * fraction / (low ? a : b);
  *value = within(low ? part : 1 - part);
  return TR_OK;
}

tr_status tr_beta_regular(double a, double b, double x, double *value) {
  return beta_both(a, b, x, 1 - x, value);
}

tr_status tr_beta_inverse(double a, double b, double p, double *x) {
  double low = 0, high = 1, at;
  tr_status status;
  if (!(p >= 0) || p > 1 || !(a > 0) || !(b > 0) || !isfinite(a) ||
      !isfinite(b))
    return TR_ERANGE;
  if (p == 0 || p == 1) {
    *x = p;
    return TR_OK;
  }
  for (int i = 0; i < HALVINGS; i++) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    status = beta_both(a, b, middle, 1 - middle, &at);
    if (status != TR_OK) return status;
    *(at < p ? &low : &high) = middle;
  }
  *x = high;
  return TR_OK;
}

/* ------------------------------------------------------ normal and Student */

static double normal_lower(double z) {
  return 0.5 * erfc(-z * 0.70710678118654752440);
}

tr_status tr_normal_lower(double z, double *p) {
  if (isnan(z)) return TR_ERANGE;
  *p = normal_lower(z);
  return TR_OK;
}

tr_status tr_normal_inverse(double p, double *z) {
  if (!(p > 0) || !(p < 1)) return TR_ERANGE;
  if (p == 0.5) {
    *z = 0;
    return TR_OK;
  }
  /* The lower half is the one that chances are exact in. */
  const double tail = p < 0.5 ? p : 1 - p;
  double low = -39, high = 0;
  for (int i = 0; i < HALVINGS; i++) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    *(normal_lower(middle) < tail ? &low : &high) = middle;
  }
  *z = p < 0.5 ? high : -high;
  return TR_OK;
}

tr_status tr_student_upper(double t, double freedom, double *p) {
  double tail;
  if (isnan(t) || !(freedom > 0) || !isfinite(freedom)) return TR_ERANGE;
  if (isinf(t)) {
    *p = t > 0 ? 0 : 1;
    return TR_OK;
  }
  /* As ratios, so that neither a large nor a small t loses its digits. */
  const double ratio = t * t / freedom;
  const double x = isinf(ratio) ? freedom / t / t : 1 / (1 + ratio);
  const double y = isinf(ratio) ? 1 : ratio / (1 + ratio);
  const tr_status status = beta_both(freedom / 2, 0.5, x, y, &tail);
  if (status == TR_OK) *p = t > 0 ? tail / 2 : 1 - tail / 2;
  return status;
}

tr_status tr_student_inverse(double p, double freedom, double *t) {
  double low = 0, high = 1, at;
  if (!(p > 0) || !(p < 1) || !(freedom > 0) || !isfinite(freedom))
    return TR_ERANGE;
  const double tail = p < 0.5 ? p : 1 - p;
  if (tail == 0.5) {
    *t = 0;
    return TR_OK;
  }
  for (int i = 0;; i++) {
    const tr_status status = tr_student_upper(high, freedom, &at);
    if (status != TR_OK) return status;
    if (at <= tail) break;
    if (i > 1000 || high > DBL_MAX / 4) return TR_ELIMIT;
    low = high;
    high *= 2;
  }
  for (int i = 0; i < HALVINGS; i++) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const tr_status status = tr_student_upper(middle, freedom, &at);
    if (status != TR_OK) return status;
    *(at > tail ? &low : &high) = middle;
  }
  *t = p < 0.5 ? -high : high;
  return TR_OK;
}

/* ---------------------------------------------------------------- binomial */

static bool is_draw(uint64_t k, uint64_t n, double p) {
  return k <= n && p >= 0 && p <= 1;
}

tr_status tr_binomial_at(uint64_t k, uint64_t n, double p, double *value) {
  if (!is_draw(k, n, p)) return TR_ERANGE;
  if (p == 0 || p == 1) {
    *value = k == (p == 0 ? 0 : n) ? 1 : 0;
  } else if (k == 0 || k == n) {
    *value = k == n && n > 0 ? pow(p, (double)n) : exp((double)n * log1p(-p));
  } else {
    *value = within(binomial_factor((double)k, (double)(n - k), p, 1 - p));
  }
  return TR_OK;
}

tr_status tr_binomial_lower(uint64_t k, uint64_t n, double p, double *value) {
  if (!is_draw(k, n, p)) return TR_ERANGE;
  if (k == n) {
    *value = 1;
    return TR_OK;
  }
  return beta_both((double)(n - k), (double)k + 1, 1 - p, p, value);
}

tr_status tr_binomial_upper(uint64_t k, uint64_t n, double p, double *value) {
  if (!is_draw(k, n, p)) return TR_ERANGE;
  if (k == 0) {
    *value = 1;
    return TR_OK;
  }
  return beta_both((double)k, (double)(n - k) + 1, p, 1 - p, value);
}
