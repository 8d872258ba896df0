/* Tests of src/settle/acks_277ca.c. */
#include "settle/acks_of.h"

static void accepts_and_rejects_claims(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks,
          OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                             "C1", "STC*A2:20*20240901*WQ*45~REF*1K*P77~")
                             OF_PATIENT("C2",
                                        "STC*A7:562:85*20240901*U*70.5***"
                                        "***A8:400**the NPI is wrong~")));
  assert_int_equal(of_state(&acks, 0), TR_SENT_ACCEPTED);
  assert_int_equal(of_state(&acks, 1), TR_SENT_REJECTED);
  assert_int_equal(of_state(&acks, 3), TR_SENT_UNANSWERED);
  TR_ASSERT_STR(tr_sent_claim_at(&acks.sent, 0)->number, "P77");
  const tr_sent_reason *reason = tr_sent_claim_at(&acks.sent, 1)->reasons.first;
  TR_ASSERT_STR(reason->code, "A7:562:85");
  TR_ASSERT_STR(reason->words,
                "rejected, something is not valid: NPI of the "
                "billing provider");
  TR_ASSERT_STR(reason->said, "the NPI is wrong");
  TR_ASSERT_STR(reason->next->code, "A8:400");
  TR_ASSERT_STR(reason->next->said, "");
  assert_null(reason->next->next);
  tr_acks_done(&acks);
}

static void a_code_without_words_is_shown(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                                    "C1", "STC*A7:9999:ZZ*20240901*U*45~")));
  TR_ASSERT_STR(tr_sent_claim_at(&acks.sent, 0)->reasons.first->words,
                "rejected, something is not valid: 9999 of the ZZ");
  tr_acks_done(&acks);
}

/* C1 was sent twice: the batch tells which, else the charge. */
static void tells_claims_of_one_number_apart(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_277CA("B2", OF_PROVIDER OF_PATIENT(
                                    "C1", "STC*A2:20*20240901*WQ*1~")));
  assert_int_equal(of_state(&acks, 0), TR_SENT_UNANSWERED);
  assert_int_equal(of_state(&acks, 3), TR_SENT_ACCEPTED);
  tr_acks_done(&acks);
  of_begin(&acks);
  of_take(&acks, OF_277CA("XX", OF_PROVIDER OF_PATIENT(
                                    "C1", "STC*A2:20*20240901*WQ*60~")));
  assert_int_equal(of_state(&acks, 3), TR_SENT_ACCEPTED);
  of_take(&acks, OF_277CA("XX", OF_PROVIDER OF_PATIENT(
                                    "C1", "STC*A2:20*20240901*WQ*1~")));
  assert_int_equal(of_state(&acks, 0), TR_SENT_ACCEPTED);
  tr_acks_done(&acks);
}

static void a_line_rejects_its_claim(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(
      &acks,
      OF_277CA("B1",
               OF_PROVIDER OF_PATIENT(
                   "C1", "STC*A1:19*20240901*WQ*45~") "SVC*HC:98940*45~STC*A7:"
                                                      "453**U~REF*FJ*1~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_REJECTED);
  const tr_sent_reason *reason = tr_sent_claim_at(&acks.sent, 0)->reasons.first;
  assert_false(reason->rejects);
  TR_ASSERT_STR(reason->next->line, "1");
  TR_ASSERT_STR(reason->next->words,
                "rejected, something is not valid: modifier");
  tr_acks_done(&acks);
}

static void a_rejection_stays(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                                    "C2", "STC*A3:21*20240901*U*70.5~")));
  of_take(&acks, OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                                    "C2", "STC*A2:20*20240901*WQ*70.5~")));
  assert_int_equal(of_state(&acks, 1), TR_SENT_REJECTED);
  tr_acks_done(&acks);
}

static void a_batch_may_be_turned_down_as_a_whole(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_277CA("B1",
                          "HL*3*2*19*0~NM1*85*2*LINDENROW*****XX*1712500663~"
                          "TRN*1*1~STC*A8:496:85**U*115.5~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_REJECTED);
  assert_int_equal(of_state(&acks, 1), TR_SENT_REJECTED);
  assert_int_equal(of_state(&acks, 2), TR_SENT_UNANSWERED);
  of_take(&acks, OF_277CA("B2", "STC*A7:24:41*20240901*U*110~"));
  assert_int_equal(of_state(&acks, 2), TR_SENT_REJECTED);
  of_take(&acks, OF_277CA("B7", "STC*A7:24:41*20240901*U*110~"));
  TR_ASSERT_STR(acks.strays->what, "batch B7");
  tr_acks_done(&acks);
}

TR_TESTS(cmocka_unit_test(accepts_and_rejects_claims),
         cmocka_unit_test(a_code_without_words_is_shown),
         cmocka_unit_test(tells_claims_of_one_number_apart),
         cmocka_unit_test(a_line_rejects_its_claim),
         cmocka_unit_test(a_rejection_stays),
         cmocka_unit_test(a_batch_may_be_turned_down_as_a_whole))
