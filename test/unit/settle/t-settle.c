/* Tests of src/settle/settle.c: bytes of remittances to settled claims, every
 * cent in its place. */
#include "settle/settle.h"

#include "settle_test.h"

enum { DAY = 20759 /* 2026-11-02 */ };

typedef struct settled_fixture {
  tr_settle *settle;
  size_t payments, claims, ended, faults, others, repeated;
  char last_fault[8];
  tr_settled_totals totals[4]; /* of each payment */
  tr_verdict_kind verdicts[16];
  size_t verdict_count;
  bool corrects[16], matched[16];
} settled_fixture;

static settled_fixture f;

static void payment_began(void *context, const tr_remit_payment *payment) {
  assert_ptr_equal(context, &f);
  assert_int_equal(payment->payer.name.state, TR_FIELD_KNOWN);
  f.payments++;
}

static void payment_repeated(void *context, const tr_remit_payment *payment) {
  (void)context;
  TR_ASSERT_STR(tr_unit_text(payment->unit, &payment->trace), "700123");
  f.repeated++;
}

static void take_claim(void *context, const tr_settled_claim *claim) {
  (void)context;
  assert_true(f.claims < 16);
  f.corrects[f.claims] = claim->corrects;
  f.matched[f.claims++] = claim->match.claim != NULL;
  for (uint32_t i = 0; i < claim->sent->adjustment_count; i++)
    if (claim->adjustments[i].denial && !claim->sent->reversal)
      f.verdicts[f.verdict_count++] = claim->adjustments[i].verdict.kind;
  tr_settled_sums sums = {0};
  for (uint32_t i = 0; i < claim->sent->service_count; i++) {
    sums.charge += claim->services[i].sums.charge;
    sums.paid += claim->services[i].sums.paid;
  }
  if (claim->sent->service_count != 0) {
    assert_int_equal(sums.charge, claim->sums.charge);
    assert_int_equal(sums.paid, claim->sums.paid);
  }
}

static void payment_ended(void *context, const tr_remit_payment *payment,
                          const tr_settled_totals *totals, bool whole) {
  (void)context;
  (void)payment;
  assert_true(whole);
  f.totals[f.ended++] = *totals;
}

static void take_fault(void *context, const tr_fault *fault) {
  (void)context;
  f.faults++;
  copy_text(f.last_fault, sizeof f.last_fault, tr_str_of(fault->rule));
}

static void take_other(void *context, const tr_located *located,
                       const tr_envelope *envelope) {
  (void)context;
  (void)envelope;
  if (located->segment.id == TR_CODE("ST")) f.others++;
}

static int set_up(void **state) {
  (void)state;
  const tr_settle_options options = {
      .pack = &test_pack,
      .events = {.context = &f,
                 .payment_began = payment_began,
                 .payment_repeated = payment_repeated,
                 .claim = take_claim,
                 .payment_ended = payment_ended,
                 .fault = take_fault,
                 .other = take_other}};
  memset(&f, 0, sizeof f);
  assert_int_equal(tr_settle_new(&options, &f.settle), TR_OK);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  tr_settle_free(f.settle);
  return 0;
}

#define ISA(gs)                                                            \
  "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *" \
  "261123*0830*^*00501*000000001*0*T*:~GS*" gs                             \
  "*PAYER*CLINIC*20261123*0830*1*X*"
#define HEAD(bpr)                                              \
  "BPR*I*" bpr                                                 \
  "*C*CHK************20261120~TRN*1*700123*1999999999~"        \
  "DTM*405*20261119~N1*PR*OAKFIELD HEALTH PLAN~N3*1 PLAN WAY~" \
  "N4*COLUMBUS*OH*43215~PER*BL*LINE*TE*6145550111~"            \
  "N1*PE*LINDENROW CHIROPRACTIC*XX*1712500663~LX*1~"
#define NAME "NM1*QC*1*DOE*JAN****MI*X1~"
#define TAIL(sets) "GE*" sets "*1~IEA*1*000000001~"

static void run(const char *text, size_t step) {
  const size_t n = strlen(text);
  uint64_t sets = 0;
  tr_settle_begin(f.settle, "a.835");
  for (size_t at = 0; at < n; at += step)
    assert_int_equal(
        tr_settle_feed(f.settle, text + at, n - at < step ? n - at : step),
        TR_OK);
  assert_int_equal(tr_settle_end(f.settle, &sets), TR_OK);
  assert_true(sets > 0);
}

static const bill_claim billed_1 = {
    .id = "A1",
    .total = 10500,
    .lines = {{"98941", "AT", DAY, 6000, "A1-1"},
              {"97012", "GP", DAY, 4500, "A1-2"}}};

/* Two payments of one file: one line denied, a reversal with its correction,
 * a claim nobody knows, a take-back. */
static const char two_payments[] = ISA("HP") "005010X221A1~ST*835*0001~" HEAD(
    "32.5") "CLP*A1*1*105*42.5*10*12*9001*11*1~" NAME
            "SVC*HC:98941:AT*60*42.5**1~DTM*472*20261102~CAS*CO*45*7.5~"
            "CAS*PR*3*10~REF*6R*A1-1~"
            "SVC*HC:97012:GP*45*0~DTM*472*20261102~CAS*CO*50*45~REF*6R*A1-2~"
            "LQ*HE*N115~PLB*1712500663*20261231*WO:A0*10~SE*23*0001~"
            "ST*835*0002~" HEAD(
                "70") "CLP*A1*22*-105*-42.5**12*9001*11*1~" NAME
                      "SVC*HC:98941:AT*-60*-42.5~DTM*472*20261102~"
                      "CAS*CO*45*-7.5~CAS*PR*3*-10~"
                      "SVC*HC:97012:GP*-45*0~DTM*472*20261102~CAS*CO*50*-45~"
                      "CLP*A1*1*105*82.5*10*12*9002*11*1~" NAME
                      "SVC*HC:98941:AT*60*42.5~DTM*472*20261102~CAS*CO*45*7.5~"
                      "CAS*PR*3*10~SVC*HC:97012:GP*45*40~DTM*472*20261102~"
                      "CAS*CO*45*5~"
                      "CLP*ZZ9*1*99*30*69*12*9003*11*1~" NAME
                      "SVC*HC:99999*99*30~DTM*472*20261102~CAS*PR*204*50*0*2*"
                      "19~SE*32*0002~" TAIL("2");

static void settles(void **state) {
  (void)state;
  bill(tr_settle_billed(f.settle), &billed_1);
  run(two_payments, SIZE_MAX / 2);
  assert_int_equal(f.payments, 2);
  assert_int_equal(f.ended, 2);
  assert_int_equal(f.claims, 4);
  const tr_settled_totals *one = &f.totals[0], *two = &f.totals[1];
  assert_int_equal(one->sums.charge, 10500);
  assert_int_equal(one->sums.paid, 4250);
  assert_int_equal(one->sums.denied, 4500);
  assert_int_equal(one->sums.adjusted, 750);
  assert_int_equal(one->sums.patient, 1000);
  assert_int_equal(one->provider_adjusted, 1000);
  assert_int_equal(one->amount, 3250);
  assert_int_equal(one->denials, 1);
  assert_int_equal(one->missed, 1);
  /* reversal and correction: what was denied is paid; nobody knows ZZ9 */
  assert_int_equal(two->sums.charge, 9900);
  assert_int_equal(two->sums.paid, 7000);
  assert_int_equal(two->sums.denied, 5000 - 4500);
  assert_int_equal(two->sums.adjusted, 500);
  assert_int_equal(two->sums.patient, 1900);
  assert_int_equal(two->reversals, 1);
  assert_int_equal(two->unmatched_claims, 1);
  assert_int_equal(two->unmatched_charge, 9900);
  assert_int_equal(two->unmatched_paid, 3000);
  assert_int_equal(two->unjudged, 1);
  const bool matched[] = {true, true, true, false};
  const bool corrects[] = {false, false, true, false};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(f.matched[i], matched[i]);
    assert_int_equal(f.corrects[i], corrects[i]);
  }
  assert_int_equal(f.verdict_count, 2);
  assert_int_equal(f.verdicts[1], TR_VERDICT_UNJUDGED);
  const tr_settled_totals *all = tr_settle_totals(f.settle);
  assert_int_equal(all->payments, 2);
  assert_int_equal(all->amount, 10250);
  assert_int_equal(all->sums.charge, all->sums.paid + all->sums.denied +
                                         all->sums.adjusted +
                                         all->sums.patient);
  assert_int_equal(all->faults, 0);
  const tr_billed *claim = tr_billed_at(tr_settle_billed(f.settle), 0);
  assert_int_equal(claim->answers, 2);
  assert_int_equal(claim->reversals, 1);
  TR_ASSERT_STR(claim->number, "9002");
}

static void takes_bytes_in_any_pieces(void **state) {
  (void)state;
  for (size_t step = 1; step < 40; step += 6) {
    tear_down(state);
    set_up(state);
    run(two_payments, step);
    assert_int_equal(f.ended, 2);
    assert_int_equal(f.totals[1].sums.paid, 7000);
  }
}

static void hands_on_what_is_no_remittance(void **state) {
  (void)state;
  run(ISA("FA") "005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1~AK9*A*1*1*1~"
                "SE*4*0001~" TAIL("1"),
      999);
  assert_int_equal(f.others, 1);
  assert_int_equal(f.payments, 0);
}

static void counts_what_is_out_of_balance(void **state) {
  (void)state;
  run(ISA("HP") "005010X221A1~ST*835*0001~" HEAD(
          "30") "CLP*A1*1*45*30*0*12*9001*11*1~" NAME
                "SVC*HC:97012:GP*45*30~DTM*472*20261102~CAS*CO*45*14.99~"
                "SE*16*0001~" TAIL("1"),
      SIZE_MAX / 2);
  assert_string_equal(f.last_fault, "TRB0201");
  assert_int_equal(tr_settle_totals(f.settle)->faults, 1);
}

/* The same remittance from another folder counts once. */
static void passes_over_what_was_read_before(void **state) {
  (void)state;
  bill(tr_settle_billed(f.settle), &billed_1);
  run(two_payments, SIZE_MAX / 2);
  run(two_payments, 7);
  assert_int_equal(f.payments, 2);
  assert_int_equal(f.ended, 2);
  assert_int_equal(f.claims, 4);
  assert_int_equal(f.repeated, 2);
  const tr_settled_totals *all = tr_settle_totals(f.settle);
  assert_int_equal(all->payments, 2);
  assert_int_equal(all->repeated_payments, 2);
  assert_int_equal(all->amount, 10250);
  assert_int_equal(all->claims, 4);
  assert_int_equal(all->repeated_claims, 0);
}

#define PAID(status, charge, paid, line, control)                         \
  "CLP*A1*" status "*" charge "*" paid "**12*9001*11*1~" NAME "SVC*" line \
  "~DTM*472*20261102~REF*6R*" control "~"
#define FIRST(status) PAID(status, "60", "60", "HC:98941:AT*60*60", "A1-1")
#define SECOND(status) PAID(status, "45", "45", "HC:97012:GP*45*45", "A1-2")
#define BACK PAID("22", "-60", "-60", "HC:98941:AT*-60*-60", "A1-1")

/* Parts of a claim, another payer's turn and a correction are no second
 * payment of it. */
static void sees_what_is_paid_twice(void **state) {
  const struct {
    const char *text;
    uint64_t repeated;
    tr_cents paid;
  } rows[] = {
      {FIRST("1") SECOND("1"), 0, 0},
      {FIRST("1") SECOND("1") FIRST("1"), 1, 6000},
      {FIRST("1") SECOND("1") FIRST("2"), 0, 0},
      {FIRST("1") SECOND("1") BACK FIRST("1"), 0, 0},
      {FIRST("1") SECOND("19") BACK FIRST("1") SECOND("1"), 1, 4500},
      {BACK FIRST("1") SECOND("1"), 0, 0},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[2048];
    TR_ROW(i, tr_str_of(rows[i].text));
    tear_down(state);
    set_up(state);
    bill(tr_settle_billed(f.settle), &billed_1);
    snprintf(text, sizeof text, "%s%sSE*1*0001~%s",
             ISA("HP") "005010X221A1~ST*835*0001~" HEAD("0"), rows[i].text,
             TAIL("1"));
    run(text, SIZE_MAX / 2);
    const tr_settled_totals *all = tr_settle_totals(f.settle);
    assert_int_equal(all->repeated_claims, rows[i].repeated);
    assert_int_equal(all->repeated_paid, rows[i].paid);
  }
}

TR_TESTS(cmocka_unit_test_setup_teardown(settles, set_up, tear_down),
         cmocka_unit_test_setup_teardown(passes_over_what_was_read_before,
                                         set_up, tear_down),
         cmocka_unit_test_setup_teardown(sees_what_is_paid_twice, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(takes_bytes_in_any_pieces, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(hands_on_what_is_no_remittance, set_up,
                                         tear_down),
         cmocka_unit_test_setup_teardown(counts_what_is_out_of_balance, set_up,
                                         tear_down))
