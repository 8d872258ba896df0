/* Tests of src/audit/audit_drill.c: the claims behind a number. */
#include "audited.h"

static void claims_come_by_day_and_are_cut(void **state) {
  (void)state;
  audited a;
  tr_audit_drilled drilled;
  audited_begin(&a);
  const tr_drill drill = {.measure = TR_M_TRACTION, .provider = 1, .payer = -1};
  assert_int_equal(
      tr_audit_drill(&a.practice.arena, &a.options, &drill, 4, &drilled),
      TR_OK);
  assert_int_equal(drilled.in_all, 10);
  assert_int_equal(drilled.lines, 10);
  assert_int_equal(drilled.charge, 40000);
  assert_int_equal(drilled.count, 4);
  for (uint32_t i = 1; i < drilled.count; i++)
    assert_true(drilled.claims[i - 1].day <= drilled.claims[i].day);
  audited_end(&a);
}

static void of_a_mean_what_is_above(void **state) {
  (void)state;
  audited a;
  tr_audit_drilled drilled;
  audited_begin(&a);
  tr_drill drill = {
      .measure = TR_M_VISITS, .provider = 0, .payer = -1, .above = 4};
  assert_int_equal(
      tr_audit_drill(&a.practice.arena, &a.options, &drill, 1000, &drilled),
      TR_OK);
  assert_int_equal(drilled.in_all, 100);
  drill.above = 5;
  assert_int_equal(
      tr_audit_drill(&a.practice.arena, &a.options, &drill, 1000, &drilled),
      TR_OK);
  assert_int_equal(drilled.in_all, 0);
  audited_end(&a);
}

TR_TESTS(cmocka_unit_test(claims_come_by_day_and_are_cut),
         cmocka_unit_test(of_a_mean_what_is_above))
