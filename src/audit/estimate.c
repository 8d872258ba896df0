/* Decides what a sample says of its frame: sums, variances by strata, degrees
 * of freedom, limits. */
#include "audit/estimate.h"

#include <math.h>

tr_status tr_stratum_add(tr_stratum *stratum, tr_cents paid,
                         tr_cents overpaid) {
  if (paid > TR_ESTIMATE_MOST || paid < -TR_ESTIMATE_MOST ||
      overpaid > TR_ESTIMATE_MOST || overpaid < -TR_ESTIMATE_MOST ||
      stratum->units >= TR_ESTIMATE_UNITS)
    return TR_ERANGE;
  const __int128 x = paid, d = overpaid;
  stratum->units++;
  stratum->wrong += overpaid != 0;
  stratum->sum += d;
  stratum->square += d * d;
  stratum->paid += x;
  stratum->paid_square += x * x;
  stratum->product += x * d;
  return TR_OK;
}

static bool is_usable(const tr_stratum *stratum) {
  return stratum->units > 0 && stratum->frame >= stratum->units &&
         stratum->frame <= TR_ESTIMATE_UNITS &&
         (stratum->units > 1 || stratum->frame == 1);
}

static bool are_usable(const tr_stratum *strata, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!is_usable(&strata[i])) return false;
  return count > 0;
}

/* Squares and products of deviations from the mean, times n: exact. A unit is
 * at most 1e12 and there are 1e9, so that n times the sum of squares stays
 * below 1e42; beyond 128 bits it is a double from the start. */
static double deviations(const tr_stratum *stratum, __int128 squares,
                         __int128 a, __int128 b) {
  const __int128 n = (__int128)stratum->units;
  __int128 left, right, apart;
  if (__builtin_mul_overflow(n, squares, &left) ||
      __builtin_mul_overflow(a, b, &right) ||
      __builtin_sub_overflow(left, right, &apart))
    return (double)n * (double)squares - (double)a * (double)b;
  return (double)apart;
}

/* The variance of an estimated total whose units vary by s^2. */
static double variance_of_total(const tr_stratum *stratum, double s_square) {
  const double n = (double)stratum->units, all = (double)stratum->frame;
  return stratum->frame == stratum->units
             ? 0
             : all * (all - n) * fmax(0, s_square) / n;
}

/* s^2 of what was overpaid, less `ratio` of what was paid. */
static double spread(const tr_stratum *stratum, double ratio) {
  const double n = (double)stratum->units;
  if (stratum->units < 2) return 0;
  const double d =
      deviations(stratum, stratum->square, stratum->sum, stratum->sum);
  if (ratio == 0) return d / (n * (n - 1));
  const double x =
      deviations(stratum, stratum->paid_square, stratum->paid, stratum->paid);
  const double both =
      deviations(stratum, stratum->product, stratum->sum, stratum->paid);
  return (d - 2 * ratio * both + ratio * ratio * x) / (n * (n - 1));
}

/* Satterthwaite: of one stratum it is n - 1. */
static void add_up(const tr_stratum *strata, size_t count, double ratio,
                   double scale, tr_estimate *estimate) {
  double variance = 0, parts = 0, units = 0;
  for (size_t i = 0; i < count; i++) {
    const double part =
        variance_of_total(&strata[i], spread(&strata[i], ratio));
    variance += part;
    units += (double)strata[i].units - 1;
    if (part > 0) parts += part * part / ((double)strata[i].units - 1);
  }
  estimate->error = scale * sqrt(variance);
  estimate->freedom = parts > 0 ? variance * variance / parts : fmax(1, units);
}

/* N times a mean, of all strata. */
static double expand(const tr_stratum *strata, size_t count, bool paid) {
  double total = 0;
  for (size_t i = 0; i < count; i++)
    total += (double)strata[i].frame *
             (double)(paid ? strata[i].paid : strata[i].sum) /
             (double)strata[i].units;
  return total;
}

tr_status tr_estimate_total(const tr_stratum *strata, size_t count,
                            tr_estimate *estimate) {
  if (!are_usable(strata, count)) return TR_ERANGE;
  estimate->total = expand(strata, count, false);
  add_up(strata, count, 0, 1, estimate);
  return TR_OK;
}

tr_status tr_estimate_ratio(const tr_stratum *strata, size_t count,
                            tr_estimate *estimate) {
  __int128 known = 0;
  if (!are_usable(strata, count)) return TR_ERANGE;
  const double paid = expand(strata, count, true);
  if (!(paid > 0)) return TR_ERANGE;
  for (size_t i = 0; i < count; i++) known += strata[i].frame_amount;
  const double ratio = expand(strata, count, false) / paid;
  estimate->total = ratio * (double)known;
  add_up(strata, count, ratio, fabs((double)known / paid), estimate);
  return TR_OK;
}

tr_status tr_estimate_cents(double amount, tr_cents *cents) {
  const double rounded = round(amount);
  if (!(fabs(rounded) < 9e18)) return TR_ERANGE;
  *cents = (tr_cents)rounded;
  return TR_OK;
}

/* How many standard errors hold a share of the chances below. */
static tr_status factor_of(const tr_estimate *estimate, double share,
                           double *factor) {
  return isinf(estimate->freedom)
             ? tr_normal_inverse(share, factor)
             : tr_student_inverse(share, estimate->freedom, factor);
}

tr_status tr_estimate_lower(const tr_estimate *estimate, double confidence,
                            tr_cents *cents) {
  double factor;
  if (!(confidence >= 0.5)) return TR_ERANGE;
  const tr_status status = factor_of(estimate, confidence, &factor);
  if (status != TR_OK) return status;
  return tr_estimate_cents(estimate->total - factor * estimate->error, cents);
}

tr_status tr_estimate_limits(const tr_estimate *estimate, double confidence,
                             tr_cents *low, tr_cents *high) {
  double factor;
  tr_cents below;
  if (!(confidence > 0)) return TR_ERANGE;
  tr_status status = factor_of(estimate, (1 + confidence) / 2, &factor);
  if (status == TR_OK)
    status =
        tr_estimate_cents(estimate->total - factor * estimate->error, &below);
  if (status == TR_OK)
    status =
        tr_estimate_cents(estimate->total + factor * estimate->error, high);
  if (status == TR_OK) *low = below;
  return status;
}

/* -------------------------------------------------------------------- rates */

/* The exact interval for a number of hits that need not be whole.
 * @source korn-graubard-1998 */
static tr_status interval_of(double hits, double size, double confidence,
                             tr_interval *interval) {
  const double tail = (1 - confidence) / 2, misses = size - hits;
  tr_interval found = {0, 1};
  tr_status status = TR_OK;
  if (hits > 0) status = tr_beta_inverse(hits, misses + 1, tail, &found.low);
  if (status == TR_OK && misses > 0) {
    status = tr_beta_inverse(misses, hits + 1, tail, &found.high);
    found.high = 1 - found.high;
  }
  if (status == TR_OK) *interval = found;
  return status;
}

tr_status tr_estimate_rate(const tr_stratum *strata, size_t count,
                           double confidence, tr_estimated_rate *rate) {
  double all = 0, share = 0, variance = 0, units = 0;
  tr_estimated_rate found;
  if (!are_usable(strata, count) || !(confidence > 0) || !(confidence < 1))
    return TR_ERANGE;
  if (count == 1) {
    found = (tr_estimated_rate){
        .share = (double)strata->wrong / (double)strata->units, .exact = true};
    const tr_status status = tr_exact_interval(strata->wrong, strata->units,
                                               confidence, &found.interval);
    if (status == TR_OK) *rate = found;
    return status;
  }
  for (size_t i = 0; i < count; i++) all += (double)strata[i].frame;
  for (size_t i = 0; i < count; i++) {
    const double n = (double)strata[i].units;
    const double part = (double)strata[i].wrong / n;
    const double spread_there = n > 1 ? part * (1 - part) * n / (n - 1) : 0;
    share += (double)strata[i].frame / all * part;
    variance += variance_of_total(&strata[i], spread_there) / all / all;
    units += n;
  }
  /* As many draws of a simple sample as would vary as much; never more than
   * there were where nothing varies. */
  const double size = variance > 0 ? share * (1 - share) / variance : units;
  found = (tr_estimated_rate){.share = share};
  const tr_status status =
      interval_of(share * size, size, confidence, &found.interval);
  if (status == TR_OK) *rate = found;
  return status;
}
