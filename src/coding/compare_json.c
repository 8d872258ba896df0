/* The shape of a comparison for programs. */
#include "coding/compare_json.h"

#include "base/json_member.h"

/* ------------------------------------------------------------------- values */

static void put_cents(tr_json *json, const char *key, bool known,
                      tr_cents cents) {
  char text[TR_CENTS_TEXT];
  if (known) tr_cents_text(cents, text);
  tr_json_put_word(json, key, known ? text : NULL);
}

static void put_units(tr_json *json, int64_t units) {
  char text[TR_COMPARE_UNITS];
  tr_json_key(json, TR_STR("units"));
  if (units > 0)
    tr_json_raw(json, tr_str_of(tr_compare_units(units, text)));
  else
    tr_json_null(json);
}

/* -------------------------------------------------------------------- sides */

static void put_side(tr_json *json, tr_code code, int64_t units,
                     const tr_code *modifiers, uint32_t modifier_count,
                     const uint8_t *pointers, uint32_t pointer_count) {
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("code"));
  tr_json_code(json, code);
  put_units(json, units);
  tr_json_key(json, TR_STR("modifiers"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < modifier_count; i++)
    tr_json_code(json, modifiers[i]);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("pointers"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < pointer_count; i++)
    tr_json_integer(json, pointers[i]);
  tr_json_end_array(json);
}

static void put_billed(tr_json *json, const tr_context_line *line) {
  tr_json_key(json, TR_STR("billed"));
  if (line == NULL) {
    tr_json_null(json);
    return;
  }
  put_side(json, line->code, line->units, line->modifiers, line->modifier_count,
           line->pointers, line->pointer_count);
  put_cents(json, "charge", line->charge_known, line->charge);
  tr_json_end_object(json);
}

static void put_supported(tr_json *json, const tr_claim_context *claim,
                          const tr_difference *difference) {
  uint8_t pointers[TR_POINTERS];
  tr_json_key(json, TR_STR("supported"));
  if (difference->supported == NULL) {
    tr_json_null(json);
    return;
  }
  const tr_encounter_line *line = &difference->supported->billed;
  const uint32_t count = tr_compare_pointers(claim, difference->visit,
                                             difference->supported, pointers);
  put_side(json, line->procedure, difference->supported_units, line->modifiers,
           line->modifier_count, pointers, count);
  put_cents(json, "charge", difference->supported_charge_known,
            difference->supported_charge);
  tr_json_end_object(json);
}

/* -------------------------------------------------------------- differences */

static void put_amount(tr_json *json, const char *key,
                       const tr_difference *difference,
                       tr_compare_money which) {
  tr_cents cents = 0;
  const bool known = tr_compare_amount(difference, which, &cents);
  put_cents(json, key, known, cents);
}

static tr_day date_of(const tr_difference *difference) {
  if (difference->billed != NULL) return difference->billed->date;
  return difference->visit != NULL ? difference->visit->encounter->service
                                   : TR_DAY_MIN;
}

static void put_difference(tr_json *json, const tr_claim_context *claim,
                           const tr_difference *difference) {
  const tr_context_line *line = difference->billed;
  tr_json_begin_object(json);
  tr_json_put_word(json, "kind", tr_compare_word(difference->kind));
  tr_json_key(json, TR_STR("line"));
  if (line != NULL)
    tr_json_integer(json, line->number);
  else
    tr_json_null(json);
  tr_json_put_day(json, "date", date_of(difference));
  tr_json_put_text(json, "note",
                   difference->visit != NULL ? difference->visit->note->id.text
                                             : (tr_str){NULL, 0});
  put_billed(json, line);
  put_supported(json, claim, difference);
  put_amount(json, "over", difference, TR_MONEY_OVER);
  put_amount(json, "under", difference, TR_MONEY_UNDER);
  put_amount(json, "at_risk", difference, TR_MONEY_AT_RISK);
  put_cents(json, "no_note", true, difference->without_note);
  tr_json_put_text(json, "text", difference->text);
  tr_json_put_word(json, "source", difference->source);
  tr_json_put_word(json, "rule", difference->rule);
  tr_json_put_word(json, "pointer", difference->pointer);
  tr_json_end_object(json);
}

static void put_differences(tr_json *json, const tr_claim_context *claim,
                            const tr_difference *const *differences,
                            uint32_t count) {
  tr_json_key(json, TR_STR("lines"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++)
    put_difference(json, claim, differences[i]);
  tr_json_end_array(json);
}

static void put_sums(tr_json *json, const tr_compare_sums *sums) {
  put_cents(json, "over", true, sums->over);
  put_cents(json, "under", true, sums->under);
  put_cents(json, "at_risk", true, sums->at_risk);
  put_cents(json, "no_note", true, sums->without_note);
  tr_json_put_count(json, "without_fee", sums->without_fee);
}

/* ------------------------------------------------------------ claims, notes */

static const char *standing_of(const tr_compared_claim *claim) {
  switch (claim->standing) {
    case TR_STANDS_VOID:
      return "void";
    case TR_STANDS_REPLACED:
      return "replaced";
    case TR_STANDS:
      break;
  }
  return claim->visits > 0 ? "compared" : "no-note";
}

static void put_claim(tr_json *json, const tr_compared_claim *claim) {
  const tr_coded_visit *visit = claim->first;
  tr_json_begin_object(json);
  tr_json_put_text(json, "claim", claim->claim->id);
  tr_json_put_count(json, "claim_at", claim->claim->at);
  tr_json_put_word(json, "file", claim->claim->file);
  tr_json_put_text(json, "note",
                   visit != NULL ? visit->note->id.text : (tr_str){NULL, 0});
  tr_json_put_day(json, "date",
                  visit != NULL ? visit->encounter->service : TR_DAY_MIN);
  tr_json_put_word(json, "payer", visit != NULL ? visit->profile : NULL);
  tr_json_put_word(json, "standing", standing_of(claim));
  put_differences(json, claim->claim, claim->differences,
                  claim->difference_count);
  put_sums(json, &claim->sums);
  tr_json_end_object(json);
}

static void put_note(tr_json *json, const tr_compared_note *note) {
  static const char *const bonds[] = {[TR_BOND_NOTE] = "no-claim",
                                      [TR_BOND_SHARE] = "no-claim",
                                      [TR_BOND_RIVAL] = "another-note",
                                      [TR_BOND_MISFIT] = "misfit"};
  tr_json_begin_object(json);
  tr_json_put_text(json, "note", note->visit->note->id.text);
  tr_json_put_day(json, "date", note->visit->encounter->service);
  tr_json_put_word(json, "payer", note->visit->profile);
  tr_json_put_word(json, "standing", bonds[note->bond]);
  put_differences(json, NULL, note->differences, note->difference_count);
  put_sums(json, &note->sums);
  tr_json_end_object(json);
}

static void put_totals(tr_json *json, const tr_comparison *comparison) {
  tr_json_key(json, TR_STR("totals"));
  tr_json_begin_object(json);
  tr_json_put_count(json, "claims", comparison->claim_count);
  tr_json_put_count(json, "compared", comparison->compared);
  tr_json_put_count(json, "without_note", comparison->without_note);
  tr_json_put_count(json, "passed_over", comparison->passed_over);
  tr_json_put_count(json, "unbilled_notes", comparison->unbilled);
  put_sums(json, &comparison->sums);
  tr_json_key(json, TR_STR("kinds"));
  tr_json_begin_object(json);
  for (int kind = 0; kind < TR_COMPARE_KINDS; kind++)
    tr_json_put_count(json, tr_compare_word((tr_compare_kind)kind),
                      comparison->sums.kinds[kind]);
  tr_json_end_object(json);
  tr_json_end_object(json);
}

void tr_compare_json(tr_json *json, const tr_comparison *comparison) {
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("claims"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < comparison->claim_count; i++)
    put_claim(json, &comparison->claims[i]);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("unbilled_notes"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < comparison->note_count; i++)
    put_note(json, &comparison->notes[i]);
  tr_json_end_array(json);
  put_totals(json, comparison);
  tr_json_end_object(json);
}
