/* Which keys traction-note/1 has and where each goes in the model. */
#include "input/note_fields.h"
#include "note/words.h"

#define FORMAT "traction-note/1"

/* Rows of an entity: key, shape, vocabulary (of words), field. */
#define ROW(type, name, as, to) \
  { .key = (name), .shape = TR_NOTE_AS_##as, .field = offsetof(type, to) }
#define WORD(type, name, vocabulary, to)                                     \
  {                                                                          \
    .key = (name), .shape = TR_NOTE_AS_WORD, .words = TR_WORDS_##vocabulary, \
    .field = offsetof(type, to)                                              \
  }
#define READ(reading, level, rows, entity) \
  tr_note_read_rows(reading, level, rows, sizeof rows / sizeof rows[0], entity)

static const tr_note_row note_rows[] = {
    ROW(tr_note, "id", TEXT, id),
    ROW(tr_note, "format", TEXT, format),
    ROW(tr_note, "claim", TEXT, claim),
    ROW(tr_note, "date_of_service", DATE, date_of_service),
    ROW(tr_note, "signed_at", STAMP, signed_at),
    ROW(tr_note, "subjective", TEXT, subjective),
    ROW(tr_note, "objective", TEXT, objective),
    ROW(tr_note, "assessment", TEXT, assessment),
    ROW(tr_note, "plan", TEXT, plan),
    ROW(tr_note, "contraindications_screened", DATE, screened),
    ROW(tr_note, "abn", ANY, abn),
};
static const tr_note_row patient_rows[] = {
    ROW(tr_note, "id", TEXT, patient_id),
    ROW(tr_note, "born", DATE, born),
    ROW(tr_note, "sex", CODE, sex),
};
static const tr_note_row weight_rows[] = {
    ROW(tr_note, "value", NUMBER, weight),
    WORD(tr_note, "unit", WEIGHT_UNIT, weight_unit),
};
static const tr_note_row author_rows[] = {
    ROW(tr_note, "npi", TEXT, author_npi),
    ROW(tr_note, "name", TEXT, author_name),
    ROW(tr_note, "credentials", TEXT, credentials),
};
static const tr_note_row pain_rows[] = {
    ROW(tr_note, "before", NUMBER, pain_before),
    ROW(tr_note, "after", NUMBER, pain_after),
};
static const tr_note_row exam_rows[] = {
    ROW(tr_note, "separate_problem", TEXT_OR_FLAG, separate_problem),
};
static const tr_note_row plan_of_care_rows[] = {
    ROW(tr_note, "start", DATE, plan_start),
    ROW(tr_note, "end", DATE, plan_end),
    ROW(tr_note, "visits", NUMBER, plan_visits),
    ROW(tr_note, "visit_number", NUMBER, visit_number),
    ROW(tr_note, "re_exam_due", DATE, re_exam_due),
    WORD(tr_note, "phase", PHASE, phase),
};
static const tr_note_row prior_care_rows[] = {
    ROW(tr_note, "weeks", NUMBER, prior_care_weeks),
};
static const tr_note_row authorization_rows[] = {
    ROW(tr_note, "id", TEXT, authorization_id),
    ROW(tr_note, "from", DATE, authorization_from),
    ROW(tr_note, "to", DATE, authorization_to),
    ROW(tr_note, "visits", NUMBER, authorization_visits),
};
static const tr_note_row service_rows[] = {
    ROW(tr_service, "code", CODE, code),
    WORD(tr_service, "kind", KIND, kind),
    WORD(tr_service, "method", METHOD, method),
    WORD(tr_service, "side", SIDE, side),
    WORD(tr_service, "mode", MODE, mode),
    ROW(tr_service, "angle_degrees", NUMBER, angle_degrees),
    WORD(tr_service, "position", POSITION, position),
    ROW(tr_service, "start", TIME, start),
    ROW(tr_service, "end", TIME, end),
    ROW(tr_service, "minutes", NUMBER, minutes),
    WORD(tr_service, "by", BY, by),
    ROW(tr_service, "rationale", TEXT, rationale),
    ROW(tr_service, "goal", TEXT, goal),
    ROW(tr_service, "response", TEXT, response),
    ROW(tr_service, "primary", FLAG, primary),
    ROW(tr_service, "one_on_one", FLAG, one_on_one),
    ROW(tr_service, "precaution", TEXT, precaution),
};
static const tr_note_row device_rows[] = {
    WORD(tr_service, "kind", DEVICE, device_kind),
    ROW(tr_service, "name", TEXT, device_name),
    ROW(tr_service, "fda_cleared", FLAG, fda_cleared),
};
static const tr_note_row force_rows[] = {
    ROW(tr_service, "value", NUMBER, force),
    WORD(tr_service, "unit", FORCE_UNIT, force_unit),
};
static const tr_note_row diagnosis_rows[] = {
    ROW(tr_note_diagnosis, "code", CODE, code),
    WORD(tr_note_diagnosis, "status", STATUS, status),
};
static const tr_note_row segment_rows[] = {
    WORD(tr_note_segment, "level", LEVEL, level),
    ROW(tr_note_segment, "region", TEXT, region),
    ROW(tr_note_segment, "adjusted", FLAG, adjusted),
};
static const tr_note_row outcome_rows[] = {
    WORD(tr_note_outcome, "instrument", INSTRUMENT, instrument),
    ROW(tr_note_outcome, "score", NUMBER, score),
    ROW(tr_note_outcome, "max", NUMBER, max),
    ROW(tr_note_outcome, "date", DATE, date),
};
static const tr_note_row exam_finding_rows[] = {
    ROW(tr_exam_finding, "test", TEXT, test),
    WORD(tr_exam_finding, "side", SIDE, side),
    ROW(tr_exam_finding, "positive", FLAG, positive),
};
static const tr_note_row plan_item_rows[] = {
    ROW(tr_plan_item, "code", CODE, code),
    ROW(tr_plan_item, "per_week", NUMBER, per_week),
    ROW(tr_plan_item, "minutes", NUMBER, minutes),
    ROW(tr_plan_item, "visits", NUMBER, visits),
};
static const tr_note_row goal_rows[] = {
    ROW(tr_goal, "id", TEXT, id),
    ROW(tr_goal, "text", TEXT, text),
    ROW(tr_goal, "measure", TEXT, measure),
    ROW(tr_goal, "target", NUMBER, target),
};
static const tr_note_row override_rows[] = {
    ROW(tr_override, "rule", TEXT, rule),
    ROW(tr_override, "reason", TEXT, reason),
    ROW(tr_override, "by", TEXT, by),
    ROW(tr_override, "at", MOMENT, at),
};
static const tr_note_row addendum_rows[] = {
    ROW(tr_addendum, "at", MOMENT, at),
    ROW(tr_addendum, "author", TEXT, author),
    ROW(tr_addendum, "text", TEXT, text),
};

static tr_note_field self_of(const tr_note_level *level) {
  return (tr_note_field){.pointer = level->pointer,
                         .state = TR_FIELD_KNOWN,
                         .json = TR_NOTE_OBJECT};
}

static void read_service(tr_note_reading *reading, const tr_note_level *level,
                         int32_t index, void *entity) {
  tr_service *service = entity;
  service->note = reading->note;
  service->index = index;
  service->self = self_of(level);
  READ(reading, level, service_rows, service);
  const tr_note_level device = tr_note_enter(reading, level, "device", NULL);
  READ(reading, &device, device_rows, service);
  tr_note_read_regions(reading, level, "areas", &service->areas);
  const tr_note_level force = tr_note_enter(reading, level, "force", NULL);
  READ(reading, &force, force_rows, service);
}

static void read_diagnosis(tr_note_reading *reading, const tr_note_level *level,
                           int32_t index, void *entity) {
  (void)index;
  tr_note_diagnosis *diagnosis = entity;
  diagnosis->note = reading->note;
  READ(reading, level, diagnosis_rows, diagnosis);
}

/* The letters of "part": all four are known where the array is. */
static void read_part(tr_note_reading *reading, const tr_note_level *level,
                      tr_note_segment *segment) {
  static const size_t fields[] = {
      offsetof(tr_note_segment, pain),
      offsetof(tr_note_segment, asymmetry),
      offsetof(tr_note_segment, range),
      offsetof(tr_note_segment, tissue),
  };
  tr_note_read_texts(reading, level, "part", &segment->part);
  int64_t found[4] = {0};
  tr_str rest = segment->part.text;
  while (rest.n > 0) {
    const char *blank = memchr(rest.p, ' ', rest.n);
    const size_t n = blank == NULL ? rest.n : (size_t)(blank - rest.p);
    const size_t letter =
        tr_words_find(TR_WORDS_PART, (tr_str){rest.p, n}, NULL);
    if (letter > 0) found[letter - 1] = 1;
    rest.p += n;
    rest.n -= n;
    if (rest.n > 0) {
      rest.p++;
      rest.n--;
    }
  }
  for (size_t i = 0; i < 4; i++) {
    tr_note_field field = segment->part;
    field.text = (tr_str){NULL, 0};
    if (field.state == TR_FIELD_KNOWN) field.number = found[i];
    memcpy((char *)segment + fields[i], &field, sizeof field);
  }
}

static void read_segment(tr_note_reading *reading, const tr_note_level *level,
                         int32_t index, void *entity) {
  (void)index;
  tr_note_segment *segment = entity;
  segment->note = reading->note;
  segment->self = self_of(level);
  READ(reading, level, segment_rows, segment);
  read_part(reading, level, segment);
  if (tr_note_known(&segment->region) &&
      tr_words_region(segment->region.text, &segment->regions))
    return;
  if (tr_note_known(&segment->level) &&
      !tr_words_region(segment->level.text, &segment->regions))
    segment->regions = 0;
}

static void read_outcome(tr_note_reading *reading, const tr_note_level *level,
                         int32_t index, void *entity) {
  (void)index;
  tr_note_outcome *outcome = entity;
  outcome->note = reading->note;
  READ(reading, level, outcome_rows, outcome);
}

static void read_exam_finding(tr_note_reading *reading,
                              const tr_note_level *level, int32_t index,
                              void *entity) {
  (void)index;
  tr_exam_finding *finding = entity;
  finding->note = reading->note;
  READ(reading, level, exam_finding_rows, finding);
}

static void read_plan_item(tr_note_reading *reading, const tr_note_level *level,
                           int32_t index, void *entity) {
  (void)index;
  tr_plan_item *item = entity;
  item->note = reading->note;
  READ(reading, level, plan_item_rows, item);
  tr_note_read_regions(reading, level, "areas", &item->areas);
}

static void read_goal(tr_note_reading *reading, const tr_note_level *level,
                      int32_t index, void *entity) {
  (void)index;
  tr_goal *goal = entity;
  goal->note = reading->note;
  READ(reading, level, goal_rows, goal);
}

static void read_override(tr_note_reading *reading, const tr_note_level *level,
                          int32_t index, void *entity) {
  (void)index;
  tr_override *override = entity;
  override->note = reading->note;
  READ(reading, level, override_rows, override);
}

static void read_addendum(tr_note_reading *reading, const tr_note_level *level,
                          int32_t index, void *entity) {
  (void)index;
  tr_addendum *addendum = entity;
  addendum->note = reading->note;
  READ(reading, level, addendum_rows, addendum);
}

/* Read a list into the array of its name in the note. */
#define READ_LIST(reading, level, name, one, many, function)                  \
  do {                                                                        \
    static const tr_note_list list = {(name), sizeof *note->many, (function), \
                                      false};                                 \
    void *entities;                                                           \
    note->one##_count = tr_note_read_list(reading, level, &list,              \
                                          &note->one##_list, &entities);      \
    note->many = entities;                                                    \
  } while (0)

static void read_plan_of_care(tr_note_reading *reading,
                              const tr_note_level *root, tr_note *note) {
  const tr_note_level plan =
      tr_note_enter(reading, root, "plan_of_care", &note->plan_of_care);
  READ(reading, &plan, plan_of_care_rows, note);
  READ_LIST(reading, &plan, "goals", goal, goals, read_goal);
  READ_LIST(reading, &plan, "items", plan_item, plan_items, read_plan_item);
}

bool tr_note_format_knows(tr_str key) {
  static const char *const others[] = {
      "patient",      "author",     "addenda",       "pain",     "outcomes",
      "diagnoses",    "segments",   "exam",          "override", "services",
      "plan_of_care", "prior_care", "authorization",
  };
  for (size_t i = 0; i < sizeof note_rows / sizeof note_rows[0]; i++)
    if (tr_str_eq(key, tr_str_of(note_rows[i].key))) return true;
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
    if (tr_str_eq(key, tr_str_of(others[i]))) return true;
  return false;
}

void tr_note_format_read(tr_note_reading *reading, const tr_note_level *root) {
  tr_note *note = reading->note;
  READ(reading, root, note_rows, note);
  if (tr_note_known(&note->format) &&
      !tr_str_eq(tr_str_trim(note->format.text), TR_STR(FORMAT)))
    tr_note_report(reading, TR_NOTE_FAULT_FORMAT, note->format.pointer);

  const tr_note_level patient = tr_note_enter(reading, root, "patient", NULL);
  READ(reading, &patient, patient_rows, note);
  const tr_note_level weight = tr_note_enter(reading, &patient, "weight", NULL);
  READ(reading, &weight, weight_rows, note);
  const tr_note_level author = tr_note_enter(reading, root, "author", NULL);
  READ(reading, &author, author_rows, note);
  READ_LIST(reading, root, "addenda", addendum, addenda, read_addendum);
  const tr_note_level pain = tr_note_enter(reading, root, "pain", NULL);
  READ(reading, &pain, pain_rows, note);
  READ_LIST(reading, root, "outcomes", outcome, outcomes, read_outcome);
  READ_LIST(reading, root, "diagnoses", diagnosis, diagnoses, read_diagnosis);
  READ_LIST(reading, root, "segments", segment, segments, read_segment);
  const tr_note_level exam = tr_note_enter(reading, root, "exam", &note->exam);
  READ(reading, &exam, exam_rows, note);
  READ_LIST(reading, &exam, "findings", exam_finding, exam_findings,
            read_exam_finding);
  static const tr_note_list overrides = {"override", sizeof(tr_override),
                                         read_override, true};
  void *entities;
  note->override_count = tr_note_read_list(reading, root, &overrides,
                                           &note->override_list, &entities);
  note->overrides = entities;
  READ_LIST(reading, root, "services", service, services, read_service);
  read_plan_of_care(reading, root, note);
  const tr_note_level prior_care =
      tr_note_enter(reading, root, "prior_care", NULL);
  READ(reading, &prior_care, prior_care_rows, note);
  tr_note_read_texts(reading, &prior_care, "kinds", &note->prior_care_kinds);
  const tr_note_level authorization =
      tr_note_enter(reading, root, "authorization", NULL);
  READ(reading, &authorization, authorization_rows, note);
}
