/* What an audit of a practice came to: what was looked at, each measure of each
 * provider beside its peers, what of it would draw an auditor's eye, which
 * habits cost how much, what to do next. Renderers only print it.
 *
 * Everything is owned by the arena it was made in. Texts are borrowed from it,
 * from the pack or from the columns, which outlive it. Indexes are into the
 * arrays of the result; -1 stands for "all". Lists are in a fixed order: the
 * same store, options and day give the same result. */
#ifndef TR_AUDIT_RESULT_H
#define TR_AUDIT_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/money.h"
#include "base/str.h"
#include "diag/severity.h"
#include "rule/pack.h"

/* ------------------------------------------------------------------ scope */

/* Kinds of payers: constant, id, words. */
#define TR_PAYER_CLASS_MAP(X)                      \
  X(COMMERCIAL, "commercial", "commercial")        \
  X(MEDICARE, "medicare", "Medicare")              \
  X(MEDICAID, "medicaid", "Medicaid")              \
  X(WORKERS, "workers", "workers' compensation")   \
  X(AUTO, "auto", "auto and liability")            \
  X(VETERANS, "veterans", "veterans and military") \
  X(SELF, "self-pay", "self-pay")                  \
  X(OTHER, "other", "other")

typedef enum tr_payer_class {
#define TR_PAYER_CLASS_ENUM(name, id, words) TR_PAYER_CLASS_##name,
  TR_PAYER_CLASS_MAP(TR_PAYER_CLASS_ENUM)
#undef TR_PAYER_CLASS_ENUM
      TR_PAYER_CLASSES
} tr_payer_class;

/** What was counted of a provider, of a payer class, of a period, of all. */
typedef struct tr_audit_sums {
  uint64_t claims, lines, visits, patients, notes;
  tr_cents charge;
  tr_cents paid;     /**< by remittances of these claims */
  uint64_t answered; /**< claims that a remittance speaks of */
} tr_audit_sums;

/** A rendering provider; sorted by NPI. */
typedef struct tr_audit_provider {
  tr_str npi;  /**< "" where claims name none */
  tr_str name; /**< "" where not known */
  tr_audit_sums sums;
} tr_audit_provider;

/** How long a period of the trends is. */
typedef enum tr_audit_every {
  TR_AUDIT_MONTH,
  TR_AUDIT_QUARTER,
  TR_AUDIT_YEAR
} tr_audit_every;

typedef struct tr_audit_period {
  char label[11];  /**< "2026-06", "2026-Q2", "2026" */
  tr_day from, to; /**< both in; the first and last may be cut by the scope */
  tr_audit_sums sums;
} tr_audit_period;

typedef struct tr_audit_payer {
  tr_payer_class payer_class;
  const char *id, *words; /**< of TR_PAYER_CLASS_MAP */
  tr_audit_sums sums;
} tr_audit_payer;

/* --------------------------------------------------------------- measures */

/** What a value is. */
typedef enum tr_measure_unit {
  TR_MEASURE_SHARE, /**< numerator of denominator; value is 0 to 1 */
  TR_MEASURE_MEAN,  /**< sum over denominator things */
  TR_MEASURE_COUNT, /**< so many: numerator; no denominator */
  TR_MEASURE_MONEY  /**< cents */
} tr_measure_unit;

/* What tells a provider from the peers: constant, id, words. */
#define TR_TEST_MAP(X)                              \
  X(NONE, "none", "no test")                        \
  X(CHI_SQUARE, "chi-square", "chi-square, 2 by 2") \
  X(EXACT, "exact", "Fisher's exact test")          \
  X(WELCH, "welch-t", "Welch's t-test")

typedef enum tr_audit_test {
#define TR_TEST_ENUM(name, id, words) TR_TEST_##name,
  TR_TEST_MAP(TR_TEST_ENUM)
#undef TR_TEST_ENUM
} tr_audit_test;

/* The words of comparative billing reports: constant, words. */
#define TR_WORD_MAP(X)                  \
  X(NOT_AVAILABLE, "N/A")               \
  X(DOES_NOT_EXCEED, "Does Not Exceed") \
  X(HIGHER, "Higher")                   \
  X(SIGNIFICANTLY_HIGHER, "Significantly Higher")

typedef enum tr_audit_word {
#define TR_WORD_ENUM(name, words) TR_WORD_##name,
  TR_WORD_MAP(TR_WORD_ENUM)
#undef TR_WORD_ENUM
} tr_audit_word;

/** Where a value lies among the providers': Tukey's fences. */
typedef enum tr_audit_fence {
  TR_FENCE_NONE,   /**< inside, or too few providers to say (below four) */
  TR_FENCE_OUTER,  /**< above Q3 + 1.5 IQR */
  TR_FENCE_EXTREME /**< above Q3 + 3 IQR */
} tr_audit_fence;

/** A value beside another one. */
typedef struct tr_audit_against {
  bool known;         /**< else nothing else of it is said */
  double value;       /**< theirs */
  double denominator; /**< of theirs; the n of a mean */
  tr_audit_test test;
  double p;           /**< two-sided; meant where test is not NONE */
  double adjusted_p;  /**< by Benjamini and Hochberg over the whole run */
  tr_audit_word word; /**< by the adjusted p */
} tr_audit_against;

/** A measure of one provider (or all), payer class (or all), period (or the
 * whole scope). */
typedef struct tr_audit_cell {
  int32_t provider; /**< -1: all */
  int32_t payer;    /**< in payers; -1: all */
  int32_t period;   /**< in periods; -1: the scope */
  double numerator, denominator;
  double variance;        /**< of one thing; means only */
  uint64_t lines;         /**< lines it rests on */
  uint64_t patients;      /**< patients it rests on */
  bool known;             /**< there is a denominator */
  double value;           /**< where known: share 0 to 1, mean, count, cents */
  const char *suppressed; /**< why it is not compared ("fewer than 20 lines");
                               NULL: it is */
  tr_audit_against peers; /**< the other providers of the practice */
  tr_audit_against past;  /**< the same provider in the span before */
  tr_audit_against table; /**< of the user's peer table */
  double percentile;      /**< rank among the providers, 0 to 100; -1: none */
  tr_audit_fence fence;
} tr_audit_cell;

/** A measure. Cells: for each provider and all, first those of the scope
 * (payer -1, then each class), then those of each period (payer -1). */
typedef struct tr_audit_measure {
  const char *id, *title;
  tr_measure_unit unit;
  const char *of;      /**< what is counted: "visits", "patients" ... */
  const char *meaning; /**< one or two sentences */
  const char *source;  /**< id of a source; NULL: ours */
  const char *group;   /**< heading: "volume", "coding", "notes", "money" */
  bool compared;       /**< against peers and the past */
  const tr_audit_cell *cells;
  uint32_t cell_count;
} tr_audit_measure;

/* ----------------------------------------------------- triggers and habits */

/** A claim that something rests on. */
typedef struct tr_audit_claim {
  int64_t id;     /**< of the row of `claim` */
  int64_t note;   /**< of the row of `note`; 0: none */
  tr_str control; /**< CLM01 */
  tr_day day;
  int32_t provider;
  tr_cents charge, paid;
} tr_audit_claim;

enum { TR_AUDIT_CLAIMS = 200 /**< most claims listed with a trigger */ };

/** What would draw an auditor's eye. */
typedef struct tr_audit_trigger {
  const tr_rule *rule; /**< id, slug, summary, explain, sources, article */
  tr_severity severity;
  int32_t provider; /**< -1: the practice */
  int32_t measure;  /**< index of the measure it rests on; -1: none */
  int32_t cell;     /**< in that measure's cells; -1: none */
  tr_day from, to;  /**< days it is about */
  tr_str message, why, help;
  tr_cents charge, paid;        /**< of the lines it rests on */
  const tr_audit_claim *claims; /**< the first TR_AUDIT_CLAIMS of them */
  uint32_t claim_count;         /**< in `claims` */
  uint64_t claims_in_all;
} tr_audit_trigger;

/** A rule of the checker that the claims break, and what stands on it. */
typedef struct tr_audit_habit_sums {
  uint64_t findings, claims, lines;
  tr_cents charge, paid; /**< of the lines found, each once; a finding about a
                              claim or its note counts all its lines */
} tr_audit_habit_sums;

typedef struct tr_audit_habit {
  const tr_rule *rule;
  tr_severity severity; /**< the highest that was found */
  tr_audit_habit_sums sums;
  const tr_audit_habit_sums *by_provider; /**< one for each provider */
  const tr_audit_claim *claims;           /**< the first of them */
  uint32_t claim_count;
} tr_audit_habit;

/** What to do next. */
typedef struct tr_audit_action {
  tr_str text;      /**< a sentence */
  const char *rule; /**< id of the rule it follows from; NULL: none */
  int32_t provider; /**< -1: all */
  tr_cents charge;  /**< what stands on it */
} tr_audit_action;

/** One of the denials of remittances, by reason. */
typedef struct tr_audit_denial {
  tr_str group, reason; /**< CAS01, CARC */
  uint64_t lines;
  tr_cents amount;
} tr_audit_denial;

/** A visits-by-patient stratum (OIG: 1-12, 13-30, 31 and more a year). */
typedef struct tr_audit_stratum {
  const char *label;
  uint64_t patients, visits; /**< patient-years and their visits */
  tr_cents charge;
} tr_audit_stratum;

typedef struct tr_audit_edition {
  const char *table, *edition;
  tr_day from, to;
} tr_audit_edition;

/** One use of a list of text. */
typedef struct tr_audit_source {
  const char *id, *title, *url; /**< of the pack */
} tr_audit_source;

typedef struct tr_audit_result {
  /* scope */
  tr_day from, to;           /**< days of service, both in */
  tr_day past_from, past_to; /**< the span before; to < from: none */
  tr_day today;
  tr_str provider_asked; /**< NPI of --provider; "" all */
  tr_audit_every every;
  bool checked;      /**< the claims were put before the rules: habits and
                            the measures of notes are known */
  bool peers_given;  /**< a peer table was used */
  tr_day last_audit; /**< TR_DAY_MIN: none recorded */
  tr_audit_sums sums;
  const tr_audit_provider *providers;
  uint32_t provider_count;
  const tr_audit_payer *payers; /**< those that occur */
  uint32_t payer_count;
  const tr_audit_period *periods; /**< oldest first */
  uint32_t period_count;

  const tr_str *summary; /**< sentences, the most telling first */
  uint32_t summary_count;
  const tr_audit_trigger *triggers; /**< by severity, rule, provider */
  uint32_t trigger_count;
  const tr_audit_measure *measures; /**< in the order of the table */
  uint32_t measure_count;
  uint32_t tests; /**< comparisons that were adjusted for together */
  const tr_audit_habit *habits; /**< most dollars first */
  uint32_t habit_count;
  const tr_audit_denial *denials; /**< most lines first */
  uint32_t denial_count;
  const tr_audit_stratum *strata;
  uint32_t stratum_count;
  const tr_audit_action *actions; /**< in the order to do them */
  uint32_t action_count;

  const tr_str *method; /**< paragraphs on how it was measured */
  uint32_t method_count;
  const tr_audit_source *sources; /**< all that are cited, by id */
  uint32_t source_count;
  const char *pack, *pack_version, *pack_sha256;
  const tr_audit_edition *editions; /**< of tables used */
  uint32_t edition_count;
} tr_audit_result;

/** @return The words of a value that is compared, constant. */
const char *tr_audit_word_text(tr_audit_word word);

/** @return The id of a test, constant ("chi-square"). */
const char *tr_audit_test_id(tr_audit_test test);

/** @return The words of a test, constant. */
const char *tr_audit_test_text(tr_audit_test test);

/** @return "", "outer" or "extreme", constant. */
const char *tr_audit_fence_id(tr_audit_fence fence);

/** @return "share", "mean", "count" or "money", constant. */
const char *tr_measure_unit_id(tr_measure_unit unit);

/** @return Words of a kind of payer, constant. */
const char *tr_payer_class_words(tr_payer_class payer_class);

/** @return Its id, constant. */
const char *tr_payer_class_id(tr_payer_class payer_class);

/** Find a kind of payer by its id. @return Whether there is one. */
bool tr_payer_class_find(tr_str id, tr_payer_class *payer_class);

/** @return The kind of payer of a claim filing indicator (SBR09).
 * @source x12-filing-code */
tr_payer_class tr_payer_class_of(tr_str filing);

enum { TR_MEASURE_TEXT = 40 };

/** The value of a cell as people read it: "62.5 %", "8.3", "$1,234.56".
 * @param[out] text At least TR_MEASURE_TEXT bytes. */
void tr_measure_value_text(tr_measure_unit unit, double value, char *text);

/** @return The cell, or NULL. @param payer,period -1: all. */
const tr_audit_cell *tr_audit_cell_of(const tr_audit_measure *measure,
                                      int32_t provider, int32_t payer,
                                      int32_t period);

#endif
