/* Tests of src/rule/calls.c: behind every row stands a function of its own. */
#include "tr_test.h"

#include "rule/calls.h"

static void has_a_function_for_every_row(void **state) {
  (void)state;
  for (int i = 0; i < TR_FUNCTION_COUNT; i++) {
    TR_ROW(i, tr_str_of(tr__functions[i].name));
    assert_non_null(tr__calls[i]);
    for (int j = 0; j < i; j++)
      assert_false(tr__calls[i] == tr__calls[j] && i != TR_FUNCTION_names &&
                   i != TR_FUNCTION_dotted);
  }
}

TR_TESTS(cmocka_unit_test(has_a_function_for_every_row))
