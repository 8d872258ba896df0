/* Decides whether the opener of a loop is missing, and opens the loop without
 * it. */
#include "spec/elements_value.h"
#include "spec/walk_search.h"

#define NOWHERE ((tr__found){-1, 0})

/* How badly a segment fits a definition: elements it must not have, must have,
 * or that hold none of their codes. */
unsigned tr__misfit(const tr_segment *segment,
                    const tr_spec_segment *definition) {
  unsigned bad = 0;
  for (unsigned n = 1; n <= definition->element_count; n++) {
    const tr_spec_element *element = &definition->elements[n - 1];
    const tr_str value = tr_segment_element(segment, n);
    if (value.n == 0)
      bad += element->usage == TR_USAGE_REQUIRED;
    else if (element->usage == TR_USAGE_NOT_USED)
      bad++;
    else if (element->type != TR_TYPE_COMPOSITE)
      bad += !tr__value_listed(element, value);
  }
  return bad;
}

/* Whether something required is still to come before the loop could open. */
static bool is_early(const tr_walk *walk, tr__found at) {
  for (int depth = at.depth; depth <= walk->depth; depth++) {
    if (walk->levels[depth].doubtful) continue;
    const tr_walk_set lacking = tr__lacking(
        walk, depth,
        depth == at.depth ? at.child : tr__loop_at(walk, depth)->child_count);
    if (!tr__set_is_empty(&lacking)) return true;
  }
  return false;
}

/* Whether the loop itself requires something before the segment. */
static bool lacks_first(const tr__search *of, uint16_t loop) {
  const tr_spec *spec = of->walk->spec;
  const tr_spec_loop *in = &spec->loops[loop];
  const int first = tr__first_required(spec, loop);
  const int inner = tr__find_child(spec, loop, of->segment, TR__KEYS_FULL);
  return first >= 0 && first < inner &&
         tr__child_position(spec, &in->children[first]) <
             tr__child_position(spec, &in->children[inner]);
}

/* A missing opener must explain the segment: not where it would be one of two
 * things that lack. */
static tr__found find(const tr__search *of, tr__unopened which) {
  const tr_walk *walk = of->walk;
  const tr__found at = tr__find_unopened(walk, of->segment, which);
  if (at.depth < 0) return NOWHERE;
  const uint16_t loop = tr__child_at(walk, at)->index;
  const bool open =
      at.depth < walk->depth && tr__loop_index(walk, at.depth + 1) == loop;
  if (lacks_first(of, loop)) return NOWHERE;
  const tr_spec_child *child = tr__child_at(walk, at);
  /* of levels the HL above says whether they may follow */
  const bool known = tr__opener(walk->spec, child)->id == TR_CODE("HL")
                         ? tr__hierarchy_may_open(walk, at)
                         : tr__child_required(walk->spec, child);
  const bool doubted = open || !known || which == TR__UNOPENED_ANY;
  if (doubted && is_early(walk, at)) return NOWHERE;
  return at;
}

tr__found tr__find_first(const tr__search *of, tr__found astray) {
  const tr_spec *spec = of->walk->spec;
  const tr__found at = find(of, TR__UNOPENED_FIRST);
  if (at.depth < 0 || astray.depth < 0) return at;
  const uint16_t loop = tr__child_at(of->walk, at)->index;
  const int inner = tr__find_child(spec, loop, of->segment, TR__KEYS_FULL);
  const tr_spec_child *child = &spec->loops[loop].children[inner];
  return tr__misfit(of->segment, tr__opener(spec, child)) <
                 tr__misfit(of->segment, tr__definition_at(of->walk, astray))
             ? at
             : NOWHERE;
}

tr__found tr__find_due(const tr__search *of, tr__found astray) {
  const tr_walk *walk = of->walk;
  const tr__found due = find(of, TR__UNOPENED_REQUIRED);
  if (astray.depth == walk->depth) return NOWHERE;
  if (due.depth < 0 || tr__child_most(walk->spec, tr__child_at(walk, due)) != 1)
    return NOWHERE;
  if (astray.depth >= 0 && !tr__child_at(walk, astray)->is_loop &&
      (tr__child_required(walk->spec, tr__child_at(walk, astray)) ||
       walk->levels[astray.depth].child == astray.child + 1))
    return NOWHERE;
  return due;
}

tr__found tr__find_headless(const tr__search *of) {
  const tr__found at = find(of, TR__UNOPENED_REQUIRED);
  return at.depth >= 0 ? at : find(of, TR__UNOPENED_ANY);
}

/* Whether other loops after this one have the segment just as well. */
static bool is_one_of_many(const tr__search *of, tr__found at) {
  const tr_spec *spec = of->walk->spec;
  const tr_spec_loop *loop = tr__loop_at(of->walk, at.depth);
  if (tr__child_required(spec, &loop->children[at.child])) return false;
  for (unsigned i = at.child + 1u; i < loop->child_count; i++)
    if (loop->children[i].is_loop &&
        tr__find_child(spec, loop->children[i].index, of->segment,
                       TR__KEYS_FULL) >= 0)
      return true;
  return false;
}

/* The opener of a loop is missing: open the loop all the same. */
void tr__put_unopened(tr__search *of, tr__found at) {
  tr_walk *walk = of->walk;
  const tr_spec_child *child = tr__child_at(walk, at);
  const bool guessed = is_one_of_many(of, at);
  const int spare = tr__apart_spared(walk, tr__opener(walk->spec, child));
  if (spare >= 0) {
    tr__apart_drop(walk, spare); /* it was told where it stands */
    walk->explained = walk->position;
  } else if (!of->quiet && !of->follows) {
    tr__tell_missing(walk, tr__loop_index(walk, at.depth), child, true,
                     &walk->last, walk->position);
    tr__apart_add(walk, TR_WALK_OWED, child->index, 0);
  }
  walk->trouble = walk->unopened = walk->opened = walk->position;
  tr__walk_move(walk, at);
  const int depth = walk->depth;
  tr_walk_level *level = &walk->levels[depth];
  level->doubtful = level->unopened = true;
  level->guessed = guessed;
  level->taken = 0;
  tr__hierarchy_miss(walk, depth);
  const int inner =
      tr__find_child(walk->spec, level->loop, of->segment, TR__KEYS_FULL);
  const tr__found to = {depth, (uint16_t)inner};
  of->taken->spot = tr__walk_move(walk, to);
  of->taken->judge = true;
  if (of->taken->spot.opens) of->taken->opened = walk->depth;
  of->taken->spot.opens = true;
}
