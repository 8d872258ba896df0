/* The chart notes of an example: complete ones that support its lines, with
 * what the example says laid over them. */
#include "input/example_parts.h"

#include <json-c/json.h>
#include <stdio.h>

enum {
  MINUTES = 15,      /* of a service that is not counted in time */
  FIRST_MINUTE = 602 /* 10:02 */
};

/* One note being made. */
typedef struct maker {
  const tr_example_set *set;
  const tr_example_claim *claim;
  tr_day day;
  tr_regions adjusted;  /* by its CMT lines */
  tr_regions diagnosed; /* spinal */
  int clock;            /* minutes after midnight */
  bool exam, notice;    /* a visit code; GA or GX */
  json_object *note, *services, *items;
} maker;

/* Services by code. */
static const struct {
  const char *code; /* or its beginning */
  const char *kind, *method, *device;
} kinds[] = {
    {"97012", "traction", "mechanical", "motorized-table"},
    {"1044M", "traction", "mechanical", "motorized-table"},
    {"S9090", "traction", "decompression", "decompression-table"},
    {"9894", "cmt", NULL, NULL},
    {"97140", "manual", NULL, NULL},
    {"97124", "massage", NULL, NULL},
    {"97110", "exercise", NULL, NULL},
    {"97112", "neuromuscular", NULL, NULL},
    {"97530", "activities", NULL, NULL},
    {"97116", "gait", NULL, NULL},
    {"97010", "heat-cold", NULL, NULL},
    {"97014", "estim-unattended", NULL, NULL},
    {"G0283", "estim-unattended", NULL, NULL},
    {"97032", "estim-attended", NULL, NULL},
    {"97035", "ultrasound", NULL, NULL},
    {"97037", "laser", NULL, NULL},
    {"S8948", "laser", NULL, NULL},
    {"0552T", "laser", NULL, NULL},
    {"2056", "needling", NULL, NULL},
    {"9781", "acupuncture", NULL, NULL},
    {"992", "exam", NULL, NULL},
    {"9716", "exam", NULL, NULL},
    {"7", "x-ray", NULL, NULL},
};

/* Where each region is adjusted. */
static const struct {
  tr_regions region;
  const char *level;
} levels[] = {{TR_REGION_LUMBAR, "L5"},
              {TR_REGION_SACRAL, "S1"},
              {TR_REGION_PELVIC, "SI"},
              {TR_REGION_THORACIC, "T6"},
              {TR_REGION_CERVICAL, "C5"}};

/* Visits are not worded alike. */
static const char *const subjective[] = {
    "Leg pain eases when lying down; sitting over half an hour brings it back.",
    "Slept through the night for once, mornings remain stiff for an hour.",
    "Drove to work without stopping, pain returned after lifting a box.",
    "Walked the dog around the block and felt only a dull ache afterwards."};
static const char *const objective[] = {
    "Straight leg raise positive on the left, guarded flexion, tender joints.",
    "Range of motion short of normal, paraspinal tone raised, reflexes equal.",
    "Palpation finds fixation and swelling; sensation dull down the leg.",
    "Gait is even today, extension limited, muscle strength equal both sides."};

static json_object *text(tr_str value) {
  return json_object_new_string_len(value.p != NULL ? value.p : "",
                                    (int)value.n);
}

static void put_text(json_object *map, const char *key, const char *value) {
  json_object_object_add(map, key, json_object_new_string(value));
}

static void put_number(json_object *map, const char *key, int value) {
  json_object_object_add(map, key, json_object_new_int(value));
}

static void put_day(json_object *map, const char *key, tr_day day) {
  char iso[TR_DAY_TEXT];
  tr_day_text(day, iso);
  put_text(map, key, iso);
}

static void put_areas(json_object *map, tr_regions regions) {
  json_object *list = json_object_new_array();
  for (int bit = 0; bit < 13; bit++) {
    const tr_regions region = (tr_regions)1 << bit;
    if ((regions & region) != 0)
      json_object_array_add(list,
                            json_object_new_string(tr_region_name(region)));
  }
  json_object_object_add(map, "areas", list);
}

static void put_measure(json_object *map, const char *key, int value,
                        const char *unit) {
  json_object *measure = json_object_new_object();
  put_number(measure, "value", value);
  put_text(measure, "unit", unit);
  json_object_object_add(map, key, measure);
}

/* --------------------------------------------------------------- what it is */

static bool has_modifier(const tr_yaml *line, const char *modifier) {
  const tr_yaml *list = tr_yaml_get(line, "modifiers");
  for (uint32_t i = 0; list != NULL && i < list->count; i++)
    if (tr_str_eq(list->items[i].text, tr_str_of(modifier))) return true;
  return false;
}

/* As many regions as the code stands for, the diagnosed ones first. */
static tr_regions cmt_regions(const maker *m, tr_str code) {
  const int least = tr_str_eq(code, TR_STR("98942"))   ? 5
                    : tr_str_eq(code, TR_STR("98941")) ? 3
                                                       : 1;
  const int most = least == 5 ? 5 : least + 1;
  tr_regions out = 0;
  for (int round = 0; round < 2; round++)
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
      const int count = tr_regions_spinal_count(out);
      const bool diagnosed = (m->diagnosed & levels[i].region) != 0;
      if (round == 0 ? diagnosed && count < most : count < least)
        out |= levels[i].region;
    }
  return out;
}

static bool is_spinal_cmt(tr_str code) {
  return tr_str_eq(code, TR_STR("98940")) || tr_str_eq(code, TR_STR("98941")) ||
         tr_str_eq(code, TR_STR("98942"));
}

/* First look over the day: what its lines have in common. */
static void survey(maker *m) {
  const tr_yaml *lines = tr__example_lines(m->claim);
  for (uint32_t i = 0; i < tr__example_diagnosis_count(m->claim); i++)
    m->diagnosed |= tr_table_diagnosis_regions(
                        m->set->tables,
                        tr_diagnosis_code(tr__example_diagnosis(m->claim, i))) &
                    TR_REGIONS_SPINE;
  for (uint32_t i = 0; i < lines->count; i++) {
    const tr_yaml *line = &lines->items[i];
    if (tr__example_line_day(m->claim, line) != m->day) continue;
    const tr_str code = tr__example_text(line, "code", "97012");
    if (is_spinal_cmt(code)) m->adjusted |= cmt_regions(m, code);
    if (tr_str_starts(code, TR_STR("992"))) m->exam = true;
    if (has_modifier(line, "GA") || has_modifier(line, "GX")) m->notice = true;
  }
}

/* ----------------------------------------------------------------- services */

/* Minutes that support the units; 0 where none are documented. */
static int minutes_of(const maker *m, tr_str code, tr_str units_text) {
  const tr_procedure *row = NULL;
  int units = 0;
  for (size_t i = 0; i < units_text.n && units < 100; i++) {
    if (units_text.p[i] < '0' || units_text.p[i] > '9') break;
    units = units * 10 + (units_text.p[i] - '0');
  }
  (void)tr_table_procedure(m->set->tables, tr_code_pack(code), m->day, &row);
  if (row == NULL) return 0;
  if (row->unit_minutes > 0 && row->timing != TR_TIMING_UNTIMED)
    return row->unit_minutes * units;
  return tr_class_is_physical((tr_class)row->group) ||
                 row->group == TR_CLASS_DECOMPRESSION
             ? MINUTES
             : 0;
}

static void put_times(maker *m, json_object *service, int minutes) {
  char clock[8];
  if (minutes == 0) return;
  put_number(service, "minutes", minutes);
  const int end = m->clock + minutes;
  if (end >= 24 * 60) return;
  snprintf(clock, sizeof clock, "%02d:%02d", m->clock / 60 % 24, m->clock % 60);
  put_text(service, "start", clock);
  snprintf(clock, sizeof clock, "%02d:%02d", end / 60 % 24, end % 60);
  put_text(service, "end", clock);
  m->clock = end + 1;
}

static void put_traction(json_object *service, const char *method,
                         const char *kind, tr_regions areas) {
  const bool neck = (areas & TR_REGION_CERVICAL) != 0;
  const bool spine = (areas & TR_REGIONS_SPINE) != 0;
  json_object *device = json_object_new_object();
  put_text(device, "kind", kind);
  put_text(device, "name", "Table 7");
  json_object_object_add(device, "fda_cleared", json_object_new_boolean(1));
  put_text(service, "method", method);
  json_object_object_add(service, "device", device);
  put_text(service, "mode", "intermittent");
  put_measure(service, "force", neck ? 20 : spine ? 60 : 15, "lb");
  put_number(service, "angle_degrees", neck ? 15 : 25);
  put_text(service, "position", "supine");
  json_object_object_add(service, "primary", json_object_new_boolean(1));
}

static void put_item(maker *m, tr_str code, tr_regions areas, int minutes) {
  json_object *item = json_object_new_object();
  json_object_object_add(item, "code", text(code));
  put_areas(item, areas);
  put_number(item, "per_week", 2);
  if (minutes > 0) put_number(item, "minutes", minutes);
  put_number(item, "visits", 8);
  json_object_array_add(m->items, item);
}

static void put_service(maker *m, const tr_yaml *line) {
  const tr_str code = tr__example_text(line, "code", "97012");
  const tr_str units = tr__example_text(line, "units", "1");
  const char *kind = "other", *method = NULL, *device = NULL;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (!tr_str_starts(code, tr_str_of(kinds[i].code))) continue;
    kind = kinds[i].kind;
    method = kinds[i].method;
    device = kinds[i].device;
    break;
  }
  tr_regions areas = tr__example_line_area(m->set, m->claim, line);
  if (is_spinal_cmt(code)) areas = cmt_regions(m, code);
  if (tr_str_eq(code, TR_STR("98943")) && (areas & TR_REGIONS_SPINE) != 0)
    areas = TR_REGION_SHOULDER;
  const int minutes = minutes_of(m, code, units);
  const tr_procedure *row = NULL;
  (void)tr_table_procedure(m->set->tables, tr_code_pack(code), m->day, &row);

  json_object *service = json_object_new_object();
  json_object_object_add(service, "code", text(code));
  put_text(service, "kind", kind);
  put_areas(service, areas);
  if (method != NULL) put_traction(service, method, device, areas);
  put_times(m, service, minutes);
  put_text(service, "by", "DC");
  if (row != NULL && row->one_on_one)
    json_object_object_add(service, "one_on_one", json_object_new_boolean(1));
  put_text(service, "rationale", "nerve root signs with pain into the limb");
  put_text(service, "goal", "g1");
  put_text(service, "response", "pain from 6 to 4, no new symptoms");
  json_object_array_add(m->services, service);
  put_item(m, code, areas, minutes);
}

/* ----------------------------------------------------------------- the note */

static void put_people(maker *m) {
  json_object *patient = json_object_new_object();
  json_object *author = json_object_new_object();
  const tr_yaml *rendering = tr__example_get(m->claim, "rendering");
  json_object_object_add(
      patient, "id",
      text(tr__example_part(m->claim, "patient", "id", TR_EXAMPLE_MEMBER)));
  json_object_object_add(
      patient, "born",
      text(tr__example_part(m->claim, "patient", "born", TR_EXAMPLE_BORN)));
  json_object_object_add(
      patient, "sex", text(tr__example_part(m->claim, "patient", "sex", "F")));
  put_measure(patient, "weight", 172, "lb");
  json_object_object_add(m->note, "patient", patient);
  const bool none = rendering != NULL && rendering->kind != TR_YAML_MAP;
  json_object_object_add(
      author, "npi",
      text(none ? tr__example_part(m->claim, "billing", "npi", "1234567893")
                : tr__example_part(m->claim, "rendering", "npi",
                                   TR_EXAMPLE_RENDERING)));
  put_text(author, "name", "Dana Adams");
  put_text(author, "credentials", "DC");
  json_object_object_add(m->note, "author", author);
}

static void put_texts(maker *m) {
  char line[256], areas[TR_REGIONS_TEXT], stamp[40], iso[TR_DAY_TEXT];
  const size_t turn = (size_t)m->day % 4;
  tr_day_text(m->day, iso);
  tr_regions_text(m->diagnosed != 0 ? m->diagnosed : TR_REGION_LUMBAR, areas);
  snprintf(stamp, sizeof stamp, "%sT18:03:00-05:00", iso);
  put_text(m->note, "signed_at", stamp);
  put_text(m->note, "subjective", subjective[turn]);
  put_text(m->note, "objective", objective[(turn + turn / 2) % 4]);
  snprintf(line, sizeof line, "Dysfunction of the %s spine, improving.", areas);
  put_text(m->note, "assessment", line);
  put_text(m->note, "plan", "Go on twice a week, then examine again.");
  json_object *pain = json_object_new_object();
  put_number(pain, "before", 6);
  put_number(pain, "after", 4);
  json_object_object_add(m->note, "pain", pain);
}

static void put_outcome(json_object *list, const char *instrument, int score,
                        tr_day day) {
  json_object *outcome = json_object_new_object();
  put_text(outcome, "instrument", instrument);
  put_number(outcome, "score", score);
  put_number(outcome, "max", 100);
  put_day(outcome, "date", day);
  json_object_array_add(list, outcome);
}

static void put_findings(maker *m) {
  json_object *diagnoses = json_object_new_array();
  for (uint32_t i = 0; i < tr__example_diagnosis_count(m->claim); i++) {
    json_object *diagnosis = json_object_new_object();
    json_object_object_add(diagnosis, "code",
                           text(tr__example_diagnosis(m->claim, i)));
    put_text(diagnosis, "status", "active");
    json_object_array_add(diagnoses, diagnosis);
  }
  json_object_object_add(m->note, "diagnoses", diagnoses);

  json_object *segments = json_object_new_array();
  const tr_regions shown = m->adjusted | m->diagnosed;
  for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
    if ((shown & levels[i].region) == 0) continue;
    json_object *segment = json_object_new_object();
    json_object *part = json_object_new_array();
    put_text(segment, "level", levels[i].level);
    put_text(segment, "region", tr_region_name(levels[i].region));
    json_object_array_add(part, json_object_new_string("P"));
    json_object_array_add(part, json_object_new_string("A"));
    json_object_array_add(part, json_object_new_string("R"));
    json_object_object_add(segment, "part", part);
    json_object_object_add(
        segment, "adjusted",
        json_object_new_boolean((m->adjusted & levels[i].region) != 0));
    json_object_array_add(segments, segment);
  }
  json_object_object_add(m->note, "segments", segments);

  json_object *exam = json_object_new_object();
  json_object *findings = json_object_new_array();
  json_object *finding = json_object_new_object();
  const bool neck = (m->diagnosed & TR_REGION_CERVICAL) != 0;
  put_text(finding, "test", neck ? "Spurling" : "straight leg raise");
  put_text(finding, "side", "left");
  json_object_object_add(finding, "positive", json_object_new_boolean(1));
  json_object_array_add(findings, finding);
  json_object_object_add(exam, "findings", findings);
  if (m->exam)
    put_text(exam, "separate_problem",
             "dizziness since a fall, with its own history and examination");
  json_object_object_add(m->note, "exam", exam);
  put_day(m->note, "contraindications_screened", m->day);
}

static tr_day care_begins(const maker *m) {
  tr_day start;
  const tr_str given =
      tr__example_part(m->claim, "dates", "initial_treatment", "");
  if (tr_day_read_iso(given, &start) == TR_OK && start <= m->day &&
      m->day - start < 29)
    return start;
  return m->day - 11;
}

static void put_plan(maker *m) {
  const tr_day start = care_begins(m);
  json_object *plan = json_object_new_object();
  json_object *goals = json_object_new_array();
  json_object *goal = json_object_new_object();
  json_object *outcomes = json_object_new_array();
  put_day(plan, "start", start);
  put_day(plan, "end", start + 44);
  put_number(plan, "visits", 12);
  put_number(plan, "visit_number", 4);
  put_day(plan, "re_exam_due", start + 29);
  put_text(plan, "phase", "active");
  put_text(goal, "id", "g1");
  put_text(goal, "text", "sit 60 minutes without pain into the limb");
  put_text(goal, "measure", "ODI");
  put_number(goal, "target", 20);
  json_object_array_add(goals, goal);
  json_object_object_add(plan, "goals", goals);
  json_object_object_add(plan, "items", m->items);
  json_object_object_add(m->note, "plan_of_care", plan);
  put_outcome(outcomes, "ODI", 38, start);
  /* not today's: a visit without a re-examination */
  put_outcome(outcomes, "ODI", 24, m->day - 3 > start ? m->day - 3 : start);
  json_object_object_add(m->note, "outcomes", outcomes);
  if (m->notice) {
    json_object *abn = json_object_new_object();
    put_day(abn, "signed", m->day);
    json_object_object_add(m->note, "abn", abn);
  }
}

static json_object *make_note(const tr_example_set *set,
                              const tr_example_claim *claim, tr_day day,
                              tr_str claim_id, unsigned number) {
  maker m = {.set = set,
             .claim = claim,
             .day = day,
             .clock = FIRST_MINUTE,
             .note = json_object_new_object(),
             .services = json_object_new_array(),
             .items = json_object_new_array()};
  char id[32];
  survey(&m);
  snprintf(id, sizeof id, "n-%u", number);
  put_text(m.note, "format", "traction-note/1");
  put_text(m.note, "id", id);
  json_object_object_add(m.note, "claim", text(claim_id));
  put_day(m.note, "date_of_service", day);
  put_people(&m);
  put_texts(&m);
  put_findings(&m);
  const tr_yaml *lines = tr__example_lines(claim);
  for (uint32_t i = 0; i < lines->count; i++)
    if (tr__example_line_day(claim, &lines->items[i]) == day)
      put_service(&m, &lines->items[i]);
  json_object_object_add(m.note, "services", m.services);
  put_plan(&m);
  return m.note;
}

/* ---------------------------------------------------------------- all notes */

static bool day_seen(const tr_example_claim *claim, const tr_yaml *lines,
                     uint32_t at) {
  const tr_day day = tr__example_line_day(claim, &lines->items[at]);
  for (uint32_t i = 0; i < at; i++)
    if (tr__example_line_day(claim, &lines->items[i]) == day) return true;
  return false;
}

/* The notes of one claim: one a day; what its `note` says is about the first
 * day. */
static void add_notes(const tr_example_set *set, const tr_example_claim *claim,
                      json_object *out) {
  const tr_yaml *lines = tr__example_lines(claim);
  const tr_yaml *note = tr_yaml_get(claim->own, "note");
  const tr_str word = note != NULL ? note->text : (tr_str){"", 0};
  const bool missing = tr_str_eq(word, TR_STR("missing"));
  const bool twice = tr_str_eq(word, TR_STR("twice"));
  if (tr_str_eq(word, TR_STR("none"))) return;
  for (uint32_t i = 0; i < lines->count; i++) {
    if (day_seen(claim, lines, i)) continue;
    const tr_day day = tr__example_line_day(claim, &lines->items[i]);
    const bool first = i == 0 && note != NULL;
    const uint32_t count =
        first && note->kind == TR_YAML_LIST ? note->count : 1U + twice;
    for (uint32_t k = 0; k < count; k++) {
      const unsigned number = (unsigned)json_object_array_length(out) + 1;
      json_object *made = make_note(
          set, claim, day, missing ? TR_STR("EX2000") : claim->id, number);
      if (missing) put_day(made, "date_of_service", day - 2);
      if (first && note->kind == TR_YAML_MAP) tr__example_lay_over(made, note);
      if (first && note->kind == TR_YAML_LIST)
        tr__example_lay_over(made, &note->items[k]);
      json_object_array_add(out, made);
    }
    if (missing) return;
  }
}

tr_status tr__example_write_notes(const tr_example_set *set, tr_buf *out) {
  json_object *notes = json_object_new_array();
  if (notes == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < set->count; i++)
    add_notes(set, &set->claims[i], notes);
  const char *json =
      json_object_to_json_string_ext(notes, JSON_C_TO_STRING_PRETTY);
  if (json == NULL) {
    json_object_put(notes);
    return TR_ENOMEM;
  }
  tr_buf_add(out, tr_str_of(json));
  json_object_put(notes);
  return out->bad != TR_OK ? TR_ENOMEM : TR_OK;
}

tr_status tr__example_write_visit(const tr_tables *tables, const tr_yaml *root,
                                  tr_buf *out) {
  const tr_yaml *over = tr_yaml_get(root, "note");
  tr_example_set set = {.example = root, .tables = tables, .count = 1};
  tr_example_claim *claim = &set.claims[0];
  *claim = (tr_example_claim){.own = root, .id = TR_STR("EX1000")};
  if (tr_day_read_iso(tr__example_text(root, "date", "2026-06-12"),
                      &claim->date) != TR_OK)
    claim->date = tr_day_of(2026, 6, 12);
  claim->first = claim->last = claim->date;
  json_object *note = make_note(&set, claim, claim->date, claim->id, 1);
  if (note == NULL) return TR_ENOMEM;
  json_object_object_add(note, "services", json_object_new_array());
  if (over != NULL && over->kind == TR_YAML_MAP)
    tr__example_lay_over(note, over);
  const char *json = json_object_to_json_string(note);
  if (json != NULL) tr_buf_add(out, tr_str_of(json));
  json_object_put(note);
  return json == NULL || out->bad != TR_OK ? TR_ENOMEM : TR_OK;
}
