/* Tests of src/rule/history_ask.c: what was voided, replaced or kept. */
#include "history_test.h"

/* -------------------------------------------- what was taken back, or kept */

#define REPLACES .place = "11:B:7", .more = "REF*F8*ICN1~"
#define VOIDS .place = "11:B:8", .more = "REF*F8*ICN1~"

static void test_taken_back(void **state) {
  (void)state;
  fixture f;
  tr_past_claim past;
  tr_past_visit seen;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1"});
  add(&f, EARLIER, (claim_spec){.id = "A1", VOIDS});
  look(&f, (claim_spec){.id = "A2"}, JUNE12);
  assert_int_equal(f.count, 0); /* nothing was done */
  assert_false(tr_history_repeat(f.history, f.claim, &past));
  assert_false(
      tr_history_seen(f.history, f.claim, day_of("2026-06-20"), false, &seen));
  add(&f, EARLIER, (claim_spec){.id = "A2"}); /* sent anew, and by right */
  look(&f, (claim_spec){.id = "A3"}, JUNE12);
  assert_true(tr_history_repeat(f.history, f.claim, &past));
  TR_ASSERT_STR(past.id, "A2");
  end(&f);
}

static void test_voided_by_its_content(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1"});
  add(&f, EARLIER, (claim_spec){.id = "V9", VOIDS});
  look(&f, (claim_spec){.lines = LINE("1", "97012", "45", "1", "20260612")},
       JUNE12);
  assert_int_equal(f.count, 0);
  end(&f);
}

static void test_replaced(void **state) {
  (void)state;
  fixture f;
  start(&f);
  add(&f, EARLIER, (claim_spec){.id = "A1"});
  add(&f, EARLIER,
      (claim_spec){.id = "A1",
                   .lines = LINE("1", "98941", "45", "1", "20260612"),
                   REPLACES});
  look(&f, (claim_spec){.lines = LINE("1", "97012", "45", "1", "20260612")},
       JUNE12);
  assert_int_equal(f.count, 1); /* the lines that hold now */
  assert_int_equal(f.lines[0]->code.number, TR_CODE("98941"));
  /* where what it replaces is not known, nothing is added to the day */
  add(&f, EARLIER,
      (claim_spec){.id = "B7",
                   .lines = LINE("1", "97140", "45", "1", "20260612"),
                   REPLACES});
  look(&f, (claim_spec){.lines = LINE("1", "97012", "45", "1", "20260612")},
       JUNE12);
  assert_int_equal(f.count, 1);
  end(&f);
}

static void keep(fixture *f, claim_spec spec) {
  claim_box box;
  const tr_claim *claim = claim_of(&box, EARLIER, spec);
  assert_int_equal(tr_history_add_stored(f->history, claim), TR_OK);
  claim_done(&box);
}

/* A claim is no earlier claim to itself. */
static void test_kept_claims(void **state) {
  (void)state;
  fixture f;
  tr_past_claim past;
  start(&f);
  keep(&f, (claim_spec){.id = "A1"});
  keep(&f, (claim_spec){.id = "A1"}); /* in two files of the store */
  look(&f, (claim_spec){.id = "A1"}, JUNE12);
  assert_int_equal(f.count, 0);
  assert_false(tr_history_repeat(f.history, f.claim, &past));
  /* the same under another number is the same claim sent twice */
  look(&f, (claim_spec){.id = "A2"}, JUNE12);
  assert_true(tr_history_repeat(f.history, f.claim, &past));
  /* and so is it when it comes twice in the input itself */
  add(&f, LATER, (claim_spec){.id = "A1"});
  look(&f, (claim_spec){.id = "A1"}, JUNE12);
  assert_true(tr_history_repeat(f.history, f.claim, &past));
  assert_string_equal(past.file, LATER);
  /* its lines stand there once */
  look(&f, (claim_spec){.lines = LINE("1", "97012", "45", "1", "20260612")},
       JUNE12);
  assert_int_equal(f.count, 1);
  end(&f);
}

TR_TESTS(cmocka_unit_test(test_taken_back),
         cmocka_unit_test(test_voided_by_its_content),
         cmocka_unit_test(test_replaced), cmocka_unit_test(test_kept_claims))
