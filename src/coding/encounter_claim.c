/* Decides what of a visit stands in its claim and lines, and what no claim can
 * hold. */
#include <assert.h>
#include <stdio.h>

#include "coding/encounter_parts.h"

enum { MODIFIERS = 4, POINTERS = 4, CONTROL_BYTES = 64 };

/* ----------------------------------------------------------------- refusals */

static bool refuse(tr_write_error *error, tr_code segment, unsigned element,
                   const char *reason) {
  *error = (tr_write_error){segment, (uint8_t)element, 0, reason};
  return false;
}

static bool points_well(const tr_encounter *encounter,
                        const tr_encounter_line *line) {
  if (line->pointer_count == 0) return false;
  for (uint32_t i = 0; i < line->pointer_count; i++) {
    const uint8_t pointer = line->pointers[i];
    if (pointer < 1 || pointer > encounter->diagnosis_count) return false;
    for (uint32_t j = 0; j < i; j++)
      if (line->pointers[j] == pointer) return false;
  }
  return true;
}

static bool check_line(const tr_encounter *encounter,
                       const tr_encounter_line *line, tr_cents *total,
                       tr_write_error *error) {
  const tr_code sv1 = TR_CODE("SV1");
  assert(line->modifier_count <= MODIFIERS && line->pointer_count <= POINTERS);
  if (line->charge < 0) return refuse(error, sv1, 2, "is negative");
  if (line->units < 1) return refuse(error, sv1, 4, "is not 1 or more");
  if (!points_well(encounter, line))
    return refuse(error, sv1, 7,
                  "points to a diagnosis that is not there, or twice");
  if (tr_cents_add(*total, line->charge, total) != TR_OK)
    return refuse(error, TR_CODE("CLM"), 2, "is too large");
  return true;
}

bool tr__encounter_check(const tr_encounter *encounter, tr_cents *total,
                         tr_write_error *error) {
  tr_cents sum = 0;
  assert(encounter->diagnosis_count <= TR_ENCOUNTER_DIAGNOSES &&
         encounter->cause_count <= TR_ENCOUNTER_CAUSES);
  if (encounter->line_count < 1)
    return refuse(error, TR_CODE("LX"), 0, "is missing");
  if (encounter->line_count > TR_ENCOUNTER_LINES)
    return refuse(error, TR_CODE("LX"), 0, "is there too often");
  for (uint32_t i = 0; i < encounter->line_count; i++)
    if (!check_line(encounter, &encounter->lines[i], &sum, error)) return false;
  *total = sum;
  return true;
}

/* -------------------------------------------------------------------- lines */

static void put_code_part(tr_writer *writer, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_write_part(writer, (tr_str){text, tr_code_text(code, text)});
}

static void put_text_part(tr_writer *writer, tr_str text) {
  char capitals[TR_ENCOUNTER_TEXT];
  tr_write_part(writer, tr__encounter_capitals(text, capitals));
}

static void put_service(tr_writer *writer, const tr_encounter_line *line) {
  tr_write_begin(writer, TR_CODE("SV1"));
  tr_write_part(writer, TR_STR("HC"));
  put_code_part(writer, line->procedure);
  for (uint32_t i = 0; i < MODIFIERS; i++)
    put_code_part(writer, i < line->modifier_count ? line->modifiers[i] : 0);
  put_text_part(writer, line->description);
  tr_write_part_end(writer);
  tr_write_money(writer, line->charge);
  tr_write_element(writer, TR_STR("UN"));
  tr_write_number(writer, (uint64_t)line->units);
  tr_write_element(writer, TR_NO_TEXT); /* SV105: as in CLM05 */
  tr_write_element(writer, TR_NO_TEXT);
  for (uint32_t i = 0; i < line->pointer_count; i++) {
    char text[TR_NUMBER_TEXT];
    tr_write_part(writer, tr_number_text(line->pointers[i], text));
  }
  tr_write_end(writer);
}

static void put_date(tr_writer *writer, const char *qualifier, tr_day day) {
  char text[TR_DAY_TEXT];
  TR_PUT(writer, "DTP", tr_str_of(qualifier), TR_STR("D8"),
         tr__encounter_day(day, text));
}

/* The claim's id is the practice's own and comes back as it was sent. */
static void put_control(tr_writer *writer, tr_str id, tr_str number) {
  char text[CONTROL_BYTES]; /* a longer id has been refused in CLM01 */
  const int n = snprintf(text, sizeof text, "%.*s-%.*s", TR_STR_ARG(id),
                         TR_STR_ARG(number));
  tr_write_begin(writer, TR_CODE("REF"));
  tr_write_element(writer, TR_STR("6R"));
  tr_write_element(writer,
                   (tr_str){text, n > 0 ? strnlen(text, CONTROL_BYTES) : 0});
  tr_write_end(writer);
}

static void put_line(tr_writer *writer, const tr_encounter *encounter,
                     uint32_t index) {
  char text[TR_NUMBER_TEXT];
  const tr_str number = tr_number_text(index + 1, text);
  TR_PUT(writer, "LX", number);
  put_service(writer, &encounter->lines[index]);
  put_date(writer, "472", encounter->service);
  put_control(writer, tr_str_trim(encounter->claim_id), number);
}

/* -------------------------------------------------------------------- claim */

static bool is_auto(const tr_encounter *encounter) {
  for (uint32_t i = 0; i < encounter->cause_count; i++)
    if (encounter->causes[i] == TR_CODE("AA")) return true;
  return false;
}

static void put_causes(tr_writer *writer, const tr_encounter *encounter) {
  for (uint32_t i = 0; i < TR_ENCOUNTER_CAUSES; i++)
    put_code_part(writer,
                  i < encounter->cause_count ? encounter->causes[i] : 0);
  tr_write_part(writer, TR_NO_TEXT); /* CLM11-3 is not used */
  put_text_part(writer,
                is_auto(encounter) ? encounter->accident_state : TR_NO_TEXT);
}

static void put_claim_head(tr_writer *writer, const tr_encounter *encounter,
                           tr_cents total) {
  tr_write_begin(writer, TR_CODE("CLM"));
  tr_write_element(writer, tr_str_trim(encounter->claim_id));
  tr_write_money(writer, total);
  tr_write_element(writer, TR_NO_TEXT);
  tr_write_element(writer, TR_NO_TEXT);
  tr_write_part(writer, encounter->place);
  tr_write_part(writer, TR_STR("B"));
  tr_write_part(writer, TR_STR("1"));
  tr_write_part_end(writer);
  /* signed, assigned, benefits to the provider, release signed */
  tr_write_element(writer, TR_STR("Y"));
  tr_write_element(writer, TR_STR("A"));
  tr_write_element(writer, TR_STR("Y"));
  tr_write_element(writer, TR_STR("Y"));
  tr_write_element(writer, TR_NO_TEXT);
  if (encounter->cause_count > 0) put_causes(writer, encounter);
  tr_write_end(writer);
}

static void put_dates(tr_writer *writer, const tr_encounter *encounter) {
  const struct {
    const char *qualifier;
    tr_day day;
  } dates[] = {
      {"431", encounter->onset},
      {"454", encounter->initial_treatment},
      {"453", encounter->acute_manifestation},
      {"439", encounter->cause_count > 0 ? encounter->accident : TR_DAY_MIN},
      {"455", encounter->last_x_ray},
  };
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
    if (dates[i].day != TR_DAY_MIN)
      put_date(writer, dates[i].qualifier, dates[i].day);
}

static void put_diagnoses(tr_writer *writer, const tr_encounter *encounter) {
  tr_write_begin(writer, TR_CODE("HI"));
  for (uint32_t i = 0; i < encounter->diagnosis_count; i++) {
    tr_write_part(writer, i == 0 ? TR_STR("ABK") : TR_STR("ABF"));
    put_code_part(writer, encounter->diagnoses[i]);
    tr_write_part_end(writer);
  }
  tr_write_end(writer);
}

/* Where the billing provider renders, the guide wants no 2310B. */
static void put_rendering(tr_writer *writer, const tr_encounter *encounter) {
  const tr_encounter_party *rendering = encounter->rendering;
  if (rendering == NULL || tr_str_eq(rendering->npi, encounter->billing->npi))
    return;
  tr__encounter_name(writer, "82", rendering, "XX", rendering->npi);
  if (rendering->taxonomy.n > 0)
    TR_PUT(writer, "PRV", TR_STR("PE"), TR_STR("PXC"), rendering->taxonomy);
}

void tr__encounter_claim(tr_writer *writer, const tr_encounter *encounter,
                         tr_cents total) {
  put_claim_head(writer, encounter, total);
  put_dates(writer, encounter);
  if (encounter->authorization.n > 0)
    TR_PUT(writer, "REF", TR_STR("G1"), encounter->authorization);
  put_diagnoses(writer, encounter);
  put_rendering(writer, encounter);
  for (uint32_t i = 0; i < encounter->line_count; i++)
    put_line(writer, encounter, i);
}
