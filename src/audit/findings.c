/* Which finding counts for which measure, and what stands on it: a line once
 * for each rule, a finding about a claim or a note with all its lines. */
#include "audit/findings.h"

void tr_findings_init(tr_findings *findings, tr_arena *arena,
                      tr_columns *columns, tr_day from, tr_day to) {
  *findings =
      (tr_findings){.columns = columns, .arena = arena, .from = from, .to = to};
}

void tr_findings_checked(tr_findings *findings, uint32_t claim) {
  findings->columns->claim_found[claim] |= TR_FOUND_CHECKED;
}

static const struct {
  const char *rule;
  uint16_t bits;
  bool of_lines;
} marks[] = {
    {"TRD0203", TR_GAP_MINUTES, true},   {"TRD0204", TR_GAP_FORCE, true},
    {"TRD0206", TR_GAP_DEVICE, true},    {"TRD0207", TR_GAP_RESPONSE, true},
    {"TRD0301", TR_GAP_NECESSITY, true}, {"TRH0103", TR_FOUND_CLONED, false},
    {"TRD0101", TR_FOUND_NO_NOTE, false}};

static void mark(tr_columns *columns, uint32_t claim, const char *rule,
                 int64_t line) {
  for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
    if (strcmp(marks[m].rule, rule) != 0) continue;
    if (!marks[m].of_lines) columns->claim_found[claim] |= marks[m].bits;
    for (uint32_t i = columns->claim_lines[claim];
         marks[m].of_lines && i < columns->claim_lines[claim + 1]; i++) {
      const uint32_t at = columns->line_by_claim[i];
      if (line <= 0 || columns->line_number[at] == line)
        columns->line_found[at] |= marks[m].bits;
    }
  }
}

static tr_found_rule *found_of(tr_findings *findings, const tr_rule *rule) {
  for (uint32_t i = 0; i < findings->rule_count; i++)
    if (findings->rules[i]->rule == rule) return findings->rules[i];
  if (findings->rule_count == findings->rule_room) {
    const uint32_t room =
        findings->rule_room == 0 ? 64 : findings->rule_room * 2;
    tr_found_rule **grown =
        tr_arena_array(findings->arena, room, sizeof(tr_found_rule *));
    if (grown == NULL) return NULL;
    if (findings->rule_count > 0)
      memcpy(grown, findings->rules,
             findings->rule_count * sizeof(tr_found_rule *));
    findings->rules = grown;
    findings->rule_room = room;
  }
  tr_found_rule *found = tr_arena_alloc(findings->arena, sizeof *found);
  if (found == NULL) return NULL;
  found->rule = rule;
  found->by_provider = tr_arena_array(
      findings->arena, (size_t)findings->columns->provider_count + 1,
      sizeof *found->by_provider);
  if (found->by_provider == NULL) return NULL;
  findings->rules[findings->rule_count++] = found;
  return found;
}

static void count_line(const tr_columns *columns, tr_found_rule *found,
                       uint32_t claim, uint32_t ordinal) {
  const uint64_t bit = (uint64_t)1 << (ordinal < 63 ? ordinal : 63);
  if ((found->counted & bit) != 0) return;
  found->counted |= bit;
  const uint32_t line =
      columns->line_by_claim[columns->claim_lines[claim] + ordinal];
  tr_audit_habit_sums *sums[] = {
      &found->sums, &found->by_provider[columns->line_provider[line]]};
  for (int s = 0; s < 2; s++) {
    sums[s]->lines++;
    sums[s]->charge += columns->line_charge[line];
    sums[s]->paid += columns->line_paid[line];
  }
}

tr_status tr_findings_add(tr_findings *findings, uint32_t claim,
                          const tr_rule *rule, tr_severity severity,
                          int64_t line) {
  tr_columns *columns = findings->columns;
  const tr_day day = columns->claim_from[claim];
  mark(columns, claim, rule->id, line);
  if (severity == TR_SEVERITY_ERROR)
    columns->claim_found[claim] |= TR_FOUND_ERROR;
  if (day < findings->from || day > findings->to) return TR_OK;
  tr_found_rule *found = found_of(findings, rule);
  if (found == NULL) return TR_ENOMEM;
  if (severity > found->severity) found->severity = severity;
  const uint16_t provider = columns->claim_provider[claim];
  tr_audit_habit_sums *own = &found->by_provider[provider];
  found->sums.findings++;
  own->findings++;
  if (found->last != claim + 1) {
    found->last = claim + 1;
    found->counted = 0;
    found->sums.claims++;
    own->claims++;
    if (found->claim_count < TR_FINDINGS_CLAIMS)
      found->claims[found->claim_count++] = claim;
  }
  const uint32_t count =
      columns->claim_lines[claim + 1] - columns->claim_lines[claim];
  for (uint32_t ordinal = 0; ordinal < count; ordinal++) {
    const uint32_t at =
        columns->line_by_claim[columns->claim_lines[claim] + ordinal];
    if (line <= 0 || columns->line_number[at] == line)
      count_line(columns, found, claim, ordinal);
  }
  return TR_OK;
}
