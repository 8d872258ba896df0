/* Decides what to make of a segment that no open loop takes in order: it is out
 * of order, too many, mistyped, unknown, or what should stand before it is
 * missing. One fault is told, and none that follows from it. */
#include "spec/walk_search.h"

/* A place without a definition: the segment is passed over. */
static void pass_over(const tr_walk *walk, tr__taken *taken) {
  taken->spot = (tr_spot){.loop = tr__loop_at(walk, walk->depth),
                          .astray = true,
                          .depth = walk->depth,
                          .position = walk->position};
}

/* ------------------------------------------------------------- what is told */

/* Out of order, or of a loop that the last segment closed. */
static void put_astray(tr__search *of, uint16_t loop, bool opens) {
  if (!of->quiet) tr__tell_astray(of->walk, of->segment, loop, opens);
  of->walk->trouble = of->walk->position;
}

static void tell_excess(tr__search *of, tr__found at) {
  tr_walk *walk = of->walk;
  const tr_spec_child *child = tr__child_at(walk, at);
  const unsigned most = tr__limit(walk, at.depth, at.child);
  walk->trouble = walk->position;
  of->taken->spare = !of->quiet && !tr__is_twin(walk, of->segment);
  if (!of->quiet && walk->levels[at.depth].counts[at.child] == most)
    tr__tell_excess(walk, of->segment, tr__loop_index(walk, at.depth), child);
}

/* Too many, but in order. */
static void put_excess(tr__search *of) {
  tell_excess(of, of->full);
  of->taken->spot = tr__walk_move(of->walk, of->full);
  of->taken->judge = true;
  if (of->taken->spot.opens) of->taken->opened = of->walk->depth;
}

/* Whether what is open inside a loop goes on after a loop out of order: it has
 * loops of its own, as a claim or a line has, or lacks something yet. */
static bool goes_on(const tr_walk *walk, int depth) {
  for (int d = walk->depth; d > depth; d--) {
    const tr_walk_set lacking =
        tr__lacking(walk, d, tr__loop_at(walk, d)->child_count);
    if (walk->loops[walk->levels[d].loop].holds_loops ||
        !tr__set_is_empty(&lacking))
      return true;
  }
  return false;
}

/* To its loop, without closing or opening what the order would. */
static void put_aside(tr__search *of, tr__found at) {
  tr_walk *walk = of->walk;
  const tr_spec_child *child = tr__child_at(walk, at);
  if (!child->is_loop) {
    tr__stand_astray(of->taken, tr__walk_count(walk, at));
    if (tr__first_required(walk->spec, tr__loop_index(walk, at.depth)) ==
        at.child)
      tr__walk_restart(walk, at);
    return;
  }
  if (!goes_on(walk, at.depth)) {
    tr__stand_astray(of->taken, tr__walk_open(walk, at));
    of->taken->opened = walk->depth;
    return;
  }
  tr__stand_astray(of->taken, tr__walk_count(walk, at));
  of->taken->spot.opens = true;
  walk->stray_since = walk->position;
  walk->stray = child->index;
  walk->stray_depth = walk->stray_base = (uint8_t)(at.depth + 1);
}

/* ----------------------------------------------------------------- searches */

/* The segment at hand repeats the one before it. */
static bool is_again(const tr__search *of) {
  const tr_walk *walk = of->walk;
  const tr__found at = of->full;
  if (at.depth < 0 || walk->levels[at.depth].child != at.child) return false;
  if (!tr__child_at(walk, at)->is_loop) return at.depth == walk->depth;
  return at.depth + 1 == walk->depth && walk->levels[walk->depth].taken == 1;
}

/* A child of the loop that the segment before has closed. */
static bool put_behind(tr__search *of) {
  tr_walk *walk = of->walk;
  if (walk->closed_at + 1 != walk->position) return false;
  for (unsigned i = 0; i < walk->closed_count; i++) {
    tr_walk_closed *closed = &walk->closed[i];
    const tr_spec_loop *loop = &walk->spec->loops[closed->loop];
    const int child =
        tr__find_child(walk->spec, closed->loop, of->segment, TR__KEYS_FULL);
    if (child < 0 || loop->children[child].is_loop ||
        tr__set_has(&closed->seen, (unsigned)child) ||
        tr__misfit(of->segment,
                   tr__opener(walk->spec, &loop->children[child])) > 0)
      continue;
    walk->closed_at = walk->position;
    put_astray(of, closed->loop, false);
    tr__set_add(&closed->seen, (unsigned)child);
    tr__stand_astray(of->taken,
                     tr__walk_spot(walk, closed->loop,
                                   loop->children[child].index, closed->depth));
    return true;
  }
  return false;
}

bool tr__walk_hasty(tr_walk *walk, const tr_segment *segment, tr__found found,
                    tr__taken *taken) {
  const tr_walk_set lacking = tr__lacking(walk, found.depth, found.child);
  if (tr__set_is_empty(&lacking)) return false;
  tr__search of = {.walk = walk, .segment = segment, .taken = taken};
  const unsigned bad = tr__misfit(segment, tr__definition_at(walk, found));
  if (bad == 0) return false;
  for (int depth = found.depth - 1; depth >= 0; depth--) {
    const int child = tr__find_child(walk->spec, tr__loop_index(walk, depth),
                                     segment, TR__KEYS_FULL);
    if (child < 0) continue;
    const tr__found at = {depth, (uint16_t)child};
    if (tr__is_full(walk, depth, at.child) ||
        tr__misfit(segment, tr__definition_at(walk, at)) >= bad)
      return false;
    const bool opens = tr__child_at(walk, at)->is_loop;
    put_astray(
        &of,
        opens ? tr__child_at(walk, at)->index : tr__loop_index(walk, depth),
        opens);
    put_aside(&of, at);
    return true;
  }
  return false;
}

/* Whether a hierarchical level ends between two depths: what belongs above it
 * does not stray into it. */
static bool crosses_level(const tr_walk *walk, int outer, int inner) {
  for (int depth = outer + 1; depth <= inner; depth++)
    if (walk->loops[walk->levels[depth].loop].kind == TR__WALK_LEVEL)
      return true;
  return false;
}

/* Whether it fits no worse in order, but for the code that tells it from
 * others: the place out of order does not explain it either. */
static bool is_rather_mistyped(const tr__search *of, tr__found astray) {
  const tr_walk *walk = of->walk;
  const tr_segment *segment = of->segment;
  const tr__found at =
      tr__find_in_order(walk, segment->id, segment, TR__KEYS_ANY, NULL);
  const unsigned bad = tr__misfit(segment, tr__definition_at(walk, astray));
  if (at.depth < 0) return false;
  const tr_walk_set lacking = tr__lacking(walk, at.depth, at.child);
  if (crosses_level(walk, astray.depth, at.depth) &&
      tr__set_is_empty(&lacking) &&
      !tr__set_has(&walk->levels[at.depth].seen, at.child))
    return tr__misfit(segment, tr__definition_at(walk, at)) <= bad + 1;
  return bad > 0 && tr__misfit(segment, tr__definition_at(walk, at)) <= bad;
}

/* Whether it has what its definition does not use: its place is a guess. */
static bool has_unused(const tr_segment *segment,
                       const tr_spec_segment *definition) {
  for (unsigned n = 1; n <= definition->element_count; n++)
    if (definition->elements[n - 1].usage == TR_USAGE_NOT_USED &&
        tr_segment_element(segment, n).n > 0)
      return true;
  return false;
}

/* Out of order in an open loop. */
static bool put_out_of_order(tr__search *of, tr__found any) {
  const tr_walk *walk = of->walk;
  if (any.depth < 0 || tr__is_full(walk, any.depth, any.child)) return false;
  if (of->full.depth >= any.depth) return false;
  if (is_rather_mistyped(of, any))
    return tr__put_plain(of) || tr__put_loose(of) || tr__put_mistyped(of, true);
  tr__found loop = tr__find_first(of, any);
  if (loop.depth < 0) loop = tr__find_due(of, any);
  if (loop.depth >= 0) {
    tr__put_unopened(of, loop);
    return true;
  }
  const tr_spec_child *child = tr__child_at(walk, any);
  put_astray(of,
             child->is_loop ? child->index : tr__loop_index(walk, any.depth),
             child->is_loop);
  put_aside(of, any);
  if (has_unused(of->segment, of->taken->spot.segment))
    of->taken->judge = false;
  return true;
}

/* Whether a loop further in has it in order under another code. */
static bool is_of_inner(const tr__search *of, tr__found any) {
  return tr__find_in_order(of->walk, of->segment->id, of->segment, TR__KEYS_ANY,
                           NULL)
             .depth > any.depth;
}

/* Whether it stands in the middle of a loop that it does not belong to. */
static bool is_between(const tr_walk *walk, tr__found any) {
  if (any.depth >= walk->depth) return false;
  const tr_walk_set lacking = tr__lacking(
      walk, walk->depth, tr__loop_at(walk, walk->depth)->child_count);
  return !tr__set_is_empty(&lacking);
}

/* Too many of it, unless it is the first sign of a loop that must follow. */
static bool put_too_many(tr__search *of, tr__found any) {
  if (of->full.depth < 0 && any.depth < 0) return false;
  const tr__found loop = tr__find_due(of, (tr__found){-1, 0});
  if (loop.depth >= 0) {
    tr__put_unopened(of, loop);
  } else if (of->full.depth >= 0) {
    put_excess(of);
  } else if (is_of_inner(of, any)) {
    return tr__put_mistyped(of, true);
  } else if (is_between(of->walk, any)) {
    put_astray(of, tr__loop_index(of->walk, any.depth), false);
    put_aside(of, any);
  } else {
    tell_excess(of, any);
    put_aside(of, any);
  }
  return true;
}

/* The opener of a loop that may follow was left out, or a key is mistyped. */
static bool put_new(tr__search *of) {
  tr_walk *walk = of->walk;
  const tr_segment *segment = of->segment;
  const bool damaged = (segment->flags & TR_SEGMENT_DAMAGED) != 0;
  tr__found at = tr__find_first(of, (tr__found){-1, 0});
  const tr__found like =
      tr__find_in_order(walk, segment->id, segment, TR__KEYS_ANY, NULL);
  if (at.depth < 0) at = tr__find_due(of, (tr__found){-1, 0});
  if (at.depth < 0 && like.depth < 0) at = tr__find_headless(of);
  if (at.depth >= 0 && !damaged) {
    tr__put_unopened(of, at);
    return true;
  }
  return (like.depth >= 0 && tr__put_mistyped(of, true)) ||
         tr__put_mistyped(of, false);
}

/* The id is malformed, which the reader has told; in capitals it may do. */
static void put_malformed(tr__search *of) {
  tr_walk *walk = of->walk;
  char id[3];
  const tr_str text = tr_segment_element(of->segment, 0);
  walk->unknown = walk->position;
  pass_over(walk, of->taken);
  if (text.n == 0 || text.n > sizeof id) return;
  for (size_t i = 0; i < text.n; i++)
    id[i] = text.p[i] >= 'a' && text.p[i] <= 'z' ? (char)(text.p[i] - 32)
                                                 : text.p[i];
  const tr_code code = tr_code_pack((tr_str){id, text.n});
  /* but for a loop that it opens, the walk stays where it is */
  const tr__found at =
      tr__find_in_order(walk, code, of->segment, TR__KEYS_EXACT, NULL);
  if (at.depth < 0 || !tr__child_at(walk, at)->is_loop) return;
  walk->unknown = 0;
  of->taken->spot = tr__walk_move(walk, at);
  of->taken->spot.astray = true;
  if (of->taken->spot.opens) of->taken->opened = walk->depth;
}

void tr__walk_astray(tr_walk *walk, const tr_segment *segment, tr__found full,
                     tr__taken *taken) {
  const uint32_t before = walk->position - 1;
  tr__search of = {
      .walk = walk,
      .segment = segment,
      .taken = taken,
      .full = full,
      .quiet = walk->trouble == before || walk->unknown == before ||
               walk->guessed == before,
      .follows = walk->trouble > walk->opened || walk->unknown > walk->opened};
  if (segment->flags & TR_SEGMENT_BAD_ID) {
    put_malformed(&of);
    return;
  }
  if (walk->levels[walk->depth].guessed) {
    pass_over(walk, taken);
    return;
  }
  if (is_again(&of)) {
    put_excess(&of);
    return;
  }
  const tr__found repeat = tr__find_repeat(walk, segment);
  if (repeat.depth >= 0) {
    tr__put_unopened(&of, repeat);
    return;
  }
  if (put_behind(&of)) return;
  const tr__found any = tr__find_anywhere(walk, segment);
  if (put_out_of_order(&of, any) || tr__put_plain(&of) || tr__put_loose(&of) ||
      put_too_many(&of, any) || put_new(&of))
    return;
  pass_over(walk, taken);
  walk->unknown = walk->position;
  taken->spare = true;
  if (!(segment->flags & TR_SEGMENT_OVERSIZE)) tr__tell_unknown(walk, segment);
}
