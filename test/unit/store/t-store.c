/* Tests of src/store/store.c: statements, transactions, who may open what. */
#include "store_test.h"

static void keeps_values_as_they_are(void **state) {
  (void)state;
  place at;
  tr_statement *one = NULL;
  bool row = false;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(
      tr_store_execute(at.store, "CREATE TABLE t (a INTEGER, b TEXT, c BLOB)"),
      TR_OK);
  const tr_cell values[] = {tr_cell_integer(INT64_MIN),
                            tr_cell_text(TR_STR("caf\xC3\xA9")),
                            tr_cell_bytes((tr_str){"\0\1\xFF", 3})};
  assert_int_equal(tr_store_run(at.store, "INSERT INTO t VALUES ($1, $2, $3)",
                                values, 3, NULL),
                   TR_OK);
  const tr_cell none[] = {tr_cell_null(), tr_cell_text(TR_STR("")),
                          tr_cell_bytes(TR_STR(""))};
  assert_int_equal(tr_store_run(at.store, "INSERT INTO t VALUES ($1, $2, $3)",
                                none, 3, NULL),
                   TR_OK);
  assert_int_equal(tr_statement_new(at.store, "SELECT a, b, c FROM t", &one),
                   TR_OK);
  assert_int_equal(tr_statement_columns(one), 3);
  assert_int_equal(tr_statement_start(one, NULL, 0), TR_OK);
  assert_int_equal(tr_statement_step(one, &row), TR_OK);
  assert_true(row);
  assert_true(tr_statement_value(one, 0).integer == INT64_MIN);
  assert_true(
      tr_str_eq(tr_statement_value(one, 1).text, TR_STR("caf\xC3\xA9")));
  assert_int_equal(tr_statement_value(one, 2).kind, TR_CELL_BYTES);
  assert_memory_equal(tr_statement_value(one, 2).text.p, "\0\1\xFF", 3);
  assert_int_equal(tr_statement_step(one, &row), TR_OK);
  assert_true(row);
  assert_int_equal(tr_statement_value(one, 0).kind, TR_CELL_NULL);
  assert_int_equal(tr_statement_value(one, 1).kind, TR_CELL_NULL);
  assert_int_equal(tr_statement_value(one, 2).kind, TR_CELL_BYTES);
  assert_int_equal(tr_statement_step(one, &row), TR_OK);
  assert_false(row);
  tr_statement_free(one);
  place_end(&at);
}

static void undoes_what_was_not_committed(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_equal(tr_store_execute(at.store, "CREATE TABLE t (a INTEGER)"),
                   TR_OK);
  tr_store_rollback(at.store);
  tr_store_rollback(at.store);
  assert_int_equal(tr_store_execute(at.store, "SELECT a FROM t"), TR_EIO);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_equal(tr_store_execute(at.store, "CREATE TABLE t (a INTEGER)"),
                   TR_OK);
  place_close(&at); /* without a commit */
  place_open(&at);
  assert_int_equal(tr_store_execute(at.store, "SELECT a FROM t"), TR_EIO);
  place_end(&at);
}

static void says_which_constraint(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(tr_store_execute(at.store,
                                    "INSERT INTO line (claim, number) "
                                    "VALUES (5, 1)"),
                   TR_ERANGE);
  assert_non_null(strstr(tr_store_message(at.store), "FOREIGN KEY"));
  assert_int_equal(tr_store_execute(at.store, "no sql"), TR_EIO);
  place_end(&at);
}

static void has_no_engine_for_some_places(void **state) {
  (void)state;
  tr_store *store = NULL;
  tr_store_error error;
  const tr_store_options options = {"amqp://user:secret@host/x", NULL,
                                    TR_STORE_MAKE};
  assert_null(tr_store_engine_of(options.place));
  assert_int_equal(tr_store_open(&options, &store, &error), TR_ENOTFOUND);
  assert_null(strstr(error.text, "secret"));
  assert_null(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_values_as_they_are),
      cmocka_unit_test(undoes_what_was_not_committed),
      cmocka_unit_test(says_which_constraint),
      cmocka_unit_test(has_no_engine_for_some_places)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
