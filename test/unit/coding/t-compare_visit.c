/* Tests of src/coding/compare_visit.c: which line bills what. */
#include "compare_of.h"

static void test_pairing(void **state) {
  (void)state;
  static const compare_row rows[] = {
      {"98940 45; 97012 35",
       {.lines = "98940 45; 97012 35"},
       "1 agrees; 2 agrees"},
      /* whatever the order */
      {"97012 35; 98940 45",
       {.lines = "98940 45; 97012 35"},
       "1 agrees; 2 agrees"},
      {"97012 x2 70", {.lines = "97012 35"}, "1 units-over over 3500"},
      {"97110 48", {.lines = "97110 x2 96"}, "1 units-under under 4800"},
      {"98940 45",
       {.lines = "98940 45; 97110 x2 96"},
       "1 agrees; - not-billed under 9600"},
      /* one supported line shared by lines of one unit */
      {"97110 48; 97110 48", {.lines = "97110 x2 96"}, "1 agrees; 2 agrees"},
      {"97110 48; 97110 48; 97110 48",
       {.lines = "97110 x2 96"},
       "1 agrees; 2 agrees; 3 not-supported over 4800"},
      {"97110 48; 97110 48",
       {.lines = "97110 x3 144"},
       "1 agrees; 2 units-under under 4800"},
      {"97110 48; 97110 x2 96",
       {.lines = "97110 x2 96"},
       "1 not-supported over 4800; 2 agrees"},
      /* an untimed code a second time */
      {"97012 35; 97012 35",
       {.lines = "97012 35"},
       "1 agrees; 2 not-supported over 3500"},
      /* films stand line by line: two billed on one */
      {"72100 x2 180", {.lines = "72100 90; 72100 90"}, "1 agrees"},
      {"72100 90; 72100 90",
       {.lines = "72100 90; 72100-76 90"},
       "1 agrees; 2 modifiers risk 9000"},
      /* modifiers decide which is whose, units go before them */
      {"97140-59 46; 97140 46",
       {.lines = "97140 46; 97140-59 46"},
       "1 agrees; 2 agrees"},
      {"97110-59 x2 96; 97110 48",
       {.lines = "97110-59 48; 97110 x2 96"},
       "1 modifiers risk 9600; 2 modifiers risk 4800"},
      {"", {.lines = "97012 35"}, "- not-billed under 3500"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_other_codes(void **state) {
  (void)state;
  static const compare_row rows[] = {
      /* levels of manipulation, of a visit, of films of one region */
      {"98941 60", {.lines = "98940 45"}, "1 code over 1500"},
      {"98940 45", {.lines = "98941 60"}, "1 code under 1500"},
      {"98940 45", {.lines = "98941 45"}, "1 code"},
      {"99214 150", {.lines = "99213 115"}, "1 code over 3500"},
      {"72110 120", {.lines = "72100 90"}, "1 code over 3000"},
      {"72040 80",
       {.lines = "72100 90"},
       "1 not-supported over 8000; - not-billed under 9000"},
      {"98943 40",
       {.lines = "98940 45"},
       "1 not-supported over 4000; - not-billed under 4500"},
      /* one service is behind both, as its derivation says */
      {"97012 35", {.lines = "97140 46 #TRL0101"}, "1 code under 1100"},
      {"S9090 300", {.lines = "97012 35 #TRL0104"}, "1 code over 26500"},
      {"97014 25", {.lines = "G0283 25 #TRL0302"}, "1 code"},
      {"97012 35",
       {.lines = "97110 48 #TRL0203"},
       "1 not-supported over 3500; - not-billed under 4800"},
      /* the right code has its line: the wrong one has nothing */
      {"97012 35; 97140 46",
       {.lines = "97140 46 #TRL0101"},
       "1 not-supported over 3500; 2 agrees"},
      {"98941 60; 98940 45",
       {.lines = "98940 45"},
       "1 not-supported over 6000; 2 agrees"},
  };
  box_rows(rows, TR_COUNT(rows));
}

static void test_words(void **state) {
  (void)state;
  compare_box box;
  box_init(&box);
  box_compare(&box, "98941 60; 98940 45", (visit_text){.lines = "98940 45"});
  TR_ASSERT_STR(box.out->claims[0].differences[0]->text,
                "what the note shows of it is 98940, on line 2 already");
  box_done(&box);
}

TR_TESTS(cmocka_unit_test(test_pairing), cmocka_unit_test(test_other_codes),
         cmocka_unit_test(test_words))
