/* Payer profiles: from when to when their values hold, and by which rows of the
 * payer table a claim comes under one. */
#include <string.h>

#include "base/json_write.h"
#include "rule/profile.h"
#include "rules_list.h"
#include "show.h"

/* The earliest beginning and the latest end that a value of it names. */
typedef struct span {
  tr_day from, to;
  size_t values;
} span;

static span span_of(const tr_profile *profile) {
  span found = {TR_DAY_MAX, TR_DAY_MIN, 0};
  for (uint32_t i = 0; i < profile->entry_count; i++) {
    const tr_profile_entry *entry = &profile->entries[i];
    for (uint32_t k = 0; k < entry->value_count; k++) {
      const tr_profile_value *value = &entry->values[k];
      if (value->from < found.from) found.from = value->from;
      if (value->to > found.to) found.to = value->to;
      found.values++;
    }
  }
  if (found.values == 0) found = (span){TR_DAY_MIN, TR_DAY_MAX, 0};
  return found;
}

static bool is_defaults(const tr_profile *profile) {
  return strcmp(profile->id, TR_PROFILE_DEFAULTS) == 0;
}

static void put_condition(tr_buf *out, bool *any, const char *what,
                          const char *value) {
  if (value == NULL || value[0] == '\0') return;
  tr_buf_addf(out, "%s%s %s", *any ? " and " : "", what, value);
  *any = true;
}

static void put_match(tr_buf *out, const tr_payer_match *match) {
  bool any = false;
  put_condition(out, &any, "payer id", match->payer_id);
  put_condition(out, &any, "filing code", match->filing_code);
  put_condition(out, &any, "name with", match->name_contains);
  put_condition(out, &any, "state", match->state);
  if (!any) tr_buf_add(out, TR_STR("any payer"));
  tr_buf_addf(out, " (%s, %s)\n", match->source, match->confidence);
}

void payers_text(const tr_pack *pack, bool md, tr_buf *out) {
  if (md) tr_buf_add(out, TR_STR("# Payer profiles\n\n"));
  for (uint32_t i = 0; i < pack->profile_count; i++) {
    const tr_profile *profile = pack->profiles[i];
    const span held = span_of(profile);
    bool matched = false;
    if (is_defaults(profile)) continue;
    tr_buf_addf(out, md ? "## %s\n\n%s" : "%s: %s", profile->id, profile->name);
    if (profile->inherits != NULL)
      tr_buf_addf(out, "; otherwise as %s", profile->inherits);
    tr_buf_addf(out, md ? "\n\n%zu value%s, " : "\n    %zu value%s, ",
                held.values, held.values == 1 ? "" : "s");
    show_day(out, held.from, "from any day");
    tr_buf_add(out, TR_STR(" to "));
    show_day(out, held.to, "further notice");
    tr_buf_add(out, md ? TR_STR("\n\n") : TR_STR("\n"));
    for (uint32_t k = 0; k < pack->payer_count; k++) {
      if (strcmp(pack->payers[k].profile, profile->id) != 0) continue;
      tr_buf_add(out, md ? TR_STR("- ") : TR_STR("    by "));
      put_match(out, &pack->payers[k]);
      matched = true;
    }
    if (!matched && strcmp(profile->id, "commercial") == 0)
      tr_buf_add(out, md ? TR_STR("- every payer that no other profile takes\n")
                         : TR_STR("    by being no other's\n"));
    tr_buf_add_char(out, '\n');
  }
}

static void put(tr_json *json, const char *key, const char *text) {
  tr_json_key(json, tr_str_of(key));
  tr_json_string_or_null(json, tr_str_of(text));
}

static void put_day(tr_json *json, const char *key, tr_day day) {
  char text[TR_DAY_TEXT];
  const bool open = day == TR_DAY_MIN || day == TR_DAY_MAX;
  if (!open) tr_day_text(day, text);
  put(json, key, open ? NULL : text);
}

static void put_matches(tr_json *json, const tr_pack *pack,
                        const tr_profile *profile) {
  tr_json_key(json, TR_STR("matched_by"));
  tr_json_begin_array(json);
  for (uint32_t k = 0; k < pack->payer_count; k++) {
    const tr_payer_match *match = &pack->payers[k];
    if (strcmp(match->profile, profile->id) != 0) continue;
    tr_json_begin_object(json);
    put(json, "payer_id", match->payer_id);
    put(json, "filing_code", match->filing_code);
    put(json, "name_contains", match->name_contains);
    put(json, "state", match->state);
    tr_json_key(json, TR_STR("order"));
    tr_json_integer(json, match->order);
    put(json, "source", match->source);
    put(json, "confidence", match->confidence);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

void payers_json(const tr_pack *pack, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  tr_json_key(&json, TR_STR("profiles"));
  tr_json_begin_array(&json);
  for (uint32_t i = 0; i < pack->profile_count; i++) {
    const tr_profile *profile = pack->profiles[i];
    const span held = span_of(profile);
    if (is_defaults(profile)) continue;
    tr_buf_add_char(out, '\n');
    tr_json_begin_object(&json);
    put(&json, "id", profile->id);
    put(&json, "name", profile->name);
    put(&json, "inherits", profile->inherits);
    put_day(&json, "from", held.from);
    put_day(&json, "to", held.to);
    tr_json_key(&json, TR_STR("values"));
    tr_json_integer(&json, (int64_t)held.values);
    put_matches(&json, pack, profile);
    tr_json_end_object(&json);
  }
  tr_json_end_array(&json);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}
