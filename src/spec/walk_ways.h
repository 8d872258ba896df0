/* The ways in which a segment that makes trouble may be taken. Shared by
 * walk_ways.c (finds and takes them) and walk_try.c (chooses). */
#ifndef TR_SPEC_WALK_WAYS_H
#define TR_SPEC_WALK_WAYS_H

#include "spec/walk_search.h"

enum { TR__WAYS = 24 /**< most ways tried for a segment */ };

/** What is made of the segment at hand. */
typedef enum tr__way_kind {
  TR__WAY_PLACE,        /**< what went before decides */
  TR__WAY_DUE,          /**< likewise; what lacks before it is seen to come */
  TR__WAY_ASIDE,        /**< out of order in an open loop */
  TR__WAY_EARLY,        /**< the opener of a loop that comes further on */
  TR__WAY_BACK,         /**< likewise; the order goes on from there */
  TR__WAY_WITH,         /**< a loop out of order, and so may be what follows */
  TR__WAY_OPEN,         /**< a loop out of order, in place of what is open */
  TR__WAY_AGAIN,        /**< of a loop that is over, which opens once more */
  TR__WAY_APART,        /**< of a loop that is not open */
  TR__WAY_BESIDE,       /**< likewise, and so may be what follows */
  TR__WAY_UNOPENED,     /**< the opener of its loop is missing */
  TR__WAY_UNOPENED_DUE, /**< likewise, and seen to come */
  TR__WAY_OPENER,       /**< it is the opener told missing */
  TR__WAY_SETTLE,       /**< it is what was told missing, far from its loop */
  TR__WAY_SETTLE_BESIDE /**< likewise, and what follows may be of that loop */
} tr__way_kind;

/** One of them. */
typedef struct tr__way {
  tr__way_kind kind;
  tr__found at;         /**< ASIDE to OPEN, UNOPENED; for OPENER its depth
                           alone, for SETTLE what tr__apart_find() found */
  uint16_t loop, child; /**< AGAIN, APART, BESIDE */
} tr__way;

/** All there are, the likelier first. */
typedef struct tr__ways {
  tr__way items[TR__WAYS];
  unsigned count;
} tr__ways;

/**
 * Find the ways to take the segment at hand.
 *
 * @param[out] ways Set; the first is what went before.
 */
void tr__ways_find(const tr_walk *walk, const tr_segment *segment,
                   tr__ways *ways);

/** Take the segment at hand in one of the ways. */
void tr__way_take(tr_walk *walk, const tr_segment *segment, const tr__way *way,
                  tr__taken *taken);

/** @return Depth of an open loop whose opener was told missing and this is;
 *          -1: none. */
int tr__ways_late(const tr_walk *walk, const tr_segment *segment);

#endif
