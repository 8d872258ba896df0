/* Tests of src/input/spec_yaml_dictionary.c. */
#include "input/spec_yaml_parts.h"
#include "spec_helper.h"

#define SMALL SPEC_HEAD SPEC_TAIL

static void what_the_standard_says_is_taken(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec =
      good_spec(&r, SPEC_HEAD
                "  - {segment: NM1, position: 10, use: S}\n"
                "  - {segment: HI, position: 20, use: S}\n" SPEC_TAIL);
  const tr_spec_segment *name = &spec->segments[1], *codes = &spec->segments[2];
  assert_string_equal(name->label, "name");
  assert_int_equal(name->element_count, 2);
  assert_int_equal(name->elements[0].type, TR_TYPE_ID);
  assert_int_equal(name->elements[0].least, 2);
  assert_int_equal(name->elements[0].most, 3);
  assert_int_equal(name->elements[0].usage, TR_USAGE_NOT_USED);
  assert_false(name->elements[0].personal);
  assert_true(name->elements[1].personal);
  assert_string_equal(name->elements[1].number, "1035");
  assert_int_equal(name->note_count, 1);
  assert_int_equal(name->notes[0].kind, 'P');
  assert_int_equal(name->notes[0].count, 2);
  assert_int_equal(name->notes[0].elements[1], 2);
  assert_int_equal(codes->elements[0].type, TR_TYPE_COMPOSITE);
  assert_int_equal(codes->elements[0].repeats, 3);
  assert_int_equal(codes->elements[1].repeats, 1);
  assert_int_equal(codes->elements[0].part_count, 2);
  assert_string_equal(codes->elements[0].parts[1].number, "127");
  tr_arena_done(&r.arena);
}

typedef struct dictionary_error {
  const char *elements, *segments;
  uint32_t line, column;
  const char *message;
} dictionary_error;

#define ONE_ELEMENT(what) "elements:\n  \"1\": {" what "}\n"
#define ONE_SEGMENT(what) \
  "composites: {C1: {label: c, parts: [\"96\"]}}\nsegments:\n  " what "\n"

static void what_is_wrong_is_told_at_its_place(void **state) {
  (void)state;
  static const dictionary_error rows[] = {
      {"elements:\n  \"1\": x\n", NULL, 2, 8, "must be a map"},
      {ONE_ELEMENT("type: AN, least: 1, most: 2, label: x, max: 3"), NULL, 2,
       48, "an element has no key \"max\""},
      {ONE_ELEMENT("type: B, least: 1, most: 2, label: x"), NULL, 2, 15,
       "\"B\" is no type"},
      {ONE_ELEMENT("least: 1, most: 2, label: x"), NULL, 2, 9,
       "\"type\" is missing"},
      {ONE_ELEMENT("type: AN, least: 3, most: 2, label: x"), NULL, 2, 9,
       "\"least\" is 1 to \"most\""},
      {ONE_ELEMENT("type: AN, least: 0, most: 2, label: x"), NULL, 2, 9,
       "\"least\" is 1 to \"most\""},
      {ONE_ELEMENT("type: AN, least: 1, most: 65536, label: x"), NULL, 2, 35,
       "a whole number from 0 to 65535"},
      {ONE_ELEMENT("type: AN, least: 1, most: 2"), NULL, 2, 9,
       "\"label\" is missing"},
      {ONE_ELEMENT("type: AN, least: 1, most: 2, label: a label of forty bytes "
                   "and one more of them"),
       NULL, 2, 45, "a label has at most 40 bytes"},
      {NULL, "segments: {}\n", 1, 1, "\"composites\" is missing"},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: [\"77\"]}"), 3, 30,
       "there is no element \"77\""},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: [\"96*x\"]}"), 3, 30,
       "after * stands how often"},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: []}"), 3, 18,
       "1 to 40 elements"},
      {NULL, ONE_SEGMENT("lx: {label: x, elements: [\"96\"]}"), 3, 3,
       "\"lx\" is no id of a segment"},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: [\"96\"], notes: [P0102]}"),
       3, 44, "a note is P, R, E, C or L"},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: [\"96\"], notes: [P01]}"), 3,
       44, "a note is P, R, E, C or L"},
      {NULL, ONE_SEGMENT("LX: {label: x, elements: [\"96\"], usage: R}"), 3, 36,
       "a segment has no key \"usage\""},
      {NULL, "composites: {C1: {label: c, parts: [C1]}}\nsegments: {}\n", 1, 37,
       "there is no element \"C1\""},
      {NULL,
       "composites:\n  C1: {label: c, parts: [\"96\"]}\n"
       "  C2: {label: d, parts: [C1]}\nsegments: {}\n",
       3, 26, "a composite within a composite"},
      {NULL,
       "composites: {\"96\": {label: c, parts: [\"96\"]}}\nsegments: {}\n", 1,
       15, "\"96\" is an element already"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_specs r;
    const dictionary_error *row = &rows[i];
    TR_ROW(i, tr_str_of(row->message));
    read_spec_files(&r, row->elements != NULL ? row->elements : spec_elements,
                    row->segments != NULL ? row->segments
                                          : "composites: {}\nsegments: {}\n",
                    spec_codes, SMALL);
    assert_error(&r.kept, row->line, row->column, row->message);
    assert_int_equal(r.kept.count, 1);
    assert_int_equal(r.status, TR_ESYNTAX);
    tr_arena_done(&r.arena);
  }
}

TR_TESTS(cmocka_unit_test(what_the_standard_says_is_taken),
         cmocka_unit_test(what_is_wrong_is_told_at_its_place))
