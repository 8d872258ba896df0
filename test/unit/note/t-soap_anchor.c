/* Tests of src/note/soap_anchor.c. */
#include "soap_fixture.h"

static void takes_what_was_given(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"P: Mech traction lumbar 15 min", "/services/0/kind", "traction",
       "Mech traction"},
      {"P: Mech traction lumbar 15 min", "/services/0/method", "mechanical",
       NULL},
      {"O: L5 restricted. Adj L5.", "/services/0/kind", "cmt", NULL},
      {"S: sore\nO: hot pack applied to the neck", "/services/0/kind",
       "heat-cold", NULL},
      {"[x] hot pack [ ] traction", "/services/0/kind", "heat-cold", NULL},
      {"[x] hot pack [ ] traction", "/services/1/kind", NULL, NULL},
      {"traction stopped at 4 min, leg pain", "/services/0/kind", "traction",
       NULL},
      {"Moist heat then intersegmental traction for ten minutes",
       "/services/1/method", "roller", NULL},
      {"roller table 10 min", "/services/0/method", "roller", "roller table"},
  };
  SOAP_CHECK(rows);
}

static void leaves_out_what_was_not(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"No traction today.", "/services/0/kind", NULL, NULL},
      {"No EMS, traction or ultrasound.", "/services/0/kind", NULL, NULL},
      {"Traction deferred.", "/services/0/kind", NULL, NULL},
      {"Traction held today, too acute.", "/services/0/kind", NULL, NULL},
      {"Offered trx, pt refused.", "/services/0/kind", NULL, NULL},
      {"97012 NOT billed, NOT done", "/services/0/kind", NULL, NULL},
      {"P: Will add traction next visit.", "/services/0/kind", NULL, NULL},
      {"P: Continue traction 2x/wk.", "/services/0/kind", NULL, NULL},
      {"Mech traction 60 lb 15 min to begin week 2", "/services/0/kind", NULL,
       NULL},
      {"D/C traction. Discontinued ultrasound.", "/services/0/kind", NULL,
       NULL},
      {"Home: traction 10 min daily", "/services/0/kind", NULL, NULL},
      {"Uses over the door traction at home 10 min", "/services/0/kind", NULL,
       NULL},
      {"S: felt better after traction", "/services/0/kind", NULL, NULL},
      {"Traction:  ___ lb   ___ min", "/services/0/kind", NULL, NULL},
      {"Mech traction? - no.", "/services/0/kind", NULL, NULL},
      {"Truck lost traction on gravel.", "/services/0/kind", NULL, NULL},
      {"trx not needed now. Adj L5.", "/services/0/kind", "cmt", NULL},
      {"No change; traction 15 min", "/services/0/kind", "traction", NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(takes_what_was_given),
         cmocka_unit_test(leaves_out_what_was_not))
