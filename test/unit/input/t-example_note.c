/* Tests of src/input/example_note.c. */
#include <json-c/json.h>

#include "example_helper.h"

/* Notes of an example; NULL where there is none. */
static struct json_object *notes_of(built *b, const char *text) {
  build(b, text);
  assert_no_error(&b->kept);
  if (!b->example.has_notes) return NULL;
  char *copy = malloc(b->example.notes.n + 1);
  assert_non_null(copy);
  memcpy(copy, b->example.notes.p, b->example.notes.n);
  copy[b->example.notes.n] = '\0';
  struct json_object *notes = json_tokener_parse(copy);
  free(copy);
  assert_non_null(notes);
  return notes;
}

static struct json_object *note_at(struct json_object *notes, size_t i) {
  return json_object_array_get_idx(notes, i);
}

/* A value of a note as JSON, by its pointer. */
static void assert_value(struct json_object *note, const char *pointer,
                         const char *json) {
  struct json_object *value = NULL;
  if (json_pointer_get(note, pointer, &value) != 0)
    fail_msg("no %s in %s", pointer, json_object_to_json_string(note));
  assert_string_equal(
      json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN), json);
}

static void supports_the_lines(void **state) {
  (void)state;
  static const struct {
    const char *text, *pointer, *json;
  } rows[] = {
      {"lines: [{code: 97012}]", "/services/0/kind", "\"traction\""},
      {"lines: [{code: 97012}]", "/services/0/areas", "[\"lumbar\"]"},
      {"lines: [{code: 97012}]", "/services/0/minutes", "15"},
      {"lines: [{code: 97012}]", "/services/0/device/kind",
       "\"motorized-table\""},
      {"lines: [{code: 97012, units: 3}]", "/services/0/minutes", "15"},
      {"lines: [{code: 97110, units: 3}]", "/services/0/minutes", "45"},
      {"lines: [{code: 97110}]", "/services/0/one_on_one", "true"},
      {"lines: [{code: 97012}, {code: 97110}]", "/services/0/start",
       "\"10:02\""},
      {"lines: [{code: 97012}, {code: 97110}]", "/services/0/end", "\"10:17\""},
      {"lines: [{code: 97012}, {code: 97110}]", "/services/1/start",
       "\"10:18\""},
      {"lines: [{code: 97012}, {code: 97110}]", "/services/1/kind",
       "\"exercise\""},
      {"lines: [{code: S9090}]", "/services/0/method", "\"decompression\""},
      {"diagnoses: [M54.2], lines: [{code: 97012}]", "/services/0/areas",
       "[\"cervical\"]"},
      {"diagnoses: [M54.2], lines: [{code: 97012}]", "/services/0/force/value",
       "20"},
      {"diagnoses: [M54.16, M25.511], lines: [{pointers: [2]}]",
       "/services/0/areas", "[\"shoulder\"]"},
      {"lines: [{code: 98940}]", "/services/0/areas", "[\"lumbar\"]"},
      {"lines: [{code: 98940}]", "/segments/0/adjusted", "true"},
      {"lines: [{code: 97012}]", "/segments/0/adjusted", "false"},
      {"diagnoses: [M99.01, M99.02, M99.03], lines: [{code: 98941}]",
       "/services/0/areas", "[\"cervical\",\"thoracic\",\"lumbar\"]"},
      {"diagnoses: [M99.01, M99.02, M99.03, M99.04], lines: [{code: 98940}]",
       "/services/0/areas", "[\"lumbar\",\"sacral\"]"},
      {"lines: [{code: 98942}]", "/services/0/areas",
       "[\"cervical\",\"thoracic\",\"lumbar\",\"sacral\",\"pelvic\"]"},
      {"lines: [{code: 98943}]", "/services/0/areas", "[\"shoulder\"]"},
      {"lines: [{code: 99213, modifiers: [25]}]", "/services/0/kind",
       "\"exam\""},
      {"lines: [{code: 98940, modifiers: [GA]}]", "/abn/signed",
       "\"2026-06-12\""},
      {"lines: [{}]", "/claim", "\"EX1000\""},
      {"lines: [{}]", "/author/npi", "\"1358634628\""},
      {"lines: [{}], rendering: none", "/author/npi", "\"1234567893\""},
      {"lines: [{}], patient: {born: 1980-01-02}", "/patient/born",
       "\"1980-01-02\""},
      {"lines: [{}], date: 2025-03-04", "/date_of_service", "\"2025-03-04\""},
      {"lines: [{}], date: 2025-03-04", "/signed_at",
       "\"2025-03-04T18:03:00-05:00\""},
      {"lines: [{}]", "/plan_of_care/start", "\"2026-06-01\""},
      {"lines: [{}], dates: {initial_treatment: 2026-06-05}",
       "/plan_of_care/start", "\"2026-06-05\""},
      {"lines: [{}]", "/plan_of_care/items/0/code", "\"97012\""},
      {"lines: [{}], note: {pain: {before: 9}}", "/pain/before", "9"},
      {"lines: [{}], note: {pain: {before: 9}}", "/pain/after", "4"},
      {"lines: [{}], note: {services: [{minutes: 8}]}", "/services/0/minutes",
       "8"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    built b;
    char text[512];
    snprintf(text, sizeof text, "{name: a, expect: none, %s}", rows[i].text);
    TR_ROW(i, tr_str_of(text));
    struct json_object *notes = notes_of(&b, text);
    assert_int_equal(json_object_array_length(notes), 1);
    assert_value(note_at(notes, 0), rows[i].pointer, rows[i].json);
    json_object_put(notes);
    tr_arena_done(&b.arena);
  }
}

static void one_note_a_day_and_claim(void **state) {
  (void)state;
  built b;
  struct json_object *notes = notes_of(
      &b,
      "{name: a, expect: none, lines: [{code: 97012}, {code: 98940}, {date: "
      "2026-06-14}], earlier: [{date: 2026-05-01, note: {id: mine}}], note: "
      "{plan: over}}");
  assert_int_equal(json_object_array_length(notes), 3);
  assert_value(note_at(notes, 0), "/claim", "\"EX1\"");
  assert_value(note_at(notes, 0), "/id", "\"mine\"");
  assert_value(note_at(notes, 1), "/plan", "\"over\"");
  assert_value(note_at(notes, 1), "/services/1/code", "\"98940\"");
  assert_value(note_at(notes, 2), "/date_of_service", "\"2026-06-14\"");
  assert_value(note_at(notes, 2), "/plan",
               "\"Go on twice a week, then examine again.\"");
  json_object_put(notes);
  tr_arena_done(&b.arena);
}

static void none_missing_twice_and_lists(void **state) {
  (void)state;
  built b;
  assert_null(notes_of(&b, "{name: a, expect: none, note: none}"));
  tr_arena_done(&b.arena);

  struct json_object *notes =
      notes_of(&b, "{name: a, expect: none, note: missing}");
  assert_int_equal(json_object_array_length(notes), 1);
  assert_value(note_at(notes, 0), "/claim", "\"EX2000\"");
  assert_value(note_at(notes, 0), "/date_of_service", "\"2026-06-10\"");
  assert_value(note_at(notes, 0), "/services/0/code", "\"97012\"");
  json_object_put(notes);
  tr_arena_done(&b.arena);

  notes = notes_of(&b, "{name: a, expect: none, note: twice}");
  assert_int_equal(json_object_array_length(notes), 2);
  assert_value(note_at(notes, 1), "/claim", "\"EX1000\"");
  assert_value(note_at(notes, 1), "/id", "\"n-2\"");
  json_object_put(notes);
  tr_arena_done(&b.arena);

  notes = notes_of(&b, "{name: a, expect: none, note: [{id: x}, {id: y}]}");
  assert_int_equal(json_object_array_length(notes), 2);
  assert_value(note_at(notes, 1), "/id", "\"y\"");
  json_object_put(notes);
  tr_arena_done(&b.arena);
}

static void raw_notes_stay_as_they_are(void **state) {
  (void)state;
  built b;
  build(&b, "{name: a, expect: none, notes: \"{\\\"id\\\": \"}");
  assert_int_equal(b.status, TR_OK);
  assert_true(b.example.has_notes);
  TR_ASSERT_STR(b.example.notes, "{\"id\": ");
  tr_arena_done(&b.arena);
}

TR_TESTS(cmocka_unit_test(supports_the_lines),
         cmocka_unit_test(one_note_a_day_and_claim),
         cmocka_unit_test(none_missing_twice_and_lists),
         cmocka_unit_test(raw_notes_stay_as_they_are))
