/* Tests of src/store/extract_remit.c: the columns of a remittance. */
#include "store_test.h"

static void reads_a_payment(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  const tr_received received = receive_file(&at, REMIT);
  assert_true(received.found.good);
  assert_int_equal(
      number_of(&at, "SELECT amount FROM payment ORDER BY id LIMIT 1"), 18092);
  assert_text(&at, "SELECT trace FROM payment ORDER BY id LIMIT 1",
              "880100450");
  assert_text(&at, "SELECT payer_name FROM payment ORDER BY id LIMIT 1",
              "OAKFIELD HEALTH PLAN");
  assert_text(&at, "SELECT payee FROM payment ORDER BY id LIMIT 1",
              "1712500663");
  assert_int_equal(number_of(&at, "SELECT min(whole) FROM payment"), 1);
  assert_int_equal(
      number_of(&at, "SELECT paid FROM remit_claim WHERE control = 'B1001'"),
      5340);
  assert_text(&at,
              "SELECT payer_control FROM remit_claim WHERE control = 'B1001'",
              "7700001");
  assert_int_equal(number_of(&at,
                             "SELECT from_day FROM remit_claim WHERE control = "
                             "'B1001'"),
                   tr_day_of(2026, 6, 12));
  assert_int_equal(
      number_of(&at,
                "SELECT allowed FROM remit_service s JOIN remit_claim r "
                "ON r.id = s.remit_claim WHERE r.control = 'B1001' AND "
                "s.number = 2"),
      2640);
  assert_int_equal(
      number_of(&at,
                "SELECT sum(amount) FROM adjustment a JOIN remit_claim r "
                "ON r.id = a.remit_claim WHERE r.control = 'B1001' AND "
                "a.service = 1 AND a.category = 'PR'"),
      1000);
  assert_text(&at,
              "SELECT m.code FROM remark m JOIN remit_claim r ON r.id = "
              "m.remit_claim WHERE r.control = 'B1002'",
              "N362");
  place_end(&at);
}

/* Money is found again to the cent: what was charged is paid or adjusted. */
static void balances(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, "test/conformance/clean/835.x12");
  assert_true(number_of(&at, "SELECT count(*) FROM remit_claim") > 0);
  assert_int_equal(
      number_of(&at,
                "SELECT (SELECT sum(charge) FROM remit_claim) - (SELECT "
                "sum(paid) FROM remit_claim) - (SELECT coalesce(sum(amount), "
                "0) FROM adjustment)"),
      0);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_payment),
                                     cmocka_unit_test(balances)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
