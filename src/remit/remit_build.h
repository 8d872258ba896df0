/* Builds the remittance from the located segments of an 835 and judges its
 * balances.
 *
 *   builder = tr_remit_builder_new(fault, context, &events);
 *   on set_began of the envelope, if it is an 835:
 *     start = tr_remit_start_of(&envelope, file);
 *     tr_remit_begin_set(builder, &start);
 *   for each located segment with in_set, ST and SE included:
 *     tr_remit_segment(builder, &located);
 *   on set_ended without a trailer:
 *     tr_remit_abandon(builder);        what is open is not judged
 *   tr_remit_builder_free(builder);
 *
 * Nothing of the reader's bytes has to be held: what a claim needs is copied
 * and forgotten with it. The events come out of tr_remit_segment(): a payment
 * before its first claim, a claim when the segment after it is taken, the end
 * of the payment with its SE. Faults come before the event they are about;
 * their `claim` is CLP01, their `line` the number of the service in its claim.
 *
 * Values that are not of their type are left out; the walk along the guide has
 * told of them. Faults the builder tells of (rule, wording, arguments), beside
 * those of remit/balance.h:
 *
 *   TRX0108  claim-limit  limit, unit ("segments", "adjustments" ...)
 *            level-limit  limit, unit
 *   TRX0109  money        value, element, meaning (too fine or too large) */
#ifndef TR_REMIT_REMIT_BUILD_H
#define TR_REMIT_REMIT_BUILD_H

#include "base/status.h"
#include "diag/fault.h"
#include "remit/remit.h"
#include "spec/intake.h"

/** Stated limits; what exceeds one is reported, never stored. */
enum {
  TR_REMIT_CLAIM_BYTES = 16 << 20, /**< bytes of a claim */
  TR_REMIT_LEVEL_BYTES = 1 << 20,  /**< bytes of the header, or of all PLB */
  TR_REMIT_SEGMENTS = 65535,       /**< segments of any of these */
  TR_REMIT_SERVICES = 2000,        /**< of a claim; the guide has 999 */
  TR_REMIT_ADJUSTMENTS = 60000,    /**< of a claim */
  TR_REMIT_ENTITIES = 20000        /**< of a claim: each other list */
};

/** What is known of a set before its body is read; all is copied but `file`. */
typedef struct tr_remit_start {
  const char *file;      /**< name as given; outlives the builder's use */
  tr_str control_number; /**< ST02 */
  tr_str guide;          /**< GS08, else ST03 */
  bool test;             /**< ISA15 is T */
  tr_delims delims;      /**< those in force */
} tr_remit_start;

/** What the envelope knows of the set that has just begun; borrows from it. */
tr_remit_start tr_remit_start_of(const tr_envelope *envelope, const char *file);

/** Told what was read; each may be NULL. Everything is borrowed for the call.
 */
typedef struct tr_remit_events {
  void *context; /**< handed to each */
  /** The header was read; claims and totals follow. */
  void (*payment_began)(void *context, const tr_remit_payment *payment);
  void (*claim)(void *context, const tr_remit_claim *claim);
  /** @param whole The SE was there: the last claim and the sums are whole. */
  void (*payment_ended)(void *context, const tr_remit_payment *payment,
                        bool whole);
} tr_remit_events;

typedef struct tr_remit_builder tr_remit_builder;

/**
 * Make a builder.
 *
 * @param fault   Told of limits and of what is out of balance.
 * @param context Handed to `fault`.
 * @param events  Copied.
 * @return Owned by the caller; NULL when memory is short.
 */
tr_remit_builder *tr_remit_builder_new(tr_fault_fn *fault, void *context,
                                       const tr_remit_events *events);

/** Free it; NULL is harmless. */
void tr_remit_builder_free(tr_remit_builder *builder);

/** Forget everything and begin a set. */
void tr_remit_begin_set(tr_remit_builder *builder, const tr_remit_start *start);

/**
 * Take the next segment of the set.
 *
 * @param located Borrowed for the call.
 * @return TR_OK or TR_ENOMEM; then only begin and free are of use.
 */
TR_NODISCARD tr_status tr_remit_segment(tr_remit_builder *builder,
                                        const tr_located *located);

/** End a set whose SE is missing: its open claim is dropped, its sums are not
 * judged. Nothing where no set is open. */
void tr_remit_abandon(tr_remit_builder *builder);

#endif
