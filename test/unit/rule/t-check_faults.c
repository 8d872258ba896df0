/* Tests of src/rule/check_faults.c: what readers, walk and builder tell becomes
 * a finding of its claim and line, once, in words that name nobody; and which
 * of two speaks where a rule finds the same (check_report.c). */
#include "check_run.h"

#define J12 "20260612"
#define TWO_LINES                    \
  LINE("1", "98940", "45", "1", J12) \
  LINE("2", "97012", "30", "2", J12)

/* A reader's rule; with `message` the arguments it names. */
static void raised(check_run *run, const char *id, const char *message) {
  run_rule(run, (rule_spec){.id = id,
                            .severity = TR_SEVERITY_ERROR,
                            .raised = TR_RAISED_BY_READER,
                            .message = message});
}

/* Of a claim is what has its owner, and nothing else has. */
static void see(void *context, const tr_finding *finding) {
  assert_int_equal(finding->owner != NULL, finding->claim_at != 0);
  if (finding->owner != NULL) {
    assert_int_equal(finding->owner->at, finding->claim_at);
    assert_true(
        tr_str_eq(tr_unit_text(finding->owner->unit, &finding->owner->id),
                  finding->claim));
    assert_true(finding->line >= 0);
  } else {
    assert_int_equal(finding->line, -1);
    assert_int_equal(finding->claim.n, 0);
  }
  run_finding(context, finding);
}

static void start(check_run *run) {
  run_start(run);
  run->options.finding = see;
}

/* ------------------------------------------------------------------- places */

/* Above the claims, in each of two claims, in their lines and at their ends. */
static void test_places(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raised(&run, "TRX0103", "no {segment}");
  raised(&run, "TRX0105", "no {element}");
  raised(&run, "TRX0109", "{element} {value}");
  const claim_spec claims[] = {
      {.id = "A",
       .total = "x",
       .lines = LINE("1", "98940", "y", "1", J12)
           LINE("7", "97012", "1", "1", J12) LINE("8", "97012", "1", "z", J12)},
      {.id = "B",
       .turn = "",
       .diagnoses = "",
       .lines =
           "LX*1~SV1*HC:98940*1*UN*1***1~" LINE("2", "97012", "-", "1", J12)},
      {.id = "C",
       .lines = LINE("1", "98940", "1", "1",
                     J12) "LX*2~SV1*HC:97012*1*UN****1~DTP*472*D8*" J12 "~"}};
  assert_string_equal(run_claims(&run, claims, 3),
                      "TRX0109 error A CLM02 'CLM02 x'\n"
                      "TRX0109 error A/1 SV102 'SV102 y'\n"
                      "TRX0109 error A/8 SV104 'SV104 z'\n"
                      "TRX0105 error SBR01 'no SBR01'\n"
                      "TRX0103 error B HI 'no HI'\n"
                      "TRX0103 error B/1 DTP 'no DTP'\n"
                      "TRX0109 error B/2 SV102 'SV102 -'\n"
                      "TRX0105 error C/2 SV104 'no SV104'\n");
  assert_int_equal(run.summary.claims, 3);
  assert_int_equal(run.summary.claims_with_errors, 3);
  run_end(&run);
}

/* The builder's words on a value of the right type that it cannot hold, and on
 * what is too much for it, are of their claim too. */
static void test_of_the_builder(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_raised(&run, "TRX0108", TR_RAISED_BY_READER, "claim-limit",
             "more than {limit} {unit}");
  run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "money",
             "{element} {value}");
  tr_buf more;
  tr_buf_init(&more, EDI_MOST);
  for (int i = 0; i < 5001; i++) tr_buf_add(&more, TR_STR("PWK*OZ*BM~"));
  tr_buf_add_char(&more, '\0');
  const claim_spec claims[] = {
      {.id = "A",
       .lines = LINE("1", "98940", "1", "1", J12)
           LINE("5", "97012", "99999999999999999", "1", J12)},
      {.id = "B", .more = more.p}};
  /* 5001 attachments are told of by the walk as well, which is no rule here */
  assert_string_equal(run_claims(&run, claims, 2),
                      "TRX0109 error A/5 SV102 'SV102 99999999999999999'\n"
                      "TRX0108 error B PWK 'more than 5000 attachments'\n");
  tr_buf_done(&more);
  run_end(&run);
}

/* --------------------------------------------------------------------- once */

/* What the walk has told of an element the builder does not tell again; of
 * two elements of one segment both are told. */
static void test_once(void **state) {
  (void)state;
  static const struct {
    const char *text, *line, *wanted;
  } rows[] = {
      {"no amount", "LX*1~SV1*HC:98940*abc*UN*1***1~DTP*472*D8*" J12 "~",
       "TRX0109 error C1/1 SV102 'decimal'\n"},
      {"too long and too large",
       "LX*1~SV1*HC:98940*9999999999999999999*UN*1***1~DTP*472*D8*" J12 "~",
       "TRX0108 error C1/1 SV102 'length'\n"},
      {"a blank before it",
       "LX*1~SV1*HC:98940* 45*UN*1***1~DTP*472*D8*" J12 "~",
       "TRX0109 error C1/1 SV102 'other' fix SV102  45 to 45 safely\n"},
      {"two elements", "LX*1~SV1*HC:98940*abc*UN*x***1~DTP*472*D8*" J12 "~",
       "TRX0109 error C1/1 SV102 'decimal'\n"
       "TRX0109 error C1/1 SV104 'decimal'\n"},
      {"two lines",
       LINE("1", "98940", "abc", "1", J12) LINE("2", "97012", "abc", "1", J12),
       "TRX0109 error C1/1 SV102 'decimal'\n"
       "TRX0109 error C1/2 SV102 'decimal'\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&run);
    raised(&run, "TRX0108", "length");
    run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "decimal", "decimal");
    assert_string_equal(run_claim(&run, (claim_spec){.lines = rows[i].line}),
                        rows[i].wanted);
    run_end(&run);
  }
}

/* ----------------------------------------------------------- words, fixes */

/* What tells who a person is comes without its value. */
static void test_value_words(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raised(&run, "TRX0109", "'{value}' is none");
  const char *text =
      run_claim(&run, (claim_spec){.born = "DMG*D8*1979-5-2*F~", .total = "x"});
  assert_string_equal(text,
                      "TRX0109 error DMG02 ''a value not shown here' is none'\n"
                      "TRX0109 error C1 CLM02 ''x' is none'\n");
  run_end(&run);
}

/* What formatting alone mends is offered as a safe fix, with what stands there
 * and what is to stand there. */
static void test_fixes(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raised(&run, "TRX0107", "trailing");
  raised(&run, "TRX0109", "blanks");
  assert_string_equal(
      run_claim(&run, (claim_spec){.last = "ROWAN ",
                                   .more = "REF*G1*AUTH5~REF*F8*ICN 1 **~",
                                   .lines = "LX*1~SV1*HC:98940::*45*UN*1***1**~"
                                            "DTP*472*D8*" J12 "~"}),
      "TRX0109 error NM103 'blanks' fix NM103 ROWAN  to ROWAN safely\n"
      "TRX0109 error C1 REF02 'blanks' fix REF02 ICN 1  to ICN 1 safely\n"
      "TRX0107 error C1 REF 'trailing' fix REF ** to  safely\n"
      "TRX0107 error C1/1 SV101 'trailing' fix SV101 :: to  safely\n"
      "TRX0107 error C1/1 SV1 'trailing' fix SV1 ** to  safely\n");
  run_end(&run);
}

/* A rule that is not to be shown says nothing, and neither does the next who
 * would tell the same. */
static void test_ignored(void **state) {
  (void)state;
  check_run run;
  start(&run);
  raised(&run, "TRX0109", "m");
  run.options.select.ignore = TR_STR("TRX0109");
  assert_string_equal(run_claim(&run, (claim_spec){.total = "x"}), "");
  run_end(&run);
}

/* ---------------------------------------------------- of two who may speak */

static rule_spec on_line(const char *id, const char *when, const char *at) {
  return (rule_spec){.id = id,
                     .severity = TR_SEVERITY_WARNING,
                     .each = TR_EACH_LINE,
                     .when = when,
                     .at = at,
                     .message = "m"};
}

/* The walk speaks where a rule finds the same element, and a rule's silence
 * ends there. */
static void test_one_element(void **state) {
  (void)state;
  static const struct {
    const char *text, *at, *line, *wanted;
  } rows[] = {
      {"the same element", "line.units",
       "LX*1~SV1*HC:98940*45*UN*x***1~DTP*472*D8*" J12 "~",
       "TRX0109 error C1/1 SV104 'w'\n"},
      {"another element of the segment", "line.charge",
       "LX*1~SV1*HC:98940*45*UN*x***1~DTP*472*D8*" J12 "~",
       "TRC0001 warning C1/1 SV102 'm'\nTRX0109 error C1/1 SV104 'w'\n"},
      {"a component of it", "line.code",
       "LX*1~SV1*HC:98940::*45*UN*1***1~DTP*472*D8*" J12 "~",
       "TRX0107 error C1/1 SV101 'w' fix SV101 :: to  safely\n"},
      {"the segment as a whole", "line.units",
       "LX*1~SV1*HC:98940*45*UN*1***1**~DTP*472*D8*" J12 "~",
       "TRX0107 error C1/1 SV1 'w' fix SV1 ** to  safely\n"},
      {"the element of another line", "line.units",
       LINE("1", "98940", "45", "1", J12) LINE("2", "97012", "1", "x", J12),
       "TRC0001 warning C1/1 SV104 'm'\nTRX0109 error C1/2 SV104 'w'\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&run);
    run_rule(&run, on_line("TRC0001", "line.code is present", rows[i].at));
    raised(&run, "TRX0107", "w");
    raised(&run, "TRX0109", "w");
    assert_string_equal(run_claim(&run, (claim_spec){.lines = rows[i].line}),
                        rows[i].wanted);
    run_end(&run);
  }
}

/* A rule of the walk that yields to one that knows more is silent on the
 * element that one speaks of, a rule on a loop on its line. */
static void test_walk_yields(void **state) {
  (void)state;
  static const struct {
    const char *text, *over, *when, *at, *line, *wanted;
  } rows[] = {
      {"to the same element", "element", "line.units is absent", "line.units",
       "LX*1~SV1*HC:98940*45*UN****1~DTP*472*D8*" J12 "~",
       "TRC0001 warning C1/1 SV104 'm'\n"},
      {"not to another element", "element", "line.units is absent", "line.code",
       "LX*1~SV1*HC:98940*45*UN****1~DTP*472*D8*" J12 "~",
       "TRC0001 warning C1/1 SV101-2 'm'\nTRX0105 error C1/1 SV104 'w'\n"},
      {"not to another segment", "element", "line.date is present", "line.date",
       "LX*1~SV1*HC:98940*45*UN****1~DTP*472*D8*" J12 "~",
       "TRX0105 error C1/1 SV104 'w'\nTRC0001 warning C1/1 DTP03 'm'\n"},
      {"not where the rule is silent", "element", "line.units is present",
       "line.units", "LX*1~SV1*HC:98940*45*UN****1~DTP*472*D8*" J12 "~",
       "TRX0105 error C1/1 SV104 'w'\n"},
      {"of a loop, to its line", "loop", "line.date is absent", "line.code",
       "LX*1~SV1*HC:98940*45*UN*1***1~", "TRC0001 warning C1/1 SV101-2 'm'\n"},
      {"of a loop, not to another line", "loop", "line.number == 1",
       "line.code",
       LINE("1", "98940", "45", "1", J12) "LX*2~SV1*HC:97012*1*UN*1***1~",
       "TRC0001 warning C1/1 SV101-2 'm'\nTRX0103 error C1/2 DTP 'w'\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    TR_ROW(i, tr_str_of(rows[i].text));
    start(&run);
    run_rule(&run, on_line("TRC0001", rows[i].when, rows[i].at));
    const bool of_loop = strcmp(rows[i].over, "loop") == 0;
    run_rule(&run, (rule_spec){.id = of_loop ? "TRX0103" : "TRX0105",
                               .severity = TR_SEVERITY_ERROR,
                               .raised = TR_RAISED_BY_READER,
                               .over = rows[i].over,
                               .message = "w",
                               .yields_to = {"TRC0001"}});
    assert_string_equal(run_claim(&run, (claim_spec){.lines = rows[i].line}),
                        rows[i].wanted);
    run_end(&run);
  }
}

/* What a 999 says of the fault is then said of the rule's finding. */
static void keep_syntax(void *context, const tr_finding *finding) {
  tr_syntax *kept = context;
  assert_string_equal(finding->rule->id, "TRC0001");
  *kept = finding->syntax;
}

static void test_syntax_goes_on(void **state) {
  (void)state;
  tr_syntax kept = {.position = 0};
  check_run run;
  run_start(&run);
  run.options.finding = keep_syntax;
  run.options.context = &kept;
  run_rule(&run, on_line("TRC0001", "line.units is absent", "line.units"));
  run_rule(&run, (rule_spec){.id = "TRX0105",
                             .raised = TR_RAISED_BY_READER,
                             .over = "element",
                             .yields_to = {"TRC0001"}});
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1,
            (claim_spec){.lines = "LX*1~SV1*HC:98940*45*UN****1~"
                                  "DTP*472*D8*" J12 "~"});
  edi_end(&edi);
  tr_check *check = NULL;
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
  assert_int_equal(tr_check_feed(check, edi.p, edi.n), TR_OK);
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  tr_check_free(check);
  assert_string_equal(kept.segment_code, "8");
  assert_string_equal(kept.element_code, "1");
  assert_string_equal(kept.segment, "SV1");
  assert_string_equal(kept.loop, "2400");
  assert_int_equal(kept.element, 4);
  tr_buf_done(&edi);
  run_end(&run);
}

/* What was told of the levels above is shown before the claim, whose rules are
 * silent on it all the same; those of the next subscriber are not. */
static void test_above_the_claim(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .severity = TR_SEVERITY_WARNING,
                             .each = TR_EACH_CLAIM,
                             .when = "claim.id is present",
                             .at = "claim.filing_code",
                             .message = "m"});
  raised(&run, "TRX0110", "w");
  const claim_spec claims[] = {{.id = "A", .filing = "??"}, {.id = "B"}};
  assert_string_equal(run_claims(&run, claims, 2),
                      "TRX0110 error SBR09 'w'\n"
                      "TRC0001 warning B SBR09 'm'\n");
  run_end(&run);
}

static void keep_shown(void *context, const tr_finding *finding) {
  char *shown = context;
  const size_t used = strlen(shown);
  snprintf(shown + used, 200 - used, "%s %.*s|", finding->guide,
           TR_STR_ARG(finding->at.line));
}

/* What is missing above the claims is shown behind the segment it follows, and
 * each finding knows the guide of its transaction. */
static void test_shown(void **state) {
  (void)state;
  char shown[200] = "";
  check_run run;
  tr_buf edi;
  run_start(&run);
  raised(&run, "TRX0103", "no {segment}");
  raised(&run, "TRX0110", "{element}");
  run.options.finding = keep_shown;
  run.options.context = shown;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1, (claim_spec){.npi = "1234567893"});
  edi_end(&edi);
  /* an N4 becomes another N3, and ISA15 is no code */
  char *at = strstr(edi.p, "N4*SALEM");
  memcpy(at, "PER*IC*A", 8);
  at = strstr(edi.p, "*T*:");
  at[1] = 'Q';
  const tr_str file = tr_buf_str(&edi);
  tr_check *check = NULL;
  assert_int_equal(tr_check_new(&run.options, &check), TR_OK);
  assert_int_equal(tr_check_begin(check, "a.837"), TR_OK);
  run_feed(&run, check, file);
  assert_int_equal(tr_check_end(check, NULL), TR_OK);
  tr_check_free(check);
  const char *want = "837p N3*12 ELM STREET|";
  if (strstr(shown, want) == NULL) fail_msg("%s", shown);
  assert_memory_equal(shown, "control ISA*", 12);
  tr_buf_done(&edi);
  run_end(&run);
}

/* A set without a CLM, unless what was told may be its reason. */
static void test_without_claims(void **state) {
  (void)state;
  static const struct {
    const char *more, *want;
  } rows[] = {
      {"", "TRS0120 error SE 'none in 0001'\n"},
      {"CLM*C1*45***11:B:1*Y*A*Y*Y~HI*ABK:M9903~",
       "TRX0103 error C1 LX 'no LX'\n"},
      {"CLMX*C1*45***11:B:1*Y*A*Y*Y~", "TRX0101 error  'id'\n"},
      {"HI*ABK:M9903~" LINE("1", "98940", "45", "1", J12),
       "TRX0103 error CLM 'no CLM'\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    check_run run;
    tr_buf edi;
    TR_ROW(i, tr_str_of(rows[i].more));
    run_start(&run);
    raised(&run, "TRS0120", "none in {control}");
    raised(&run, "TRX0101", "id");
    raised(&run, "TRX0103", "no {segment}");
    tr_buf_init(&edi, EDI_MOST);
    edi_begin(&edi);
    edi_claim(&edi, 1, (claim_spec){.lines = "", .diagnoses = ""});
    edi.n = (size_t)(strstr(edi.p, "CLM*") - edi.p);
    tr_buf_add(&edi, tr_str_of(rows[i].more));
    edi_end(&edi);
    const tr_str file = tr_buf_str(&edi);
    assert_string_equal(run_files(&run, &file, 1), rows[i].want);
    tr_buf_done(&edi);
    run_end(&run);
  }
}

TR_TESTS(cmocka_unit_test(test_places), cmocka_unit_test(test_without_claims),
         cmocka_unit_test(test_shown), cmocka_unit_test(test_of_the_builder),
         cmocka_unit_test(test_once), cmocka_unit_test(test_value_words),
         cmocka_unit_test(test_fixes), cmocka_unit_test(test_ignored),
         cmocka_unit_test(test_one_element), cmocka_unit_test(test_walk_yields),
         cmocka_unit_test(test_syntax_goes_on),
         cmocka_unit_test(test_above_the_claim))
