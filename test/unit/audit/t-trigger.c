/* Tests of src/audit/trigger.c: what fires, for whom, on which claims. */
#include "audited.h"

static void the_one_who_pulls_is_named(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  unsigned found = 0;
  for (uint32_t i = 0; i < a.result.trigger_count; i++) {
    const tr_audit_trigger *trigger = &a.result.triggers[i];
    if (strcmp(trigger->rule->id, "TRA0102") != 0) continue;
    found++;
    assert_int_equal(trigger->provider, 0);
    assert_int_equal(trigger->measure, TR_M_TRACTION);
    assert_int_equal(trigger->severity, TR_SEVERITY_WARNING);
    TR_ASSERT_STR(trigger->message,
                  "97012 on 100 % of the visits; the practice's others 10 %");
    assert_int_equal(trigger->claims_in_all, 100);
    assert_int_equal(trigger->charge, 100 * 4000); /* the lines of 97012 */
    assert_int_equal(trigger->claim_count, 100);
    assert_true(trigger->claims[0].day <= trigger->claims[99].day);
  }
  assert_int_equal(found, 1);
  audited_end(&a);
}

static void one_provider_may_be_asked_for(void **state) {
  (void)state;
  audited a;
  audited_fill(&a);
  a.options.provider = TR_STR(BEN);
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  for (uint32_t i = 0; i < a.result.trigger_count; i++)
    assert_int_not_equal(a.result.triggers[i].provider, 0);
  audited_end(&a);
}

static void an_audit_grows_old(void **state) {
  (void)state;
  for (int days = 90; days <= 91; days++) {
    audited a;
    audited_fill(&a);
    a.options.last_audit = a.options.today - days;
    assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
    unsigned found = 0;
    for (uint32_t i = 0; i < a.result.trigger_count; i++)
      if (strcmp(a.result.triggers[i].rule->id, "TRA0108") == 0) {
        found++;
        assert_int_equal(a.result.triggers[i].provider, -1);
      }
    assert_int_equal(found, days > 90);
    audited_end(&a);
  }
}

TR_TESTS(cmocka_unit_test(the_one_who_pulls_is_named),
         cmocka_unit_test(one_provider_may_be_asked_for),
         cmocka_unit_test(an_audit_grows_old))
