/* Tests of src/input/example_claim.c. */
#include "example_helper.h"

static void a_claim_of_nothing_said(void **state) {
  (void)state;
  built b;
  build(&b, "{name: a, expect: none}");
  assert_int_equal(b.status, TR_OK);
  const tr_str x = b.example.claims;
  TR_ASSERT_STR(
      x,
      "ISA*00*          *00*          *ZZ*PBS001         *ZZ*MCH100         "
      "*260620*0815*^*00501*000000001*0*P*:~"
      "GS*HC*PBS001*MCH100*20260620*0815*1*X*005010X222A1~"
      "ST*837*0001*005010X222A1~"
      "BHT*0019*00*BATCH1*20260620*0815*CH~"
      "NM1*41*2*PLAINS BILLING SERVICE*****46*PBS001~"
      "PER*IC*BILLING DESK*TE*6145550100~"
      "NM1*40*2*MIDLAND CLEARINGHOUSE*****46*MCH100~"
      "HL*1**20*1~"
      "PRV*BI*PXC*111N00000X~"
      "NM1*85*2*HILL COUNTRY SPINE*****XX*1234567893~"
      "N3*100 MAIN ST~N4*AUSTIN*TX*787013333~REF*EI*741234567~"
      "HL*2*1*22*0~"
      "SBR*P*18*******CI~"
      "NM1*IL*1*WEAVER*NORA****MI*W123456789~"
      "N3*12 PECAN LN~N4*AUSTIN*TX*787013333~DMG*D8*19790502*F~"
      "NM1*PR*2*PLAINS MUTUAL HEALTH*****PI*29076~"
      "CLM*EX1000*45***11:B:1*Y*A*Y*Y~"
      "DTP*454*D8*20260601~"
      "HI*ABK:M9903*ABF:M5416~"
      "NM1*82*1*ADAMS*DANA****XX*1358634628~PRV*PE*PXC*111N00000X~"
      "LX*1~SV1*HC:97012*45*UN*1***1:2~DTP*472*D8*20260612~"
      "SE*27*0001~GE*1*1~IEA*1*000000001~");
  assert_int_equal(b.example.today, tr_day_of(2026, 11, 1));
  tr_arena_done(&b.arena);
}

static void says_what_the_example_says(void **state) {
  (void)state;
  static const struct {
    const char *text, *part;
  } rows[] = {
      {"claim: {total: 76.50}", "CLM*EX1000*76.5***11:B:1*"},
      {"claim: {place: 12, frequency: 7, id: C9}", "CLM*C9*45***12:B:7*"},
      {"claim: {cause: AA, accident_state: LA}", "*Y*A*Y*Y**AA:::LA~"},
      {"claim: {cause: OA}", "*Y*A*Y*Y**OA~"},
      {"claim: {delay_reason: 11}", "*Y*A*Y*Y***********11~"},
      {"claim: {filed: 2026-07-01}", "BHT*0019*00*BATCH1*20260701*0815*CH~"},
      {"claim: {filed: 2026-07-01}", "GS*HC*PBS001*MCH100*20260701*"},
      {"claim: {remark: HELLO}", "~NTE*ADD*HELLO~"},
      {"claim: {spinal: A}", "~CR2********A~HI*"},
      {"claim: {patient_paid: 5.00}", "~AMT*F5*5~"},
      {"dates: {accident: 2026-05-02}", "~DTP*439*D8*20260502~HI*"},
      {"dates: {}", "*Y*A*Y*Y~HI*"},
      {"references: {F8: \"123\", G1: A}", "~REF*F8*123~REF*G1*A~HI*"},
      {"patient: {born: 1980-01-02, sex: M}", "~DMG*D8*19800102*M~"},
      {"patient: {dependent: true}",
       "~HL*3*2*23*0~PAT*19~NM1*QC*1*WEAVER*JUNE~"},
      {"patient: {dependent: true}", "~HL*2*1*22*1~SBR*P********CI~"},
      {"billing: {npi: \"1\", state: LA}",
       "*XX*1~N3*100 MAIN ST~N4*AUSTIN*LA*"},
      {"billing: {first_name: JO, name: DOE}", "NM1*85*1*DOE*JO****XX*"},
      {"rendering: none", "~HI*ABK:M9903*ABF:M5416~LX*1~"},
      {"rendering: {taxonomy: X}", "~PRV*PE*PXC*X~"},
      {"payer: medicare-part-b", "~SBR*P*18*******MB~"},
      {"payer: {profile: aetna, state: NC}", "*PI*60054~N3*1 PAYER SQ~N4*"},
      {"date: 2025-03-04", "~DTP*472*D8*20250304~"},
      {"date: 2025-03-04", "~DTP*454*D8*20250221~"},
      {"date: 2025-03-04", "BHT*0019*00*BATCH1*20250312*"},
      {"diagnoses: [M54.50]", "~HI*ABK:M5450~"},
      {"diagnoses: [A, B, C, D, E]", "***1:2:3:4~"},
      {"diagnoses: []", "*20260601~NM1*82*"},
      {"lines: [{charge: 30.50}, {charge: 0.25}]", "CLM*EX1000*30.75***"},
      {"lines: [{charge: abc}]", "SV1*HC:97012*abc*UN*1***"},
      {"lines: [{modifiers: [GP, GY], units: 2}]",
       "SV1*HC:97012:GP:GY*45*UN*2***1:2~"},
      {"lines: [{code: 97039, description: laser}]",
       "SV1*HC:97039:::::laser*45*"},
      {"lines: [{pointers: []}]", "SV1*HC:97012*45*UN*1~"},
      {"lines: [{pointers: [3, 1], place: 12}]",
       "SV1*HC:97012*45*UN*1*12**3:1~"},
      {"lines: [{date: 2026-06-13, date_to: 2026-06-14}]",
       "~DTP*472*RD8*20260613-20260614~"},
      {"lines: [{x_ray: 2026-06-01, control: L1, remark: R}]",
       "~DTP*455*D8*20260601~REF*6R*L1~NTE*ADD*R~SE"},
      {"edit: [{find: \"SBR*P*18*\", replace: \"SBR*P**\"}]",
       "~SBR*P********CI~"},
      {"edit: [{find: \"~HI*\", replace: \"~PWK*OZ*AA~HI*\", segments: 1}]",
       "~PWK*OZ*AA~HI*ABK"},
      {"edit: [{find: \"~HI*\", replace: \"~PWK*OZ*AA~HI*\", segments: 1}]",
       "~SE*28*0001~"},
      {"edit: [{find: \"IEA*1*\", replace: \"IEA*2*\"}]", "~IEA*2*000000001~"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    built b;
    char text[512];
    snprintf(text, sizeof text, "{name: a, expect: none, note: none, %s}",
             rows[i].text);
    TR_ROW(i, tr_str_of(rows[i].text));
    build(&b, text);
    assert_no_error(&b.kept);
    assert_once(b.example.claims, rows[i].part);
    tr_arena_done(&b.arena);
  }
}

static void earlier_claims_stand_before_in_sets_of_their_own(void **state) {
  (void)state;
  built b;
  build(&b,
        "{name: a, expect: none, note: none, payer: aetna, earlier: "
        "[{date: 2026-04-10, claim: {filed: 2026-04-11}}, {}], edit: "
        "[{find: 97012, replace: 97140}]}");
  assert_int_equal(b.status, TR_OK);
  const tr_str x = b.example.claims;
  assert_int_equal(times(x, "~ST*837*"), 3);
  assert_int_equal(times(x, "*PI*60054~"), 3);
  assert_once(x, "~GE*3*1~");
  assert_once(x, "BHT*0019*00*BATCH1*20260411*");
  assert_once(x, "~DTP*472*D8*20260410~");
  assert_once(x, "CLM*EX1*");
  assert_once(x, "CLM*EX2*");
  assert_once(x, "CLM*EX1000*");
  /* the edit is of the last claim */
  assert_int_equal(times(x, "97012"), 2);
  assert_once(x, "SV1*HC:97140*45*");
  assert_true(strstr(x.p, "97140") > strstr(x.p, "EX1000"));
  tr_arena_done(&b.arena);
}

static void raw_bytes_stay_as_they_are(void **state) {
  (void)state;
  built b;
  build(&b, "name: a\nexpect: error\nx12: |\n  ISA*00\n  HELLO\n");
  assert_int_equal(b.status, TR_OK);
  TR_ASSERT_STR(b.example.claims, "ISA*00\nHELLO\n");
  assert_false(b.example.has_notes);
  tr_arena_done(&b.arena);
}

static void an_edit_must_find_its_place(void **state) {
  (void)state;
  built b;
  build(&b, "{name: a, expect: none, edit: [{find: \"ZZ9\", replace: a}]}");
  assert_int_equal(b.status, TR_ESYNTAX);
  assert_error(&b.kept, 1, 33, "finds no \"ZZ9\"");
  tr_arena_done(&b.arena);
}

TR_TESTS(cmocka_unit_test(a_claim_of_nothing_said),
         cmocka_unit_test(says_what_the_example_says),
         cmocka_unit_test(earlier_claims_stand_before_in_sets_of_their_own),
         cmocka_unit_test(raw_bytes_stay_as_they_are),
         cmocka_unit_test(an_edit_must_find_its_place))
