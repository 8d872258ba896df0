/* Tests of src/rule/measured.c: when a rule on a measure fires, and its
 * words. */
#include "rule/measured.h"

#include "rule/pack.h"
#include "table/table.h"
#include "tr_test.h"

static const tr_day day = 20605;

static bool fires(const char *rule, const tr_measured *measure,
                  tr_measured_finding *finding) {
  tr_tables tables;
  tr_tables_init(&tables);
  return tr_measured_fires(tr_pack_find(&tr_pack_builtin, tr_str_of(rule)),
                           &tables, measure, day, day, finding);
}

static void an_empty_measure_fires_nothing(void **state) {
  (void)state;
  tr_measured_finding finding;
  tr_measured measure = tr_measured_of("traction-visits");
  tr_measured_finding_init(&finding, 1 << 12);
  assert_false(fires("TRA0102", &measure, &finding));
  assert_int_equal(finding.message.n, 0);
  tr_measured_finding_done(&finding);
}

static void cases_give_their_words(void **state) {
  (void)state;
  tr_measured_finding finding;
  tr_measured measure = tr_measured_of("days-over-12-hours");
  tr_measured_finding_init(&finding, 1 << 12);
  measure.hits = 2000;
  measure.others = &measure;
  measure.other_count = 1;
  assert_true(fires("TRA0107", &measure, &finding));
  assert_int_equal(finding.severity, TR_SEVERITY_WARNING);
  TR_ASSERT_STR(tr_buf_str(&finding.message),
                "days with more than 12 hours of one-on-one work by one "
                "provider: 2");
  assert_true(finding.help.n > 0 && finding.why.n > 0);
  tr_measured_finding_done(&finding);
}

static void other_rules_do_not_look_at_measures(void **state) {
  (void)state;
  tr_measured_finding finding;
  const tr_measured measure = tr_measured_of("traction-visits");
  tr_measured_finding_init(&finding, 1 << 12);
  assert_false(fires("TRC0203", &measure, &finding));
  tr_measured_finding_done(&finding);
}

static void a_rule_has_its_days(void **state) {
  (void)state;
  tr_tables tables;
  tr_measured_finding finding;
  tr_measured measure = tr_measured_of("days-since-audit");
  measure.value = 120000;
  tr_rule rule = *tr_pack_find(&tr_pack_builtin, TR_STR("TRA0108"));
  tr_tables_init(&tables);
  tr_measured_finding_init(&finding, 1 << 12);
  assert_true(tr_measured_fires(&rule, &tables, &measure, day, day, &finding));
  rule.to = day - 1;
  assert_false(tr_measured_fires(&rule, &tables, &measure, day, day, &finding));
  tr_measured_finding_done(&finding);
}

TR_TESTS(cmocka_unit_test(an_empty_measure_fires_nothing),
         cmocka_unit_test(cases_give_their_words),
         cmocka_unit_test(other_rules_do_not_look_at_measures),
         cmocka_unit_test(a_rule_has_its_days))
