/* Tests of src/report/audit_html_method.c. */
#include "report/page_test.h"

static void says_what_it_does_not_say(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_method(&test.page);
  assert_page(&test, "It does not say that anyone did anything wrong.");
  assert_page(&test, "2,820 of 3,000 claims were answered");
  assert_page(&test, "The peers are the other providers of this practice.");
  assert_page(&test, "No table of other practices was given");
  assert_no_page(&test, "were not put before the rules");
  page_close(&test);
}

static void limits_follow_what_was_done(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "single");
  test.result.checked = false;
  test.result.peers_given = true;
  tr_page_method(&test.page);
  assert_page(&test, "There is no second provider to compare with");
  assert_page(&test, "were not put before the rules");
  assert_no_page(&test, "No table of other practices was given");
  page_close(&test);
}

static void knowledge_is_named(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "usual");
  tr_page_method(&test.page);
  assert_page(&test, "traction 2026.11, SHA-256 <code>0123456789abcdef");
  assert_page(&test, "2016-01-01</time> to <time");
  assert_page(&test, "<dd>none recorded</dd>");
  assert_page(&test, "<td>always on</td>");
  tr_page_sources(&test.page);
  assert_page(&test, "<code>oig-2016</code> OIG, questionable payments</li>");
  page_close(&test);
}

TR_TESTS(cmocka_unit_test(says_what_it_does_not_say),
         cmocka_unit_test(limits_follow_what_was_done),
         cmocka_unit_test(knowledge_is_named))
