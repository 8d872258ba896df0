/* Tests of src/x12/segment.c. */
#include "x12/segment.h"
#include "tr_test.h"

static const tr_delims delims = {'*', '^', ':', '~'};
static const char text[] = "SV1*HC:97012::GP*90**2";
static const uint32_t starts[] = {0, 4, 17, 20, 21, 23};

static tr_segment sample(void) {
  return (tr_segment){.bytes = TR_STR(text),
                      .id = TR_CODE("SV1"),
                      .element_count = 4,
                      .starts = starts,
                      .offset = 1000,
                      .ordinal = 7,
                      .delims = &delims};
}

static void gives_elements(void **state) {
  (void)state;
  const tr_segment s = sample();
  TR_ASSERT_STR(tr_segment_element(&s, 0), "SV1");
  TR_ASSERT_STR(tr_segment_element(&s, 1), "HC:97012::GP");
  TR_ASSERT_STR(tr_segment_element(&s, 2), "90");
  TR_ASSERT_STR(tr_segment_element(&s, 3), "");
  TR_ASSERT_STR(tr_segment_element(&s, 4), "2");
  TR_ASSERT_STR(tr_segment_element(&s, 5), "");
  TR_ASSERT_STR(tr_segment_element(&s, UINT32_MAX), "");
}

static void gives_components(void **state) {
  (void)state;
  static const struct {
    const char *element;
    unsigned n;
    bool there;
    const char *part;
  } rows[] = {{"HC:97012::GP", 1, true, "HC"},
              {"HC:97012::GP", 2, true, "97012"},
              {"HC:97012::GP", 3, true, ""},
              {"HC:97012::GP", 4, true, "GP"},
              {"HC:97012::GP", 5, false, ""},
              {"HC:97012::GP", 0, false, ""},
              {"11", 1, true, "11"},
              {"11", 2, false, ""},
              {"11:", 2, true, ""},
              {"", 1, false, ""}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].element));
    tr_str part = TR_STR("unset");
    assert_int_equal(
        tr_component(tr_str_of(rows[i].element), ':', rows[i].n, &part),
        rows[i].there);
    TR_ASSERT_STR(part, rows[i].part);
  }
}

static void places_what_is_there_and_what_is_not(void **state) {
  (void)state;
  static const struct {
    uint32_t element;
    unsigned component;
    uint64_t offset;
    uint32_t length;
    const char *name, *value;
  } rows[] = {{0, 0, 1000, 22, "", "SV1*HC:97012::GP*90**2"},
              {1, 0, 1004, 12, "SV101", "HC:97012::GP"},
              {1, 2, 1007, 5, "SV101-2", "97012"},
              {1, 4, 1014, 2, "SV101-4", "GP"},
              {1, 5, 1016, 0, "SV101-5", ""},
              {2, 0, 1017, 2, "SV102", "90"},
              {3, 0, 1020, 0, "SV103", ""},
              {4, 0, 1021, 1, "SV104", "2"},
              {7, 0, 1022, 0, "SV107", ""},
              {12, 3, 1022, 0, "SV112-3", ""},
              {70000, 0, 1022, 0, "", ""}};
  const tr_segment s = sample();
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    tr_place place;
    tr_segment_place(&s, rows[i].element, rows[i].component, &place);
    assert_int_equal(place.offset, rows[i].offset);
    assert_int_equal(place.length, rows[i].length);
    assert_int_equal(place.ordinal, 7);
    assert_int_equal(place.line_offset, 1000);
    assert_string_equal(place.element, rows[i].name);
    assert_string_equal(place.segment, "SV1");
    TR_ASSERT_STR(place.value, rows[i].value);
    TR_ASSERT_STR(place.line, text);
  }
}

static void shows_no_malformed_id(void **state) {
  (void)state;
  tr_segment s = sample();
  s.flags = TR_SEGMENT_BAD_ID;
  tr_place place;
  tr_segment_place(&s, 1, 0, &place);
  assert_string_equal(place.segment, "");
  assert_string_equal(place.element, "");
}

TR_TESTS(cmocka_unit_test(gives_elements), cmocka_unit_test(gives_components),
         cmocka_unit_test(places_what_is_there_and_what_is_not),
         cmocka_unit_test(shows_no_malformed_id))
