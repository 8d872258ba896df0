/* Tests of src/render/ack_ta1.c. */
#include "ack_run.h"

static void accepts_what_is_whole(void **state) {
  (void)state;
  const char *answer = ack_run(ACK_TA1, ACK_WHOLE);
  ack_has(answer,
          "ISA*00*          *00*          *ZZ*HOUSE01        *ZZ*CLINIC01    "
          "   *240901*0815*^*00501*000000101*0*P*:~\n"
          "TA1*000000101*240814*0815*A*000~\n"
          "IEA*0*000000101~\n");
}

static void says_what_is_wrong_with_an_envelope(void **state) {
  static const struct {
    const char *find, *replace, *ta1;
  } rows[] = {
      {"IEA*1*000000101", "IEA*1*000000102", "R*001~"},
      {"IEA*1", "IEA*2", "R*021~"},
      {"IEA*1*000000101~", "", "R*023~"},
      {"*00501*", "*00401*", "R*003~"},
      {"^*00501", "U*00501", "R*016~"},
      {"*0*P*:~", "*0*X*:~", "R*020~"},
      {"*0*P*:~", "*0*P**~", "R*027~"},
      {ACK_GS, "", "R*024~"},
      {"GE*1*7~", "GE*1*7~GE*1*7~", "R*022~"},
      {"GE*1*7~", "GE*1*7~NTE*ADD*X~", "R*022~"},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].replace));
    const char *answer =
        ack_run(ACK_TA1, ack_edit(ACK_WHOLE, rows[i].find, rows[i].replace));
    ack_has(answer, "\nTA1*000000101*240814*0815*");
    ack_has(answer, rows[i].ta1);
  }
}

static void answers_each_interchange_for_itself(void **state) {
  (void)state;
  const char *answer = ack_run(ACK_TA1, ACK_WHOLE ACK_WHOLE);
  ack_has(answer, "TA1*000000101*240814*0815*A*000~\nIEA*0*000000101~\nISA");
  ack_has(answer, "TA1*000000101*240814*0815*R*025~\n");
  /* an interchange without IEA is not blamed for the ISA that follows */
  answer = ack_run(ACK_TA1, ACK_ISA ACK_GS ACK_ST ACK_HEAD ACK_CLAIM ACK_SE
                   "GE*1*7~" ACK_WHOLE);
  ack_has(answer, "A*000~");
}

static void answers_no_claims_faults(void **state) {
  (void)state;
  ack_has(ack_run(ACK_TA1, ack_edit(ACK_WHOLE, "HI*ABK", "QQQ*ABK")), "A*000~");
  ack_has(ack_run(ACK_TA1, ack_edit(ACK_WHOLE, "SE*25", "SE*99")), "A*000~");
}

static void is_silent_where_nobody_can_be_answered(void **state) {
  (void)state;
  assert_string_equal(ack_run(ACK_TA1, "not X12"), "");
  assert_string_equal(
      ack_run(ACK_TA1, ack_edit(ACK_WHOLE, "*000000101*0", "*00000A1*0")), "");
}

TR_TESTS(cmocka_unit_test(accepts_what_is_whole),
         cmocka_unit_test(says_what_is_wrong_with_an_envelope),
         cmocka_unit_test(answers_each_interchange_for_itself),
         cmocka_unit_test(answers_no_claims_faults),
         cmocka_unit_test(is_silent_where_nobody_can_be_answered))
