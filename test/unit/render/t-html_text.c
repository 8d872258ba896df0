/* Tests of src/render/html_text.c. */
#include "render/html_text.h"
#include "tr_test.h"

typedef void write_fn(tr_buf *out, tr_str text);

typedef struct row {
  const char *text, *wanted;
} row;

static void expect(write_fn *write, const row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_buf_init(&out, 1000);
    write(&out, tr_str_of(rows[i].text));
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

static void escapes(void **state) {
  (void)state;
  static const row rows[] = {
      {"", ""},
      {"plain", "plain"},
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"a & b", "a &amp; b"},
      {"&lt;", "&amp;lt;"},
      {"\" onload='x'", "&quot; onload=&#39;x&#39;"},
      {"<<", "&lt;&lt;"},
      {"caf\xc3\xa9 <", "caf\xc3\xa9 &lt;"},
      {"\xff<", "\\xff&lt;"},
      {"\x1c", "\\x1c"},
      {"a\xe2\x80\xae"
       "b",
       "a\\u{202e}b"}, /* turned around by a direction mark */
  };
  expect(tr_html_text, rows, TR_COUNT(rows));
}

/* Nothing that means anything to HTML is left, whatever the bytes. */
static void leaves_no_mark_of_html(void **state) {
  (void)state;
  for (unsigned a = 0; a < 256; a++)
    for (unsigned b = 0; b < 256; b++) {
      const char text[] = {(char)a, (char)b};
      tr_buf out;
      tr_buf_init(&out, 1000);
      tr_html_text(&out, (tr_str){text, 2});
      for (size_t i = 0; i < out.n; i++) {
        assert_null(memchr("<>\"'", out.p[i], 4));
        if (out.p[i] != '&') continue;
        assert_true(out.n - i >= 4);
        assert_non_null(memchr(out.p + i, ';', out.n - i));
      }
      tr_buf_done(&out);
    }
}

static void makes_paragraphs(void **state) {
  (void)state;
  static const row rows[] = {
      {"", ""},
      {"\n\n", ""},
      {"one", "<p>one</p>\n"},
      {"one\n  two\n", "<p>one\ntwo</p>\n"},
      {"one\n\n\ntwo <b>\n", "<p>one</p>\n<p>two &lt;b&gt;</p>\n"},
  };
  expect(tr_html_paragraphs, rows, TR_COUNT(rows));
}

static void links_to_the_web_alone(void **state) {
  (void)state;
  static const struct {
    const char *url, *wanted;
  } rows[] = {
      {"https://a.example/?a=1&b=\"",
       "<a href=\"https://a.example/?a=1&amp;b=&quot;\" rel=\"noreferrer\">"
       "T&amp;C</a>"},
      {"http://a.example",
       "<a href=\"http://a.example\" rel=\"noreferrer\">T&amp;C</a>"},
      {"javascript:alert(1)", "T&amp;C"},
      {" https://a.example", "T&amp;C"},
      {"data:text/html,x", "T&amp;C"},
      {"", "T&amp;C"},
      {NULL, "T&amp;C"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_buf out;
    TR_ROW(i, tr_str_of(rows[i].url));
    tr_buf_init(&out, 1000);
    tr_html_link(&out, TR_STR("T&C"), rows[i].url);
    TR_ASSERT_STR(tr_buf_str(&out), rows[i].wanted);
    tr_buf_done(&out);
  }
}

TR_TESTS(cmocka_unit_test(escapes), cmocka_unit_test(leaves_no_mark_of_html),
         cmocka_unit_test(makes_paragraphs),
         cmocka_unit_test(links_to_the_web_alone))
