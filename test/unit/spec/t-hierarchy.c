/* Tests of src/spec/hierarchy.c: HL levels and the numbers of service lines. */
#include "spec/walk.h"

#include "walk_run.h"

static void levels_are_counted(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"HL*2*1*22*0", "HL*3*1*22*0", "TRX0112/number HL01@12 8 7\n"},
      {"HL*2*1*22*0", "HL*A*1*22*0", "TRX0112/number HL01@12 8 7\n"},
      {"HL*3*1*22*1", "HL*7*1*22*1", "TRX0112/number HL01@39 8 7\n"},
      {"HL*1**20*1", "HL*0**20*1", "TRX0112/number HL01@6 8 7\n"},
      {"HL*1**20*1", "HL***20*1", "TRX0105 HL01@6 8 1\n"},
      {"HL*2*1*22*0", "HL*2*2*22*0", "TRX0112/parent HL02@12 8 7\n"},
      {"HL*4*3*23*0", "HL*4*1*23*0", "TRX0112/parent HL02@43 8 7\n"},
      {"HL*4*3*23*0", "HL*4**23*0", "TRX0105 HL02@43 8 1\n"},
      {"HL*1**20*1", "HL*1*9*20*1", "TRX0106 HL02@6 8 I10\n"},
      {"HL*2*1*22*0", "HL*2*1*22*1", "TRX0112/no-child HL04@12 8 7\n"},
      {"HL*3*1*22*1", "HL*3*1*22*0", "TRX0112/child HL04@39 8 7\n"},
      {"HL*3*1*22*1", "HL*3*1*22*5", "TRX0110 HL04@39 8 7\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Numbers that run on over sets are told once; parents by them are right. */
static void numbers_that_run_on(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "ST", "HL*1**20", "HL*51**20");
  walk_replace(text, "ST", "HL*2*1*", "HL*52*51*");
  walk_replace(text, "ST", "HL*3*1*", "HL*53*51*");
  walk_replace(text, "ST", "HL*4*3*", "HL*54*53*");
  walk_text(walk_837(), text);
  assert_string_equal(walked.faults, "TRX0112/first HL01@6 8 7\n");
}

/* Where a level was left out with its number, the next one is right. */
static void a_missing_level_is_counted_or_not(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"HL*2*1*22*0~", "", "TRX0103 HL@12 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "ST", "HL*2*1*22*0~", "");
  walk_replace(text, "ST", "HL*3*1*", "HL*2*1*");
  walk_replace(text, "ST", "HL*4*3*", "HL*3*2*");
  walk_text(walk_837(), text);
  assert_string_equal(walked.faults, "TRX0103 HL@12 3 -\n");
}

static void lines_are_counted(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"LX*1~", "LX*2~", "TRX0113 LX01@30 8 7\n"},
      {"LX*2~", "LX*5~", "TRX0113 LX01@35 8 7\n"},
      {"LX*2~", "LX*1~", "TRX0113 LX01@35 8 7\n"},
      {"LX*2~", "LX*B~", "TRX0109/number LX01@35 8 6\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
  assert_string_equal(walked.full,
                      "2400 element=LX01 label=line number"
                      " value=B\n");
}

/* After a gap counting goes on from the number sent, or from the count. */
static void counting_is_taken_up_again(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  static const char more[] =
      "REF*6R*A1-2~LX*6~SV1*HC:97012*35*UN*1***1~DTP*472*D8*20260612~";
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "ST", "LX*2~", "LX*5~");
  walk_replace(text, "ST", "REF*6R*A1-2~", more);
  walk_text(walk_837(), text);
  assert_string_equal(walked.faults, "TRX0113 LX01@35 8 7\n");
  assert_string_equal(walked.full, "2400 found=5 expected=2\n");
  walk_replace(text, "ST", "LX*6~", "LX*3~");
  walk_text(walk_837(), text);
  assert_string_equal(walked.faults, "TRX0113 LX01@35 8 7\n");
}

TR_TESTS(cmocka_unit_test(levels_are_counted),
         cmocka_unit_test(numbers_that_run_on),
         cmocka_unit_test(a_missing_level_is_counted_or_not),
         cmocka_unit_test(lines_are_counted),
         cmocka_unit_test(counting_is_taken_up_again))
