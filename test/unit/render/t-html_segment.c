/* Tests of src/render/html_segment.c. */
#include "render/html_parts.h"
#include "sample_finding.h"
#include "tr_test.h"

static const tr_html_segment segment = {TR_STR(SAMPLE_LINE), 10390, 184, false};

typedef struct wanted_mark {
  size_t at;
  uint32_t length, number, part;
  tr_severity severity;
  const char *label;
} wanted_mark;

static void write_segment(const tr_html_segment *shown,
                          const wanted_mark *wanted, size_t count,
                          tr_buf *out) {
  tr_html_marks marks = {NULL, 0, 0};
  for (size_t i = 0; i < count; i++) {
    const tr_place place = {.offset = shown->offset + wanted[i].at,
                            .length = wanted[i].length};
    assert_true(tr_html_mark_add(&marks, &place, wanted[i].number,
                                 wanted[i].part, wanted[i].severity,
                                 tr_str_of(wanted[i].label)));
  }
  tr_buf_init(out, 1 << 20);
  tr_html_segment_put(shown, &marks, out);
  free(marks.marks);
}

static void expect(const wanted_mark *marks, size_t count, const char *wanted) {
  tr_buf out;
  write_segment(&segment, marks, count, &out);
  TR_ASSERT_STR(tr_buf_str(&out), wanted);
  tr_buf_done(&out);
}

#define HEAD "<span class=\"n\">184</span> <code><b>SV1</b><i>*</i>"
#define SUP(words, n)                                     \
  "<span class=\"vh\"> (" words " finding </span><sup>" n \
  "</sup>"                                                \
  "<span class=\"vh\">)</span>"

static void shows_a_plain_segment(void **state) {
  (void)state;
  expect(NULL, 0,
         "<li>" HEAD
         "HC:97012:GP<i>*</i>90<i>*</i>UN<i>*</i>2<i>*</i>"
         "<i>*</i><i>*</i>1</code></li>\n");
}

static void underlines_an_element(void **state) {
  (void)state;
  static const wanted_mark mark = {22, 1, 7, 0, TR_SEVERITY_ERROR, "<units>"};
  expect(&mark, 1,
         "<li class=\"hit\">" HEAD "HC:97012:GP<i>*</i>90<i>*</i>UN<i>*</i>"
         "<span id=\"m7\"></span><a class=\"m error on\" href=\"#f7\">2"
         SUP("error", "7") "</a><i>*</i><i>*</i><i>*</i>1</code>"
         "<p class=\"label error\" data-f=\"7\"><span aria-hidden=\"true\">●"
         "<sup>7</sup></span> &lt;units&gt;</p></li>\n");
}

static void points_to_what_is_missing(void **state) {
  (void)state;
  static const wanted_mark mark = {27, 0, 3, 0, TR_SEVERITY_WARNING, ""};
  expect(&mark, 1,
         "<li class=\"hit\">" HEAD
         "HC:97012:GP<i>*</i>90<i>*</i>UN<i>*</i>2"
         "<i>*</i><i>*</i><i>*</i>1<span id=\"m3\">"
         "<a class=\"m warning gap\" href=\"#f3\">"
         "<span class=\"vh\">nothing here</span>" SUP(
             "warning", "3") "</a></span></code></li>\n");
}

/* Two on the same bytes: the worse is drawn, both can be reached. */
static void shares_bytes(void **state) {
  (void)state;
  static const wanted_mark marks[] = {{7, 5, 1, 0, TR_SEVERITY_ADVICE, ""},
                                      {7, 5, 2, 0, TR_SEVERITY_ERROR, ""},
                                      {7, 5, 3, 1, TR_SEVERITY_ERROR, ""}};
  tr_buf out;
  write_segment(&segment, marks, 3, &out);
  tr_buf_add_char(&out, '\0');
  assert_non_null(strstr(out.p,
                         "<span id=\"m1\"></span><span id=\"m2\"></span>"
                         "<span id=\"m3-1\"></span>"
                         "<a class=\"m error on\" href=\"#f2\">97012"));
  assert_non_null(strstr(out.p, "<sup><a href=\"#f1\">1</a></sup>"));
  assert_non_null(strstr(out.p, " (see finding </span><sup><a href=\"#f3\">"));
  tr_buf_done(&out);
}

/* An element within a segment that is marked as a whole. */
static void nests(void **state) {
  (void)state;
  static const wanted_mark marks[] = {{0, 27, 1, 0, TR_SEVERITY_WARNING, ""},
                                      {22, 1, 2, 0, TR_SEVERITY_ERROR, ""}};
  tr_buf out;
  write_segment(&segment, marks, 2, &out);
  tr_buf_add_char(&out, '\0');
  size_t pieces = 0;
  for (const char *at = out.p; (at = strstr(at, "<a class=\"m ")) != NULL; at++)
    pieces++;
  assert_int_equal(pieces, 3);
  assert_non_null(strstr(out.p, "<a class=\"m error on\" href=\"#f2\">2<"));
  /* its number stands once, at its end */
  const char *number = strstr(out.p, "<sup>1</sup>");
  assert_non_null(number);
  assert_null(strstr(number + 1, "<sup>1</sup>"));
  tr_buf_done(&out);
}

static void is_nothing_but_text(void **state) {
  (void)state;
  const tr_html_segment note = {TR_STR("NTE*ADD*<script>x</script>"), 0, 1,
                                false};
  static const wanted_mark mark = {8, 18, 1, 0, TR_SEVERITY_ERROR, ""};
  tr_buf out;
  write_segment(&note, &mark, 1, &out);
  tr_buf_add_char(&out, '\0');
  assert_null(strstr(out.p, "<script"));
  assert_non_null(strstr(out.p, "&lt;script&gt;x&lt;/script&gt;"));
  tr_buf_done(&out);
}

static void masks(void **state) {
  (void)state;
  const tr_html_segment name = {TR_STR("NM1*IL*1*HOLT*ZEKE"), 0, 1, true};
  static const wanted_mark mark = {9, 4, 1, 0, TR_SEVERITY_ERROR, ""};
  tr_buf out;
  write_segment(&name, &mark, 1, &out);
  tr_buf_add_char(&out, '\0');
  assert_null(strstr(out.p, "HOLT"));
  assert_null(strstr(out.p, "ZEKE"));
  assert_non_null(strstr(out.p, "href=\"#f1\">####<"));
  tr_buf_done(&out);
}

static void holds_its_end(void **state) {
  (void)state;
  const tr_html_mark before = {.offset = 10389}, first = {.offset = 10390},
                     end = {.offset = 10417}, after = {.offset = 10418};
  assert_false(tr_html_segment_has(&segment, &before));
  assert_true(tr_html_segment_has(&segment, &first));
  assert_true(tr_html_segment_has(&segment, &end));
  assert_false(tr_html_segment_has(&segment, &after));
}

/* Neither an empty segment nor one that is its id alone breaks anything. */
static void takes_odd_segments(void **state) {
  (void)state;
  static const char *const rows[] = {"", "SE", "*", "****"};
  static const wanted_mark mark = {0, 9, 1, 0, TR_SEVERITY_INFO, ""};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_html_segment odd = {tr_str_of(rows[i]), 0, 1, false};
    tr_buf out;
    TR_ROW(i, odd.line);
    write_segment(&odd, &mark, 1, &out);
    tr_buf_add_char(&out, '\0');
    assert_non_null(strstr(out.p, "id=\"m1\""));
    tr_buf_done(&out);
  }
}

TR_TESTS(cmocka_unit_test(shows_a_plain_segment),
         cmocka_unit_test(underlines_an_element),
         cmocka_unit_test(points_to_what_is_missing),
         cmocka_unit_test(shares_bytes), cmocka_unit_test(nests),
         cmocka_unit_test(is_nothing_but_text), cmocka_unit_test(masks),
         cmocka_unit_test(holds_its_end), cmocka_unit_test(takes_odd_segments))
