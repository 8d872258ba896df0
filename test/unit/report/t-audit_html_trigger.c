/* Tests of src/report/audit_html_trigger.c. */
#include "report/page_test.h"

static void each_trigger_is_a_card(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_triggers(&test.page);
  assert_int_equal(page_count(&test, "<article class=\"card "), 3);
  assert_page(&test, "<article class=\"card error\" id=\"t1\">");
  assert_page(&test, "confidence of the rule: background");
  assert_page(&test, "97012 on 71.0 % of visits, peers 22.0 %");
  assert_page(&test,
              "It rests on 1,412 claims; on the lines it is about "
              "<b>$12,345.67</b> was charged and <b>$7,654.32</b> "
              "paid.");
  assert_page(&test, "<b>Next:</b> compare the day&#39;s schedule");
  page_close(&test);
}

/* A trigger without a measure, or with one that is not there, has no figures;
 * it does not read beyond the list. */
static void figures_are_those_of_its_cell(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_audit_trigger trigger = test.result.triggers[1];
  test.result.triggers = &trigger;
  test.result.trigger_count = 1;
  tr_page_triggers(&test.page);
  assert_page(&test, "<a href=\"#m2\">Visits with mechanical traction</a>");
  assert_page(&test,
              "<b>Significantly Higher</b> beside the other providers "
              "here");
  static const int32_t nowhere[][2] = {{-1, 0}, {1, -1}, {99, 0}, {1, 99999}};
  for (size_t i = 0; i < TR_COUNT(nowhere); i++) {
    trigger.measure = nowhere[i][0];
    trigger.cell = nowhere[i][1];
    tr_buf_clear(&test.out);
    tr_page_triggers(&test.page);
    assert_no_page(&test, "class=\"position\"");
  }
  page_close(&test);
}

static void actions_keep_their_order(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_actions(&test.page);
  tr_buf_add_char(&test.out, '\0');
  const char *first = strstr(test.out.p, "Compare the schedule");
  const char *last = strstr(test.out.p, "Record the day.");
  assert_non_null(first);
  assert_true(last > first);
  assert_page(&test, "$12,345.67 was charged");
  test.result.action_count = 0;
  tr_buf_clear(&test.out);
  tr_page_actions(&test.page);
  assert_page(&test, "Nothing has to be done because of this audit.");
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(each_trigger_is_a_card),
         cmocka_unit_test(figures_are_those_of_its_cell),
         cmocka_unit_test(actions_keep_their_order))
