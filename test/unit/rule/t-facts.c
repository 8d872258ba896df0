/* Tests of src/rule/facts.c: what is known of a condition before it runs. */
#include "rule_test.h"

static tr_program_facts facts_of(rule_fixture *f, const char *text) {
  const tr_program *program;
  tr_program_facts facts = {.needs_note = false};
  assert_int_equal(
      tr_compile_expression(&f->arena, tr_str_of(text), &f->env, TR_TYPE_FLAG,
                            &program, &facts, &f->error),
      TR_OK);
  return facts;
}

static void add_let(rule_fixture *f, const char *name, const char *text) {
  assert_int_equal(tr_compile_add_let(&f->arena, &f->env, tr_str_of(name),
                                      tr_str_of(text), &f->error),
                   TR_OK);
}

static void knows_when_a_note_is_needed(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    bool needs_note;
  } rows[] = {
      {"line.units > 1", false},
      {"note.pain_before > 1", true},
      {"line.minutes > 1", true},
      {"day.note.id == \"x\"", true},
      {"line.units > 1 and note.pain_before > 1", true},
      {"note.pain_before > 1 and line.units > 1", true},
      {"line.units > 1 or note.pain_before > 1", false},
      {"note.pain_before > 1 or line.minutes > 1", true},
      {"not (note.pain_before > 1)", true},
      {"note is present", true},
      {"note is absent", false},
      {"not (note is present)", false},
      {"note.phase is absent", true},
      {"note.phase is present", true},
      {"default(note.pain_before > 1, false)", false},
      {"default(note.pain_before, 1) > 1", false},
      {"any(s in line.services: s.minutes > 1)", true},
      {"all(s in line.services: s.minutes > 1)", true},
      {"count(s in note.services) == 0", true},
      {"any(x in day.lines: x.minutes > 1)", true},
      {"any(x in day.lines: x.units > 1)", false},
      {"all(x in day.lines: x.minutes > 1)", false},
      {"empty(line.area)", true},
      {"contains(note.plan, \"x\")", true},
      {"overlaps(claim.regions_diagnosed, {lumbar})", false},
      {"(line.minutes > 1) if line.units > 1 else (line.minutes > 2)", true},
      {"(line.minutes > 1) if line.units > 1 else true", false},
      {"true if note.pain_before > 1 else true", true},
      {"note.phase in {\"active\"}", true},
      {"noted", true},
      {"noted or line.units > 1", false},
      {"noted and line.units > 1", true},
      {"some and line.units > 1", false},
      {"amount > 1", true},
      {"note.pain_before - 1 > line.units", true},
  };
  add_let(f, "noted", "note.pain_before > 1 and line.units > 1");
  add_let(f, "some", "note.pain_before > 1 or line.units > 1");
  add_let(f, "amount", "note.pain_before");
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(facts_of(f, rows[i].text).needs_note, rows[i].needs_note);
  }
}

/* What the facts promise must hold: without a note none of these is true. */
static void never_fires_without_a_note_it_needs(void **state) {
  rule_fixture *f = *state;
  static const char *const texts[] = {
      "note.pain_before > 1",
      "line.minutes > 1",
      "day.note.id == \"x\"",
      "note is present",
      "note.phase is absent",
      "note.phase is present",
      "any(s in line.services: s.minutes > 1)",
      "all(s in line.services: s.minutes > 1)",
      "count(s in note.services) == 0",
      "empty(line.area)",
      "any(x in day.lines: x.minutes > 1)",
      "true if note.pain_before > 1 else true",
      "not (note.pain_before > 1)",
  };
  visit_again(f, NULL);
  f->scope.day = &f->visit.days[0];
  for (size_t i = 0; i < TR_COUNT(texts); i++) {
    TR_ROW(i, tr_str_of(texts[i]));
    assert_true(facts_of(f, texts[i]).needs_note);
    const tr_program *program;
    assert_int_equal(
        tr_compile_expression(&f->arena, tr_str_of(texts[i]), &f->env,
                              TR_TYPE_FLAG, &program, NULL, &f->error),
        TR_OK);
    assert_int_not_equal(tr_eval_flag(program, &f->scope, NULL), TR_TRUE);
  }
}

static void finds_the_codes_a_line_must_have(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text, *codes; /* NULL: any */
  } rows[] = {
      {"line.code == 97012", "97012"},
      {"97012 == line.code", "97012"},
      {"line.code in {97140, 97012, 97140}", "97012 97140"},
      {"line.code == 97012 and line.units > 1", "97012"},
      {"line.units > 1 and line.code in {98941, 98940}", "98940 98941"},
      {"line.code == 97012 or line.code == 97110", "97012 97110"},
      {"line.code in {1, 2} and line.code == 2", "2"},
      {"line.code == 97012 or line.units > 1", NULL},
      {"line.code != 97012", NULL},
      {"line.code not in {97012}", NULL},
      {"not (line.code == 97012)", NULL},
      {"line.code > 97012", NULL},
      {"line.code in profile.bundled_codes", NULL},
      {"any(x in day.lines: x.code == 97012)", NULL},
      {"default(line.code == 97012, true)", NULL},
      {"traction", "97012"},
      {"traction and line.units > 1", "97012"},
      {"not traction", NULL},
      {"true", NULL},
  };
  add_let(f, "traction", "line.code == 97012");
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_program_facts facts = facts_of(f, rows[i].text);
    if (rows[i].codes == NULL) {
      assert_null(facts.codes);
      assert_int_equal(facts.code_count, 0);
      continue;
    }
    char shown[64] = "";
    for (uint32_t c = 0; c < facts.code_count; c++) {
      char code[TR_CODE_BYTES + 1];
      tr_code_text(facts.codes[c], code);
      const size_t used = strlen(shown);
      snprintf(shown + used, sizeof shown - used, "%s%s", c > 0 ? " " : "",
               code);
    }
    assert_string_equal(shown, rows[i].codes);
  }
}

/* Lets that double at each step cost no more than their number. */
static void is_quick_with_lets_of_lets(void **state) {
  rule_fixture *f = *state;
  char text[512];
  add_let(f, "l0", "note.pain_before > 1");
  static char names[TR_PROGRAM_LETS][16];
  for (int i = 1; i < TR_PROGRAM_LETS; i++) {
    size_t used = 0;
    for (int j = 0; j < 40; j++)
      used += (size_t)snprintf(text + used, sizeof text - used, "%sl%d",
                               j > 0 ? " or " : "", i - 1);
    snprintf(names[i], sizeof names[i], "l%d", i);
    char *kept = tr_arena_alloc(&f->arena, used + 1);
    memcpy(kept, text, used + 1);
    add_let(f, names[i], kept);
  }
  assert_true(facts_of(f, "l15").needs_note);
}

TR_TESTS(RULE_TEST(knows_when_a_note_is_needed),
         RULE_TEST(never_fires_without_a_note_it_needs),
         RULE_TEST(finds_the_codes_a_line_must_have),
         RULE_TEST(is_quick_with_lets_of_lets))
