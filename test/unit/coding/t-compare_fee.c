/* Tests of src/coding/compare_fee.c. */
#include "coding/compare_fee.h"

#include "compare_of.h"

static compare_box box;

static int set_up(void **state) {
  (void)state;
  box_init(&box);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  box_done(&box);
  return 0;
}

static void test_usual(void **state) {
  (void)state;
  box_claim(
      &box, 0,
      &(claim_text){.payer = "P1",
                    .lines = "97012 35; 97012 x2 70; 97012 40; 97110 "
                             "50; 97110 48; 97140 x3 100; 97035 x0.5 15"});
  box_claim(&box, 1,
            &(claim_text){.payer = "P2",
                          .lines = "97012 44; 97012 40; 97012 40; 98940 0; "
                                   "98941; 98942 -75; 98943 x? 40"});
  tr_billed_fees fees;
  assert_int_equal(tr_billed_fees_learn(&box.arena, box.claims, 2, &fees),
                   TR_OK);
  static const struct {
    const char *code;
    int claim;    /* -1: nobody's */
    tr_cents fee; /* 0: not known */
  } rows[] = {
      {"97012", 0, 3500},                      /* twice, once in two units */
      {"97012", 1, 4000}, {"97012", -1, 4000}, /* three times over all */
      {"97110", 0, 4800},                      /* once each: the lowest */
      {"97110", 1, 4800},                      /* another payer's */
      {"97140", 0, 0},                         /* no whole cents a unit */
      {"97035", 0, 3000},                      /* half a unit */
      {"98940", 1, 0},    {"98941", 1, 0},     {"98942", 1, 0},
      {"98943", 1, 0},    {"97999", 0, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_cents fee = 0;
    TR_ROW(i, tr_str_of(rows[i].code));
    assert_int_equal(
        tr_billed_fee(&fees,
                      rows[i].claim >= 0 ? box.claims[rows[i].claim] : NULL,
                      tr_code_pack(tr_str_of(rows[i].code)), &fee),
        rows[i].fee != 0);
    assert_int_equal(fee, rows[i].fee);
  }
}

static void test_payer(void **state) {
  (void)state;
  const tr_claim_context named = {.payer_name = TR_STR("ACME")};
  const tr_claim_context both = {.payer_id = TR_STR("1"),
                                 .payer_name = TR_STR("ACME")};
  TR_ASSERT_STR(tr_claim_payer(&named), "ACME");
  TR_ASSERT_STR(tr_claim_payer(&both), "1");
}

static void test_nothing(void **state) {
  (void)state;
  tr_billed_fees fees;
  tr_cents fee;
  assert_int_equal(tr_billed_fees_learn(&box.arena, NULL, 0, &fees), TR_OK);
  assert_false(tr_billed_fee(&fees, NULL, TR_CODE("97012"), &fee));
  tr_arena small;
  tr_arena_init(&small, 8);
  assert_int_equal(tr_billed_fees_learn(&small, NULL, 0, &fees), TR_ELIMIT);
  tr_arena_done(&small);
}

TR_TESTS(cmocka_unit_test_setup_teardown(test_usual, set_up, tear_down),
         cmocka_unit_test(test_payer),
         cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down))
