/* Tests of src/spec/walk_unopened.c: loops whose opener is missing, and what is
 * no sign of one. */
#include "spec/walk.h"

#include "walk_run.h"

static void openers_that_are_missing(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*41*2*CLINIC*****46*C1~", "", "TRX0103 NM1@3 3 -\n"},
      {"HL*1**20*1~", "", "TRX0103 HL@6 3 -\n"},
      {"HL*1**20*1~PRV*BI*PXC*111N00000X~", "", "TRX0103 HL@6 3 -\n"},
      {"NM1*85*2*CLINIC*****XX*1234567893~", "", "TRX0103 NM1@8 3 -\n"},
      {"HL*2*1*22*0~", "", "TRX0103 HL@12 3 -\n"},
      {"NM1*IL*1*DOE*JANE****MI*W1~", "", "TRX0103 NM1@14 3 -\n"},
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~", "", "TRX0103 CLM@19 3 -\n"},
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~DTP*431*D8*20260601~DTP*454*D8*20260602~",
       "", "TRX0103 CLM@19 3 -\n"},
      {"NM1*82*1*ASH*NORA****XX*1234567893~", "", "TRX0103 NM1@23 3 -\n"},
      {"LX*1~", "", "TRX0103 LX@30 3 -\n"},
      {"LX*2~", "", "TRX0103 LX@35 3 -\n"},
      {"HL*3*1*22*1~", "", "TRX0103 HL@39 3 -\n"},
      {"HL*4*3*23*0~", "", "TRX0103 HL@43 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* A second claim of the same subscriber whose CLM is missing. */
static void a_claim_that_goes_on_as_another(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"REF*6R*A1-2~",
       "REF*6R*A1-2~HI*ABK:M5459~LX*1~SV1*HC:98940*45*UN*1***1~"
       "DTP*472*D8*20260613~",
       "TRX0103 CLM@39 3 -\n"},
      {"REF*6R*A1-2~",
       "REF*6R*A1-2~DTP*439*D8*20260601~HI*ABK:M5459~LX*1~"
       "SV1*HC:98940*45*UN*1***1~DTP*472*D8*20260613~",
       "TRX0102 DTP@39 7 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
  assert_string_equal(walked.spots[39].loop->id, "2300");
  assert_true(walked.spots[39].opens);
}

/* What it would pass by is required: the opener is not what is missing. */
static void no_sign_of_a_loop(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "CLM*A1*80***11:B:1*Y*A*Y*Y~SVD*P2*1*HC:98940**1~",
       "TRX0101/not-here SVD@20 2 -\n"},
      {"SV1*HC:98940*45*UN*1***1~", "HI*ABK:M5459~SV1*HC:98940*45*UN*1***1~",
       "TRX0102 HI@31 7 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Below a level that says it has none, no level is missing. */
static void no_level_below(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"HL*4*3*23*0~", "", "TRX0103 HL@43 3 -\n"},
      {"HL*2*1*22*0~SBR*P*18*G1******CI~NM1*IL*1*DOE*JANE****MI*W1~",
       "HL*2*1*22*0~SBR*P*18*G1******CI~NM1*IL*1*DOE*JANE****MI*W1~PAT*19~",
       "TRX0102 PAT@15 7 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(openers_that_are_missing),
         cmocka_unit_test(a_claim_that_goes_on_as_another),
         cmocka_unit_test(no_sign_of_a_loop), cmocka_unit_test(no_level_below))
