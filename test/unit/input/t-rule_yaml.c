/* Tests of src/input/rule_yaml.c. */
#include "rule_helper.h"

static void reads_what_is_not_compiled(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 8,
               "sources:\n"
               "  - {id: a-source, from: 2024-07-01}\n"
               "  - {id: b-source, dissent: true, says: \"it is timed\"}\n"
               "article: [A5, A18a]\n"
               "carc: [\"151\"]\n"
               "rarc: [N362, MA130]\n"
               "in_force: {from: 2020-01-01, to: 2026-12-31}\n"
               "yields_to: [TRC0206]\n"
               "overridable: true\n"
               "denial_exempt: true\n"
               "cap_by: gp_policy\n"
               "payers: some differ\n");
  /* A18a has a small letter */
  assert_error(&r.kept, 11, 15, "number of the article");
  tr_arena_done(&r.arena);
  read_changed(&r, 8,
               "sources:\n"
               "  - {id: a-source, from: 2024-07-01}\n"
               "  - {id: b-source, dissent: true, says: \"it is timed\"}\n"
               "article: [A5, A18]\n"
               "carc: [\"151\"]\n"
               "rarc: [N362, MA130]\n"
               "in_force: {from: 2020-01-01, to: 2026-12-31}\n"
               "yields_to: [TRC0206]\n"
               "overridable: true\n"
               "denial_exempt: true\n"
               "cap_by: gp_policy\n"
               "payers: some differ\n");
  assert_no_error(&r.kept);
  const tr_rule *rule = r.rule;
  assert_string_equal(rule->id, "TRC9001");
  assert_string_equal(rule->slug, "too-many");
  assert_string_equal(rule->over, "line");
  assert_string_equal(rule->authority, "ncci");
  assert_string_equal(rule->confidence, "official");
  assert_string_equal(rule->summary, "too many units");
  assert_string_equal(rule->explain, "More than one.");
  assert_string_equal(rule->payers, "some differ");
  assert_string_equal(rule->pack, "test");
  assert_int_equal(rule->severity, TR_SEVERITY_ERROR);
  assert_int_equal(rule->snip, 6);
  assert_int_equal(rule->each, TR_EACH_LINE);
  assert_int_equal(rule->raised_by, TR_RAISED_BY_CONDITION);
  assert_int_equal(rule->from, tr_day_of(2020, 1, 1));
  assert_int_equal(rule->to, tr_day_of(2026, 12, 31));
  assert_string_equal(rule->article[1], "A18");
  assert_null(rule->article[2]);
  assert_string_equal(rule->rarc[1], "MA130");
  assert_string_equal(rule->yields_to[0], "TRC0206");
  assert_int_equal(rule->source_count, 2);
  assert_int_equal(rule->sources[0].from, tr_day_of(2024, 7, 1));
  assert_false(rule->sources[0].dissent);
  assert_true(rule->sources[1].dissent);
  assert_string_equal(rule->sources[1].says, "it is timed");
  assert_true(rule->overridable);
  assert_true(rule->denial_exempt);
  assert_int_equal(rule->cap_by, 0);
  tr_arena_done(&r.arena);
}

static void what_is_left_out_has_a_meaning(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 6, "snip: null\n");
  assert_no_error(&r.kept);
  assert_int_equal(r.rule->snip, 0);
  assert_int_equal(r.rule->from, TR_DAY_MIN);
  assert_int_equal(r.rule->to, TR_DAY_MAX);
  assert_int_equal(r.rule->cap_by, -1);
  assert_null(r.rule->article);
  assert_null(r.rule->yields_to);
  assert_null(r.rule->payers);
  assert_false(r.rule->overridable);
  assert_int_equal(r.rule->sources[0].from, TR_DAY_MIN);
  tr_arena_done(&r.arena);
}

static void refuses_with_a_place(void **state) {
  (void)state;
  static const broken_rule rows[] = {
      {1, "", 1, 1, "\"id\" is missing"},
      {1, "id: TRC901\n", 1, 5, "four digits"},
      {1, "id: [TRC9001]\n", 1, 6, "must be a text"},
      {2, "slug: Too Many\n", 2, 7, "a-z"},
      {3, "severty: error\n", 3, 1, "a rule has no key \"severty\""},
      {3, "severty: error\n", 1, 1, "\"severity\" is missing"},
      {3, "severity: fatal\n", 3, 11, "\"fatal\" is no severity"},
      {4, "over: country\n", 4, 7, "\"country\" is no over"},
      {5, "each: planet\n", 5, 7, "\"planet\" is no \"each\""},
      {5, "", 11, 1, "\"when\" needs \"each\""},
      {6, "snip: 8\n", 6, 7, "from 0 to 7"},
      {6, "snip: 0\n", 6, 7, "1 to 7, or null"},
      {7, "authority: my aunt\n", 7, 12, "no authority"},
      {8, "sources: []\n", 8, 1, "1 to 16 sources"},
      {8, "sources: [nowhere]\n", 8, 11, "not in docs/sources.d"},
      {8, "sources: a-source\n", 8, 10, "must be a list"},
      {8, "sources: [{id: a-source, dissent: true}]\n", 8, 12, "says"},
      {8, "sources: [{name: a-source}]\n", 8, 12, "no key \"name\""},
      {8, "sources: [{id: a-source, from: soon}]\n", 8, 32, "YYYY-MM-DD"},
      {9, "confidence: high\n", 9, 13, "no confidence"},
      {10, "summary: \"\"\n", 10, 11, "\"summary\" is empty"},
      {10, "summary: a: b\n", 10, 11, "nested block mapping"},
      {10, "summary: a\nyields_to: [C1]\n", 11, 13, "no id of a rule"},
      {10, "summary: a\ncap_by: nothing\n", 11, 9, "no key \"nothing\""},
      {10, "summary: a\noverridable: maybe\n", 11, 14, "true or false"},
      {10, "summary: a\ncarc: [toolong]\n", 11, 8, "reason code"},
      {10, "summary: a\nin_force: {since: 2020-01-01}\n", 11, 12,
       "no key \"since\""},
      {10, "summary: a\nin_force: {from: 2021-01-01, to: 2020-01-01}\n", 11, 12,
       "before it begins"},
      {10, "summary: a\nraised_by: reader\n", 11, 12, "either \"when\""},
      {12, "", 1, 1, "either \"when\" or \"raised_by\""},
      {12, "raised_by: fortune\n", 12, 12, "no raiser"},
      {5, "each: line\nid: TRC9002\n", 6, 1, "duplicate key"},
  };
  assert_all_broken(rows, TR_COUNT(rows));
}

static void shows_every_error_of_a_file(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 3, "severity: fatal\ncolour: red\nbecause: so\n");
  assert_int_equal(r.kept.count, 3);
  tr_arena_done(&r.arena);
}

TR_TESTS(cmocka_unit_test(reads_what_is_not_compiled),
         cmocka_unit_test(what_is_left_out_has_a_meaning),
         cmocka_unit_test(refuses_with_a_place),
         cmocka_unit_test(shows_every_error_of_a_file))
