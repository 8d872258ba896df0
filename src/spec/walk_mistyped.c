/* Takes a segment whose code is no code of its place for the likeliest of the
 * segments with its id. */
#include "spec/walk_search.h"

/* How many characters a value shares with the nearest code of a key. */
static unsigned likeness(const tr_spec_key *key, tr_str value) {
  unsigned best = 0;
  for (unsigned i = 0; i < key->codes->count; i++) {
    char code[TR_CODE_BYTES + 1];
    const size_t n = tr_code_text(key->codes->codes[i], code);
    unsigned same = 0;
    for (size_t k = 0; k < n && k < value.n; k++) same += code[k] == value.p[k];
    if (same > best) best = same;
  }
  return best;
}

/* How likely a mistyped segment is this child. */
static unsigned likelihood(const tr__search *of, tr__found at) {
  const tr_walk *walk = of->walk;
  const tr_spec_child *child = tr__child_at(walk, at);
  const tr_spec_segment *definition = tr__opener(walk->spec, child);
  unsigned likely = 1;
  if (tr__child_required(walk->spec, child) &&
      !tr__set_has(&walk->levels[at.depth].seen, at.child))
    likely += 1000;
  if (tr__hierarchy_is_parent(walk, of->segment, at.depth)) likely += 4000;
  if (!tr__is_full(walk, at.depth, at.child)) likely += 500;
  for (unsigned i = 0; i < definition->key_count; i++) {
    const tr_str value = tr__key_value(&definition->keys[i], of->segment);
    likely += 10 * likeness(&definition->keys[i], value);
  }
  return likely;
}

/* The likeliest of those with its id; all are counted. */
static tr__found find_likeliest(const tr__search *of, bool in_order,
                                unsigned *candidates) {
  const tr_walk *walk = of->walk;
  const bool level = of->segment->id == TR_CODE("HL");
  tr__found best = {-1, 0};
  unsigned most = 0;
  *candidates = 0;
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    const unsigned from = in_order ? walk->levels[depth].from : 1;
    for (unsigned i = from; i < loop->child_count; i++) {
      if (tr__opener(walk->spec, &loop->children[i])->id != of->segment->id)
        continue;
      const tr__found at = {depth, (uint16_t)i};
      const unsigned likely = likelihood(of, at);
      ++*candidates;
      if (likely <= most) continue;
      most = likely;
      best = at;
    }
    /* the inner loop decides, but for levels, which can stand in any */
    if (best.depth >= 0 && !level) return best;
  }
  return best;
}

/* Its keys fit a loop that is not open: it is no typing error. */
static bool is_displaced(const tr__search *of) {
  return tr__find_unopened(of->walk, of->segment, TR__UNOPENED_ANY).depth >= 0;
}

/* Whether something required is still to come before a child: a loop of a kind
 * that nobody knows does not end what is open. */
static bool is_early(const tr_walk *walk, tr__found at) {
  for (int depth = at.depth; depth <= walk->depth; depth++) {
    const tr_walk_set lacking = tr__lacking(
        walk, depth,
        depth == at.depth ? at.child : tr__loop_at(walk, depth)->child_count);
    if (!tr__set_is_empty(&lacking) && !walk->levels[depth].doubtful)
      return true;
  }
  return false;
}

/* The opener of a loop under no code of one, in the middle of another loop: it
 * is told, and nothing opens or closes. */
static void put_between(tr__search *of, uint16_t loop, unsigned depth) {
  tr_walk *walk = of->walk;
  const uint16_t index = walk->spec->loops[loop].children[0].index;
  const tr_spec_segment *definition = &walk->spec->segments[index];
  tr__tell_keys(walk, of->segment, loop, definition);
  walk->guessed = walk->position;
  tr__stand_astray(of->taken, tr__walk_spot(walk, loop, index, depth));
  of->taken->judge = definition->key_count == 0;
}

/* It may have been another one: what follows from that is not told. */
static void doubt_it(tr_walk *walk, tr__found at) {
  walk->guessed = walk->position;
  tr__set_add(&walk->levels[at.depth].guesses, at.child);
}

/* Whether its loop wants one, and has no other segment with its id. */
static bool is_sure(const tr_walk *walk, tr__found at) {
  const tr_spec_loop *loop = tr__loop_at(walk, at.depth);
  if (!tr__child_required(walk->spec, tr__child_at(walk, at)) ||
      tr__set_has(&walk->levels[at.depth].seen, at.child))
    return false;
  const tr_code id = tr__definition_at(walk, at)->id;
  for (unsigned i = 1; i < loop->child_count; i++)
    if (i != at.child && tr__opener(walk->spec, &loop->children[i])->id == id)
      return false;
  return true;
}

/* A segment whose keys fit nowhere stands in for its likeliest sibling. */
bool tr__put_mistyped(tr__search *of, bool in_order) {
  tr_walk *walk = of->walk;
  unsigned candidates;
  const tr__found at = find_likeliest(of, in_order, &candidates);
  if (at.depth < 0) return false;
  const tr_spec_child *child = tr__child_at(walk, at);
  const tr_spec_segment *definition = tr__opener(walk->spec, child);
  const bool damaged = (of->segment->flags & TR_SEGMENT_DAMAGED) != 0;
  uint64_t skip = 0;
  const uint16_t loop =
      child->is_loop ? child->index : tr__loop_index(walk, at.depth);
  tr__taken *taken = of->taken;
  const bool certain = candidates == 1 && in_order;
  const bool level = of->segment->id == TR_CODE("HL");
  if (child->is_loop && !damaged && !level && is_early(walk, at)) {
    put_between(of, loop, (unsigned)at.depth + 1);
    return true;
  }
  tr__walk_close(walk, at.depth < walk->depth && (child->is_loop || certain)
                           ? at.depth
                           : walk->depth);
  if (!damaged && !((of->quiet || of->follows) && is_displaced(of)))
    skip = tr__tell_keys(walk, of->segment, loop, definition);
  taken->spare = !certain;
  walk->trouble = walk->position;
  if (!certain || !is_sure(walk, at)) doubt_it(walk, at);
  if (certain) {
    taken->spot = tr__walk_move(walk, at);
    taken->spot.astray = true;
  } else if (child->is_loop) {
    taken->spot = tr__walk_open(walk, at);
    taken->spot.astray = true;
  } else {
    tr__stand_astray(taken, tr__walk_count(walk, at));
  }
  /* what has no key is told by its elements alone */
  taken->judge = (certain || definition->key_count == 0) && !damaged;
  taken->skip = skip;
  if (child->is_loop) {
    tr_walk_level *level = &walk->levels[walk->depth];
    level->doubtful = true;
    level->guessed = !certain;
    taken->opened = walk->depth;
  }
  return true;
}

/* Keys that are right but for blanks or small letters. */
bool tr__put_loose(tr__search *of) {
  tr_walk *walk = of->walk;
  const tr__found at = tr__find_in_order(walk, of->segment->id, of->segment,
                                         TR__KEYS_LOOSE, NULL);
  if (at.depth < 0) return false;
  of->taken->spot = tr__walk_move(walk, at);
  of->taken->judge = true;
  of->taken->skip = tr__tell_keys(
      walk, of->segment, (uint16_t)(of->taken->spot.loop - walk->spec->loops),
      of->taken->spot.segment);
  if (of->taken->spot.opens) of->taken->opened = walk->depth;
  return true;
}

/* In order but for the code in its first element, which is told as such. */
bool tr__put_plain(tr__search *of) {
  tr_walk *walk = of->walk;
  const tr__found at = tr__find_in_order(walk, of->segment->id, of->segment,
                                         TR__KEYS_EXACT, NULL);
  if (at.depth < 0) return false;
  tr__found loop = tr__find_first(of, at);
  if (loop.depth < 0) loop = tr__find_due(of, (tr__found){-1, 0});
  if (loop.depth >= 0) {
    tr__put_unopened(of, loop);
    return true;
  }
  const bool quiet = (of->quiet || of->follows) && is_displaced(of);
  if (!is_sure(walk, at)) doubt_it(walk, at);
  of->taken->spot = tr__walk_move(walk, at);
  of->taken->judge = !quiet;
  if (of->taken->spot.opens) of->taken->opened = walk->depth;
  return true;
}
