/* Tests of src/input/table_import_ptp.c. */
#include "input/table_import_parse.h"
#include "tr_test.h"

static tr_status import(const char *text, tr_buf *index,
                        tr_import_report *report, tr_err *err) {
  *report = (tr_import_report){
      .kind = TR_TABLE_PTP, .edition = "2026Q2", .from = 0, .to = 30000};
  tr_buf_init(index, 1 << 20);
  return tr_import_ptp(tr_str_of(text), index, report, err);
}

static void reads_the_layouts(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t rows;
  } rows[] = {
      /* Medicare: preamble, header, tab-delimited */
      {"CPT only copyright\r\nColumn1/Column2 Edits\r\n"
       "Column 1\tColumn 2\t*=in "
       "existence\tEffective\tDeletion\tModifier\tR\r\n"
       "97012\t97140\t \t20000101\t*\t1\tMutually exclusive\r\n"
       "97012\t97018\t*\t19960101\t20191231\t0\tStandards\r\n",
       2},
      /* Medicaid: no column of 1996 */
      {"97012\t97140\t20101001\t*\t1\tMutually exclusive\n", 1},
      /* CSV */
      {"\"97012\",\"97140\",,\"20000101\",\"*\",1,\"Mutually, exclusive\"\n",
       1},
      /* an end far away, no rationale */
      {"97012\t97140\t\t20000101\t99991231\t1\n", 1},
      {"97012\t97140\t\t20000101\t\t1\t\n", 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf index;
    tr_import_report report;
    tr_err err;
    assert_int_equal(import(rows[i].text, &index, &report, &err), TR_OK);
    assert_int_equal(report.rows, rows[i].rows);
    tr_tables tables;
    tr_tables_init(&tables);
    assert_int_equal(tr_tables_add_index(&tables, tr_buf_str(&index), &err),
                     TR_OK);
    assert_int_equal(tr_index_verify(tr_buf_str(&index), &err), TR_OK);
    tr_pair row;
    assert_true(tr_table_pair(&tables, TR_CODE("97012"), TR_CODE("97140"),
                              20600, &row));
    assert_int_equal(row.indicator, 1);
    assert_int_equal(row.to, TR_DAY_MAX);
    tr_buf_done(&index);
  }
}

static void refuses_bad_rows_with_their_line(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t line;
  } rows[] = {
      {"97012\t97140\t \t20000101\t*\t1\tx\n97012\t9714\t "
       "\t20000101\t*\t1\tx\n",
       2},
      {"97012\t97140\t \t20001301\t*\t1\tx\n", 1},
      {"97012\t97140\t \t20000101\t20000230\t1\tx\n", 1},
      {"97012\t97140\t \t20000101\t*\t2\tx\n", 1},
      {"97012\t97140\t \t20000101\t*\n", 1},
      {"head\n\n97012\t97140\t \t20000101\t*\t1\tx\nrubbish\n", 4},
      {"nothing here\n", 0},
      {"", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf index;
    tr_import_report report;
    tr_err err;
    assert_int_equal(import(rows[i].text, &index, &report, &err), TR_ESYNTAX);
    assert_non_null(err.message);
    if (rows[i].line > 0) assert_int_equal(report.line, rows[i].line);
    tr_buf_done(&index);
  }
}

static void sorts_what_is_out_of_order(void **state) {
  (void)state;
  tr_buf index;
  tr_import_report report;
  tr_err err;
  assert_int_equal(import("99213\t95851\t \t20000101\t*\t0\tx\n"
                          "97012\t97164\t \t20201001\t*\t1\tx\n"
                          "98940\t97112\t \t20000101\t*\t1\tx\n"
                          "97012\t97018\t \t20000101\t*\t1\tx\n"
                          "97012\t97164\t \t20000101\t20191231\t1\tx\n",
                          &index, &report, &err),
                   TR_OK);
  assert_int_equal(tr_index_verify(tr_buf_str(&index), &err), TR_OK);
  tr_buf_done(&index);
}

static void rows_never_enforced_leave_an_empty_index(void **state) {
  (void)state;
  tr_buf index;
  tr_import_report report;
  tr_err err;
  assert_int_equal(import("97012\t97010\t*\t19960101\t19960101\t9\tx\n", &index,
                          &report, &err),
                   TR_OK);
  assert_int_equal(report.rows, 1);
  assert_int_equal(tr_index_verify(tr_buf_str(&index), &err), TR_OK);
  tr_buf_done(&index);
}

static void a_full_buffer_is_told(void **state) {
  (void)state;
  tr_buf index;
  tr_buf_init(&index, 200);
  tr_import_report report = {.kind = TR_TABLE_PTP, .to = 1};
  tr_err err;
  assert_int_equal(tr_import_ptp(TR_STR("97012\t97140\t \t20000101\t*\t1\tx\n"),
                                 &index, &report, &err),
                   TR_ELIMIT);
  tr_buf_done(&index);
}

TR_TESTS(cmocka_unit_test(reads_the_layouts),
         cmocka_unit_test(refuses_bad_rows_with_their_line),
         cmocka_unit_test(sorts_what_is_out_of_order),
         cmocka_unit_test(rows_never_enforced_leave_an_empty_index),
         cmocka_unit_test(a_full_buffer_is_told))
