/* Types of whole expressions: operands fit their operators, arguments their
 * functions, conditions are flags. */
#include "rule/type.h"

#include <stdarg.h>
#include <stdio.h>

#include "rule/fields.h"
#include "rule/functions.h"

/* ---------------------------------------------------------------- failures */

bool tr__type_fail(tr_typing *t, const tr_node *node, const char *format, ...) {
  if (t->status != TR_OK) return false;
  char message[TR_COMPILE_MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  t->status = TR_ESYNTAX;
  tr__compile_fail(t->error, t->text, node->at, node->length, "%s", message);
  return false;
}

bool tr__type_fail_name(tr_typing *t, tr_str name, const char *format, ...) {
  if (t->status != TR_OK) return false;
  char message[TR_COMPILE_MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  t->status = TR_ESYNTAX;
  tr__compile_fail(t->error, t->text, (size_t)(name.p - t->text.p), name.n,
                   "%s", message);
  return false;
}

const char *tr__type_words(const tr_node *node, char words[TR_TYPE_WORDS]) {
  const char *entity = tr_entity_name((tr_entity)node->entity);
  if (node->type == TR_TYPE_ENTITY) return entity;
  if (node->kind == TR_NODE_SET && node->type == TR_TYPE_NONE) return "set";
  if (node->type == TR_TYPE_MONEY) return "sum of money";
  if (node->type == TR_TYPE_REGIONS) return "set of regions";
  if (node->type != TR_TYPE_LIST) return tr_type_name(node->type);
  snprintf(words, TR_TYPE_WORDS, "list (of each %s)", entity);
  return words;
}

bool tr__type_want(tr_typing *t, tr_node *node, tr_type wanted) {
  if (wanted != TR_TYPE_NONE && tr__type_fit(t, node, wanted)) return true;
  char words[TR_TYPE_WORDS];
  const char *shown = tr__type_words(node, words);
  if (wanted != TR_TYPE_NONE)
    return tr__type_fail(t, node, "a %s is wanted here, this is a %s",
                         tr_type_name(wanted), shown);
  if (node->type == TR_TYPE_LIST)
    return tr__type_fail(t, node,
                         "a list is no value; use any, all, count, sum or "
                         "join");
  if (node->type == TR_TYPE_NONE)
    return tr__type_fail(t, node, "a %s cannot stand alone", shown);
  return t->status == TR_OK;
}

/* -------------------------------------------------------------- vocabulary */

/* The only words a node can have, or NULL. */
static const char *words_of(const tr_typing *t, const tr_node *node) {
  if (node->meaning == TR_MEANS_LET)
    return words_of(t, t->env->lets[node->slot].node);
  if (node->kind == TR_NODE_FIELD && node->meaning == TR_MEANS_FIELD)
    return tr__fields[node->row].words;
  if (node->kind == TR_NODE_CALL && node->meaning == TR_MEANS_FUNCTION)
    return tr__functions[node->row].words;
  return NULL;
}

/* The words a profile key can have; NULL: any. */
static const char *const *words_of_key(const tr_typing *t,
                                       const tr_node *node) {
  if (node->meaning == TR_MEANS_LET)
    return words_of_key(t, t->env->lets[node->slot].node);
  return node->meaning == TR_MEANS_KEY ? t->env->keys[node->row].words : NULL;
}

/* Is the word among those that `left` can have? The others are offered. */
static bool is_word_of(const tr_typing *t, const tr_node *left, tr_str word,
                       tr_nearest *nearest) {
  const char *at = words_of(t, left);
  const char *const *keys = words_of_key(t, left);
  if (at == NULL && keys == NULL) return true;
  for (; keys != NULL && *keys != NULL; keys++) {
    if (tr_str_eq(tr_str_of(*keys), word)) return true;
    tr__nearest_offer(nearest, tr_str_of(*keys));
  }
  while (at != NULL) {
    const char *bar = strchr(at, '|');
    const tr_str one = {at, bar != NULL ? (size_t)(bar - at) : strlen(at)};
    if (tr_str_eq(one, word)) return true;
    tr__nearest_offer(nearest, one);
    at = bar != NULL ? bar + 1 : NULL;
  }
  return false;
}

/* A word that can never come up is a mistake of the rule. */
static bool check_word(tr_typing *t, const tr_node *left, const tr_node *word) {
  tr_nearest nearest = tr__nearest_to(word->text);
  if (is_word_of(t, left, word->text, &nearest)) return true;
  if (nearest.best.n == 0)
    return tr__type_fail(t, word, "the word is never `%.*s`",
                         TR_STR_ARG(word->text));
  return tr__type_fail(t, word,
                       "the word is never `%.*s`; did you mean `%.*s`?",
                       TR_STR_ARG(word->text), TR_STR_ARG(nearest.best));
}

static bool check_words(tr_typing *t, const tr_node *left,
                        const tr_node *right) {
  if (left->type != TR_TYPE_WORD && left->type != TR_TYPE_WORD_SET) return true;
  if (right->kind == TR_NODE_TEXT) return check_word(t, left, right);
  if (right->kind != TR_NODE_SET) return true;
  for (const tr_node *e = right->b; e != NULL; e = e->next)
    if (!check_word(t, left, e)) return false;
  return true;
}

/* --------------------------------------------------------------- operators */

static bool is_literal(const tr_node *node) {
  switch (node->kind) {
    case TR_NODE_NUMBER:
    case TR_NODE_TEXT:
    case TR_NODE_SET:
      return true;
    case TR_NODE_NEGATE:
      return is_literal(node->a);
    default:
      return false;
  }
}

/* Bring two operands to one type; the literal gives way. */
static bool agree(tr_typing *t, tr_node *a, tr_node *b) {
  if (a->type == TR_TYPE_ENTITY && b->type == TR_TYPE_ENTITY)
    return a->entity == b->entity;
  if (a->type == b->type) return a->type != TR_TYPE_NONE;
  if (is_literal(a) && !is_literal(b)) return tr__type_fit(t, a, b->type);
  return tr__type_fit(t, b, a->type) || tr__type_fit(t, a, b->type);
}

static bool fail_operands(tr_typing *t, const tr_node *node,
                          const char *doing) {
  char left[TR_TYPE_WORDS], right[TR_TYPE_WORDS];
  return tr__type_fail(t, node, "cannot %s a %s and a %s", doing,
                       tr__type_words(node->a, left),
                       tr__type_words(node->b, right));
}

static bool is_ordered(tr_type type) {
  return type == TR_TYPE_NUMBER || type == TR_TYPE_MONEY ||
         type == TR_TYPE_DATE || type == TR_TYPE_CODE || type == TR_TYPE_TEXT ||
         type == TR_TYPE_WORD;
}

static bool is_comparable(tr_type type) {
  return is_ordered(type) || type == TR_TYPE_FLAG || type == TR_TYPE_REGIONS ||
         type == TR_TYPE_ENTITY;
}

static bool check_comparison(tr_typing *t, tr_node *node) {
  if (!agree(t, node->a, node->b)) return fail_operands(t, node, "compare");
  const bool equality = node->op == TR_BINARY_EQ || node->op == TR_BINARY_NE;
  if (!(equality ? is_comparable(node->a->type) : is_ordered(node->a->type)))
    return fail_operands(t, node, equality ? "compare" : "order");
  node->type = TR_TYPE_FLAG;
  return check_words(t, node->a, node->b) && check_words(t, node->b, node->a);
}

/* The result of a + b, a - b, a * b; TR_TYPE_NONE where there is none. */
static tr_type result_of(tr_binary op, tr_type a, tr_type b) {
  const bool number_b = b == TR_TYPE_NUMBER;
  if (op == TR_BINARY_MUL) {
    if (a == TR_TYPE_NUMBER && (number_b || b == TR_TYPE_MONEY)) return b;
    return a == TR_TYPE_MONEY && number_b ? a : TR_TYPE_NONE;
  }
  if (a == TR_TYPE_DATE && number_b) return TR_TYPE_DATE;
  if (a == TR_TYPE_DATE && b == TR_TYPE_DATE && op == TR_BINARY_SUB)
    return TR_TYPE_NUMBER;
  if (a == b && (a == TR_TYPE_NUMBER || a == TR_TYPE_MONEY)) return a;
  return TR_TYPE_NONE;
}

static bool check_arithmetic(tr_typing *t, tr_node *node) {
  tr_node *a = node->a, *b = node->b;
  const tr_binary op = (tr_binary)node->op;
  if (op != TR_BINARY_MUL) {
    if (a->type == TR_TYPE_MONEY && is_literal(b))
      tr__type_fit(t, b, TR_TYPE_MONEY);
    else if (b->type == TR_TYPE_MONEY && is_literal(a))
      tr__type_fit(t, a, TR_TYPE_MONEY);
  }
  node->type = result_of(op, a->type, b->type);
  if (node->type != TR_TYPE_NONE) return true;
  return fail_operands(t, node,
                       op == TR_BINARY_ADD   ? "add"
                       : op == TR_BINARY_SUB ? "subtract"
                                             : "multiply");
}

static bool check_binary(tr_typing *t, tr_node *node) {
  if (!tr__type_check(t, node->a) || !tr__type_check(t, node->b)) return false;
  switch ((tr_binary)node->op) {
    case TR_BINARY_OR:
    case TR_BINARY_AND:
      node->type = TR_TYPE_FLAG;
      return tr__type_want(t, node->a, TR_TYPE_FLAG) &&
             tr__type_want(t, node->b, TR_TYPE_FLAG);
    case TR_BINARY_ADD:
    case TR_BINARY_SUB:
    case TR_BINARY_MUL:
      return check_arithmetic(t, node);
    default:
      return check_comparison(t, node);
  }
}

/* -------------------------------------------------------------- membership */

static bool fail_in(tr_typing *t, const tr_node *node) {
  char left[TR_TYPE_WORDS], right[TR_TYPE_WORDS];
  return tr__type_fail(t, node, "cannot look for a %s in a %s",
                       tr__type_words(node->a, left),
                       tr__type_words(node->b, right));
}

/* `x in line.modifiers` is any(m in line.modifiers: m == x). */
static bool become_any(tr_typing *t, tr_node *node) {
  tr_node *fold = tr_arena_alloc(t->arena, sizeof *fold);
  tr_node *variable = tr_arena_alloc(t->arena, sizeof *variable);
  tr_node *equal = tr_arena_alloc(t->arena, sizeof *equal);
  if (fold == NULL || variable == NULL || equal == NULL) {
    t->status = TR_ENOMEM;
    return false;
  }
  const tr_type type =
      node->b->entity == TR_ENTITY_CODE_VALUE ? TR_TYPE_CODE : TR_TYPE_NUMBER;
  if (!tr__type_fit(t, node->a, type)) return fail_in(t, node);
  if (t->fold_count == TR_PROGRAM_LOOPS)
    return tr__type_fail(t, node, "more than %d loops inside each other",
                         TR_PROGRAM_LOOPS);
  *variable = (tr_node){.kind = TR_NODE_NAME,
                        .meaning = TR_MEANS_VARIABLE,
                        .type = type,
                        .entity = node->b->entity,
                        .fold = fold,
                        .depth = 1,
                        .at = node->at,
                        .length = node->length};
  *equal = (tr_node){.kind = TR_NODE_BINARY,
                     .op = TR_BINARY_EQ,
                     .type = TR_TYPE_FLAG,
                     .a = variable,
                     .b = node->a,
                     .depth = node->depth,
                     .at = node->at,
                     .length = node->length};
  *fold = (tr_node){.kind = TR_NODE_FOLD,
                    .op = TR_FOLD_ANY,
                    .type = TR_TYPE_FLAG,
                    .a = node->b,
                    .b = equal,
                    .entity = node->b->entity,
                    .depth = node->depth,
                    .at = node->at,
                    .length = node->length};
  /* the element is found again and again, once for each turn of the loop */
  const bool negated = node->negated;
  node->kind = TR_NODE_NOT;
  node->type = TR_TYPE_FLAG;
  node->a = fold;
  node->b = node->c = NULL;
  if (negated) return true;
  *node = *fold;
  variable->fold = node;
  return true;
}

static bool check_in(tr_typing *t, tr_node *node) {
  if (!tr__type_check(t, node->a) || !tr__type_check(t, node->b)) return false;
  tr_node *a = node->a, *b = node->b;
  if (b->type == TR_TYPE_LIST && (b->entity == TR_ENTITY_CODE_VALUE ||
                                  b->entity == TR_ENTITY_NUMBER_VALUE))
    return become_any(t, node);

  node->type = TR_TYPE_FLAG;
  bool fits = false;
  if (b->kind == TR_NODE_SET) {
    const tr_type element = a->type;
    fits = element == TR_TYPE_CODE     ? tr__type_fit(t, b, TR_TYPE_CODE_SET)
           : element == TR_TYPE_NUMBER ? tr__type_fit(t, b, TR_TYPE_NUMBER_LIST)
           : element == TR_TYPE_TEXT || element == TR_TYPE_WORD
               ? tr__type_fit(t, b, TR_TYPE_WORD_SET)
               : false;
  } else if (b->type == TR_TYPE_CODE_SET || b->type == TR_TYPE_PREFIX_SET) {
    fits = tr__type_fit(t, a, TR_TYPE_CODE);
  } else if (b->type == TR_TYPE_WORD_SET) {
    fits = tr__type_fit(t, a, TR_TYPE_WORD);
  }
  if (!fits) return fail_in(t, node);
  return check_words(t, a, b) && check_words(t, b, a);
}

static bool check_present(tr_typing *t, tr_node *node) {
  if (!tr__type_check(t, node->a)) return false;
  if (node->a->type == TR_TYPE_LIST)
    return tr__type_fail(t, node, "a list is always there; use any or count");
  node->type = TR_TYPE_FLAG;
  return tr__type_want(t, node->a, TR_TYPE_NONE);
}

/* ------------------------------------------------------- if, default, loops */

static bool check_choice(tr_typing *t, tr_node *node, tr_node *a, tr_node *b) {
  if (!agree(t, a, b)) {
    char left[TR_TYPE_WORDS], right[TR_TYPE_WORDS];
    return tr__type_fail(t, node, "one side is a %s, the other a %s",
                         tr__type_words(a, left), tr__type_words(b, right));
  }
  if (a->type == TR_TYPE_LIST) return tr__type_want(t, a, TR_TYPE_NONE);
  node->type = a->type;
  node->entity = a->entity;
  return true;
}

bool tr__type_enter(tr_typing *t, tr_node *fold) {
  if (tr__type_is_profile(fold->a) || !tr__type_check(t, fold->a))
    return tr__type_fail(t, fold->a, "`profile` is no list");
  char words[TR_TYPE_WORDS];
  if (fold->a->type != TR_TYPE_LIST)
    return tr__type_fail(t, fold->a, "a list is wanted here, this is a %s",
                         tr__type_words(fold->a, words));
  tr_node name = {.kind = TR_NODE_NAME, .text = fold->text};
  tr_compile_error ignored;
  tr_typing probe = *t;
  probe.error = &ignored;
  probe.in_message = true;
  probe.joins = 0;
  if (tr__type_name(&probe, &name) || tr__type_is_profile(&name))
    return tr__type_fail_name(t, fold->text, "`%.*s` is a name already",
                              TR_STR_ARG(fold->text));
  if (t->fold_count == TR_PROGRAM_LOOPS)
    return tr__type_fail(t, fold, "more than %d loops inside each other",
                         TR_PROGRAM_LOOPS);
  fold->entity = fold->a->entity;
  t->folds[t->fold_count++] = fold;
  return true;
}

void tr__type_leave(tr_typing *t) { t->fold_count--; }

static bool check_body(tr_typing *t, tr_node *fold) {
  tr_node *body = fold->b;
  const tr_fold kind = (tr_fold)fold->op;
  if (fold->c != NULL &&
      (!tr__type_check(t, fold->c) || !tr__type_want(t, fold->c, TR_TYPE_FLAG)))
    return false;
  if (body == NULL && kind != TR_FOLD_ANY && kind != TR_FOLD_COUNT)
    return tr__type_fail(t, fold, "what of each element? write `: EXPRESSION`");
  if (body != NULL && !tr__type_check(t, body)) return false;
  switch (kind) {
    case TR_FOLD_ANY:
    case TR_FOLD_ALL:
      fold->type = TR_TYPE_FLAG;
      return body == NULL || tr__type_want(t, body, TR_TYPE_FLAG);
    case TR_FOLD_COUNT:
      fold->type = TR_TYPE_NUMBER;
      return body == NULL || tr__type_want(t, body, TR_TYPE_FLAG);
    case TR_FOLD_SUM:
      fold->type = body->type;
      return body->type == TR_TYPE_MONEY ||
             tr__type_want(t, body, TR_TYPE_NUMBER);
    case TR_FOLD_JOIN:
      fold->type = TR_TYPE_TEXT;
      if (body->type == TR_TYPE_ENTITY)
        return tr__type_fail(t, body, "name a field to join");
      return tr__type_want(t, body, TR_TYPE_NONE);
  }
  return false;
}

static bool check_fold(tr_typing *t, tr_node *fold) {
  const bool joins = fold->op == TR_FOLD_JOIN;
  if (joins && !t->in_message)
    return tr__type_fail(t, fold, "join() makes text for messages only");
  if (joins && t->joins > 0)
    return tr__type_fail(t, fold, "join() cannot stand inside join()");
  if (!tr__type_enter(t, fold)) return false;
  t->joined = t->joined || joins;
  t->joins += joins;
  const bool sound = check_body(t, fold);
  t->joins -= joins;
  tr__type_leave(t);
  return sound;
}

/* -------------------------------------------------------------------- calls */

static bool check_method(tr_typing *t, tr_node *node) {
  if (tr__type_is_profile(node->a)) return tr__type_key(t, node);
  if (!tr__type_check(t, node->a)) return false;
  const bool on_line =
      node->a->type == TR_TYPE_ENTITY && node->a->entity == TR_ENTITY_LINE;
  if (!on_line || !tr_str_eq(node->text, TR_STR("modifier"))) {
    char words[TR_TYPE_WORDS];
    return tr__type_fail_name(t, node->text, "a %s cannot be asked `%.*s(...)`",
                              tr__type_words(node->a, words),
                              TR_STR_ARG(node->text));
  }
  if (node->b == NULL || node->b->next != NULL)
    return tr__type_fail(t, node, "`modifier` is asked of one code");
  if (!tr__type_check(t, node->b)) return false;
  if (!tr__type_want(t, node->b, TR_TYPE_CODE)) return false;
  node->meaning = TR_MEANS_MODIFIER;
  node->type = TR_TYPE_FLAG;
  return true;
}

static bool check_argument(tr_typing *t, tr_node *argument,
                           tr_function_argument wanted) {
  if (!tr__type_check(t, argument)) return false;
  if (wanted.type != TR_TYPE_ENTITY)
    return tr__type_want(t, argument, (tr_type)wanted.type);
  if (argument->type == TR_TYPE_ENTITY && argument->entity == wanted.entity)
    return true;
  char words[TR_TYPE_WORDS];
  return tr__type_fail(t, argument, "a %s is wanted here, this is a %s",
                       tr_entity_name((tr_entity)wanted.entity),
                       tr__type_words(argument, words));
}

static bool check_call(tr_typing *t, tr_node *node) {
  if (node->a != NULL) return check_method(t, node);
  tr_function function;
  if (!tr__function_find(node->text, &function)) {
    tr_nearest nearest = tr__nearest_to(node->text);
    for (int i = 0; i < TR_FUNCTION_COUNT; i++)
      tr__nearest_offer(&nearest, tr_str_of(tr__functions[i].name));
    if (nearest.best.n == 0)
      return tr__type_fail_name(t, node->text, "no function `%.*s`",
                                TR_STR_ARG(node->text));
    return tr__type_fail_name(t, node->text,
                              "no function `%.*s`; did you mean `%.*s`?",
                              TR_STR_ARG(node->text), TR_STR_ARG(nearest.best));
  }
  const tr_function_row *row = &tr__functions[function];
  unsigned count = 0;
  for (tr_node *a = node->b; a != NULL; a = a->next, count++)
    if (count < row->count && !check_argument(t, a, row->arguments[count]))
      return false;
  if (count != row->count)
    return tr__type_fail(t, node, "`%s` takes %d argument%s, not %u", row->name,
                         row->count, row->count == 1 ? "" : "s", count);
  node->meaning = TR_MEANS_FUNCTION;
  node->row = (uint16_t)function;
  node->type = (tr_type)row->type;
  return true;
}

/* --------------------------------------------------------------------- all */

bool tr__type_check(tr_typing *t, tr_node *node) {
  if (t->status != TR_OK) return false;
  switch (node->kind) {
    case TR_NODE_NUMBER:
    case TR_NODE_TEXT:
    case TR_NODE_DATE:
    case TR_NODE_FLAG:
    case TR_NODE_SET:
      return tr__type_literal(t, node);
    case TR_NODE_NAME:
      return tr__type_name(t, node);
    case TR_NODE_FIELD:
      if (tr__type_is_profile(node->a)) return tr__type_key(t, node);
      return tr__type_check(t, node->a) && tr__type_field(t, node);
    case TR_NODE_CALL:
      return check_call(t, node);
    case TR_NODE_NOT:
      node->type = TR_TYPE_FLAG;
      return tr__type_check(t, node->a) &&
             tr__type_want(t, node->a, TR_TYPE_FLAG);
    case TR_NODE_NEGATE:
      if (!tr__type_check(t, node->a)) return false;
      node->type = node->a->type;
      return node->type == TR_TYPE_MONEY ||
             tr__type_want(t, node->a, TR_TYPE_NUMBER);
    case TR_NODE_BINARY:
      return check_binary(t, node);
    case TR_NODE_IN:
      return check_in(t, node);
    case TR_NODE_PRESENT:
      return check_present(t, node);
    case TR_NODE_IF:
      return tr__type_check(t, node->b) &&
             tr__type_want(t, node->b, TR_TYPE_FLAG) &&
             tr__type_check(t, node->a) && tr__type_check(t, node->c) &&
             check_choice(t, node, node->a, node->c);
    case TR_NODE_DEFAULT:
      return tr__type_check(t, node->a) && tr__type_check(t, node->b) &&
             check_choice(t, node, node->a, node->b);
    case TR_NODE_FOLD:
      return check_fold(t, node);
  }
  return false;
}
