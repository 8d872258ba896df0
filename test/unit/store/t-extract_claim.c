/* Tests of src/store/extract_claim.c: the columns of a claim. */
#include "store_test.h"

static void reads_a_claim(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM claim"), 18);
  assert_text(&at, "SELECT control FROM claim ORDER BY id LIMIT 1", "26463771");
  assert_text(&at, "SELECT patient FROM claim WHERE control = '26463771'",
              "ASHBY|GWEN|1943-04-10");
  assert_text(&at, "SELECT billing FROM claim WHERE control = '26463771'",
              "1712500663");
  assert_text(&at, "SELECT rendering FROM claim WHERE control = '26463771'",
              "1304177250");
  assert_text(&at, "SELECT payer_name FROM claim WHERE control = '26463771'",
              "MEDICARE PART B");
  assert_text(&at, "SELECT filing FROM claim WHERE control = '26463771'", "MB");
  assert_int_equal(
      number_of(&at, "SELECT total FROM claim WHERE control = '26463772'"),
      14100);
  assert_int_equal(
      number_of(&at, "SELECT from_day FROM claim WHERE control = '26463772'"),
      tr_day_of(2026, 6, 12));
  assert_text(&at,
              "SELECT l.modifiers FROM line l JOIN claim c ON c.id = l.claim "
              "WHERE c.control = '26463772' AND l.number = 2",
              "GP");
  assert_text(&at,
              "SELECT l.control FROM line l JOIN claim c ON c.id = l.claim "
              "WHERE c.control = '26463772' AND l.number = 2",
              "26463772-2");
  assert_int_equal(
      number_of(&at,
                "SELECT l.units FROM line l JOIN claim c ON c.id = "
                "l.claim WHERE c.control = '26463772' AND l.number = 2"),
      2000);
  assert_text(&at,
              "SELECT pointers FROM line l JOIN claim c ON c.id = l.claim "
              "WHERE c.control = '26463771'",
              "1:2:3:4");
  assert_int_equal(
      number_of(&at,
                "SELECT count(*) FROM diagnosis d JOIN claim c ON c.id = "
                "d.claim WHERE c.control = '26463771'"),
      4);
  place_end(&at);
}

/* The spans are of whole levels: each begins and ends where a segment does. */
static void spans_lie_in_the_file(void **state) {
  (void)state;
  place at;
  tr_buf bytes;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  load_file(MORNING, &bytes);
  static const char *const starts[] = {"ISA", "GS*", "ST*", "HL*",
                                       "HL*", "HL*", "CLM"};
  tr_statement *rows = NULL;
  bool row = true;
  int seen = 0;
  assert_int_equal(
      tr_statement_new(at.store,
                       "SELECT interchange_at, interchange_size, group_at, "
                       "group_size, set_at, set_size, provider_at, "
                       "provider_size, subscriber_at, subscriber_size, "
                       "dependent_at, dependent_size, claim_at, claim_size "
                       "FROM claim",
                       &rows),
      TR_OK);
  assert_int_equal(tr_statement_start(rows, NULL, 0), TR_OK);
  while (tr_statement_step(rows, &row) == TR_OK && row) {
    for (unsigned i = 0; i < 7; i++) {
      const tr_cell from = tr_statement_value(rows, 2 * i);
      const tr_cell size = tr_statement_value(rows, 2 * i + 1);
      if (from.kind == TR_CELL_NULL) continue;
      const char *start = bytes.p + from.integer;
      assert_memory_equal(start, starts[i], 3);
      /* a new line ends each segment of this file */
      assert_memory_equal(start + size.integer - 2, "~\n", 2);
      seen++;
    }
  }
  assert_true(seen >= 18 * 6);
  tr_statement_free(rows);
  tr_buf_done(&bytes);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_a_claim),
                                     cmocka_unit_test(spans_lie_in_the_file)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
