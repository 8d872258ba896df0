/* Tests of src/spec/elements.c, on a segment made up for them. */
#include "spec/elements.h"

#include "walk_run.h"

#define ID1(a) ((tr_code)(a) << 56)
#define ID2(a, b) (ID1(a) | (tr_code)(b) << 48)

static const tr_code kinds[] = {ID2('A', 'B'), ID2('C', 'D')};
static const tr_code flags[] = {ID1('N'), ID1('Y')};
static const tr_spec_codes kind_codes = {kinds, 2, NULL, 0};
static const tr_spec_codes flag_codes = {flags, 2, NULL, 0};

static const tr_spec_element parts[] = {
    {.label = "kind",
     .number = "235",
     .usage = TR_USAGE_REQUIRED,
     .type = TR_TYPE_ID,
     .least = 2,
     .most = 2,
     .repeats = 1},
    {.label = "code",
     .number = "234",
     .usage = TR_USAGE_REQUIRED,
     .type = TR_TYPE_AN,
     .least = 1,
     .most = 5,
     .repeats = 1},
    {.label = "modifier",
     .number = "1339",
     .usage = TR_USAGE_SITUATIONAL,
     .type = TR_TYPE_AN,
     .least = 2,
     .most = 2,
     .repeats = 1},
    {.label = "never",
     .number = "352",
     .usage = TR_USAGE_NOT_USED,
     .type = TR_TYPE_AN,
     .least = 1,
     .most = 80,
     .repeats = 1},
};

/* 01 a code, 02 a name, 03 not used, 04 composite, 05 a date, 06 repeats,
 * 07 a lenient flag */
static const tr_spec_element elements[] = {
    {.label = "role",
     .number = "98",
     .usage = TR_USAGE_REQUIRED,
     .type = TR_TYPE_ID,
     .least = 2,
     .most = 3,
     .repeats = 1,
     .codes = &kind_codes},
    {.label = "name",
     .number = "1035",
     .usage = TR_USAGE_REQUIRED,
     .type = TR_TYPE_AN,
     .least = 2,
     .most = 10,
     .repeats = 1,
     .personal = true},
    {.label = "unused",
     .number = "1036",
     .usage = TR_USAGE_NOT_USED,
     .type = TR_TYPE_AN,
     .least = 1,
     .most = 10,
     .repeats = 1},
    {.label = "service",
     .number = "C003",
     .usage = TR_USAGE_SITUATIONAL,
     .type = TR_TYPE_COMPOSITE,
     .repeats = 1,
     .parts = parts,
     .part_count = 4},
    {.label = "day",
     .number = "373",
     .usage = TR_USAGE_SITUATIONAL,
     .type = TR_TYPE_DT,
     .least = 8,
     .most = 8,
     .repeats = 1,
     .personal = true},
    {.label = "types",
     .number = "1365",
     .usage = TR_USAGE_SITUATIONAL,
     .type = TR_TYPE_AN,
     .least = 1,
     .most = 2,
     .repeats = 3},
    {.label = "flag",
     .number = "1073",
     .usage = TR_USAGE_SITUATIONAL,
     .type = TR_TYPE_ID,
     .least = 1,
     .most = 1,
     .repeats = 1,
     .codes = &flag_codes,
     .lenient = true},
};

static const tr_spec_segment definition = {
    .id = 0, .label = "made up", .element_count = 7, .elements = elements};

/* Nothing in it is required. */
static const tr_spec_segment free_definition = {
    .id = 0, .label = "free", .element_count = 2, .elements = elements + 4};

static void judge_by(const tr_spec_segment *made, const char *text,
                     unsigned flagged, uint64_t skip) {
  memset(&walked, 0, sizeof walked);
  uint32_t starts[WALK_ELEMENTS];
  tr_segment segment = walk_segment(tr_str_of(text), starts, 100, 7);
  segment.flags = flagged;
  tr__judging judging = {.fault = walk_fault,
                         .segment = &segment,
                         .definition = made,
                         .loop = "2010AA",
                         .position = 5,
                         .skip = skip};
  tr__elements_judge(&judging);
}

static void judge(const char *text, unsigned flagged, uint64_t skip) {
  judge_by(&definition, text, flagged, skip);
}

static void a_segment_has_an_element(void **state) {
  static const char *const rows[] = {"XX1", "XX1*", "XX1**"};
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i]));
    judge_by(&free_definition, rows[i], 0, 0);
    assert_string_equal(walked.faults, "TRX0105/segment XX1@5 8 1\n");
  }
  judge_by(&free_definition, "XX1*20260612", 0, 0);
  assert_string_equal(walked.faults, "");
  /* what is required of it is told instead */
  judge("XX1", 0, 0);
  assert_string_equal(walked.faults,
                      "TRX0105 XX101@5 8 1\n"
                      "TRX0105 XX102@5 8 1\n");
}

/* One cause, one finding: rows that hold a single fault. */
static void each_fault_is_told_once(void **state) {
  (void)state;
  static const struct {
    const char *segment, *faults, *full;
  } rows[] = {
      {"XX1*AB*NAME", "", ""},
      {"XX1*AB*NAME**HC:1:GP*20260612*1^2^3*Y", "", ""},
      {"XX1**NAME", "TRX0105 XX101@5 8 1\n",
       "2010AA element=XX101 label=role\n"},
      {"XX1*AB", "TRX0105 XX102@5 8 1\n", "2010AA element=XX102 label=name\n"},
      {"XX1*AB*", "TRX0105 XX102@5 8 1\n", "2010AA element=XX102 label=name\n"},
      {"XX1*AB*NAME*X", "TRX0106 XX103@5 8 I10\n",
       "2010AA element=XX103 label=unused\n"},
      {"XX1*AB*NAME*****Y*Z", "TRX0107/elements XX108@5 8 3\n",
       "2010AA segment=XX1 limit=7 found=8\n"},
      {"XX1*AB*NAME***", "TRX0107/trailing XX1@5 8 3\n",
       "2010AA segment=XX1 fix=\n"},
      {"XX1*AB*NAME**HC:1:GP::5", "TRX0107/components XX104-5@5 8 13\n",
       "2010AA element=XX104-5 limit=4 found=5\n"},
      {"XX1*AB*NA:ME", "TRX0107/components XX102@5 8 13\n",
       "2010AA element=XX102 limit=1 found=2\n"},
      {"XX1*AB*NAME:", "TRX0107/trailing-components XX102@5 8 13\n",
       "2010AA element=XX102 fix=\n"},
      {"XX1*AB*NAME**HC:1::", "TRX0107/trailing-components XX104@5 8 13\n",
       "2010AA element=XX104 fix=\n"},
      {"XX1*AB*NAME**::", "TRX0107/trailing-components XX104@5 8 13\n",
       "2010AA element=XX104 fix=\n"},
      {"XX1*AB*NA^ME", "TRX0107/repetitions XX102@5 8 12\n",
       "2010AA element=XX102 limit=1 found=2\n"},
      {"XX1*AB*NAME****1^2^3^4", "TRX0107/repetitions XX106@5 8 12\n",
       "2010AA element=XX106 limit=3 found=4\n"},
      {"XX1*AB*NAME****1^222^3", "TRX0108/long XX106@5 8 5\n",
       "2010AA element=XX106 label=types found=3 limit=2\n"},
      {"XX1*AB*NAME****1^", "TRX0107/trailing-components XX106@5 8 13\n",
       "2010AA element=XX106 fix=\n"},
      {"XX1*AB*N", "TRX0108/short XX102@5 8 4\n",
       "2010AA element=XX102 label=name found=1 limit=2\n"},
      {"XX1*AB*NAME OF ELEVEN", "TRX0108/long XX102@5 8 5\n",
       "2010AA element=XX102 label=name found=14 limit=10\n"},
      {"XX1*AB* NAME", "TRX0109/blanks XX102@5 8 6\n",
       "2010AA element=XX102 label=name fix=NAME\n"},
      {"XX1*AB*NAME  ", "TRX0109/blanks XX102@5 8 6\n",
       "2010AA element=XX102 label=name fix=NAME\n"},
      {"XX1*AB*N ", "", ""}, /* padded to its least length */
      {"XX1*AB*   ", "TRX0105 XX102@5 8 1\n",
       "2010AA element=XX102 label=name\n"},
      {"XX1*AB*NAME**** ", "TRX0109/blanks XX106@5 8 6\n",
       "2010AA element=XX106 label=types fix=\n"},
      /* a birth date is not repeated in a message */
      {"XX1*AB*NAME***20260631", "TRX0109/date XX105@5 8 8\n",
       "2010AA element=XX105 label=day value=\n"},
      {"XX1*AB*NAME***2026-06-12", "TRX0109/date XX105@5 8 8\n",
       "2010AA element=XX105 label=day value= fix=20260612\n"},
      {"XX1*AZ*NAME", "TRX0110 XX101@5 8 7\n",
       "2010AA element=XX101 label=role value=AZ\n"},
      {"XX1*ab*NAME", "TRX0110 XX101@5 8 7\n",
       "2010AA element=XX101 label=role value=ab fix=AB\n"},
      {"XX1*AB*NAME*****Q", "TRX0110/lenient XX107@5 8 7\n",
       "2010AA element=XX107 label=flag value=Q\n"},
      {"XX1*AB*NAME*****QQ", "TRX0110/lenient XX107@5 8 7\n",
       "2010AA element=XX107 label=flag value=QQ\n"},
      {"XX1*AB*NAME**HC", "TRX0105 XX104-2@5 8 1\n",
       "2010AA element=XX104-2 label=code\n"},
      {"XX1*AB*NAME**:1", "TRX0105 XX104-1@5 8 1\n",
       "2010AA element=XX104-1 label=kind\n"},
      {"XX1*AB*NAME**HC:", "TRX0105 XX104-2@5 8 1\n",
       "2010AA element=XX104-2 label=code\n"},
      {"XX1*AB*NAME**HC:1::X", "TRX0106 XX104-4@5 8 I10\n",
       "2010AA element=XX104-4 label=never\n"},
      /* another component separator than that of ISA16 */
      {"XX1*AB*NAME**HC>1>GP", "TRX0108/long XX104-1@5 8 5\n",
       "2010AA element=XX104-1 label=kind found=7 limit=2\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].segment));
    judge(rows[i].segment, 0, 0);
    assert_string_equal(walked.faults, rows[i].faults);
    assert_string_equal(walked.full, rows[i].full);
  }
}

static void several_faults_are_told_in_order(void **state) {
  (void)state;
  judge("XX1*AZ*N*X**2026", 0, 0);
  assert_string_equal(walked.faults,
                      "TRX0110 XX101@5 8 7\nTRX0108/short XX102@5 8 4\n"
                      "TRX0106 XX103@5 8 I10\nTRX0109/date XX105@5 8 8\n");
}

static void what_others_judge_is_left(void **state) {
  (void)state;
  judge("XX1*AZ*N", 0, 1U << 1);
  assert_string_equal(walked.faults, "TRX0108/short XX102@5 8 4\n");
  judge("XX1*AZ*N\xC3\x84ME OF ELEVEN", TR_SEGMENT_DAMAGED, 0);
  assert_string_equal(walked.faults, "TRX0110 XX101@5 8 7\n");
  judge("XX1*AZ*N", TR_SEGMENT_OVERSIZE | TR_SEGMENT_DAMAGED, 0);
  assert_string_equal(walked.faults, "");
}

/* Where the sources differ on a length, so does the wording. */
static void lengths_can_be_lenient(void **state) {
  (void)state;
  tr_spec_element lenient[TR_COUNT(elements)];
  memcpy(lenient, elements, sizeof lenient);
  lenient[1].lenient = true;
  tr_spec_segment other = definition;
  other.elements = lenient;
  memset(&walked, 0, sizeof walked);
  uint32_t starts[WALK_ELEMENTS];
  const tr_segment segment = walk_segment(TR_STR("XX1*AB*N"), starts, 0, 1);
  tr__judging judging = {.fault = walk_fault,
                         .segment = &segment,
                         .definition = &other,
                         .position = 5};
  tr__elements_judge(&judging);
  assert_string_equal(walked.faults, "TRX0108/lenient XX102@5 8 4\n");
}

/* Without ISA11 there are no repetitions. */
static void a_caret_can_be_text(void **state) {
  (void)state;
  memset(&walked, 0, sizeof walked);
  uint32_t starts[WALK_ELEMENTS];
  tr_delims delims = walk_delims;
  delims.repetition = '\0';
  tr_segment segment = walk_segment(TR_STR("XX1*AB*NA^ME"), starts, 100, 7);
  segment.delims = &delims;
  tr__judging judging = {
      .fault = walk_fault, .segment = &segment, .definition = &definition};
  tr__elements_judge(&judging);
  assert_string_equal(walked.faults, "");
}

static tr_place told_at;
static tr_syntax told_as;
static void keep(void *context, const tr_fault *fault) {
  (void)context;
  told_at = fault->at;
  told_as = fault->syntax;
}

/* The smallest place, and how a 999 names it. */
static void places_are_exact(void **state) {
  (void)state;
  static const struct {
    const char *segment, *element;
    uint64_t offset;
    uint32_t length;
    unsigned number, part, repetition;
    const char *data;
  } rows[] = {
      {"XX1*AZ*NAME", "XX101", 104, 2, 1, 0, 0, "98"},
      {"XX1**NAME", "XX101", 104, 0, 1, 0, 0, "98"},
      {"XX1*AB*NAME**HC:123456", "XX104-2", 116, 6, 4, 2, 0, "234"},
      {"XX1*AB*NAME****1^222", "XX106", 117, 3, 6, 0, 2, "1365"},
      {"XX1*AB*NAME***", "", 111, 3, 3, 0, 0, ""},
      {"XX1*AB*NAME**HC:1::", "XX104", 117, 2, 4, 0, 0, "C003"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].segment));
    uint32_t starts[WALK_ELEMENTS];
    const tr_segment segment =
        walk_segment(tr_str_of(rows[i].segment), starts, 100, 7);
    tr__judging judging = {.fault = keep,
                           .segment = &segment,
                           .definition = &definition,
                           .loop = "2010AA",
                           .position = 5};
    tr__elements_judge(&judging);
    assert_string_equal(told_at.element, rows[i].element);
    assert_int_equal(told_at.offset, rows[i].offset);
    assert_int_equal(told_at.length, rows[i].length);
    assert_int_equal(told_at.ordinal, 7);
    assert_int_equal(told_as.element, rows[i].number);
    assert_int_equal(told_as.part, rows[i].part);
    assert_int_equal(told_as.repetition, rows[i].repetition);
    assert_string_equal(told_as.number, rows[i].data);
    assert_string_equal(told_as.segment, "XX1");
    assert_string_equal(told_as.loop, "2010AA");
    assert_int_equal(told_as.position, 5);
  }
}

TR_TESTS(cmocka_unit_test(each_fault_is_told_once),
         cmocka_unit_test(a_segment_has_an_element),
         cmocka_unit_test(several_faults_are_told_in_order),
         cmocka_unit_test(what_others_judge_is_left),
         cmocka_unit_test(lengths_can_be_lenient),
         cmocka_unit_test(a_caret_can_be_text),
         cmocka_unit_test(places_are_exact))
