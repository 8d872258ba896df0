/* Tests of src/input/note_fields.c: what is a fault, and where. */
#include "note_helper.h"

#include "base/region.h"
#include "input/note_fields.h"

typedef struct fault_row {
  const char *text;
  tr_note_fault_kind kind;
  const char *pointer, *value;
} fault_row;

static void a_wrong_type_is_a_fault_with_its_pointer(void **state) {
  (void)state;
  static const fault_row rows[] = {
      {"{\"claim\":26463774}", TR_NOTE_FAULT_WANT_TEXT, "/claim", "26463774"},
      {"{\"id\":{}}", TR_NOTE_FAULT_WANT_TEXT, "/id", "{}"},
      {"{\"plan\":[\"a\"]}", TR_NOTE_FAULT_WANT_TEXT, "/plan", "[\"a\"]"},
      {"{\"subjective\":true}", TR_NOTE_FAULT_WANT_TEXT, "/subjective", "true"},
      {"{\"patient\":\"p-77\"}", TR_NOTE_FAULT_WANT_OBJECT, "/patient",
       "\"p-77\""},
      {"{\"patient\":{\"weight\":172}}", TR_NOTE_FAULT_WANT_OBJECT,
       "/patient/weight", "172"},
      {"{\"patient\":{\"weight\":{\"value\":\"172\"}}}",
       TR_NOTE_FAULT_WANT_NUMBER, "/patient/weight/value", "\"172\""},
      {"{\"patient\":{\"born\":\"05/02/1979\"}}", TR_NOTE_FAULT_WANT_DATE,
       "/patient/born", "\"05/02/1979\""},
      {"{\"date_of_service\":\"2026-02-30\"}", TR_NOTE_FAULT_WANT_DATE,
       "/date_of_service", "\"2026-02-30\""},
      {"{\"date_of_service\":20260612}", TR_NOTE_FAULT_WANT_DATE,
       "/date_of_service", "20260612"},
      {"{\"signed_at\":\"on Friday\"}", TR_NOTE_FAULT_WANT_STAMP, "/signed_at",
       "\"on Friday\""},
      {"{\"signed_at\":true}", TR_NOTE_FAULT_WANT_STAMP, "/signed_at", "true"},
      {"{\"services\":{}}", TR_NOTE_FAULT_WANT_ARRAY, "/services", "{}"},
      {"{\"services\":\"traction\"}", TR_NOTE_FAULT_WANT_ARRAY, "/services",
       "\"traction\""},
      {"{\"services\":[\"traction\"]}", TR_NOTE_FAULT_WANT_OBJECT,
       "/services/0", "\"traction\""},
      {"{\"services\":[null]}", TR_NOTE_FAULT_WANT_OBJECT, "/services/0",
       "null"},
      {"{\"services\":[{},{\"force\":60}]}", TR_NOTE_FAULT_WANT_OBJECT,
       "/services/1/force", "60"},
      {"{\"services\":[{\"force\":{\"value\":\"60\"}}]}",
       TR_NOTE_FAULT_WANT_NUMBER, "/services/0/force/value", "\"60\""},
      {"{\"services\":[{\"force\":{\"unit\":1}}]}", TR_NOTE_FAULT_WANT_TEXT,
       "/services/0/force/unit", "1"},
      {"{\"services\":[{\"minutes\":12345678901234567890}]}",
       TR_NOTE_FAULT_NUMBER_RANGE, "/services/0/minutes",
       "12345678901234567890"},
      {"{\"services\":[{\"minutes\":1e99}]}", TR_NOTE_FAULT_NUMBER_RANGE,
       "/services/0/minutes", "1e99"},
      {"{\"services\":[{\"start\":\"10 am\"}]}", TR_NOTE_FAULT_WANT_TIME,
       "/services/0/start", "\"10 am\""},
      {"{\"services\":[{\"start\":1002}]}", TR_NOTE_FAULT_WANT_TIME,
       "/services/0/start", "1002"},
      {"{\"services\":[{\"primary\":\"yes\"}]}", TR_NOTE_FAULT_WANT_FLAG,
       "/services/0/primary", "\"yes\""},
      {"{\"services\":[{\"primary\":1}]}", TR_NOTE_FAULT_WANT_FLAG,
       "/services/0/primary", "1"},
      {"{\"services\":[{\"areas\":\"lumbar\"}]}", TR_NOTE_FAULT_WANT_ARRAY,
       "/services/0/areas", "\"lumbar\""},
      {"{\"services\":[{\"areas\":[\"lumbar\",5]}]}", TR_NOTE_FAULT_WANT_TEXT,
       "/services/0/areas/1", "5"},
      {"{\"services\":[{\"code\":97012}]}", TR_NOTE_FAULT_WANT_TEXT,
       "/services/0/code", "97012"},
      {"{\"segments\":[{\"part\":\"PAR\"}]}", TR_NOTE_FAULT_WANT_ARRAY,
       "/segments/0/part", "\"PAR\""},
      {"{\"segments\":[{\"part\":[\"P\",1]}]}", TR_NOTE_FAULT_WANT_TEXT,
       "/segments/0/part/1", "1"},
      {"{\"exam\":{\"separate_problem\":1}}", TR_NOTE_FAULT_WANT_TEXT,
       "/exam/separate_problem", "1"},
      {"{\"override\":\"TRN0201\"}", TR_NOTE_FAULT_WANT_ARRAY, "/override",
       "\"TRN0201\""},
      {"{\"plan_of_care\":[]}", TR_NOTE_FAULT_WANT_OBJECT, "/plan_of_care",
       "[]"},
      {"{\"plan_of_care\":{\"goals\":[{\"target\":\"20\"}]}}",
       TR_NOTE_FAULT_WANT_NUMBER, "/plan_of_care/goals/0/target", "\"20\""},
      {"{\"format\":\"traction-note/2\"}", TR_NOTE_FAULT_FORMAT, "/format",
       "\"traction-note/2\""},
  };
  read_note kept;
  open_note(&kept);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    assert_non_null(read_text(&kept, text));
    assert_int_equal(kept.fault_count, 1);
    assert_int_equal(kept.faults[0].kind, rows[i].kind);
    assert_string_equal(kept.faults[0].pointer, rows[i].pointer);
    assert_string_equal(kept.faults[0].value, rows[i].value);
    assert_int_equal(kept.faults[0].line, 3);
  }
  close_note(&kept);
}

static void the_rest_is_still_read(void **state) {
  (void)state;
  read_note kept;
  open_note(&kept);
  const tr_note *n = read_text(
      &kept,
      TR_STR(
          "{\"services\":[7,{\"force\":{\"value\":\"sixty\",\"unit\":\"lb\"},"
          "\"minutes\":15},{\"force\":60,\"areas\":7,\"minutes\":16}],"
          "\"plan\":5,\"plan_of_care\":\"none\",\"id\":\"n-9\"}"));
  assert_non_null(n);
  static const char *const pointers[] = {
      "/plan",
      "/services/0",
      "/services/1/force/value",
      "/services/2/areas",
      "/services/2/force",
      "/plan_of_care",
  };
  assert_int_equal(kept.fault_count, TR_COUNT(pointers));
  for (size_t i = 0; i < TR_COUNT(pointers); i++) {
    assert_string_equal(kept.faults[i].pointer, pointers[i]);
    assert_string_equal(kept.faults[i].id, "n-9");
  }
  assert_int_equal(n->plan.state, TR_FIELD_UNREADABLE);
  assert_int_equal(n->service_count, 2);
  const tr_service *s = &n->services[0];
  assert_int_equal(s->index, 1);
  assert_int_equal(s->force.state, TR_FIELD_UNREADABLE);
  assert_int_equal(s->force.number, 0);
  assert_int_equal(s->force_unit.state, TR_FIELD_KNOWN);
  assert_int_equal(s->minutes.number, 15000);
  assert_string_equal(s->self.pointer, "/services/1");
  s = &n->services[1];
  /* What an unreadable object would have held is unreadable, not missing. */
  assert_int_equal(s->force.state, TR_FIELD_UNREADABLE);
  assert_string_equal(s->force.pointer, "/services/2/force");
  assert_int_equal(s->areas.list.state, TR_FIELD_UNREADABLE);
  assert_int_equal(s->minutes.number, 16000);
  assert_int_equal(n->plan_of_care.state, TR_FIELD_UNREADABLE);
  assert_int_equal(n->plan_start.state, TR_FIELD_UNREADABLE);
  assert_int_equal(n->goal_list.state, TR_FIELD_UNREADABLE);
  assert_int_equal(n->diagnosis_list.state, TR_FIELD_ABSENT);
  close_note(&kept);
}

static void null_and_blank_are_absent(void **state) {
  (void)state;
  read_note kept;
  open_note(&kept);
  const tr_note *n = read_text(
      &kept, TR_STR("{\"id\":\"\",\"claim\":null,\"plan\":\" \\n\\t\","
                    "\"signed_at\":\"\",\"patient\":null,\"services\":null,"
                    "\"exam\":{\"separate_problem\":false},"
                    "\"pain\":{\"before\":null,\"after\":0},"
                    "\"diagnoses\":[]}"));
  assert_non_null(n);
  assert_int_equal(kept.fault_count, 0);
  assert_int_equal(n->id.state, TR_FIELD_ABSENT);
  assert_int_equal(n->claim.state, TR_FIELD_ABSENT);
  assert_string_equal(n->claim.pointer, "/claim");
  assert_int_equal(n->plan.state, TR_FIELD_ABSENT);
  assert_int_equal(n->signed_at.state, TR_FIELD_ABSENT);
  assert_int_equal(n->born.state, TR_FIELD_ABSENT);
  assert_string_equal(n->born.pointer, "/patient");
  assert_int_equal(n->service_list.state, TR_FIELD_ABSENT);
  assert_int_equal(n->pain_before.state, TR_FIELD_ABSENT);
  assert_int_equal(n->pain_after.state, TR_FIELD_KNOWN);
  assert_int_equal(n->pain_after.number, 0);
  assert_int_equal(n->separate_problem.state, TR_FIELD_KNOWN);
  assert_int_equal(n->separate_problem.number, 0);
  assert_int_equal(n->diagnosis_list.state, TR_FIELD_KNOWN);
  assert_int_equal(n->diagnosis_count, 0);
  close_note(&kept);
}

static void unknown_keys_and_words_are_no_faults(void **state) {
  (void)state;
  read_note kept;
  open_note(&kept);
  const tr_note *n = read_text(
      &kept,
      TR_STR("{\"id\":\"a\",\"room\":[7],\"services\":[{\"kind\":\"magic\","
             "\"areas\":[\"Back\",\"Spine\",\"\",\"lumbar\"],"
             "\"force\":{\"value\":60.0000,\"unit\":\"lbs\",\"x\":1},"
             "\"code\":\"97012-GP-59\"}],"
             "\"abn\":{\"signed\":true},"
             "\"exam\":{\"separate_problem\":\"new knee pain\"},"
             "\"prior_care\":{\"kinds\":[]}}"));
  assert_non_null(n);
  assert_int_equal(kept.fault_count, 0);
  const tr_service *s = &n->services[0];
  TR_ASSERT_STR(s->kind.text, "magic");
  assert_int_equal(s->kind.number, 0);
  TR_ASSERT_STR(s->force.text, "60.0000");
  assert_int_equal(s->force.number, 60000);
  TR_ASSERT_STR(s->force_unit.text, "lbs");
  assert_int_equal(s->code.state, TR_FIELD_KNOWN);
  assert_int_equal(s->code.number, 0);
  assert_int_equal(s->areas.count, 3);
  assert_int_equal(s->areas.vague_count, 2);
  assert_int_equal(s->areas.regions, TR_REGION_LUMBAR);
  TR_ASSERT_STR(s->areas.first_vague.text, "Back");
  assert_string_equal(s->areas.first_vague.pointer, "/services/0/areas/0");
  assert_int_equal(n->abn.state, TR_FIELD_KNOWN);
  assert_int_equal(n->abn.json, TR_NOTE_OBJECT);
  assert_int_equal(n->separate_problem.number, 1);
  TR_ASSERT_STR(n->separate_problem.text, "new knee pain");
  assert_int_equal(n->prior_care_kinds.state, TR_FIELD_KNOWN);
  assert_int_equal(n->prior_care_kinds.text.n, 0);
  close_note(&kept);
}

static void a_list_has_so_many_entries_only(void **state) {
  (void)state;
  char text[TR_NOTE_ENTRIES * 3 + 40];
  size_t n = (size_t)snprintf(text, sizeof text, "{\"services\":[");
  for (int i = 0; i <= TR_NOTE_ENTRIES; i++) {
    memcpy(text + n, "{},", 3);
    n += 3;
  }
  n--;
  memcpy(text + n, "]}", 2);
  n += 2;
  read_note kept;
  open_note(&kept);
  const tr_note *note = read_text(&kept, (tr_str){text, n});
  assert_non_null(note);
  assert_int_equal(note->service_count, TR_NOTE_ENTRIES);
  assert_int_equal(kept.fault_count, 1);
  assert_int_equal(kept.faults[0].kind, TR_NOTE_FAULT_ENTRIES);
  assert_string_equal(kept.faults[0].pointer, "/services");
  close_note(&kept);
}

TR_TESTS(cmocka_unit_test(a_wrong_type_is_a_fault_with_its_pointer),
         cmocka_unit_test(the_rest_is_still_read),
         cmocka_unit_test(null_and_blank_are_absent),
         cmocka_unit_test(unknown_keys_and_words_are_no_faults),
         cmocka_unit_test(a_list_has_so_many_entries_only))
