/* Tests of src/base/buf.c. */
#include "base/buf.h"

#include "tr_test.h"

static void appends_in_order(void **state) {
  (void)state;
  tr_buf buf;
  tr_buf_init(&buf, 1000);
  TR_ASSERT_STR(tr_buf_str(&buf), "");
  tr_buf_add(&buf, TR_STR("SV1"));
  tr_buf_add_char(&buf, '*');
  tr_buf_addf(&buf, "%d.%02d", 90, 5);
  tr_buf_add(&buf, (tr_str){NULL, 0});
  TR_ASSERT_STR(tr_buf_str(&buf), "SV1*90.05");
  assert_int_equal(buf.bad, TR_OK);
  tr_buf_done(&buf);
}

static void grows_to_the_limit_and_not_beyond(void **state) {
  (void)state;
  static const size_t limits[] = {0, 1, 255, 256, 257, 1000, 5000};
  for (size_t i = 0; i < TR_COUNT(limits); i++) {
    TR_ROW(i, TR_STR("limit"));
    tr_buf buf;
    tr_buf_init(&buf, limits[i]);
    for (size_t k = 0; k < limits[i]; k++)
      tr_buf_add_char(&buf, (char)('a' + k % 26));
    assert_int_equal(buf.bad, TR_OK);
    assert_int_equal(buf.n, limits[i]);
    assert_true(buf.room <= buf.limit);
    tr_buf_add_char(&buf, '!');
    assert_int_equal(buf.bad, TR_ELIMIT);
    assert_int_equal(buf.n, limits[i]);
    for (size_t k = 0; k < limits[i]; k++)
      assert_int_equal(buf.p[k], 'a' + k % 26);
    tr_buf_done(&buf);
  }
}

static void a_failure_sticks_until_cleared(void **state) {
  (void)state;
  tr_buf buf;
  tr_buf_init(&buf, 4);
  tr_buf_add(&buf, TR_STR("ab"));
  tr_buf_add(&buf, TR_STR("cde")); /* all or nothing */
  TR_ASSERT_STR(tr_buf_str(&buf), "ab");
  tr_buf_add_char(&buf, 'c'); /* would fit, but comes after a failure */
  tr_buf_addf(&buf, "d");
  TR_ASSERT_STR(tr_buf_str(&buf), "ab");
  assert_int_equal(buf.bad, TR_ELIMIT);
  tr_buf_clear(&buf);
  tr_buf_add(&buf, TR_STR("wxyz"));
  TR_ASSERT_STR(tr_buf_str(&buf), "wxyz");
  assert_int_equal(buf.bad, TR_OK);
  tr_buf_done(&buf);
}

static void formatted_text_of_any_length(void **state) {
  (void)state;
  static const int lengths[] = {0, 1, 254, 255, 256, 257, 3000};
  for (size_t i = 0; i < TR_COUNT(lengths); i++) {
    TR_ROW(i, TR_STR("length"));
    tr_buf buf;
    tr_buf_init(&buf, 10000);
    tr_buf_addf(&buf, "%*s|", lengths[i], "");
    assert_int_equal(buf.n, lengths[i] + 1);
    assert_int_equal(buf.p[buf.n - 1], '|');
    tr_buf_done(&buf);
  }
}

TR_TESTS(cmocka_unit_test(appends_in_order),
         cmocka_unit_test(grows_to_the_limit_and_not_beyond),
         cmocka_unit_test(a_failure_sticks_until_cleared),
         cmocka_unit_test(formatted_text_of_any_length))
