/* Tests of src/input/spec_yaml_guide.c. */
#include "input/spec_yaml_parts.h"
#include "spec_helper.h"

#define LINE "{segment: LX, position: 1, use: R, elements: {\"01\": R}}"

static void a_tree_is_laid_out_in_order(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, SPEC_HEAD
      "  - loop: 1000A\n"
      "    position: 20\n"
      "    use: R\n"
      "    most: any\n"
      "    label: submitter\n"
      "    body:\n"
      "      - {segment: NM1, position: 1, use: R, label: his name}\n"
      "      - {segment: LX, position: 2, use: S, most: 7}\n"
      "      - loop: 1000B\n"
      "        position: 3\n"
      "        use: S\n"
      "        label: inner\n"
      "        body: [{segment: HI, position: 1, use: R}]\n" SPEC_TAIL);
  assert_int_equal(spec->loop_count, 3);
  assert_int_equal(spec->segment_count, 5);
  const tr_spec_loop *set = &spec->loops[0], *outer = &spec->loops[1],
                     *inner = &spec->loops[2];
  assert_string_equal(set->id, "ST");
  assert_int_equal(set->parent, -1);
  assert_int_equal(set->child_count, 3);
  assert_true(set->children[1].is_loop);
  assert_int_equal(set->children[1].index, 1);
  assert_true(spec->segments[set->children[2].index].id == TR_CODE("SE"));
  assert_string_equal(outer->id, "1000A");
  assert_true(outer->code == TR_CODE("1000A"));
  assert_string_equal(outer->label, "submitter");
  assert_int_equal(outer->usage, TR_USAGE_REQUIRED);
  assert_int_equal(outer->most, 0);
  assert_int_equal(outer->position, 20);
  assert_int_equal(outer->parent, 0);
  assert_int_equal(outer->child_count, 3);
  assert_int_equal(inner->parent, 1);
  assert_int_equal(inner->usage, TR_USAGE_SITUATIONAL);
  assert_int_equal(inner->most, 1);
  const tr_spec_segment *name = &spec->segments[outer->children[0].index],
                        *line = &spec->segments[outer->children[1].index];
  assert_string_equal(name->label, "his name");
  assert_int_equal(name->loop, 1);
  assert_string_equal(line->label, "line");
  assert_int_equal(line->most, 7);
  assert_int_equal(line->usage, TR_USAGE_SITUATIONAL);
  tr_arena_done(&r.arena);
}

#define TWICE(first, second)                                              \
  SPEC_HEAD                                                               \
  "  - {loop: A, position: 20, use: S, label: a, body: " first            \
  "}\n"                                                                   \
  "  - {loop: B, position: 21, use: S, label: b, body: [{segment: HI, "   \
  "position: 1, use: R},\n     {loop: C, position: 2, use: S, label: c, " \
  "body: " second "}]}\n" SPEC_TAIL

static void a_body_may_stand_at_two_places(void **state) {
  (void)state;
  read_specs r;
  const tr_spec *spec = good_spec(
      &r, SPEC_HEAD
      "  - loop: A\n"
      "    position: 20\n"
      "    use: S\n"
      "    label: a\n"
      "    body:\n"
      "      - {segment: NM1, position: 1, use: R}\n"
      "      - {loop: C, position: 2, use: S, label: c, body: lines}\n"
      "  - {loop: D, position: 20, use: S, label: d, body: lines}\n" SPEC_TAIL
      "parts:\n"
      "  lines: [" LINE "]\n");
  assert_int_equal(spec->loop_count, 4);
  assert_string_equal(spec->loops[2].id, "C");
  assert_string_equal(spec->loops[3].id, "D");
  assert_int_equal(spec->loops[2].children[0].index, 2);
  assert_int_equal(spec->loops[3].children[0].index, 3);
  assert_int_equal(spec->segments[2].loop, 2);
  assert_int_equal(spec->segments[3].loop, 3);
  tr_arena_done(&r.arena);
}

static void what_is_wrong_is_told_at_its_place(void **state) {
  (void)state;
  static const spec_error rows[] = {
      {"guide: G\nfunction: HC\nname: x\nbody:\n"
       "  - {segment: ST, position: 1, use: R}\n" SPEC_TAIL,
       1, 1, "\"transaction\" is missing"},
      {SPEC_HEAD SPEC_TAIL "note: x\n", 9, 1, "a guide has no key \"note\""},
      {"transaction: \"1\"\nguide: G\nfunction: HC\nname: x\n", 1, 1,
       "\"body\" is missing"},
      {SPEC_HEAD "  - {segment: N9, position: 7, use: S}\n" SPEC_TAIL, 8, 15,
       "there is no segment \"N9\""},
      {SPEC_HEAD "  - {segment: LX, use: S}\n" SPEC_TAIL, 8, 6,
       "\"position\" is missing"},
      {SPEC_HEAD "  - {segment: LX, position: 9}\n" SPEC_TAIL, 8, 6,
       "\"use\" is missing"},
      {SPEC_HEAD "  - {segment: LX, position: 9, use: N}\n" SPEC_TAIL, 8, 37,
       "the use is R or S"},
      {SPEC_HEAD "  - {segment: LX, position: 9, use: S, most: 0}\n" SPEC_TAIL,
       8, 46, "\"any\" says that there is no limit"},
      {SPEC_HEAD "  - {segment: LX, position: 9, use: S, max: 1}\n" SPEC_TAIL,
       8, 40, "a segment of a guide has no key \"max\""},
      {SPEC_HEAD "  - {position: 9, use: S}\n" SPEC_TAIL, 8, 6,
       "a child is a segment or a loop"},
      {SPEC_HEAD "  - {loop: TOO LONG ID, position: 9, use: S}\n" SPEC_TAIL, 8,
       12, "the id of a loop is 1 to 8"},
      {SPEC_HEAD "  - {loop: A, position: 9, use: S, body: [" LINE
                 "]}\n" SPEC_TAIL,
       8, 6, "\"label\" is missing"},
      {SPEC_HEAD "  - {loop: A, position: 9, use: S, label: a}\n" SPEC_TAIL, 8,
       6, "\"body\" is missing"},
      {SPEC_HEAD
       "  - {loop: A, position: 9, use: S, label: a, body: []}\n" SPEC_TAIL,
       8, 46, "a loop has 1 to 128 children"},
      {TWICE("[" LINE "]", "lines"), 10, 53, "\"parts\" has no body \"lines\""},
      {TWICE("lines", "lines") "parts:\n  lines:\n    - {segment: LX,"
                               " position: 1, use: R, elements: {\"01\": Q}}\n",
       14, 59, "the use is R, S or N"},
      {TWICE("lines", "[" LINE "]") "parts:\n  lines:\n    - " LINE
                                    "\n    - {loop: C, position: 2, use: S, "
                                    "label: c, body: lines}\n",
       15, 54, "the body \"lines\" stands within itself"},
      {"transaction: \"1\"\nguide: G\nfunction: HC\nname: x\nbody:\n"
       "  - {segment: LX, position: 1, use: R}\n" SPEC_TAIL,
       6, 6, "a set opens with ST"},
      {SPEC_HEAD "  - {segment: LX, position: 9, use: S}\n", 8, 6,
       "a set ends with SE"},
  };
  assert_spec_errors(rows, TR_COUNT(rows));
}

/* Loops within loops, `depth` of them below the set. */
static void nest(char *out, size_t room, int depth) {
  size_t used = (size_t)snprintf(out, room, "%s", SPEC_HEAD);
  for (int i = 0; i < depth; i++)
    used += (size_t)snprintf(
        out + used, room - used,
        "%*s- loop: L%d\n%*s  position: 50\n%*s  use: S\n%*s  label: l\n"
        "%*s  body:\n%*s    - {segment: %s, position: 1, use: R}\n",
        2 + 4 * i, "", i, 2 + 4 * i, "", 2 + 4 * i, "", 2 + 4 * i, "",
        2 + 4 * i, "", 2 + 4 * i, "", i % 2 == 0 ? "LX" : "HI");
  snprintf(out + used, room - used, "%s", SPEC_TAIL);
}

static void loops_nest_as_deep_as_a_walk_goes(void **state) {
  (void)state;
  static char text[16384];
  read_specs r;
  nest(text, sizeof text, TR_SPEC_DEPTH - 1);
  assert_int_equal(good_spec(&r, text)->loop_count, TR_SPEC_DEPTH);
  tr_arena_done(&r.arena);
  nest(text, sizeof text, TR_SPEC_DEPTH);
  read_spec(&r, text);
  assert_int_equal(r.kept.count, 1);
  assert_non_null(strstr(r.kept.list[0].message, "nested deeper than 16"));
  tr_arena_done(&r.arena);
}

TR_TESTS(cmocka_unit_test(a_tree_is_laid_out_in_order),
         cmocka_unit_test(a_body_may_stand_at_two_places),
         cmocka_unit_test(what_is_wrong_is_told_at_its_place),
         cmocka_unit_test(loops_nest_as_deep_as_a_walk_goes))
