/* Tests of src/audit/columns_more.c: what is left out, payments and denials,
 * visits, notes. */
#include "practice.h"

static const tr_day june = 20605;

static void add_claim(practice *p, const char *control, const char *frequency,
                      const char *replaces, const char *responsibility) {
  const tr_claim_row row = {.id = ++p->claims,
                            .control = tr_str_of(control),
                            .replaces = tr_str_of(replaces),
                            .frequency = tr_str_of(frequency),
                            .patient = TR_STR("ANN"),
                            .rendering = TR_STR(ADA),
                            .filing = TR_STR("CI"),
                            .responsibility = tr_str_of(responsibility),
                            .from = june,
                            .filed = june,
                            .born = 0};
  tr_columns_add_claim(&p->columns, &row);
  practice_line(p, 1, TR_STR("98940"), june);
}

static void replaced_claims_do_not_count(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  add_claim(&p, "A", "1", "", "P");
  add_claim(&p, "B", "1", "", "P");
  add_claim(&p, "C", "1", "", "P");
  add_claim(&p, "A", "7", "", "P");       /* by its own number */
  add_claim(&p, "X", "7", "PAYER9", "P"); /* by the payer's number of B */
  add_claim(&p, "C", "8", "", "P");       /* takes C back */
  const tr_remit_row remit = {
      .id = 1, .control = TR_STR("B"), .payer_control = TR_STR("PAYER9")};
  tr_columns_add_remit(&p.columns, &remit);
  practice_finish(&p);
  assert_int_equal(p.columns.claim_count, 2);
  assert_int_equal(p.columns.claim_id[0], 4);
  assert_int_equal(p.columns.claim_id[1], 5);
  assert_int_equal(p.columns.left_out.replaced, 3);
  assert_int_equal(p.columns.left_out.voids, 1);
  practice_end(&p);
}

static void the_next_payer_sees_the_same_visit(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  add_claim(&p, "A", "1", "", "S");
  add_claim(&p, "A2", "1", "", "P");
  practice_finish(&p);
  assert_int_equal(p.columns.claim_count, 1);
  assert_int_equal(p.columns.claim_id[0], 2);
  assert_int_equal(p.columns.left_out.secondary, 1);
  practice_end(&p);
}

static void answer(practice *p, int32_t number, const char *code,
                   tr_cents paid) {
  const tr_service_row row = {.remit = 1,
                              .number = number,
                              .code = tr_code_pack(tr_str_of(code)),
                              .paid = paid,
                              .day = june};
  tr_columns_add_service(&p->columns, &row);
}

static void adjust(practice *p, int32_t service, const char *group,
                   const char *reason, tr_cents amount) {
  const tr_adjustment_row row = {.remit = 1,
                                 .service = service,
                                 .group = tr_code_pack(tr_str_of(group)),
                                 .reason = tr_code_pack(tr_str_of(reason)),
                                 .amount = amount};
  tr_columns_add_adjustment(&p->columns, &row);
}

static void payments_and_denials_find_their_lines(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940 97012 97110 97140");
  const tr_remit_row remit = {.id = 1, .control = TR_STR("P1"), .paid = 2500};
  tr_columns_add_remit(&p.columns, &remit);
  answer(&p, 1, "98940", 2500);
  answer(&p, 2, "97012", 0);
  answer(&p, 3, "97110", 0);
  adjust(&p, 1, "CO", "45", 1500);
  adjust(&p, 2, "CO", "50", 4000);
  adjust(&p, 3, "PR", "1", 4000); /* the deductible is no denial */
  practice_finish(&p);
  const tr_columns *c = &p.columns;
  assert_int_equal(c->claim_paid[0], 2500);
  assert_true(c->claim_answered[0]);
  static const uint32_t wanted[] = {
      TR_LINE_ANSWERED, TR_LINE_ANSWERED | TR_LINE_DENIED, TR_LINE_ANSWERED, 0};
  for (int number = 1; number <= 4; number++) {
    const int64_t line = tr_columns_line_of(c, 0, number);
    assert_int_equal(c->line_flags[line] & (TR_LINE_ANSWERED | TR_LINE_DENIED),
                     wanted[number - 1]);
  }
  assert_int_equal(c->denial_count, 1);
  assert_int_equal(c->denial_reason[0], TR_CODE("50"));
  assert_int_equal(c->denial_amount[0], 4000);
  practice_end(&p);
}

static void visits_have_sets_of_codes(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940 97012");
  practice_visit(&p, ADA, "ANN", "CI", june, "97012"); /* split claim */
  practice_visit(&p, ADA, "ANN", "CI", june + 1, "97012 98940:AT");
  practice_visit(&p, ADA, "ANN", "CI", june + 2, "98940");
  practice_finish(&p);
  const tr_columns *c = &p.columns;
  assert_int_equal(c->visit_count, 3);
  assert_int_equal(c->set_count, 2);
  assert_int_equal(c->visit_set[0], c->visit_set[1]);
  assert_int_not_equal(c->visit_set[1], c->visit_set[2]);
  assert_int_equal(c->set_size[c->visit_set[0]], 2);
  assert_int_equal(c->visit_first[1], 3);
  assert_int_equal(c->visit_first[3], c->line_count);
  assert_true((c->visit_flags[0] & TR_LINE_TRACTION) != 0);
  assert_true((c->visit_flags[2] & TR_LINE_TRACTION) == 0);
  practice_end(&p);
}

static void notes_find_their_claims(void **state) {
  (void)state;
  practice p;
  practice_begin(&p);
  practice_visit(&p, ADA, "ANN", "CI", june, "98940");
  practice_visit(&p, ADA, "ANN", "CI", june + 1, "98940");
  practice_visit(&p, BEN, "ANN", "CI", june + 1, "98940");
  const tr_note_row named = {.id = 11, .claim = TR_STR("P1"), .day = june};
  const tr_note_row unnamed = {
      .id = 12, .author = TR_STR(BEN), .day = june + 1, .born = 0};
  tr_columns_add_note(&p.columns, &named);
  tr_columns_add_note(&p.columns, &unnamed);
  practice_finish(&p);
  assert_int_equal(p.columns.claim_note[0], 11);
  assert_int_equal(p.columns.claim_note[1], 0);
  assert_int_equal(p.columns.claim_note[2], 12);
  assert_int_equal(p.columns.note_provider[1], 1);
  assert_int_equal(p.columns.note_provider[0], 2); /* nobody known */
  practice_end(&p);
}

TR_TESTS(cmocka_unit_test(replaced_claims_do_not_count),
         cmocka_unit_test(the_next_payer_sees_the_same_visit),
         cmocka_unit_test(payments_and_denials_find_their_lines),
         cmocka_unit_test(visits_have_sets_of_codes),
         cmocka_unit_test(notes_find_their_claims))
