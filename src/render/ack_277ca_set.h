/* The claims of one set as a 277CA answers them. Totals stand before the claims
 * there, so that a short record of each claim is kept until the set ends. */
#ifndef TR_RENDER_ACK_277CA_SET_H
#define TR_RENDER_ACK_277CA_SET_H

#include "base/arena.h"
#include "render/ack_envelope.h"
#include "render/ack_status.h"

enum {
  TR_ACK_CLAIM_BYTES = 128 << 20, /**< records of a set; some 200,000 claims */
  TR_ACK_ABOVE = 64, /**< faults above claims that are remembered */
  TR_ACK_SAID = 264  /**< characters of STC12 */
};

/** Who is named in an NM1. */
typedef struct tr_ack_name {
  bool person;
  tr_str last, first, middle, suffix;
  tr_str qualifier, id;
} tr_ack_name;

/** A line with faults. */
typedef struct tr_ack_line {
  struct tr_ack_line *next;
  int64_t number; /**< as findings give it */
  tr_str qualifier, code, modifiers[TR_MODIFIERS], units, control;
  tr_cents charge;
  tr_day from, to; /**< TR_DAY_MIN: not known */
  tr_ack_statuses statuses;
} tr_ack_line;

/** A claim. */
typedef struct tr_ack_claim {
  struct tr_ack_claim *next;
  tr_ack_name patient;
  tr_str id;    /**< CLM01 */
  tr_str trace; /**< REF*D9; may be empty */
  tr_str said;  /**< STC12; may be empty */
  tr_cents charge;
  tr_day from, to; /**< TR_DAY_MIN: not known */
  bool rejected;
  tr_ack_statuses statuses;
  tr_ack_line *lines;
} tr_ack_claim;

/** What claims add up to. */
typedef struct tr_ack_sums {
  uint64_t accepted, rejected;
  tr_cents accepted_charge, rejected_charge;
} tr_ack_sums;

/** A run of claims of one billing provider. */
typedef struct tr_ack_provider {
  struct tr_ack_provider *next;
  tr_ack_name name;
  tr_ack_sums sums;
  tr_ack_claim *claims, *last;
} tr_ack_provider;

/** A fault above the claims: of a provider, subscriber or patient. */
typedef struct tr_ack_above {
  uint64_t ordinal;
  tr_ack_status status;
  tr_str said;
} tr_ack_above;

/** The set that is open. What `tr_write_...` needs may be read. */
typedef struct tr_ack_claims {
  tr_arena records;
  tr_delims delims; /**< of the answer */
  bool open;
  tr_str batch; /**< BHT03; may be empty */
  tr_ack_name submitter, receiver, payer;
  bool has_payer, many_payers;
  tr_ack_sums sums;
  tr_ack_provider *providers, *last;
  tr_ack_above above[TR_ACK_ABOVE]; /* the latest */
  size_t above_count;
  const tr_claim *claim; /* the open one; borrowed from the checker */
  tr_ack_claim *answer;  /* its record */
  struct {
    tr_ack_claim *answer;
    uint64_t first, last; /* ordinals */
  } past;                 /* the claim before, for what is told after its end */
  tr_status bad;          /**< TR_OK, TR_ENOMEM or TR_ELIMIT */
} tr_ack_claims;

/** Start. */
void tr_ack_claims_init(tr_ack_claims *claims);

/** Free its memory. */
void tr_ack_claims_done(tr_ack_claims *claims);

/** A set begins: what was kept of the one before is forgotten. */
void tr_ack_claims_began(tr_ack_claims *claims, const tr_delims *delims);

/** A claim of it begins. @param claim Borrowed until tr_ack_claims_ended(). */
void tr_ack_claims_claim(tr_ack_claims *claims, const tr_claim *claim);

/** Take a finding of the set: an error rejects the claim it is in, and the
 * claims below the level it is in. */
void tr_ack_claims_finding(tr_ack_claims *claims, const tr_finding *finding);

/** The claim ends; what is missing at its end is told after this. */
void tr_ack_claims_ended(tr_ack_claims *claims);

/** Nothing more is told of the set: add up what was accepted and rejected. */
void tr_ack_claims_sum(tr_ack_claims *claims);

#endif
