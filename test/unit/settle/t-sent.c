/* Tests of src/settle/sent.c. */
#include "settle/sent.h"

#include "settle/acks_of.h"

static void keeps_numbers_and_claims(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  const tr_sent *sent = &acks.sent;
  assert_int_equal(tr_sent_claim_count(sent), 4);
  assert_int_equal(tr_sent_set_count(sent), 2);
  const tr_sent_claim *claim = tr_sent_claim_at(sent, 1);
  TR_ASSERT_STR(claim->id, "C2");
  assert_int_equal(claim->charge, 7050);
  assert_int_equal(claim->first, 22);
  assert_int_equal(claim->last, 28);
  TR_ASSERT_STR(claim->provider, "1712500663");
  const tr_sent_set *set = tr_sent_set_at(sent, claim->set);
  TR_ASSERT_STR(set->control, "0001");
  TR_ASSERT_STR(set->reference, "B1");
  assert_int_equal(set->segments, 29);
  const tr_sent_group *group = tr_sent_group_at(sent, set->group);
  TR_ASSERT_STR(group->control, "7");
  TR_ASSERT_STR(tr_sent_interchange_at(sent, group->interchange)->control,
                "000000101");
  assert_string_equal(tr_sent_interchange_at(sent, group->interchange)->file,
                      "sent.837");
  tr_acks_done(&acks);
}

static void shows_segments_by_their_position(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  const tr_sent_set *set = tr_sent_set_at(&acks.sent, 1);
  TR_ASSERT_STR(tr_sent_segment(&acks.sent, set, 1),
                "ST*837*0002*005010X222A1");
  TR_ASSERT_STR(tr_sent_segment(&acks.sent, set, 18),
                "SV1*HC:98940*50*UN*1***1");
  TR_ASSERT_STR(tr_sent_segment(&acks.sent, set, 29), "SE*99*0002");
  TR_ASSERT_STR(tr_sent_segment(&acks.sent, set, 30), "");
  TR_ASSERT_STR(tr_sent_segment(&acks.sent, set, 0), "");
  tr_acks_done(&acks);
}

static void finds_by_number_whatever_the_zeros(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  const tr_sent *sent = &acks.sent;
  assert_non_null(tr_sent_find_interchange(sent, TR_STR("101")));
  assert_null(tr_sent_find_interchange(sent, TR_STR("102")));
  assert_null(tr_sent_find_interchange(sent, TR_STR("")));
  assert_non_null(tr_sent_find_group(sent, TR_STR("HC"), TR_STR("007")));
  assert_null(tr_sent_find_group(sent, TR_STR("HP"), TR_STR("7")));
  assert_int_equal(tr_sent_find_set(sent, TR_STR("7"), TR_STR("2")), 1);
  assert_int_equal(tr_sent_find_set(sent, TR_STR("8"), TR_STR("2")),
                   TR_SENT_NONE);
  const uint32_t first = tr_sent_find_claim(sent, TR_STR("C1"));
  assert_int_equal(first, 0);
  assert_int_equal(tr_sent_claim_at(sent, first)->next, 3);
  assert_int_equal(tr_sent_claim_at(sent, 3)->next, TR_SENT_NONE);
  assert_int_equal(tr_sent_find_claim(sent, TR_STR("C9")), TR_SENT_NONE);
  tr_acks_done(&acks);
}

static void the_same_numbers_again_come_after(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_text(OF_SENT, of_sent, &acks);
  of_text(OF_SENT, of_sent, &acks);
  uint32_t at = tr_sent_find_set(&acks.sent, TR_STR("7"), TR_STR("0001"));
  assert_int_equal(at, 0);
  at = tr_sent_set_at(&acks.sent, at)->next;
  assert_int_equal(at, 2);
  at = tr_sent_set_at(&acks.sent, at)->next;
  assert_int_equal(at, 4);
  at = tr_sent_find_claim(&acks.sent, TR_STR("C1"));
  static const uint32_t order[] = {0, 3, 4, 7, 8, 11, TR_SENT_NONE};
  for (size_t i = 0; i + 1 < TR_COUNT(order); i++) {
    assert_int_equal(at, order[i]);
    at = tr_sent_claim_at(&acks.sent, at)->next;
  }
  assert_int_equal(at, TR_SENT_NONE);
  tr_acks_done(&acks);
}

TR_TESTS(cmocka_unit_test(keeps_numbers_and_claims),
         cmocka_unit_test(shows_segments_by_their_position),
         cmocka_unit_test(finds_by_number_whatever_the_zeros),
         cmocka_unit_test(the_same_numbers_again_come_after))
