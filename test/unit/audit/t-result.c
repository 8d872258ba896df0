/* Tests of src/audit/result.c: words, kinds of payers, values as text. */
#include "practice.h"

static void filing_codes_say_who_pays(void **state) {
  (void)state;
  static const struct {
    const char *filing;
    tr_payer_class wanted;
  } rows[] = {
      {"MB", TR_PAYER_CLASS_MEDICARE},   {"16", TR_PAYER_CLASS_MEDICARE},
      {"MC", TR_PAYER_CLASS_MEDICAID},   {"CI", TR_PAYER_CLASS_COMMERCIAL},
      {"BL", TR_PAYER_CLASS_COMMERCIAL}, {"WC", TR_PAYER_CLASS_WORKERS},
      {"AM", TR_PAYER_CLASS_AUTO},       {"VA", TR_PAYER_CLASS_VETERANS},
      {"09", TR_PAYER_CLASS_SELF},       {"ZZ", TR_PAYER_CLASS_OTHER},
      {"", TR_PAYER_CLASS_OTHER}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].filing));
    assert_int_equal(tr_payer_class_of(tr_str_of(rows[i].filing)),
                     rows[i].wanted);
  }
}

static void kinds_of_payers_have_names(void **state) {
  (void)state;
  for (int i = 0; i < TR_PAYER_CLASSES; i++) {
    tr_payer_class found;
    const char *id = tr_payer_class_id((tr_payer_class)i);
    assert_true(tr_payer_class_find(tr_str_of(id), &found));
    assert_int_equal(found, i);
    assert_true(strlen(tr_payer_class_words((tr_payer_class)i)) > 0);
  }
  tr_payer_class none;
  assert_false(tr_payer_class_find(TR_STR("hmo"), &none));
}

static void values_are_written_by_their_unit(void **state) {
  (void)state;
  char text[TR_MEASURE_TEXT];
  tr_measure_value_text(TR_MEASURE_SHARE, 0.625, text);
  assert_string_equal(text, "62.5 %");
  tr_measure_value_text(TR_MEASURE_MEAN, 8.256, text);
  assert_string_equal(text, "8.26");
  tr_measure_value_text(TR_MEASURE_COUNT, 3, text);
  assert_string_equal(text, "3");
  tr_measure_value_text(TR_MEASURE_MONEY, 123456, text);
  assert_string_equal(text, "$1234.56");
}

static void words_are_those_of_the_reports(void **state) {
  (void)state;
  assert_string_equal(tr_audit_word_text(TR_WORD_SIGNIFICANTLY_HIGHER),
                      "Significantly Higher");
  assert_string_equal(tr_audit_word_text(TR_WORD_NOT_AVAILABLE), "N/A");
  assert_string_equal(tr_audit_test_id(TR_TEST_WELCH), "welch-t");
  assert_string_equal(tr_audit_test_text(TR_TEST_EXACT), "Fisher's exact test");
  assert_string_equal(tr_audit_fence_id(TR_FENCE_EXTREME), "extreme");
  assert_string_equal(tr_measure_unit_id(TR_MEASURE_MONEY), "money");
}

static void cells_are_found(void **state) {
  (void)state;
  const tr_audit_cell cells[] = {{.provider = 0, .payer = -1, .period = -1},
                                 {.provider = 0, .payer = 1, .period = -1},
                                 {.provider = -1, .payer = -1, .period = 2}};
  const tr_audit_measure measure = {.cells = cells, .cell_count = 3};
  assert_ptr_equal(tr_audit_cell_of(&measure, 0, 1, -1), &cells[1]);
  assert_ptr_equal(tr_audit_cell_of(&measure, -1, -1, 2), &cells[2]);
  assert_null(tr_audit_cell_of(&measure, 1, -1, -1));
}

TR_TESTS(cmocka_unit_test(filing_codes_say_who_pays),
         cmocka_unit_test(kinds_of_payers_have_names),
         cmocka_unit_test(values_are_written_by_their_unit),
         cmocka_unit_test(words_are_those_of_the_reports),
         cmocka_unit_test(cells_are_found))
