/* The shape of coded visits for programs. */
#include "coding/coding_json.h"

#include <stdio.h>

#include "base/json_member.h"

/* Amounts are strings with two decimals, so that no reader rounds them. */
static void put_charge(tr_json *json, const tr_coded_line *line) {
  char text[TR_CENTS_TEXT];
  if (line->charge_known) tr_cents_text(line->billed.charge, text);
  tr_json_put_word(json, "charge", line->charge_known ? text : NULL);
}

/* Thousandths as a number that is exact: 15, 22.5. */
static void put_minutes(tr_json *json, const tr_coded_line *line) {
  char text[32];
  tr_json_key(json, TR_STR("minutes"));
  if (!line->minutes_known) {
    tr_json_null(json);
    return;
  }
  int n = snprintf(text, sizeof text, "%lld.%03lld",
                   (long long)(line->minutes / 1000),
                   (long long)(line->minutes % 1000));
  while (n > 0 && text[n - 1] == '0') n--;
  if (n > 0 && text[n - 1] == '.') n--;
  tr_json_raw(json, (tr_str){text, (size_t)n});
}

static void put_because(tr_json *json, const tr_coded_line *line) {
  tr_json_key(json, TR_STR("because"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < line->because_count; i++) {
    const tr_coding_reason *reason = &line->because[i];
    tr_json_begin_object(json);
    tr_json_put_text(json, "text", reason->text);
    tr_json_put_word(json, "pointer", reason->pointer);
    tr_json_put_word(json, "source", reason->source);
    tr_json_put_word(json, "rule", reason->origin);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_line(tr_json *json, const tr_coded_line *line) {
  const tr_encounter_line *billed = &line->billed;
  tr_json_begin_object(json);
  tr_json_put_code(json, "code", billed->procedure);
  tr_json_key(json, TR_STR("units"));
  tr_json_integer(json, billed->units);
  tr_json_key(json, TR_STR("modifiers"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < billed->modifier_count; i++)
    tr_json_code(json, billed->modifiers[i]);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("pointers"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < billed->pointer_count; i++)
    tr_json_integer(json, billed->pointers[i]);
  tr_json_end_array(json);
  put_minutes(json, line);
  put_charge(json, line);
  put_because(json, line);
  tr_json_end_object(json);
}

static void put_lack(tr_json *json, const tr_coding_lack *lack) {
  tr_json_begin_object(json);
  tr_json_put_code(json, "code", lack->code);
  tr_json_put_text(json, "text", lack->text);
  tr_json_put_word(json, "severity", tr_severity_name(lack->severity));
  tr_json_put_word(json, "rule", lack->rule);
  tr_json_put_word(json, "pointer", lack->pointer);
  tr_json_put_word(json, "source", lack->source);
  tr_json_end_object(json);
}

static void put_diagnoses(tr_json *json, const tr_encounter *encounter) {
  char text[TR_CODE_BYTES + 2];
  tr_json_key(json, TR_STR("diagnoses"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < encounter->diagnosis_count; i++) {
    tr_diagnosis_text(encounter->diagnoses[i], text);
    tr_json_string(json, tr_str_of(text));
  }
  tr_json_end_array(json);
}

static void put_dates(tr_json *json, const tr_coded_visit *visit) {
  tr_json_key(json, TR_STR("dates"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < visit->date_count; i++) {
    const tr_coded_date *date = &visit->dates[i];
    tr_json_begin_object(json);
    tr_json_put_word(json, "qualifier", date->qualifier);
    tr_json_put_day(json, "date", date->date);
    tr_json_put_text(json, "text", date->text);
    tr_json_put_word(json, "pointer", date->pointer);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

void tr_coding_json_begin(tr_json *json) {
  tr_json_begin_object(json);
  tr_json_key(json, TR_STR("visits"));
  tr_json_begin_array(json);
}

void tr_coding_json_visit(tr_json *json, const tr_coded_visit *visit) {
  tr_json_begin_object(json);
  tr_json_put_text(json, "note", visit->note->id.text);
  tr_json_put_text(json, "claim", visit->note->claim.text);
  tr_json_put_word(json, "payer", visit->profile);
  tr_json_put_day(json, "date", visit->encounter->service);
  put_diagnoses(json, visit->encounter);
  put_dates(json, visit);
  tr_json_key(json, TR_STR("lines"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < visit->line_count; i++)
    put_line(json, &visit->lines[i]);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("lacking"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < visit->lack_count; i++)
    put_lack(json, &visit->lacking[i]);
  tr_json_end_array(json);
  tr_json_end_object(json);
}

void tr_coding_json_end(tr_json *json) {
  tr_json_end_array(json);
  tr_json_end_object(json);
}
