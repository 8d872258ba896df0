/* Tests of src/coding/coding_lines.c: which services join, in what order the
 * lines stand, and what they point to. */
#include "coding_run.h"

#define VISIT(text)           \
  RUN_NOTE("n", "2026-06-12") \
  RUN_LUMBAR RUN_PLAN("active") RUN_SERVICES(text)
#define FILM "{\"kind\":\"x-ray\",\"code\":\"72100\",\"areas\":[\"lumbar\"]}"
#define EXAM "{\"kind\":\"exam\",\"code\":\"99203\",\"areas\":[\"lumbar\"]}"

static void services_become_lines(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"segments alone are the manipulation", "commercial", VISIT(""),
       "98940 x1 @1,2\n"},
      {"manipulation and its service are one line", "commercial",
       VISIT(RUN_CMT), "98940 x1 @1,2\n"},
      {"examination first, then manipulation, then the order of the note",
       "commercial", VISIT(RUN_TRACTION "," RUN_CMT "," EXAM),
       "99203-25 x1 @2,1; 98940 x1 @1,2; 97012 x1 @2,1\n"},
      {"two of an untimed code are one line", "commercial",
       VISIT(RUN_TRACTION "," RUN_TRACTION), "98940 x1 @1,2; 97012 x1 @2,1\n"},
      {"films stand alone", "commercial", VISIT(FILM "," FILM),
       "98940 x1 @1,2; 72100 x1 @2,1; 72100-76 x1 @2,1\n"},
      {"what has no code is told, with what the note calls it", "commercial",
       VISIT("{\"kind\":\"massage\",\"code\":\"97012\",\"minutes\":15}"),
       "98940 x1 @1,2 | error 97012 TRL0202\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

#define POINTS(diagnoses, area)                       \
  RUN_NOTE("n", "2026-06-12")                         \
  "\"diagnoses\":[" diagnoses "]," RUN_PLAN("active") \
      RUN_SERVICES("{\"kind\":\"heat-cold\",\"areas\":[" area "]}")
#define DX(code) "{\"code\":\"" code "\"}"

static void lines_point_to_their_regions(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"the condition before the dysfunction", "commercial",
       POINTS(DX("M99.03") "," DX("M54.59"), "\"lumbar\""), "97010 x1 @2,1\n"},
      {"not to other regions", "commercial",
       POINTS(DX("M54.2") "," DX("M54.59"), "\"lumbar\""), "97010 x1 @2\n"},
      {"of no region that matches: all in their order", "commercial",
       POINTS(DX("M54.2") "," DX("M54.6"), "\"lumbar\""), "97010 x1 @1,2\n"},
      {"four at most", "commercial",
       POINTS(DX("M54.59") "," DX("M54.16") "," DX("M54.41") "," DX(
                  "M51.17") "," DX("M99.03"),
              "\"lumbar\""),
       "97010 x1 @1,2,3,4\n"},
      {"none at all", "commercial", POINTS("", "\"lumbar\""),
       " | error 97010 TRD0301\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void limbs_and_spine_point_apart(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"each to its own", "commercial",
       RUN_NOTE("n", "2026-06-12") "\"diagnoses\":[" DX("M99.03") "," DX(
           "M25.511") "],"
                      "\"segments\":[{\"level\":\"L5\",\"part\":[\"P\",\"R\"],"
                      "\"adjusted\":true},{\"level\":\"shoulder\",\"adjusted\":"
                      "true}]," RUN_PLAN("active") RUN_SERVICES(RUN_CMT),
       "98940 x1 @1; 98943 x1 @2\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* ------------------------------------------------------------------ charges */

static bool some_fees(void *context, const tr_note *note, tr_code code,
                      tr_cents *fee) {
  (void)context;
  (void)note;
  *fee = code == TR_CODE("97110") ? INT64_MAX / 2 : 4250;
  return code != TR_CODE("98940");
}

static void check_charges(void *context, const tr_coded_visit *visit) {
  (void)context;
  assert_int_equal(visit->line_count, 2);
  assert_false(visit->lines[0].charge_known); /* no fee */
  assert_true(visit->lines[1].charge_known);
  assert_int_equal(visit->lines[1].billed.charge, 8500); /* two units */
}

static void charges_are_fees_times_units(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.each = check_charges;
  run.options.fee = some_fees;
  assert_string_equal(
      run_notes(&run, RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
                          RUN_SERVICES(RUN_TIMED("manual", "lumbar", "30"))),
      "98940 x1 @1; 97140-XS x2 @2\n");
  run_close(&run);
}

/* A fee beyond what a claim can say is told; nothing overflows. */
static void charges_may_be_too_large(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.options.fee = some_fees;
  assert_string_equal(
      run_notes(&run, RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
                          RUN_SERVICES(RUN_TIMED("exercise", "lumbar", "45"))),
      " | error visit method\n");
  run_close(&run);
}

TR_TESTS(cmocka_unit_test(services_become_lines),
         cmocka_unit_test(lines_point_to_their_regions),
         cmocka_unit_test(limbs_and_spine_point_apart),
         cmocka_unit_test(charges_are_fees_times_units),
         cmocka_unit_test(charges_may_be_too_large))
