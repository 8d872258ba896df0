/* Tests of src/input/spec_yaml_check.c. */
#include "input/spec_yaml_parts.h"
#include "spec_helper.h"

#define NAME(position, by, value)                        \
  "  - {segment: NM1, position: " position ", use: S" by \
  ", label: name " value ", elements: {\"01\": R " value "}}\n"
#define BY ", by: [\"01\"]"
#define NAME_LOOP(id, by, value)                        \
  "  - {loop: " id                                      \
  ", position: 10, use: S, label: l, body: [{segment: " \
  "NM1, position: 1, use: R" by ", elements: {\"01\": R " value "}}]}\n"

static void siblings_that_a_key_tells_apart_are_good(void **state) {
  (void)state;
  static const char *const rows[] = {
      SPEC_HEAD NAME("10", BY, "41") NAME("10", BY, "PE") SPEC_TAIL,
      SPEC_HEAD NAME("10", BY, "41|40") NAME("20", BY, "PE") SPEC_TAIL,
      SPEC_HEAD NAME_LOOP("A", BY, "41") NAME_LOOP("B", BY, "40") SPEC_TAIL,
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    read_specs r;
    TR_ROW(i, tr_str_of(rows[i]));
    (void)good_spec(&r, rows[i]);
    tr_arena_done(&r.arena);
  }
}

static void what_is_wrong_is_told_at_its_place(void **state) {
  (void)state;
  static const spec_error rows[] = {
      {SPEC_HEAD NAME("10", "", "41") NAME("10", "", "PE") SPEC_TAIL, 9, 6,
       "nothing tells this NM1 from \"name 41\" above"},
      {SPEC_HEAD NAME("10", BY, "41") NAME("20", "", "PE") SPEC_TAIL, 9, 6,
       "nothing tells this NM1 from \"name 41\" above"},
      {SPEC_HEAD NAME("10", "", "41") NAME("10", BY, "PE") SPEC_TAIL, 9, 6,
       "nothing tells this NM1 from \"name 41\" above"},
      {SPEC_HEAD NAME("10", BY, "41|PE") NAME("10", BY, "PE") SPEC_TAIL, 9, 6,
       "nothing tells this NM1"},
      {SPEC_HEAD NAME_LOOP("A", BY, "41") NAME_LOOP("B", BY, "41") SPEC_TAIL, 9,
       6, "nothing tells this NM1"},
      {SPEC_HEAD NAME_LOOP("A", "", "41") NAME("20", BY, "40") SPEC_TAIL, 9, 6,
       "nothing tells this NM1"},
      {SPEC_HEAD NAME("20", BY, "41") NAME("10", BY, "PE") SPEC_TAIL, 9, 30,
       "the position is before that of the child above"},
      {SPEC_HEAD "  - {loop: A, position: 10, use: S, label: l, body: ["
                 "{segment: LX, position: 1, use: S}]}\n" SPEC_TAIL,
       8, 55, "the segment that opens a loop has use R"},
      {SPEC_HEAD "  - {loop: A, position: 10, use: S, label: l, body: ["
                 "{segment: LX, position: 1, use: R, most: any}]}\n" SPEC_TAIL,
       8, 55, "the segment that opens a loop stands there once"},
      {SPEC_HEAD "  - loop: A\n"
                 "    position: 10\n"
                 "    use: S\n"
                 "    label: l\n"
                 "    body:\n"
                 "      - {loop: B, position: 1, use: R, label: l, body: ["
                 "{segment: LX, position: 1, use: R}]}\n" SPEC_TAIL,
       13, 10, "a loop opens with a segment"},
  };
  assert_spec_errors(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(siblings_that_a_key_tells_apart_are_good),
         cmocka_unit_test(what_is_wrong_is_told_at_its_place))
