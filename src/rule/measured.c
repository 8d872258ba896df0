/* Rules on measures: the condition, its case and its words, without a claim. */
#include "rule/measured.h"

#include "rule/eval.h"

tr_measured tr_measured_of(const char *id) {
  return (tr_measured){.id = id,
                       .payer = "all",
                       .value = INT64_MIN,
                       .peers = INT64_MIN,
                       .past = INT64_MIN,
                       .table = INT64_MIN,
                       .percentile = INT64_MIN,
                       .hits = INT64_MIN,
                       .n = INT64_MIN,
                       .lines = INT64_MIN,
                       .patients = INT64_MIN};
}

void tr_measured_finding_init(tr_measured_finding *finding, size_t limit) {
  tr_buf_init(&finding->message, limit);
  tr_buf_init(&finding->why, limit);
  tr_buf_init(&finding->help, limit);
}

void tr_measured_finding_done(tr_measured_finding *finding) {
  tr_buf_done(&finding->message);
  tr_buf_done(&finding->why);
  tr_buf_done(&finding->help);
}

static const tr_case *case_of(const tr_rule *rule, const tr_scope *scope) {
  for (uint32_t i = 0; i < rule->case_count; i++)
    if (rule->cases[i].when == NULL ||
        tr_eval_flag(rule->cases[i].when, scope, NULL) == TR_TRUE)
      return &rule->cases[i];
  return NULL;
}

static void write(const tr_template *own, const tr_template *of_rule,
                  const tr_scope *scope, tr_buf *out) {
  tr_buf_clear(out);
  tr_eval_template(own != NULL && own->count > 0 ? own : of_rule, scope, NULL,
                   0, out);
}

bool tr_measured_fires(const tr_rule *rule, const tr_tables *tables,
                       const tr_measured *measure, tr_day day, tr_day today,
                       tr_measured_finding *finding) {
  const tr_scope scope = {.measure = measure,
                          .tables = tables,
                          .today = today,
                          .service_date = day};
  if (rule->each != TR_EACH_MEASURE || rule->when == NULL) return false;
  if (day < rule->from || day > rule->to) return false;
  if (tr_eval_flag(rule->when, &scope, NULL) != TR_TRUE) return false;
  const tr_case *chosen = case_of(rule, &scope);
  if (chosen != NULL && chosen->silent) return false;
  const tr_words *words = chosen != NULL ? &chosen->words : NULL;
  finding->severity = chosen != NULL && chosen->has_severity ? chosen->severity
                                                             : rule->severity;
  write(words != NULL ? &words->message : NULL, &rule->words.message, &scope,
        &finding->message);
  write(words != NULL ? &words->note : NULL, &rule->words.note, &scope,
        &finding->why);
  write(words != NULL ? &words->help : NULL, &rule->words.help, &scope,
        &finding->help);
  return true;
}
