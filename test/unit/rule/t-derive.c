/* Tests of src/rule/derive.c. */
#include "rule_test.h"

#include "rule/value.h"

static void derives_of_claims_and_lines(void **state) {
  static const asked rows[] = {
      {TR_EACH_CLAIM, "claim.filed", "2026-11-15"},
      {TR_EACH_CLAIM, "claim.first_date", "2026-11-02"},
      {TR_EACH_CLAIM, "claim.last_date", "2026-11-02"},
      {TR_EACH_CLAIM, "claim.charges", "135.50"},
      {TR_EACH_CLAIM, "covers(claim.regions_diagnosed, {lumbar})", "yes"},
      {TR_EACH_CLAIM, "claim.notes_given", "yes"},
      {TR_EACH_CLAIM, "claim.rendering_provider.id", "1093000008"},
      {TR_EACH_PAIR, "first.rendering_provider.id", "1093000008"},
      {TR_EACH_PAIR, "second.rendering_provider.id", "1679576722"},
      {TR_EACH_PAIR, "first.day.date", "2026-11-02"},
      {TR_EACH_PAIR, "first.distinct", "yes"},
      {TR_EACH_PAIR, "second.distinct", "no"},
      {TR_EACH_PAIR, "first.billed_for_denial", "no"},
      {TR_EACH_PAIR, "second.area", "lumbar"},
      {TR_EACH_PAIR, "second.minutes", "15"},
      {TR_EACH_PAIR, "first.same_code_before", "no"},
      {TR_EACH_PAIR, "first.last_of_code", "yes"},
      {TR_EACH_DIAGNOSIS, "diagnosis.regions", "lumbar"},
      {TR_EACH_NOTE, "note.regions_adjusted", "lumbar"},
      {TR_EACH_NOTE, "note.regions_examined", "lumbar"},
      {TR_EACH_NOTE, "note.regions_diagnosed", "lumbar"},
      {TR_EACH_NOTE, "note.fits", "yes"},
      {TR_EACH_NOTE, "any(d in note.diagnoses: d.regions == {cervical})",
       "yes"},
      {TR_EACH_SERVICE, "service.duration", "15"},
      {TR_EACH_SERVICE, "service.force_pounds", "60"},
      {TR_EACH_SERVICE, "service.line.code", "97012"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void needs_a_note_that_fits(void **state) {
  rule_fixture *f = *state;
  static const asked rows[] = {
      {TR_EACH_PAIR, "second.area", "?no-note"},
      {TR_EACH_PAIR, "second.minutes", "?no-note"},
      {TR_EACH_PAIR, "second.units_supported", "?no-note"},
      {TR_EACH_PAIR, "day.timed_minutes", "?no-note"},
      {TR_EACH_PAIR, "day.timed_units_billed", "?no-note"},
      {TR_EACH_PAIR, "day.timed_units_supported", "?no-note"},
      {TR_EACH_PAIR, "day.note.id", "?no-note"},
      {TR_EACH_PAIR, "day.note is absent", "yes"},
      {TR_EACH_PAIR, "count(s in second.services)", "?no-note"},
  };
  f->visit.days[0].note_fits = false;
  ask_all(f, rows, TR_COUNT(rows));
  visit_again(f, NULL);
  f->scope.day = &f->visit.days[0];
  ask_all(f, rows, TR_COUNT(rows));
  f->env.each = TR_EACH_CLAIM;
  TR_ASSERT_STR(ask(f, "claim.notes_given"), "no");
}

static void finds_lines_of_the_same_code(void **state) {
  rule_fixture *f = *state;
  tr_line *lines = f->claim->lines;
  lines[1].code = lines[0].code;
  static const asked rows[] = {
      {TR_EACH_PAIR, "first.same_code_before", "no"},
      {TR_EACH_PAIR, "second.same_code_before", "yes"},
      {TR_EACH_PAIR, "first.last_of_code", "no"},
      {TR_EACH_PAIR, "second.last_of_code", "yes"},
  };
  ask_all(f, rows, TR_COUNT(rows));
  lines[0].code.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "first.same_code_before"), "?no-data");
  TR_ASSERT_STR(ask(f, "second.same_code_before"), "no");
}

static void marks_lines_by_their_modifiers(void **state) {
  rule_fixture *f = *state;
  tr_line line = f->claim->lines[0];
  bind(f, TR_BOUND_LINE, &line);
  static const struct {
    const char *modifier, *distinct, *denied;
  } rows[] = {
      {"59", "yes", "no"}, {"XE", "yes", "no"}, {"XS", "yes", "no"},
      {"XP", "yes", "no"}, {"XU", "yes", "no"}, {"GY", "no", "yes"},
      {"GZ", "no", "yes"}, {"GA", "no", "no"},  {"25", "no", "no"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].modifier));
    line.modifiers[1].number =
        (int64_t)tr_code_pack(tr_str_of(rows[i].modifier));
    TR_ASSERT_STR(ask(f, "line.distinct"), rows[i].distinct);
    TR_ASSERT_STR(ask(f, "line.billed_for_denial"), rows[i].denied);
  }
}

/* P.A.R.T.: two of the four, one of them asymmetry or range of motion. */
static void examines_by_part(void **state) {
  rule_fixture *f = *state;
  tr_note_segment *segment = &test_segments[1];
  const tr_note_segment before = *segment;
  f->env.each = TR_EACH_NOTE;
  for (unsigned bits = 0; bits < 16; bits++) {
    const bool p = bits & 1, a = bits & 2, r = bits & 4, t = bits & 8;
    tr_note_field *fields[] = {&segment->pain, &segment->asymmetry,
                               &segment->range, &segment->tissue};
    for (int i = 0; i < 4; i++) {
      fields[i]->state = (bits >> i & 1) ? TR_FIELD_KNOWN : TR_FIELD_ABSENT;
      fields[i]->number = bits >> i & 1;
    }
    const bool examined = p + a + r + t >= 2 && (a || r);
    TR_ROW(bits, TR_STR("part"));
    TR_ASSERT_STR(ask(f, "note.regions_examined"),
                  examined ? "cervical and lumbar" : "lumbar");
  }
  segment->part.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "note.regions_examined"), "?no-data");
  *segment = before;
}

/* The findings of a region may stand on several of its segments. */
static void examines_by_region(void **state) {
  rule_fixture *f = *state;
  tr_note_segment before[2];
  memcpy(before, test_segments, sizeof before);
  f->env.each = TR_EACH_NOTE;
  for (size_t i = 0; i < 2; i++) {
    tr_note_segment *segment = &test_segments[i];
    segment->regions = TR_REGION_CERVICAL;
    segment->pain.number = i == 0;
    segment->asymmetry.number = i == 1;
    segment->range.number = segment->tissue.number = 0;
    segment->pain.state = segment->asymmetry.state = TR_FIELD_KNOWN;
    segment->range.state = segment->tissue.state = TR_FIELD_KNOWN;
  }
  TR_ASSERT_STR(ask(f, "note.regions_examined"), "cervical");
  test_segments[1].regions = TR_REGION_THORACIC;
  TR_ASSERT_STR(ask(f, "note.regions_examined"), "none");
  memcpy(test_segments, before, sizeof before);
}

static void folds_the_head_into_the_neck(void **state) {
  rule_fixture *f = *state;
  const int64_t before = test_note_diagnoses[0].code.number;
  test_note_diagnoses[0].code.number = (int64_t)TR_CODE("M9900");
  f->env.each = TR_EACH_NOTE;
  TR_ASSERT_STR(ask(f, "note.regions_diagnosed"), "cervical");
  test_note_diagnoses[0].code.number = before;
  const uint32_t count = test_note.diagnosis_count;
  test_note.diagnosis_count = 0;
  TR_ASSERT_STR(ask(f, "note.regions_diagnosed"), "?no-data");
  test_note.diagnosis_count = count;
}

static void knows_when_a_claim_was_filed(void **state) {
  rule_fixture *f = *state;
  tr_set set = *f->claim->set;
  tr_claim claim = *f->claim;
  claim.set = &set;
  bind(f, TR_BOUND_CLAIM, &claim);
  set.created.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "claim.filed"), "2026-11-20"); /* GS04 */
  set.group_date = TR_DAY_MIN;
  TR_ASSERT_STR(ask(f, "claim.filed"), "?no-data");
  claim.set = NULL;
  TR_ASSERT_STR(ask(f, "claim.filed"), "?no-data");
}

static void spans_the_dates_of_lines(void **state) {
  rule_fixture *f = *state;
  tr_line *lines = f->claim->lines;
  lines[1].date.number += 3;
  lines[1].date_to = lines[1].date;
  TR_ASSERT_STR(ask(f, "claim.first_date"), "2026-11-02");
  TR_ASSERT_STR(ask(f, "claim.last_date"), "2026-11-05");
  lines[0].date_to = lines[1].date;
  lines[0].date_to.number += 5;
  TR_ASSERT_STR(ask(f, "claim.last_date"), "2026-11-10");
  lines[0].date.state = lines[1].date.state = TR_FIELD_UNREADABLE;
  lines[0].date_to.state = lines[1].date_to.state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "claim.first_date"), "?no-data");
  TR_ASSERT_STR(ask(f, "claim.last_date"), "?no-data");
}

TR_TESTS(RULE_TEST(derives_of_claims_and_lines),
         RULE_TEST(needs_a_note_that_fits),
         RULE_TEST(finds_lines_of_the_same_code),
         RULE_TEST(marks_lines_by_their_modifiers), RULE_TEST(examines_by_part),
         RULE_TEST(examines_by_region), RULE_TEST(folds_the_head_into_the_neck),
         RULE_TEST(knows_when_a_claim_was_filed),
         RULE_TEST(spans_the_dates_of_lines))
