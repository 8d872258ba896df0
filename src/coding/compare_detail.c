/* Decides what a line does not say rightly of a service that is there: its
 * modifiers, and the diagnoses it is for. */
#include "coding/compare_parts.h"

/* ---------------------------------------------------------------- modifiers */

static bool has(const tr__compare *compare, tr_day day, const tr_code *list,
                uint32_t count, tr_code modifier) {
  for (uint32_t i = 0; i < count; i++)
    if (tr__same_modifier(compare, day, list[i], modifier)) return true;
  return false;
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

/* Whether a text names a modifier, as a word of its own. */
static bool names(tr_str text, tr_code modifier) {
  char word[TR_CODE_BYTES + 1];
  const size_t n = tr_code_text(modifier, word);
  for (size_t i = 0; n > 0 && i + n <= text.n; i++)
    if (memcmp(text.p + i, word, n) == 0 &&
        (i == 0 || !is_letter(text.p[i - 1])) &&
        (i + n == text.n || !is_letter(text.p[i + n])))
      return true;
  return false;
}

/* The rule that put a modifier there: one whose words name it, else the only
 * one there is. */
static const tr_coding_reason *reason_for(const tr__compare *compare,
                                          const tr_coded_line *line,
                                          tr_code modifier) {
  const tr_coding_reason *only = NULL;
  uint32_t rules = 0;
  for (uint32_t i = 0; i < line->because_count; i++) {
    const tr_coding_reason *reason = &line->because[i];
    if (reason->origin == NULL ||
        tr_pack_find(compare->input->pack, tr_str_of(reason->origin)) == NULL)
      continue;
    if (names(reason->text, modifier)) return reason;
    only = reason;
    rules++;
  }
  return rules == 1 ? only : NULL;
}

/* Something that was said against a modifier of this code. */
static const tr_coding_lack *lack_for(const tr_coded_visit *visit, tr_code code,
                                      tr_code modifier) {
  for (uint32_t i = 0; i < visit->lack_count; i++)
    if (visit->lacking[i].code == code &&
        names(visit->lacking[i].text, modifier))
      return &visit->lacking[i];
  return NULL;
}

/* Coverage modifiers contradict each other; therapy's GP is true of any
 * therapy, and a place of the body or a price is not what a note decides. */
static bool is_surplus(const tr__compare *compare, const tr__demand *demand,
                       tr_day day, tr_code modifier) {
  const tr_tables *tables = compare->input->tables;
  const tr_encounter_line *line = &demand->offer->line->billed;
  const unsigned flags = tr_table_modifier_flags(tables, modifier, day);
  if ((flags & (TR_MODIFIER_DISTINCT | TR_MODIFIER_REPEAT |
                TR_MODIFIER_EVALUATION)) != 0)
    return true;
  const tr_procedure *procedure =
      tr__compare_procedure(compare, demand->line->code, day);
  if ((flags & TR_MODIFIER_THERAPY) != 0)
    return procedure != NULL && procedure->therapy == TR_THERAPY_NO;
  if ((flags & TR_MODIFIER_COVERAGE) == 0) return false;
  if (modifier != TR_CODE("AT")) return true;
  /* a payer that does not ask for AT does not mind it on manipulation */
  if (procedure == NULL || !tr_class_is_cmt(procedure->group)) return true;
  for (uint32_t i = 0; i < line->modifier_count; i++)
    if ((tr_table_modifier_flags(tables, line->modifiers[i], day) &
         TR_MODIFIER_COVERAGE) != 0)
      return true;
  return false;
}

static void say(tr__compare *compare, tr_difference *difference,
                const char *what, tr_code modifier, tr_str why) {
  char word[TR_CODE_BYTES + 1];
  tr_code_text(modifier, word);
  const tr_str before = difference->text;
  difference->text =
      tr__compare_say(compare, "%.*s%s%s %s%s%.*s", TR_STR_ARG(before),
                      before.n > 0 ? "; " : "", what, word,
                      why.n > 0 ? ": " : "", TR_STR_ARG(why));
}

static void take_source(tr_difference *difference, const char *source,
                        const char *rule, const char *pointer) {
  if (difference->source != NULL) return; /* that of the first */
  difference->source = source;
  difference->rule = rule;
  difference->pointer = pointer;
}

static void say_missing(tr__compare *compare, const tr__demand *demand,
                        tr_code modifier, tr_difference *difference) {
  const tr_coding_reason *reason =
      reason_for(compare, demand->offer->line, modifier);
  say(compare, difference, "without", modifier,
      reason != NULL ? reason->text : (tr_str){"", 0});
  if (reason != NULL)
    take_source(difference, reason->source, reason->origin, reason->pointer);
}

static void say_surplus(tr__compare *compare, const tr_coded_visit *visit,
                        const tr__demand *demand, tr_code modifier,
                        tr_difference *difference) {
  const tr_coding_lack *lack = lack_for(visit, demand->line->code, modifier);
  say(compare, difference, "with", modifier,
      lack != NULL ? lack->text
                   : TR_STR("nothing in note or claim calls for it"));
  if (lack != NULL)
    take_source(difference, lack->source, lack->rule, lack->pointer);
}

bool tr__compare_modifiers(tr__compare *compare, const tr__compare_visit *visit,
                           const tr__demand *demand,
                           tr_difference *difference) {
  const tr_day day = demand->line->date;
  const tr_context_line *billed = demand->line;
  const tr_encounter_line *line = &demand->offer->line->billed;
  difference->kind = TR_COMPARE_MODIFIERS;
  for (uint32_t i = 0; i < line->modifier_count; i++)
    if (!has(compare, day, billed->modifiers, billed->modifier_count,
             line->modifiers[i]))
      say_missing(compare, demand, line->modifiers[i], difference);
  for (uint32_t i = 0; i < billed->modifier_count; i++)
    if (!has(compare, day, line->modifiers, line->modifier_count,
             billed->modifiers[i]) &&
        is_surplus(compare, demand, day, billed->modifiers[i]))
      say_surplus(compare, visit->visit, demand, billed->modifiers[i],
                  difference);
  return difference->text.n > 0;
}

/* ----------------------------------------------------------------- pointers */

/* The regions that what is supported points to; 0: they say nothing. */
static tr_regions pointed_regions(const tr__compare *compare,
                                  const tr_encounter *encounter,
                                  const tr_encounter_line *line) {
  tr_regions regions = 0;
  for (uint32_t i = 0; i < line->pointer_count; i++)
    if (line->pointers[i] >= 1 &&
        line->pointers[i] <= encounter->diagnosis_count)
      regions |= tr_table_diagnosis_regions(
          compare->input->tables, encounter->diagnoses[line->pointers[i] - 1]);
  return regions;
}

/* A diagnosis that names no place speaks against no area. */
static bool may_be_for(const tr__compare *compare, tr_code code,
                       tr_regions area) {
  const tr_regions regions =
      tr_table_diagnosis_regions(compare->input->tables, code);
  return regions == 0 || tr_regions_meet(regions, area);
}

bool tr__compare_points(tr__compare *compare, const tr__compare_visit *visit,
                        const tr__demand *demand, tr_difference *difference) {
  const tr_context_line *billed = demand->line;
  const tr_encounter_line *line = &demand->offer->line->billed;
  const tr_encounter *encounter = visit->visit->encounter;
  const tr_regions area = pointed_regions(compare, encounter, line);
  char regions[TR_REGIONS_TEXT];
  if (area == 0) return false;
  for (uint32_t i = 0; i < billed->pointer_count; i++) {
    const uint8_t at = billed->pointers[i];
    /* what it points to is not known, or is of the area */
    if (at > demand->claim->diagnosis_count ||
        may_be_for(compare, demand->claim->diagnoses[at - 1], area))
      return false;
  }
  difference->kind = TR_COMPARE_POINTERS;
  difference->source = "design-regions";
  difference->pointer = visit->visit->note->diagnosis_list.pointer;
  tr_regions_text(area, regions);
  difference->text =
      billed->pointer_count == 0
          ? tr__compare_say(compare, "points to no diagnosis; the area is %s",
                            regions)
          : tr__compare_say(compare, "points to no diagnosis of the area (%s)",
                            regions);
  return true;
}
