/* Tests of src/audit/measure_visit.c: visits, claims and years by hand. */
#include "practice.h"

static const tr_day january = 20454; /* 2026-01-01 */

static void a_visit_is_measured(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", january, "98941 99214:25 97012 97110");
  practice_visit(&p, ADA, "ANN", "CI", january + 1, "98942");
  practice_visit(&p, ADA, "BOB", "CI", january + 1, "99203 97012");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, TRACTION, 0, 2, 3);
  ASSERT_SUM(sums, TRACTION_PART, 0, 2, 3);
  ASSERT_SUM(sums, PHYSICAL, 0, 3, 3);
  ASSERT_SUM(sums, CMT_LOW, 0, 0, 2);
  ASSERT_SUM(sums, CMT_MIDDLE, 0, 1, 2);
  ASSERT_SUM(sums, CMT_HIGH, 0, 1, 2);
  ASSERT_SUM(sums, EXAM_SEPARATE, 0, 1, 2);
  ASSERT_SUM(sums, EXAM_HIGH, 0, 1, 2);
  ASSERT_SUM(sums, CHARGE, 0, 7 * 4000, 3);
  ASSERT_SUM(sums, FILED, 0, 15, 3);
  /* 0.69 and 0.94 in 2026 */
  const tr_sum *rvu = tr_sum_at(&sums, TR_M_CMT_RVU, 0, 0);
  assert_true(rvu->n == 2 && rvu->sum > 1.6299 && rvu->sum < 1.6301);
  /* the squares give the variance: 3 lines, 0, 0 */
  const tr_sum *physical = tr_sum_at(&sums, TR_M_PHYSICAL, 0, 0);
  assert_true(physical->squares == 4 + 0 + 1);
  practice_end(&p);
}

static void years_are_those_of_the_calendar(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  /* 13 visits of 2026 on two days of the week, 2 of 2027 */
  for (int week = 0; week < 13; week++)
    practice_visit(&p, ADA, "ANN", "CI", january + 7 * week, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 365, "97012");
  practice_visit(&p, ADA, "ANN", "CI", january + 366, "97012");
  /* 12 visits of another: at the cap, on all days, nine sets of twelve alike */
  for (int i = 0; i < 12; i++)
    practice_visit(&p, ADA, "BOB", "CI", january + i,
                   i < 9 ? "98940 97110" : "98940");
  practice_finish(&p);
  const tr_measured_sums sums = practice_measure(&p);
  ASSERT_SUM(sums, VISITS, 0, 13 + 2 + 12, 3);
  ASSERT_SUM(sums, SERVICES, 0, 13 + 12, 2);
  ASSERT_SUM(sums, OVER_12, 0, 1, 3);
  ASSERT_SUM(sums, OVER_24, 0, 0, 3);
  ASSERT_SUM(sums, AT_CAP, 0, 1, 2);
  ASSERT_SUM(sums, WEEKDAYS, 0, 1, 2);
  ASSERT_SUM(sums, SAME_SET, 0, 1, 2);
  practice_end(&p);
}

static void findings_count_where_the_claims_were_checked(void **state) {
  (void)state;
  practice p;
  tr_measured_sums sums;
  practice_begin(&p);
  for (int i = 0; i < 3; i++)
    practice_visit(&p, ADA, "ANN", "CI", january + i, "97012");
  const tr_note_row note = {.id = 1, .claim = TR_STR("P1"), .day = january};
  tr_columns_add_note(&p.columns, &note);
  practice_finish(&p);
  for (int i = 0; i < 2; i++) p.columns.claim_found[i] = TR_FOUND_CHECKED;
  p.columns.claim_found[0] |= TR_FOUND_CLONED;
  p.columns.claim_found[1] |= TR_FOUND_NO_NOTE | TR_FOUND_ERROR;
  p.columns.line_found[0] = TR_GAP_FORCE;
  const tr_measuring what = {.columns = &p.columns,
                             .tables = &p.tables,
                             .from = january,
                             .to = january + 2,
                             .checked = true};
  assert_int_equal(tr_measure(&p.arena, &what, &sums), TR_OK);
  ASSERT_SUM(sums, GAPS, 0, 1, 1);
  ASSERT_SUM(sums, GAP_FORCE, 0, 1, 1);
  ASSERT_SUM(sums, GAP_MINUTES, 0, 0, 1);
  ASSERT_SUM(sums, CLONED, 0, 1, 1);
  ASSERT_SUM(sums, NO_NOTE, 0, 1, 2);
  ASSERT_SUM(sums, ERRORS, 0, 1, 2);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(a_visit_is_measured),
         cmocka_unit_test(years_are_those_of_the_calendar),
         cmocka_unit_test(findings_count_where_the_claims_were_checked))
