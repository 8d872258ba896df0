/* Tests of src/input/derivation_run.c: an example fails where it should. The
 * shipped examples, which pass, are run in test/rules. */
#include "input/derivation_yaml.h"
#include "tr_test.h"

typedef struct outcome {
  bool passed;
  char why[1024];
} outcome;

static void keep_outcome(void *context, const tr_derivation *derivation,
                         const char *name, bool passed, tr_str why) {
  outcome *o = context;
  (void)derivation;
  (void)name;
  o->passed = passed;
  snprintf(o->why, sizeof o->why, "%.*s", TR_STR_ARG(why));
}

#define MASSAGE "note: {services: [{kind: massage, minutes: 15}]}\n"

static void judges_examples(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool passes;
    const char *why;
  } rows[] = {
      {MASSAGE "gives: [\"97124\"]\n", true, ""},
      {MASSAGE "gives: [{code: \"97124\", because: MINUTES}]\n", true, ""},
      {MASSAGE "gives: [{code: \"97124\", at: /services/0/kind, units: 0}]\n",
       true, ""},
      {MASSAGE "gives: [\"97140\"]\n", false, "got 97124 by TRL0202"},
      {MASSAGE "gives: []\n", false, "got 97124"},
      {MASSAGE "gives: [\"97124\", \"97124\"]\n", false, "got 97124"},
      {MASSAGE "gives: [none]\n", false, "got 97124"},
      {MASSAGE "gives: [{code: \"97124\", because: hours}]\n", false,
       "minutes"},
      {MASSAGE "gives: [{code: \"97124\", at: /services/1}]\n", false, "/kind"},
      {MASSAGE "gives: [{code: \"97124\", units: 2}]\n", false, "units 0"},
      {"note: {}\ngives: [\"97124\"]\n", false, "got nothing"},
      {"payer: nobody\n" MASSAGE "gives: [\"97124\"]\n", false,
       "no profile \"nobody\""},
      {"note: {services: [{kind: massage, minutes: [1]}]}\ngives: [none]\n",
       false, "the note:"},
      {"payer: medicare-part-b\ndate: 2026-06-12\ndiagnoses: [M54.2]\n"
       "note: {services: [{kind: heat-cold}]}\ngives: [none]\n",
       true, ""},
  };
  tr_tables tables;
  tr_tables_init(&tables);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[512];
    snprintf(text, sizeof text, "name: x\n%s", rows[i].text);
    const tr_example_text example = {.name = "x", .text = text};
    const tr_derivation derivation = {
        .id = "TRL9999", .examples = &example, .example_count = 1};
    outcome o = {.passed = false};
    uint32_t passed = 0, failed = 0;
    TR_ROW(i, tr_str_of(rows[i].text));
    assert_int_equal(
        tr_derivation_examples_run(&tr_pack_builtin, &tables, &derivation,
                                   keep_outcome, &o, &passed, &failed),
        TR_OK);
    if (o.passed != rows[i].passes || strstr(o.why, rows[i].why) == NULL)
      fail_msg("%s", o.why);
    assert_int_equal(passed, rows[i].passes);
    assert_int_equal(failed, !rows[i].passes);
  }
}

TR_TESTS(cmocka_unit_test(judges_examples))
