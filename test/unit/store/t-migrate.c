/* Tests of src/store/migrate.c: forward, whole, and not beyond. */
#include "store/migrate.h"
#include "store_test.h"

static int64_t version_of(place *at) {
  int64_t version = -1;
  assert_int_equal(tr_store_version(at->store, &version), TR_OK);
  return version;
}

static void puts_words_of_the_dialect(void **state) {
  (void)state;
  static const tr_store_word dialect[] = {{"@bytes", "BYTEA"}, {NULL, NULL}};
  tr_buf out;
  tr_buf_init(&out, 1000);
  tr_migration_translate("a @bytes, b @other, c@", dialect, &out);
  assert_true(tr_str_eq(tr_buf_str(&out), TR_STR("a BYTEA, b @other, c@")));
  tr_buf_done(&out);
}

static void takes_each_step_once(void **state) {
  (void)state;
  static const tr_migration steps[] = {
      {1, "0001-a", "the first is there already"},
      {2, "0002-b", "so is the second"},
      {3, "0003-c", "CREATE TABLE b (x @integer) @strict;"},
      {4, "0004-d", "ALTER TABLE b ADD COLUMN y @bytes;"}};
  place at;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(tr_migration_count, 2);
  assert_int_equal(version_of(&at), 2);
  assert_int_equal(tr_migrate_look(at.store, 4), TR_EVERSION);
  assert_non_null(strstr(tr_store_message(at.store), "rebuild"));
  assert_int_equal(tr_migrate(at.store, steps, 4), TR_OK);
  assert_int_equal(version_of(&at), 4);
  assert_int_equal(tr_migrate(at.store, steps, 4), TR_OK);
  assert_int_equal(number_of(&at, "SELECT count(y) FROM b"), 0);
  /* an older program meets it */
  assert_int_equal(tr_migrate(at.store, steps, 3), TR_EVERSION);
  assert_non_null(strstr(tr_store_message(at.store), "newer traction"));
  assert_int_equal(tr_migrate_look(at.store, 3), TR_EVERSION);
  place_close(&at);
  assert_int_equal(place_open_as(&at, TR_STORE_USE), TR_EVERSION);
  assert_int_equal(place_open_as(&at, TR_STORE_LOOK), TR_EVERSION);
  place_end(&at);
}

static void leaves_no_half_step(void **state) {
  (void)state;
  static const tr_migration steps[] = {
      {1, "0001-a", ""},
      {2, "0002-b", ""},
      {3, "0003-c", "CREATE TABLE b (x INTEGER); CREATE TABLE line (y TEXT);"}};
  static const tr_migration mended[] = {
      {1, "0001-a", ""},
      {2, "0002-b", ""},
      {3, "0003-c", "CREATE TABLE b (x INTEGER);"}};
  place at;
  place_begin(&at);
  place_open(&at);
  assert_int_not_equal(tr_migrate(at.store, steps, 3), TR_OK);
  assert_int_equal(version_of(&at), 2);
  assert_int_equal(
      number_of(&at, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
  assert_int_equal(tr_migrate(at.store, mended, 3), TR_OK);
  assert_int_equal(version_of(&at), 3);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(puts_words_of_the_dialect),
      cmocka_unit_test(takes_each_step_once),
      cmocka_unit_test(leaves_no_half_step)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
