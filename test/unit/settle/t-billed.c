/* Tests of src/settle/billed.c: what is kept of a claim, how it is found. */
#include "settle_test.h"

#define DAY tr_day_of(2026, 11, 2)

static const bill_claim one = {.id = "A1", .number = "9001", .total = 10500};

static uint32_t found(const tr_billed_index *index, uint32_t node) {
  tr_billed *claim;
  uint32_t count = 0;
  while (tr_billed_next(index, &node, &claim)) count++;
  return count;
}

static void finds_claims_by_their_keys(void **state) {
  (void)state;
  tr_billed_index index;
  assert_int_equal(tr_billed_init(&index, &test_pack), TR_OK);
  assert_int_equal(index.rule_count, 4);
  const bill_claim other = {.id = "A1",
                            .total = 4500,
                            .lines = {{"97012", "GP", DAY, 4500, "L7"},
                                      {"97012", "GP", DAY, 0, NULL}}};
  bill(&index, &one);
  bill(&index, &other);
  assert_int_equal(found(&index, tr_billed_by_id(&index, TR_STR("A1"))), 2);
  assert_int_equal(found(&index, tr_billed_by_id(&index, TR_STR("A2"))), 0);
  assert_int_equal(found(&index, tr_billed_by_id(&index, TR_STR(""))), 0);
  assert_int_equal(found(&index, tr_billed_by_number(&index, TR_STR("9001"))),
                   1);
  assert_int_equal(found(&index, tr_billed_by_number(&index, TR_STR("A1"))), 0);
  assert_int_equal(found(&index, tr_billed_by_control(&index, TR_STR("L7"))),
                   1);
  /* once a claim, though two of its lines have the key */
  const tr_code code = TR_CODE("97012");
  assert_int_equal(
      found(&index, tr_billed_by_service(&index, code, DAY, TR_BILLED_ANY)), 1);
  assert_int_equal(
      found(&index, tr_billed_by_service(&index, code, DAY + 1, TR_BILLED_ANY)),
      0);
  assert_int_equal(found(&index, tr_billed_by_service(&index, code, DAY, 4500)),
                   1);
  assert_int_equal(found(&index, tr_billed_by_service(&index, code, DAY, 1)),
                   0);
  const tr_str id = TR_STR("A1");
  assert_int_equal(
      found(&index, tr_billed_by_visit(&index, id, DAY, TR_BILLED_ANY)), 1);
  assert_int_equal(found(&index, tr_billed_by_visit(&index, id, DAY, 4500)), 1);
  assert_int_equal(
      found(&index, tr_billed_by_visit(&index, id, DAY + 1, TR_BILLED_ANY)), 0);
  assert_int_equal(
      found(&index, tr_billed_by_visit(&index, TR_STR(""), DAY, 4500)), 0);
  assert_int_equal(
      found(&index, tr_billed_by_visit(&index, id, TR_DAY_MIN, TR_BILLED_ANY)),
      0);
  tr_billed *claim = tr_billed_at(&index, 1);
  assert_string_equal(claim->file, "a.837");
  assert_int_equal(claim->lines[0].number, 1);
  assert_true(claim->lines[0].modifiers[0] == TR_CODE("GP"));
  tr_billed_learn(&index, claim, TR_STR("9002"));
  assert_int_equal(found(&index, tr_billed_by_number(&index, TR_STR("9002"))),
                   1);
  tr_billed_done(&index);
}

static void keeps_what_rules_said(void **state) {
  (void)state;
  tr_billed_index index;
  made_claim made;
  const bill_claim two = {.id = "A2",
                          .lines = {{"98941", "AT", DAY, 6000, NULL},
                                    {"97012", "GP", DAY, 4500, NULL}}};
  assert_int_equal(tr_billed_init(&index, &test_pack), TR_OK);
  const tr_check_watch watch = tr_billed_watch(&index);
  watch.rule_tried(&index, &rule_1, 0, TR_TRUE, 0);
  watch.rule_tried(&index, &rule_1, 1, TR_FALSE, 0);
  watch.rule_tried(&index, &rule_2, -1, TR_UNKNOWN, TR_NO_NOTE);
  watch.rule_tried(&index, &rule_2, -1, TR_UNKNOWN, TR_NO_TABLE);
  watch.rule_tried(&index, &rule_3, 0, TR_TRUE, 0);
  watch.rule_tried(&index, &rule_4, 0, TR_TRUE, 0); /* names no reason */
  watch.claim_began(&index, make_claim(&made, &two, 30));
  tr_finding finding = {.rule = &rule_1, .claim_at = 30, .line = 1};
  tr_billed_finding(&index, &finding);
  finding.claim_at = 99; /* of another claim */
  tr_billed_finding(&index, &finding);
  watch.claim_ended(&index);
  finding.claim_at = 30; /* too late */
  tr_billed_finding(&index, &finding);

  const tr_billed *claim = tr_billed_at(&index, 0);
  assert_int_equal(claim->mark_count, 3);
  unsigned seen = 0;
  for (uint32_t i = 0; i < claim->mark_count; i++) {
    const tr_mark *mark = &claim->marks[i];
    if (mark->rule == &rule_1) {
      assert_int_equal(mark->kind, TR_MARK_FOUND);
      assert_int_equal(mark->line, 0);
      seen |= 1;
    } else if (mark->rule == &rule_2) {
      assert_int_equal(mark->kind, TR_MARK_UNDECIDED);
      assert_int_equal(mark->reasons, TR_NO_NOTE | TR_NO_TABLE);
      seen |= 2;
    } else {
      assert_int_equal(mark->kind, TR_MARK_UNSAID);
      seen |= 4;
    }
  }
  assert_int_equal(seen, 7);
  assert_false(tr_billed_clean(&index, claim, 0, 0));
  assert_true(tr_billed_clean(&index, claim, 1, 0));
  assert_false(tr_billed_clean(&index, claim, -1, 0));
  assert_false(tr_billed_clean(&index, claim, 7, 0));
  /* nothing is left over for the next claim */
  assert_int_equal(bill(&index, &one)->mark_count, 0);
  tr_billed_done(&index);
}

/* A pair of lines is found with one of them; the other is in `also`. */
static void a_finding_on_two_lines_marks_both(void **state) {
  (void)state;
  tr_billed_index index;
  made_claim made;
  tr_unit_segment segments[] = {{.number = 0}, {.number = 4}, {.number = 8}};
  const bill_claim two = {.id = "A2",
                          .lines = {{"98941", "AT", DAY, 6000, NULL},
                                    {"97012", "GP", DAY, 4500, NULL}}};
  assert_int_equal(tr_billed_init(&index, &test_pack), TR_OK);
  const tr_check_watch watch = tr_billed_watch(&index);
  const tr_claim *claim = make_claim(&made, &two, 30);
  made.unit.ordinal = 30;
  made.unit.segments = segments;
  made.unit.segment_count = TR_COUNT(segments);
  made.lines[0].number.segment = 1;
  made.lines[1].number.segment = 2;
  watch.claim_began(&index, claim);
  tr_finding finding = {.rule = &rule_1,
                        .claim_at = 30,
                        .line = 1,
                        .also = {{.place = {.ordinal = 39}}},
                        .also_count = 1};
  tr_billed_finding(&index, &finding);
  finding.rule = &rule_2;
  finding.also[0].file = "b.837"; /* elsewhere */
  tr_billed_finding(&index, &finding);
  watch.claim_ended(&index);
  const tr_billed *billed = tr_billed_at(&index, 0);
  assert_int_equal(billed->mark_count, 3);
  assert_int_equal(billed->marks[0].line, 0);
  assert_ptr_equal(billed->marks[1].rule, &rule_1);
  assert_int_equal(billed->marks[1].line, 1);
  assert_int_equal(billed->marks[2].line, 0);
  tr_billed_done(&index);
}

TR_TESTS(cmocka_unit_test(finds_claims_by_their_keys),
         cmocka_unit_test(a_finding_on_two_lines_marks_both),
         cmocka_unit_test(keeps_what_rules_said))
