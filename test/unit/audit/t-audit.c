/* Tests of src/audit/audit.c: the scope, an empty store, numbers in words. */
#include "audit/audit_parts.h"
#include "audited.h"

static void nothing_is_audited_too(void **state) {
  (void)state;
  practice p;
  tr_audit_result result;
  practice_begin(&p);
  practice_finish(&p);
  const tr_audit_options options = {.columns = &p.columns,
                                    .tables = &p.tables,
                                    .pack = &tr_pack_builtin,
                                    .from = TR_DAY_MIN,
                                    .to = TR_DAY_MAX,
                                    .today = 20605,
                                    .last_audit = TR_DAY_MIN,
                                    .every = TR_AUDIT_MONTH};
  assert_int_equal(tr_audit(&p.arena, &options, &result), TR_OK);
  assert_int_equal(result.provider_count, 0);
  assert_int_equal(result.trigger_count, 0);
  assert_int_equal(result.period_count, 0);
  practice_end(&p);
}

static void a_provider_must_be_known(void **state) {
  (void)state;
  audited a;
  audited_fill(&a);
  a.options.provider = TR_STR("9999999999");
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result),
                   TR_ENOTFOUND);
  audited_end(&a);
}

static void days_narrow_the_scope(void **state) {
  (void)state;
  audited a;
  audited_fill(&a);
  a.options.from = AUDITED_FROM;
  a.options.to = AUDITED_FROM;
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  assert_int_equal(a.result.sums.visits, 2);
  assert_true(a.result.past_to < a.result.past_from);
  audited_end(&a);
}

static void numbers_have_commas(void **state) {
  (void)state;
  char text[40];
  assert_string_equal(tr__audit_number(0, text), "0");
  assert_string_equal(tr__audit_number(999, text), "999");
  assert_string_equal(tr__audit_number(1234567, text), "1,234,567");
  assert_string_equal(tr__audit_money(-123456705, text), "-$1,234,567.05");
}

TR_TESTS(cmocka_unit_test(nothing_is_audited_too),
         cmocka_unit_test(a_provider_must_be_known),
         cmocka_unit_test(days_narrow_the_scope),
         cmocka_unit_test(numbers_have_commas))
