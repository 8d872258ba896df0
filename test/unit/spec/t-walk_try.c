/* Tests of src/spec/walk_try.c: where more than one thing may be wrong, what
 * follows decides. */
#include "spec/walk.h"

#include "walk_run.h"

static void rows_ahead(const walk_row *rows, size_t count) {
  walk_looks = true;
  walk_rows(rows, count);
  walk_looks = false;
}

static void nothing_where_nothing_is_wrong(void **state) {
  (void)state;
  walk_looks = true;
  walk_text(walk_837(), WALK_837);
  walk_looks = false;
  assert_string_equal(walked.faults, "");
  assert_int_equal(walk_state.looked, 0);
}

static void loops_moved(void **state) {
  (void)state;
  static const walk_row rows[] = {
      /* a name that fits 2330D badly is that of 2310B */
      {"NM1*PR*2*OTHER*****PI*P2~",
       "NM1*PR*2*OTHER*****PI*P2~NM1*DN*1*ELM*TOM****XX*1234567893~",
       "TRX0102/loop NM1@30 7 -\n"},
      /* the opener alone came early */
      {"HL*1**20*1~PRV*BI*PXC*111N00000X~NM1*85*2*CLINIC*****XX*1234567893~",
       "NM1*85*2*CLINIC*****XX*1234567893~HL*1**20*1~PRV*BI*PXC*111N00000X~",
       "TRX0102/loop-elsewhere NM1@6 7 -\n"},
      {"LX*2~SV1*HC:97012*35*UN*1***1:2~", "SV1*HC:97012*35*UN*1***1:2~LX*2~",
       "TRX0102/loop LX@36 7 -\n"},
      /* a level before its parent */
      {"HL*2*1*22*0~SBR*P*18*G1******CI~", "SBR*P*18*G1******CI~HL*2*1*22*0~",
       "TRX0102/loop HL@13 7 -\n"},
      /* a claim that lacks its CLM is none that came early */
      {"CLM*A2*45***11:B:1*Y*A*Y*Y~", "", "TRX0103 CLM@49 3 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

static void segments_moved(void **state) {
  (void)state;
  static const walk_row rows[] = {
      /* into a line of the claim, and gone from before it */
      {"DTP*431*D8*20260601~DTP*454*D8*20260602~HI*ABK:M5459*ABF:M9903~",
       "DTP*431*D8*20260601~DTP*454*D8*20260602~", "TRX0103 HI@22 3 -\n"},
      {"SBR*P*18*G1******CI~NM1*IL*1*DOE*JANE****MI*W1~N3*2 OAK ST~",
       "NM1*IL*1*DOE*JANE****MI*W1~N3*2 OAK ST~SBR*P*18*G1******CI~",
       "TRX0102 SBR@15 7 -\n"},
      /* the line's service in the claim */
      {"DTP*431*D8*20260601~", "SV1*HC:98940*45*UN*1***1~DTP*431*D8*20260601~",
       "TRX0102/elsewhere SV1@20 7 -\n"},
      /* a segment twice is too many, whatever lacks near it */
      {"REF*EI*741234567~HL*2*1*22*0~SBR*P*18*G1******CI~"
       "NM1*IL*1*DOE*JANE****MI*W1~N3*2 OAK ST~",
       "HL*2*1*22*0~SBR*P*18*G1******CI~"
       "NM1*IL*1*DOE*JANE****MI*W1~N3*2 OAK ST~N3*2 OAK ST~",
       "TRX0103 REF@11 3 -\nTRX0104 N3@15 5 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

/* Many faults do not make a strange reading of what stands in order. */
static void many_faults(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"BHT*0019*00*A1*20261123*0830*CH~NM1*41*2*CLINIC*****46*C1~"
       "PER*IC*DESK*TE*5551234567~NM1*40*2*HOUSE*****46*H1~",
       "",
       "TRX0103 BHT@2 3 -\nTRX0103/loop NM1@2 3 -\nTRX0103/loop NM1@2 3 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

/* One look costs; a set of nothing but faults is not looked at for ever. */
static void looks_are_counted(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "ST*837*0001*005010X222A1~");
  for (unsigned i = 0; i < 600; i++) walk_add(text, i % 2 ? "N3*A~" : "SV1*A~");
  walk_add(text, "SE*602*0001~");
  walk_looks = true;
  walk_text(walk_837(), text);
  walk_looks = false;
  assert_in_range(walk_state.looked, 1, 64 + 602 / 8);
}

TR_TESTS(cmocka_unit_test(nothing_where_nothing_is_wrong),
         cmocka_unit_test(loops_moved), cmocka_unit_test(segments_moved),
         cmocka_unit_test(many_faults), cmocka_unit_test(looks_are_counted))
