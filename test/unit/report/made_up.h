/* Results of audits that nobody made: what the page and the workbook are shown
 * to say of the usual, the empty, the crowded and the hostile. */
#ifndef TR_TEST_MADE_UP_H
#define TR_TEST_MADE_UP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/result.h"
#include "base/arena.h"

#define MADE_UP_HOSTILE "</script><img src=x onerror=alert(1)><!-- \"' & \xff"

static inline void *made_up_array(tr_arena *arena, size_t count, size_t size) {
  void *made = tr_arena_array(arena, count != 0 ? count : 1, size);
  if (made == NULL) abort();
  memset(made, 0, (count != 0 ? count : 1) * size);
  return made;
}

static inline tr_str made_up_text(tr_arena *arena, const char *format, int n) {
  char text[200];
  tr_str copy;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  snprintf(text, sizeof text, format, n);
#pragma GCC diagnostic pop
  if (tr_arena_copy(arena, tr_str_of(text), &copy) != TR_OK) abort();
  return copy;
}

static inline tr_audit_sums made_up_sums(uint64_t share) {
  return (tr_audit_sums){.claims = 1000 * share,
                         .lines = 3150 * share,
                         .visits = 990 * share,
                         .patients = 61 * share,
                         .notes = 985 * share,
                         .charge = (tr_cents)(18234567 * share),
                         .paid = (tr_cents)(9123456 * share),
                         .answered = 940 * share};
}

static inline void made_up_against(tr_audit_against *against, double value,
                                   double theirs, tr_audit_test test) {
  *against =
      (tr_audit_against){.known = true,
                         .value = theirs,
                         .denominator = 1980,
                         .test = test,
                         .p = value > 1.5 * theirs ? 0.00002 : 0.21,
                         .adjusted_p = value > 1.5 * theirs ? 0.0004 : 0.61};
  against->word = value <= theirs         ? TR_WORD_DOES_NOT_EXCEED
                  : value <= 1.5 * theirs ? TR_WORD_HIGHER
                                          : TR_WORD_SIGNIFICANTLY_HIGHER;
}

/* A value with a wave in it, the same at every call. */
static inline double made_up_value(tr_measure_unit unit, int provider,
                                   int period, uint32_t habit) {
  const double wave = 0.03 * (double)((period * 7 + provider * 5) % 11);
  double share = 0.22 + wave / 3;
  if (habit == 1 && provider == 1) share = 0.62 + wave + 0.01 * period;
  if (share > 0.98) share = 0.98;
  switch (unit) {
    case TR_MEASURE_SHARE:
      return share;
    case TR_MEASURE_MEAN:
      return 30 * share;
    case TR_MEASURE_COUNT:
      return (double)(int)(400 * share);
    case TR_MEASURE_MONEY:
      break;
  }
  return (double)(int)(1000000 * share);
}

static inline tr_audit_cell made_up_cell(const tr_audit_result *result,
                                         const tr_audit_measure *measure,
                                         int32_t provider, int32_t payer,
                                         int32_t period, uint32_t habit) {
  tr_audit_cell cell = {.provider = provider,
                        .payer = payer,
                        .period = period,
                        .known = true,
                        .percentile = -1};
  const int wave = period >= 0 ? period : 9;
  cell.value = made_up_value(measure->unit, provider, wave, habit);
  cell.denominator = measure->unit == TR_MEASURE_SHARE ? 990 : 61;
  cell.numerator = cell.value * cell.denominator;
  if (measure->unit == TR_MEASURE_SHARE)
    cell.numerator = (double)(int)cell.numerator;
  cell.lines = 3150;
  cell.patients = 61;
  if (provider == 2 && habit == 2) {
    cell.suppressed = "fewer than 20 lines";
    cell.lines = 12;
    cell.patients = 4;
    cell.denominator = 12;
    cell.numerator = 3;
    return cell;
  }
  if (provider < 0 || payer >= 0 || period >= 0 || !measure->compared)
    return cell;
  const tr_audit_test test =
      measure->unit == TR_MEASURE_SHARE ? TR_TEST_CHI_SQUARE : TR_TEST_WELCH;
  if (result->provider_count > 1) {
    made_up_against(&cell.peers, cell.value,
                    made_up_value(measure->unit, 0, 4, habit), test);
    cell.percentile = habit == 1 && provider == 1 ? 98 : 50;
    if (result->provider_count > 3 && habit == 1 && provider == 1)
      cell.fence = TR_FENCE_EXTREME;
  }
  made_up_against(&cell.past, cell.value,
                  made_up_value(measure->unit, provider, 2, 0), test);
  return cell;
}

static inline void made_up_cells(tr_arena *arena, const tr_audit_result *result,
                                 tr_audit_measure *measure, uint32_t habit) {
  const int32_t providers = (int32_t)result->provider_count;
  const int32_t payers = (int32_t)result->payer_count;
  const int32_t periods = (int32_t)result->period_count;
  const size_t room = (size_t)((providers + 1) * (payers + 1 + periods));
  tr_audit_cell *cells = made_up_array(arena, room, sizeof *cells);
  uint32_t n = 0;
  for (int32_t i = -1; i < providers; i++) {
    for (int32_t k = -1; k < payers; k++)
      cells[n++] = made_up_cell(result, measure, i, k, -1, habit);
    for (int32_t k = 0; k < periods; k++)
      cells[n++] = made_up_cell(result, measure, i, -1, k, habit);
  }
  measure->cells = cells;
  measure->cell_count = n;
}

static inline const tr_audit_claim *made_up_claims(tr_arena *arena,
                                                   uint32_t count,
                                                   bool hostile) {
  tr_audit_claim *claims = made_up_array(arena, count, sizeof *claims);
  for (uint32_t i = 0; i < count; i++)
    claims[i] = (tr_audit_claim){
        .id = 16777216 + (int64_t)i,
        .note = i % 7 == 0 ? 0 : 33554432 + (int64_t)i,
        .control = hostile ? TR_STR(MADE_UP_HOSTILE)
                           : made_up_text(arena, "2646%04d", (int)i + 1),
        .day = tr_day_of(2025, 1, 2) + (tr_day)i,
        .provider = 1,
        .charge = 14500,
        .paid = 8711};
  return claims;
}

static inline void made_up_people(tr_arena *arena, tr_audit_result *result,
                                  uint32_t providers, bool hostile) {
  static const char *const names[] = {"Alvarez, Ana", "Brandt, Otto",
                                      "Castellanos-Worthington, Maximiliana"};
  tr_audit_provider *people = made_up_array(arena, providers, sizeof *people);
  for (uint32_t i = 0; i < providers; i++) {
    people[i].npi = made_up_text(arena, "14972365%02d", (int)i);
    if (i < 3)
      people[i].name = tr_str_of(names[i]);
    else if (i % 5 != 0)
      people[i].name = made_up_text(arena, "Provider %d", (int)i + 1);
    if (hostile) people[i].name = TR_STR(MADE_UP_HOSTILE);
    people[i].sums = made_up_sums(1);
  }
  result->providers = people;
  result->provider_count = providers;
}

static inline void made_up_periods(tr_arena *arena, tr_audit_result *result,
                                   int quarters) {
  tr_audit_period *periods =
      made_up_array(arena, (size_t)quarters, sizeof *periods);
  for (int i = 0; i < quarters; i++) {
    snprintf(periods[i].label, sizeof periods[i].label, "%d-Q%d",
             (2021 + i / 4) % 10000, 1 + i % 4);
    periods[i].from = tr_day_of(2021 + i / 4, 1 + 3 * (i % 4), 1);
    periods[i].to = periods[i].from + 89;
    periods[i].sums = made_up_sums(1);
    periods[i].sums.charge += 100000 * ((i * 5) % 7);
    periods[i].sums.paid += 60000 * ((i * 3) % 5);
  }
  result->periods = periods;
  result->period_count = (uint32_t)quarters;
}

/* Two rules that may stand for any. */
static inline const tr_rule *made_up_rule(int which, bool hostile) {
  static const tr_source_ref sources[] = {
      {.id = "cbr-statistics"},
      {.id = "oig-2016", .dissent = true, .says = "counts visits by the year"}};
  static const tr_rule rules[] = {
      {.id = "TRA0102",
       .slug = "traction-share-high",
       .confidence = "background",
       .summary = "97012 on far more visits than the peers",
       .explain = "A service that is on nearly every visit looks like a habit "
                  "rather than a decision.\n\nThe note of each visit shows why "
                  "it was chosen.",
       .sources = sources,
       .source_count = 2},
      {.id = "TRC0507",
       .slug = "distinct-modifier-unfounded",
       .summary = "59 where nothing needs it",
       .explain = "The modifier says that two services were apart.",
       .sources = sources,
       .source_count = 1},
  };
  static const tr_rule bad = {.id = "TRX0001",
                              .slug = MADE_UP_HOSTILE,
                              .summary = MADE_UP_HOSTILE,
                              .explain = MADE_UP_HOSTILE,
                              .sources = sources,
                              .source_count = 2};
  return hostile ? &bad : &rules[which];
}

static inline void made_up_findings(tr_arena *arena, tr_audit_result *result,
                                    bool hostile) {
  static const tr_str hostile_text = {MADE_UP_HOSTILE,
                                      sizeof MADE_UP_HOSTILE - 1};
  tr_audit_trigger *triggers = made_up_array(arena, 3, sizeof *triggers);
  triggers[0] = (tr_audit_trigger){
      .rule = made_up_rule(0, hostile),
      .severity = TR_SEVERITY_ERROR,
      .provider = result->provider_count > 1 ? 1 : 0,
      .measure = 1,
      .cell = -1,
      .from = result->from,
      .to = result->to,
      .message = TR_STR("one-on-one minutes of 17 hours on one day"),
      .why = TR_STR("no provider works that long with one patient at a time"),
      .help = TR_STR("compare the day's schedule with its claims"),
      .charge = 1234567,
      .paid = 765432,
      .claims = made_up_claims(arena, 40, hostile),
      .claim_count = 40,
      .claims_in_all = 1412};
  triggers[1] = triggers[0];
  triggers[1].severity = TR_SEVERITY_WARNING;
  triggers[1].message = TR_STR("97012 on 71.0 % of visits, peers 22.0 %");
  triggers[1].claims_in_all = 40;
  for (uint32_t i = 0; i < result->measures[1].cell_count; i++)
    if (result->measures[1].cells[i].provider == triggers[1].provider) {
      triggers[1].cell = (int32_t)i;
      break;
    }
  triggers[2] =
      (tr_audit_trigger){.rule = made_up_rule(1, hostile),
                         .severity = TR_SEVERITY_INFO,
                         .provider = -1,
                         .measure = -1,
                         .cell = -1,
                         .from = result->to,
                         .to = result->to,
                         .message = TR_STR("no self-audit recorded"),
                         .help = TR_STR("record the day of this one")};
  if (hostile)
    for (int i = 0; i < 3; i++)
      triggers[i].message = triggers[i].why = triggers[i].help = hostile_text;
  result->triggers = triggers;
  result->trigger_count = 3;

  tr_audit_habit *habits = made_up_array(arena, 14, sizeof *habits);
  for (uint32_t i = 0; i < 14; i++) {
    tr_audit_habit_sums *sums =
        made_up_array(arena, result->provider_count, sizeof *sums);
    for (uint32_t k = 0; k < result->provider_count; k++)
      sums[k] = (tr_audit_habit_sums){.findings = 30 + k,
                                      .claims = 28,
                                      .lines = 29,
                                      .charge = 812345,
                                      .paid = 400001};
    habits[i] =
        (tr_audit_habit){.rule = made_up_rule((int)i % 2, hostile),
                         .severity = (tr_severity)(i % 4),
                         .sums = {.findings = 500 - 30 * (uint64_t)i,
                                  .claims = 410,
                                  .lines = 450,
                                  .charge = 30234567 / ((tr_cents)i + 1),
                                  .paid = 18765432 / ((tr_cents)i + 1)},
                         .by_provider = sums,
                         .claims = made_up_claims(arena, 5, hostile),
                         .claim_count = 5};
  }
  result->habits = habits;
  result->habit_count = 14;
}

static inline void made_up_lists(tr_arena *arena, tr_audit_result *result,
                                 bool hostile) {
  static const tr_audit_denial denials[] = {
      {TR_STR("CO"), TR_STR("50"), 312, 2712300},
      {TR_STR("CO"), TR_STR("97"), 120, 501200},
      {TR_STR("PR"), TR_STR("119"), 44, 190000}};
  static const tr_audit_denial bad[] = {
      {TR_STR(MADE_UP_HOSTILE), TR_STR(MADE_UP_HOSTILE), 1, -5}};
  static const tr_audit_stratum strata[] = {{"1 to 12", 80, 512, 7654300},
                                            {"13 to 30", 61, 1200, 17654300},
                                            {"31 and more", 22, 1258, 1865430}};
  static const tr_audit_source sources[] = {
      {"cbr-statistics", "CMS, comparative billing reports: statistics",
       "https://cbrinfo.net/cbr201806-statistical-debriefing.html"},
      {"oig-2016", "OIG, questionable payments", "javascript:alert(1)"}};
  static const tr_audit_edition editions[] = {
      {"ncci-mue-practitioner", "2026q4", 20700, 20790},
      {"modifiers", "2026", TR_DAY_MIN, TR_DAY_MAX}};
  tr_audit_action *actions = made_up_array(arena, 3, sizeof *actions);
  actions[0] = (tr_audit_action){
      .text = TR_STR("Compare the schedule of the days with the most minutes "
                     "with what was billed."),
      .rule = "TRA0107",
      .provider = 0,
      .charge = 1234567};
  actions[1] = (tr_audit_action){
      .text = TR_STR("Draw a random sample of the claims with 97012 and judge "
                     "them with the notes in hand."),
      .rule = "TRA0102",
      .provider = -1};
  actions[2] =
      (tr_audit_action){.text = TR_STR("Record the day."), .provider = -1};
  tr_str *summary = made_up_array(arena, 2, sizeof *summary);
  summary[0] = TR_STR(
      "One provider stands out: 97012 on 71 % of visits, where "
      "the others have it on 22 %.");
  summary[1] = TR_STR("On one day the one-on-one minutes cannot be right.");
  tr_str *method = made_up_array(arena, 2, sizeof *method);
  method[0] = TR_STR(
      "Shares are compared by chi-square, two by two; where a "
      "cell is expected below 5, by Fisher's exact test.");
  method[1] = TR_STR("Means are compared by Welch's t-test.");
  if (hostile) {
    summary[0] = method[0] = actions[0].text = TR_STR(MADE_UP_HOSTILE);
    result->denials = bad;
    result->denial_count = 1;
  } else {
    result->denials = denials;
    result->denial_count = 3;
  }
  result->summary = summary;
  result->summary_count = 2;
  result->method = method;
  result->method_count = 2;
  result->actions = actions;
  result->action_count = 3;
  result->strata = strata;
  result->stratum_count = 3;
  result->sources = sources;
  result->source_count = 2;
  result->editions = editions;
  result->edition_count = 2;
}

static inline void made_up_measures(tr_arena *arena, tr_audit_result *result,
                                    bool hostile) {
  static const tr_audit_measure kinds[] = {
      {.id = "visits-per-patient",
       .title = "Visits per patient and year",
       .unit = TR_MEASURE_MEAN,
       .of = "patients",
       .group = "volume",
       .meaning = "How often a patient comes.",
       .compared = true},
      {.id = "traction-share",
       .title = "Visits with mechanical traction",
       .unit = TR_MEASURE_SHARE,
       .of = "visits",
       .group = "coding",
       .meaning = "Share of visits on which 97012 was billed.",
       .source = "cbr-statistics",
       .compared = true},
      {.id = "distinct-modifier",
       .title = "Lines with 59 or X",
       .unit = TR_MEASURE_SHARE,
       .of = "lines",
       .group = "coding",
       .meaning = "Share of lines that carry it.",
       .compared = true},
      {.id = "longest-day",
       .title = "Most minutes on one day",
       .unit = TR_MEASURE_COUNT,
       .group = "volume",
       .meaning = "One-on-one minutes.",
       .compared = false},
      {.id = "charge-per-visit",
       .title = "Charged per visit",
       .unit = TR_MEASURE_MONEY,
       .of = "visits",
       .group = "money",
       .meaning = "What is charged on a visit.",
       .compared = true}};
  enum { KINDS = sizeof kinds / sizeof *kinds };
  tr_audit_measure *measures = made_up_array(arena, KINDS, sizeof *measures);
  for (uint32_t i = 0; i < KINDS; i++) {
    measures[i] = kinds[i];
    if (hostile) measures[i].title = measures[i].meaning = MADE_UP_HOSTILE;
    made_up_cells(arena, result, &measures[i], i);
  }
  result->measures = measures;
  result->measure_count = KINDS;
  result->tests = 48;
}

/**
 * Make a result.
 *
 * @param kind "usual" (three providers, five years), "many" (thirty), "single"
 *             (one), "empty" (a store without claims), "hostile" (texts that
 *             would be markup), "plain" (nothing stands out).
 */
static inline tr_audit_result made_up(tr_arena *arena, const char *kind) {
  const bool hostile = strcmp(kind, "hostile") == 0;
  static const tr_audit_payer payers[] = {
      {TR_PAYER_CLASS_COMMERCIAL, "commercial", "commercial", {0}},
      {TR_PAYER_CLASS_MEDICARE, "medicare", "Medicare", {0}}};
  tr_audit_result result = {.from = tr_day_of(2021, 1, 1),
                            .to = tr_day_of(2025, 12, 31),
                            .past_from = tr_day_of(2016, 1, 1),
                            .past_to = tr_day_of(2020, 12, 31),
                            .today = tr_day_of(2026, 6, 30),
                            .every = TR_AUDIT_QUARTER,
                            .checked = true,
                            .last_audit = TR_DAY_MIN,
                            .pack = "traction",
                            .pack_version = "2026.11",
                            .pack_sha256 =
                                "0123456789abcdef0123456789abcdef"
                                "0123456789abcdef0123456789abcdef"};
  if (strcmp(kind, "empty") == 0) {
    result.checked = false;
    result.past_to = result.past_from - 1;
    return result;
  }
  const uint32_t providers = strcmp(kind, "many") == 0     ? 30
                             : strcmp(kind, "single") == 0 ? 1
                                                           : 3;
  result.sums = made_up_sums(providers);
  made_up_people(arena, &result, providers, hostile);
  made_up_periods(arena, &result, 20);
  result.payers = payers;
  result.payer_count = 2;
  if (strcmp(kind, "plain") == 0) return result;
  made_up_measures(arena, &result, hostile);
  made_up_findings(arena, &result, hostile);
  made_up_lists(arena, &result, hostile);
  return result;
}

#endif
