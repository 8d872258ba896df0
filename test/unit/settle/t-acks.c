/* Tests of src/settle/acks.c. */
#include "render/ack_run.h"
#include "settle/acks_of.h"

static void nothing_is_answered_at_first(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  for (uint32_t i = 0; i < 4; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_UNANSWERED);
  const tr_acks_summary summary = tr_acks_summarize(&acks);
  assert_int_equal(summary.claims[TR_SENT_UNANSWERED], 4);
  assert_int_equal(summary.charges[TR_SENT_UNANSWERED], 22550);
  assert_int_equal(summary.answers, 0);
  tr_acks_done(&acks);
}

static void a_ta1_refuses_all_or_nothing(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_ISA("000000900") "TA1*000000101*240814*0815*R*021~"
                                     "IEA*0*000000900~");
  for (uint32_t i = 0; i < 4; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_REJECTED);
  const tr_sent_interchange *interchange =
      tr_sent_interchange_at(&acks.sent, 0);
  assert_int_equal(interchange->verdict, 'R');
  TR_ASSERT_STR(interchange->reasons.first->code, "021");
  TR_ASSERT_STR(interchange->reasons.first->words,
                "the count of groups is wrong");
  assert_true(interchange->reasons.first->rejects);
  tr_acks_done(&acks);
  of_begin(&acks);
  of_take(&acks, OF_ISA("000000900") "TA1*000000101*240814*0815*A*000~"
                                     "IEA*0*000000900~");
  assert_int_equal(of_state(&acks, 0), TR_SENT_UNANSWERED);
  assert_null(tr_sent_interchange_at(&acks.sent, 0)->reasons.first);
  tr_acks_done(&acks);
}

static void the_worst_answer_counts(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0001~IK5*R*5~"
                        "AK2*837*0002~IK5*A~AK9*P*2*2*1~"));
  assert_int_equal(of_state(&acks, 0), TR_SENT_REJECTED);
  assert_int_equal(of_state(&acks, 2), TR_SENT_RECEIVED);
  of_take(&acks, OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                                    "C1", "STC*A2:20*20240901*WQ*45~")));
  assert_int_equal(of_state(&acks, 0), TR_SENT_REJECTED);
  assert_int_equal(tr_acks_summarize(&acks).answers, 2);
  tr_acks_done(&acks);
}

static void names_what_was_not_sent(void **state) {
  (void)state;
  tr_acks acks;
  of_begin(&acks);
  of_take(&acks, OF_ISA("000000900") "TA1*000000999*240814*0815*A*000~"
                                     "IEA*0*000000900~");
  of_take(&acks, OF_999("AK1*HC*8*005010X222A1~AK9*A*1*1*1~"));
  of_take(&acks, OF_999("AK1*HC*7*005010X222A1~AK2*837*0009~IK5*A~"
                        "AK9*A*1*1*1~"));
  of_take(&acks, OF_277CA("B1", OF_PROVIDER OF_PATIENT(
                                    "C9", "STC*A2:20*20240901*WQ*45~")));
  static const char *const what[] = {"interchange 000000999", "group 8",
                                     "set 0009", "claim C9"};
  const tr_ack_stray *stray = acks.strays;
  for (size_t i = 0; i < TR_COUNT(what); i++, stray = stray->next) {
    TR_ROW(i, tr_str_of(what[i]));
    assert_non_null(stray);
    TR_ASSERT_STR(stray->what, what[i]);
    assert_string_equal(stray->file, "answers");
  }
  assert_null(stray);
  assert_int_equal(tr_acks_summarize(&acks).strays, 4);
  tr_acks_done(&acks);
}

static void each_state_has_a_name(void **state) {
  (void)state;
  assert_string_equal(tr_acks_state_name(TR_SENT_REJECTED), "rejected");
  assert_string_equal(tr_acks_state_name(TR_SENT_ACCEPTED), "accepted");
}

/* ---------------------------------------------------------------------------
 * Round trips: claims with one fault each, answered by our own 999 and 277CA,
 * read back and matched to the right claim and segment. */

#define CLAIM(id, day)                                                      \
  "CLM*" id                                                                 \
  "*115***11:B:1*Y*A*Y*Y~DTP*431*D8*20240805~HI*ABK:M9903*ABF:M5459~LX*1~"  \
  "SV1*HC:98940*45*UN*1***1:2~DTP*472*D8*202408" day "~REF*6R*" id          \
  "-1~LX*2~SV1*HC:97140:59*70*UN*1***2~DTP*472*D8*202408" day "~REF*6R*" id \
  "-2~"
#define WHOLE                                                        \
  ACK_ISA ACK_GS ACK_ST ACK_HEAD CLAIM("C1", "12") CLAIM("C2", "13") \
      CLAIM("C3", "14") "SE*51*0001~" ACK_END

enum { CLAIMS = 3 };

static void sent_and_answered(tr_acks *acks, const char *sent,
                              const char *answer) {
  tr_acks_init(acks);
  tr_sent_file(&acks->sent, "sent.837");
  of_text(sent, of_sent, acks);
  of_take(acks, answer);
  assert_int_equal(tr_sent_claim_count(&acks->sent), CLAIMS);
  assert_null(acks->strays);
}

static void what_is_whole_comes_back_accepted(void **state) {
  (void)state;
  tr_acks acks;
  sent_and_answered(&acks, WHOLE, ack_run(ACK_999, WHOLE));
  for (uint32_t i = 0; i < CLAIMS; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_RECEIVED);
  of_take(&acks, ack_run(ACK_277CA, WHOLE));
  for (uint32_t i = 0; i < CLAIMS; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_ACCEPTED);
  tr_acks_done(&acks);
}

static void syntax_comes_back_to_its_segment(void **state) {
  static const struct {
    const char *find, *replace;
    uint32_t claim;
    const char *segment, *sent, *line;
    uint32_t element;
  } rows[] = {
      {"CLM*C2*115***11:B", "CLM*C2*115***11:X", 1, "CLM",
       "CLM*C2*115***11:X:1*Y*A*Y*Y", "", 5},
      {"REF*6R*C2-1~LX*2~SV1*HC:97140:59*70",
       "REF*6R*C2-1~LX*2~SV1*HC:97140:59*7O", 1, "SV1",
       "SV1*HC:97140:59*7O*UN*1***2", "2", 2},
      {"DTP*472*D8*20240814~REF*6R*C3-2", "DTP*472*D8*20241312~REF*6R*C3-2", 2,
       "DTP", "DTP*472*D8*20241312", "2", 3},
      {"LX*1~SV1*HC:98940*45*UN*1***1:2~DTP*472*D8*20240812~REF*6R*C1-1~",
       "LX*1~SV1*HC:98940*45*UN*1***1:2*Q~DTP*472*D8*20240812~REF*6R*C1-1~", 0,
       "SV1", "SV1*HC:98940*45*UN*1***1:2*Q", "1", 8},
      {"45*UN*1***1:2~DTP*472*D8*20240813", "45*UN**1:2~DTP*472*D8*20240813", 1,
       "SV1", "SV1*HC:98940*45*UN**1:2", "1", 4},
      {"REF*6R*C3-1~", "REF*6R*C3-1~QQQ*1~", 2, "QQQ", "QQQ*1", "1", 0},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_acks acks;
    TR_ROW(i, tr_str_of(rows[i].replace));
    const char *sent = ack_edit(WHOLE, rows[i].find, rows[i].replace);
    sent_and_answered(&acks, sent, ack_run(ACK_999, sent));
    for (uint32_t n = 0; n < CLAIMS; n++) {
      const tr_sent_reason *reason =
          tr_sent_claim_at(&acks.sent, n)->reasons.first;
      assert_int_equal(of_state(&acks, n), TR_SENT_REJECTED);
      if (n != rows[i].claim) {
        assert_null(reason);
        continue;
      }
      assert_non_null(reason);
      TR_ASSERT_STR(reason->segment, rows[i].segment);
      TR_ASSERT_STR(reason->sent, rows[i].sent);
      TR_ASSERT_STR(reason->line, rows[i].line);
      assert_int_equal(reason->element, rows[i].element);
      assert_true(reason->words.n > 0);
    }
    tr_acks_done(&acks);
  }
}

static void a_rejection_comes_back_to_its_claim(void **state) {
  static const struct {
    const char *find, *replace;
    uint32_t claim;
    const char *code, *line;
  } rows[] = {
      {"CLM*C2*115", "CLM*C2*116", 1, "A8:400", ""},
      {"SV1*HC:97140:59*70*UN*1***2~DTP*472*D8*20240814~REF*6R*C3-2",
       "SV1*HC:97140:59:A!*70*UN*1***2~DTP*472*D8*20240814~REF*6R*C3-2", 2,
       "A7:453", "C3-2"},
      {"DTP*472*D8*20240812~REF*6R*C1-2~", "REF*6R*C1-2~", 0, "A6:", "C1-2"},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    tr_acks acks;
    TR_ROW(i, tr_str_of(rows[i].replace));
    const char *sent = ack_edit(WHOLE, rows[i].find, rows[i].replace);
    sent_and_answered(&acks, sent, ack_run(ACK_277CA, sent));
    for (uint32_t n = 0; n < CLAIMS; n++) {
      const bool hit = n == rows[i].claim;
      const tr_sent_claim *claim = tr_sent_claim_at(&acks.sent, n);
      assert_int_equal(of_state(&acks, n),
                       hit ? TR_SENT_REJECTED : TR_SENT_ACCEPTED);
      if (!hit) continue;
      assert_true(
          tr_str_starts(claim->reasons.first->code, tr_str_of(rows[i].code)));
      assert_true(claim->reasons.first->said.n > 0);
      TR_ASSERT_STR(claim->reasons.last->line, rows[i].line);
    }
    tr_acks_done(&acks);
  }
}

static void a_broken_envelope_rejects_all(void **state) {
  (void)state;
  tr_acks acks;
  const char *sent = ack_edit(WHOLE, "IEA*1", "IEA*2");
  sent_and_answered(&acks, sent, ack_run(ACK_999, sent));
  for (uint32_t i = 0; i < CLAIMS; i++)
    assert_int_equal(of_state(&acks, i), TR_SENT_REJECTED);
  TR_ASSERT_STR(tr_sent_interchange_at(&acks.sent, 0)->reasons.first->code,
                "021");
  tr_acks_done(&acks);
}

TR_TESTS(cmocka_unit_test(nothing_is_answered_at_first),
         cmocka_unit_test(a_ta1_refuses_all_or_nothing),
         cmocka_unit_test(the_worst_answer_counts),
         cmocka_unit_test(names_what_was_not_sent),
         cmocka_unit_test(each_state_has_a_name),
         cmocka_unit_test(what_is_whole_comes_back_accepted),
         cmocka_unit_test(syntax_comes_back_to_its_segment),
         cmocka_unit_test(a_rejection_comes_back_to_its_claim),
         cmocka_unit_test(a_broken_envelope_rejects_all))
