/* Derived facts of lines, days, claims, notes and services. Most were counted
 * when the visit was built; here they are found for the entity asked. */
#include "note/note_force.h"
#include "rule/derive.h"

/* ------------------------------------------------------------- visit facts */

/* Facts of an own line; NULL for a line of an earlier claim. */
static const tr_visit_line *facts_of(const tr_scope *scope,
                                     const tr_line *line) {
  const tr_visit *visit = scope->visit;
  if (visit == NULL || line->earlier || line->claim != visit->claim)
    return NULL;
  return tr_visit_of_line(visit, line);
}

static const tr_visit_day *day_of(const tr_scope *scope, const tr_line *line) {
  const tr_visit_line *facts = facts_of(scope, line);
  if (facts != NULL) return facts->day;
  if (scope->visit == NULL || line->date.state != TR_FIELD_KNOWN) return NULL;
  for (uint32_t i = 0; i < scope->visit->day_count; i++)
    if (scope->visit->days[i].date == line->date.number)
      return &scope->visit->days[i];
  return NULL;
}

/* A fact that comes from the note of a day. */
static tr_value of_note(const tr_visit_day *day, bool known, int64_t number) {
  if (tr__note_of_day(day) == NULL) return tr__unknown(TR_NO_NOTE);
  return known ? tr__known(number) : tr__unknown(TR_NO_DATA);
}

static bool is_set(const tr_note_field *field) {
  return field->state == TR_FIELD_KNOWN && field->number != 0;
}

/* -------------------------------------------------------------------- claim */

static tr_value claim_filed(const tr_scope *scope, const void *owner) {
  (void)scope;
  const tr_claim *claim = owner;
  if (claim->set == NULL) return tr__unknown(TR_NO_DATA);
  if (claim->set->created.state == TR_FIELD_KNOWN)
    return tr__known(claim->set->created.number);
  if (claim->set->group_date == TR_DAY_MIN) return tr__unknown(TR_NO_DATA);
  return tr__known(claim->set->group_date);
}

static tr_value date_of_lines(const tr_claim *claim, bool last) {
  tr_value value = tr__unknown(TR_NO_DATA);
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    const tr_field *date = last && line->date_to.state == TR_FIELD_KNOWN
                               ? &line->date_to
                               : &line->date;
    if (date->state != TR_FIELD_KNOWN) continue;
    const bool better =
        last ? date->number > value.number : date->number < value.number;
    if (value.unknown != 0 || better) value = tr__known(date->number);
  }
  return value;
}

static tr_value claim_first_date(const tr_scope *scope, const void *owner) {
  (void)scope;
  return date_of_lines(owner, false);
}

static tr_value claim_last_date(const tr_scope *scope, const void *owner) {
  (void)scope;
  return date_of_lines(owner, true);
}

static const tr_visit *visit_of(const tr_scope *scope, const void *claim) {
  return scope->visit != NULL && scope->visit->claim == claim ? scope->visit
                                                              : NULL;
}

static tr_value claim_charges(const tr_scope *scope, const void *owner) {
  const tr_visit *visit = visit_of(scope, owner);
  if (visit == NULL || !visit->charges_known) return tr__unknown(TR_NO_DATA);
  return tr__known(visit->charges);
}

static tr_value claim_regions_diagnosed(const tr_scope *scope,
                                        const void *owner) {
  const tr_visit *visit = visit_of(scope, owner);
  if (visit == NULL) return tr__unknown(TR_NO_DATA);
  return tr__known((int64_t)visit->diagnosed);
}

static tr_value claim_notes_given(const tr_scope *scope, const void *owner) {
  const tr_visit *visit = visit_of(scope, owner);
  return tr__known(visit != NULL && visit->notes_given);
}

static tr_value claim_rendering(const tr_scope *scope, const void *owner) {
  (void)scope;
  const tr_claim *claim = owner;
  return tr__thing(claim->rendering != NULL ? claim->rendering : claim->billing,
                   TR_NO_DATA);
}

/* --------------------------------------------------------------------- line */

static tr_value line_rendering(const tr_scope *scope, const void *owner) {
  const tr_line *line = owner;
  if (line->rendering != NULL) return tr__thing(line->rendering, TR_NO_DATA);
  if (line->claim == NULL) return tr__unknown(TR_NO_DATA);
  return claim_rendering(scope, line->claim);
}

static tr_value line_day(const tr_scope *scope, const void *owner) {
  return tr__thing(day_of(scope, owner), TR_NO_DATA);
}

static bool carries(const tr_line *line, tr_code modifier) {
  for (int i = 0; i < TR_MODIFIERS; i++)
    if (line->modifiers[i].state == TR_FIELD_KNOWN &&
        line->modifiers[i].number == (int64_t)modifier)
      return true;
  return false;
}

static tr_value line_billed_for_denial(const tr_scope *scope,
                                       const void *owner) {
  (void)scope;
  return tr__known(carries(owner, TR_CODE("GY")) ||
                   carries(owner, TR_CODE("GZ")));
}

static tr_value line_distinct(const tr_scope *scope, const void *owner) {
  (void)scope;
  return tr__known(
      carries(owner, TR_CODE("59")) || carries(owner, TR_CODE("XE")) ||
      carries(owner, TR_CODE("XS")) || carries(owner, TR_CODE("XP")) ||
      carries(owner, TR_CODE("XU")));
}

static tr_value line_area(const tr_scope *scope, const void *owner) {
  const tr_visit_line *facts = facts_of(scope, owner);
  if (facts == NULL) return tr__unknown(TR_NO_NOTE);
  return of_note(facts->day, true, (int64_t)facts->area);
}

/* Is there a line of the same code on the day, before it or after it? */
static tr_value same_code(const tr_scope *scope, const tr_line *line,
                          bool before) {
  const tr_visit_day *day = day_of(scope, line);
  if (day == NULL || line->code.state != TR_FIELD_KNOWN)
    return tr__unknown(TR_NO_DATA);
  bool passed = false;
  for (uint32_t i = 0; i < day->line_count; i++) {
    const tr_line *other = day->lines[i];
    if (other == line) {
      passed = true;
      continue;
    }
    if (passed == before || other->code.state != TR_FIELD_KNOWN) continue;
    if (other->code.number == line->code.number) return tr__known(true);
  }
  return tr__known(false);
}

static tr_value line_same_code_before(const tr_scope *scope,
                                      const void *owner) {
  return same_code(scope, owner, true);
}

static tr_value line_last_of_code(const tr_scope *scope, const void *owner) {
  tr_value after = same_code(scope, owner, false);
  if (after.unknown == 0) after.number = !after.number;
  return after;
}

static tr_value line_minutes(const tr_scope *scope, const void *owner) {
  const tr_visit_line *facts = facts_of(scope, owner);
  if (facts == NULL) return tr__unknown(TR_NO_NOTE);
  return of_note(facts->day, facts->minutes_known, facts->minutes);
}

static tr_value line_units_supported(const tr_scope *scope, const void *owner) {
  const tr_visit_line *facts = facts_of(scope, owner);
  if (facts == NULL) return tr__unknown(TR_NO_NOTE);
  return of_note(facts->day, facts->units_known, facts->units_supported);
}

/* ---------------------------------------------------------------------- day */

static tr_value day_note(const tr_scope *scope, const void *owner) {
  (void)scope;
  return tr__thing(tr__note_of_day(owner), TR_NO_NOTE);
}

static tr_value day_timed_units_supported(const tr_scope *scope,
                                          const void *owner) {
  (void)scope;
  const tr_visit_day *day = owner;
  return of_note(day, day->units_known, day->timed_supported);
}

static tr_value day_timed_units_billed(const tr_scope *scope,
                                       const void *owner) {
  (void)scope;
  const tr_visit_day *day = owner;
  return of_note(day, day->units_known, day->timed_billed);
}

static tr_value day_timed_minutes(const tr_scope *scope, const void *owner) {
  (void)scope;
  const tr_visit_day *day = owner;
  return of_note(day, day->units_known, day->timed_minutes);
}

/* --------------------------------------------------------------- diagnoses */

static tr_value diagnosis_regions(const tr_scope *scope, const void *owner) {
  const tr_diagnosis *diagnosis = owner;
  if (diagnosis->code.state != TR_FIELD_KNOWN) return tr__unknown(TR_NO_DATA);
  return tr__known((int64_t)tr_table_diagnosis_regions(
      scope->tables, (tr_code)diagnosis->code.number));
}

static tr_value note_diagnosis_regions(const tr_scope *scope,
                                       const void *owner) {
  const tr_note_diagnosis *diagnosis = owner;
  if (diagnosis->code.state != TR_FIELD_KNOWN) return tr__unknown(TR_NO_DATA);
  return tr__known((int64_t)tr_table_diagnosis_regions(
      scope->tables, (tr_code)diagnosis->code.number));
}

/* --------------------------------------------------------------------- note */

static tr_value note_regions_adjusted(const tr_scope *scope,
                                      const void *owner) {
  (void)scope;
  const tr_note *note = owner;
  if (note->segment_list.state == TR_FIELD_UNREADABLE)
    return tr__unknown(TR_NO_DATA);
  tr_regions regions = 0;
  for (uint32_t i = 0; i < note->segment_count; i++) {
    if (note->segments[i].adjusted.state == TR_FIELD_UNREADABLE)
      return tr__unknown(TR_NO_DATA);
    if (is_set(&note->segments[i].adjusted))
      regions |= note->segments[i].regions;
  }
  return tr__known((int64_t)regions);
}

/* P.A.R.T. of a region: two of the four, one of them asymmetry or range of
 * motion; the findings of all its segments count together. */
static tr_value note_regions_examined(const tr_scope *scope,
                                      const void *owner) {
  (void)scope;
  const tr_note *note = owner;
  if (note->segment_list.state == TR_FIELD_UNREADABLE)
    return tr__unknown(TR_NO_DATA);
  tr_regions pain = 0, asymmetry = 0, range = 0, tissue = 0;
  for (uint32_t i = 0; i < note->segment_count; i++) {
    const tr_note_segment *segment = &note->segments[i];
    if (segment->part.state == TR_FIELD_UNREADABLE)
      return tr__unknown(TR_NO_DATA);
    if (is_set(&segment->pain)) pain |= segment->regions;
    if (is_set(&segment->asymmetry)) asymmetry |= segment->regions;
    if (is_set(&segment->range)) range |= segment->regions;
    if (is_set(&segment->tissue)) tissue |= segment->regions;
  }
  const tr_regions examined = (asymmetry & (pain | range | tissue)) |
                              (range & (pain | asymmetry | tissue));
  return tr__known((int64_t)examined);
}

static bool is_active(const tr_note_diagnosis *diagnosis) {
  return diagnosis->status.state != TR_FIELD_KNOWN ||
         tr_str_eq(diagnosis->status.text, TR_STR("active"));
}

static tr_value note_regions_diagnosed(const tr_scope *scope,
                                       const void *owner) {
  const tr_note *note = owner;
  if (note->diagnosis_count == 0) return tr__unknown(TR_NO_DATA);
  tr_regions regions = 0;
  for (uint32_t i = 0; i < note->diagnosis_count; i++) {
    const tr_note_diagnosis *diagnosis = &note->diagnoses[i];
    if (!is_active(diagnosis) || diagnosis->code.state != TR_FIELD_KNOWN)
      continue;
    const tr_code code = (tr_code)diagnosis->code.number;
    regions |= tr_table_diagnosis_regions(scope->tables, code);
    /* the head's own code counts as the neck for manipulation */
    if (code == TR_CODE("M9900") || code == TR_CODE("M9910"))
      regions |= TR_REGION_CERVICAL;
  }
  return tr__known((int64_t)(regions & (TR_REGIONS_SPINE | TR_REGION_ANY)));
}

static tr_value note_fits(const tr_scope *scope, const void *owner) {
  const tr_visit *visit = scope->visit;
  for (uint32_t i = 0; visit != NULL && i < visit->day_count; i++)
    if (visit->days[i].note == owner)
      return tr__known(visit->days[i].note_fits);
  return tr__unknown(TR_NO_DATA);
}

static const tr_visit_day *day_of_note(const tr_scope *scope,
                                       const void *note) {
  const tr_visit *visit = scope->visit;
  for (uint32_t i = 0; visit != NULL && i < visit->day_count; i++)
    if (visit->days[i].note == note) return &visit->days[i];
  return NULL;
}

static tr_value note_course(const tr_scope *scope, const void *owner) {
  const tr_visit_day *day = day_of_note(scope, owner);
  return tr__thing(day != NULL ? day->course : NULL, TR_NO_HISTORY);
}

static tr_value note_twin(const tr_scope *scope, const void *owner) {
  const tr_visit_day *day = day_of_note(scope, owner);
  if (scope->history == NULL) return tr__unknown(TR_NO_HISTORY);
  return tr__thing(day != NULL ? day->twin : NULL, TR_NO_DATA);
}

/* ------------------------------------------------------------------ service */

static tr_value service_duration(const tr_scope *scope, const void *owner) {
  (void)scope;
  int64_t minutes;
  if (!tr_service_minutes(owner, &minutes)) return tr__unknown(TR_NO_DATA);
  return tr__known(minutes);
}

static tr_value service_force_pounds(const tr_scope *scope, const void *owner) {
  (void)scope;
  int64_t pounds;
  if (tr_note_force_pounds(owner, &pounds) != TR_OK)
    return tr__unknown(TR_NO_DATA);
  return tr__known(pounds);
}

static tr_value service_line(const tr_scope *scope, const void *owner) {
  const tr_visit *visit = scope->visit;
  if (visit == NULL || visit->claim == NULL) return tr__unknown(TR_NO_DATA);
  for (uint32_t i = 0; i < visit->claim->line_count; i++)
    for (uint32_t j = 0; j < visit->lines[i].service_count; j++)
      if (visit->lines[i].services[j] == owner)
        return tr__thing(&visit->claim->lines[i], TR_NO_DATA);
  return tr__unknown(TR_NO_DATA);
}

tr_value tr__derive(tr_derive which, const tr_scope *scope, const void *owner) {
  static tr_derive_fn *const functions[TR_DERIVE_COUNT] = {
#define DERIVE_ENTRY(name) [TR_DERIVE_##name] = name,
      TR_DERIVE_MAP(DERIVE_ENTRY)
#undef DERIVE_ENTRY
#define DERIVE_ENTRY(name) [TR_DERIVE_##name] = tr__##name,
          TR_DERIVE_RULE_MAP(DERIVE_ENTRY)
#undef DERIVE_ENTRY
  };
  return functions[which](scope, owner);
}
