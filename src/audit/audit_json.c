/* Everything of a result, for programs. Shares are numbers from 0 to 1, amounts
 * are text with two decimals, what is not known is null. */
#include "audit/audit_json.h"

#include <math.h>

#include "base/json_write.h"

enum { NUMBER_TEXT = 40 };

static void key(tr_json *json, const char *name) {
  tr_json_key(json, tr_str_of(name));
}

static void text(tr_json *json, const char *name, tr_str value) {
  key(json, name);
  tr_json_string(json, value);
}

static void words(tr_json *json, const char *name, const char *value) {
  key(json, name);
  tr_json_string_or_null(json, tr_str_of(value));
}

static void whole(tr_json *json, const char *name, uint64_t value) {
  key(json, name);
  tr_json_integer(json, (int64_t)value);
}

static void flag(tr_json *json, const char *name, bool value) {
  key(json, name);
  tr_json_boolean(json, value);
}

static void day(tr_json *json, const char *name, tr_day value) {
  char room[TR_DAY_TEXT];
  key(json, name);
  if (value == TR_DAY_MIN) {
    tr_json_null(json);
    return;
  }
  tr_day_text(value, room);
  tr_json_string(json, tr_str_of(room));
}

static void money(tr_json *json, const char *name, tr_cents cents) {
  char room[TR_CENTS_TEXT];
  tr_cents_text(cents, room);
  text(json, name, tr_str_of(room));
}

/* Nine significant digits, so that the last bits of a sum do not show. */
static void number(tr_json *json, const char *name, double value) {
  char room[NUMBER_TEXT];
  key(json, name);
  if (!isfinite(value)) {
    tr_json_null(json);
    return;
  }
  snprintf(room, sizeof room, "%.9g", value == 0 ? 0.0 : value);
  tr_json_raw(json, tr_str_of(room));
}

/* A value of a measure: cents become dollars. */
static void value_of(tr_json *json, const char *name, tr_measure_unit unit,
                     double value) {
  number(json, name, unit == TR_MEASURE_MONEY ? value / 100 : value);
}

static void sums(tr_json *json, const tr_audit_sums *of) {
  whole(json, "claims", of->claims);
  whole(json, "lines", of->lines);
  whole(json, "visits", of->visits);
  whole(json, "patients", of->patients);
  whole(json, "notes", of->notes);
  whole(json, "answered", of->answered);
  money(json, "charge", of->charge);
  money(json, "paid", of->paid);
}

static void provider_of(tr_json *json, const tr_audit_result *result,
                        int32_t provider) {
  key(json, "provider");
  if (provider < 0)
    tr_json_null(json);
  else
    tr_json_string(json, result->providers[provider].npi);
}

/* ------------------------------------------------------------------- scope */

static void put_scope(tr_json *json, const tr_audit_result *result) {
  static const char *const every[] = {"month", "quarter", "year"};
  key(json, "scope");
  tr_json_begin_object(json);
  const bool any = result->to >= result->from;
  day(json, "from", any ? result->from : TR_DAY_MIN);
  day(json, "to", any ? result->to : TR_DAY_MIN);
  const bool past = result->past_to >= result->past_from;
  day(json, "past_from", past ? result->past_from : TR_DAY_MIN);
  day(json, "past_to", past ? result->past_to : TR_DAY_MIN);
  day(json, "today", result->today);
  day(json, "last_audit", result->last_audit);
  key(json, "provider");
  tr_json_string_or_null(json, result->provider_asked.n > 0
                                   ? result->provider_asked
                                   : (tr_str){NULL, 0});
  words(json, "every", every[result->every]);
  flag(json, "checked", result->checked);
  flag(json, "peers_given", result->peers_given);
  sums(json, &result->sums);
  tr_json_end_object(json);
}

static void put_people(tr_json *json, const tr_audit_result *result) {
  key(json, "providers");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->provider_count; i++) {
    tr_json_begin_object(json);
    text(json, "npi", result->providers[i].npi);
    sums(json, &result->providers[i].sums);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  key(json, "payers");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->payer_count; i++) {
    tr_json_begin_object(json);
    words(json, "id", result->payers[i].id);
    words(json, "name", result->payers[i].words);
    sums(json, &result->payers[i].sums);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  key(json, "periods");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->period_count; i++) {
    tr_json_begin_object(json);
    words(json, "label", result->periods[i].label);
    day(json, "from", result->periods[i].from);
    day(json, "to", result->periods[i].to);
    sums(json, &result->periods[i].sums);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

/* ---------------------------------------------------------------- measures */

static void put_against(tr_json *json, const char *name, tr_measure_unit unit,
                        const tr_audit_against *against) {
  key(json, name);
  if (!against->known) {
    tr_json_null(json);
    return;
  }
  tr_json_begin_object(json);
  value_of(json, "value", unit, against->value);
  number(json, "n", against->denominator);
  words(json, "test", tr_audit_test_id(against->test));
  if (against->test != TR_TEST_NONE) {
    number(json, "p", against->p);
    number(json, "adjusted_p", against->adjusted_p);
  }
  words(json, "word", tr_audit_word_text(against->word));
  tr_json_end_object(json);
}

static void put_cell(tr_json *json, const tr_audit_result *result,
                     const tr_audit_measure *measure,
                     const tr_audit_cell *cell) {
  tr_json_begin_object(json);
  provider_of(json, result, cell->provider);
  words(json, "payer", cell->payer < 0 ? NULL : result->payers[cell->payer].id);
  words(json, "period",
        cell->period < 0 ? NULL : result->periods[cell->period].label);
  value_of(json, "value", measure->unit, cell->value);
  value_of(json, "numerator", measure->unit, cell->numerator);
  number(json, "denominator", cell->denominator);
  whole(json, "lines", cell->lines);
  if (cell->provider >= 0) whole(json, "patients", cell->patients);
  if (cell->provider >= 0 && cell->period < 0) {
    words(json, "suppressed", cell->suppressed);
    words(json, "word", tr_audit_word_text(cell->peers.word));
    put_against(json, "peers", measure->unit, &cell->peers);
    put_against(json, "past", measure->unit, &cell->past);
    put_against(json, "table", measure->unit, &cell->table);
    if (cell->percentile >= 0) number(json, "percentile", cell->percentile);
    if (cell->fence != TR_FENCE_NONE)
      words(json, "fence", tr_audit_fence_id(cell->fence));
  }
  tr_json_end_object(json);
}

static void put_measures(tr_json *json, const tr_audit_result *result) {
  key(json, "measures");
  tr_json_begin_array(json);
  for (uint32_t m = 0; m < result->measure_count; m++) {
    const tr_audit_measure *measure = &result->measures[m];
    tr_json_begin_object(json);
    words(json, "id", measure->id);
    words(json, "title", measure->title);
    words(json, "unit", tr_measure_unit_id(measure->unit));
    words(json, "of", measure->of);
    words(json, "group", measure->group);
    words(json, "meaning", measure->meaning);
    words(json, "source", measure->source);
    flag(json, "compared", measure->compared);
    key(json, "values");
    tr_json_begin_array(json);
    for (uint32_t i = 0; i < measure->cell_count; i++)
      if (measure->cells[i].known)
        put_cell(json, result, measure, &measure->cells[i]);
    tr_json_end_array(json);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

/* ------------------------------------------------------ triggers and habits */

static void put_claims(tr_json *json, const tr_audit_result *result,
                       const tr_audit_claim *claims, uint32_t count) {
  key(json, "claims");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) {
    tr_json_begin_object(json);
    whole(json, "id", (uint64_t)claims[i].id);
    text(json, "control", claims[i].control);
    day(json, "day", claims[i].day);
    provider_of(json, result, claims[i].provider);
    key(json, "note");
    if (claims[i].note != 0)
      tr_json_integer(json, claims[i].note);
    else
      tr_json_null(json);
    money(json, "charge", claims[i].charge);
    money(json, "paid", claims[i].paid);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_rule(tr_json *json, const tr_rule *rule, tr_severity severity) {
  words(json, "rule", rule->id);
  words(json, "slug", rule->slug);
  words(json, "severity", tr_severity_name(severity));
  words(json, "summary", rule->summary);
  words(json, "authority", rule->authority);
  words(json, "confidence", rule->confidence);
  key(json, "sources");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < rule->source_count; i++)
    tr_json_string(json, tr_str_of(rule->sources[i].id));
  tr_json_end_array(json);
}

static void put_triggers(tr_json *json, const tr_audit_result *result) {
  key(json, "triggers");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->trigger_count; i++) {
    const tr_audit_trigger *trigger = &result->triggers[i];
    const tr_audit_measure *measure =
        trigger->measure < 0 ? NULL : &result->measures[trigger->measure];
    const tr_audit_cell *cell = measure != NULL && trigger->cell >= 0
                                    ? &measure->cells[trigger->cell]
                                    : NULL;
    tr_json_begin_object(json);
    put_rule(json, trigger->rule, trigger->severity);
    provider_of(json, result, trigger->provider);
    words(json, "payer",
          cell == NULL || cell->payer < 0 ? NULL
                                          : result->payers[cell->payer].id);
    words(json, "measure", measure != NULL ? measure->id : NULL);
    day(json, "from", trigger->from);
    day(json, "to", trigger->to);
    text(json, "message", trigger->message);
    text(json, "why", trigger->why);
    text(json, "help", trigger->help);
    money(json, "charge", trigger->charge);
    money(json, "paid", trigger->paid);
    whole(json, "claims_in_all", trigger->claims_in_all);
    put_claims(json, result, trigger->claims, trigger->claim_count);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void habit_sums(tr_json *json, const tr_audit_habit_sums *of) {
  whole(json, "findings", of->findings);
  whole(json, "in_claims", of->claims);
  whole(json, "lines", of->lines);
  money(json, "charge", of->charge);
  money(json, "paid", of->paid);
}

static void put_habits(tr_json *json, const tr_audit_result *result) {
  key(json, "habits");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->habit_count; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    tr_json_begin_object(json);
    put_rule(json, habit->rule, habit->severity);
    habit_sums(json, &habit->sums);
    key(json, "by_provider");
    tr_json_begin_array(json);
    for (uint32_t p = 0; p < result->provider_count; p++) {
      if (habit->by_provider[p].findings == 0) continue;
      tr_json_begin_object(json);
      provider_of(json, result, (int32_t)p);
      habit_sums(json, &habit->by_provider[p]);
      tr_json_end_object(json);
    }
    tr_json_end_array(json);
    put_claims(json, result, habit->claims, habit->claim_count);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

/* ---------------------------------------------------------------- the rest */

static void put_rest(tr_json *json, const tr_audit_result *result) {
  key(json, "denials");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->denial_count; i++) {
    tr_json_begin_object(json);
    text(json, "group", result->denials[i].group);
    text(json, "reason", result->denials[i].reason);
    whole(json, "lines", result->denials[i].lines);
    money(json, "amount", result->denials[i].amount);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  key(json, "strata");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->stratum_count; i++) {
    tr_json_begin_object(json);
    words(json, "visits_a_year", result->strata[i].label);
    whole(json, "patient_years", result->strata[i].patients);
    whole(json, "visits", result->strata[i].visits);
    money(json, "charge", result->strata[i].charge);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  key(json, "actions");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->action_count; i++) {
    tr_json_begin_object(json);
    text(json, "text", result->actions[i].text);
    words(json, "rule", result->actions[i].rule);
    provider_of(json, result, result->actions[i].provider);
    money(json, "charge", result->actions[i].charge);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_texts(tr_json *json, const char *name, const tr_str *list,
                      uint32_t count) {
  key(json, name);
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < count; i++) tr_json_string(json, list[i]);
  tr_json_end_array(json);
}

static void put_grounds(tr_json *json, const tr_audit_result *result) {
  put_texts(json, "method", result->method, result->method_count);
  whole(json, "tests", result->tests);
  key(json, "sources");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->source_count; i++) {
    tr_json_begin_object(json);
    words(json, "id", result->sources[i].id);
    words(json, "title", result->sources[i].title);
    words(json, "url", result->sources[i].url);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  key(json, "pack");
  tr_json_begin_object(json);
  words(json, "name", result->pack);
  words(json, "version", result->pack_version);
  words(json, "sha256", result->pack_sha256);
  tr_json_end_object(json);
  key(json, "editions");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < result->edition_count; i++) {
    tr_json_begin_object(json);
    words(json, "table", result->editions[i].table);
    words(json, "edition", result->editions[i].edition);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

void tr_audit_json(const tr_audit_result *result, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  words(&json, "format", "traction-audit/1");
  put_scope(&json, result);
  put_people(&json, result);
  put_texts(&json, "summary", result->summary, result->summary_count);
  put_triggers(&json, result);
  put_measures(&json, result);
  put_habits(&json, result);
  put_rest(&json, result);
  put_grounds(&json, result);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}

void tr_audit_drill_json(const tr_audit_result *result, tr_measure_id measure,
                         int32_t provider, const tr_audit_drilled *drilled,
                         tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  words(&json, "format", "traction-audit-drill/1");
  words(&json, "measure", tr_measure_at(measure).id);
  provider_of(&json, result, provider);
  day(&json, "from", result->from);
  day(&json, "to", result->to);
  whole(&json, "claims_in_all", drilled->in_all);
  whole(&json, "lines", drilled->lines);
  money(&json, "charge", drilled->charge);
  money(&json, "paid", drilled->paid);
  put_claims(&json, result, drilled->claims, drilled->count);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}
