/* Tests of src/report/audit_html.c. */
#include "report/audit_html.h"

#include "report/page_test.h"

static const char *const kinds[] = {"usual", "many",    "single",
                                    "empty", "hostile", "plain"};

enum { DEEPEST = 64, LONGEST = 16 };

static bool is_void(const char *name) {
  static const char *const names[] = {"meta", "!doctype"};
  for (size_t i = 0; i < TR_COUNT(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

/* Read the page as a browser would: every element is closed in its turn, and
 * what stands in script and style is theirs up to the end tag. */
static void expect_balanced(const char *p) {
  char open[DEEPEST][LONGEST];
  size_t depth = 0;
  while ((p = strchr(p, '<')) != NULL) {
    const bool closes = p[1] == '/';
    p += 1 + closes;
    char name[LONGEST] = "";
    const size_t n = strcspn(p, " >\n");
    assert_true(n != 0 && n < LONGEST);
    memcpy(name, p, n);
    if (closes) {
      assert_true(depth != 0);
      assert_string_equal(open[--depth], name);
      continue;
    }
    if (is_void(name)) continue;
    assert_true(depth < DEEPEST);
    memcpy(open[depth++], name, LONGEST);
    if (strcmp(name, "script") != 0 && strcmp(name, "style") != 0) continue;
    char end[LONGEST + 4];
    snprintf(end, sizeof end, "</%s", name);
    p = strstr(p, end);
    assert_non_null(p);
  }
  assert_int_equal(depth, 0);
}

static void is_whole_for_every_kind(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(kinds); i++) {
    page_test test;
    TR_ROW(i, tr_str_of(kinds[i]));
    page_open(&test, kinds[i]);
    tr_audit_html(&test.result, &test.out);
    tr_buf_add_char(&test.out, '\0');
    expect_balanced(test.out.p);
    assert_page(&test, "<h2 id=\"limits\">");
    assert_page(&test, "default-src 'none'");
    assert_int_equal(page_count(&test, "<figure "),
                     page_count(&test, "\"application/json\">"));
    page_close(&test);
  }
}

static void hostile_texts_stay_texts(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "hostile");
  tr_audit_html(&test.result, &test.out);
  assert_no_page(&test, "<img");
  assert_no_page(&test, "<!--");
  assert_no_page(&test, "javascript:");
  assert_page(&test, "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;");
  /* the script of the page, and the data of each figure */
  assert_int_equal(page_count(&test, "</script>"),
                   page_count(&test, "<figure ") + 1);
  page_close(&test);
}

static void nothing_found_is_said(void **state) {
  (void)state;
  page_test test;
  page_open(&test, "empty");
  tr_audit_html(&test.result, &test.out);
  assert_page(&test, "There is nothing to tell.");
  assert_page(&test, "Nothing in these claims stands out");
  assert_page(&test, "Nothing was measured.");
  assert_page(&test, "The claims were not put before the rules");
  assert_no_page(&test, "<figure ");
  page_close(&test);
}

static void a_full_buffer_is_told(void **state) {
  (void)state;
  page_test test;
  tr_buf small;
  page_open(&test, "usual");
  tr_buf_init(&small, 300000);
  tr_audit_html(&test.result, &small);
  assert_int_equal(small.bad, TR_ELIMIT);
  tr_buf_done(&small);
  page_close(&test);
}

static void is_the_same_twice(void **state) {
  (void)state;
  page_test one, two;
  page_open(&one, "many");
  page_open(&two, "many");
  tr_audit_html(&one.result, &one.out);
  tr_audit_html(&two.result, &two.out);
  assert_true(tr_str_eq(tr_buf_str(&one.out), tr_buf_str(&two.out)));
  page_close(&one);
  page_close(&two);
}

TR_TESTS(cmocka_unit_test(is_whole_for_every_kind),
         cmocka_unit_test(hostile_texts_stay_texts),
         cmocka_unit_test(nothing_found_is_said),
         cmocka_unit_test(a_full_buffer_is_told),
         cmocka_unit_test(is_the_same_twice))
