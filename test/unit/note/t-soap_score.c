/* Tests of src/note/soap_score.c. */
#include "soap_fixture.h"

static void reads_outcomes(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"ODI 38%", "/outcomes/0/score", "38", "38%"},
      {"NDI 22/50", "/outcomes/0/max", "50", "22/50"},
      {"RMDQ 9/24 (14/24 on 01/02/26)", "/outcomes/0/date", "2026-01-02", NULL},
      {"Oswestry has decreased from 46% to 30%.", "/outcomes/0/score", "30",
       NULL},
      {"ODI 38 (was 52)", "/outcomes/1/score", NULL, NULL},
      {"Goals: ODI < 20%", "/outcomes/0/score", NULL, NULL},
      {"ODI is 28/100; it was 52/100 on February 9, 2026.", "/outcomes/1/date",
       "2026-02-09", NULL},
      {"NDI n/a, ODI 4%", "/outcomes/0/instrument", "ODI", NULL},
  };
  SOAP_CHECK(rows);
}

static void reads_diagnoses(void **state) {
  (void)state;
  static const soap_row rows[] = {
      {"Dx: M99.03, M54.5 (resolved)", "/diagnoses/1/status", "resolved",
       "resolved"},
      {"Dx: M99.03, M54.5 (resolved)", "/diagnoses/0/status", NULL, NULL},
      {"A: M5416", "/diagnoses/0/code", "M5416", "M5416"},
      {"A: S13.4XXA", "/diagnoses/0/code", "S13.4XXA", NULL},
      {"history of M51.26", "/diagnoses/0/status", "history", NULL},
      {"R/O M48.06", "/diagnoses/0/code", NULL, NULL},
      {"A: considered G56.01, M54.12. Working: M99.01", "/diagnoses/0/code",
       "M99.01", NULL},
      {"A: M54.12 (r/o G54.0)", "/diagnoses/0/code", "M54.12", NULL},
      {"Fam hx: C61 in father, Z80.42", "/diagnoses/0/code", NULL, NULL},
  };
  SOAP_CHECK(rows);
}

TR_TESTS(cmocka_unit_test(reads_outcomes), cmocka_unit_test(reads_diagnoses))
