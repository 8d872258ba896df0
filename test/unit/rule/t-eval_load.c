/* Tests of src/rule/eval_load.c: every way a value is kept, and how each says
 * that it is not there. */
#include "rule_test.h"

static void reads_what_is_there(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "line.units", "1"},              /* tr_field */
      {TR_EACH_LINE, "claim.group_number", "GRP-1"},  /* of another unit */
      {TR_EACH_DIAGNOSIS, "diagnosis.text", "M9903"}, /* bytes of a code */
      {TR_EACH_NOTE, "note.pain_before", "6"},        /* tr_note_field */
      {TR_EACH_NOTE, "note.phase", "active"},         /* its text */
      {TR_EACH_PARTY, "party.loop", "2010AA"},        /* tr_code */
      {TR_EACH_LINE, "line.earlier", "no"},           /* bool */
      {TR_EACH_LINE, "line.index", "0"},              /* int32_t */
      {TR_EACH_LINE, "sum(r in profile.max_units: r.number)", "3"},
      {TR_EACH_DAY, "day.date", "2026-11-02"}, /* tr_day */
      {TR_EACH_LINE, "any(r in profile.not_covered: r.areas == {thoracic})",
       "yes"},                                      /* tr_regions */
      {TR_EACH_SERVICE, "service.areas", "lumbar"}, /* tr_note_regions */
      {TR_EACH_LINE, "set.guide", "005010X222A1"},  /* tr_str */
      {TR_EACH_LINE, "any(r in profile.visit_limits: r.per == \"year\")",
       "yes"}, /* const char * */
      {TR_EACH_LINE, "any(r in profile.not_covered: 97012 in r.codes)", "yes"},
      {TR_EACH_LINE,
       "any(r in profile.not_covered: \"pneumatic\" in r.devices)", "yes"},
      {TR_EACH_LINE, "claim.payer.id", "P100"}, /* a pointer */
      {TR_EACH_LINE, "profile.gp_policy", "required"},
      {TR_EACH_LINE, "profile.medicare_rules", "no"},
      {TR_EACH_LINE, "97012 in profile.bundled_codes", "yes"},
      {TR_EACH_LINE, "\"M54.16\" in profile.primary_set", "yes"},
      {TR_EACH_LINE, "\"pneumatic\" in profile.devices", "yes"},
      {TR_EACH_LINE, "profile.max_units(97012)", "2"},
      {TR_EACH_LINE, "profile.replaced_codes(97014)", "G0283"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void says_what_is_not_there(void **state) {
  rule_fixture *f = *state;
  tr_party party = {.unit = f->claim->unit, .line = -1};
  const tr_visit_day day = {.date = TR_DAY_MIN};
  tr_set set = *f->claim->set;
  set.guide = (tr_str){NULL, 0};
  bind(f, TR_BOUND_PARTY, &party);
  bind(f, TR_BOUND_DAY, &day);
  bind(f, TR_BOUND_SET, &set);
  tr_service service = {.note = &test_note};
  bind(f, TR_BOUND_SERVICE, &service);
  static const asked rows[] = {
      {TR_EACH_PARTY, "party.kind", "?no-data"},
      {TR_EACH_PARTY, "party.name", "?no-data"},
      {TR_EACH_PARTY, "party.loop", "?no-data"},
      {TR_EACH_PARTY, "party.line", "?no-data"},
      {TR_EACH_DAY, "day.date", "?no-data"},
      {TR_EACH_DAY, "day.note.id", "?no-note"},
      {TR_EACH_PARTY, "set.guide", "?no-data"},
      {TR_EACH_SERVICE, "service.force", "?no-data"},
      {TR_EACH_SERVICE, "service.kind", "?no-data"},
      {TR_EACH_SERVICE, "service.areas", "?no-data"},
      {TR_EACH_LINE, "claim.pay_to.id", "?no-data"},
      {TR_EACH_LINE, "claim.patient_relation", "?no-data"},
      {TR_EACH_LINE, "any(r in profile.conditions: 97012 in r.codes)",
       "?no-data"},
      {TR_EACH_LINE, "any(r in profile.conditions: r.areas == {lumbar})",
       "?no-data"},
      {TR_EACH_LINE, "any(r in profile.conditions: r.per == \"day\")",
       "?no-data"},
      {TR_EACH_LINE, "any(r in profile.visit_limits: r.count > 1)", "yes"},
      {TR_EACH_LINE, "profile.unset", "?no-profile"},
      {TR_EACH_LINE, "profile.max_units(97014)", "?no-profile"},
      {TR_EACH_LINE, "profile.max_units(line.drug_qualifier)", "?no-data"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

/* Text is read as sent, even where its bytes are no value of its type. */
static void reads_text_as_sent(void **state) {
  rule_fixture *f = *state;
  tr_diagnosis diagnosis = f->claim->diagnoses[1];
  bind(f, TR_BOUND_DIAGNOSIS, &diagnosis);
  f->env.each = TR_EACH_DIAGNOSIS;
  TR_ASSERT_STR(ask(f, "diagnosis.text"), "M54.16");
  TR_ASSERT_STR(ask(f, "diagnosis.code"), "M5416");
  diagnosis.code.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "diagnosis.text"), "M54.16");
  TR_ASSERT_STR(ask(f, "diagnosis.code"), "?no-data");
  diagnosis.code.state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "diagnosis.text"), "?no-data");
}

TR_TESTS(RULE_TEST(reads_what_is_there), RULE_TEST(says_what_is_not_there),
         RULE_TEST(reads_text_as_sent))
