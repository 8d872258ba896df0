/* Tests of src/rule/check_report.c: who speaks, how severe, in which words, in
 * which order. */
#include "check_run.h"

#define J12 "20260612"
#define TWO_LINES                       \
  LINE("1", "98940:AT", "45", "1", J12) \
  LINE("2", "97012:GP", "30", "2", J12)

/* A rule on the lines of a code. */
static rule_spec on(const char *id, const char *when) {
  return (rule_spec){.id = id,
                     .severity = TR_SEVERITY_ERROR,
                     .each = TR_EACH_LINE,
                     .when = when,
                     .at = "line.code",
                     .message = "m"};
}

static rule_spec on_claim(const char *id, const char *when) {
  rule_spec rule = on(id, when);
  rule.each = TR_EACH_CLAIM;
  rule.at = "claim.id";
  return rule;
}

/* The ids that speak, with their lines: "1/2 4". */
static const char *voices(const char *text, char *out) {
  size_t n = 0;
  for (const char *p = strstr(text, "TRC000"); p != NULL;
       p = strstr(p + 1, "TRC000")) {
    if (n != 0) out[n++] = ' ';
    out[n++] = p[6];
    const char *line = strstr(p, "C1/"), *end = strchr(p, '\n');
    if (line != NULL && line < end) {
      out[n++] = '/';
      out[n++] = line[3];
    }
  }
  out[n] = '\0';
  return out;
}

/* ----------------------------------------------------- one cause, one voice */

static void test_yields(void **state) {
  (void)state;
  static const struct {
    const char *text, *cause, *follower; /* conditions; + for a claim's rule */
    const char *wanted;
  } rows[] = {
      {"the same line", "line.code == 97012", "line.code == 97012", "1/2"},
      {"another line", "line.code == 98940", "line.code == 97012", "1/1 2/2"},
      {"the cause is the claim's", "+claim.total == 45.00",
       "line.code == 97012", "1"},
      {"the follower is the claim's", "line.code == 97012",
       "+claim.total == 45.00", "1/2"},
      {"no cause", "line.code == 99999", "line.code == 97012", "2/2"},
      {"one of two lines", "line.code == 97012", "line.units >= 1", "2/1 1/2"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    char out[64];
    TR_ROW(i, tr_str_of(rows[i].text));
    run_start(&run);
    const bool of_claim = rows[i].cause[0] == '+';
    run_rule(&run, of_claim ? on_claim("TRC0001", rows[i].cause + 1)
                            : on("TRC0001", rows[i].cause));
    rule_spec follower = rows[i].follower[0] == '+'
                             ? on_claim("TRC0002", rows[i].follower + 1)
                             : on("TRC0002", rows[i].follower);
    follower.yields_to[0] = "TRC0007"; /* which is no rule here */
    follower.yields_to[1] = "TRC0001";
    run_rule(&run, follower);
    assert_string_equal(
        voices(run_claim(&run, (claim_spec){.lines = TWO_LINES}), out),
        rows[i].wanted);
    run_end(&run);
  }
}

/* Of a chain the first cause alone speaks; an unlisted follower speaks too. */
static void test_yields_in_chain(void **state) {
  (void)state;
  check_run run;
  char out[64];
  run_start(&run);
  run_rule(&run, on("TRC0001", "line.code == 97012"));
  rule_spec second = on("TRC0002", "line.code == 97012");
  second.yields_to[0] = "TRC0001";
  run_rule(&run, second);
  rule_spec third = on("TRC0003", "line.code == 97012");
  third.yields_to[0] = "TRC0002"; /* silent itself, it silences */
  run_rule(&run, third);
  run_rule(&run, on("TRC0004", "line.code == 97012"));
  run.options.select.ignore = TR_STR("");
  const claim_spec claim = {.lines = TWO_LINES};
  assert_string_equal(voices(run_claim(&run, claim), out), "1/2 4/2");
  /* a cause that is not to be shown is a cause nevertheless */
  run.options.select.ignore = TR_STR("TRC0001");
  assert_string_equal(voices(run_claim(&run, claim), out), "4/2");
  run.options.select.ignore = TR_STR("");
  run.options.select.select = TR_STR("TRC0004,TRC0001");
  assert_string_equal(voices(run_claim(&run, claim), out), "1/2 4/2");
  run_end(&run);
}

/* ----------------------------------------------------------------- severity */

static const char *severity_of(rule_spec rule, const char *payer, char *out) {
  check_run run;
  run_start(&run);
  run_rule(&run, rule);
  const char *text = run_claim(&run, (claim_spec){.payer = payer});
  if (sscanf(text, "%*s %15s", out) != 1) memcpy(out, "silent", 7);
  run_end(&run);
  return out;
}

static void test_severity(void **state) {
  (void)state;
  static const struct {
    const char *text, *id, *confidence, *cap_by, *payer;
    tr_severity severity;
    const char *wanted;
  } rows[] = {
      {"its own", "TRC0001", NULL, NULL, "29076", TR_SEVERITY_ERROR, "error"},
      {"background knowledge", "TRC0001", "background", NULL, "29076",
       TR_SEVERITY_ERROR, "warning"},
      {"milder than that", "TRC0001", "background", NULL, "29076",
       TR_SEVERITY_ADVICE, "advice"},
      {"secondary knowledge", "TRC0001", "secondary", NULL, "29076",
       TR_SEVERITY_ERROR, "error"},
      {"a payer's official term", "TRC0001", NULL, "capped", "29076",
       TR_SEVERITY_ERROR, "warning"},
      {"a payer's secondary term", "TRC0001", NULL, "secondary", "29076",
       TR_SEVERITY_ERROR, "advice"},
      {"milder than the cap", "TRC0001", NULL, "capped", "29076",
       TR_SEVERITY_INFO, "info"},
      {"a payer without that term", "TRC0001", NULL, "capped", "00831",
       TR_SEVERITY_ERROR, "error"},
      {"off at this payer", "TRC0008", NULL, NULL, "29076", TR_SEVERITY_ERROR,
       "silent"},
      {"on at others", "TRC0008", NULL, NULL, "00831", TR_SEVERITY_ERROR,
       "error"},
      {"raised by this payer", "TRC0009", NULL, NULL, "29076",
       TR_SEVERITY_ADVICE, "error"},
      {"not by others", "TRC0009", NULL, NULL, "00831", TR_SEVERITY_ADVICE,
       "advice"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char out[16];
    TR_ROW(i, tr_str_of(rows[i].text));
    rule_spec rule = on(rows[i].id, "line.code == 98940");
    rule.confidence = rows[i].confidence;
    rule.cap_by = rows[i].cap_by;
    rule.severity = rows[i].severity;
    assert_string_equal(severity_of(rule, rows[i].payer, out), rows[i].wanted);
  }
}

/* ---------------------------------------------------------------- overrides */

static void test_overrides(void **state) {
  (void)state;
  static const struct {
    const char *text, *override;
    bool overridable;
    const char *wanted;
  } rows[] = {
      {"none", "null", true, "error"},
      {"signed", "{'rule':'TRC0001','reason':'cleared','by':'1'}", true,
       "warning"},
      {"of a rule that takes none",
       "{'rule':'TRC0001','reason':'cleared','by':'1'}", false, "error"},
      {"of another rule", "{'rule':'TRC0002','reason':'cleared','by':'1'}",
       true, "error"},
      {"without a reason", "{'rule':'TRC0001','by':'1'}", true, "error"},
      {"by nobody", "{'rule':'TRC0001','reason':'cleared'}", true, "error"},
      {"the second of two",
       "[{'rule':'TRC0009','reason':'a','by':'1'},"
       "{'rule':'TRC0001','reason':'cleared','by':'1'}]",
       true, "warning"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    char json[512], severity[16];
    TR_ROW(i, tr_str_of(rows[i].text));
    run_start(&run);
    rule_spec rule = on("TRC0001", "line.code == 98940");
    rule.overridable = rows[i].overridable;
    run_rule(&run, rule);
    snprintf(json, sizeof json,
             "{'id':'n','claim':'C1','date_of_service':'2026-06-12',"
             "'author':{'npi':'1234567893'},"
             "'patient':{'born':'1979-05-02'},'override':%s}",
             rows[i].override);
    run_notes(&run, json);
    const char *text = run_claim(&run, (claim_spec){0});
    assert_int_equal(sscanf(text, "TRC0001 %15s", severity), 1);
    assert_string_equal(severity, rows[i].wanted);
    /* the reason is shown where it counts */
    const bool shown = strstr(text, "why overridden by 1: cleared") != NULL;
    assert_int_equal(shown, strcmp(rows[i].wanted, "warning") == 0);
    run_end(&run);
  }
}

/* ------------------------------------------------------ cases, words, fixes */

static void test_cases(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  rule_spec rule = on("TRC0001", "line.units >= 1");
  rule.message = "own {line.units}";
  rule.case_when = "line.code == 97012";
  rule.case_message = "case {line.code}";
  rule.case_at = "line.units";
  rule.case_milder = true;
  run_rule(&run, rule);
  rule_spec silent = on("TRC0002", "line.units >= 1");
  silent.case_when = "line.code == 97012";
  silent.case_silent = true;
  run_rule(&run, silent);
  assert_string_equal(run_claim(&run, (claim_spec){.lines = TWO_LINES}),
                      "TRC0001 error C1/1 SV101-2 'own 1'\n"
                      "TRC0002 error C1/1 SV101-2 'm'\n"
                      "TRC0001 info C1/2 SV104 'case 97012'\n");
  run_end(&run);
}

static void test_fixes(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  rule_spec rule = on("TRC0001", "line.code == 97012");
  rule.fix_at = "line.units";
  rule.fix_to = "{1}";
  run_rule(&run, rule);
  rule.id = "TRC0002";
  rule.fix_safe = true;
  rule.fix_at = "line.code";
  rule.fix_to = "97140";
  run_rule(&run, rule);
  assert_string_equal(
      run_claim(&run, (claim_spec){.lines = TWO_LINES}),
      "TRC0001 error C1/2 SV101-2 'm' fix SV104 2 to 1\n"
      "TRC0002 error C1/2 SV101-2 'm' fix SV101-2 97012 to 97140 safely\n");
  run_end(&run);
}

/* A rule whose place is not there points to its line, else to its claim; a
 * further place that is the caret's own is not told twice. */
static void test_places(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  rule_spec rule = on("TRC0001", "line.code == 97012");
  rule.at = NULL;
  run_rule(&run, rule);
  rule = on_claim("TRC0002", "claim.id is present");
  rule.at = NULL;
  rule.also = "x in claim.lines: x.code";
  run_rule(&run, rule);
  rule = on("TRC0003", "line.code == 97012");
  rule.also = "x in claim.lines: x.code";
  run_rule(&run, rule);
  assert_string_equal(
      run_claim(&run, (claim_spec){.lines = TWO_LINES}),
      "TRC0002 error C1 CLM01 'm', also SV101-2 '98940', also SV101-2 "
      "'97012'\n"
      "TRC0001 error C1/2 SV101-2 'm'\n"
      "TRC0003 error C1/2 SV101-2 'm', also SV101-2 '98940'\n");
  run_end(&run);
}

/* The line of a finding is LX01; the place in the claim where that is lost. */
static void test_line_numbers(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, on("TRC0001", "line.code is present"));
  assert_string_equal(
      run_claim(&run, (claim_spec){.lines = LINE("7", "98940", "1", "1", J12)
                                       LINE("", "97012", "1", "1", J12)}),
      "TRC0001 error C1/7 SV101-2 'm'\nTRC0001 error C1/2 SV101-2 'm'\n");
  run_end(&run);
}

/* -------------------------------------------------------------------- order */

static void test_order(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  /* ids against the order of the file: place goes first, then id */
  rule_spec rule = on("TRC0001", "line.code == 97012");
  rule.at = "line.units";
  run_rule(&run, rule);
  run_rule(&run, on("TRC0002", "line.code == 97012"));
  run_rule(&run, on("TRC0003", "line.code == 98940"));
  run_rule(&run, on("TRC0004", "line.code == 97012"));
  rule = on_claim("TRC0005", "claim.id is present");
  run_rule(&run, rule);
  rule = on("TRC0006", "line.code == 98940");
  rule.each = TR_EACH_DIAGNOSIS;
  rule.when = "diagnosis.position == 2";
  rule.at = "diagnosis.code";
  run_rule(&run, rule);
  assert_string_equal(run_claim(&run, (claim_spec){.lines = TWO_LINES}),
                      "TRC0005 error C1 CLM01 'm'\n"
                      "TRC0006 error C1 HI02-2 'm'\n"
                      "TRC0003 error C1/1 SV101-2 'm'\n"
                      "TRC0002 error C1/2 SV101-2 'm'\n"
                      "TRC0004 error C1/2 SV101-2 'm'\n"
                      "TRC0001 error C1/2 SV104 'm'\n");
  assert_int_equal(run.summary.findings[TR_SEVERITY_ERROR], 6);
  assert_int_equal(run.summary.claims_with_errors, 1);
  run_end(&run);
}

static void test_claims_with_errors(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, on_claim("TRC0001", "claim.total == 1.00"));
  rule_spec mild = on_claim("TRC0002", "claim.total == 2.00");
  mild.severity = TR_SEVERITY_WARNING;
  run_rule(&run, mild);
  const claim_spec claims[] = {{.id = "A", .total = "1"},
                               {.id = "B", .total = "2"},
                               {.id = "C", .total = "3"},
                               {.id = "D", .total = "1", .first = "JO"}};
  run_claims(&run, claims, 4);
  assert_int_equal(run.summary.claims, 4);
  assert_int_equal(run.summary.claims_with_errors, 2);
  assert_int_equal(run.summary.findings[TR_SEVERITY_ERROR], 2);
  assert_int_equal(run.summary.findings[TR_SEVERITY_WARNING], 1);
  run_end(&run);
}

/* ---------------------------------------------------------- readers' faults */

/* A value that is no amount: told by the walk, in the words of its rule,
 * between the findings of the claim's rules, and once. */
static void test_faults_in_order(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, on("TRC0001", "line.code is present"));
  run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "decimal",
             "{element} is no amount: {value}");
  run_rule(&run, (rule_spec){.id = "TRX0999", .raised = TR_RAISED_BY_READER});
  assert_string_equal(
      run_claim(&run, (claim_spec){.lines = LINE("1", "98940", "abc", "1", J12)
                                       LINE("2", "97012", "1", "1", J12)}),
      "TRC0001 error C1/1 SV101-2 'm'\n"
      "TRX0109 error C1/1 SV102 'SV102 is no amount: abc'\n"
      "TRC0001 error C1/2 SV101-2 'm'\n");
  run.options.select.ignore = TR_STR("TRX");
  run_claim(&run, (claim_spec){.lines = LINE("1", "98940", "abc", "1", J12)});
  assert_int_equal(run.findings, 1);
  run_end(&run);
}

/* A variant the pack has no words for is said in the rule's own; one that is
 * to be silent is. */
static void test_fault_words(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "date", "no date");
  assert_string_equal(
      run_claim(&run,
                (claim_spec){.lines = LINE("1", "98940", "abc", "1", J12)}),
      "TRX0109 error C1/1 SV102 'other'\n");
  run.pack.rule_count = 0;
  run_rule(&run, (rule_spec){.id = "TRX0109",
                             .raised = TR_RAISED_BY_READER,
                             .variant = "date",
                             .case_silent = true});
  assert_string_equal(
      run_claim(&run, (claim_spec){.lines = LINE("1", "98940", "45", "1",
                                                 "20261341")}),
      "");
  run_end(&run);
}

/* Only counts, and keeps the last. */
typedef struct last_finding {
  size_t count;
  char rule[8], message[64], claim[8], element[16];
} last_finding;

static void keep_last(void *context, const tr_finding *finding) {
  last_finding *last = context;
  last->count++;
  assert_non_null(finding->owner);
  assert_int_equal(finding->owner->at, finding->claim_at);
  snprintf(last->rule, sizeof last->rule, "%s", finding->rule->id);
  snprintf(last->message, sizeof last->message, "%.*s",
           TR_STR_ARG(finding->message));
  snprintf(last->claim, sizeof last->claim, "%.*s", TR_STR_ARG(finding->claim));
  snprintf(last->element, sizeof last->element, "%s", finding->at.element);
}

/* A claim of more findings than are kept says so with the last of them, and
 * the next claim is judged as any other. */
static void check_very_many(int line_count, int bad_charges) {
  enum { MOST = 4096 };
  static const char *const ids[] = {"TRC0001", "TRC0002", "TRC0003"};
  check_run run;
  last_finding last = {.count = 0};
  run_start(&run);
  for (size_t i = 0; i < TR_COUNT(ids); i++)
    run_rule(&run, on(ids[i], "line.code == 98940"));
  run_raised(&run, "TRX0108", TR_RAISED_BY_READER, "finding-limit",
             "more than {limit}");
  run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "decimal", "no amount");
  tr_buf edi, lines;
  tr_buf_init(&lines, EDI_MOST);
  tr_buf_init(&edi, EDI_MOST);
  for (int i = 0; i < line_count; i++)
    tr_buf_addf(&lines, "LX*%d~SV1*HC:98940*%s*UN*1***1~DTP*472*D8*" J12 "~",
                i + 1, i < bad_charges ? "x" : "1");
  tr_buf_add_char(&lines, '\0');
  edi_begin(&edi);
  edi_claim(&edi, 1, (claim_spec){.lines = lines.p});
  edi_end(&edi);

  tr_check *check = NULL;
  run.options.finding = keep_last;
  run.options.context = &last;
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  for (int file = 1; file <= 2; file++) {
    assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
    assert_int_equal(tr_check_feed(check, edi.p, edi.n), TR_OK);
    assert_int_equal(tr_check_end(check, NULL), TR_OK);
    assert_int_equal(last.count, file * MOST);
    assert_string_equal(last.rule, "TRX0108");
    assert_string_equal(last.message, "more than 4096");
    assert_string_equal(last.claim, "C1");
    assert_string_equal(last.element, "SV101-2");
  }
  assert_int_equal(tr_check_summary(check)->findings[TR_SEVERITY_ERROR],
                   2 * MOST);
  assert_int_equal(tr_check_summary(check)->claims_with_errors, 2);
  tr_check_free(check);
  tr_buf_done(&edi);
  tr_buf_done(&lines);
  run_end(&run);
}

static void test_very_many(void **state) {
  (void)state;
  check_very_many(1500, 0);   /* of rules */
  check_very_many(1300, 900); /* of rules and readers together */
  check_very_many(1300, 899); /* the last two at one element */
}

TR_TESTS(cmocka_unit_test(test_yields), cmocka_unit_test(test_yields_in_chain),
         cmocka_unit_test(test_severity), cmocka_unit_test(test_overrides),
         cmocka_unit_test(test_cases), cmocka_unit_test(test_fixes),
         cmocka_unit_test(test_places), cmocka_unit_test(test_line_numbers),
         cmocka_unit_test(test_order),
         cmocka_unit_test(test_claims_with_errors),
         cmocka_unit_test(test_faults_in_order),
         cmocka_unit_test(test_fault_words), cmocka_unit_test(test_very_many))
