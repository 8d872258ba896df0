/* Tests of src/form/cms1500_grid.c: boxes lie on the page and not on each
 * other. */
#include "form/cms1500.h"
#include "tr_test.h"

static void boxes_lie_on_the_page(void **state) {
  (void)state;
  assert_true(tr_cms1500_box_count > 100);
  for (uint32_t i = 0; i < tr_cms1500_box_count; i++) {
    const tr_cms1500_box *box = &tr_cms1500_boxes[i];
    TR_ROW(i, tr_str_of(box->field));
    assert_in_range(box->line, 1, TR_CMS1500_LINES);
    assert_in_range(box->column, 1, TR_CMS1500_COLUMNS);
    assert_in_range(box->width, 1, TR_CMS1500_COLUMNS);
    assert_true(box->column + box->width - 1 <= TR_CMS1500_COLUMNS);
    assert_true(box->when == NULL || box->width == 1);
    const bool service = box->line == 43 || box->line == 44;
    assert_int_equal(strncmp(box->field, "24", 2) == 0, service);
  }
}

static void boxes_are_in_order_and_apart(void **state) {
  (void)state;
  for (uint32_t i = 1; i < tr_cms1500_box_count; i++) {
    const tr_cms1500_box *a = &tr_cms1500_boxes[i - 1], *b = a + 1;
    TR_ROW(i, tr_str_of(b->field));
    assert_true(b->line > a->line ||
                (b->line == a->line && b->column >= a->column + a->width));
  }
}

/* A field is one box, or one for each of its choices. */
static void no_box_is_there_twice(void **state) {
  (void)state;
  for (uint32_t i = 0; i < tr_cms1500_box_count; i++)
    for (uint32_t j = 0; j < i; j++) {
      const tr_cms1500_box *a = &tr_cms1500_boxes[i];
      const tr_cms1500_box *b = &tr_cms1500_boxes[j];
      if (strcmp(a->field, b->field) != 0) continue;
      TR_ROW(i, tr_str_of(a->field));
      assert_non_null(a->when);
      assert_non_null(b->when);
      assert_string_not_equal(a->when, b->when);
    }
}

/* The six lines end above item 25. */
static void rows_go_down_by_two(void **state) {
  (void)state;
  assert_int_equal(tr_cms1500_down(0), 0);
  assert_int_equal(tr_cms1500_down(1), 0);
  assert_int_equal(tr_cms1500_down(2), 2);
  assert_int_equal(44 + tr_cms1500_down(6), 54);
}

TR_TESTS(cmocka_unit_test(boxes_lie_on_the_page),
         cmocka_unit_test(boxes_are_in_order_and_apart),
         cmocka_unit_test(no_box_is_there_twice),
         cmocka_unit_test(rows_go_down_by_two))
