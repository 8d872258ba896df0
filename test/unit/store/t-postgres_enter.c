/* Tests of src/store/postgres_enter.c: rows that wait go in whole, in an order
 * that their references allow, or not at all. */
#include "server_test.h"
#include "store/postgres_run.h"

#define PARENT "INSERT INTO parent (id, name, body) VALUES ($1, $2, $3)"
#define CHILD "INSERT INTO child (parent, number) VALUES ($1, $2)"

static void knows_what_it_can_write(void **state) {
  (void)state;
  assert_true(tr__pg_can_enter(TR__PG_INT8));
  assert_true(tr__pg_can_enter(TR__PG_TEXT));
  assert_true(tr__pg_can_enter(TR__PG_BYTEA));
  assert_false(tr__pg_can_enter(TR__PG_INT4));
  assert_false(tr__pg_can_enter(TR__PG_NUMERIC));
}

static void put_parent(tr_statement *parent, int64_t id, tr_cell name,
                       tr_cell body) {
  const tr_cell values[] = {tr_cell_integer(id), name, body};
  assert_int_equal(tr_statement_run(parent, values, 3), TR_OK);
}

static tr_status put_child(tr_statement *child, int64_t parent,
                           int64_t number) {
  const tr_cell values[] = {tr_cell_integer(parent), tr_cell_integer(number)};
  return tr_statement_run(child, values, 2);
}

static void writes_what_was_given(void **state) {
  (void)state;
  place at;
  tr_statement *parent = NULL, *child = NULL;
  server_open(&at);
  new_table(&at);
  assert_int_equal(tr_statement_new(at.store, PARENT, &parent), TR_OK);
  assert_int_equal(tr_statement_new(at.store, CHILD, &child), TR_OK);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  put_parent(parent, -5, tr_cell_text(TR_STR("caf\xC3\xA9")),
             tr_cell_bytes((tr_str){"\0\xFF", 2}));
  put_parent(parent, INT64_MAX, tr_cell_null(), tr_cell_null());
  put_parent(parent, INT64_MIN, tr_cell_integer(-17),
             tr_cell_bytes(TR_STR("")));
  for (int64_t i = 0; i < 20000; i++)
    assert_int_equal(put_child(child, -5, i), TR_OK);
  /* a question sees them */
  assert_int_equal(number_of(&at, "SELECT count(*) FROM child"), 20000);
  assert_int_equal(put_child(child, INT64_MAX, 1), TR_OK);
  assert_int_equal(tr_store_commit(at.store), TR_OK);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM child"), 20001);
  assert_int_equal(
      number_of(&at,
                "SELECT count(*) FROM parent WHERE (id = -5 AND name = "
                "'caf\xC3\xA9' AND body = '\\x00ff') OR (id > 5 AND name IS "
                "NULL AND body IS NULL) OR (id < -5 AND name = '-17' AND body "
                "= '')"),
      3);
  tr_statement_free(parent);
  tr_statement_free(child);
  place_close(&at);
}

static void tells_at_the_latest_by_the_commit(void **state) {
  (void)state;
  place at;
  tr_statement *child = NULL;
  server_open(&at);
  new_table(&at);
  assert_int_equal(tr_statement_new(at.store, CHILD, &child), TR_OK);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_equal(put_child(child, 1, 1), TR_OK); /* of no parent */
  assert_int_equal(tr_store_commit(at.store), TR_ERANGE);
  assert_non_null(strstr(tr_store_message(at.store), "foreign key"));
  assert_int_equal(number_of(&at, "SELECT count(*) FROM child"), 0);
  /* outside of a transaction at once */
  assert_int_equal(put_child(child, 1, 1), TR_ERANGE);
  tr_statement_free(child);
  place_close(&at);
}

static void forgets_what_is_undone(void **state) {
  (void)state;
  place at;
  tr_statement *parent = NULL;
  server_open(&at);
  new_table(&at);
  assert_int_equal(tr_statement_new(at.store, PARENT, &parent), TR_OK);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  put_parent(parent, 1, tr_cell_null(), tr_cell_null());
  tr_store_rollback(at.store);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  put_parent(parent, 2, tr_cell_null(), tr_cell_null());
  assert_int_equal(tr_store_commit(at.store), TR_OK);
  assert_int_equal(number_of(&at, "SELECT sum(id) FROM parent"), 2);
  tr_statement_free(parent);
  place_close(&at);
}

static void refuses_another_kind(void **state) {
  (void)state;
  place at;
  tr_statement *parent = NULL;
  const tr_cell text = tr_cell_text(TR_STR("x"));
  const tr_cell bad[][3] = {
      {text, text, tr_cell_null()},
      {tr_cell_integer(1), tr_cell_bytes(TR_STR("x")), tr_cell_null()},
      {tr_cell_integer(1), tr_cell_text(TR_STR("\xFF")), tr_cell_null()},
      {tr_cell_integer(1), text, text}};
  server_open(&at);
  new_table(&at);
  assert_int_equal(tr_statement_new(at.store, PARENT, &parent), TR_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_int_equal(tr_store_begin(at.store), TR_OK);
    assert_int_equal(tr_statement_run(parent, bad[i], 3), TR_ERANGE);
    tr_store_rollback(at.store);
  }
  assert_int_equal(number_of(&at, "SELECT count(*) FROM parent"), 0);
  tr_statement_free(parent);
  place_close(&at);
}

int main(void) {
  if (server_missing()) return 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_what_it_can_write),
      cmocka_unit_test(writes_what_was_given),
      cmocka_unit_test(tells_at_the_latest_by_the_commit),
      cmocka_unit_test(forgets_what_is_undone),
      cmocka_unit_test(refuses_another_kind)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
