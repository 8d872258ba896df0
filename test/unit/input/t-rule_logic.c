/* Tests of src/input/rule_logic.c. */
#include "rule_helper.h"

static void compiles_what_a_rule_says(void **state) {
  (void)state;
  read_rule r;
  read_changed(
      &r, 12,
      "let:\n"
      "  limit: \"1\"\n"
      "  total: \"sum(x in day.lines: x.units)\"\n"
      "when: line.code in {97012, 97140} and total > limit\n"
      "also:\n"
      "  - line.code\n"
      "  - {each: x in day.lines, when: \"x.units > 1\", at: x.units}\n"
      "cases:\n"
      "  - when: total > 9\n"
      "    severity: warning\n"
      "    at: line.charge\n"
      "    message: \"very many: {total}\"\n"
      "  - {silent: true}\n"
      "label: too many\n"
      "note: >-\n"
      "  units of {line.code}\n"
      "  add up\n"
      "help: bill {limit}\n"
      "fix: {set: line.units, to: limit, safety: review}\n");
  assert_no_error(&r.kept);
  const tr_rule *rule = r.rule;
  assert_non_null(rule->when);
  assert_int_equal(rule->when->type, TR_TYPE_FLAG);
  assert_false(rule->needs_note);
  assert_int_equal(rule->code_count, 2);
  assert_true(rule->codes[0] == TR_CODE("97012"));
  assert_int_equal(rule->at->type, TR_TYPE_PLACE);
  assert_int_equal(rule->also_count, 2);
  assert_int_equal(rule->also[1].program->type, TR_TYPE_PLACE);
  assert_int_equal(rule->case_count, 2);
  assert_non_null(rule->cases[0].when);
  assert_non_null(rule->cases[0].at);
  assert_true(rule->cases[0].has_severity);
  assert_int_equal(rule->cases[0].severity, TR_SEVERITY_WARNING);
  assert_int_equal(rule->cases[0].words.message.count, 2);
  assert_null(rule->cases[1].when);
  assert_true(rule->cases[1].silent);
  assert_false(rule->cases[1].has_severity);
  assert_int_equal(rule->words.label.count, 1);
  assert_string_equal(rule->words.label.parts[0].text, "too many");
  assert_int_equal(rule->words.note.count, 3);
  assert_string_equal(rule->words.note.parts[2].text, " add up");
  assert_int_equal(rule->words.fix_safety, TR_FIX_REVIEW);
  assert_non_null(rule->words.fix_at);
  assert_int_equal(rule->words.fix_to.count, 1);
  tr_arena_done(&r.arena);
}

static void knows_what_needs_a_note(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 12, "when: note.signed_at is absent\n");
  assert_no_error(&r.kept);
  assert_true(r.rule->needs_note);
  assert_null(r.rule->codes);
  tr_arena_done(&r.arena);
}

static void at_may_look_for_the_element(void **state) {
  (void)state;
  read_rule r;
  read_changed(&r, 13,
               "at: {each: x in day.lines, when: \"x.units > 1\", at: "
               "x.units}\n");
  assert_no_error(&r.kept);
  assert_int_equal(r.rule->at->type, TR_TYPE_PLACE);
  tr_arena_done(&r.arena);
}

static void a_readers_rule_has_words_only(void **state) {
  (void)state;
  read_rule r;
  /* lines 12 and 13 are `when` and `at`, 5 is `each` */
  read_changed(&r, 0, "");
  tr_arena_done(&r.arena);
  static const char reader[] =
      "raised_by: reader\n"
      "cases:\n"
      "  - variant: se\n"
      "    message: \"{trailer} is {found}\"\n"
      "  - {variant: empty, silent: true}\n";
  char text[4096];
  snprintf(text, sizeof text, "%.*s%s%s",
           (int)(strstr(small_rule, "each: line") - small_rule), small_rule,
           reader,
           "snip: 1\nauthority: x12\nsources: [a-source]\n"
           "confidence: official\nsummary: counts\nexplain: Counts.\n"
           "message: a count is wrong\n"
           "examples:\n"
           "  - {name: one, lines: [{code: 97012}], expect: none}\n"
           "  - {name: two, x12: \"ISA*\", expect: error}\n");
  tr_arena_init(&r.arena, 1 << 22);
  const tr_source_list sources = two_sources(&r.arena);
  tr_pack_sink sink = sink_over(text, &r.kept);
  tr_rule_reader *reader_of = calloc(1, sizeof *reader_of);
  reader_of->arena = &r.arena;
  reader_of->sink = &sink;
  reader_of->sources = &sources;
  assert_int_equal(tr_rule_read(reader_of, &r.rule), TR_OK);
  free(reader_of);
  assert_no_error(&r.kept);
  assert_int_equal(r.rule->raised_by, TR_RAISED_BY_READER);
  assert_int_equal(r.rule->each, TR_EACH_NONE);
  assert_null(r.rule->when);
  assert_string_equal(r.rule->cases[0].variant, "se");
  assert_string_equal(r.rule->cases[0].words.message.parts[0].argument,
                      "trailer");
  assert_true(r.rule->cases[1].silent);
  tr_arena_done(&r.arena);
}

/* Errors of expressions stand where the wrong word stands, however YAML wrote
 * the text. */
static void refuses_with_a_place(void **state) {
  (void)state;
  static const broken_rule rows[] = {
      {12, "when: line.unitz > 1\n", 12, 12, "unitz"},
      {12, "when: \"line.unitz > 1\"\n", 12, 13, "unitz"},
      {12, "when: >-\n  line.units > 1\n  and line.unitz > 1\n", 14, 12,
       "unitz"},
      {12, "when: |\n  line.units > 1\n    and line.unitz > 1\n", 14, 14,
       "unitz"},
      {12, "when: line.units > 1 and\n  line.unitz > 1\n", 13, 8, "unitz"},
      {12, "when: \"line.unit_basis == \\\"UN\\\" and line.unitz > 1\"\n", 12,
       43, "unitz"},
      {12, "when: 'line.unitz > 1'\n", 12, 13, "unitz"},
      {12, "when: line.units\n", 12, 7, ""},
      {12, "when: line.units >\n", 12, 19, "the text ends"},
      {12, "when: [line.units]\n", 12, 8, "must be a text"},
      {12, "when:\n", 12, 1, "must be a text"},
      {12, "let: {a: line.unitz}\nwhen: line.units > 1\n", 12, 15, "unitz"},
      {12, "let: [a]\nwhen: line.units > 1\n", 12, 7, "must be a map"},
      {12, "let: {line: \"1\"}\nwhen: line.units > 1\n", 12, 14, "already"},
      {12, "when: profile.nothing == 1\n", 12, 15, "nothing"},
      {13, "at: line.unitz\n", 13, 10, "unitz"},
      {13, "", 12, 1, "\"when\" needs \"at\""},
      {13, "at: {each: x in day.linez, at: x.units}\n", 13, 21, "linez"},
      {13, "at: {each: x in day.lines, when: x.unitz > 1, at: x.units}\n", 13,
       36, "unitz"},
      {13, "at: {each: x in day.lines}\n", 13, 6, "needs \"at\""},
      {13, "at: {place: line.units}\n", 13, 6, "no key \"place\""},
      {14, "message: \"{line.unitz} units\"\n", 14, 17, "unitz"},
      {14, "message: \"{line.units units\"\n", 14, 23, "expected `}`"},
      {14, "message: too many units.\n", 14, 10, "without a full stop"},
      {14, "message: Too many units\n", 14, 10, "lower case"},
      {14, "message: m\nlabel: Too many\n", 15, 8, "lower case"},
      {14, "message: m\nalso: line.units\n", 15, 7, "must be a list"},
      {14, "message: m\nalso: [line.unitz]\n", 15, 13, "unitz"},
      {14, "message: m\nfix: {set: line.units}\n", 15, 7, "a fix has"},
      {14, "message: m\nfix: {drop: line, to: 1, safety: review}\n", 15, 7,
       "a fix has"},
      {14, "message: m\nfix: {drop: line}\n", 15, 7, "a fix has"},
      {14, "message: m\nfix: {drop: line, move: line, safety: review}\n", 15,
       25, "one thing"},
      {14, "message: m\nfix: {add: line.units, to: 25, safety: review}\n", 15,
       12, "only a line's modifiers"},
      {14,
       "message: m\nfix: {add: line.modifiers, to: line.units, safety: "
       "review}\n",
       15, 32, "code"},
      {14, "message: m\nfix: {set: line.units, to: lin, safety: safe}\n", 15,
       28, "lin"},
      {14, "message: m\nfix: {set: line.units, to: \"1\", safety: sure}\n", 15,
       41, "no safety"},
      {14, "message: m\ncases: [{severity: error}, {when: line.units > 1}]\n",
       15, 10, "only the last"},
      {14, "message: m\ncases: [{variant: a}]\n", 15, 10, "raised_by"},
      {14, "message: m\ncases: [{when: line.units}]\n", 15, 16, ""},
      {14, "message: m\ncases: [{severity: bad}]\n", 15, 20, "no severity"},
      {14, "message: m\ncases: [{colour: bad}]\n", 15, 10, "no key"},
  };
  assert_all_broken(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(compiles_what_a_rule_says),
         cmocka_unit_test(knows_what_needs_a_note),
         cmocka_unit_test(at_may_look_for_the_element),
         cmocka_unit_test(a_readers_rule_has_words_only),
         cmocka_unit_test(refuses_with_a_place))
