/* What a guide says of the elements of a segment, over what the standard says
 * of them; and which of them tell a segment from its siblings. */
#include "input/spec_yaml_parts.h"

/* ------------------------------------------------------------------- places */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool tr__spec_place_read(tr_str text, unsigned *element, unsigned *part) {
  if (text.n < 2 || !is_digit(text.p[0]) || !is_digit(text.p[1])) return false;
  *element = (unsigned)(text.p[0] - '0') * 10 + (unsigned)(text.p[1] - '0');
  *part = 0;
  if (*element == 0) return false;
  if (text.n == 2) return true;
  if (text.p[2] != '-' || text.n < 4 || text.n > 5) return false;
  for (size_t i = 3; i < text.n; i++) {
    if (!is_digit(text.p[i]) || text.p[3] == '0') return false;
    *part = *part * 10 + (unsigned)(text.p[i] - '0');
  }
  return true;
}

/* ------------------------------------------------------------ one element */

static bool read_use(tr_spec_reader *reader, const tr_yaml *node, tr_str word,
                     uint8_t *usage) {
  if (tr_str_eq(word, TR_STR("R")))
    *usage = TR_USAGE_REQUIRED;
  else if (tr_str_eq(word, TR_STR("S")))
    *usage = TR_USAGE_SITUATIONAL;
  else if (tr_str_eq(word, TR_STR("N")))
    *usage = TR_USAGE_NOT_USED;
  else {
    tr_yaml_fail(reader->sink, node, "the use is R, S or N, not \"%.*s\"",
                 TR_STR_ARG(word));
    return false;
  }
  return true;
}

/* "USE [VALUES]" */
static void read_short(tr_spec_reader *reader, const tr_yaml *node,
                       tr_spec_element *element) {
  const tr_str text = node->text;
  size_t end = 0;
  while (end < text.n && text.p[end] != ' ') end++;
  if (!read_use(reader, node, (tr_str){text.p, end}, &element->usage)) return;
  while (end < text.n && text.p[end] == ' ') end++;
  if (end < text.n) element->codes = tr__spec_codes_read(reader, node, end);
}

static void read_limit(tr_spec_reader *reader, const tr_yaml *map,
                       const char *key, int64_t most, uint16_t *limit) {
  const tr_yaml *node = tr_yaml_get(map, key);
  int64_t number = 0;
  if (node != NULL && tr_yaml_number(reader->sink, node, most, &number))
    *limit = (uint16_t)number;
}

static void read_map(tr_spec_reader *reader, const tr_yaml *map,
                     tr_spec_element *element) {
  static const char *const known[] = {"use",      "codes", "read",    "lenient",
                                      "least",    "most",  "repeats", "label",
                                      "personal", NULL};
  tr_yaml_check_keys(reader->sink, map, "an element of a guide", known);
  const tr_yaml *use = tr_yaml_get(map, "use");
  if (use == NULL)
    tr_yaml_fail(reader->sink, map, "\"use\" is missing");
  else if (tr_yaml_want(reader->sink, use, TR_YAML_TEXT) != NULL)
    (void)read_use(reader, use, use->text, &element->usage);
  const tr_yaml *codes = tr_yaml_get(map, "codes");
  const tr_yaml *read = tr_yaml_get(map, "read");
  if (codes != NULL) element->codes = tr__spec_codes_read(reader, codes, 0);
  if (read != NULL) element->read = tr__spec_codes_read(reader, read, 0);
  const tr_yaml *lenient = tr_yaml_get(map, "lenient");
  const tr_yaml *personal = tr_yaml_get(map, "personal");
  if (lenient != NULL)
    (void)tr_yaml_flag(reader->sink, lenient, &element->lenient);
  if (personal != NULL)
    (void)tr_yaml_flag(reader->sink, personal, &element->personal);
  read_limit(reader, map, "least", TR_SPEC_LENGTH, &element->least);
  read_limit(reader, map, "most", TR_SPEC_LENGTH, &element->most);
  const tr_yaml *repeats = tr_yaml_get(map, "repeats");
  if (repeats != NULL && tr_str_eq(repeats->text, TR_STR("any")))
    element->repeats = 0;
  else
    read_limit(reader, map, "repeats", TR_SPEC_LENGTH, &element->repeats);
  const char *label = tr__spec_label(reader, map, false);
  if (label != NULL) element->label = label;
  if (element->codes == NULL && read != NULL && codes == NULL)
    tr_yaml_fail(reader->sink, map, "\"read\" goes with codes");
  if (element->codes != NULL && element->read != NULL &&
      tr__spec_codes_meet(element->codes, element->read))
    tr_yaml_fail(reader->sink, read, "a value is among the codes already");
}

/* A value that no element of that length can have. */
static void check_lengths(tr_spec_reader *reader, const tr_yaml *node,
                          const tr_spec_element *element,
                          const tr_spec_codes *codes) {
  if (codes == NULL) return;
  for (uint32_t i = 0; i < codes->count; i++) {
    char text[TR_CODE_BYTES + 1];
    const size_t length = tr_code_text(codes->codes[i], text);
    if (length < element->least || length > element->most)
      tr_yaml_fail(reader->sink, node, "\"%s\" is not %u to %u characters",
                   text, element->least, element->most);
  }
  for (uint32_t i = 0; i < codes->text_count; i++)
    if (strlen(codes->texts[i]) < element->least ||
        strlen(codes->texts[i]) > element->most)
      tr_yaml_fail(reader->sink, node, "\"%s\" is not %u to %u characters",
                   codes->texts[i], element->least, element->most);
}

static void read_element(tr_spec_reader *reader, const tr_yaml *node,
                         tr_spec_element *element) {
  if (node->kind == TR_YAML_TEXT)
    read_short(reader, node, element);
  else if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) != NULL)
    read_map(reader, node, element);
  else
    return;
  if (element->type == TR_TYPE_COMPOSITE) {
    if (element->codes != NULL || element->read != NULL)
      tr_yaml_fail(reader->sink, node, "values go with the parts");
    return;
  }
  if (element->least == 0 || element->least > element->most)
    tr_yaml_fail(reader->sink, node, "\"least\" is 1 to \"most\"");
  check_lengths(reader, node, element, element->codes);
  check_lengths(reader, node, element, element->read);
}

/* --------------------------------------------------------------- a segment */

/* The element or part that a key names, or NULL after an error. */
static tr_spec_element *find_place(tr_spec_reader *reader, const tr_yaml *node,
                                   const tr_spec_base *base,
                                   tr_spec_element *elements) {
  unsigned number = 0, part = 0;
  if (!tr__spec_place_read(node->key, &number, &part) ||
      number > base->element_count) {
    tr_yaml_fail_key(reader->sink, node, "%.*s has no element \"%s\"",
                     TR_STR_ARG(base->id), node->key.p);
    return NULL;
  }
  tr_spec_element *element = &elements[number - 1];
  if (part == 0) return element;
  if (part > element->part_count) {
    tr_yaml_fail_key(reader->sink, node, "%.*s has no part \"%s\"",
                     TR_STR_ARG(base->id), node->key.p);
    return NULL;
  }
  if (element->parts == base->elements[number - 1].parts) {
    /* Those of the standard are shared: this place gets its own. */
    tr_spec_element *parts =
        tr__spec_array(reader, element->part_count, sizeof *parts);
    if (parts == NULL) return NULL;
    memcpy(parts, element->parts, element->part_count * sizeof *parts);
    element->parts = parts;
  }
  return (tr_spec_element *)&element->parts[part - 1];
}

static void check_composite(tr_spec_reader *reader, const tr_yaml *map,
                            const tr_spec_element *element, uint32_t number) {
  if (element->type != TR_TYPE_COMPOSITE) return;
  bool any = false;
  for (uint32_t i = 0; i < element->part_count; i++)
    any = any || element->parts[i].usage != TR_USAGE_NOT_USED;
  if (any != (element->usage != TR_USAGE_NOT_USED))
    tr_yaml_fail(reader->sink, map,
                 any ? "parts of element %02u are used, but it is not"
                     : "element %02u is used, but none of its parts is",
                 (unsigned)number);
}

void tr__spec_elements_read(tr_spec_reader *reader, const tr_yaml *map,
                            const tr_spec_base *base,
                            tr_spec_segment *segment) {
  tr_spec_element *elements =
      tr__spec_array(reader, base->element_count, sizeof *elements);
  if (elements == NULL) return;
  memcpy(elements, base->elements, base->element_count * sizeof *elements);
  segment->elements = elements;
  segment->element_count = base->element_count;
  segment->notes = base->notes;
  segment->note_count = base->note_count;
  if (map == NULL || tr_yaml_want(reader->sink, map, TR_YAML_MAP) == NULL)
    return;
  const uint32_t before = reader->sink->count;
  for (uint32_t i = 0; i < map->count; i++) {
    const tr_yaml *node = &map->items[i];
    tr_spec_element *element = find_place(reader, node, base, elements);
    if (element != NULL) read_element(reader, node, element);
    if (reader->no_memory) return;
  }
  if (reader->sink->count != before) return;
  for (uint32_t i = 0; i < base->element_count; i++)
    check_composite(reader, map, &elements[i], i + 1);
}

/* -------------------------------------------------------------------- keys */

static bool read_key(tr_spec_reader *reader, const tr_yaml *node,
                     const tr_spec_segment *segment, tr_spec_key *key) {
  unsigned number = 0, part = 0;
  if (tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL) return false;
  if (!tr__spec_place_read(node->text, &number, &part) ||
      number > segment->element_count ||
      part > segment->elements[number - 1].part_count) {
    tr_yaml_fail(reader->sink, node, "the segment has no element \"%s\"",
                 node->text.p);
    return false;
  }
  const tr_spec_element *element = &segment->elements[number - 1];
  if (part > 0) element = &element->parts[part - 1];
  if (element->codes == NULL) {
    tr_yaml_fail(reader->sink, node,
                 "element \"%s\" has no values that could tell", node->text.p);
    return false;
  }
  *key = (tr_spec_key){(uint8_t)number, (uint8_t)part, element->codes};
  if (element->read != NULL)
    key->codes = tr__spec_codes_join(reader, element->codes, element->read);
  return key->codes != NULL;
}

void tr__spec_keys_read(tr_spec_reader *reader, const tr_yaml *node,
                        tr_spec_segment *segment) {
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  if (node->count == 0 || node->count > TR_SPEC_KEYS) {
    tr_yaml_fail(reader->sink, node, "1 to %d elements are wanted here",
                 (int)TR_SPEC_KEYS);
    return;
  }
  tr_spec_key *keys = tr__spec_array(reader, node->count, sizeof *keys);
  if (keys == NULL) return;
  for (uint32_t i = 0; i < node->count; i++)
    if (read_key(reader, &node->items[i], segment, &keys[segment->key_count]))
      segment->key_count++;
  segment->keys = keys;
}
