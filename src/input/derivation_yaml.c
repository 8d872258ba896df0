/* The keys of a derivation: what it is about, its codes, and the codes under
 * which the checker looks for its services. */
#include "input/derivation_yaml.h"

#include <stdlib.h>

#include "rule/fields.h"

enum {
  CODES = 64,   /* most codes under which one derivation's services stand */
  ENTRIES = 24, /* most codes a derivation may give */
  KINDS = 32,   /* most kinds of services */
  DERIVED_EXAMPLES = 64
};

static const char *const known_keys[] = {
    "id",      "slug",           "derives",
    "each",    "kind",           "service",
    "let",     "own_code",       "codes",
    "besides", "also_billed_as", "mistaken_for",
    "sources", "authority",      "confidence",
    "article", "in_force",       "summary",
    "explain", "examples",       NULL};
static const char *const must_keys[] = {
    "id",      "slug",      "derives",    "each",    "codes",    "summary",
    "sources", "authority", "confidence", "explain", "examples", NULL};
static const char *const entry_keys[] = {"code",  "when",     "because", "at",
                                         "units", "describe", "source",  NULL};

/* ------------------------------------------------------------------- codes */

static int by_code(const void *a, const void *b) {
  const tr_code x = *(const tr_code *)a, y = *(const tr_code *)b;
  return x < y ? -1 : x > y;
}

/* Codes that are gathered, each once. */
typedef struct code_list {
  tr_code codes[CODES];
  uint32_t count;
} code_list;

static bool add_code(code_list *list, tr_code code) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->codes[i] == code) return true;
  if (list->count == CODES) return false;
  list->codes[list->count++] = code;
  return true;
}

static const tr_code *keep_codes(tr_rule_reader *reader, code_list *list,
                                 uint32_t *count) {
  *count = list->count;
  if (list->count == 0) return NULL;
  tr_code *out = tr__rule_memory(reader, list->count, sizeof *out);
  if (out == NULL) return NULL;
  memcpy(out, list->codes, list->count * sizeof *out);
  if (list->count > 1) qsort(out, list->count, sizeof *out, by_code);
  return out;
}

/* Texts of a list; one with a star at its end is the beginning of codes. */
static void read_codes(tr_rule_reader *reader, const tr_yaml *root,
                       const char *key, code_list *whole, code_list *begun) {
  const tr_yaml *node = tr_yaml_get(root, key);
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  for (uint32_t i = 0; i < node->count; i++) {
    const tr_yaml *item = &node->items[i];
    tr_str text = item->text;
    const bool part = item->kind == TR_YAML_TEXT && begun != NULL &&
                      text.n > 1 && text.p[text.n - 1] == '*';
    if (part) text.n--;
    const tr_code code = item->kind == TR_YAML_TEXT ? tr_code_pack(text) : 0;
    if (code == 0 || !add_code(part ? begun : whole, code))
      tr_yaml_fail(reader->sink, item,
                   code == 0 ? "no code" : "too many codes");
  }
}

/* A code that an entry gives by its name is one its services stand under. */
static void add_constants(const tr_program *program, code_list *list) {
  for (uint32_t i = 0; program != NULL && i < program->constant_count; i++)
    if (program->constants[i].type == TR_TYPE_CODE)
      (void)add_code(list, (tr_code)program->constants[i].number);
}

static void read_billed_as(tr_rule_reader *reader, const tr_yaml *root,
                           tr_derivation *out) {
  code_list whole = {.count = 0}, begun = {.count = 0}, wrong = {.count = 0};
  for (uint32_t i = 0; i < out->code_count; i++)
    add_constants(out->codes[i].code, &whole);
  for (uint32_t i = 0; i < out->beside_count; i++)
    add_constants(out->besides[i].code, &whole);
  read_codes(reader, root, "also_billed_as", &whole, &begun);
  read_codes(reader, root, "mistaken_for", &wrong, NULL);
  out->billed_as = keep_codes(reader, &whole, &out->billed_as_count);
  out->billed_as_prefixes =
      keep_codes(reader, &begun, &out->billed_as_prefix_count);
  out->mistaken_for = keep_codes(reader, &wrong, &out->mistaken_for_count);
}

/* ------------------------------------------------------------------ entries */

/* `none`, a code as it is, or an expression that gives one. */
static const tr_program *code_of(tr_rule_reader *reader, const tr_yaml *node) {
  char quoted[16];
  if (node->kind != TR_YAML_TEXT || tr_str_eq(node->text, TR_STR("none")))
    return node->kind == TR_YAML_TEXT
               ? NULL
               : tr__rule_expression(reader, node, TR_TYPE_CODE, NULL);
  tr_str text = node->text;
  bool bare = text.n >= 4 && text.n <= 8;
  for (size_t i = 0; bare && i < text.n; i++)
    bare = (text.p[i] >= '0' && text.p[i] <= '9') ||
           (text.p[i] >= 'A' && text.p[i] <= 'Z');
  if (!bare) return tr__rule_expression(reader, node, TR_TYPE_CODE, NULL);
  snprintf(quoted, sizeof quoted, "\"%.*s\"", TR_STR_ARG(text));
  tr_yaml literal = *node;
  literal.text = tr_str_of(quoted);
  return tr__rule_expression(reader, &literal, TR_TYPE_CODE, NULL);
}

static const char *source_of(tr_rule_reader *reader, const tr_yaml *node,
                             const tr_derivation *of) {
  const tr_yaml *id = tr_yaml_get(node, "source");
  if (id == NULL) return of->source_count > 0 ? of->sources[0].id : NULL;
  if (tr_yaml_want(reader->sink, id, TR_YAML_TEXT) == NULL) return NULL;
  const tr_source *source = tr_source_find(reader->sources, id->text);
  if (source != NULL) return source->id;
  tr_yaml_fail(reader->sink, id, "the source \"%s\" is not in docs/sources.d",
               id->text.p);
  return NULL;
}

static void read_entry(tr_rule_reader *reader, const tr_yaml *node,
                       const tr_derivation *of, tr_derivation_code *out) {
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, node, "a code", entry_keys);
  const tr_yaml *code = tr_yaml_get(node, "code");
  const tr_yaml *when = tr_yaml_get(node, "when");
  const tr_yaml *at = tr_yaml_get(node, "at");
  const tr_yaml *units = tr_yaml_get(node, "units");
  if (code == NULL || tr_yaml_get(node, "because") == NULL) {
    tr_yaml_fail(reader->sink, node, "a code has \"code\" and \"because\"");
    return;
  }
  out->code = code_of(reader, code);
  if (when != NULL)
    out->when = tr__rule_expression(reader, when, TR_TYPE_FLAG, NULL);
  if (at != NULL) out->at = tr__rule_place(reader, at);
  if (units != NULL)
    out->units = tr__rule_expression(reader, units, TR_TYPE_NUMBER, NULL);
  tr__rule_template(reader, node, "because", &out->because);
  tr__rule_template(reader, node, "describe", &out->describe);
  out->source = source_of(reader, node, of);
}

static const tr_derivation_code *read_entries(tr_rule_reader *reader,
                                              const tr_yaml *root,
                                              const char *key,
                                              const tr_derivation *of,
                                              uint32_t *count) {
  const tr_yaml *node = tr_yaml_get(root, key);
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL ||
      node->count == 0)
    return NULL;
  if (node->count > ENTRIES) {
    tr_yaml_fail(reader->sink, node, "more than %d codes", (int)ENTRIES);
    return NULL;
  }
  tr_derivation_code *list = tr__rule_memory(reader, node->count, sizeof *list);
  if (list == NULL) return NULL;
  for (uint32_t i = 0; i < node->count; i++)
    read_entry(reader, &node->items[i], of, &list[i]);
  *count = node->count;
  /* of every service something is said */
  const tr_yaml *last = &node->items[node->count - 1];
  if (of->each == TR_EACH_SERVICE && strcmp(key, "codes") == 0 &&
      last->kind == TR_YAML_MAP && tr_yaml_get(last, "when") != NULL)
    tr_yaml_fail(reader->sink, last,
                 "the last code for a service has no \"when\"");
  return list;
}

/* --------------------------------------------------------------- the rest */

static const char *kind_of(tr_rule_reader *reader, const tr_yaml *root) {
  const tr_yaml *node = tr_yaml_get(root, "kind");
  uint16_t row = 0;
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL)
    return NULL;
  (void)tr__field_find(TR_ENTITY_SERVICE, TR_STR("kind"), &row);
  const char *words = tr__fields[row].words;
  while (words != NULL && *words != '\0') {
    const size_t length = strcspn(words, "|");
    if (tr_str_eq(node->text, (tr_str){words, length})) return node->text.p;
    words += length + (words[length] == '|');
  }
  tr_yaml_fail(reader->sink, node, "no kind of service \"%s\"", node->text.p);
  return NULL;
}

static void read_subject(tr_rule_reader *reader, const tr_yaml *root,
                         tr_derivation *out) {
  static const char *const derives[] = {"line", NULL};
  static const char *const eaches[] = {"service", "note", NULL};
  (void)tr_yaml_word(reader->sink, tr_yaml_get(root, "derives"), "\"derives\"",
                     derives);
  const int each =
      tr_yaml_word(reader->sink, tr_yaml_get(root, "each"), "\"each\"", eaches);
  out->each = each == 1 ? TR_EACH_NOTE : TR_EACH_SERVICE;
  out->kind = kind_of(reader, root);
  /* which services it is about is asked of each of them, whoever pays */
  tr_compile_env_init(&reader->env, TR_EACH_SERVICE, reader->keys,
                      reader->key_count);
  reader->env.of_note = true;
  const tr_yaml *service = tr_yaml_get(root, "service");
  if (service == NULL) return;
  out->service = tr__rule_expression(reader, service, TR_TYPE_FLAG, NULL);
  if (tr_program_reads_profile(out->service))
    tr_yaml_fail(reader->sink, service,
                 "what a service is does not depend on the payer");
}

static void read_examples(tr_rule_reader *reader, const tr_yaml *root,
                          tr_derivation *out) {
  const tr_yaml *node = tr_yaml_get(root, "examples");
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  if (node->count == 0 || node->count > DERIVED_EXAMPLES) {
    tr_yaml_fail_key(reader->sink, node, "1 to %d examples are wanted here",
                     (int)DERIVED_EXAMPLES);
    return;
  }
  tr_example_text *list = tr__rule_memory(reader, node->count, sizeof *list);
  if (list == NULL) return;
  for (uint32_t i = 0; i < node->count; i++) {
    const tr_yaml *item = &node->items[i];
    bool gives = false;
    if (tr_yaml_want(reader->sink, item, TR_YAML_MAP) == NULL) continue;
    tr_derivation_example_check(reader->sink, item, &gives);
    list[i].name = tr_yaml_get(item, "name") != NULL
                       ? tr_yaml_get(item, "name")->text.p
                       : "";
    list[i].fails = !gives;
    list[i].text = tr__rule_example_text(reader, item);
  }
  out->examples = list;
  out->example_count = node->count;
}

static void read_derivation(tr_rule_reader *reader, const tr_yaml *root,
                            tr_derivation *out) {
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, root, "a derivation", known_keys);
  bool complete = true;
  for (int i = 0; must_keys[i] != NULL; i++)
    if (tr_yaml_get(root, must_keys[i]) == NULL) {
      tr_pack_fail(reader->sink, root->at, 1, "\"%s\" is missing",
                   must_keys[i]);
      complete = false;
    }
  tr_rule head = {.cap_by = -1};
  tr__rule_read_head(reader, root, &head);
  *out = (tr_derivation){.id = head.id,
                         .slug = head.slug,
                         .summary = head.summary,
                         .authority = head.authority,
                         .confidence = head.confidence,
                         .explain = head.explain,
                         .pack = head.pack,
                         .from = head.from,
                         .to = head.to,
                         .article = head.article,
                         .sources = head.sources,
                         .source_count = head.source_count};
  if (!complete) return;
  read_subject(reader, root, out);
  tr_compile_env_init(&reader->env, out->each, reader->keys, reader->key_count);
  reader->env.of_note = true;
  tr__rule_read_lets(reader, root);
  const tr_yaml *own = tr_yaml_get(root, "own_code");
  if (own != NULL)
    out->own_code = tr__rule_expression(reader, own, TR_TYPE_FLAG, NULL);
  out->codes = read_entries(reader, root, "codes", out, &out->code_count);
  out->besides = read_entries(reader, root, "besides", out, &out->beside_count);
  read_billed_as(reader, root, out);
  read_examples(reader, root, out);
}

tr_status tr_derivation_read(tr_rule_reader *reader, const tr_yaml *root,
                             const tr_derivation **derivation) {
  const uint32_t before = reader->sink->count;
  *derivation = NULL;
  tr_derivation *out = tr__rule_memory(reader, 1, sizeof *out);
  if (out != NULL) read_derivation(reader, root, out);
  if (reader->no_memory) return TR_ENOMEM;
  if (reader->sink->count == before) *derivation = out;
  return TR_OK;
}
