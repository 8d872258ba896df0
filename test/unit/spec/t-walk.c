/* Tests of src/spec/walk.c: order, counts, what loops lack when they close. */
#include "spec/walk.h"

#include "walk_run.h"

static void a_good_set_has_no_fault(void **state) {
  (void)state;
  walk_text(walk_837(), WALK_837);
  assert_string_equal(walked.faults, "");
  assert_int_equal(walked.segments, 54);
}

/* Where NM1 and SBR can stand in several loops, the innermost takes them. */
static void segments_go_to_the_innermost_loop(void **state) {
  (void)state;
  static const struct {
    unsigned position;
    const char *loop;
    bool opens;
    unsigned depth;
  } rows[] = {
      {1, "ST", true, 0},      {3, "1000A", true, 1},   {4, "1000A", false, 1},
      {6, "2000A", true, 1},   {8, "2010AA", true, 2},  {12, "2000B", true, 2},
      {13, "2000B", false, 2}, {14, "2010BA", true, 3}, {18, "2010BB", true, 3},
      {19, "2300", true, 3},   {23, "2310B", true, 4},  {24, "2310B", false, 4},
      {25, "2320", true, 4},   {28, "2330A", true, 5},  {29, "2330B", true, 5},
      {30, "2400", true, 4},   {34, "2420A", true, 5},  {35, "2400", true, 4},
      {39, "2000B", true, 2},  {43, "2000C", true, 3},  {45, "2010CA", true, 4},
      {49, "2300", true, 4},   {54, "ST", false, 0},
  };
  walk_text(walk_837(), WALK_837);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_spot *spot = &walked.spots[rows[i].position - 1];
    TR_ROW(i, tr_str_of(rows[i].loop));
    assert_string_equal(spot->loop->id, rows[i].loop);
    assert_int_equal(spot->opens, rows[i].opens);
    assert_int_equal(spot->depth, rows[i].depth);
    assert_false(spot->astray);
    assert_non_null(spot->segment);
  }
}

static void what_is_required_is_missed_once(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"BHT*0019*00*A1*20261123*0830*CH~", "", "TRX0103 BHT@2 3 -\n"},
      {"N4*AUSTIN*TX*787013333~", "", "TRX0103 N4@10 3 -\n"},
      {"REF*EI*741234567~", "", "TRX0103 REF@11 3 -\n"},
      {"SBR*P*18*G1******CI~", "", "TRX0103 SBR@13 3 -\n"},
      {"NM1*40*2*HOUSE*****46*H1~", "", "TRX0103/loop NM1@5 3 -\n"},
      {"NM1*PR*2*PAYER*****PI*60054~", "", "TRX0103/loop NM1@18 3 -\n"},
      {"HI*ABK:M5459*ABF:M9903~", "", "TRX0103 HI@22 3 -\n"},
      {"OI***Y***Y~", "", "TRX0103 OI@27 3 -\n"},
      {"SV1*HC:98940*45*UN*1***1~", "", "TRX0103 SV1@31 3 -\n"},
      {"DTP*472*D8*20260612~", "", "TRX0103 DTP@32 3 -\n"},
      {"DTP*472*D8*20260613~", "", "TRX0103 DTP@53 3 -\n"},
      {"PAT*19~", "", "TRX0103 PAT@44 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* The place of what is missing is the end of the segment before it. */
static void the_missing_have_a_place(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "ST", "HI*ABK:M5459*ABF:M9903~", "");
  walk_text(walk_837(), text);
  const char *before = strstr(text, "DTP*454*D8*20260602~");
  assert_int_equal(walked.last, before - text + 19);
  assert_string_equal(walked.full,
                      "2300 segment=HI label=diagnoses loop=2300 (claim)\n");
}

static void a_lost_loop_is_one_fault(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*85*2*CLINIC*****XX*1234567893~N3*1 MAIN ST~"
       "N4*AUSTIN*TX*787013333~REF*EI*741234567~",
       "", "TRX0103/loop NM1@8 3 -\n"},
      {"LX*1~SV1*HC:98940*45*UN*1***1~DTP*472*D8*20260612~REF*6R*A1-1~"
       "NM1*82*1*ELM*TOM****XX*1234567893~LX*2~SV1*HC:97012*35*UN*1***1:2~"
       "DTP*472*RD8*20260612-20260613~REF*6R*A1-2~",
       "", "TRX0103/loop LX@30 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

static void too_many_are_told_at_the_first(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"DTP*454*D8*20260602~",
       "DTP*454*D8*20260602~DTP*454*D8*20260603~DTP*454*D8*20260604~",
       "TRX0104 DTP@22 5 -\n"},
      {"N3*1 MAIN ST~", "N3*1 MAIN ST~N3*1 MAIN ST~", "TRX0104 N3@10 5 -\n"},
      {"NM1*PR*2*PAYER*****PI*60054~",
       "NM1*PR*2*PAYER*****PI*60054~NM1*PR*2*PAYER*****PI*60054~",
       "TRX0104/loop NM1@19 4 -\n"},
      /* equal positions, in any order */
      {"DTP*431*D8*20260601~DTP*454*D8*20260602~",
       "DTP*454*D8*20260602~DTP*439*D8*20260602~DTP*431*D8*20260601~", ""},
      /* a whole loop twice */
      {"NM1*82*1*ASH*NORA****XX*1234567893~PRV*PE*PXC*111N00000X~",
       "NM1*82*1*ASH*NORA****XX*1234567893~PRV*PE*PXC*111N00000X~"
       "NM1*82*1*ASH*NORA****XX*1234567893~PRV*PE*PXC*111N00000X~",
       "TRX0104/loop NM1@25 4 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

static void values_are_judged_by_the_guide(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"*20261123*0830*CH", "*20261123*2530*CH", "TRX0109/time BHT05@2 8 9\n"},
      {"*45*UN*1***1~", "*4S*UN*1***1~", "TRX0109/decimal SV102@31 8 6\n"},
      {"RD8*20260612-20260613", "RD8*20260612",
       "TRX0109/period DTP03@37 8 8\n"},
      {"DMG*D8*19790502", "DMG*D8*19790532", "TRX0109/date DMG02@17 8 8\n"},
      {"11:B:1*Y", "11:B*Y", "TRX0105 CLM05-3@19 8 1\n"},
      {"CLM*A1*80***", "CLM*A1*80*X**", "TRX0106 CLM03@19 8 I10\n"},
      {"PER*IC*DESK*TE*5551234567~", "PER*IC*DESK*TE~",
       "TRX0105 PER04@4 8 1\n"},
      {"SE*54*0001~", "SE*x*1~", ""}, /* the envelope's business */
      {"ST*837*0001*", "ST*837*01*", "TRX0108/short ST02@1 8 4\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
  /* what tells who a person is is not repeated */
  walk_rows(rows + 3, 1);
  assert_non_null(strstr(walked.full, " value=\n"));
}

static void a_set_may_end_without_se(void **state) {
  (void)state;
  memset(&walked, 0, sizeof walked);
  tr_walk_begin(&walk_state, walk_837(), walk_fault, NULL);
  uint32_t starts[WALK_ELEMENTS];
  const tr_segment st =
      walk_segment(TR_STR("ST*837*0001*005010X222A1"), starts, 0, 3);
  (void)tr_walk_segment(&walk_state, &st);
  tr_walk_abandon(&walk_state);
  assert_int_equal(walked.count, 0);
}

static void sets_follow_each_other(void **state) {
  (void)state;
  for (int i = 0; i < 2; i++) {
    walk_text(walk_837(), WALK_837);
    assert_string_equal(walked.faults, "");
  }
  walk_text(tr_spec_find(TR_STR("005010X231A1"), TR_STR("999")),
            "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~"
            "AK2*837*0001*005010X222A1~IK3*CLM*22**8~CTX*CLM01:A1~IK4*2*782*1~"
            "IK5*R*5~AK2*837*0002*005010X222A1~IK5*A~AK9*P*2*2*1~SE*11*0001~");
  assert_string_equal(walked.faults, "");
}

static const tr_delims control_delims = {
    .element = '*', .repetition = '^', .component = ':', .segment = '~'};

static void control_segments_are_judged(void **state) {
  (void)state;
  static const struct {
    const char *segment, *faults;
  } rows[] = {
      {"ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER          "
       "*261123*0830*^*00501*000000001*0*T*:",
       ""},
      {"ISA*00*          *00*          *99*CLINIC         *ZZ*PAYER          "
       "*261323*2530*^*00501*000000001*0*T*:",
       "TRX0110 ISA05@0  -\nTRX0109/date ISA09@0  -\n"
       "TRX0109/time ISA10@0  -\n"},
      {"GS*HC*CLINIC*PAYER*20261123*0830*1*X*005010X222A1", ""},
      {"GS*XX*CLINIC*PAYER*2026-11-23*0830*1*X*NONSENSE",
       "TRX0109/date GS04@0  -\n"},
      {"GS*HC*C*PAYER*20261123*0830*1A*X*005010X222A1",
       "TRX0108/short GS02@0  -\nTRX0109/number GS06@0  -\n"},
      {"GE*x*y", ""}, /* the envelope's business */
      {"IEA*1*000000001*", "TRX0107/trailing IEA@0  -\n"},
      {"TA1*000000001*261123*0830*Z*000", "TRX0110 TA104@0  -\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].segment));
    memset(&walked, 0, sizeof walked);
    uint32_t starts[WALK_ELEMENTS];
    tr_segment segment = walk_segment(tr_str_of(rows[i].segment), starts, 0, 1);
    segment.delims = &control_delims;
    const tr_spec_segment *definition = tr_spec_control(segment.id);
    assert_non_null(definition);
    tr_walk_control(definition, &segment, walk_fault, NULL);
    assert_string_equal(walked.faults, rows[i].faults);
  }
}

/* Told once, however many loops follow what came too early. */
static void loops_after_the_end(void **state) {
  (void)state;
  static const char payment[] =
      "ST*835*0001~BPR*I*1*C*ACH*CCP*01*071000013*DA*4*1410000001**01*071000013"
      "*DA*9*20260904~TRN*1*E*1410000001~DTM*405*20260904~N1*PR*PAYER~"
      "N3*2060 SUMMIT ST~N4*CLEVELAND*OH*44115~PER*BL*DESK*TE*8005550101~"
      "N1*PE*CLINIC*XX*1712500663~PLB*1712500663*20261231*WO:M3*12.5~"
      "LX*1~CLP*A*1*2*1**12*M1~NM1*QC*1*ROE*ANN~"
      "LX*2~CLP*B*1*2*1**12*M2~NM1*QC*1*ROE*ANN~"
      "LX*3~CLP*C*1*2*1**12*M2~NM1*QC*1*ROE*ANN~SE*20*0001~";
  walk_text(tr_spec_find(TR_STR("005010X221A1"), TR_STR("835")), payment);
  assert_string_equal(walked.faults, "TRX0102/loop LX@11 7 -\n");
}

TR_TESTS(cmocka_unit_test(loops_after_the_end),
         cmocka_unit_test(a_good_set_has_no_fault),
         cmocka_unit_test(segments_go_to_the_innermost_loop),
         cmocka_unit_test(what_is_required_is_missed_once),
         cmocka_unit_test(the_missing_have_a_place),
         cmocka_unit_test(a_lost_loop_is_one_fault),
         cmocka_unit_test(too_many_are_told_at_the_first),
         cmocka_unit_test(values_are_judged_by_the_guide),
         cmocka_unit_test(a_set_may_end_without_se),
         cmocka_unit_test(sets_follow_each_other),
         cmocka_unit_test(control_segments_are_judged))
