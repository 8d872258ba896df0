/* Tests of src/rule/functions.c: the rows are sound. What the functions do is
 * tested with the files that hold them. */
#include "tr_test.h"

#include "rule/functions.h"

static void finds_each_by_its_name(void **state) {
  (void)state;
  for (int i = 0; i < TR_FUNCTION_COUNT; i++) {
    const tr_function_row *row = &tr__functions[i];
    tr_function found = TR_FUNCTION_COUNT;
    TR_ROW(i, tr_str_of(row->name));
    assert_true(tr__function_find(tr_str_of(row->name), &found));
    assert_int_equal(found, i); /* so no name is there twice */
  }
  tr_function found = TR_FUNCTION_COUNT;
  assert_false(tr__function_find(TR_STR("clas"), &found));
  assert_false(tr__function_find(TR_STR(""), &found));
  assert_int_equal(found, TR_FUNCTION_COUNT);
}

static void says_what_they_take_and_give(void **state) {
  (void)state;
  for (int i = 0; i < TR_FUNCTION_COUNT; i++) {
    const tr_function_row *row = &tr__functions[i];
    TR_ROW(i, tr_str_of(row->name));
    assert_true(row->count >= 1 && row->count <= TR_FUNCTION_ARGUMENTS);
    for (unsigned a = 0; a < TR_FUNCTION_ARGUMENTS; a++) {
      const bool taken = a < row->count;
      assert_int_equal(row->arguments[a].type != TR_TYPE_NONE, taken);
      assert_int_equal(row->arguments[a].type == TR_TYPE_ENTITY,
                       row->arguments[a].entity != TR_ENTITY_NONE);
    }
    assert_true(row->type != TR_TYPE_NONE && row->type != TR_TYPE_LIST);
    if (row->words != NULL) assert_int_equal(row->type, TR_TYPE_WORD);
    assert_int_equal(row->words != NULL, row->type == TR_TYPE_WORD);
  }
}

TR_TESTS(cmocka_unit_test(finds_each_by_its_name),
         cmocka_unit_test(says_what_they_take_and_give))
