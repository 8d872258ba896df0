/* Tests of src/spec/walk_tell.c: arguments of each wording, and loops as a 999
 * names them. */
#include "spec/walk.h"

#include "walk_run.h"

/* What is replaced in WALK_837, and the arguments wanted. */
static void arguments_of_each_wording(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"N3*1 MAIN ST~", "N3*1 MAIN ST~QQ9*1~",
       "2010AA segment=QQ9 loop=2010AA (billing provider)\n"},
      {"BHT*0019*00*A1*20261123*0830*CH~",
       "BHT*0019*00*A1*20261123*0830*CH~QQ9*1~",
       " segment=QQ9 loop=ST (transaction set)\n"},
      {"N3*1 MAIN ST~N4*AUSTIN*TX*787013333~",
       "N4*AUSTIN*TX*787013333~N3*1 MAIN ST~",
       "2010AA segment=N3 loop=2010AA (billing provider) after=N4\n"},
      {"NM1*40*2*HOUSE*****46*H1~HL*1**20*1~",
       "HL*1**20*1~NM1*40*2*HOUSE*****46*H1~",
       "1000B segment=NM1 loop=1000B (receiver) after=HL\n"},
      {"N4*AUSTIN*TX*787013333~", "",
       "2010AA segment=N4 label=billing provider's city"
       " loop=2010AA (billing provider)\n"},
      {"NM1*PR*2*PAYER*****PI*60054~", "",
       "2010BB segment=NM1 label=payer loop=2010BB (payer)\n"},
      {"LX*1~", "",
       "2400 segment=LX label=line number loop=2400 (service line)\n"},
      {"DTP*454*D8*20260602~", "DTP*454*D8*20260602~DTP*454*D8*20260603~",
       "2300 segment=DTP label=initial treatment date of the claim limit=1\n"},
      {"NM1*PR*2*PAYER*****PI*60054~",
       "NM1*PR*2*PAYER*****PI*60054~NM1*PR*2*PAYER*****PI*60054~",
       "2010BB segment=NM1 label=payer limit=1\n"},
      {"NM1*85*2*", "NM1*8Z*2*", "2010AA element=NM101 label=role value=8Z\n"},
      {"NM1*85*2*", "NM1**2*", "2010AA element=NM101 label=role\n"},
  };
  static char text[WALK_TEXT];
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].put));
    snprintf(text, sizeof text, "%s", WALK_837);
    walk_replace(text, "ST", rows[i].find, rows[i].put);
    walk_text(walk_837(), text);
    assert_int_equal(walked.count, 1);
    assert_string_equal(walked.full, rows[i].faults);
  }
}

static tr_fault told;
static void keep(void *context, const tr_fault *fault) {
  (void)context;
  told = *fault;
}

/* What is missing stands at the end of the segment before it, and a 999 names
 * the segment it was missed at. */
static void the_place_of_what_is_missing(void **state) {
  (void)state;
  tr_walk_begin(&walk_state, walk_837(), keep, NULL);
  static const char *const texts[] = {
      "ST*837*0001*005010X222A1", "BHT*0019*00*A1*20261123*0830*CH",
      "NM1*41*2*CLINIC*****46*C1", "NM1*40*2*HOUSE*****46*H1"};
  uint64_t offset = 200;
  for (size_t i = 0; i < TR_COUNT(texts); i++) {
    uint32_t starts[WALK_ELEMENTS];
    const tr_segment segment =
        walk_segment(tr_str_of(texts[i]), starts, offset, 3 + i);
    (void)tr_walk_segment(&walk_state, &segment);
    offset += segment.bytes.n + 1;
  }
  assert_string_equal(told.rule, "TRX0103");
  assert_string_equal(told.at.segment, "PER");
  assert_int_equal(told.at.ordinal, 5);
  assert_int_equal(told.at.length, 0);
  assert_int_equal(told.at.line_offset, 200 + 25 + 32);
  assert_int_equal(told.at.offset, 200 + 25 + 32 + 25);
  assert_string_equal(told.syntax.segment, "PER");
  assert_string_equal(told.syntax.segment_code, "3");
  assert_string_equal(told.syntax.loop, "1000A");
  assert_int_equal(told.syntax.position, 4);
}

TR_TESTS(cmocka_unit_test(arguments_of_each_wording),
         cmocka_unit_test(the_place_of_what_is_missing))
