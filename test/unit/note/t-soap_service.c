/* Tests of src/note/soap_service.c. */
#include "soap_fixture.h"

static void writes_each_service_once(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"97012 Mechanical traction lumbar. Traction tolerated well.",
       "/services/1/kind", NULL, NULL},
      {"EMS & HP x 15 min LB", "/services/0/minutes", "15", "15 min"},
      {"EMS & HP x 15 min LB", "/services/1/minutes", "15", NULL},
      {"IFC to the neck with ice, 20 min", "/services/1/areas/0", "cervical",
       NULL},
      {"Traction cervical 10 min. Traction lumbar 15 min 60 lb.",
       "/services/1/minutes", "15", NULL},
      {"adj C6, R wrist manip 98943", "/services/1/code", "98943", "98943"},
      {"adj C6, R wrist manip 98943", "/services/1/areas/0", "wrist-hand",
       NULL},
      {"ten minutes of heat, eight minutes of ultrasound, all to the neck",
       "/services/0/areas/0", "cervical", NULL},
      {"97116 gait 10 min, 97530 ther act 12 min, both one on one",
       "/services/0/one_on_one", "true", NULL},
  };
  SOAP_CHECK(rows);
}

static void goes_on_in_further_statements(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Tx:\nMechanical Traction\n  Region: Lumbar\n  Force: 75 lbs\n  "
       "Performed by: CA\n",
       "/services/0/force/value", "75", "75 lbs"},
      {"Tx:\nMechanical Traction\n  Region: Lumbar\n  Force: 75 lbs\n  "
       "Performed by: CA\n",
       "/services/0/areas/0", "lumbar", "Lumbar"},
      {"Tx:\nMechanical Traction\n  Region: Lumbar\n  Force: 75 lbs\n  "
       "Performed by: CA\n",
       "/services/0/by", "CA", "CA"},
      {"Tx: 98940, 97012, 97110. Time in 9:05 AM Time out 9:45 AM.",
       "/services/2/start", NULL, NULL},
      {"adj T5 T6. Also L5.", "/segments/2/adjusted", "true", "L5"},
  };
  SOAP_CHECK(rows);
}

static void gives_the_response_to_its_service(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Traction L/S 15 min. Tolerated traction well. Adj L5.",
       "/services/0/response", "Tolerated traction well",
       "Tolerated traction well"},
      {"EMS LB 15 min. Adj L5. Tolerated treatment well.",
       "/services/0/response", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(writes_each_service_once),
         cmocka_unit_test(goes_on_in_further_statements),
         cmocka_unit_test(gives_the_response_to_its_service))
