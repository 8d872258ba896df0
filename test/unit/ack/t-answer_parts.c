/* Tests of src/ack/answer_parts.c. */
#include "ack/answer_parts.h"
#include "tr_test.h"

static void numbers_are_small(void **state) {
  static const struct {
    const char *text;
    uint32_t number;
  } rows[] = {
      {"0", 0},  {"29", 29}, {"000029", 29},           {"", 0},
      {"-1", 0}, {"1a", 0},  {"999999999", 999999999}, {"1000000000", 0}};
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(tr__answer_number(tr_str_of(rows[i].text)),
                     rows[i].number);
  }
}

static const tr_delims delims = {'*', '^', ':', '~'};
static const uint32_t starts[] = {0, 4, 12, 13};
static const tr_segment segment = {.bytes = {"STC* A7:562 *", 13},
                                   .element_count = 2,
                                   .starts = starts,
                                   .delims = &delims};

static void keeps_values_without_blanks(void **state) {
  (void)state;
  tr_arena arena;
  tr_status bad = TR_OK;
  tr_arena_init(&arena, 1 << 12);
  TR_ASSERT_STR(tr__answer_text(&arena, &segment, 1, &bad), "A7:562");
  TR_ASSERT_STR(tr__answer_text(&arena, &segment, 2, &bad), "");
  TR_ASSERT_STR(tr__answer_text(&arena, &segment, 9, &bad), "");
  TR_ASSERT_STR(tr__answer_part(&arena, &segment, 1, 1, &bad), "A7");
  TR_ASSERT_STR(tr__answer_part(&arena, &segment, 1, 2, &bad), "562");
  TR_ASSERT_STR(tr__answer_part(&arena, &segment, 1, 3, &bad), "");
  assert_int_equal(bad, TR_OK);
  tr_arena_done(&arena);
}

static void says_when_it_is_full(void **state) {
  (void)state;
  tr_arena arena;
  tr_status bad = TR_OK;
  tr_arena_init(&arena, 4);
  TR_ASSERT_STR(tr__answer_text(&arena, &segment, 1, &bad), "");
  assert_int_equal(bad, TR_ELIMIT);
  bad = TR_OK;
  assert_null(tr__answer_make(&arena, 64, &bad));
  assert_int_equal(bad, TR_ELIMIT);
  tr_arena_done(&arena);
}

TR_TESTS(cmocka_unit_test(numbers_are_small),
         cmocka_unit_test(keeps_values_without_blanks),
         cmocka_unit_test(says_when_it_is_full))
