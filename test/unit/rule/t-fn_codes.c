/* Tests of src/rule/fn_codes.c. */
#include "rule_test.h"

static void looks_modifiers_up(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "modifier_state(59, line.date)", "valid"},
      {TR_EACH_LINE, "modifier_state(\"GP\", line.date)", "valid"},
      {TR_EACH_LINE, "modifier_state(\"G\", line.date)", "malformed"},
      {TR_EACH_LINE, "modifier_state(\"gp\", line.date)", "malformed"},
      {TR_EACH_LINE, "modifier_state(\"0Z\", line.date)", "unknown-modifier"},
      {TR_EACH_LINE, "modifier_conflict(\"GA\", \"GZ\")", "yes"},
      {TR_EACH_LINE, "modifier_conflict(\"GZ\", \"GA\")", "yes"},
      {TR_EACH_LINE, "modifier_conflict(\"GP\", \"AT\")", "no"},
      {TR_EACH_LINE, "length(modifier_reason(\"GA\", \"GZ\")) > 5", "yes"},
      {TR_EACH_LINE, "modifier_reason(\"GP\", \"AT\")", "?no-data"},
      {TR_EACH_LINE, "modifier_fits(25, 99213, line.date)", "yes"},
      {TR_EACH_LINE, "modifier_fits(25, 97012, line.date)", "no"},
      {TR_EACH_LINE, "modifier_fits(59, 99213, line.date)", "no"},
      {TR_EACH_LINE, "modifier_fits(59, \"ZZZZZ\", line.date)", "?no-data"},
      {TR_EACH_LINE, "bypass(59)", "yes"},
      {TR_EACH_LINE, "bypass(\"XS\")", "yes"},
      {TR_EACH_LINE, "bypass(\"GP\")", "no"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void looks_diagnoses_up(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "diagnosis_state(\"M99.03\", line.date)", "valid"},
      {TR_EACH_LINE, "diagnosis_state(\"M54.5\", 2021-09-30)", "valid"},
      {TR_EACH_LINE, "diagnosis_state(\"M54.5\", line.date)", "incomplete"},
      {TR_EACH_LINE, "diagnosis_state(\"M54.50\", 2021-09-30)", "not-yet"},
      {TR_EACH_LINE, "diagnosis_state(\"M\", line.date)", "malformed"},
      {TR_EACH_LINE, "in_set(\"M99.03\", \"subluxation-spinal\")", "yes"},
      {TR_EACH_LINE, "in_set(\"M54.16\", \"subluxation-spinal\")", "no"},
      {TR_EACH_LINE, "in_set(\"M54.16\", \"radiculopathy\")", "yes"},
      {TR_EACH_LINE, "in_set(\"M54.16\", \"no set\")", "?no-table"},
      {TR_EACH_LINE, "regions_of(\"M99.03\")", "lumbar"},
      {TR_EACH_LINE, "regions_of(\"M99.01\")", "cervical"},
      {TR_EACH_LINE, "regions_of(\"M54.9\")", "any"},
      {TR_EACH_LINE, "contraindication(\"S32.000A\", {lumbar})", "fracture"},
      {TR_EACH_LINE, "contraindication(\"C79.51\", {lumbar})", "malignancy"},
      {TR_EACH_LINE, "contraindication(\"M99.03\", {lumbar})", "none"},
      {TR_EACH_LINE, "length(contraindication_label(\"C79.51\", {lumbar})) > 3",
       "yes"},
      {TR_EACH_LINE, "contraindication_label(\"M99.03\", {lumbar})",
       "?no-data"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void looks_other_lists_up(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "place_of_service(11)", "yes"},
      {TR_EACH_LINE, "place_of_service(\"00\")", "no"},
      {TR_EACH_LINE, "place_of_service(claim.place)", "yes"},
      {TR_EACH_LINE, "state_code(\"LA\")", "yes"},
      {TR_EACH_LINE, "state_code(\"ZZ\")", "no"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(looks_modifiers_up), RULE_TEST(looks_diagnoses_up),
         RULE_TEST(looks_other_lists_up))
