/* Tests of src/remit/remit_claim.c: the claim and what stands under it. */
#include "remit_test.h"

#define TEXT(field) tr_unit_text(claim->unit, &(field))

static void see(remit_fixture *fixture, const tr_remit_claim *claim) {
  (void)fixture;
  TR_ASSERT_STR(TEXT(claim->id), "A1001");
  TR_ASSERT_STR(TEXT(claim->status), "1");
  assert_int_equal(claim->charge.number, 10500);
  assert_int_equal(claim->paid.number, 7250);
  assert_int_equal(claim->patient_share.number, 1000);
  TR_ASSERT_STR(TEXT(claim->filing_code), "12");
  TR_ASSERT_STR(TEXT(claim->payer_number), "900001");
  TR_ASSERT_STR(TEXT(claim->place), "11");
  TR_ASSERT_STR(TEXT(claim->frequency), "7");
  TR_ASSERT_STR(TEXT(claim->original_reference), "800001");
  assert_int_equal(claim->date.number, tr_day_of(2026, 11, 2));
  assert_int_equal(claim->date_to.number, tr_day_of(2026, 11, 3));
  assert_int_equal(claim->received.number, tr_day_of(2026, 11, 5));
  assert_int_equal(claim->section.number, 7000);
  assert_false(claim->reversal);
  assert_int_equal(claim->name_count, 3);
  assert_ptr_equal(claim->patient, &claim->names[0]);
  assert_ptr_equal(claim->insured, &claim->names[1]);
  TR_ASSERT_STR(TEXT(claim->rendering->id), "1304177250");
  assert_int_equal(claim->adjustment_count, 3);
  assert_int_equal(claim->adjustments[0].service, -1);
  assert_true((tr_code)claim->adjustments[1].reason.number == TR_CODE("B7"));
  assert_int_equal(claim->adjustments[1].amount.number, 725);
  assert_int_equal(claim->adjustments[1].quantity.number, 2000);
  assert_int_equal(claim->adjustments[2].service, 0);
  assert_int_equal(claim->remark_count, 3);
  assert_true((tr_code)claim->remarks[0].code.number == TR_CODE("MA01"));
  assert_true((tr_code)claim->remarks[1].code.number == TR_CODE("N115"));
  assert_int_equal(claim->remarks[2].service, 0);
  assert_int_equal(claim->amount_count, 1);
  assert_int_equal(claim->amounts[0].amount.number, 5250);
  assert_int_equal(claim->quantity_count, 1);
  assert_int_equal(claim->quantities[0].amount.number, 1500);
}

static void reads_a_claim(void **state) {
  (void)state;
  remit_fixture fixture = {.on_claim = see};
  fixture_begin(&fixture);
  run_set(&fixture, "1",
          "CLP*A1001*1*105*72.50*10*12*900001*11*7~"
          "CAS*CO*45*7.5**B7*7.25*2~NM1*QC*1*DOE*JAN****MI*X1~"
          "NM1*IL*1*DOE*JIM~NM1*82*1*ASHGROVE*N****XX*1304177250~"
          "MOA***MA01*N115~REF*F8*800001~REF*EA*77~DTM*232*20261102~"
          "DTM*233*20261103~DTM*050*20261105~AMT*AU*52.5~QTY*CA*1.5~"
          "SVC*HC:97012*105*90.25~CAS*PR*3*14.75~LQ*HE*N130~");
  assert_int_equal(fixture.claims, 1);
  fixture_end(&fixture);
}

static void see_unreadable(remit_fixture *fixture,
                           const tr_remit_claim *claim) {
  (void)fixture;
  assert_int_equal(claim->charge.state, TR_FIELD_UNREADABLE);
  assert_int_equal(claim->paid.state, TR_FIELD_UNREADABLE);
  assert_true(claim->reversal);
}

static void tells_of_parts_of_a_cent(void **state) {
  (void)state;
  remit_fixture fixture = {.on_claim = see_unreadable};
  fixture_begin(&fixture);
  /* that "3o" is no number the walk has told */
  run_set(&fixture, "1", "CLP*A1001*22*10.005*3o~");
  assert_int_equal(fixture.fault_count, 1);
  assert_string_equal(fixture.faults[0].rule, "TRX0109");
  assert_string_equal(fixture.faults[0].variant, "money");
  assert_string_equal(fixture.faults[0].at, "CLP03");
  assert_string_equal(fixture.faults[0].claim, "A1001");
  fixture_end(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_a_claim),
         cmocka_unit_test(tells_of_parts_of_a_cent))
