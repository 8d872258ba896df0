/* Tests of src/spec/ahead.c: the segments that follow, as far as they are
 * wanted. */
#include "spec/ahead.h"

#include "walk_run.h"

static tr_ahead ahead;

static void read_ahead(const char *text) {
  uint32_t starts[WALK_ELEMENTS];
  const tr_segment last = walk_segment(TR_STR("LX*1"), starts, 40, 7);
  tr_ahead_read(tr_str_of(text), &last, &ahead);
}

static void cuts_segments(void **state) {
  (void)state;
  read_ahead("~\r\nSV1*HC:98940*45~ \n~DTP*472~REF*6R*A");
  assert_int_equal(ahead.count, 2);
  assert_true(ahead.segments[0].id == TR_CODE("SV1"));
  assert_int_equal(ahead.segments[0].element_count, 2);
  TR_ASSERT_STR(tr_segment_element(&ahead.segments[0], 1), "HC:98940");
  TR_ASSERT_STR(tr_segment_element(&ahead.segments[0], 2), "45");
  TR_ASSERT_STR(tr_segment_element(&ahead.segments[0], 3), "");
  TR_ASSERT_STR(tr_segment_element(&ahead.segments[1], 1), "472");
  assert_int_equal(ahead.segments[1].ordinal, 9);
  read_ahead("");
  assert_int_equal(ahead.count, 0);
}

static void ends_with_the_set(void **state) {
  (void)state;
  read_ahead("~SE*3*1~ST*837*2~BHT*1~");
  assert_int_equal(ahead.count, 1);
  read_ahead("~REF*6R*1~IEA*1*1~REF*6R*2~");
  assert_int_equal(ahead.count, 1);
  read_ahead("~too long an id*1~REF*6R*2~");
  assert_int_equal(ahead.count, 0);
}

static void has_limits(void **state) {
  (void)state;
  static char text[WALK_TEXT];
  snprintf(text, sizeof text, "~");
  for (unsigned i = 0; i < TR_AHEAD_SEGMENTS + 3; i++) walk_add(text, "HI*1~");
  read_ahead(text);
  assert_int_equal(ahead.count, TR_AHEAD_SEGMENTS);
  snprintf(text, sizeof text, "~CAS");
  for (unsigned i = 0; i < TR_AHEAD_ELEMENTS + 3; i++) walk_add(text, "*7");
  walk_add(text, "~HI*1~");
  read_ahead(text);
  assert_int_equal(ahead.count, 2);
  assert_int_equal(ahead.segments[0].element_count, TR_AHEAD_ELEMENTS);
  TR_ASSERT_STR(tr_segment_element(&ahead.segments[0], TR_AHEAD_ELEMENTS), "7");
}

TR_TESTS(cmocka_unit_test(cuts_segments), cmocka_unit_test(ends_with_the_set),
         cmocka_unit_test(has_limits))
