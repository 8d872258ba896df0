/* Tests of src/render/html_claim.c. */
#include "render/html_parts.h"
#include "sample_claim.h"
#include "sample_finding.h"
#include "tr_test.h"

/* The claim with marks at these offsets; NUL-terminated. */
static void write_claim(const sample_claim *sample, const uint64_t *offsets,
                        size_t count, tr_buf *out) {
  const tr_run run = sample_run();
  tr_html html = {.run = &run, .claims = 1, .claim = &sample->claim};
  html.found[TR_SEVERITY_ERROR] = 1;
  html.found[TR_SEVERITY_ADVICE] = 2;
  tr_buf_init(&html.findings, 1000);
  tr_buf_add(&html.findings, TR_STR("(the findings)"));
  for (size_t i = 0; i < count; i++) {
    const tr_place place = {.offset = offsets[i], .length = 1};
    assert_true(tr_html_mark_add(&html.marks, &place, (uint32_t)i + 1, 0,
                                 TR_SEVERITY_ERROR, (tr_str){NULL, 0}));
  }
  tr_buf_init(out, 1 << 20);
  tr_html_claim_put(&html, out);
  tr_buf_add_char(out, '\0');
  tr_buf_done(&html.findings);
  free(html.marks.marks);
}

static size_t count_of(const char *text, const char *what) {
  size_t count = 0;
  for (; (text = strstr(text, what)) != NULL; text++) count++;
  return count;
}

static void shows_the_whole_claim(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  const uint64_t at = SAMPLE_AT + SAMPLE_SV1 + 22;
  tr_buf out;
  write_claim(&sample, &at, 1, &out);
  assert_non_null(strstr(out.p, "<h3 id=\"c1\">Claim C1</h3>"));
  assert_non_null(strstr(out.p,
                         "<span>2026-06-12</span><span>1 line</span>"
                         "<span>total 90</span>"
                         "<span>segment 100</span>"));
  assert_non_null(strstr(out.p, "●</span> 1 error</span>"));
  assert_non_null(strstr(out.p, "◆</span> 2 advice</span>"));
  assert_int_equal(count_of(out.p, "<span class=\"n\">"), 5);
  assert_non_null(strstr(out.p, "<span>Line 1</span>"));
  assert_non_null(strstr(out.p, "href=\"#f1\">2<"));
  assert_non_null(strstr(out.p, "(the findings)"));
  /* nothing points to the level above */
  assert_null(strstr(out.p, "CLINIC"));
  tr_buf_done(&out);
}

static void shows_the_level_a_finding_points_to(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  const uint64_t at = SAMPLE_LEVEL_AT + 20;
  tr_buf out;
  write_claim(&sample, &at, 1, &out);
  const char *level = strstr(out.p, "<span>Subscriber and payer</span>");
  const char *claim = strstr(out.p, "<span>Claim</span>");
  assert_non_null(level);
  assert_non_null(claim);
  assert_true(level < claim); /* in the order of the file */
  assert_non_null(strstr(level, "href=\"#f1\">C<"));
  assert_int_equal(count_of(out.p, "<span class=\"n\">"), 8);
  tr_buf_done(&out);
}

static void leaves_out_what_is_far(void **state) {
  (void)state;
  static sample_claim sample;
  static char bytes[SAMPLE_SEGMENTS * 8];
  memcpy(bytes, "CLM*C1*9~", 9);
  size_t n = 9;
  for (int i = 0; i < 300; i++, n += 5) memcpy(bytes + n, "K3*A~", 5);
  sample_claim_make(&sample, (tr_str){bytes, n});
  const uint64_t at = SAMPLE_AT + 9 + 100 * 5 + 3; /* segment 101 of it */
  tr_buf out;
  write_claim(&sample, &at, 1, &out);
  /* the first, and three on each side of the one that is marked */
  assert_int_equal(count_of(out.p, "<span class=\"n\">"), 8);
  assert_non_null(strstr(out.p, "97 segments without a finding"));
  assert_non_null(strstr(out.p, "196 segments without a finding"));
  tr_buf_done(&out);
}

static void knows_what_it_holds(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  static const struct {
    uint64_t offset;
    bool held;
  } rows[] = {{SAMPLE_LEVEL_AT - 1, false},
              {SAMPLE_LEVEL_AT, true},
              {SAMPLE_AT - 1, false},
              {SAMPLE_AT, true},
              {SAMPLE_AT + sizeof SAMPLE_CLAIM - 2, true},
              {SAMPLE_AT + sizeof SAMPLE_CLAIM, false}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_place place = {.offset = rows[i].offset};
    TR_ROW(i, TR_STR("offset"));
    assert_int_equal(tr_html_claim_holds(&sample.claim, &place), rows[i].held);
  }
}

TR_TESTS(cmocka_unit_test(shows_the_whole_claim),
         cmocka_unit_test(shows_the_level_a_finding_points_to),
         cmocka_unit_test(leaves_out_what_is_far),
         cmocka_unit_test(knows_what_it_holds))
