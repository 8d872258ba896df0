/* Tests of src/store/postgres_statement.c: values there and back, many rows,
 * questions within questions. */
#include "server_test.h"

/* The first value of the first row, its text copied. */
static tr_cell first_of(place *at, const char *sql, const tr_cell *values,
                        unsigned count) {
  static char text[4096];
  tr_statement *rows = NULL;
  bool row = false;
  if (tr_statement_new(at->store, sql, &rows) != TR_OK ||
      tr_statement_start(rows, values, count) != TR_OK ||
      tr_statement_step(rows, &row) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
  assert_true(row);
  assert_int_equal(tr_statement_columns(rows), 1);
  tr_cell found = tr_statement_value(rows, 0);
  assert_true(found.text.n < sizeof text);
  if (found.text.n > 0) memcpy(text, found.text.p, found.text.n);
  found.text.p = text;
  tr_statement_free(rows);
  return found;
}

static void reads_numbers_of_each_kind(void **state) {
  (void)state;
  static const struct {
    const char *sql;
    int64_t number;
  } cases[] = {{"SELECT 1 = 1", 1},
               {"SELECT (-7)::smallint", -7},
               {"SELECT -70000", -70000},
               {"SELECT (-9223372036854775807 - 1)::bigint", INT64_MIN},
               {"SELECT 0::numeric", 0},
               {"SELECT 10000::numeric", 10000},
               {"SELECT -120000034::numeric", -120000034},
               {"SELECT 9223372036854775807::numeric", INT64_MAX},
               {"SELECT -9223372036854775808::numeric", INT64_MIN},
               {"SELECT sum(x) FROM (VALUES (5::bigint), (6)) AS t (x)", 11}};
  static const char *const nothing[] = {
      "SELECT NULL",
      "SELECT 9223372036854775808::numeric",
      "SELECT 1.5",
      "SELECT 'NaN'::numeric",
      "SELECT 1e30::numeric",
      "SELECT 1.5::double precision",
      "SELECT sum(x) FROM (VALUES (1::bigint)) AS t (x) WHERE x > 1"};
  place at;
  server_open(&at);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const tr_cell found = first_of(&at, cases[i].sql, NULL, 0);
    assert_int_equal(found.kind, TR_CELL_INTEGER);
    assert_true(found.integer == cases[i].number);
  }
  for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
    assert_int_equal(first_of(&at, nothing[i], NULL, 0).kind, TR_CELL_NULL);
  place_close(&at);
}

static void gives_values_a_type(void **state) {
  (void)state;
  place at;
  server_open(&at);
  const tr_cell number = tr_cell_integer(-40), none = tr_cell_null();
  const tr_cell text = tr_cell_text(TR_STR("caf\xC3\xA9"));
  const tr_cell bytes = tr_cell_bytes((tr_str){"\0\1", 2});
  const tr_cell odd = tr_cell_text(TR_STR("a\xFF"));
  assert_int_equal(first_of(&at, "SELECT $1::bigint - 1", &number, 1).integer,
                   -41);
  assert_int_equal(first_of(&at, "SELECT $1 - 1", &number, 1).integer, -41);
  assert_true(
      tr_str_eq(first_of(&at, "SELECT CAST($1 AS TEXT)", &number, 1).text,
                TR_STR("-40")));
  assert_true(tr_str_eq(first_of(&at, "SELECT $1::text", &text, 1).text,
                        TR_STR("caf\xC3\xA9")));
  assert_int_equal(first_of(&at, "SELECT $1::bytea", &bytes, 1).text.n, 2);
  /* as it would have been kept */
  assert_true(tr_str_eq(first_of(&at, "SELECT $1::text", &odd, 1).text,
                        TR_STR("a\\xff")));
  assert_int_equal(
      first_of(&at, "SELECT count(*) WHERE $1 IS NULL OR 7 > $1", &none, 1)
          .integer,
      1);
  assert_int_equal(
      first_of(&at, "SELECT count(*) WHERE $1 IS NOT NULL AND -7 > $1", &number,
               1)
          .integer,
      1);
  tr_statement *one = NULL;
  assert_int_equal(tr_statement_new(at.store, "SELECT $1::bigint", &one),
                   TR_OK);
  assert_int_equal(tr_statement_start(one, &text, 1), TR_ERANGE);
  tr_statement_free(one);
  place_close(&at);
}

#define MANY                                                           \
  "SELECT i, i * 2 FROM generate_series(1, 2500) AS s (i) WHERE i >= " \
  "$1 ORDER BY i"

/* All rows of a question, with another one asked at each 500th. */
static int64_t count_nested(place *at, int depth, int64_t from) {
  tr_statement *rows = NULL;
  const tr_cell value = tr_cell_integer(from);
  int64_t count = 0;
  bool row = false;
  assert_int_equal(tr_statement_new(at->store, MANY, &rows), TR_OK);
  assert_int_equal(tr_statement_start(rows, &value, 1), TR_OK);
  assert_int_equal(tr_statement_step(rows, &row), TR_OK);
  while (row) {
    assert_int_equal(tr_statement_value(rows, 0).integer, from + count);
    assert_int_equal(tr_statement_value(rows, 1).integer, 2 * (from + count));
    if (++count % 500 == 0 && depth > 0)
      assert_int_equal(count_nested(at, depth - 1, 501), 2000);
    assert_int_equal(tr_statement_step(rows, &row), TR_OK);
  }
  assert_int_equal(tr_statement_step(rows, &row), TR_OK);
  assert_false(row);
  tr_statement_free(rows);
  return count;
}

static void reads_many_rows_within_others(void **state) {
  (void)state;
  place at;
  server_open(&at);
  assert_int_equal(count_nested(&at, 1, 1), 2500);
  assert_int_equal(count_nested(&at, 0, 1501), 1000); /* all at once */
  assert_int_equal(count_nested(&at, 0, 2501), 0);
  assert_int_equal(tr_store_begin(at.store), TR_OK);
  assert_int_equal(count_nested(&at, 1, 1), 2500);
  assert_int_equal(tr_store_commit(at.store), TR_OK);
  assert_int_equal(
      number_of(&at, "SELECT count(*) FROM pg_cursors WHERE name <> ''"), 0);
  place_close(&at);
}

static void ends_before_the_last_row(void **state) {
  (void)state;
  place at;
  tr_statement *rows = NULL;
  const tr_cell one = tr_cell_integer(1);
  bool row = false;
  server_open(&at);
  assert_int_equal(tr_statement_new(at.store, MANY, &rows), TR_OK);
  for (int i = 0; i < 4; i++) {
    const bool within = i % 2 != 0;
    if (within) assert_int_equal(tr_store_begin(at.store), TR_OK);
    assert_int_equal(tr_statement_start(rows, &one, 1), TR_OK);
    assert_int_equal(tr_statement_step(rows, &row), TR_OK);
    assert_true(row);
    if (i == 3) {
      tr_store_rollback(at.store); /* the cursor goes with it */
      assert_int_equal(tr_store_begin(at.store), TR_OK);
    }
    tr_statement_stop(rows);
    if (within) assert_int_equal(tr_store_commit(at.store), TR_OK);
  }
  assert_int_equal(
      number_of(&at, "SELECT count(*) FROM pg_cursors WHERE name <> ''"), 0);
  tr_statement_free(rows);
  place_close(&at);
}

int main(void) {
  if (server_missing()) return 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_numbers_of_each_kind),
      cmocka_unit_test(gives_values_a_type),
      cmocka_unit_test(reads_many_rows_within_others),
      cmocka_unit_test(ends_before_the_last_row)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
