/* Tests of src/report/audit_html_text.c. */
#include "report/page_test.h"

static void expect(page_test *test, const char *wanted) {
  TR_ASSERT_STR(tr_buf_str(&test->out), wanted);
  tr_buf_clear(&test->out);
}

static void counts_have_commas(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  static const struct {
    uint64_t count;
    const char *wanted;
  } rows[] = {{0, "0"},
              {7, "7"},
              {999, "999"},
              {1000, "1,000"},
              {999999, "999,999"},
              {1234567, "1,234,567"},
              {UINT64_MAX, "18,446,744,073,709,551,615"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_page_count(&test.page, rows[i].count);
    expect(&test, rows[i].wanted);
  }
  tr_page_counted(&test.page, 1, "claim", "claims");
  expect(&test, "1 claim");
  tr_page_counted(&test.page, 1200, "claim", "claims");
  expect(&test, "1,200 claims");
  page_close(&test);
}

static void amounts_are_exact(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  static const struct {
    tr_cents cents;
    const char *wanted;
  } rows[] = {{0, "$0.00"},
              {5, "$0.05"},
              {123450, "$1,234.50"},
              {-300, "-$3.00"},
              {INT64_MAX, "$92,233,720,368,547,758.07"},
              {INT64_MIN, "-$92,233,720,368,547,758.08"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_page_money(&test.page, rows[i].cents);
    expect(&test, rows[i].wanted);
  }
  page_close(&test);
}

static void small_probabilities_are_bounds(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  tr_page_p(&test.page, "p", 0.00001);
  expect(&test, "p&nbsp;&lt;&nbsp;0.0001");
  tr_page_p(&test.page, "p", 0.0042);
  expect(&test, "p&nbsp;=&nbsp;0.0042");
  tr_page_p(&test.page, "p", 0.5);
  expect(&test, "p&nbsp;=&nbsp;0.500");
  page_close(&test);
}

static void people_have_a_name_or_a_number(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "many");
  tr_page_provider(&test.page, 0);
  expect(&test, "Alvarez, Ana <span class=\"npi\">1497236500</span>");
  tr_page_provider(&test.page, 5); /* has no name */
  expect(&test, "1497236505");
  tr_page_provider(&test.page, -1);
  expect(&test, "Practice");
  tr_page_provider(&test.page, 30); /* there are 30 */
  expect(&test, "Practice");
  page_close(&test);
}

static void authorities_are_linked_where_they_can_be(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_authority(&test.page, made_up_rule(0, false));
  assert_page(&test, "<a href=\"https://cbrinfo.net/");
  assert_page(&test, "<b>says otherwise:</b> OIG, questionable payments: ");
  assert_no_page(&test, "javascript:");
  tr_buf_clear(&test.out);
  tr_page_authority(&test.page, NULL);
  expect(&test, "");
  test.result.source_count = 0; /* of another pack: the id is what is known */
  tr_page_authority(&test.page, made_up_rule(1, false));
  assert_page(&test, "<li>cbr-statistics</li>");
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(counts_have_commas),
         cmocka_unit_test(amounts_are_exact),
         cmocka_unit_test(small_probabilities_are_bounds),
         cmocka_unit_test(people_have_a_name_or_a_number),
         cmocka_unit_test(authorities_are_linked_where_they_can_be))
