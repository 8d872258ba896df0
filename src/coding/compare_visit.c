/* Decides which line of a claim bills which of the things a visit supports. */
#include "coding/compare_parts.h"
#include "rule/service_match.h"

/* ----------------------------------------------------------------- sameness */

const tr_procedure *tr__compare_procedure(const tr__compare *compare,
                                          tr_code code, tr_day day) {
  const tr_procedure *row = NULL;
  (void)tr_table_procedure(compare->input->tables, code, day, &row);
  return row;
}

/* 59 and the X modifiers promise the same, the latter more closely. */
bool tr__same_modifier(const tr__compare *compare, tr_day day, tr_code a,
                       tr_code b) {
  const tr_tables *tables = compare->input->tables;
  return a == b || ((tr_table_modifier_flags(tables, a, day) &
                     TR_MODIFIER_DISTINCT) != 0 &&
                    (tr_table_modifier_flags(tables, b, day) &
                     TR_MODIFIER_DISTINCT) != 0);
}

static bool covers(const tr__compare *compare, tr_day day, const tr_code *list,
                   uint32_t count, const tr_code *in, uint32_t in_count) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = 0;
    while (at < in_count && !tr__same_modifier(compare, day, list[i], in[at]))
      at++;
    if (at == in_count) return false;
  }
  return true;
}

bool tr__same_modifiers(const tr__compare *compare, tr_day day,
                        const tr_context_line *billed,
                        const tr_coded_line *supported) {
  const tr_encounter_line *line = &supported->billed;
  return covers(compare, day, billed->modifiers, billed->modifier_count,
                line->modifiers, line->modifier_count) &&
         covers(compare, day, line->modifiers, line->modifier_count,
                billed->modifiers, billed->modifier_count);
}

static bool knows(const tr_derivation *derivation, tr_code code) {
  return tr_codes_have(derivation->billed_as, derivation->billed_as_count,
                       code) ||
         tr_codes_have_prefix(derivation->billed_as_prefixes,
                              derivation->billed_as_prefix_count, code) ||
         tr_codes_have(derivation->mistaken_for, derivation->mistaken_for_count,
                       code);
}

/* Levels of one thing: manipulation, visits, films of one region. */
static bool same_family(const tr_procedure *a, const tr_procedure *b) {
  if (a == NULL || b == NULL) return false;
  if (tr_class_is_evaluation(a->group)) return tr_class_is_evaluation(b->group);
  if (a->group != b->group) return false;
  return tr_class_is_cmt(a->group) || (a->group == TR_CLASS_X_RAY &&
                                       tr_regions_meet(a->regions, b->regions));
}

bool tr__compare_related(const tr__compare *compare,
                         const tr__compare_visit *visit, tr_code billed,
                         const tr_coded_line *supported) {
  const tr_day day = visit->visit->encounter->service;
  const tr_procedure *row = tr__compare_procedure(compare, billed, day);
  if (billed == supported->billed.procedure ||
      same_family(row, tr__compare_procedure(compare,
                                             supported->billed.procedure, day)))
    return true;
  for (uint32_t i = 0; i < supported->because_count; i++) {
    const char *origin = supported->because[i].origin;
    const tr_derivation *derivation =
        origin != NULL
            ? tr_pack_find_derivation(compare->input->pack, tr_str_of(origin))
            : NULL;
    if (derivation != NULL && knows(derivation, billed)) return true;
  }
  return false;
}

/* ------------------------------------------------------------------ pairing */

static void take(tr__demand *demand, tr__offer *offer) {
  const int64_t units = demand->left < offer->left ? demand->left : offer->left;
  demand->left -= units;
  offer->left -= units;
  offer->last = demand;
  if (demand->offer == NULL) demand->offer = offer;
}

/** How closely a line and an offer are to agree, from close to loose. */
typedef enum closeness {
  UNITS_AND_MODIFIERS,
  UNITS_ALONE,
  MODIFIERS_ALONE,
  CODE_ALONE,
  CLOSENESSES
} closeness;

static bool fits(const tr__compare *compare, const tr__compare_visit *visit,
                 const tr__demand *demand, const tr__offer *offer,
                 closeness how) {
  const tr_day day = visit->visit->encounter->service;
  if (offer->line->billed.procedure != demand->line->code || offer->left <= 0)
    return false;
  const bool units = offer->left == demand->left;
  switch (how) {
    case UNITS_AND_MODIFIERS:
      return units &&
             tr__same_modifiers(compare, day, demand->line, offer->line);
    case UNITS_ALONE:
      return units;
    case MODIFIERS_ALONE:
      return tr__same_modifiers(compare, day, demand->line, offer->line);
    case CODE_ALONE:
    case CLOSENESSES:
      break;
  }
  return true;
}

static void pair(const tr__compare *compare, tr__compare_visit *visit,
                 closeness how) {
  for (uint32_t i = 0; i < visit->demand_count; i++) {
    tr__demand *demand = &visit->demands[i];
    for (uint32_t k = 0; k < visit->offer_count && demand->offer == NULL; k++)
      if (fits(compare, visit, demand, &visit->offers[k], how))
        take(demand, &visit->offers[k]);
  }
}

/* A line of several units may bill what is supported line by line. */
static void pair_rest(tr__compare_visit *visit) {
  for (uint32_t i = 0; i < visit->demand_count; i++) {
    tr__demand *demand = &visit->demands[i];
    for (uint32_t k = 0; k < visit->offer_count; k++) {
      tr__offer *offer = &visit->offers[k];
      if (demand->left > 0 && demand->offer != NULL && offer->left > 0 &&
          offer->line->billed.procedure == demand->line->code)
        take(demand, offer);
    }
  }
}

static void pair_related(const tr__compare *compare, tr__compare_visit *visit) {
  for (uint32_t i = 0; i < visit->demand_count; i++) {
    tr__demand *demand = &visit->demands[i];
    for (uint32_t k = 0; k < visit->offer_count && demand->offer == NULL; k++) {
      tr__offer *offer = &visit->offers[k];
      if (offer->last != NULL ||
          !tr__compare_related(compare, visit, demand->line->code, offer->line))
        continue;
      demand->offer = offer;
      demand->other_code = true;
      demand->left = offer->left = 0;
      offer->last = demand;
    }
  }
}

void tr__compare_lines(tr__compare *compare, tr__compare_visit *visit) {
  for (int how = 0; how < CLOSENESSES; how++)
    pair(compare, visit, (closeness)how);
  pair_rest(visit);
  pair_related(compare, visit);
  for (uint32_t i = 0; i < visit->demand_count; i++)
    tr__compare_line(compare, visit, &visit->demands[i]);
  for (uint32_t i = 0; i < visit->offer_count; i++)
    if (visit->offers[i].last == NULL)
      tr__compare_unbilled(compare, visit, &visit->offers[i]);
}
