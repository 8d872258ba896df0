/* Tests of src/rule/compile.c: lets, facts, templates, errors shown. */
#include "rule_test.h"

#include "rule/lex.h"

static tr_status add_let(rule_fixture *f, const char *name, const char *text) {
  return tr_compile_add_let(&f->arena, &f->env, tr_str_of(name),
                            tr_str_of(text), &f->error);
}

static void refuses_names_of_lets(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *name, *message;
  } rows[] = {
      {"line", "`line` is a name already"},
      {"today", "`today` is a name already"},
      {"profile", "`profile` is a name already"},
      {"payer", "`payer` is a name already"},
      {"mine", "`mine` is a name already"},
      {"text", "`text` is a name already"},
      {"", "`` is no name"},
      {"a b", "`a b` is no name"},
      {"1a", "`1a` is no name"},
      {"a-b", "`a-b` is no name"},
  };
  assert_int_equal(add_let(f, "mine", "line.units"), TR_OK);
  assert_int_equal(add_let(f, "text", "join(x in claim.lines: x.code)"), TR_OK);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    assert_int_equal(add_let(f, rows[i].name, "1"), TR_ESYNTAX);
    assert_string_equal(f->error.message, rows[i].message);
    assert_int_equal(f->env.let_count, 2);
  }
}

static void orders_and_limits_lets(void **state) {
  rule_fixture *f = *state;
  assert_int_equal(add_let(f, "a", "b + 1"), TR_ESYNTAX);
  assert_string_equal(f->error.message, "no name `b` here");
  assert_int_equal(add_let(f, "a", "claim.lines"), TR_ESYNTAX);
  assert_int_equal(add_let(f, "a", "a"), TR_ESYNTAX);
  static char names[TR_PROGRAM_LETS + 1][8];
  for (int i = 0; i <= TR_PROGRAM_LETS; i++) {
    snprintf(names[i], sizeof names[i], "n%d", i % 100);
    assert_int_equal(add_let(f, names[i], i == 0 ? "1" : "n0 + 1"),
                     i < TR_PROGRAM_LETS ? TR_OK : TR_ELIMIT);
  }
  assert_string_equal(f->error.message, "a rule has at most 16 lets");
}

static void keeps_text_of_lets_to_messages(void **state) {
  rule_fixture *f = *state;
  assert_int_equal(add_let(f, "codes", "join(x in claim.lines: x.code)"),
                   TR_OK);
  assert_int_equal(add_let(f, "more", "codes if line.units == 1 else \"no\""),
                   TR_OK);
  TR_ASSERT_STR(ask(f, "codes"), "`codes` makes text for messages only");
  TR_ASSERT_STR(ask(f, "more == \"x\""), "`more` makes text for messages only");
  tr_template template;
  assert_int_equal(tr_compile_template(&f->arena, TR_STR("{more}"), &f->env,
                                       &template, &f->error),
                   TR_OK);
  assert_int_equal(
      tr_compile_template(&f->arena, TR_STR("{join(x in claim.lines: codes)}"),
                          &f->env, &template, &f->error),
      TR_ESYNTAX);
  assert_string_equal(f->error.message, "join() cannot stand inside join()");
}

static void wants_a_type(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    tr_type type;
    tr_status status;
  } rows[] = {
      {"line.units > 1", TR_TYPE_FLAG, TR_OK},
      {"line.units", TR_TYPE_FLAG, TR_ESYNTAX},
      {"line.units", TR_TYPE_NUMBER, TR_OK},
      {"97012", TR_TYPE_CODE, TR_OK},
      {"1.5", TR_TYPE_MONEY, TR_OK},
      {"line", TR_TYPE_NONE, TR_OK},
      {"", TR_TYPE_FLAG, TR_ESYNTAX},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_program *program = NULL;
    assert_int_equal(
        tr_compile_expression(&f->arena, tr_str_of(rows[i].text), &f->env,
                              rows[i].type, &program, NULL, &f->error),
        rows[i].status);
    assert_int_equal(program != NULL, rows[i].status == TR_OK);
    if (program != NULL && rows[i].type != TR_TYPE_NONE)
      assert_int_equal(program->type, rows[i].type);
  }
}

/* ---------------------------------------------------------------- templates */

static void refuses_templates(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text, *message;
    size_t at;
  } rows[] = {
      {"a } b", "a brace in the text is written `}}`", 2},
      {"a {", "expected a value, but the text ends", 3},
      {"a {line.units", "expected `}`, but the text ends", 13},
      {"a {}", "expected a value, not `}`", 3},
      {"x {line.units} {line.unit}",
       "no field `unit` on line; did you mean `units`?", 21},
      {"{line}", "a line cannot be shown; name one of its fields", 1},
      {"{claim.lines}",
       "a list (of each line) cannot be shown; name one of its fields", 1},
      {"{profile.bundled_codes}",
       "a code-set cannot be shown; name one of its fields", 1},
      {"a\nb {line.unit}", "no field `unit` on line; did you mean `units`?",
       10},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_template template = {.count = 77};
    assert_int_equal(tr_compile_template(&f->arena, tr_str_of(rows[i].text),
                                         &f->env, &template, &f->error),
                     TR_ESYNTAX);
    assert_string_equal(f->error.message, rows[i].message);
    assert_int_equal(f->error.at, rows[i].at);
    assert_int_equal(template.count, 77);
  }
}

static void cuts_templates_into_parts(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    uint32_t parts;
  } rows[] = {
      {"", 0},
      {"a", 1},
      {"{line.units}", 1},
      {"a {line.units} b", 3},
      {"{{a}}", 1},
      {"{line.units}{line.code}", 2},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_template template = {.count = 77};
    assert_int_equal(tr_compile_template(&f->arena, tr_str_of(rows[i].text),
                                         &f->env, &template, &f->error),
                     TR_OK);
    assert_int_equal(template.count, rows[i].parts);
    for (uint32_t p = 0; p < template.count; p++)
      assert_int_equal((template.parts[p].text != NULL) +
                           (template.parts[p].value != NULL) +
                           (template.parts[p].argument != NULL),
                       1);
  }
}

/* ----------------------------------------------------------------- limits */

static void refuses_what_is_too_long(void **state) {
  rule_fixture *f = *state;
  static char text[TR_LEX_BYTES + 2];
  memset(text, ' ', sizeof text - 1);
  memcpy(text, "true", 4);
  const tr_program *program = NULL;
  tr_template template = {.count = 77};
  tr_str whole = {text, TR_LEX_BYTES};
  assert_int_equal(
      tr_compile_expression(&f->arena, whole, &f->env, TR_TYPE_FLAG, &program,
                            NULL, &f->error),
      TR_OK);
  whole.n++;
  program = NULL;
  assert_int_equal(
      tr_compile_expression(&f->arena, whole, &f->env, TR_TYPE_FLAG, &program,
                            NULL, &f->error),
      TR_ELIMIT);
  assert_null(program);
  assert_int_equal(
      tr_compile_template(&f->arena, whole, &f->env, &template, &f->error),
      TR_ELIMIT);
  assert_int_equal(template.count, 77);
}

/* Each smaller arena must be refused as memory, with nothing set. */
static void says_when_memory_ends(void **state) {
  rule_fixture *f = *state;
  const tr_str text = TR_STR(
      "line.code in {97012, 97110} and any(x in claim.lines: x.units > "
      "default(profile.max_units(x.code), 1)) and line.place == \"11\"");
  bool done = false;
  for (size_t limit = 0; !done; limit += 64) {
    tr_arena small;
    tr_arena_init(&small, limit);
    const tr_program *program = NULL;
    tr_program_facts facts = {.code_count = 77};
    const tr_status status = tr_compile_expression(
        &small, text, &f->env, TR_TYPE_FLAG, &program, &facts, &f->error);
    done = status == TR_OK;
    if (!done) {
      assert_int_equal(status, TR_ENOMEM);
      assert_null(program);
      assert_int_equal(facts.code_count, 77);
    }
    tr_arena_done(&small);
    assert_true(limit < 100000);
  }
}

static void shows_errors_as_compilers_do(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text, *shown;
  } rows[] = {
      {"line.unit > 1",
       "1:6: no field `unit` on line; did you mean `units`?\n"
       "  | line.unit > 1\n"
       "  |      ^^^^\n"},
      {"line.units > 1\n  and line.cod == 1",
       "2:12: no field `cod` on line; did you mean `code`?\n"
       "  |   and line.cod == 1\n"
       "  |            ^^^\n"},
      {"line.units >",
       "1:13: expected a value, but the text ends\n"
       "  | line.units >\n"
       "  |             ^\n"},
      {"\"\xc3\xa9\" == line.unit",
       "1:14: no field `unit` on line; did you mean `units`?\n"
       "  | \"\xc3\xa9\" == line.unit\n"
       "  |             ^^^^\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_program *program;
    assert_int_equal(
        tr_compile_expression(&f->arena, tr_str_of(rows[i].text), &f->env,
                              TR_TYPE_FLAG, &program, NULL, &f->error),
        TR_ESYNTAX);
    tr_buf_clear(&f->out);
    tr_compile_error_show(&f->error, tr_str_of(rows[i].text), &f->out);
    TR_ASSERT_STR(tr_buf_str(&f->out), rows[i].shown);
  }
}

TR_TESTS(RULE_TEST(refuses_names_of_lets), RULE_TEST(orders_and_limits_lets),
         RULE_TEST(keeps_text_of_lets_to_messages), RULE_TEST(wants_a_type),
         RULE_TEST(refuses_templates), RULE_TEST(cuts_templates_into_parts),
         RULE_TEST(refuses_what_is_too_long), RULE_TEST(says_when_memory_ends),
         RULE_TEST(shows_errors_as_compilers_do))
