/* Tests of src/note/soap_item.c. */
#include "soap_fixture.h"

static void takes_the_longest_phrase(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"mechanical traction lumbar", "/services/0/kind", "traction",
       "mechanical traction"},
      {"ice massage knee 5 min", "/services/0/kind", "heat-cold",
       "ice massage"},
      {"flexion-distraction L5", "/services/0/method", "flexion-distraction",
       "flexion-distraction"},
      {"C/S hot pack", "/services/0/areas/0", "cervical", "C/S"},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(takes_the_longest_phrase))
