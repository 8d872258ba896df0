/* Tests of src/rule/emit.c: programs keep their promises, and stay small. */
#include "rule_test.h"

#include "rule/op.h"

static const tr_program *program_of(rule_fixture *f, const char *text) {
  const tr_program *program = NULL;
  assert_int_equal(
      tr_compile_expression(&f->arena, tr_str_of(text), &f->env, TR_TYPE_NONE,
                            &program, NULL, &f->error),
      TR_OK);
  return program;
}

/* The names of the operations, without their arguments. */
static tr_str ops_of(rule_fixture *f, const char *text) {
  static const char *const names[] = {
#define OP_NAME(name) #name,
      TR_OP_MAP(OP_NAME)
#undef OP_NAME
  };
  const tr_program *program = program_of(f, text);
  tr_buf_clear(&f->out);
  for (uint32_t i = 0; i < program->op_count; i++)
    tr_buf_addf(&f->out, "%s%s", i > 0 ? " " : "", names[program->ops[i].code]);
  return tr_buf_str(&f->out);
}

static void uses_few_operations(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text, *ops;
  } rows[] = {
      {"line.units > 1", "BOUND_FIELD GT_CONST END"},
      {"1 < line.units", "BOUND_FIELD GT_CONST END"},
      {"1 >= line.units", "BOUND_FIELD LE_CONST END"},
      {"line.code == 97012", "BOUND_FIELD EQ_CONST END"},
      {"line.code != 97012", "BOUND_FIELD NE_CONST END"},
      {"line.code in {1, 2}", "BOUND_FIELD IN_CODES END"},
      {"line.code not in {1, 2}", "BOUND_FIELD IN_CODES NOT END"},
      {"line.modifier(59)", "BOUND MODIFIER_IS END"},
      {"line.modifier(line.code)", "BOUND BOUND_FIELD MODIFIER END"},
      {"line.control_number == \"x\"", "BOUND FIELD_TEXT CONST TEXT_EQ END"},
      {"claim.payer.id", "BOUND FOLLOW FIELD_TEXT END"},
      {"line.units > 1 and line.units < 9",
       "BOUND_FIELD GT_CONST AND_JUMP BOUND_FIELD LT_CONST AND END"},
      {"line.units is absent", "BOUND SENT NOT END"},
      {"line.minutes is absent", "BOUND DERIVE PRESENT END"},
      {"note is present", "BOUND BOUND_PRESENT END"},
      {"any(x in claim.lines: x.units > 1)",
       "BOUND LOOP_LIST LOOP_NEXT VAR_FIELD GT_CONST EACH_ANY GIVE_ANY END"},
      {"59 in line.modifiers",
       "BOUND LOOP_LIST LOOP_NEXT VAR_FIELD EQ_CONST EACH_ANY GIVE_ANY END"},
      {"count(x in profile.not_covered)",
       "LOOP_ROWS LOOP_NEXT CONST EACH_COUNT GIVE_COUNT END"},
      {"names(line.area)", "BOUND DERIVE END"},
      {"class(line.code, line.date)", "BOUND_FIELD BOUND_FIELD CALL END"},
      {"1 if line.units > 1 else 2",
       "BOUND_FIELD GT_CONST BRANCH CONST JUMP CONST END"},
      {"default(line.units, 1)", "BOUND_FIELD KNOWN_JUMP CONST END"},
      {"profile.max_units(97012)", "CONST PROFILE_ROW END"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    TR_ASSERT_STR(ops_of(f, rows[i].text), rows[i].ops);
  }
}

static void puts_lets_behind_once(void **state) {
  rule_fixture *f = *state;
  assert_int_equal(tr_compile_add_let(&f->arena, &f->env, TR_STR("u"),
                                      TR_STR("line.units"), &f->error),
                   TR_OK);
  assert_int_equal(tr_compile_add_let(&f->arena, &f->env, TR_STR("unused"),
                                      TR_STR("line.charge"), &f->error),
                   TR_OK);
  TR_ASSERT_STR(ops_of(f, "u + u * u"),
                "LET LET LET MUL ADD END BOUND_FIELD LET_END");
  assert_int_equal(program_of(f, "u + u")->lets, 1);
  assert_int_equal(program_of(f, "1 + 1")->lets, 0);
}

static void shares_constants(void **state) {
  rule_fixture *f = *state;
  const tr_program *program =
      program_of(f, "line.units == 1 or line.units > 1 or line.charge == 1");
  assert_int_equal(program->constant_count, 2); /* 1 and 1.00 */
  assert_null(program_of(f, "line.units")->constants);
}

/* Jumps stay inside, loops and stack are as said. */
static void keeps_its_promises(void **state) {
  rule_fixture *f = *state;
  static const char *const lets[][2] = {
      {"a", "sum(x in claim.lines: x.units) + line.units"},
      {"b", "a * (a + (a - (a + 1)))"},
      {"c", "any(x in claim.lines: x.units > b)"},
  };
  for (size_t i = 0; i < TR_COUNT(lets); i++)
    assert_int_equal(
        tr_compile_add_let(&f->arena, &f->env, tr_str_of(lets[i][0]),
                           tr_str_of(lets[i][1]), &f->error),
        TR_OK);
  const tr_program *program = program_of(
      f,
      "1 + (2 + (3 + (a + (4 + sum(x in claim.lines: b if c and any(y in "
      "claim.lines: y.units > x.units))))))");
  /* five wait when the filter asks for c, which has one on the stack when it
   * asks for b, which needs five, those of its last `a` included */
  assert_int_equal(program->stack, 11);
  assert_true(program->loops >= 4 && program->loops <= TR_PROGRAM_LOOPS);
  assert_int_equal(program->lets, 3);
  bool ended = false;
  for (uint32_t i = 0; i < program->op_count; i++) {
    const tr_op op = program->ops[i];
    ended = ended || op.code == TR_OP_END;
    switch (op.code) {
      case TR_OP_JUMP:
      case TR_OP_LET:
      case TR_OP_LOOP_LIST:
      case TR_OP_LOOP_NEXT:
      case TR_OP_LOOP_IF:
      case TR_OP_EACH_ANY:
      case TR_OP_EACH_SUM:
      case TR_OP_AND_JUMP:
        assert_true(op.value > 0 && (uint32_t)op.value < program->op_count);
        break;
      default:
        assert_true(op.value >= 0);
    }
  }
  assert_true(ended);
}

static void refuses_what_needs_too_much(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *before, *middle, *after;
    int times;
    const char *message;
  } rows[] = {
      {"(1 + ", "1", ")", 40, "the expression needs too many values at once"},
      {"any(x%d in claim.lines: ", "true", ")", 9,
       "more than 8 loops inside each other"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[1024];
    size_t used = 0;
    for (int t = 0; t < rows[i].times; t++) {
      char piece[64];
      const char *percent = strstr(rows[i].before, "%d");
      if (percent == NULL)
        snprintf(piece, sizeof piece, "%s", rows[i].before);
      else
        snprintf(piece, sizeof piece, "%.*s%d%s",
                 (int)(percent - rows[i].before), rows[i].before, t,
                 percent + 2);
      used += (size_t)snprintf(text + used, sizeof text - used, "%s", piece);
    }
    used +=
        (size_t)snprintf(text + used, sizeof text - used, "%s", rows[i].middle);
    for (int t = 0; t < rows[i].times; t++)
      used += (size_t)snprintf(text + used, sizeof text - used, "%s",
                               rows[i].after);
    TR_ROW(i, tr_str_of(text));
    TR_ASSERT_STR(ask(f, text), rows[i].message);
  }
}

static void refuses_too_many_loops_in_lets(void **state) {
  rule_fixture *f = *state;
  static char names[10][16];
  char text[512] = "";
  size_t used = 0;
  for (int i = 0; i < 10; i++) {
    snprintf(names[i], sizeof names[i], "n%d", i);
    assert_int_equal(
        tr_compile_add_let(&f->arena, &f->env, tr_str_of(names[i]),
                           TR_STR("count(x in claim.lines)"), &f->error),
        TR_OK);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                             i > 0 ? " + " : "", names[i]);
  }
  TR_ASSERT_STR(ask(f, text), "the expression has too many loops");
  assert_int_equal(f->status, TR_ELIMIT);
  TR_ASSERT_STR(ask(f, "n0 + n1 + n2 + n3 + n4 + n5 + n6 + n7"), "16");
}

static void refuses_too_many_constants(void **state) {
  rule_fixture *f = *state;
  tr_buf text;
  tr_buf_init(&text, 20000);
  /* a tree, not a chain, so that its depth is small */
  for (int i = 0; i < 6; i++) {
    tr_buf_addf(&text, "%s(true", i > 0 ? " and " : "");
    for (int j = 0; j < 60; j++)
      tr_buf_addf(&text, " or line.units == %d", i * 100 + j);
    tr_buf_add_char(&text, ')');
  }
  tr_buf_add_char(&text, '\0');
  TR_ASSERT_STR(ask(f, text.p), "the expression has too many constants");
  assert_int_equal(f->status, TR_ELIMIT);
  tr_buf_done(&text);
}

TR_TESTS(RULE_TEST(uses_few_operations), RULE_TEST(puts_lets_behind_once),
         RULE_TEST(shares_constants), RULE_TEST(keeps_its_promises),
         RULE_TEST(refuses_what_needs_too_much),
         RULE_TEST(refuses_too_many_loops_in_lets),
         RULE_TEST(refuses_too_many_constants))
