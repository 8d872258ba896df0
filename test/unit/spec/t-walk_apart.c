/* Tests of src/spec/walk_apart.c: what lacks here and stands there is told
 * once. */
#include "spec/walk.h"

#include "walk_run.h"

static void told_where_it_stands(void **state) {
  (void)state;
  static const walk_row rows[] = {
      /* too many in one loop, missing from the next */
      {"N4*AUSTIN*TX*787013333~REF*EI*741234567~",
       "N4*AUSTIN*TX*787013333~N4*AUSTIN*TX*78702~REF*EI*741234567~",
       "TRX0104 N4@11 5 -\n"},
      {"PER*IC*DESK*TE*5551234567~NM1*40*2*HOUSE*****46*H1~"
       "HL*1**20*1~PRV*BI*PXC*111N00000X~",
       "NM1*40*2*HOUSE*****46*H1~"
       "HL*1**20*1~PRV*BI*PXC*111N00000X~PER*IC*DESK*TE*5551234567~",
       "TRX0103 PER@4 3 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* Of another code it is another segment. */
static void another_is_told(void **state) {
  (void)state;
  static const walk_row rows[] = {
      {"REF*EI*741234567~HL*2*1*22*0~SBR*P*18*G1******CI~",
       "HL*2*1*22*0~REF*6R*1~SBR*P*18*G1******CI~",
       "TRX0103 REF@11 3 -\nTRX0101/not-here REF@12 2 -\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

/* It was seen to come, and did not: that is told at the end of the set. */
static void seen_and_gone(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "%s", WALK_837);
  walk_replace(text, "ST", "REF*EI*741234567~HL*2*1*22*0~",
               "HL*2*1*22*0~REF*EI*741234567~");
  walk_looks = true;
  walk_text(walk_837(), text);
  walk_looks = false;
  assert_string_equal(walked.faults, "TRX0102/elsewhere REF@12 7 -\n");
  /* the same bytes, shown but not sent */
  memset(&walked, 0, sizeof walked);
  tr_walk_begin(&walk_state, walk_837(), walk_fault, NULL);
  uint64_t ordinal = 3;
  for (const char *at = text; *at != '\0';) {
    const char *end = strchr(at, '~');
    uint32_t starts[WALK_ELEMENTS];
    const tr_str bytes = {at, (size_t)(end - at)};
    const tr_segment segment =
        walk_segment(bytes, starts, (uint64_t)(at - text), ordinal++);
    const bool hidden = tr_str_starts(bytes, TR_STR("REF*EI"));
    at = end + 1;
    if (hidden) continue;
    if (tr_walk_doubts(&walk_state, &segment)) {
      tr_ahead_read(tr_str_of(end), &segment, &walk_ahead);
      tr_walk_look(&walk_state, &walk_ahead);
    }
    (void)tr_walk_segment(&walk_state, &segment);
  }
  assert_string_equal(walked.faults, "TRX0103 REF@11 3 -\n");
}

TR_TESTS(cmocka_unit_test(told_where_it_stands),
         cmocka_unit_test(another_is_told), cmocka_unit_test(seen_and_gone))
