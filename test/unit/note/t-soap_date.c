/* Tests of src/note/soap_date.c. */
#include "soap_fixture.h"

static void reads_dates(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"DOS 2026-06-12", "/date_of_service", "2026-06-12", "2026-06-12"},
      {"DOS 6.12.26", "/date_of_service", "2026-06-12", "6.12.26"},
      {"DOS 12-Jun-26", "/date_of_service", "2026-06-12", NULL},
      {"DOS 12th of June 2026", "/date_of_service", "2026-06-12", NULL},
      {"DOS 20260612", "/date_of_service", "2026-06-12", NULL},
      {"DOS 17 Sept 2025", "/date_of_service", "2025-09-17", NULL},
      {"DOS 25/06/2026", "/date_of_service", "2026-06-25", NULL},
      {"DOS 02/30/2026", "/date_of_service", NULL, NULL},
      {"DOS 6/12", "/date_of_service", NULL, NULL},
      {"DOS 6/12/26/4", "/date_of_service", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

static void reads_times(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"heat 12:05 am-12:20 am", "/services/0/start", "00:05", NULL},
      {"heat 13:10-13:22", "/services/0/end", "13:22", NULL},
      {"heat 2:10 p.m. to 2:25 p.m.", "/services/0/end", "14:25", NULL},
      {"heat 25:10-25:20", "/services/0/start", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_dates), cmocka_unit_test(reads_times))
