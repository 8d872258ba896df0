/* Texts of a rule to programs: parse, check, emit. */
#include "rule/compile.h"

#include <stdio.h>

#include "base/utf8.h"
#include "rule/emit.h"
#include "rule/facts.h"
#include "rule/profile.h"
#include "rule/type.h"

void tr_compile_env_init(tr_compile_env *env, tr_each each,
                         const tr_profile_key *keys, uint32_t key_count) {
  *env = (tr_compile_env){.each = each, .keys = keys, .key_count = key_count};
}

static tr_typing typing_of(tr_arena *arena, tr_str text,
                           const tr_compile_env *env, tr_compile_error *error) {
  return (tr_typing){.arena = arena, .text = text, .env = env, .error = error};
}

/* Parse all of a text and check it; `*node` is set on TR_OK. */
static tr_status read_text(tr_typing *t, tr_type wanted, tr_node **node) {
  uint32_t at = 0;
  tr_status status =
      tr__parse(t->arena, t->text, &at, TR_TOKEN_END, node, t->error);
  if (status != TR_OK) return status;
  if (tr__type_check(t, *node)) tr__type_want(t, *node, wanted);
  return t->status;
}

static tr_status finish(tr_emitter *e, tr_arena *arena, const tr_node *node,
                        const tr_program **program) {
  tr__emit_value(e, node);
  return tr__emit_finish(e, arena, node->type,
                         node->type == TR_TYPE_ENTITY ? node->entity : 0,
                         program);
}

/* --------------------------------------------------------------------- lets */

static bool is_name(tr_str name) {
  tr_lexer lexer = {.text = name};
  if (name.n > TR_LEX_BYTES) return false;
  const tr_token token = tr__lex_next(&lexer);
  return token.kind == TR_TOKEN_NAME && token.length == name.n;
}

/* A let must not hide a name of the language. */
static bool is_taken(tr_arena *arena, const tr_compile_env *env, tr_str name) {
  tr_compile_error ignored;
  tr_typing probe = typing_of(arena, name, env, &ignored);
  probe.in_message = true;
  tr_node node = {.kind = TR_NODE_NAME, .text = name};
  return tr__type_is_profile(&node) || tr__type_name(&probe, &node);
}

tr_status tr_compile_add_let(tr_arena *arena, tr_compile_env *env, tr_str name,
                             tr_str text, tr_compile_error *error) {
  if (!is_name(name) || is_taken(arena, env, name)) {
    tr__compile_fail(error, text, 0, 0, "`%.*s` %s",
                     (int)(name.n < 40 ? name.n : 40), name.p,
                     is_name(name) ? "is a name already" : "is no name");
    return TR_ESYNTAX;
  }
  if (env->let_count == TR_PROGRAM_LETS) {
    tr__compile_fail(error, text, 0, 0, "a rule has at most %d lets",
                     TR_PROGRAM_LETS);
    return TR_ELIMIT;
  }
  tr_compile_let let = {.name = name};
  tr_typing t = typing_of(arena, text, env, error);
  t.in_message = true;
  tr_status status = read_text(&t, TR_TYPE_NONE, &let.node);
  let.for_message = t.joined;
  if (status == TR_OK) status = tr__facts_of_let(arena, env, &let);
  if (status == TR_OK) env->lets[env->let_count++] = let;
  return status;
}

/* --------------------------------------------------- expressions and places */

tr_status tr_compile_expression(tr_arena *arena, tr_str text,
                                const tr_compile_env *env, tr_type type,
                                const tr_program **program,
                                tr_program_facts *facts,
                                tr_compile_error *error) {
  tr_typing t = typing_of(arena, text, env, error);
  tr_node *node;
  tr_status status = read_text(&t, type, &node);
  if (status != TR_OK) return status;

  tr_program_facts found = {.needs_note = false};
  if (facts != NULL && node->type == TR_TYPE_FLAG)
    status = tr__facts_of(arena, env, node, &found);
  if (status != TR_OK) return status;

  tr_emitter e;
  tr__emit_init(&e, text, env, error);
  status = finish(&e, arena, node, program);
  if (status == TR_OK && facts != NULL) *facts = found;
  return status;
}

/* Parse and check a place; lists are allowed where they have a first. */
static tr_status read_place(tr_typing *t, tr_node **node) {
  uint32_t at = 0;
  tr_status status =
      tr__parse(t->arena, t->text, &at, TR_TOKEN_END, node, t->error);
  if (status != TR_OK) return status;
  tr__type_check(t, *node);
  return t->status;
}

tr_status tr_compile_place(tr_arena *arena, tr_str text,
                           const tr_compile_env *env,
                           const tr_program **program,
                           tr_compile_error *error) {
  tr_typing t = typing_of(arena, text, env, error);
  tr_node *node;
  const tr_status status = read_place(&t, &node);
  if (status != TR_OK) return status;
  tr_emitter e;
  tr__emit_init(&e, text, env, error);
  tr__emit_place(&e, node);
  return tr__emit_finish(&e, arena, TR_TYPE_PLACE, 0, program);
}

/* The three texts of an `also`, checked in one scope. */
typedef struct also_parts {
  tr_node *fold, *when, *at; /* fold and when may be NULL */
} also_parts;

static tr_status read_also(tr_typing *t, const tr_str texts[3],
                           also_parts *parts) {
  tr_status status = TR_OK;
  t->text = texts[0];
  if (texts[0].n > 0) {
    status = tr__parse_each(t->arena, texts[0], &parts->fold, t->error);
    if (status != TR_OK) return status;
    if (!tr__type_enter(t, parts->fold)) return t->status;
  }
  t->text = texts[1];
  if (texts[1].n > 0) {
    status = read_text(t, TR_TYPE_FLAG, &parts->when);
    if (status != TR_OK) {
      t->error->part = 1;
      return status;
    }
  }
  t->text = texts[2];
  status = read_place(t, &parts->at);
  t->error->part = 2;
  return status;
}

tr_status tr_compile_places(tr_arena *arena, tr_str each, tr_str when,
                            tr_str at, const tr_compile_env *env,
                            const tr_program **program,
                            tr_compile_error *error) {
  const tr_str texts[3] = {each, when, at};
  tr_typing t = typing_of(arena, each, env, error);
  also_parts parts = {NULL, NULL, NULL};
  tr_status status = read_also(&t, texts, &parts);
  if (status != TR_OK) return status;

  tr_emitter e;
  tr__emit_init(&e, at, env, error);
  uint32_t open = 0, top = 0, skip = 0;
  if (parts.fold != NULL) top = tr__emit_loop(&e, parts.fold, &open);
  if (parts.when != NULL) {
    tr__emit_value(&e, parts.when);
    /* without a loop the condition jumps over the place, patched below */
    skip = tr__emit_op(
        &e, (tr_op){.code = TR_OP_LOOP_IF, .value = (int32_t)top}, -1);
  }
  tr__emit_place(&e, parts.at);
  if (parts.fold != NULL) {
    tr__emit_op(&e, (tr_op){.code = TR_OP_JUMP, .value = (int32_t)top}, 0);
    tr__emit_loop_end(&e, open, top);
  } else if (parts.when != NULL) {
    e.ops[skip].value = (int32_t)e.op_count;
  }
  status = tr__emit_finish(&e, arena, TR_TYPE_PLACE, 0, program);
  if (status != TR_OK) error->part = 2;
  return status;
}

/* ---------------------------------------------------------------- templates */

/* A growing list of parts in an array that is large enough. */
typedef struct parts {
  tr_arena *arena;
  tr_template_part *entries;
  uint32_t count;
} parts;

static tr_status copy(tr_arena *arena, tr_str text, const char **out) {
  char *bytes = tr_arena_alloc(arena, text.n + 1);
  if (bytes == NULL) return TR_ENOMEM;
  if (text.n > 0) memcpy(bytes, text.p, text.n);
  bytes[text.n] = '\0';
  *out = bytes;
  return TR_OK;
}

/* Is the name one that a reader's fault carries? */
static bool is_argument(tr_typing *t, const tr_node *node) {
  if (node->kind != TR_NODE_NAME) return false;
  const tr_compile_env *env = t->env;
  for (uint32_t i = 0; i < env->argument_count; i++)
    if (tr_str_eq(node->text, tr_str_of(env->arguments[i]))) return true;
  if (!env->any_argument) return false;
  tr_compile_error ignored;
  tr_typing probe = *t;
  probe.error = &ignored;
  tr_node copy_of = *node;
  return !tr__type_name(&probe, &copy_of);
}

static bool is_shown(const tr_node *node) {
  switch (node->type) {
    case TR_TYPE_FLAG:
    case TR_TYPE_NUMBER:
    case TR_TYPE_MONEY:
    case TR_TYPE_DATE:
    case TR_TYPE_CODE:
    case TR_TYPE_TEXT:
    case TR_TYPE_WORD:
    case TR_TYPE_REGIONS:
    case TR_TYPE_DOTTED:
    case TR_TYPE_DIGITS:
      return true;
    default:
      return false;
  }
}

/* The expression after a brace at `*at`, which moves past the closing one. */
static tr_status add_expression(parts *list, tr_typing *t, uint32_t *at) {
  tr_node *node;
  tr_status status =
      tr__parse(t->arena, t->text, at, TR_TOKEN_CLOSE_BRACE, &node, t->error);
  if (status != TR_OK) return status;
  tr_template_part *part = &list->entries[list->count++];
  if (is_argument(t, node)) return copy(t->arena, node->text, &part->argument);

  if (!tr__type_check(t, node)) return t->status;
  if (!is_shown(node)) {
    char words[TR_TYPE_WORDS];
    tr__type_fail(t, node, "a %s cannot be shown; name one of its fields",
                  tr__type_words(node, words));
    return t->status;
  }
  tr_emitter e;
  tr__emit_init(&e, t->text, t->env, t->error);
  return finish(&e, t->arena, node, &part->value);
}

/* Literal text up to a single brace; {{ and }} become one brace. */
static tr_status add_text(parts *list, tr_typing *t, uint32_t *at) {
  const tr_str text = t->text;
  char *bytes = tr_arena_alloc(t->arena, text.n - *at + 1);
  if (bytes == NULL) return TR_ENOMEM;
  size_t used = 0;
  uint32_t i = *at;
  while (i < text.n) {
    const char c = text.p[i];
    if (c == '{' || c == '}') {
      const bool twice = i + 1 < text.n && text.p[i + 1] == c;
      if (!twice && c == '{') break;
      if (!twice) {
        tr__compile_fail(t->error, text, i, 1,
                         "a brace in the text is written `}}`");
        return TR_ESYNTAX;
      }
      i++;
    }
    bytes[used++] = c;
    i++;
  }
  bytes[used] = '\0';
  *at = i;
  list->entries[list->count++] = (tr_template_part){.text = bytes};
  return TR_OK;
}

tr_status tr_compile_template(tr_arena *arena, tr_str text,
                              const tr_compile_env *env, tr_template *out,
                              tr_compile_error *error) {
  if (text.n > TR_LEX_BYTES) {
    tr__compile_fail(error, text, TR_LEX_BYTES, 0,
                     "the text is longer than 16384 bytes");
    return TR_ELIMIT;
  }
  uint32_t most = 1;
  for (size_t i = 0; i < text.n; i++) most += text.p[i] == '{' ? 2 : 0;
  parts list = {.arena = arena};
  list.entries = tr_arena_array(arena, most, sizeof *list.entries);
  if (list.entries == NULL) return TR_ENOMEM;

  tr_typing t = typing_of(arena, text, env, error);
  t.in_message = true;
  uint32_t at = 0;
  while (at < text.n) {
    const bool expression =
        text.p[at] == '{' && !(at + 1 < text.n && text.p[at + 1] == '{');
    if (expression) at++;
    const tr_status status =
        expression ? add_expression(&list, &t, &at) : add_text(&list, &t, &at);
    if (status != TR_OK) return status;
  }
  *out = (tr_template){.parts = list.entries, .count = list.count};
  return TR_OK;
}

/* ------------------------------------------------------------------- errors */

void tr_compile_error_show(const tr_compile_error *error, tr_str text,
                           tr_buf *out) {
  size_t start = error->at < text.n ? error->at : text.n;
  while (start > 0 && text.p[start - 1] != '\n') start--;
  size_t end = start;
  while (end < text.n && text.p[end] != '\n') end++;
  size_t length = error->length;
  if (error->at + length > end) length = end - error->at;

  tr_buf_addf(out, "%u:%u: ", error->line, error->column);
  tr_text_safe(out, tr_str_of(error->message));
  tr_buf_add(out, TR_STR("\n  | "));
  tr_text_safe(out, (tr_str){text.p + start, end - start});
  tr_buf_add(out, TR_STR("\n  | "));
  size_t columns = tr_text_columns((tr_str){text.p + start, error->at - start});
  for (; columns > 0; columns--) tr_buf_add_char(out, ' ');
  columns = tr_text_columns((tr_str){text.p + error->at, length});
  do tr_buf_add_char(out, '^');
  while (columns-- > 1);
  tr_buf_add_char(out, '\n');
}
