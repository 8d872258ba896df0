/* Tests of src/coding/compare_line.c: what money is at stake. */
#include "compare_of.h"

static void test_money(void **state) {
  (void)state;
  static const compare_row rows[] = {
      /* a part of the charge, half a cent up */
      {"97110 x3 100.00", {.lines = "97110 48"}, "1 units-over over 6667"},
      {"97110 x3 100.00", {.lines = "97110 x2 96"}, "1 units-over over 3333"},
      {"97110 x2 0.01", {.lines = "97110 48"}, "1 units-over over 1"},
      {"97110 x1.5 60", {.lines = "97110 48"}, "1 units-over over 2000"},
      {"97110 x1.5 60", {.lines = "97110 x2 96"}, "1 units-under under 2400"},
      /* no charge, no fee */
      {"97110 x2", {.lines = "97110 48"}, "1 units-over over ?"},
      {"97110", {.lines = "97110 x2"}, "1 units-under under ?"},
      {"97035", {.lines = ""}, "1 not-supported over ?"},
      {"98941 60", {.lines = "98940"}, "1 code over ? under ?"},
      {"98941", {.lines = "98940 45"}, "1 code over ? under ?"},
      {"98940 45",
       {.lines = "98940 45; 97012"},
       "1 agrees; - not-billed under ?"},
      {"98940", {.lines = "98940-AT 45"}, "1 modifiers risk ?"},
      /* the fee of other lines of the claims */
      {"97110 48; 97035 30",
       {.lines = "97110 x2; 97035"},
       "1 units-under under 4800; 2 agrees"},
      /* the visit's own fee goes before them */
      {"97110 48", {.lines = "97110 x2 100"}, "1 units-under under 5000"},
      /* what cannot be is no money */
      {"97110 -48", {.lines = ""}, "1 not-supported over ?"},
      {"97110 99999999999999.99",
       {.lines = ""},
       "1 not-supported over 9999999999999999"},
      {"97110 x2 99999999999999.99", {.lines = "97110"}, "1 units-over over ?"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_risk_once(void **state) {
  (void)state;
  static const compare_row rows[] = {
      /* pointer 4 is the knee's */
      {"98940 45 @4",
       {.lines = "98940-AT 45 @2"},
       "1 modifiers risk 4500; 1 pointers"},
      {"97110 x2 96",
       {.lines = "97110-GP 48"},
       "1 units-over over 4800; 1 modifiers risk 4800"},
      {"98941 60",
       {.lines = "98940-AT 45"},
       "1 code over 1500; 1 modifiers risk 4500"},
      {"98940 45",
       {.lines = "98941-AT 60"},
       "1 code under 1500; 1 modifiers risk 4500"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_denial(void **state) {
  (void)state;
  static const compare_row rows[] = {
      /* billed to be denied */
      {"97012-GP-GY 35", {.lines = "97012-GP-GY 35"}, "1 agrees"},
      {"97012-GY 35", {.lines = ""}, "1 not-supported"},
      {"97012-GY x2 70", {.lines = "97012-GY 35"}, "1 units-over"},
      {"98941-GZ 60", {.lines = "98940-GZ 45"}, "1 code"},
      {"97012-GY 35", {.lines = "97012-GP-GY 35"}, "1 modifiers"},
      {"97012-GY", {.lines = ""}, "1 not-supported"},
      /* nobody must bill what is excluded; what is covered is billed */
      {"98940 45", {.lines = "98940 45; 97012-GP-GY 35"}, "1 agrees"},
      {"97012 35",
       {.lines = "97012 35; 98940-GZ 45"},
       "1 agrees; - not-billed"},
      {"97012-GP 35", {.lines = "97012-GP-GY 35"}, "1 modifiers risk 3500"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_words(void **state) {
  (void)state;
  static const struct {
    const char *billed, *supported, *text, *source;
  } rows[] = {
      {"97110 x2 96", "97110 48 ~20 minutes are 1 unit",
       "2 billed, 1 supported: 20 minutes are 1 unit", "cms-therapy-list"},
      {"97110 48", "97110 x2 96", "1 billed, 2 supported: as the note has it",
       "cms-documentation"},
      {"97110 x1.5 96", "97110 48",
       "1.5 billed, 1 supported: as the note has "
       "it",
       "cms-documentation"},
      {"97012-GY x2 70", "97012-GY 35",
       "2 billed, 1 supported: as the note has it; billed for denial, so no "
       "money is at stake",
       "cms-documentation"},
      {"98941 60", "98940 45", "as the note has it", "cms-documentation"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    compare_box box;
    TR_ROW(i, tr_str_of(rows[i].billed));
    box_init(&box);
    box_compare(&box, rows[i].billed, (visit_text){.lines = rows[i].supported});
    const tr_difference *difference = box.out->claims[0].differences[0];
    TR_ASSERT_STR(difference->text, rows[i].text);
    assert_string_equal(difference->source, rows[i].source);
    box_done(&box);
  }
}

TR_TESTS(cmocka_unit_test(test_money), cmocka_unit_test(test_risk_once),
         cmocka_unit_test(test_denial), cmocka_unit_test(test_words))
