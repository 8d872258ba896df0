/* Tests of src/audit/measure_set.c: 59, sets of codes, days, fees. */
#include "practice.h"

#include <math.h>

static const tr_day january = 20089; /* 2025-01-01 */

static void distinct_wants_a_partner(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  /* 97140 beside manipulation: a pair that a modifier opens */
  practice_visit(&p, ADA, "ANN", "CI", january, "98940 97140:59");
  practice_visit(&p, ADA, "ANN", "CI", january + 1, "98940 97140");
  /* nothing there that 97012 is to be told apart from */
  practice_visit(&p, ADA, "ANN", "CI", january + 2, "98940 97012:XS");
  practice_visit(&p, ADA, "ANN", "CI", january + 3, "97012:GP:59");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, DISTINCT, 0, 3, 4);
  ASSERT_SUM(sums, DISTINCT_ALONE, 0, 2, 3);
  ASSERT_SUM(sums, DISTINCT_PAIRS, 0, 1, 2);
  practice_end(&p);
}

static void uneven_use_counts_the_smaller_part(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  for (int i = 0; i < 10; i++)
    practice_visit(&p, ADA, "ANN", "CI", january + i,
                   i < 3 ? "98940 97140" : "98940 97140:59");
  for (int i = 0; i < 9; i++) /* too few to say */
    practice_visit(&p, ADA, "BOB", "CI", january + i,
                   i < 4 ? "98941 97140" : "98941 97140:59");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, DISTINCT_UNEVEN, 0, 3, 10);
  practice_end(&p);
}

static void one_code_is_no_set(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  for (int i = 0; i < 8; i++)
    practice_visit(&p, ADA, "ANN", "CI", january + i,
                   i < 4   ? "98940"
                   : i < 6 ? "98940 97012"
                   : i < 7 ? "98940 97110"
                           : "98940 97140");
  for (int i = 0; i < 2; i++)
    practice_visit(&p, BEN, "ANN", "CI", january + i, "98941 97110");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, MODAL_SET, 0, 2, 8);
  ASSERT_SUM(sums, MODAL_SET, 1, 2, 2);
  ASSERT_SUM(sums, MODAL_SET, 2, 2, 10); /* of all */
  /* shares 1/2, 1/4, 1/8, 1/8: entropy 1.75 of 2 bits */
  const tr_sum *even = tr_sum_at(&sums, TR_M_UNIFORMITY, 0, 0);
  assert_true(fabs(even->sum / even->n - 0.125) < 1e-12);
  const tr_sum *always = tr_sum_at(&sums, TR_M_UNIFORMITY, 1, 0);
  assert_true(always->sum == always->n);
  practice_end(&p);
}

static void minutes_of_a_day_are_the_least_there_can_be(void **state) {
  (void)state;
  practice p;
  char name[16];
  practice_begin(&p);
  /* 23 patients with 2 units: 30 minutes billed, 23 at least: 529 */
  for (int i = 0; i < 23; i++) {
    snprintf(name, sizeof name, "P%d", i);
    practice_visit(&p, ADA, name, "CI", january, "98940 97110x2");
  }
  practice_visit(&p, ADA, "ANN", "CI", january + 1, "99213 97110 97140");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, DAY_MINUTES, 0, 23 * 30 + 30 + 20, 2);
  ASSERT_SUM(sums, DAY_8, 0, 1, 2); /* 529 minutes, the other day 43 */
  ASSERT_SUM(sums, DAY_12, 0, 0, 2);
  practice_end(&p);
}

static void eight_hours_are_not_more(void **state) {
  (void)state;
  practice p;
  char name[16];
  practice_begin(&p);
  /* 60 patients with one unit: 8 minutes each */
  for (int i = 0; i < 60; i++) {
    snprintf(name, sizeof name, "P%d", i);
    practice_visit(&p, ADA, name, "CI", january, "97110");
  }
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, DAY_8, 0, 0, 1);
  practice_end(&p);
}

static void fees_are_compared_between_payers(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  for (int i = 0; i < 20; i++) {
    practice_visit(&p, ADA, "ANN", "CI", january + i, "98940 97012");
    practice_visit(&p, ADA, "BOB", "MB", january + i, "98940");
  }
  for (int i = 0; i < 20; i++) { /* two units for the price of one */
    practice_visit(&p, ADA, "EVE", "MB", january + i, "97012x2");
    practice_visit(&p, ADA, "DON", "WC", january + i, "97110");
  }
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, FEES, 1, 1, 2);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(distinct_wants_a_partner),
         cmocka_unit_test(uneven_use_counts_the_smaller_part),
         cmocka_unit_test(one_code_is_no_set),
         cmocka_unit_test(minutes_of_a_day_are_the_least_there_can_be),
         cmocka_unit_test(eight_hours_are_not_more),
         cmocka_unit_test(fees_are_compared_between_payers))
