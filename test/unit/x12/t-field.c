/* Tests of src/x12/field.c: where values, and the lack of them, are shown. */
#include "tr_test.h"

#include "x12/field.h"

/* A unit of three segments at stream offset 500, the file's 40th to 42nd. */
static const char bytes[] =
    "LX*7~\nSV1*HC:97012:GP*90*UN**11~\nDTP*472*RD8*20261102-20261103";
static tr_unit_segment segments[] = {
    {.id = 0, .at = 0, .length = 4, .number = 0},
    {.id = 0, .at = 6, .length = 25, .number = 1},
    {.id = 0, .at = 33, .length = 29, .number = 4}, /* two were left out */
};
static const tr_delims test_delims = {'*', '^', ':', '~'};
static tr_unit unit;

static int set_up(void **state) {
  (void)state;
  segments[0].id = TR_CODE("LX");
  segments[1].id = TR_CODE("SV1");
  segments[2].id = TR_CODE("DTP");
  unit = (tr_unit){.bytes = TR_STR(bytes),
                   .offset = 500,
                   .ordinal = 40,
                   .segments = segments,
                   .segment_count = TR_COUNT(segments),
                   .file = "a.837",
                   .delims = test_delims};
  return 0;
}

static void places_values(void **state) {
  (void)state;
  const struct {
    tr_field field;
    const char *value, *element, *segment;
    uint64_t ordinal, offset;
  } rows[] = {
      {{.at = 3, .length = 1, .element = 1, .state = TR_FIELD_KNOWN},
       "7",
       "LX01",
       "LX",
       40,
       503},
      {{.at = 10,
        .length = 11,
        .segment = 1,
        .element = 1,
        .state = TR_FIELD_KNOWN},
       "HC:97012:GP",
       "SV101",
       "SV1",
       41,
       510},
      {{.at = 13,
        .length = 5,
        .segment = 1,
        .element = 1,
        .component = 2,
        .state = TR_FIELD_KNOWN},
       "97012",
       "SV101-2",
       "SV1",
       41,
       513},
      {{.at = 22,
        .length = 2,
        .segment = 1,
        .element = 2,
        .state = TR_FIELD_UNREADABLE},
       "90",
       "SV102",
       "SV1",
       41,
       522},
      {{.at = 54,
        .length = 8,
        .segment = 2,
        .element = 3,
        .state = TR_FIELD_KNOWN},
       "20261103",
       "DTP03",
       "DTP",
       44,
       554},
      /* Sent empty: the spot itself. */
      {{.at = 28, .segment = 1, .element = 4}, "", "SV104", "SV1", 41, 528},
      /* Beyond the end of the segment. */
      {{.at = 31, .segment = 1, .element = 7, .component = 1},
       "",
       "SV107-1",
       "SV1",
       41,
       531},
      /* Its segment is missing: the end of the one that opens the loop. */
      {{.segment = 0}, "", "", "LX", 40, 504},
      {{.segment = 1}, "", "", "SV1", 41, 531},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].element));
    const tr_place place = tr_unit_place(&unit, &rows[i].field);
    TR_ASSERT_STR(place.value, rows[i].value);
    assert_int_equal(place.length, strlen(rows[i].value));
    assert_string_equal(place.element, rows[i].element);
    assert_string_equal(place.segment, rows[i].segment);
    assert_int_equal(place.ordinal, rows[i].ordinal);
    assert_int_equal(place.offset, rows[i].offset);
    const tr_unit_segment *segment = &segments[rows[i].field.segment];
    assert_ptr_equal(place.line.p, bytes + segment->at);
    assert_int_equal(place.line.n, segment->length);
    assert_int_equal(place.line_offset, 500 + segment->at);
  }
}

static void places_segments(void **state) {
  (void)state;
  const tr_place place = tr_unit_segment_place(&unit, 1);
  TR_ASSERT_STR(place.value, "SV1*HC:97012:GP*90*UN**11");
  TR_ASSERT_STR(place.line, "SV1*HC:97012:GP*90*UN**11");
  assert_string_equal(place.element, "");
  assert_string_equal(place.segment, "SV1");
  assert_int_equal(place.ordinal, 41);
  assert_int_equal(place.offset, 506);
  assert_int_equal(place.length, 25);

  /* A malformed id is not shown as one. */
  segments[1].id = 0;
  assert_string_equal(tr_unit_segment_place(&unit, 1).segment, "");
  const tr_field field = {.at = 22,
                          .length = 2,
                          .segment = 1,
                          .element = 2,
                          .state = TR_FIELD_KNOWN};
  assert_string_equal(tr_unit_place(&unit, &field).element, "");
  segments[1].id = TR_CODE("LONGER");
  assert_string_equal(tr_unit_segment_place(&unit, 1).segment, "");
}

/* Whatever is asked, the answer is a place that can be shown. */
static void survives_what_is_not_there(void **state) {
  (void)state;
  const tr_field field = {.at = 9,
                          .length = 4,
                          .segment = 9,
                          .element = 3,
                          .state = TR_FIELD_KNOWN};
  const tr_field absent = {0};
  tr_place place = tr_unit_place(NULL, &field);
  assert_int_equal(place.length, 0);
  assert_string_equal(place.element, "");
  place = tr_unit_place(NULL, &absent);
  assert_int_equal(place.length, 0);
  place = tr_unit_segment_place(&unit, 3);
  assert_int_equal(place.length, 0);
  assert_string_equal(place.segment, "");
  assert_int_equal(place.offset, 500);
  place = tr_unit_segment_place(NULL, 0);
  assert_int_equal(place.ordinal, 0);

  const tr_unit none = {.file = "a.837"};
  place = tr_unit_place(&none, &absent);
  assert_int_equal(place.length, 0);

  /* A field that its unit's bytes do not hold (yet). */
  const tr_unit open = {
      .offset = 500, .ordinal = 40, .segments = segments, .segment_count = 3};
  const tr_field code = {.at = 13,
                         .length = 5,
                         .segment = 1,
                         .element = 1,
                         .component = 2,
                         .state = TR_FIELD_KNOWN};
  place = tr_unit_place(&open, &code);
  assert_int_equal(place.value.n, 0);
  assert_int_equal(place.offset, 513);
}

static void reads_any_element(void **state) {
  (void)state;
  const struct {
    size_t index;
    unsigned element, component;
    const char *value;
  } rows[] = {
      {0, 1, 0, "7"},
      {0, 2, 0, ""},
      {1, 1, 0, "HC:97012:GP"},
      {1, 1, 1, "HC"},
      {1, 1, 3, "GP"},
      {1, 1, 4, ""},
      {1, 4, 0, ""},
      {1, 5, 0, "11"},
      {1, 5, 1, "11"},
      {1, 6, 0, ""},
      {2, 3, 0, "20261102-20261103"},
      {1, 0, 0, ""},
      {3, 1, 0, ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].value));
    TR_ASSERT_STR(tr_unit_element(&unit, rows[i].index, rows[i].element,
                                  rows[i].component),
                  rows[i].value);
  }
  assert_int_equal(tr_unit_element(NULL, 0, 1, 0).n, 0);
}

TR_TESTS(cmocka_unit_test_setup(places_values, set_up),
         cmocka_unit_test_setup(places_segments, set_up),
         cmocka_unit_test_setup(survives_what_is_not_there, set_up),
         cmocka_unit_test_setup(reads_any_element, set_up))
