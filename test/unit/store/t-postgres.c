/* Tests of src/store/postgres.c: what a code means, who waits for whom, what is
 * told of a connection that is gone. */
#include "server_test.h"
#include "store/postgres.h"

static void knows_what_a_code_means(void **state) {
  (void)state;
  static const struct {
    const char *code;
    tr_status status;
  } cases[] = {
      {NULL, TR_EIO},       {"23505", TR_ERANGE},  {"22003", TR_ERANGE},
      {"54000", TR_ELIMIT}, {"XX001", TR_ESYNTAX}, {"XX000", TR_EIO},
      {"57P01", TR_EIO},    {"40001", TR_EIO},     {"42P01", TR_EIO}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(tr_postgres_status(cases[i].code), cases[i].status);
}

static void says_where_nobody_answers(void **state) {
  (void)state;
  tr_store *store = NULL;
  tr_store_error error = {""};
  const tr_store_options options = {"postgresql:///x?host=/nowhere/at/all",
                                    NULL, TR_STORE_MAKE};
  assert_int_equal(tr_store_open(&options, &store, &error), TR_EIO);
  assert_null(store);
  assert_non_null(strstr(error.text, "cannot open the store"));
  const tr_store_options secret = {"postgresql://u:hush@localhost/x", NULL,
                                   TR_STORE_MAKE};
  assert_int_equal(tr_store_open(&secret, &store, &error), TR_ERANGE);
  assert_null(strstr(error.text, "hush"));
}

static void lets_one_write_and_others_beside(void **state) {
  (void)state;
  place one, two;
  server_open(&one);
  server_open(&two);
  run_sql(&two, "SET lock_timeout = '50ms'");
  assert_int_equal(tr_store_begin(one.store), TR_OK);
  assert_int_equal(tr_store_begin(two.store), TR_EIO);
  assert_non_null(strstr(tr_store_message(two.store), "in use"));
  /* what failed to begin is no transaction */
  assert_int_equal(number_of(&two, "SELECT count(*) FROM file"), 0);
  assert_int_equal(tr_store_begin_beside(two.store), TR_OK);
  assert_int_equal(tr_store_commit(two.store), TR_OK);
  assert_int_equal(tr_store_commit(one.store), TR_OK);
  assert_int_equal(tr_store_begin(two.store), TR_OK);
  tr_store_rollback(two.store);
  place_close(&one);
  place_close(&two);
}

static void takes_no_failure_for_a_commit(void **state) {
  (void)state;
  place at;
  server_open(&at);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_not_equal(tr_store_execute(at.store, "SELECT nonsense"), TR_OK);
  assert_int_not_equal(tr_store_commit(at.store), TR_OK);
  assert_int_equal(number_of(&at, "SELECT 7"), 7);
  place_close(&at);
}

static void tells_of_a_lost_connection(void **state) {
  (void)state;
  place one, two;
  server_open(&one);
  server_open(&two);
  const int64_t who = number_of(&one, "SELECT pg_backend_pid()");
  const tr_cell value = tr_cell_integer(who);
  assert_int_equal(
      tr_store_run(two.store, "SELECT pg_terminate_backend($1)::int", &value, 1,
                   NULL),
      TR_OK);
  tr_status status = TR_OK;
  for (int i = 0; i < 100 && status == TR_OK; i++)
    status =
        tr_store_run(one.store, "SELECT count(*) FROM file", NULL, 0, NULL);
  assert_int_equal(status, TR_EIO);
  assert_non_null(strstr(tr_store_message(one.store), "lost the connection"));
  place_close(&one);
  place_close(&two);
}

static void finds_its_schema_and_no_other(void **state) {
  (void)state;
  place at;
  tr_store_about about;
  int64_t version = 0;
  server_open(&at);
  assert_int_equal(tr_store_version(at.store, &version), TR_OK);
  assert_true(version >= 2);
  tr_store_about_it(at.store, &about);
  assert_non_null(strstr(about.engine, "PostgreSQL 1"));
  run_sql(&at, "CREATE SCHEMA other; SET search_path = other");
  assert_int_equal(tr_store_version(at.store, &version), TR_OK);
  assert_int_equal(version, 0);
  run_sql(&at, "DROP SCHEMA other");
  place_close(&at);
}

int main(void) {
  if (server_missing()) return 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_what_a_code_means),
      cmocka_unit_test(says_where_nobody_answers),
      cmocka_unit_test(lets_one_write_and_others_beside),
      cmocka_unit_test(takes_no_failure_for_a_commit),
      cmocka_unit_test(tells_of_a_lost_connection),
      cmocka_unit_test(finds_its_schema_and_no_other)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
