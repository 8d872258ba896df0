/* Tests of src/input/spec_yaml_element.c. */
#include "input/spec_yaml_parts.h"
#include "spec_helper.h"

#define NM1(elements)                                           \
  SPEC_HEAD                                                     \
  "  - {segment: NM1, position: 9, use: S, elements: " elements \
  "}"                                                           \
  "\n" SPEC_TAIL
#define HI(elements) \
  SPEC_HEAD          \
  "  - {segment: HI, position: 9, use: S, elements: " elements "}\n" SPEC_TAIL

static void a_place_is_two_digits_and_a_part(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool good;
    unsigned element, part;
  } rows[] = {
      {"01", true, 1, 0},     {"12", true, 12, 0},   {"05-1", true, 5, 1},
      {"05-10", true, 5, 10}, {"1", false, 0, 0},    {"00", false, 0, 0},
      {"05-", false, 0, 0},   {"05-0", false, 0, 0}, {"05-01", false, 0, 0},
      {"05.1", false, 0, 0},  {"", false, 0, 0},     {"05-100", false, 0, 0},
      {"0a", false, 0, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    unsigned element = 0, part = 0;
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(
        tr__spec_place_read(tr_str_of(rows[i].text), &element, &part),
        rows[i].good);
    if (!rows[i].good) continue;
    assert_int_equal(element, rows[i].element);
    assert_int_equal(part, rows[i].part);
  }
}

static void the_guide_goes_over_the_standard(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, NM1("{\"01\": {use: R, codes: [\"41\"], read: [PE], lenient: true,"
              " label: role}, \"02\": {use: S, least: 2, most: 9, repeats: any,"
              " personal: false}}"));
  const tr_spec_element *elements = spec->segments[1].elements;
  assert_int_equal(elements[0].usage, TR_USAGE_REQUIRED);
  assert_int_equal(elements[0].codes->count, 1);
  assert_int_equal(elements[0].read->count, 1);
  assert_true(elements[0].lenient);
  assert_string_equal(elements[0].label, "role");
  assert_int_equal(elements[1].usage, TR_USAGE_SITUATIONAL);
  assert_int_equal(elements[1].least, 2);
  assert_int_equal(elements[1].most, 9);
  assert_int_equal(elements[1].repeats, 0);
  assert_false(elements[1].personal);
  tr_arena_done(&r.arena);
}

static void parts_of_one_place_are_its_own(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec =
      good_spec(&r, HI("{\"01\": R, \"01-1\": R ABK, \"01-2\": R}"));
  const tr_spec_element *elements = spec->segments[1].elements;
  assert_int_equal(elements[0].parts[0].usage, TR_USAGE_REQUIRED);
  assert_true(elements[0].parts[0].codes->codes[0] == TR_CODE("ABK"));
  assert_int_equal(elements[1].parts[0].usage, TR_USAGE_NOT_USED);
  assert_null(elements[1].parts[0].codes);
  tr_arena_done(&r.arena);
}

static void a_key_takes_what_is_only_read(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, SPEC_HEAD
      "  - {segment: NM1, position: 9, use: S, by: [\"01\"],\n"
      "     elements: {\"01\": {use: R, codes: [\"41\"], read: [PE]}}}\n"
      "  - {segment: HI, position: 9, use: S, by: [\"01-1\"],\n"
      "     elements: {\"01\": R, \"01-1\": R ABK}}\n" SPEC_TAIL);
  const tr_spec_segment *name = &spec->segments[1], *codes = &spec->segments[2];
  assert_int_equal(name->key_count, 1);
  assert_int_equal(name->keys[0].element, 1);
  assert_int_equal(name->keys[0].part, 0);
  assert_int_equal(name->keys[0].codes->count, 2);
  assert_int_equal(codes->keys[0].element, 1);
  assert_int_equal(codes->keys[0].part, 1);
  assert_int_equal(codes->keys[0].codes->count, 1);
  tr_arena_done(&r.arena);
}

static void what_is_wrong_is_told_at_its_place(void **state) {
  (void)state;
  static const spec_error rows[] = {
      {NM1("{\"03\": R}"), 8, 53, "NM1 has no element \"03\""},
      {NM1("{\"1\": R}"), 8, 53, "NM1 has no element \"1\""},
      {NM1("{\"01-1\": R}"), 8, 53, "NM1 has no part \"01-1\""},
      {NM1("{\"01\": X}"), 8, 58, "the use is R, S or N, not \"X\""},
      {NM1("{\"01\": R 4}"), 8, 58, "\"4\" is not 2 to 3 characters"},
      {NM1("{\"01\": R LONG TEXT}"), 8, 58, "is not 2 to 3 characters"},
      {NM1("{\"01\": {codes: [PE]}}"), 8, 59, "\"use\" is missing"},
      {NM1("{\"01\": {use: R, code: [PE]}}"), 8, 67, "has no key \"code\""},
      {NM1("{\"01\": {use: R, read: [PE]}}"), 8, 59, "goes with codes"},
      {NM1("{\"01\": {use: R, codes: [PE], read: [PE]}}"), 8, 87,
       "is among the codes already"},
      {NM1("{\"02\": {use: R, least: 9, most: 8}}"), 8, 59, "\"least\" is 1"},
      {NM1("{\"02\": [R]}"), 8, 59, "must be a map"},
      {HI("{\"01\": R}"), 8, 52, "element 01 is used, but none of its parts"},
      {HI("{\"01-1\": R}"), 8, 52, "parts of element 01 are used, but it is"},
      {HI("{\"01-3\": R}"), 8, 52, "HI has no part \"01-3\""},
      {HI("{\"01\": R ABK, \"01-1\": R}"), 8, 57, "values go with the parts"},
      {NM1("{\"01\": R}, by: [\"01\"]"), 8, 68,
       "has no values that could tell"},
      {NM1("{\"01\": R}, by: [\"07\"]"), 8, 68, "has no element \"07\""},
      {NM1("{\"01\": R}, by: []"), 8, 62, "1 to 2 elements"},
  };
  assert_spec_errors(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(a_place_is_two_digits_and_a_part),
         cmocka_unit_test(the_guide_goes_over_the_standard),
         cmocka_unit_test(parts_of_one_place_are_its_own),
         cmocka_unit_test(a_key_takes_what_is_only_read),
         cmocka_unit_test(what_is_wrong_is_told_at_its_place))
