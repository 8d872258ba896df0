/* Tests of src/coding/compare.c: claims, notes and dates brought together, and
 * the sums. */
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

static const char *said(uint32_t claim) {
  const tr_compared_claim *compared = &box.out->claims[claim];
  return box_say(&box, compared->differences, compared->difference_count);
}

static const char *said_of_note(uint32_t note) {
  const tr_compared_note *compared = &box.out->notes[note];
  return box_say(&box, compared->differences, compared->difference_count);
}

static void test_several_dates(void **state) {
  (void)state;
  box_claim(&box, 0,
            &(claim_text){.lines = "98940 45; 98941 60; 98940 45; 98940 45; "
                                   "98940 45; 97012-GY 35",
                          .dates = "560r72"});
  box_visit(&box, 0, &(visit_text){.lines = "98940 45; 97012 35"});
  box_visit(&box, 1, &(visit_text){.lines = "98940 45", .day = 6});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 1, 0, TR_BOND_NOTE);
  box_run(&box, 1, 2);
  assert_string_equal(said(0),
                      "1 agrees; 2 code over 1500; 3 undecided; 4 undecided; 5 "
                      "no-note charged 4500; 6 no-note; - not-billed under "
                      "3500");
  const tr_compared_claim *claim = &box.out->claims[0];
  assert_int_equal(claim->visits, 2);
  assert_ptr_equal(claim->first, &box.visits[0]);
  assert_int_equal(claim->sums.over, 1500);
  assert_int_equal(claim->sums.under, 3500);
  assert_int_equal(claim->sums.without_note, 4500);
  assert_int_equal(claim->sums.kinds[TR_COMPARE_UNDECIDED], 2);
  assert_int_equal(box.out->sums.over, 1500);
  assert_int_equal(box.out->note_count, 0);
}

static void test_without_note(void **state) {
  (void)state;
  box_claim(&box, 0, &(claim_text){.lines = "98940 45; 97012 35"});
  box_visit(&box, 0, &(visit_text){.lines = "97110 x2 96; 97012-GY 35"});
  box_run(&box, 1, 1);
  assert_string_equal(said(0),
                      "1 no-note charged 4500; 2 no-note charged "
                      "3500");
  assert_int_equal(box.out->compared, 0);
  assert_int_equal(box.out->without_note, 1);
  assert_int_equal(box.out->unbilled, 1);
  assert_int_equal(box.out->note_count, 1);
  assert_string_equal(said_of_note(0), "- not-billed under 9600");
  assert_int_equal(box.out->sums.over, 0); /* not mixed with over-coding */
  assert_int_equal(box.out->sums.without_note, 8000);
  assert_int_equal(box.out->sums.under, 9600);
  assert_true(tr_compare_differs(box.out));
}

static void test_notes_that_are_not_free(void **state) {
  (void)state;
  box_claim(&box, 0, &(claim_text){.lines = "98940 45"});
  for (uint32_t i = 0; i < 3; i++)
    box_visit(&box, i, &(visit_text){.lines = "98940 45"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 1, 0, TR_BOND_RIVAL);
  box_pair(&box, 2, TR_COMPARE_NO_CLAIM, TR_BOND_MISFIT);
  box_run(&box, 1, 3);
  assert_string_equal(said(0), "1 agrees");
  assert_int_equal(box.out->note_count, 2);
  assert_int_equal(box.out->notes[0].bond, TR_BOND_RIVAL);
  assert_int_equal(box.out->notes[1].bond, TR_BOND_MISFIT);
  assert_int_equal(box.out->unbilled, 0);
  assert_int_equal(box.out->sums.under, 0);
  assert_false(tr_compare_differs(box.out));
}

static void test_visit_in_parts(void **state) {
  (void)state;
  box_claim(&box, 0, &(claim_text){.id = "A", .lines = "98940 45"});
  box_claim(&box, 1, &(claim_text){.id = "B", .lines = "97012 35; 98940 45"});
  box_claim(&box, 2, &(claim_text){.payer = "P2", .lines = "98940 45"});
  box_visit(&box, 0, &(visit_text){.lines = "98940 45; 97012 35; 97035 30"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 0, 1, TR_BOND_SHARE);
  box_pair(&box, 0, 2, TR_BOND_SHARE);
  box_run(&box, 3, 1);
  assert_string_equal(said(0), "1 agrees; - not-billed under 3000");
  assert_string_equal(said(1), "1 agrees; 2 not-supported over 4500");
  TR_ASSERT_STR(box.out->claims[1].differences[1]->text,
                "what the note shows of it is on claim A already, as 98940");
  assert_string_equal(said(2), "1 undecided");
  assert_int_equal(box.out->compared, 3);
}

static void test_claims_that_do_not_stand(void **state) {
  (void)state;
  static const struct {
    const char *frequencies, *said[3];
    int standing[3];
  } rows[] = {
      {"171", {"", "1 agrees", "1 not-supported over 4500"}, {2, 0, 0}},
      {"117", {"", "", "1 agrees"}, {2, 2, 0}},
      {"177", {"", "", "1 agrees"}, {2, 2, 0}},
      {"181", {"", "", "1 agrees"}, {2, 1, 0}},
      {"118", {"", "", ""}, {2, 2, 1}},
      {"711",
       {"1 agrees", "1 not-supported over 4500", "1 not-supported over 4500"},
       {0, 0, 0}},
  };
  assert_int_equal(TR_STANDS_VOID, 1);
  assert_int_equal(TR_STANDS_REPLACED, 2);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    uint32_t stand = 0;
    TR_ROW(i, tr_str_of(rows[i].frequencies));
    box_done(&box);
    box_init(&box);
    for (uint32_t k = 0; k < 3; k++) {
      const char frequency[2] = {rows[i].frequencies[k], '\0'};
      box_claim(&box, k,
                &(claim_text){.lines = "98940 45", .frequency = frequency});
      box_pair(&box, 0, k, k == 0 ? TR_BOND_NOTE : TR_BOND_SHARE);
    }
    box_visit(&box, 0, &(visit_text){.lines = "98940 45"});
    box_run(&box, 3, 1);
    for (uint32_t k = 0; k < 3; k++) {
      assert_string_equal(said(k), rows[i].said[k]);
      assert_int_equal(box.out->claims[k].standing, rows[i].standing[k]);
      stand += rows[i].standing[k] == 0;
    }
    assert_int_equal(box.out->compared, stand);
    assert_int_equal(box.out->passed_over, 3 - stand);
    assert_int_equal(box.out->without_note, 0);
    assert_int_equal(box.out->note_count, 0);
  }
}

static void test_replaced_for_another_payer(void **state) {
  (void)state;
  box_claim(&box, 0, &(claim_text){.lines = "98940 45"});
  box_claim(
      &box, 1,
      &(claim_text){.payer = "P2", .lines = "98940 45", .frequency = "7"});
  box_visit(&box, 0, &(visit_text){.lines = "98940 45"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 0, 1, TR_BOND_SHARE);
  box_run(&box, 2, 1);
  assert_string_equal(said(0), "1 agrees");
  assert_string_equal(said(1), "1 undecided");
}

static void test_sums(void **state) {
  (void)state;
  box_claim(&box, 0,
            &(claim_text){.lines = "97012 x2 70; 98940 45; 97110 48; 97035"});
  box_visit(&box, 0,
            &(visit_text){.lines = "97012 35; 98940-AT 45; 97110 x2 96"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  box_pair(&box, 9, 0, TR_BOND_NOTE); /* of a note that could not be read */
  box_run(&box, 1, 1);
  const tr_compare_sums *sums = &box.out->claims[0].sums;
  assert_int_equal(sums->over, 3500);
  assert_int_equal(sums->under, 4800);
  assert_int_equal(sums->at_risk, 4500);
  assert_int_equal(sums->without_fee, 1);
  assert_int_equal(sums->kinds[TR_COMPARE_NOT_SUPPORTED], 1);
  assert_memory_equal(sums, &box.out->sums, sizeof *sums);
}

static void test_too_much_money(void **state) {
  (void)state;
  static const tr_context_line lines[] = {
      {.number = 1, .code = 1, .charge_known = true, .charge = INT64_MAX},
      {.number = 2, .code = 1, .charge_known = true, .charge = 1}};
  const tr_comparison *out = NULL;
  box_claim(&box, 0, &(claim_text){.lines = ""});
  box.contexts[0].lines = lines;
  box.contexts[0].line_count = 1;
  const tr_compare_input input = box_input(&box, 1, 0);
  assert_int_equal(tr_compare_run(&box.arena, &input, &out), TR_OK);
  assert_true(out->sums.without_note == INT64_MAX);
  box.contexts[0].line_count = 2;
  out = NULL;
  assert_int_equal(tr_compare_run(&box.arena, &input, &out), TR_ERANGE);
  assert_null(out);
}

static void test_memory(void **state) {
  (void)state;
  box_claim(&box, 0, &(claim_text){.lines = "97012 x2 70; 98940 45; 97035 9"});
  box_visit(&box, 0, &(visit_text){.lines = "97012 35; 98940-AT 45"});
  box_pair(&box, 0, 0, TR_BOND_NOTE);
  const tr_compare_input input = box_input(&box, 1, 1);
  tr_status status = TR_ENOMEM;
  size_t limit = 0;
  for (; status != TR_OK && limit < 1 << 16; limit += 8) {
    const tr_comparison *out = NULL;
    tr_arena arena;
    tr_arena_init(&arena, limit);
    status = tr_compare_run(&arena, &input, &out);
    assert_true(status == TR_OK ? out != NULL : out == NULL);
    assert_true(status == TR_OK || status == TR_ELIMIT || status == TR_ENOMEM);
    tr_arena_done(&arena);
  }
  assert_true(limit > 256 && status == TR_OK);
}

static void test_pointers(void **state) {
  (void)state;
  uint8_t pointers[TR_POINTERS];
  box_claim(&box, 0, &(claim_text){.lines = "98940 45"});
  box_visit(&box, 0, &(visit_text){.lines = "98940 45 @3,1"});
  const tr_coded_visit *visit = &box.visits[0];
  static const tr_code others[] = {0x4d35343136000000, 0};
  assert_int_equal(tr_compare_pointers(NULL, visit, &visit->lines[0], pointers),
                   2);
  assert_int_equal(pointers[0], 3);
  box.contexts[0].diagnoses = others;
  box.contexts[0].diagnosis_count = 2;
  assert_int_equal(
      tr_compare_pointers(box.claims[0], visit, &visit->lines[0], pointers), 1);
  assert_int_equal(pointers[0], 1);
}

static void test_units(void **state) {
  (void)state;
  char text[TR_COMPARE_UNITS];
  assert_string_equal(tr_compare_units(1000, text), "1");
  assert_string_equal(tr_compare_units(10000, text), "10");
  assert_string_equal(tr_compare_units(1500, text), "1.5");
  assert_string_equal(tr_compare_units(25, text), "0.025");
}

#define WITH_BOX(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

TR_TESTS(WITH_BOX(test_several_dates), WITH_BOX(test_without_note),
         WITH_BOX(test_notes_that_are_not_free), WITH_BOX(test_visit_in_parts),
         WITH_BOX(test_claims_that_do_not_stand),
         WITH_BOX(test_replaced_for_another_payer), WITH_BOX(test_sums),
         WITH_BOX(test_too_much_money), WITH_BOX(test_memory),
         WITH_BOX(test_pointers), cmocka_unit_test(test_units))
