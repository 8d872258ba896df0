/* Tests of src/rule/parse.c. */
#include "tr_test.h"

#include "base/buf.h"
#include "rule/parse.h"

static tr_arena arena;
static tr_buf out;

static int begin(void **state) {
  (void)state;
  tr_arena_init(&arena, (size_t)16 << 20);
  tr_buf_init(&out, 1 << 16);
  return 0;
}

static int end(void **state) {
  (void)state;
  tr_buf_done(&out);
  tr_arena_done(&arena);
  return 0;
}

#define PARSE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

/* ---------------------------------------------------------------- the shape */

static const char *const binary_names[] = {
    "or", "and", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*"};
static const char *const fold_names[] = {"any", "all", "count", "sum", "join"};

static void show(const tr_node *node);

static void show_list(const tr_node *first) {
  for (const tr_node *e = first; e != NULL; e = e->next) {
    tr_buf_add_char(&out, ' ');
    show(e);
  }
}

/* Lisp, so that grouping can be seen. */
static void show(const tr_node *node) {
  switch (node->kind) {
    case TR_NODE_NUMBER:
    case TR_NODE_DATE:
    case TR_NODE_NAME:
      tr_buf_add(&out, node->text);
      return;
    case TR_NODE_TEXT:
      tr_buf_addf(&out, "'%.*s'", TR_STR_ARG(node->text));
      return;
    case TR_NODE_FLAG:
      tr_buf_addf(&out, "%s", node->op ? "yes" : "no");
      return;
    case TR_NODE_FIELD:
      show(node->a);
      tr_buf_addf(&out, ".%.*s", TR_STR_ARG(node->text));
      return;
    case TR_NODE_CALL:
      tr_buf_add_char(&out, '(');
      if (node->a != NULL) show(node->a), tr_buf_add_char(&out, '.');
      tr_buf_add(&out, node->text);
      show_list(node->b);
      break;
    case TR_NODE_SET:
      tr_buf_add(&out, TR_STR("(set"));
      show_list(node->b);
      break;
    case TR_NODE_NOT:
    case TR_NODE_NEGATE:
      tr_buf_addf(&out, "(%s ", node->kind == TR_NODE_NOT ? "not" : "neg");
      show(node->a);
      break;
    case TR_NODE_BINARY:
      tr_buf_addf(&out, "(%s ", binary_names[node->op]);
      show(node->a);
      tr_buf_add_char(&out, ' ');
      show(node->b);
      break;
    case TR_NODE_IN:
      tr_buf_addf(&out, "(%s ", node->negated ? "not-in" : "in");
      show(node->a);
      tr_buf_add_char(&out, ' ');
      show(node->b);
      break;
    case TR_NODE_PRESENT:
      tr_buf_addf(&out, "(%s ", node->negated ? "absent" : "present");
      show(node->a);
      break;
    case TR_NODE_IF:
    case TR_NODE_DEFAULT:
      tr_buf_addf(&out, "(%s ", node->kind == TR_NODE_IF ? "if" : "default");
      if (node->kind == TR_NODE_IF) show(node->b), tr_buf_add_char(&out, ' ');
      show(node->a);
      tr_buf_add_char(&out, ' ');
      show(node->kind == TR_NODE_IF ? node->c : node->b);
      break;
    case TR_NODE_FOLD:
      tr_buf_addf(&out, "(%s %.*s ", fold_names[node->op],
                  TR_STR_ARG(node->text));
      show(node->a);
      if (node->b != NULL) tr_buf_add(&out, TR_STR(" : ")), show(node->b);
      if (node->c != NULL) tr_buf_add(&out, TR_STR(" if ")), show(node->c);
      break;
  }
  tr_buf_add_char(&out, ')');
}

static void groups_as_written(void **state) {
  (void)state;
  static const struct {
    const char *text, *shape;
  } rows[] = {
      {"a", "a"},
      {"a or b and c", "(or a (and b c))"},
      {"a and b or c", "(or (and a b) c)"},
      {"(a or b) and c", "(and (or a b) c)"},
      {"a or b or c", "(or (or a b) c)"},
      {"not a and b", "(and (not a) b)"},
      {"not a == b", "(not (== a b))"},
      {"not not a", "(not (not a))"},
      {"a == b + 1 * 2", "(== a (+ b (* 1 2)))"},
      {"a - b - c", "(- (- a b) c)"},
      {"-a * b", "(* (neg a) b)"},
      {"a < b and c >= d", "(and (< a b) (>= c d))"},
      {"x.y.z", "x.y.z"},
      {"x.m(1).z", "(x.m 1).z"},
      {"f(a, b + 1)", "(f a (+ b 1))"},
      {"f()", "(f)"},
      {"x in {97012, \"GP\", G0283}", "(in x (set 97012 'GP' G0283))"},
      {"x not in y.z", "(not-in x y.z)"},
      {"not x in y", "(not (in x y))"},
      {"r == {ankle-foot, rib}", "(== r (set ankle-foot rib))"},
      {"x is present and y is absent", "(and (present x) (absent y))"},
      {"a if b else c", "(if b a c)"},
      {"a if b else c if d else e", "(if b a (if d c e))"},
      {"(a if b else c) if d else e", "(if d (if b a c) e)"},
      {"a or b if c else d", "(if c (or a b) d)"},
      {"default(a, 1)", "(default a 1)"},
      {"any(x in l.s)", "(any x l.s)"},
      {"all(x in l: x.a and b)", "(all x l : (and x.a b))"},
      {"sum(x in l: x.u if x.c == 1)", "(sum x l : x.u if (== x.c 1))"},
      {"sum(x in l: a if b else c if d)", "(sum x l : (if b a c) if d)"},
      {"count(x in l: any(y in x.m: y == 1)) > 2",
       "(> (count x l : (any y x.m : (== y 1))) 2)"},
      {"join(x in l: x.c)", "(join x l : x.c)"},
      {"any == 1", "(== any 1)"},
      {"true or false", "(or yes no)"},
      {"d - 2024-10-01", "(- d 2024-10-01)"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_node *node = NULL;
    tr_compile_error error;
    uint32_t at = 0;
    assert_int_equal(tr__parse(&arena, tr_str_of(rows[i].text), &at,
                               TR_TOKEN_END, &node, &error),
                     TR_OK);
    assert_int_equal(at, strlen(rows[i].text));
    tr_buf_clear(&out);
    show(node);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].shape);
  }
}

static void keeps_spans(void **state) {
  (void)state;
  tr_node *node = NULL;
  tr_compile_error error;
  uint32_t at = 0;
  const tr_str text = TR_STR("a and f(x.units) > 12");
  assert_int_equal(tr__parse(&arena, text, &at, TR_TOKEN_END, &node, &error),
                   TR_OK);
  assert_int_equal(node->at, 0);
  assert_int_equal(node->length, 21);
  assert_int_equal(node->b->at, 6);
  assert_int_equal(node->b->length, 15);
  assert_int_equal(node->b->a->b->at, 8);
  assert_int_equal(node->b->a->b->length, 7);
}

/* ---------------------------------------------------------------- refusals */

static void says_what_is_wrong_and_where(void **state) {
  (void)state;
  static const struct {
    const char *text, *message;
    size_t at, length;
    uint32_t line, column;
  } rows[] = {
      {"", "expected a value, but the text ends", 0, 0, 1, 1},
      {"a and", "expected a value, but the text ends", 5, 0, 1, 6},
      {"a b", "expected an operator or the end, not `b`", 2, 1, 1, 3},
      {"a and\n  or b", "expected a value, not `or`", 8, 2, 2, 3},
      {"(a", "expected `)`, but the text ends", 2, 0, 1, 3},
      {"a = 1", "equality is written `==`", 2, 1, 1, 3},
      {"a ! b", "negation is written `not`", 2, 1, 1, 3},
      {"a ? b", "no expression has this character", 2, 1, 1, 3},
      {"a == \"x", "the text is not closed", 5, 2, 1, 6},
      {"a < b < c", "comparisons do not chain; join them with `and`", 6, 1, 1,
       7},
      {"a == b in {1}", "comparisons do not chain; join them with `and`", 7, 2,
       1, 8},
      {"a is here", "expected `present` or `absent`, not `here`", 5, 4, 1, 6},
      {"a not b", "expected `in`, not `b`", 6, 1, 1, 7},
      {"x in {}", "expected a code, a word or a text, not `}`", 6, 1, 1, 7},
      {"x in {1, }", "expected a code, a word or a text, not `}`", 9, 1, 1, 10},
      {"x in {1 2}", "expected `}`, not `2`", 8, 1, 1, 9},
      {"x in {a-1}", "expected the rest of a word, not `1`", 8, 1, 1, 9},
      {"a if b", "expected `else`, but the text ends", 6, 0, 1, 7},
      {"any(x of l)", "expected `in`, not `of`", 6, 2, 1, 7},
      {"any(1 in l)",
       "expected a name for the elements, as in `x in claim.lines`, not `1`", 4,
       1, 1, 5},
      {"any(x in 1)", "expected a list, not `1`", 9, 1, 1, 10},
      {"any(x in l.)", "expected a field, not `)`", 11, 1, 1, 12},
      {"any(x in l: a if b if c)", "expected `)`, not `if`", 19, 2, 1, 20},
      {"default(a)", "expected `,`, not `)`", 9, 1, 1, 10},
      {"x.", "expected a field, but the text ends", 2, 0, 1, 3},
      {"f(a b)", "expected `)`, not `b`", 4, 1, 1, 5},
      {"not", "expected a value, but the text ends", 3, 0, 1, 4},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_node *node = NULL;
    tr_compile_error error = {.at = 77};
    uint32_t at = 0;
    assert_int_equal(tr__parse(&arena, tr_str_of(rows[i].text), &at,
                               TR_TOKEN_END, &node, &error),
                     TR_ESYNTAX);
    assert_null(node);
    assert_string_equal(error.message, rows[i].message);
    assert_int_equal(error.at, rows[i].at);
    assert_int_equal(error.length, rows[i].length);
    assert_int_equal(error.line, rows[i].line);
    assert_int_equal(error.column, rows[i].column);
  }
}

static tr_status parse_repeated(const char *before, const char *middle,
                                const char *after, int times) {
  tr_buf text;
  tr_buf_init(&text, 1 << 20);
  for (int i = 0; i < times; i++) tr_buf_add(&text, tr_str_of(before));
  tr_buf_add(&text, tr_str_of(middle));
  for (int i = 0; i < times; i++) tr_buf_add(&text, tr_str_of(after));
  tr_node *node = NULL;
  tr_compile_error error = {.line = 0};
  uint32_t at = 0;
  const tr_status status =
      tr__parse(&arena, tr_buf_str(&text), &at, TR_TOKEN_END, &node, &error);
  if (status != TR_OK) assert_true(error.message[0] != '\0');
  assert_int_equal(node != NULL, status == TR_OK);
  tr_buf_done(&text);
  return status;
}

static void refuses_depth_and_length(void **state) {
  (void)state;
  static const struct {
    const char *before, *middle, *after;
  } rows[] = {
      {"(", "a", ")"},
      {"not ", "a", ""},
      {"-", "a", ""},
      {"f(", "a", ")"},
      {"", "a", " + a"},
      {"", "a", " or a"},
      {"", "a", ".a"},
      {"a if b else ", "a", ""},
      {"any(x in l: ", "a", ")"},
      {"default(", "a", ", a)"},
      {"", "a", ".a(b)"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].before));
    assert_int_equal(
        parse_repeated(rows[i].before, rows[i].middle, rows[i].after, 40),
        TR_OK);
    assert_int_equal(
        parse_repeated(rows[i].before, rows[i].middle, rows[i].after, 1000),
        TR_ELIMIT);
  }
  assert_int_equal(parse_repeated("", "a", "                ", 1100),
                   TR_ELIMIT);
}

static void stops_at_the_closing_token(void **state) {
  (void)state;
  const tr_str text = TR_STR("x {a in {1, 2}} ? y");
  tr_node *node = NULL;
  tr_compile_error error;
  uint32_t at = 3;
  assert_int_equal(
      tr__parse(&arena, text, &at, TR_TOKEN_CLOSE_BRACE, &node, &error), TR_OK);
  assert_int_equal(at, 15);
  assert_int_equal(node->kind, TR_NODE_IN);
}

static void parses_the_head_of_a_loop(void **state) {
  (void)state;
  tr_node *fold = NULL;
  tr_compile_error error;
  assert_int_equal(
      tr__parse_each(&arena, TR_STR("m in line.modifiers"), &fold, &error),
      TR_OK);
  TR_ASSERT_STR(fold->text, "m");
  assert_int_equal(fold->a->kind, TR_NODE_FIELD);
  assert_null(fold->b);
  fold = NULL;
  assert_int_equal(
      tr__parse_each(&arena, TR_STR("m in line.modifiers x"), &fold, &error),
      TR_ESYNTAX);
  assert_int_equal(error.at, 20);
  assert_null(fold);
}

static void says_when_memory_ends(void **state) {
  (void)state;
  for (size_t limit = 0; limit < 1500; limit += 100) {
    tr_arena small;
    tr_arena_init(&small, limit);
    tr_node *node = NULL;
    tr_compile_error error = {.at = 77};
    uint32_t at = 0;
    const tr_status status = tr__parse(
        &small, TR_STR("a.b + c and f(1, {2, x}) if d else any(x in y)"), &at,
        TR_TOKEN_END, &node, &error);
    assert_int_equal(status, TR_ENOMEM);
    assert_null(node);
    assert_int_equal(error.at, 77);
    tr_arena_done(&small);
  }
}

TR_TESTS(PARSE_TEST(groups_as_written), PARSE_TEST(keeps_spans),
         PARSE_TEST(says_what_is_wrong_and_where),
         PARSE_TEST(refuses_depth_and_length),
         PARSE_TEST(stops_at_the_closing_token),
         PARSE_TEST(parses_the_head_of_a_loop),
         PARSE_TEST(says_when_memory_ends))
