/* Tests of src/input/spec_yaml_codes.c. */
#include "input/spec_yaml_parts.h"
#include "spec_helper.h"

#define ST_WITH(elements)  \
  "transaction: \"837\"\n" \
  "guide: G1\n"            \
  "function: HC\n"         \
  "name: a claim\n"        \
  "body:\n"                \
  "  - segment: ST\n"      \
  "    position: 5\n"      \
  "    use: R\n"           \
  "    elements: " elements "\n" SPEC_TAIL

static const tr_spec_codes *codes_of(const tr_spec *spec, unsigned element) {
  return spec->segments[0].elements[element - 1].codes;
}

static void values_are_packed_and_sorted(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, ST_WITH("{\"01\": R 999 | 837, \"03\": R B TWO|LONGER THAN|A|@who}"));
  const tr_spec_codes *first = codes_of(spec, 1), *third = codes_of(spec, 3);
  assert_int_equal(first->count, 2);
  assert_true(first->codes[0] == TR_CODE("837"));
  assert_true(first->codes[1] == TR_CODE("999"));
  assert_int_equal(first->text_count, 0);
  assert_null(first->texts);
  assert_int_equal(third->count, 4);
  assert_true(third->codes[0] == TR_CODE("41"));
  assert_true(third->codes[1] == TR_CODE("A"));
  assert_true(third->codes[2] == TR_CODE("B TWO"));
  assert_true(third->codes[3] == TR_CODE("PE"));
  assert_int_equal(third->text_count, 1);
  assert_string_equal(third->texts[0], "LONGER THAN");
  tr_arena_done(&r.arena);
}

static void a_list_may_stand_in_a_map(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, ST_WITH("{\"03\": {use: R, codes: [\"@who\", Z], read: Y}}"));
  assert_int_equal(codes_of(spec, 3)->count, 3);
  assert_int_equal(spec->segments[0].elements[2].read->count, 1);
  tr_arena_done(&r.arena);
}

static void what_is_wrong_is_told_at_its_place(void **state) {
  (void)state;
  static const spec_error rows[] = {
      {ST_WITH("{\"01\": R 837|837}"), 9, 28, "\"837\" is there already"},
      {ST_WITH("{\"03\": R 41|@who}"), 9, 27, "\"@who\" is there already"},
      {ST_WITH("{\"01\": R 837||999}"), 9, 28, "\"\" is no value"},
      {ST_WITH("{\"03\": R \"A\"}"), 9, 24, "is no value"},
      {ST_WITH("{\"03\": R @whom}"), 9, 24, "is no list of codes.yaml"},
      {ST_WITH("{\"03\": {use: R, codes: []}}"), 9, 31, "values are wanted"},
      {ST_WITH("{\"03\": {use: R, codes: [[A]]}}"), 9, 40, "a text is wanted"},
  };
  assert_spec_errors(rows, TR_COUNT(rows));
}

static void a_shared_list_is_checked_where_it_is(void **state) {
  (void)state;
  read_specs r;
  read_spec_files(&r, spec_elements, spec_segments,
                  "lists:\n  a: [X, Y, X]\n  b: [\"@none\"]\n",
                  SPEC_HEAD SPEC_TAIL);
  assert_error(&r.kept, 2, 13, "\"X\" is there already");
  assert_error(&r.kept, 3, 8, "\"@none\" is no list");
  assert_int_equal(r.kept.count, 2);
  assert_string_equal(r.kept.list[0].file, "spec/codes.yaml");
  tr_arena_done(&r.arena);
}

static tr_spec_codes list_of(const tr_code *codes, uint16_t count,
                             const char *const *texts, uint16_t text_count) {
  return (tr_spec_codes){codes, count, texts, text_count};
}

static void lists_meet_in_codes_and_texts(void **state) {
  (void)state;
  const tr_code ace[] = {TR_CODE("A"), TR_CODE("C"), TR_CODE("E")},
                bde[] = {TR_CODE("B"), TR_CODE("D"), TR_CODE("E")};
  static const char *const one[] = {"LONG TEXT ONE"}, *const two[] = {
                                                          "LONG TEXT TWO"};
  const tr_spec_codes a = list_of(ace, 3, one, 1), b = list_of(bde, 3, two, 1),
                      c = list_of(bde, 2, two, 1), d = list_of(bde, 2, one, 1);
  assert_true(tr__spec_codes_meet(&a, &b));
  assert_false(tr__spec_codes_meet(&a, &c));
  assert_true(tr__spec_codes_meet(&a, &d));
}

TR_TESTS(cmocka_unit_test(values_are_packed_and_sorted),
         cmocka_unit_test(a_list_may_stand_in_a_map),
         cmocka_unit_test(what_is_wrong_is_told_at_its_place),
         cmocka_unit_test(a_shared_list_is_checked_where_it_is),
         cmocka_unit_test(lists_meet_in_codes_and_texts))
