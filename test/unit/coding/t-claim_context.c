/* Tests of src/coding/claim_context.c. */
#include "coding/claim_context.h"

#include "rule/claim_of.h"

static tr_arena arena;

static const tr_claim_context *context_of(claim_spec spec) {
  claim_box box;
  const tr_claim_context *context = NULL;
  const tr_claim *claim = claim_of(&box, "c.837", spec);
  assert_int_equal(tr_claim_context_of(&arena, claim, &context), TR_OK);
  /* what it was copied from is gone before it is looked at */
  memset(box.edi.p, '?', box.edi.n);
  claim_done(&box);
  return context;
}

static int set_up(void **state) {
  (void)state;
  tr_arena_init(&arena, 1 << 20);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  tr_arena_done(&arena);
  return 0;
}

static void test_all(void **state) {
  (void)state;
  const tr_claim_context *c = context_of((claim_spec){
      .id = "26-A",
      .filing = "AM",
      .payer = "31059",
      .payer_name = "STATE FARM AUTO",
      .total = "80",
      .place = "11:B:1*Y*A*Y*Y**AA:OA::OH", /* and what claim_of() adds */
      .odd = true,
      .more = "DTP*431*D8*20260528~\nDTP*454*D8*20260601~\n"
              "DTP*453*D8*20260602~\nDTP*439*D8*20260521~\n"
              "DTP*455*D8*20260603~\nREF*G1*AUTH7~\n",
      .diagnoses = "HI*ABK:M9903*ABF:M5416*ABF:M542~\n",
      .lines = "LX*1~\nSV1*HC:98940:AT:GP*45*UN*1***1:3~\n"
               "DTP*472*D8*20260612~\n"
               "LX*2~\nSV1*HC:97110*35.5*UN*2***2~\n"
               "DTP*472*RD8*20260612-20260613~\n",
  });
  TR_ASSERT_STR(tr_str_of(c->file), "c.837");
  TR_ASSERT_STR(c->id, "26-A");
  TR_ASSERT_STR(c->payer_id, "31059");
  TR_ASSERT_STR(c->payer_name, "STATE FARM AUTO");
  assert_int_equal(c->filing_code, TR_CODE("AM"));
  assert_int_equal(c->payer_state, 0);
  assert_int_equal(c->state, TR_CODE("OR"));
  assert_int_equal(c->place, TR_CODE("11"));
  assert_int_equal(c->frequency, TR_CODE("1"));
  assert_true(c->total_known);
  assert_int_equal(c->total, 8000);
  assert_false(c->damaged);
  assert_true(c->at > 10);
  assert_int_equal(c->cause_count, 2);
  assert_int_equal(c->causes[0], TR_CODE("AA"));
  assert_int_equal(c->causes[1], TR_CODE("OA"));
  assert_int_equal(c->accident_state, TR_CODE("OH"));
  assert_int_equal(c->onset, day_of("2026-05-28"));
  assert_int_equal(c->initial_treatment, day_of("2026-06-01"));
  assert_int_equal(c->acute_manifestation, day_of("2026-06-02"));
  assert_int_equal(c->accident, day_of("2026-05-21"));
  assert_int_equal(c->last_x_ray, day_of("2026-06-03"));
  TR_ASSERT_STR(c->authorization, "AUTH7");
  assert_int_equal(c->diagnosis_count, 3);
  assert_int_equal(c->diagnoses[0], TR_CODE("M9903"));
  assert_int_equal(c->diagnoses[2], TR_CODE("M542"));

  assert_int_equal(c->line_count, 2);
  const tr_context_line *one = &c->lines[0], *two = &c->lines[1];
  assert_int_equal(one->number, 1);
  assert_int_equal(one->code, TR_CODE("98940"));
  assert_int_equal(one->modifier_count, 2);
  assert_int_equal(one->modifiers[0], TR_CODE("AT"));
  assert_int_equal(one->modifiers[1], TR_CODE("GP"));
  assert_int_equal(one->units, 1000);
  assert_true(one->charge_known);
  assert_int_equal(one->charge, 4500);
  assert_int_equal(one->pointer_count, 2);
  assert_int_equal(one->pointers[0], 1);
  assert_int_equal(one->pointers[1], 3);
  assert_int_equal(one->date, day_of("2026-06-12"));
  assert_int_equal(one->date_to, day_of("2026-06-12"));
  assert_int_equal(two->number, 2);
  assert_int_equal(two->modifier_count, 0);
  assert_int_equal(two->units, 2000);
  assert_int_equal(two->charge, 3550);
  assert_int_equal(two->date_to, day_of("2026-06-13"));
}

/* The rendering provider is the billing one where no other is named. */
static void test_rendering(void **state) {
  (void)state;
  const tr_claim_context *c = context_of((claim_spec){.npi = "1903124570"});
  TR_ASSERT_STR(c->billing_npi, "1903124570");
  TR_ASSERT_STR(c->rendering, "1903124570");
  c = context_of((claim_spec){
      .npi = "1903124570",
      .diagnoses = "HI*ABK:M9903~\nNM1*82*1*HARROW*EDITH****XX*1425678939~\n"});
  TR_ASSERT_STR(c->rendering, "1425678939");
}

/* What is not there is empty. */
static void test_nothing(void **state) {
  (void)state;
  const tr_claim_context *c = context_of((claim_spec){0});
  assert_int_equal(c->onset, TR_DAY_MIN);
  assert_int_equal(c->initial_treatment, TR_DAY_MIN);
  assert_int_equal(c->acute_manifestation, TR_DAY_MIN);
  assert_int_equal(c->accident, TR_DAY_MIN);
  assert_int_equal(c->last_x_ray, TR_DAY_MIN);
  assert_int_equal(c->cause_count, 0);
  assert_int_equal(c->accident_state, 0);
  TR_ASSERT_STR(c->authorization, "");
}

/* A value that cannot be read is not known; a gap keeps its place. */
static void test_unreadable(void **state) {
  (void)state;
  const tr_claim_context *c = context_of((claim_spec){
      .odd = true,
      .total = "8O",
      .diagnoses = "HI*ABK:M9903**ABF:M5416~\n",
      .lines = "LX*1~\nSV1*HC:98940*4x*UN*z***1:3~\nDTP*472*D8*20260230~\n"});
  assert_false(c->total_known);
  assert_int_equal(c->total, 0);
  assert_int_equal(c->diagnosis_count, 3);
  assert_int_equal(c->diagnoses[1], 0);
  assert_int_equal(c->diagnoses[2], TR_CODE("M5416"));
  assert_false(c->lines[0].charge_known);
  assert_int_equal(c->lines[0].units, 0);
  assert_int_equal(c->lines[0].date, TR_DAY_MIN);
  assert_int_equal(c->lines[0].date_to, TR_DAY_MIN);
}

/* An arena that is too small is told, and nothing is given. */
static void test_limit(void **state) {
  (void)state;
  claim_box box;
  const tr_claim *claim = claim_of(&box, "c.837", (claim_spec){0});
  for (size_t limit = 0; limit < 4096; limit += 64) {
    tr_arena small;
    const tr_claim_context *context = NULL;
    tr_arena_init(&small, limit);
    const tr_status status = tr_claim_context_of(&small, claim, &context);
    assert_true(status == TR_OK ? context != NULL : context == NULL);
    if (limit < 256) assert_int_equal(status, TR_ENOMEM);
    if (limit > 2048) assert_int_equal(status, TR_OK);
    tr_arena_done(&small);
  }
  claim_done(&box);
}

TR_TESTS(cmocka_unit_test_setup_teardown(test_all, set_up, tear_down),
         cmocka_unit_test_setup_teardown(test_rendering, set_up, tear_down),
         cmocka_unit_test_setup_teardown(test_nothing, set_up, tear_down),
         cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
         cmocka_unit_test(test_limit))
