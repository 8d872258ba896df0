/* Tests of src/note/soap_segment.c. */
#include "soap_fixture.h"

static void reads_part_by_words(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"O: L5 R rot., tender, hypomobile, hypertonic", "/segments/0/part/0",
       "P", "tender"},
      {"O: L5 R rot., tender, hypomobile, hypertonic", "/segments/0/part/1",
       "A", "rot"},
      {"O: L5 R rot., tender, hypomobile, hypertonic", "/segments/0/part/2",
       "R", "hypomobile"},
      {"O: L5 R rot., tender, hypomobile, hypertonic", "/segments/0/part/3",
       "T", "hypertonic"},
      {"O: T4-6 fixated", "/segments/2/level", "T6", NULL},
      {"O: T4-6 fixated", "/segments/1/part/0", "R", "fixated"},
      {"O: tenderness at C5-C6 with restricted motion at T4",
       "/segments/2/part/0", "R", "restricted motion"},
      {"O: tenderness at C5-C6 with restricted motion at T4",
       "/segments/2/part/1", NULL, NULL},
      {"O: C5 PSR, T6 fixated", "/segments/0/part/0", "A", "PSR"},
      {"O: L4 tender, L5 not tender", "/segments/1/part/0", NULL, NULL},
      {"O: C1 C2 tender, spasm upper traps", "/segments/0/part/1", NULL, NULL},
      {"O: SI joint restricted on the right", "/segments/0/region", "pelvic",
       "SI joint"},
  };
  SOAP_CHECK(rows);
}

static void reads_part_by_letters(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"PART: C5 (P,A,R,T), T6 (P,R)", "/segments/0/part/3", "T", "T"},
      {"PART: C5 (P,A,R,T), T6 (P,R)", "/segments/1/part/1", "R", "R"},
      {"PART: C5 (P,A,R,T), T6 (P,R)", "/segments/1/part/2", NULL, NULL},
      {"P: L4, L5\nA: L5\nR: L4\nT: none", "/segments/1/part/1", "A", NULL},
      {"L4: P yes  A no  R yes  T no", "/segments/0/part/1", "R", NULL},
      {"O: T2 R fixed, C4 L", "/segments/0/part/1", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void leaves_roots_and_discs_alone(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"O: decreased sensation C6 dermatome, tender neck", "/segments/0/level",
       NULL, NULL},
      {"O: MRI L4-5 disc protrusion, tender", "/segments/0/level", NULL, NULL},
      {"A: L5 radiculopathy, tender", "/segments/0/level", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_part_by_words),
         cmocka_unit_test(reads_part_by_letters),
         cmocka_unit_test(leaves_roots_and_discs_alone))
