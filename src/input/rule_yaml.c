/* The keys of a rule that are not compiled: names, standing, dates, sources. */
#include "input/rule_yaml.h"

#include "input/profile_value.h"
#include "rule/profile.h"

static const char *const rule_keys[] = {
    "id",        "slug",   "severity",    "over",     "each",
    "summary",   "snip",   "authority",   "sources",  "article",
    "carc",      "rarc",   "confidence",  "in_force", "raised_by",
    "let",       "when",   "cases",       "at",       "also",
    "message",   "label",  "note",        "help",     "fix",
    "yields_to", "lacks",  "overridable", "cap_by",   "denial_exempt",
    "explain",   "payers", "examples",    "status",   NULL};

static const char *const must_keys[] = {
    "id",      "slug",      "severity", "over",       "summary",
    "snip",    "authority", "sources",  "confidence", "message",
    "explain", "examples",  NULL};

static const char *const overs[] = {
    "file",    "interchange", "group",    "segment", "loop",
    "element", "line",        "claim",    "day",     "service",
    "note",    "patient",     "practice", "remit",   NULL};
static const char *const authorities[] = {
    "x12", "cms",  "ncci",        "lcd",      "law", "payer",
    "ama", "nucc", "association", "traction", NULL};
static const char *const confidences[] = {"official", "secondary", "background",
                                          NULL};
static const char *const severities[] = {"info", "advice", "warning", "error",
                                         NULL};
static const char *const raisers[] = {"reader", "notes", "tables", NULL};
static const char *const each_words[TR_EACH_COUNT] = {
    [TR_EACH_CLAIM - 1] = "claim",
    [TR_EACH_LINE - 1] = "line",
    [TR_EACH_DAY - 1] = "day",
    [TR_EACH_DIAGNOSIS - 1] = "diagnosis",
    [TR_EACH_PARTY - 1] = "party",
    [TR_EACH_DATE - 1] = "date",
    [TR_EACH_EDIT - 1] = "edit",
    [TR_EACH_PAIR - 1] = "pair",
    [TR_EACH_OTHER_PAYER - 1] = "other_payer",
    [TR_EACH_ADJUDICATION - 1] = "adjudication",
    [TR_EACH_ATTACHMENT - 1] = "attachment",
    [TR_EACH_NOTE - 1] = "note",
    [TR_EACH_SERVICE - 1] = "service",
    [TR_EACH_SEGMENT - 1] = "segment",
    [TR_EACH_MEASURE - 1] = "measure"};

void *tr__rule_memory(tr_rule_reader *reader, size_t count, size_t size) {
  void *memory = tr_arena_array(reader->arena, count > 0 ? count : 1, size);
  if (memory == NULL) reader->no_memory = true;
  return memory;
}

static const char *word_of(tr_rule_reader *reader, const tr_yaml *root,
                           const char *key, const char *const *words) {
  const tr_yaml *node = tr_yaml_get(root, key);
  if (node == NULL) return NULL;
  const int which = tr_yaml_word(reader->sink, node, key, words);
  return which >= 0 ? words[which] : NULL;
}

/* Text with the blanks at its ends cut off, as `|` leaves them. */
const char *tr__rule_text(tr_rule_reader *reader, const tr_yaml *root,
                          const char *key) {
  const tr_yaml *node = tr_yaml_get(root, key);
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_TEXT) == NULL)
    return NULL;
  tr_str text = node->text;
  while (text.n > 0 &&
         (text.p[text.n - 1] == '\n' || text.p[text.n - 1] == ' '))
    text.n--;
  if (text.n == 0) {
    tr_yaml_fail(reader->sink, node, "\"%s\" is empty", key);
    return NULL;
  }
  char *copy = tr__rule_memory(reader, text.n + 1, 1);
  if (copy != NULL) memcpy(copy, text.p, text.n);
  return copy;
}

static bool flag_of(tr_rule_reader *reader, const tr_yaml *root,
                    const char *key) {
  const tr_yaml *node = tr_yaml_get(root, key);
  bool flag = false;
  if (node != NULL) (void)tr_yaml_flag(reader->sink, node, &flag);
  return flag;
}

static bool is_slug(tr_str text) {
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
      return false;
  }
  return text.n > 0;
}

/* A list of texts as a NULL-terminated array; NULL when empty. */
static const char *const *list_of(tr_rule_reader *reader, const tr_yaml *root,
                                  const char *key, bool (*is_good)(tr_str text),
                                  const char *what) {
  const tr_yaml *node = tr_yaml_get(root, key);
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL ||
      node->count == 0)
    return NULL;
  if (node->count > TR_PACK_LIST) {
    tr_yaml_fail(reader->sink, node, "more than %d entries", (int)TR_PACK_LIST);
    return NULL;
  }
  const char **list = tr__rule_memory(reader, node->count + 1, sizeof *list);
  if (list == NULL) return NULL;
  for (uint32_t i = 0; i < node->count; i++) {
    const tr_yaml *item = &node->items[i];
    if (item->kind != TR_YAML_TEXT || !is_good(item->text))
      tr_yaml_fail(reader->sink, item, "no %s", what);
    list[i] = item->text.p;
  }
  return list;
}

static bool is_short_code(tr_str text) {
  if (text.n == 0 || text.n > 5) return false;
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) return false;
  }
  return true;
}

/* "DMG", "DTP*472" */
static bool is_lacked(tr_str text) {
  size_t n = 0;
  while (n < text.n && text.p[n] != '*') n++;
  return is_short_code((tr_str){text.p, n}) && n >= 2 && n <= 3 &&
         (n == text.n ||
          is_short_code((tr_str){text.p + n + 1, text.n - n - 1}));
}

static bool is_article(tr_str text) {
  return is_short_code(text) && text.p[0] == 'A' && text.n >= 2;
}

static void read_names(tr_rule_reader *reader, const tr_yaml *root,
                       tr_rule *rule) {
  rule->id = tr__rule_text(reader, root, "id");
  rule->slug = tr__rule_text(reader, root, "slug");
  if (rule->id != NULL && !tr_rule_id_is(tr_str_of(rule->id)))
    tr_yaml_fail(reader->sink, tr_yaml_get(root, "id"),
                 "an id is TR, a letter and four digits");
  if (rule->slug != NULL && !is_slug(tr_str_of(rule->slug)))
    tr_yaml_fail(reader->sink, tr_yaml_get(root, "slug"),
                 "a slug has a-z, 0-9 and hyphens");
  rule->summary = tr__rule_text(reader, root, "summary");
  rule->explain = tr__rule_text(reader, root, "explain");
  rule->payers = tr__rule_text(reader, root, "payers");
}

static void read_standing(tr_rule_reader *reader, const tr_yaml *root,
                          tr_rule *rule) {
  const tr_yaml *severity = tr_yaml_get(root, "severity");
  if (severity != NULL) {
    const int which =
        tr_yaml_word(reader->sink, severity, "severity", severities);
    if (which >= 0) rule->severity = (tr_severity)which;
  }
  rule->over = word_of(reader, root, "over", overs);
  rule->authority = word_of(reader, root, "authority", authorities);
  rule->confidence = word_of(reader, root, "confidence", confidences);
  const tr_yaml *snip = tr_yaml_get(root, "snip");
  if (snip != NULL && snip->kind != TR_YAML_NULL) {
    int64_t number = 0;
    if (tr_yaml_number(reader->sink, snip, 7, &number)) {
      if (number == 0)
        tr_yaml_fail(reader->sink, snip, "snip is 1 to 7, or null");
      rule->snip = (uint8_t)number;
    }
  }
  rule->overridable = flag_of(reader, root, "overridable");
  rule->denial_exempt = flag_of(reader, root, "denial_exempt");
  rule->article =
      list_of(reader, root, "article", is_article, "number of the article");
  rule->carc = list_of(reader, root, "carc", is_short_code,
                       "claim adjustment reason code");
  rule->rarc = list_of(reader, root, "rarc", is_short_code, "remark code");
  rule->yields_to =
      list_of(reader, root, "yields_to", tr_rule_id_is, "id of a rule");
  rule->lacks = list_of(reader, root, "lacks", is_lacked,
                        "segment, with the code of its first element");

  rule->status =
      list_of(reader, root, "status", is_short_code,
              "claim status: a category, a status code, maybe an entity");

  rule->cap_by = -1;
  const tr_yaml *cap = tr_yaml_get(root, "cap_by");
  if (cap == NULL) return;
  rule->cap_by =
      tr_profile_key_find(reader->keys, reader->key_count, cap->text);
  if (rule->cap_by < 0)
    tr_yaml_fail(reader->sink, cap, "profiles have no key \"%s\"",
                 cap->kind == TR_YAML_TEXT ? cap->text.p : "");
}

static tr_day day_of(tr_rule_reader *reader, const tr_yaml *map,
                     const char *key, tr_day fallback) {
  const tr_yaml *node = tr_yaml_get(map, key);
  tr_day day = fallback;
  if (node == NULL || (node->kind == TR_YAML_TEXT &&
                       tr_day_read_iso(node->text, &day) == TR_OK))
    return day;
  tr_yaml_fail(reader->sink, node, "a date YYYY-MM-DD is wanted here");
  return fallback;
}

static void read_force(tr_rule_reader *reader, const tr_yaml *root,
                       tr_rule *rule) {
  static const char *const known[] = {"from", "to", NULL};
  const tr_yaml *node = tr_yaml_get(root, "in_force");
  rule->from = TR_DAY_MIN;
  rule->to = TR_DAY_MAX;
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_MAP) == NULL)
    return;
  tr_yaml_check_keys(reader->sink, node, "\"in_force\"", known);
  rule->from = day_of(reader, node, "from", TR_DAY_MIN);
  rule->to = day_of(reader, node, "to", TR_DAY_MAX);
  if (rule->from > rule->to)
    tr_yaml_fail(reader->sink, node, "the rule ends before it begins");
}

static void read_source(tr_rule_reader *reader, const tr_yaml *node,
                        tr_source_ref *ref) {
  static const char *const known[] = {"id", "from", "dissent", "says", NULL};
  const tr_yaml *id = node;
  ref->from = TR_DAY_MIN;
  if (node->kind == TR_YAML_MAP) {
    tr_yaml_check_keys(reader->sink, node, "a source", known);
    id = tr_yaml_get(node, "id");
    ref->from = day_of(reader, node, "from", TR_DAY_MIN);
    ref->dissent = flag_of(reader, node, "dissent");
    ref->says = tr__rule_text(reader, node, "says");
    if (ref->dissent && ref->says == NULL)
      tr_yaml_fail(reader->sink, node, "a source that dissents needs \"says\"");
  }
  if (id == NULL || id->kind != TR_YAML_TEXT) {
    tr_yaml_fail(reader->sink, node, "a source is an id of docs/sources.d");
    return;
  }
  const tr_source *source = tr_source_find(reader->sources, id->text);
  if (source == NULL)
    tr_yaml_fail(reader->sink, id, "the source \"%s\" is not in docs/sources.d",
                 id->text.p);
  else {
    ref->id = source->id;
    ref->of = source->of;
  }
}

static void read_sources(tr_rule_reader *reader, const tr_yaml *root,
                         tr_rule *rule) {
  const tr_yaml *node = tr_yaml_get(root, "sources");
  if (node == NULL || tr_yaml_want(reader->sink, node, TR_YAML_LIST) == NULL)
    return;
  if (node->count == 0 || node->count > TR_PACK_LIST) {
    tr_yaml_fail(reader->sink, node, "a rule has 1 to %d sources",
                 (int)TR_PACK_LIST);
    return;
  }
  tr_source_ref *refs = tr__rule_memory(reader, node->count, sizeof *refs);
  if (refs == NULL) return;
  for (uint32_t i = 0; i < node->count; i++)
    read_source(reader, &node->items[i], &refs[i]);
  rule->sources = refs;
  rule->source_count = node->count;
}

void tr__rule_read_head(tr_rule_reader *reader, const tr_yaml *root,
                        tr_rule *rule) {
  rule->pack = reader->pack;
  read_names(reader, root, rule);
  read_standing(reader, root, rule);
  read_force(reader, root, rule);
  read_sources(reader, root, rule);
}

static void read_raiser(tr_rule_reader *reader, const tr_yaml *root,
                        tr_rule *rule) {
  const tr_yaml *each = tr_yaml_get(root, "each");
  const tr_yaml *when = tr_yaml_get(root, "when");
  const tr_yaml *raised = tr_yaml_get(root, "raised_by");
  if ((when != NULL) == (raised != NULL)) {
    tr_yaml_fail(reader->sink, when != NULL ? raised : root,
                 "a rule has either \"when\" or \"raised_by\"");
    return;
  }
  if (raised != NULL) {
    const int which = tr_yaml_word(reader->sink, raised, "raiser", raisers);
    if (which >= 0) rule->raised_by = (tr_raised_by)(which + 1);
    if (each != NULL)
      tr_yaml_fail_key(reader->sink, each, "\"each\" goes with \"when\"");
    return;
  }
  if (each == NULL) {
    tr_yaml_fail_key(reader->sink, when, "\"when\" needs \"each\"");
    return;
  }
  const int which = tr_yaml_word(reader->sink, each, "\"each\"", each_words);
  if (which >= 0) rule->each = (tr_each)(which + 1);
}

static void read_rule(tr_rule_reader *reader, const tr_yaml *root,
                      tr_rule *rule) {
  if (tr_yaml_want(reader->sink, root, TR_YAML_MAP) == NULL) return;
  tr_yaml_check_keys(reader->sink, root, "a rule", rule_keys);
  for (int i = 0; must_keys[i] != NULL; i++)
    if (tr_yaml_get(root, must_keys[i]) == NULL)
      tr_pack_fail(reader->sink, root->at, 1, "\"%s\" is missing",
                   must_keys[i]);
  tr__rule_read_head(reader, root, rule);
  read_raiser(reader, root, rule);
  if (rule->each != TR_EACH_NONE || rule->raised_by != TR_RAISED_BY_CONDITION)
    tr__rule_read_logic(reader, root, rule);
  tr__rule_read_examples(reader, root, rule);
}

tr_status tr_rule_read_tree(tr_rule_reader *reader, const tr_yaml *root,
                            const tr_rule **rule) {
  const uint32_t before = reader->sink->count;
  *rule = NULL;
  tr_rule *out = tr__rule_memory(reader, 1, sizeof *out);
  if (out != NULL) read_rule(reader, root, out);
  if (reader->no_memory) return TR_ENOMEM;
  if (reader->sink->count == before) *rule = out;
  return TR_OK;
}

tr_status tr_rule_read(tr_rule_reader *reader, const tr_rule **rule) {
  const tr_yaml *root = NULL;
  *rule = NULL;
  const tr_status status = tr_yaml_read(reader->arena, reader->sink, &root);
  if (status != TR_OK || root == NULL) return status;
  return tr_rule_read_tree(reader, root, rule);
}
