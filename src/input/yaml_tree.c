/* What of YAML the project's files may use, and where each value stands. */
#include "input/yaml_tree.h"

#include <libfyaml.h>

#include "base/utf8.h"

enum { WORDS_SHOWN = 160 /* bytes of a list of words in a message */ };

typedef struct tree {
  tr_arena *arena;
  tr_pack_sink *sink;
  bool no_memory;
} tree;

static tr_str copy(tree *t, const char *text, size_t length) {
  char *memory = tr_arena_alloc(t->arena, length + 1);
  if (memory == NULL) {
    t->no_memory = true;
    return (tr_str){"", 0};
  }
  if (length > 0) memcpy(memory, text, length);
  return (tr_str){memory, length};
}

static bool is_null_word(tr_str text) {
  return text.n == 0 || tr_str_eq(text, TR_STR("~")) ||
         tr_str_eq(text, TR_STR("null"));
}

static void read_scalar(tree *t, struct fy_node *node, tr_yaml *out) {
  struct fy_token *token = fy_node_get_scalar_token(node);
  const struct fy_mark *start =
      token != NULL ? fy_token_start_mark(token) : NULL;
  const struct fy_mark *end = token != NULL ? fy_token_end_mark(token) : NULL;
  if (start == NULL || end == NULL) return; /* nothing there: null */

  size_t length = 0;
  const char *text = fy_node_get_scalar(node, &length);
  if (text == NULL) length = 0;
  const enum fy_scalar_style style = fy_token_scalar_style(token);
  out->at = start->input_pos;
  out->length =
      end->input_pos > start->input_pos ? end->input_pos - start->input_pos : 1;
  out->style = (uint8_t)style;
  out->plain = style == FYSS_PLAIN;
  out->text = copy(t, text, length);
  out->kind =
      out->plain && is_null_word(out->text) ? TR_YAML_NULL : TR_YAML_TEXT;
  if (memchr(out->text.p, '\0', out->text.n) != NULL)
    tr_pack_fail(t->sink, out->at, 1, "a NUL byte in a text");
}

/* Recursion ends at the depth that libfyaml allows. */
static void read_node(tree *t, struct fy_node *node, tr_yaml *out);

static void read_list(tree *t, struct fy_node *node, tr_yaml *out) {
  const int count = fy_node_sequence_item_count(node);
  tr_yaml *items =
      tr_arena_array(t->arena, (size_t)(count > 0 ? count : 1), sizeof *items);
  if (items == NULL) {
    t->no_memory = true;
    return;
  }
  out->items = items;
  void *at = NULL;
  struct fy_node *item;
  while ((item = fy_node_sequence_iterate(node, &at)) != NULL) {
    tr_yaml *entry = &items[out->count++];
    entry->at = out->at;
    entry->length = 1;
    read_node(t, item, entry);
  }
}

static void read_map(tree *t, struct fy_node *node, tr_yaml *out) {
  const int count = fy_node_mapping_item_count(node);
  tr_yaml *items =
      tr_arena_array(t->arena, (size_t)(count > 0 ? count : 1), sizeof *items);
  if (items == NULL) {
    t->no_memory = true;
    return;
  }
  out->items = items;
  void *at = NULL;
  struct fy_node_pair *pair;
  while ((pair = fy_node_mapping_iterate(node, &at)) != NULL) {
    tr_yaml key = {.at = out->at, .length = 1};
    struct fy_node *key_node = fy_node_pair_key(pair);
    if (key_node != NULL && fy_node_is_scalar(key_node))
      read_scalar(t, key_node, &key);
    if (t->no_memory) return;
    if (key.text.n == 0 || fy_node_is_alias(key_node)) {
      tr_pack_fail(t->sink, key.at, 1, "a key is a word");
      continue;
    }
    tr_yaml *entry = &items[out->count++];
    entry->key = key.text;
    entry->key_at = key.at;
    entry->at = key.at;
    entry->length = key.length;
    if (fy_node_pair_value(pair) != NULL)
      read_node(t, fy_node_pair_value(pair), entry);
  }
}

static void read_node(tree *t, struct fy_node *node, tr_yaml *out) {
  size_t length = 0;
  if (fy_node_is_alias(node) || fy_node_get_anchor(node) != NULL)
    tr_pack_fail(t->sink, out->at, out->length,
                 "anchors and aliases are not used here");
  if (fy_node_get_tag(node, &length) != NULL)
    tr_pack_fail(t->sink, out->at, out->length, "tags are not used here");
  switch (fy_node_get_type(node)) {
    case FYNT_SCALAR:
      read_scalar(t, node, out);
      return;
    case FYNT_SEQUENCE:
      out->kind = TR_YAML_LIST;
      read_list(t, node, out);
      break;
    case FYNT_MAPPING:
      out->kind = TR_YAML_MAP;
      read_map(t, node, out);
      break;
  }
  if (out->count == 0) return;
  out->at = out->kind == TR_YAML_MAP ? out->items[0].key_at : out->items[0].at;
  const tr_yaml *last = &out->items[out->count - 1];
  if (last->at + last->length > out->at)
    out->length = last->at + last->length - out->at;
}

/* libfyaml reads the first document and forgets the others. */
static bool has_second_document(tr_str bytes, size_t *where) {
  bool content = false;
  for (size_t i = 0; i < bytes.n;) {
    size_t end = i;
    while (end < bytes.n && bytes.p[end] != '\n') end++;
    const tr_str line = {bytes.p + i, end - i};
    if (tr_str_starts(line, TR_STR("---")) ||
        tr_str_starts(line, TR_STR("..."))) {
      *where = i;
      if (content) return true;
    }
    const tr_str trimmed = tr_str_trim(line);
    content = content || (trimmed.n > 0 && trimmed.p[0] != '#');
    i = end + 1;
  }
  return false;
}

static bool is_readable(tr_pack_sink *sink) {
  if (sink->bytes.n > TR_YAML_BYTES) {
    tr_pack_fail(sink, 0, 1, "the file is larger than %d bytes",
                 (int)TR_YAML_BYTES);
    return false;
  }
  tr_str rest = sink->bytes;
  while (rest.n > 0) {
    const size_t at = sink->bytes.n - rest.n;
    if (tr_utf8_next(&rest) != TR_UTF8_BAD) continue;
    tr_pack_fail(sink, at, 1, "not UTF-8");
    return false;
  }
  size_t where = 0;
  if (has_second_document(sink->bytes, &where)) {
    tr_pack_fail(sink, where, 3, "a file is one document");
    return false;
  }
  return true;
}

static void report_syntax(struct fy_diag *diag, tr_pack_sink *sink) {
  void *at = NULL;
  struct fy_diag_error *error;
  bool any = false;
  while ((error = fy_diag_errors_iterate(diag, &at)) != NULL) {
    any = true;
    tr_pack_fail_line(sink, error->line > 0 ? (uint32_t)error->line : 1,
                      error->column > 0 ? (uint32_t)error->column : 1,
                      tr_str_of(error->msg));
  }
  if (!any) tr_pack_fail(sink, 0, 1, "the file is empty");
}

tr_status tr_yaml_read(tr_arena *arena, tr_pack_sink *sink,
                       const tr_yaml **root) {
  *root = NULL;
  if (!is_readable(sink)) return TR_OK;
  tr_yaml *out = tr_arena_alloc(arena, sizeof *out);
  struct fy_diag_cfg diag_options;
  fy_diag_cfg_default(&diag_options);
  diag_options.fp = NULL;
  struct fy_diag *diag = fy_diag_create(&diag_options);
  if (out == NULL || diag == NULL) {
    fy_diag_destroy(diag);
    return TR_ENOMEM;
  }
  fy_diag_set_collect_errors(diag, true);

  const struct fy_parse_cfg options = {
      .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2,
      .diag = diag,
  };
  tree t = {arena, sink, false};
  const uint32_t before = sink->count;
  struct fy_document *document = fy_document_build_from_string(
      &options, sink->bytes.p != NULL ? sink->bytes.p : "", sink->bytes.n);
  if (document == NULL) {
    report_syntax(diag, sink);
  } else if (fy_document_root(document) == NULL) {
    tr_pack_fail(sink, 0, 1, "the file is empty");
  } else {
    out->length = 1;
    read_node(&t, fy_document_root(document), out);
  }
  fy_document_destroy(document);
  fy_diag_destroy(diag);
  if (t.no_memory) return TR_ENOMEM;
  if (sink->count == before) *root = out;
  return TR_OK;
}

const tr_yaml *tr_yaml_get(const tr_yaml *map, const char *key) {
  if (map == NULL || map->kind != TR_YAML_MAP) return NULL;
  for (uint32_t i = 0; i < map->count; i++)
    if (tr_str_eq(map->items[i].key, tr_str_of(key))) return &map->items[i];
  return NULL;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(tr_str text, size_t at) {
  while (at < text.n && is_blank(text.p[at])) at++;
  return at;
}

/* Bytes of text that an escape at `at` of the raw text stands for, and the raw
 * bytes it takes. */
static size_t escape_raw(tr_str raw, size_t at) {
  if (at + 1 >= raw.n) return 1;
  switch (raw.p[at + 1]) {
    case 'x':
      return 4;
    case 'u':
      return 6;
    case 'U':
      return 10;
    default:
      return 2;
  }
}

static size_t step_text(tr_str text, size_t at) {
  tr_str rest = {text.p + at, text.n - at};
  const size_t before = rest.n;
  (void)tr_utf8_next(&rest);
  return before - rest.n;
}

size_t tr_yaml_position(const tr_yaml *value, tr_str bytes, size_t offset) {
  const tr_str text = value->text;
  const size_t end =
      value->at + value->length < bytes.n ? value->at + value->length : bytes.n;
  const tr_str raw = {bytes.p, end};
  const bool quoted = value->style == FYSS_DOUBLE_QUOTED;
  const bool single = value->style == FYSS_SINGLE_QUOTED;
  size_t r = value->at, t = 0;
  if (offset > text.n) offset = text.n;
  if (text.n > 0 && !is_blank(text.p[0]) && !quoted && !single)
    r = skip_blanks(raw, r);
  while (t < offset && r < raw.n) {
    if (quoted && raw.p[r] == '\\') {
      const bool fold = r + 1 < raw.n && raw.p[r + 1] == '\n';
      r += escape_raw(raw, r);
      if (fold)
        r = skip_blanks(raw, r);
      else
        t += step_text(text, t);
    } else if (single && raw.p[r] == '\'') {
      r += 2;
      t++;
    } else if (is_blank(text.p[t])) {
      /* A run of blanks stands for a run of blanks, however it was folded. */
      const size_t run = skip_blanks(text, t);
      if (offset < run) return r;
      t = run;
      r = skip_blanks(raw, r);
    } else if (is_blank(raw.p[r])) {
      r = skip_blanks(raw, r);
    } else {
      r++;
      t++;
    }
  }
  if (offset == text.n || is_blank(text.p[offset])) return r;
  if (quoted && r + 1 < raw.n && raw.p[r] == '\\' && raw.p[r + 1] == '\n') r++;
  return skip_blanks(raw, r);
}

__attribute__((format(printf, 4, 0))) static void fail_at(tr_pack_sink *sink,
                                                          size_t at,
                                                          size_t length,
                                                          const char *format,
                                                          va_list arguments) {
  char message[TR_PACK_MESSAGE];
  vsnprintf(message, sizeof message, format, arguments);
  tr_pack_fail(sink, at, length, "%s", message);
}

void tr_yaml_fail(tr_pack_sink *sink, const tr_yaml *value, const char *format,
                  ...) {
  va_list arguments;
  va_start(arguments, format);
  fail_at(sink, value->at, value->length, format, arguments);
  va_end(arguments);
}

void tr_yaml_fail_key(tr_pack_sink *sink, const tr_yaml *value,
                      const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (value->key.n > 0)
    fail_at(sink, value->key_at, value->key.n, format, arguments);
  else
    fail_at(sink, value->at, value->length, format, arguments);
  va_end(arguments);
}

void tr_yaml_check_keys(tr_pack_sink *sink, const tr_yaml *map,
                        const char *what, const char *const *known) {
  for (uint32_t i = 0; i < map->count; i++) {
    const char *const *key = known;
    while (*key != NULL && !tr_str_eq(map->items[i].key, tr_str_of(*key)))
      key++;
    if (*key == NULL)
      tr_yaml_fail_key(sink, &map->items[i], "%s has no key \"%s\"", what,
                       map->items[i].key.p);
  }
}

const tr_yaml *tr_yaml_want(tr_pack_sink *sink, const tr_yaml *value,
                            tr_yaml_kind kind) {
  if (value->kind == kind) return value;
  const char *const want = kind == TR_YAML_MAP    ? "a map"
                           : kind == TR_YAML_LIST ? "a list"
                                                  : "a text";
  if (value->key.n > 0)
    tr_yaml_fail(sink, value, "\"%s\" must be %s", value->key.p, want);
  else
    tr_yaml_fail(sink, value, "%s is wanted here", want);
  return NULL;
}

bool tr_yaml_number(tr_pack_sink *sink, const tr_yaml *value, int64_t most,
                    int64_t *number) {
  int64_t result = 0;
  bool good = value->kind == TR_YAML_TEXT && value->plain;
  for (size_t i = 0; good && i < value->text.n; i++) {
    const char c = value->text.p[i];
    good = c >= '0' && c <= '9' && result <= most;
    if (good) result = result * 10 + (c - '0');
  }
  if (!good || result > most) {
    tr_yaml_fail(sink, value, "a whole number from 0 to %lld is wanted here",
                 (long long)most);
    return false;
  }
  *number = result;
  return true;
}

bool tr_yaml_flag(tr_pack_sink *sink, const tr_yaml *value, bool *flag) {
  const bool yes = tr_str_eq(value->text, TR_STR("true"));
  const bool known = yes || tr_str_eq(value->text, TR_STR("false"));
  if (value->kind != TR_YAML_TEXT || !value->plain || !known) {
    tr_yaml_fail(sink, value, "true or false is wanted here");
    return false;
  }
  *flag = yes;
  return true;
}

int tr_yaml_word(tr_pack_sink *sink, const tr_yaml *value, const char *what,
                 const char *const *words) {
  char list[WORDS_SHOWN] = "";
  size_t used = 0;
  for (int i = 0; words[i] != NULL; i++) {
    if (value->kind == TR_YAML_TEXT &&
        tr_str_eq(value->text, tr_str_of(words[i])))
      return i;
    const int n = snprintf(list + used, sizeof list - used, "%s%s",
                           i > 0 ? ", " : "", words[i]);
    if (n > 0 && (size_t)n < sizeof list - used) used += (size_t)n;
  }
  tr_yaml_fail(sink, value, "\"%s\" is no %s; they are %s",
               value->kind == TR_YAML_TEXT ? value->text.p : "", what, list);
  return -1;
}
