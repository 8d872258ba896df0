/* Claim status of a finding as a 277CA says it: category, status code and the
 * party that is meant. */
#ifndef TR_RENDER_ACK_STATUS_H
#define TR_RENDER_ACK_STATUS_H

#include <stdbool.h>

#include "claim/claim.h"
#include "diag/finding.h"

enum { TR_ACK_STATUSES = 3 /**< reasons of one STC: 01, 10 and 11 */ };

/** One reason of an STC. */
typedef struct tr_ack_status {
  char category[4]; /**< "A7" */
  char code[5];     /**< "562" */
  char entity[4];   /**< "85"; may be empty */
} tr_ack_status;

/** Reasons, each once. */
typedef struct tr_ack_statuses {
  tr_ack_status at[TR_ACK_STATUSES];
  size_t count;
} tr_ack_statuses;

/**
 * The status of a finding: that of its rule, else by the family of the rule.
 *
 * @param claim The claim it is in, which tells whose value is meant; may be
 *              NULL.
 * @source tr3-others
 */
tr_ack_status tr_ack_status_of(const tr_finding *finding,
                               const tr_claim *claim);

/** Add a reason unless it is there; beyond TR_ACK_STATUSES it is dropped. */
void tr_ack_status_add(tr_ack_statuses *statuses, const tr_ack_status *status);

/** @return Whether a segment of that ordinal belongs to one of the levels the
 *          claim stands under. */
bool tr_ack_status_is_above(const tr_claim *claim, uint64_t ordinal);

#endif
