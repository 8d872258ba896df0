/* Decides whether a rule foretold a denial, could have, or says that the payer
 * should have paid. */
#include "settle/verdict.h"

#include "settle/reason.h"

const char *tr_verdict_name(tr_verdict_kind kind) {
  switch (kind) {
    case TR_VERDICT_FORETOLD:
      return "foretold";
    case TR_VERDICT_MISSED:
      return "missed";
    case TR_VERDICT_DEPARTS:
      return "departs";
    case TR_VERDICT_UNJUDGED:
      break;
  }
  return "unjudged";
}

static bool names(const char *const *list, tr_code code) {
  for (; list != NULL && *list != NULL; list++)
    if (tr_code_pack(tr_str_of(*list)) == code) return true;
  return false;
}

static bool shares_remark(const tr_rule *rule, const tr_denial *denial) {
  for (uint32_t i = 0; i < denial->remark_count; i++)
    if (names(rule->rarc, denial->remarks[i])) return true;
  return false;
}

/* @param shared Whether the rule must have, or must not have, a remark code of
 * the denial: those that have come first. */
static bool speaks_of(const tr_rule *rule, const tr_denial *denial,
                      bool shared) {
  if (!names(rule->carc, denial->carc) || shares_remark(rule, denial) != shared)
    return false;
  return shared || !tr_reason_needs_remark(denial->carc) ||
         denial->remark_count == 0 || rule->rarc == NULL ||
         rule->rarc[0] == NULL;
}

static void add_rule(tr_verdict *verdict, const tr_rule *rule) {
  for (uint32_t i = 0; i < verdict->rule_count; i++)
    if (verdict->rules[i] == rule) return;
  if (verdict->rule_count < TR_VERDICT_RULES)
    verdict->rules[verdict->rule_count++] = rule;
}

static void collect_marks(const tr_billed *claim, const tr_denial *denial,
                          tr_mark_kind kind, bool shared, tr_verdict *verdict) {
  for (uint32_t i = 0; i < claim->mark_count; i++) {
    const tr_mark *mark = &claim->marks[i];
    const bool here =
        denial->line < 0 || mark->line < 0 || mark->line == denial->line;
    if (mark->kind != (uint8_t)kind || !here ||
        !speaks_of(mark->rule, denial, shared))
      continue;
    add_rule(verdict, mark->rule);
    verdict->reasons |= mark->reasons;
  }
}

/* Marks of one kind that speak of the denial: of its line, or of its claim. */
static bool collect(const tr_billed *claim, const tr_denial *denial,
                    tr_mark_kind kind, tr_verdict *verdict) {
  collect_marks(claim, denial, kind, true, verdict);
  collect_marks(claim, denial, kind, false, verdict);
  return verdict->rule_count != 0;
}

/* A reason that says little without its remark, found with another one: not
 * what the payer says, and no ground to say that the payer is wrong. */
static bool collect_near(const tr_billed *claim, const tr_denial *denial,
                         tr_verdict *verdict) {
  for (uint32_t i = 0; i < claim->mark_count; i++) {
    const tr_mark *mark = &claim->marks[i];
    const bool here =
        denial->line < 0 || mark->line < 0 || mark->line == denial->line;
    if (here && mark->kind == (uint8_t)TR_MARK_FOUND &&
        names(mark->rule->carc, denial->carc))
      add_rule(verdict, mark->rule);
  }
  return verdict->rule_count != 0;
}

static bool is_clean_somewhere(const tr_billed_index *index,
                               const tr_billed *claim, uint32_t rule) {
  for (int32_t line = -1; line < (int32_t)claim->line_count; line++)
    if (tr_billed_clean(index, claim, line, rule)) return true;
  return false;
}

static bool is_clean(const tr_billed_index *index, const tr_billed *claim,
                     const tr_denial *denial, uint32_t rule) {
  if (denial->line < 0) return is_clean_somewhere(index, claim, rule);
  return tr_billed_clean(index, claim, -1, rule) ||
         tr_billed_clean(index, claim, denial->line, rule);
}

/* Rules on notes are not even tried where there is none. */
static void collect_noteless(const tr_billed_index *index,
                             const tr_billed *claim, const tr_denial *denial,
                             bool shared, tr_verdict *verdict) {
  for (uint32_t i = 0; i < index->rule_count; i++) {
    const tr_rule *rule = index->rules[i];
    if ((rule->each != TR_EACH_NOTE && rule->each != TR_EACH_SERVICE) ||
        !speaks_of(rule, denial, shared) || is_clean_somewhere(index, claim, i))
      continue;
    add_rule(verdict, rule);
    verdict->reasons |= TR_NO_NOTE;
  }
}

static bool is_undecided(const tr_billed_index *index, const tr_billed *claim,
                         const tr_denial *denial, tr_verdict *verdict) {
  for (int pass = 0; pass < 2; pass++) {
    collect_marks(claim, denial, TR_MARK_UNDECIDED, pass == 0, verdict);
    collect_noteless(index, claim, denial, pass == 0, verdict);
  }
  return verdict->rule_count != 0 || claim->more_marks;
}

/* Rules decided with nothing found. @return Whether any rule speaks of it. */
static bool collect_clean(const tr_billed_index *index, const tr_billed *claim,
                          const tr_denial *denial, bool shared,
                          tr_verdict *verdict) {
  bool named = false;
  for (uint32_t i = 0; i < index->rule_count; i++) {
    if (!speaks_of(index->rules[i], denial, shared)) continue;
    named = true;
    if (is_clean(index, claim, denial, i)) add_rule(verdict, index->rules[i]);
  }
  return named;
}

tr_verdict tr_verdict_of(const tr_billed_index *index, const tr_billed *claim,
                         const tr_denial *denial) {
  tr_verdict verdict = {.kind = TR_VERDICT_UNJUDGED};
  if (claim == NULL || claim->damaged) return verdict;
  verdict.kind = TR_VERDICT_FORETOLD;
  if (collect(claim, denial, TR_MARK_FOUND, &verdict)) return verdict;
  verdict.kind = TR_VERDICT_MISSED;
  verdict.missed = TR_MISSED_REMARK;
  if (collect_near(claim, denial, &verdict)) return verdict;
  verdict.missed = TR_MISSED_UNSAID;
  if (collect(claim, denial, TR_MARK_UNSAID, &verdict)) return verdict;
  verdict.missed = TR_MISSED_UNDECIDED;
  if (is_undecided(index, claim, denial, &verdict)) return verdict;

  bool named = collect_clean(index, claim, denial, true, &verdict);
  named = collect_clean(index, claim, denial, false, &verdict) || named;
  if (verdict.rule_count != 0)
    verdict.kind = TR_VERDICT_DEPARTS;
  else
    verdict.missed = named ? TR_MISSED_NO_OCCASION : TR_MISSED_NO_RULE;
  return verdict;
}
