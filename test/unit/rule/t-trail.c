/* Tests of src/rule/trail.c. */
#include "rule/trail.h"

#include "tr_test.h"

static tr_segment segment_of(const char *text, uint64_t ordinal) {
  return (tr_segment){
      .bytes = tr_str_of(text), .offset = ordinal * 1000, .ordinal = ordinal};
}

/* A point at the end of the segment. */
static tr_place behind(const char *text, uint64_t ordinal) {
  return (tr_place){.ordinal = ordinal,
                    .offset = ordinal * 1000 + strlen(text)};
}

static void shows_the_segment_of_a_place(void **state) {
  (void)state;
  static tr_trail trail;
  tr_segment segment = segment_of("N3*1 MAIN ST", 7);
  tr_trail_add(&trail, &segment);
  tr_place place = behind("N3*1 MAIN ST", 7);
  tr_trail_show(&trail, &place);
  TR_ASSERT_STR(place.line, "N3*1 MAIN ST");
  assert_int_equal(place.line_offset, 7000);

  place = behind("N3*1 MAIN ST", 8);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 0);

  place = behind("N3*1 MAIN ST", 7);
  place.offset++; /* of another file, perhaps */
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 0);

  place = behind("N3*1 MAIN ST", 7);
  place.line = TR_STR("known");
  tr_trail_show(&trail, &place);
  TR_ASSERT_STR(place.line, "known");

  tr_trail_clear(&trail);
  place = behind("N3*1 MAIN ST", 7);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 0);
}

static void forgets_the_oldest_and_the_longest(void **state) {
  (void)state;
  static tr_trail trail;
  char text[TR_TRAIL_BYTES + 1];
  memset(text, 'X', sizeof text);
  for (uint64_t i = 1; i <= TR_TRAIL_SEGMENTS + 1; i++) {
    const tr_segment segment = segment_of("HL", i);
    tr_trail_add(&trail, &segment);
  }
  tr_place place = behind("HL", 1);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 0);
  place = behind("HL", 2);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 2);

  tr_segment segment = segment_of("HL", 2);
  segment.bytes = (tr_str){text, sizeof text};
  tr_trail_add(&trail, &segment);
  place = behind("HL", 2);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, 0);
  segment.bytes.n = TR_TRAIL_BYTES;
  tr_trail_add(&trail, &segment);
  tr_trail_show(&trail, &place);
  assert_int_equal(place.line.n, TR_TRAIL_BYTES);
}

TR_TESTS(cmocka_unit_test(shows_the_segment_of_a_place),
         cmocka_unit_test(forgets_the_oldest_and_the_longest))
