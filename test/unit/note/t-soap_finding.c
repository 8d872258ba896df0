/* Tests of src/note/soap_finding.c. */
#include "soap_fixture.h"

static void reads_result_and_side(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"O: SLR + R at 40", "/exam/findings/0/test", "straight leg raise",
       "SLR"},
      {"O: SLR + R at 40", "/exam/findings/0/side", "right", "R"},
      {"O: SLR + R at 40", "/exam/findings/0/positive", "true", "+"},
      {"O: Kemp's (-)", "/exam/findings/0/positive", "false", "(-)"},
      {"O: Spurling's positive left", "/exam/findings/0/side", "left", NULL},
      {"O: SLR L(+) R(-).", "/exam/findings/1/positive", "false", NULL},
      {"O: Spurling R+/L-", "/exam/findings/1/side", "left", NULL},
      {"O: SLR is positive on the left at 35 and negative on the right.",
       "/exam/findings/1/side", "right", NULL},
      {"O: Negative Kemp, SLR and Valsalva", "/exam/findings/2/positive",
       "false", NULL},
      {"O: Kemp right positive; left negative.", "/exam/findings/1/positive",
       "false", NULL},
      {"O: SLR WNL bilaterally", "/exam/findings/0/side", "both", NULL},
      {"O: SLR 40 degrees", "/exam/findings/0/test", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_result_and_side))
