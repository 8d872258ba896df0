/* The latest segments of the input outside its claims, copied: what is missing
 * is told when its loop ends, and shown behind the segment it would follow. */
#ifndef TR_RULE_TRAIL_H
#define TR_RULE_TRAIL_H

#include "diag/place.h"
#include "x12/segment.h"

enum {
  TR_TRAIL_SEGMENTS = 64, /**< most that are kept */
  TR_TRAIL_BYTES = 240    /**< of a segment; a longer one is not kept */
};

/** One kept segment. Private. */
typedef struct tr__trail_segment {
  uint64_t ordinal, offset;
  size_t length; /* 0: none */
  char bytes[TR_TRAIL_BYTES];
} tr__trail_segment;

/** Zero-filled: empty. Fields are private. */
typedef struct tr_trail {
  tr__trail_segment segments[TR_TRAIL_SEGMENTS];
} tr_trail;

/** Forget all, at the begin of an input. */
void tr_trail_clear(tr_trail *trail);

/** Keep a segment in place of the oldest one. @param segment Copied. */
void tr_trail_add(tr_trail *trail, const tr_segment *segment);

/**
 * Give a place the line of its segment, where it has none and the segment is
 * kept.
 *
 * @param[in,out] place `line` borrows from the trail until the next segment.
 */
void tr_trail_show(const tr_trail *trail, tr_place *place);

#endif
