/* Tests of src/render/sarif.c. Whether the whole is valid SARIF is tested with
 * the schema, in test/browser. */
#include "render/sarif.h"
#include "sample_finding.h"
#include "tr_test.h"

static const char *const status_of_rule[] = {"A7", "476", "", NULL};

/* A log of that many findings, NUL-terminated. */
static void write_log(const tr_run *run, const tr_finding *findings,
                      size_t count, tr_buf *out) {
  tr_sarif sarif;
  const tr_summary summary = {.files = 1};
  tr_buf_init(out, 1 << 20);
  assert_int_equal(tr_sarif_init(&sarif, run), TR_OK);
  tr_sarif_begin(&sarif, out);
  for (size_t i = 0; i < count; i++)
    tr_sarif_finding(&sarif, &findings[i], out);
  tr_sarif_end(&sarif, &summary, out);
  tr_sarif_done(&sarif);
  tr_buf_add_char(out, '\0');
  assert_int_equal(out->bad, TR_OK);
}

static void writes_a_log_without_results(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  tr_buf out;
  write_log(&run, NULL, 0, &out);
  assert_non_null(strstr(out.p, "\"results\":[\n]"));
  assert_non_null(strstr(out.p, "\"version\":\"2.1.0\""));
  assert_non_null(strstr(out.p, "\"rules\":[]"));
  assert_non_null(strstr(out.p, "\"executionSuccessful\":true"));
  tr_buf_done(&out);
}

static void numbers_rules_as_they_occur(void **state) {
  (void)state;
  static const tr_rule other = {.id = "TRA0001", .slug = "a"};
  static const tr_rule stranger = {.id = "ZZZ0001", .slug = "z"};
  const tr_rule *const rules[] = {&other, &sample_rule};
  const tr_pack pack = {.rules = rules, .rule_count = 2};
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.pack = &pack;
  run.tables = &tables;
  tr_finding findings[4] = {sample_finding(), sample_finding(),
                            sample_finding(), sample_finding()};
  findings[1].rule = &other;
  findings[3].rule = &stranger;
  tr_buf out;
  write_log(&run, findings, 4, &out);
  const char *first = strstr(out.p, "{\"ruleId\":\"TRC0203\",\"ruleIndex\":0,");
  const char *second =
      strstr(out.p, "{\"ruleId\":\"TRA0001\",\"ruleIndex\":1,");
  assert_non_null(first);
  assert_non_null(second);
  assert_true(first < second);
  assert_non_null(
      strstr(first + 1, "{\"ruleId\":\"TRC0203\",\"ruleIndex\":0,"));
  /* one that the pack does not have is named, and has no index */
  assert_non_null(strstr(out.p, "{\"ruleId\":\"ZZZ0001\",\"level\""));
  const char *in_tool = strstr(out.p, "{\"id\":\"TRC0203\"");
  assert_non_null(in_tool);
  assert_non_null(strstr(in_tool, "{\"id\":\"TRA0001\""));
  assert_null(strstr(out.p, "{\"id\":\"ZZZ0001\""));
  tr_buf_done(&out);
}

static void has_levels(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  static const struct {
    tr_severity severity;
    const char *wanted;
  } rows[] = {{TR_SEVERITY_ERROR, "\"level\":\"error\",\"message\""},
              {TR_SEVERITY_WARNING, "\"level\":\"warning\",\"message\""},
              {TR_SEVERITY_ADVICE, "\"level\":\"note\",\"message\""},
              {TR_SEVERITY_INFO, "\"level\":\"note\",\"message\""}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_finding finding = sample_finding();
    finding.severity = rows[i].severity;
    TR_ROW(i, tr_str_of(rows[i].wanted));
    tr_buf out;
    write_log(&run, &finding, 1, &out);
    assert_non_null(strstr(out.p, rows[i].wanted));
    tr_buf_done(&out);
  }
}

static void says_how_others_say_it(void **state) {
  (void)state;
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  tr_rule rule = sample_rule;
  rule.status = status_of_rule;
  tr_finding finding = sample_finding();
  finding.rule = &rule;
  memcpy(finding.syntax.segment_code, "8", 2);
  memcpy(finding.syntax.element_code, "I12", 4);
  tr_buf out;
  write_log(&run, &finding, 1, &out);
  assert_non_null(strstr(out.p, "\"ack\":{\"ik304\":\"8\",\"ik403\":\"I12\"}"));
  assert_non_null(
      strstr(out.p, "\"status\":{\"category\":\"A7\",\"code\":\"476\"}"));
  assert_non_null(strstr(out.p,
                         "\"severity\":\"error\",\"claim\":\"26463774\","
                         "\"claimAt\":171,\"line\":2,"));
  tr_buf_done(&out);
}

/* What follows "claimElement/v1":" in a log of one finding. */
static void fingerprint(const tr_finding *finding, char print[17]) {
  tr_tables tables;
  tr_tables_init(&tables);
  tr_run run = sample_run();
  run.tables = &tables;
  tr_buf out;
  write_log(&run, finding, 1, &out);
  const char *at = strstr(out.p, "\"claimElement/v1\":\"");
  assert_non_null(at);
  memcpy(print, at + strlen("\"claimElement/v1\":\""), 16);
  print[16] = '\0';
  tr_buf_done(&out);
}

static void fingerprints_outlive_a_new_file(void **state) {
  (void)state;
  char first[17], again[17];
  tr_finding finding = sample_finding();
  fingerprint(&finding, first);
  finding.file = "july.837";
  finding.at.offset += 100;
  finding.at.ordinal += 7;
  finding.claim_at += 7;
  finding.message = TR_STR("other words");
  fingerprint(&finding, again);
  assert_string_equal(first, again);
  finding.line = 3;
  fingerprint(&finding, again);
  assert_string_not_equal(first, again);
  finding = sample_finding();
  finding.claim = TR_STR("26463775");
  fingerprint(&finding, again);
  assert_string_not_equal(first, again);
}

TR_TESTS(cmocka_unit_test(writes_a_log_without_results),
         cmocka_unit_test(numbers_rules_as_they_occur),
         cmocka_unit_test(has_levels), cmocka_unit_test(says_how_others_say_it),
         cmocka_unit_test(fingerprints_outlive_a_new_file))
