/* What all acknowledgements share: the envelope that answers an envelope,
 * texts made safe for X12, and what a guide allows at a place.
 *
 * They take findings in their order and the structure of the input from a
 * tr_check_watch; findings of a header may come before the header does. */
#ifndef TR_RENDER_ACK_ENVELOPE_H
#define TR_RENDER_ACK_ENVELOPE_H

#include <stdbool.h>

#include "base/date.h"
#include "diag/finding.h"
#include "rule/pack.h"
#include "spec/write.h"
#include "x12/envelope.h"

enum {
  TR_ACK_NOTICES = 16,           /**< findings kept for a header to come */
  TR_ACK_INTERCHANGE = 256 << 20 /**< most bytes of one answer */
};

/** The envelope of an answer; `write` borrows the fields below it, so that it
 * must not be copied. */
typedef struct tr_ack_envelope {
  tr_write_envelope write;
  char sender_qualifier[3], sender[16];
  char receiver_qualifier[3], receiver[16];
  char date[9], time[5];
  char group_sender[16], group_receiver[16];
} tr_ack_envelope;

/** What is remembered of a finding on an envelope. */
typedef struct tr_ack_notice {
  const char *rule; /**< id; constant */
  tr_severity severity;
  uint64_t ordinal; /**< of the segment in the file; 0: none */
  uint64_t offset;  /**< bytes from the segment's first one */
  char segment[TR_PLACE_SEGMENT];
  unsigned element; /**< from 1; 0: the whole segment */
} tr_ack_notice;

/** Notices that wait for their header. */
typedef struct tr_ack_notices {
  tr_ack_notice at[TR_ACK_NOTICES];
  size_t count;
} tr_ack_notices;

/**
 * Make the envelope of an answer: sender and receiver change places, control
 * number and usage stay, no clock is asked.
 *
 * @param      interchange The one that is answered; borrowed for the call.
 * @param      group       Its first group, or NULL.
 * @param      today       Date of the answer; TR_DAY_MIN: that of the
 *                         interchange.
 * @param[out] envelope    Always set.
 * @source x12-envelope
 */
void tr_ack_envelope_of(const tr_interchange *interchange,
                        const tr_group *group, tr_day today,
                        tr_ack_envelope *envelope);

/**
 * Copy text so that it can be written: without delimiters, control characters,
 * bytes outside ASCII and blanks at its ends.
 *
 * @param      delims Of the answer.
 * @param      stead  Written for each byte that is left out; NUL: nothing.
 * @param      most   Bytes wanted at most; `out` has room for one more.
 * @param[out] out    NUL-terminated.
 * @return The text, borrowed from `out`; may be empty.
 */
tr_str tr_ack_text(tr_str text, const tr_delims *delims, char stead,
                   size_t most, char *out);

/**
 * Find a segment of a guide.
 *
 * @param loop Id of its loop, packed; 0: the first with that id in any loop.
 * @return The first one, or NULL.
 */
const tr_spec_segment *tr_ack_segment(const tr_spec *spec, tr_code loop,
                                      tr_code id);

/**
 * Whether an element may be written.
 *
 * @param segment NULL: nothing is allowed.
 * @param element From 1. @param part From 1; 0: the whole element.
 * @param value   Empty: whether the element is used at all.
 */
bool tr_ack_allows(const tr_spec_segment *segment, unsigned element,
                   unsigned part, tr_str value);

/** @return What is to be remembered of a finding. */
tr_ack_notice tr_ack_notice_of(const tr_finding *finding);

/** Keep a notice for its header; beyond TR_ACK_NOTICES the oldest goes. */
void tr_ack_keep(tr_ack_notices *notices, const tr_ack_notice *notice);

/** @return Whether the text is 1 to `most` digits. */
bool tr_ack_is_number(tr_str text, size_t most);

#endif
