/* elements.yaml and segments.yaml: what data elements, composites and segments
 * are wherever they stand. */
#include "input/spec_yaml_parts.h"

void *tr__spec_array(tr_spec_reader *reader, size_t count, size_t size) {
  void *array = tr_arena_array(reader->arena, count > 0 ? count : 1, size);
  reader->no_memory = reader->no_memory || array == NULL;
  return array;
}

const char *tr__spec_text(tr_spec_reader *reader, const tr_yaml *map,
                          const char *key, bool must) {
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node == NULL) {
    if (must) tr_yaml_fail(reader->sink, map, "\"%s\" is missing", key);
    return NULL;
  }
  if (tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL) return NULL;
  return node->text.p;
}

const char *tr__spec_label(tr_spec_reader *reader, const tr_yaml *map,
                           bool must) {
  const char *label = tr__spec_text(reader, map, "label", must);
  if (label != NULL && strlen(label) > TR_SPEC_LABEL)
    tr_yaml_fail(reader->sink, tr_yaml_get(map, "label"),
                 "a label has at most %d bytes", (int)TR_SPEC_LABEL);
  return label;
}

static const tr_spec_entry *find_entry(const tr_spec_reader *reader,
                                       tr_str number) {
  for (uint32_t i = 0; i < reader->entry_count; i++)
    if (tr_str_eq(reader->entries[i].number, number))
      return &reader->entries[i];
  return NULL;
}

const tr_spec_base *tr__spec_base_find(const tr_spec_reader *reader,
                                       tr_str id) {
  for (uint32_t i = 0; i < reader->segment_count; i++)
    if (tr_str_eq(reader->segments[i].id, id)) return &reader->segments[i];
  return NULL;
}

/* The map behind a key of the root, or NULL after an error. */
static const tr_yaml *section(tr_spec_reader *reader, const tr_yaml *root,
                              const char *key) {
  const tr_yaml *map = tr_yaml_get(root, key);
  if (map == NULL) {
    tr_yaml_fail(reader->sink, root, "\"%s\" is missing", key);
    return NULL;
  }
  return tr_yaml_want(reader->sink, map, TR_YAML_MAP);
}

/* ---------------------------------------------------------------- elements */

static bool read_length(tr_spec_reader *reader, const tr_yaml *map,
                        const char *key, uint16_t *length) {
  int64_t number = 0;
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node == NULL) {
    tr_yaml_fail(reader->sink, map, "\"%s\" is missing", key);
    return false;
  }
  if (!tr_yaml_number(reader->sink, node, TR_SPEC_LENGTH, &number))
    return false;
  *length = (uint16_t)number;
  return true;
}

static bool read_entry(tr_spec_reader *reader, const tr_yaml *node,
                       tr_spec_entry *entry) {
  static const char *const known[] = {"type",  "least",    "most",
                                      "label", "personal", NULL};
  /* In the order of tr_spec_type. */
  static const char *const types[] = {"AN", "ID", "N0",     "R",
                                      "DT", "TM", "PERIOD", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return false;
  tr_yaml_check_keys(reader->sink, node, "an element", known);
  const tr_yaml *type = tr_yaml_get(node, "type");
  if (type == NULL) {
    tr_yaml_fail(reader->sink, node, "\"type\" is missing");
    return false;
  }
  const int which = tr_yaml_word(reader->sink, type, "type", types);
  tr_spec_element element = {.number = node->key.p, .repeats = 1};
  element.label = tr__spec_label(reader, node, true);
  const tr_yaml *personal = tr_yaml_get(node, "personal");
  if (personal != NULL &&
      !tr_yaml_flag(reader->sink, personal, &element.personal))
    return false;
  if (which < 0 || element.label == NULL ||
      !read_length(reader, node, "least", &element.least) ||
      !read_length(reader, node, "most", &element.most))
    return false;
  if (element.least == 0 || element.least > element.most) {
    tr_yaml_fail(reader->sink, node, "\"least\" is 1 to \"most\"");
    return false;
  }
  element.type = (uint8_t)which;
  *entry = (tr_spec_entry){node->key, element};
  return true;
}

void tr__spec_entries_read(tr_spec_reader *reader, const tr_yaml *root) {
  static const char *const known[] = {"elements", NULL};
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, root, "the file of elements", known);
  const tr_yaml *map = section(reader, root, "elements");
  if (map == NULL) return;
  reader->entries = tr__spec_array(reader, map->count, sizeof *reader->entries);
  if (reader->entries == NULL) return;
  for (uint32_t i = 0; i < map->count; i++)
    if (read_entry(reader, &map->items[i],
                   &reader->entries[reader->entry_count]))
      reader->entry_count++;
}

/* ------------------------------------------------ lists of element numbers */

/* "1028", "C056*10", "*0" for any number of times. */
static bool read_slot(tr_spec_reader *reader, const tr_yaml *node,
                      bool composites, tr_spec_element *out) {
  if (tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL) return false;
  tr_str number = node->text;
  uint32_t repeats = 1;
  const char *star = memchr(number.p, '*', number.n);
  if (star != NULL) {
    number.n = (size_t)(star - node->text.p);
    repeats = 0;
    bool good = star[1] != '\0';
    for (const char *c = star + 1; good && *c != '\0'; c++) {
      good = *c >= '0' && *c <= '9' && repeats < 1000;
      if (good) repeats = repeats * 10 + (uint32_t)(*c - '0');
    }
    if (!good) {
      tr_yaml_fail(reader->sink, node, "after * stands how often, 0 for any");
      return false;
    }
  }
  const tr_spec_entry *entry = find_entry(reader, number);
  if (entry == NULL) {
    tr_yaml_fail(reader->sink, node, "there is no element \"%.*s\"",
                 TR_STR_ARG(number));
    return false;
  }
  if (!composites && entry->element.type == TR_TYPE_COMPOSITE) {
    tr_yaml_fail(reader->sink, node, "a composite within a composite");
    return false;
  }
  *out = entry->element;
  out->repeats = (uint16_t)repeats;
  return true;
}

/* @return How many, 0 after an error. */
static uint8_t read_slots(tr_spec_reader *reader, const tr_yaml *map,
                          const char *key, uint32_t limit, bool composites,
                          const tr_spec_element **out) {
  const tr_yaml *list = tr_yaml_get(map, key);
  if (list == NULL) {
    tr_yaml_fail(reader->sink, map, "\"%s\" is missing", key);
    return 0;
  }
  if (tr_yaml_want(reader->sink, list, TR_YAML_LIST) == NULL) return 0;
  if (list->count == 0 || list->count > limit) {
    tr_yaml_fail(reader->sink, list, "1 to %u elements are wanted here",
                 (unsigned)limit);
    return 0;
  }
  tr_spec_element *elements =
      tr__spec_array(reader, list->count, sizeof *elements);
  if (elements == NULL) return 0;
  bool good = true;
  for (uint32_t i = 0; i < list->count; i++)
    good = read_slot(reader, &list->items[i], composites, &elements[i]) && good;
  *out = elements;
  return good ? (uint8_t)list->count : 0;
}

/* -------------------------------------------------------------- composites */

static void read_composite(tr_spec_reader *reader, const tr_yaml *node) {
  static const char *const known[] = {"label", "parts", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, node, "a composite", known);
  if (find_entry(reader, node->key) != NULL) {
    tr_yaml_fail_key(reader->sink, node, "\"%s\" is an element already",
                     node->key.p);
    return;
  }
  tr_spec_element element = {
      .number = node->key.p, .type = TR_TYPE_COMPOSITE, .repeats = 1};
  element.label = tr__spec_label(reader, node, true);
  element.part_count =
      read_slots(reader, node, "parts", TR_SPEC_PARTS, false, &element.parts);
  if (element.label == NULL || element.part_count == 0) return;
  reader->entries[reader->entry_count++] = (tr_spec_entry){node->key, element};
}

static void read_composites(tr_spec_reader *reader, const tr_yaml *map) {
  tr_spec_entry *all = tr__spec_array(reader, reader->entry_count + map->count,
                                      sizeof *reader->entries);
  if (all == NULL) return;
  if (reader->entry_count > 0)
    memcpy(all, reader->entries, reader->entry_count * sizeof *all);
  reader->entries = all;
  for (uint32_t i = 0; i < map->count; i++)
    read_composite(reader, &map->items[i]);
}

/* ---------------------------------------------------------------- segments */

/* "P0809": a kind, then elements of two digits. */
static bool read_note(tr_spec_reader *reader, const tr_yaml *node,
                      uint8_t element_count, tr_spec_note *note) {
  if (tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL) return false;
  const tr_str text = node->text;
  bool good = text.n >= 5 && text.n % 2 == 1 &&
              (text.n - 1) / 2 <= sizeof note->elements &&
              strchr("PRECL", text.p[0]) != NULL;
  *note = (tr_spec_note){.kind = text.n > 0 ? text.p[0] : '\0'};
  for (size_t i = 1; good && i < text.n; i += 2) {
    const char tens = text.p[i], ones = text.p[i + 1];
    good = tens >= '0' && tens <= '9' && ones >= '0' && ones <= '9';
    const int element = (tens - '0') * 10 + (ones - '0');
    good = good && element >= 1 && element <= element_count;
    if (good) note->elements[note->count++] = (uint8_t)element;
  }
  if (!good)
    tr_yaml_fail(reader->sink, node,
                 "a note is P, R, E, C or L and two to six elements of the "
                 "segment, \"P0809\"");
  return good;
}

static void read_notes(tr_spec_reader *reader, const tr_yaml *list,
                       tr_spec_base *base) {
  if (tr_yaml_want(reader->sink, list, TR_YAML_LIST) == NULL) return;
  tr_spec_note *notes = tr__spec_array(reader, list->count, sizeof *notes);
  if (notes == NULL) return;
  for (uint32_t i = 0; i < list->count && base->note_count < UINT8_MAX; i++)
    if (read_note(reader, &list->items[i], base->element_count,
                  &notes[base->note_count]))
      base->note_count++;
  base->notes = base->note_count > 0 ? notes : NULL;
}

static bool is_segment_id(tr_str id) {
  bool good = id.n == 2 || id.n == 3;
  for (size_t i = 0; good && i < id.n; i++)
    good = (id.p[i] >= 'A' && id.p[i] <= 'Z') ||
           (i > 0 && id.p[i] >= '0' && id.p[i] <= '9');
  return good;
}

static void read_segment(tr_spec_reader *reader, const tr_yaml *node) {
  static const char *const known[] = {"label", "elements", "notes", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, node, "a segment", known);
  if (!is_segment_id(node->key)) {
    tr_yaml_fail_key(reader->sink, node, "\"%s\" is no id of a segment",
                     node->key.p);
    return;
  }
  tr_spec_base base = {.id = node->key};
  base.label = tr__spec_label(reader, node, true);
  base.element_count = read_slots(reader, node, "elements", TR_SPEC_ELEMENTS,
                                  true, &base.elements);
  if (base.label == NULL || base.element_count == 0) return;
  const tr_yaml *notes = tr_yaml_get(node, "notes");
  if (notes != NULL) read_notes(reader, notes, &base);
  reader->segments[reader->segment_count++] = base;
}

void tr__spec_segments_read(tr_spec_reader *reader, const tr_yaml *root) {
  static const char *const known[] = {"composites", "segments", NULL};
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, root, "the file of segments", known);
  const tr_yaml *composites = section(reader, root, "composites");
  const tr_yaml *segments = section(reader, root, "segments");
  if (composites == NULL || segments == NULL) return;
  read_composites(reader, composites);
  reader->segments =
      tr__spec_array(reader, segments->count, sizeof *reader->segments);
  if (reader->no_memory) return;
  for (uint32_t i = 0; i < segments->count; i++)
    read_segment(reader, &segments->items[i]);
}
