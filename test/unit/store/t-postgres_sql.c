/* Tests of src/store/postgres_sql.c: parameters, and which way a statement
 * goes. */
#include "store/postgres_sql.h"
#include "store_test.h"

static void gives_parameters_a_type(void **state) {
  (void)state;
  tr_postgres_sql sql;
  assert_int_equal(
      tr_postgres_sql_read("SELECT a FROM t WHERE a = $1 AND ($2 IS NULL OR b "
                           ">= $2) AND ($2 IS NULL OR c <= $2)",
                           &sql),
      TR_OK);
  assert_string_equal(sql.text.p,
                      "SELECT a FROM t WHERE a = $1 AND ($2::boolean OR b >= "
                      "$3) AND ($2::boolean OR c <= $3)");
  assert_int_equal(sql.count, 3);
  assert_int_equal(sql.slots[0].parameter, 0);
  assert_false(sql.slots[0].asks_null);
  assert_int_equal(sql.slots[1].parameter, 1);
  assert_true(sql.slots[1].asks_null);
  assert_int_equal(sql.slots[2].parameter, 1);
  assert_false(sql.slots[2].asks_null);
  assert_int_equal(sql.entry.n, 0);
  assert_false(sql.many);
  tr_postgres_sql_done(&sql);
  assert_int_equal(
      tr_postgres_sql_read("SELECT 'it''s $1' WHERE $1 IS NOT NULL", &sql),
      TR_OK);
  assert_string_equal(sql.text.p, "SELECT 'it''s $1' WHERE (NOT $1::boolean)");
  tr_postgres_sql_done(&sql);
}

static void knows_what_copy_can_do(void **state) {
  (void)state;
  static const struct {
    const char *sql, *entry;
  } cases[] = {
      {"INSERT INTO t (a, b) VALUES ($1, $2)", "t (a, b)"},
      {"INSERT INTO t (a,b,c) VALUES ($1,$2,$3)", "t (a,b,c)"},
      {"INSERT INTO t (a, b) VALUES ($2, $1)", NULL},
      {"INSERT INTO t (a, b) VALUES ($1, 7)", NULL},
      {"INSERT INTO t (a, b) VALUES ($1, CAST($2 AS TEXT))", NULL},
      {"INSERT INTO t (a) VALUES ($1) RETURNING a", NULL},
      {"INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO NOTHING", NULL},
      {"INSERT INTO t VALUES ($1)", NULL},
      {"INSERT INTO t (a) SELECT $1", NULL},
      {"DELETE FROM t WHERE a = $1", NULL}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_postgres_sql sql;
    assert_int_equal(tr_postgres_sql_read(cases[i].sql, &sql), TR_OK);
    if (cases[i].entry == NULL)
      assert_int_equal(sql.entry.n, 0);
    else
      assert_string_equal(sql.entry.p, cases[i].entry);
    tr_postgres_sql_done(&sql);
  }
}

static void knows_what_has_many_rows(void **state) {
  (void)state;
  static const struct {
    const char *sql;
    bool many;
  } cases[] = {{"SELECT a FROM t ORDER BY a", true},
               {"SELECT a FROM t WHERE a = $1", false},
               {"SELECT a FROM t ORDER BY a LIMIT 1 FOR UPDATE", false},
               {"INSERT INTO t (a) SELECT b FROM u ORDER BY b", false},
               {"WITH x AS (SELECT 1) SELECT * FROM x ORDER BY 1", true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tr_postgres_sql sql;
    assert_int_equal(tr_postgres_sql_read(cases[i].sql, &sql), TR_OK);
    assert_true(sql.many == cases[i].many);
    tr_postgres_sql_done(&sql);
  }
}

static void has_limits(void **state) {
  (void)state;
  tr_postgres_sql sql;
  assert_int_equal(tr_postgres_sql_read("SELECT $97", &sql), TR_ELIMIT);
  tr_postgres_sql_done(&sql);
  assert_int_equal(tr_postgres_sql_read("SELECT $0", &sql), TR_ELIMIT);
  tr_postgres_sql_done(&sql);
  assert_int_equal(tr_postgres_sql_read("SELECT 'open", &sql), TR_OK);
  assert_string_equal(sql.text.p, "SELECT 'open");
  tr_postgres_sql_done(&sql);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(gives_parameters_a_type),
                                     cmocka_unit_test(knows_what_copy_can_do),
                                     cmocka_unit_test(knows_what_has_many_rows),
                                     cmocka_unit_test(has_limits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
