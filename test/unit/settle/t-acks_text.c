/* Tests of src/settle/acks_text.c. */
#include "settle/acks_text.h"

#include "settle/acks_of.h"

#define ANSWERS                                                     \
  OF_999(                                                           \
      "AK1*HC*7*005010X222A1~AK2*837*0001~IK3*SV1*18*2400*8~"       \
      "CTX*CLM01:C1~IK4*1:2*234*7*98940~IK5*R*5~AK9*P*1*1*0~")      \
  OF_277CA("B2", OF_PROVIDER OF_PATIENT("C3",                       \
                                        "STC*A2:20*20240901*WQ*50~" \
                                        "REF*1K*P77~")              \
                     OF_PATIENT("C9", "STC*A2:20*20240901*WQ*50~"))

static const char *text_of(tr_acks_mask *mask) {
  static char text[8192];
  tr_acks acks;
  tr_buf out;
  of_begin(&acks);
  of_take(&acks, ANSWERS);
  tr_buf_init(&out, sizeof text - 1);
  tr_acks_text(&acks, mask, &out);
  assert_int_equal(out.bad, TR_OK);
  memcpy(text, out.p, out.n);
  text[out.n] = '\0';
  tr_buf_done(&out);
  tr_acks_done(&acks);
  return text;
}

static void says_what_became_of_each_claim(void **state) {
  (void)state;
  assert_string_equal(
      text_of(NULL),
      "set 0001 of sent.837: rejected\n"
      "  999: segments are at fault (5)\n"
      "rejected: claim C1, 45.00, sent.837 segment 17\n"
      "  999: SV1 at segment 18 of the set (loop 2400), element 1-2, line 1: "
      "no "
      "such code (7)\n"
      "       \"98940\"\n"
      "       SV1*HC:98940*45*UN*1***1\n"
      "rejected: claim C2, 70.50, sent.837 segment 24\n"
      "  rejected with its set, above\n"
      "never answered: claim C1, 60.00, sent.837 segment 53\n"
      "accepted: claim C3, 50.00, sent.837 segment 46, payer's number P77\n"
      "answers: a 277CA answers claim C9, which is not among what was sent\n"
      "4 claims were sent: 2 rejected (115.50), 1 never answered (60.00), 0 "
      "received, 1 accepted (50.00)\n");
}

static void mask_all(tr_str segment, tr_buf *out) {
  for (size_t i = 0; i < segment.n; i++) tr_buf_add_char(out, '#');
}

static void shows_no_value_behind_a_mask(void **state) {
  (void)state;
  const char *text = text_of(mask_all);
  assert_non_null(strstr(text, "       ########################\n"));
  assert_null(strstr(text, "98940"));
}

TR_TESTS(cmocka_unit_test(says_what_became_of_each_claim),
         cmocka_unit_test(shows_no_value_behind_a_mask))
