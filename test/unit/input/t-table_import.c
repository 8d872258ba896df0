/* Tests of src/input/table_import.c: what goes in by any way comes out as an
 * index, or nothing does. */
#include "input/table_import.h"

#include <zip.h>

#include "tr_test.h"

static const char row_text[] =
    "97012\t97140\t \t20000101\t*\t1\tMutually exclusive\n";

/* A zip of two members in memory; the caller frees the bytes. */
static tr_str make_zip(const char *name1, const char *text1, const char *name2,
                       const char *text2) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
  assert_non_null(whole);
  zip_source_keep(whole);
  zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
  assert_non_null(zip);
  zip_source_t *one = zip_source_buffer(zip, text1, strlen(text1), 0);
  zip_source_t *two = zip_source_buffer(zip, text2, strlen(text2), 0);
  assert_true(zip_file_add(zip, name1, one, 0) >= 0);
  assert_true(zip_file_add(zip, name2, two, 0) >= 0);
  assert_int_equal(zip_close(zip), 0);

  assert_int_equal(zip_source_open(whole), 0);
  zip_stat_t st;
  assert_int_equal(zip_source_stat(whole, &st), 0);
  char *bytes = malloc((size_t)st.size);
  assert_non_null(bytes);
  assert_int_equal(zip_source_read(whole, bytes, st.size), st.size);
  zip_source_close(whole);
  zip_source_free(whole);
  zip_error_fini(&error);
  return (tr_str){bytes, (size_t)st.size};
}

static void reads_a_zip_and_its_name(void **state) {
  (void)state;
  const tr_str zip =
      make_zip("readme.txt",
               "a long text that is not the table, but longer "
               "than the table is, so that size alone would mislead us here",
               "ncci-2026q2-practitioner-f2.txt", row_text);
  const tr_import_options options = tr_import_options_none();
  tr_buf index;
  tr_buf_init(&index, 1 << 20);
  tr_import_report report;
  tr_err err = {TR_OK, NULL, 0};
  assert_int_equal(
      tr_import_table(TR_TABLE_PTP, zip, &options, &index, &report, &err),
      TR_OK);
  assert_int_equal(report.rows, 1);
  assert_string_equal(report.edition, "2026Q2");
  char name[TR_IMPORT_NAME];
  tr_import_name(&report, name);
  assert_string_equal(name, "ncci-ptp-2026Q2-f2.index");
  tr_buf_done(&index);
  free((void *)(uintptr_t)zip.p);
}

static void refuses_with_nothing_written(void **state) {
  (void)state;
  const tr_str no_table = make_zip("a.pdf", "x", "b.xlsx", "y");
  const tr_str whole = make_zip("a-2026q2.txt", row_text, "b.pdf", "y");
  const struct {
    tr_table_kind kind;
    tr_str bytes;
    const char *edition;
    tr_status want;
  } rows[] = {
      {TR_TABLE_PTP, TR_STR(row_text), "", TR_ESYNTAX}, /* which edition? */
      {TR_TABLE_PTP, TR_STR("rubbish\n"), "2026Q2", TR_ESYNTAX},
      {TR_TABLE_MUE, TR_STR(row_text), "2026Q2", TR_ESYNTAX}, /* other table */
      {TR_TABLE_ICD10CM, TR_STR(row_text), "FY2026", TR_ESYNTAX},
      {TR_TABLE_PTP, no_table, "2026Q2", TR_ESYNTAX},
      {TR_TABLE_PTP, {whole.p, whole.n - 30}, "2026Q2", TR_ESYNTAX},
      {TR_TABLE_PTP, {whole.p, 60}, "2026Q2", TR_ESYNTAX},
      {TR_TABLE_PTP, TR_STR(""), "2026Q2", TR_ESYNTAX},
      {TR_TABLE_CARC, TR_STR(row_text), "2026Q2", TR_ENOTFOUND},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].edition));
    tr_import_options options = tr_import_options_none();
    options.edition = tr_str_of(rows[i].edition);
    tr_buf index;
    tr_buf_init(&index, 1 << 20);
    tr_import_report report;
    tr_err err = {TR_OK, NULL, 0};
    assert_int_equal(tr_import_table(rows[i].kind, rows[i].bytes, &options,
                                     &index, &report, &err),
                     rows[i].want);
    assert_int_equal(err.status, rows[i].want);
    assert_non_null(err.message);
    assert_int_equal(index.n, 0);
    tr_buf_done(&index);
  }
  free((void *)(uintptr_t)no_table.p);
  free((void *)(uintptr_t)whole.p);
}

static void names_are_safe_as_file_names(void **state) {
  (void)state;
  tr_import_report report = {.kind = TR_TABLE_MUE, .edition = "../a b"};
  char name[TR_IMPORT_NAME];
  tr_import_name(&report, name);
  assert_string_equal(name, "ncci-mue-.._a_b.index");
}

TR_TESTS(cmocka_unit_test(reads_a_zip_and_its_name),
         cmocka_unit_test(refuses_with_nothing_written),
         cmocka_unit_test(names_are_safe_as_file_names))
