/* Decides what is said of one line, and what money is at stake. */
#include "coding/compare_parts.h"

/* -------------------------------------------------------------------- money */

/* A part of an amount, half a cent up. */
static bool part_of(tr_cents amount, int64_t part, int64_t whole,
                    tr_cents *out) {
  int64_t product;
  if (amount < 0 || whole <= 0 ||
      __builtin_mul_overflow(amount, part, &product))
    return false;
  const int64_t rest = product % whole;
  *out = product / whole + (rest >= whole - rest ? 1 : 0);
  return true;
}

static bool charge_of(const tr_context_line *line, tr_cents *charge) {
  *charge = line->charge;
  return line->charge_known && line->charge >= 0;
}

/* What units of a supported line cost. */
static bool price_of(const tr__compare *compare, const tr__compare_visit *visit,
                     const tr_coded_line *line, int64_t units, tr_cents *out) {
  tr_cents fee;
  if (line->charge_known && line->billed.units > 0)
    return part_of(line->billed.charge, units, line->billed.units * 1000, out);
  return tr_billed_fee(&compare->fees, visit->claim, line->billed.procedure,
                       &fee) &&
         part_of(fee, units, 1000, out);
}

bool tr__is_denial(const tr_code *modifiers, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (modifiers[i] == TR_CODE("GY") || modifiers[i] == TR_CODE("GZ"))
      return true;
  return false;
}

static void no_money(tr_difference *difference) {
  difference->over = difference->under = difference->at_risk = 0;
  difference->fee_unknown = false;
}

/* -------------------------------------------------------------------- words */

const tr_coding_reason *tr__first_reason(const tr_coded_line *line) {
  static const tr_coding_reason none = {.text = {"", 0}};
  return line->because_count > 0 ? &line->because[0] : &none;
}

static void take_reason(tr_difference *difference,
                        const tr_coding_reason *reason) {
  difference->text = reason->text;
  difference->source = reason->source;
  difference->rule = reason->origin;
  difference->pointer = reason->pointer;
}

/* A rule that changed the units goes before the method that gave them. */
static const tr_coding_reason *units_reason(const tr__compare *compare,
                                            const tr_coded_line *line) {
  const tr_coding_reason *found = NULL;
  for (uint32_t i = 0; i < line->because_count; i++) {
    const tr_coding_reason *reason = &line->because[i];
    const bool rule =
        reason->origin != NULL &&
        tr_pack_find(compare->input->pack, tr_str_of(reason->origin)) != NULL;
    const bool method =
        reason->origin == NULL &&
        !tr_str_eq(tr_str_of(reason->source), TR_STR("design-regions"));
    if ((rule || method) &&
        tr_str_find_nocase(reason->text, TR_STR("unit")) != SIZE_MAX)
      found = reason;
  }
  return found != NULL ? found : tr__first_reason(line);
}

/* ------------------------------------------------------------------- a line */

static void offer_units(const tr__compare *compare,
                        const tr__compare_visit *visit,
                        const tr_coded_line *line, int64_t units,
                        tr_difference *difference) {
  difference->supported = line;
  difference->supported_units = units;
  difference->supported_charge_known =
      price_of(compare, visit, line, units, &difference->supported_charge);
}

static tr_difference begin(const tr__compare *compare,
                           const tr__compare_visit *visit,
                           const tr__demand *demand) {
  const tr_context_line *line = demand->line;
  tr_difference difference = {
      .visit = visit->visit,
      .billed = line,
      .denial = tr__is_denial(line->modifiers, line->modifier_count)};
  if (demand->offer != NULL)
    offer_units(compare, visit, demand->offer->line,
                demand->other_code ? demand->offer->line->billed.units * 1000
                                   : line->units - demand->left,
                &difference);
  return difference;
}

static void add(tr__compare *compare, const tr__demand *demand,
                tr_difference *difference) {
  if (difference->denial && difference->kind != TR_COMPARE_AGREES) {
    no_money(difference);
    difference->text = tr__compare_say(
        compare, "%.*s; billed for denial, so no money is at stake",
        TR_STR_ARG(difference->text));
  }
  tr__compare_add(compare, demand->to, difference);
}

static void not_there(tr__compare *compare, const tr__compare_visit *visit,
                      const tr__demand *demand) {
  tr_difference difference = begin(compare, visit, demand);
  tr_cents charge;
  tr__compare_why_not(compare, visit, demand, &difference);
  if (difference.kind == TR_COMPARE_NOT_SUPPORTED) {
    difference.fee_unknown = !charge_of(demand->line, &charge);
    if (!difference.fee_unknown) difference.over = charge;
  }
  add(compare, demand, &difference);
}

static void other_code(const tr__demand *demand, tr_difference *difference) {
  const tr_cents supported = difference->supported_charge;
  tr_cents billed;
  difference->kind = TR_COMPARE_CODE;
  take_reason(difference, tr__first_reason(demand->offer->line));
  difference->fee_unknown =
      !charge_of(demand->line, &billed) || !difference->supported_charge_known;
  if (difference->fee_unknown) return;
  if (billed > supported)
    difference->over = billed - supported;
  else
    difference->under = supported - billed;
}

static void say_units(tr__compare *compare, const tr_coded_line *line,
                      int64_t billed, int64_t supported,
                      tr_difference *difference) {
  char many[TR_COMPARE_UNITS], few[TR_COMPARE_UNITS];
  take_reason(difference, units_reason(compare, line));
  difference->text = tr__compare_say(
      compare, "%s billed, %s supported: %.*s", tr_compare_units(billed, many),
      tr_compare_units(supported, few), TR_STR_ARG(difference->text));
}

static void units_over(tr__compare *compare, const tr__demand *demand,
                       tr_difference *difference) {
  tr_cents charge;
  const int64_t units = demand->line->units;
  difference->kind = TR_COMPARE_UNITS_OVER;
  say_units(compare, demand->offer->line, units, units - demand->left,
            difference);
  difference->fee_unknown =
      !charge_of(demand->line, &charge) ||
      !part_of(charge, demand->left, units, &difference->over);
}

static void units_under(tr__compare *compare, const tr__compare_visit *visit,
                        const tr__demand *demand, tr_difference *difference) {
  const int64_t units = demand->line->units, left = demand->offer->left;
  difference->kind = TR_COMPARE_UNITS_UNDER;
  offer_units(compare, visit, demand->offer->line, units + left, difference);
  say_units(compare, demand->offer->line, units, units + left, difference);
  difference->fee_unknown =
      !price_of(compare, visit, demand->offer->line, left, &difference->under);
}

/* @return Whether anything was said of code or units. */
static bool code_and_units(tr__compare *compare, const tr__compare_visit *visit,
                           const tr__demand *demand,
                           tr_difference *difference) {
  if (demand->other_code)
    other_code(demand, difference);
  else if (demand->left > 0)
    units_over(compare, demand, difference);
  else if (demand->offer->last == demand && demand->offer->left > 0)
    units_under(compare, visit, demand, difference);
  else
    return false;
  add(compare, demand, difference);
  return true;
}

void tr__compare_line(tr__compare *compare, const tr__compare_visit *visit,
                      const tr__demand *demand) {
  if (demand->offer == NULL) {
    not_there(compare, visit, demand);
    return;
  }
  tr_difference difference = begin(compare, visit, demand);
  bool said = code_and_units(compare, visit, demand, &difference);
  tr_cents charge, at_risk = 0;
  /* what is billed too much is not at risk once more */
  const bool known = charge_of(demand->line, &charge);
  if (known && charge > difference.over) at_risk = charge - difference.over;
  for (int i = 0; i < 2; i++) {
    tr_difference detail = begin(compare, visit, demand);
    if (i == 0 ? !tr__compare_modifiers(compare, visit, demand, &detail)
               : !tr__compare_points(compare, visit, demand, &detail))
      continue;
    detail.at_risk = at_risk;
    detail.fee_unknown = !known;
    at_risk = 0; /* a charge is at risk once */
    add(compare, demand, &detail);
    said = true;
  }
  if (said) return;
  difference.kind = TR_COMPARE_AGREES;
  take_reason(&difference, tr__first_reason(demand->offer->line));
  add(compare, demand, &difference);
}

void tr__compare_unbilled(tr__compare *compare, const tr__compare_visit *visit,
                          const tr__offer *offer) {
  const tr_encounter_line *line = &offer->line->billed;
  tr_difference difference = {.kind = TR_COMPARE_NOT_BILLED,
                              .visit = visit->visit};
  for (uint32_t i = 0; i < line->modifier_count; i++)
    if (line->modifiers[i] == TR_CODE("GY")) return; /* nobody must bill it */
  offer_units(compare, visit, offer->line, line->units * 1000, &difference);
  difference.denial = tr__is_denial(line->modifiers, line->modifier_count);
  take_reason(&difference, tr__first_reason(offer->line));
  difference.fee_unknown = !difference.supported_charge_known;
  if (!difference.fee_unknown) difference.under = difference.supported_charge;
  if (difference.denial) no_money(&difference);
  tr__compare_add(compare, visit->to, &difference);
}
