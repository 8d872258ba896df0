/* Moves through the loops of a guide: opens, counts and closes them, and tells
 * what they lack when they close. */
#include "spec/walk.h"

#include <assert.h>
#include <stddef.h>

#include "spec/elements.h"
#include "spec/walk_parts.h"

#define ID2(a, b) ((tr_code)(a) << 56 | (tr_code)(b) << 48)
#define ID3(a, b, c) (ID2(a, b) | (tr_code)(c) << 40)

static const tr_code HL = ID2('H', 'L');
static const tr_code LX = ID2('L', 'X');
static const tr_code SE = ID2('S', 'E');
static const tr_code ST = ID2('S', 'T');
static const tr_code LINE = ID3('2', '4', '0') | (tr_code)'0' << 32;

/* ------------------------------------------------------------------- lookup */

const tr_walk_loop *tr__walk_lookup(tr_walk *walk, uint16_t loop) {
  tr_walk_loop *made = &walk->loops[loop];
  if (made->made) return made;
  const tr_spec *spec = walk->spec;
  const tr_spec_loop *in = &spec->loops[loop];
  memset(made, 0, sizeof *made);
  made->made = true;
  for (unsigned i = 1; i < in->child_count; i++) {
    const tr_spec_child *child = &in->children[i];
    made->ids |= tr__id_bit(tr__opener(spec, child)->id);
    made->holds_loops = made->holds_loops || child->is_loop;
    if (!tr__child_required(spec, child)) continue;
    tr__set_add(&made->required, i);
    if (made->first == 0) made->first = (uint8_t)i;
  }
  const tr_code opener = tr__opener(spec, &in->children[0])->id;
  if (opener == HL)
    made->kind = TR__WALK_LEVEL;
  else if (opener == LX && in->code == LINE)
    made->kind = TR__WALK_LINE;
  else
    made->kind = TR__WALK_PLAIN;
  return made;
}

/* -------------------------------------------------------------------- moves */

static void open_level(tr_walk *walk, int depth, uint16_t loop) {
  assert(depth < TR_SPEC_DEPTH);
  tr__walk_lookup(walk, loop);
  tr_walk_level *level = &walk->levels[depth];
  memset(level, 0, offsetof(tr_walk_level, counts));
  level->loop = loop;
  level->from = 1;
  level->taken = 1;
  tr__set_add(&level->seen, 0);
  level->counts[0] = 1;
  walk->depth = (uint8_t)depth;
}

static void count(tr_walk_level *level, unsigned child) {
  if (!tr__set_has(&level->seen, child)) {
    tr__set_add(&level->seen, child);
    level->counts[child] = 1;
  } else if (level->counts[child] < UINT16_MAX) {
    level->counts[child]++;
  }
}

tr_spot tr__walk_spot(const tr_walk *walk, uint16_t loop, uint16_t segment,
                      unsigned depth) {
  return (tr_spot){.segment = &walk->spec->segments[segment],
                   .loop = &walk->spec->loops[loop],
                   .depth = (uint8_t)depth,
                   .position = walk->position};
}

/* What may follow a child in order: it and those of its position, and all after
 * them. */
static uint16_t first_of_position(const tr_spec *spec, const tr_spec_loop *loop,
                                  unsigned child) {
  const uint16_t position = tr__child_position(spec, &loop->children[child]);
  while (child > 1 &&
         tr__child_position(spec, &loop->children[child - 1]) == position)
    child--;
  return (uint16_t)child;
}

/* A child that was told out of its place does not lack. */
static bool is_spared(tr_walk *walk, tr_walk_level *level, unsigned child) {
  const tr_spec *spec = walk->spec;
  const int spare = tr__apart_spared(
      walk, tr__opener(spec, &spec->loops[level->loop].children[child]));
  if (spare < 0) return false;
  tr__apart_drop(walk, spare);
  tr__set_add(&level->excused, child);
  return true;
}

/* Required children that the order has passed by: whether they lack is known
 * only when the loop closes, their place is known now. */
static void pass_by(tr_walk *walk, int depth, unsigned to) {
  tr_walk_level *level = &walk->levels[depth];
  const tr_walk_set lacking = tr__lacking(walk, depth, to);
  if (tr__set_is_empty(&lacking)) return;
  for (unsigned i = 0; i < to; i++) {
    if (!tr__set_has(&lacking, i) || tr__set_has(&level->gaps, i)) continue;
    if (tr__apart_any(walk) && is_spared(walk, level, i)) continue;
    tr__set_add(&level->gaps, i);
    if (walk->gap_count == TR_WALK_GAPS) continue;
    walk->gaps[walk->gap_count++] = (tr_walk_gap){.end = walk->last,
                                                  .position = walk->position,
                                                  .child = (uint16_t)i,
                                                  .depth = (uint8_t)depth};
  }
}

/* The segment before was unknown: it may have been the required child that
 * would stand between the last one and this. */
static void forgive(tr_walk *walk, int depth, unsigned to) {
  tr_walk_level *level = &walk->levels[depth];
  const tr_walk_set lacking = tr__lacking(walk, depth, to);
  for (unsigned i = level->child; i < to; i++) {
    if (!tr__set_has(&lacking, i) || tr__set_has(&level->gaps, i)) continue;
    walk->forgiving = false;
    walk->unknown = 0;
    tr__set_add(&level->excused, i);
    return;
  }
}

static tr_spot enter(tr_walk *walk, tr__found to) {
  const tr_walk_level *level = &walk->levels[to.depth];
  const tr_spec_child *child =
      &walk->spec->loops[level->loop].children[to.child];
  if (!child->is_loop)
    return tr__walk_spot(walk, level->loop, child->index, (unsigned)to.depth);
  open_level(walk, to.depth + 1, child->index);
  const uint16_t opener = walk->spec->loops[child->index].children[0].index;
  tr_spot spot = tr__walk_spot(walk, child->index, opener, walk->depth);
  spot.opens = true;
  return spot;
}

tr_spot tr__walk_move(tr_walk *walk, tr__found to) {
  if (walk->depth > to.depth) tr__walk_close(walk, to.depth);
  walk->stray = -1;
  tr_walk_level *level = &walk->levels[to.depth];
  if (to.child != level->child) {
    if (walk->forgiving) forgive(walk, to.depth, to.child);
    level->from = first_of_position(walk->spec, &walk->spec->loops[level->loop],
                                    to.child);
    if (!walk->sound) pass_by(walk, to.depth, level->from);
    level->child = to.child;
  }
  count(level, to.child);
  if (level->taken < UINT16_MAX) level->taken++;
  return enter(walk, to);
}

tr_spot tr__walk_open(tr_walk *walk, tr__found to) {
  if (walk->depth > to.depth) tr__walk_close(walk, to.depth);
  walk->stray = -1;
  tr_walk_level *level = &walk->levels[to.depth];
  count(level, to.child);
  const tr_spec_loop *loop = tr__loop_at(walk, to.depth);
  /* more of them are no surprise */
  if (tr__child_most(walk->spec, &loop->children[to.child]) != 1) {
    level->child = to.child;
    level->from = first_of_position(walk->spec, loop, to.child);
  }
  return enter(walk, to);
}

tr_spot tr__walk_count(tr_walk *walk, tr__found to) {
  tr_walk_level *level = &walk->levels[to.depth];
  const tr_spec_child *child =
      &walk->spec->loops[level->loop].children[to.child];
  count(level, to.child);
  uint16_t loop = level->loop, segment = child->index;
  unsigned depth = (unsigned)to.depth;
  if (child->is_loop) {
    loop = child->index;
    segment = walk->spec->loops[loop].children[0].index;
    depth++;
  }
  return tr__walk_spot(walk, loop, segment, depth);
}

void tr__walk_restart(tr_walk *walk, tr__found at) {
  tr_walk_level *level = &walk->levels[at.depth];
  const tr_walk_loop *loop = &walk->loops[level->loop];
  for (unsigned i = 0; i < TR_SPEC_CHILDREN / 64; i++)
    level->seen.bits[i] &= loop->required.bits[i];
  tr__set_add(&level->seen, 0);
  level->child = at.child;
  level->from =
      first_of_position(walk->spec, &walk->spec->loops[level->loop], at.child);
}

void tr__walk_back(tr_walk *walk, tr__found at) {
  if (walk->depth > at.depth) tr__walk_close(walk, at.depth);
  tr_walk_level *level = &walk->levels[at.depth];
  level->child = at.child;
  level->from =
      first_of_position(walk->spec, &walk->spec->loops[level->loop], at.child);
}

/* ------------------------------------------------------------------ closing */

static tr_walk_gap gap_of(const tr_walk *walk, int depth, unsigned child) {
  for (unsigned i = 0; i < walk->gap_count; i++)
    if (walk->gaps[i].depth == depth && walk->gaps[i].child == child)
      return walk->gaps[i];
  return (tr_walk_gap){.end = walk->last, .position = walk->position};
}

static void forget_gaps(tr_walk *walk, int depth) {
  unsigned kept = 0;
  for (unsigned i = 0; i < walk->gap_count; i++)
    if (walk->gaps[i].depth < depth) walk->gaps[kept++] = walk->gaps[i];
  walk->gap_count = (uint8_t)kept;
}

/* A level with nothing in it: that it lacks anything is one fault. */
static bool is_hollow(const tr_walk *walk, int depth) {
  const tr_walk_level *level = &walk->levels[depth];
  return level->taken == 1 && !level->unopened &&
         walk->loops[level->loop].kind == TR__WALK_LEVEL;
}

/* Tell what a loop lacks. @return The children told. */
static tr_walk_set tell_lacking(tr_walk *walk, int depth) {
  tr_walk_level *level = &walk->levels[depth];
  const tr_spec_loop *loop = &walk->spec->loops[level->loop];
  tr_walk_set told = {{0}};
  if (level->doubtful || walk->sound) return told;
  const tr_walk_set lacking = tr__lacking(walk, depth, loop->child_count);
  if (tr__set_is_empty(&lacking)) return told;
  for (unsigned i = 1; i < loop->child_count; i++) {
    if (!tr__set_has(&lacking, i)) continue;
    if (walk->forgiving && !tr__set_has(&level->gaps, i)) {
      walk->forgiving = false;
      walk->unknown = 0;
      continue;
    }
    const tr_spec_child *child = &loop->children[i];
    if (tr__apart_any(walk) && is_spared(walk, level, i)) continue;
    const tr_walk_gap gap = gap_of(walk, depth, i);
    tr__tell_missing(walk, level->loop, child, false, &gap.end, gap.position);
    tr__set_add(&told, i);
    tr__apart_add(walk, TR_WALK_OWED,
                  child->is_loop ? child->index : level->loop,
                  child->is_loop ? 0 : (uint16_t)i);
    if (is_hollow(walk, depth)) break;
  }
  return told;
}

static void close_level(tr_walk *walk, int depth) {
  const tr_walk_level *level = &walk->levels[depth];
  const tr_walk_set told = tell_lacking(walk, depth);
  if (walk->closed_count < TR_WALK_CLOSED) {
    tr_walk_closed *closed = &walk->closed[walk->closed_count++];
    closed->loop = level->loop;
    closed->depth = (uint8_t)depth;
    closed->seen = level->seen;
    closed->told = told;
    if (!tr__set_is_empty(&told)) walk->closed_lacking = true;
  }
  tr__hierarchy_close(walk, depth,
                      !tr__set_is_empty(&told) && is_hollow(walk, depth));
  if (walk->gap_count > 0) forget_gaps(walk, depth);
}

void tr__walk_close(tr_walk *walk, int depth) {
  if (walk->closed_at != walk->position) {
    walk->closed_at = walk->position;
    walk->closed_count = 0;
    walk->closed_lacking = false;
  }
  for (int d = walk->depth; d > depth; d--) close_level(walk, d);
  walk->depth = (uint8_t)depth;
}

/* ----------------------------------------------------------------- segments */

void tr_walk_begin(tr_walk *walk, const tr_spec *spec, tr_fault_fn *fault,
                   void *context) {
  assert(spec->loop_count > 0 && spec->loop_count <= TR_WALK_LOOPS);
  memset(walk, 0, offsetof(tr_walk, closed));
  memset(walk->loops, 0, spec->loop_count * sizeof walk->loops[0]);
  walk->spec = spec;
  walk->fault = fault;
  walk->context = context;
  walk->stray = -1;
  tr__hierarchy_begin(walk);
  open_level(walk, 0, 0);
}

/* ST: what its first and third element say is the envelope's business, and so
 * are the figures of SE. */
static uint64_t judged_by_envelope(tr_code id) {
  if (id == ST) return 1U << 1 | 1U << 3;
  return id == SE ? 1U << 1 | 1U << 2 : 0;
}

static bool is_quick(const tr_walk *walk, const tr_segment *segment) {
  return segment->id != walk->last_id && walk->stray < 0 &&
         !tr__apart_any(walk) && !walk->closed_lacking &&
         !walk->levels[walk->depth].unopened &&
         (walk->unopened == 0 || walk->unopened + 1 != walk->position);
}

void tr__walk_place(tr_walk *walk, const tr_segment *segment,
                    tr__taken *taken) {
  if (!is_quick(walk, segment) && tr__walk_before(walk, segment, taken)) return;
  if (walk->known_at != walk->position)
    walk->known = tr__find_in_order(walk, segment->id, segment, TR__KEYS_FULL,
                                    &walk->full);
  const tr__found found = walk->known;
  if (found.depth < 0) {
    const int apart = tr__apart_any(walk) ? tr__apart_find(walk, segment) : -1;
    if (apart >= 0) {
      tr__apart_settle(walk, segment, apart, true, taken);
      return;
    }
    tr__walk_astray(walk, segment, walk->full, taken);
    return;
  }
  if (found.depth == walk->depth && walk->levels[found.depth].taken == 1 &&
      tr__walk_hasty(walk, segment, found, taken))
    return;
  walk->sound = walk->sound_at == walk->position;
  taken->spot = tr__walk_move(walk, found);
  walk->sound = false;
  taken->judge = true;
  tr_walk_level *level = &walk->levels[found.depth];
  if (walk->loops[level->loop].first == found.child)
    level->first = tr_code_pack(tr_segment_element(segment, 1));
  if (taken->spot.opens) taken->opened = walk->depth;
}

/* @return Bit n: a fault of element n was told. */
static uint64_t judge(const tr_walk *walk, const tr_segment *segment,
                      const tr__taken *taken) {
  const tr_spot *spot = &taken->spot;
  tr__judging judging = {.fault = walk->fault,
                         .context = walk->context,
                         .segment = segment,
                         .definition = spot->segment,
                         .loop = spot->loop->parent < 0 ? NULL : spot->loop->id,
                         .position = walk->position,
                         .skip = taken->skip};
  if (spot->depth == 0) judging.skip |= judged_by_envelope(segment->id);
  tr__elements_judge(&judging);
  return judging.told;
}

/* A segment out of its place just before the opener of a loop that requires it:
 * the two have changed places. */
static void excuse_before(tr_walk *walk, int depth) {
  tr_walk_level *level = &walk->levels[depth];
  const tr_spec_loop *loop = tr__loop_at(walk, depth);
  const tr_walk_set lacking = tr__lacking(walk, depth, loop->child_count);
  for (unsigned i = 1; i < loop->child_count; i++) {
    if (!tr__set_has(&lacking, i)) continue;
    if (tr__opener(walk->spec, &loop->children[i])->id != walk->last_id)
      continue;
    tr__set_add(&level->excused, i);
    return;
  }
}

/* What two segments in a row are compared by. */
static void keep_last(tr_walk *walk, const tr_segment *segment) {
  const tr_str bytes = segment->bytes;
  walk->last = (tr_walk_end){segment->ordinal, segment->offset,
                             segment->offset + bytes.n};
  walk->last_length = bytes.n;
  if (bytes.n < sizeof walk->last_head) {
    memcpy(walk->last_head, bytes.p, bytes.n);
    return;
  }
  memcpy(walk->last_head, bytes.p, sizeof walk->last_head);
  memcpy(walk->last_tail, bytes.p + bytes.n - sizeof walk->last_tail,
         sizeof walk->last_tail);
}

void tr__walk_finish(tr_walk *walk, const tr_segment *segment,
                     tr__taken *taken) {
  if (walk->placed != NULL) walk->placed(walk->placed_context, segment);
  const uint64_t told = taken->judge ? judge(walk, segment, taken) : 0;
  if (taken->opened >= 0) {
    if (walk->trouble != 0 && walk->trouble + 1 == walk->position)
      excuse_before(walk, taken->opened);
    walk->opened = walk->position;
    tr__hierarchy_take(walk, segment, taken->opened, told);
  }
  if (taken->spare) tr__apart_spare(walk, segment);
  if (segment->id == SE && walk->depth == 0) {
    tell_lacking(walk, 0);
    tr__apart_end(walk);
  }
  if (!(segment->flags & TR_SEGMENT_BAD_ID)) {
    walk->last_id = segment->id;
    walk->last_segment = taken->spot.segment;
  }
  keep_last(walk, segment);
}

/* Whether the loop that is open is not that of the segment out of order. */
static bool is_beside(const tr_walk *walk, const tr__taken *taken) {
  const tr_spot *spot = &taken->spot;
  if (!spot->astray || spot->segment == NULL || taken->opened >= 0)
    return false;
  return spot->opens || spot->loop != tr__loop_at(walk, walk->depth);
}

tr_spot tr_walk_segment(tr_walk *walk, const tr_segment *segment) {
  tr__taken taken = {.judge = false, .opened = -1};
  walk->position++;
  if (walk->position == 1) {
    taken.spot =
        tr__walk_spot(walk, 0, walk->spec->loops[0].children[0].index, 0);
    taken.spot.opens = true;
    taken.judge = segment->id == ST;
  } else {
    if (walk->trouble + 1 != walk->position) walk->chained = false;
    if (walk->unknown + 1 == walk->position) walk->chained = true;
    walk->forgiving = walk->chained && walk->unknown != 0;
    if (walk->closed_lacking && walk->closed_at + 1 != walk->position)
      walk->closed_lacking = false;
    if (tr__apart_any(walk)) tr__apart_age(walk);
    if (walk->ahead == NULL || !tr__walk_try(walk, segment, &taken))
      tr__walk_place(walk, segment, &taken);
    walk->ahead = NULL;
  }
  taken.spot.beside = is_beside(walk, &taken);
  tr__walk_finish(walk, segment, &taken);
  return taken.spot;
}

void tr_walk_abandon(tr_walk *walk) {
  walk->depth = 0;
  walk->hl_count = walk->gap_count = walk->apart_count = 0;
}

void tr_walk_control(const tr_spec_segment *definition,
                     const tr_segment *segment, tr_fault_fn *fault,
                     void *context) {
  static const struct {
    tr_code id;
    uint64_t skip; /* judged by the reader or the envelope */
  } known[] = {
      {ID3('I', 'S', 'A'), 1U << 2 | 1U << 4 | 1U << 6 | 1U << 8 | 1U << 11 |
                               1U << 12 | 1U << 13 | 1U << 16},
      {ID2('G', 'S'), 1U << 1 | 1U << 8},
      {ID2('G', 'E'), 1U << 1 | 1U << 2},
      {ID3('I', 'E', 'A'), 1U << 1 | 1U << 2},
  };
  tr__judging judging = {.fault = fault,
                         .context = context,
                         .segment = segment,
                         .definition = definition};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].id == segment->id) judging.skip = known[i].skip;
  tr__elements_judge(&judging);
}
