/* Remembers segments that stand far from their loops, so that one that lacks
 * here and stands there is told once. */
#include "spec/walk_search.h"

enum { LONG_AGO = 48 /* segments */ };

void tr__apart_drop(tr_walk *walk, int found) {
  walk->apart_count--;
  for (unsigned i = (unsigned)found; i < walk->apart_count; i++)
    walk->apart[i] = walk->apart[i + 1];
}

/* The oldest one gives way. */
static void forget(tr_walk *walk) {
  const tr_walk_apart apart = walk->apart[0];
  tr__apart_drop(walk, 0);
  if (apart.state != TR_WALK_DUE) return;
  const tr_spec_child opener = {.is_loop = true, .index = apart.loop};
  const tr_spec_loop *loop = &walk->spec->loops[apart.loop];
  tr__tell_missing(walk, apart.loop,
                   apart.child == 0 ? &opener : &loop->children[apart.child],
                   apart.child == 0, &apart.end, apart.since);
}

static void add(tr_walk *walk, const tr_walk_apart *apart) {
  if (walk->apart_count == TR_WALK_APART) forget(walk);
  walk->apart[walk->apart_count++] = *apart;
}

void tr__apart_add(tr_walk *walk, tr_walk_state state, uint16_t loop,
                   uint16_t child) {
  const tr_walk_apart apart = {.state = state,
                               .since = walk->position,
                               .end = walk->last,
                               .loop = loop,
                               .child = child};
  add(walk, &apart);
}

void tr__apart_spare(tr_walk *walk, const tr_segment *segment) {
  const tr_walk_apart apart = {
      .state = TR_WALK_EARLY,
      .since = walk->position,
      .id = segment->id,
      .code = tr_code_pack(tr_segment_element(segment, 1))};
  add(walk, &apart);
}

/* Whether a code may be the first element of a segment. */
static bool has_code(const tr_spec_segment *definition, tr_code code) {
  if (definition->element_count == 0) return true;
  const tr_spec_element *first = &definition->elements[0];
  char text[TR_CODE_BYTES + 1];
  const tr_str value = {text, tr_code_text(code, text)};
  return first->codes == NULL || first->lenient ||
         tr_spec_has(first->codes, value) ||
         (first->read != NULL && tr_spec_has(first->read, value));
}

int tr__apart_spared(const tr_walk *walk, const tr_spec_segment *definition) {
  for (int i = walk->apart_count; i-- > 0;) {
    const tr_walk_apart *apart = &walk->apart[i];
    if (apart->state == TR_WALK_EARLY && apart->id == definition->id &&
        has_code(definition, apart->code))
      return i;
  }
  return -1;
}

bool tr__apart_take(tr_walk *walk, tr_walk_state state, uint16_t loop,
                    uint16_t child) {
  for (int i = 0; i < walk->apart_count; i++) {
    const tr_walk_apart *apart = &walk->apart[i];
    if (apart->state != state || apart->loop != loop || apart->child != child)
      continue;
    tr__apart_drop(walk, i);
    return true;
  }
  return false;
}

void tr__apart_age(tr_walk *walk) {
  while (walk->apart_count > 0 &&
         walk->apart[0].since + LONG_AGO < walk->position)
    forget(walk);
}

void tr__apart_end(tr_walk *walk) {
  while (walk->apart_count > 0) forget(walk);
}

static bool is_open(const tr_walk *walk, int loop) {
  for (int depth = walk->depth; depth >= 0; depth--)
    if (walk->levels[depth].loop == loop) return true;
  return false;
}

void tr__apart_put(tr_walk *walk, uint16_t loop, uint16_t child, bool with,
                   tr__taken *taken) {
  unsigned depth = 0, open = 0;
  for (int16_t up = walk->spec->loops[loop].parent; up >= 0;
       up = walk->spec->loops[up].parent) {
    depth++;
    if (open == 0 && is_open(walk, up)) open = depth;
  }
  const uint16_t index = walk->spec->loops[loop].children[child].index;
  tr__stand_astray(taken, tr__walk_spot(walk, loop, index, depth));
  taken->spot.opens = child == 0;
  walk->trouble = walk->position;
  if (!with) return;
  walk->stray_since = walk->position;
  walk->stray = loop;
  walk->stray_depth = (uint8_t)depth;
  /* its parents up to those that are open come with it */
  walk->stray_base = (uint8_t)(depth - (open > 0 ? open - 1 : 0));
}

int tr__apart_find(const tr_walk *walk, const tr_segment *segment) {
  if (tr__is_twin(walk, segment)) return -1;
  for (int i = walk->apart_count; i-- > 0;) {
    const tr_walk_apart *apart = &walk->apart[i];
    if (apart->state == TR_WALK_EARLY) continue;
    const tr_spec_loop *loop = &walk->spec->loops[apart->loop];
    const tr_spec_segment *definition =
        &walk->spec->segments[loop->children[apart->child].index];
    if (definition->id == segment->id &&
        tr__keys_hold(definition, segment, TR__KEYS_FULL))
      return i;
  }
  return -1;
}

void tr__apart_settle(tr_walk *walk, const tr_segment *segment, int found,
                      bool with, tr__taken *taken) {
  const tr_walk_apart apart = walk->apart[found];
  tr__apart_drop(walk, found);
  if (apart.state == TR_WALK_DUE)
    tr__tell_elsewhere(walk, segment, apart.loop, apart.child == 0);
  tr__apart_put(walk, apart.loop, apart.child, with, taken);
}
