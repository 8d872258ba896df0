/* Tests of src/note/soap_detail.c. */
#include "soap_fixture.h"

static void reads_how_it_was_given(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Mechanical lumbar traction, supine, 60 lbs intermittent (30/10), 15 "
       "min",
       "/services/0/force/value", "60", "60 lbs"},
      {"Mechanical lumbar traction, supine, 60 lbs intermittent (30/10), 15 "
       "min",
       "/services/0/mode", "intermittent", "intermittent"},
      {"Mechanical lumbar traction, supine, 60 lbs intermittent (30/10), 15 "
       "min",
       "/services/0/minutes", "15", "15 min"},
      {"traction L/S 60# int", "/services/0/force/unit", "lb", "60#"},
      {"traction L/S 40 % body weight", "/services/0/force/unit", "%bw",
       "40 % body weight"},
      {"traction 27 kg static", "/services/0/force/value", "27", NULL},
      {"trac L/S 50-60 lb", "/services/0/force/value", NULL, NULL},
      {"lumb mech trx sup x 15'", "/services/0/minutes", "15", "15'"},
      {"traction lumbar x 15", "/services/0/minutes", "15", "15"},
      {"Ther ex: bridges x 15, planks 3 x 10", "/services/0/minutes", NULL,
       NULL},
      {"inversion table 3 x 2 min", "/services/0/minutes", NULL, NULL},
      {"cervical traction 12 lb 20 deg flexion", "/services/0/angle_degrees",
       "20", "20 deg"},
      {"US R shoulder 8 min", "/services/0/side", "right", "R"},
      {"traction lumbar, L leg pain 3/10", "/services/0/side", NULL, NULL},
      {"traction lumbar to decompress L5 root, 15 min", "/services/0/rationale",
       "to decompress L5 root, 15 min", NULL},
      {"traction on motorized table, neck", "/services/0/device/kind",
       "motorized-table", "motorized table"},
      {"traction lumbar, hips/knees flexed 90", "/services/0/areas/1", NULL,
       NULL},
  };
  SOAP_CHECK(rows);
}

static void reads_clock_times(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"traction 10:02-10:17 am", "/services/0/start", "10:02", "10:02"},
      {"traction 10:02-10:17 am", "/services/0/end", "10:17", "10:17 am"},
      {"traction 2:15-2:30 pm", "/services/0/start", "14:15", NULL},
      {"mech trac on 9:10 off 9:25", "/services/0/end", "09:25", NULL},
      {"traction from 11:55 to 12:10 pm", "/services/0/start", "11:55", NULL},
      {"traction 10:17-10:02", "/services/0/start", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void reads_who_did_it(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"IFC 15 min by CA", "/services/0/by", "CA", "CA"},
      {"CA applied EMS 15 min", "/services/0/by", "CA", NULL},
      {"massage: R. Amsel LMT", "/services/0/by", "LMT", NULL},
      {"Ther ex 97110 15 min one on one with DC", "/services/0/by", "DC", NULL},
      {"Massage 15 min by L. Ray, LMT", "/services/0/by", "LMT", NULL},
      {"Hot pack neck 10 min. K. Orr DC", "/services/0/by", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void marks_what_was_adjusted(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"CMT: C2 C5 T4 L5 SI", "/segments/4/adjusted", "true", "SI"},
      {"C1, T6, L5 fixated; adj all 3", "/segments/2/adjusted", "true", "all"},
      {"adjusted L5 to decompress L4", "/segments/1/level", NULL, NULL},
      {"L4 adjusted, C5 left alone", "/segments/1/level", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_how_it_was_given),
         cmocka_unit_test(reads_clock_times),
         cmocka_unit_test(reads_who_did_it),
         cmocka_unit_test(marks_what_was_adjusted))
