/* Tests of src/note/soap_level.c. */
#include "soap_fixture.h"

static void reads_levels(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"O: L4-5 tender", "/segments/1/level", "L5", "L4-5"},
      {"O: L5-S1 tender", "/segments/1/level", "S1", NULL},
      {"O: C1/2 fixed", "/segments/1/level", "C2", NULL},
      {"O: T7 through T9 fixed", "/segments/2/level", "T9", NULL},
      {"O: D4-6 fixed", "/segments/0/level", "T4", NULL},
      {"O: C5, 6 & 7 tender", "/segments/2/level", "C7", NULL},
      {"5th dorsal adj", "/segments/0/level", "T5", "5th dorsal"},
      {"O: C8 tender", "/segments/0/level", NULL, NULL},
      {"O: T13 tender", "/segments/0/level", NULL, NULL},
      {"adjL4/L5", "/segments/1/level", "L5", NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_levels))
