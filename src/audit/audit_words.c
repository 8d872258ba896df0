/* What is said of a result in sentences: the summary, what to do next, how it
 * was measured, and on what it all rests. */
#include <stdlib.h>

#include "audit/audit_parts.h"

enum { SENTENCES = 32, ACTIONS = 64, HABITS_TOLD = 5, SOURCES = 256 };

static tr_str name_of(const tr_audit_result *result, int32_t provider) {
  return provider < 0 ? TR_STR("the practice")
                      : result->providers[provider].npi;
}

/* ----------------------------------------------------------------- summary */

static void add(tr_str *list, uint32_t *count, uint32_t most, tr_str text) {
  if (*count < most && text.n > 0) list[(*count)++] = text;
}

static tr_str looked_at(const tr__audit *audit) {
  const tr_audit_result *result = audit->result;
  const tr_audit_sums *sums = &result->sums;
  char from[TR_DAY_TEXT], to[TR_DAY_TEXT], claims[32], lines[32], patients[32],
      charge[40];
  if (sums->lines == 0)
    return tr__audit_text(audit->arena,
                          "There are no service lines in these days.");
  tr_day_text(result->from, from);
  tr_day_text(result->to, to);
  return tr__audit_text(
      audit->arena,
      "Looked at %s claims with %s lines of %s patients, %s to %s, %s charged, "
      "%u provider%s.",
      tr__audit_number(sums->claims, claims),
      tr__audit_number(sums->lines, lines),
      tr__audit_number(sums->patients, patients), from, to,
      tr__audit_money(sums->charge, charge), result->provider_count,
      result->provider_count == 1 ? "" : "s");
}

static tr_str counted_triggers(const tr__audit *audit) {
  const tr_audit_result *result = audit->result;
  uint32_t serious = 0;
  for (uint32_t i = 0; i < result->trigger_count; i++)
    serious += result->triggers[i].severity >= TR_SEVERITY_WARNING;
  if (result->sums.lines == 0) return (tr_str){"", 0};
  if (result->trigger_count == 0)
    return tr__audit_text(audit->arena,
                          "Nothing stands out that would draw an auditor's "
                          "eye.");
  return tr__audit_text(audit->arena,
                        "%u thing%s would draw an auditor's eye, %u of them "
                        "seriously.",
                        result->trigger_count,
                        result->trigger_count == 1 ? "" : "s", serious);
}

static tr_str told_trigger(const tr__audit *audit,
                           const tr_audit_trigger *trigger) {
  char charge[40], claims[32];
  const tr_str who = name_of(audit->result, trigger->provider);
  if (trigger->claims_in_all == 0)
    return tr__audit_text(audit->arena, "%.*s: %.*s.", TR_STR_ARG(who),
                          TR_STR_ARG(trigger->message));
  return tr__audit_text(audit->arena, "%.*s: %.*s (%s claims, %s).",
                        TR_STR_ARG(who), TR_STR_ARG(trigger->message),
                        tr__audit_number(trigger->claims_in_all, claims),
                        tr__audit_money(trigger->charge, charge));
}

static tr_str told_habit(const tr__audit *audit) {
  const tr_audit_result *result = audit->result;
  char charge[40], claims[32];
  if (!result->checked) return (tr_str){"", 0};
  if (result->habit_count == 0)
    return tr__audit_text(audit->arena,
                          "The rules find nothing wrong with the claims.");
  const tr_audit_habit *worst = &result->habits[0];
  return tr__audit_text(audit->arena,
                        "The costliest habit is %s, %s: %s claims, %s charged.",
                        worst->rule->id, worst->rule->summary,
                        tr__audit_number(worst->sums.claims, claims),
                        tr__audit_money(worst->sums.charge, charge));
}

static tr_status make_summary(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  tr_str *list = tr_arena_array(audit->arena, SENTENCES, sizeof *list);
  uint32_t count = 0;
  if (list == NULL) return TR_ENOMEM;
  add(list, &count, SENTENCES, counted_triggers(audit));
  for (uint32_t i = 0; i < result->trigger_count && i < HABITS_TOLD; i++)
    if (result->triggers[i].severity >= TR_SEVERITY_WARNING)
      add(list, &count, SENTENCES, told_trigger(audit, &result->triggers[i]));
  add(list, &count, SENTENCES, told_habit(audit));
  add(list, &count, SENTENCES, looked_at(audit));
  result->summary = list;
  result->summary_count = count;
  return TR_OK;
}

/* ----------------------------------------------------------------- actions */

static void act(const tr__audit *audit, tr_audit_action *list, tr_str text,
                const char *rule, int32_t provider, tr_cents charge) {
  tr_audit_result *result = audit->result;
  for (uint32_t i = 0; i < result->action_count; i++)
    if (list[i].provider == provider && tr_str_eq(list[i].text, text)) return;
  if (result->action_count < ACTIONS && text.n > 0)
    list[result->action_count++] =
        (tr_audit_action){text, rule, provider, charge};
}

/* A help text of a rule as a sentence. */
static tr_str sentence(tr_arena *arena, tr_str help) {
  if (help.n == 0) return help;
  const char first = help.p[0];
  return tr__audit_text(
      arena, "%c%.*s%s", first >= 'a' && first <= 'z' ? first - 32 : first,
      (int)help.n - 1, help.p + 1, help.p[help.n - 1] == '.' ? "" : ".");
}

static tr_status make_actions(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  tr_audit_action *list = tr_arena_array(audit->arena, ACTIONS, sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  result->actions = list;
  for (uint32_t i = 0; i < result->trigger_count; i++) {
    const tr_audit_trigger *trigger = &result->triggers[i];
    act(audit, list, sentence(audit->arena, trigger->help), trigger->rule->id,
        trigger->provider, trigger->charge);
  }
  for (uint32_t i = 0; i < result->habit_count && i < HABITS_TOLD; i++) {
    const tr_audit_habit *habit = &result->habits[i];
    char claims[32];
    act(audit, list,
        tr__audit_text(audit->arena,
                       "Look into %s, %s (%s claims): 'traction explain %s' "
                       "says how to mend it.",
                       habit->rule->id, habit->rule->summary,
                       tr__audit_number(habit->sums.claims, claims),
                       habit->rule->id),
        habit->rule->id, -1, habit->sums.charge);
  }
  if (result->last_audit == TR_DAY_MIN && result->sums.lines > 0)
    act(audit, list,
        TR_STR("No self-audit is on record: draw a sample with 'traction "
               "sample', go through it, and record the day with 'traction "
               "audit --done'."),
        "TRA0108", -1, 0);
  return TR_OK;
}

/* ------------------------------------------------------------------ method */

static tr_str left_out(const tr__audit *audit) {
  const tr_columns_left_out *out = &audit->columns->left_out;
  if (out->replaced + out->voids + out->secondary + out->undated == 0)
    return (tr_str){"", 0};
  return tr__audit_text(
      audit->arena,
      "Left out in the whole store: %llu claims that a later one replaced or "
      "took back, %llu that take one back, %llu that bill the same visit to a "
      "further payer, %llu lines without a readable day.",
      (unsigned long long)out->replaced, (unsigned long long)out->voids,
      (unsigned long long)out->secondary, (unsigned long long)out->undated);
}

static tr_status make_method(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  tr_str *list = tr_arena_array(audit->arena, SENTENCES, sizeof *list);
  uint32_t count = 0;
  if (list == NULL) return TR_ENOMEM;
  add(list, &count, SENTENCES,
      TR_STR("Each provider's value is held against those of the practice's "
             "other providers taken together, against the same provider's in "
             "the span of equal length before, and against a table of peers "
             "where one is given."));
  add(list, &count, SENTENCES,
      TR_STR("Shares are compared by chi-square (2 by 2), by Fisher's exact "
             "test where an expected count is below 5; means by Welch's "
             "t-test; at 0.05, two-sided."));
  add(list, &count, SENTENCES,
      tr__audit_text(
          audit->arena,
          "The %u chances of this run are adjusted together by Benjamini and "
          "Hochberg, so that many measures do not make a finding by luck.",
          result->tests));
  add(list, &count, SENTENCES,
      TR_STR("The words are those of comparative billing reports: "
             "Significantly Higher (higher, and the test says so), Higher, "
             "Does Not Exceed, N/A. Nothing is compared on fewer than 20 "
             "lines or 10 patients."));
  add(list, &count, SENTENCES,
      TR_STR("With four providers and more, values beyond Tukey's fences "
             "(Q3 + 1.5 and + 3 interquartile ranges) are marked. A trigger "
             "needs more than being higher: the thresholds stand in its "
             "rule."));
  add(list, &count, SENTENCES, left_out(audit));
  if (!result->checked)
    add(list, &count, SENTENCES,
        TR_STR("The claims were not put before the rules: nothing is said of "
               "habits and of what notes lack."));
  result->method = list;
  result->method_count = count;
  return TR_OK;
}

/* ----------------------------------------------------------------- sources */

static void cite(tr_audit_result *result, const tr_pack *pack,
                 tr_audit_source *list, const char *id) {
  for (uint32_t i = 0; i < result->source_count; i++)
    if (strcmp(list[i].id, id) == 0) return;
  for (uint32_t i = 0; i < pack->source_count; i++)
    if (strcmp(pack->sources[i].id, id) == 0 && result->source_count < SOURCES)
      list[result->source_count++] = (tr_audit_source){
          pack->sources[i].id, pack->sources[i].title, pack->sources[i].url};
}

static int by_id(const void *left, const void *right) {
  return strcmp(((const tr_audit_source *)left)->id,
                ((const tr_audit_source *)right)->id);
}

static void cite_rule(tr_audit_result *result, const tr_pack *pack,
                      tr_audit_source *list, const tr_rule *rule) {
  for (uint32_t i = 0; i < rule->source_count; i++)
    cite(result, pack, list, rule->sources[i].id);
}

static tr_status make_sources(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  const tr_pack *pack = audit->options->pack;
  tr_audit_source *list = tr_arena_array(audit->arena, SOURCES, sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  cite(result, pack, list, "cbr-statistical-debriefing");
  for (uint32_t i = 0; i < result->measure_count; i++)
    if (result->measures[i].source != NULL)
      cite(result, pack, list, result->measures[i].source);
  for (uint32_t i = 0; i < result->trigger_count; i++)
    cite_rule(result, pack, list, result->triggers[i].rule);
  for (uint32_t i = 0; i < result->habit_count; i++)
    cite_rule(result, pack, list, result->habits[i].rule);
  if (result->source_count > 1)
    qsort(list, result->source_count, sizeof *list, by_id);
  result->sources = list;
  result->pack = pack->name;
  result->pack_version = pack->version;
  result->pack_sha256 = pack->sha256;
  return TR_OK;
}

static tr_status make_editions(tr__audit *audit) {
  static const tr_table_kind used[] = {TR_TABLE_PROCEDURE, TR_TABLE_PTP};
  tr_audit_result *result = audit->result;
  tr_audit_edition *list =
      tr_arena_array(audit->arena, sizeof used / sizeof *used, sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
    const tr_edition edition =
        tr_tables_edition_on(audit->options->tables, used[i], result->to);
    list[i] = (tr_audit_edition){edition.table, edition.edition, edition.from,
                                 edition.to};
  }
  result->editions = list;
  result->edition_count = sizeof used / sizeof *used;
  return TR_OK;
}

tr_status tr__audit_words(tr__audit *audit) {
  tr_status status = make_summary(audit);
  if (status == TR_OK) status = make_actions(audit);
  if (status == TR_OK) status = make_method(audit);
  if (status == TR_OK) status = make_sources(audit);
  if (status == TR_OK) status = make_editions(audit);
  return status;
}
