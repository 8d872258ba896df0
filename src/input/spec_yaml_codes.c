/* Lists of values: written as "11|12|@list" or as a list, kept sorted. */
#include <stdlib.h>

#include "input/spec_yaml_parts.h"

/* ------------------------------------------------------------ shared lists */

void tr__spec_lists_read(tr_spec_reader *reader, const tr_yaml *root) {
  static const char *const known[] = {"lists", NULL};
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, root, "the file of lists", known);
  const tr_yaml *lists = tr_yaml_get(root, "lists");
  if (lists == NULL || tr_yaml_want(reader->sink, lists, TR_YAML_MAP) == NULL)
    return;
  reader->lists = tr__spec_array(reader, lists->count, sizeof *reader->lists);
  if (reader->lists == NULL) return;
  for (uint32_t i = 0; i < lists->count; i++) {
    const tr_yaml *node = &lists->items[i];
    /* Read as any other list, so that its errors are told where it is made. */
    if (tr__spec_codes_read(reader, node, 0) == NULL) continue;
    tr_str *values =
        tr__spec_array(reader, reader->value_count, sizeof *values);
    if (values == NULL) return;
    memcpy(values, reader->values, reader->value_count * sizeof *values);
    reader->lists[reader->list_count++] =
        (tr_spec_named){node->key, values, reader->value_count};
  }
}

static const tr_spec_named *find_list(const tr_spec_reader *reader,
                                      tr_str name) {
  for (uint32_t i = 0; i < reader->list_count; i++)
    if (tr_str_eq(reader->lists[i].name, name)) return &reader->lists[i];
  return NULL;
}

/* ------------------------------------------------------------------ values */

static bool is_value(tr_str value) {
  for (size_t i = 0; i < value.n; i++)
    if (value.p[i] < ' ' || value.p[i] > '~' || value.p[i] == '"') return false;
  return value.n > 0 && tr_str_trim(value).n == value.n;
}

static void fail_value(tr_spec_reader *reader, const tr_yaml *text, tr_str part,
                       const char *what) {
  const size_t at = tr_yaml_position(text, reader->sink->bytes,
                                     (size_t)(part.p - text->text.p));
  tr_pack_fail(reader->sink, at, part.n > 0 ? part.n : 1, "\"%.*s\" %s",
               TR_STR_ARG(part), what);
}

static bool add_value(tr_spec_reader *reader, const tr_yaml *text, tr_str part,
                      tr_str value) {
  for (uint32_t i = 0; i < reader->value_count; i++)
    if (tr_str_eq(reader->values[i], value)) {
      fail_value(reader, text, part, "is there already");
      return false;
    }
  if (reader->value_count == TR_SPEC_VALUES) {
    fail_value(reader, text, part, "is one value too many");
    return false;
  }
  reader->values[reader->value_count++] = value;
  return true;
}

static bool add_part(tr_spec_reader *reader, const tr_yaml *text, tr_str part) {
  if (!tr_str_starts(part, TR_STR("@"))) {
    if (is_value(part)) return add_value(reader, text, part, part);
    fail_value(reader, text, part, "is no value");
    return false;
  }
  const tr_spec_named *list =
      find_list(reader, (tr_str){part.p + 1, part.n - 1});
  if (list == NULL) {
    fail_value(reader, text, part, "is no list of codes.yaml");
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; good && i < list->count; i++)
    good = add_value(reader, text, part, list->values[i]);
  return good;
}

static bool add_text(tr_spec_reader *reader, const tr_yaml *text,
                     size_t start) {
  bool good = true;
  const tr_str all = text->text;
  for (size_t i = start; i <= all.n;) {
    size_t end = i;
    while (end < all.n && all.p[end] != '|') end++;
    good = add_part(reader, text, tr_str_trim((tr_str){all.p + i, end - i})) &&
           good;
    i = end + 1;
  }
  return good;
}

static int by_order(const void *a, const void *b) {
  return tr_str_compare(*(const tr_str *)a, *(const tr_str *)b);
}

/* The values at hand as a list. */
static const tr_spec_codes *pack_values(tr_spec_reader *reader) {
  tr_spec_codes *out = tr__spec_array(reader, 1, sizeof *out);
  tr_code *codes = tr__spec_array(reader, reader->value_count, sizeof *codes);
  const char **texts =
      tr__spec_array(reader, reader->value_count, sizeof *texts);
  if (reader->no_memory) return NULL;
  if (reader->value_count > 1)
    qsort(reader->values, reader->value_count, sizeof *reader->values,
          by_order);
  for (uint32_t i = 0; i < reader->value_count; i++) {
    const tr_str value = reader->values[i];
    if (value.n <= TR_CODE_BYTES) {
      codes[out->count++] = tr_code_pack(value);
      continue;
    }
    char *text = tr_arena_alloc(reader->arena, value.n + 1);
    if (text == NULL) {
      reader->no_memory = true;
      return NULL;
    }
    texts[out->text_count++] = memcpy(text, value.p, value.n);
  }
  out->codes = out->count > 0 ? codes : NULL;
  out->texts = out->text_count > 0 ? texts : NULL;
  return out;
}

const tr_spec_codes *tr__spec_codes_read(tr_spec_reader *reader,
                                         const tr_yaml *node, size_t start) {
  bool good = true;
  reader->value_count = 0;
  if (node->kind == TR_YAML_TEXT) {
    good = add_text(reader, node, start);
  } else if (node->kind == TR_YAML_LIST && node->count > 0) {
    for (uint32_t i = 0; i < node->count; i++) {
      const tr_yaml *item = &node->items[i];
      good = tr_yaml_want(reader->sink, item, TR_YAML_TEXT) != NULL &&
             add_part(reader, item, item->text) && good;
    }
  } else {
    tr_yaml_fail(reader->sink, node, "values are wanted here");
    return NULL;
  }
  return good ? pack_values(reader) : NULL;
}

/* ---------------------------------------------------------------- two lists */

static void take_list(tr_spec_reader *reader, const tr_spec_codes *list,
                      char (*room)[TR_CODE_BYTES + 1]) {
  for (uint32_t i = 0; i < list->count; i++) {
    const size_t length = tr_code_text(list->codes[i], room[i]);
    reader->values[reader->value_count++] = (tr_str){room[i], length};
  }
  for (uint32_t i = 0; i < list->text_count; i++)
    reader->values[reader->value_count++] = tr_str_of(list->texts[i]);
}

const tr_spec_codes *tr__spec_codes_join(tr_spec_reader *reader,
                                         const tr_spec_codes *a,
                                         const tr_spec_codes *b) {
  const size_t count = (size_t)a->count + b->count;
  char(*room)[TR_CODE_BYTES + 1] = tr__spec_array(reader, count, sizeof *room);
  if (room == NULL || count + a->text_count + b->text_count > TR_SPEC_VALUES)
    return NULL;
  reader->value_count = 0;
  take_list(reader, a, room);
  take_list(reader, b, room + a->count);
  return pack_values(reader);
}

bool tr__spec_codes_meet(const tr_spec_codes *a, const tr_spec_codes *b) {
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    if (a->codes[i] == b->codes[j]) return true;
    if (a->codes[i] < b->codes[j])
      i++;
    else
      j++;
  }
  for (uint32_t i = 0; i < a->text_count; i++)
    for (uint32_t j = 0; j < b->text_count; j++)
      if (strcmp(a->texts[i], b->texts[j]) == 0) return true;
  return false;
}
