/* Tests of src/rule/check_notes.c: which note goes with which claim, and what
 * is said of those that go with none. */
#include "check_run.h"

#define WHO "'author':{'npi':'1234567893'},'patient':{'born':'1979-05-02'}"
#define DATED ",'date_of_service':'2026-06-12',"
#define NOTE(id, more) "{'id':'" id "'" DATED WHO more "}\n"

static void start(check_run *run) {
  run_start(run);
  run_rule(run, (rule_spec){.id = "TRC0001",
                            .each = TR_EACH_LINE,
                            .when = "note.id is present",
                            .at = "line.code",
                            .message = "{note.id}"});
  run_raised(run, "TRD0104", TR_RAISED_BY_NOTES, "want-number", "{problem}");
  run_raised(run, "TRD0105", TR_RAISED_BY_NOTES, "date",
             "date of {note}, not of {claim}");
  run_raised(run, "TRD0106", TR_RAISED_BY_NOTES, "two-notes",
             "{note} for {claim}, which has {other}");
  run_rule(run, (rule_spec){.id = "TRD0107",
                            .each = TR_EACH_NOTE,
                            .when = "note.signed_at is absent",
                            .at = "note.signed_at",
                            .message = "unsigned"});
  run_rule(run, (rule_spec){.id = "TRD0108",
                            .each = TR_EACH_SERVICE,
                            .when = "service.minutes is absent",
                            .at = "service.minutes",
                            .message = "{service.kind}"});
}

static void check(const char *notes, const claim_spec *claims, size_t count,
                  const char *wanted) {
  check_run run;
  start(&run);
  run_notes(&run, notes);
  assert_string_equal(run_claims(&run, claims, count), wanted);
  run_end(&run);
}

/* After the findings of its claim come those of its note. */
static void test_after_its_claim(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}, {.id = "C2", .first = "JO"}};
  check(NOTE("n1", ",'claim':'C1','services':[{'kind':'massage'}]")
            NOTE("n2", ",'claim':'C2','signed_at':'2026-06-12T10:00:00Z'"),
        claims, 2,
        "TRC0001 info C1/1 SV101-2 'n1'\n"
        "TRD0107 info C1 note n1 'unsigned'\n"
        "TRD0108 info C1 note n1/services/0 'massage'\n"
        "TRC0001 info C2/1 SV101-2 'n2'\n");
}

/* A note that names no claim goes by provider, date and patient. */
static void test_by_visit(void **state) {
  (void)state;
  const claim_spec claims[] = {
      {.id = "C1", .lines = LINE("1", "98940", "1", "1", "20260611")},
      {.id = "C2"}};
  check(NOTE("n1", ",'signed_at':'2026-06-12T10:00:00Z'"), claims, 2,
        "TRC0001 info C2/1 SV101-2 'n1'\n");
}

/* What no claim took comes after all claims, judged without one. */
static void test_lone_notes(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}};
  check("{'id':'n0','claim':'C0'" DATED WHO "}\n"
        NOTE("n1", ",'claim':'C1','signed_at':'2026-06-12T10:00:00Z'")
        "{'id':'n2','date_of_service':'2026-06-13'," WHO
        ",'services':[{'kind':'massage'}]}\n",
        claims, 1,
        "TRC0001 info C1/1 SV101-2 'n1'\n"
        "TRD0107 info note n0 'unsigned'\n"
        "TRD0107 info note n2 'unsigned'\n"
        "TRD0108 info note n2/services/0 'massage'\n");
}

/* A note of another day is told, and not compared with the lines. */
static void test_misfit(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}};
  check("{'id':'n1','claim':'C1','date_of_service':'2026-06-20'," WHO
        ",'services':[{'kind':'massage'}]}",
        claims, 1,
        "TRD0105 error C1 note n1 'date of n1, not of C1'\n"
        "TRD0107 info C1 note n1 'unsigned'\n");
  /* another patient: in the rule's own words here */
  check("{'id':'n1','claim':'C1'" DATED
        "'author':{'npi':'1234567893'},'patient':{'born':'1979-05-03'},"
        "'signed_at':'2026-06-12T10:00:00Z'}",
        claims, 1, "TRD0105 error C1 note n1 'other'\n");
}

/* Where another note fits the claim, one that does not is told at the end,
 * and not judged as if it had no claim. */
static void test_misfit_beside_fit(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}};
  check("{'id':'n1','claim':'C1','date_of_service':'2026-06-20'," WHO
        "}\n" NOTE("n2", ",'claim':'C1','signed_at':'2026-06-12T10:00:00Z'"),
        claims, 1,
        "TRC0001 info C1/1 SV101-2 'n2'\n"
        "TRD0105 error note n1 'date of n1, not of C1'\n");
}

/* Of two notes of one visit the first is taken, the second told. */
static void test_rivals(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}};
  check(NOTE("n1", ",'claim':'C1','signed_at':'2026-06-12T10:00:00Z'")
            NOTE("n2", ",'claim':'C1','signed_at':'2026-06-12T10:00:00Z'"),
        claims, 1,
        "TRC0001 info C1/1 SV101-2 'n1'\n"
        "TRD0106 error C1 note n2 'n2 for C1, which has n1'\n");
}

/* Of two claims that could have a note the first has it. */
static void test_two_claims(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}, {.id = "C2", .total = "9"}};
  check(NOTE("n1", ",'signed_at':'2026-06-12T10:00:00Z'"), claims, 2,
        "TRC0001 info C1/1 SV101-2 'n1'\n"
        "TRD0106 error C2 note n1 'other'\n");
}

static void test_form(void **state) {
  (void)state;
  const claim_spec claims[] = {{.id = "C1"}};
  /* a broken line, and a value of another type in a note that is read */
  check("{'id':'n0',\n" NOTE("n1",
                             ",'claim':'C1','signed_at':'2026-06-12T10:00:00Z',"
                             "'services':[{'kind':'massage','minutes':'ten'}]"),
        claims, 1,
        "TRC0001 info C1/1 SV101-2 'n1'\n"
        "TRD0104 error note n1/services/0/minutes 'a number is wanted here'\n"
        "TRD0104 error note  'other'\n");
}

/* A claim that is not judged has its note nevertheless: nobody is told that
 * the note was never billed. */
static void test_unjudged_claims(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_raised(&run, "TRX0109", TR_RAISED_BY_READER, "decimal", "no amount");
  run_notes(&run, NOTE("n1", ",'claim':'C1'"));
  tr_buf edi;
  tr_buf_init(&edi, EDI_MOST);
  edi_begin(&edi);
  edi_claim(&edi, 1, (claim_spec){.total = "x"});
  tr_str cut = tr_buf_str(&edi);
  /* no SE follows: the claim is none, what its segments lack is told */
  assert_string_equal(run_files(&run, &cut, 1),
                      "TRX0109 error CLM02 'no amount'\n");
  assert_int_equal(run.summary.claims, 0);

  /* a byte that stands in no segment damages the claim */
  edi_end(&edi);
  char *hi = strstr(edi.p, "HI*ABK");
  assert_non_null(hi);
  hi[1] = '\x01';
  cut = tr_buf_str(&edi);
  assert_string_equal(run_files(&run, &cut, 1),
                      "TRX0109 error C1 CLM02 'no amount'\n"
                      "TRX0109 error C1  'other'\n");
  assert_int_equal(run.summary.claims, 1);
  tr_buf_done(&edi);
  run_end(&run);
}

/* Notes given, but none in them; and notes without any claim. */
static void test_nothing(void **state) {
  (void)state;
  check_run run;
  start(&run);
  run_notes(&run, "\n");
  assert_string_equal(run_claim(&run, (claim_spec){0}), "");
  run_end(&run);
  start(&run);
  run_notes(&run, NOTE("n1", ""));
  assert_string_equal(run_files(&run, NULL, 0),
                      "TRD0107 info note n1 'unsigned'\n");
  assert_int_equal(run.summary.notes, 1);
  run_end(&run);
}

TR_TESTS(cmocka_unit_test(test_after_its_claim),
         cmocka_unit_test(test_by_visit), cmocka_unit_test(test_lone_notes),
         cmocka_unit_test(test_misfit),
         cmocka_unit_test(test_misfit_beside_fit),
         cmocka_unit_test(test_rivals), cmocka_unit_test(test_two_claims),
         cmocka_unit_test(test_form), cmocka_unit_test(test_unjudged_claims),
         cmocka_unit_test(test_nothing))
