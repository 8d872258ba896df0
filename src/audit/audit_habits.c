/* Rules that claims break again and again with what stands on them, denials by
 * reason, patients by their visits. */
#include <stdlib.h>

#include "audit/audit_parts.h"

/* ------------------------------------------------------------------ habits */

static int by_dollars(const void *left, const void *right) {
  const tr_audit_habit *a = left, *b = right;
  if (a->sums.charge != b->sums.charge)
    return a->sums.charge > b->sums.charge ? -1 : 1;
  return strcmp(a->rule->id, b->rule->id);
}

static tr_status make_habit(const tr__audit *audit, const tr_found_rule *found,
                            tr_audit_habit *habit) {
  tr_audit_claim *claims = tr_arena_array(
      audit->arena, (size_t)found->claim_count + 1, sizeof *claims);
  if (claims == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < found->claim_count; i++)
    claims[i] = tr__audit_claim(audit->columns, found->claims[i]);
  *habit = (tr_audit_habit){.rule = found->rule,
                            .severity = found->severity,
                            .sums = found->sums,
                            .by_provider = found->by_provider,
                            .claims = claims,
                            .claim_count = found->claim_count};
  return TR_OK;
}

static tr_status make_habits(tr__audit *audit) {
  const tr_findings *findings = audit->options->findings;
  tr_audit_result *result = audit->result;
  if (findings == NULL) return TR_OK;
  tr_audit_habit *habits = tr_arena_array(
      audit->arena, (size_t)findings->rule_count + 1, sizeof *habits);
  if (habits == NULL) return TR_ENOMEM;
  uint32_t count = 0;
  for (uint32_t i = 0; i < findings->rule_count; i++) {
    const tr_found_rule *found = findings->rules[i];
    /* advice is no habit to be audited for */
    if (found->severity < TR_SEVERITY_WARNING || found->sums.claims == 0)
      continue;
    const tr_status status = make_habit(audit, found, &habits[count]);
    if (status != TR_OK) return status;
    count++;
  }
  if (count > 1) qsort(habits, count, sizeof *habits, by_dollars);
  result->habits = habits;
  result->habit_count = count;
  return TR_OK;
}

/* ----------------------------------------------------------------- denials */

typedef struct reason {
  tr_code group, reason;
  uint64_t lines;
  tr_cents amount;
} reason;

static int by_lines(const void *left, const void *right) {
  const reason *a = left, *b = right;
  if (a->lines != b->lines) return a->lines > b->lines ? -1 : 1;
  if (a->group != b->group) return a->group < b->group ? -1 : 1;
  return (a->reason > b->reason) - (a->reason < b->reason);
}

static void count_reason(reason *reasons, uint32_t *count, uint32_t most,
                         tr_code group, tr_code code, tr_cents amount) {
  uint32_t i = 0;
  while (i < *count && (reasons[i].group != group || reasons[i].reason != code))
    i++;
  if (i == most) return;
  if (i == *count) reasons[(*count)++] = (reason){group, code, 0, 0};
  reasons[i].lines++;
  reasons[i].amount += amount;
}

static tr_str code_text(tr_arena *arena, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_code_text(code, text);
  return tr__audit_text(arena, "%s", text);
}

static tr_status make_denials(tr__audit *audit) {
  enum { REASONS = 512 };
  const tr_columns *columns = audit->columns;
  tr_audit_result *result = audit->result;
  reason *reasons = calloc(REASONS, sizeof *reasons);
  uint32_t count = 0;
  if (reasons == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < columns->denial_count; i++) {
    const tr_day day = columns->line_day[columns->denial_line[i]];
    if (day >= result->from && day <= result->to)
      count_reason(reasons, &count, REASONS, columns->denial_group[i],
                   columns->denial_reason[i], columns->denial_amount[i]);
  }
  if (count > 1) qsort(reasons, count, sizeof *reasons, by_lines);
  tr_audit_denial *denials =
      tr_arena_array(audit->arena, (size_t)count + 1, sizeof *denials);
  for (uint32_t i = 0; denials != NULL && i < count; i++)
    denials[i] =
        (tr_audit_denial){.group = code_text(audit->arena, reasons[i].group),
                          .reason = code_text(audit->arena, reasons[i].reason),
                          .lines = reasons[i].lines,
                          .amount = reasons[i].amount};
  free(reasons);
  if (denials == NULL) return TR_ENOMEM;
  result->denials = denials;
  result->denial_count = count;
  return TR_OK;
}

/* ------------------------------------------------------------------ strata */

static int year_of(tr_day day) {
  int year, month, ignored;
  tr_day_parts(day, &year, &month, &ignored);
  return year;
}

static void count_year(const tr_columns *columns, uint32_t first, uint32_t end,
                       tr_audit_stratum *strata) {
  const uint32_t visits = end - first;
  tr_audit_stratum *stratum = &strata[visits <= 12 ? 0 : visits <= 30 ? 1 : 2];
  stratum->patients++;
  stratum->visits += visits;
  for (uint32_t line = columns->visit_first[first];
       line < columns->visit_first[end]; line++)
    stratum->charge += columns->line_charge[line];
}

static tr_status make_strata(tr__audit *audit) {
  const tr_columns *columns = audit->columns;
  tr_audit_result *result = audit->result;
  tr_audit_stratum *strata = tr_arena_array(audit->arena, 3, sizeof *strata);
  if (strata == NULL) return TR_ENOMEM;
  strata[0].label = "1-12";
  strata[1].label = "13-30";
  strata[2].label = "31 and more";
#define LINE(visit) columns->visit_first[visit]
  for (uint32_t visit = 0; visit < columns->visit_count;) {
    const tr_day day = columns->line_day[LINE(visit)];
    uint32_t end = visit + 1;
    if (day < result->from || day > result->to) {
      visit++;
      continue;
    }
    while (end < columns->visit_count &&
           columns->line_provider[LINE(end)] ==
               columns->line_provider[LINE(visit)] &&
           columns->line_patient[LINE(end)] ==
               columns->line_patient[LINE(visit)] &&
           columns->line_day[LINE(end)] <= result->to &&
           year_of(columns->line_day[LINE(end)]) == year_of(day))
      end++;
    count_year(columns, visit, end, strata);
    visit = end;
  }
#undef LINE
  result->strata = strata;
  result->stratum_count = 3;
  return TR_OK;
}

tr_status tr__audit_habits(tr__audit *audit) {
  tr_status status = make_habits(audit);
  if (status == TR_OK) status = make_denials(audit);
  if (status == TR_OK) status = make_strata(audit);
  return status;
}
