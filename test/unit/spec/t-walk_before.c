/* Tests of src/spec/walk_before.c: segments that change places with the opener
 * of a loop, and openers sent twice. */
#include "spec/walk.h"

#include "walk_run.h"

static void openers_that_come_late(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*41*2*CLINIC*****46*C1~PER*IC*DESK*TE*5551234567~",
       "PER*IC*DESK*TE*5551234567~NM1*41*2*CLINIC*****46*C1~",
       "TRX0103 NM1@3 3 -\n"},
      {"HL*1**20*1~PRV*BI*PXC*111N00000X~", "PRV*BI*PXC*111N00000X~HL*1**20*1~",
       "TRX0103 HL@6 3 -\n"},
      {"HL*2*1*22*0~SBR*P*18*G1******CI~", "SBR*P*18*G1******CI~HL*2*1*22*0~",
       "TRX0103 HL@12 3 -\n"},
      {"LX*2~SV1*HC:97012*35*UN*1***1:2~", "SV1*HC:97012*35*UN*1***1:2~LX*2~",
       "TRX0103 LX@35 3 -\n"},
      {"LX*1~SV1*HC:98940*45*UN*1***1~", "SV1*HC:98940*45*UN*1***1~LX*1~",
       "TRX0103 LX@30 3 -\n"},
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~DTP*431*D8*20260601~",
       "DTP*431*D8*20260601~CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "TRX0103 CLM@19 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Where the opener comes late, it opens no second instance. */
static void a_late_opener_opens_nothing(void **state) {
  (void)state;
  static const walk_row row = {"LX*2~SV1*HC:97012*35*UN*1***1:2~",
                               "SV1*HC:97012*35*UN*1***1:2~LX*2~",
                               "TRX0103 LX@35 3 -\n"};
  walk_rows(&row, 1);
  assert_true(walked.spots[34].opens);
  assert_false(walked.spots[35].opens);
  assert_true(walked.spots[35].astray);
  assert_string_equal(walked.spots[35].segment->label,
                      walked.spots[29].segment->label);
}

static void what_was_told_missing_comes_late(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"REF*EI*741234567~HL*2*1*22*0~", "HL*2*1*22*0~REF*EI*741234567~",
       "TRX0103 REF@11 3 -\n"},
      {"DTP*472*D8*20260612~REF*6R*A1-1~NM1*82*1*ELM*TOM****XX*1234567893~"
       "LX*2~",
       "LX*2~DTP*472*D8*20260612~", "TRX0103 DTP@32 3 -\n"},
      {"NM1*PR*2*OTHER*****PI*P2~LX*1~", "LX*1~NM1*PR*2*OTHER*****PI*P2~",
       "TRX0103/loop NM1@29 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

static void openers_sent_twice(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"HL*2*1*22*0~", "HL*2*1*22*0~HL*2*1*22*0~", "TRX0104 HL@13 5 -\n"},
      {"LX*1~", "LX*1~LX*1~", "TRX0104 LX@31 5 -\n"},
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "CLM*A1*80***11:B:1*Y*A*Y*Y~CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "TRX0104 CLM@20 5 -\n"},
      /* another number: a line without a service */
      {"LX*1~", "LX*1~LX*2~",
       "TRX0103 SV1@31 3 -\nTRX0103 DTP@31 3 -\nTRX0113 LX01@36 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Two names alike are two: each lacks what it lacks. */
static void bare_names(void **state) {
  (void)state;
  static const walk_row row = {"NM1*PR*2*OTHER*****PI*P2~",
                               "NM1*PR*2*OTHER*****PI*P2~NM1*DN*1~NM1*DN*1~",
                               "TRX0103 REF@31 3 -\nTRX0103 REF@32 3 -\n"};
  walk_rows(&row, 1);
}

/* What one instance of a loop lacks, the next one has. */
static void the_next_instance_is_whole(void **state) {
  (void)state;
  static const char payment[] =
      "ST*835*0001~BPR*I*1*C*ACH*CCP*01*071000013*DA*4*1410000001**01*071000013"
      "*DA*9*20260904~TRN*1*E*1410000001~DTM*405*20260904~N1*PR*PAYER~"
      "N3*2060 SUMMIT ST~N4*CLEVELAND*OH*44115~PER*BL*DESK*TE*8005550101~"
      "N1*PE*CLINIC*XX*1712500663~LX*1~CLP*A*1*2*1**12*M1~"
      "SVC*HC:97012*2*1**1~DTM*472*20260806~CLP*B*1*2*1**12*M2~"
      "NM1*QC*1*ROE*ANN~SVC*HC:97012*2*1**1~DTM*472*20260806~SE*18*0001~";
  walk_text(tr_spec_find(TR_STR("005010X221A1"), TR_STR("835")), payment);
  assert_string_equal(walked.faults, "TRX0103 NM1@12 3 -\n");
  assert_false(walked.spots[14].astray);
}

TR_TESTS(cmocka_unit_test(openers_that_come_late),
         cmocka_unit_test(a_late_opener_opens_nothing),
         cmocka_unit_test(what_was_told_missing_comes_late),
         cmocka_unit_test(openers_sent_twice), cmocka_unit_test(bare_names),
         cmocka_unit_test(the_next_instance_is_whole))
