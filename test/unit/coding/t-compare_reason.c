/* Tests of src/coding/compare_reason.c: why a line is not supported, and what
 * is left to a person. */
#include "compare_of.h"

static void test_kinds(void **state) {
  (void)state;
  static const compare_row rows[] = {
      {"97035 30",
       {.lines = "98940 45"},
       "1 not-supported over 3000; - not-billed under 4500"},
      /* a level is not a machine's to choose */
      {"99213 115", {.lines = "", .examined = true}, "1 undecided"},
      {"99213 115", {.lines = "", .separate = true}, "1 undecided"},
      {"99213 115", {.lines = ""}, "1 not-supported over 11500"},
      {"99213 115",
       {.lines = "", .lacking = "- TRL0501 the level"},
       "1 undecided"},
      {"72100 90", {.lines = "", .lacking = "- TRL0503 views"}, "1 undecided"},
      {"72100 90", {.lines = ""}, "1 not-supported over 9000"},
      /* the rules took the line out */
      {"99213 115",
       {.lines = "", .lacking = "99213 TRC0406 not apart", .examined = true},
       "1 not-supported over 11500"},
      /* a service that this payer does not pay by any code */
      {"97012 35",
       {.lines = "", .lacking = "- TRL0103 rollers are not paid"},
       "1 not-supported over 3500"},
      /* the whole visit cannot be billed, not even what a person decides */
      {"99213 115; 98940 45",
       {.lines = "", .lacking = "- TRD0102 not signed", .examined = true},
       "1 not-supported over 11500; 2 not-supported over 4500"},
      /* codes that nothing here knows */
      {"99080 25", {.lines = ""}, "1 undecided"},
      {"E0849 25", {.lines = ""}, "1 undecided"},
      {"XYZ12 25", {.lines = ""}, "1 undecided"},
      {"97799 25", {.lines = ""}, "1 undecided"},
      /* what cannot be compared */
      {"none 25", {.lines = ""}, "1 undecided"},
      {"97012 x? 25",
       {.lines = "97012 35"},
       "1 undecided; - not-billed under 3500"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_words(void **state) {
  (void)state;
  static const struct {
    const char *billed;
    visit_text visit;
    const char *text, *rule;
  } rows[] = {
      {"97035 30", {.lines = ""}, "the note shows no such service", "TRC0504"},
      {"97035 30",
       {.lines = "",
        .lacking = "- TRD0102 not signed; 97035 TRN0201 ruled "
                   "out"},
       "ruled out",
       "TRN0201"},
      {"97035 30",
       {.lines = "", .lacking = "- TRD0102 not signed"},
       "not signed",
       "TRD0102"},
      /* of another code, and of a service that is not behind this one */
      {"97035 30",
       {.lines = "98940 45",
        .lacking = "97012 TRN0201 ruled out; - TRL0103 rollers"},
       "the note shows no such service",
       "TRC0504"},
      /* what was said of the visit kept nothing else from being billed */
      {"97035 30",
       {.lines = "98940 45", .lacking = "- TRD0301 no reason"},
       "the note shows no such service",
       "TRC0504"},
      {"99213 115", {.lines = ""}, "the note shows no examination", NULL},
      {"99080 25", {.lines = ""}, "no derivation knows this code", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    compare_box box;
    TR_ROW(i, tr_str_of(rows[i].billed));
    box_init(&box);
    box_compare(&box, rows[i].billed, rows[i].visit);
    const tr_difference *difference = box.out->claims[0].differences[0];
    TR_ASSERT_STR(difference->text, rows[i].text);
    if (rows[i].rule == NULL)
      assert_null(difference->rule);
    else
      assert_string_equal(difference->rule, rows[i].rule);
    box_done(&box);
  }
}

TR_TESTS(cmocka_unit_test(test_kinds), cmocka_unit_test(test_words))
