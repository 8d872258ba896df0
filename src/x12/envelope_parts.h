/* What the parts of the envelope share: envelope.c (state and events),
 * envelope_check.c (what is reported). Private to them. */
#ifndef TR_X12_ENVELOPE_PARTS_H
#define TR_X12_ENVELOPE_PARTS_H

#include "x12/envelope.h"

/** Index of tr_envelope.level. */
enum tr__level { TR__INTERCHANGE, TR__GROUP, TR__SET, TR__LEVELS };

/** @return "ISA", "GS", "ST". Constant. */
const char *tr__level_header(enum tr__level level);

/** @return "IEA", "GE", "SE". Constant. */
const char *tr__level_trailer(enum tr__level level);

/** @return Whether the level is open. */
bool tr__level_open(const tr_envelope *envelope, enum tr__level level);

/** Copy a value of a header. */
tr_short tr__short_of(tr_str text);

/** @return The value, or the word "empty" for a message. */
tr_str tr__or_empty(tr_str value);

/** Hand a fault on, unless the interchange is refused as a whole. */
void tr__envelope_report(const tr_envelope *envelope, const tr_fault *fault);

/**
 * The place of a header that has gone by, or of one of its elements.
 *
 * @param element 0 = the whole segment. Its value borrows the envelope.
 */
tr_place tr__header_place(const tr_envelope *envelope, enum tr__level level,
                          uint32_t element);

/**
 * TRX0004: levels from the innermost open one up to `outermost` lack their
 * trailer.
 *
 * @param instead The segment that came in its place; NULL = end of input.
 */
void tr__report_missing(const tr_envelope *envelope, enum tr__level outermost,
                        const tr_segment *instead);

/** TRX0005 and TRX0006 for the trailer of an open level. */
void tr__check_trailer(const tr_envelope *envelope, enum tr__level level,
                       const tr_segment *trailer);

/**
 * TRX0007 for the header just read.
 *
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr__check_repeated(tr_envelope *envelope,
                                          enum tr__level level,
                                          const tr_segment *header);

/** TRX0009 and TRX0010 for a group: sets its guide and `refused`. */
void tr__judge_group(tr_envelope *envelope, const tr_segment *gs);

/** TRX0009 for a set: sets its guide and `read`. */
void tr__judge_set(tr_envelope *envelope, const tr_segment *st);

#endif
