/* Tests of src/coding/coding_visit.c: people, payer, diagnoses and dates of a
 * visit. */
#include "coding_run.h"

static char told[4096];
static void take_visit(void *context, const tr_coded_visit *visit) {
  (void)context;
  size_t used = (size_t)snprintf(told, sizeof told, "%s%s:", visit->profile,
                                 visit->people_known ? " known" : "");
  for (uint32_t i = 0; i < visit->encounter->diagnosis_count; i++) {
    char code[16];
    tr_diagnosis_text(visit->encounter->diagnoses[i], code);
    used += (size_t)snprintf(told + used, sizeof told - used, " %s", code);
  }
  for (uint32_t i = 0; i < visit->date_count; i++) {
    char day[TR_DAY_TEXT];
    tr_day_text(visit->dates[i].date, day);
    used += (size_t)snprintf(
        told + used, sizeof told - used, " | %s %s %s",
        visit->dates[i].qualifier, day,
        visit->dates[i].pointer != NULL ? visit->dates[i].pointer : "-");
  }
}

static void expect(coding_run *run, const char *json, const char *wanted) {
  run->each = take_visit;
  (void)run_notes(run, json);
  assert_int_equal(run->status, TR_OK);
  assert_int_equal(run->visits, 1);
  assert_string_equal(told, wanted);
}

#define DX(code) "{\"code\":\"" code "\"}"
#define WITH(diagnoses, services)                             \
  RUN_NOTE("n", "2026-06-12")                                 \
  "\"diagnoses\":[" diagnoses                                 \
  "],\"segments\":[{\"level\":\"L5\",\"part\":[\"P\",\"R\"]," \
  "\"adjusted\":true}]," RUN_PLAN("active") RUN_SERVICES(services)

#define FOURTEEN \
  DX("M99.03")   \
  "," DX("M54.16") "," DX("M54.59") "," DX("M54.41") ","       \
  DX("M54.42") "," DX("M54.31") "," DX("M54.32") ","           \
  DX("M47.816") "," DX("M51.16") "," DX("M48.061") ","         \
  DX("M54.51") "," DX("M62.830") "," DX("S33.5XXA") ","        \
  DX("M99.01")

static void diagnoses_are_the_active_ones(void **state) {
  (void)state;
  static const struct {
    const char *profile, *json, *wanted;
  } rows[] = {
      {"commercial", WITH(DX("M54.16") "," DX("M99.03"), ""),
       "commercial: M54.16 M99.03 | 454 2026-06-01 /plan_of_care/start"},
      /* a payer that wants the subluxation first */
      {"medicare-part-b", WITH(DX("M54.16") "," DX("M99.03"), ""),
       "medicare-part-b: M99.03 M54.16 | 454 2026-06-01 /plan_of_care/start"},
      /* each once, and neither resolved nor old ones */
      {"commercial",
       WITH(DX("M99.03") ",{\"code\":\"M54.2\",\"status\":\"resolved\"}," DX(
                "M99.03") ",{\"code\":\"M54.16\",\"status\":\"active\"}",
            ""),
       "commercial: M99.03 M54.16 | 454 2026-06-01 /plan_of_care/start"},
      /* twelve at most: the only one of its region is not left out */
      {"commercial", WITH(FOURTEEN, ""),
       "commercial: M99.03 M54.16 M54.59 M54.41 M54.42 M54.31 M54.32 M47.816 "
       "M51.16 M48.061 M62.830 M99.01 | 454 2026-06-01 /plan_of_care/start"},
  };
  coding_run run;
  run_open(&run);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].wanted));
    run.options.profile = rows[i].profile;
    expect(&run, rows[i].json, rows[i].wanted);
  }
  run_close(&run);
}

static void films_give_their_date(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  expect(&run,
         WITH(DX("M99.03"),
              "{\"kind\":\"x-ray\",\"code\":\"72100\",\"areas\":[\"lumbar\"]}"),
         "commercial: M99.03 | 454 2026-06-01 /plan_of_care/start | 455 "
         "2026-06-12 /services");
  run_close(&run);
}

/* A plan that begins after the visit is no first treatment. */
static void later_plans_date_nothing(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  expect(&run,
         RUN_NOTE("n", "2026-05-12") RUN_LUMBAR RUN_PLAN("active")
             RUN_SERVICES(""),
         "commercial: M99.03 M54.16");
  run_close(&run);
}

/* ------------------------------------------------------------------- people */

static bool a_case(void *context, const tr_note *note, size_t index,
                   tr_arena *arena, tr_encounter *encounter) {
  (void)note;
  (void)index;
  (void)arena;
  (void)context;
  static const tr_encounter_party payer = {
      .name = {"Medicare Part B", 15}, .id = {"MB1", 3}, .born = TR_DAY_MIN};
  encounter->payer = &payer;
  encounter->filing_code = TR_STR("MB");
  encounter->initial_treatment = tr_day_of(2026, 5, 20);
  encounter->last_x_ray = tr_day_of(2026, 5, 21);
  encounter->onset = tr_day_of(2026, 5, 10);
  return true; /* but most of the others are stand-ins */
}

static void a_case_goes_before_the_note(void **state) {
  (void)state;
  coding_run run;
  run_open(&run);
  run.options.people = a_case;
  expect(&run, WITH(DX("M54.16") "," DX("M99.03"), ""),
         "medicare-part-b: M99.03 M54.16 | 431 2026-05-10 - | 454 "
         "2026-05-20 - | 455 2026-05-21 -");
  run.options.profile = "va-ccn"; /* asked for: goes before the payer's */
  expect(&run, WITH(DX("M99.03"), ""),
         "va-ccn: M99.03 | 431 2026-05-10 - | 454 2026-05-20 - | 455 "
         "2026-05-21 -");
  run_close(&run);
}

/* What stands in for people takes nothing that a claim cannot hold. */
static void odd_names_are_replaced(void **state) {
  (void)state;
  static const char *const odd[] = {"p", "a*b", "a:b", "\xc3\x9c", "", "a~b"};
  coding_run run;
  run_open(&run);
  for (size_t i = 0; i < TR_COUNT(odd); i++) {
    char text[2048];
    TR_ROW(i, tr_str_of(odd[i]));
    snprintf(text, sizeof text,
             "{\"id\":\"n\",\"patient\":{\"id\":\"%s\"},\"author\":{\"npi\":"
             "\"1425678939\"},\"signed_at\":\"2026-06-12\",\"date_of_service\":"
             "\"2026-06-12\",\"subjective\":\"s\"," RUN_LUMBAR RUN_PLAN(
                 "active") RUN_SERVICES(""),
             odd[i]);
    assert_string_equal(run_notes(&run, text), "98940 x1 @1,2\n");
  }
  run_close(&run);
}

TR_TESTS(cmocka_unit_test(diagnoses_are_the_active_ones),
         cmocka_unit_test(films_give_their_date),
         cmocka_unit_test(later_plans_date_nothing),
         cmocka_unit_test(a_case_goes_before_the_note),
         cmocka_unit_test(odd_names_are_replaced))
