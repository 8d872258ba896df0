/* The segments that follow the one at hand, as far as they are needed to decide
 * what a segment out of its place is. */
#ifndef TR_SPEC_AHEAD_H
#define TR_SPEC_AHEAD_H

#include "x12/segment.h"

enum {
  TR_AHEAD_SEGMENTS = 12, /**< most of them */
  TR_AHEAD_ELEMENTS = 32, /**< elements kept of each */
  TR_AHEAD_BYTES = 2048   /**< bytes looked at */
};

/** Segments; borrows the bytes they were read from. */
typedef struct tr_ahead {
  uint32_t count;
  tr_segment segments[TR_AHEAD_SEGMENTS];
  uint32_t starts[TR_AHEAD_SEGMENTS][TR_AHEAD_ELEMENTS + 2];
} tr_ahead;

/**
 * Cut bytes into segments, up to the end of the set. What is cut off at the end
 * of the bytes is left out.
 *
 * @param bytes   From the end of a segment on; borrowed.
 * @param last    That segment, whose delimiters are in force.
 * @param[out] ahead Set.
 */
void tr_ahead_read(tr_str bytes, const tr_segment *last, tr_ahead *ahead);

#endif
