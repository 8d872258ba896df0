/* Builds the claim model from the segments of an 837P.
 *
 *   on set_began of the envelope, if it is an 837P:
 *     tr_builder_begin_set(builder, &start);
 *   before each segment of the set is judged (tr_intake_options.before):
 *     if (tr_builder_ends_claim(builder, segment.id)) {
 *       if (tr_reader_held(&reader, &run, &offset) != TR_OK) run.n = 0;
 *       claim = tr_builder_finish_claim(builder, run, offset);  NULL: lost
 *       tr_reader_release(&reader);
 *     }
 *   for each located segment of the set:
 *     if (segment.id == TR_CODE("CLM")) tr_reader_hold(&reader);
 *     tr_builder_segment(builder, &segment, &spot);
 *
 * Values that are not of their type are left out; the walk along the guide has
 * told of them. Faults the builder tells of (rule, wording, arguments), the
 * last two for values of the right type that it cannot hold as well:
 *
 *   TRX0108  value-limit  element, limit (bytes)
 *            claim-limit  limit, unit ("segments", "service lines" ...)
 *            level-limit  limit, unit ("bytes", "segments", "providers" ...)
 *   TRX0109  money        value, element ("SV102"), meaning ("line charge")
 *            quantity     value, element, meaning */
#ifndef TR_CLAIM_BUILD_H
#define TR_CLAIM_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "claim/claim.h"
#include "diag/fault.h"
#include "spec/walk.h"
#include "x12/envelope.h"
#include "x12/segment.h"

/** Stated limits; what exceeds one is reported, never stored. */
enum {
  TR_UNIT_SEGMENTS = 65535, /**< segments of a claim or of a level above it */
  TR_LEVEL_BYTES = 1 << 20, /**< bytes of a level above the claims */
  TR_FIELD_BYTES = 65535,   /**< bytes of a value */
  TR_CLAIM_LINES = 2000,    /**< service lines of a claim; the guide has 50 */
  TR_CLAIM_FAULTS = 1000    /**< values of a claim that exceed a limit */
};

/** What is known of a transaction set before its body is read. */
typedef struct tr_set_start {
  const char *file;      /**< name as given; outlives the builder's use */
  tr_str control_number; /**< ST02; copied, at most TR_SHORT_BYTES - 1 bytes */
  tr_str guide;          /**< GS08, else ST03; copied likewise */
  tr_str group_date;     /**< GS04 as sent */
  bool test;             /**< ISA15 is T */
  tr_delims delims;      /**< those in force */
} tr_set_start;

/**
 * What the envelope knows of the set that has just begun.
 *
 * @param file Name as given; borrowed by the claims built.
 * @return Borrows from the envelope until its next segment.
 */
tr_set_start tr_set_start_of(const tr_envelope *envelope, const char *file);

typedef struct tr_builder tr_builder;

/**
 * Make a builder.
 *
 * @param fault   Told of limits that were met; for a claim while
 *                tr_builder_finish_claim() runs, so that CLM01 is known; for
 *                the levels above while tr_builder_segment() runs.
 * @param context Handed to `fault`.
 * @return Owned by the caller; NULL when memory is short.
 */
tr_builder *tr_builder_new(tr_fault_fn *fault, void *context);

/** Free it with all it built; NULL is harmless. */
void tr_builder_free(tr_builder *builder);

/** Begin a transaction set; what was open is forgotten. */
void tr_builder_begin_set(tr_builder *builder, const tr_set_start *start);

/**
 * Take the next segment of the set's body.
 *
 * It fills the loop the guide puts it into; one that the guide has no place for
 * is kept in the unit's list of segments alone.
 * A CLM, HL or SE must not come while tr_builder_ends_claim() holds; the open
 * claim would be forgotten.
 *
 * @param segment Borrowed for the call. @param spot Where the walk put it;
 *                borrowed likewise.
 * @return TR_OK or TR_ENOMEM; after TR_ENOMEM only tr_builder_free() and
 *         tr_builder_begin_set() are of use.
 */
TR_NODISCARD tr_status tr_builder_segment(tr_builder *builder,
                                          const tr_segment *segment,
                                          const tr_spot *spot);

/** @return Whether a claim is open: begun and not finished. */
bool tr_builder_in_claim(const tr_builder *builder);

/**
 * Whether a segment ends the open claim, which is then to be finished before
 * the segment is given to tr_builder_segment().
 *
 * @param id Its packed id. @return False when no claim is open.
 */
bool tr_builder_ends_claim(const tr_builder *builder, tr_code id);

/**
 * Complete the open claim.
 *
 * @param held   Bytes of the stream that hold the claim, from its CLM or before
 *               to its last segment or after; empty when they were lost.
 *               Borrowed by the claim.
 * @param offset Stream offset of held.p[0].
 * @return The claim; its values are readable while `held` is, the rest until
 *         the next segment is taken. NULL when no claim is open or its bytes
 *         are lost; the reader has then told why.
 */
const tr_claim *tr_builder_finish_claim(tr_builder *builder, tr_str held,
                                        uint64_t offset);

#endif
