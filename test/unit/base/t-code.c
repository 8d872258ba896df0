/* Tests of src/base/code.c and the packing in its header. */
#include "base/code.h"

#include "tr_test.h"

static void text_survives_packing(void **state) {
  (void)state;
  static const char *const rows[] = {"A", "97012", "M99.03", "X12345.8"};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i]));
    char text[TR_CODE_BYTES + 1];
    memset(text, '#', sizeof text);
    const size_t length = tr_code_text(tr_code_pack(tr_str_of(rows[i])), text);
    assert_int_equal(length, strlen(rows[i]));
    assert_string_equal(text, rows[i]);
  }
}

static void what_does_not_fit_is_none(void **state) {
  (void)state;
  assert_int_equal(tr_code_pack(TR_STR("")), 0);
  assert_int_equal(tr_code_pack(TR_STR("123456789")), 0);
  char text[TR_CODE_BYTES + 1] = "#";
  assert_int_equal(tr_code_text(0, text), 0);
  assert_string_equal(text, "");
}

static void order_is_that_of_text(void **state) {
  (void)state;
  static const char *const sorted[] = {"97",    "97012", "9703",
                                       "98940", "A",     "a"};
  for (size_t i = 1; i < TR_COUNT(sorted); i++) {
    TR_ROW(i, tr_str_of(sorted[i]));
    assert_true(tr_code_pack(tr_str_of(sorted[i - 1])) <
                tr_code_pack(tr_str_of(sorted[i])));
  }
}

static void prefix_of_every_length(void **state) {
  (void)state;
  const tr_str text = TR_STR("ABCDEFGH");
  const tr_code code = tr_code_pack(text);
  for (size_t n = 1; n <= TR_CODE_BYTES; n++) {
    TR_ROW(n, text);
    assert_true(tr_code_starts(code, tr_code_pack((tr_str){text.p, n})));
  }
  assert_true(tr_code_starts(code, 0));
  assert_false(tr_code_starts(code, TR_CODE("ABX")));
  assert_false(tr_code_starts(TR_CODE("AB"), TR_CODE("ABC")));
  assert_false(tr_code_starts(0, TR_CODE("A")));
}

TR_TESTS(cmocka_unit_test(text_survives_packing),
         cmocka_unit_test(what_does_not_fit_is_none),
         cmocka_unit_test(order_is_that_of_text),
         cmocka_unit_test(prefix_of_every_length))
