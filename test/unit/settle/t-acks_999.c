/* Tests of src/settle/acks_999.c. */
#include "settle/acks_of.h"

static void places_a_fault_in_its_claim_and_segment(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~"
                        "IK3*SV1*25*2400*8~CTX*CLM01:C2~IK4*1:2*234*7*98940~"
                        "IK3*DTP*28*2400*3~IK3*NM1*7*2010*8~IK4*9*67*5~IK5*R*5~"
                        "AK9*R*1*1*0~"));
  const tr_sent_claim *claim = tr_sent_claim_at(&acks.sent, 1);
  const tr_sent_reason *reason = claim->reasons.first;
  assert_int_equal(reason->source, TR_SENT_999);
  assert_true(reason->rejects);
  TR_ASSERT_STR(reason->segment, "SV1");
  assert_int_equal(reason->position, 25);
  assert_int_equal(reason->element, 1);
  assert_int_equal(reason->part, 2);
  TR_ASSERT_STR(reason->code, "7");
  TR_ASSERT_STR(reason->words, "no such code");
  TR_ASSERT_STR(reason->said, "98940");
  TR_ASSERT_STR(reason->sent, "SV1*HC:98940*70.5*UN*1***1");
  TR_ASSERT_STR(reason->line, "1");
  /* what is missing has no text, but a line; and is placed without CTX */
  reason = reason->next;
  TR_ASSERT_STR(reason->segment, "DTP");
  TR_ASSERT_STR(reason->words, "missing, but required");
  TR_ASSERT_STR(reason->sent, "");
  TR_ASSERT_STR(reason->line, "2");
  assert_null(reason->next);
  /* a fault above the claims is the set's, after its reasons */
  const tr_sent_set *set = tr_sent_set_at(&acks.sent, 0);
  TR_ASSERT_STR(set->reasons.first->words, "segments are at fault");
  TR_ASSERT_STR(set->reasons.first->next->segment, "NM1");
  TR_ASSERT_STR(set->reasons.first->next->sent,
                "NM1*85*2*LINDENROW*****XX*1712500663");
  assert_null(tr_sent_claim_at(&acks.sent, 0)->reasons.first);
  tr_acks_done(&acks);
}

/* Numbers used again: the set is told by where its segments stand. */
static void tells_sets_of_one_number_apart(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_text(OF_ISA("000000102")
          "GS*HC*CLINIC01*HOUSE01*20240814*0815*7*X*005010X222A1~" OF_SET(
              "0001", "B9", "REF*XX*1~" OF_CLAIM("C9", "45"))
          "GE*1*7~IEA*1*000000102~",
          of_sent, &acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~"
                        "IK3*SV1*19*2400*8~IK4*1*234*7~IK5*R*5~AK9*R*1*1*0~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_UNANSWERED);
  assert_int_equal(of_state(&acks, 4), TR_SENT_REJECTED);
  /* nothing tells them apart: the first without an answer */
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~IK5*A~"
                        "AK9*A*1*1*1~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_RECEIVED);
  tr_acks_done(&acks);
}

static void a_group_may_be_refused_as_a_whole(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK9*R*2*2*0*4~"));
  for (uint32_t i = 0; i < 4; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_REJECTED);
  TR_ASSERT_STR(tr_sent_group_at(&acks.sent, 0)->reasons.first->words,
                "GE02 is not GS06");
  tr_acks_done(&acks);
  of_begin(&acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK9*A*2*2*2~"));
  assert_int_equal(of_state(&acks, 3), TR_SENT_RECEIVED);
  tr_acks_done(&acks);
}

static void errors_that_are_only_noted_reject_nothing(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~"
                        "IK3*SV1*18*2400*8~IK4*1*234*7~IK5*E*5~AK9*E*1*1*1~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_RECEIVED);
  assert_false(tr_sent_claim_at(&acks.sent, 0)->reasons.first->rejects);
  tr_acks_done(&acks);
}

static void the_same_answer_twice_is_one(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  for (int i = 0; i < 2; i++)
    of_take(&acks,
            OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~"
                   "IK3*SV1*18*2400*8~IK4*1*234*7~IK5*R*5~AK9*R*1*1*0~"));
  assert_null(tr_sent_claim_at(&acks.sent, 0)->reasons.first->next);
  tr_acks_done(&acks);
}

TR_TESTS(cmocka_unit_test(places_a_fault_in_its_claim_and_segment),
         cmocka_unit_test(tells_sets_of_one_number_apart),
         cmocka_unit_test(a_group_may_be_refused_as_a_whole),
         cmocka_unit_test(errors_that_are_only_noted_reject_nothing),
         cmocka_unit_test(the_same_answer_twice_is_one))
