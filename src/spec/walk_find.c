/* Searches in the open loops: which child can a segment be. */
#include <limits.h>

#include "spec/walk_search.h"

#define NOWHERE ((tr__found){-1, 0})

/* --------------------------------------------------------------------- keys */

/* An element that repeats is known by its first repetition. */
static tr_str element_of(const tr_segment *segment, unsigned n) {
  const char separator = segment->delims->repetition;
  const tr_str element = tr_segment_element(segment, n);
  if (separator == '\0') return element;
  size_t length = 0;
  if (element.n <= TR_CODE_BYTES) { /* the most are codes: no call for them */
    while (length < element.n && element.p[length] != separator) length++;
  } else {
    const char *end = memchr(element.p, separator, element.n);
    length = end != NULL ? (size_t)(end - element.p) : element.n;
  }
  return (tr_str){element.p, length};
}

tr_str tr__key_value(const tr_spec_key *key, const tr_segment *segment) {
  const tr_str element = element_of(segment, key->element);
  if (key->part == 0) return element;
  tr_str part;
  if (!tr_component(element, segment->delims->component, key->part, &part))
    return (tr_str){NULL, 0};
  return part;
}

static bool holds_exactly(const tr_spec_codes *codes, tr_str value) {
  if (codes->count > 4 || value.n > TR_CODE_BYTES)
    return tr_spec_has(codes, value);
  const tr_code code = tr_code_pack(value);
  for (unsigned i = 0; i < codes->count; i++)
    if (codes->codes[i] == code) return code != 0;
  return false;
}

/* Without blanks at its ends and in capitals. */
static bool holds_loosely(const tr_spec_codes *codes, tr_str value) {
  char text[TR_CODE_BYTES];
  const tr_str trimmed = tr_str_trim(value);
  if (trimmed.n == 0 || trimmed.n > sizeof text)
    return tr_spec_has(codes, trimmed);
  for (size_t i = 0; i < trimmed.n; i++) {
    const char c = trimmed.p[i];
    text[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  }
  return tr_spec_has(codes, (tr_str){text, trimmed.n});
}

/* Where no key is needed, the first element can still tell that it is not. */
static bool first_holds(const tr_spec_segment *definition,
                        const tr_segment *segment) {
  if (definition->element_count == 0) return true;
  const tr_spec_element *first = &definition->elements[0];
  tr_str value = element_of(segment, 1);
  if (first->type == TR_TYPE_COMPOSITE && first->part_count > 0) {
    first = &first->parts[0];
    if (!tr_component(value, segment->delims->component, 1, &value))
      value = (tr_str){NULL, 0};
  }
  return first->codes == NULL || first->lenient ||
         first->usage != TR_USAGE_REQUIRED ||
         tr_spec_has(first->codes, value) ||
         (first->read != NULL && tr_spec_has(first->read, value));
}

bool tr__keys_hold(const tr_spec_segment *definition, const tr_segment *segment,
                   tr__keys keys) {
  if (keys == TR__KEYS_ANY) return true;
  for (unsigned i = 0; i < definition->key_count; i++) {
    const tr_spec_key *key = &definition->keys[i];
    const tr_str value = tr__key_value(key, segment);
    if (!(keys == TR__KEYS_LOOSE ? holds_loosely(key->codes, value)
                                 : holds_exactly(key->codes, value)))
      return false;
  }
  return keys != TR__KEYS_FULL || definition->key_count > 0 ||
         first_holds(definition, segment);
}

static bool is_it(const tr_spec *spec, const tr_spec_child *child, tr_code id,
                  const tr_segment *segment, tr__keys keys) {
  const tr_spec_segment *definition = tr__opener(spec, child);
  return definition->id == id && tr__keys_hold(definition, segment, keys);
}

/* --------------------------------------------------------------- open loops */

bool tr__is_full(const tr_walk *walk, int depth, unsigned child) {
  const tr_walk_level *level = &walk->levels[depth];
  if (!tr__set_has(&level->seen, child)) return false;
  const unsigned most = tr__limit(walk, depth, child);
  return most != 0 && level->counts[child] >= most;
}

/* Most segments are told apart by their first element alone: a quick no. */
static bool is_other(const tr_spec_segment *definition, tr_code first) {
  if (definition->key_count == 0 || first == 0) return false;
  const tr_spec_key *key = &definition->keys[0];
  if (key->element != 1 || key->part != 0 || key->codes->count > 4)
    return false;
  for (unsigned i = 0; i < key->codes->count; i++)
    if (key->codes->codes[i] == first) return false;
  return true;
}

tr__found tr__find_in_order(const tr_walk *walk, tr_code id,
                            const tr_segment *segment, tr__keys keys,
                            tr__found *full) {
  const tr_spec *spec = walk->spec;
  const bool exact = keys == TR__KEYS_EXACT || keys == TR__KEYS_FULL;
  const tr_code first = exact ? tr_code_pack(element_of(segment, 1)) : 0;
  const uint64_t bit = tr__id_bit(id);
  if (full != NULL) *full = NOWHERE;
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_walk_level *level = &walk->levels[depth];
    if (!(walk->loops[level->loop].ids & bit)) continue;
    const tr_spec_loop *loop = &spec->loops[level->loop];
    for (unsigned i = level->from; i < loop->child_count; i++) {
      const tr_spec_segment *definition = tr__opener(spec, &loop->children[i]);
      if (definition->id != id || is_other(definition, first)) continue;
      if (!tr__keys_hold(definition, segment, keys)) continue;
      const tr__found found = {depth, (uint16_t)i};
      if (!tr__is_full(walk, depth, i)) return found;
      if (full != NULL && full->depth < 0) *full = found;
    }
  }
  return NOWHERE;
}

tr__found tr__find_anywhere(const tr_walk *walk, const tr_segment *segment) {
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    tr__found full = NOWHERE;
    for (unsigned i = 1; i < loop->child_count; i++) {
      if (!is_it(walk->spec, &loop->children[i], segment->id, segment,
                 TR__KEYS_FULL))
        continue;
      if (!tr__is_full(walk, depth, i)) return (tr__found){depth, (uint16_t)i};
      if (full.depth < 0) full = (tr__found){depth, (uint16_t)i};
    }
    if (full.depth >= 0) return full;
  }
  return NOWHERE;
}

/* ---------------------------------------------------- loops that are closed */

int tr__find_child(const tr_spec *spec, uint16_t loop,
                   const tr_segment *segment, tr__keys keys) {
  const tr_spec_loop *in = &spec->loops[loop];
  for (unsigned i = 1; i < in->child_count; i++)
    if (is_it(spec, &in->children[i], segment->id, segment, keys))
      return (int)i;
  return -1;
}

int tr__first_required(const tr_spec *spec, uint16_t loop) {
  const tr_spec_loop *in = &spec->loops[loop];
  for (unsigned i = 1; i < in->child_count; i++)
    if (tr__child_required(spec, &in->children[i])) return (int)i;
  return -1;
}

static bool is_first_required(const tr_spec *spec, uint16_t loop,
                              const tr_segment *segment) {
  const int first = tr__first_required(spec, loop);
  return first >= 0 && is_it(spec, &spec->loops[loop].children[first],
                             segment->id, segment, TR__KEYS_FULL);
}

bool tr__is_over(const tr_walk *walk, int depth) {
  const tr_spec_loop *loop = tr__loop_at(walk, depth);
  const unsigned last = loop->child_count - 1u;
  return last > 0 && walk->levels[depth].child == last &&
         !loop->children[last].is_loop &&
         tr__child_required(walk->spec, &loop->children[last]);
}

tr__found tr__find_repeat(const tr_walk *walk, const tr_segment *segment) {
  const tr_code first = tr_code_pack(tr_segment_element(segment, 1));
  unsigned best = UINT_MAX; /* how badly it fits a loop further in */
  for (int depth = walk->depth; depth > 0; depth--) {
    const tr_walk_level *level = &walk->levels[depth];
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    /* what lacks something is not over: then it is only too many */
    const tr_walk_set lacking = tr__lacking(walk, depth, loop->child_count);
    if (!tr__set_is_empty(&lacking) && !level->doubtful) return NOWHERE;
    const int child =
        tr__find_child(walk->spec, level->loop, segment, TR__KEYS_FULL);
    if (child < 0) continue;
    const unsigned bad =
        tr__misfit(segment, tr__opener(walk->spec, &loop->children[child]));
    /* as good here as there: what begins as the open one did repeats it */
    if (bad > best || (bad == best && level->first != first)) continue;
    if (loop->most == 1 ||
        (!is_first_required(walk->spec, level->loop, segment) &&
         !tr__is_over(walk, depth))) {
      best = bad;
      continue;
    }
    const tr_spec_loop *parent = tr__loop_at(walk, depth - 1);
    for (unsigned i = 1; i < parent->child_count; i++)
      if (parent->children[i].is_loop &&
          parent->children[i].index == level->loop)
        return (tr__found){depth - 1, (uint16_t)i};
  }
  return NOWHERE;
}

/* Whether a child of an open loop is a loop of the kind that is looked for. */
static bool can_be_unopened(const tr_walk *walk, tr__found at,
                            const tr_segment *segment, tr__unopened which) {
  const tr_spec *spec = walk->spec;
  const tr_spec_child *child = &tr__loop_at(walk, at.depth)->children[at.child];
  if (!child->is_loop || tr__is_full(walk, at.depth, at.child)) return false;
  const bool seen = tr__set_has(&walk->levels[at.depth].seen, at.child);
  switch (which) {
    case TR__UNOPENED_REQUIRED:
      if (seen || !tr__child_required(spec, child)) return false;
      break;
    case TR__UNOPENED_FIRST:
      return is_first_required(spec, child->index, segment);
    case TR__UNOPENED_ANY:
      break;
  }
  return tr__find_child(spec, child->index, segment, TR__KEYS_FULL) >= 0;
}

tr__found tr__find_unopened(const tr_walk *walk, const tr_segment *segment,
                            tr__unopened which) {
  for (int depth = walk->depth; depth >= 0; depth--) {
    const tr_spec_loop *loop = tr__loop_at(walk, depth);
    for (unsigned i = walk->levels[depth].from; i < loop->child_count; i++) {
      const tr__found at = {depth, (uint16_t)i};
      if (can_be_unopened(walk, at, segment, which)) return at;
    }
  }
  return NOWHERE;
}
