/* Lines of a visit: services of one code join, films and visit codes stand
 * alone; each line points to the diagnoses of the regions it treats. */
#include <stdio.h>

#include "coding/coding_parts.h"
#include "rule/visit.h"

/* Films and examinations are billed one by one: two of a code are a repeat,
 * which the rules look at. */
static bool stands_alone(const tr_procedure *procedure) {
  return procedure != NULL && (procedure->group == TR_CLASS_X_RAY ||
                               tr_class_is_evaluation(procedure->group));
}

static tr__coding_line *line_for(tr__coding *coding, tr__coding_visit *visit,
                                 tr_code code) {
  const tr_procedure *procedure = NULL;
  (void)tr_table_procedure(coding->options->tables, code,
                           visit->encounter.service, &procedure);
  for (uint32_t i = 0; i < visit->line_count && !stands_alone(procedure); i++)
    if (visit->lines[i].billed.procedure == code) return &visit->lines[i];
  if (visit->line_count == TR_ENCOUNTER_LINES) return NULL;
  tr__coding_line *line = &visit->lines[visit->line_count++];
  *line = (tr__coding_line){.billed = {.procedure = code, .units = 1},
                            .procedure = procedure,
                            .minutes_known = true};
  return line;
}

/* What of an area a code is about: manipulation of the spine, or outside it. */
static tr_regions within(const tr_procedure *procedure, tr_regions regions) {
  if (procedure == NULL) return regions;
  if (procedure->group == TR_CLASS_CMT_SPINAL)
    return regions & (TR_REGIONS_SPINE | TR_REGION_ANY);
  if (procedure->group == TR_CLASS_CMT_EXTRASPINAL)
    return regions & ~(tr_regions)TR_REGIONS_SPINE;
  return regions;
}

/* Where a service was given: its areas; manipulation where segments were
 * adjusted. */
static tr_regions area_of(const tr__coding_visit *visit,
                          const tr_derived *derived) {
  if (derived->service != NULL && derived->service->areas.regions != 0)
    return derived->service->areas.regions;
  const tr_note *note = visit->note;
  const bool manipulation =
      derived->service == NULL ||
      (tr_note_known(&derived->service->kind) &&
       tr_str_eq(derived->service->kind.text, TR_STR("cmt")));
  tr_regions regions = 0;
  for (uint32_t i = 0; manipulation && i < note->segment_count; i++)
    if (tr_note_known(&note->segments[i].adjusted) &&
        note->segments[i].adjusted.number != 0)
      regions |= note->segments[i].regions;
  return regions;
}

/* Of a code that needs somebody beside the patient all the time, minutes that
 * the note says were not one on one are none. */
static bool counts(const tr__coding_line *line, const tr_service *service) {
  return line->procedure == NULL || !line->procedure->one_on_one ||
         !tr_note_known(&service->one_on_one) ||
         service->one_on_one.number != 0;
}

static void add_derived(tr__coding *coding, tr__coding_visit *visit,
                        const tr_derived *derived, uint32_t most) {
  tr__coding_line *line = line_for(coding, visit, derived->code);
  if (line == NULL) {
    tr__coding_lacks(
        coding, visit,
        (tr_coding_lack){.code = derived->code,
                         .severity = TR_SEVERITY_ERROR,
                         .text = TR_STR("a claim holds fifty lines"),
                         .pointer = derived->pointer,
                         .source = "tr3-837p"});
    return;
  }
  if (line->derived == NULL)
    line->derived =
        tr_arena_array(coding->options->arena, most, sizeof *line->derived);
  if (!tr__coding_good(coding, line->derived == NULL ? TR_ELIMIT : TR_OK))
    return;
  line->derived[line->derived_count++] = derived;
  if (derived->units > 0) {
    line->billed.units = derived->units;
    line->units_given = true;
  }
  if (derived->description.n > 0)
    line->billed.description = derived->description;
  line->area |= within(line->procedure, area_of(visit, derived));
  int64_t minutes = 0;
  if (derived->service != NULL &&
      tr_service_minutes(derived->service, &minutes))
    line->minutes += counts(line, derived->service) ? minutes : 0;
  else
    line->minutes_known = false;
  tr__coding_because(line,
                     (tr_coding_reason){.text = derived->because,
                                        .pointer = derived->pointer,
                                        .source = derived->source,
                                        .origin = derived->derivation != NULL
                                                      ? derived->derivation->id
                                                      : NULL});
}

static void no_code(tr__coding *coding, tr__coding_visit *visit,
                    const tr_derived *derived) {
  tr__coding_lacks(
      coding, visit,
      (tr_coding_lack){
          .code =
              derived->service != NULL && tr_note_known(&derived->service->code)
                  ? (tr_code)derived->service->code.number
                  : 0,
          .severity = TR_SEVERITY_ERROR,
          .text = derived->because,
          .rule = derived->derivation != NULL ? derived->derivation->id : NULL,
          .pointer = derived->pointer,
          .source = derived->source});
}

/* The order of a claim people expect: examination, manipulation, then the
 * others as the note has them. */
static int rank_of(const tr__coding_line *line) {
  if (line->procedure == NULL) return 2;
  if (tr_class_is_evaluation(line->procedure->group)) return 0;
  return tr_class_is_cmt(line->procedure->group) ? 1 : 2;
}

static void sort_lines(tr__coding_visit *visit) {
  for (uint32_t i = 1; i < visit->line_count; i++) {
    const tr__coding_line line = visit->lines[i];
    uint32_t at = i;
    for (; at > 0 && rank_of(&visit->lines[at - 1]) > rank_of(&line); at--)
      visit->lines[at] = visit->lines[at - 1];
    visit->lines[at] = line;
  }
}

void tr__coding_lines(tr__coding *coding, tr__coding_visit *visit) {
  const tr_derive_input input = {.pack = coding->options->pack,
                                 .tables = coding->options->tables,
                                 .profile = &visit->profile,
                                 .note = visit->note,
                                 .today = coding->options->today};
  const tr_derived *derived = NULL;
  uint32_t count = 0;
  if (visit->encounter.service == TR_DAY_MIN) {
    tr__coding_lacks(
        coding, visit,
        (tr_coding_lack){.severity = TR_SEVERITY_ERROR,
                         .text = TR_STR("the note has no date of service; "
                                        "nothing can be billed without one"),
                         .pointer = "/date_of_service",
                         .source = "cms-documentation"});
    return;
  }
  if (!tr__coding_good(coding, tr_derive_codes(coding->options->arena, &input,
                                               &derived, &count)))
    return;
  visit->lines =
      tr_arena_array(coding->options->arena, count + 1, sizeof *visit->lines);
  if (!tr__coding_good(coding, visit->lines == NULL ? TR_ELIMIT : TR_OK))
    return;
  for (uint32_t i = 0; i < count && coding->bad == TR_OK; i++)
    if (derived[i].code != 0)
      add_derived(coding, visit, &derived[i], count);
    else
      no_code(coding, visit, &derived[i]);
  sort_lines(visit);
  tr__coding_units(coding, visit);
  tr__coding_pointers(coding, visit);
  tr__coding_charges(coding, visit);
}

/* ----------------------------------------------------------------- pointers */

/* Manipulation is of the joint dysfunction, therapy of the condition: each
 * puts its own kind of diagnosis first, in the order of the claim. */
static int first_of(const tr__coding *coding, const tr__coding_visit *visit,
                    const tr__coding_line *line, tr_code diagnosis) {
  const bool dysfunction = tr_table_in_set(coding->options->tables,
                                           tr_set_find(TR_STR("subluxation")),
                                           diagnosis, visit->encounter.service);
  const bool manipulation =
      line->procedure != NULL && tr_class_is_cmt(line->procedure->group);
  return dysfunction == manipulation ? 0 : 1;
}

static uint32_t point_by(tr__coding *coding, const tr__coding_visit *visit,
                         tr__coding_line *line, bool by_region) {
  const tr_encounter *encounter = &visit->encounter;
  uint32_t count = 0;
  for (int turn = 0; turn < 2; turn++)
    for (uint32_t i = 0; i < encounter->diagnosis_count && count < 4; i++) {
      const tr_code code = encounter->diagnoses[i];
      const tr_regions regions =
          tr_table_diagnosis_regions(coding->options->tables, code);
      if (first_of(coding, visit, line, code) != turn ||
          (by_region && !tr_regions_meet(regions, line->area)))
        continue;
      line->billed.pointers[count++] = (uint8_t)(i + 1);
    }
  line->billed.pointer_count = count;
  return count;
}

static tr_str pointed_words(tr__coding *coding, const tr__coding_visit *visit,
                            const tr__coding_line *line, bool by_region) {
  char codes[64], regions[TR_REGIONS_TEXT], code[16];
  size_t used = 0;
  codes[0] = '\0';
  for (uint32_t i = 0; i < line->billed.pointer_count; i++) {
    tr_diagnosis_text(visit->encounter.diagnoses[line->billed.pointers[i] - 1],
                      code);
    const int more = snprintf(codes + used, sizeof codes - used, "%s%s",
                              i > 0 ? ", " : "", code);
    if (more > 0 && (size_t)more < sizeof codes - used) used += (size_t)more;
  }
  tr_regions_text(line->area, regions);
  if (by_region)
    return tr__coding_say(coding, "for %s: the diagnoses of the area (%s)",
                          codes, regions);
  return tr__coding_say(coding,
                        "for %s: no diagnosis names the area; those of the "
                        "visit in their order",
                        codes);
}

/* In place of what was said of the pointers before. */
static void say_pointed(const tr__coding_visit *visit, tr__coding_line *line,
                        tr_str words) {
  static const char source[] = "design-regions";
  const tr_coding_reason reason = {
      .text = words,
      .pointer = visit->note->diagnosis_list.pointer,
      .source = source};
  for (uint32_t i = 0; i < line->because_count; i++)
    if (line->because[i].source == source) {
      line->because[i] = reason;
      return;
    }
  tr__coding_because(line, reason);
}

void tr__coding_pointers(tr__coding *coding, tr__coding_visit *visit) {
  for (uint32_t i = 0; i < visit->line_count; i++) {
    tr__coding_line *line = &visit->lines[i];
    if (line->dropped) continue;
    const bool by_region = point_by(coding, visit, line, true) > 0;
    if (!by_region) (void)point_by(coding, visit, line, false);
    if (line->billed.pointer_count == 0) {
      tr__coding_drop(
          coding, visit, line,
          (tr_coding_lack){.text = TR_STR("the note has no active diagnosis "
                                          "to bill it for"),
                           .rule = "TRD0301",
                           .pointer = visit->note->diagnosis_list.pointer,
                           .source = "cms-documentation"});
      continue;
    }
    say_pointed(visit, line, pointed_words(coding, visit, line, by_region));
  }
}

/* ------------------------------------------------------------------ charges */

void tr__coding_charges(tr__coding *coding, tr__coding_visit *visit) {
  const tr_coding_options *options = coding->options;
  for (uint32_t i = 0; i < visit->line_count; i++) {
    tr__coding_line *line = &visit->lines[i];
    tr_cents fee = 100; /* a stand-in: no line is without a charge */
    line->charge_known =
        options->fee != NULL && options->fee(options->context, visit->note,
                                             line->billed.procedure, &fee);
    if (!__builtin_mul_overflow(fee, line->billed.units, &line->billed.charge))
      continue;
    line->charge_known = false;
    line->billed.charge = fee;
  }
}
