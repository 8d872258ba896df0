/* Tests of src/render/html.c: the order of the page. What it looks like in a
 * browser is tested in test/browser. */
#include "render/html.h"

#include "render/html_parts.h"
#include "sample_claim.h"
#include "sample_finding.h"
#include "tr_test.h"

typedef struct page {
  tr_run run;
  tr_html *html;
  tr_buf out;
} page;

static void begin(page *page) {
  page->run = sample_run();
  tr_buf_init(&page->out, 1 << 20);
  assert_int_equal(tr_html_new(&page->run, &page->html), TR_OK);
  tr_html_begin(page->html, &page->out);
}

static void end(page *page, uint64_t claims) {
  const tr_summary summary = {.files = 1, .claims = claims};
  tr_html_end(page->html, &summary, &page->out);
  tr_html_free(page->html);
  tr_buf_add_char(&page->out, '\0');
  assert_int_equal(page->out.bad, TR_OK);
}

static size_t count_of(const char *text, const char *what) {
  size_t count = 0;
  for (; (text = strstr(text, what)) != NULL; text++) count++;
  return count;
}

/* Each of these stands after the one before. */
static void in_order(const page *page, const char *const *wanted,
                     size_t count) {
  const char *at = page->out.p;
  for (size_t i = 0; i < count; i++) {
    const char *found = strstr(at, wanted[i]);
    if (found == NULL) fail_msg("\"%s\" is missing or too early", wanted[i]);
    at = found + 1;
  }
  assert_int_equal(count_of(page->out.p, "<section"),
                   count_of(page->out.p, "</section>"));
}

static tr_finding claim_finding(void) {
  tr_finding finding = sample_finding();
  finding.claim_at = 100;
  finding.at.offset = SAMPLE_AT + SAMPLE_SV1 + 22;
  finding.at.line_offset = SAMPLE_AT + SAMPLE_SV1;
  return finding;
}

static tr_finding outside_finding(void) {
  tr_finding finding = sample_finding();
  finding.claim_at = 0;
  finding.claim = (tr_str){NULL, 0};
  finding.message = TR_STR("outside");
  finding.at.offset = finding.at.line_offset = 9000;
  return finding;
}

static void allows_its_own_parts_alone(void **state) {
  (void)state;
  page page;
  begin(&page);
  end(&page, 0);
  char policy[400];
  snprintf(policy, sizeof policy,
           "\"default-src 'none'; style-src 'sha256-%s'; "
           "script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"",
           tr_html_style_hash, tr_html_script_hash);
  assert_non_null(strstr(page.out.p, policy));
  assert_int_equal(strlen(tr_html_style_hash), 44);
  assert_null(strstr(page.out.p, " style=\""));
  assert_null(strstr(page.out.p, "src="));
  assert_non_null(strstr(page.out.p, "Nothing to report."));
  tr_buf_done(&page.out);
}

static void follows_the_input(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  const tr_finding outside = outside_finding();
  const tr_finding inside = claim_finding();
  tr_finding of_note = sample_finding();
  of_note.has_place = false;
  of_note.claim_at = 0;
  of_note.has_note = true;
  of_note.file = of_note.note.file = "notes.json";
  page page;
  begin(&page);
  tr_html_file(page.html, "june.837", &page.out);
  tr_html_finding(page.html, &outside, &page.out);
  for (int i = 0; i < 2; i++) {
    tr_html_claim(page.html, &sample.claim);
    if (i == 0) tr_html_finding(page.html, &inside, &page.out);
    tr_html_claim_ended(page.html, &page.out);
  }
  tr_html_finding(page.html, &outside, &page.out);
  tr_html_file(page.html, "july.837", &page.out);
  tr_html_finding(page.html, &of_note, &page.out);
  end(&page, 2);
  static const char *const wanted[] = {"<h2>june.837</h2>",
                                       "<h3>Outside the claims</h3>",
                                       "id=\"f1\"",
                                       "<h3 id=\"c1\">Claim C1</h3>",
                                       "id=\"m2\"",
                                       "id=\"f2\"",
                                       "Outside the claims",
                                       "id=\"f3\"",
                                       "<h2>Chart notes</h2>",
                                       "id=\"f4\"",
                                       "<section slot=\"summary\"",
                                       "1 claim has no finding",
                                       "</main>",
                                       "</html>"};
  in_order(&page, wanted, TR_COUNT(wanted));
  /* a file and a claim without findings do not show */
  assert_null(strstr(page.out.p, "july.837"));
  assert_int_equal(count_of(page.out.p, "Claim C1"), 1);
  tr_buf_done(&page.out);
}

/* What was found on a level above stands with the claim that shows it; what was
 * found outside while a claim is open stands before it. */
static void sorts_what_comes_in_a_claim(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  tr_finding level = outside_finding();
  level.message = TR_STR("of the level");
  level.at.offset = SAMPLE_LEVEL_AT + 20;
  const tr_finding outside = outside_finding();
  page page;
  begin(&page);
  tr_html_file(page.html, "june.837", &page.out);
  tr_html_claim(page.html, &sample.claim);
  tr_html_finding(page.html, &level, &page.out);
  tr_html_finding(page.html, &outside, &page.out);
  tr_html_claim_ended(page.html, &page.out);
  end(&page, 1);
  static const char *const wanted[] = {"<h3>Outside the claims</h3>",
                                       "id=\"f2\"", "Claim C1", "id=\"m1\"",
                                       "id=\"f1\""};
  in_order(&page, wanted, TR_COUNT(wanted));
  tr_buf_done(&page.out);
}

/* A claim that nobody announced: its findings are shown all the same. */
static void does_without_claims(void **state) {
  (void)state;
  const tr_finding finding = sample_finding();
  page page;
  begin(&page);
  tr_html_finding(page.html, &finding, &page.out);
  end(&page, 1);
  static const char *const wanted[] = {"<h2>june.837</h2>",
                                       "Outside the claims", "id=\"f1\"",
                                       "claim 26463774", "id=\"m1\""};
  in_order(&page, wanted, TR_COUNT(wanted));
  tr_buf_done(&page.out);
}

TR_TESTS(cmocka_unit_test(allows_its_own_parts_alone),
         cmocka_unit_test(follows_the_input),
         cmocka_unit_test(sorts_what_comes_in_a_claim),
         cmocka_unit_test(does_without_claims))
