/* Tests of src/input/rule_examples.c. */
#include "rule_helper.h"

static void keeps_examples_as_written(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 17,
               "  - name: two   # a comment\n"
               "    lines:\n"
               "      - {code: 97012,\n"
               "         units: 2}\n"
               "\n"
               "    expect: {severity: error,\n"
               "             line: 1}\n"
               "\n"
               "  # about the last\n"
               "  - {name: three, lines: [{units: 3}], expect: error}\n"
               "payers: none differs\n");
  assert_no_error(&r.kept);
  assert_int_equal(r.rule->example_count, 3);
  assert_string_equal(r.rule->examples[0].name, "one");
  assert_false(r.rule->examples[0].fails);
  assert_string_equal(r.rule->examples[1].name, "two");
  assert_true(r.rule->examples[1].fails);
  assert_string_equal(r.rule->examples[1].text,
                      "name: two   # a comment\n"
                      "lines:\n"
                      "  - {code: 97012,\n"
                      "     units: 2}\n"
                      "\n"
                      "expect: {severity: error,\n"
                      "         line: 1}\n");
  /* what explain shows can be run again */
  for (uint32_t i = 0; i < 2; i++) {
    kept_errors kept;
    const tr_yaml *root = NULL;
    tr_pack_sink sink = sink_over(r.rule->examples[1].text, &kept);
    assert_int_equal(tr_yaml_read(&r.arena, &sink, &root), TR_OK);
    assert_no_error(&kept);
  }
  tr_arena_done(&r.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const broken_rule rows[] = {
      {17, "", 15, 1, "no example on which the rule fires"},
      {16, "", 15, 1, "no example that passes"},
      {17, "  - {name: one, lines: [{code: 97012}], expect: error}\n", 17, 6,
       "two examples are called \"one\""},
      {17, "  - just words\n", 17, 5, "a map is wanted here"},
      {17, "  - {name: two, lines: [{code: 97012}]}\n", 17, 6, "no \"expect\""},
      {15, "examples: some\nsources2:\n", 15, 11, "must be a list"},
  };
  assert_all_broken(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(keeps_examples_as_written),
         cmocka_unit_test(refuses_with_a_place))
