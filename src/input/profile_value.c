/* What a value of each type of profile key may be, and which fields its rows
 * take. */
#include "input/profile_value.h"

#include <stdlib.h>

#include "base/region.h"

bool tr_rule_id_is(tr_str text) {
  if (text.n != 7 || text.p[0] != 'T' || text.p[1] != 'R') return false;
  if (text.p[2] < 'A' || text.p[2] > 'Z') return false;
  for (size_t i = 3; i < 7; i++)
    if (text.p[i] < '0' || text.p[i] > '9') return false;
  return true;
}

static bool is_code(tr_str text) {
  if (text.n == 0 || text.n > TR_CODE_BYTES) return false;
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return false;
  }
  return true;
}

static bool read_code(tr_profile_reader *reader, const tr_yaml *node,
                      tr_code *code) {
  if (node->kind != TR_YAML_TEXT || !is_code(node->text)) {
    tr_yaml_fail(reader->sink, node,
                 "a code of up to 8 capital letters and digits is wanted here");
    return false;
  }
  *code = tr_code_pack(node->text);
  return true;
}

static int by_code(const void *a, const void *b) {
  const tr_code x = *(const tr_code *)a, y = *(const tr_code *)b;
  return x < y ? -1 : x > y;
}

static bool is_list(tr_profile_reader *reader, const tr_yaml *node) {
  if (tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL) return false;
  if (node->count <= TR_PROFILE_ROWS) return true;
  tr_yaml_fail(reader->sink, node, "more than %d entries",
               (int)TR_PROFILE_ROWS);
  return false;
}

bool tr_profile_codes_read(tr_profile_reader *reader, const tr_yaml *node,
                           const tr_code **codes, uint32_t *count) {
  if (!is_list(reader, node)) return false;
  tr_code *list = tr_arena_array(reader->arena, node->count, sizeof *list);
  if (list == NULL && node->count > 0) {
    reader->no_memory = true;
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++)
    good = read_code(reader, &node->items[i], &list[i]) && good;
  if (!good) return false;
  if (node->count > 1) qsort(list, node->count, sizeof *list, by_code);
  for (uint32_t i = 1; i < node->count; i++) {
    if (list[i] != list[i - 1]) continue;
    tr_yaml_fail(reader->sink, node, "a code stands in the list twice");
    return false;
  }
  *codes = node->count > 0 ? list : NULL;
  *count = node->count;
  return true;
}

/* words: NULL takes any text. */
static bool read_words(tr_profile_reader *reader, const tr_yaml *node,
                       const char *const *words, const char *const **out,
                       uint32_t *count) {
  if (!is_list(reader, node)) return false;
  const char **list = tr_arena_array(reader->arena, node->count, sizeof *list);
  if (list == NULL && node->count > 0) {
    reader->no_memory = true;
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++) {
    const tr_yaml *item = &node->items[i];
    good = (words == NULL
                ? tr_yaml_want(reader->sink, item, TR_YAML_TEXT) != NULL
                : tr_yaml_word(reader->sink, item, "word of this key", words) >=
                      0) &&
           good;
    list[i] = item->text.p;
  }
  *out = node->count > 0 ? list : NULL;
  *count = node->count;
  return good;
}

/* ------------------------------------------------------------------- rows */

static const char *const devices[] = {"motorized-table",
                                      "pneumatic",
                                      "over-door",
                                      "halter",
                                      "gravity-inversion",
                                      "roller-table",
                                      "decompression-table",
                                      "flexion-distraction-table",
                                      "hydro-table",
                                      "other",
                                      NULL};
static const char *const severities[] = {"info",  "advice", "warning",
                                         "error", "off",    NULL};
static const char *const periods[] = {
    "day", "week", "month", "year", "authorization", "injury", NULL};
static const char *const ends[] = {"deny", "review", NULL};
static const char *const providers[] = {"DC", NULL};
static const char *const requirements[] = {
    "authorization", "failed-care", "beside",       "tests",
    "diagnosis",     "min-minutes", "other-region", NULL};

/* Fields of rows: type (or the word of `require`), those that must be there,
 * those that may. */
typedef struct row_form {
  const char *of;
  const char *must[6];
  const char *may[6];
} row_form;

static const row_form row_forms[] = {
    {"number-list", {"code", "number"}, {NULL}},
    {"use-list", {"code", "use"}, {NULL}},
    {"severity-list", {"rule", "severity"}, {NULL}},
    {"pair-list", {"column1", "column2", "bypass", "because"}, {NULL}},
    {"cover-list", {"because"}, {"codes", "devices", "areas", "provider"}},
    {"limit-list", {"count", "per", "then", "because"}, {"codes", "days"}},
    {"condition-list", {"require", "because"}, {"codes", "areas", "modifiers"}},
    {"authorization", {NULL}, {NULL}},
    {"failed-care", {"weeks"}, {NULL}},
    {"beside", {"beside"}, {NULL}},
    {"tests", {"count", "tests"}, {"age"}},
    {"diagnosis", {"prefixes"}, {NULL}},
    {"min-minutes", {"minutes"}, {NULL}},
    {"other-region", {NULL}, {NULL}},
};

static const row_form *form_of(const char *of) {
  for (size_t i = 0; i < sizeof row_forms / sizeof row_forms[0]; i++)
    if (strcmp(row_forms[i].of, of) == 0) return &row_forms[i];
  return NULL;
}

static bool listed(const char *const list[6], tr_str word) {
  for (int i = 0; i < 6 && list[i] != NULL; i++)
    if (tr_str_eq(word, tr_str_of(list[i]))) return true;
  return false;
}

static bool check_fields(tr_profile_reader *reader, const tr_yaml *node,
                         const row_form *form, const row_form *more) {
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++) {
    const tr_str key = node->items[i].key;
    if (listed(form->must, key) || listed(form->may, key)) continue;
    if (more != NULL && (listed(more->must, key) || listed(more->may, key)))
      continue;
    tr_yaml_fail_key(reader->sink, &node->items[i],
                     "a row of this kind has no \"%s\"", key.p);
    good = false;
  }
  for (int part = 0; part < 2; part++) {
    const row_form *of = part == 0 ? form : more;
    for (int i = 0; of != NULL && i < 6 && of->must[i] != NULL; i++) {
      if (tr_yaml_get(node, of->must[i]) != NULL) continue;
      tr_yaml_fail(reader->sink, node, "the row has no \"%s\"", of->must[i]);
      good = false;
    }
  }
  return good;
}

static bool read_areas(tr_profile_reader *reader, const tr_yaml *node,
                       tr_regions *areas) {
  if (!is_list(reader, node)) return false;
  tr_regions all = 0;
  for (uint32_t i = 0; i < node->count; i++) {
    tr_regions regions;
    if (node->items[i].kind != TR_YAML_TEXT ||
        !tr_regions_read(node->items[i].text, &regions)) {
      tr_yaml_fail(reader->sink, &node->items[i], "no region of the body");
      return false;
    }
    all |= regions;
  }
  *areas = all;
  return true;
}

static bool read_count(tr_profile_reader *reader, const tr_yaml *node,
                       int32_t *number) {
  int64_t value;
  if (!tr_yaml_number(reader->sink, node, TR_PROFILE_NUMBER, &value))
    return false;
  *number = (int32_t)value;
  return true;
}

static bool read_word(tr_profile_reader *reader, const tr_yaml *node,
                      const char *const *words, const char **word) {
  const int which = tr_yaml_word(reader->sink, node, node->key.p, words);
  if (which < 0) return false;
  *word = words[which];
  return true;
}

static bool read_rule_id(tr_profile_reader *reader, const tr_yaml *node,
                         const char **rule) {
  if (node->kind != TR_YAML_TEXT || !tr_rule_id_is(node->text)) {
    tr_yaml_fail(reader->sink, node, "an id of a rule is wanted here");
    return false;
  }
  *rule = node->text.p;
  return true;
}

static bool read_severity(tr_profile_reader *reader, const tr_yaml *node,
                          tr_profile_row *row) {
  const int which = tr_yaml_word(reader->sink, node, "severity", severities);
  if (which < 0) return false;
  row->off = which == TR_SEVERITY_COUNT;
  if (!row->off) row->severity = (tr_severity)which;
  return true;
}

static bool read_field(tr_profile_reader *reader, const tr_yaml *node,
                       tr_profile_row *row) {
  const char *key = node->key.p;
#define IS(word) (strcmp(key, word) == 0)
  if (IS("code")) return read_code(reader, node, &row->code);
  if (IS("use")) return read_code(reader, node, &row->use);
  if (IS("number")) {
    int64_t number;
    if (!tr_yaml_number(reader->sink, node, TR_PROFILE_NUMBER, &number))
      return false;
    row->number = number * 1000;
    return true;
  }
  if (IS("rule")) return read_rule_id(reader, node, &row->rule);
  if (IS("severity")) return read_severity(reader, node, row);
  if (IS("codes") || IS("column1"))
    return tr_profile_codes_read(reader, node, &row->codes, &row->code_count);
  if (IS("column2"))
    return tr_profile_codes_read(reader, node, &row->column2,
                                 &row->column2_count);
  if (IS("modifiers"))
    return tr_profile_codes_read(reader, node, &row->modifiers,
                                 &row->modifier_count);
  if (IS("beside"))
    return tr_profile_codes_read(reader, node, &row->beside,
                                 &row->beside_count);
  if (IS("prefixes"))
    return tr_profile_codes_read(reader, node, &row->prefixes,
                                 &row->prefix_count);
  if (IS("bypass")) return tr_yaml_flag(reader->sink, node, &row->bypass);
  if (IS("devices"))
    return read_words(reader, node, devices, &row->devices, &row->device_count);
  if (IS("tests"))
    return read_words(reader, node, NULL, &row->tests, &row->test_count);
  if (IS("areas")) return read_areas(reader, node, &row->areas);
  if (IS("provider")) return read_word(reader, node, providers, &row->provider);
  if (IS("require"))
    return read_word(reader, node, requirements, &row->require);
  if (IS("per")) return read_word(reader, node, periods, &row->per);
  if (IS("then")) return read_word(reader, node, ends, &row->then);
  if (IS("weeks")) return read_count(reader, node, &row->weeks);
  if (IS("age")) return read_count(reader, node, &row->age);
  if (IS("minutes")) return read_count(reader, node, &row->minutes);
  if (IS("count")) return read_count(reader, node, &row->count);
  if (IS("days")) return read_count(reader, node, &row->days);
#undef IS
  if (tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL) return false;
  row->because = node->text.p;
  return true;
}

static bool read_row(tr_profile_reader *reader, const tr_yaml *node,
                     tr_type type, tr_profile_row *row) {
  *row = (tr_profile_row){
      .weeks = -1, .age = -1, .minutes = -1, .count = -1, .days = -1};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return false;
  const row_form *more = NULL;
  const tr_yaml *require = tr_yaml_get(node, "require");
  if (type == TR_TYPE_CONDITION_LIST && require != NULL) {
    const char *word = NULL;
    if (!read_word(reader, require, requirements, &word)) return false;
    more = form_of(word);
  }
  if (!check_fields(reader, node, form_of(tr_type_name(type)), more))
    return false;
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++)
    good = read_field(reader, &node->items[i], row) && good;
  return good;
}

static bool read_rows(tr_profile_reader *reader, const tr_yaml *node,
                      tr_type type, tr_constant *value) {
  if (!is_list(reader, node)) return false;
  tr_profile_row *rows =
      tr_arena_array(reader->arena, node->count, sizeof *rows);
  if (rows == NULL && node->count > 0) {
    reader->no_memory = true;
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; i < node->count; i++)
    good = read_row(reader, &node->items[i], type, &rows[i]) && good;
  value->rows = node->count > 0 ? rows : NULL;
  value->count = node->count;
  return good;
}

static bool read_number(tr_profile_reader *reader, const tr_yaml *node,
                        const tr_profile_key *key, tr_constant *value) {
  int64_t number;
  if (!tr_yaml_number(reader->sink, node, key->max, &number)) return false;
  if (number < key->min) {
    tr_yaml_fail(reader->sink, node, "%lld is less than %d, the least \"%s\"",
                 (long long)number, (int)key->min, key->name);
    return false;
  }
  value->number = number * 1000;
  return true;
}

bool tr_profile_value_read(tr_profile_reader *reader, const tr_yaml *node,
                           const tr_profile_key *key, tr_constant *value) {
  tr_constant out = {.type = key->type};
  bool good = false;
  switch (key->type) {
    case TR_TYPE_FLAG: {
      bool flag = false;
      good = tr_yaml_flag(reader->sink, node, &flag);
      out.number = flag;
      break;
    }
    case TR_TYPE_WORD:
      good = read_word(reader, node, key->words, &out.text);
      if (good) out.count = (uint32_t)strlen(out.text);
      break;
    case TR_TYPE_NUMBER:
      good = read_number(reader, node, key, &out);
      break;
    case TR_TYPE_CODE_SET:
    case TR_TYPE_PREFIX_SET:
      good = tr_profile_codes_read(reader, node, &out.codes, &out.count);
      break;
    case TR_TYPE_WORD_SET:
      good = read_words(reader, node, key->words, &out.words, &out.count);
      break;
    default:
      good = read_rows(reader, node, key->type, &out);
      break;
  }
  if (good) *value = out;
  return good;
}
