/* Tests of src/base/array.c. */
#include "base/array.h"

#include "tr_test.h"

/* What is in it stays through growth; its room ends at the limit. */
static void grows_up_to_its_limit(void **state) {
  static const uint32_t limits[] = {0, 1, 15, 16, 17, 1000};
  (void)state;
  for (size_t row = 0; row < TR_COUNT(limits); row++) {
    TR_ROW(row, TR_STR("limit"));
    tr_array array;
    tr_status status;
    tr_array_init(&array, sizeof(uint64_t), limits[row], "numbers");
    assert_string_equal(array.unit, "numbers");
    for (uint64_t i = 0; i < limits[row]; i++) {
      uint64_t *item = tr_array_add(&array, &status);
      assert_non_null(item);
      assert_int_equal(status, TR_OK);
      assert_int_equal(*item, 0);
      *item = i * i + 1;
    }
    assert_int_equal(array.room, limits[row]);
    assert_null(tr_array_add(&array, &status));
    assert_int_equal(status, TR_ELIMIT);
    assert_int_equal(array.count, limits[row]);
    for (uint32_t i = 0; i < limits[row]; i++)
      assert_int_equal(*(uint64_t *)tr_array_at(&array, i),
                       (uint64_t)i * i + 1);
    tr_array_done(&array);
    assert_null(array.items);
    assert_int_equal(array.count, 0);
  }
}

static void is_reused_and_cleared(void **state) {
  (void)state;
  tr_array array;
  tr_status status;
  tr_array_init(&array, sizeof(uint32_t), UINT32_MAX, NULL);
  for (uint32_t i = 0; i < 100; i++)
    *(uint32_t *)tr_array_add(&array, &status) = UINT32_MAX;
  const void *memory = array.items;
  array.count = 0;
  const uint32_t *item = tr_array_add(&array, &status);
  assert_ptr_equal(item, memory);
  assert_int_equal(*item, 0);
  assert_int_equal(array.count, 1);
  tr_array_done(&array);
}

/* Making room does not add; room that is there is not made again. */
static void reserves_before_adding(void **state) {
  (void)state;
  tr_array array;
  tr_array_init(&array, sizeof(uint64_t), 20, NULL);
  assert_int_equal(tr_array_reserve(&array), TR_OK);
  const void *memory = array.items;
  assert_non_null(memory);
  assert_int_equal(array.count, 0);
  assert_int_equal(array.room, 16);
  assert_int_equal(tr_array_reserve(&array), TR_OK);
  assert_ptr_equal(array.items, memory);
  assert_int_equal(array.room, 16);
  tr_array_done(&array);
}

TR_TESTS(cmocka_unit_test(grows_up_to_its_limit),
         cmocka_unit_test(is_reused_and_cleared),
         cmocka_unit_test(reserves_before_adding))
