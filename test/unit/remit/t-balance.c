/* Tests of src/remit/balance.c: what is out of balance is told of once, where
 * it is, to the cent. */
#include "remit_test.h"

static remit_fixture *fixture;

static int set_up(void **state) {
  (void)state;
  fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture_begin(fixture);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fixture_end(fixture);
  free(fixture);
  return 0;
}

#define TWO_LINES(clp, line1, line2) \
  clp "~NM1*QC*1*DOE*JAN~" line1     \
      "~CAS*CO*45*7.5~"              \
      "CAS*PR*3*10~AMT*B6*52.5~" line2 "~CAS*CO*45*15~"
#define CLP "CLP*A1*1*105*72.5*10*12*9001"
#define SVC1 "SVC*HC:98941:AT*60*42.5"
#define SVC2 "SVC*HC:97012:GP*45*30"

static void tells_each_fault_once(void **state) {
  (void)state;
  const struct {
    const char *amount, *body;
    const char *rule, *variant, *element, *found, *expected, *difference;
    uint32_t line;
  } rows[] = {
      {"72.5", TWO_LINES(CLP, SVC1, SVC2), NULL, "", "", "", "", "", 0},
      {"72.5", TWO_LINES(CLP, SVC1, "SVC*HC:97012:GP*45*30.01"), "TRB0201", "",
       "SVC03", "30.01", "30.00", "0.01", 2},
      {"72.5", TWO_LINES(CLP, "SVC*HC:98941:AT*59.99*42.5", SVC2), "TRB0201",
       "", "SVC03", "42.50", "42.49", "0.01", 1},
      {"72.5", TWO_LINES(CLP, SVC1, "SVC*HC*45*30.01"), "TRB0201", "uncoded",
       "SVC03", "30.01", "30.00", "0.01", 2},
      {"72.5", TWO_LINES("CLP*A1*1*105.01*72.5*10", SVC1, SVC2), "TRB0202",
       "charges", "CLP03", "105.01", "105.00", "0.01", 0},
      /* the payment follows from the claim */
      {"72.5", TWO_LINES("CLP*A1*1*105*72.51*10", SVC1, SVC2), "TRB0202",
       "paid", "CLP04", "72.51", "72.50", "0.01", 0},
      {"72.51", TWO_LINES("CLP*A1*1*105*72.51*10", SVC1, SVC2), "TRB0202",
       "paid", "CLP04", "72.51", "72.50", "0.01", 0},
      {"72.5", TWO_LINES("CLP*A1*1*105*72.5*9.99", SVC1, SVC2), "TRB0202",
       "patient-share", "CLP05", "9.99", "10.00", "-0.01", 0},
      {"72.49", TWO_LINES(CLP, SVC1, SVC2), "TRB0203", "", "BPR02", "72.49",
       "72.50", "-0.01", 0},
      /* a line was left out */
      {"72.5", CLP "~" SVC1 "~CAS*CO*45*7.5~CAS*PR*3*10~", "TRB0202",
       "services", "CLP03", "105.00", "60.00", "45.00", 0},
      /* a service is there twice, the second time without adjustments */
      {"72.5", TWO_LINES(CLP, SVC1, SVC2 "~" SVC2), "TRB0201", "", "SVC03",
       "30.00", "45.00", "-15.00", 2},
      /* an adjustment of the claim that nothing is paid less for, and one that
       * is there at a service too */
      {"72.5",
       CLP "~CAS*OA*23*15~" SVC1 "~CAS*PR*3*10*0*45*7.5~" SVC2 "~CAS*CO*45*15~",
       "TRB0202", "paid", "CLP04", "72.50", "57.50", "15.00", 0},
      {"72.5",
       CLP "~CAS*OA*131*15~" SVC1 "~CAS*PR*3*10~CAS*CO*45*7.5~" SVC2
           "~CAS*OA*131*15~",
       "TRB0202", "both-levels", "CAS03", "72.50", "57.50", "15.00", 0},
      /* no services */
      {"0", "CLP*A1*4*45*0~CAS*CO*50*45~", NULL, "", "", "", "", "", 0},
      {"0", "CLP*A1*4*45*0~CAS*CO*50*44.99~", "TRB0202", "adjustments", "CLP04",
       "0.00", "0.01", "-0.01", 0},
      /* provider adjustments: above zero takes away */
      {"52.5", TWO_LINES(CLP, SVC1, SVC2) "PLB*17*20261231*WO:A0*20~", NULL, "",
       "", "", "", "", 0},
      {"72.62", TWO_LINES(CLP, SVC1, SVC2) "PLB*17*20261231*L6*-0.12~", NULL,
       "", "", "", "", "", 0},
      {"72.5", TWO_LINES(CLP, SVC1, SVC2) "PLB*17*20261231*WO:A0*20~",
       "TRB0203", "", "BPR02", "72.50", "52.50", "20.00", 0},
      /* reversals */
      {"10",
       "CLP*A1*22*-60*-42.5~SVC*HC:98941*-60*-42.5~CAS*CO*45*-17.5~"
       "CLP*A1*1*60*52.5~SVC*HC:98941*60*52.5~CAS*CO*45*7.5~",
       NULL, "", "", "", "", "", 0},
      {"42.5", "CLP*A1*22*60*42.5~SVC*HC:98941*60*42.5~CAS*CO*45*17.5~",
       "TRB0202", "reversal-sign", "CLP03", "60.00", "", "", 0},
      {"-42.5", "CLP*A1*22*60*42.5~SVC*HC:98941*60*42.5~CAS*CO*45*17.5~",
       "TRB0202", "reversal-sign", "CLP03", "60.00", "", "", 0},
      /* AMT takes no part, and what cannot be read is not judged */
      {"72.5", TWO_LINES(CLP, SVC1, SVC2) "AMT*AU*1~AMT*B6*99~", NULL, "", "",
       "", "", "", 0},
      {"72.5", TWO_LINES(CLP, "SVC*HC:98941*60*forty", SVC2), NULL, "", "", "",
       "", "", 0},
      {"72.5", TWO_LINES("CLP*A1*1*105**10", SVC1, SVC2), NULL, "", "", "", "",
       "", 0},
      {"x", TWO_LINES(CLP, SVC1, SVC2), NULL, "", "", "", "", "", 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].body));
    fixture->fault_count = 0;
    run_set(fixture, rows[i].amount, rows[i].body);
    assert_int_equal(fixture->fault_count, rows[i].rule != NULL);
    if (rows[i].rule == NULL) continue;
    const seen_fault *fault = &fixture->faults[0];
    assert_string_equal(fault->rule, rows[i].rule);
    assert_string_equal(fault->variant, rows[i].variant);
    assert_string_equal(fault->at, rows[i].element);
    assert_string_equal(fault->found, rows[i].found);
    assert_string_equal(fault->expected, rows[i].expected);
    assert_string_equal(fault->difference, rows[i].difference);
    assert_int_equal(fault->line, rows[i].line);
    const bool of_claim = strcmp(fault->rule, "TRB0203") != 0;
    assert_string_equal(fault->claim, of_claim ? "A1" : "");
    assert_int_equal(fault->claim_at != 0, of_claim);
  }
}

static void tells_two_faults_of_two_causes(void **state) {
  (void)state;
  run_set(
      fixture, "72.5",
      TWO_LINES("CLP*A1*1*105.05*72.5*10", SVC1, "SVC*HC:97012:GP*45*30.01"));
  assert_int_equal(fixture->fault_count, 2);
  assert_string_equal(fixture->faults[0].rule, "TRB0201");
  assert_string_equal(fixture->faults[1].rule, "TRB0202");
  assert_string_equal(fixture->faults[1].variant, "charges");
}

static void sums_up(void **state) {
  (void)state;
  run_set(fixture, "62.4",
          TWO_LINES(CLP, SVC1, SVC2)
          "CLP*A2*4*45*0*45~CAS*PR*204*45~"
          "CLP*A3*22*-60*-10.1~CAS*PI*97*-49.9~");
  assert_int_equal(fixture->fault_count, 0);
  const tr_remit_totals *totals = &fixture->totals;
  assert_int_equal(totals->claims, 3);
  assert_int_equal(totals->services, 2);
  assert_int_equal(totals->reversals, 1);
  assert_int_equal(totals->denied, 1);
  assert_int_equal(totals->charge, 9000);
  assert_int_equal(totals->paid, 6240);
  assert_int_equal(totals->patient_share, 5500);
  assert_int_equal(totals->adjusted[TR_REMIT_CO], 2250);
  assert_int_equal(totals->adjusted[TR_REMIT_PR], 5500);
  assert_int_equal(totals->adjusted[TR_REMIT_PI], -4990);
}

/* ------------------------------------------------------------- the property */

enum { CLAIMS = 4, LINES = 3, ROUNDS = 400 };

static uint64_t seed = 20261123;

static uint64_t random_below(uint64_t limit) {
  seed = seed * 6364136223846793005U + 1442695040888963407U;
  return (seed >> 33) % limit;
}

/** Every amount of a remittance that counts. */
typedef struct amounts {
  tr_cents bpr, plb;
  struct {
    tr_cents charge, paid, share, own;
    size_t lines;
    struct {
      tr_cents charge, paid, co, pr;
    } line[LINES];
  } claim[CLAIMS];
} amounts;

static void make_balanced(amounts *a) {
  memset(a, 0, sizeof *a);
  for (size_t c = 0; c < CLAIMS; c++) {
    a->claim[c].lines = random_below(LINES + 1);
    a->claim[c].own = (tr_cents)random_below(300);
    a->claim[c].paid = -a->claim[c].own;
    for (size_t l = 0; l < a->claim[c].lines; l++) {
      a->claim[c].line[l].co = (tr_cents)random_below(5000);
      a->claim[c].line[l].pr = (tr_cents)random_below(2000);
      a->claim[c].line[l].paid = (tr_cents)random_below(20000);
      a->claim[c].line[l].charge = a->claim[c].line[l].co +
                                   a->claim[c].line[l].pr +
                                   a->claim[c].line[l].paid;
      a->claim[c].charge += a->claim[c].line[l].charge;
      a->claim[c].paid += a->claim[c].line[l].paid;
      a->claim[c].share += a->claim[c].line[l].pr;
    }
    if (a->claim[c].lines == 0) {
      a->claim[c].charge = (tr_cents)random_below(9000) + 1;
      a->claim[c].paid = a->claim[c].charge - a->claim[c].own;
    }
    a->bpr += a->claim[c].paid;
  }
  a->plb = (tr_cents)random_below(900) - 450;
  a->bpr -= a->plb;
}

static size_t list_amounts(amounts *a, tr_cents **all) {
  size_t n = 0;
  all[n++] = &a->bpr;
  all[n++] = &a->plb;
  for (size_t c = 0; c < CLAIMS; c++) {
    all[n++] = &a->claim[c].charge;
    all[n++] = &a->claim[c].paid;
    all[n++] = &a->claim[c].share;
    all[n++] = &a->claim[c].own;
    for (size_t l = 0; l < a->claim[c].lines; l++) {
      all[n++] = &a->claim[c].line[l].charge;
      all[n++] = &a->claim[c].line[l].paid;
      all[n++] = &a->claim[c].line[l].co;
      all[n++] = &a->claim[c].line[l].pr;
    }
  }
  return n;
}

static size_t put(char *text, size_t room, size_t used, const char *before,
                  tr_cents cents) {
  char amount[TR_CENTS_TEXT];
  tr_cents_text(cents, amount);
  const int n = snprintf(text + used, room - used, "%s%s", before, amount);
  assert_true(n > 0 && (size_t)n < room - used);
  return used + (size_t)n;
}

static void run_amounts(const amounts *a) {
  char text[8192], bpr[TR_CENTS_TEXT];
  size_t n = 0;
  for (size_t c = 0; c < CLAIMS; c++) {
    n = put(text, sizeof text, n, "CLP*A*1*", a->claim[c].charge);
    n = put(text, sizeof text, n, "*", a->claim[c].paid);
    n = put(text, sizeof text, n, "*", a->claim[c].share);
    n = put(text, sizeof text, n, "~CAS*OA*131*", a->claim[c].own);
    for (size_t l = 0; l < a->claim[c].lines; l++) {
      n = put(text, sizeof text, n, "~SVC*HC:97012*",
              a->claim[c].line[l].charge);
      n = put(text, sizeof text, n, "*", a->claim[c].line[l].paid);
      n = put(text, sizeof text, n, "~CAS*CO*45*", a->claim[c].line[l].co);
      n = put(text, sizeof text, n, "~CAS*PR*1*", a->claim[c].line[l].pr);
    }
    text[n++] = '~';
  }
  n = put(text, sizeof text, n, "PLB*1*20261231*WO*", a->plb);
  text[n++] = '~';
  text[n] = '\0';
  tr_cents_text(a->bpr, bpr);
  fixture->fault_count = 0;
  run_set(fixture, bpr, text);
}

static void a_cent_anywhere_is_found_once(void **state) {
  (void)state;
  for (int round = 0; round < ROUNDS; round++) {
    amounts a;
    tr_cents *all[2 + CLAIMS * (4 + 4 * LINES)];
    make_balanced(&a);
    run_amounts(&a);
    assert_int_equal(fixture->fault_count, 0);
    const size_t count = list_amounts(&a, all);
    tr_cents *one = all[random_below(count)];
    *one += random_below(2) == 0 ? 1 : -1;
    run_amounts(&a);
    if (fixture->fault_count != 1)
      fail_msg("round %d: amount %zd of %zu: %zu faults", round, one - &a.bpr,
               count, fixture->fault_count);
  }
}

TR_TESTS(cmocka_unit_test_setup_teardown(tells_each_fault_once, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(tells_two_faults_of_two_causes, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(sums_up, set_up, tear_down),
         cmocka_unit_test_setup_teardown(a_cent_anywhere_is_found_once, set_up,
                                         tear_down))
