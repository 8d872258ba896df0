/* Tests of src/store/extract_note.c: the keys of notes, where they stand. */
#include "store_test.h"

static const char notes[] =
    "{\"id\":\"n1\",\"claim\":\"C1\",\"date_of_service\":\"2026-06-12\","
    "\"patient\":{\"id\":\"W1\",\"born\":\"1980-05-03\",\"sex\":\"F\"},"
    "\"author\":{\"npi\":\"1304177250\"}}\n"
    "this is no JSON\n"
    "{\"id\":\"n2\"}\n";

static void reads_keys(void **state) {
  (void)state;
  place at;
  place_begin(&at);
  place_open(&at);
  const tr_received received = receive_text(&at, TR_STR(notes));
  assert_int_equal(received.as, TR_RECEIVED_NEW);
  assert_int_equal(received.found.rows[TR_DERIVED_NOTE], 2);
  assert_int_equal(received.found.faults, 1);
  assert_int_equal(number_of(&at, "SELECT faults FROM file"), 1);
  assert_text(&at, "SELECT claim FROM note WHERE note = 'n1'", "C1");
  assert_text(&at, "SELECT author FROM note WHERE note = 'n1'", "1304177250");
  assert_text(&at, "SELECT patient_id FROM note WHERE note = 'n1'", "W1");
  assert_text(&at, "SELECT sex FROM note WHERE note = 'n1'", "F");
  assert_int_equal(number_of(&at, "SELECT day FROM note WHERE note = 'n1'"),
                   tr_day_of(2026, 6, 12));
  assert_int_equal(number_of(&at, "SELECT born FROM note WHERE note = 'n1'"),
                   tr_day_of(1980, 5, 3));
  assert_int_equal(number_of(&at, "SELECT line FROM note WHERE note = 'n2'"),
                   3);
  assert_int_equal(
      number_of(&at, "SELECT count(*) FROM note WHERE day IS NULL"), 1);
  const int64_t from =
      number_of(&at, "SELECT note_at FROM note WHERE note = 'n2'");
  assert_memory_equal(notes + from, "{\"id\":\"n2\"}", 11);
  assert_int_equal(
      number_of(&at, "SELECT note_size FROM note WHERE note = 'n2'"), 11);
  place_end(&at);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_keys)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
