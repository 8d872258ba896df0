/* The compiled keys of a rule: conditions, places, words, and where in the
 * file an error of an expression stands. */
#include "input/rule_yaml.h"

static const char *const safeties[] = {"safe", "review", NULL};

static tr_str trimmed(tr_str text) {
  while (text.n > 0 &&
         (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
    text.n--;
  return text;
}

static bool is_text(tr_rule_reader *reader, const tr_yaml *node) {
  if (node->kind == TR_YAML_TEXT && trimmed(node->text).n > 0) return true;
  tr_yaml_fail(reader->sink, node, "\"%s\" must be a text", node->key.p);
  return false;
}

/* @return Whether it compiled; else the error stands where it is in YAML. */
static bool compiled(tr_rule_reader *reader, const tr_yaml *node,
                     tr_status status, const tr_compile_error *error) {
  if (status == TR_OK) return true;
  if (status == TR_ENOMEM) {
    reader->no_memory = true;
    return false;
  }
  const tr_str bytes = reader->sink->bytes;
  const size_t at = tr_yaml_position(node, bytes, error->at);
  const size_t end = tr_yaml_position(node, bytes, error->at + error->length);
  tr_pack_fail(reader->sink, at, end > at ? end - at : 1, "%s", error->message);
  return false;
}

const tr_program *tr__rule_expression(tr_rule_reader *reader,
                                      const tr_yaml *node, tr_type type,
                                      tr_program_facts *facts) {
  const tr_program *program = NULL;
  tr_compile_error error;
  if (!is_text(reader, node)) return NULL;
  const tr_status status =
      tr_compile_expression(reader->arena, trimmed(node->text), &reader->env,
                            type, &program, facts, &error);
  return compiled(reader, node, status, &error) ? program : NULL;
}

/* A further place: a field, or a map {each, when, at}. */
static const tr_program *places(tr_rule_reader *reader, const tr_yaml *node) {
  static const char *const known[] = {"each", "when", "at", NULL};
  const tr_yaml *parts[3] = {NULL, NULL, node};
  tr_str texts[3] = {{"", 0}, {"", 0}, {"", 0}};
  if (node->kind == TR_YAML_MAP) {
    tr_yaml_check_keys(reader->sink, node, "a place", known);
    for (int i = 0; i < 3; i++) parts[i] = tr_yaml_get(node, known[i]);
    if (parts[2] == NULL) {
      tr_yaml_fail(reader->sink, node, "a place needs \"at\"");
      return NULL;
    }
  }
  for (int i = 0; i < 3; i++) {
    if (parts[i] == NULL) continue;
    if (!is_text(reader, parts[i])) return NULL;
    texts[i] = trimmed(parts[i]->text);
  }
  const tr_program *program = NULL;
  tr_compile_error error = {.part = 2};
  const tr_status status =
      tr_compile_places(reader->arena, texts[0], texts[1], texts[2],
                        &reader->env, &program, &error);
  if (status == TR_OK) return program;
  const int part = error.part >= 0 && error.part < 3 ? error.part : 2;
  (void)compiled(reader, parts[part] != NULL ? parts[part] : node, status,
                 &error);
  return NULL;
}

const tr_program *tr__rule_place(tr_rule_reader *reader, const tr_yaml *node) {
  if (node->kind == TR_YAML_MAP) return places(reader, node);
  const tr_program *program = NULL;
  tr_compile_error error;
  if (!is_text(reader, node)) return NULL;
  const tr_status status = tr_compile_place(reader->arena, trimmed(node->text),
                                            &reader->env, &program, &error);
  return compiled(reader, node, status, &error) ? program : NULL;
}

void tr__rule_template(tr_rule_reader *reader, const tr_yaml *map,
                       const char *key, tr_template *out) {
  const tr_yaml *node = tr_yaml_get(map, key);
  tr_compile_error error;
  if (node == NULL || !is_text(reader, node)) return;
  const tr_status status = tr_compile_template(
      reader->arena, trimmed(node->text), &reader->env, out, &error);
  (void)compiled(reader, node, status, &error);
}

/* Messages stand alone in a list of findings: lower case, no full stop. */
static void check_style(tr_rule_reader *reader, const tr_yaml *map,
                        const char *key) {
  const tr_yaml *node = tr_yaml_get(map, key);
  if (node == NULL || node->kind != TR_YAML_TEXT) return;
  const tr_str text = trimmed(node->text);
  if (text.n > 0 && text.p[text.n - 1] == '.')
    tr_yaml_fail(reader->sink, node, "a %s ends without a full stop", key);
  if (text.n > 1 && text.p[0] >= 'A' && text.p[0] <= 'Z' && text.p[1] >= 'a' &&
      text.p[1] <= 'z')
    tr_yaml_fail(reader->sink, node, "a %s begins in lower case", key);
}

/* The verb of a fix and what it is about; "add" names the modifiers of a
 * line, of which the line is the place. */
static const tr_yaml *fix_subject(tr_rule_reader *reader, const tr_yaml *node,
                                  tr_words *words) {
  static const char *const verbs[] = {"set", "add", "drop", "move"};
  const tr_yaml *found = NULL;
  for (int i = 0; i < 4; i++) {
    const tr_yaml *subject = tr_yaml_get(node, verbs[i]);
    if (subject == NULL) continue;
    if (found != NULL) {
      tr_yaml_fail(reader->sink, subject, "a fix does one thing");
      return NULL;
    }
    found = subject;
    words->fix_verb = (tr_fix_verb)i;
  }
  const bool needs_to =
      words->fix_verb == TR_FIX_VERB_SET || words->fix_verb == TR_FIX_VERB_ADD;
  if (found == NULL || tr_yaml_get(node, "safety") == NULL ||
      needs_to != (tr_yaml_get(node, "to") != NULL)) {
    tr_yaml_fail(reader->sink, node,
                 "a fix has \"set\" or \"add\" with \"to\", or \"drop\" or "
                 "\"move\"; and \"safety\"");
    return NULL;
  }
  return found;
}

static const tr_program *fix_place(tr_rule_reader *reader, const tr_yaml *node,
                                   tr_fix_verb verb) {
  static const char tail[] = ".modifiers";
  if (verb != TR_FIX_VERB_ADD) return tr__rule_place(reader, node);
  const size_t n = sizeof tail - 1;
  if (node->kind != TR_YAML_TEXT || node->text.n <= n ||
      memcmp(node->text.p + node->text.n - n, tail, n) != 0) {
    tr_yaml_fail(reader->sink, node, "only a line's modifiers can be added to");
    return NULL;
  }
  tr_yaml line = *node;
  line.text.n -= n;
  return tr__rule_place(reader, &line);
}

/* What is written: an expression, or several modifiers that are added. */
static bool read_fix_texts(tr_rule_reader *reader, const tr_yaml *to,
                           tr_words *words) {
  const bool adds = words->fix_verb == TR_FIX_VERB_ADD;
  const bool several = adds && to->kind == TR_YAML_LIST;
  const uint32_t count = several ? to->count : 1;
  tr_template_part *parts = tr__rule_memory(reader, count, sizeof *parts);
  if (parts == NULL) return false;
  for (uint32_t i = 0; i < count; i++) {
    const tr_program *program =
        tr__rule_expression(reader, several ? &to->items[i] : to,
                            adds ? TR_TYPE_CODE : TR_TYPE_NONE, NULL);
    if (program == NULL) return false;
    parts[i] = (tr_template_part){.value = program};
  }
  words->fix_to = (tr_template){parts, count};
  return count > 0;
}

static void read_fix(tr_rule_reader *reader, const tr_yaml *node,
                     tr_words *words) {
  static const char *const known[] = {"set", "add",    "drop", "move",
                                      "to",  "safety", NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, node, "a fix", known);
  const tr_yaml *subject = fix_subject(reader, node, words);
  const tr_yaml *to = tr_yaml_get(node, "to");
  if (subject == NULL) return;
  const int which = tr_yaml_word(reader->sink, tr_yaml_get(node, "safety"),
                                 "safety", safeties);
  words->fix_at = fix_place(reader, subject, words->fix_verb);
  if (to == NULL) {
    if (which >= 0) words->fix_safety = (tr_fix_safety)(which + 1);
    return;
  }
  if (which < 0 || !read_fix_texts(reader, to, words)) return;
  words->fix_safety = (tr_fix_safety)(which + 1);
}

static void read_words(tr_rule_reader *reader, const tr_yaml *map,
                       tr_words *words) {
  tr__rule_template(reader, map, "message", &words->message);
  tr__rule_template(reader, map, "label", &words->label);
  tr__rule_template(reader, map, "note", &words->note);
  tr__rule_template(reader, map, "help", &words->help);
  check_style(reader, map, "message");
  check_style(reader, map, "label");
  const tr_yaml *fix = tr_yaml_get(map, "fix");
  if (fix != NULL) read_fix(reader, fix, words);
}

void tr__rule_read_lets(tr_rule_reader *reader, const tr_yaml *root) {
  const tr_yaml *lets = tr_yaml_get(root, "let");
  if (lets == NULL || tr_yaml_want(reader->sink, lets, TR_YAML_MAP) == NULL)
    return;
  for (uint32_t i = 0; i < lets->count; i++) {
    const tr_yaml *let = &lets->items[i];
    tr_compile_error error;
    if (!is_text(reader, let)) continue;
    const tr_status status = tr_compile_add_let(
        reader->arena, &reader->env, let->key, trimmed(let->text), &error);
    (void)compiled(reader, let, status, &error);
  }
}

/* ------------------------------------------------------------------ cases */

static void read_case_choice(tr_rule_reader *reader, const tr_yaml *node,
                             const tr_rule *rule, bool last, tr_case *out) {
  const tr_yaml *when = tr_yaml_get(node, "when");
  const tr_yaml *variant = tr_yaml_get(node, "variant");
  const bool condition = rule->raised_by == TR_RAISED_BY_CONDITION;
  if (condition && variant != NULL)
    tr_yaml_fail_key(reader->sink, variant,
                     "\"variant\" goes with \"raised_by\"");
  if (!condition && when != NULL)
    tr_yaml_fail_key(reader->sink, when,
                     "a case of a reader's rule has a \"variant\"");
  if (!condition && variant == NULL)
    tr_yaml_fail(reader->sink, node, "the case has no \"variant\"");
  if (condition && when == NULL && !last)
    tr_yaml_fail(reader->sink, node,
                 "only the last case may do without \"when\"");
  if (condition && when != NULL)
    out->when = tr__rule_expression(reader, when, TR_TYPE_FLAG, NULL);
  if (!condition && variant != NULL && is_text(reader, variant))
    out->variant = variant->text.p;
}

static const tr_also *read_also(tr_rule_reader *reader, const tr_yaml *map,
                                uint32_t *count) {
  const tr_yaml *node = tr_yaml_get(map, "also");
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return NULL;
  tr_also *also = tr__rule_memory(reader, node->count, sizeof *also);
  if (also == NULL) return NULL;
  for (uint32_t i = 0; i < node->count; i++)
    also[i].program = places(reader, &node->items[i]);
  *count = node->count;
  return also;
}

static void read_case(tr_rule_reader *reader, const tr_yaml *node,
                      const tr_rule *rule, bool last, tr_case *out) {
  static const char *const known[] = {"when", "variant", "silent",  "severity",
                                      "at",   "also",    "message", "label",
                                      "note", "help",    "fix",     NULL};
  static const char *const words[] = {"info", "advice", "warning", "error",
                                      NULL};
  if (tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, node, "a case", known);
  read_case_choice(reader, node, rule, last, out);
  const tr_yaml *silent = tr_yaml_get(node, "silent");
  if (silent != NULL) (void)tr_yaml_flag(reader->sink, silent, &out->silent);
  const tr_yaml *severity = tr_yaml_get(node, "severity");
  if (severity != NULL) {
    const int which = tr_yaml_word(reader->sink, severity, "severity", words);
    out->has_severity = which >= 0;
    if (which >= 0) out->severity = (tr_severity)which;
  }
  const tr_yaml *at = tr_yaml_get(node, "at");
  if (at != NULL && rule->raised_by != TR_RAISED_BY_CONDITION)
    tr_yaml_fail_key(reader->sink, at, "the reader knows the place");
  else if (at != NULL)
    out->at = tr__rule_place(reader, at);
  if (tr_yaml_get(node, "also") != NULL &&
      rule->raised_by != TR_RAISED_BY_CONDITION)
    tr_yaml_fail_key(reader->sink, tr_yaml_get(node, "also"),
                     "the reader knows the place");
  else
    out->also = read_also(reader, node, &out->also_count);
  read_words(reader, node, &out->words);
}

static void read_cases(tr_rule_reader *reader, const tr_yaml *root,
                       tr_rule *rule) {
  const tr_yaml *node = tr_yaml_get(root, "cases");
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  tr_case *cases = tr__rule_memory(reader, node->count, sizeof *cases);
  if (cases == NULL) return;
  for (uint32_t i = 0; i < node->count; i++)
    read_case(reader, &node->items[i], rule, i + 1 == node->count, &cases[i]);
  rule->cases = cases;
  rule->case_count = node->count;
}

/* Keys that only a condition can have. */
static void refuse_of_reader(tr_rule_reader *reader, const tr_yaml *root) {
  static const char *const keys[] = {"let", "at", "also", "fix"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    const tr_yaml *node = tr_yaml_get(root, keys[i]);
    if (node != NULL)
      tr_yaml_fail_key(reader->sink, node, "\"%s\" goes with \"when\"",
                       keys[i]);
  }
}

void tr__rule_read_logic(tr_rule_reader *reader, const tr_yaml *root,
                         tr_rule *rule) {
  tr_compile_env_init(&reader->env, rule->each, reader->keys,
                      reader->key_count);
  if (rule->raised_by != TR_RAISED_BY_CONDITION) {
    reader->env.any_argument = true;
    refuse_of_reader(reader, root);
  } else {
    const tr_yaml *when = tr_yaml_get(root, "when");
    const tr_yaml *at = tr_yaml_get(root, "at");
    tr_program_facts facts = {0};
    tr__rule_read_lets(reader, root);
    rule->when = tr__rule_expression(reader, when, TR_TYPE_FLAG, &facts);
    rule->needs_note = facts.needs_note;
    rule->codes = facts.codes;
    rule->code_count = facts.code_count;
    if (at == NULL && rule->each != TR_EACH_MEASURE)
      tr_yaml_fail_key(reader->sink, when, "\"when\" needs \"at\"");
    else if (at != NULL)
      rule->at = tr__rule_place(reader, at);
    rule->also = read_also(reader, root, &rule->also_count);
  }
  read_words(reader, root, &rule->words);
  read_cases(reader, root, rule);
}
