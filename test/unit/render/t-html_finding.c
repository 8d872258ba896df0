/* Tests of src/render/html_finding.c. */
#include "render/html_parts.h"
#include "sample_claim.h"
#include "sample_finding.h"
#include "tr_test.h"

/* A finding, beside a claim or alone; NUL-terminated. */
static void write_finding(const tr_run *run, const tr_finding *finding,
                          const tr_claim *claim, tr_buf *out) {
  tr_html html = {.run = run, .number = 4};
  tr_buf_init(out, 1 << 20);
  tr_html_finding_put(&html, finding, claim, out);
  tr_buf_add_char(out, '\0');
  assert_int_equal(out->bad, TR_OK);
  free(html.marks.marks);
}

static void has(const tr_buf *out, const char *wanted) {
  if (strstr(out->p, wanted) == NULL)
    fail_msg("\"%s\" is not in\n%s", wanted, out->p);
}

static void has_not(const tr_buf *out, const char *unwanted) {
  if (strstr(out->p, unwanted) != NULL)
    fail_msg("\"%s\" is in\n%s", unwanted, out->p);
}

static void says_everything(void **state) {
  (void)state;
  static const tr_source sources[] = {
      {.id = "article", .title = "An article", .url = "https://a.example/1"},
      {.id = "ncci-mue", .title = "CMS, NCCI MUE table"}};
  tr_rule rule = sample_rule;
  rule.explain = "NCCI sets a limit.\n\nIt holds.\n";
  tr_pack pack = sample_pack;
  pack.sources = sources;
  tr_run run = sample_run();
  run.pack = &pack;
  tr_finding finding = sample_finding();
  finding.rule = &rule;
  tr_buf out;
  write_finding(&run, &finding, NULL, &out);
  has(&out,
      "<article class=\"finding error\" id=\"f4\" "
      "aria-labelledby=\"h4\" data-severity=\"error\" "
      "data-rule=\"TRC0203\" data-payer=\"commercial\">");
  has(&out, "97012 billed with 2 units on one day</h4>");
  has(&out,
      "<span><code>SV104</code></span><span>segment 184</span>"
      "<span>claim 26463774</span><span>line 2</span>"
      "<span>2026-06-12</span><span>commercial</span>");
  has(&out, "<p class=\"why\">an untimed code is billed once per day</p>");
  has(&out, "<strong>Help</strong> bill one unit</p>");
  has(&out,
      "<del>2</del> <span class=\"vh\">becomes </span><ins>1</ins> "
      "<span class=\"remark\">a person must agree</span>");
  has(&out, "<li>CMS, NCCI MUE table, in force from 2024-07-01</li>");
  has(&out,
      "<span>against</span> <a href=\"https://a.example/1\" "
      "rel=\"noreferrer\">An article</a>: calls 97012 time-based</li>");
  has(&out, "<li>CARC 151</li>");
  has(&out,
      "<details><summary>Rule <code>TRC0203</code> units-over-mue"
      "</summary>\n<div class=\"explain\">\n<p>NCCI sets a limit.</p>\n"
      "<p>It holds.</p>");
  has(&out,
      "<span>SNIP type 6</span><span>authority ncci</span>"
      "<span>statements of the article A5</span>");
  tr_buf_done(&out);
}

/* Alone it shows its own segment, with the anchor that its number leads to. */
static void shows_its_own_segment(void **state) {
  (void)state;
  const tr_run run = sample_run();
  const tr_finding finding = sample_finding();
  tr_buf out;
  write_finding(&run, &finding, NULL, &out);
  has(&out, "<ol class=\"segments w4\">");
  has(&out, "<span id=\"m4\"></span><a class=\"m error on\" href=\"#f4\">2<");
  has(&out, "<span class=\"number\">4</span>");
  tr_buf_done(&out);
}

static void leads_to_the_segment_beside(void **state) {
  (void)state;
  static sample_claim sample;
  sample_claim_make(&sample, TR_STR(SAMPLE_CLAIM));
  const tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.at.offset = SAMPLE_AT + SAMPLE_SV1 + 22;
  finding.at.line_offset = SAMPLE_AT + SAMPLE_SV1;
  finding.also_count = 2;
  finding.also[0].place = finding.at;
  finding.also[0].place.offset = SAMPLE_AT + SAMPLE_SV1 + 7;
  memcpy(finding.also[0].place.element, "SV101-2", 8);
  finding.also[0].place.value = TR_STR("97012");
  finding.also[1] = finding.also[0];
  finding.also[1].file = "may.837";
  finding.also[1].claim = TR_STR("77");
  tr_buf out;
  write_finding(&run, &finding, &sample.claim, &out);
  has(&out, "<a class=\"number\" href=\"#m4\">");
  has_not(&out, "<ol class=\"segments");
  has(&out,
      "See also <a href=\"#m4-1\"><code>SV101-2</code> in segment 184"
      "</a>: <code>97012</code>, <code>SV101-2</code> in segment 184 of "
      "claim 77 of may.837: <code>97012</code></p>");
  tr_buf_done(&out);
}

static void shows_notes(void **state) {
  (void)state;
  tr_run run = sample_run();
  tr_finding finding = sample_finding();
  finding.has_place = false;
  finding.fix.element[0] = '\0';
  finding.has_note = true;
  finding.note = (tr_note_place){.file = "notes.json",
                                 .line = 7,
                                 .id = TR_STR("n-1"),
                                 .pointer = "/subjective/0",
                                 .value = TR_STR("very <b>sore</b> back"),
                                 .has_span = true,
                                 .start = 5,
                                 .end = 16};
  tr_buf out;
  write_finding(&run, &finding, NULL, &out);
  has(&out,
      "<span>notes.json:7</span><span>note n-1</span>"
      "<span><code>/subjective/0</code></span>");
  has(&out, "<code>very <mark>&lt;b&gt;sore&lt;/b&gt;</mark> back</code>");
  tr_buf_done(&out);
  run.redact = true;
  write_finding(&run, &finding, NULL, &out);
  has_not(&out, "sore");
  tr_buf_done(&out);
}

static void masks(void **state) {
  (void)state;
  tr_run run = sample_run();
  run.redact = true;
  tr_finding finding = sample_finding();
  finding.at.line = TR_STR("NM1*IL*1*HOLT*ZEKE****MI*W1234567");
  finding.at.value = TR_STR("W1234567");
  memcpy(finding.at.segment, "NM1", 4);
  memcpy(finding.at.element, "NM109", 6);
  memcpy(finding.fix.element, "NM109", 6);
  finding.fix.from = TR_STR("W1234567");
  finding.fix.to = TR_STR("V1234567");
  finding.also_count = 1;
  finding.also[0].place = finding.at;
  tr_buf out;
  write_finding(&run, &finding, NULL, &out);
  has_not(&out, "1234567");
  has_not(&out, "HOLT");
  has(&out, "<del>########</del>");
  has(&out, "<code>########</code></p>");
  tr_buf_done(&out);
}

/* Every text of a finding, as the input could make it. */
static void is_nothing_but_text(void **state) {
  (void)state;
#define EVIL "\"><script>alert(1)</script>"
  tr_run run = sample_run();
  tr_rule rule = sample_rule;
  static const char *const codes[] = {EVIL, NULL};
  static const tr_source_ref refs[] = {
      {.id = EVIL, .from = TR_DAY_MIN, .dissent = true, .says = EVIL}};
  rule.id = rule.slug = rule.explain = rule.authority = EVIL;
  rule.carc = rule.rarc = rule.article = codes;
  rule.sources = refs;
  rule.source_count = 1;
  tr_finding finding = sample_finding();
  finding.rule = &rule;
  finding.message = finding.label = finding.why = finding.help = finding.claim =
      TR_STR(EVIL);
  finding.profile = EVIL;
  finding.has_note = true;
  finding.note = (tr_note_place){
      .file = EVIL, .id = TR_STR(EVIL), .pointer = EVIL, .value = TR_STR(EVIL)};
  finding.at.line = TR_STR("NTE*ADD*" EVIL);
  finding.at.offset = finding.at.line_offset + 8;
  finding.at.length = sizeof EVIL - 1;
  finding.fix.from = finding.fix.to = TR_STR(EVIL);
  finding.also_count = 2;
  finding.also[0].place = finding.at;
  finding.also[0].place.value = TR_STR(EVIL);
  finding.also[0].file = EVIL;
  finding.also[0].claim = TR_STR(EVIL);
  finding.also[1].in_note = true;
  finding.also[1].note = finding.note;
  tr_buf out;
  write_finding(&run, &finding, NULL, &out);
  has_not(&out, "<script");
  has_not(&out, "\"><\"");
  has(&out, "&quot;&gt;&lt;script&gt;");
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(says_everything),
         cmocka_unit_test(shows_its_own_segment),
         cmocka_unit_test(leads_to_the_segment_beside),
         cmocka_unit_test(shows_notes), cmocka_unit_test(masks),
         cmocka_unit_test(is_nothing_but_text))
