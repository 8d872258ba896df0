/* Tests of src/audit/measure_table.c: every measure is described, and found. */
#include "practice.h"

static void every_measure_is_described(void **state) {
  (void)state;
  for (int m = 0; m < TR_MEASURES; m++) {
    const tr_measure_row row = tr_measure_at((tr_measure_id)m);
    tr_measure_id found;
    TR_ROW(m, tr_str_of(row.id));
    assert_non_null(row.title);
    assert_non_null(row.meaning);
    assert_true(strlen(row.title) < 48);
    assert_true(tr_measure_find(tr_str_of(row.id), &found));
    assert_int_equal(found, m); /* no id stands twice */
  }
}

static void an_index_is_not_tested(void **state) {
  (void)state;
  assert_true(tr_measure_at(TR_M_UNIFORMITY).is_index);
  assert_false(tr_measure_at(TR_M_TRACTION).is_index);
  assert_int_equal(tr_measure_at(TR_M_UNIFORMITY).unit, TR_MEASURE_SHARE);
}

static void unknown_names_are_refused(void **state) {
  (void)state;
  tr_measure_id found;
  assert_false(tr_measure_find(TR_STR("traction"), &found));
  assert_false(tr_measure_find(TR_STR(""), &found));
}

TR_TESTS(cmocka_unit_test(every_measure_is_described),
         cmocka_unit_test(an_index_is_not_tested),
         cmocka_unit_test(unknown_names_are_refused))
