/* Tests of src/rule/fn_profile.c: does a payer's row concern a line, and is
 * its condition met? */
#include "rule_test.h"

#include "rule/calls.h"

static tr_str answer(rule_fixture *f, tr_call *call, const tr_profile_row *row,
                     const tr_line *line) {
  const tr_value arguments[] = {{.thing = row}, {.thing = line}};
  const tr_value value = call(&f->scope, arguments);
  if (value.unknown != 0) return tr_str_of(tr_reason_name(value.unknown));
  return value.number != 0 ? TR_STR("yes") : TR_STR("no");
}

static void matches_lines(void **state) {
  rule_fixture *f = *state;
  static const char *const pneumatic[] = {"pneumatic"};
  static const struct {
    tr_profile_row row;
    const char *first, *second; /* 98940 AT 59; 97012 GP with a service */
  } rows[] = {
      {{.code = 0}, "yes", "yes"},
      {{.codes = only_97012, .code_count = 1}, "no", "yes"},
      {{.codes = only_98940, .code_count = 1}, "yes", "no"},
      {{.modifiers = only_gp, .modifier_count = 1}, "no", "yes"},
      {{.devices = tables, .device_count = 2}, "no", "yes"},
      {{.devices = pneumatic, .device_count = 1}, "no", "no"},
      {{.areas = TR_REGION_LUMBAR}, "no", "yes"},
      {{.areas = TR_REGION_CERVICAL}, "no", "no"},
      {{.devices = tables, .device_count = 2, .areas = TR_REGION_KNEE},
       "no",
       "no"},
      {{.provider = "DC"}, "yes", "yes"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, TR_STR("row"));
    TR_ASSERT_STR(answer(f, tr__fn_matches, &rows[i].row, &f->claim->lines[0]),
                  rows[i].first);
    TR_ASSERT_STR(answer(f, tr__fn_matches, &rows[i].row, &f->claim->lines[1]),
                  rows[i].second);
  }
}

static void judges_devices_only_with_a_note(void **state) {
  rule_fixture *f = *state;
  visit_again(f, NULL);
  static const tr_profile_row by_device = {.codes = only_97012,
                                           .code_count = 1,
                                           .devices = tables,
                                           .device_count = 2};
  TR_ASSERT_STR(answer(f, tr__fn_matches, &by_device, &f->claim->lines[1]),
                "no-note");
  TR_ASSERT_STR(answer(f, tr__fn_matches, &by_device, &f->claim->lines[0]),
                "no");
}

static void knows_a_chiropractor(void **state) {
  rule_fixture *f = *state;
  static const tr_profile_row dc = {.provider = "DC"};
  tr_party physician = *f->claim->rendering;
  static const char bytes[] = "207Q00000X111NR0400X";
  const tr_unit unit = {.bytes = {bytes, sizeof bytes - 1}};
  physician.unit = &unit;
  physician.taxonomy = (tr_field){.at = 0, .length = 10, .state = 1};
  tr_line line = f->claim->lines[0];
  line.rendering = &physician;
  TR_ASSERT_STR(answer(f, tr__fn_matches, &dc, &line), "no");
  physician.taxonomy.at = 10;
  TR_ASSERT_STR(answer(f, tr__fn_matches, &dc, &line), "yes");
  physician.taxonomy.state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(answer(f, tr__fn_matches, &dc, &line), "yes");
}

static void judges_requirements(void **state) {
  rule_fixture *f = *state;
  static const struct {
    tr_profile_row row;
    const char *with_note, *without; /* of the line 97012 */
  } rows[] = {
      {{.require = "authorization"}, "no", "no"},
      {{.require = "failed-care", .weeks = 4}, "yes", "no-note"},
      {{.require = "failed-care", .weeks = 5}, "no", "no-note"},
      {{.require = "beside", .beside = only_98940, .beside_count = 1},
       "yes",
       "yes"},
      {{.require = "beside", .beside = only_97012, .beside_count = 1},
       "yes",
       "no"}, /* the note has exercise */
      {{.require = "tests",
        .tests = tests,
        .test_count = 2,
        .count = 1,
        .age = -1},
       "yes",
       "no-note"},
      {{.require = "tests",
        .tests = tests,
        .test_count = 2,
        .count = 2,
        .age = -1},
       "no",
       "no-note"},
      {{.require = "tests",
        .tests = tests,
        .test_count = 2,
        .count = 2,
        .age = 47},
       "yes",
       "no-note"},
      {{.require = "tests",
        .tests = tests,
        .test_count = 2,
        .count = 2,
        .age = 48},
       "no",
       "no-note"},
      {{.require = "diagnosis", .prefixes = prefixes, .prefix_count = 1},
       "yes",
       "yes"},
      {{.require = "diagnosis", .prefixes = prefixes + 1, .prefix_count = 1},
       "no",
       "no"},
      {{.require = "min-minutes", .minutes = 15}, "yes", "no-note"},
      {{.require = "min-minutes", .minutes = 16}, "no", "no-note"},
      {{.require = "other-region"}, "no", "no"},
      {{.require = "dancing"}, "no-data", "no-data"},
      {{.require = NULL}, "no-data", "no-data"},
  };
  for (int with = 1; with >= 0; with--) {
    visit_again(f, with ? &test_note : NULL);
    for (size_t i = 0; i < TR_COUNT(rows); i++) {
      TR_ROW(i, tr_str_of(rows[i].row.require));
      TR_ASSERT_STR(
          answer(f, tr__fn_requirement_met, &rows[i].row, &f->claim->lines[1]),
          with ? rows[i].with_note : rows[i].without);
    }
  }
}

static void finds_authorizations(void **state) {
  rule_fixture *f = *state;
  static const tr_profile_row row = {.require = "authorization"};
  const tr_line *line = &f->claim->lines[1];
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, line), "no");
  test_note.authorization_id.state = TR_FIELD_KNOWN;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, line), "yes");
  const int64_t day = test_note.date_of_service.number;
  test_note.authorization_to =
      (tr_note_field){.number = day, .state = TR_FIELD_KNOWN};
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, line), "yes");
  test_note.authorization_to.number = day - 1;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, line), "no");
  test_note.authorization_to.state = TR_FIELD_ABSENT;
  test_note.authorization_from =
      (tr_note_field){.number = day + 1, .state = TR_FIELD_KNOWN};
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, line), "no");
  test_note.authorization_from.state = TR_FIELD_ABSENT;
  test_note.authorization_id.state = TR_FIELD_ABSENT;

  tr_claim claim = *f->claim;
  tr_line own = *line;
  own.claim = &claim;
  claim.prior_authorization.state = TR_FIELD_KNOWN;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &own), "yes");
  claim.prior_authorization.state = TR_FIELD_ABSENT;
  tr_reference of_line = {
      .line = own.index,
      .qualifier = {.number = (int64_t)TR_CODE("G1"), .state = 1},
      .value = {.state = 1}};
  claim.references = &of_line;
  own.reference_first = 0;
  own.reference_count = 1;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &own), "yes");
  of_line.line = -1; /* the claim's, out of order among those of the line */
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &own), "no");
  of_line.line = own.index;
  of_line.qualifier.number = (int64_t)TR_CODE("F8");
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &own), "no");
}

static void compares_regions_with_manipulation(void **state) {
  rule_fixture *f = *state;
  static const tr_profile_row row = {.require = "other-region"};
  tr_line *lines = f->claim->lines;
  /* 98940 points to M99.03 and M54.16, 97012 to the second */
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &lines[1]), "no");
  f->claim->diagnoses[1].code.number = (int64_t)TR_CODE("M542"); /* the neck */
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &lines[1]), "no");
  lines[0].pointers[1].state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &lines[1]), "yes");
  lines[1].pointers[0].state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(answer(f, tr__fn_requirement_met, &row, &lines[1]), "no-data");
}

static void knows_empty_sets(void **state) {
  static const asked rows[] = {
      {TR_EACH_LINE, "empty_set(profile.primary_set)", "no"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

TR_TESTS(RULE_TEST(matches_lines), RULE_TEST(judges_devices_only_with_a_note),
         RULE_TEST(knows_a_chiropractor), RULE_TEST(judges_requirements),
         RULE_TEST(finds_authorizations),
         RULE_TEST(compares_regions_with_manipulation),
         RULE_TEST(knows_empty_sets))
