/* Asks what went before: a segment may belong to a loop beside the open ones,
 * be the opener told missing, repeat an opener, or be what was told missing. */
#include "spec/walk_search.h"

/* Beside the open loops nothing lacks and the order is not judged: not for
 * long. */
enum { LONG_STRAY = 24 /* segments */ };

/* The loop that is open beside the others begins once more. */
static bool begins_again(const tr_walk *walk, uint16_t loop,
                         const tr_segment *segment) {
  const tr_spec_loop *in = &walk->spec->loops[loop];
  const tr_spec_segment *opener = &walk->spec->segments[in->children[0].index];
  return in->most != 1 && opener->id == segment->id &&
         tr__keys_hold(opener, segment, TR__KEYS_FULL);
}

/* Whether a segment fits the open loops in order better than one beside. */
static bool fits_order(const tr_walk *walk, const tr_segment *segment,
                       const tr_spec_child *child) {
  const unsigned bad = tr__misfit(segment, tr__opener(walk->spec, child));
  if (bad == 0) return false;
  const tr__found at =
      tr__find_in_order(walk, segment->id, segment, TR__KEYS_FULL, NULL);
  return at.depth >= 0 &&
         tr__misfit(segment, tr__definition_at(walk, at)) < bad;
}

/* Loops out of order beside the open ones hold what belongs to them. */
static bool take_stray(tr_walk *walk, const tr_segment *segment,
                       tr__taken *taken) {
  if (walk->stray_since + LONG_STRAY < walk->position) return false;
  uint16_t loop = (uint16_t)walk->stray;
  uint8_t depth = walk->stray_depth;
  int found = tr__find_child(walk->spec, loop, segment, TR__KEYS_FULL);
  while (found < 0 && depth > walk->stray_base) {
    depth--;
    loop = (uint16_t)walk->spec->loops[loop].parent;
    found = tr__find_child(walk->spec, loop, segment, TR__KEYS_FULL);
  }
  if (found < 0 && !begins_again(walk, loop, segment)) return false;
  const tr_spec_child *child =
      &walk->spec->loops[loop].children[found < 0 ? 0 : found];
  if (fits_order(walk, segment, child)) return false;
  if (child->is_loop) {
    loop = child->index;
    depth++;
  }
  walk->stray = loop;
  walk->stray_depth = depth;
  const uint16_t index =
      child->is_loop ? walk->spec->loops[loop].children[0].index : child->index;
  tr__stand_astray(taken, tr__walk_spot(walk, loop, index, depth));
  taken->spot.opens = child->is_loop || found < 0;
  return true;
}

/* Directly after the first segment of its loop, unless that ended it, or where
 * the loop can stand only once. */
static bool may_come_late(const tr_walk *walk, int depth) {
  if (depth == walk->depth && tr__loop_at(walk, depth)->most == 1) return true;
  return walk->levels[depth].taken == 1 && !tr__is_over(walk, depth);
}

void tr__walk_take_opener(tr_walk *walk, const tr_segment *segment, int depth,
                          tr__taken *taken) {
  tr_walk_level *level = &walk->levels[depth];
  const uint16_t index = tr__loop_at(walk, depth)->children[0].index;
  level->unopened = false;
  level->guesses = level->seen;
  level->child = 0;
  level->from = 1;
  tr__hierarchy_unmiss(walk, depth);
  if (tr__apart_take(walk, TR_WALK_DUE, level->loop, 0)) {
    tr__tell_astray(walk, segment, level->loop, true);
    walk->trouble = walk->position;
  } else {
    (void)tr__apart_take(walk, TR_WALK_OWED, level->loop, 0);
  }
  tr__stand_astray(taken,
                   tr__walk_spot(walk, level->loop, index, (unsigned)depth));
  taken->opened = depth;
}

static bool is_due(const tr_walk *walk, uint16_t loop) {
  for (unsigned i = 0; i < walk->apart_count; i++)
    if (walk->apart[i].state == TR_WALK_DUE && walk->apart[i].loop == loop &&
        walk->apart[i].child == 0)
      return true;
  return false;
}

/* An opener told missing that comes after all. */
static bool take_late_opener(tr_walk *walk, const tr_segment *segment,
                             tr__taken *taken) {
  for (int depth = walk->depth; depth > 0; depth--) {
    const tr_walk_level *level = &walk->levels[depth];
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    const tr_spec_segment *opener =
        &walk->spec->segments[loop->children[0].index];
    const bool due = is_due(walk, level->loop);
    if (level->unopened && opener->id == segment->id &&
        tr__keys_hold(opener, segment, TR__KEYS_EXACT) &&
        (due || may_come_late(walk, depth))) {
      tr__walk_take_opener(walk, segment, depth, taken);
      return true;
    }
    if (level->taken != 1 && !tr__apart_any(walk)) return false;
  }
  return false;
}

/* Whether an opener like that of the loop at hand can only be the same one: it
 * has a number or name of its own, as an HL, LX or CLM has, or no other may
 * follow. Two names in a row are two that lack what else they need. */
static bool is_one_thing(const tr_walk *walk) {
  const tr_walk_level *level = &walk->levels[walk->depth];
  const tr_spec_loop *loop = tr__loop_at(walk, walk->depth);
  if (walk->loops[level->loop].kind != TR__WALK_PLAIN) return true;
  if (walk->spec->segments[loop->children[0].index].key_count == 0) return true;
  return tr__is_full(walk, walk->depth - 1,
                     walk->levels[walk->depth - 1].child);
}

/* An opener sent twice: the loop it would close has nothing in it. */
static bool take_twin(tr_walk *walk, const tr_segment *segment,
                      tr__taken *taken) {
  const tr_walk_level *level = &walk->levels[walk->depth];
  const tr_spec_loop *loop = tr__loop_at(walk, walk->depth);
  const tr_spec_child *child = &loop->children[0];
  if (walk->depth == 0 || level->taken != 1 || level->unopened) return false;
  if (segment->id != walk->spec->segments[child->index].id) return false;
  const tr_walk_set lacking = tr__lacking(walk, walk->depth, loop->child_count);
  if (tr__set_is_empty(&lacking)) return false;
  if (!is_one_thing(walk)) return false;
  if (!tr__is_twin(walk, segment)) return false;
  tr__tell_excess(walk, segment, level->loop, child);
  walk->trouble = walk->position;
  tr__stand_astray(taken,
                   tr__walk_spot(walk, level->loop, child->index, walk->depth));
  taken->judge = false;
  return true;
}

static bool is_told_missing(const tr_walk_closed *closed, int child) {
  return child >= 0 && tr__set_has(&closed->told, (unsigned)child);
}

/* A segment told missing when its loop was closed by the segment before: the
 * two have changed places. */
static bool take_late(tr_walk *walk, const tr_segment *segment,
                      tr__taken *taken) {
  const tr__found found =
      tr__find_in_order(walk, segment->id, segment, TR__KEYS_FULL, NULL);
  if (found.depth >= 0) {
    const tr_walk_set lacking = tr__lacking(walk, found.depth, found.child);
    if (found.depth < walk->depth || tr__set_is_empty(&lacking)) return false;
  }
  for (unsigned i = 0; i < walk->closed_count; i++) {
    const tr_walk_closed *closed = &walk->closed[i];
    const int child =
        tr__find_child(walk->spec, closed->loop, segment, TR__KEYS_FULL);
    if (!is_told_missing(closed, child)) continue;
    const tr_spec_child *at = &walk->spec->loops[closed->loop].children[child];
    const uint16_t loop = at->is_loop ? at->index : closed->loop;
    const uint16_t index =
        at->is_loop ? walk->spec->loops[loop].children[0].index : at->index;
    const unsigned depth = closed->depth + (at->is_loop ? 1u : 0u);
    tr__stand_astray(taken, tr__walk_spot(walk, loop, index, depth));
    walk->closed_at = walk->trouble = walk->position;
    if (at->is_loop) {
      taken->spot.opens = true;
      walk->stray_since = walk->position;
      walk->stray = loop;
      walk->stray_depth = walk->stray_base = (uint8_t)depth;
    }
    const uint16_t owed = at->is_loop ? 0 : (uint16_t)child;
    (void)tr__apart_take(walk, TR_WALK_OWED, loop, owed);
    return true;
  }
  return false;
}

bool tr__walk_before(tr_walk *walk, const tr_segment *segment,
                     tr__taken *taken) {
  if (walk->stray >= 0 && take_stray(walk, segment, taken)) return true;
  if (take_late_opener(walk, segment, taken)) return true;
  if (walk->closed_lacking && take_late(walk, segment, taken)) return true;
  return segment->id == walk->last_id && take_twin(walk, segment, taken);
}
