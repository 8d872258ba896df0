/* Tests of src/input/example_read.c. */
#include "example_helper.h"
#include "input/example_parts.h"

static uint32_t check(const char *text, kept_errors *kept, bool *fails) {
  tr_arena arena;
  const tr_yaml *root = NULL;
  tr_pack_sink sink = sink_over(text, kept);
  tr_arena_init(&arena, 1 << 20);
  assert_int_equal(tr_yaml_read(&arena, &sink, &root), TR_OK);
  assert_non_null(root);
  tr_example_check(&sink, root, fails);
  tr_arena_done(&arena);
  return sink.count;
}

static void takes_what_the_page_says(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool fails;
  } rows[] = {
      {"{name: a, lines: [{code: 97012}], expect: none, clean: true}", false},
      {"{name: a, expect: none}", false},
      {"{name: a, x12: \"ISA\", expect: error}", true},
      {"{name: a, note: none, expect: {severity: error, at: SV104, line: 1, "
       "message: m}}",
       true},
      {"{name: a, note: {pain: {before: 9}}, expect: [warning, error]}", true},
      {"{name: a, note: [{id: x}, {id: y}], notes: \"{}\", expect: advice}",
       true},
      {"{name: a, payer: aetna, claim: {place: 11, filed: 2026-06-20}, dates: "
       "{accident: 2026-05-02}, references: {F8: \"1\"}, patient: {dependent: "
       "true}, earlier: [{lines: [{code: 98940}], date: 2026-06-01}], edit: "
       "[{find: a, replace: \"\", segments: -1}], rendering: none, boundary: "
       "true, expect: info}",
       true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    kept_errors kept;
    bool fails = !rows[i].fails;
    TR_ROW(i, tr_str_of(rows[i].text));
    (void)check(rows[i].text, &kept, &fails);
    assert_no_error(&kept);
    assert_int_equal(fails, rows[i].fails);
  }
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t column;
    const char *message;
  } rows[] = {
      {"{lines: [], expect: none}", 2, "no \"name\""},
      {"{name: a, lines: []}", 2, "no \"expect\""},
      {"{name: a, lines: [], x12: b, expect: none}", 2, "either \"lines\""},
      {"{name: a, colour: b, expect: none}", 11, "no key \"colour\""},
      {"{name: a, lines: [{cpt: 1}], expect: none}", 20, "no key \"cpt\""},
      {"{name: a, lines: {code: 1}, expect: none}", 19, "must be a list"},
      {"{name: a, lines: [{date: June}], expect: none}", 26, "YYYY-MM-DD"},
      {"{name: a, lines: [{modifiers: GP}], expect: none}", 31,
       "must be a list"},
      {"{name: a, date: 2026-02-30, expect: none}", 17, "YYYY-MM-DD"},
      {"{name: a, dates: {birth: 2026-02-03}, expect: none}", 19,
       "no key \"birth\""},
      {"{name: a, claim: {total: 1, tip: 2}, expect: none}", 29,
       "no key \"tip\""},
      {"{name: a, note: some, expect: none}", 17, "they are default"},
      {"{name: a, note: [a], expect: none}", 18, "map is wanted"},
      {"{name: a, edit: [{find: b}], expect: none}", 19, "\"replace\""},
      {"{name: a, earlier: [{colour: b}], expect: none}", 22,
       "no key \"colour\""},
      {"{name: a, expect: maybe}", 19, "no severity"},
      {"{name: a, expect: {at: SV104}}", 20, "\"severity\" is missing"},
      {"{name: a, expect: {severity: error, line: first}}", 43, "whole number"},
      {"{name: a, expect: []}", 11, "1 to 8 findings"},
      {"{name: a, clean: 1, expect: none}", 18, "true or false"},
      {"{name: a, clean: true, expect: error}", 11, "goes with"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    kept_errors kept;
    bool fails;
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(check(rows[i].text, &kept, &fails), 1);
    assert_error(&kept, 1, rows[i].column, rows[i].message);
  }
}

static void reads_what_is_expected(void **state) {
  (void)state;
  built b;
  build(&b,
        "{name: a, expect: [{severity: error, at: SV104, line: 2, message: "
        "units}, advice]}");
  assert_int_equal(b.status, TR_OK);
  assert_int_equal(b.example.expect_count, 2);
  assert_int_equal(b.example.expects[0].severity, TR_SEVERITY_ERROR);
  TR_ASSERT_STR(b.example.expects[0].at, "SV104");
  TR_ASSERT_STR(b.example.expects[0].message, "units");
  assert_int_equal(b.example.expects[0].line, 2);
  assert_int_equal(b.example.expects[1].severity, TR_SEVERITY_ADVICE);
  assert_int_equal(b.example.expects[1].at.n, 0);
  assert_int_equal(b.example.expects[1].line, -1);
  tr_arena_done(&b.arena);
}

TR_TESTS(cmocka_unit_test(takes_what_the_page_says),
         cmocka_unit_test(refuses_with_a_place),
         cmocka_unit_test(reads_what_is_expected))
