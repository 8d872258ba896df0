/* Tests of src/rule/type.c: what fits together, and what is said where it does
 * not. */
#include "rule_test.h"

static void refuses_what_does_not_fit(void **state) {
  rule_fixture *f = *state;
  static const struct {
    tr_each each;
    const char *text, *message;
    size_t at, length;
  } rows[] = {
      {TR_EACH_LINE, "line.units == line.code",
       "cannot compare a number and a code", 0, 23},
      {TR_EACH_LINE, "line.units and true",
       "a flag is wanted here, this is a number", 0, 10},
      {TR_EACH_LINE, "true or line.code",
       "a flag is wanted here, this is a code", 8, 9},
      {TR_EACH_LINE, "not line.code", "a flag is wanted here, this is a code",
       4, 9},
      {TR_EACH_LINE, "line.date + line.date", "cannot add a date and a date", 0,
       21},
      {TR_EACH_LINE, "1 - line.date", "cannot subtract a number and a date", 0,
       13},
      {TR_EACH_LINE, "line.charge * line.charge",
       "cannot multiply a sum of money and a sum of money", 0, 25},
      {TR_EACH_LINE, "-line.code", "a number is wanted here, this is a code", 1,
       9},
      {TR_EACH_LINE, "true < false", "cannot order a flag and a flag", 0, 12},
      {TR_EACH_LINE, "line == claim", "cannot compare a line and a claim", 0,
       13},
      {TR_EACH_LINE, "line < line", "cannot order a line and a line", 0, 11},
      {TR_EACH_LINE, "line.code in profile.sign_days",
       "cannot look for a code in a number", 0, 30},
      {TR_EACH_LINE, "line.date in line.modifiers",
       "cannot look for a date in a list (of each code)", 0, 27},
      {TR_EACH_LINE, "line.modifiers is present",
       "a list is always there; use any or count", 0, 25},
      {TR_EACH_LINE, "claim.lines",
       "a list is no value; use any, all, count, sum or join", 0, 11},
      {TR_EACH_LINE, "any(x in line.code)",
       "a list is wanted here, this is a code", 9, 9},
      {TR_EACH_LINE, "any(x in profile.sign_days)",
       "a list is wanted here, this is a number", 9, 17},
      {TR_EACH_LINE, "any(x in profile)", "`profile` is no list", 9, 7},
      {TR_EACH_LINE, "all(x in claim.lines)",
       "what of each element? write `: EXPRESSION`", 0, 21},
      {TR_EACH_LINE, "any(x in claim.lines: x.code)",
       "a flag is wanted here, this is a code", 22, 6},
      {TR_EACH_LINE, "sum(x in claim.lines: x.code)",
       "a number is wanted here, this is a code", 22, 6},
      {TR_EACH_LINE, "sum(x in claim.lines: x.units if x.units)",
       "a flag is wanted here, this is a number", 33, 7},
      {TR_EACH_LINE, "join(x in claim.lines: x.code)",
       "join() makes text for messages only", 0, 30},
      {TR_EACH_LINE, "line.code if line.units else 1",
       "a flag is wanted here, this is a number", 13, 10},
      {TR_EACH_LINE, "line.code if true else line.date",
       "one side is a code, the other a date", 0, 32},
      {TR_EACH_LINE, "default(line.units, line.date)",
       "one side is a number, the other a date", 0, 30},
      {TR_EACH_LINE, "class(line.code)", "`class` takes 2 arguments, not 1", 0,
       16},
      {TR_EACH_LINE, "empty({lumbar}, 1)", "`empty` takes 1 argument, not 2", 0,
       18},
      {TR_EACH_LINE, "class(line.date, line.code)",
       "a code is wanted here, this is a date", 6, 9},
      {TR_EACH_LINE, "repeats(line)", "a claim is wanted here, this is a line",
       8, 4},
      {TR_EACH_LINE, "line.units(1)", "a line cannot be asked `units(...)`", 5,
       5},
      {TR_EACH_LINE, "claim.modifier(59)",
       "a claim cannot be asked `modifier(...)`", 6, 8},
      {TR_EACH_LINE, "line.modifier(59, 25)", "`modifier` is asked of one code",
       0, 21},
      {TR_EACH_SERVICE, "service.kind == \"tracton\"",
       "the word is never `tracton`; did you mean `traction`?", 16, 9},
      {TR_EACH_SERVICE, "service.kind in {\"traction\", \"dancing\"}",
       "the word is never `dancing`", 29, 9},
      {TR_EACH_LINE, "profile.gp_policy == \"require\"",
       "the word is never `require`; did you mean `required`?", 21, 9},
      {TR_EACH_LINE, "timing(line.code, line.date) != \"timed\"",
       "the word is never `timed`; did you mean `untimed`?", 32, 7},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    f->env.each = rows[i].each;
    TR_ASSERT_STR(ask(f, rows[i].text), rows[i].message);
    assert_int_equal(f->status, TR_ESYNTAX);
    assert_int_equal(f->error.at, rows[i].at);
    assert_int_equal(f->error.length, rows[i].length);
  }
}

static void knows_the_type_of_results(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    tr_type type;
  } rows[] = {
      {"line.units * line.charge", TR_TYPE_MONEY},
      {"line.charge * 2", TR_TYPE_MONEY},
      {"line.units * 2", TR_TYPE_NUMBER},
      {"line.date - line.date", TR_TYPE_NUMBER},
      {"line.date - 3", TR_TYPE_DATE},
      {"line.date + 3", TR_TYPE_DATE},
      {"count(x in claim.lines)", TR_TYPE_NUMBER},
      {"sum(x in claim.lines: x.charge)", TR_TYPE_MONEY},
      {"sum(x in claim.lines: x.units)", TR_TYPE_NUMBER},
      {"line", TR_TYPE_ENTITY},
      {"profile.bundled_codes", TR_TYPE_CODE_SET},
      {"class(line.code, line.date)", TR_TYPE_WORD},
      {"dotted(line.code)", TR_TYPE_DOTTED},
      {"line.code if true else 97012", TR_TYPE_CODE},
      {"default(line.charge, 1.5)", TR_TYPE_MONEY},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_program *program = NULL;
    assert_int_equal(
        tr_compile_expression(&f->arena, tr_str_of(rows[i].text), &f->env,
                              TR_TYPE_NONE, &program, NULL, &f->error),
        TR_OK);
    assert_int_equal(program->type, rows[i].type);
    assert_int_equal(program->entity != 0, rows[i].type == TR_TYPE_ENTITY);
  }
}

static void keeps_words_known_through_lets(void **state) {
  rule_fixture *f = *state;
  f->env.each = TR_EACH_SERVICE;
  assert_int_equal(tr_compile_add_let(&f->arena, &f->env, TR_STR("k"),
                                      TR_STR("service.kind"), &f->error),
                   TR_OK);
  TR_ASSERT_STR(ask(f, "k == \"tracton\""),
                "the word is never `tracton`; did you mean `traction`?");
  TR_ASSERT_STR(ask(f, "k == \"traction\""), "yes");
}

TR_TESTS(RULE_TEST(refuses_what_does_not_fit),
         RULE_TEST(knows_the_type_of_results),
         RULE_TEST(keeps_words_known_through_lets))
