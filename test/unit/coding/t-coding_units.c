/* Tests of src/coding/coding_units.c: units by the payer's method, and the
 * arithmetic in words. */
#include "coding_run.h"

#include "rule/profile.h"

#define TWO(a, b)                           \
  RUN_NOTE("n", "2026-06-12")               \
  RUN_NECK RUN_PLAN("active") RUN_SERVICES( \
      RUN_TIMED("exercise", "lumbar", a) "," RUN_TIMED("manual", "lumbar", b))
#define ONE(a)                \
  RUN_NOTE("n", "2026-06-12") \
  RUN_NECK RUN_PLAN("active") RUN_SERVICES(RUN_TIMED("exercise", "lumbar", a))

/* The lines on which a method differs from the next; the rest of the table of
 * worked examples is in test/units. */
static void units_follow_the_method(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"CMS's third example: the larger remainder gets the unit", "tricare",
       TWO("33", "7"),
       "98940 x1 @1; 97110 x2 @2; 97140-XS x1 @2 | warning 98940 TRP0101\n"},
      {"the same by the midpoint of each", "commercial", TWO("33", "7"),
       "98940 x1 @1; 97110 x2 @2 | error 97140 method\n"},
      {"under eight minutes in all", "commercial", ONE("7"),
       "98940 x1 @1 | error 97110 method\n"},
      {"eight are one unit", "commercial", ONE("8"),
       "98940 x1 @1; 97110 x1 @2\n"},
      {"twenty-two still are", "commercial", ONE("22"),
       "98940 x1 @1; 97110 x1 @2\n"},
      {"twenty-three are two", "commercial", ONE("23"),
       "98940 x1 @1; 97110 x2 @2\n"},
      {"parts of a minute count", "commercial", ONE("7.5"),
       "98940 x1 @1 | error 97110 method\n"},
      {"two parts of one code add up", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TIMED("exercise", "lumbar", "4") "," RUN_TIMED(
               "exercise", "lumbar", "4")),
       "98940 x1 @1; 97110 x1 @2\n"},
      {"traction is one unit whatever the minutes", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TRACTION),
       "98940 x1 @1; 97012 x1 @2\n"},
      {"the day's limit takes back what is over it", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active")
           RUN_SERVICES(RUN_TIMED("gait", "lumbar", "90")),
       "98940 x1 @1; 97116 x4 @2\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void minutes_not_one_on_one_are_none(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"of two parts the one counts", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active") RUN_SERVICES(
           "{\"kind\":\"exercise\",\"code\":\"97110\",\"areas\":[\"lumbar\"],"
           "\"minutes\":45,\"one_on_one\":false}," RUN_TIMED("exercise",
                                                             "lumbar", "15")),
       "98940 x1 @1; 97110 x1 @2\n"},
      {"none counts", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active") RUN_SERVICES(
           "{\"kind\":\"exercise\",\"code\":\"97110\",\"areas\":[\"lumbar\"],"
           "\"minutes\":45,\"one_on_one\":false}"),
       "98940 x1 @1 | error 97110 method\n"},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* -------------------------------------------------------------------- words */

static const char *method_words; /* of the second line or lack */

static void take_words(void *context, const tr_coded_visit *visit) {
  (void)context;
  static char text[512];
  const tr_coded_line *line = visit->line_count > 1 ? &visit->lines[1] : NULL;
  text[0] = '\0';
  for (uint32_t i = 0; line != NULL && i < line->because_count; i++)
    if (line->because[i].origin == NULL &&
        strstr(line->because[i].text.p, "minutes") != NULL)
      snprintf(text, sizeof text, "%.*s", TR_STR_ARG(line->because[i].text));
  for (uint32_t i = 0; text[0] == '\0' && i < visit->lack_count; i++)
    if (visit->lacking[i].rule == NULL)
      snprintf(text, sizeof text, "%.*s", TR_STR_ARG(visit->lacking[i].text));
  method_words = text;
}

static void the_arithmetic_is_said(void **state) {
  (void)state;
  static const run_row rows[] = {
      {"a", "commercial", ONE("30"), "30 minutes = 2 x 15: 2 units"},
      {"b", "commercial", ONE("23"),
       "23 minutes = 1 x 15 + 8; a part of 8 or more counts: 2 units"},
      {"c", "commercial", ONE("16"),
       "16 minutes = 1 x 15 + 1; a part under 8 does not count: 1 unit"},
      {"d", "commercial", ONE("7"),
       "7 minutes = 0 x 15 + 7; a part under 8 does not count: 0 units"},
      {"e", "commercial", ONE("22.5"),
       "22.5 minutes = 1 x 15 + 7.5; a part under 8 does not count: 1 unit"},
      {"f", "tricare", TWO("33", "7"),
       "40 timed minutes of the day give 3 units in all; 33 = 2 x 15 + 3, a "
       "remainder for which no unit is left: 2 units"},
      {"g", "tricare", ONE("8"),
       "8 timed minutes of the day give 1 unit in all; 8 = 0 x 15 + 8, a "
       "remainder among the largest, which get the units left: 1 unit"},
      {"h", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active") RUN_SERVICES(
           "{\"kind\":\"exercise\",\"code\":\"97110\",\"areas\":[\"lumbar\"],"
           "\"minutes\":45,\"one_on_one\":false}"),
       "the code counts minutes one on one, and the note says that they were "
       "not"},
      {"i", "commercial",
       RUN_NOTE("n", "2026-06-12") RUN_NECK RUN_PLAN("active") RUN_SERVICES(
           "{\"kind\":\"exercise\",\"code\":\"97110\",\"areas\":[\"lumbar\"]}"),
       "the code is billed by time, and the note gives neither minutes nor "
       "time in and out"},
  };
  coding_run run;
  run_open(&run);
  run.each = take_words;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    run.options.profile = rows[i].profile;
    (void)run_notes(&run, rows[i].json);
    assert_string_equal(method_words, rows[i].wanted);
  }
  run_close(&run);
}

/* No shipped payer counts whole quarter-hours only; a profile may say so. */
static void strict_quarters_by_a_profile(void **state) {
  (void)state;
  static tr_profile_value strict[2];
  static tr_profile_entry entry;
  static tr_profile profile;
  const tr_profile *profiles[64];
  const int32_t key = tr_profile_key_find(
      tr_pack_builtin.keys, tr_pack_builtin.key_count, TR_STR("unit_method"));
  strict[0] = (tr_profile_value){
      .from = TR_DAY_MIN,
      .to = TR_DAY_MAX,
      .source = "hns-manual-therapy",
      .confidence = "secondary",
      .value = {.type = TR_TYPE_WORD, .text = "strict-15", .count = 9}};
  entry = (tr_profile_entry){.key = key, .values = strict, .value_count = 1};
  profile = (tr_profile){
      .id = "strict", .name = "Strict", .entries = &entry, .entry_count = 1};
  tr_pack pack = tr_pack_builtin;
  assert_true(pack.profile_count < TR_COUNT(profiles));
  memcpy(profiles, pack.profiles, pack.profile_count * sizeof profiles[0]);
  profiles[pack.profile_count++] = &profile;
  pack.profiles = profiles;

  coding_run run;
  run_open(&run);
  run.each = take_words;
  run.options.pack = &pack;
  run.options.profile = "strict";
  assert_string_equal(run_notes(&run, ONE("29")), "98940 x1 @1; 97110 x1 @2\n");
  assert_string_equal(
      method_words,
      "29 minutes = 1 x 15 + 14; only whole quarter-hours count: 1 unit");
  assert_string_equal(run_notes(&run, ONE("14")),
                      "98940 x1 @1 | error 97110 method\n");
  run_close(&run);
}

TR_TESTS(cmocka_unit_test(units_follow_the_method),
         cmocka_unit_test(minutes_not_one_on_one_are_none),
         cmocka_unit_test(the_arithmetic_is_said),
         cmocka_unit_test(strict_quarters_by_a_profile))
