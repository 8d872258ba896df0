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

/* A field of a test's own bytes. */
static tr_field sent(uint32_t at, uint16_t length, const char *code) {
  return (tr_field){.number = (int64_t)tr_code_pack(tr_str_of(code)),
                    .at = at,
                    .length = length,
                    .state = TR_FIELD_KNOWN};
}

static void sees_small_letters_of_modifiers(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *modifiers, *first;
  } rows[] = {{"GP:59", "?no-data"},
              {"GP:xs", "XS"},
              {"gP:xs", "GP"},
              {"GP:gp", "?no-data"},
              {"gp:GP", "GP"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].modifiers));
    char upper[] = {
        rows[i].modifiers[0] & ~32,
        rows[i].modifiers[1] & ~32,
        0,
        rows[i].modifiers[3] == '5' ? '5' : rows[i].modifiers[3] & ~32,
        rows[i].modifiers[4] == '9' ? '9' : rows[i].modifiers[4] & ~32,
        0};
    const tr_unit unit = {.bytes = tr_str_of(rows[i].modifiers)};
    const tr_line line = {
        .unit = &unit,
        .modifiers = {sent(0, 2, &upper[0]), sent(3, 2, &upper[3])}};
    f->env.each = TR_EACH_LINE;
    f->scope.line = &line;
    TR_ASSERT_STR(ask(f, "line.lower_case_modifier"), rows[i].first);
  }
}

/* Segments of a level or of a claim's other payer, in order. */
typedef struct segments {
  tr_unit unit;
  tr_unit_segment list[8];
} segments;

static void put_segments(segments *s, const char *text) {
  *s = (segments){.unit = {.bytes = tr_str_of(text),
                           .delims = {'*', '^', ':', '~'},
                           .segments = s->list}};
  for (const char *at = text; *at != '\0';) {
    const size_t length = strcspn(at, "~");
    s->list[s->unit.segment_count++] =
        (tr_unit_segment){.id = tr_code_pack((tr_str){at, strcspn(at, "*~")}),
                          .at = (uint32_t)(at - text),
                          .length = (uint32_t)length,
                          .line = at[0] == 'L' ? 0 : -1};
    at += length + 1;
  }
}

static void knows_whether_demographics_were_sent(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *level, *sent;
  } rows[] = {{"HL*2~SBR*P~NM1*IL~DMG*D8~", "yes"},
              {"HL*2~SBR*P~DMG*D8~NM1*IL~", "yes"}, /* out of order */
              {"HL*2~SBR*P~NM1*IL~N3*A~N4*B~REF*SY~NM1*PR~", "no"},
              {"HL*2~SBR*P~NM1*IL~DMQ*D8~", "?no-data"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].level));
    segments level;
    put_segments(&level, rows[i].level);
    const tr_party party = {.unit = &level.unit};
    f->env.each = TR_EACH_PARTY;
    f->scope.party = &party;
    TR_ASSERT_STR(ask(f, "party.demographics_sent"), rows[i].sent);
  }
}

static void knows_whether_the_paid_amount_was_sent(void **state) {
  rule_fixture *f = *state;
  static const struct {
    const char *claim, *sent;
  } rows[] = {{"SBR*S~CAS*CO~AMT*D*1~OI~", "yes"},
              {"SBR*S~OI~NM1*IL~AMT*D*1~", "yes"}, /* out of order */
              {"SBR*S~AMT*EAF*1~AMT*A8*1~OI~NM1*PR~DTP*573~", "no"},
              {"SBR*S~OI~SBR*T~AMT*D*1~", "no"},
              {"SBR*S~OI~LX*1~AMT*T*1~", "no"},
              {"SBR*S~AMT*DD*1~OI~", "?no-data"},
              {"SBR*S~AMQ*D*1~OI~", "?no-data"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].claim));
    segments claim;
    put_segments(&claim, rows[i].claim);
    tr_other_payer payer = {.unit = &claim.unit};
    f->env.each = TR_EACH_OTHER_PAYER;
    f->scope.other_payer = &payer;
    TR_ASSERT_STR(ask(f, "other_payer.paid_sent"), rows[i].sent);
    payer.paid.element = 2;
    TR_ASSERT_STR(ask(f, "other_payer.paid_sent"), "yes");
  }
  f->scope.other_payer = &f->claim->other_payers[0];
  TR_ASSERT_STR(ask(f, "other_payer.position"), "1");
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
         RULE_TEST(sees_small_letters_of_modifiers),
         RULE_TEST(knows_whether_demographics_were_sent),
         RULE_TEST(knows_whether_the_paid_amount_was_sent),
         RULE_TEST(knows_what_is_to_be_paid), RULE_TEST(sees_the_note_of_a_day),
         RULE_TEST(reads_separate_problems),
         RULE_TEST(knows_one_on_one_services), RULE_TEST(takes_force_by_weight))
