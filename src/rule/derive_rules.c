/* Derived facts that single rules ask for. */
#include "note/note_force.h"
#include "rule/calls.h"
#include "rule/derive.h"

/* --------------------------------------------------------------------- line */

tr_value tr__line_first_of_day(const tr_scope *scope, const void *owner) {
  const tr_line *line = owner;
  (void)scope;
  if (line->claim == NULL || line->date.state != TR_FIELD_KNOWN)
    return tr__unknown(TR_NO_DATA);
  for (int32_t i = 0; i < line->index; i++)
    if (line->claim->lines[i].date.state == TR_FIELD_KNOWN &&
        line->claim->lines[i].date.number == line->date.number)
      return tr__known(false);
  return tr__known(true);
}

tr_value tr__line_gp_place(const tr_scope *scope, const void *owner) {
  const tr_line *line = owner;
  (void)scope;
  for (int m = 0; m < TR_MODIFIERS; m++)
    if ((tr_code)line->modifiers[m].number == TR_CODE("GP"))
      return tr__whole(m + 1);
  return tr__unknown(TR_NO_DATA);
}

tr_value tr__line_date_unreadable(const tr_scope *scope, const void *owner) {
  const tr_line *line = owner;
  (void)scope;
  return tr__known(line->date.state == TR_FIELD_UNREADABLE);
}

tr_value tr__line_code_malformed(const tr_scope *scope, const void *owner) {
  const tr_line *line = owner;
  (void)scope;
  if (line->code.state == TR_FIELD_ABSENT) return tr__known(false);
  return tr__known(line->code.state == TR_FIELD_UNREADABLE ||
                   line->code.number == 0);
}

/* Letter case is lost in the code itself: codes are read in upper case. */
tr_value tr__line_lower_case_modifier(const tr_scope *scope,
                                      const void *owner) {
  const tr_line *line = owner;
  (void)scope;
  for (int m = 0; m < TR_MODIFIERS; m++) {
    const tr_field *modifier = &line->modifiers[m];
    if (modifier->state != TR_FIELD_KNOWN || modifier->number == 0) continue;
    const tr_value text = tr__text(tr_unit_text(line->unit, modifier));
    if (tr__fn_in_lower_case(scope, &text).number == 0) continue;
    bool again = false; /* a place is found by the code: its first */
    for (int k = 0; k < m; k++)
      again = again || line->modifiers[k].number == modifier->number;
    if (!again) return tr__known(modifier->number);
  }
  return tr__unknown(TR_NO_DATA);
}

/* ---------------------------------------------------------------------- day */

tr_value tr__day_has_note(const tr_scope *scope, const void *owner) {
  const tr_visit_day *day = owner;
  return tr__known(day->note != NULL ||
                   (scope->visit != NULL && scope->visit->note_elsewhere));
}

/* -------------------------------------------------------------------- party */

tr_value tr__party_is_rendering(const tr_scope *scope, const void *owner) {
  const tr_claim *claim = scope->claim;
  if (claim == NULL) return tr__unknown(TR_NO_DATA);
  if (owner == claim->rendering) return tr__known(true);
  for (uint32_t i = 0; i < claim->line_count; i++)
    if (claim->lines[i].rendering == owner) return tr__known(true);
  /* a billing provider who is a person renders where nobody else is named */
  const tr_party *party = owner;
  return tr__known(claim->rendering == NULL &&
                   party->loop == TR_CODE("2010AA") &&
                   (tr_code)party->kind.number == TR_CODE("1"));
}

tr_value tr__party_title(const tr_scope *scope, const void *owner) {
  static const struct {
    const char *role, *title;
  } titles[] = {
      {"41", "the submitter"},
      {"40", "the receiver"},
      {"85", "the billing provider"},
      {"87", "the pay-to address"},
      {"PE", "the pay-to plan"},
      {"IL", "the subscriber"},
      {"PR", "the payer"},
      {"QC", "the patient"},
      {"DN", "the referring provider"},
      {"P3", "the primary care provider"},
      {"82", "the rendering provider"},
      {"77", "the service facility"},
      {"DQ", "the supervising provider"},
      {"DK", "the ordering provider"},
      {"QB", "the purchased service provider"},
      {"PW", "the pick-up place"},
      {"45", "the drop-off place"},
  };
  const tr_party *party = owner;
  (void)scope;
  for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
    if (tr_code_pack(tr_str_of(titles[i].role)) == (tr_code)party->role.number)
      return tr__words(titles[i].title);
  return tr__words("a party");
}

/* Segments of the levels above the claims that are no DMG. */
static bool is_other_of_level(tr_code id) {
  return id == TR_CODE("HL") || id == TR_CODE("SBR") || id == TR_CODE("PAT") ||
         id == TR_CODE("NM1") || id == TR_CODE("N3") || id == TR_CODE("N4") ||
         id == TR_CODE("REF") || id == TR_CODE("PER") || id == TR_CODE("PRV") ||
         id == TR_CODE("CUR");
}

/* One that stands out of order is sent, too; a mistyped id may be the one. */
tr_value tr__party_demographics_sent(const tr_scope *scope, const void *owner) {
  const tr_unit *unit = ((const tr_party *)owner)->unit;
  bool doubtful = false;
  (void)scope;
  for (size_t i = 0; i < unit->segment_count; i++) {
    const tr_code id = unit->segments[i].id;
    if (id == TR_CODE("DMG")) return tr__known(true);
    doubtful = doubtful || !is_other_of_level(id);
  }
  return doubtful ? tr__unknown(TR_NO_DATA) : tr__known(false);
}

/* N3 and N4 in the party's own loop; a mistyped id may be one of them. */
tr_value tr__party_address_sent(const tr_scope *scope, const void *owner) {
  const tr_party *party = owner;
  bool street = false, city = false, doubtful = false;
  (void)scope;
  for (size_t i = 0; i < party->unit->segment_count; i++) {
    const tr_unit_segment *segment = &party->unit->segments[i];
    const bool here = segment->loop == party->loop;
    street = street || (here && segment->id == TR_CODE("N3"));
    city = city || (here && segment->id == TR_CODE("N4"));
    doubtful = doubtful || (segment->id != TR_CODE("DMG") &&
                            !is_other_of_level(segment->id));
  }
  if (street && city) return tr__known(true);
  return doubtful ? tr__unknown(TR_NO_DATA) : tr__known(false);
}

/* --------------------------------------------------------------------- note */

static bool billed_for_denial(const tr_line *line) {
  for (int m = 0; m < TR_MODIFIERS; m++) {
    const tr_code modifier = (tr_code)line->modifiers[m].number;
    if (modifier == TR_CODE("GY") || modifier == TR_CODE("GZ")) return true;
  }
  return false;
}

tr_value tr__note_to_pay(const tr_scope *scope, const void *owner) {
  const tr_visit *visit = scope->visit;
  for (uint32_t d = 0; visit != NULL && d < visit->day_count; d++) {
    const tr_visit_day *day = &visit->days[d];
    if (day->note != owner) continue;
    for (uint32_t i = day->earlier_count; i < day->line_count; i++)
      if (!billed_for_denial(day->lines[i])) return tr__known(true);
    return tr__known(false);
  }
  return tr__known(true);
}

/* Of a list or object of the wrong type TRD0104 speaks; that something is
 * missing from it is not said as well. */
static tr_value is_readable(const tr_note_field *field) {
  return tr__known(field->state != TR_FIELD_UNREADABLE);
}

tr_value tr__note_services_readable(const tr_scope *scope, const void *owner) {
  const tr_note *note = owner;
  (void)scope;
  return is_readable(&note->service_list);
}

tr_value tr__note_diagnoses_readable(const tr_scope *scope, const void *owner) {
  const tr_note *note = owner;
  (void)scope;
  return is_readable(&note->diagnosis_list);
}

tr_value tr__note_plan_readable(const tr_scope *scope, const void *owner) {
  const tr_note *note = owner;
  (void)scope;
  return tr__known(is_readable(&note->plan_of_care).number != 0 &&
                   is_readable(&note->goal_list).number != 0 &&
                   is_readable(&note->plan_item_list).number != 0);
}

tr_value tr__service_areas_readable(const tr_scope *scope, const void *owner) {
  const tr_service *service = owner;
  (void)scope;
  return is_readable(&service->areas.list);
}

/* "false" and "none" are answers too: there was no separate problem. */
tr_value tr__note_separate_problem_shown(const tr_scope *scope,
                                         const void *owner) {
  const tr_note_field *field = &((const tr_note *)owner)->separate_problem;
  (void)scope;
  if (field->state != TR_FIELD_KNOWN) return tr__known(false);
  return tr__known(!tr_str_eq_nocase(field->text, TR_STR("false")) &&
                   !tr_str_eq_nocase(field->text, TR_STR("none")) &&
                   !tr_str_eq_nocase(field->text, TR_STR("no")));
}

/* ------------------------------------------------------------------ service */

static bool is_kind(const tr_service *service, const char *kind) {
  return service->kind.state == TR_FIELD_KNOWN &&
         tr_str_eq(service->kind.text, tr_str_of(kind));
}

tr_value tr__service_one_on_one_time(const tr_scope *scope, const void *owner) {
  const tr_service *service = owner;
  if (service->one_on_one.state == TR_FIELD_KNOWN)
    return tr__known(service->one_on_one.number != 0);
  if (service->code.state == TR_FIELD_KNOWN) {
    const tr_procedure *row = NULL;
    tr_table_procedure(scope->tables, (tr_code)service->code.number,
                       tr__day_of(scope), &row);
    if (row != NULL) return tr__known(row->one_on_one);
  }
  static const char *const kinds[] = {
      "manual",     "massage", "exercise",   "neuromuscular",
      "activities", "gait",    "ultrasound", "estim-attended",
  };
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (is_kind(service, kinds[i])) return tr__known(true);
  return tr__known(false);
}

tr_value tr__service_force_percent(const tr_scope *scope, const void *owner) {
  const tr_service *service = owner;
  int64_t pounds, weight, product;
  (void)scope;
  if (service->force_unit.state == TR_FIELD_KNOWN &&
      tr_str_eq(service->force_unit.text, TR_STR("%bw")) &&
      service->force.state == TR_FIELD_KNOWN)
    return tr__known(service->force.number);
  if (tr_note_force_pounds(service, &pounds) != TR_OK ||
      tr_note_weight_pounds(service->note, &weight) != TR_OK || weight <= 0 ||
      __builtin_mul_overflow(pounds, (int64_t)100 * TR_THOUSAND, &product))
    return tr__unknown(TR_NO_DATA);
  return tr__known(product / weight);
}

/* ------------------------------------------------------------- other payers */

bool tr__decided_by(const tr_adjudication *decision,
                    const tr_other_payer *payer) {
  if (payer->payer == NULL || payer->payer->id.state != TR_FIELD_KNOWN ||
      decision->payer_id.state != TR_FIELD_KNOWN)
    return false;
  return tr_str_eq(tr_unit_text(decision->unit, &decision->payer_id),
                   tr_unit_text(payer->payer->unit, &payer->payer->id));
}

tr_value tr__other_payer_position(const tr_scope *scope, const void *owner) {
  const tr_claim *claim = scope->claim;
  if (claim == NULL) return tr__unknown(TR_NO_DATA);
  return tr__whole((const tr_other_payer *)owner - claim->other_payers + 1);
}

/* Segments of 2320 and 2330 that are no AMT. */
static bool is_other_of_payer(tr_code id) {
  return id == TR_CODE("SBR") || id == TR_CODE("CAS") || id == TR_CODE("OI") ||
         id == TR_CODE("MOA") || id == TR_CODE("NM1") || id == TR_CODE("N3") ||
         id == TR_CODE("N4") || id == TR_CODE("DTP") || id == TR_CODE("REF");
}

/* Likewise of the amount a payer paid. */
tr_value tr__other_payer_paid_sent(const tr_scope *scope, const void *owner) {
  const tr_other_payer *payer = owner;
  const tr_unit *unit = payer->unit;
  bool doubtful = false;
  (void)scope;
  if (payer->paid.element != 0) return tr__known(true);
  for (size_t i = payer->responsibility.segment + 1U; i < unit->segment_count;
       i++) {
    const tr_code id = unit->segments[i].id;
    if (id == TR_CODE("SBR") || unit->segments[i].line >= 0) break;
    if (id == TR_CODE("AMT")) {
      const tr_str kind = tr_unit_element(unit, i, 1, 0);
      if (tr_str_eq(kind, TR_STR("D"))) return tr__known(true);
      doubtful = doubtful || (!tr_str_eq(kind, TR_STR("A8")) &&
                              !tr_str_eq(kind, TR_STR("EAF")));
    } else
      doubtful = doubtful || !is_other_of_payer(id);
  }
  return doubtful ? tr__unknown(TR_NO_DATA) : tr__known(false);
}

tr_value tr__adjudication_charge(const tr_scope *scope, const void *owner) {
  const tr_adjudication *decision = owner;
  const tr_claim *claim = scope->claim;
  if (claim == NULL || decision->line < 0 ||
      (uint32_t)decision->line >= claim->line_count)
    return tr__unknown(TR_NO_DATA);
  const tr_field *charge = &claim->lines[decision->line].charge;
  return charge->state == TR_FIELD_KNOWN ? tr__known(charge->number)
                                         : tr__unknown(TR_NO_DATA);
}

tr_value tr__adjudication_payer_known(const tr_scope *scope,
                                      const void *owner) {
  const tr_claim *claim = scope->claim;
  for (uint32_t i = 0; claim != NULL && i < claim->other_payer_count; i++)
    if (tr__decided_by(owner, &claim->other_payers[i])) return tr__known(true);
  return tr__known(false);
}
