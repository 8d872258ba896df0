/* Units of a visit's lines: one for what is not timed, the payer's method for
 * what is, with the arithmetic in words. */
#include <stdio.h>

#include "coding/coding_parts.h"

enum { THOUSAND = 1000, QUARTER = 15 * THOUSAND, MOST_TIMED = 64 };

static bool is_timed(const tr__coding_line *line) {
  return line->procedure != NULL &&
         line->procedure->timing == TR_TIMING_TIMED &&
         line->procedure->unit_minutes == 15;
}

static tr_unit_method method_of(const tr__coding *coding,
                                const tr__coding_visit *visit,
                                const char **source) {
  const tr_profile_value *value = tr_profile_get(
      &visit->profile, coding->key_unit_method, visit->encounter.service);
  const tr_str word = value != NULL && value->value.text != NULL
                          ? tr_str_of(value->value.text)
                          : TR_STR("ama-midpoint");
  if (tr_str_eq(word, TR_STR("cms-total"))) {
    *source = "cms-mcpm-5-20-2";
    return TR_UNITS_CMS_TOTAL;
  }
  if (tr_str_eq(word, TR_STR("strict-15"))) {
    *source = value->source;
    return TR_UNITS_STRICT_15;
  }
  *source = "ama-midpoint-rule";
  return TR_UNITS_AMA_MIDPOINT;
}

/* Minutes as people write them: "23", "22.5". */
static const char *minutes_text(int64_t minutes, char text[32]) {
  const long long whole = (long long)(minutes / THOUSAND);
  long long part = (long long)(minutes % THOUSAND);
  int digits = 3;
  while (part != 0 && part % 10 == 0) {
    part /= 10;
    digits--;
  }
  if (part == 0)
    snprintf(text, 32, "%lld", whole);
  else
    snprintf(text, 32, "%lld.%0*lld", whole, digits, part);
  return text;
}

/* "33 = 2 x 15 + 3", "30 = 2 x 15". */
static void parts_text(int64_t minutes, const char *words, char *text,
                       size_t room) {
  char all[32], rest[32];
  const long long whole = (long long)(minutes / QUARTER);
  minutes_text(minutes, all);
  minutes_text(minutes % QUARTER, rest);
  if (minutes % QUARTER == 0)
    snprintf(text, room, "%s%s = %lld x 15", all, words, whole);
  else
    snprintf(text, room, "%s%s = %lld x 15 + %s", all, words, whole, rest);
}

/* What becomes of the minutes beyond whole quarter-hours; nothing is said
 * where there are none. */
static const char *rest_words(tr_unit_method method,
                              const tr_timed_code *code) {
  const bool counts = code->supported > code->minutes / QUARTER;
  if (code->minutes % QUARTER == 0) return "";
  switch (method) {
    case TR_UNITS_STRICT_15:
      return "; only whole quarter-hours count";
    case TR_UNITS_AMA_MIDPOINT:
      return counts ? "; a part of 8 or more counts"
                    : "; a part under 8 does not count";
    case TR_UNITS_CMS_TOTAL:
      break;
  }
  return counts ? ", a remainder among the largest, which get the units left"
                : ", a remainder for which no unit is left";
}

static tr_str words_of(tr__coding *coding, tr_unit_method method,
                       const tr_timed_code *code, int64_t total,
                       int64_t total_units) {
  char parts[128], all[32];
  const long long units = (long long)code->supported;
  const char *plural = units == 1 ? "" : "s";
  const char *rest = rest_words(method, code);
  if (method != TR_UNITS_CMS_TOTAL) {
    parts_text(code->minutes, " minutes", parts, sizeof parts);
    return tr__coding_say(coding, "%s%s: %lld unit%s", parts, rest, units,
                          plural);
  }
  parts_text(code->minutes, "", parts, sizeof parts);
  return tr__coding_say(coding,
                        "%s timed minutes of the day give %lld unit%s in all; "
                        "%s%s: %lld unit%s",
                        minutes_text(total, all), (long long)total_units,
                        total_units == 1 ? "" : "s", parts, rest, units,
                        plural);
}

static void drop_without_units(tr__coding *coding, tr__coding_visit *visit,
                               tr__coding_line *line, tr_str words,
                               const char *source) {
  const tr_service *service = line->derived[0]->service;
  if (line->minutes == 0 && service != NULL &&
      tr_note_known(&service->one_on_one) && service->one_on_one.number == 0)
    words = TR_STR(
        "the code counts minutes one on one, and the note says that "
        "they were not");
  tr__coding_drop(coding, visit, line,
                  (tr_coding_lack){.text = words,
                                   .pointer = line->derived[0]->pointer,
                                   .source = source});
}

static void drop_without_minutes(tr__coding *coding, tr__coding_visit *visit,
                                 tr__coding_line *line, const char *source) {
  tr__coding_drop(
      coding, visit, line,
      (tr_coding_lack){
          .text = TR_STR("the code is billed by time, and the note gives "
                         "neither minutes nor time in and out"),
          .pointer = line->derived[0]->pointer,
          .source = source});
}

static void untimed(tr__coding_line *line) {
  line->billed.units = 1;
  if (line->procedure == NULL || line->procedure->timing != TR_TIMING_UNTIMED)
    return;
  tr__coding_because(
      line, (tr_coding_reason){
                .text = TR_STR("not timed: one unit, whatever the minutes"),
                .source = line->procedure->source});
}

void tr__coding_units(tr__coding *coding, tr__coding_visit *visit) {
  tr_timed_code codes[MOST_TIMED];
  uint32_t lines[MOST_TIMED], count = 0;
  int64_t total = 0;
  const char *source = NULL;
  const tr_unit_method method = method_of(coding, visit, &source);
  for (uint32_t i = 0; i < visit->line_count; i++) {
    tr__coding_line *line = &visit->lines[i];
    if (line->units_given) continue;
    if (!is_timed(line)) {
      untimed(line);
    } else if (!line->minutes_known) {
      drop_without_minutes(coding, visit, line, source);
    } else if (count < MOST_TIMED) {
      codes[count] = (tr_timed_code){.minutes = line->minutes};
      lines[count++] = i;
      total += line->minutes;
    }
  }
  const int64_t total_units = tr_units_share(method, codes, count);
  for (uint32_t i = 0; i < count; i++) {
    tr__coding_line *line = &visit->lines[lines[i]];
    const tr_str words =
        words_of(coding, method, &codes[i], total, total_units);
    line->billed.units = codes[i].supported;
    if (codes[i].supported > 0)
      tr__coding_because(
          line, (tr_coding_reason){.text = words,
                                   .pointer = line->derived[0]->pointer,
                                   .source = source});
    else
      drop_without_units(coding, visit, line, words, source);
  }
}
