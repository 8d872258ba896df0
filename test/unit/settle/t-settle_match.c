/* Tests of src/settle/settle_match.c: which claim and line is answered. */
#include "settle/settle_match.h"

#include "settle_test.h"

enum { DAY = 20759 /* 2026-11-02 */ };
#define AT_1 \
  { "98941", "AT", DAY, 6000, "A1-1" }
#define AT_2 \
  { "97012", "GP", DAY, 4500, "A1-2" }
#define ANSWER                                          \
  "SVC*HC:98941:AT*60*60~DTM*472*20261102~REF*6R*A1-1~" \
  "SVC*HC:97012:GP*45*45~DTM*472*20261102~REF*6R*A1-2~"
#define PLAIN                                                     \
  "SVC*HC:98941:AT*60*60~DTM*472*20261102~SVC*HC:97012:GP*45*45~" \
  "DTM*472*20261102~"

static tr_billed_index billed;
static tr_match match;
static tr_service_match services[8];

static void take(remit_fixture *fixture, const tr_remit_claim *claim) {
  bool taken[MADE_LINES];
  (void)fixture;
  tr_match_claim(&billed, claim, &match);
  if (match.claim != NULL)
    tr_match_services(match.claim, claim, services, taken);
}

static void run(const char *body) {
  remit_fixture fixture = {.on_claim = take};
  memset(services, 0, sizeof services);
  fixture_begin(&fixture);
  run_set(&fixture, "1", body);
  assert_true(fixture.claims > 0);
  fixture_end(&fixture);
}

static int set_up(void **state) {
  (void)state;
  assert_int_equal(tr_billed_init(&billed, &test_pack), TR_OK);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  tr_billed_done(&billed);
  return 0;
}

static const bill_claim first = {
    .id = "A1", .total = 10500, .lines = {AT_1, AT_2}};

static void scores_claims(void **state) {
  (void)state;
  const struct {
    const char *body;
    bool matched;
    unsigned id, control, charge, services, total;
  } rows[] = {
      {"CLP*A1*1*105*105~" ANSWER, true, 40, 15, 10, 35, 100},
      /* a number lost, all else as billed */
      {"CLP*ZZ*1*105*105~" PLAIN, true, 0, 0, 10, 35, 45},
      {"CLP*ZZ*1*105*105~" ANSWER, true, 0, 15, 10, 35, 60},
      /* without services the number and the charge */
      {"CLP*A1*4*105*0~", true, 40, 0, 10, 0, 50},
      /* a number alone may be one that is used again */
      {"CLP*A1*4*99*0~", false, 0, 0, 0, 0, 0},
      /* a modifier less, and no number: not enough */
      {"CLP*ZZ*1*105*105~SVC*HC:98941*60*60~DTM*472*20261102~"
       "SVC*HC:97012:GP*45*45~DTM*472*20261102~",
       false, 0, 0, 0, 0, 0},
      {"CLP*A1*1*105*105~SVC*HC:98941*60*60~DTM*472*20261102~"
       "SVC*HC:97012:GP*45*45~DTM*472*20261102~",
       true, 40, 0, 10, 31, 81},
      /* the code as billed, not as decided; a reversal; the claim's date */
      {"CLP*A1*1*105*105~SVC*HC:98940:AT*60*60***HC:98941:AT~"
       "DTM*472*20261102~SVC*HC:97012:GP*45*45~DTM*150*20261102~",
       true, 40, 0, 10, 35, 85},
      {"CLP*A1*22*-105*-105~SVC*HC:98941:AT*-60*-60~DTM*472*20261102~"
       "SVC*HC:97012:GP*-45*-45~DTM*472*20261102~",
       true, 40, 0, 10, 35, 85},
      {"CLP*A1*1*105*105~DTM*232*20261102~SVC*HC:98941:AT*60*60~"
       "SVC*HC:97012:GP*45*45~",
       true, 40, 0, 10, 35, 85},
      /* an account number that was used for a visit on another day */
      {"CLP*A1*1*105*105~SVC*HC:98941:AT*60*60~DTM*472*20261005~"
       "SVC*HC:97012:GP*45*45~DTM*472*20261005~",
       false, 0, 0, 0, 0, 0},
      {"CLP*A1*1*105*105~SVC*HC:98941:AT*60*60~DTM*472*20261005~"
       "SVC*HC:97012:GP*45*45~DTM*472*20261102~",
       true, 40, 0, 10, 30, 80},
      {"CLP*ZZ*1*1*1~", false, 0, 0, 0, 0, 0},
  };
  tr_billed *claim = bill(&billed, &first);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].body));
    run(rows[i].body);
    assert_ptr_equal(match.claim, rows[i].matched ? claim : NULL);
    if (!rows[i].matched) continue;
    assert_int_equal(match.score.id, rows[i].id);
    assert_int_equal(match.score.control, rows[i].control);
    assert_int_equal(match.score.charge, rows[i].charge);
    assert_int_equal(match.score.services, rows[i].services);
    assert_int_equal(match.score.total, rows[i].total);
  }
}

/* The same service on another day is not the line, unless its number says. */
static void takes_no_line_of_another_day(void **state) {
  (void)state;
  bill(&billed, &first);
  run("CLP*A1*1*105*105~SVC*HC:98941:AT*60*60~DTM*472*20261005~"
      "SVC*HC:97012:GP*45*45~DTM*472*20261102~");
  assert_int_equal(services[0].index, -1);
  assert_int_equal(services[1].index, 1);
  run("CLP*A1*1*105*105~SVC*HC:98941:AT*60*60~DTM*472*20261005~REF*6R*A1-1~"
      "SVC*HC:97012:GP*45*45~DTM*472*20261102~");
  assert_int_equal(services[0].index, 0);
}

static void leaves_what_fits_two_claims(void **state) {
  (void)state;
  const bill_claim twin = {.id = "A2",
                           .total = 10500,
                           .lines = {{"98941", "AT", DAY, 6000, "A2-1"},
                                     {"97012", "GP", DAY, 4500, "A2-2"}}};
  bill(&billed, &first);
  tr_billed *second = bill(&billed, &twin);
  run("CLP*ZZ*1*105*105~" PLAIN);
  assert_null(match.claim);
  assert_true(match.ambiguous);
  assert_int_equal(match.candidate_count, 2);
  assert_int_equal(match.candidates[1].score.total, 45);
  /* the control numbers tell them apart, and so does the payer's number */
  run("CLP*ZZ*1*105*105~SVC*HC:98941:AT*60*60~DTM*472*20261102~REF*6R*A2-1~"
      "SVC*HC:97012:GP*45*45~DTM*472*20261102~REF*6R*A2-2~");
  assert_ptr_equal(match.claim, second);
  tr_billed_learn(&billed, second, TR_STR("9002"));
  run("CLP*ZZ*1*105*105**12*9002~" PLAIN);
  assert_ptr_equal(match.claim, second);
  assert_int_equal(match.score.number, 40);
  run("CLP*ZZ*22*-105*-105**12*9003~REF*F8*9002~"
      "SVC*HC:98941:AT*-60*-60~DTM*472*20261102~");
  assert_ptr_equal(match.claim, second);
}

static void takes_copies_in_order(void **state) {
  (void)state;
  tr_billed *one = bill(&billed, &first);
  bill(&billed, &first);
  one = tr_billed_at(&billed, 0);
  run("CLP*A1*1*105*105~" ANSWER);
  assert_ptr_equal(match.claim, one);
  one->answers = 1;
  run("CLP*A1*1*105*105~" ANSWER);
  assert_ptr_equal(match.claim, tr_billed_at(&billed, 1));
  /* a reversal is of the one that was answered */
  run("CLP*A1*22*-105*-105~SVC*HC:98941:AT*-60*-60~DTM*472*20261102~");
  assert_ptr_equal(match.claim, one);
}

/* Claims of one code and day, each with its own number and charge. */
static void bill_many(unsigned count, const char *id) {
  for (unsigned i = 0; i < count; i++) {
    char number[16];
    snprintf(number, sizeof number, "M%u", i);
    const bill_claim claim = {.id = id != NULL ? id : number,
                              .total = 100000 + i,
                              .lines = {{"97012", "GP", DAY, 50000, NULL},
                                        {"97012", "GP", DAY, 50000 + i, NULL}}};
    bill(&billed, &claim)->payer = TR_STR("OAKFIELD HEALTH PLAN");
  }
}

static void run_one_of_many(const char *id, unsigned at) {
  char body[400];
  snprintf(body, sizeof body,
           "CLP*%s*1*%u.%02u*0~SVC*HC:97012:GP*500*0~DTM*472*20261102~"
           "SVC*HC:97012:GP*%u.%02u*0~DTM*472*20261102~",
           id, 1000 + at / 100, at % 100, 500 + at / 100, at % 100);
  run(body);
}

/* However many claims share a key, one that was remitted is compared with a
 * bounded number of them, and what is found is what says most. */
static void works_in_proportion_to_the_input(void **state) {
  (void)state;
  static const unsigned counts[] = {500, 2000};
  uint64_t work[2] = {0, 0};
  for (size_t c = 0; c < TR_COUNT(counts); c++) {
    tr_billed_done(&billed);
    assert_int_equal(tr_billed_init(&billed, &test_pack), TR_OK);
    bill_many(counts[c], NULL);
    for (unsigned i = 0; i < 100; i++) {
      run_one_of_many("LOST", i);
      assert_true(match.crowded);
      assert_int_equal(match.tried, TR_MATCH_TRIED);
      assert_true(match.work <= TR_MATCH_WORK);
      assert_ptr_equal(match.claim, tr_billed_at(&billed, i));
      work[c] += match.work;
    }
  }
  assert_int_equal(work[0], work[1]);
}

/* An account number that all claims have tells none of them. */
static void a_number_of_all_is_none(void **state) {
  (void)state;
  bill_many(2000, "SAME");
  for (unsigned i = 0; i < 2000; i += 199) {
    run_one_of_many("SAME", i);
    assert_true(match.crowded);
    assert_int_equal(match.tried, TR_MATCH_TRIED);
    assert_ptr_equal(match.claim, tr_billed_at(&billed, i));
  }
}

/* Among those that were left may be one that fits as well. */
static void a_crowd_of_equals_stays_unmatched(void **state) {
  (void)state;
  for (int i = 0; i < 2 * TR_MATCH_TRIED; i++) {
    char number[16];
    snprintf(number, sizeof number, "M%d", i);
    const bill_claim claim = {.id = number,
                              .total = 4500,
                              .lines = {{"97012", "GP", DAY, 4500, NULL}}};
    bill(&billed, &claim)->payer = i + 1 == 2 * TR_MATCH_TRIED
                                       ? TR_STR("OAKFIELD HEALTH PLAN")
                                       : TR_STR("OTHER");
  }
  /* the only one with the payer's name that was compared */
  run("CLP*LOST*1*45*0~SVC*HC:97012:GP*45*0~DTM*472*20261102~");
  assert_true(match.crowded);
  assert_int_equal(match.candidates[0].score.total, 55);
  assert_true(match.ambiguous);
  assert_null(match.claim);
}

/* Claims of many lines use the bound up sooner; some are always compared. */
static void many_lines_count_as_much_work(void **state) {
  (void)state;
  bill_claim claim = {.id = "M", .total = 8};
  for (int i = 0; i < MADE_LINES; i++)
    claim.lines[i] = (bill_line){"97012", "GP", DAY, i, NULL};
  for (int i = 0; i < TR_MATCH_TRIED; i++) bill(&billed, &claim);
  tr_buf body;
  tr_buf_init(&body, 6000);
  tr_buf_add(&body, TR_STR("CLP*M*1*1*0~"));
  for (int i = 0; i < TR_MATCH_COMPARED; i++)
    tr_buf_add(&body, TR_STR("SVC*HC:97012:GP*1*0~DTM*472*20261102~"));
  tr_buf_add_char(&body, '\0');
  run(body.p);
  tr_buf_done(&body);
  assert_true(match.crowded);
  assert_int_equal(match.tried, TR_MATCH_SURE);
  assert_true(match.work > TR_MATCH_WORK - 1200);
}

static void matches_services(void **state) {
  (void)state;
  const bill_claim claim = {.id = "A1",
                            .total = 18000,
                            .lines = {{"97012", "GP", DAY, 4500, "L1"},
                                      {"97012", "GP", DAY, 4500, NULL},
                                      {"97110", "GP", DAY, 4500, "L3"},
                                      {"97140", "59", DAY, 4500, NULL}}};
  bill(&billed, &claim);
  run("CLP*A1*1*180*180~"
      /* takes the second of the two copies, since the first has its number */
      "SVC*HC:97012:GP*45*45~DTM*472*20261102~"
      "SVC*HC:97012:GP*45*45~DTM*472*20261102~REF*6R*L1~"
      /* a line split in two, and one with another charge */
      "SVC*HC:97110:GP*20*20~DTM*472*20261102~REF*6R*L3~"
      "SVC*HC:97110:GP*25*25~DTM*472*20261102~REF*6R*L3~"
      "SVC*HC:97140:59*40*40~DTM*472*20261102~"
      "SVC*HC:99213*45*45~DTM*472*20261102~");
  assert_non_null(match.claim);
  const int32_t lines[] = {1, 0, 2, 2, 3, -1};
  const unsigned totals[] = {100, 100, 85, 85, 85, 0};
  for (size_t i = 0; i < TR_COUNT(lines); i++) {
    TR_ROW(i, TR_STR(""));
    assert_int_equal(services[i].index, lines[i]);
    assert_int_equal(services[i].score.total, totals[i]);
  }
  assert_true(services[1].score.control);
  assert_false(services[0].score.control);
}

static void leaves_services_that_fit_two_lines(void **state) {
  (void)state;
  const bill_claim claim = {.id = "A1",
                            .total = 9000,
                            .lines = {{"97012", "GP", DAY, 4500, NULL},
                                      {"97012", "GP", DAY + 1, 4500, NULL}}};
  bill(&billed, &claim);
  run("CLP*A1*1*90*90~SVC*HC:97012:GP*45*45~SVC*HC:97012:GP*45*45~"
      "DTM*472*20261103~");
  assert_non_null(match.claim);
  assert_null(services[0].line);
  assert_true(services[0].ambiguous);
  assert_int_equal(services[1].index, 1);
}

TR_TESTS(cmocka_unit_test_setup_teardown(scores_claims, set_up, tear_down),
         cmocka_unit_test_setup_teardown(takes_no_line_of_another_day, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(leaves_what_fits_two_claims, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(takes_copies_in_order, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(works_in_proportion_to_the_input,
                                         set_up, tear_down),
         cmocka_unit_test_setup_teardown(a_number_of_all_is_none, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(a_crowd_of_equals_stays_unmatched,
                                         set_up, tear_down),
         cmocka_unit_test_setup_teardown(many_lines_count_as_much_work, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(matches_services, set_up, tear_down),
         cmocka_unit_test_setup_teardown(leaves_services_that_fit_two_lines,
                                         set_up, tear_down))
