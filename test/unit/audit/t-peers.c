/* Tests of src/audit/peers.c: tests, words, ranks; values by hand or R. */
#include <math.h>

#include "audited.h"

static void near(double is, double wanted) {
  if (fabs(is - wanted) > 1e-6 * fabs(wanted))
    fail_msg("%.12g is not %.12g", is, wanted);
}

static void shares_are_held_against_the_others(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  const tr_audit_cell *ada = audited_cell(&a, TR_M_TRACTION, 0);
  const tr_audit_cell *ben = audited_cell(&a, TR_M_TRACTION, 1);
  assert_true(ada->numerator == 100 && ada->denominator == 100);
  near(ben->value, 0.1);
  assert_int_equal(ada->peers.test, TR_TEST_CHI_SQUARE);
  near(ada->peers.value, 0.1);
  /* chi-square 200 * (100*90 - 0*10)^2 / (100*100*110*90) = 163.636 */
  assert_true(ada->peers.p < 1e-30);
  assert_true(ada->peers.adjusted_p >= ada->peers.p);
  assert_int_equal(ada->peers.word, TR_WORD_SIGNIFICANTLY_HIGHER);
  assert_int_equal(ben->peers.word, TR_WORD_DOES_NOT_EXCEED);
  near(ada->percentile, 75);
  near(ben->percentile, 25);
  assert_int_equal(ada->fence, TR_FENCE_NONE); /* two are too few */
  const tr_audit_cell *all = audited_cell(&a, TR_M_TRACTION, -1);
  near(all->value, 0.55);
  assert_false(all->peers.known);
  audited_end(&a);
}

static void means_are_held_against_the_others(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  const tr_audit_cell *ada = audited_cell(&a, TR_M_PHYSICAL, 0);
  const tr_audit_cell *ben = audited_cell(&a, TR_M_PHYSICAL, 1);
  near(ada->value, 1);
  near(ben->variance, 0.1 * 0.9 * 100 / 99);
  assert_int_equal(ada->peers.test, TR_TEST_WELCH);
  assert_int_equal(ada->peers.word, TR_WORD_SIGNIFICANTLY_HIGHER);
  /* the same five visits for everyone: no test, and not higher */
  const tr_audit_cell *visits = audited_cell(&a, TR_M_VISITS, 0);
  near(visits->value, 5);
  assert_int_equal(visits->peers.test, TR_TEST_NONE);
  assert_int_equal(visits->peers.word, TR_WORD_DOES_NOT_EXCEED);
  audited_end(&a);
}

static void little_is_not_compared(void **state) {
  (void)state;
  audited a;
  audited_begin(&a);
  /* no line has 59: nothing to measure */
  assert_string_equal(audited_cell(&a, TR_M_DISTINCT_ALONE, 0)->suppressed,
                      "nothing to measure");
  assert_string_equal(audited_cell(&a, TR_M_FEES, 0)->suppressed,
                      "not compared with others");
  /* Ben's ten lines of traction */
  assert_string_equal(audited_cell(&a, TR_M_DISTINCT, 1)->suppressed,
                      "fewer than 20 lines");
  /* Ada has ten patients of Medicare, but nobody to compare them with */
  const tr_audit_cell *medicare =
      tr_audit_cell_of(&a.result.measures[TR_M_TRACTION], 0, 1, -1);
  assert_int_equal(a.result.payers[1].payer_class, TR_PAYER_CLASS_MEDICARE);
  assert_null(medicare->suppressed);
  assert_false(medicare->peers.known);
  audited_end(&a);
}

static void the_past_is_the_span_before(void **state) {
  (void)state;
  audited a;
  audited_fill(&a);
  a.options.from = AUDITED_FROM + 24;
  a.options.to = AUDITED_FROM + 47;
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  assert_int_equal(a.result.past_from, AUDITED_FROM);
  assert_int_equal(a.result.past_to, AUDITED_FROM + 23);
  const tr_audit_cell *ada = audited_cell(&a, TR_M_TRACTION, 0);
  assert_true(ada->past.known);
  near(ada->past.value, 1);
  assert_int_equal(ada->past.word, TR_WORD_DOES_NOT_EXCEED);
  audited_end(&a);
}

static void a_table_of_peers_is_a_third_yardstick(void **state) {
  (void)state;
  tr_peer_row rows[] = {{.measure = TR_M_TRACTION,
                         .payer = -1,
                         .n = 1000,
                         .value = 0.05,
                         .variance = -1},
                        {.measure = TR_M_PHYSICAL,
                         .payer = -1,
                         .n = 1000,
                         .value = 0.9,
                         .variance = -1}};
  const tr_peer_table table = {rows, 2};
  audited a;
  audited_fill(&a);
  a.options.peers = &table;
  assert_int_equal(tr_audit(&a.practice.arena, &a.options, &a.result), TR_OK);
  const tr_audit_cell *ben = audited_cell(&a, TR_M_TRACTION, 1);
  assert_true(ben->table.known);
  near(ben->table.value, 0.05);
  /* 10 of 100 beside 50 of 1000: chi-square 4.40705; many tests adjust it */
  near(ben->table.p, 0.0357906566);
  assert_int_equal(ben->table.test, TR_TEST_CHI_SQUARE);
  /* a mean without a variance is compared, but not tested */
  const tr_audit_cell *ada = audited_cell(&a, TR_M_PHYSICAL, 0);
  assert_int_equal(ada->table.test, TR_TEST_NONE);
  assert_int_equal(ada->table.word, TR_WORD_HIGHER);
  audited_end(&a);
}

static void five_providers_have_fences(void **state) {
  (void)state;
  practice p;
  char npi[16], name[32];
  practice_begin(&p);
  for (int doctor = 0; doctor < 5; doctor++)
    for (int visit = 0; visit < 40; visit++) {
      snprintf(npi, sizeof npi, "%d", 1000000001 + doctor);
      snprintf(name, sizeof name, "%d-%d", doctor, visit);
      practice_visit(
          &p, npi, name, "CI", AUDITED_FROM + visit,
          visit % 10 <= doctor / 2 || doctor == 4 ? "98940 97012" : "98940");
    }
  practice_finish(&p);
  const tr_audit_options options = {.columns = &p.columns,
                                    .tables = &p.tables,
                                    .pack = &tr_pack_builtin,
                                    .from = TR_DAY_MIN,
                                    .to = TR_DAY_MAX,
                                    .today = 0,
                                    .last_audit = TR_DAY_MIN,
                                    .every = TR_AUDIT_YEAR};
  tr_audit_result result;
  assert_int_equal(tr_audit(&p.arena, &options, &result), TR_OK);
  /* 0.1 0.1 0.2 0.2 1.0: Q1 0.1, Q3 0.2, far fence 0.5 */
  const tr_audit_measure *measure = &result.measures[TR_M_TRACTION];
  assert_int_equal(tr_audit_cell_of(measure, 4, -1, -1)->fence,
                   TR_FENCE_EXTREME);
  assert_int_equal(tr_audit_cell_of(measure, 3, -1, -1)->fence, TR_FENCE_NONE);
  near(tr_audit_cell_of(measure, 4, -1, -1)->percentile, 90);
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(shares_are_held_against_the_others),
         cmocka_unit_test(means_are_held_against_the_others),
         cmocka_unit_test(little_is_not_compared),
         cmocka_unit_test(the_past_is_the_span_before),
         cmocka_unit_test(a_table_of_peers_is_a_third_yardstick),
         cmocka_unit_test(five_providers_have_fences))
