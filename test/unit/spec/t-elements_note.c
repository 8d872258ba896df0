/* Tests of src/spec/elements_note.c. */
#include "spec/elements.h"

#include "walk_run.h"

#define ELEMENT(of)                                                    \
  {                                                                    \
    .label = "text", .number = "1", .usage = (of), .type = TR_TYPE_AN, \
    .least = 1, .most = 9, .repeats = 1                                \
  }

static const tr_spec_element elements[] = {
    ELEMENT(TR_USAGE_SITUATIONAL), ELEMENT(TR_USAGE_SITUATIONAL),
    ELEMENT(TR_USAGE_SITUATIONAL), ELEMENT(TR_USAGE_NOT_USED),
    ELEMENT(TR_USAGE_REQUIRED)};

static void judge(const char *text, const tr_spec_note *notes, size_t count) {
  const tr_spec_segment definition = {.element_count = 5,
                                      .note_count = (uint8_t)count,
                                      .elements = elements,
                                      .notes = notes};
  memset(&walked, 0, sizeof walked);
  uint32_t starts[WALK_ELEMENTS];
  const tr_segment segment = walk_segment(tr_str_of(text), starts, 0, 1);
  tr__judging judging = {.fault = walk_fault,
                         .segment = &segment,
                         .definition = &definition,
                         .position = 3};
  tr__elements_judge(&judging);
}

static void each_kind_of_note(void **state) {
  (void)state;
  static const struct {
    char kind;
    uint8_t count, elements[3];
    const char *segment, *faults;
  } rows[] = {
      {'P',
       2,
       {1, 2},
       "YY****"
       "*E",
       ""},
      {'P', 2, {1, 2}, "YY*A*B***E", ""},
      {'P', 2, {1, 2}, "YY*A****E", "TRX0111/P YY@3 8 2\n"},
      {'P', 2, {1, 2}, "YY**B***E", "TRX0111/P YY@3 8 2\n"},
      {'R', 2, {1, 2}, "YY**B***E", ""},
      {'R', 2, {1, 2}, "YY*****E", "TRX0111/R YY@3 8 2\n"},
      {'E', 2, {1, 2}, "YY*A****E", ""},
      {'E', 2, {1, 2}, "YY*A*B***E", "TRX0111/E YY@3 8 10\n"},
      {'C', 3, {1, 2, 3}, "YY**B***E", ""},
      {'C', 3, {1, 2, 3}, "YY*A*B*C**E", ""},
      {'C', 3, {1, 2, 3}, "YY*A*B***E", "TRX0111/C YY@3 8 2\n"},
      {'L', 3, {1, 2, 3}, "YY*A*B***E", ""},
      {'L', 3, {1, 2, 3}, "YY**B***E", ""},
      {'L', 3, {1, 2, 3}, "YY*A****E", "TRX0111/L YY@3 8 2\n"},
      /* usage decides: 04 must not be sent, 05 must */
      {'P', 2, {1, 4}, "YY*A****E", ""},
      {'P', 2, {1, 5}, "YY*A", "TRX0105 YY05@3 8 1\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].segment));
    tr_spec_note note = {.kind = rows[i].kind, .count = rows[i].count};
    memcpy(note.elements, rows[i].elements, sizeof rows[i].elements);
    judge(rows[i].segment, &note, 1);
    assert_string_equal(walked.faults, rows[i].faults);
  }
}

static void two_notes_on_one_gap_are_one_fault(void **state) {
  (void)state;
  static const tr_spec_note notes[] = {{'C', 2, {2, 1}}, {'C', 2, {3, 1}}};
  judge("YY**B*C**E", notes, 2);
  assert_string_equal(walked.faults, "TRX0111/C YY@3 8 2\n");
  assert_string_equal(walked.full, " segment=YY elements=02 and 01\n");
}

static void elements_are_listed(void **state) {
  (void)state;
  static const tr_spec_note note = {'L', 3, {1, 2, 3}};
  judge("YY*A****E", &note, 1);
  assert_string_equal(walked.full, " segment=YY elements=01, 02 and 03\n");
}

/* What a note asks for at the end is no trailing separator as well. */
static void a_gap_at_the_end_is_one_fault(void **state) {
  (void)state;
  const tr_spec *spec = walk_837();
  walk_text(spec, "ST*837*0001*005010X222A1~");
  static const walk_row rows[] = {
      {"NM1*85*2*CLINIC*****XX*1234567893~", "NM1*85*2*CLINIC*****XX*~",
       "TRX0111/P NM1@8 8 2\n"},
      {"NM1*85*2*CLINIC*****XX*1234567893~", "NM1*85*2*CLINIC*****XX~",
       "TRX0111/P NM1@8 8 2\n"},
  };
  walk_rows(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(each_kind_of_note),
         cmocka_unit_test(two_notes_on_one_gap_are_one_fault),
         cmocka_unit_test(elements_are_listed),
         cmocka_unit_test(a_gap_at_the_end_is_one_fault))
