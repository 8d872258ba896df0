/* A measure of an audit as rules with `each: measure` see it, and such a rule
 * run on it. The measures themselves are made by src/audit. */
#ifndef TR_RULE_MEASURED_H
#define TR_RULE_MEASURED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"
#include "diag/severity.h"

struct tr_rule;
struct tr_tables;

/* The words of comparative billing reports, as rules write them. */
#define TR_MEASURED_WORDS "n/a|does-not-exceed|higher|significantly-higher"

/** Numbers are thousandths, INT64_MIN where not known; a share is in percent
 * (62.5), an amount in dollars. */
typedef struct tr_measured {
  const char *id, *unit;
  tr_str provider;   /**< NPI; empty: the practice */
  const char *payer; /**< "all", or the id of a kind of payer */
  int64_t value;
  int64_t peers;      /**< that of the other providers together */
  int64_t past;       /**< that of the same provider in the span before */
  int64_t table;      /**< that of a table of peers the user gave */
  int64_t percentile; /**< among the providers */
  int64_t hits, n;    /**< so many of so many; of a mean its sum and count */
  int64_t lines, patients; /**< it rests on */
  const char *word, *past_word, *table_word;
  const char *fence;
  bool suppressed;                  /**< too little to compare */
  const struct tr_measured *others; /**< all of the same provider and payer */
  uint32_t other_count;
} tr_measured;

/** A measure of which nothing is known but what it is. */
tr_measured tr_measured_of(const char *id);

/** What a rule says of a measure; texts are appended to the buffers. */
typedef struct tr_measured_finding {
  tr_severity severity;
  tr_buf message, why, help;
} tr_measured_finding;

/** @param limit Bytes of each text. */
void tr_measured_finding_init(tr_measured_finding *finding, size_t limit);

/** Free its texts. */
void tr_measured_finding_done(tr_measured_finding *finding);

/**
 * Run a rule on a measure.
 *
 * @param      rule    With `each: measure`.
 * @param      day     On which the rule has to be in force: the last one the
 *                     measure is about.
 * @param[out] finding Cleared; filled where true is returned.
 * @return Whether the rule fires.
 */
bool tr_measured_fires(const struct tr_rule *rule,
                       const struct tr_tables *tables,
                       const tr_measured *measure, tr_day day, tr_day today,
                       tr_measured_finding *finding);

#endif
