/* Tests of src/note/soap_plan.c. */
#include "soap_fixture.h"

static void reads_the_plan(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"P: 2x/wk x 4 wks", "/plan_of_care/items/0/per_week", "2", "2x/wk"},
      {"P: twice a week", "/plan_of_care/items/0/per_week", "2", NULL},
      {"P: 3 visits per week", "/plan_of_care/items/0/per_week", "3", NULL},
      {"P: home exercise 3x/wk", "/plan_of_care/items/0/per_week", NULL, NULL},
      {"Plan of care: 97012 lumbar 2x/wk 15 min", "/plan_of_care/items/0/code",
       "97012", "97012"},
      {"Visit #: 5 / 12", "/plan_of_care/visit_number", "5", NULL},
      {"visit 4 of 12", "/plan_of_care/visits", "12", "4 of 12"},
      {"Authorized visits: 12   This visit: 5", "/plan_of_care/visits", "12",
       NULL},
      {"Authorized visits: 12   This visit: 5", "/plan_of_care/visit_number",
       "5", NULL},
      {"DOS 6/1/26. Re-exam due 07/15/2026", "/plan_of_care/re_exam_due",
       "2026-07-15", NULL},
      {"Recheck film 12/2/26", "/plan_of_care/re_exam_due", NULL, NULL},
      {"Phase: maintenance", "/plan_of_care/phase", "maintenance", NULL},
      {"released from active care", "/plan_of_care/phase", NULL, NULL},
      {"DOS 6/1/26. Contraindications screened today, none.",
       "/contraindications_screened", "2026-06-01", NULL},
      {"DOS 6/1/26. Red flags: none", "/contraindications_screened", NULL,
       NULL},
      {"ABN on file signed 1-5-26", "/abn", "ABN on file signed 1-5-26", NULL},
      {"P: adj L5\nGoals: sit 60 min; ODI 36% to < 15%",
       "/plan_of_care/goals/0/text", "sit 60 min", "sit 60 min"},
      {"P: adj L5\nGoals: sit 60 min; ODI 36% to < 15%",
       "/plan_of_care/goals/1/target", "15", "15%"},
      {"P: adj L5\nGoals: sit 60 min; ODI 36% to < 15%",
       "/plan_of_care/goals/1/measure", "ODI", "ODI"},
      {"Plan of care: 6/1/26 - 7/15/26", "/plan_of_care/end", "2026-07-15",
       "7/15/26"},
      {"Plan of care: traction 15 min", "/plan_of_care/goals/0/text", NULL,
       NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_the_plan))
