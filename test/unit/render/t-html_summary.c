/* Tests of src/render/html_summary.c. */
#include "render/html_parts.h"
#include "sample_finding.h"
#include "tr_test.h"

static const tr_profile aetna = {.id = "aetna", .name = "Aetna & Co"};
static const tr_profile other = {.id = "other", .name = "Other"};
static const tr_profile *const profiles[] = {&aetna, &other};

static void write_summary(uint32_t findings, bool redact, tr_buf *out) {
  tr_pack pack = sample_pack;
  pack.profiles = profiles;
  pack.profile_count = 2;
  const tr_run_pack packs[] = {{"traction", "1", "abc"}};
  tr_run run = sample_run();
  run.pack = &pack;
  run.packs = packs;
  run.pack_count = 1;
  run.redact = redact;
  uint32_t by_rule[] = {findings}, by_profile[] = {findings, 0, 2};
  const tr_html html = {.run = &run,
                        .number = findings,
                        .claims = 1,
                        .by_rule = by_rule,
                        .by_profile = by_profile};
  tr_summary summary = {.files = 2,
                        .unread = 1,
                        .claims = 12,
                        .lines = 30,
                        .claims_with_errors = 1};
  summary.findings[TR_SEVERITY_ERROR] = findings;
  tr_buf_init(out, 1 << 20);
  tr_html_summary_put(&html, &summary, out);
  tr_buf_add_char(out, '\0');
}

static void has(const tr_buf *out, const char *wanted) {
  if (strstr(out->p, wanted) == NULL)
    fail_msg("\"%s\" is not in\n%s", wanted, out->p);
}

static void counts(void **state) {
  (void)state;
  tr_buf out;
  write_summary(1, false, &out);
  has(&out, "<section slot=\"summary\"");
  has(&out, "<b>1</b> error</li>");
  has(&out, "<li class=\"warning none\">");
  has(&out,
      "Checked 12 claims with 30 lines in 2 files. 1 claim has errors. "
      "11 claims have no finding and are not listed. "
      "1 file held nothing that could be checked.");
  has(&out, "<li>pack traction 1, SHA-256 <code>abc</code></li>");
  tr_buf_done(&out);
}

static void offers_what_there_is(void **state) {
  (void)state;
  tr_buf out;
  write_summary(3, false, &out);
  has(&out, "<form id=\"filters\" aria-label=\"Filter the findings\" hidden>");
  has(&out, "name=\"severity\" value=\"error\" checked>");
  assert_null(strstr(out.p, "value=\"warning\""));
  has(&out, "<option value=\"TRC0203\">TRC0203 units-over-mue (3)</option>");
  has(&out, "<option value=\"aetna\">Aetna &amp; Co (3)</option>");
  has(&out, "<option value=\"-\">no payer (2)</option>");
  assert_null(strstr(out.p, "value=\"other\""));
  has(&out, "aria-live=\"polite\"");
  tr_buf_done(&out);
}

static void filters_nothing_where_nothing_is(void **state) {
  (void)state;
  tr_buf out;
  write_summary(0, false, &out);
  assert_null(strstr(out.p, "<form"));
  tr_buf_done(&out);
}

static void names_payers(void **state) {
  (void)state;
  tr_pack pack = sample_pack;
  pack.profiles = profiles;
  pack.profile_count = 2;
  tr_run run = sample_run();
  run.pack = &pack;
  assert_string_equal(tr_html_payer(&run, "aetna"), "Aetna & Co");
  assert_string_equal(tr_html_payer(&run, "nobody"), "nobody");
}

TR_TESTS(cmocka_unit_test(counts), cmocka_unit_test(offers_what_there_is),
         cmocka_unit_test(filters_nothing_where_nothing_is),
         cmocka_unit_test(names_payers))
