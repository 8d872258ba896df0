/* Tests of src/store/sqlite.c: what opens a file, and what is told of one that
 * is not good. */
#include "store/sqlite.h"
#include "store_test.h"

static void knows_libraries_that_lose_pages(void **state) {
  (void)state;
  assert_true(tr_sqlite_wal_is_safe(3006023));
  assert_false(tr_sqlite_wal_is_safe(3007000));
  assert_false(tr_sqlite_wal_is_safe(3040001));
  assert_false(tr_sqlite_wal_is_safe(3051002));
  assert_true(tr_sqlite_wal_is_safe(3051003));
  assert_true(tr_sqlite_wal_is_safe(3053004));
}

static void says_what_it_is(void **state) {
  (void)state;
  place at;
  tr_store_about about;
  struct stat status;
  place_begin(&at);
  place_open(&at);
  tr_store_about_it(at.store, &about);
  assert_non_null(strstr(about.engine, "SQLite 3."));
  if (tr_sqlite_engine.encrypts) {
    /* the pinned sources, to the letter */
    assert_non_null(strstr(about.engine, "SQLite 3.53.4"));
    assert_string_equal(
        about.source,
        "2026-07-24 19:02:57 "
        "bf7c7f30031888f4e796e429ab3978879485813aaca6f641c7b33e4e09459bcc");
    assert_string_equal(about.journal, "write-ahead log");
    assert_non_null(strstr(about.cipher, "SQLCipher 4"));
  }
  assert_int_equal(stat(at.path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  assert_int_equal(number_of(&at, "PRAGMA synchronous"), 2);
  assert_int_equal(number_of(&at, "PRAGMA foreign_keys"), 1);
  assert_int_equal(number_of(&at, "PRAGMA application_id"), 0x54524354);
  place_end(&at);
}

static void wants_the_right_key(void **state) {
  (void)state;
  place at;
  char head[16] = "";
  if (!tr_sqlite_engine.encrypts) skip();
  place_begin(&at);
  place_open(&at);
  place_close(&at);
  const int descriptor = open(at.path, O_RDONLY);
  assert_int_equal(read(descriptor, head, 15), 15);
  close(descriptor);
  assert_string_not_equal(head, "SQLite format 3");
  at.key.text[63] = 'b';
  assert_int_equal(place_open_as(&at, TR_STORE_USE), TR_ENOTFOUND);
  assert_non_null(strstr(at.error.text, "the key does not open"));
  assert_null(strstr(at.error.text, at.key.text));
  at.key.text[63] = 'a';
  assert_int_equal(place_open_as(&at, TR_STORE_USE), TR_OK);
  place_end(&at);
}

static void tells_of_what_is_no_store(void **state) {
  (void)state;
  static const char plain[] = "SQLite format 3\0 and more";
  static const char other[] = "this is a letter, and no store at all";
  place at;
  place_begin(&at);
  assert_int_equal(place_open_as(&at, TR_STORE_USE), TR_ENOTFOUND);
  assert_non_null(strstr(at.error.text, "there is no store"));
  assert_int_equal(access(at.path, F_OK), -1);
  for (int i = 0; i < 2; i++) {
    const int made = open(at.path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const ssize_t put = i == 0 ? write(made, plain, sizeof plain)
                               : write(made, other, sizeof other);
    assert_true(put > 0);
    close(made);
    assert_int_not_equal(place_open_as(&at, TR_STORE_MAKE), TR_OK);
    assert_non_null(strstr(at.error.text, at.path));
  }
  place_end(&at);
}

static void fault(void *context, const char *what) {
  int *count = context;
  assert_true(strlen(what) > 0);
  ++*count;
}

static void finds_a_changed_page(void **state) {
  (void)state;
  place at;
  int faults = 0;
  struct stat status;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  assert_int_equal(tr_store_check(at.store, fault, &faults), TR_OK);
  assert_int_equal(faults, 0);
  place_close(&at);
  assert_int_equal(stat(at.path, &status), 0);
  const int descriptor = open(at.path, O_RDWR);
  char page[4096];
  const off_t middle = status.st_size / 2 / 4096 * 4096;
  assert_int_equal(pread(descriptor, page, sizeof page, middle), 4096);
  for (size_t i = 0; i < sizeof page; i++) page[i] = (char)(page[i] ^ 0x5A);
  assert_int_equal(pwrite(descriptor, page, sizeof page, middle), 4096);
  close(descriptor);
  place_open_as(&at, TR_STORE_LOOK);
  if (at.store != NULL) {
    assert_int_equal(tr_store_check(at.store, fault, &faults), TR_OK);
    assert_true(faults > 0);
  }
  place_end(&at);
}

static void copies_itself(void **state) {
  (void)state;
  place at;
  char path[160];
  struct stat status;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  snprintf(path, sizeof path, "%s/copy.db", at.folder);
  assert_int_equal(tr_store_copy(at.store, path), TR_OK);
  assert_int_equal(tr_store_copy(at.store, path), TR_EIO);
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  const int64_t claims = number_of(&at, "SELECT count(*) FROM claim");
  place_close(&at);
  const tr_store_options options = {path, &at.key, TR_STORE_LOOK};
  assert_int_equal(tr_store_open(&options, &at.store, &at.error), TR_OK);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM claim"), claims);
  assert_int_equal(tr_store_execute(at.store, "DELETE FROM line"), TR_EIO);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_libraries_that_lose_pages),
      cmocka_unit_test(says_what_it_is),
      cmocka_unit_test(wants_the_right_key),
      cmocka_unit_test(tells_of_what_is_no_store),
      cmocka_unit_test(finds_a_changed_page),
      cmocka_unit_test(copies_itself)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
