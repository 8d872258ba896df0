/* Recursive descent with binding powers (Pratt). Words of the grammar are
 * names to the lexer; which word means what is decided by where it stands. */
#include "rule/parse.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct parser {
  tr_arena *arena;
  tr_lexer lexer;
  tr_token token; /* the one at hand */
  uint32_t end;   /* end of the token before */
  tr_compile_error *error;
  tr_status status; /* TR_OK until the first failure */
  int depth;        /* calls of conditional() and unary() inside each other */
} parser;

static tr_node *conditional(parser *p, tr_node **filter);
static tr_node *binary(parser *p, int least);

void tr__compile_fail(tr_compile_error *error, tr_str text, size_t at,
                      size_t length, const char *format, ...) {
  *error = (tr_compile_error){.at = at, .length = length, .line = 1};
  size_t line_start = 0;
  for (size_t i = 0; i < at && i < text.n; i++) {
    if (text.p[i] != '\n') continue;
    error->line++;
    line_start = i + 1;
  }
  error->column = (uint32_t)(at - line_start) + 1;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
}

/* ------------------------------------------------------------ tokens */

/* Text of a token, short enough for a message. */
#define SHOWN(s) (int)((s).n < 40 ? (s).n : 40), (s).p

static tr_str token_text(const parser *p) {
  return (tr_str){p->lexer.text.p + p->token.at, p->token.length};
}

static void fail_at(parser *p, tr_status status, uint32_t at, uint32_t length,
                    const char *message) {
  if (p->status != TR_OK) return;
  p->status = status;
  if (status != TR_ENOMEM)
    tr__compile_fail(p->error, p->lexer.text, at, length, "%s", message);
}

static void fail_expected(parser *p, const char *wanted) {
  if (p->status != TR_OK) return;
  p->status = TR_ESYNTAX;
  const tr_token t = p->token;
  if (t.kind == TR_TOKEN_BAD)
    tr__compile_fail(p->error, p->lexer.text, t.at, t.length, "%s",
                     p->lexer.fault);
  else if (t.kind == TR_TOKEN_END)
    tr__compile_fail(p->error, p->lexer.text, t.at, 0,
                     "expected %s, but the text ends", wanted);
  else
    tr__compile_fail(p->error, p->lexer.text, t.at, t.length,
                     "expected %s, not `%.*s`", wanted, SHOWN(token_text(p)));
}

static void advance(parser *p) {
  p->end = p->token.at + p->token.length;
  p->token = tr__lex_next(&p->lexer);
  if (p->token.kind == TR_TOKEN_BAD) fail_expected(p, "");
}

static bool at_word(const parser *p, const char *word) {
  return p->token.kind == TR_TOKEN_NAME &&
         tr_str_eq(token_text(p), tr_str_of(word));
}

static bool take(parser *p, tr_token_kind kind) {
  if (p->token.kind != kind) return false;
  advance(p);
  return true;
}

static bool take_word(parser *p, const char *word) {
  if (!at_word(p, word)) return false;
  advance(p);
  return true;
}

static void expect(parser *p, tr_token_kind kind) {
  if (!take(p, kind)) fail_expected(p, tr__token_name(kind));
}

static void expect_word(parser *p, const char *word, const char *shown) {
  if (!take_word(p, word)) fail_expected(p, shown);
}

/* ------------------------------------------------------------- nodes */

static int depth_of(const tr_node *node) {
  return node != NULL ? node->depth : 0;
}

/* Make a node from its children; its span begins at `at` and ends with the
 * token taken last. NULL after any failure. */
static tr_node *make(parser *p, tr_node_kind kind, uint32_t at, tr_node *a,
                     tr_node *b, tr_node *c) {
  if (p->status != TR_OK) return NULL;
  tr_node *node = tr_arena_alloc(p->arena, sizeof *node);
  if (node == NULL) {
    fail_at(p, TR_ENOMEM, at, 0, "");
    return NULL;
  }
  int deepest = depth_of(a) > depth_of(b) ? depth_of(a) : depth_of(b);
  if (depth_of(c) > deepest) deepest = depth_of(c);
  if (deepest >= TR_PARSE_DEPTH) {
    fail_at(p, TR_ELIMIT, at, p->end - at,
            "the expression is nested too deeply or too long a chain");
    return NULL;
  }
  node->kind = kind;
  node->depth = (uint16_t)(deepest + 1);
  node->at = at;
  node->length = p->end - at;
  node->a = a;
  node->b = b;
  node->c = c;
  return node;
}

/* A node for the token at hand, which is taken. */
static tr_node *leaf(parser *p, tr_node_kind kind) {
  tr_str text = token_text(p);
  const uint32_t at = p->token.at;
  if (p->token.kind == TR_TOKEN_TEXT) text = (tr_str){text.p + 1, text.n - 2};
  advance(p);
  tr_node *node = make(p, kind, at, NULL, NULL, NULL);
  if (node != NULL) node->text = text;
  return node;
}

/* ----------------------------------------------------------- primary */

/* A region of two words ("ankle-foot") is one element of a set. */
static void join_hyphenated(parser *p, tr_node *element) {
  while (p->status == TR_OK && p->token.kind == TR_TOKEN_MINUS &&
         p->token.at == p->end) {
    advance(p);
    if (p->token.kind != TR_TOKEN_NAME || p->token.at != p->end) {
      fail_expected(p, "the rest of a word");
      return;
    }
    advance(p);
    element->length = p->end - element->at;
    element->text.n = element->length;
  }
}

static tr_node *set(parser *p) {
  const uint32_t at = p->token.at;
  tr_node *first = NULL, **last = &first;
  advance(p);
  do {
    tr_node *element = NULL;
    switch (p->token.kind) {
      case TR_TOKEN_NUMBER:
      case TR_TOKEN_CODE:
        element = leaf(p, TR_NODE_NUMBER);
        break;
      case TR_TOKEN_TEXT:
        element = leaf(p, TR_NODE_TEXT);
        break;
      case TR_TOKEN_NAME:
        element = leaf(p, TR_NODE_NAME);
        if (element != NULL) join_hyphenated(p, element);
        break;
      default:
        fail_expected(p, "a code, a word or a text");
    }
    if (element == NULL) return NULL;
    *last = element;
    last = &element->next;
  } while (take(p, TR_TOKEN_COMMA));
  expect(p, TR_TOKEN_CLOSE_BRACE);
  return make(p, TR_NODE_SET, at, NULL, first, NULL);
}

static bool fold_of(tr_str name, tr_fold *fold) {
  static const char *const names[] = {"any", "all", "count", "sum", "join"};
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (!tr_str_eq(name, tr_str_of(names[i]))) continue;
    *fold = (tr_fold)i;
    return true;
  }
  return false;
}

/* x in LIST; the list is a name with fields. */
static tr_node *fold_head(parser *p, uint32_t at) {
  if (p->token.kind != TR_TOKEN_NAME) {
    fail_expected(p, "a name for the elements, as in `x in claim.lines`");
    return NULL;
  }
  const tr_str variable = token_text(p);
  advance(p);
  expect_word(p, "in", "`in`");
  if (p->status != TR_OK) return NULL;
  if (p->token.kind != TR_TOKEN_NAME) {
    fail_expected(p, "a list");
    return NULL;
  }
  tr_node *list = leaf(p, TR_NODE_NAME);
  while (list != NULL && take(p, TR_TOKEN_DOT)) {
    if (p->token.kind != TR_TOKEN_NAME) {
      fail_expected(p, "a field");
      return NULL;
    }
    const tr_str field = token_text(p);
    advance(p);
    list = make(p, TR_NODE_FIELD, list->at, list, NULL, NULL);
    if (list != NULL) list->text = field;
  }
  tr_node *fold = make(p, TR_NODE_FOLD, at, list, NULL, NULL);
  if (fold != NULL) fold->text = variable;
  return fold;
}

/* After the name and `(` of any, all, count, sum, join. */
static tr_node *fold_rest(parser *p, uint32_t at, tr_fold kind) {
  tr_node *head = fold_head(p, at);
  if (head == NULL) return NULL;
  tr_node *body = NULL, *filter = NULL;
  if (take(p, TR_TOKEN_COLON)) body = conditional(p, &filter);
  expect(p, TR_TOKEN_CLOSE);
  tr_node *fold = make(p, TR_NODE_FOLD, at, head->a, body, filter);
  if (fold == NULL) return NULL;
  fold->text = head->text;
  fold->op = (uint8_t)kind;
  return fold;
}

static tr_node *arguments(parser *p) {
  tr_node *first = NULL, **last = &first;
  int deepest = 0;
  if (p->token.kind != TR_TOKEN_CLOSE) {
    do {
      tr_node *argument = conditional(p, NULL);
      if (argument == NULL) return NULL;
      if (argument->depth > deepest) deepest = argument->depth;
      *last = argument;
      last = &argument->next;
    } while (take(p, TR_TOKEN_COMMA));
  }
  expect(p, TR_TOKEN_CLOSE);
  /* the deepest argument decides the depth of the call */
  if (first != NULL && first->depth < deepest) first->depth = (uint16_t)deepest;
  return first;
}

static tr_node *default_rest(parser *p, uint32_t at) {
  tr_node *value = conditional(p, NULL);
  expect(p, TR_TOKEN_COMMA);
  tr_node *instead = conditional(p, NULL);
  expect(p, TR_TOKEN_CLOSE);
  return make(p, TR_NODE_DEFAULT, at, value, instead, NULL);
}

static tr_node *call_rest(parser *p, tr_node *owner, uint32_t at, tr_str name) {
  tr_fold kind = TR_FOLD_ANY;
  if (owner == NULL && fold_of(name, &kind)) return fold_rest(p, at, kind);
  if (owner == NULL && tr_str_eq(name, TR_STR("default")))
    return default_rest(p, at);
  tr_node *first = arguments(p);
  tr_node *node = make(p, TR_NODE_CALL, at, owner, first, NULL);
  if (node != NULL) node->text = name;
  return node;
}

static bool is_reserved(tr_str name) {
  static const char *const words[] = {"or", "and", "not", "in",
                                      "is", "if",  "else"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (tr_str_eq(name, tr_str_of(words[i]))) return true;
  return false;
}

static tr_node *name_or_call(parser *p) {
  const tr_str name = token_text(p);
  const uint32_t at = p->token.at;
  if (is_reserved(name)) {
    fail_expected(p, "a value");
    return NULL;
  }
  const bool truth = tr_str_eq(name, TR_STR("true"));
  if (truth || tr_str_eq(name, TR_STR("false"))) {
    tr_node *flag = leaf(p, TR_NODE_FLAG);
    if (flag != NULL) flag->op = truth;
    return flag;
  }
  tr_node *node = leaf(p, TR_NODE_NAME);
  if (take(p, TR_TOKEN_OPEN)) node = call_rest(p, NULL, at, name);
  return node;
}

static tr_node *primary(parser *p) {
  switch (p->token.kind) {
    case TR_TOKEN_NUMBER:
    case TR_TOKEN_CODE:
      return leaf(p, TR_NODE_NUMBER);
    case TR_TOKEN_TEXT:
      return leaf(p, TR_NODE_TEXT);
    case TR_TOKEN_DATE:
      return leaf(p, TR_NODE_DATE);
    case TR_TOKEN_OPEN_BRACE:
      return set(p);
    case TR_TOKEN_NAME:
      return name_or_call(p);
    case TR_TOKEN_OPEN: {
      advance(p);
      tr_node *inner = conditional(p, NULL);
      expect(p, TR_TOKEN_CLOSE);
      return p->status == TR_OK ? inner : NULL;
    }
    default:
      fail_expected(p, "a value");
      return NULL;
  }
}

static tr_node *postfix(parser *p) {
  tr_node *node = primary(p);
  while (node != NULL && take(p, TR_TOKEN_DOT)) {
    if (p->token.kind != TR_TOKEN_NAME) {
      fail_expected(p, "a field");
      return NULL;
    }
    const tr_str name = token_text(p);
    const uint32_t at = node->at;
    advance(p);
    if (take(p, TR_TOKEN_OPEN)) {
      node = call_rest(p, node, at, name);
      continue;
    }
    node = make(p, TR_NODE_FIELD, at, node, NULL, NULL);
    if (node != NULL) node->text = name;
  }
  return p->status == TR_OK ? node : NULL;
}

/* --------------------------------------------------------- operators */

/* Binding powers, the loosest first. */
enum {
  OR_POWER = 1,
  AND_POWER,
  NOT_POWER,
  COMPARE_POWER,
  ADD_POWER,
  MUL_POWER
};

static bool operator_at(const parser *p, tr_binary *op, int *power) {
  static const struct {
    tr_token_kind token;
    tr_binary op;
    int power;
  } marks[] = {
      {TR_TOKEN_EQ, TR_BINARY_EQ, COMPARE_POWER},
      {TR_TOKEN_NE, TR_BINARY_NE, COMPARE_POWER},
      {TR_TOKEN_LT, TR_BINARY_LT, COMPARE_POWER},
      {TR_TOKEN_LE, TR_BINARY_LE, COMPARE_POWER},
      {TR_TOKEN_GT, TR_BINARY_GT, COMPARE_POWER},
      {TR_TOKEN_GE, TR_BINARY_GE, COMPARE_POWER},
      {TR_TOKEN_PLUS, TR_BINARY_ADD, ADD_POWER},
      {TR_TOKEN_MINUS, TR_BINARY_SUB, ADD_POWER},
      {TR_TOKEN_TIMES, TR_BINARY_MUL, MUL_POWER},
  };
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
    if (p->token.kind != marks[i].token) continue;
    *op = marks[i].op;
    *power = marks[i].power;
    return true;
  }
  if (at_word(p, "or") || at_word(p, "and")) {
    *op = at_word(p, "or") ? TR_BINARY_OR : TR_BINARY_AND;
    *power = at_word(p, "or") ? OR_POWER : AND_POWER;
    return true;
  }
  return false;
}

/* in, not in, is present, is absent: they stand where a comparison stands. */
static tr_node *membership(parser *p, tr_node *left) {
  const uint32_t at = left->at;
  if (take_word(p, "is")) {
    const bool absent = at_word(p, "absent");
    if (!absent && !at_word(p, "present")) {
      fail_expected(p, "`present` or `absent`");
      return NULL;
    }
    advance(p);
    tr_node *node = make(p, TR_NODE_PRESENT, at, left, NULL, NULL);
    if (node != NULL) node->negated = absent;
    return node;
  }
  const bool negated = take_word(p, "not");
  expect_word(p, "in", "`in`");
  if (p->status != TR_OK) return NULL;
  tr_node *right = binary(p, ADD_POWER);
  tr_node *node = make(p, TR_NODE_IN, at, left, right, NULL);
  if (node != NULL) node->negated = negated;
  return node;
}

static bool too_deep(parser *p) {
  if (++p->depth <= TR_PARSE_DEPTH) return false;
  fail_at(p, TR_ELIMIT, p->token.at, p->token.length,
          "the expression is nested too deeply");
  return true;
}

static tr_node *unary(parser *p) {
  const uint32_t at = p->token.at;
  const bool negates = p->token.kind == TR_TOKEN_MINUS;
  if (!negates && !at_word(p, "not")) return postfix(p);
  if (too_deep(p)) return NULL;
  advance(p);
  tr_node *operand = negates ? unary(p) : binary(p, NOT_POWER);
  p->depth--;
  return make(p, negates ? TR_NODE_NEGATE : TR_NODE_NOT, at, operand, NULL,
              NULL);
}

static tr_node *binary(parser *p, int least) {
  tr_node *left = unary(p);
  bool compared = false;
  while (left != NULL && p->status == TR_OK) {
    tr_binary op;
    int power;
    const bool member =
        at_word(p, "is") || at_word(p, "in") || at_word(p, "not");
    if (member)
      power = COMPARE_POWER;
    else if (!operator_at(p, &op, &power))
      break;
    if (power < least) break;
    if (power == COMPARE_POWER) {
      if (compared) {
        fail_at(p, TR_ESYNTAX, p->token.at, p->token.length,
                "comparisons do not chain; join them with `and`");
        return NULL;
      }
      compared = true;
    } else {
      compared = false;
    }
    if (member) {
      left = membership(p, left);
      continue;
    }
    advance(p);
    tr_node *right = binary(p, power + 1);
    left = make(p, TR_NODE_BINARY, left->at, left, right, NULL);
    if (left != NULL) left->op = (uint8_t)op;
  }
  return p->status == TR_OK ? left : NULL;
}

/* A if COND else B; with `filter`, an `if` without its `else` is the filter of
 * the loop around it. */
static tr_node *conditional(parser *p, tr_node **filter) {
  if (p->status != TR_OK || too_deep(p)) return NULL;
  tr_node *value = binary(p, OR_POWER);
  if (value != NULL && take_word(p, "if")) {
    tr_node *condition = binary(p, OR_POWER);
    if (take_word(p, "else")) {
      tr_node *other = conditional(p, filter);
      value = make(p, TR_NODE_IF, value->at, value, condition, other);
    } else if (filter != NULL && *filter == NULL) {
      *filter = condition;
    } else {
      fail_expected(p, "`else`");
    }
  }
  p->depth--;
  return p->status == TR_OK ? value : NULL;
}

/* --------------------------------------------------------------- API */

static bool begin(parser *p, tr_arena *arena, tr_str text, uint32_t at,
                  tr_compile_error *error) {
  *p = (parser){.arena = arena, .error = error};
  p->lexer.text = text;
  p->lexer.at = at;
  if (text.n > TR_LEX_BYTES) {
    fail_at(p, TR_ELIMIT, TR_LEX_BYTES, 0,
            "the text is longer than 16384 bytes");
    return false;
  }
  advance(p);
  return p->status == TR_OK;
}

/* Nothing but the closing token may follow. */
static void finish(parser *p, tr_token_kind close) {
  if (p->status != TR_OK || p->token.kind == close) return;
  if (close == TR_TOKEN_END)
    fail_expected(p, "an operator or the end");
  else
    fail_expected(p, tr__token_name(close));
}

tr_status tr__parse(tr_arena *arena, tr_str text, uint32_t *at,
                    tr_token_kind close, tr_node **node,
                    tr_compile_error *error) {
  parser p;
  if (!begin(&p, arena, text, *at, error)) return p.status;
  tr_node *made = conditional(&p, NULL);
  finish(&p, close);
  if (p.status != TR_OK) return p.status;
  *at = p.token.at + p.token.length;
  *node = made;
  return TR_OK;
}

tr_status tr__parse_each(tr_arena *arena, tr_str text, tr_node **fold,
                         tr_compile_error *error) {
  parser p;
  if (!begin(&p, arena, text, 0, error)) return p.status;
  tr_node *made = fold_head(&p, p.token.at);
  finish(&p, TR_TOKEN_END);
  if (p.status != TR_OK) return p.status;
  *fold = made;
  return TR_OK;
}
