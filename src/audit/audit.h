/* An audit of a practice: the columns measured, compared and judged by the
 * rules with `each: measure`, the findings of the checker summed as habits.
 *
 *   tr_load_columns(store, &columns);
 *   tr_findings_init(&findings, &arena, &columns, from, to);
 *   ... each claim checked, each finding added ...
 *   tr_audit(&arena, &options, &result); */
#ifndef TR_AUDIT_AUDIT_H
#define TR_AUDIT_AUDIT_H

#include "audit/findings.h"
#include "audit/measure.h"
#include "audit/peer_table.h"

enum {
  TR_AUDIT_LEAST_LINES = 20,    /**< below it nothing is compared */
  TR_AUDIT_LEAST_PATIENTS = 10, /**< likewise */
  TR_AUDIT_PERIODS = 120        /**< most periods; longer ones are taken then */
};

/** What is asked of an audit; borrowed until the result is no more used. */
typedef struct tr_audit_options {
  const tr_columns *columns;
  const tr_tables *tables;
  const tr_pack *pack;
  const tr_findings *findings; /**< NULL: the claims were not checked */
  const tr_peer_table *peers;  /**< NULL: none */
  tr_day from, to;             /**< days of service; TR_DAY_MIN, TR_DAY_MAX: of
                                    the columns */
  tr_day today;
  tr_day last_audit; /**< TR_DAY_MIN: none recorded */
  tr_str provider;   /**< NPI whose triggers are told; empty: all */
  tr_audit_every every;
} tr_audit_options;

/**
 * Audit.
 *
 * @param      arena  Holds the result.
 * @param[out] result Set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ENOTFOUND where the provider has no lines.
 */
TR_NODISCARD tr_status tr_audit(tr_arena *arena,
                                const tr_audit_options *options,
                                tr_audit_result *result);

/** The claims that a measure's hits rest on. */
typedef struct tr_audit_drilled {
  tr_audit_claim *claims; /**< by day and id; at most the limit */
  uint32_t count;
  uint64_t in_all, lines;
  tr_cents charge, paid; /**< of the lines */
} tr_audit_drilled;

/**
 * List what a measure rests on: of a share what was hit, of a mean what is
 * above `above`.
 *
 * @param drill Measure, provider, payer, above are asked.
 * @param limit Most claims.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_audit_drill(tr_arena *arena,
                                      const tr_audit_options *options,
                                      const tr_drill *drill, uint32_t limit,
                                      tr_audit_drilled *drilled);

/** The first day of the scope and the last, as options give or the columns. */
void tr_audit_scope(const tr_audit_options *options, tr_day *from, tr_day *to);

#endif
