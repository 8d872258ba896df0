/* Tests of src/rule/fields.c: every entity gives at least one of its fields,
 * and the table is sound. */
#include "rule_test.h"

static void loads_a_field_of_every_entity(void **state) {
  static const asked rows[] = {
      {TR_EACH_CLAIM, "claim.id", "A-1"},
      {TR_EACH_CLAIM, "claim.total", "135.50"},
      {TR_EACH_CLAIM, "claim.group_number", "GRP-1"},
      {TR_EACH_CLAIM, "claim.filing_code", "CI"},
      {TR_EACH_CLAIM, "claim.patient_relation", "?no-data"},
      {TR_EACH_CLAIM, "claim.initial_treatment", "2026-10-01"},
      {TR_EACH_CLAIM, "claim.note", "LOW BACK PAIN"},
      {TR_EACH_CLAIM, "set.reference", "B-17"},
      {TR_EACH_CLAIM, "set.control_number", "0001"},
      {TR_EACH_CLAIM, "set.group_date", "2026-11-20"},
      {TR_EACH_CLAIM, "set.submitter.id", "C1"},
      {TR_EACH_LINE, "line.code", "98940"},
      {TR_EACH_LINE, "line.charge", "90.50"},
      {TR_EACH_LINE, "line.index", "0"},
      {TR_EACH_LINE, "line.has_service", "yes"},
      {TR_EACH_LINE, "line.claim.id", "A-1"},
      {TR_EACH_PAIR, "second.units", "2.5"},
      {TR_EACH_PAIR, "second.rendering.id", "1679576722"},
      {TR_EACH_PAIR, "first.rendering.id", "?no-data"},
      {TR_EACH_DAY, "day.date", "2026-11-02"},
      {TR_EACH_DAY, "day.note.id", "n-1"},
      {TR_EACH_DIAGNOSIS, "diagnosis.code", "M9903"},
      {TR_EACH_DIAGNOSIS, "diagnosis.position", "1"},
      {TR_EACH_PARTY, "party.name", "SPINE CLINIC"},
      {TR_EACH_PARTY, "party.loop", "2010AA"},
      {TR_EACH_PARTY, "party.line", "?no-data"},
      {TR_EACH_DATE, "date.qualifier", "454"},
      {TR_EACH_DATE, "date.from", "2026-10-01"},
      {TR_EACH_OTHER_PAYER, "other_payer.paid", "200.00"},
      {TR_EACH_OTHER_PAYER, "other_payer.payer.id", "P222"},
      {TR_EACH_ADJUDICATION, "adjudication.paid", "60.50"},
      {TR_EACH_ATTACHMENT, "attachment.control", "CTRL-7"},
      {TR_EACH_SEGMENT, "segment.id", "CLM"},
      {TR_EACH_NOTE, "note.phase", "active"},
      {TR_EACH_NOTE, "note.pain_before", "6"},
      {TR_EACH_SERVICE, "service.force", "60"},
      {TR_EACH_SERVICE, "service.areas", "lumbar"},
      {TR_EACH_SERVICE, "service.area_words", "1"},
      {TR_EACH_SERVICE, "service.note.id", "n-1"},
      {TR_EACH_CLAIM, "any(x in claim.references: x.value == \"ICN123\")",
       "yes"},
      {TR_EACH_CLAIM, "any(x in claim.conditions: x.code == 17)", "yes"},
      {TR_EACH_CLAIM, "sum(x in claim.adjustments: x.amount)", "50.00"},
      {TR_EACH_CLAIM, "count(x in claim.parties)", "4"},
      {TR_EACH_NOTE, "any(x in note.diagnoses: x.status == \"resolved\")",
       "yes"},
      {TR_EACH_NOTE, "any(x in note.segments: x.level == \"C2\")", "yes"},
      {TR_EACH_NOTE, "sum(x in note.outcomes: x.score)", "38"},
      {TR_EACH_NOTE, "all(x in note.exam_findings: x.positive)", "yes"},
      {TR_EACH_NOTE, "sum(x in note.plan_items: x.per_week)", "2"},
      {TR_EACH_NOTE, "any(x in note.goals: x.id == \"g1\")", "yes"},
      {TR_EACH_NOTE, "any(x in note.overrides: x.rule == \"TRN0201\")", "yes"},
      {TR_EACH_NOTE, "any(x in note.addenda: x.author == \"me\")", "yes"},
      {TR_EACH_CLAIM, "any(x in profile.not_covered: 97012 in x.codes)", "yes"},
      {TR_EACH_CLAIM, "sum(x in profile.visit_limits: x.count)", "12"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void loads_an_edit(void **state) {
  rule_fixture *f = *state;
  const tr_edit edit = {&f->claim->lines[0], &f->claim->lines[1], 1, "because"};
  bind(f, TR_BOUND_EDIT, &edit);
  static const asked rows[] = {
      {TR_EACH_EDIT, "edit.indicator", "1"},
      {TR_EACH_EDIT, "edit.rationale", "because"},
      {TR_EACH_EDIT, "edit.column2.code", "97012"},
      {TR_EACH_EDIT, "column1.code", "98940"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

static void knows_no_other_name(void **state) {
  (void)state;
  uint16_t row = 77;
  assert_false(tr__field_find(TR_ENTITY_LINE, TR_STR("unit"), &row));
  assert_false(tr__field_find(TR_ENTITY_CLAIM, TR_STR("units"), &row));
  assert_int_equal(row, 77);
  assert_true(tr__field_find(TR_ENTITY_LINE, TR_STR("units"), &row));
  assert_string_equal(tr__fields[row].name, "units");
}

static void has_no_name_twice(void **state) {
  (void)state;
  for (uint16_t i = 0; i < tr__field_count; i++) {
    const tr_field_row *row = &tr__fields[i];
    TR_ROW(i, tr_str_of(row->name));
    uint16_t first;
    assert_true(
        tr__field_find((tr_entity)row->entity, tr_str_of(row->name), &first));
    assert_int_equal(first, i);
    const bool leads = row->type == TR_TYPE_ENTITY || row->type == TR_TYPE_LIST;
    assert_int_equal(leads, row->target != TR_ENTITY_NONE);
  }
}

static void knows_where_entities_stand(void **state) {
  (void)state;
  static const tr_entity without[] = {
      TR_ENTITY_NONE,         TR_ENTITY_DAY,    TR_ENTITY_SEGMENT,
      TR_ENTITY_EDIT,         TR_ENTITY_ROW,    TR_ENTITY_CODE_VALUE,
      TR_ENTITY_NUMBER_VALUE, TR_ENTITY_COURSE, TR_ENTITY_PROGRESS,
      TR_ENTITY_ALIKE,        TR_ENTITY_MEASURE};
  for (int entity = 0; entity < TR_ENTITY_COUNT; entity++) {
    TR_ROW(entity, tr_str_of(tr_entity_name((tr_entity)entity)));
    bool wanted = true;
    for (size_t i = 0; i < TR_COUNT(without); i++)
      if ((int)without[i] == entity) wanted = false;
    uint16_t row;
    assert_int_equal(tr__field_anchor((tr_entity)entity, &row), wanted);
  }
  assert_string_equal(tr_entity_name((tr_entity)9999), "nothing");
}

TR_TESTS(RULE_TEST(loads_a_field_of_every_entity), RULE_TEST(loads_an_edit),
         cmocka_unit_test(knows_no_other_name),
         cmocka_unit_test(has_no_name_twice),
         cmocka_unit_test(knows_where_entities_stand))
