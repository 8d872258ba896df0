/* One segment as the reader hands it on: bytes and where its elements begin.
 * Nothing is copied and nothing is decoded. */
#ifndef TR_X12_SEGMENT_H
#define TR_X12_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/str.h"
#include "diag/place.h"
#include "x12/delims.h"

/** What the reader says about a segment. */
enum {
  TR_SEGMENT_DAMAGED = 1,  /**< a value holds a line end, a control or a
                                non-ASCII character: do not use its values */
  TR_SEGMENT_BAD_ID = 2,   /**< the id is malformed; `id` may be 0 */
  TR_SEGMENT_OVERSIZE = 4, /**< only its first bytes are here; also DAMAGED */
  TR_SEGMENT_STRAY = 8,    /**< text or a segment outside any interchange */
  TR_SEGMENT_REFUSED = 16, /**< an ISA that cannot be used; already reported */
  TR_SEGMENT_UNHELD = 32   /**< the hold was lost before this segment */
};

/** A view of one segment; borrows the reader's bytes until its next call. */
typedef struct tr_segment {
  tr_str bytes;           /**< without the terminator */
  tr_code id;             /**< packed segment id, e.g. TR_CODE("SV1") */
  uint32_t element_count; /**< elements after the id */
  unsigned flags;         /**< TR_SEGMENT_... */
  const uint32_t
      *starts;      /**< offset in bytes of the id [0] and of each element;
                               [element_count + 1] is bytes.n + 1 */
  uint64_t offset;  /**< stream offset of the first byte */
  uint64_t ordinal; /**< number in the file, from 1 */
  const tr_delims *delims; /**< those in force; borrowed from the reader */
} tr_segment;

/**
 * One element.
 *
 * @param n From 1: tr_segment_element(s, 2) of a CLM is CLM02; 0 is the id.
 * @return The bytes, borrowed; empty when the segment has no such element.
 */
static inline tr_str tr_segment_element(const tr_segment *segment, uint32_t n) {
  if (n > segment->element_count) return (tr_str){NULL, 0};
  const uint32_t from = segment->starts[n];
  return (tr_str){segment->bytes.p + from, segment->starts[n + 1] - 1 - from};
}

/**
 * One component of a composite element.
 *
 * @param      separator The interchange's component separator.
 * @param      n         From 1.
 * @param[out] out       Borrowed part of `element`; empty when absent.
 * @return Whether the element has an n-th component (which may be empty).
 */
bool tr_component(tr_str element, char separator, unsigned n, tr_str *out);

/**
 * Where a segment, an element or a component stands.
 *
 * @param      element   0 = the whole segment. An element beyond the last gives
 *                       a point at the end of the segment.
 * @param      component 0 = the whole element, else from 1; beyond the last
 *                       gives a point at the end of the element.
 * @param[out] place     Always set; borrows the segment's bytes.
 */
void tr_segment_place(const tr_segment *segment, uint32_t element,
                      unsigned component, tr_place *place);

#endif
