/* Tests of src/base/str.c. */
#include "base/str.h"

#include "tr_test.h"

static void order_is_that_of_bytes(void **state) {
  (void)state;
  static const struct {
    const char *a;
    const char *b;
    int order;
  } rows[] = {
      {"", "", 0},     {"a", "", 1},      {"", "a", -1},       {"a", "b", -1},
      {"ab", "a", 1},  {"a", "ab", -1},   {"B", "a", -1},      {"b", "B", 1},
      {"x1", "x1", 0}, {"x", "\xc3", -1}, {"\xff", "\x01", 1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].a));
    const int order =
        tr_str_compare(tr_str_of(rows[i].a), tr_str_of(rows[i].b));
    assert_int_equal((order > 0) - (order < 0), rows[i].order);
  }
  assert_int_equal(tr_str_compare((tr_str){NULL, 0}, TR_STR("")), 0);
}

static void trim_cuts_blanks_and_tabs_only(void **state) {
  (void)state;
  TR_ASSERT_STR(tr_str_trim(TR_STR(" \t a b \t")), "a b");
  TR_ASSERT_STR(tr_str_trim(TR_STR("ab")), "ab");
  TR_ASSERT_STR(tr_str_trim(TR_STR("\na ")), "\na");
  TR_ASSERT_STR(tr_str_trim(TR_STR(" \t ")), "");
  TR_ASSERT_STR(tr_str_trim((tr_str){NULL, 0}), "");
}

static void search_ignores_ascii_case(void **state) {
  (void)state;
  static const struct {
    const char *haystack;
    const char *needle;
    size_t at;
  } rows[] = {
      {"Mechanical TRACTION", "traction", 11},
      {"aab", "AB", 1},
      {"abc", "", 0},
      {"", "", 0},
      {"", "a", SIZE_MAX},
      {"ab", "abc", SIZE_MAX},
      {"ab", "b", 1},
      {"[", "{", SIZE_MAX}, /* differ by the case bit, yet no letters */
      {"\xc4", "\xe4", SIZE_MAX},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].haystack));
    const size_t at = tr_str_find_nocase(tr_str_of(rows[i].haystack),
                                         tr_str_of(rows[i].needle));
    assert_int_equal(at, rows[i].at);
  }
}

static void equality_without_case(void **state) {
  (void)state;
  assert_true(tr_str_eq_nocase(TR_STR("At"), TR_STR("aT")));
  assert_true(tr_str_eq_nocase((tr_str){NULL, 0}, TR_STR("")));
  assert_false(tr_str_eq_nocase(TR_STR("At"), TR_STR("Atx")));
  assert_false(tr_str_eq_nocase(TR_STR("@"), TR_STR("`")));
}

static void prefixes_and_equality(void **state) {
  (void)state;
  assert_true(tr_str_starts(TR_STR("M99.03"), TR_STR("M99")));
  assert_true(tr_str_starts(TR_STR("M"), (tr_str){NULL, 0}));
  assert_false(tr_str_starts(TR_STR("M9"), TR_STR("M99")));
  assert_true(tr_str_eq((tr_str){NULL, 0}, TR_STR("")));
  assert_false(tr_str_eq(TR_STR("a\0b"), TR_STR("a\0c")));
  assert_int_equal(tr_str_of(NULL).n, 0);
}

TR_TESTS(cmocka_unit_test(order_is_that_of_bytes),
         cmocka_unit_test(trim_cuts_blanks_and_tabs_only),
         cmocka_unit_test(search_ignores_ascii_case),
         cmocka_unit_test(equality_without_case),
         cmocka_unit_test(prefixes_and_equality))
