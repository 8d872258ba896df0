/* Tests of src/store/extract.c: which files are read, as what. */
#include "store/extract.h"
#include "store_test.h"

static tr_extracted extracted(tr_str bytes) {
  tr_extracted found;
  assert_int_equal(tr_extract(1, bytes, NULL, NULL, &found), TR_OK);
  return found;
}

static tr_extracted of_file(const char *path) {
  tr_buf bytes;
  load_file(path, &bytes);
  const tr_extracted found = extracted(tr_buf_str(&bytes));
  tr_buf_done(&bytes);
  return found;
}

static void knows_kinds(void **state) {
  (void)state;
  assert_null(extracted(TR_STR("")).kind);
  assert_string_equal(extracted(TR_STR("  \n")).guess, "empty");
  assert_string_equal(extracted(TR_STR("%PDF-1.7 x")).guess, "a PDF document");
  assert_null(extracted(TR_STR("Dear Sir")).kind);
  const tr_extracted notes = extracted(TR_STR(" [{\"id\": \"n1\"}]"));
  assert_string_equal(notes.kind, "notes");
  assert_true(notes.good);
  assert_int_equal(notes.rows[TR_DERIVED_NOTE], 1);
  const tr_extracted broken = extracted(TR_STR("{\"id\": "));
  assert_false(broken.good);
  assert_int_equal(broken.faults, 1);
}

static void counts_what_it_reads(void **state) {
  (void)state;
  const tr_extracted claims = of_file(MORNING);
  assert_true(claims.good);
  assert_int_equal(claims.rows[TR_DERIVED_CLAIM], 18);
  assert_int_equal(claims.sets, 1);
  assert_int_equal(claims.unread, 0);
  assert_int_equal(claims.damaged, 0);
  const tr_extracted other = of_file("test/conformance/clean/270.x12");
  assert_false(other.good);
  assert_int_equal(other.unread, 1);
  const tr_extracted ack = of_file("test/conformance/clean/ta1.x12");
  assert_true(ack.good);
}

/* A file that was cut off keeps the claims before the cut but the last. */
static void leaves_out_what_is_cut(void **state) {
  (void)state;
  tr_buf bytes;
  load_file(MORNING, &bytes);
  const tr_extracted cut = extracted((tr_str){bytes.p, bytes.n / 2});
  assert_true(cut.good);
  assert_true(cut.faults > 0);
  assert_true(cut.rows[TR_DERIVED_CLAIM] > 5);
  assert_true(cut.rows[TR_DERIVED_CLAIM] < 18);
  tr_buf_done(&bytes);
}

static tr_status see_text(void *context, tr_derived table,
                          const tr_cell *values) {
  const tr_str id = values[3].text;
  assert_int_equal(table, TR_DERIVED_NOTE);
  assert_true(id.n > 2 && id.n < 64);
  memcpy(context, id.p, id.n);
  return TR_OK;
}

/* Not every engine takes a NUL in a text. */
static void makes_texts_harmless(void **state) {
  (void)state;
  tr_extracted found;
  char id[64] = "";
  assert_int_equal(
      tr_extract(1, TR_STR("{\"id\": \"a\\u0000b\"}"), see_text, id, &found),
      TR_OK);
  assert_int_equal(found.rows[TR_DERIVED_NOTE], 1);
  assert_int_equal(id[0], 'a');
  assert_int_equal(id[strlen(id) - 1], 'b');
}

/* A value that is no text of X12 is nothing, and the claim is damaged. */
static void marks_damaged_claims(void **state) {
  (void)state;
  tr_buf bytes;
  load_file("test/conformance/clean/837-medicare.x12", &bytes);
  const size_t at = tr_str_find_nocase(tr_buf_str(&bytes), TR_STR("CLM*"));
  assert_true(at < bytes.n);
  bytes.p[at + 4] = '\xE9'; /* Latin-1 */
  const tr_extracted found = extracted(tr_buf_str(&bytes));
  assert_true(found.faults > 0);
  assert_int_equal(found.damaged, 1);
  assert_int_equal(found.rows[TR_DERIVED_CLAIM], 2);
  tr_buf_done(&bytes);
}

static tr_status refuse(void *context, tr_derived table,
                        const tr_cell *values) {
  (void)context;
  (void)table;
  (void)values;
  return TR_EIO;
}

static void stops_where_rows_are_refused(void **state) {
  (void)state;
  tr_buf bytes;
  tr_extracted found;
  load_file(MORNING, &bytes);
  assert_int_equal(tr_extract(1, tr_buf_str(&bytes), refuse, NULL, &found),
                   TR_EIO);
  assert_int_equal(found.rows[TR_DERIVED_CLAIM], 1);
  assert_int_equal(found.rows[TR_DERIVED_LINE], 0);
  tr_buf_done(&bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_kinds),
      cmocka_unit_test(counts_what_it_reads),
      cmocka_unit_test(leaves_out_what_is_cut),
      cmocka_unit_test(makes_texts_harmless),
      cmocka_unit_test(marks_damaged_claims),
      cmocka_unit_test(stops_where_rows_are_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
