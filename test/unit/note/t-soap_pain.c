/* Tests of src/note/soap_pain.c. */
#include "soap_fixture.h"

static void tells_before_from_after(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Pain: 6/10 pre-tx, 3/10 post-tx", "/pain/before", "6", "6/10"},
      {"Pain: 6/10 pre-tx, 3/10 post-tx", "/pain/after", "3", "3/10"},
      {"VAS pre 6 post 3, LB", "/pain/after", "3", "3"},
      {"S: NPRS 7/10 before treatment and 4/10 after treatment.",
       "/pain/before", "7", NULL},
      {"S: NPRS 7/10 before treatment and 4/10 after treatment.", "/pain/after",
       "4", NULL},
      {"LBP 7\xe2\x86\x92"
       "4. Adj L5.",
       "/pain/before", "7", "7"},
      {"LBP 7\xe2\x86\x92"
       "4. Adj L5.",
       "/pain/after", "4", "4"},
      {"Arm pain 5 before, 3 after.", "/pain/after", "3", NULL},
      {"Pain after treatment: 4", "/pain/after", "4", NULL},
      {"Pain in: 6     Pain out: 3", "/pain/before", "6", NULL},
      {"S: neck 5/10\nP: manual traction c/s 5 min, neck pain 2/10.",
       "/pain/after", "2", NULL},
      {"She was a four when she left.", "/pain/after", "4", "four"},
  };
  SOAP_CHECK(rows);
}

static void reads_scores_in_all_forms(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"LBP 5/10. Adj L4.", "/pain/before", "5", "5/10"},
      {"She rates the pain a four out of ten today.", "/pain/before", "4",
       "four out of ten"},
      {"His neck is down to a four. C4 is restricted.", "/pain/before", "4",
       NULL},
      {"Pain scale (0-10): 5", "/pain/before", "5", "5"},
      {"LB pain 5\xc2\xbd"
       "/10",
       "/pain/before", "5.5", NULL},
      {"Neck 5, stiff.", "/pain/before", "5", NULL},
      {"3/10 LBP today, was 7/10", "/pain/before", "3", NULL},
  };
  SOAP_CHECK(rows);
}

static void leaves_out_what_is_not_now(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Low back pain, last visit 8/10.", "/pain/before", NULL, NULL},
      {"Pain 4/10 (02-16-2026: 6/10)", "/pain/before", "4", NULL},
      {"S: worst 8/10, best 2/10, today 5/10", "/pain/before", "5", NULL},
      {"Goal: pain 2/10", "/pain/before", NULL, NULL},
      {"Visit 6/10. PSFS 4/10.", "/pain/before", NULL, NULL},
      {"Ear tugging since 7/10", "/pain/before", NULL, NULL},
      {"tight after golf, 4/10", "/pain/after", NULL, NULL},
      {"Headaches 1 this week", "/pain/before", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void says_neither_of_two(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"S: neck 4/10, LB 6/10. P: adj C5", "/pain/before", NULL, NULL},
      {"S: LBP 6/10 at rest, 8/10 with bending.", "/pain/before", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(tells_before_from_after),
         cmocka_unit_test(reads_scores_in_all_forms),
         cmocka_unit_test(leaves_out_what_is_not_now),
         cmocka_unit_test(says_neither_of_two))
