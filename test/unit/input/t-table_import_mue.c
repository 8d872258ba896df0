/* Tests of src/input/table_import_mue.c. */
#include "input/table_import_parse.h"
#include "tr_test.h"

static tr_status import(const char *text, tr_buf *index,
                        tr_import_report *report, tr_err *err) {
  *report = (tr_import_report){
      .kind = TR_TABLE_MUE, .edition = "2026Q2", .from = 0, .to = 30000};
  tr_buf_init(index, 1 << 20);
  return tr_import_mue(tr_str_of(text), index, report, err);
}

static void reads_the_official_file(void **state) {
  (void)state;
  static const char text[] =
      "\"Current Procedural Terminology (CPT) codes, descriptions\nand other "
      "data only are copyright\",,,\r\n"
      "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,"
      "MUE Adjudication Indicator,MUE Rationale\r\n"
      "98940,1,2 Date of Service Edit: Policy,Code Descriptor\r\n"
      "97012,1,3 Date of Service Edit: Clinical,Clinical: Data\r\n"
      "0001A,0,1 Line Edit,CMS Policy\r\n";
  tr_buf index;
  tr_import_report report;
  tr_err err;
  assert_int_equal(import(text, &index, &report, &err), TR_OK);
  assert_int_equal(report.rows, 3);
  tr_tables tables;
  tr_tables_init(&tables);
  assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), &err),
                   TR_OK);
  tr_mue row;
  assert_true(tr_table_mue(&tables, TR_CODE("97012"), 25000, &row));
  assert_int_equal(row.units, 1);
  assert_int_equal(row.mai, 3);
  assert_string_equal(row.rationale, "Clinical: Data");
  assert_string_equal(row.edition, "2026Q2");
  assert_true(tr_table_mue(&tables, TR_CODE("0001A"), 25000, &row));
  assert_int_equal(row.units, 0);
  assert_int_equal(row.mai, 1);
  assert_false(tr_table_mue(&tables, TR_CODE("97110"), 25000, &row));
  tr_buf_done(&index);
}

static void refuses_bad_rows_with_their_line(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t line;
  } rows[] = {
      {"97012,1,3 x,y\n97014,one,3 x,y\n", 2},
      {"97012,1,4 x,y\n", 1},
      {"97012,1,3 x,y\nTotal,1,3 x,y\n", 2},
      {"97012,70000,3 x,y\n", 1},
      {"97012,-1,3 x,y\n", 1},
      {"97012,1,3 x,y\n97012,2,3 x,y\n", 0}, /* twice */
      {"header only\n", 0},
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

TR_TESTS(cmocka_unit_test(reads_the_official_file),
         cmocka_unit_test(refuses_bad_rows_with_their_line))
