/* Finds the ways in which a segment that makes trouble may be taken, and takes
 * it in one of them. */
#include "spec/walk_ways.h"

/* Whether one that follows stands there twice: then it lacks nowhere. */
static bool is_doubled(const tr_walk *walk, unsigned i) {
  return i + 1 < walk->ahead_count &&
         tr_str_eq(walk->ahead[i].bytes, walk->ahead[i + 1].bytes);
}

/* ------------------------------------------------------------------- taking */

/* Required children of loops that the segment would close, or pass by, while
 * they stand further on. */
static void excuse(tr_walk *walk) {
  const tr__found at = walk->known;
  for (int depth = walk->depth; depth > at.depth && at.depth >= 0; depth--) {
    tr_walk_level *level = &walk->levels[depth];
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    if (level->doubtful) continue;
    const tr_walk_set lacking = tr__lacking(walk, depth, loop->child_count);
    if (tr__set_is_empty(&lacking)) continue;
    for (unsigned i = 1; i < loop->child_count; i++) {
      if (!tr__set_has(&lacking, i)) continue;
      const tr_spec_child *child = &loop->children[i];
      const tr_spec_segment *definition = tr__opener(walk->spec, child);
      for (unsigned k = 0; k < walk->ahead_count; k++) {
        const tr_segment *next = &walk->ahead[k];
        if (next->id != definition->id || is_doubled(walk, k) ||
            !tr__keys_hold(definition, next, TR__KEYS_FULL))
          continue;
        tr__set_add(&level->excused, i);
        tr__apart_add(walk, TR_WALK_DUE,
                      child->is_loop ? child->index : level->loop,
                      child->is_loop ? 0 : (uint16_t)i);
        break;
      }
    }
  }
}

/* Whether the order has passed by a loop that is not open. */
static bool is_behind(const tr_walk *walk, uint16_t loop) {
  const tr_spec *spec = walk->spec;
  for (;;) {
    const int parent = spec->loops[loop].parent;
    for (int depth = walk->depth; depth >= 0; depth--) {
      const tr_walk_level *level = &walk->levels[depth];
      if (level->loop != parent) continue;
      const tr_spec_loop *in = &spec->loops[parent];
      for (unsigned i = 1; i < level->from; i++)
        if (in->children[i].is_loop && in->children[i].index == loop)
          return true;
      return false;
    }
    if (parent < 0) return false;
    loop = (uint16_t)parent;
  }
}

/* The depth of the open loop that is around a loop; its path up to there. */
static int path_to(const tr_walk *walk, uint16_t loop, uint16_t *path,
                   unsigned *n) {
  *n = 0;
  for (int up = loop; up >= 0; up = walk->spec->loops[up].parent) {
    for (int depth = walk->depth; depth >= 0; depth--)
      if (walk->levels[depth].loop == up) return depth;
    path[(*n)++] = (uint16_t)up;
  }
  return 0;
}

static uint16_t child_of(const tr_spec_loop *in, uint16_t loop) {
  for (uint16_t i = 1; i < in->child_count; i++)
    if (in->children[i].is_loop && in->children[i].index == loop) return i;
  return 0;
}

/* Open a loop whose place in the open ones is behind, and with it those
 * between. */
static tr_spot open_again(tr_walk *walk, uint16_t loop) {
  uint16_t path[TR_SPEC_DEPTH];
  unsigned n;
  int depth = path_to(walk, loop, path, &n);
  tr_spot spot = tr__walk_spot(walk, loop, 0, 0);
  while (n > 0) {
    const tr__found at = {depth, child_of(tr__loop_at(walk, depth), path[--n])};
    tr__walk_back(walk, at);
    spot = tr__walk_move(walk, at);
    depth = walk->depth;
    if (n > 0) walk->levels[depth].doubtful = true;
  }
  return spot;
}

/* The opener of a loop whose other segments come later: they open it then. */
static void take_early(tr_walk *walk, const tr_segment *segment, tr__found at,
                       tr__taken *taken) {
  const uint16_t loop = tr__loop_at(walk, at.depth)->children[at.child].index;
  tr__tell_elsewhere(walk, segment, loop, true);
  walk->trouble = walk->position;
  taken->spare = true;
  tr__stand_astray(
      taken,
      tr__walk_spot(walk, loop, walk->spec->loops[loop].children[0].index,
                    (unsigned)at.depth + 1));
}

static void take_astray(tr_walk *walk, tr__search *of, const tr__way *way) {
  const tr__found at = way->at;
  const tr_spec_child *child = tr__child_at(walk, at);
  const uint16_t loop =
      child->is_loop ? child->index : tr__loop_index(walk, at.depth);
  if (tr__is_full(walk, at.depth, at.child))
    tr__tell_excess(walk, of->segment, tr__loop_index(walk, at.depth), child);
  else if (at.child >= walk->levels[at.depth].from)
    tr__tell_elsewhere(walk, of->segment, loop, child->is_loop);
  else
    tr__tell_astray(walk, of->segment, loop, child->is_loop);
  walk->trouble = walk->position;
  of->taken->spare = tr__set_has(&walk->levels[at.depth].seen, at.child) ||
                     !tr__child_required(walk->spec, child);
  if (way->kind == TR__WAY_OPEN) {
    tr__stand_astray(of->taken, tr__walk_open(walk, at));
    of->taken->opened = walk->depth;
    return;
  }
  if (way->kind == TR__WAY_BACK) tr__walk_back(walk, at);
  tr__stand_astray(of->taken, tr__walk_count(walk, at));
  if (!child->is_loop) return;
  of->taken->spot.opens = true;
  if (way->kind == TR__WAY_ASIDE) return;
  walk->stray_since = walk->position;
  walk->stray = child->index;
  walk->stray_depth = walk->stray_base = (uint8_t)(at.depth + 1);
}

void tr__way_take(tr_walk *walk, const tr_segment *segment, const tr__way *way,
                  tr__taken *taken) {
  tr__search of = {.walk = walk, .segment = segment, .taken = taken};
  of.full = walk->full;
  switch (way->kind) {
    case TR__WAY_DUE:
      excuse(walk);
      tr__walk_place(walk, segment, taken);
      break;
    case TR__WAY_PLACE:
      tr__walk_place(walk, segment, taken);
      break;
    case TR__WAY_EARLY:
      take_early(walk, segment, way->at, taken);
      break;
    case TR__WAY_ASIDE:
    case TR__WAY_BACK:
    case TR__WAY_WITH:
    case TR__WAY_OPEN:
      take_astray(walk, &of, way);
      break;
    case TR__WAY_AGAIN:
      tr__tell_astray(walk, segment, way->loop, true);
      walk->trouble = walk->position;
      tr__stand_astray(taken, open_again(walk, way->loop));
      taken->opened = walk->depth;
      break;
    case TR__WAY_APART:
    case TR__WAY_BESIDE:
      if (is_behind(walk, way->loop))
        tr__tell_astray(walk, segment, way->loop, way->child == 0);
      else
        tr__tell_elsewhere(walk, segment, way->loop, way->child == 0);
      taken->spare = true;
      tr__apart_put(walk, way->loop, way->child, way->kind == TR__WAY_BESIDE,
                    taken);
      break;
    case TR__WAY_UNOPENED_DUE:
      tr__apart_add(walk, TR_WALK_DUE, tr__child_at(walk, way->at)->index, 0);
      of.quiet = true;
      tr__put_unopened(&of, way->at);
      break;
    case TR__WAY_UNOPENED:
      tr__put_unopened(&of, way->at);
      break;
    case TR__WAY_OPENER:
      tr__walk_take_opener(walk, segment, way->at.depth, taken);
      break;
    case TR__WAY_SETTLE:
    case TR__WAY_SETTLE_BESIDE:
      tr__apart_settle(walk, segment, way->at.depth,
                       way->kind == TR__WAY_SETTLE_BESIDE, taken);
      break;
  }
}

/* ------------------------------------------------------------------ finding */

static void add(tr__ways *all, tr__way item) {
  if (all->count < TR__WAYS) all->items[all->count++] = item;
}

int tr__ways_late(const tr_walk *walk, const tr_segment *segment) {
  for (int depth = walk->depth; depth > 0; depth--) {
    const tr_spec_segment *opener =
        &walk->spec->segments[tr__loop_at(walk, depth)->children[0].index];
    if (walk->levels[depth].unopened && opener->id == segment->id &&
        tr__keys_hold(opener, segment, TR__KEYS_FULL))
      return depth;
  }
  return -1;
}

/* Out of order in the open loops. */
static void find_aside(const tr_walk *walk, const tr_segment *segment,
                       tr__ways *all) {
  for (int depth = walk->depth; depth >= 0; depth--) {
    const int child = tr__find_child(walk->spec, walk->levels[depth].loop,
                                     segment, TR__KEYS_FULL);
    if (child < 0) continue;
    const tr__found at = {depth, (uint16_t)child};
    const bool loop = tr__loop_at(walk, depth)->children[child].is_loop;
    add(all, (tr__way){.kind = TR__WAY_ASIDE, .at = at});
    if (!loop) {
      if (at.child < walk->levels[depth].from)
        add(all, (tr__way){.kind = TR__WAY_BACK, .at = at});
      continue;
    }
    if (segment->id != TR_CODE("HL"))
      add(all, (tr__way){.kind = TR__WAY_WITH, .at = at});
    if (walk->known.depth == depth && walk->known.child == at.child)
      add(all, (tr__way){.kind = TR__WAY_EARLY, .at = at});
    if (at.child < walk->levels[depth].from)
      add(all, (tr__way){.kind = TR__WAY_OPEN, .at = at});
  }
}

static bool is_open(const tr_walk *walk, uint16_t loop) {
  for (int depth = walk->depth; depth >= 0; depth--)
    if (walk->levels[depth].loop == loop) return true;
  return false;
}

/* Whether a loop, or one around it that is not open, is a hierarchical level:
 * that is too much to stand beside what is open. */
static bool holds_level(const tr_walk *walk, int loop) {
  for (; loop > 0 && !is_open(walk, (uint16_t)loop);
       loop = walk->spec->loops[loop].parent) {
    const uint16_t index = walk->spec->loops[loop].children[0].index;
    if (walk->spec->segments[index].id == TR_CODE("HL")) return true;
  }
  return false;
}

/* How far a loop is from the one that is open: those that may follow are
 * near. */
static unsigned distance(const tr_walk *walk, uint16_t loop) {
  const tr_spec *spec = walk->spec;
  const int parent = spec->loops[loop].parent;
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_walk_level *level = &walk->levels[depth];
    if (level->loop != parent) continue;
    const tr_spec_loop *in = &spec->loops[parent];
    for (unsigned i = level->from; i < in->child_count; i++)
      if (in->children[i].is_loop && in->children[i].index == loop)
        return (unsigned)(walk->depth - depth);
  }
  const int far = loop - walk->levels[walk->depth].loop;
  return TR_SPEC_DEPTH + (unsigned)(far < 0 ? -far : far);
}

/* In the loop of the guide that has it and is nearest to the one open. */
static void find_apart(const tr_walk *walk, const tr_segment *segment,
                       tr__ways *all) {
  const tr_spec *spec = walk->spec;
  tr__way best = {.kind = TR__WAY_APART};
  unsigned least = UINT32_MAX;
  for (uint16_t i = 1; i < spec->loop_count; i++) {
    const tr_spec_loop *loop = &spec->loops[i];
    for (uint16_t c = 0; c < loop->child_count; c++) {
      if (loop->children[c].is_loop) continue;
      const tr_spec_segment *definition =
          &spec->segments[loop->children[c].index];
      if (definition->id != segment->id || is_open(walk, i) ||
          !tr__keys_hold(definition, segment, TR__KEYS_FULL))
        continue;
      const unsigned bad = tr__misfit(segment, definition) * 2 * TR_WALK_LOOPS +
                           distance(walk, i);
      if (bad >= least) continue;
      least = bad;
      best.loop = i;
      best.child = c;
    }
  }
  if (least == UINT32_MAX) return;
  add(all, best);
  const bool level = holds_level(walk, best.loop);
  best.kind = TR__WAY_AGAIN;
  if (best.child == 0 && !level && is_behind(walk, best.loop)) add(all, best);
  best.kind = TR__WAY_BESIDE;
  if (!level) add(all, best);
}

/* @return How many segments on an opener comes; or -1. */
static int comes(const tr_walk *walk, const tr_spec_segment *opener) {
  for (unsigned i = 0; i < walk->ahead_count; i++)
    if (walk->ahead[i].id == opener->id && !is_doubled(walk, i) &&
        tr__keys_hold(opener, &walk->ahead[i], TR__KEYS_FULL))
      return (int)i;
  return -1;
}

/* In a loop that may follow and lacks its opener, or has it too late. */
static void find_unopened(const tr_walk *walk, const tr_segment *segment,
                          tr__ways *near, tr__ways *far) {
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    for (unsigned i = walk->levels[depth].from; i < loop->child_count; i++) {
      const tr__found at = {depth, (uint16_t)i};
      const tr_spec_child *child = &loop->children[i];
      if (!child->is_loop || tr__is_full(walk, depth, i)) continue;
      const int inner =
          tr__find_child(walk->spec, child->index, segment, TR__KEYS_FULL);
      if (inner < 0) continue;
      const int next = comes(walk, tr__opener(walk->spec, child));
      /* two neighbours that have changed places; one further on may be that of
       * another such loop */
      const bool swapped =
          next == 0 && !walk->spec->loops[child->index].children[inner].is_loop;
      if (swapped) add(near, (tr__way){.kind = TR__WAY_UNOPENED_DUE, .at = at});
      add(far, (tr__way){.kind = TR__WAY_UNOPENED, .at = at});
      if (next >= 0 && !swapped)
        add(far, (tr__way){.kind = TR__WAY_UNOPENED_DUE, .at = at});
    }
  }
}

void tr__ways_find(const tr_walk *walk, const tr_segment *segment,
                   tr__ways *all) {
  tr__ways far = {.count = 0};
  add(all, (tr__way){.kind = TR__WAY_PLACE});
  add(all, (tr__way){.kind = TR__WAY_DUE});
  const int late = tr__ways_late(walk, segment);
  if (late >= 0) add(all, (tr__way){.kind = TR__WAY_OPENER, .at = {late, 0}});
  const int apart = tr__apart_find(walk, segment);
  if (apart >= 0) {
    add(all, (tr__way){.kind = TR__WAY_SETTLE, .at = {apart, 0}});
    add(all, (tr__way){.kind = TR__WAY_SETTLE_BESIDE, .at = {apart, 0}});
  }
  find_unopened(walk, segment, all, &far);
  find_aside(walk, segment, all);
  find_apart(walk, segment, all);
  for (unsigned i = 0; i < far.count; i++) add(all, far.items[i]);
}
