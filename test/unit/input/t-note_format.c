/* Tests of src/input/note_format.c: every key of test/note/example.json. */
#include "note_helper.h"

#include "base/region.h"

static char example[16384];

static const tr_note *read_example(read_note *kept) {
  FILE *file = fopen("test/note/example.json", "rb");
  assert_non_null(file);
  const size_t n = fread(example, 1, sizeof example, file);
  fclose(file);
  assert_true(n > 0 && n < sizeof example);
  open_note(kept);
  const tr_note *note = read_text(kept, (tr_str){example, n});
  assert_non_null(note);
  assert_int_equal(kept->fault_count, 0);
  return note;
}

static int64_t day(const char *text) {
  tr_day read;
  assert_int_equal(tr_day_read_iso(tr_str_of(text), &read), TR_OK);
  return read;
}

static int64_t code(const char *text) {
  return (int64_t)tr_code_pack(tr_str_of(text));
}

/* A field as it should be; a NULL text is not compared. */
typedef struct field_row {
  tr_note_field field;
  const char *pointer;
  const char *text;
  int64_t number;
  tr_field_state state;
} field_row;

static void assert_fields(const field_row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    TR_ROW(i, tr_str_of(rows[i].pointer));
    assert_int_equal(rows[i].field.state, rows[i].state);
    assert_non_null(rows[i].field.pointer);
    assert_string_equal(rows[i].field.pointer, rows[i].pointer);
    if (rows[i].text != NULL) TR_ASSERT_STR(rows[i].field.text, rows[i].text);
    assert_true(rows[i].field.number == rows[i].number);
  }
}

#define KNOWN TR_FIELD_KNOWN
#define ABSENT TR_FIELD_ABSENT

static void reads_the_head(void **state) {
  (void)state;
  read_note kept;
  const tr_note *n = read_example(&kept);
  assert_string_equal(n->file, "n.json");
  assert_int_equal(n->line, 3);
  const field_row rows[] = {
      {n->self, "", "", 0, KNOWN},
      {n->format, "/format", "traction-note/1", 0, KNOWN},
      {n->id, "/id", "n-1001", 0, KNOWN},
      {n->claim, "/claim", "26463774", 0, KNOWN},
      {n->patient_id, "/patient/id", "p-77", 0, KNOWN},
      {n->born, "/patient/born", "1979-05-02", day("1979-05-02"), KNOWN},
      {n->sex, "/patient/sex", "F", code("F"), KNOWN},
      {n->weight, "/patient/weight/value", "172", 172000, KNOWN},
      {n->weight_unit, "/patient/weight/unit", "lb", 1, KNOWN},
      {n->date_of_service, "/date_of_service", "2026-06-12", day("2026-06-12"),
       KNOWN},
      {n->author_npi, "/author/npi", "1358634628", 0, KNOWN},
      {n->author_name, "/author/name", "D. Adams", 0, KNOWN},
      {n->credentials, "/author/credentials", "DC", 0, KNOWN},
      {n->signed_at, "/signed_at", "2026-06-12T18:03:00-05:00",
       day("2026-06-12"), KNOWN},
      {n->subjective, "/subjective",
       "Low back pain into the left leg, 6 of 10, worse when sitting.", 0,
       KNOWN},
      {n->objective, "/objective", NULL, 0, KNOWN},
      {n->assessment, "/assessment", "Lumbar radiculopathy, improving.", 0,
       KNOWN},
      {n->plan, "/plan", "Continue twice a week.", 0, KNOWN},
      {n->pain_before, "/pain/before", "6", 6000, KNOWN},
      {n->pain_after, "/pain/after", "4", 4000, KNOWN},
      {n->exam, "/exam", "", 0, KNOWN},
      {n->separate_problem, "/exam/separate_problem", "", 0, ABSENT},
      {n->screened, "/contraindications_screened", "2026-06-12",
       day("2026-06-12"), KNOWN},
      {n->abn, "/abn", "", 0, ABSENT},
      {n->plan_of_care, "/plan_of_care", "", 0, KNOWN},
      {n->plan_start, "/plan_of_care/start", NULL, day("2026-06-01"), KNOWN},
      {n->plan_end, "/plan_of_care/end", NULL, day("2026-07-15"), KNOWN},
      {n->plan_visits, "/plan_of_care/visits", "12", 12000, KNOWN},
      {n->visit_number, "/plan_of_care/visit_number", "4", 4000, KNOWN},
      {n->re_exam_due, "/plan_of_care/re_exam_due", NULL, day("2026-07-01"),
       KNOWN},
      {n->phase, "/plan_of_care/phase", "active", 1, KNOWN},
      {n->prior_care_weeks, "/prior_care/weeks", "6", 6000, KNOWN},
      {n->prior_care_kinds, "/prior_care/kinds", "exercise medication", 0,
       KNOWN},
      {n->authorization_id, "/authorization/id", "A-9", 0, KNOWN},
      {n->authorization_from, "/authorization/from", NULL, day("2026-06-01"),
       KNOWN},
      {n->authorization_to, "/authorization/to", NULL, day("2026-08-31"),
       KNOWN},
      {n->authorization_visits, "/authorization/visits", "12", 12000, KNOWN},
      {n->service_list, "/services", "", 0, KNOWN},
      {n->diagnosis_list, "/diagnoses", "", 0, KNOWN},
      {n->segment_list, "/segments", "", 0, KNOWN},
      {n->outcome_list, "/outcomes", "", 0, KNOWN},
      {n->exam_finding_list, "/exam/findings", "", 0, KNOWN},
      {n->plan_item_list, "/plan_of_care/items", "", 0, KNOWN},
      {n->goal_list, "/plan_of_care/goals", "", 0, KNOWN},
      {n->override_list, "/override", "", 0, KNOWN},
      {n->addendum_list, "/addenda", "", 0, KNOWN},
  };
  assert_fields(rows, TR_COUNT(rows));
  close_note(&kept);
}

static void reads_services(void **state) {
  (void)state;
  read_note kept;
  const tr_note *n = read_example(&kept);
  assert_int_equal(n->service_count, 2);
  const tr_service *s = &n->services[0];
  assert_ptr_equal(s->note, n);
  assert_int_equal(s->index, 0);
  const field_row first[] = {
      {s->self, "/services/0", "", 0, KNOWN},
      {s->code, "/services/0/code", "", 0, ABSENT},
      {s->kind, "/services/0/kind", "traction", 2, KNOWN},
      {s->method, "/services/0/method", "mechanical", 1, KNOWN},
      {s->device_kind, "/services/0/device/kind", "motorized-table", 1, KNOWN},
      {s->device_name, "/services/0/device/name", "table 2", 0, KNOWN},
      {s->fda_cleared, "/services/0/device/fda_cleared", "true", 1, KNOWN},
      {s->areas.list, "/services/0/areas", "", 0, KNOWN},
      {s->areas.first_vague, "/services/0/areas", "", 0, ABSENT},
      {s->side, "/services/0/side", "", 0, ABSENT},
      {s->mode, "/services/0/mode", "intermittent", 2, KNOWN},
      {s->force, "/services/0/force/value", "60.5", 60500, KNOWN},
      {s->force_unit, "/services/0/force/unit", "lb", 1, KNOWN},
      {s->angle_degrees, "/services/0/angle_degrees", "25", 25000, KNOWN},
      {s->position, "/services/0/position", "supine", 1, KNOWN},
      {s->start, "/services/0/start", "10:02", 602000, KNOWN},
      {s->end, "/services/0/end", "10:17", 617000, KNOWN},
      {s->minutes, "/services/0/minutes", "15", 15000, KNOWN},
      {s->by, "/services/0/by", "DC", 1, KNOWN},
      {s->rationale, "/services/0/rationale", NULL, 0, KNOWN},
      {s->goal, "/services/0/goal", "g1", 0, KNOWN},
      {s->response, "/services/0/response", "leg pain 6 to 4", 0, KNOWN},
      {s->primary, "/services/0/primary", "true", 1, KNOWN},
      {s->one_on_one, "/services/0", "", 0, ABSENT},
      {s->precaution, "/services/0/precaution", "belt loosened", 0, KNOWN},
  };
  assert_fields(first, TR_COUNT(first));
  assert_int_equal(s->areas.regions, TR_REGION_LUMBAR | TR_REGION_SACRAL);
  assert_int_equal(s->areas.count, 2);
  assert_int_equal(s->areas.vague_count, 0);

  s = &n->services[1];
  assert_int_equal(s->index, 1);
  const field_row second[] = {
      {s->code, "/services/1/code", "97110", code("97110"), KNOWN},
      {s->kind, "/services/1/kind", "exercise", 5, KNOWN},
      {s->device_kind, "/services/1", "", 0, ABSENT},
      {s->force, "/services/1", "", 0, ABSENT},
      {s->areas.first_vague, "/services/1/areas/1", "back", 0, KNOWN},
      {s->one_on_one, "/services/1/one_on_one", "true", 1, KNOWN},
      {s->primary, "/services/1", "", 0, ABSENT},
  };
  assert_fields(second, TR_COUNT(second));
  assert_int_equal(s->areas.regions, TR_REGION_LUMBAR);
  assert_int_equal(s->areas.count, 2);
  assert_int_equal(s->areas.vague_count, 1);
  close_note(&kept);
}

static void reads_the_other_lists(void **state) {
  (void)state;
  read_note kept;
  const tr_note *n = read_example(&kept);
  assert_int_equal(n->diagnosis_count, 2);
  assert_int_equal(n->segment_count, 2);
  assert_int_equal(n->outcome_count, 1);
  assert_int_equal(n->exam_finding_count, 1);
  assert_int_equal(n->plan_item_count, 1);
  assert_int_equal(n->goal_count, 1);
  assert_int_equal(n->override_count, 1);
  assert_int_equal(n->addendum_count, 1);
  const tr_note_diagnosis *d = n->diagnoses;
  const tr_note_segment *g = n->segments;
  const tr_note_outcome *o = n->outcomes;
  const tr_exam_finding *x = n->exam_findings;
  const tr_plan_item *i = n->plan_items;
  const tr_goal *t = n->goals;
  const tr_override *v = n->overrides;
  const tr_addendum *a = n->addenda;
  const field_row rows[] = {
      {d[0].code, "/diagnoses/0/code", "M99.03", code("M9903"), KNOWN},
      {d[0].status, "/diagnoses/0/status", "active", 1, KNOWN},
      {d[1].code, "/diagnoses/1/code", "m54.16", code("M5416"), KNOWN},
      {d[1].status, "/diagnoses/1", "", 0, ABSENT},
      {g[0].self, "/segments/0", "", 0, KNOWN},
      {g[0].level, "/segments/0/level", "L5", 25, KNOWN},
      {g[0].region, "/segments/0/region", "lumbar", 0, KNOWN},
      {g[0].part, "/segments/0/part", "P A R", 0, KNOWN},
      {g[0].pain, "/segments/0/part", "", 1, KNOWN},
      {g[0].asymmetry, "/segments/0/part", "", 1, KNOWN},
      {g[0].range, "/segments/0/part", "", 1, KNOWN},
      {g[0].tissue, "/segments/0/part", "", 0, KNOWN},
      {g[0].adjusted, "/segments/0/adjusted", "true", 1, KNOWN},
      {g[1].level, "/segments/1/level", "C0", 1, KNOWN},
      {g[1].region, "/segments/1", "", 0, ABSENT},
      {g[1].tissue, "/segments/1/part", "", 1, KNOWN},
      {g[1].adjusted, "/segments/1/adjusted", "false", 0, KNOWN},
      {o[0].instrument, "/outcomes/0/instrument", "ODI", 1, KNOWN},
      {o[0].score, "/outcomes/0/score", "38", 38000, KNOWN},
      {o[0].max, "/outcomes/0/max", "100", 100000, KNOWN},
      {o[0].date, "/outcomes/0/date", NULL, day("2026-06-01"), KNOWN},
      {x[0].test, "/exam/findings/0/test", "straight leg raise", 0, KNOWN},
      {x[0].side, "/exam/findings/0/side", "left", 1, KNOWN},
      {x[0].positive, "/exam/findings/0/positive", "true", 1, KNOWN},
      {i[0].code, "/plan_of_care/items/0/code", "97012", code("97012"), KNOWN},
      {i[0].per_week, "/plan_of_care/items/0/per_week", "2", 2000, KNOWN},
      {i[0].minutes, "/plan_of_care/items/0/minutes", "15", 15000, KNOWN},
      {i[0].visits, "/plan_of_care/items/0/visits", "8", 8000, KNOWN},
      {t[0].id, "/plan_of_care/goals/0/id", "g1", 0, KNOWN},
      {t[0].text, "/plan_of_care/goals/0/text", NULL, 0, KNOWN},
      {t[0].measure, "/plan_of_care/goals/0/measure", "ODI", 0, KNOWN},
      {t[0].target, "/plan_of_care/goals/0/target", "20", 20000, KNOWN},
      {v[0].rule, "/override/rule", "TRN0201", 0, KNOWN},
      {v[0].reason, "/override/reason", "cleared by the surgeon", 0, KNOWN},
      {v[0].by, "/override/by", "1358634628", 0, KNOWN},
      {v[0].at, "/override/at", NULL, day("2026-06-12"), KNOWN},
      {a[0].at, "/addenda/0/at", NULL, day("2026-06-13"), KNOWN},
      {a[0].author, "/addenda/0/author", "1358634628", 0, KNOWN},
      {a[0].text, "/addenda/0/text", "Phone call: leg pain less.", 0, KNOWN},
  };
  assert_fields(rows, TR_COUNT(rows));
  assert_int_equal(g[0].regions, TR_REGION_LUMBAR);
  assert_int_equal(g[1].regions, TR_REGION_CERVICAL);
  assert_int_equal(i[0].areas.regions, TR_REGION_LUMBAR);
  assert_ptr_equal(d[0].note, n);
  assert_ptr_equal(g[0].note, n);
  assert_ptr_equal(o[0].note, n);
  assert_ptr_equal(x[0].note, n);
  assert_ptr_equal(i[0].note, n);
  assert_ptr_equal(t[0].note, n);
  assert_ptr_equal(v[0].note, n);
  assert_ptr_equal(a[0].note, n);
  close_note(&kept);
}

static void an_empty_note_has_nothing(void **state) {
  (void)state;
  read_note kept;
  open_note(&kept);
  const tr_note *n = read_text(&kept, TR_STR("{\"id\":\"a\"}"));
  assert_non_null(n);
  assert_int_equal(kept.fault_count, 0);
  const field_row rows[] = {
      {n->format, "", "", 0, ABSENT},
      {n->born, "", "", 0, ABSENT},
      {n->weight, "", "", 0, ABSENT},
      {n->signed_at, "", "", 0, ABSENT},
      {n->plan_of_care, "", "", 0, ABSENT},
      {n->phase, "", "", 0, ABSENT},
      {n->service_list, "", "", 0, ABSENT},
      {n->prior_care_kinds, "", "", 0, ABSENT},
  };
  assert_fields(rows, TR_COUNT(rows));
  assert_int_equal(n->service_count + n->diagnosis_count + n->goal_count, 0);
  assert_null(n->services);
  close_note(&kept);
}

static void a_segment_takes_its_region_from_either(void **state) {
  (void)state;
  static const struct {
    const char *text;
    tr_regions regions;
  } rows[] = {
      {"{\"segments\":[{\"level\":\"L5\"}]}", TR_REGION_LUMBAR},
      {"{\"segments\":[{\"level\":\"L5\",\"region\":\"sacral\"}]}",
       TR_REGION_SACRAL},
      {"{\"segments\":[{\"level\":\"L5\",\"region\":\"low\"}]}",
       TR_REGION_LUMBAR},
      {"{\"segments\":[{\"level\":\"L9\",\"region\":\"low\"}]}", 0},
      {"{\"segments\":[{\"region\":\"occiput\"}]}", TR_REGION_CERVICAL},
      {"{\"segments\":[{\"level\":\"SI\"}]}", TR_REGION_PELVIC},
      {"{\"segments\":[{}]}", 0},
  };
  read_note kept;
  open_note(&kept);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_str text = tr_str_of(rows[i].text);
    TR_ROW(i, text);
    const tr_note *n = read_text(&kept, text);
    assert_non_null(n);
    assert_int_equal(kept.fault_count, 0);
    assert_int_equal(n->segments[0].regions, rows[i].regions);
    assert_int_equal(n->segments[0].pain.state, ABSENT);
  }
  close_note(&kept);
}

static void overrides_come_alone_or_in_an_array(void **state) {
  (void)state;
  read_note kept;
  open_note(&kept);
  const tr_note *n =
      read_text(&kept, TR_STR("{\"override\":[{\"rule\":\"A\"},{\"rule\":\"B\","
                              "\"at\":\"soon\"}]}"));
  assert_non_null(n);
  assert_int_equal(n->override_count, 2);
  const field_row rows[] = {
      {n->overrides[0].rule, "/override/0/rule", "A", 0, KNOWN},
      {n->overrides[1].rule, "/override/1/rule", "B", 0, KNOWN},
      {n->overrides[1].at, "/override/1/at", "soon", 0, KNOWN},
      {n->overrides[1].reason, "/override/1", "", 0, ABSENT},
  };
  assert_fields(rows, TR_COUNT(rows));
  n = read_text(&kept, TR_STR("{\"override\":null}"));
  assert_int_equal(n->override_count, 0);
  assert_int_equal(n->override_list.state, ABSENT);
  assert_int_equal(kept.fault_count, 0);
  close_note(&kept);
}

TR_TESTS(cmocka_unit_test(reads_the_head), cmocka_unit_test(reads_services),
         cmocka_unit_test(reads_the_other_lists),
         cmocka_unit_test(an_empty_note_has_nothing),
         cmocka_unit_test(a_segment_takes_its_region_from_either),
         cmocka_unit_test(overrides_come_alone_or_in_an_array))
