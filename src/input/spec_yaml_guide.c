/* A guide as a tree: loops and segments, bodies that stand at several places
 * written out at each of them. */
#include "input/spec_yaml_parts.h"

/* How far a body with a name was read. */
typedef enum part_state { UNREAD, OPEN, READ, BROKEN } part_state;

/* A guide being read. */
typedef struct guide {
  tr_spec_reader *reader;
  const tr_yaml *parts; /* bodies by name, or NULL */
  part_state *states;   /* by place in `parts` */
  tr_spec *spec;
  tr_spec_loop *loops;
  tr_spec_segment *segments;
  bool full; /* it has too many of either; told once */
} guide;

/* --------------------------------------------------------- common to both */

static void read_use(guide *g, const tr_yaml *map, uint8_t *usage) {
  tr_pack_sink *sink = g->reader->sink;
  const tr_yaml *node = tr_yaml_get(map, "use");
  *usage = TR_USAGE_SITUATIONAL;
  if (node == NULL)
    tr_yaml_fail(sink, map, "\"use\" is missing");
  else if (tr_str_eq(node->text, TR_STR("R")))
    *usage = TR_USAGE_REQUIRED;
  else if (!tr_str_eq(node->text, TR_STR("S")))
    tr_yaml_fail(sink, node, "the use is R or S");
}

static void read_most(guide *g, const tr_yaml *map, uint16_t *most) {
  const tr_yaml *node = tr_yaml_get(map, "most");
  int64_t number = 0;
  *most = 1;
  if (node == NULL) return;
  if (tr_str_eq(node->text, TR_STR("any"))) {
    *most = 0;
  } else if (tr_yaml_number(g->reader->sink, node, UINT16_MAX, &number)) {
    *most = (uint16_t)number;
    if (number == 0)
      tr_yaml_fail(g->reader->sink, node,
                   "\"any\" says that there is no limit");
  }
}

static void read_position(guide *g, const tr_yaml *map, uint16_t *position) {
  const tr_yaml *node = tr_yaml_get(map, "position");
  int64_t number = 0;
  if (node == NULL)
    tr_yaml_fail(g->reader->sink, map, "\"position\" is missing");
  else if (tr_yaml_number(g->reader->sink, node, UINT16_MAX, &number))
    *position = (uint16_t)number;
}

static void fail_full(guide *g, const tr_yaml *node) {
  if (!g->full)
    tr_yaml_fail(g->reader->sink, node, "the guide has too many %s",
                 g->spec->loop_count == TR_SPEC_LOOPS ? "loops" : "segments");
  g->full = true;
}

/* ---------------------------------------------------------------- segments */

static bool read_segment(guide *g, const tr_yaml *map, uint16_t loop,
                         uint16_t *index) {
  static const char *const known[] = {"segment", "position", "use",      "most",
                                      "by",      "label",    "elements", NULL};
  tr_spec_reader *reader = g->reader;
  tr_yaml_check_keys(reader->sink, map, "a segment of a guide", known);
  const tr_yaml *id = tr_yaml_get(map, "segment");
  const tr_spec_base *base =
      id->kind == TR_YAML_TEXT ? tr__spec_base_find(reader, id->text) : NULL;
  if (base == NULL) {
    tr_yaml_fail(reader->sink, id, "there is no segment \"%s\"",
                 id->kind == TR_YAML_TEXT ? id->text.p : "");
    return false;
  }
  if (g->spec->segment_count == TR_SPEC_SEGMENTS) {
    fail_full(g, id);
    return false;
  }
  tr_spec_segment segment = {.id = tr_code_pack(base->id), .loop = loop};
  read_position(g, map, &segment.position);
  read_use(g, map, &segment.usage);
  read_most(g, map, &segment.most);
  const char *label = tr__spec_label(reader, map, false);
  segment.label = label != NULL ? label : base->label;
  tr__spec_elements_read(reader, tr_yaml_get(map, "elements"), base, &segment);
  if (segment.elements == NULL) return false;
  tr__spec_keys_read(reader, tr_yaml_get(map, "by"), &segment);
  *index = g->spec->segment_count++;
  g->segments[*index] = segment;
  return true;
}

/* ------------------------------------------------------------------- loops */

static void read_body(guide *g, const tr_yaml *body, uint16_t loop,
                      unsigned depth);

/* A body by its name: the errors of one that stands at several places are told
 * once. */
static void read_part(guide *g, const tr_yaml *name, uint16_t loop,
                      unsigned depth) {
  tr_pack_sink *sink = g->reader->sink;
  const tr_yaml *part = tr_yaml_get(g->parts, name->text.p);
  if (part == NULL) {
    tr_yaml_fail(sink, name, "\"parts\" has no body \"%s\"", name->text.p);
    return;
  }
  part_state *state = &g->states[part - g->parts->items];
  if (*state == OPEN) {
    tr_yaml_fail(sink, name, "the body \"%s\" stands within itself",
                 name->text.p);
    return;
  }
  const part_state before = *state;
  const uint32_t count = sink->count;
  tr_pack_error_fn *const fn = sink->fn;
  if (before != UNREAD) sink->fn = NULL;
  *state = OPEN;
  read_body(g, part, loop, depth);
  *state = sink->count == count ? READ : BROKEN;
  sink->fn = fn;
  if (before == UNREAD) return;
  sink->count = count;
  if (before == READ && *state == BROKEN)
    tr_yaml_fail(sink, name, "the body \"%s\" does not fit here", name->text.p);
}

static bool read_loop(guide *g, const tr_yaml *map, uint16_t parent,
                      unsigned depth, uint16_t *index) {
  static const char *const known[] = {"loop",  "position", "use", "most",
                                      "label", "body",     NULL};
  tr_spec_reader *reader = g->reader;
  tr_yaml_check_keys(reader->sink, map, "a loop", known);
  const tr_yaml *id = tr_yaml_get(map, "loop");
  if (id->kind != TR_YAML_TEXT || tr_code_pack(id->text) == 0) {
    tr_yaml_fail(reader->sink, id, "the id of a loop is 1 to %d characters",
                 (int)TR_CODE_BYTES);
    return false;
  }
  if (depth == TR_SPEC_DEPTH) {
    tr_yaml_fail(reader->sink, id, "loops are nested deeper than %d",
                 (int)TR_SPEC_DEPTH);
    return false;
  }
  if (g->spec->loop_count == TR_SPEC_LOOPS) {
    fail_full(g, id);
    return false;
  }
  tr_spec_loop loop = {.id = id->text.p,
                       .code = tr_code_pack(id->text),
                       .parent = (int16_t)parent};
  read_position(g, map, &loop.position);
  read_use(g, map, &loop.usage);
  read_most(g, map, &loop.most);
  loop.label = tr__spec_label(reader, map, true);
  *index = g->spec->loop_count++;
  g->loops[*index] = loop;
  const tr_yaml *body = tr_yaml_get(map, "body");
  if (body == NULL)
    tr_yaml_fail(reader->sink, map, "\"body\" is missing");
  else if (body->kind == TR_YAML_TEXT)
    read_part(g, body, *index, depth);
  else
    read_body(g, body, *index, depth);
  return true;
}

/* Recursion ends at TR_SPEC_DEPTH. */
static void read_body(guide *g, const tr_yaml *body, uint16_t loop,
                      unsigned depth) {
  tr_spec_reader *reader = g->reader;
  if (tr_yaml_want(reader->sink, body, TR_YAML_LIST) == NULL) return;
  if (body->count == 0 || body->count > TR_SPEC_CHILDREN) {
    tr_yaml_fail(reader->sink, body, "a loop has 1 to %d children",
                 (int)TR_SPEC_CHILDREN);
    return;
  }
  tr_spec_child *children =
      tr__spec_array(reader, body->count, sizeof *children);
  const tr_yaml **nodes = tr__spec_array(reader, body->count, sizeof *nodes);
  if (children == NULL || nodes == NULL) return;
  uint16_t count = 0;
  bool whole = true;
  for (uint32_t i = 0; i < body->count && !g->full; i++) {
    const tr_yaml *node = &body->items[i];
    const bool is_loop = tr_yaml_get(node, "loop") != NULL;
    uint16_t index = 0;
    bool good = false;
    if (is_loop)
      good = read_loop(g, node, loop, depth + 1, &index);
    else if (tr_yaml_get(node, "segment") != NULL)
      good = read_segment(g, node, loop, &index);
    else
      tr_yaml_fail(reader->sink, node, "a child is a segment or a loop");
    if (reader->no_memory) return;
    whole = whole && good;
    if (!good) continue;
    nodes[count] = node;
    children[count++] = (tr_spec_child){is_loop, index};
  }
  g->loops[loop].children = children;
  g->loops[loop].child_count = count;
  if (whole && !g->full)
    tr__spec_body_check(reader, g->spec, &g->loops[loop], nodes, body);
}

/* ------------------------------------------------------------------- guide */

static void read_editions(guide *g, const tr_yaml *root) {
  tr_spec_reader *reader = g->reader;
  const tr_yaml *node = tr_yaml_get(root, "editions");
  const uint32_t count =
      node != NULL && node->kind == TR_YAML_LIST ? node->count : 0;
  const char **list = tr__spec_array(reader, count + 1, sizeof *list);
  if (list == NULL) return;
  g->spec->editions = list;
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++)
    if (tr_yaml_want(reader->sink, &node->items[i], TR_YAML_TEXT) != NULL)
      list[kept++] = node->items[i].text.p;
}

static const char *head(guide *g, const tr_yaml *root, const char *key,
                        bool must) {
  const char *text = tr__spec_text(g->reader, root, key, must);
  return text != NULL ? text : "";
}

/* A set opens with its ST and ends with SE, and ST01 names it. */
static void check_set(guide *g, const tr_yaml *body) {
  const tr_spec_loop *set = &g->loops[0];
  if (set->child_count != body->count) return; /* told already */
  const tr_spec_child *first = &set->children[0],
                      *last = &set->children[set->child_count - 1];
  if (first->is_loop || g->segments[first->index].id != TR_CODE("ST"))
    tr_yaml_fail(g->reader->sink, &body->items[0], "a set opens with ST");
  if (last->is_loop || g->segments[last->index].id != TR_CODE("SE"))
    tr_yaml_fail(g->reader->sink, &body->items[body->count - 1],
                 "a set ends with SE");
}

const tr_spec *tr__spec_guide_read(tr_spec_reader *reader, const tr_yaml *root,
                                   tr_str slug) {
  static const char *const known[] = {"transaction", "guide", "editions",
                                      "function",    "name",  "parts",
                                      "body",        NULL};
  guide g = {.reader = reader};
  g.spec = tr__spec_array(reader, 1, sizeof *g.spec);
  g.loops = tr__spec_array(reader, TR_SPEC_LOOPS, sizeof *g.loops);
  g.segments = tr__spec_array(reader, TR_SPEC_SEGMENTS, sizeof *g.segments);
  char *name = tr_arena_alloc(reader->arena, slug.n + 1);
  if (reader->no_memory || name == NULL) return NULL;
  memcpy(name, slug.p, slug.n);
  g.spec->slug = name;
  g.spec->loops = g.loops;
  g.spec->segments = g.segments;
  g.spec->transaction = g.spec->guide = g.spec->function = g.spec->name = "";
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return g.spec;
  tr_yaml_check_keys(reader->sink, root, "a guide", known);
  const bool is_set = !tr_str_eq(slug, TR_STR("control"));
  g.spec->transaction = head(&g, root, "transaction", is_set);
  g.spec->guide = head(&g, root, "guide", is_set);
  g.spec->function = head(&g, root, "function", is_set);
  g.spec->name = head(&g, root, "name", true);
  read_editions(&g, root);
  g.parts = tr_yaml_get(root, "parts");
  if (g.parts != NULL &&
      tr_yaml_want(reader->sink, g.parts, TR_YAML_MAP) == NULL)
    g.parts = NULL;
  g.states = tr__spec_array(reader, g.parts != NULL ? g.parts->count : 0,
                            sizeof *g.states);
  if (reader->no_memory) return NULL;
  g.loops[g.spec->loop_count++] =
      (tr_spec_loop){.id = is_set ? "ST" : "ISA",
                     .code = is_set ? TR_CODE("ST") : TR_CODE("ISA"),
                     .label = is_set ? "transaction set" : "interchange",
                     .usage = TR_USAGE_REQUIRED,
                     .most = is_set ? 0 : 1,
                     .parent = -1};
  const tr_yaml *body = tr_yaml_get(root, "body");
  if (body == NULL) {
    tr_yaml_fail(reader->sink, root, "\"body\" is missing");
    return g.spec;
  }
  read_body(&g, body, 0, 0);
  if (is_set && body->kind == TR_YAML_LIST && !g.full) check_set(&g, body);
  return reader->no_memory ? NULL : g.spec;
}
