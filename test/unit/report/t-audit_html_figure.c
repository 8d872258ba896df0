/* Tests of src/report/audit_html_figure.c. */
#include <math.h>

#include "report/page_test.h"

static void data_cannot_leave_its_element(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  tr_page_figure(&test.page, "bars", "<b>", "a & b", TR_MEASURE_SHARE);
  tr_json_key(&test.page.json, TR_STR("name"));
  tr_json_string(&test.page.json, TR_STR("</script><!--<<"));
  tr_json_key(&test.page.json, TR_STR("values"));
  tr_json_begin_array(&test.page.json);
  tr_page_number(&test.page, 0.1);
  tr_page_number(&test.page, (double)NAN);
  tr_page_number(&test.page, (double)INFINITY);
  tr_page_number(&test.page, -2500000);
  tr_json_end_array(&test.page.json);
  tr_page_data_end(&test.page);
  tr_page_figure_end(&test.page);
  assert_page(&test,
              "{\"unit\":\"share\",\"name\":\"\\u003c/script>\\u003c!--"
              "\\u003c\\u003c\",\"values\":[0.1,null,null,-2500000]}</script>");
  assert_page(&test, "<figcaption><b>&lt;b&gt;.</b> a &amp; b</figcaption>");
  page_close(&test);
}

static void a_second_figure_has_its_own_data(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  for (int i = 0; i < 2; i++) {
    tr_page_figure(&test.page, "bars", "one", "told", TR_MEASURE_COUNT);
    tr_page_data_end(&test.page);
    tr_page_figure_end(&test.page);
  }
  assert_int_equal(page_count(&test, ">{\"unit\":\"count\"}</script>"), 2);
  page_close(&test);
}

static void tables_name_rows_and_columns(void **state) {
  (void)state;
  static const char *const columns[] = {"Claim", "#Paid"};
  page_test test;
  page_open(&test, "empty");
  tr_page_table(&test.page, "Claims & more");
  tr_page_head(&test.page, columns, 2);
  tr_page_table_end(&test.page);
  assert_page(&test, "<caption>Claims &amp; more</caption>");
  assert_page(&test,
              "<th scope=\"col\">Claim</th>"
              "<th scope=\"col\" class=\"n\">Paid</th>");
  assert_page(&test, "tabindex=\"0\"");
  page_close(&test);
}

static void claims_say_how_many_there_are(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  const tr_audit_claim *claims = made_up_claims(&test.arena, 8, false);
  tr_page_claims(&test.page, claims, 8, 1412);
  assert_page(&test, "<summary>Claims to look at: the first 8 of 1,412<");
  assert_page(&test, "<th scope=\"row\">26460001</th>");
  assert_int_equal(page_count(&test, "<td>none kept</td>"), 2);
  assert_int_equal(page_count(&test, "<td class=\"n\">$145.00</td>"), 8);
  tr_buf_clear(&test.out);
  tr_page_claims(&test.page, claims, 8, 8);
  assert_page(&test, "<summary>Claims to look at: 8<");
  tr_buf_clear(&test.out);
  tr_page_claims(&test.page, NULL, 0, 0);
  assert_int_equal(test.out.n, 0);
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(data_cannot_leave_its_element),
         cmocka_unit_test(a_second_figure_has_its_own_data),
         cmocka_unit_test(tables_name_rows_and_columns),
         cmocka_unit_test(claims_say_how_many_there_are))
