/* What the checker says of the claims of an audit, gathered by rule and by
 * provider with the dollars that stand on it, and marked in the columns for the
 * measures of notes. */
#ifndef TR_AUDIT_FINDINGS_H
#define TR_AUDIT_FINDINGS_H

#include "audit/columns.h"

enum { TR_FINDINGS_CLAIMS = 50 /**< claims that are listed with a rule */ };

/** A rule that was broken. Fields are for findings.c and audit.c. */
typedef struct tr_found_rule {
  const tr_rule *rule;
  tr_severity severity;
  tr_audit_habit_sums sums;
  tr_audit_habit_sums *by_provider;
  uint32_t claims[TR_FINDINGS_CLAIMS];
  uint32_t claim_count;
  uint32_t last;    /* claim counted last, plus one */
  uint64_t counted; /* its lines that were */
} tr_found_rule;

/** What was found. */
typedef struct tr_findings {
  tr_columns *columns;
  tr_day from, to;
  tr_arena *arena;
  tr_found_rule **rules; /**< in the order they were met */
  uint32_t rule_count, rule_room;
} tr_findings;

/**
 * Begin.
 *
 * @param columns Finished; marked in; outlives the findings.
 * @param from    First day of service that counts. @param to The last.
 */
void tr_findings_init(tr_findings *findings, tr_arena *arena,
                      tr_columns *columns, tr_day from, tr_day to);

/** A claim was judged. @param claim Of the columns. */
void tr_findings_checked(tr_findings *findings, uint32_t claim);

/**
 * Take a finding in.
 *
 * @param claim Of the columns.
 * @param line  LX number; 0 and below: the claim or its note.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_findings_add(tr_findings *findings, uint32_t claim,
                                       const tr_rule *rule,
                                       tr_severity severity, int64_t line);

#endif
