/* Tests of src/audit/statistics.c. */
#include "audit/statistics.h"
#include "tr_test.h"

#include <math.h>

#pragma GCC diagnostic ignored "-Wunused-variable"
#include "audit/references.h"

#define EXACT 1e-10

#define ASSERT_NEAR(actual, expected)                           \
  do {                                                          \
    const double tr_is = (actual), tr_be = (expected);          \
    if (!(fabs(tr_is - tr_be) <= EXACT * fabs(tr_be)))          \
      fail_msg("row %zu: %.17g is not %.17g", i, tr_is, tr_be); \
  } while (0)

static void shares_are_compared_as_scipy_does(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rates); i++) {
    const double *row = rates[i];
    tr_rate_test test;
    assert_int_equal(tr_test_rates((uint64_t)row[0], (uint64_t)row[1],
                                   (uint64_t)row[2], (uint64_t)row[3], &test),
                     TR_OK);
    assert_int_equal(test.method,
                     row[4] == 1 ? TR_RATE_EXACT : TR_RATE_CHI_SQUARE);
    ASSERT_NEAR(test.statistic, row[5]);
    ASSERT_NEAR(test.two_sided, row[6]);
    ASSERT_NEAR(test.greater, row[7]);
    ASSERT_NEAR(test.first, row[0] / row[1]);
  }
}

static void shares_change_places(void **state) {
  (void)state;
  size_t i = 0;
  for (uint64_t all = 3; all < 90; all += 17)
    for (uint64_t hits = 0; hits <= all; hits += 3)
      for (uint64_t hits2 = 0; hits2 <= 31; hits2 += 5, i++) {
        tr_rate_test one, other, misses;
        assert_int_equal(tr_test_rates(hits, all, hits2, 31, &one), TR_OK);
        assert_int_equal(tr_test_rates(hits2, 31, hits, all, &other), TR_OK);
        assert_int_equal(
            tr_test_rates(all - hits, all, 31 - hits2, 31, &misses), TR_OK);
        ASSERT_NEAR(one.two_sided, other.two_sided);
        ASSERT_NEAR(one.two_sided, misses.two_sided);
        ASSERT_NEAR(misses.greater, other.greater);
        assert_true(one.two_sided >= 0 && one.two_sided <= 1);
        assert_true(one.greater + other.greater >= 1 - 1e-12);
      }
}

static void equal_shares_do_not_differ(void **state) {
  (void)state;
  tr_rate_test test;
  assert_int_equal(tr_test_rates(0, 5, 0, 900, &test), TR_OK);
  assert_true(test.two_sided == 1 && test.greater == 1);
  assert_int_equal(tr_test_rates(900, 900, 5, 5, &test), TR_OK);
  assert_true(test.two_sided == 1 && test.greater == 1);
  assert_int_equal(tr_test_rates(50, 100, 500, 1000, &test), TR_OK);
  assert_true(test.two_sided == 1 && test.greater == 0.5);
}

static void extremes_of_shares_stay_chances(void **state) {
  (void)state;
  tr_rate_test test;
  assert_int_equal(tr_test_rates(1000000000, 1000000000, 0, 1000000000, &test),
                   TR_OK);
  assert_true(test.two_sided == 0 && test.greater == 0);
  assert_int_equal(tr_test_rates(40, 40, 0, 1000000000, &test), TR_OK);
  assert_true(test.two_sided >= 0 && test.two_sided < 1e-100);
}

static void binomial_tests_agree(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(binomials); i++) {
    const double *row = binomials[i];
    tr_tail_chances chances;
    assert_int_equal(
        tr_test_binomial((uint64_t)row[0], (uint64_t)row[1], row[2], &chances),
        TR_OK);
    ASSERT_NEAR(chances.less, row[3]);
    ASSERT_NEAR(chances.greater, row[4]);
    ASSERT_NEAR(chances.two_sided, row[5]);
  }
}

/* By the definition, count by count. */
static void both_sides_are_those_as_rare(void **state) {
  (void)state;
  const double shares[] = {0, 0.01, 0.2, 0.5, 0.77, 1};
  for (size_t i = 0; i < TR_COUNT(shares); i++)
    for (uint64_t n = 1; n < 40; n += 6)
      for (uint64_t k = 0; k <= n; k++) {
        double at, seen, sum = 0;
        tr_tail_chances chances;
        assert_int_equal(tr_binomial_at(k, n, shares[i], &seen), TR_OK);
        for (uint64_t j = 0; j <= n; j++) {
          assert_int_equal(tr_binomial_at(j, n, shares[i], &at), TR_OK);
          if (at <= seen * (1 + 1e-7)) sum += at;
        }
        assert_int_equal(tr_test_binomial(k, n, shares[i], &chances), TR_OK);
        if ((double)k == (double)n * shares[i]) sum = 1;
        assert_true(fabs(chances.two_sided - sum) < 1e-11);
      }
}

static void intervals_agree(void **state) {
  (void)state;
  tr_interval interval;
  for (size_t i = 0; i < TR_COUNT(intervals); i++) {
    const double *row = intervals[i];
    assert_int_equal(tr_exact_interval((uint64_t)row[0], (uint64_t)row[1],
                                       row[2], &interval),
                     TR_OK);
    ASSERT_NEAR(interval.low, row[3]);
    ASSERT_NEAR(interval.high, row[4]);
  }
  /* rule of three, exactly: 1 - (alpha / 2)^(1 / n) */
  const size_t i = 0;
  assert_int_equal(tr_exact_interval(0, 30, 0.95, &interval), TR_OK);
  assert_true(interval.low == 0);
  ASSERT_NEAR(interval.high, 1 - pow(0.025, 1.0 / 30));
  assert_int_equal(tr_exact_interval(30, 30, 0.95, &interval), TR_OK);
  assert_true(interval.high == 1);
  ASSERT_NEAR(interval.low, pow(0.025, 1.0 / 30));
}

static void means_agree(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(means); i++) {
    const double *row = means[i];
    const tr_moments first = {row[0], row[1], row[2]};
    const tr_moments second = {row[3], row[4], row[5]};
    tr_mean_test test, back;
    assert_int_equal(tr_test_means(&first, &second, &test), TR_OK);
    ASSERT_NEAR(test.t, row[6]);
    ASSERT_NEAR(test.two_sided, row[7]);
    ASSERT_NEAR(test.greater, row[8]);
    assert_int_equal(tr_test_means(&second, &first, &back), TR_OK);
    ASSERT_NEAR(back.two_sided, test.two_sided);
    ASSERT_NEAR(back.greater, 1 - test.greater);
  }
}

static void moments_are_those_of_two_passes(void **state) {
  (void)state;
  tr_moments moments = {0};
  double sum = 0, squares = 0;
  const size_t i = 0, count = TR_COUNT(numbers);
  for (size_t j = 0; j < count; j++) {
    tr_moments_add(&moments, 1e6 + numbers[j]);
    sum += numbers[j];
  }
  const double mean = sum / (double)count;
  for (size_t j = 0; j < count; j++)
    squares += (numbers[j] - mean) * (numbers[j] - mean);
  assert_true(moments.count == (double)count);
  ASSERT_NEAR(moments.mean, 1e6 + mean);
  assert_true(fabs(moments.variance - squares / (double)(count - 1)) < 1e-6);
}

static void order_statistics_agree(void **state) {
  (void)state;
  double sorted[TR_COUNT(numbers)], v;
  tr_fences fences;
  memcpy(sorted, numbers, sizeof numbers);
  assert_int_equal(tr_sort_numbers(sorted, TR_COUNT(sorted)), TR_OK);
  for (size_t i = 0; i < TR_COUNT(quantiles); i++) {
    assert_int_equal(tr_quantile(sorted, TR_COUNT(sorted), quantiles[i][0], &v),
                     TR_OK);
    ASSERT_NEAR(v, quantiles[i][1]);
  }
  for (size_t i = 0; i < TR_COUNT(ranks); i++) {
    assert_int_equal(
        tr_percentile_rank(numbers, TR_COUNT(numbers), ranks[i][0], &v), TR_OK);
    ASSERT_NEAR(v, ranks[i][1]);
  }
  const size_t i = 0;
  assert_int_equal(tr_fences_of(sorted, TR_COUNT(sorted), &fences), TR_OK);
  ASSERT_NEAR(fences.q1, quantiles[2][1]);
  ASSERT_NEAR(fences.median, quantiles[3][1]);
  ASSERT_NEAR(fences.high, fences.q3 + 1.5 * (fences.q3 - fences.q1));
  ASSERT_NEAR(fences.far_high, 4 * fences.q3 - 3 * fences.q1);
  ASSERT_NEAR(fences.far_low, 4 * fences.q1 - 3 * fences.q3);
  assert_int_equal(tr_fences_of((const double[]){7}, 1, &fences), TR_OK);
  assert_true(fences.low == 7 && fences.far_high == 7);
}

static void many_chances_are_adjusted(void **state) {
  (void)state;
  enum { COUNT = TR_COUNT(adjusted) };
  double p[COUNT];
  for (size_t i = 0; i < COUNT; i++) p[i] = adjusted[i][0];
  assert_int_equal(tr_adjust_chances(p, COUNT, p), TR_OK);
  for (size_t i = 0; i < COUNT; i++) ASSERT_NEAR(p[i], adjusted[i][1]);
  assert_int_equal(tr_adjust_chances(NULL, 0, NULL), TR_OK);
}

static void entropy_is_a_share(void **state) {
  (void)state;
  double v;
  const size_t i = 0;
  assert_int_equal(tr_entropy((const uint64_t[]){9, 0, 0}, 3, &v), TR_OK);
  assert_true(v == 0);
  assert_int_equal(tr_entropy((const uint64_t[]){5, 5, 0, 5}, 4, &v), TR_OK);
  ASSERT_NEAR(v, 1);
  assert_int_equal(tr_entropy((const uint64_t[]){3, 1}, 2, &v), TR_OK);
  ASSERT_NEAR(v, -(0.75 * log(0.75) + 0.25 * log(0.25)) / log(2));
}

static void refuses_what_has_no_answer(void **state) {
  (void)state;
  double v = 42;
  tr_rate_test rate;
  tr_tail_chances chances;
  tr_mean_test mean;
  tr_interval interval;
  const tr_moments flat = {5, 1, 0}, one = {1, 1, 0}, bad = {5, NAN, 1};
  const tr_moments good = {5, 1, 2};
  assert_int_equal(tr_test_rates(0, 0, 1, 2, &rate), TR_ERANGE);
  assert_int_equal(tr_test_rates(3, 2, 1, 2, &rate), TR_ERANGE);
  assert_int_equal(tr_test_rates(1, 2, 3, 2, &rate), TR_ERANGE);
  assert_int_equal(tr_test_rates(1, UINT64_MAX, 1, 2, &rate), TR_ERANGE);
  assert_int_equal(tr_test_binomial(1, 0, 0.5, &chances), TR_ERANGE);
  assert_int_equal(tr_test_binomial(1, 2, NAN, &chances), TR_ERANGE);
  assert_int_equal(tr_test_means(&flat, &flat, &mean), TR_ERANGE);
  assert_int_equal(tr_test_means(&one, &good, &mean), TR_ERANGE);
  assert_int_equal(tr_test_means(&good, &bad, &mean), TR_ERANGE);
  assert_int_equal(tr_exact_interval(1, 0, 0.9, &interval), TR_ERANGE);
  assert_int_equal(tr_exact_interval(1, 2, 1, &interval), TR_ERANGE);
  assert_int_equal(tr_quantile(&v, 0, 0.5, &v), TR_ERANGE);
  assert_int_equal(tr_quantile(&v, 1, 1.5, &v), TR_ERANGE);
  assert_int_equal(tr_quantile(&v, 1, NAN, &v), TR_ERANGE);
  assert_int_equal(tr_percentile_rank(&v, 0, 1, &v), TR_ERANGE);
  assert_int_equal(tr_percentile_rank(&v, 1, NAN, &v), TR_ERANGE);
  assert_int_equal(tr_adjust_chances((const double[]){1.5}, 1, &v), TR_ERANGE);
  assert_int_equal(tr_entropy((const uint64_t[]){0, 0}, 2, &v), TR_ERANGE);
  assert_int_equal(tr_sort_numbers((double[]){1, NAN}, 2), TR_ERANGE);
  assert_true(v == 42);
}

TR_TESTS(cmocka_unit_test(shares_are_compared_as_scipy_does),
         cmocka_unit_test(shares_change_places),
         cmocka_unit_test(equal_shares_do_not_differ),
         cmocka_unit_test(extremes_of_shares_stay_chances),
         cmocka_unit_test(binomial_tests_agree),
         cmocka_unit_test(both_sides_are_those_as_rare),
         cmocka_unit_test(intervals_agree), cmocka_unit_test(means_agree),
         cmocka_unit_test(moments_are_those_of_two_passes),
         cmocka_unit_test(order_statistics_agree),
         cmocka_unit_test(many_chances_are_adjusted),
         cmocka_unit_test(entropy_is_a_share),
         cmocka_unit_test(refuses_what_has_no_answer))
