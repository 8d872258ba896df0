/* Tests of src/store/verify.c: each kind of damage is found and named. */
#include "store/verify.h"
#include "store_test.h"

/** What was told last. */
typedef struct told {
  char text[512];
} told;

static void wrong(void *context, const char *what) {
  told *last = context;
  snprintf(last->text, sizeof last->text, "%s", what);
}

static tr_verified verified(place *at, told *last) {
  tr_verified found;
  const tr_verify_events events = {last, wrong, NULL};
  last->text[0] = '\0';
  if (tr_verify(at->store, &events, &found) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
  return found;
}

static void begin(place *at) {
  place_begin(at);
  place_open(at);
  receive_file(at, MORNING);
  receive_file(at, REMIT);
  receive_file(at, NOTES);
}

static void finds_nothing_in_a_good_one(void **state) {
  (void)state;
  place at;
  told last;
  begin(&at);
  const tr_verified found = verified(&at, &last);
  assert_true(tr_verified_good(&found));
  assert_int_equal(found.files, 3);
  assert_true(found.bytes > 10000);
  assert_string_equal(last.text, "");
  place_end(&at);
}

static void finds_other_rows(void **state) {
  (void)state;
  static const char *const harms[][2] = {
      {"UPDATE claim SET total = total + 1 WHERE id % 7 = 3", "claim"},
      {"DELETE FROM line WHERE number = 2", "line"},
      {"UPDATE adjustment SET amount = 5 WHERE number = 1", "adjustment"},
      {"UPDATE note SET claim = 'X' WHERE line = 2", "note"}};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
    place at;
    told last;
    char table[64];
    begin(&at);
    assert_int_equal(tr_store_execute(at.store, harms[i][0]), TR_OK);
    const tr_verified found = verified(&at, &last);
    assert_false(tr_verified_good(&found));
    assert_int_equal(found.differing, 1);
    snprintf(table, sizeof table, "the table %s", harms[i][1]);
    assert_non_null(strstr(last.text, table));
    place_end(&at);
  }
}

static void finds_other_bytes(void **state) {
  (void)state;
  static const char *const harms[] = {
      "UPDATE file SET sha256 = 'ab' || substr(sha256, 3) WHERE id = 2",
      "DELETE FROM piece WHERE file = 2 AND number = 0",
      "UPDATE piece SET body = substr(body, 1, 30) WHERE file = 2"};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
    place at;
    told last;
    begin(&at);
    assert_int_equal(tr_store_execute(at.store, harms[i]), TR_OK);
    const tr_verified found = verified(&at, &last);
    assert_int_equal(found.damaged, 1);
    assert_int_equal(found.files, 3);
    assert_non_null(strstr(last.text, "file 2"));
    place_end(&at);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_nothing_in_a_good_one),
      cmocka_unit_test(finds_other_rows), cmocka_unit_test(finds_other_bytes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
