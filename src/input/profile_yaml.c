/* Which keys there are, what stands behind each, and what a payer's file says
 * of them from which day on. */
#include "input/profile_yaml.h"

#include <stdlib.h>

#include "input/profile_value.h"
#include "input/yaml_tree.h"
#include "rule/profile.h"

static const char *const confidences[] = {"official", "secondary", "background",
                                          NULL};

static const char *text_of(tr_profile_reader *reader, const tr_yaml *node) {
  return tr_yaml_want(reader->sink, node, TR_YAML_TEXT) != NULL ? node->text.p
                                                                : NULL;
}

/* A text that must be there. */
static const char *must_text(tr_profile_reader *reader, const tr_yaml *map,
                             const char *key) {
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node != NULL) return text_of(reader, node);
  tr_yaml_fail(reader->sink, map, "\"%s\" is missing", key);
  return NULL;
}

static bool read_standing(tr_profile_reader *reader, const tr_yaml *map,
                          const char **source, const char **confidence) {
  *source = must_text(reader, map, "source");
  if (*source != NULL &&
      tr_source_find(reader->sources, tr_str_of(*source)) == NULL) {
    tr_yaml_fail(reader->sink, tr_yaml_get(map, "source"),
                 "the source \"%s\" is not in docs/sources.d", *source);
    return false;
  }
  const tr_yaml *node = tr_yaml_get(map, "confidence");
  if (node == NULL) {
    tr_yaml_fail(reader->sink, map, "\"confidence\" is missing");
    return false;
  }
  const int which = tr_yaml_word(reader->sink, node, "confidence", confidences);
  if (which >= 0) *confidence = confidences[which];
  return which >= 0 && *source != NULL;
}

/* ------------------------------------------------------------------- keys */

static bool is_key_type(tr_type type) {
  return type == TR_TYPE_FLAG || type == TR_TYPE_NUMBER ||
         type == TR_TYPE_WORD ||
         (type >= TR_TYPE_CODE_SET && type <= TR_TYPE_LIMIT_LIST);
}

static bool read_words_of_key(tr_profile_reader *reader, const tr_yaml *node,
                              tr_profile_key *key) {
  const tr_yaml *words = tr_yaml_get(node, "words");
  const bool wanted =
      key->type == TR_TYPE_WORD || key->type == TR_TYPE_WORD_SET;
  if ((words != NULL) != wanted) {
    tr_yaml_fail(reader->sink, node,
                 "\"words\" go with types word and "
                 "word-set");
    return false;
  }
  if (!wanted) return true;
  if (tr_yaml_want(reader->sink, words, TR_YAML_LIST) == NULL) return false;
  if (words->count == 0 || words->count > TR_PROFILE_WORDS) {
    tr_yaml_fail(reader->sink, words, "1 to %d words are wanted here",
                 (int)TR_PROFILE_WORDS);
    return false;
  }
  const char **list =
      tr_arena_array(reader->arena, words->count + 1, sizeof *list);
  if (list == NULL) {
    reader->no_memory = true;
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; i < words->count; i++) {
    list[i] = text_of(reader, &words->items[i]);
    good = good && list[i] != NULL;
  }
  key->words = list;
  return good;
}

static bool read_bound(tr_profile_reader *reader, const tr_yaml *node,
                       const char *name, int32_t fallback, int32_t *bound) {
  const tr_yaml *value = tr_yaml_get(node, name);
  int64_t number = fallback;
  if (value != NULL &&
      !tr_yaml_number(reader->sink, value, TR_PROFILE_NUMBER, &number))
    return false;
  *bound = (int32_t)number;
  return true;
}

static bool read_key(tr_profile_reader *reader, const tr_yaml *node,
                     tr_profile_key *key, tr_profile_value *value) {
  static const char *const known[] = {
      "key", "type", "words",   "unit",    "default",    "source",
      "min", "max",  "row_key", "meaning", "confidence", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return false;
  tr_yaml_check_keys(reader->sink, node, "a profile key", known);
  key->name = must_text(reader, node, "key");
  key->meaning = must_text(reader, node, "meaning");
  const tr_yaml *unit = tr_yaml_get(node, "unit");
  key->unit = unit != NULL && unit->kind == TR_YAML_TEXT ? unit->text.p : "";
  const tr_yaml *type = tr_yaml_get(node, "type");
  if (type == NULL || !tr_type_find(type->text, &key->type) ||
      !is_key_type(key->type)) {
    tr_yaml_fail(reader->sink, type != NULL ? type : node,
                 "\"type\" is missing or no type of a profile key");
    return false;
  }
  if (!read_words_of_key(reader, node, key) ||
      !read_bound(reader, node, "min", 0, &key->min) ||
      !read_bound(reader, node, "max", TR_PROFILE_NUMBER, &key->max))
    return false;
  *value = (tr_profile_value){.from = TR_DAY_MIN, .to = TR_DAY_MAX};
  const tr_yaml *given = tr_yaml_get(node, "default");
  if (given == NULL) {
    tr_yaml_fail(reader->sink, node, "\"default\" is missing");
    return false;
  }
  return read_standing(reader, node, &value->source, &value->confidence) &&
         tr_profile_value_read(reader, given, key, &value->value) &&
         key->name != NULL && key->meaning != NULL;
}

static tr_status keys_of(tr_profile_reader *reader, const tr_yaml *list,
                         tr_profile_keys *keys) {
  tr_profile_key *rows =
      tr_arena_array(reader->arena, list->count, sizeof *rows);
  tr_profile_value *values =
      tr_arena_array(reader->arena, list->count, sizeof *values);
  tr_profile_entry *entries =
      tr_arena_array(reader->arena, list->count, sizeof *entries);
  tr_profile *defaults = tr_arena_alloc(reader->arena, sizeof *defaults);
  if (rows == NULL || values == NULL || entries == NULL || defaults == NULL)
    return TR_ENOMEM;
  uint32_t count = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    const tr_yaml *node = &list->items[i];
    rows[count] = (tr_profile_key){0};
    if (!read_key(reader, node, &rows[count], &values[count])) continue;
    if (tr_profile_key_find(rows, count, tr_str_of(rows[count].name)) >= 0) {
      tr_yaml_fail(reader->sink, node, "the key \"%s\" is there already",
                   rows[count].name);
      continue;
    }
    entries[count] = (tr_profile_entry){(int32_t)count, &values[count], 1};
    count++;
  }
  *defaults = (tr_profile){.id = TR_PROFILE_DEFAULTS,
                           .name = "defaults",
                           .entries = entries,
                           .entry_count = count};
  *keys = (tr_profile_keys){rows, count, defaults};
  return TR_OK;
}

tr_status tr_profile_keys_read(tr_arena *arena, tr_pack_sink *sink,
                               const tr_source_list *sources,
                               tr_profile_keys *keys) {
  tr_profile_reader reader = {arena, sink, sources, false};
  const tr_yaml *root = NULL;
  const tr_status status = tr_yaml_read(arena, sink, &root);
  if (status != TR_OK) return status;
  *keys = (tr_profile_keys){0};
  if (root == NULL) return TR_OK;
  const tr_yaml *list = tr_yaml_get(root, "keys");
  const tr_yaml *format = tr_yaml_get(root, "format");
  if (format == NULL ||
      !tr_str_eq(format->text, TR_STR("traction-profile-keys/1")))
    tr_yaml_fail(sink, root, "\"format\" is not traction-profile-keys/1");
  if (list == NULL || list->kind != TR_YAML_LIST || list->count == 0 ||
      list->count > TR_PROFILE_KEYS) {
    tr_yaml_fail(sink, list != NULL ? list : root,
                 "\"keys\" is a list of 1 to %d keys", (int)TR_PROFILE_KEYS);
    return TR_OK;
  }
  const tr_status read = keys_of(&reader, list, keys);
  return reader.no_memory ? TR_ENOMEM : read;
}

/* --------------------------------------------------------------- profiles */

static bool read_day(tr_profile_reader *reader, const tr_yaml *map,
                     const char *key, tr_day fallback, tr_day *day) {
  const tr_yaml *node = tr_yaml_get(map, key);
  *day = fallback;
  if (node == NULL) return true;
  if (node->kind == TR_YAML_TEXT && tr_day_read_iso(node->text, day) == TR_OK)
    return true;
  tr_yaml_fail(reader->sink, node, "a date YYYY-MM-DD is wanted here");
  return false;
}

static bool read_states(tr_profile_reader *reader, const tr_yaml *node,
                        tr_constant *value) {
  if (node == NULL) return true;
  if (!tr_profile_codes_read(reader, node, &value->states, &value->state_count))
    return false;
  bool good = value->state_count > 0;
  for (uint32_t i = 0; i < node->count; i++)
    good = good && node->items[i].text.n == 2;
  if (!good)
    tr_yaml_fail(reader->sink, node, "states are codes of two letters");
  return good;
}

static bool read_entry(tr_profile_reader *reader, const tr_yaml *node,
                       const tr_profile_key *key, tr_profile_value *value) {
  static const char *const known[] = {"value",      "from",   "to", "source",
                                      "confidence", "states", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return false;
  tr_yaml_check_keys(reader->sink, node, "an entry", known);
  const tr_yaml *given = tr_yaml_get(node, "value");
  if (given == NULL) {
    tr_yaml_fail(reader->sink, node, "\"value\" is missing");
    return false;
  }
  bool good = tr_profile_value_read(reader, given, key, &value->value);
  good =
      read_standing(reader, node, &value->source, &value->confidence) && good;
  good = read_day(reader, node, "from", TR_DAY_MIN, &value->from) && good;
  good = read_day(reader, node, "to", TR_DAY_MAX, &value->to) && good;
  if (good && value->from > value->to) {
    tr_yaml_fail(reader->sink, node, "the entry ends before it begins");
    return false;
  }
  return read_states(reader, tr_yaml_get(node, "states"), &value->value) &&
         good;
}

static bool states_meet(const tr_constant *a, const tr_constant *b) {
  if (a->states == NULL && b->states == NULL) return true;
  for (uint32_t i = 0; a->states != NULL && i < a->state_count; i++)
    if (tr_codes_have(b->states, b->state_count, a->states[i])) return true;
  return false;
}

/* One answer a day: entries of rows without a key of their own add up. */
static void check_overlaps(tr_profile_reader *reader, const tr_yaml *node,
                           const tr_profile_key *key,
                           const tr_profile_value *values, uint32_t count) {
  if (key->type >= TR_TYPE_NUMBER_LIST) return;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t j = 0; j < i; j++)
      if (values[i].from <= values[j].to && values[j].from <= values[i].to &&
          states_meet(&values[i].value, &values[j].value)) {
        tr_yaml_fail_key(reader->sink, node,
                         "two values of \"%s\" hold on one day", key->name);
        return;
      }
}

static int by_newest(const void *a, const void *b) {
  const tr_profile_value *x = a, *y = b;
  return x->from > y->from ? -1 : x->from < y->from;
}

static bool read_values(tr_profile_reader *reader, const tr_yaml *node,
                        const tr_profile_keys *keys, tr_profile_entry *entry) {
  entry->key = tr_profile_key_find(keys->keys, keys->count, node->key);
  if (entry->key < 0) {
    tr_yaml_fail_key(reader->sink, node, "profiles have no key \"%s\"",
                     node->key.p);
    return false;
  }
  const tr_profile_key *key = &keys->keys[entry->key];
  if (tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL) return false;
  if (node->count == 0) {
    tr_yaml_fail(reader->sink, node, "at least one entry is due");
    return false;
  }
  tr_profile_value *values =
      tr_arena_array(reader->arena, node->count, sizeof *values);
  if (values == NULL) {
    reader->no_memory = true;
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++)
    good = read_entry(reader, &node->items[i], key, &values[i]) && good;
  if (!good) return false;
  check_overlaps(reader, node, key, values, node->count);
  if (node->count > 1) qsort(values, node->count, sizeof *values, by_newest);
  entry->values = values;
  entry->value_count = node->count;
  return true;
}

static void read_profile(tr_profile_reader *reader, const tr_yaml *root,
                         const tr_profile_keys *keys, tr_str id,
                         tr_profile *out) {
  static const char *const known[] = {"id", "name", "inherits", "values", NULL};
  tr_pack_sink *sink = reader->sink;
  if (tr_yaml_want(sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(sink, root, "a profile", known);
  out->id = must_text(reader, root, "id");
  out->name = must_text(reader, root, "name");
  if (out->id != NULL && !tr_str_eq(tr_str_of(out->id), id))
    tr_yaml_fail(sink, tr_yaml_get(root, "id"),
                 "the id is not the name of the file, \"%.*s\"",
                 TR_STR_ARG(id));
  const tr_yaml *inherits = tr_yaml_get(root, "inherits");
  if (inherits != NULL) out->inherits = text_of(reader, inherits);
  const tr_yaml *values = tr_yaml_get(root, "values");
  if (values == NULL || values->kind == TR_YAML_NULL) return;
  if (tr_yaml_want(sink, values, TR_YAML_MAP) == NULL) return;
  tr_profile_entry *entries =
      tr_arena_array(reader->arena, values->count, sizeof *entries);
  if (entries == NULL && values->count > 0) {
    reader->no_memory = true;
    return;
  }
  for (uint32_t i = 0; i < values->count; i++)
    if (read_values(reader, &values->items[i], keys,
                    &entries[out->entry_count]))
      out->entry_count++;
  out->entries = entries;
}

tr_status tr_profile_read(tr_arena *arena, tr_pack_sink *sink,
                          const tr_profile_keys *keys,
                          const tr_source_list *sources, tr_str id,
                          const tr_profile **profile) {
  tr_profile_reader reader = {arena, sink, sources, false};
  const uint32_t before = sink->count;
  const tr_yaml *root = NULL;
  *profile = NULL;
  const tr_status status = tr_yaml_read(arena, sink, &root);
  if (status != TR_OK || root == NULL) return status;
  tr_profile *out = tr_arena_alloc(arena, sizeof *out);
  if (out == NULL) return TR_ENOMEM;
  read_profile(&reader, root, keys, id, out);
  if (reader.no_memory) return TR_ENOMEM;
  if (sink->count == before) *profile = out;
  return TR_OK;
}
