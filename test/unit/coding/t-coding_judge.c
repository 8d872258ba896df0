/* Tests of src/coding/coding_judge.c: what the rules add, take back and take
 * out, and what is said then. */
#include "coding_run.h"

#define VISIT(phase, more, text) \
  RUN_NOTE("n", "2026-06-12")    \
  RUN_LUMBAR RUN_PLAN(phase)     \
  more RUN_SERVICES(text)
#define ABN "\"abn\":\"signed 2026-06-01\","

static void rules_add_modifiers(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"active treatment", "medicare-part-b", VISIT("active", "", ""),
       "98940-AT x1 @1,2\n"},
      {"maintenance with a notice", "medicare-part-b",
       VISIT("maintenance", ABN, ""), "98940-GA x1 @1,2\n"},
      {"maintenance without one", "medicare-part-b",
       VISIT("maintenance", "", ""), "98940-GZ x1 @1,2\n"},
      {"excluded therapy, with a voluntary notice", "medicare-part-b",
       VISIT("active", ABN, RUN_TRACTION),
       "98940-AT x1 @1,2; 97012-GP-GY-GX x1 @2,1\n"},
      {"none of it elsewhere", "commercial",
       VISIT("maintenance", ABN, RUN_TRACTION),
       "98940 x1 @1,2; 97012 x1 @2,1\n"},
      {"a payer that wants GP", "uhc-commercial",
       VISIT("active", "", RUN_TIMED("exercise", "lumbar", "15")),
       "98940 x1 @1,2; 97110-GP x1 @2,1\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* A finding names its line by the number of the draft: lines taken out in the
 * same round must not move the others under it. */
static void lines_keep_their_numbers_in_a_round(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"GP on the exercise, not on the film behind it", "va-ccn",
       VISIT(
           "active", "\"authorization\":{\"id\":\"A1\"},",
           "{\"kind\":\"exam\",\"code\":\"99213\"}," RUN_TIMED(
               "exercise", "lumbar", "15") ",{\"kind\":\"x-ray\",\"code\":"
                                           "\"72100\",\"areas\":[\"lumbar\"]}"),
       "98940 x1 @1,2; 97110-GP x1 @2,1; 72100 x1 @2,1 | "
       "error 99213 TRC0406\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void rules_take_lines_out(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"manual therapy where it was adjusted", "commercial",
       VISIT("active", "", RUN_TIMED("manual", "lumbar", "15")),
       "98940 x1 @1,2 | error 97140 TRC0302\n"},
      {"massage beside manual therapy, whatever the region", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TIMED("manual", "lumbar", "15") "," RUN_TIMED(
               "massage", "lumbar", "15")),
       "98940 x1 @1; 97140-XS x1 @2 | error 97124 TRC0301\n"},
      {"apart from the traction, but where it was adjusted", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TRACTION "," RUN_TIMED("manual", "cervical", "15")),
       "98940 x1 @1; 97012 x1 @2 | error 97140 TRC0302\n"},
      {"apart from both", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TRACTION "," RUN_TIMED("manual", "thoracic", "15")),
       "98940 x1 @1; 97012 x1 @2; 97140-XS x1 @2,1\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void nothing_without_a_signature(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"an unsigned note", "commercial",
       "{\"format\":\"traction-note/1\",\"id\":\"n\",\"date_of_service\":"
       "\"2026-06-12\",\"subjective\":\"x\",\"objective\":\"y\"," RUN_LUMBAR
           RUN_PLAN("active") RUN_SERVICES(RUN_CMT),
       " | error visit TRD0102\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void a_wrong_diagnosis_is_taken_off(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"a category is no code to bill; pointers are drawn anew", "commercial",
       RUN_NOTE("n", "2026-06-12") "\"diagnoses\":[{\"code\":\"M54.5\"},{"
                                   "\"code\":\"M99.03\"},"
                                   "{\"code\":\"M54.16\"}],"
                                   "\"segments\":[{\"level\":\"L5\",\"part\":["
                                   "\"P\",\"R\"],"
                                   "\"adjusted\":true}]," RUN_PLAN("active")
                                       RUN_SERVICES(RUN_TRACTION),
       "98940 x1 @1,2; 97012 x1 @2,1 | error visit TRV0102\n"},
      {"a contraindication stays in the note, and nothing is pulled",
       "commercial",
       RUN_NOTE("n", "2026-06-12") "\"diagnoses\":[{\"code\":\"M99.03\"},{"
                                   "\"code\":\"M54.16\"},"
                                   "{\"code\":\"C79.51\"}],"
                                   "\"segments\":[{\"level\":\"L5\",\"part\":["
                                   "\"P\",\"R\"],"
                                   "\"adjusted\":true}]," RUN_PLAN("active")
                                       RUN_SERVICES(RUN_TRACTION),
       "98940 x1 @1,2 | error 97012 TRN0202\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* Two visits of one day are judged as one day. */
static void days_are_judged_whole(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"one spinal manipulation a day", "commercial",
       VISIT("active", "", "") RUN_NOTE("m", "2026-06-12")
           RUN_NECK RUN_PLAN("active") RUN_SERVICES(RUN_TRACTION),
       "98940 x1 @1,2\n97012 x1 @2 | error 98940 TRC0203\n"},
      {"on two days it is two", "commercial",
       VISIT("active", "", "") RUN_NOTE("m", "2026-06-15")
           RUN_LUMBAR RUN_PLAN("active") RUN_SERVICES(""),
       "98940 x1 @1,2\n98940 x1 @1,2\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static bool odd_authorization(void *context, const tr_note *note, size_t index,
                              tr_arena *arena, tr_encounter *encounter) {
  (void)context;
  (void)arena;
  (void)index;
  if (tr_str_eq(note->id.text, TR_STR("odd")))
    encounter->authorization = TR_STR("A*1");
  return false;
}

/* A text that no claim can hold is that note's affair alone. */
static void one_odd_note_stops_no_other(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.options.people = odd_authorization;
  assert_string_equal(
      run_notes(&run, RUN_NOTE("odd", "2026-06-12") RUN_LUMBAR RUN_PLAN(
                          "active") RUN_SERVICES("") VISIT("active", "", "")),
      " | error visit method\n98940 x1 @1,2\n");
  assert_int_equal(run.status, TR_OK);
  run_close(&run);
}

static char reasons[2048];

static void take_reasons(void *context, const tr_coded_visit *visit) {
  (void)context;
  size_t used = 0;
  reasons[0] = '\0';
  for (uint32_t i = 0; i < visit->lines[0].because_count; i++) {
    const tr_coding_reason *reason = &visit->lines[0].because[i];
    if (reason->origin == NULL) continue;
    const int n = snprintf(
        reasons + used, sizeof reasons - used, "%s %s %s\n", reason->origin,
        reason->pointer != NULL ? reason->pointer : "-", reason->source);
    used += (size_t)n;
  }
}

static void what_a_rule_did_is_said(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.each = take_reasons;
  run.options.profile = "medicare-part-b";
  (void)run_notes(&run, VISIT("active", "", ""));
  assert_string_equal(reasons,
                      "TRL0001 /segments/0 ama-cmt\n"
                      "TRC0401 /plan_of_care/phase noridian-at-definition\n");
  run_close(&run);
}

TR_TESTS(cmocka_unit_test(rules_add_modifiers),
         cmocka_unit_test(lines_keep_their_numbers_in_a_round),
         cmocka_unit_test(rules_take_lines_out),
         cmocka_unit_test(nothing_without_a_signature),
         cmocka_unit_test(a_wrong_diagnosis_is_taken_off),
         cmocka_unit_test(days_are_judged_whole),
         cmocka_unit_test(one_odd_note_stops_no_other),
         cmocka_unit_test(what_a_rule_did_is_said))
