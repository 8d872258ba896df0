/* Tests of src/store/receive.c: new, known, refused; and made anew. */
#include "store_test.h"

static void takes_a_file_once(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  const tr_received first = receive_file(&at, MORNING);
  assert_int_equal(first.as, TR_RECEIVED_NEW);
  assert_int_equal(first.id, 1);
  const tr_received again = receive_file(&at, MORNING);
  assert_int_equal(again.as, TR_RECEIVED_KNOWN);
  assert_int_equal(again.id, 1);
  assert_string_equal(again.sha256, first.sha256);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM file"), 1);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM claim"), 18);
  assert_int_equal(number_of(&at, "SELECT min(id) FROM claim"),
                   (1 << TR_KEPT_SHIFT) + 1);
  assert_text(&at, "SELECT received FROM file", NOW);
  place_end(&at);
}

static void refuses_without_a_trace(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  assert_int_equal(receive_text(&at, TR_STR("Dear Sir")).as,
                   TR_RECEIVED_REFUSED);
  assert_int_equal(receive_text(&at, TR_STR("{\"id\":")).as,
                   TR_RECEIVED_REFUSED);
  assert_int_equal(receive_text(&at, TR_STR("")).as, TR_RECEIVED_REFUSED);
  assert_int_equal(receive_file(&at, "test/conformance/clean/276.x12").as,
                   TR_RECEIVED_REFUSED);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM file"), 0);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM piece"), 0);
  /* the number of a refused file is free */
  assert_int_equal(receive_file(&at, NOTES).id, 1);
  place_end(&at);
}

static void files_done(void *context, uint64_t file, uint64_t all) {
  uint64_t *last = context;
  assert_int_equal(file, *last + 1);
  assert_int_equal(all, 3);
  *last = file;
}

static void makes_rows_anew(void **state) {
  (void)state;
  place at;
  uint64_t last = 0;
  place_begin(&at);
  place_open(&at);
  receive_file(&at, MORNING);
  receive_file(&at, NOTES);
  receive_file(&at, REMIT);
  const int64_t lines = number_of(&at, "SELECT count(*) FROM line");
  const int64_t faults = number_of(&at, "SELECT sum(faults) FROM file");
  assert_int_equal(tr_store_execute(at.store,
                                    "DELETE FROM diagnosis; DELETE FROM line; "
                                    "UPDATE claim SET total = 1; "
                                    "UPDATE file SET faults = 99; "
                                    "UPDATE about SET value = '0' "
                                    "WHERE name = 'deriver'"),
                   TR_OK);
  assert_int_equal(tr_derived_is_current(at.store), TR_EVERSION);
  assert_non_null(strstr(tr_store_message(at.store), "rebuild"));
  assert_int_equal(tr_rebuild(at.store, files_done, &last), TR_OK);
  assert_int_equal(last, 3);
  assert_int_equal(tr_derived_is_current(at.store), TR_OK);
  assert_int_equal(number_of(&at, "SELECT count(*) FROM line"), lines);
  assert_int_equal(
      number_of(&at, "SELECT total FROM claim WHERE control = '26463772'"),
      14100);
  assert_int_equal(number_of(&at, "SELECT sum(faults) FROM file"), faults);
  place_end(&at);
}

static void stamps_as_iso_8601(void **state) {
  (void)state;
  char now[TR_KEPT_TIME];
  tr_received_now(now);
  assert_int_equal(strlen(now), TR_KEPT_TIME - 1);
  assert_int_equal(now[10], 'T');
  assert_int_equal(now[19], 'Z');
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(takes_a_file_once),
                                     cmocka_unit_test(refuses_without_a_trace),
                                     cmocka_unit_test(makes_rows_anew),
                                     cmocka_unit_test(stamps_as_iso_8601)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
