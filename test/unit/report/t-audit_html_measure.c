/* Tests of src/report/audit_html_measure.c. */
#include "report/page_test.h"

static void what_stands_out_is_not_folded(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  assert_true(tr_page_stands_out(&test.page, 1));
  assert_false(tr_page_stands_out(&test.page, 0));
  tr_page_measures(&test.page);
  assert_page(&test, "<section class=\"measure\" id=\"m2\">");
  assert_page(&test, "<details class=\"measure\" id=\"m1\">");
  assert_int_equal(page_count(&test, "id=\"m"), 5 + 1 /* the heading */);
  page_close(&test);
}

/* A trigger is reason enough, whatever the words. */
static void a_trigger_unfolds_its_measure(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_audit_trigger trigger = test.result.triggers[0];
  trigger.measure = 3;
  test.result.triggers = &trigger;
  test.result.trigger_count = 1;
  assert_true(tr_page_stands_out(&test.page, 3));
  page_close(&test);
}

static void the_words_carry_their_test(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_measures(&test.page);
  assert_page(&test,
              "<b class=\"word w3\">Significantly Higher</b> "
              "<span class=\"sure\">chi-square, 2 by 2, "
              "p&nbsp;&lt;&nbsp;0.0001, adjusted p&nbsp;=&nbsp;0.0004</span>");
  assert_page(&test, "N/A: fewer than 20 lines");
  assert_page(&test, "adjusted for 48 comparisons");
  page_close(&test);
}

static void a_plot_has_what_its_table_has(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_measures(&test.page);
  assert_page(&test, "{\"name\":\"Castellanos-Worthington, Maximiliana\",");
  assert_page(&test,
              "\"word\":{\"number\":0,\"words\":\"fewer than 20 "
              "lines\"}}");
  assert_page(&test, "\"periods\":[\"2021-Q1\",");
  /* a measure that is not compared has no plot of positions */
  assert_int_equal(page_count(&test, "data-plot=\"position\""), 4);
  assert_int_equal(page_count(&test, "data-plot=\"trend\""), 5);
  page_close(&test);
}

static void alone_there_are_no_peers(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "single");
  tr_page_measures(&test.page);
  assert_no_page(&test, "data-plot=\"position\"");
  assert_no_page(&test, "Peers here");
  assert_page(&test, "Span before");
  page_close(&test);
}

static void many_are_named_as_far_as_there_is_room(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "many");
  tr_page_measures(&test.page);
  assert_page(&test, " more</td>");
  assert_page(&test, "far above: Q3 + 3 IQR");
  assert_page(&test, "the five providers who stand out most");
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(what_stands_out_is_not_folded),
         cmocka_unit_test(a_trigger_unfolds_its_measure),
         cmocka_unit_test(the_words_carry_their_test),
         cmocka_unit_test(a_plot_has_what_its_table_has),
         cmocka_unit_test(alone_there_are_no_peers),
         cmocka_unit_test(many_are_named_as_far_as_there_is_room))
