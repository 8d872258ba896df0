/* Which page of the workbook holds what: a list each, one row for one thing,
 * numbers as numbers. */
#include "report/audit_sheet.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "paper/sheet.h"

enum { TEXT_MOST = 1 << 20 /* bytes of a text; a cell takes less */ };

/** Where the next cell goes. */
typedef struct pen {
  const tr_audit_result *result;
  tr_sheet *sheet;
  unsigned row, column;
  tr_buf text; /* of the cell being written */
} pen;

/** A column: its heading and its width in characters. */
typedef struct column {
  const char *words;
  double width;
} column;

/* -------------------------------------------------------------------- cells */

/* Bytes that are no UTF-8 are made visible: a workbook may hold none. */
static void put_as(pen *to, tr_str text, tr_sheet_look look) {
  tr_buf_clear(&to->text);
  tr_text_safe(&to->text, text);
  if (text.n != 0)
    tr_sheet_text(to->sheet, to->row, to->column, tr_buf_str(&to->text), look);
  to->column++;
}

static void put(pen *to, tr_str text) { put_as(to, text, TR_SHEET_PLAIN); }

static void put_words(pen *to, const char *words) { put(to, tr_str_of(words)); }

static void put_long(pen *to, tr_str text) { put_as(to, text, TR_SHEET_WRAP); }

static void put_count(pen *to, uint64_t count) {
  tr_sheet_number(to->sheet, to->row, to->column++, (double)count, 0);
}

static void put_number(pen *to, double number, unsigned decimals) {
  if (isfinite(number))
    tr_sheet_number(to->sheet, to->row, to->column, number, decimals);
  to->column++;
}

static void put_cents(pen *to, tr_cents cents) {
  tr_sheet_cents(to->sheet, to->row, to->column++, cents, TR_SHEET_PLAIN);
}

static void put_day(pen *to, tr_day day) {
  tr_sheet_day(to->sheet, to->row, to->column++, day);
}

/* A measure's value: a share as 0 to 1, an amount in dollars. */
static void put_value(pen *to, tr_measure_unit unit, bool known, double value) {
  if (!known || !isfinite(value))
    to->column++;
  else if (unit == TR_MEASURE_MONEY)
    put_cents(to, (tr_cents)llround(value)); /* rounded here, once */
  else
    put_number(to, value, unit == TR_MEASURE_COUNT ? 0 : 4);
}

static void put_provider(pen *to, int32_t provider) {
  const tr_audit_result *result = to->result;
  if (provider < 0 || (uint32_t)provider >= result->provider_count) {
    to->column++;
    put_words(to, "all");
    return;
  }
  put(to, result->providers[provider].npi);
  put(to, result->providers[provider].name);
}

static void next(pen *to) {
  to->row++;
  to->column = 0;
}

/* -------------------------------------------------------------------- pages */

static void begin(pen *to, const char *name, const column *columns,
                  unsigned count) {
  tr_sheet_page(to->sheet, name, 1);
  to->row = to->column = 0;
  for (unsigned i = 0; i < count; i++) {
    tr_sheet_width(to->sheet, i, columns[i].width);
    tr_sheet_text(to->sheet, 0, i, tr_str_of(columns[i].words), TR_SHEET_HEAD);
  }
  next(to);
}

#define BEGIN(to, name, columns) \
  begin((to), (name), (columns), sizeof(columns) / sizeof *(columns))

static void end(const pen *to, unsigned columns) {
  if (to->row > 1) tr_sheet_filter(to->sheet, 0, to->row - 1, columns - 1);
}

#define END(to, columns) end((to), sizeof(columns) / sizeof *(columns))

static void put_fact(pen *to, const char *name, tr_str text) {
  put_words(to, name);
  put_long(to, text);
  next(to);
}

static void put_fact_day(pen *to, const char *name, tr_day day) {
  put_words(to, name);
  put_day(to, day);
  next(to);
}

static void put_fact_count(pen *to, const char *name, uint64_t count) {
  put_words(to, name);
  put_count(to, count);
  next(to);
}

static void put_limits(pen *to) {
  put_fact(to, "not said",
           TR_STR("Nothing here says that anyone did anything wrong. Amounts "
                  "are those charged and paid on lines that something asks "
                  "about: they overlap, are no overpayments, and are not "
                  "projected. It is not legal advice. Numbers of claims lead "
                  "to patients: keep this workbook as you keep the claims."));
}

static void page_summary(pen *to) {
  static const column columns[] = {{"what", 18}, {"is", 100}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Summary", columns);
  for (uint32_t i = 0; i < result->summary_count; i++)
    put_fact(to, "in short", result->summary[i]);
  put_fact_day(to, "from", result->from);
  put_fact_day(to, "to", result->to);
  put_fact_day(to, "made on", result->today);
  put_fact_count(to, "claims", result->sums.claims);
  put_fact_count(to, "lines", result->sums.lines);
  put_fact_count(to, "visits", result->sums.visits);
  put_fact_count(to, "patients", result->sums.patients);
  put_fact_count(to, "notes", result->sums.notes);
  put_fact_count(to, "claims answered", result->sums.answered);
  put_words(to, "charged");
  put_cents(to, result->sums.charge);
  next(to);
  put_words(to, "paid");
  put_cents(to, result->sums.paid);
  next(to);
  put_fact_count(to, "comparisons", result->tests);
  put_fact(to, "rules", tr_str_of(result->pack));
  put_fact(to, "version of them", tr_str_of(result->pack_version));
  put_fact(to, "SHA-256 of them", tr_str_of(result->pack_sha256));
  for (uint32_t i = 0; i < result->method_count; i++)
    put_fact(to, "method", result->method[i]);
  put_limits(to);
}

static void page_triggers(pen *to) {
  static const column columns[] = {
      {"severity", 10}, {"rule", 10}, {"slug", 26},  {"NPI", 12},
      {"provider", 24}, {"from", 11}, {"to", 11},    {"what", 60},
      {"why", 60},      {"next", 60}, {"claims", 9}, {"charged", 13},
      {"paid", 13},     {"id", 5}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "What stands out", columns);
  for (uint32_t i = 0; i < result->trigger_count; i++) {
    const tr_audit_trigger *trigger = &result->triggers[i];
    put_words(to, tr_severity_name(trigger->severity));
    put_words(to, trigger->rule != NULL ? trigger->rule->id : NULL);
    put_words(to, trigger->rule != NULL ? trigger->rule->slug : NULL);
    put_provider(to, trigger->provider);
    put_day(to, trigger->from);
    put_day(to, trigger->to);
    put_long(to, trigger->message);
    put_long(to, trigger->why);
    put_long(to, trigger->help);
    put_count(to, trigger->claims_in_all);
    put_cents(to, trigger->charge);
    put_cents(to, trigger->paid);
    put_count(to, i + 1);
    next(to);
  }
  END(to, columns);
}

static void page_actions(pen *to) {
  static const column columns[] = {{"order", 7},     {"what", 90},
                                   {"rule", 10},     {"NPI", 12},
                                   {"provider", 24}, {"charged", 13}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "What to do next", columns);
  for (uint32_t i = 0; i < result->action_count; i++) {
    const tr_audit_action *action = &result->actions[i];
    put_count(to, i + 1);
    put_long(to, action->text);
    put_words(to, action->rule);
    put_provider(to, action->provider);
    put_cents(to, action->charge);
    next(to);
  }
  END(to, columns);
}

/* ----------------------------------------------------------------- measures */

static void put_against(pen *to, tr_measure_unit unit,
                        const tr_audit_cell *cell,
                        const tr_audit_against *against) {
  put_value(to, unit, against->known, against->value);
  const bool judged = cell->suppressed == NULL && against->known;
  put_words(to,
            tr_audit_word_text(judged ? against->word : TR_WORD_NOT_AVAILABLE));
  if (!judged || against->test == TR_TEST_NONE) {
    to->column += 3;
    return;
  }
  put_words(to, tr_audit_test_text(against->test));
  put_number(to, against->p, 4);
  put_number(to, against->adjusted_p, 4);
}

static void put_cell(pen *to, const tr_audit_measure *measure,
                     const tr_audit_cell *cell) {
  put_words(to, measure->id);
  put_words(to, measure->title);
  put_words(to, tr_measure_unit_id(measure->unit));
  put_provider(to, cell->provider);
  put_words(to,
            cell->payer < 0 ? "all" : to->result->payers[cell->payer].words);
  put_words(to,
            cell->period < 0 ? "all" : to->result->periods[cell->period].label);
  put_value(to, measure->unit, cell->known, cell->value);
  put_number(to,
             measure->unit == TR_MEASURE_MONEY ? cell->numerator / 100
                                               : cell->numerator,
             4);
  put_number(to, cell->denominator, 4);
  put_count(to, cell->lines);
  put_count(to, cell->patients);
  if (cell->period < 0) {
    put_words(to, cell->suppressed);
    put_against(to, measure->unit, cell, &cell->peers);
    put_against(to, measure->unit, cell, &cell->past);
    put_against(to, measure->unit, cell, &cell->table);
    if (cell->percentile >= 0)
      put_number(to, cell->percentile, 1);
    else
      to->column++;
    put_words(to, tr_audit_fence_id(cell->fence));
  }
  next(to);
}

/* Positions on one page, the periods on another: they have no comparison. */
static void page_measures(pen *to, bool periods) {
  static const column columns[] = {{"measure", 24},
                                   {"title", 34},
                                   {"unit", 8},
                                   {"NPI", 12},
                                   {"provider", 24},
                                   {"payers", 16},
                                   {"period", 10},
                                   {"value", 12},
                                   {"numerator", 12},
                                   {"denominator", 12},
                                   {"lines", 9},
                                   {"patients", 9},
                                   {"not compared", 22},
                                   {"peers", 12},
                                   {"beside peers", 20},
                                   {"test", 20},
                                   {"p", 8},
                                   {"adjusted p", 10},
                                   {"span before", 12},
                                   {"beside it", 20},
                                   {"test", 20},
                                   {"p", 8},
                                   {"adjusted p", 10},
                                   {"peer table", 12},
                                   {"beside it", 20},
                                   {"test", 20},
                                   {"p", 8},
                                   {"adjusted p", 10},
                                   {"percentile", 10},
                                   {"fence", 9}};
  enum { ALL = sizeof columns / sizeof *columns, OF_PERIODS = 12 };
  const tr_audit_result *result = to->result;
  const unsigned count = periods ? OF_PERIODS : ALL;
  begin(to, periods ? "Trends" : "Measures", columns, count);
  for (uint32_t i = 0; i < result->measure_count; i++) {
    const tr_audit_measure *measure = &result->measures[i];
    for (uint32_t k = 0; k < measure->cell_count; k++)
      if (measure->cells[k].known && (measure->cells[k].period >= 0) == periods)
        put_cell(to, measure, &measure->cells[k]);
  }
  end(to, count);
}

/* ------------------------------------------------------------------- habits */

static void put_habit(pen *to, const tr_audit_habit *habit, int32_t provider,
                      const tr_audit_habit_sums *sums) {
  put_words(to, habit->rule->id);
  put_words(to, habit->rule->slug);
  put_words(to, habit->rule->summary);
  put_words(to, tr_severity_name(habit->severity));
  put_provider(to, provider);
  put_count(to, sums->findings);
  put_count(to, sums->claims);
  put_count(to, sums->lines);
  put_cents(to, sums->charge);
  put_cents(to, sums->paid);
  next(to);
}

static void page_habits(pen *to) {
  static const column columns[] = {
      {"rule", 10}, {"slug", 30},     {"finds", 60},   {"severity", 10},
      {"NPI", 12},  {"provider", 24}, {"findings", 9}, {"claims", 9},
      {"lines", 9}, {"charged", 13},  {"paid", 13}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Habits", columns);
  for (uint32_t i = 0; i < result->habit_count; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    put_habit(to, habit, -1, &habit->sums);
    for (uint32_t k = 0;
         habit->by_provider != NULL && k < result->provider_count; k++)
      if (habit->by_provider[k].findings != 0)
        put_habit(to, habit, (int32_t)k, &habit->by_provider[k]);
  }
  END(to, columns);
}

/* --------------------------------------------------------------------- sums */

static void put_sums(pen *to, const char *kind, tr_str id, tr_str name,
                     const tr_audit_sums *sums) {
  put_words(to, kind);
  put(to, id);
  put(to, name);
  put_count(to, sums->claims);
  put_count(to, sums->lines);
  put_count(to, sums->visits);
  put_count(to, sums->patients);
  put_count(to, sums->notes);
  put_count(to, sums->answered);
  put_cents(to, sums->charge);
  put_cents(to, sums->paid);
  next(to);
}

static void page_sums(pen *to) {
  static const column columns[] = {
      {"by", 10},      {"id", 14},      {"name", 26},    {"claims", 9},
      {"lines", 9},    {"visits", 9},   {"patients", 9}, {"notes", 9},
      {"answered", 9}, {"charged", 14}, {"paid", 14}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Practice", columns);
  put_sums(to, "practice", TR_STR(""), TR_STR(""), &result->sums);
  for (uint32_t i = 0; i < result->provider_count; i++)
    put_sums(to, "provider", result->providers[i].npi,
             result->providers[i].name, &result->providers[i].sums);
  for (uint32_t i = 0; i < result->payer_count; i++)
    put_sums(to, "payers", tr_str_of(result->payers[i].id),
             tr_str_of(result->payers[i].words), &result->payers[i].sums);
  for (uint32_t i = 0; i < result->period_count; i++)
    put_sums(to, "period", tr_str_of(result->periods[i].label), TR_STR(""),
             &result->periods[i].sums);
  END(to, columns);
}

static void page_denials(pen *to) {
  static const column columns[] = {
      {"group", 8}, {"reason", 9}, {"lines", 9}, {"amount", 14}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Taken off", columns);
  for (uint32_t i = 0; i < result->denial_count; i++) {
    const tr_audit_denial *denial = &result->denials[i];
    put(to, denial->group);
    put(to, denial->reason);
    put_count(to, denial->lines);
    put_cents(to, denial->amount);
    next(to);
  }
  END(to, columns);
}

/* ------------------------------------------------------------------- claims */

static void put_claims(pen *to, const char *rule, uint32_t trigger,
                       const tr_audit_claim *claims, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    put_words(to, rule);
    if (trigger != 0)
      put_count(to, trigger);
    else
      to->column++;
    put(to, claims[i].control);
    put_day(to, claims[i].day);
    put_provider(to, claims[i].provider);
    put_cents(to, claims[i].charge);
    put_cents(to, claims[i].paid);
    put_words(to, claims[i].note != 0 ? "kept" : "none kept");
    next(to);
  }
}

static void page_claims(pen *to) {
  static const column columns[] = {
      {"rule", 10},    {"stands out id", 12}, {"claim", 22},
      {"day", 11},     {"NPI", 12},           {"provider", 24},
      {"charged", 13}, {"paid", 13},          {"note", 10}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Claims to look at", columns);
  for (uint32_t i = 0; i < result->trigger_count; i++) {
    const tr_audit_trigger *trigger = &result->triggers[i];
    put_claims(to, trigger->rule != NULL ? trigger->rule->id : NULL, i + 1,
               trigger->claims, trigger->claim_count);
  }
  for (uint32_t i = 0; i < result->habit_count; i++)
    put_claims(to, result->habits[i].rule->id, 0, result->habits[i].claims,
               result->habits[i].claim_count);
  END(to, columns);
}

static void page_sources(pen *to) {
  static const column columns[] = {
      {"kind", 9}, {"id", 30}, {"title", 80}, {"link", 60}};
  const tr_audit_result *result = to->result;
  BEGIN(to, "Sources", columns);
  for (uint32_t i = 0; i < result->source_count; i++) {
    put_words(to, "source");
    put_words(to, result->sources[i].id);
    put_words(to, result->sources[i].title);
    put_words(to, result->sources[i].url);
    next(to);
  }
  for (uint32_t i = 0; i < result->edition_count; i++) {
    put_words(to, "table");
    put_words(to, result->editions[i].table);
    put_words(to, result->editions[i].edition);
    next(to);
  }
}

tr_status tr_audit_sheet(const tr_audit_result *result, const char *path,
                         const char *folder) {
  pen to = {.result = result};
  const tr_status status = tr_sheet_new(path, folder, &to.sheet);
  if (status != TR_OK) return status;
  tr_buf_init(&to.text, TEXT_MOST);
  page_summary(&to);
  page_triggers(&to);
  page_actions(&to);
  page_measures(&to, false);
  page_measures(&to, true);
  page_habits(&to);
  page_sums(&to);
  page_denials(&to);
  page_claims(&to);
  page_sources(&to);
  tr_buf_done(&to.text);
  return tr_sheet_finish(to.sheet);
}
