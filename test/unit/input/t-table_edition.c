/* Tests of src/input/table_edition.c. */
#include "input/table_edition.h"
#include "tr_test.h"

static void names_tell_editions(void **state) {
  (void)state;
  static const struct {
    tr_table_kind kind;
    const char *file, *member, *edition, *from, *to; /* edition "": unknown */
    int part;
  } rows[] = {
      {TR_TABLE_PTP,
       "x/medicare-ncci-2026q2-practitioner-ptp-edits-ccipra-v321r0-f1.zip", "",
       "2026Q2", "1996-01-01", "2026-06-30", 1},
      {TR_TABLE_MUE, "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", "",
       "2026Q2", "2026-04-01", "2026-06-30", 0},
      {TR_TABLE_MUE, "mue.zip", "MCR_MUE_Eff_10-01-2025.csv", "2025Q4",
       "2025-10-01", "2025-12-31", 0},
      {TR_TABLE_ICD10CM, "icd10cm_order_2022.txt", "", "FY2022", "2021-10-01",
       "2022-09-30", 0},
      {TR_TABLE_ICD10CM, "codes.zip", "icd10cm-order-April-2025.txt",
       "FY2025-April", "2025-04-01", "2025-09-30", 0},
      {TR_TABLE_ICD10CM, "icd10cm-order-Jan-2021.txt", "", "FY2021-January",
       "2021-01-01", "2021-09-30", 0},
      {TR_TABLE_PTP, "ccipra-v302r0-f1.txt", "", "", "", "", 0},
      {TR_TABLE_ICD10CM, "order.txt", "", "", "", "", 0},
      {TR_TABLE_MUE, "2026q5.csv", "", "", "", "", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].file));
    tr_import_options options = tr_import_options_none();
    options.file_name = tr_str_of(rows[i].file);
    tr_import_report report = {
        .kind = rows[i].kind, .from = TR_DAY_MIN, .to = TR_DAY_MAX};
    const bool known =
        tr_import_edition(&options, tr_str_of(rows[i].member), &report);
    assert_int_equal(known, strlen(rows[i].edition) > 0);
    if (!known) continue;
    char text[TR_DAY_TEXT];
    assert_string_equal(report.edition, rows[i].edition);
    tr_day_text(report.from, text);
    assert_string_equal(text, rows[i].from);
    tr_day_text(report.to, text);
    assert_string_equal(text, rows[i].to);
    assert_int_equal(report.part, rows[i].part);
  }
}

static void options_win(void **state) {
  (void)state;
  tr_import_options options = tr_import_options_none();
  options.file_name = TR_STR("ncci-2026q2.txt");
  options.edition = TR_STR("2025q1");
  tr_import_report report = {.kind = TR_TABLE_MUE};
  assert_true(tr_import_edition(&options, TR_STR(""), &report));
  assert_string_equal(report.edition, "2025Q1");

  options.edition = TR_STR("ours");
  options.file_name = TR_STR("table.txt");
  report = (tr_import_report){.kind = TR_TABLE_MUE};
  assert_false(tr_import_edition(&options, TR_STR(""), &report));
  options.from = 100;
  options.to = 200;
  assert_true(tr_import_edition(&options, TR_STR(""), &report));
  assert_string_equal(report.edition, "ours");
  assert_int_equal(report.from, 100);
  options.from = 300;
  assert_false(tr_import_edition(&options, TR_STR(""), &report));
}

TR_TESTS(cmocka_unit_test(names_tell_editions), cmocka_unit_test(options_win))
