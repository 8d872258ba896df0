/* Tests of src/x12/guide.c. */
#include "x12/guide.h"
#include "tr_test.h"

static void knows_the_guides(void **state) {
  (void)state;
  static const struct {
    const char *version, *function, *transaction;
    tr_guide_use use;
  } rows[] = {{"005010X222A1", "HC", "837", TR_GUIDE_READ},
              {"005010X222", "HC", "837", TR_GUIDE_EDITION},
              {"005010X222A2", "HC", "837", TR_GUIDE_EDITION},
              {"005010X223A2", "HC", "837", TR_GUIDE_NAMED},
              {"005010X224A2", "HC", "837", TR_GUIDE_NAMED},
              {"005010X221A1", "HP", "835", TR_GUIDE_NAMED},
              {"005010X231A1", "FA", "999", TR_GUIDE_NAMED},
              {"005010X214", "HN", "277", TR_GUIDE_NAMED},
              {"005010X212", "HR", "276", TR_GUIDE_NAMED},
              {"005010X212", "HN", "277", TR_GUIDE_NAMED},
              {"005010X279A1", "HB", "271", TR_GUIDE_NAMED},
              {"004010X098A1", "HC", "837", TR_GUIDE_NAMED}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].version));
    const tr_guide *guide =
        tr_guide_find(tr_str_of(rows[i].version), tr_str_of(rows[i].function));
    assert_non_null(guide);
    assert_string_equal(guide->transaction, rows[i].transaction);
    assert_int_equal(guide->use, rows[i].use);
  }
}

static void knows_no_other(void **state) {
  (void)state;
  assert_null(tr_guide_find(TR_STR("005010X222A1"), TR_STR("HP")));
  assert_null(tr_guide_find(TR_STR("005010X222A3"), TR_STR("HC")));
  assert_null(tr_guide_find(TR_STR(""), TR_STR("HC")));
  assert_non_null(tr_guide_find(TR_STR("005010X222A1"), TR_STR("")));
}

static void names_by_function(void **state) {
  (void)state;
  assert_string_equal(tr_guide_function_name(TR_STR("HC")), "an 837 claim");
  assert_string_equal(tr_guide_function_name(TR_STR("??")), "a transaction");
}

TR_TESTS(cmocka_unit_test(knows_the_guides), cmocka_unit_test(knows_no_other),
         cmocka_unit_test(names_by_function))
