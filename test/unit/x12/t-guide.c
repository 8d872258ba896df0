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
              {"005010X221A1", "HP", "835", TR_GUIDE_READ},
              {"005010X231A1", "FA", "999", TR_GUIDE_READ},
              {"005010X221", "HP", "835", TR_GUIDE_EDITION},
              {"005010X231", "FA", "999", TR_GUIDE_EDITION},
              {"005010X279A1", "HS", "270", TR_GUIDE_READ},
              {"005010X279", "HS", "270", TR_GUIDE_EDITION},
              {"005010X279", "HB", "271", TR_GUIDE_EDITION},
              {"005010X214", "HN", "277", TR_GUIDE_READ},
              {"005010X212", "HR", "276", TR_GUIDE_READ},
              {"005010X212", "HN", "277", TR_GUIDE_READ},
              {"005010X279A1", "HB", "271", TR_GUIDE_READ},
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

static void a_set_says_which_of_two_it_is(void **state) {
  (void)state;
  static const struct {
    const char *version, *transaction, *function; /* NULL: no guide */
  } rows[] = {{"005010X212", "276", "HR"},
              {"005010X212", "277", "HN"},
              {"005010X279A1", "270", "HS"},
              {"005010X279A1", "271", "HB"},
              {"005010X222A1", "837", "HC"},
              {"005010X222A1", "835", NULL},
              {"", "835", NULL},
              {"005010X212", "", NULL}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].version));
    const tr_guide *guide = tr_guide_of_set(tr_str_of(rows[i].version),
                                            tr_str_of(rows[i].transaction));
    assert_int_equal(guide != NULL, rows[i].function != NULL);
    if (guide != NULL) assert_string_equal(guide->function, rows[i].function);
  }
}

static void rows_are_counted(void **state) {
  (void)state;
  size_t count = 0;
  while (tr_guide_at(count) != NULL) {
    const tr_guide *guide = tr_guide_at(count++);
    assert_ptr_equal(
        tr_guide_find(tr_str_of(guide->version), tr_str_of(guide->function)),
        guide);
  }
  assert_in_range(count, 20, 100);
  assert_null(tr_guide_at(count + 1));
}

static void names_by_function(void **state) {
  (void)state;
  assert_string_equal(tr_guide_function_name(TR_STR("HC")), "an 837 claim");
  assert_string_equal(tr_guide_function_name(TR_STR("??")), "a transaction");
}

TR_TESTS(cmocka_unit_test(knows_the_guides), cmocka_unit_test(knows_no_other),
         cmocka_unit_test(a_set_says_which_of_two_it_is),
         cmocka_unit_test(rows_are_counted),
         cmocka_unit_test(names_by_function))
