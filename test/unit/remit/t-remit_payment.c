/* Tests of src/remit/remit_payment.c: header, parties, provider adjustments. */
#include "remit_test.h"

#define TEXT(unit, field) tr_unit_text((unit), &(field))

static void see_header(remit_fixture *fixture,
                       const tr_remit_payment *payment) {
  (void)fixture;
  const tr_unit *unit = payment->unit;
  TR_ASSERT_STR(payment->control_number, "0001");
  TR_ASSERT_STR(payment->guide, "005010X221A1");
  TR_ASSERT_STR(TEXT(unit, payment->handling), "I");
  assert_int_equal(payment->amount.number, 3000);
  TR_ASSERT_STR(TEXT(unit, payment->method), "ACH");
  TR_ASSERT_STR(TEXT(unit, payment->payer_bank), "999");
  TR_ASSERT_STR(TEXT(unit, payment->payer_account), "1");
  TR_ASSERT_STR(TEXT(unit, payment->originator), "1999999999");
  TR_ASSERT_STR(TEXT(unit, payment->payee_bank), "998");
  TR_ASSERT_STR(TEXT(unit, payment->payee_account), "2");
  assert_int_equal(payment->date.number, tr_day_of(2026, 11, 20));
  TR_ASSERT_STR(TEXT(unit, payment->trace), "700123");
  TR_ASSERT_STR(TEXT(unit, payment->trace_payer), "1999999999");
  TR_ASSERT_STR(TEXT(unit, payment->receiver), "CLINIC");
  assert_int_equal(payment->production_date.number, tr_day_of(2026, 11, 19));
  TR_ASSERT_STR(TEXT(unit, payment->payer.name), "OAKFIELD HEALTH PLAN");
  TR_ASSERT_STR(TEXT(unit, payment->payer.city), "COLUMBUS");
  /* the line for providers, though another contact came first */
  TR_ASSERT_STR(TEXT(unit, payment->payer.contact), "PROVIDER LINE");
  TR_ASSERT_STR(TEXT(unit, payment->payer.contact_at), "6145550111");
  TR_ASSERT_STR(TEXT(unit, payment->payee.id), "1712500663");
  assert_int_equal(payment->payee.street.state, TR_FIELD_ABSENT);
  assert_int_equal(payment->reference_count, 2);
  assert_true(payment->references[1].loop == TR_CODE("1000B"));
  TR_ASSERT_STR(TEXT(unit, payment->references[1].value), "311550142");
  const tr_place place = tr_unit_place(unit, &payment->amount);
  assert_string_equal(place.element, "BPR02");
  TR_ASSERT_STR(place.value, "30");
  assert_int_equal(place.ordinal, 3);
}

static void see_pairs(remit_fixture *fixture, const tr_remit_payment *payment) {
  (void)fixture;
  assert_int_equal(payment->provider_adjustment_count, 3);
  const tr_remit_provider_adjustment *one = payment->provider_adjustments;
  TR_ASSERT_STR(TEXT(one->unit, one[0].provider), "1712500663");
  assert_int_equal(one[0].fiscal_year.number, tr_day_of(2026, 12, 31));
  assert_true((tr_code)one[0].reason.number == TR_CODE("WO"));
  TR_ASSERT_STR(TEXT(one->unit, one[0].reference), "A0990");
  assert_int_equal(one[0].amount.number, 2000);
  assert_true((tr_code)one[1].reason.number == TR_CODE("L6"));
  assert_int_equal(one[1].reference.state, TR_FIELD_ABSENT);
  assert_int_equal(one[1].amount.number, -12);
  const tr_place place = tr_unit_place(one[2].unit, &one[2].amount);
  assert_string_equal(place.element, "PLB06");
  TR_ASSERT_STR(place.value, "-1988.00");
}

static void reads_a_payment(void **state) {
  (void)state;
  remit_fixture fixture = {.on_began = see_header, .on_ended = see_pairs};
  fixture_begin(&fixture);
  run_set(&fixture, "30",
          "CLP*A1*1*30*30~PLB*1712500663*20261231*WO:A0990*20*L6*-0.12~"
          "PLB*1712500663*20261231***FB*-1988.00~");
  assert_int_equal(fixture.began, 1);
  assert_int_equal(fixture.ended, 1);
  fixture_end(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_a_payment))
