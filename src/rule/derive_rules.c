/* Derived facts that single rules ask for. */
#include "note/note_force.h"
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
