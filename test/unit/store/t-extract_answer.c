/* Tests of src/store/extract_answer.c: what was answered to what was sent. */
#include "store_test.h"

static void reads_a_999(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, "test/conformance/clean/999.x12");
  assert_text(&at,
              "SELECT verdict FROM answer WHERE level = 'set' AND reference = "
              "'0001'",
              "A");
  assert_text(&at,
              "SELECT reason FROM answer WHERE level = 'segment' ORDER BY id",
              "8");
  assert_text(&at,
              "SELECT reference FROM answer WHERE level = 'segment' ORDER BY "
              "id",
              "D3001");
  assert_text(&at,
              "SELECT place FROM answer WHERE level = 'element' ORDER BY id",
              "CLM02");
  assert_int_equal(
      number_of(&at, "SELECT position FROM answer WHERE level = 'element'"),
      22);
  /* an element is of its segment, that of its set */
  assert_text(&at,
              "SELECT s.reference FROM answer e JOIN answer g ON g.id = "
              "e.parent JOIN answer s ON s.id = g.parent WHERE e.level = "
              "'element'",
              "0002");
  place_end(&at);
}

static void reads_a_277ca(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, "test/conformance/clean/277ca.x12");
  assert_text(&at, "SELECT reference FROM answer WHERE level = 'batch'",
              "B202");
  assert_text(&at,
              "SELECT reason FROM answer WHERE reference = 'D3001' AND level = "
              "'claim'",
              "A2:20:PR");
  assert_text(&at, "SELECT verdict FROM answer WHERE reference = 'D3001'", "A");
  assert_text(&at, "SELECT payer_control FROM answer WHERE reference = 'D3001'",
              "MM0001");
  assert_int_equal(
      number_of(&at, "SELECT amount FROM answer WHERE reference = 'D3001'"),
      20600);
  assert_int_equal(
      number_of(&at, "SELECT day FROM answer WHERE reference = 'D3001'"),
      tr_day_of(2024, 8, 15));
  place_end(&at);
}

static void reads_a_ta1(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, "test/conformance/clean/ta1.x12");
  assert_text(&at, "SELECT reference FROM answer WHERE level = 'interchange'",
              "000000202");
  assert_text(&at, "SELECT verdict FROM answer", "A");
  assert_text(&at, "SELECT reason FROM answer", "000");
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_999),
                                     cmocka_unit_test(reads_a_277ca),
                                     cmocka_unit_test(reads_a_ta1)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
