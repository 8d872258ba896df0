/* Tests of src/coding/compare_detail.c: modifiers and pointers. */
#include "compare_of.h"

static void test_modifiers(void **state) {
  (void)state;
  static const compare_row rows[] = {
      {"98940-AT 45", {.lines = "98940-AT 45"}, "1 agrees"},
      {"97110-59-GP 48", {.lines = "97110-GP-59 48"}, "1 agrees"},
      {"98940 45", {.lines = "98940-AT 45"}, "1 modifiers risk 4500"},
      /* 59 and the X modifiers stand for each other */
      {"97140-59 46", {.lines = "97140-XS 46"}, "1 agrees"},
      {"97140-XS 46", {.lines = "97140-59 46"}, "1 agrees"},
      {"97140-59 46", {.lines = "97140 46"}, "1 modifiers risk 4600"},
      {"99213-25 115", {.lines = "99213 115"}, "1 modifiers risk 11500"},
      {"72100-76 90", {.lines = "72100 90"}, "1 modifiers risk 9000"},
      /* GP is true of therapy; elsewhere it is not */
      {"97110-GP 48", {.lines = "97110 48"}, "1 agrees"},
      {"98940-GP 45", {.lines = "98940 45"}, "1 modifiers risk 4500"},
      /* AT says nothing wrong of manipulation, unless another coverage is */
      {"98940-AT 45", {.lines = "98940 45"}, "1 agrees"},
      {"98940-AT 45", {.lines = "98940-GA 45"}, "1 modifiers risk 4500"},
      {"97012-AT 35", {.lines = "97012 35"}, "1 modifiers risk 3500"},
      {"98940-GA 45", {.lines = "98940-AT 45"}, "1 modifiers risk 4500"},
      {"98940-GA 45", {.lines = "98940 45"}, "1 modifiers risk 4500"},
      /* sides, prices and unknown ones are not what a note decides */
      {"72100-RT 90", {.lines = "72100 90"}, "1 agrees"},
      {"98943-51 40", {.lines = "98943 40"}, "1 agrees"},
      {"98940-ZZ 45", {.lines = "98940 45"}, "1 agrees"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_modifier_words(void **state) {
  (void)state;
  static const struct {
    const char *billed, *supported, *lacking, *text, *rule;
  } rows[] = {
      {"97110 48", "97110-GP 48 #TRC0404 ~always therapy", NULL,
       "without GP: always therapy", "TRC0404"},
      {"97110 48", "97110-GP 48 #TRL0203", NULL, "without GP", NULL},
      {"97140-59 46", "97140 46", NULL,
       "with 59: nothing in note or claim calls for it", NULL},
      {"97140-59 46", "97140 46", "97140 TRC0304 59 is not shown",
       "with 59: 59 is not shown", "TRC0304"},
      /* a number is no modifier within another */
      {"97140-59 46", "97140 46", "97140 TRC0304 1597 is not shown",
       "with 59: nothing in note or claim calls for it", NULL},
      {"97140-59 46", "97140 46", "97140 TRC0304 159 is not shown",
       "with 59: nothing in note or claim calls for it", NULL},
      {"97140-59 46", "97140 46", "97012 TRC0304 59 is not shown",
       "with 59: nothing in note or claim calls for it", NULL},
      {"98940-AT 45", "98940-GZ 45 #TRC0401 ~GZ is wanted", NULL,
       "without GZ: GZ is wanted; with AT: nothing in note or claim calls for "
       "it",
       "TRC0401"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    compare_box box;
    TR_ROW(i, tr_str_of(rows[i].billed));
    box_init(&box);
    box_compare(
        &box, rows[i].billed,
        (visit_text){.lines = rows[i].supported, .lacking = rows[i].lacking});
    const tr_difference *difference = box.out->claims[0].differences[0];
    TR_ASSERT_STR(difference->text, rows[i].text);
    if (rows[i].rule == NULL)
      assert_null(difference->rule);
    else
      assert_string_equal(difference->rule, rows[i].rule);
    box_done(&box);
  }
}

static void test_two_rules(void **state) {
  (void)state;
  static const tr_coding_reason reasons[] = {
      {.text = TR_STR("by hand"), .source = "ama-97012", .origin = "TRL0101"},
      {.text = TR_STR("always therapy: GP"),
       .source = "cms-therapy-list",
       .origin = "TRC0404"},
      {.text = TR_STR("another region: 59"),
       .source = "ncci-ptp-practitioner",
       .origin = "TRC0302"}};
  compare_box box;
  box_init(&box);
  box_claim(&box, 0, &(claim_text){.lines = "97140 46"});
  box_visit(&box, 0, &(visit_text){.lines = "97140-59-GP 46"});
  tr_coded_line line = box.visits[0].lines[0];
  line.because = reasons;
  line.because_count = TR_COUNT(reasons);
  box.visits[0].lines = &line;
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_run(&box, 1, 1);
  const tr_difference *difference = box.out->claims[0].differences[0];
  TR_ASSERT_STR(difference->text,
                "without 59: another region: 59; without GP: "
                "always therapy: GP");
  assert_string_equal(difference->source, "ncci-ptp-practitioner");
  /* neither names 25, so neither is its reason */
  line.billed.modifiers[0] = TR_CODE("25");
  line.billed.modifier_count = 1;
  box_run(&box, 1, 1);
  TR_ASSERT_STR(box.out->claims[0].differences[0]->text, "without 25");
  box_done(&box);
}

static void test_pointers(void **state) {
  (void)state;
  static const compare_row rows[] = {
      /* 1 neck, 2 and 3 low back, 4 knee, 5 nowhere */
      {"97012 35 @2", {.lines = "97012 35 @2,3"}, "1 agrees"},
      {"97012 35 @3", {.lines = "97012 35 @2"}, "1 agrees"},
      {"97012 35 @4,3", {.lines = "97012 35 @2"}, "1 agrees"},
      {"97012 35 @4", {.lines = "97012 35 @2"}, "1 pointers risk 3500"},
      {"97012 35 @1,4", {.lines = "97012 35 @2,3"}, "1 pointers risk 3500"},
      {"97012 35 @", {.lines = "97012 35 @2"}, "1 pointers risk 3500"},
      {"97012 35 @5", {.lines = "97012 35 @2"}, "1 agrees"},
      /* what is pointed to is not there: another fault */
      {"97012 35 @9", {.lines = "97012 35 @2"}, "1 agrees"},
      {"97012 35 @4", {.lines = "97012 35 @"}, "1 agrees"},
  };
  box_rows(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(test_modifiers),
         cmocka_unit_test(test_modifier_words),
         cmocka_unit_test(test_two_rules), cmocka_unit_test(test_pointers))
