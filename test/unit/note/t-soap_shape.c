/* Tests of src/note/soap_shape.c. */
#include "soap_fixture.h"

static void makes_amounts_of_numbers(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"traction 15-minute neck", "/services/0/minutes", "15", "15-minute"},
      {"heat for fifteen minutes", "/services/0/minutes", "15",
       "fifteen minutes"},
      {"heat 1.5 min", "/services/0/minutes", "1.5", NULL},
      {"97140-59 8 min", "/services/0/code", "97140", "97140"},
      {"98940AT L5", "/services/0/code", "98940", "98940"},
      {"call 555-97012 now", "/services/0/code", NULL, NULL},
      {"G0283 15 min", "/services/0/code", "G0283", NULL},
      {"L5S1 fixated", "/diagnoses/0/code", NULL, NULL},
      {"height 5'10\", heat", "/services/0/minutes", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(makes_amounts_of_numbers))
