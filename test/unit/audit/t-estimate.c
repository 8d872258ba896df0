/* Tests of src/audit/estimate.c: published examples to the cent, an oracle,
 * and how often intervals hold what they should. */
#include "audit/estimate.h"
#include "tr_test.h"

#include <math.h>

#include "audit/counties.h"

static void add(tr_stratum *stratum, long long paid, long long overpaid) {
  assert_int_equal(tr_stratum_add(stratum, paid, overpaid), TR_OK);
}

static void assert_cents(double amount, tr_cents cents) {
  tr_cents rounded;
  assert_int_equal(tr_estimate_cents(amount, &rounded), TR_OK);
  assert_int_equal(rounded, cents);
}

/* W. G. Cochran, Sampling Techniques, 3rd ed., section 2.8: signatures on 50 of
 * 676 sheets; total 19,888, 80 % limits 18,107 and 21,669 with the normal
 * factor 1.28 and s rounded to 15.13. */
static void cochran_counts_signatures(void **state) {
  (void)state;
  static const int signatures[][2] = {
      {42, 23}, {41, 4}, {36, 1}, {32, 1}, {29, 1}, {27, 2}, {23, 1},
      {19, 1},  {16, 2}, {15, 2}, {14, 1}, {11, 1}, {10, 1}, {9, 1},
      {7, 1},   {6, 3},  {5, 2},  {4, 1},  {3, 1}};
  tr_stratum all = {.frame = 676};
  tr_estimate estimate;
  for (size_t i = 0; i < TR_COUNT(signatures); i++)
    for (int j = 0; j < signatures[i][1]; j++) add(&all, 0, signatures[i][0]);
  assert_int_equal(all.units, 50);
  assert_int_equal((int64_t)all.sum, 1471);
  assert_int_equal((int64_t)all.square, 54497);
  assert_int_equal(tr_estimate_total(&all, 1, &estimate), TR_OK);
  assert_cents(estimate.total, 19888);
  assert_true(fabs(1.28 * estimate.error - 1781) < 1);
  assert_true(estimate.freedom == 49);
}

/* S. L. Lohr, Sampling: Design and Analysis: the total of acres with its
 * standard error, and 95 % limits with t of 299 degrees. */
static void lohr_counts_acres(void **state) {
  (void)state;
  tr_stratum all = {.frame = 3078};
  tr_estimate estimate;
  tr_cents low, high;
  for (size_t i = 0; i < TR_COUNT(counties); i++) add(&all, 0, counties[i][0]);
  assert_int_equal(tr_estimate_total(&all, 1, &estimate), TR_OK);
  assert_cents(estimate.total, 916927110);
  assert_cents(estimate.error, 58169381);
  assert_int_equal(tr_estimate_limits(&estimate, 0.95, &low, &high), TR_OK);
  assert_int_equal(low, 802453859);
  assert_int_equal(high, 1031400361);
}

/* The same by strata: the total, its error, and those of each region. */
static void lohr_counts_acres_by_region(void **state) {
  (void)state;
  static const struct {
    uint64_t frame;
    const long long *acres;
    size_t count;
    tr_cents total, error;
  } regions[] = {
      {1054, counties_nc, TR_COUNT(counties_nc), 316731380, 16977399},
      {220, counties_ne, TR_COUNT(counties_ne), 21478558, 3992889},
      {1382, counties_s, TR_COUNT(counties_s), 292037391, 26154840},
      {422, counties_w, TR_COUNT(counties_w), 279488706, 39416342}};
  tr_stratum strata[TR_COUNT(regions)];
  tr_estimate estimate;
  for (size_t i = 0; i < TR_COUNT(regions); i++) {
    strata[i] = (tr_stratum){.frame = regions[i].frame};
    for (size_t j = 0; j < regions[i].count; j++)
      add(&strata[i], 0, regions[i].acres[j]);
    assert_int_equal(tr_estimate_total(&strata[i], 1, &estimate), TR_OK);
    assert_cents(estimate.total, regions[i].total);
    assert_cents(estimate.error, regions[i].error);
  }
  assert_int_equal(tr_estimate_total(strata, TR_COUNT(strata), &estimate),
                   TR_OK);
  assert_cents(estimate.total, 909736035);
  assert_cents(estimate.error, 50417248);
  /* Satterthwaite lies between the least and the sum of n - 1 */
  assert_true(estimate.freedom > 20 && estimate.freedom < 296);
}

/* The ratio of 1992 to 1987, of which the total is known. */
static void lohr_counts_acres_by_ratio(void **state) {
  (void)state;
  tr_stratum all = {.frame = 3078, .frame_amount = 964470625};
  tr_estimate estimate;
  for (size_t i = 0; i < TR_COUNT(counties); i++)
    add(&all, counties[i][1], counties[i][0]);
  assert_int_equal(tr_estimate_ratio(&all, 1, &estimate), TR_OK);
  assert_cents(estimate.total, 951513191);
  assert_cents(estimate.error, 5546162);
}

/* By scipy 1.10: t.ppf(0.9, 4), t.ppf(0.95, 4), by hand in fractions:
 * amounts 0, 0, 12.50, 30.00, 45.00 of a frame of 40. */
static void a_small_sample_by_hand(void **state) {
  (void)state;
  const long long overpaid[] = {0, 0, 1250, 3000, 4500};
  tr_stratum all = {.frame = 40, .frame_amount = 200000};
  tr_estimate estimate;
  tr_cents low, high, lower;
  for (size_t i = 0; i < 5; i++) add(&all, 5000, overpaid[i]);
  assert_int_equal(tr_estimate_total(&all, 1, &estimate), TR_OK);
  assert_cents(estimate.total, 70000); /* 40 * 87.50 / 5 */
  /* s^2 = (30812500 - 8750^2 / 5) / 4 = 3875000 */
  assert_true(fabs(estimate.error - sqrt(40.0 * 35 * 3875000 / 5)) < 1e-9);
  assert_int_equal(tr_estimate_lower(&estimate, 0.90, &lower), TR_OK);
  assert_int_equal(tr_estimate_limits(&estimate, 0.80, &low, &high), TR_OK);
  assert_int_equal(lower, low);
  assert_cents(70000 - 1.5332062740589438 * estimate.error, lower);
  assert_cents(70000 + 1.5332062740589438 * estimate.error, high);
  /* all were paid the same: the ratio says what the difference says */
  assert_int_equal(tr_estimate_ratio(&all, 1, &estimate), TR_OK);
  assert_cents(estimate.total, 70000);
}

static void a_whole_frame_is_certain(void **state) {
  (void)state;
  tr_stratum strata[2] = {{.frame = 3}, {.frame = 1}};
  tr_estimate estimate;
  tr_cents lower;
  for (int i = 0; i < 3; i++) add(&strata[0], 1000, 100 * i);
  add(&strata[1], 1000, 77);
  assert_int_equal(tr_estimate_total(strata, 2, &estimate), TR_OK);
  assert_true(estimate.error == 0);
  assert_int_equal(tr_estimate_lower(&estimate, 0.90, &lower), TR_OK);
  assert_int_equal(lower, 377);
}

static void huge_amounts_stay_exact(void **state) {
  (void)state;
  tr_stratum all = {.frame = 1000000};
  tr_estimate estimate;
  for (int i = 0; i < 1000; i++)
    add(&all, TR_ESTIMATE_MOST, TR_ESTIMATE_MOST - (i % 2));
  assert_int_equal(tr_estimate_total(&all, 1, &estimate), TR_OK);
  /* s^2 of halves 0 and 1: 250 / 999 */
  const double due = sqrt(1e6 * 999000 / 1000 * 250 / 999);
  assert_true(fabs(estimate.error - due) < 1e-6 * due);
}

static void rates_have_intervals(void **state) {
  (void)state;
  tr_stratum one = {.frame = 100000}, two[2] = {{.frame = 600}, {.frame = 400}};
  tr_estimated_rate rate;
  tr_interval exact;
  for (int i = 0; i < 100; i++) add(&one, 100, i < 29 ? 10 : 0);
  assert_int_equal(tr_estimate_rate(&one, 1, 0.95, &rate), TR_OK);
  assert_int_equal(tr_exact_interval(29, 100, 0.95, &exact), TR_OK);
  assert_true(rate.exact && rate.share == 0.29);
  assert_true(rate.interval.low == exact.low);
  assert_true(rate.interval.high == exact.high);
  for (int i = 0; i < 30; i++) add(&two[0], 100, i < 3 ? 10 : 0);
  for (int i = 0; i < 20; i++) add(&two[1], 100, i < 10 ? 10 : 0);
  assert_int_equal(tr_estimate_rate(two, 2, 0.95, &rate), TR_OK);
  assert_true(!rate.exact && fabs(rate.share - 0.26) < 1e-12);
  assert_true(rate.interval.low > 0.1 && rate.interval.low < 0.26);
  assert_true(rate.interval.high < 0.45 && rate.interval.high > 0.26);
}

/* Marsaglia's xorshift: any even source will do, the same on all machines. */
static uint64_t next(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

/* Of 2,000 samples from a frame whose total is known, the lower limit is below
 * it in nine of ten. A third of the claims is wrong, by their whole amount. */
static void lower_limits_hold_nine_times_in_ten(void **state) {
  (void)state;
  enum { FRAME = 500, SIZE = 60, RUNS = 2000 };
  static long long amounts[FRAME];
  long long total = 0;
  uint64_t seed = 20261123;
  int held = 0;
  for (int i = 0; i < FRAME; i++) {
    amounts[i] =
        next(&seed) % 3 == 0 ? 3000 + (long long)(next(&seed) % 4000) : 0;
    total += amounts[i];
  }
  for (int run = 0; run < RUNS; run++) {
    tr_stratum all = {.frame = FRAME};
    tr_estimate estimate;
    tr_cents lower;
    for (int i = 0; i < SIZE; i++) { /* Fisher and Yates */
      const size_t at = (size_t)i + next(&seed) % (uint64_t)(FRAME - i);
      const long long amount = amounts[at];
      amounts[at] = amounts[i];
      amounts[i] = amount;
      add(&all, 9000, amount);
    }
    assert_int_equal(tr_estimate_total(&all, 1, &estimate), TR_OK);
    assert_int_equal(tr_estimate_lower(&estimate, 0.90, &lower), TR_OK);
    held += lower <= total;
  }
  /* 1,800 with a standard deviation of 13.4 */
  if (held < 1760 || held > 1840) fail_msg("%d of %d", held, RUNS);
}

static void refuses_what_has_no_estimate(void **state) {
  (void)state;
  tr_stratum none = {.frame = 5}, one = {.frame = 5}, few = {.frame = 1};
  tr_estimate estimate;
  tr_estimated_rate rate;
  tr_cents cents = 42;
  add(&one, 100, 0);
  add(&few, 100, 0);
  add(&few, 100, 0);
  assert_int_equal(tr_estimate_total(&none, 1, &estimate), TR_ERANGE);
  assert_int_equal(tr_estimate_total(&one, 1, &estimate), TR_ERANGE);
  assert_int_equal(tr_estimate_total(&few, 1, &estimate), TR_ERANGE);
  assert_int_equal(tr_estimate_total(&few, 0, &estimate), TR_ERANGE);
  assert_int_equal(tr_estimate_ratio(&one, 1, &estimate), TR_ERANGE);
  assert_int_equal(tr_estimate_rate(&one, 1, 0.9, &rate), TR_ERANGE);
  assert_int_equal(tr_stratum_add(&one, INT64_MAX, 0), TR_ERANGE);
  assert_int_equal(tr_stratum_add(&one, 0, INT64_MIN), TR_ERANGE);
  assert_int_equal(tr_estimate_cents(NAN, &cents), TR_ERANGE);
  assert_int_equal(tr_estimate_cents(1e300, &cents), TR_ERANGE);
  estimate = (tr_estimate){1, 1, 5};
  assert_int_equal(tr_estimate_lower(&estimate, 1, &cents), TR_ERANGE);
  assert_int_equal(tr_estimate_limits(&estimate, 0, &cents, &cents), TR_ERANGE);
  assert_int_equal(cents, 42);
}

TR_TESTS(cmocka_unit_test(cochran_counts_signatures),
         cmocka_unit_test(lohr_counts_acres),
         cmocka_unit_test(lohr_counts_acres_by_region),
         cmocka_unit_test(lohr_counts_acres_by_ratio),
         cmocka_unit_test(a_small_sample_by_hand),
         cmocka_unit_test(a_whole_frame_is_certain),
         cmocka_unit_test(huge_amounts_stay_exact),
         cmocka_unit_test(rates_have_intervals),
         cmocka_unit_test(lower_limits_hold_nine_times_in_ten),
         cmocka_unit_test(refuses_what_has_no_estimate))
