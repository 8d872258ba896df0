/* Words that text and JSON have in common. */
#include <string.h>

#include "rule/eval.h"
#include "settle_run.h"

tr_cents settle_left(const tr_settled_sums *sums) {
  return sums->charge - sums->paid - sums->denied - sums->adjusted -
         sums->patient;
}

const char *settle_outcome(const tr_settled_sums *sums, bool reversal) {
  if (reversal) return "reversed";
  if (sums->denied != 0) return sums->paid != 0 ? "partly denied" : "denied";
  if (sums->paid != 0) return "paid";
  if (sums->patient != 0) return "patient";
  return sums->adjusted != 0 ? "adjusted" : "nothing";
}

const char *settle_status(const tr_remit_claim *claim) {
  static const struct {
    const char *code, *words;
  } statuses[] = {{"1", "primary"},
                  {"2", "secondary"},
                  {"3", "tertiary"},
                  {"4", "denied"},
                  {"19", "primary, passed on to another payer"},
                  {"20", "secondary, passed on to another payer"},
                  {"21", "tertiary, passed on to another payer"},
                  {"22", "takes an earlier payment back"},
                  {"23", "not this payer's, passed on"},
                  {"25", "estimate, no payment"}};
  const tr_str status = tr_unit_text(claim->unit, &claim->status);
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
    if (tr_str_eq(status, tr_str_of(statuses[i].code)))
      return statuses[i].words;
  return "";
}

const char *settle_missed(const tr_verdict *verdict) {
  switch (verdict->missed) {
    case TR_MISSED_NO_RULE:
      return "no rule names this reason";
    case TR_MISSED_UNDECIDED:
      return "undecided";
    case TR_MISSED_UNSAID:
      return "held, but was not told for this payer";
    case TR_MISSED_REMARK:
      return "found, but the payer gives another remark";
    case TR_MISSED_NO_OCCASION:
      break;
  }
  return "no rule that names this reason has to do with the line";
}

static const tr_case *variant_of(const tr_rule *rule, const char *variant) {
  for (uint32_t i = 0; variant != NULL && i < rule->case_count; i++)
    if (rule->cases[i].variant != NULL &&
        strcmp(rule->cases[i].variant, variant) == 0)
      return &rule->cases[i];
  return NULL;
}

void settle_message(settle_run *run, const tr_fault *fault, tr_buf *out) {
  const tr_rule *rule =
      tr_pack_find(run->knowledge.pack, tr_str_of(fault->rule));
  const tr_scope scope = {.tables = &run->knowledge.tables,
                          .service_date = TR_DAY_MIN};
  if (rule == NULL) return;
  const tr_case *chosen = variant_of(rule, fault->variant);
  const tr_template *message =
      chosen != NULL && chosen->words.message.count != 0
          ? &chosen->words.message
          : &rule->words.message;
  tr_eval_template(message, &scope, fault->arguments, fault->argument_count,
                   out);
}
