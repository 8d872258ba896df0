/* Decides what differs: which test a comparison gets, its chances, and where a
 * group ends. */
#include "audit/statistics.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Counts that are as likely as the one seen must not fall out of a two-sided
 * chance by the last bits of a rounding. */
#define AS_LIKELY (1 + 1e-7)
#define COUNT_MOST 1000000000u

/* ------------------------------------------------------------------- rates */

/** A table of 2 x 2 by its margins. */
typedef struct margins {
  double hits, all, hits_total, total;
} margins;

/* How much likelier k + 1 hits of the first group are than k. */
static double ratio_up(const margins *table, double k) {
  const double misses_there =
      table->total - table->hits_total - table->all + k + 1;
  return (table->hits_total - k) * (table->all - k) / ((k + 1) * misses_there);
}

/** Sums over all tables with the same margins, as multiples of the
 * likeliest. */
typedef struct hypergeometric {
  double seen;               /* weight of the table that was seen */
  double all, upper, likely; /* likely: at most as likely as the one seen */
} hypergeometric;

static void weigh(hypergeometric *sums, const margins *table, double k,
                  double weight) {
  sums->all += weight;
  if (k >= table->hits) sums->upper += weight;
  if (weight <= sums->seen * AS_LIKELY) sums->likely += weight;
}

/* Walks from the likeliest table to both sides until nothing is left of the
 * weights. `look`: only to find the weight of the one that was seen. */
static void walk_tables(hypergeometric *sums, const margins *table, bool look) {
  const double least = fmax(0, table->hits_total + table->all - table->total);
  const double most = fmin(table->hits_total, table->all);
  const double mode =
      fmin(most, fmax(least, floor((table->hits_total + 1) * (table->all + 1) /
                                   (table->total + 2))));
  double weight = 1;
  for (double k = mode; k <= most && weight > 0; k++) {
    if (look && k == table->hits) sums->seen = weight;
    if (!look) weigh(sums, table, k, weight);
    weight *= k < most ? ratio_up(table, k) : 0;
  }
  weight = 1;
  for (double k = mode - 1; k >= least && weight > 0; k--) {
    weight /= ratio_up(table, k);
    if (look && k == table->hits) sums->seen = weight;
    if (!look) weigh(sums, table, k, weight);
  }
}

static void fisher(const margins *table, tr_rate_test *test) {
  hypergeometric sums = {0};
  walk_tables(&sums, table, true);
  walk_tables(&sums, table, false);
  test->method = TR_RATE_EXACT;
  test->greater = fmin(1, sums.upper / sums.all);
  test->two_sided = fmin(1, sums.likely / sums.all);
}

static tr_status pearson(const margins *table, tr_rate_test *test) {
  const double apart = test->first - test->second;
  const double share = table->hits_total / table->total;
  const double variance =
      share * (1 - share) * (1 / table->all + 1 / (table->total - table->all));
  const double z = apart / sqrt(variance);
  test->method = TR_RATE_CHI_SQUARE;
  test->statistic = z * z;
  const tr_status status = tr_normal_lower(-z, &test->greater);
  return status != TR_OK
             ? status
             : tr_chi_square_upper(test->statistic, 1, &test->two_sided);
}

tr_status tr_test_rates(uint64_t hits, uint64_t all, uint64_t hits2,
                        uint64_t all2, tr_rate_test *test) {
  if (all == 0 || all2 == 0 || hits > all || hits2 > all2 || all > COUNT_MOST ||
      all2 > COUNT_MOST)
    return TR_ERANGE;
  const margins table = {(double)hits, (double)all, (double)(hits + hits2),
                         (double)(all + all2)};
  tr_rate_test found = {.first = (double)hits / (double)all,
                        .second = (double)hits2 / (double)all2,
                        .two_sided = 1,
                        .greater = 1};
  const double rarer = fmin(table.hits_total, table.total - table.hits_total);
  const double smaller = fmin(table.all, table.total - table.all);
  tr_status status = TR_OK;
  if (rarer == 0)
    found.method = TR_RATE_EXACT;
  else if (rarer * smaller / table.total < TR_EXPECTED_LEAST)
    fisher(&table, &found);
  else
    status = pearson(&table, &found);
  if (status == TR_OK) *test = found;
  return status;
}

/* ---------------------------------------------------------------- binomial */

/* The chance of the other side: of all counts beyond the mode that are at most
 * as likely as `limit`. The chance falls there, so the first is found by
 * halving. */
static tr_status other_side(uint64_t hits, uint64_t all, double share,
                            double limit, double *chance) {
  const uint64_t mode = (uint64_t)((double)(all + 1) * share);
  const bool above = hits < mode;
  /* From low on, or up to high: which of them is wanted */
  uint64_t low = above ? mode : 0, high = above ? all + 1 : mode + 1;
  double at;
  tr_status status;
  while (low < high) {
    const uint64_t middle = low + (high - low) / 2;
    if (middle > all) {
      high = middle;
      continue;
    }
    status = tr_binomial_at(middle, all, share, &at);
    if (status != TR_OK) return status;
    const bool rare = at <= limit;
    if (rare == above)
      high = middle;
    else
      low = middle + 1;
  }
  *chance = 0;
  if (above) /* low: the first rare one */
    return low > all ? TR_OK : tr_binomial_upper(low, all, share, chance);
  return low == 0 ? TR_OK /* low: the first that is not rare */
                  : tr_binomial_lower(low - 1, all, share, chance);
}

tr_status tr_test_binomial(uint64_t hits, uint64_t all, double share,
                           tr_tail_chances *chances) {
  tr_tail_chances found;
  double at, other;
  if (all == 0 || all > COUNT_MOST || hits > all || !(share >= 0) || share > 1)
    return TR_ERANGE;
  tr_status status = tr_binomial_lower(hits, all, share, &found.less);
  if (status == TR_OK)
    status = tr_binomial_upper(hits, all, share, &found.greater);
  if (status == TR_OK) status = tr_binomial_at(hits, all, share, &at);
  if (status != TR_OK) return status;
  const double expected = (double)all * share;
  if ((double)hits == expected) {
    found.two_sided = 1;
  } else {
    status = other_side(hits, all, share, at * AS_LIKELY, &other);
    if (status != TR_OK) return status;
    const double own = (double)hits < expected ? found.less : found.greater;
    found.two_sided = fmin(1, own + other);
  }
  *chances = found;
  return TR_OK;
}

tr_status tr_exact_interval(uint64_t hits, uint64_t all, double confidence,
                            tr_interval *interval) {
  tr_interval found = {0, 1};
  if (all == 0 || hits > all || !(confidence > 0) || !(confidence < 1))
    return TR_ERANGE;
  const double tail = (1 - confidence) / 2;
  const double yes = (double)hits, no = (double)(all - hits);
  tr_status status = TR_OK;
  if (hits > 0) status = tr_beta_inverse(yes, no + 1, tail, &found.low);
  /* The upper end as what is left of the lower one of the misses, so that the
   * smaller number is the one that is found. */
  if (status == TR_OK && hits < all) {
    status = tr_beta_inverse(no, yes + 1, tail, &found.high);
    found.high = 1 - found.high;
  }
  if (status == TR_OK) *interval = found;
  return status;
}

/* ------------------------------------------------------------------- means */

void tr_moments_add(tr_moments *moments, double value) {
  const double before = moments->count, apart = value - moments->mean;
  moments->count = before + 1;
  moments->mean += apart / moments->count;
  if (before == 0) {
    moments->variance = 0;
    return;
  }
  const double squares =
      moments->variance * (before - 1) + apart * (value - moments->mean);
  moments->variance = squares / before;
}

static bool are_moments(const tr_moments *moments) {
  return moments->count >= 2 && isfinite(moments->count) &&
         isfinite(moments->mean) && moments->variance >= 0 &&
         isfinite(moments->variance);
}

tr_status tr_test_means(const tr_moments *first, const tr_moments *second,
                        tr_mean_test *test) {
  if (!are_moments(first) || !are_moments(second)) return TR_ERANGE;
  const double a = first->variance / first->count;
  const double b = second->variance / second->count;
  if (!(a + b > 0)) return TR_ERANGE;
  /* As shares of their sum: the squares of tiny variances would vanish. */
  const double share = a / (a + b);
  tr_mean_test found = {
      .t = (first->mean - second->mean) / sqrt(a + b),
      .freedom = 1 / (share * share / (first->count - 1) +
                      (1 - share) * (1 - share) / (second->count - 1))};
  if (!isfinite(found.t) || !isfinite(found.freedom)) return TR_ERANGE;
  tr_status status = tr_student_upper(found.t, found.freedom, &found.greater);
  if (status == TR_OK)
    status = tr_student_upper(fabs(found.t), found.freedom, &found.two_sided);
  if (status != TR_OK) return status;
  found.two_sided = fmin(1, 2 * found.two_sided);
  *test = found;
  return TR_OK;
}

/* ------------------------------------------------------------------- order */

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

tr_status tr_sort_numbers(double *numbers, size_t count) {
  tr_status status = TR_OK;
  for (size_t i = 0; i < count; i++)
    if (!isfinite(numbers[i])) status = TR_ERANGE;
  if (count > 1) qsort(numbers, count, sizeof *numbers, by_size);
  return status;
}

tr_status tr_quantile(const double *sorted, size_t count, double share,
                      double *value) {
  if (count == 0 || !(share >= 0) || share > 1) return TR_ERANGE;
  const double at = share * (double)(count - 1);
  const size_t below = (size_t)at;
  const size_t above = below + 1 < count ? below + 1 : below;
  const double part = at - (double)below;
  const double found = sorted[below] + part * (sorted[above] - sorted[below]);
  if (!isfinite(found)) return TR_ERANGE;
  *value = found;
  return TR_OK;
}

tr_status tr_fences_of(const double *sorted, size_t count, tr_fences *fences) {
  tr_fences found;
  tr_status status = tr_quantile(sorted, count, 0.25, &found.q1);
  if (status == TR_OK) status = tr_quantile(sorted, count, 0.5, &found.median);
  if (status == TR_OK) status = tr_quantile(sorted, count, 0.75, &found.q3);
  if (status != TR_OK) return status;
  const double range = found.q3 - found.q1;
  found.low = found.q1 - 1.5 * range;
  found.high = found.q3 + 1.5 * range;
  found.far_low = found.q1 - 3 * range;
  found.far_high = found.q3 + 3 * range;
  if (!isfinite(found.far_low) || !isfinite(found.far_high)) return TR_ERANGE;
  *fences = found;
  return TR_OK;
}

tr_status tr_percentile_rank(const double *numbers, size_t count, double value,
                             double *rank) {
  double below = 0;
  if (count == 0 || isnan(value)) return TR_ERANGE;
  for (size_t i = 0; i < count; i++) {
    if (isnan(numbers[i])) return TR_ERANGE;
    below += numbers[i] < value ? 1 : numbers[i] == value ? 0.5 : 0;
  }
  *rank = 100 * below / (double)count;
  return TR_OK;
}

/* -------------------------------------------------------------- many tests */

/** A chance and where it stood. */
typedef struct ranked {
  double p;
  size_t at;
} ranked;

static int by_chance(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  return x->p != y->p ? (x->p > y->p) - (x->p < y->p)
                      : (x->at > y->at) - (x->at < y->at);
}

tr_status tr_adjust_chances(const double *p, size_t count, double *adjusted) {
  double least = 1;
  if (count == 0) return TR_OK;
  for (size_t i = 0; i < count; i++)
    if (!(p[i] >= 0) || p[i] > 1) return TR_ERANGE;
  ranked *order = calloc(count, sizeof *order);
  if (order == NULL) return TR_ENOMEM;
  for (size_t i = 0; i < count; i++) order[i] = (ranked){p[i], i};
  qsort(order, count, sizeof *order, by_chance);
  for (size_t i = count; i-- > 0;) {
    least = fmin(least, order[i].p * ((double)count / (double)(i + 1)));
    adjusted[order[i].at] = least;
  }
  free(order);
  return TR_OK;
}

tr_status tr_entropy(const uint64_t *counts, size_t count, double *entropy) {
  double total = 0, sum = 0;
  size_t kinds = 0;
  for (size_t i = 0; i < count; i++) {
    total += (double)counts[i];
    kinds += counts[i] > 0;
  }
  if (kinds == 0) return TR_ERANGE;
  for (size_t i = 0; i < count; i++) {
    const double share = (double)counts[i] / total;
    if (counts[i] > 0) sum -= share * log(share);
  }
  *entropy = kinds == 1 ? 0 : fmin(1, fmax(0, sum / log((double)kinds)));
  return TR_OK;
}
