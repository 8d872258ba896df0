/* Tests of src/audit/measure.c: what is counted when and for whom. */
#include "practice.h"

static const tr_day january = 20454; /* 2026-01-01 */

static void passive_care_is_counted_from_week_six(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", january, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 42,
                 "98940 97012"); /* not yet */
  practice_visit(&p, ADA, "ANN", "CI", january + 43, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 50, "98940");
  /* a break of more than 60 days: a new episode */
  practice_visit(&p, ADA, "ANN", "CI", january + 111, "98940 97012");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, PASSIVE_LATE, 0, 1, 2);
  practice_end(&p);
}

static void examinations_thirty_days_apart(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", january, "99203");
  practice_visit(&p, ADA, "ANN", "CI", january + 30, "99213");
  practice_visit(&p, ADA, "ANN", "CI", january + 61, "99213");
  practice_visit(&p, ADA, "BOB", "CI", january + 91, "99213");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, EXAM_30, 0, 1, 2);
  practice_end(&p);
}

static void days_outside_the_scope_are_only_remembered(void **state) {
  (void)state;
  practice p;
  tr_measured_sums sums;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", january, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 50, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 60, "98940");
  practice_finish(&p);
  const tr_audit_period months[] = {{.from = january + 31, .to = january + 58}};
  const tr_measuring what = {.columns = &p.columns,
                             .tables = &p.tables,
                             .from = january + 31,
                             .to = january + 58,
                             .periods = months,
                             .period_count = 1};
  assert_int_equal(tr_measure(&p.arena, &what, &sums), TR_OK);
  ASSERT_SUM(sums, TRACTION, 0, 1, 1);
  ASSERT_SUM(sums, PASSIVE_LATE, 0, 1, 1); /* begun before */
  ASSERT_SUM(sums, VISITS, 0, 1, 1);
  assert_true(tr_sum_at(&sums, TR_M_TRACTION, 0, 1 + TR_PAYER_CLASSES)->n == 1);
  practice_end(&p);
}

static void patients_are_counted_once_in_each_cell(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  for (int i = 0; i < 3; i++) {
    practice_visit(&p, ADA, "ANN", "MB", january + i, "98940");
    practice_visit(&p, ADA, "BOB", "CI", january + i, "98940");
    practice_visit(&p, BEN, "BOB", "CI", january + i, "98940");
  }
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  const tr_sum *ada = tr_sum_at(&sums, TR_M_TRACTION, 0, 0);
  assert_true(ada->n == 6 && ada->lines == 6 && ada->patients == 2);
  assert_true(ada[1 + TR_PAYER_CLASS_MEDICARE].patients == 1);
  assert_true(ada[1 + TR_PAYER_CLASS_MEDICARE].n == 3);
  assert_true(tr_sum_at(&sums, TR_M_TRACTION, 2, 0)->n == 9); /* all */
  practice_end(&p);
}

typedef struct hits {
  uint32_t lines[16], count;
} hits;

static void take(void *context, uint32_t line) {
  hits *all = context;
  assert_true(all->count < 16);
  all->lines[all->count++] = line;
}

static void what_it_rests_on_is_told(void **state) {
  (void)state;
  practice p;
  tr_measured_sums sums;
  hits all = {.count = 0};
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "MB", january, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 1, "97012");
  practice_visit(&p, BEN, "ANN", "CI", january + 2, "97012");
  practice_finish(&p);
  tr_drill drill = {.measure = TR_M_TRACTION,
                    .provider = 0,
                    .payer = -1,
                    .hit = take,
                    .context = &all};
  const tr_measuring what = {.columns = &p.columns,
                             .tables = &p.tables,
                             .from = january,
                             .to = january + 2,
                             .drill = &drill};
  assert_int_equal(tr_measure(&p.arena, &what, &sums), TR_OK);
  assert_int_equal(all.count, 2);
  assert_int_equal(all.lines[0], 1);
  assert_int_equal(all.lines[1], 2);
  all.count = 0;
  drill.payer = TR_PAYER_CLASS_MEDICARE;
  assert_int_equal(tr_measure(&p.arena, &what, &sums), TR_OK);
  assert_int_equal(all.count, 1);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(passive_care_is_counted_from_week_six),
         cmocka_unit_test(examinations_thirty_days_apart),
         cmocka_unit_test(days_outside_the_scope_are_only_remembered),
         cmocka_unit_test(patients_are_counted_once_in_each_cell),
         cmocka_unit_test(what_it_rests_on_is_told))
