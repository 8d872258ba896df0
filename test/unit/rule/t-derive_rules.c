/* Tests of src/rule/derive_rules.c. */
#include "rule_test.h"

static void derives_of_lines(void **state) {
  rule_fixture *f = *state;
  tr_line *lines = f->claim->lines;
  static const asked rows[] = {
      {TR_EACH_PAIR, "first.first_of_day", "yes"},
      {TR_EACH_PAIR, "second.first_of_day", "no"},
      {TR_EACH_PAIR, "first.date_unreadable", "no"},
      {TR_EACH_PAIR, "first.code_malformed", "no"},
  };
  ask_all(f, rows, TR_COUNT(rows));
  lines[1].date.number++;
  TR_ASSERT_STR(ask(f, "second.first_of_day"), "yes");
  lines[1].date.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "second.first_of_day"), "?no-data");
  TR_ASSERT_STR(ask(f, "second.date_unreadable"), "yes");
  lines[1].code.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "second.code_malformed"), "yes");
  lines[1].code.state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "second.code_malformed"), "no");
}

static void knows_who_renders(void **state) {
  rule_fixture *f = *state;
  const tr_claim *claim = f->claim;
  f->env.each = TR_EACH_PARTY;
  f->scope.party = claim->rendering;
  TR_ASSERT_STR(ask(f, "party.is_rendering"), "yes");
  f->scope.party = claim->lines[1].rendering;
  TR_ASSERT_STR(ask(f, "party.is_rendering"), "yes");
  f->scope.party = claim->billing;
  TR_ASSERT_STR(ask(f, "party.is_rendering"), "no");
  tr_party person = *claim->billing;
  person.kind.number = (int64_t)TR_CODE("1");
  tr_claim alone = *claim;
  alone.rendering = NULL;
  bind(f, TR_BOUND_CLAIM, &alone);
  bind(f, TR_BOUND_PARTY, &person);
  TR_ASSERT_STR(ask(f, "party.is_rendering"), "yes");
  f->scope.claim = NULL;
  TR_ASSERT_STR(ask(f, "party.is_rendering"), "?no-data");
}

static void knows_what_is_to_be_paid(void **state) {
  rule_fixture *f = *state;
  tr_line *lines = f->claim->lines;
  f->env.each = TR_EACH_NOTE;
  TR_ASSERT_STR(ask(f, "note.to_pay"), "yes");
  lines[0].modifiers[0].number = (int64_t)TR_CODE("GY");
  TR_ASSERT_STR(ask(f, "note.to_pay"), "yes");
  lines[1].modifiers[0].number = (int64_t)TR_CODE("GZ");
  TR_ASSERT_STR(ask(f, "note.to_pay"), "no");
  f->scope.visit = NULL; /* a note without a claim */
  TR_ASSERT_STR(ask(f, "note.to_pay"), "yes");
}

static void sees_the_note_of_a_day(void **state) {
  rule_fixture *f = *state;
  f->env.each = TR_EACH_DAY;
  TR_ASSERT_STR(ask(f, "day.has_note"), "yes");
  f->visit.days[0].note_fits = false;
  TR_ASSERT_STR(ask(f, "day.has_note"), "yes");
  visit_again(f, NULL);
  f->scope.day = &f->visit.days[0];
  TR_ASSERT_STR(ask(f, "day.has_note"), "no");
  f->visit.note_elsewhere = true;
  TR_ASSERT_STR(ask(f, "day.has_note"), "yes");
}

static void reads_separate_problems(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *text;
    const char *shown;
  } rows[] = {{"true", "yes"},
              {"new neck pain", "yes"},
              {"false", "no"},
              {"None", "no"},
              {"no", "no"}};
  f->env.each = TR_EACH_NOTE;
  TR_ASSERT_STR(ask(f, "note.separate_problem_shown"), "no");
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    test_note.separate_problem.text = tr_str_of(rows[i].text);
    test_note.separate_problem.state = TR_FIELD_KNOWN;
    TR_ASSERT_STR(ask(f, "note.separate_problem_shown"), rows[i].shown);
  }
  test_note.separate_problem.state = TR_FIELD_ABSENT;
}

static void knows_one_on_one_services(void **state) {
  rule_fixture *f = *state;
  tr_service service = {.note = &test_note};
  bind(f, TR_BOUND_SERVICE, &service);
  f->env.each = TR_EACH_SERVICE;
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "no");
  service.kind = (tr_note_field){.text = TR_STR("exercise"), .state = 1};
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "yes");
  service.kind.text = TR_STR("traction");
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "no");
  service.code =
      (tr_note_field){.number = (int64_t)TR_CODE("97110"), .state = 1};
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "yes");
  service.code.number = (int64_t)TR_CODE("97012");
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "no");
  service.one_on_one = (tr_note_field){.number = 1, .state = 1};
  TR_ASSERT_STR(ask(f, "service.one_on_one_time"), "yes");
}

static void takes_force_by_weight(void **state) {
  rule_fixture *f = *state;
  tr_service service = test_services[0];
  bind(f, TR_BOUND_SERVICE, &service);
  f->env.each = TR_EACH_SERVICE;
  TR_ASSERT_STR(ask(f, "service.force_percent"), "34.883"); /* 60 of 172 lb */
  service.force_unit.text = TR_STR("%bw");
  TR_ASSERT_STR(ask(f, "service.force_percent"), "60");
  service.force_unit.text = TR_STR("stone");
  TR_ASSERT_STR(ask(f, "service.force_percent"), "?no-data");
  service.force_unit.state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "service.force_percent"), "?no-data");
}

TR_TESTS(RULE_TEST(derives_of_lines), RULE_TEST(knows_who_renders),
         RULE_TEST(knows_what_is_to_be_paid), RULE_TEST(sees_the_note_of_a_day),
         RULE_TEST(reads_separate_problems),
         RULE_TEST(knows_one_on_one_services), RULE_TEST(takes_force_by_weight))
