/* One transaction set as a 999 answers it: its faults, gathered as they are
 * found and written in the order of its segments. */
#ifndef TR_RENDER_ACK_999_SET_H
#define TR_RENDER_ACK_999_SET_H

#include "base/arena.h"
#include "claim/claim.h"
#include "render/ack_envelope.h"

enum {
  TR_ACK_FAULTS = 65536,      /**< faults of a set that are written; the set is
                              refused by then, and further ones are not */
  TR_ACK_SET_TEXT = 16 << 20, /**< bytes of bad data and claim numbers */
  TR_ACK_REASONS = 5          /**< reasons in IK5 and AK9 */
};

/** Reasons of IK5 or AK9, each once. */
typedef struct tr_ack_reasons {
  char code[TR_ACK_REASONS][3];
  size_t count;
} tr_ack_reasons;

/** A fault to be written. */
typedef struct tr_ack_fault {
  tr_syntax syntax;
  uint32_t order; /* in which it was found */
  tr_str claim;   /* CLM01, cleaned; empty outside a claim */
  tr_str copy;    /* of the bad data, cleaned; may be empty */
} tr_ack_fault;

/** The set that is open; fields are private. */
typedef struct tr_ack_set {
  const tr_spec *spec; /* of the 999 */
  tr_delims delims;    /* of the answer */
  tr_transaction set;
  bool open;
  bool ended, whole; /* SE came, or what came in its place */
  struct {
    uint64_t first, last; /* ordinals; 0: none */
    char id[39];
  } claim;    /* the last one, for what is told after it */
  bool noted; /* worst holds */
  tr_severity worst;
  tr_ack_reasons reasons;
  tr_ack_fault *faults;
  size_t fault_count, fault_room;
  tr_arena texts;
  tr_ack_notices waiting; /* for the ST they stand on */
  tr_status bad;
} tr_ack_set;

/** Add a reason unless it is there; beyond TR_ACK_REASONS it is dropped. */
void tr_ack_reason_add(tr_ack_reasons *reasons, const char *code);

/** Start. @param spec The guide of the 999; constant. */
void tr_ack_set_init(tr_ack_set *set, const tr_spec *spec);

/** Free its memory. */
void tr_ack_set_done(tr_ack_set *set);

/** A set begins; what was found on its ST is taken over. */
void tr_ack_set_began(tr_ack_set *set, const tr_transaction *transaction,
                      const tr_delims *delims);

/**
 * Take a finding that is at least a warning, where it is one of syntax: SNIP 1
 * or 2, or with words of a 999; balances, situations and codes are a 277CA's.
 *
 * @param notice Of the finding.
 */
void tr_ack_set_finding(tr_ack_set *set, const tr_finding *finding,
                        const tr_ack_notice *notice);

/** A claim of the set begins. @param claim Borrowed for the call. */
void tr_ack_set_claim(tr_ack_set *set, const tr_claim *claim);

/** The set ends; what is missing at its end is told after this. @param whole
 * Its SE was there. */
void tr_ack_set_ended(tr_ack_set *set, bool whole);

/**
 * Nothing more is told of the set: write AK2 to IK5.
 *
 * @return IK501: A, E or R; NUL where AK2 cannot name such a set.
 * @source tr3-others
 */
char tr_ack_set_write(tr_ack_set *set, tr_writer *writer);

#endif
