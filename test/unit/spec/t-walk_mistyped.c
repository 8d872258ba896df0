/* Tests of src/spec/walk_mistyped.c: a code that is none of its place is told
 * once, and what it stands for is not told again. */
#include "spec/walk.h"

#include "walk_run.h"

static void keys_that_are_mistyped(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*85*2*", "NM1*8Z*2*", "TRX0110 NM101@8 8 7\n"},
      {"NM1*85*2*", "NM1**2*", "TRX0105 NM101@8 8 1\n"},
      {"NM1*IL*1*DOE*JANE", "NM1*1L*1*DOE*JANE", "TRX0110 NM101@14 8 7\n"},
      {"NM1*82*1*ASH", "NM1*8A*1*ASH", "TRX0110 NM101@23 8 7\n"},
      {"HL*1**20*1", "HL*1**10*1", "TRX0110 HL03@6 8 7\n"},
      {"HL*3*1*22*1", "HL*3*1*29*1", "TRX0110 HL03@39 8 7\n"},
      {"REF*EI*741234567", "REF*XX*741234567", "TRX0110 REF01@11 8 7\n"},
      {"DTP*472*D8*20260612", "DTP*470*D8*20260612", "TRX0110 DTP01@32 8 7\n"},
      {"AMT*D*10", "AMT*ZZ*10", "TRX0110 AMT01@26 8 7\n"},
      {"PAT*19", "PAT*ZZ", "TRX0110 PAT01@44 8 7\n"},
      /* the line's date at the claim */
      {"DTP*454*D8*20260602~", "DTP*472*D8*20260602~",
       "TRX0110 DTP01@21 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* What blanks and small letters spoil can be mended. */
static void keys_that_can_be_mended(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*85*2*", "NM1*85 *2*", "TRX0109/blanks NM101@8 8 6\n"},
      {"NM1*IL*1*DOE*JANE", "NM1*il*1*DOE*JANE", "TRX0110 NM101@14 8 7\n"},
  };
  walk_rows(rows, 1);
  assert_string_equal(strstr(walked.full, " fix="), " fix=85\n");
  walk_rows(rows + 1, 1);
  assert_string_equal(strstr(walked.full, " fix="), " fix=IL\n");
}

/* Without a key the code is told as that of an element. */
static void codes_that_are_no_keys(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"HI*ABK:M5459*ABF:M9903~", "AMT*F5*1~AMT*ZZ*1~HI*ABK:M5459*ABF:M9903~",
       "TRX0110 AMT01@23 8 7\n"},
      {"DTP*431*D8*20260601~", "AMT*ZZ*1~DTP*431*D8*20260601~",
       "TRX0110 AMT01@20 8 7\n"},
      {"PRV*BI*PXC*111N00000X~", "PRV*ZZ*PXC*111N00000X~PRV*BI*PXC*111N00000X~",
       "TRX0110 PRV01@7 8 7\n"},
      {"LX*2~", "SBR*Z*01*******CI~LX*2~", "TRX0110 SBR01@35 8 7\n"},
      {"PAT*19", "PAT*", "TRX0105 PAT01@44 8 1\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* The note of a line is not the second one of the claim. */
static void the_line_has_its_own(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "DTP*454", "HI*ABK", "NTE*ADD*X~HI*ABK");
  walk_replace(text, "LX*1", "REF*6R*A1-1~", "REF*6R*A1-1~NTE*CER*X~");
  walk_text(walk_837(), text);
  assert_string_equal(walked.faults, "TRX0110 NTE01@35 8 7\n");
}

/* A segment more, under a code of nothing: what follows is not at fault. */
static void intruders(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*41*2*CLINIC", "NM1*ZZ*1*DOE~NM1*41*2*CLINIC",
       "TRX0110 NM101@3 8 7\n"},
      {"N3*1 MAIN ST~", "NM1*ZZ*1*DOE~N3*1 MAIN ST~", "TRX0110 NM101@9 8 7\n"},
      {"DTP*431*D8*20260601~", "NM1*ZZ*1*DOE~DTP*431*D8*20260601~",
       "TRX0110 NM101@20 8 7\n"},
      {"REF*EI*741234567~", "REF*ZZ*1~REF*EI*741234567~",
       "TRX0110 REF01@11 8 7\n"},
      {"REF*EI*741234567~", "REF*EI*741234567~REF*ZZ*1~",
       "TRX0110 REF01@12 8 7\n"},
      {"DTP*454*D8*20260602~", "DTP*454*D8*20260602~DTP*999*D8*20260602~",
       "TRX0110 DTP01@22 8 7\n"},
      {"HI*ABK:M5459*ABF:M9903~", "HI*ZZ:M5459~HI*ABK:M5459*ABF:M9903~",
       "TRX0110 HI01-1@22 8 7\n"},
      {"HI*ABK:M5459*ABF:M9903~", "HI*ABK:M5459*ABF:M9903~HI*ZZ:M5459~",
       "TRX0110 HI01-1@23 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* A trace number with the code of a level above. */
static void codes_of_an_outer_level(void **state) {
  (void)state;
  static const char status[] =
      "ST*277*0001*005010X214~BHT*0085*08*B*20260815*0900*TH~HL*1**20*1~"
      "NM1*PR*2*PAYER*****PI*29076~TRN*1*A~DTP*050*D8*20260814~"
      "DTP*009*D8*20260815~HL*2*1*21*%d~NM1*41*2*CLINIC*****46*P1~%s"
      "STC*A1:19:PR*20260815*WQ*286~HL*3*2*19*0~NM1*85*2*CLINIC*****XX*"
      "1712500663~TRN*1*0~STC*A1:19:PR**WQ*286~SE*17*0001~";
  static const struct {
    const char *trace, *faults;
  } rows[] = {
      {"TRN*2*B~", ""},
      {"TRN*1*B~", "TRX0110 TRN01@10 8 7\n"},
      {"TRN*9*B~", "TRX0110 TRN01@10 8 7\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[1024];
    TR_ROW(i, tr_str_of(rows[i].trace));
    snprintf(text, sizeof text, status, 1, rows[i].trace);
    walk_text(tr_spec_find(TR_STR("005010X214"), TR_STR("277")), text);
    assert_string_equal(walked.faults, rows[i].faults);
  }
}

TR_TESTS(cmocka_unit_test(keys_that_are_mistyped),
         cmocka_unit_test(keys_that_can_be_mended),
         cmocka_unit_test(codes_that_are_no_keys), cmocka_unit_test(intruders),
         cmocka_unit_test(the_line_has_its_own),
         cmocka_unit_test(codes_of_an_outer_level))
