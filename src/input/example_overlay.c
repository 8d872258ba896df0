/* What an example says of a note, laid over the complete one: maps join, null
 * takes away, anything else replaces. */
#include "input/example_parts.h"

#include <json-c/json.h>

/* Keys whose values are texts even where they look like numbers. */
static bool is_text_key(const char *key) {
  static const char *const keys[] = {"id",   "claim", "code",   "npi",  "by",
                                     "rule", "goal",  "author", "level"};
  for (size_t i = 0; key != NULL && i < sizeof keys / sizeof keys[0]; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return false;
}

static bool is_number(tr_str value) {
  size_t digits = 0, points = 0;
  for (size_t i = 0; i < value.n; i++) {
    const char c = value.p[i];
    if (c >= '0' && c <= '9')
      digits++;
    else if (c == '.' && digits > 0 && points == 0)
      points++;
    else if (c != '-' || i != 0)
      return false;
  }
  return digits > 0 && value.p[value.n - 1] != '.';
}

static json_object *value_of(const tr_yaml *node, const char *key) {
  json_object *out;
  switch (node->kind) {
    case TR_YAML_NULL:
      return NULL;
    case TR_YAML_LIST:
      out = json_object_new_array();
      for (uint32_t i = 0; i < node->count; i++)
        json_object_array_add(out, value_of(&node->items[i], key));
      return out;
    case TR_YAML_MAP:
      out = json_object_new_object();
      for (uint32_t i = 0; i < node->count; i++)
        json_object_object_add(out, node->items[i].key.p,
                               value_of(&node->items[i], node->items[i].key.p));
      return out;
    case TR_YAML_TEXT:
      break;
  }
  if (!node->plain || is_text_key(key))
    return json_object_new_string_len(node->text.p, (int)node->text.n);
  if (tr_str_eq(node->text, TR_STR("true"))) return json_object_new_boolean(1);
  if (tr_str_eq(node->text, TR_STR("false"))) return json_object_new_boolean(0);
  if (is_number(node->text)) return json_tokener_parse(node->text.p);
  return json_object_new_string_len(node->text.p, (int)node->text.n);
}

/* Services are changed by their number; null takes one away. */
static void lay_over_services(json_object *list, const tr_yaml *over) {
  const size_t before = json_object_array_length(list);
  for (uint32_t i = 0; i < over->count; i++) {
    const tr_yaml *item = &over->items[i];
    if (i >= before)
      json_object_array_add(list, value_of(item, NULL));
    else if (item->kind == TR_YAML_MAP)
      tr__example_lay_over(json_object_array_get_idx(list, i), item);
  }
  for (uint32_t i = over->count; i-- > 0;)
    if (over->items[i].kind == TR_YAML_NULL && i < before)
      json_object_array_del_idx(list, i, 1);
}

void tr__example_lay_over(struct json_object *map, const tr_yaml *over) {
  for (uint32_t i = 0; i < over->count; i++) {
    const tr_yaml *item = &over->items[i];
    const char *key = item->key.p;
    json_object *old = json_object_object_get(map, key);
    if (item->kind == TR_YAML_NULL)
      json_object_object_del(map, key);
    else if (item->kind == TR_YAML_MAP &&
             json_object_is_type(old, json_type_object))
      tr__example_lay_over(old, item);
    else if (item->kind == TR_YAML_LIST && item->count > 0 &&
             strcmp(key, "services") == 0 &&
             json_object_is_type(old, json_type_array))
      lay_over_services(old, item);
    else
      json_object_object_add(map, key, value_of(item, key));
  }
}
