/* What the parts of the walk share that search a place for a segment out of its
 * own: walk_astray.c (decides), walk_mistyped.c and walk_unopened.c. */
#ifndef TR_SPEC_WALK_SEARCH_H
#define TR_SPEC_WALK_SEARCH_H

#include "spec/walk_parts.h"

/** A segment for which a place is searched. */
typedef struct tr__search {
  tr_walk *walk;
  const tr_segment *segment;
  tr__taken *taken;
  tr__found full; /**< it would follow in order here, but too often */
  bool quiet;     /**< the segment before it was the fault */
  bool follows;   /**< there was a fault since the last loop opened */
} tr__search;

/** @return The child that was found; constant. */
static inline const tr_spec_child *tr__child_at(const tr_walk *walk,
                                                tr__found at) {
  return &tr__loop_at(walk, at.depth)->children[at.child];
}

/** @return The segment a child that was found is or begins with. */
static inline const tr_spec_segment *tr__definition_at(const tr_walk *walk,
                                                       tr__found at) {
  return tr__opener(walk->spec, tr__child_at(walk, at));
}

/** @return Index of the loop open at a depth. */
static inline uint16_t tr__loop_index(const tr_walk *walk, int depth) {
  return walk->levels[depth].loop;
}

/* ---- openers that are missing (walk_unopened.c) */

/** How badly a segment fits a definition: elements it must not have, must have,
 * or that hold none of their codes. */
unsigned tr__misfit(const tr_segment *segment,
                    const tr_spec_segment *definition);

/**
 * A loop without its opener whose first required child the segment would be.
 *
 * @param astray Where it would stand out of order; it must fit worse there.
 *               depth -1: nowhere.
 */
tr__found tr__find_first(const tr__search *of, tr__found astray);

/**
 * A required loop that can stand only once lacks its opener, rather than that
 * the segment is out of order: more than the next one stands between.
 *
 * @param astray As of tr__find_first().
 */
tr__found tr__find_due(const tr__search *of, tr__found astray);

/** Any loop that may follow, has the segment, and lacks its opener. */
tr__found tr__find_headless(const tr__search *of);

/** The opener of a loop is missing: open the loop all the same. */
void tr__put_unopened(tr__search *of, tr__found at);

/* ---- codes that are none (walk_mistyped.c) */

/** A segment whose keys fit nowhere stands in for its likeliest sibling. */
bool tr__put_mistyped(tr__search *of, bool in_order);

/** Keys that are right but for blanks or small letters. */
bool tr__put_loose(tr__search *of);

/** In order but for the code in its first element, which is told as such. */
bool tr__put_plain(tr__search *of);

#endif
