/* Tests of src/input/table_import_icd10cm.c. */
#include "input/table_import_parse.h"
#include "tr_test.h"

static tr_status import(const char *text, tr_buf *index,
                        tr_import_report *report, tr_err *err) {
  *report = (tr_import_report){
      .kind = TR_TABLE_ICD10CM, .edition = "FY2026", .from = 0, .to = 30000};
  tr_buf_init(index, 1 << 20);
  return tr_import_icd10cm(tr_str_of(text), index, report, err);
}

static void reads_the_order_file(void **state) {
  (void)state;
  static const char text[] =
      "26471 M54     0 Dorsalgia                                              "
      "      Dorsalgia\r\n"
      "26472 M545    0 Low back pain\r\n"
      "26473 M5450   1 Low back pain, unspecified\r\n"
      "41000 S335XXA 1 Sprain of ligaments of lumbar spine, init\r\n";
  tr_buf index;
  tr_import_report report;
  tr_err err;
  assert_int_equal(import(text, &index, &report, &err), TR_OK);
  assert_int_equal(report.rows, 4);
  assert_int_equal(tr_index_verify(tr_buf_str(&index), &err), TR_OK);
  tr_tables tables;
  tr_tables_init(&tables);
  assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), &err),
                   TR_OK);
  assert_int_equal(tr_table_diagnosis(&tables, TR_CODE("M5450"), 25000),
                   TR_CODE_VALID);
  assert_int_equal(tr_table_diagnosis(&tables, TR_CODE("M545"), 25000),
                   TR_CODE_NEEDS_MORE);
  assert_int_equal(tr_table_diagnosis(&tables, TR_CODE("S335XXA"), 25000),
                   TR_CODE_VALID);
  assert_int_equal(tr_table_diagnosis(&tables, TR_CODE("M9903"), 25000),
                   TR_CODE_INVALID);
  tr_buf_done(&index);
}

static void refuses_bad_lines(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t line;
  } rows[] = {
      {"26471 M54     0 Dorsalgia\n26472 M545    2 Low back pain\n", 2},
      {"2647  M54     0 Dorsalgia\n", 1},
      {"26471 154     0 Dorsalgia\n", 1},
      {"26471         0 Dorsalgia\n", 1},
      {"26471M54      0 Dorsalgia\n", 1},
      {"26471 M54\n", 1},
      {"26471 M54     0 x\n26472 M54     1 x\n", 0}, /* twice */
      {"", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf index;
    tr_import_report report;
    tr_err err;
    assert_int_equal(import(rows[i].text, &index, &report, &err), TR_ESYNTAX);
    if (rows[i].line > 0) assert_int_equal(report.line, rows[i].line);
    tr_buf_done(&index);
  }
}

TR_TESTS(cmocka_unit_test(reads_the_order_file),
         cmocka_unit_test(refuses_bad_lines))
