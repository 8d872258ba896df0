/* What must hold of the children of a loop so that a segment has one place. */
#include "input/spec_yaml_parts.h"

/* What a child begins with: itself, or the segment that opens it. NULL where a
 * loop is broken, which was told. */
static const tr_spec_segment *opener(const tr_spec *spec,
                                     const tr_spec_child *child) {
  if (!child->is_loop) return &spec->segments[child->index];
  const tr_spec_loop *loop = &spec->loops[child->index];
  if (loop->child_count == 0 || loop->children[0].is_loop) return NULL;
  return &spec->segments[loop->children[0].index];
}

/* Whether one element has values of the one or of the other, never of both. */
static bool are_apart(const tr_spec_segment *first,
                      const tr_spec_segment *second) {
  for (uint32_t i = 0; i < first->key_count; i++)
    for (uint32_t j = 0; j < second->key_count; j++)
      if (first->keys[i].element == second->keys[j].element &&
          first->keys[i].part == second->keys[j].part &&
          !tr__spec_codes_meet(first->keys[i].codes, second->keys[j].codes))
        return true;
  return false;
}

static uint16_t position_of(const tr_spec *spec, const tr_spec_child *child) {
  return child->is_loop ? spec->loops[child->index].position
                        : spec->segments[child->index].position;
}

static void check_opener(tr_spec_reader *reader, const tr_spec *spec,
                         const tr_spec_loop *loop, const tr_yaml *node) {
  if (loop->children[0].is_loop) {
    tr_yaml_fail(reader->sink, node, "a loop opens with a segment");
    return;
  }
  const tr_spec_segment *first = &spec->segments[loop->children[0].index];
  if (first->usage != TR_USAGE_REQUIRED)
    tr_yaml_fail(reader->sink, node, "the segment that opens a loop has use R");
  if (first->most != 1)
    tr_yaml_fail(reader->sink, node,
                 "the segment that opens a loop stands there once");
}

void tr__spec_body_check(tr_spec_reader *reader, const tr_spec *spec,
                         const tr_spec_loop *loop, const tr_yaml *const *nodes,
                         const tr_yaml *body) {
  if (loop->child_count == 0) {
    tr_yaml_fail(reader->sink, body, "a loop has children");
    return;
  }
  check_opener(reader, spec, loop, nodes[0]);
  for (uint32_t i = 1; i < loop->child_count; i++) {
    const tr_spec_child *child = &loop->children[i];
    const tr_yaml *position = tr_yaml_get(nodes[i], "position");
    if (position != NULL &&
        position_of(spec, child) < position_of(spec, child - 1))
      tr_yaml_fail(reader->sink, position,
                   "the position is before that of the child above");
    const tr_spec_segment *mine = opener(spec, child);
    if (mine == NULL) continue;
    for (uint32_t j = 0; j < i; j++) {
      const tr_spec_segment *other = opener(spec, &loop->children[j]);
      if (other == NULL || other->id != mine->id || are_apart(other, mine))
        continue;
      char id[TR_CODE_BYTES + 1];
      tr_code_text(mine->id, id);
      tr_yaml_fail(reader->sink, nodes[i],
                   "nothing tells this %s from \"%s\" above", id, other->label);
      break;
    }
  }
}
