/* A denial laid beside the rules: did one foretell it? */
#ifndef TR_SETTLE_VERDICT_H
#define TR_SETTLE_VERDICT_H

#include "remit/remit.h"
#include "settle/billed.h"

enum { TR_VERDICT_RULES = 8 /**< most rules of a verdict */ };

typedef enum tr_verdict_kind {
  TR_VERDICT_UNJUDGED, /**< the claim or the service was not matched, or not
                            judged by rules */
  TR_VERDICT_FORETOLD, /**< a finding names the reason: `rules` */
  TR_VERDICT_MISSED,   /**< no finding does: see tr_missed */
  TR_VERDICT_DEPARTS   /**< the rules that name the reason were decided and
                            found nothing: the payer departs from the policy
                            they rest on */
} tr_verdict_kind;

/** Why a denial was missed. */
typedef enum tr_missed {
  TR_MISSED_NO_RULE,   /**< no rule of the pack names the reason */
  TR_MISSED_UNDECIDED, /**< `rules` name it, but lacked something: `reasons` */
  TR_MISSED_UNSAID,    /**< `rules` held, but nothing was said of them */
  TR_MISSED_NO_OCCASION, /**< rules name it, but none had to do with this */
  TR_MISSED_REMARK /**< `rules` found something and name the reason, but with
                        another remark code than the payer's */
} tr_missed;

typedef struct tr_verdict {
  tr_verdict_kind kind;
  tr_missed missed; /**< where missed */
  const tr_rule *rules[TR_VERDICT_RULES];
  uint32_t rule_count; /**< of `rules`; there may be more */
  unsigned reasons;    /**< bits of TR_REASON_MAP */
} tr_verdict;

/** A denial. */
typedef struct tr_denial {
  tr_code carc;
  const tr_code *remarks; /**< RARC of the service and of its claim */
  uint32_t remark_count;
  int32_t line; /**< index of the billed line; -1: the whole claim */
} tr_denial;

/**
 * Judge a denial.
 *
 * A rule speaks of it when it names the CARC and, where both have remark codes
 * and the CARC says nothing without one, a remark code too.
 *
 * @param claim The billed claim; NULL gives TR_VERDICT_UNJUDGED.
 */
tr_verdict tr_verdict_of(const tr_billed_index *index, const tr_billed *claim,
                         const tr_denial *denial);

/** @return A constant word: "foretold", "missed", "departs", "unjudged". */
const char *tr_verdict_name(tr_verdict_kind kind);

#endif
