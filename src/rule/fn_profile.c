/* Functions of rules on rows of a payer's lists: does a row concern a line,
 * and is the condition it sets met? */
#include "rule/calls.h"
#include "rule/derive.h"

static const tr_visit_day *day_of(const tr_scope *scope, const tr_line *line) {
  const tr_value day = tr__derive(TR_DERIVE_line_day, scope, line);
  return day.unknown == 0 ? day.thing : NULL;
}

static bool carries_one(const tr_line *line, const tr_code *modifiers,
                        uint32_t count) {
  for (int i = 0; i < TR_MODIFIERS; i++)
    if (line->modifiers[i].state == TR_FIELD_KNOWN &&
        tr_codes_have(modifiers, count, (tr_code)line->modifiers[i].number))
      return true;
  return false;
}

/* ------------------------------------------------------------------ matches */

/* A chiropractor by taxonomy, or nothing is said. */
static bool is_chiropractor(const tr_scope *scope, const tr_line *line) {
  const tr_value party = tr__derive(TR_DERIVE_line_rendering, scope, line);
  if (party.unknown != 0) return true;
  const tr_party *provider = party.thing;
  if (provider->taxonomy.state == TR_FIELD_ABSENT) return true;
  return tr_str_starts(tr_unit_text(provider->unit, &provider->taxonomy),
                       TR_STR("111N"));
}

static bool is_device(const tr_profile_row *row, const tr_service *service) {
  if (row->devices == NULL) return true;
  if (service->device_kind.state != TR_FIELD_KNOWN) return false;
  for (uint32_t i = 0; i < row->device_count; i++)
    if (tr_str_eq(service->device_kind.text, tr_str_of(row->devices[i])))
      return true;
  return false;
}

/* Devices and areas are in the note only. */
static tr_value has_service(const tr_scope *scope, const tr_profile_row *row,
                            const tr_line *line) {
  tr_list list;
  tr__derive_list(TR_DERIVE_LIST_line_services, scope, line, &list);
  if (list.unknown != 0) return tr__unknown(list.unknown);
  const tr_service *const *services = list.base;
  for (uint32_t i = 0; i < list.count; i++)
    if (is_device(row, services[i]) &&
        (row->areas == 0 || (row->areas & services[i]->areas.regions) != 0))
      return tr__known(true);
  return tr__known(false);
}

tr_value tr__fn_matches(const tr_scope *scope, const tr_value *arguments) {
  const tr_profile_row *row = arguments[0].thing;
  const tr_line *line = arguments[1].thing;
  if (row->codes != NULL) {
    if (line->code.state != TR_FIELD_KNOWN) return tr__unknown(TR_NO_DATA);
    if (!tr_codes_have(row->codes, row->code_count, (tr_code)line->code.number))
      return tr__known(false);
  }
  if (row->modifiers != NULL &&
      !carries_one(line, row->modifiers, row->modifier_count))
    return tr__known(false);
  if (row->provider != NULL && strcmp(row->provider, "DC") == 0 &&
      !is_chiropractor(scope, line))
    return tr__known(false);
  if (row->devices == NULL && row->areas == 0) return tr__known(true);
  return has_service(scope, row, line);
}

/* ------------------------------------------------------------ requirements */

typedef struct condition {
  const tr_scope *scope;
  const tr_profile_row *row;
  const tr_line *line;
  const tr_visit_day *day; /* NULL: the line has no readable date */
  const tr_note *note;     /* NULL: none */
} condition;

/* The note's authorization, where its days hold the day of the line. */
static bool is_authorized_in_note(const condition *c) {
  if (c->note == NULL || c->note->authorization_id.state != TR_FIELD_KNOWN)
    return false;
  const tr_note_field *from = &c->note->authorization_from;
  const tr_note_field *to = &c->note->authorization_to;
  const tr_note_field *day = &c->note->date_of_service;
  if (day->state != TR_FIELD_KNOWN) return true;
  return (from->state != TR_FIELD_KNOWN || from->number <= day->number) &&
         (to->state != TR_FIELD_KNOWN || day->number <= to->number);
}

static tr_value is_authorized(const condition *c) {
  const tr_claim *claim = c->line->claim;
  if (is_authorized_in_note(c)) return tr__known(true);
  if (claim == NULL) return tr__unknown(TR_NO_HISTORY);
  if (claim->prior_authorization.state != TR_FIELD_ABSENT)
    return tr__known(true);
  for (uint32_t i = 0; i < c->line->reference_count; i++) {
    const tr_reference *reference =
        &claim->references[c->line->reference_first + i];
    if (reference->line == c->line->index &&
        reference->qualifier.number == (int64_t)TR_CODE("G1") &&
        reference->value.state != TR_FIELD_ABSENT)
      return tr__known(true);
  }
  return tr__known(false);
}

static tr_value is_care_tried(const condition *c) {
  if (c->note == NULL) return tr__unknown(TR_NO_NOTE);
  const tr_note_field *weeks = &c->note->prior_care_weeks;
  return tr__known(weeks->state == TR_FIELD_KNOWN &&
                   weeks->number >= (int64_t)c->row->weeks * TR_THOUSAND);
}

static tr_value is_beside(const condition *c) {
  if (c->day == NULL) return tr__unknown(TR_NO_DATA);
  for (uint32_t i = 0; i < c->day->line_count; i++) {
    const tr_line *other = c->day->lines[i];
    if (other != c->line && other->code.state == TR_FIELD_KNOWN &&
        tr_codes_have(c->row->beside, c->row->beside_count,
                      (tr_code)other->code.number))
      return tr__known(true);
  }
  for (uint32_t i = 0; c->note != NULL && i < c->note->service_count; i++)
    if (tr_str_eq(c->note->services[i].kind.text, TR_STR("exercise")))
      return tr__known(true);
  return tr__known(false);
}

/* Alternatives stand between bars. */
static bool names_test(const char *alternatives, tr_str finding) {
  for (const char *at = alternatives; at != NULL;) {
    const char *bar = strchr(at, '|');
    const tr_str one = {at, bar != NULL ? (size_t)(bar - at) : strlen(at)};
    if (one.n > 0 && tr_str_find_nocase(finding, one) != SIZE_MAX) return true;
    at = bar != NULL ? bar + 1 : NULL;
  }
  return false;
}

static bool is_positive(const tr_note *note, const char *alternatives) {
  for (uint32_t i = 0; i < note->exam_finding_count; i++) {
    const tr_exam_finding *finding = &note->exam_findings[i];
    if (finding->positive.state == TR_FIELD_KNOWN &&
        finding->positive.number != 0 &&
        finding->test.state == TR_FIELD_KNOWN &&
        names_test(alternatives, finding->test.text))
      return true;
  }
  return false;
}

static bool is_of_age(const condition *c) {
  const tr_claim *claim = c->line->claim;
  const tr_party *patient = claim != NULL ? claim->patient : NULL;
  if (c->row->age < 0 || patient == NULL || c->day == NULL ||
      patient->birth.state != TR_FIELD_KNOWN)
    return false;
  return tr_day_add_years((tr_day)patient->birth.number, c->row->age) <=
         c->day->date;
}

static tr_value is_tested(const condition *c) {
  if (c->note == NULL) return tr__unknown(TR_NO_NOTE);
  int32_t positive = is_of_age(c);
  for (uint32_t i = 0; i < c->row->test_count; i++)
    positive += is_positive(c->note, c->row->tests[i]);
  return tr__known(positive >= c->row->count);
}

/* The diagnosis a pointer of a line points to, or NULL. */
static const tr_diagnosis *pointed(const tr_line *line, int pointer) {
  const tr_field *field = &line->pointers[pointer];
  if (line->claim == NULL || field->state != TR_FIELD_KNOWN) return NULL;
  const int64_t number = field->number / TR_THOUSAND;
  if (number < 1 || number > line->claim->diagnosis_count) return NULL;
  const tr_diagnosis *diagnosis = &line->claim->diagnoses[number - 1];
  return diagnosis->code.state == TR_FIELD_KNOWN ? diagnosis : NULL;
}

static tr_value is_diagnosed(const condition *c) {
  if (c->line->claim == NULL) return tr__unknown(TR_NO_HISTORY);
  for (int i = 0; i < TR_POINTERS; i++) {
    const tr_diagnosis *diagnosis = pointed(c->line, i);
    if (diagnosis != NULL &&
        tr_codes_have_prefix(c->row->prefixes, c->row->prefix_count,
                             (tr_code)diagnosis->code.number))
      return tr__known(true);
  }
  return tr__known(false);
}

static tr_value is_long_enough(const condition *c) {
  const tr_value minutes =
      tr__derive(TR_DERIVE_line_minutes, c->scope, c->line);
  if (minutes.unknown != 0) return minutes;
  return tr__known(minutes.number >= (int64_t)c->row->minutes * TR_THOUSAND);
}

static tr_regions regions_at(const condition *c, const tr_line *line,
                             int pointer) {
  const tr_diagnosis *diagnosis = pointed(line, pointer);
  if (diagnosis == NULL) return 0;
  return tr_table_diagnosis_regions(c->scope->tables,
                                    (tr_code)diagnosis->code.number);
}

/* Is the region of the first pointer none that the day's CMT lines name? */
static tr_value is_elsewhere(const condition *c) {
  if (c->day == NULL) return tr__unknown(TR_NO_DATA);
  const tr_regions own = regions_at(c, c->line, 0);
  if (own == 0) return tr__unknown(TR_NO_DATA);
  const tr_code first = TR_CODE("98940"), last = TR_CODE("98942");
  for (uint32_t i = 0; i < c->day->line_count; i++) {
    const tr_line *other = c->day->lines[i];
    const tr_code code = (tr_code)other->code.number;
    if (code < first || code > last) continue;
    for (int pointer = 0; pointer < TR_POINTERS; pointer++)
      if (tr_regions_meet(own, regions_at(c, other, pointer)))
        return tr__known(false);
  }
  return tr__known(true);
}

tr_value tr__fn_requirement_met(const tr_scope *scope,
                                const tr_value *arguments) {
  static const struct {
    const char *word;
    tr_value (*met)(const condition *);
  } requirements[] = {
      {"authorization", is_authorized},
      {"failed-care", is_care_tried},
      {"beside", is_beside},
      {"tests", is_tested},
      {"diagnosis", is_diagnosed},
      {"min-minutes", is_long_enough},
      {"other-region", is_elsewhere},
  };
  condition c = {
      .scope = scope, .row = arguments[0].thing, .line = arguments[1].thing};
  c.day = day_of(scope, c.line);
  c.note = c.line->earlier ? NULL : tr__note_of_day(c.day);
  for (size_t i = 0; i < sizeof requirements / sizeof requirements[0]; i++)
    if (c.row->require != NULL &&
        strcmp(c.row->require, requirements[i].word) == 0)
      return requirements[i].met(&c);
  return tr__unknown(TR_NO_DATA);
}

tr_value tr__fn_empty_set(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(arguments[0].length == 0);
}
