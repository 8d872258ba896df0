/* Tests of src/audit/audit_count.c: sums by provider, payer and period. */
#include "audited.h"

static void everything_is_counted_once(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  const tr_audit_sums *sums = &a.result.sums;
  assert_int_equal(sums->claims, 200);
  assert_int_equal(sums->lines, 310);
  assert_int_equal(sums->visits, 200);
  assert_int_equal(sums->patients, 40);
  assert_int_equal(sums->charge, 310 * 4000);
  assert_int_equal(a.result.providers[0].sums.lines, 200);
  assert_int_equal(a.result.providers[1].sums.lines, 110);
  assert_int_equal(a.result.payer_count, 2);
  assert_int_equal(a.result.payers[0].sums.patients, 30);
  assert_int_equal(a.result.payers[1].sums.claims, 50);
  uint64_t lines = 0;
  for (uint32_t i = 0; i < a.result.period_count; i++)
    lines += a.result.periods[i].sums.lines;
  assert_int_equal(lines, 310);
  audited_end(&a);
}

static void periods_are_cut_by_the_scope(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  assert_int_equal(a.result.period_count, 2);
  assert_string_equal(a.result.periods[0].label, "2026-01");
  assert_string_equal(a.result.periods[1].label, "2026-02");
  assert_int_equal(a.result.periods[0].to, AUDITED_FROM + 30);
  assert_int_equal(a.result.periods[1].to, AUDITED_FROM + 47);
  a.options.every = TR_AUDIT_QUARTER;
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  assert_int_equal(a.result.period_count, 1);
  assert_string_equal(a.result.periods[0].label, "2026-Q1");
  audited_end(&a);
}

static void many_periods_become_longer_ones(void **state) {
  (void)state;
  practice p;
  tr_audit_result result;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", tr_day_of(2005, 1, 1), "98940");
  practice_visit(&p, ADA, "ANN", "CI", tr_day_of(2026, 1, 1), "98940");
  practice_finish(&p);
  const tr_audit_options options = {.columns = &p.columns,
                                    .tables = &p.tables,
                                    .pack = &tr_pack_builtin,
                                    .from = TR_DAY_MIN,
                                    .to = TR_DAY_MAX,
                                    .last_audit = TR_DAY_MIN,
                                    .every = TR_AUDIT_MONTH};
  assert_int_equal(tr_audit(&p.arena, &options, &result), TR_OK);
  assert_int_equal(result.every, TR_AUDIT_QUARTER);
  assert_int_equal(result.period_count, 85);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(everything_is_counted_once),
         cmocka_unit_test(periods_are_cut_by_the_scope),
         cmocka_unit_test(many_periods_become_longer_ones))
