/* Tests of src/store/derived.c: the list of columns is that of the schema. */
#include "store_test.h"

static void columns_are_those_of_the_schema(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  for (int i = 0; i < TR_DERIVED_COUNT; i++) {
    const tr_derived_table *table = tr_derived_at((tr_derived)i);
    const tr_cell name = tr_cell_text(tr_str_of(table->name));
    int64_t columns = 0;
    assert_int_equal(
        tr_store_run(at.store, "SELECT count(*) FROM pragma_table_info($1)",
                     &name, 1, &columns),
        TR_OK);
    assert_int_equal(columns, table->count);
    assert_true(table->count <= TR_DERIVED_COLUMNS);
    assert_null(table->columns[table->count].name);
  }
  place_end(&at);
}

static tr_cell *row_of(int64_t id, const char *text, tr_cell *values) {
  for (int i = 0; i < TR_DERIVED_COLUMNS; i++) values[i] = tr_cell_null();
  values[0] = tr_cell_integer(id);
  values[1] = tr_cell_integer(1);
  values[2] = tr_cell_text(tr_str_of(text));
  return values;
}

static void digests_tell_rows_apart(void **state) {
  (void)state;
  tr_cell values[TR_DERIVED_COLUMNS];
  tr_derived_digest a, b;
  assert_int_equal(tr_derived_digest_init(&a), TR_OK);
  assert_int_equal(tr_derived_digest_init(&b), TR_OK);
  tr_derived_digest_row(&a, TR_DERIVED_LINE, row_of(5, "98940", values));
  tr_derived_digest_row(&b, TR_DERIVED_LINE, row_of(5, "98940", values));
  assert_int_equal(tr_derived_digest_compare(&a, &b), TR_DERIVED_COUNT);
  assert_int_equal(tr_derived_digest_init(&a), TR_OK);
  assert_int_equal(tr_derived_digest_init(&b), TR_OK);
  tr_derived_digest_row(&a, TR_DERIVED_LINE, row_of(5, "98940", values));
  tr_derived_digest_row(&b, TR_DERIVED_LINE, row_of(5, "98941", values));
  assert_int_equal(tr_derived_digest_compare(&a, &b), TR_DERIVED_LINE);
}

static void takes_rows_of_one_file_out(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, REMIT_CLAIMS);
  receive_file(&at, REMIT);
  const int64_t others =
      number_of(&at, "SELECT count(*) FROM claim WHERE file <> 2");
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_equal(tr_derived_remove(at.store, 2), TR_OK);
  assert_int_equal(tr_derived_remove(at.store, 3), TR_OK);
  assert_int_equal(tr_store_commit(at.store), TR_OK);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM claim"), others);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM adjustment"), 0);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM payment"), 0);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_are_those_of_the_schema),
      cmocka_unit_test(digests_tell_rows_apart),
      cmocka_unit_test(takes_rows_of_one_file_out)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
