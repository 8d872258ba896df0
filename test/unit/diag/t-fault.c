/* Tests of src/diag/fault.c. */
#include "diag/fault.h"
#include "tr_test.h"

static void writes_numbers(void **state) {
  (void)state;
  static const struct {
    uint64_t number;
    const char *text;
  } rows[] = {{0, "0"},
              {7, "7"},
              {10, "10"},
              {1234567890, "1234567890"},
              {UINT64_MAX, "18446744073709551615"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[TR_NUMBER_TEXT];
    TR_ASSERT_STR(tr_number_text(rows[i].number, text), rows[i].text);
    assert_string_equal(text, rows[i].text);
  }
}

static void carries_places_and_values(void **state) {
  (void)state;
  const tr_place at = {.ordinal = 3, .offset = 200, .element = "SE01"};
  tr_fault fault = tr_fault_of("TRX0005", "se", &at);
  assert_true(fault.has_at);
  assert_int_equal(fault.at.offset, 200);
  assert_int_equal(fault.claim.n, 0);
  for (int i = 0; i < TR_FAULT_ALSO + 3; i++) tr_fault_also(&fault, &at);
  assert_int_equal(fault.also_count, TR_FAULT_ALSO);
  tr_fault_argue(&fault, "found", TR_STR("4"));
  assert_string_equal(fault.arguments[0].name, "found");
  TR_ASSERT_STR(fault.arguments[0].text, "4");
  assert_false(tr_fault_of("TRX0001", "empty", NULL).has_at);
}

static void repeats_no_endless_value(void **state) {
  (void)state;
  char text[40000];
  memset(text, '9', sizeof text);
  tr_fault fault = tr_fault_of("TRX0005", "se", NULL);
  tr_fault_argue(&fault, "found", (tr_str){text, sizeof text});
  assert_int_equal(fault.arguments[0].text.n, TR_FAULT_ARGUMENT_BYTES);
}

TR_TESTS(cmocka_unit_test(writes_numbers),
         cmocka_unit_test(carries_places_and_values),
         cmocka_unit_test(repeats_no_endless_value))
