/* Tests of src/rule/program.c. */
#include "tr_test.h"

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

TR_TESTS(cmocka_unit_test(names_types_both_ways),
         cmocka_unit_test(finds_codes_in_sorted_sets),
         cmocka_unit_test(finds_prefixes))
