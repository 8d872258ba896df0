/* Tests of src/note/soap_value.c. */
#include "soap_fixture.h"

static void writes_values_as_the_format_has_them(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"LBP 5.50/10", "/pain/before", "5.5", NULL},
      {"ODI 100%", "/outcomes/0/score", "100", NULL},
      {"O: occiput tender", "/segments/0/level", "C0", NULL},
      {"O: ilium tender", "/segments/0/region", "pelvic", NULL},
      {"O: coccyx tender", "/segments/0/region", "sacral", NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(writes_values_as_the_format_has_them))
