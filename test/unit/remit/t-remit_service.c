/* Tests of src/remit/remit_service.c: services and what belongs to each. */
#include "remit_test.h"

#define TEXT(field) tr_unit_text(claim->unit, &(field))

static void see(remit_fixture *fixture, const tr_remit_claim *claim) {
  (void)fixture;
  assert_false(claim->damaged);
  assert_int_equal(claim->service_count, 3);
  const tr_remit_service *first = &claim->services[0];
  TR_ASSERT_STR(TEXT(first->procedure.qualifier), "HC");
  TR_ASSERT_STR(TEXT(first->procedure.code), "98940");
  assert_true((tr_code)first->procedure.modifiers[0].number == TR_CODE("AT"));
  assert_true((tr_code)first->procedure.modifiers[1].number == TR_CODE("GP"));
  assert_int_equal(first->procedure.modifiers[2].state, TR_FIELD_ABSENT);
  assert_int_equal(first->charge.number, 6000);
  assert_int_equal(first->paid.number, 4250);
  assert_int_equal(first->units.number, 1000);
  TR_ASSERT_STR(TEXT(first->submitted.code), "98941");
  assert_int_equal(first->submitted_units.number, 2000);
  assert_int_equal(first->date.number, tr_day_of(2026, 11, 2));
  TR_ASSERT_STR(TEXT(first->control_number), "L1");
  assert_int_equal(first->allowed.number, 5250);
  assert_int_equal(first->adjustment_count, 2);
  assert_int_equal(first->remark_count, 2);
  const tr_remit_service *second = &claim->services[1];
  assert_int_equal(second->adjustment_first, 2);
  assert_int_equal(second->adjustment_count, 6);
  assert_int_equal(claim->adjustments[7].amount.number, 600);
  assert_int_equal(second->date.number, tr_day_of(2026, 11, 3));
  assert_int_equal(second->date_to.number, tr_day_of(2026, 11, 4));
  assert_int_equal(second->submitted.code.state, TR_FIELD_ABSENT);
  const tr_place place = tr_unit_place(claim->unit, &second->units);
  assert_string_equal(place.element, "SVC05");
  assert_int_equal(claim->services[2].adjustment_count, 0);
  /* a segment of the model remembers its service */
  assert_int_equal(claim->unit->segments[1].line, 0);
  assert_true(claim->unit->segments[1].loop == TR_CODE("2110"));
}

static void reads_services(void **state) {
  (void)state;
  remit_fixture fixture = {.on_claim = see};
  fixture_begin(&fixture);
  run_set(&fixture, "1",
          "CLP*A1*1*1*1~"
          "SVC*HC:98940:AT:GP*60*42.5**1*HC:98941*2~DTM*150*20261101~"
          "DTM*472*20261102~CAS*CO*45*7.5~CAS*PR*3*10~REF*LU*11~REF*6R*L1~"
          "AMT*B6*52.5~LQ*HE*N130~LQ*HE*M15~"
          "SVC*HC:97012*45*24~DTM*150*20261103~DTM*151*20261104~"
          "CAS*CO*45*1**94*2**1*3**2*4**3*5**23*6~"
          "SVC*HC:97035*1*1~");
  assert_int_equal(fixture.claims, 1);
  fixture_end(&fixture);
}

static void see_torn(remit_fixture *fixture, const tr_remit_claim *claim) {
  (void)fixture;
  assert_true(claim->damaged);
}

static void tells_torn_services(void **state) {
  (void)state;
  remit_fixture fixture = {.on_claim = see_torn};
  const char *now = "2110", *back = "2100";
  fixture_begin(&fixture);
  fixture_start(&fixture);
  feed(&fixture, "ST*835*1~BPR*I*1*C~LX*1~CLP*A1*1*45*30~SVC*HC:97012*9*8~");
  /* an adjustment that a broken order put back to the claim */
  assert_int_equal(feed_segment(&fixture, TR_STR("CAS*CO*45*1"), &back), TR_OK);
  assert_int_equal(feed_segment(&fixture, TR_STR("CAS*CO*45*1"), &now), TR_OK);
  feed(&fixture, "SE*9*1~");
  assert_int_equal(fixture.claims, 1);
  assert_int_equal(fixture.fault_count, 0);
  fixture_end(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_services),
         cmocka_unit_test(tells_torn_services))
