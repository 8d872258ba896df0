/* Tests of src/audit/findings.c: dollars once, marks where they belong. */
#include "audit/findings.h"
#include "practice.h"

static const tr_day june = 20605;

static const tr_rule force = {.id = "TRD0204"}, cloned = {.id = "TRH0103"},
                     pair = {.id = "TRC0303"};

static void dollars_are_counted_once(void **state) {
  (void)state;
  practice p;
  tr_findings findings;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940 97012 97110");
  practice_visit(&p, BEN, "ANN", "CI", june + 1, "98940");
  practice_finish(&p);
  tr_findings_init(&findings, &p.arena, &p.columns, june, june + 9);
#define ADD(claim, rule, line)                                            \
  assert_int_equal(                                                       \
      tr_findings_add(&findings, claim, rule, TR_SEVERITY_WARNING, line), \
      TR_OK)
  ADD(0, &pair, 2);
  ADD(0, &pair, 2); /* the same line again */
  ADD(0, &pair, 3);
  ADD(0, &cloned, 0);
  ADD(0, &cloned, 2); /* of a line that was counted with its claim */
  ADD(1, &pair, 1);
#undef ADD
  assert_int_equal(findings.rule_count, 2);
  const tr_found_rule *found = findings.rules[0];
  assert_int_equal(found->sums.findings, 4);
  assert_int_equal(found->sums.claims, 2);
  assert_int_equal(found->sums.lines, 3);
  assert_int_equal(found->sums.charge, 12000);
  assert_int_equal(found->by_provider[0].charge, 8000);
  assert_int_equal(found->by_provider[1].claims, 1);
  assert_int_equal(findings.rules[1]->sums.charge, 12000);
  assert_int_equal(findings.rules[1]->sums.claims, 1);
  practice_end(&p);
}

static void marks_stand_where_they_belong(void **state) {
  (void)state;
  practice p;
  tr_findings findings;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940 97012");
  practice_finish(&p);
  tr_findings_init(&findings, &p.arena, &p.columns, june, june);
  tr_findings_checked(&findings, 0);
  assert_int_equal(
      tr_findings_add(&findings, 0, &force, TR_SEVERITY_WARNING, 2), TR_OK);
  assert_int_equal(tr_findings_add(&findings, 0, &cloned, TR_SEVERITY_ERROR, 0),
                   TR_OK);
  assert_int_equal(p.columns.line_found[0], 0);
  assert_int_equal(p.columns.line_found[1], TR_GAP_FORCE);
  assert_int_equal(p.columns.claim_found[0],
                   TR_FOUND_CHECKED | TR_FOUND_CLONED | TR_FOUND_ERROR);
  assert_int_equal(findings.rules[1]->severity, TR_SEVERITY_ERROR);
  practice_end(&p);
}

static void other_days_make_no_habit(void **state) {
  (void)state;
  practice p;
  tr_findings findings;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "97012");
  practice_finish(&p);
  tr_findings_init(&findings, &p.arena, &p.columns, june + 1, june + 2);
  assert_int_equal(
      tr_findings_add(&findings, 0, &force, TR_SEVERITY_WARNING, 1), TR_OK);
  assert_int_equal(findings.rule_count, 0);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(dollars_are_counted_once),
         cmocka_unit_test(marks_stand_where_they_belong),
         cmocka_unit_test(other_days_make_no_habit))
