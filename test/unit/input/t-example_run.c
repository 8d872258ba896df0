/* Tests of src/input/example_run.c. */
#include "example_helper.h"

typedef struct outcome {
  bool passed;
  char why[4096];
} outcome;

static outcome run(const char *rule_id, const char *text) {
  built b;
  outcome out = {.passed = false};
  tr_buf why;
  tr_buf_init(&why, 1 << 16);
  build(&b, text);
  assert_no_error(&b.kept);
  const tr_rule *rule = tr_pack_find(&tr_pack_builtin, tr_str_of(rule_id));
  assert_non_null(rule);
  assert_int_equal(tr_example_run(&tr_pack_builtin, &b.tables, rule, &b.example,
                                  &why, &out.passed),
                   TR_OK);
  snprintf(out.why, sizeof out.why, "%.*s", TR_STR_ARG(tr_buf_str(&why)));
  tr_buf_done(&why);
  tr_arena_done(&b.arena);
  return out;
}

static void compares_with_what_is_expected(void **state) {
  (void)state;
#define TWO "lines: [{code: 97012, units: 2}], note: none, "
  static const struct {
    const char *text;
    bool passed;
    const char *why; /* part of it */
  } rows[] = {
      {"{name: a, expect: none}", true, ""},
      {"{name: a, " TWO "expect: error}", true, ""},
      {"{name: a, " TWO "expect: {severity: error, at: SV104, line: 1, "
       "message: 97012}}",
       true, ""},
      {"{name: a, " TWO "expect: none}", false, "wanted no finding"},
      {"{name: a, " TWO "expect: none}", false, "got TRC0203 error at SV104"},
      {"{name: a, " TWO "expect: warning}", false, "wanted warning"},
      {"{name: a, " TWO "expect: {severity: error, at: SV102}}", false,
       "wanted error at SV102"},
      {"{name: a, " TWO "expect: {severity: error, line: 2}}", false, "line 2"},
      {"{name: a, " TWO "expect: {severity: error, message: ninety}}", false,
       "ninety"},
      {"{name: a, " TWO "expect: [error, warning]}", false, "wanted warning"},
      {"{name: a, expect: error}", false, "wanted error"},
      {"{name: a, clean: true, expect: none}", true, ""},
      {"{name: a, clean: true, claim: {total: 1}, expect: none}", false,
       "wanted a clean claim"},
      {"{name: a, clean: true, claim: {total: 1}, expect: none}", false,
       "beside TRB0101 error at CLM02"},
      {"{name: a, claim: {total: 1}, expect: none}", true, ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const outcome out = run("TRC0203", rows[i].text);
    assert_int_equal(out.passed, rows[i].passed);
    if (rows[i].passed)
      assert_string_equal(out.why, "");
    else if (strstr(out.why, rows[i].why) == NULL)
      fail_msg("no \"%s\" in %s", rows[i].why, out.why);
  }
}

static void finds_places_in_notes(void **state) {
  (void)state;
#define NO_FORCE "note: {services: [{force: null}]}, "
  assert_true(run("TRD0204", "{name: a, " NO_FORCE
                             "expect: {severity: warning, at: /services/0}}")
                  .passed);
  assert_false(run("TRD0204", "{name: a, " NO_FORCE
                              "expect: {severity: warning, at: /services/1}}")
                   .passed);
  assert_false(run("TRD0204",
                   "{name: a, " NO_FORCE "expect: {severity: warning, at: "
                   "SV104}}")
                   .passed);
}

static void count_one(void *context, const tr_rule *rule, const char *name,
                      bool passed, tr_str why) {
  unsigned *calls = context;
  assert_non_null(rule);
  assert_non_null(name);
  assert_int_equal(passed, why.n == 0);
  (*calls)++;
}

static void runs_all_of_a_rule(void **state) {
  (void)state;
  static const tr_example_text texts[] = {
      {"good", "name: good\nexpect: none\n", false},
      {"bad", "name: bad\nexpect: error\n", true},
      {"broken", "name: broken\nexpect: [\n", true},
  };
  tr_rule rule = *tr_pack_find(&tr_pack_builtin, TR_STR("TRC0203"));
  tr_tables tables;
  tr_example_counts counts = {0, 0};
  unsigned calls = 0;
  rule.examples = texts;
  rule.example_count = 3;
  tr_tables_init(&tables);
  assert_int_equal(tr_examples_run(&tr_pack_builtin, &tables, &rule, count_one,
                                   &calls, &counts),
                   TR_OK);
  assert_int_equal(calls, 3);
  assert_int_equal(counts.passed, 1);
  assert_int_equal(counts.failed, 2);
}

TR_TESTS(cmocka_unit_test(compares_with_what_is_expected),
         cmocka_unit_test(finds_places_in_notes),
         cmocka_unit_test(runs_all_of_a_rule))
