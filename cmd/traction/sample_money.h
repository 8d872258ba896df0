/* What a finding puts in question: the payment of the lines it is about. */
#ifndef TRACTION_SAMPLE_MONEY_H
#define TRACTION_SAMPLE_MONEY_H

#include "sample_frame.h"

enum { SAMPLE_LINES = 100, SAMPLE_RULES = 32 /**< of one claim */ };

/** A line of a sampled claim. */
typedef struct sample_line {
  int64_t number;
  char code[16], modifiers[24], control[64];
  tr_cents charged, at_stake;
  bool matched;   /**< the payer said what it paid for it */
  uint32_t rules; /**< bit i: questioned by the i-th rule of the claim */
} sample_line;

/** A sampled claim in the making. */
typedef struct sample_case {
  const sample_claim *claim;
  uint32_t order; /**< as drawn, from 1 */
  sample_line lines[SAMPLE_LINES];
  uint32_t count;
  const char *rules[SAMPLE_RULES];
  uint32_t rule_count;
  tr_buf findings; /**< in words */
} sample_case;

/** Read its lines, and what was paid for each. @return As of the store. */
TR_NODISCARD tr_status sample_case_load(tr_store *store, bool charges,
                                        sample_case *at);

/** Take a finding that puts something in question. */
void sample_case_question(sample_case *at, const tr_finding *finding);

/**
 * What each rule puts in question: a line's payment is shared out evenly among
 * the rules that question it, to the cent, the first ones bearing the odd
 * cents.
 *
 * @param[out] by_rule SAMPLE_RULES amounts. @return Their sum.
 */
tr_cents sample_case_sum(const sample_case *at, tr_cents *by_rule);

#endif
