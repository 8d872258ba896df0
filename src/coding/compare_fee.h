/* What a practice charges for one unit of a code, learnt from its claims where
 * no practice file says it. */
#ifndef TR_CODING_COMPARE_FEE_H
#define TR_CODING_COMPARE_FEE_H

#include "coding/claim_context.h"

/** Fields are private. */
typedef struct tr_billed_fees {
  const struct tr_billed_fee *of_payer; /* in order of code and payer */
  uint32_t of_payer_count;
  const struct tr_billed_fee *of_all; /* in order of code */
  uint32_t of_all_count;
} tr_billed_fees;

/**
 * Learn from claims: the charge of a unit that is most frequent for a code,
 * of equally frequent ones the lowest. Lines that do not divide into whole
 * cents a unit, and lines of nothing, teach nothing.
 *
 * @param      arena  Holds what was learnt.
 * @param      claims `count` of them; their texts are borrowed.
 * @param[out] fees   Set only on TR_OK.
 * @return TR_OK; TR_ELIMIT at the limit of the arena or of memory.
 */
TR_NODISCARD tr_status
tr_billed_fees_learn(tr_arena *arena, const tr_claim_context *const *claims,
                     uint32_t count, tr_billed_fees *fees);

/**
 * The charge of a unit: what is usual towards this payer, else what is usual.
 *
 * @param      claim Whose payer it is; NULL: nobody's.
 * @param[out] fee   In cents; set only when true is returned.
 * @return Whether any claim tells.
 */
bool tr_billed_fee(const tr_billed_fees *fees, const tr_claim_context *claim,
                   tr_code code, tr_cents *fee);

/** By what a payer is told from another: its id, else its name. */
tr_str tr_claim_payer(const tr_claim_context *claim);

#endif
