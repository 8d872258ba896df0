/* Tests of src/spec/walk_astray.c: one fault, one finding, and the walk goes on
 * where the set does. */
#include "spec/walk.h"

#include "walk_run.h"

static void segments_out_of_order(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"N3*1 MAIN ST~N4*AUSTIN*TX*787013333~",
       "N4*AUSTIN*TX*787013333~N3*1 MAIN ST~", "TRX0102 N3@10 7 -\n"},
      {"SBR*P*18*G1******CI~NM1*IL*1*DOE*JANE****MI*W1~",
       "NM1*IL*1*DOE*JANE****MI*W1~SBR*P*18*G1******CI~",
       "TRX0102 SBR@14 7 -\n"},
      {"HI*ABK:M5459*ABF:M9903~NM1*82*1*ASH*NORA****XX*1234567893~",
       "NM1*82*1*ASH*NORA****XX*1234567893~HI*ABK:M5459*ABF:M9903~",
       "TRX0102 HI@23 7 -\n"},
      {"SV1*HC:98940*45*UN*1***1~DTP*472*D8*20260612~",
       "DTP*472*D8*20260612~SV1*HC:98940*45*UN*1***1~", "TRX0102 SV1@32 7 -\n"},
      /* a segment of the loop before */
      {"PRV*PE*PXC*111N00000X~SBR*S*01*******CI~",
       "SBR*S*01*******CI~PRV*PE*PXC*111N00000X~", "TRX0102 PRV@25 7 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* A loop that comes while a claim is open does not close the claim. */
static void loops_out_of_order(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"NM1*PR*2*PAYER*****PI*60054~CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "CLM*A1*80***11:B:1*Y*A*Y*Y~NM1*PR*2*PAYER*****PI*60054~"
       "N3*1 PAYER WAY~",
       "TRX0102/loop NM1@19 7 -\n"},
      {"NM1*40*2*HOUSE*****46*H1~HL*1**20*1~",
       "HL*1**20*1~NM1*40*2*HOUSE*****46*H1~", "TRX0102/loop NM1@6 7 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
  const tr_spot *prv = &walked.spots[6];
  assert_string_equal(prv->loop->id, "2000A");
}

static void unknown_segments(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"N3*1 MAIN ST~", "N3*1 MAIN ST~QQ9*1~", "TRX0101/unknown QQ9@10 1 -\n"},
      {"N3*1 MAIN ST~", "N3*1 MAIN ST~CLP*1~",
       "TRX0101/not-in-set CLP@10 6 -\n"},
      {"N3*1 MAIN ST~", "N3*1 MAIN ST~MOA*1~", "TRX0101/not-here MOA@10 2 -\n"},
      /* one that stands where a required one should */
      {"N4*AUSTIN*TX*787013333~", "Q4*AUSTIN*TX*787013333~",
       "TRX0101/unknown Q4@10 1 -\n"},
      {"NM1*85*2*", "NX1*85*2*", "TRX0101/unknown NX1@8 1 -\n"},
      {"CLM*A1*80", "CLX*A1*80", "TRX0101/unknown CLX@19 1 -\n"},
      {"LX*2~", "LZ*2~", "TRX0101/unknown LZ@35 1 -\n"},
      /* malformed: the reader tells */
      {"N4*AUSTIN*TX*787013333~", "n4*AUSTIN*TX*787013333~", ""},
      {"LX*2~", "lx*2~", ""},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Of another loop, in the middle of one that lacks something yet. */
static void segments_of_another_loop(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"LX*1~", "LX*1~HI*ABK:M5459~", "TRX0102 HI@31 7 -\n"},
      {"CLM*A1*80***11:B:1*Y*A*Y*Y~",
       "CLM*A1*80***11:B:1*Y*A*Y*Y~SVD*P2*1*HC:98940**1~",
       "TRX0101/not-here SVD@20 2 -\n"},
      /* no level follows below, says HL04; PAT01 is not used above it */
      {"NM1*IL*1*DOE*JANE****MI*W1~", "NM1*IL*1*DOE*JANE****MI*W1~PAT*19~",
       "TRX0102 PAT@15 7 -\n"},
      {"NM1*IL*1*DOE*JANE****MI*W1~",
       "NM1*IL*1*DOE*JANE****MI*W1~DMG*D8*19790502*F~", "TRX0102 N3@16 7 -\n"},
      /* too many of the claim's, but the line has others of that id */
      {"DTP*472*D8*20260612~", "DTP*472*D8*20260612~DTP*454*D8*20260602~", ""},
      {"DTP*472*D8*20260612~", "DTP*472*D8*20260612~DTP*431*D8*20260601~",
       "TRX0110 DTP01@33 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* A loop of the claim after its lines is no level whose HL is missing. */
static void payers_out_of_place(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"REF*6R*A1-2~",
       "REF*6R*A1-2~SBR*T*01*******CI~OI***Y***Y~"
       "NM1*IL*1*DOE*JOHN****MI*W2~NM1*PR*2*OTHER*****PI*P2~",
       "TRX0102/loop SBR@39 7 -\n"},
      {"LX*1~",
#define PAYER                                                \
  "SBR*S*01*******CI~OI***Y***Y~NM1*IL*1*DOE*JOHN****MI*W2~" \
  "NM1*PR*2*OTHER*****PI*P2~"
       PAYER PAYER PAYER PAYER PAYER PAYER PAYER PAYER PAYER PAYER "LX*1~",
       "TRX0104/loop SBR@66 4 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* An id in small letters leaves the order as it is. */
static void malformed_ids(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"DTP*431*D8*20260601~", "ref*EA*1~DTP*431*D8*20260601~", ""},
      {"DTP*431*D8*20260601~", "dtp*431*D8*20260601~", ""},
      {"DTP*454*D8*20260602~", "hi*ABK:M5459~DTP*454*D8*20260602~", ""},
      {"HI*ABK:M5459*ABF:M9903~", "hi*ABK:M5459*ABF:M9903~", ""},
      {"DTP*431*D8*20260601~", "dtp*431*D8*20260601~NM1*40*2*X*****46*Y~",
       "TRX0110 NM101@21 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

static void a_broken_part_of_another_guide(void **state) {
  (void)state;
  const tr_spec *spec = tr_spec_find(TR_STR("005010X231A1"), TR_STR("999"));
  static const struct {
    const char *middle, *faults;
  } rows[] = {
      {"AK2*837*0001~IK5*A~AK2*837*0002~IK5*A~", ""},
      {"IK5*A~AK2*837*0002~IK5*A~", "TRX0103 AK2@3 3 -\n"},
      {"AK2*837*0001~IK5*A~IK3*CLM*22**8~IK5*R~AK2*837*0003~IK5*A~",
       "TRX0103 AK2@5 3 -\n"},
      {"AK2*837*0001~IK3*CLM*22**8~IK5*R~IK5*R~", "TRX0104 IK5@6 5 -\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[512];
    TR_ROW(i, tr_str_of(rows[i].middle));
    snprintf(text, sizeof text,
             "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~%s"
             "AK9*A*1*1*1~SE*9*0001~",
             rows[i].middle);
    walk_text(spec, text);
    assert_string_equal(walked.faults, rows[i].faults);
  }
}

TR_TESTS(cmocka_unit_test(segments_out_of_order),
         cmocka_unit_test(loops_out_of_order),

         cmocka_unit_test(segments_of_another_loop),
         cmocka_unit_test(payers_out_of_place), cmocka_unit_test(malformed_ids),
         cmocka_unit_test(unknown_segments),
         cmocka_unit_test(a_broken_part_of_another_guide))
