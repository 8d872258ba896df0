/* Tests of src/table/diagnosis.c. */
#include "table/table.h"

#include "input/table_import.h"
#include "tr_test.h"

static tr_day day_of(const char *iso) {
  tr_day day = 0;
  assert_int_equal(tr_day_read_iso(tr_str_of(iso), &day), TR_OK);
  return day;
}

typedef struct row {
  const char *code, *day;
  tr_validity want;
} row;

static void check_rows(const tr_tables *tables, const row *rows, size_t n) {
  for (size_t i = 0; i < n; i++) {
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(
        tr_table_diagnosis(tables, tr_diagnosis_code(tr_str_of(rows[i].code)),
                           day_of(rows[i].day)),
        rows[i].want);
  }
}

static void built_in_codes_have_dates(void **state) {
  (void)state;
  static const row rows[] = {
      {"M99.03", "2026-06-12", TR_CODE_VALID},
      {"m5416", "2026-06-12", TR_CODE_VALID},
      {"M54.5", "2021-09-30", TR_CODE_VALID},
      {"M54.5", "2021-10-01", TR_CODE_NEEDS_MORE},
      {"M54.50", "2021-09-30", TR_CODE_NOT_YET},
      {"M54.50", "2021-10-01", TR_CODE_VALID},
      {"M54.59", "2026-11-20", TR_CODE_VALID},
      {"M51.36", "2024-09-30", TR_CODE_VALID},
      {"M51.36", "2024-10-01", TR_CODE_NEEDS_MORE},
      {"M51.37", "2024-10-01", TR_CODE_NEEDS_MORE},
      {"M51.361", "2024-09-30", TR_CODE_NOT_YET},
      {"M51.361", "2024-10-01", TR_CODE_VALID},
      {"M51.379", "2026-06-12", TR_CODE_VALID},
      {"M51.363", "2026-06-12", TR_CODE_INVALID},
      {"I71.3", "2022-10-01", TR_CODE_NEEDS_MORE},
      {"G35", "2025-09-30", TR_CODE_VALID},
      {"G35", "2025-10-01", TR_CODE_NEEDS_MORE},
      {"S33.5XXA", "2026-06-12", TR_CODE_VALID},
      {"S33.5XX", "2026-06-12", TR_CODE_NEEDS_MORE},
      {"S33.5XXB", "2026-06-12", TR_CODE_INVALID},
      {"M99", "2026-06-12", TR_CODE_NEEDS_MORE},
      {"M99.0", "2026-06-12", TR_CODE_NEEDS_MORE},
      {"M54.19", "2026-06-12", TR_CODE_INVALID},
      {"M37.1", "2026-06-12", TR_CODE_INVALID},
      {"Z28.3", "2022-03-31", TR_CODE_VALID},
      {"Z28.3", "2022-04-01", TR_CODE_NEEDS_MORE},
      {"M54.50", "2014-06-12", TR_CODE_UNKNOWN},
      {"M54", "2026-06-12", TR_CODE_NEEDS_MORE},
      {"M5", "2026-06-12", TR_CODE_MALFORMED},
      {"54.50", "2026-06-12", TR_CODE_MALFORMED},
      {"MM5.4", "2026-06-12", TR_CODE_INVALID},
      {"QA0.0101", "2026-06-12", TR_CODE_VALID},
      {"S33.5XXAA", "2026-06-12", TR_CODE_MALFORMED},
      {"S33.5XXAAA", "2026-06-12", TR_CODE_MALFORMED},
      {"", "2026-06-12", TR_CODE_MALFORMED},
      /* the last edition is believed for a year, no longer */
      {"M54.19", "2026-11-20", TR_CODE_INVALID},
      {"M54.19", "2028-01-01", TR_CODE_UNKNOWN},
      {"M54.5", "2028-01-01", TR_CODE_NEEDS_MORE},
  };
  tr_tables tables;
  tr_tables_init(&tables);
  check_rows(&tables, rows, TR_COUNT(rows));
}

static void imported_edition_wins_on_its_days(void **state) {
  (void)state;
  static const char order[] =
      "00001 M54     0 Dorsalgia                       Dorsalgia\n"
      "00002 M549    1 Dorsalgia, unspecified          Dorsalgia, unspec\n"
      "00003 M54X    1 Made for this test              Made for this test\n";
  static const row rows[] = {
      {"M54X", "2027-01-15", TR_CODE_VALID},
      {"M54", "2027-01-15", TR_CODE_NEEDS_MORE},
      {"M54.50", "2027-01-15", TR_CODE_INVALID}, /* not in that edition */
      {"M54.5", "2027-01-15", TR_CODE_INVALID},
      {"I60.20", "2027-01-15", TR_CODE_ENDED},
      {"M54X", "2026-01-15", TR_CODE_INVALID}, /* before: the built-in one */
      {"M54.50", "2026-01-15", TR_CODE_VALID},
      {"M54X", "2028-01-15", TR_CODE_VALID}, /* after: the nearest earlier */
      {"M54Y", "2028-01-15", TR_CODE_INVALID},
      {"M54Y", "2029-01-15", TR_CODE_UNKNOWN},
  };
  tr_import_options options = tr_import_options_none();
  options.edition = TR_STR("FY2027");
  tr_buf index;
  tr_buf_init(&index, 1 << 20);
  tr_import_report report;
  tr_err err;
  assert_int_equal(tr_import_table(TR_TABLE_ICD10CM, tr_str_of(order), &options,
                                   &index, &report, &err),
                   TR_OK);
  tr_tables tables;
  tr_tables_init(&tables);
  assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), &err),
                   TR_OK);
  check_rows(&tables, rows, TR_COUNT(rows));
  tr_buf_done(&index);
}

static void codes_are_normalized(void **state) {
  (void)state;
  char text[10];
  assert_true(tr_diagnosis_code(TR_STR(" m54.16 ")) == TR_CODE("M5416"));
  assert_true(tr_diagnosis_code(TR_STR("...")) == 0);
  assert_true(tr_diagnosis_code(TR_STR("123456789")) == 0);
  tr_diagnosis_text(TR_CODE("M5416"), text);
  assert_string_equal(text, "M54.16");
  tr_diagnosis_text(TR_CODE("S335XXA"), text);
  assert_string_equal(text, "S33.5XXA");
  tr_diagnosis_text(TR_CODE("I10"), text);
  assert_string_equal(text, "I10");
}

TR_TESTS(cmocka_unit_test(built_in_codes_have_dates),
         cmocka_unit_test(imported_edition_wins_on_its_days),
         cmocka_unit_test(codes_are_normalized))
