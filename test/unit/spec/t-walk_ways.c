/* Tests of src/spec/walk_ways.c: each way to take a segment that makes trouble
 * leads to the one fault that says so. */
#include "spec/walk.h"

#include "walk_run.h"

#define OTHER_PAYER             \
  "SBR*S*01*******CI~"          \
  "AMT*D*10~"                   \
  "OI***Y***Y~"                 \
  "NM1*IL*1*DOE*JOHN****MI*W2~" \
  "NM1*PR*2*OTHER*****PI*P2~"
#define LINES                          \
  "LX*1~"                              \
  "SV1*HC:98940*45*UN*1***1~"          \
  "DTP*472*D8*20260612~"               \
  "REF*6R*A1-1~"                       \
  "NM1*82*1*ELM*TOM****XX*1234567893~" \
  "LX*2~"                              \
  "SV1*HC:97012*35*UN*1***1:2~"        \
  "DTP*472*RD8*20260612-20260613~"     \
  "REF*6R*A1-2~"

static void rows_ahead(const walk_row *rows, size_t count) {
  walk_looks = true;
  walk_rows(rows, count);
  walk_looks = false;
}

static void aside_and_back(void **state) {
  (void)state;
  static const walk_row rows[] = {
      /* a date behind the diagnoses */
      {"DTP*454*D8*20260602~HI*ABK:M5459*ABF:M9903~",
       "HI*ABK:M5459*ABF:M9903~DTP*454*D8*20260602~", "TRX0102 DTP@22 7 -\n"},
      /* the line's reference before its date */
      {"DTP*472*D8*20260612~REF*6R*A1-1~", "REF*6R*A1-1~DTP*472*D8*20260612~",
       "TRX0102 DTP@33 7 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

static void loops_that_are_over(void **state) {
  (void)state;
  static const walk_row rows[] = {
      /* the other payer's loop behind the lines */
      {OTHER_PAYER LINES, LINES OTHER_PAYER, "TRX0102/loop SBR@34 7 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

static void openers_that_lack(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"LX*2~", "", "TRX0103 LX@35 3 -\n"},
      {"NM1*82*1*ASH*NORA****XX*1234567893~", "", "TRX0103 NM1@23 3 -\n"},
  };
  rows_ahead(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(aside_and_back),
         cmocka_unit_test(loops_that_are_over),
         cmocka_unit_test(openers_that_lack))
