/* Tests of src/audit/columns.c: the order of lines, providers and what they
 * are. */
#include "practice.h"

static const tr_day june = 20605; /* 2026-06-01 */

static void lines_stand_by_provider_patient_and_day(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, BEN, "ANN", "CI", june + 3, "98940");
  practice_visit(&p, ADA, "BOB", "MB", june + 2, "98941 97012:GP");
  practice_visit(&p, ADA, "ANN", "CI", june + 9, "98942");
  practice_visit(&p, ADA, "ANN", "CI", june, "99213:25 97140:59x2");
  practice_finish(&p);
  const tr_columns *c = &p.columns;
  assert_int_equal(c->provider_count, 2);
  TR_ASSERT_STR(c->provider_npi[0], ADA);
  TR_ASSERT_STR(c->provider_npi[1], BEN);
  assert_int_equal(c->patient_count, 2);
  assert_int_equal(c->line_count, 6);
  const struct {
    int64_t claim;
    uint32_t flags;
  } wanted[] = {
      {4, TR_LINE_EXAM | TR_LINE_SEPARATE},
      {4, TR_LINE_PHYSICAL | TR_LINE_MANUAL | TR_LINE_DISTINCT | TR_LINE_TIMED},
      {3, TR_LINE_CMT | TR_LINE_HIGH},
      {2, TR_LINE_CMT | TR_LINE_MIDDLE},
      {2, TR_LINE_PHYSICAL | TR_LINE_PASSIVE | TR_LINE_TRACTION},
      {1, TR_LINE_CMT | TR_LINE_LOW}};
  for (uint32_t i = 0; i < 6; i++) {
    assert_int_equal(c->claim_id[c->line_claim[i]], wanted[i].claim);
    assert_int_equal(c->line_flags[i], wanted[i].flags);
  }
  assert_int_equal(c->line_units[1], 2000);
  assert_int_equal(c->claim_charge[3], 8000);
  assert_int_equal(c->claim_payer[1], TR_PAYER_CLASS_MEDICARE);
  assert_int_equal(c->first, june);
  assert_int_equal(c->last, june + 9);
  practice_end(&p);
}

static void claims_and_lines_are_found(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940 97012 97110");
  practice_visit(&p, ADA, "ANN", "CI", june + 1, "98940");
  practice_finish(&p);
  assert_int_equal(tr_columns_claim_of(&p.columns, 2), 1);
  assert_int_equal(tr_columns_claim_of(&p.columns, 7), TR_COLUMNS_NONE);
  const int64_t line = tr_columns_line_of(&p.columns, 0, 3);
  assert_int_equal(p.columns.codes[p.columns.line_code[line]].code,
                   TR_CODE("97110"));
  assert_int_equal(tr_columns_line_of(&p.columns, 1, 3), TR_COLUMNS_NONE);
  practice_end(&p);
}

static void lines_without_a_day_are_counted_out(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", TR_DAY_MIN, "98940");
  practice_visit(&p, ADA, "ANN", "CI", tr_day_of(1900, 1, 1), "98940");
  practice_finish(&p);
  assert_int_equal(p.columns.line_count, 0);
  assert_int_equal(p.columns.left_out.undated, 2);
  assert_true(p.columns.last < p.columns.first);
  practice_end(&p);
}

static void claims_without_a_patient_are_people_of_their_own(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "", "CI", june, "98940");
  practice_visit(&p, ADA, "", "CI", june, "98940");
  practice_finish(&p);
  assert_int_equal(p.columns.patient_count, 2);
  assert_int_equal(p.columns.visit_count, 2);
  practice_end(&p);
}

static void too_many_providers_are_refused(void **state) {
  (void)state;
  practice p;
  char npi[16];
  practice_begin(&p);
  for (int i = 0; i <= TR_COLUMNS_PROVIDERS; i++) {
    snprintf(npi, sizeof npi, "%d", 1000000000 + i);
    practice_visit(&p, npi, "ANN", "CI", june, "98940");
  }
  assert_int_equal(tr_columns_finish(&p.columns, &p.tables), TR_ELIMIT);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(lines_stand_by_provider_patient_and_day),
         cmocka_unit_test(claims_and_lines_are_found),
         cmocka_unit_test(lines_without_a_day_are_counted_out),
         cmocka_unit_test(claims_without_a_patient_are_people_of_their_own),
         cmocka_unit_test(too_many_providers_are_refused))
