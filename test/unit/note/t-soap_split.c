/* Tests of src/note/soap_split.c. */
#include "soap_fixture.h"

static void knows_sections(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"S: sore\nO: L5 tender\nA: M54.5\nP: adj L5", "/objective", "",
       "L5 tender"},
      {"SUBJECTIVE -\nsore back\nPLAN\nadj L5", "/subjective", "", "sore back"},
      {"12/08/25 S: neck 4/10. O: C5 tend. A: same. P: adj C5", "/plan", "",
       "adj C5"},
      {"S. Neck better\nO. full\nA. ok\nP. Adj C5", "/assessment", "", "ok"},
      {"PLAN / TREATMENT\n * CMT: L4", "/services/0/kind", "cmt", NULL},
      {"TREATMENT PERFORMED TODAY\n- EMS LB", "/services/0/kind",
       "estim-unattended", NULL},
      {"Plan: EMS LB\nHome: traction 10 min\nAdj L5", "/services/1/kind", "cmt",
       NULL},
      {"P: tender L4\nA: L4 rotated\nR: L4\nT: L4", "/plan", NULL, NULL},
      {"no sections here", "/plan", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void ends_statements_where_they_end(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"L. Farnsworth DC", "/author/name", "L. Farnsworth", NULL},
      {"adj. L5. No traction.", "/services/1/kind", NULL, NULL},
      {"no EMS\nTraction neck 15 min", "/services/0/kind", "traction", NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(knows_sections),
         cmocka_unit_test(ends_statements_where_they_end))
