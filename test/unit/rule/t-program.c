/* Tests of src/rule/program.c. */
#include "tr_test.h"

#include "rule/op.h"
#include "rule/program.h"

static void names_types_both_ways(void **state) {
  (void)state;
  for (int type = 0; type < TR_TYPE_COUNT; type++) {
    tr_type found = TR_TYPE_COUNT;
    const char *name = tr_type_name((tr_type)type);
    TR_ROW(type, tr_str_of(name));
    assert_true(tr_type_find(tr_str_of(name), &found));
    assert_int_equal(found, type);
  }
  tr_type found = TR_TYPE_DATE;
  assert_false(tr_type_find(TR_STR("codes"), &found));
  assert_int_equal(found, TR_TYPE_DATE);
  assert_string_equal(tr_type_name(TR_TYPE_CODE_SET), "code-set");
  assert_string_equal(tr_type_name((tr_type)999), "nothing");
}

static void finds_codes_in_sorted_sets(void **state) {
  (void)state;
  tr_code codes[40];
  for (uint32_t i = 0; i < TR_COUNT(codes); i++) codes[i] = 10 + 2 * i;
  for (uint32_t count = 0; count <= TR_COUNT(codes); count++)
    for (tr_code code = 0; code < 100; code++) {
      const bool in = code >= 10 && code % 2 == 0 && code < 10 + 2 * count;
      assert_int_equal(tr_codes_have(codes, count, code), in);
    }
  assert_false(tr_codes_have(NULL, 0, 1));
}

static void finds_prefixes(void **state) {
  (void)state;
  const tr_code prefixes[] = {TR_CODE("M54"), TR_CODE("M990")};
  assert_true(tr_codes_have_prefix(prefixes, 2, TR_CODE("M5416")));
  assert_true(tr_codes_have_prefix(prefixes, 2, TR_CODE("M990")));
  assert_false(tr_codes_have_prefix(prefixes, 2, TR_CODE("M99")));
  assert_false(tr_codes_have_prefix(prefixes, 1, TR_CODE("M9903")));
  assert_false(tr_codes_have_prefix(NULL, 0, TR_CODE("M9903")));
}

static void says_what_is_asked(void **state) {
  (void)state;
  const tr_code set[] = {TR_CODE("97010"), TR_CODE("97012")};
  const tr_constant constants[] = {
      {.type = TR_TYPE_NUMBER, .number = (int64_t)TR_CODE("97110")},
      {.type = TR_TYPE_CODE, .number = (int64_t)TR_CODE("97140")},
      {.type = TR_TYPE_CODE_SET, .codes = set, .count = 2}};
  static const tr_op asks[] = {{.code = TR_OP_PROFILE}, {.code = TR_OP_END}};
  static const tr_op rows[] = {{.code = TR_OP_LOOP_ROWS}, {.code = TR_OP_END}};
  static const tr_op of_code[] = {{.code = TR_OP_PROFILE_ROW},
                                  {.code = TR_OP_END}};
  tr_program program = {
      .ops = asks, .op_count = 2, .constants = constants, .constant_count = 3};
  assert_true(tr_program_names_code(&program, TR_CODE("97140")));
  assert_true(tr_program_names_code(&program, TR_CODE("97012")));
  assert_false(tr_program_names_code(&program, TR_CODE("97110")));
  assert_false(tr_program_names_code(NULL, TR_CODE("97140")));
  assert_true(tr_program_reads_profile(&program));
  program.ops = rows;
  assert_true(tr_program_reads_profile(&program));
  program.ops = of_code;
  assert_true(tr_program_reads_profile(&program));
  program.ops = asks + 1;
  program.op_count = 1;
  assert_false(tr_program_reads_profile(&program));
  assert_false(tr_program_reads_profile(NULL));
}

TR_TESTS(cmocka_unit_test(says_what_is_asked),
         cmocka_unit_test(names_types_both_ways),
         cmocka_unit_test(finds_codes_in_sorted_sets),
         cmocka_unit_test(finds_prefixes))
