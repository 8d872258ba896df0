/* What the files of an audit share: its parts while it is made. */
#ifndef TR_AUDIT_AUDIT_PARTS_H
#define TR_AUDIT_AUDIT_PARTS_H

#include "audit/audit.h"

typedef struct tr__audit {
  tr_arena *arena;
  const tr_audit_options *options;
  const tr_columns *columns;
  tr_audit_result *result;
  tr_measured_sums now, past;
  bool has_past;
  int32_t payer_of[TR_PAYER_CLASSES]; /* index in result->payers; -1 */
} tr__audit;

/** Providers, payers and periods with what was counted of each. */
TR_NODISCARD tr_status tr__audit_count(tr__audit *audit);

/** What is measured over some days. */
tr_measuring tr__audit_measuring(const tr__audit *audit);

/** Cells of all measures, with their tests. */
TR_NODISCARD tr_status tr__audit_compare(tr__audit *audit);

/** Triggers, by the rules on measures. */
TR_NODISCARD tr_status tr__audit_triggers(tr__audit *audit);

/** Habits, denials and strata. */
TR_NODISCARD tr_status tr__audit_habits(tr__audit *audit);

/** Summary, actions, method, sources, editions. */
TR_NODISCARD tr_status tr__audit_words(tr__audit *audit);

/** A claim for a list. */
tr_audit_claim tr__audit_claim(const tr_columns *columns, uint32_t claim);

/** Formatted text in the arena; empty where memory is short. */
__attribute__((format(printf, 2, 3))) tr_str tr__audit_text(tr_arena *arena,
                                                            const char *format,
                                                            ...);

/** "12,345". @param[out] text 32 bytes. */
const char *tr__audit_number(uint64_t number, char *text);

/** "$12,345.60". @param[out] text 40 bytes. */
const char *tr__audit_money(tr_cents cents, char *text);

#endif
