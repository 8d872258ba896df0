/* Tests of src/note/soap_author.c. */
#include "soap_fixture.h"

static void finds_the_author(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"6/12/26 RTC 2 d.  JB DC", "/author/name", "JB", "JB"},
      {"Dale Pruitt, D.C.", "/author/credentials", "D.C.", "D.C."},
      {"Dictated by Harold J. Weems, DC", "/author/name", "Harold J. Weems",
       NULL},
      {"Ray Nakagawa DC CCSP", "/author/credentials", "DC CCSP", NULL},
      {"ok. b.t. dc", "/author/name", "b.t.", NULL},
      {"Mei-Lin Rossi DC", "/author/name", "Mei-Lin Rossi", NULL},
      {"Dr init: FB", "/author/name", "FB", NULL},
      {"no therapy. PRN. rk", "/author/name", "rk", NULL},
      {"neg R. Wilbur Stead DC", "/author/name", "Wilbur Stead", NULL},
      {"Referred by Tom Hill DC", "/author/name", NULL, NULL},
      {"US 5 min by Dr. Lee", "/author/name", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(finds_the_author))
