/* Tests of src/rule/eval.c: the operators, Kleene's logic, loops. */
#include "rule_test.h"

/* ------------------------------------------------------------------- logic */

static void follows_kleene(void **state) {
  static const char *const words[] = {"false", "true", "(note.pain_after > 0)"};
  static const char *const shown[] = {"no", "yes", "?no-data"};
  enum { NO, YES, UNKNOWN };
  static const int and_table[3][3] = {
      {NO, NO, NO}, {NO, YES, UNKNOWN}, {NO, UNKNOWN, UNKNOWN}};
  static const int or_table[3][3] = {
      {NO, YES, UNKNOWN}, {YES, YES, YES}, {UNKNOWN, YES, UNKNOWN}};
  static const int not_table[3] = {YES, NO, UNKNOWN};
  char text[128];
  for (int a = 0; a < 3; a++) {
    snprintf(text, sizeof text, "not %s", words[a]);
    TR_ROW(a, tr_str_of(text));
    TR_ASSERT_STR(ask(*state, text), shown[not_table[a]]);
    for (int b = 0; b < 3; b++) {
      snprintf(text, sizeof text, "%s and %s", words[a], words[b]);
      TR_ROW(a, tr_str_of(text));
      TR_ASSERT_STR(ask(*state, text), shown[and_table[a][b]]);
      snprintf(text, sizeof text, "%s or %s", words[a], words[b]);
      TR_ROW(a, tr_str_of(text));
      TR_ASSERT_STR(ask(*state, text), shown[or_table[a][b]]);
    }
  }
}

/* any and all are or and and over elements. */
static void folds_like_kleene(void **state) {
  static const asked rows[] = {
      {TR_EACH_DAY, "any(x in day.lines: x.units > 2)", "yes"},
      {TR_EACH_DAY, "any(x in day.lines: x.units > 9)", "no"},
      {TR_EACH_DAY, "any(x in day.lines: x.control_number == \"LINE-1\")",
       "yes"},
      {TR_EACH_DAY, "any(x in day.lines: x.control_number == \"no\")",
       "?no-data"},
      {TR_EACH_DAY, "all(x in day.lines: x.control_number == \"LINE-1\")",
       "?no-data"},
      {TR_EACH_DAY, "all(x in day.lines: x.control_number == \"no\")", "no"},
      {TR_EACH_DAY, "all(x in day.lines: x.units >= 1)", "yes"},
      {TR_EACH_DAY, "all(x in day.lines: x.units >= 2)", "no"},
      {TR_EACH_CLAIM, "any(x in claim.level_parties: false)", "no"},
      {TR_EACH_LINE, "any(x in line.attachments: true)", "no"},
      {TR_EACH_LINE, "all(x in line.attachments: false)", "yes"},
      {TR_EACH_LINE, "any(x in line.attachments)", "no"},
      {TR_EACH_LINE, "any(x in line.references)", "yes"},
      {TR_EACH_DAY, "any(x in day.lines: x.units > 1 if x.code == 98940)",
       "no"},
      {TR_EACH_DAY,
       "any(x in day.lines: x.units > 1 if x.control_number == \"z\")", "no"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void gathers_the_reasons(void **state) {
  rule_fixture *f = *state;
  visit_again(f, NULL);
  f->scope.profile = NULL;
  static const asked rows[] = {
      {TR_EACH_LINE, "note.pain_before", "?no-note"},
      {TR_EACH_LINE, "line.minutes", "?no-note"},
      {TR_EACH_LINE, "profile.sign_days", "?no-profile"},
      {TR_EACH_LINE, "profile.max_units(97012)", "?no-profile"},
      {TR_EACH_LINE, "count(x in profile.not_covered)", "?no-profile"},
      {TR_EACH_LINE, "line.description", "?no-data"},
      {TR_EACH_LINE, "note.pain_before + profile.sign_days",
       "?no-note?no-profile"},
      {TR_EACH_LINE, "note.pain_before > 1 or line.description == \"x\"",
       "?no-note?no-data"},
      {TR_EACH_LINE, "contains(note.plan, line.description)",
       "?no-note?no-data"},
      {TR_EACH_LINE, "repeats(claim)", "?no-history"},
      {TR_EACH_LINE, "in_set(\"M54.16\", \"no such set\")", "?no-table"},
      {TR_EACH_LINE, "any(s in note.services)", "?no-note"},
      {TR_EACH_LINE, "count(s in note.services)", "?no-note"},
      {TR_EACH_LINE, "sum(s in note.services: s.minutes)", "?no-note"},
      {TR_EACH_LINE, "all(s in note.services: true)", "?no-note"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

static void tells_absence_from_ignorance(void **state) {
  rule_fixture *f = *state;
  static const asked with_note[] = {
      {TR_EACH_LINE, "line.description is absent", "yes"},
      {TR_EACH_LINE, "line.description is present", "no"},
      {TR_EACH_LINE, "line.units is present", "yes"},
      {TR_EACH_LINE, "note.phase is present", "yes"},
      {TR_EACH_LINE, "note.plan_end is absent", "yes"},
      {TR_EACH_LINE, "note is present", "yes"},
      {TR_EACH_LINE, "line.rendering is absent", "yes"},
      {TR_EACH_LINE, "line.rendering.id is absent", "yes"},
      {TR_EACH_LINE, "line.rendering.id is present", "no"},
      {TR_EACH_SERVICE, "service.areas is present", "yes"},
      {TR_EACH_LINE, "profile.unset is absent", "yes"},
      {TR_EACH_LINE, "profile.sign_days is present", "yes"},
      {TR_EACH_LINE, "mue(\"ZZZZZ\", line.date) is absent", "yes"},
  };
  ask_all(f, with_note, TR_COUNT(with_note));
  visit_again(f, NULL);
  static const asked without[] = {
      {TR_EACH_LINE, "note is absent", "yes"},
      {TR_EACH_LINE, "note is present", "no"},
      {TR_EACH_LINE, "note.plan_end is absent", "?no-note"},
      {TR_EACH_LINE, "note.plan_end is present", "?no-note"},
      {TR_EACH_LINE, "line.minutes is absent", "?no-note"},
      {TR_EACH_LINE, "repeats(claim) is present", "?no-history"},
      {TR_EACH_LINE, "default(note.plan_end is absent, true)", "yes"},
  };
  ask_all(f, without, TR_COUNT(without));
}

/* A value that was sent but is not of its type is present and never used. */
static void never_uses_what_it_cannot_read(void **state) {
  rule_fixture *f = *state;
  tr_line line = f->claim->lines[0];
  line.units.state = TR_FIELD_UNREADABLE;
  line.units.number = 0;
  bind(f, TR_BOUND_LINE, &line);
  static const asked rows[] = {
      {TR_EACH_LINE, "line.units", "?no-data"},
      {TR_EACH_LINE, "line.units > 0", "?no-data"},
      {TR_EACH_LINE, "line.units is present", "yes"},
      {TR_EACH_LINE, "line.units is absent", "no"},
      {TR_EACH_LINE, "default(line.units, 7)", "7"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

/* --------------------------------------------------------------- operators */

static void compares(void **state) {
  static const asked rows[] = {
      {TR_EACH_PAIR, "first.units < second.units", "yes"},
      {TR_EACH_PAIR, "first.units <= second.units", "yes"},
      {TR_EACH_PAIR, "first.units > second.units", "no"},
      {TR_EACH_PAIR, "first.units >= second.units", "no"},
      {TR_EACH_PAIR, "first.units == second.units", "no"},
      {TR_EACH_PAIR, "first.units != second.units", "yes"},
      {TR_EACH_PAIR, "first.units <= 1 and first.units >= 1", "yes"},
      {TR_EACH_PAIR, "first.units < 1 or first.units > 1", "no"},
      {TR_EACH_PAIR, "first.units != 1", "no"},
      {TR_EACH_PAIR, "2 > first.units", "yes"},
      {TR_EACH_PAIR, "1 <= first.units", "yes"},
      {TR_EACH_PAIR, "1 < first.units", "no"},
      {TR_EACH_PAIR, "3 >= second.units", "yes"},
      {TR_EACH_PAIR, "first.code > second.code", "yes"},
      {TR_EACH_PAIR, "first == second", "no"},
      {TR_EACH_PAIR, "first == first", "yes"},
      {TR_EACH_PAIR, "first != second", "yes"},
      {TR_EACH_PAIR, "any(x in claim.lines: x == second)", "yes"},
      {TR_EACH_PAIR, "billing.id < subscriber.id", "yes"},
      {TR_EACH_PAIR, "billing.id <= billing.id", "yes"},
      {TR_EACH_PAIR, "billing.id > subscriber.id", "no"},
      {TR_EACH_PAIR, "billing.id >= subscriber.id", "no"},
      {TR_EACH_PAIR, "billing.id == subscriber.id", "no"},
      {TR_EACH_PAIR, "billing.id != subscriber.id", "yes"},
      {TR_EACH_PAIR, "first.date == second.date", "yes"},
      {TR_EACH_PAIR, "true == (1 == 1)", "yes"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void reckons_exactly(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "0.1 + 0.2", "0.3"},
      {TR_EACH_LINE, "0.1 + 0.2 == 0.3", "yes"},
      {TR_EACH_LINE, "1 - 2.5", "-1.5"},
      {TR_EACH_LINE, "1.5 * 1.5", "2.25"},
      {TR_EACH_LINE, "0.333 * 0.333", "0.111"},
      {TR_EACH_LINE, "0.001 * 0.5", "0.001"},
      {TR_EACH_LINE, "-0.001 * 0.5", "-0.001"},
      {TR_EACH_LINE, "0.001 * 0.4", "0"},
      {TR_EACH_LINE, "line.charge * 3", "271.50"},
      {TR_EACH_LINE, "0.5 * line.charge", "45.25"},
      {TR_EACH_LINE, "line.charge - 90.5", "0.00"},
      {TR_EACH_LINE, "-line.charge", "-90.50"},
      {TR_EACH_LINE, "line.date + 1", "2026-11-03"},
      {TR_EACH_LINE, "line.date - 2", "2026-10-31"},
      {TR_EACH_LINE, "line.date - 0.5", "?no-data"},
      {TR_EACH_LINE, "line.date + 9999999", "?no-data"},
      {TR_EACH_LINE, "today - line.date", "21"},
      {TR_EACH_LINE, "2024-03-01 - 2024-02-28", "2"},
      {TR_EACH_LINE, "9000000000000 * 9000000000000", "?no-data"},
      {TR_EACH_LINE, "9000000 * 100000", "900000000000"},
      {TR_EACH_CLAIM, "sum(x in claim.lines: x.charge)", "135.50"},
      {TR_EACH_CLAIM, "sum(x in claim.lines: x.units if x.code == 97012)",
       "2.5"},
      {TR_EACH_CLAIM, "sum(x in claim.lines: x.units * 2)", "7"},
      {TR_EACH_CLAIM, "sum(x in claim.diagnoses: x.position)", "6"},
      {TR_EACH_CLAIM, "count(x in claim.lines)", "2"},
      {TR_EACH_CLAIM, "count(x in claim.lines: x.units > 1)", "1"},
      {TR_EACH_CLAIM, "count(x in claim.lines: x.description == \"x\")", "0"},
      {TR_EACH_LINE, "count(m in line.modifiers)", "2"},
      {TR_EACH_LINE, "sum(p in line.pointers: p)", "12"},
      {TR_EACH_LINE, "59 in line.modifiers", "yes"},
      {TR_EACH_LINE, "25 in line.modifiers", "no"},
      {TR_EACH_LINE, "25 not in line.modifiers", "yes"},
      {TR_EACH_LINE, "9 in line.pointers", "yes"},
      {TR_EACH_LINE, "any(m in line.modifiers: m == \"AT\")", "yes"},
      {TR_EACH_CLAIM, "count(c in claim.causes)", "2"},
      {TR_EACH_LINE, "line.modifier(\"AT\") and not line.modifier(\"GP\")",
       "yes"},
      {TR_EACH_LINE, "any(m in line.modifiers: line.modifier(m))", "yes"},
      {TR_EACH_LINE, "97012 in profile.bundled_codes", "yes"},
      {TR_EACH_LINE, "line.code in profile.bundled_codes", "no"},
      {TR_EACH_DIAGNOSIS, "diagnosis.code in profile.primary_set", "yes"},
      {TR_EACH_SERVICE, "service.device_kind in profile.devices", "yes"},
      {TR_EACH_SERVICE, "service.kind in profile.devices", "no"},
      {TR_EACH_LINE, "1 if line.units == 1 else 2", "1"},
      {TR_EACH_LINE, "1 if line.units == 2 else 2", "2"},
      {TR_EACH_LINE, "1 if line.description == \"x\" else 2", "?no-data"},
      {TR_EACH_LINE, "1 if false else 2 if line.description == \"x\" else 3",
       "?no-data"},
      {TR_EACH_LINE, "default(line.description, \"none\")", "none"},
      {TR_EACH_LINE, "default(line.units, 9)", "1"},
      {TR_EACH_LINE,
       "default(default(line.description, line.description), "
       "\"b\")",
       "b"},
      {TR_EACH_LINE,
       "count(x in claim.lines: any(y in claim.lines: y != x and y.units > "
       "x.units))",
       "1"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void stops_as_soon_as_it_knows(void **state) {
  /* the right side would be unknown: it is not asked */
  static const asked rows[] = {
      {TR_EACH_LINE, "line.units == 1 or line.description == \"x\"", "yes"},
      {TR_EACH_LINE, "line.units == 2 and line.description == \"x\"", "no"},
      {TR_EACH_LINE, "line.description == \"x\" or line.units == 1", "yes"},
      {TR_EACH_LINE, "line.description == \"x\" and line.units == 2", "no"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void sums_that_do_not_fit_are_unknown(void **state) {
  rule_fixture *f = *state;
  tr_line lines[2] = {f->claim->lines[0], f->claim->lines[1]};
  lines[0].charge.number = lines[1].charge.number = INT64_MAX / 2 + 1;
  tr_claim claim = *f->claim;
  claim.lines = lines;
  bind(f, TR_BOUND_CLAIM, &claim);
  f->env.each = TR_EACH_CLAIM;
  TR_ASSERT_STR(ask(f, "sum(x in claim.lines: x.charge)"), "?no-data");
  TR_ASSERT_STR(ask(f, "sum(x in claim.lines: x.units)"), "3.5");
}

static void evaluates_each_let_once_where_needed(void **state) {
  rule_fixture *f = *state;
  static const char *const lets[][2] = {
      {"u", "line.units"},
      {"twice", "u + u"},
      {"four", "twice + twice"},
      {"big", "any(x in claim.lines: x.units > four)"},
      {"who", "claim.payer"},
      {"never", "line.description == \"x\""},
  };
  for (size_t i = 0; i < TR_COUNT(lets); i++)
    assert_int_equal(
        tr_compile_add_let(&f->arena, &f->env, tr_str_of(lets[i][0]),
                           tr_str_of(lets[i][1]), &f->error),
        TR_OK);
  static const asked rows[] = {
      {TR_EACH_LINE, "four", "4"},
      {TR_EACH_LINE, "four + u + twice", "7"},
      {TR_EACH_LINE, "sum(x in claim.lines: four)", "8"},
      {TR_EACH_LINE, "count(x in claim.lines: big or x.units > u)", "1"},
      {TR_EACH_LINE, "who.id", "P100"},
      {TR_EACH_LINE, "never", "?no-data"},
      {TR_EACH_LINE, "false and never", "no"},
      {TR_EACH_LINE, "big", "no"},
      {TR_EACH_LINE,
       "any(x in claim.lines: x.units > u and any(y in "
       "claim.lines: y.units < x.units and not big))",
       "yes"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

static void gives_flags_with_reasons(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    tr_truth truth;
    unsigned reasons;
  } rows[] = {
      {"line.units == 1", TR_TRUE, 77},
      {"line.units == 2", TR_FALSE, 77},
      {"line.description == \"x\"", TR_UNKNOWN, TR_NO_DATA},
      {"profile.unset > 1", TR_UNKNOWN, TR_NO_PROFILE},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_program *program;
    assert_int_equal(
        tr_compile_expression(&f->arena, tr_str_of(rows[i].text), &f->env,
                              TR_TYPE_FLAG, &program, NULL, &f->error),
        TR_OK);
    unsigned reasons = 77;
    assert_int_equal(tr_eval_flag(program, &f->scope, &reasons), rows[i].truth);
    assert_int_equal(reasons, rows[i].reasons);
    assert_int_equal(tr_eval_flag(program, &f->scope, NULL), rows[i].truth);
  }
}

static void bears_an_empty_scope(void **state) {
  rule_fixture *f = *state;
  const tr_scope empty = {
      .tables = &f->tables, .today = TR_DAY_MIN, .service_date = TR_DAY_MIN};
  f->scope = empty;
  static const asked rows[] = {
      {TR_EACH_LINE, "line.units", "?no-data"},
      {TR_EACH_LINE, "line.description", "?no-data"},
      {TR_EACH_LINE, "line.modifier(59)", "?no-data"},
      {TR_EACH_LINE, "count(x in line.modifiers)", "?no-data"},
      {TR_EACH_LINE, "any(x in claim.lines: x.services is present)",
       "a list is always there; use any or count"},
      {TR_EACH_LINE, "claim.charges", "?no-data"},
      {TR_EACH_LINE, "claim is absent", "yes"},
      {TR_EACH_LINE, "today", "?no-data"},
      {TR_EACH_LINE, "filed", "?no-data"},
      {TR_EACH_LINE, "rendering.id", "?no-data"},
      {TR_EACH_LINE, "profile.gp_policy", "?no-profile"},
      {TR_EACH_LINE, "matches(line, line)",
       "a row of a profile is wanted here, this is a line"},
      {TR_EACH_SERVICE, "service.force_pounds", "?no-data"},
      {TR_EACH_SEGMENT, "segment.id", "?no-data"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(follows_kleene), RULE_TEST(folds_like_kleene),
         RULE_TEST(gathers_the_reasons),
         RULE_TEST(tells_absence_from_ignorance),
         RULE_TEST(never_uses_what_it_cannot_read), RULE_TEST(compares),
         RULE_TEST(reckons_exactly), RULE_TEST(stops_as_soon_as_it_knows),
         RULE_TEST(sums_that_do_not_fit_are_unknown),
         RULE_TEST(evaluates_each_let_once_where_needed),
         RULE_TEST(gives_flags_with_reasons), RULE_TEST(bears_an_empty_scope))
