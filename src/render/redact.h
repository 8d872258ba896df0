/* Which values of a claim or a note say who the patient is. They are masked
 * byte for byte, so that offsets and carets stay true. */
#ifndef TR_RENDER_REDACT_H
#define TR_RENDER_REDACT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "diag/finding.h"

/** What stands for a byte that is not shown. */
enum { TR_MASK = '#' };

/**
 * Whether an element tells who somebody is: names, ids but the NPI, addresses
 * but the state, dates of birth, free text.
 *
 * @param segment The whole segment without terminator, or its id alone; then
 *                what depends on a qualifier counts as private.
 * @param element From 1.
 */
bool tr_redact_is_private(tr_str segment, unsigned element);

/** As tr_redact_is_private(), for what a place points to. */
bool tr_redact_hides_place(const tr_place *place);

/** As tr_redact_is_private(), for the element that a finding's fix changes. */
bool tr_redact_hides_fix(const tr_finding *finding);

/** Whether the value at a JSON pointer of a note tells who somebody is; NULL
 * (the note could not be read) counts as such. */
bool tr_redact_hides_pointer(const char *pointer);

/** Append a segment with its private values masked, of the same length. */
void tr_redact_segment(tr_str segment, tr_buf *out);

/** Append as many masks as the value has bytes. */
void tr_redact_value(tr_str value, tr_buf *out);

#endif
