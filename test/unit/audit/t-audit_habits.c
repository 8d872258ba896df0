/* Tests of src/audit/audit_habits.c: habits by dollars, denials, strata. */
#include "audited.h"

static void habits_stand_by_dollars(void **state) {
  (void)state;
  static const tr_rule small = {.id = "TRX1", .summary = "s"},
                       large = {.id = "TRX2", .summary = "l"},
                       advice = {.id = "TRX3", .summary = "a"};
  audited a;
  tr_findings findings;
  audited_fill(&a);
  tr_findings_init(&findings, &a.practice.arena, &a.practice.columns,
                   a.practice.columns.first, a.practice.columns.last);
  for (uint32_t claim = 0; claim < 10; claim++) {
    tr_findings_checked(&findings, claim);
    assert_int_equal(
        tr_findings_add(&findings, claim, &small, TR_SEVERITY_WARNING, 1),
        TR_OK);
    assert_int_equal(
        tr_findings_add(&findings, claim, &large, TR_SEVERITY_ERROR, 0), TR_OK);
    assert_int_equal(
        tr_findings_add(&findings, claim, &advice, TR_SEVERITY_ADVICE, 0),
        TR_OK);
  }
  a.options.findings = &findings;
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  assert_int_equal(a.result.habit_count, 2);
  assert_ptr_equal(a.result.habits[0].rule, &large);
  assert_int_equal(a.result.habits[0].severity, TR_SEVERITY_ERROR);
  assert_int_equal(a.result.habits[1].sums.charge, 10 * 4000);
  assert_int_equal(a.result.habits[1].by_provider[0].claims, 5);
  assert_int_equal(a.result.habits[1].claim_count, 10);
  audited_end(&a);
}

static void patients_fall_into_strata(void **state) {
  (void)state;
  practice p;
  tr_audit_result result;
  practice_begin(&p);
  for (int i = 0; i < 31; i++)
    practice_visit(&p, ADA, "ANN", "CI", AUDITED_FROM + i, "98940");
  for (int i = 0; i < 13; i++)
    practice_visit(&p, ADA, "BOB", "CI", AUDITED_FROM + i, "98940");
  for (int i = 0; i < 12; i++)
    practice_visit(&p, ADA, "EVE", "CI", AUDITED_FROM + i, "98940");
  practice_finish(&p);
  const tr_audit_options options = {.columns = &p.columns,
                                    .tables = &p.tables,
                                    .pack = &tr_pack_builtin,
                                    .from = TR_DAY_MIN,
                                    .to = TR_DAY_MAX,
                                    .last_audit = TR_DAY_MIN,
                                    .every = TR_AUDIT_MONTH};
  assert_int_equal(tr_audit(&p.arena, &options, &result), TR_OK);
  static const uint64_t visits[] = {12, 13, 31};
  for (int i = 0; i < 3; i++) {
    assert_int_equal(result.strata[i].patients, 1);
    assert_int_equal(result.strata[i].visits, visits[i]);
    assert_int_equal(result.strata[i].charge, (tr_cents)visits[i] * 4000);
  }
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(habits_stand_by_dollars),
         cmocka_unit_test(patients_fall_into_strata))
