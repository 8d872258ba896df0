/* Tests of src/rule/check_claim.c: what each kind of rule is evaluated for,
 * and with which names bound. */
#include "check_run.h"

#define J12 "20260612"
#define TWO_LINES                       \
  LINE("1", "98940:AT", "45", "1", J12) \
  LINE("2", "97012:GP", "30", "2", J12)

static void check(rule_spec rule, claim_spec claim, const char *wanted) {
  check_run run;
  run_start(&run);
  rule.id = "TRC0001";
  run_rule(&run, rule);
  assert_string_equal(run_claim(&run, claim), wanted);
  run_end(&run);
}

/* One rule of each kind on one claim: how often it fires, and where. */
static void test_kinds(void **state) {
  (void)state;
  static const struct {
    const char *text;
    rule_spec rule;
    const char *wanted;
  } rows[] = {
      {"claim",
       {.each = TR_EACH_CLAIM,
        .when = "claim.total == 45.00",
        .at = "claim.total",
        .message = "{claim.id}"},
       "TRC0001 info C1 CLM02 'C1'\n"},
      {"line",
       {.each = TR_EACH_LINE,
        .when = "line.units >= 1",
        .at = "line.units",
        .message = "{line.code} on {day.date}"},
       "TRC0001 info C1/1 SV104 '98940 on 2026-06-12'\n"
       "TRC0001 info C1/2 SV104 '97012 on 2026-06-12'\n"},
      {"line, one of a code",
       {.each = TR_EACH_LINE,
        .when = "line.code == 97012",
        .at = "line.code",
        .message = "m"},
       "TRC0001 info C1/2 SV101-2 'm'\n"},
      {"day",
       {.each = TR_EACH_DAY,
        .when = "count(x in day.lines) == 2",
        .at = "claim.id",
        .message = "{day.date}"},
       "TRC0001 info C1 CLM01 '2026-06-12'\n"},
      {"diagnosis",
       {.each = TR_EACH_DIAGNOSIS,
        .when = "diagnosis.code is present",
        .at = "diagnosis.code",
        .message = "{diagnosis.code}"},
       "TRC0001 info C1 HI01-2 'M9903'\nTRC0001 info C1 HI02-2 'M5416'\n"},
      {"date",
       {.each = TR_EACH_DATE,
        .when = "date.from is present",
        .at = "date.from",
        .message = "{date.from}"},
       "TRC0001 info C1 DTP03 '2026-06-01'\n"
       "TRC0001 info C1/1 DTP03 '2026-06-12'\n"
       "TRC0001 info C1/2 DTP03 '2026-06-12'\n"},
      {"attachment",
       {.each = TR_EACH_ATTACHMENT,
        .when = "attachment.control is present",
        .at = "attachment.control",
        .message = "m"},
       "TRC0001 info C1 PWK06 'm'\n"},
      {"pair",
       {.each = TR_EACH_PAIR,
        .when = "first.code == 98940",
        .at = "second.code",
        .also = "first.code",
        .message = "{first.code} {second.code}"},
       "TRC0001 info C1/2 SV101-2 '98940 97012', also SV101-2 '98940'\n"},
      {"segment",
       {.each = TR_EACH_SEGMENT,
        .when = "segment.id == \"PWK\"",
        .at = "segment",
        .message = "m"},
       "TRC0001 info C1 PWK 'm'\n"},
      {"party",
       {.each = TR_EACH_PARTY,
        .when = "party.id is present",
        .at = "party.id",
        .message = "{party.role}"},
       "TRC0001 info C1 NM109 '41'\nTRC0001 info C1 NM109 '40'\n"
       "TRC0001 info C1 NM109 '85'\nTRC0001 info C1 NM109 'IL'\n"
       "TRC0001 info C1 NM109 'PR'\n"},
      {"no note: not evaluated",
       {.each = TR_EACH_NOTE,
        .when = "note.id is present",
        .at = "note.id",
        .message = "m"},
       ""},
      {"no other payer",
       {.each = TR_EACH_OTHER_PAYER,
        .when = "other_payer.paid is absent",
        .at = "claim.id",
        .message = "m"},
       ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    check(rows[i].rule,
          (claim_spec){.more = "DTP*454*D8*20260601~PWK*OZ*EL***AC*77~",
                       .lines = TWO_LINES},
          rows[i].wanted);
  }
}

static void test_other_payers(void **state) {
  (void)state;
  const claim_spec claim = {
      .more = "",
      .diagnoses =
          "HI*ABK:M9903~SBR*S*18*******CI~AMT*D*30~OI***Y***Y~"
          "NM1*IL*1*ROWAN*ALEX****MI*W9~NM1*PR*2*OTHER*****PI*777~",
      .lines = TWO_LINES "SVD*777*30*HC:97012**2~DTP*573*D8*20260620~"};
  check((rule_spec){.each = TR_EACH_OTHER_PAYER,
                    .when = "other_payer.paid == 30.00",
                    .at = "other_payer.paid",
                    .message = "m"},
        claim, "TRC0001 info C1 AMT02 'm'\n");
  check((rule_spec){.each = TR_EACH_ADJUDICATION,
                    .when = "adjudication.paid == 30.00 and "
                            "line.code == 97012",
                    .at = "adjudication.paid",
                    .message = "{line.code}"},
        claim, "TRC0001 info C1/2 SVD02 '97012'\n");
}

/* An edit is of two lines, in the order of its columns. */
static void test_edits(void **state) {
  (void)state;
  check((rule_spec){.each = TR_EACH_EDIT,
                    .when = "edit.indicator == 1",
                    .at = "column2.code",
                    .also = "column1.code",
                    .message = "{column1.code} {column2.code}"},
        (claim_spec){.lines = LINE("1", "97140", "1", "1", J12)
                         LINE("2", "97012", "1", "1", J12)
                             LINE("3", "98940", "1", "1", "20260613")},
        "TRC0001 info C1/1 SV101-2 '97012 97140', also SV101-2 '97012'\n");
}

/* A finding on two lines belongs to the later claim: where its own line is
 * column 1, the caret is there, and the earlier line beside it. */
static void test_edit_with_earlier_claim(void **state) {
  (void)state;
  const rule_spec rule = {.id = "TRC0001",
                          .each = TR_EACH_EDIT,
                          .when = "edit.indicator == 1",
                          .at = "column2.code",
                          .also = "column1.code",
                          .fix_at = "column2.units",
                          .fix_to = "0",
                          .message = "{column1.code} {column2.code}"};
  const claim_spec traction = {.id = "T",
                               .lines = LINE("7", "97012", "1", "1", J12)};
  const claim_spec manual = {.id = "M",
                             .lines = LINE("1", "98940", "1", "1", "20260601")
                                 LINE("8", "97140", "1", "1", J12)};
  check_run run;
  run_start(&run);
  run_rule(&run, rule);
  const claim_spec second_later[] = {traction, manual};
  assert_string_equal(
      run_claims(&run, second_later, 2),
      "TRC0001 info M/8 SV101-2 '97012 97140' fix SV104 1 to 0, "
      "also SV101-2 '97012' of T in a.837\n");
  const claim_spec first_later[] = {manual, traction};
  assert_string_equal(run_claims(&run, first_later, 2),
                      "TRC0001 info T/7 SV101-2 '97012 97140', "
                      "also SV101-2 '97140' of M in a.837\n");
  run_end(&run);
}

/* Of a pair at least one line is of the claim at hand. */
static void test_pairs_with_earlier_claim(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_PAIR,
                             .when = "first.code is present",
                             .at = "second.code",
                             .message = "{first.code} {second.code}"});
  const claim_spec claims[] = {
      {.id = "A", .lines = TWO_LINES},
      {.id = "B", .lines = LINE("1", "97140", "1", "1", J12)}};
  assert_string_equal(run_claims(&run, claims, 2),
                      "TRC0001 info A/2 SV101-2 '98940 97012'\n"
                      "TRC0001 info B/1 SV101-2 '97012 97140'\n"
                      "TRC0001 info B/1 SV101-2 '98940 97140'\n");
  run_end(&run);
}

/* A level above is looked at once, with the first claim under it. */
static void test_levels_once(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_PARTY,
                             .when = "party.role == \"41\" or "
                                     "party.role == \"85\"",
                             .at = "party.id",
                             .message = "{party.role}"});
  const claim_spec claims[] = {{.id = "A"}, {.id = "B"}};
  assert_string_equal(run_claims(&run, claims, 2),
                      "TRC0001 info A NM109 '41'\nTRC0001 info A NM109 '85'\n"
                      "TRC0001 info B NM109 '85'\n");
  run_end(&run);
}

/* A rule is in force by the date of service of its line. */
static void test_in_force(void **state) {
  (void)state;
  const claim_spec claim = {.lines = LINE("1", "98940", "1", "1", "20260611")
                                LINE("2", "98940", "1", "1", "20260612")
                                    LINE("3", "98940", "1", "1", "20260613")};
  check((rule_spec){.each = TR_EACH_LINE,
                    .when = "line.code == 98940",
                    .at = "line.code",
                    .from = day_of("2026-06-12"),
                    .message = "m"},
        claim,
        "TRC0001 info C1/2 SV101-2 'm'\nTRC0001 info C1/3 SV101-2 'm'\n");
  check((rule_spec){.each = TR_EACH_LINE,
                    .when = "line.code == 98940",
                    .at = "line.code",
                    .to = day_of("2026-06-12"),
                    .message = "m"},
        claim,
        "TRC0001 info C1/1 SV101-2 'm'\nTRC0001 info C1/2 SV101-2 'm'\n");
  check((rule_spec){.each = TR_EACH_CLAIM, /* by its first date */
                    .when = "claim.id is present",
                    .at = "claim.id",
                    .from = day_of("2026-06-12"),
                    .message = "m"},
        claim, "");
}

/* What is billed to be denied is exempt from the rules that say so. */
static void test_denial(void **state) {
  (void)state;
  const claim_spec claim = {.lines = LINE("1", "97012:GP:GY", "1", "1", J12)
                                LINE("2", "97140:GZ", "1", "1", J12)
                                    LINE("3", "97124", "1", "1", J12)};
  rule_spec rule = {.each = TR_EACH_LINE,
                    .when = "line.units == 1",
                    .at = "line.code",
                    .denial_exempt = true,
                    .message = "m"};
  check(rule, claim, "TRC0001 info C1/3 SV101-2 'm'\n");
  rule.each = TR_EACH_EDIT;
  rule.when = "edit.indicator == 0 or edit.indicator == 1";
  rule.at = "column1.code";
  check(rule, claim, "");
  rule.denial_exempt = false;
  check(rule, claim,
        "TRC0001 info C1/1 SV101-2 'm'\nTRC0001 info C1/2 SV101-2 'm'\n");
}

static uint64_t undecided(const check_run *run, unsigned reason) {
  for (unsigned i = 0; i < TR_REASONS; i++)
    if (reason == 1U << i) return run->summary.undecided[i];
  return UINT64_MAX;
}

/* Rules without their data are silent, and counted a claim and reason. */
static void test_undecided(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_LINE,
                             .when = "note.signed_at is absent and "
                                     "line.units == 1",
                             .at = "line.code",
                             .message = "m"});
  run_rule(&run, (rule_spec){.id = "TRC0002",
                             .each = TR_EACH_CLAIM,
                             .when = "claim.prior_authorization == \"x\"",
                             .at = "claim.id",
                             .message = "m"});
  const claim_spec claims[] = {{.id = "A", .lines = TWO_LINES},
                               {.id = "B", .more = "REF*G1*7~"},
                               {.id = "C", .more = "REF*G1*x~"}};
  assert_string_equal(run_claims(&run, claims, 3),
                      "TRC0002 info C CLM01 'm'\n");
  assert_int_equal(undecided(&run, TR_NO_NOTE), 3);
  assert_int_equal(undecided(&run, TR_NO_DATA), 1);
  assert_int_equal(undecided(&run, TR_NO_HISTORY), 0);
  assert_int_equal(run.summary.claims, 3);
  assert_int_equal(run.summary.lines, 4);
  run_end(&run);
}

/* Units by the method of the payer's profile: 8 + 8 minutes are none by
 * quarter-hours, one each by midpoint. */
static void test_unit_method(void **state) {
  (void)state;
  const rule_spec rule = {.id = "TRC0001",
                          .each = TR_EACH_LINE,
                          .when = "line.units_supported is present",
                          .at = "line.units",
                          .message = "{line.units_supported}"};
  check_run run;
  run_start(&run);
  run_rule(&run, rule);
  run_notes(&run,
            "{'claim':'C1','date_of_service':'2026-06-12',"
            "'author':{'npi':'1234567893'},'patient':{'born':'1979-05-02'},"
            "'services':[{'code':'97110','minutes':8}]}");
  claim_spec claim = {.lines = LINE("1", "97110", "1", "1", J12)};
  assert_string_equal(run_claim(&run, claim), "TRC0001 info C1/1 SV104 '0'\n");
  claim.payer = "00831"; /* under no profile of its own */
  assert_string_equal(run_claim(&run, claim), "TRC0001 info C1/1 SV104 '1'\n");
  run_end(&run);
}

/* History sees the claims before, not the claim itself. */
static void test_history(void **state) {
  (void)state;
  check_run run;
  run_start(&run);
  run_rule(&run, (rule_spec){.id = "TRC0001",
                             .each = TR_EACH_CLAIM,
                             .when = "repeats(claim) is present",
                             .at = "claim.id",
                             .message = "{repeats(claim)}"});
  run_rule(&run, (rule_spec){.id = "TRC0002",
                             .each = TR_EACH_LINE,
                             .when = "seen_before(line) is present",
                             .at = "line.code",
                             .message = "{seen_before(line)}"});
  const claim_spec claims[] = {
      {.id = "A"},
      {.id = "B"},
      {.id = "C", .lines = LINE("1", "99203", "1", "1", "20260620")}};
  assert_string_equal(run_claims(&run, claims, 3),
                      "TRC0001 info B CLM01 'A'\n"
                      "TRC0002 info C/1 SV101-2 '2026-06-12'\n");
  run_end(&run);
}

/* Findings name earlier claims while the list of those grows. */
static void test_history_grows(void **state) {
  (void)state;
  enum { CLAIMS = 100 };
  check_run run;
  claim_spec claims[CLAIMS];
  char ids[CLAIMS][48], totals[CLAIMS][16], wanted[160];
  run_start(&run);

  run_rule(&run, (rule_spec){.id = "TRC0002",
                             .each = TR_EACH_DAY,
                             .when = "count(x in day.lines) == 2",
                             .at = "claim.id",
                             .also = "x in day.lines: x.code",
                             .message = "m"});
  for (int i = 0; i < CLAIMS; i++) { /* two claims of each patient */
    snprintf(ids[i], sizeof ids[i], "A-RATHER-LONG-NUMBER-%d", i);
    snprintf(totals[i], sizeof totals[i], "%d", i);
    claims[i] = (claim_spec){.id = ids[i], .total = totals[i]};
    claims[i].first = totals[i - i % 2];
  }
  run_claims(&run, claims, CLAIMS);
  for (int i = 1; i < CLAIMS; i += 2) {
    snprintf(wanted, sizeof wanted,
             "TRC0002 info %s CLM01 'm', also SV101-2 '98940' of %s in a.837",
             ids[i], ids[i - 1]);
    assert_non_null(strstr(run.text, wanted));
  }
  run_end(&run);
}

TR_TESTS(cmocka_unit_test(test_kinds), cmocka_unit_test(test_other_payers),
         cmocka_unit_test(test_edits),
         cmocka_unit_test(test_edit_with_earlier_claim),
         cmocka_unit_test(test_pairs_with_earlier_claim),
         cmocka_unit_test(test_levels_once), cmocka_unit_test(test_in_force),
         cmocka_unit_test(test_denial), cmocka_unit_test(test_undecided),
         cmocka_unit_test(test_unit_method), cmocka_unit_test(test_history),
         cmocka_unit_test(test_history_grows))
