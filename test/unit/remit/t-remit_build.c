/* Tests of src/remit/remit_build.c: where claims and payments begin and end,
 * and what is not judged. */
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

#define GOOD "CLP*A1*1*45*30~NM1*QC*1*DOE~SVC*HC:97012*45*30~CAS*CO*45*15~"
/* the same with an adjustment that is not counted */
#define BAD "CLP*A2*1*45*30~SVC*HC:97012*45*30~"

static char order[64];

static void note(char what) {
  const size_t n = strlen(order);
  assert_true(n + 1 < sizeof order);
  order[n] = what;
  order[n + 1] = '\0';
}

static void note_began(remit_fixture *f, const tr_remit_payment *payment) {
  (void)f;
  assert_int_equal(payment->totals.claims, 0);
  note('p');
}

static void note_claim(remit_fixture *f, const tr_remit_claim *claim) {
  (void)f;
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  note(tr_str_eq(id, TR_STR("A1")) ? '1' : '2');
}

static void note_ended(remit_fixture *f, const tr_remit_payment *payment) {
  (void)payment;
  note(f->whole ? 'e' : 'x');
}

static void hands_out_in_order(void **state) {
  (void)state;
  order[0] = '\0';
  fixture->on_began = note_began;
  fixture->on_claim = note_claim;
  fixture->on_ended = note_ended;
  run_set(fixture, "30", GOOD);
  run_set(fixture, "60", GOOD "LX*2~CLP*A2*1*30*30~");
  run_set(fixture, "0", ""); /* nothing but a header */
  assert_string_equal(order, "p1ep12epe");
  assert_int_equal(fixture->fault_count, 0);
}

static void judges_nothing_that_was_cut_off(void **state) {
  (void)state;
  order[0] = '\0';
  fixture->on_claim = note_claim;
  fixture->on_ended = note_ended;
  fixture_start(fixture);
  feed(fixture, "ST*835*1~BPR*I*99*C~LX*1~" GOOD BAD);
  tr_remit_abandon(fixture->builder);
  tr_remit_abandon(fixture->builder);
  assert_string_equal(order, "1x");
  assert_int_equal(fixture->fault_count, 0);
  /* what follows stands on its own */
  run_set(fixture, "30", GOOD);
  assert_string_equal(order, "1x1e");
  assert_int_equal(fixture->fault_count, 0);
}

static void judges_nothing_beside_what_has_no_place(void **state) {
  (void)state;
  const struct {
    const char *flagged;
    unsigned flags;
    size_t faults;
  } rows[] = {{"CAX", 0, 0},
              {"CAX", TR_SEGMENT_BAD_ID, 0},
              {"REF", 0, 1},  /* harmless: the claim is judged, and is off */
              {"ZZZ", 0, 1}}; /* not there */
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].flagged));
    fixture->flagged = rows[i].flagged;
    fixture->flags = rows[i].flags;
    fixture->astray = true;
    fixture->fault_count = 0;
    run_set(fixture, "30",
            rows[i].flagged[0] == 'C'
                ? "CLP*A2*1*45*30~SVC*HC:97012*45*30~CAX*CO*45*15~"
                : "CLP*A2*1*45*30~SVC*HC:97012*45*30~REF*6R*1~");
    assert_int_equal(fixture->fault_count, rows[i].faults);
  }
}

static void judges_no_claim_before_its_section(void **state) {
  (void)state;
  fixture_start(fixture);
  feed(fixture, "ST*835*1~BPR*I*30*C~CLP*A2*1*45*30~LX*1~" GOOD "SE*9*1~");
  assert_int_equal(fixture->claims, 2);
  assert_int_equal(fixture->fault_count, 0);
}

static void see_damage(remit_fixture *f, const tr_remit_claim *claim) {
  (void)f;
  assert_true(claim->damaged);
  assert_int_equal(claim->service_count, TR_REMIT_SERVICES);
}

static void keeps_to_its_limits(void **state) {
  (void)state;
  const char *now = "2100";
  fixture->on_claim = see_damage;
  fixture_start(fixture);
  feed(fixture, "ST*835*1~BPR*I*1*C~LX*1~CLP*A1*1*45*30~");
  for (int i = 0; i < TR_REMIT_SERVICES + 3; i++)
    assert_int_equal(feed_segment(fixture, TR_STR("SVC*HC:97012*1*1"), &now),
                     TR_OK);
  feed(fixture, "SE*9*1~");
  assert_int_equal(fixture->claims, 1);
  assert_int_equal(fixture->fault_count, 1);
  assert_string_equal(fixture->faults[0].rule, "TRX0108");
  assert_string_equal(fixture->faults[0].variant, "claim-limit");
  assert_string_equal(fixture->faults[0].limit, "2000");
  assert_string_equal(fixture->faults[0].claim, "A1");
}

TR_TESTS(
    cmocka_unit_test_setup_teardown(hands_out_in_order, set_up, tear_down),
    cmocka_unit_test_setup_teardown(judges_nothing_that_was_cut_off, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(judges_nothing_beside_what_has_no_place,
                                    set_up, tear_down),
    cmocka_unit_test_setup_teardown(judges_no_claim_before_its_section, set_up,
                                    tear_down),
    cmocka_unit_test_setup_teardown(keeps_to_its_limits, set_up, tear_down))
