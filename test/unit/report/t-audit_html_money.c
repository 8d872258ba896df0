/* Tests of src/report/audit_html_money.c. */
#include "report/page_test.h"

static void habits_have_their_dollars(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_habits(&test.page);
  assert_page(&test, "They are not overpayments, nothing was projected");
  assert_page(&test, "\"value\":18765432,\"of\":30234567}");
  assert_page(&test, "<td class=\"n\">$187,654.32</td>");
  /* all in the table, the first twelve one by one */
  assert_int_equal(page_count(&test, "<tr><th scope=\"row\"><a href=\"#h"), 12);
  assert_int_equal(page_count(&test, "<details class=\"habit"), 12);
  assert_int_equal(page_count(&test, "<td>59 where nothing needs it</td>"), 7);
  page_close(&test);
}

static void nothing_broken_is_not_nothing_checked(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "plain");
  tr_page_habits(&test.page);
  assert_page(&test, "The claims break no rule of the checker.");
  test.result.checked = false;
  tr_buf_clear(&test.out);
  tr_page_habits(&test.page);
  assert_page(&test, "The claims were not put before the rules");
  page_close(&test);
}

static void the_practice_is_summed(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_practice(&test.page);
  assert_page(&test, "<th scope=\"row\">Practice</th><td class=\"n\">3,000<");
  assert_page(&test, "{\"name\":\"CO-50\",\"value\":2712300,\"of\":null}");
  assert_page(&test, "<th scope=\"row\">31 and more</th>");
  assert_int_equal(page_count(&test, "data-plot=\"bars\""), 2);
  assert_int_equal(page_count(&test, "data-plot=\"trend\""), 1);
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(habits_have_their_dollars),
         cmocka_unit_test(nothing_broken_is_not_nothing_checked),
         cmocka_unit_test(the_practice_is_summed))
