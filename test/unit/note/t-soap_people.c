/* Tests of src/note/soap_people.c. */
#include "soap_fixture.h"

static void finds_the_day_of_the_visit(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"6/12/26 LBP 5/10.", "/date_of_service", "2026-06-12", "6/12/26"},
      {"DOB 5/2/79  Date: June 12, 2026", "/date_of_service", "2026-06-12",
       "June 12, 2026"},
      {"DOI 11/02/2025     DOS 11/05/2025", "/date_of_service", "2025-11-05",
       NULL},
      {"MRI 5/30/2026 reviewed", "/date_of_service", NULL, NULL},
      {"5/18/26 LBP 7 adj L5\n5/26/26 LBP 4 adj L4\n", "/date_of_service",
       "2026-05-26", NULL},
      {"5/18/26 LBP 7 adj L5\n5/26/26 LBP 4 adj L4\n", "/segments/1/level",
       NULL, NULL},
      {"S: x\nP: adj C6\n12/02/2025  Hollis Brandt, DC", "/date_of_service",
       "2025-12-02", NULL},
  };
  SOAP_CHECK(rows);
}

static void finds_the_signature(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"DOS 6/12/2026\nElectronically signed by D. Adams DC 06/12/2026 6:03 pm",
       "/signed_at", "2026-06-12T18:03", "06/12/2026 6:03 pm"},
      {"DOS 6/12/2026\n/s/ Jane Baker, DC 6/12/26", "/signed_at", "2026-06-12",
       NULL},
      {"DOS 1/5/26. ABN signed 1-6-26", "/signed_at", NULL, NULL},
      {"DOS 2/1/26\nArthur Penhallow, D.C.  2/3/26", "/signed_at", "2026-02-03",
       NULL},
  };
  SOAP_CHECK(rows);
}

static void finds_the_patient(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"DOB 4-11-51", "/patient/born", "1951-04-11", "4-11-51"},
      {"Her son (DOB 4/4/2011) is well", "/patient/born", NULL, NULL},
      {"34 y/o F with LBP", "/patient/sex", "F", "F"},
      {"52-year-old man", "/patient/sex", "M", NULL},
      {"Javier M, LBP", "/patient/sex", NULL, NULL},
      {"Wt: 172#", "/patient/weight/value", "172", "172#"},
      {"wt loss 14 lbs", "/patient/weight/value", NULL, NULL},
      {"5 ft 9, 176 lbs", "/patient/weight/value", "176", NULL},
      {"lifted 65 lb box", "/patient/weight/value", NULL, NULL},
      {"NPI 1234567893", "/author/npi", "1234567893", "1234567893"},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(finds_the_day_of_the_visit),
         cmocka_unit_test(finds_the_signature),
         cmocka_unit_test(finds_the_patient))
