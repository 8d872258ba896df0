/* Tests of src/render/ack_envelope.c. */
#include "render/ack_envelope.h"
#include "tr_test.h"

static const tr_delims delims = {'*', '^', ':', '~'};

static void text_loses_what_x12_cannot_carry(void **state) {
  static const struct {
    const char *text, *dropped, *spaced;
  } rows[] = {
      {"plain", "plain", "plain"},
      {"a*b^c:d~e", "abcde", "a b c d e"},
      {"  ends  ", "ends", "ends"},
      {"tab\there", "tabhere", "tab here"},
      {"caf\xC3\xA9", "caf", "caf"},
      {"***", "", ""},
      {"", "", ""},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char out[100];
    TR_ROW(i, tr_str_of(rows[i].text));
    TR_ASSERT_STR(tr_ack_text(tr_str_of(rows[i].text), &delims, '\0', 99, out),
                  rows[i].dropped);
    TR_ASSERT_STR(tr_ack_text(tr_str_of(rows[i].text), &delims, ' ', 99, out),
                  rows[i].spaced);
  }
  char short_out[4];
  TR_ASSERT_STR(tr_ack_text(TR_STR("abcdef"), &delims, '\0', 3, short_out),
                "abc");
}

static tr_interchange sample(void) {
  tr_interchange interchange = {.delims = delims,
                                .sender_qualifier = "ZZ",
                                .sender = "CLINIC01",
                                .receiver_qualifier = "30",
                                .receiver = "HOUSE01",
                                .date = "240814",
                                .time = "0815",
                                .version = "00501",
                                .control = "000000905",
                                .usage = 'T'};
  return interchange;
}

static void answers_the_other_way_round(void **state) {
  (void)state;
  const tr_interchange interchange = sample();
  tr_group group = {.implied = false};
  memcpy(group.sender.p, "APP1", 4);
  memcpy(group.receiver.p, "APP2", 4);
  group.sender.n = group.receiver.n = 4;
  tr_ack_envelope envelope;
  tr_ack_envelope_of(&interchange, &group, TR_DAY_MIN, &envelope);
  TR_ASSERT_STR(envelope.write.sender_qualifier, "30");
  TR_ASSERT_STR(envelope.write.sender, "HOUSE01");
  TR_ASSERT_STR(envelope.write.receiver_qualifier, "ZZ");
  TR_ASSERT_STR(envelope.write.receiver, "CLINIC01");
  TR_ASSERT_STR(envelope.write.group_sender, "APP2");
  TR_ASSERT_STR(envelope.write.group_receiver, "APP1");
  TR_ASSERT_STR(envelope.write.date, "20240814");
  TR_ASSERT_STR(envelope.write.time, "0815");
  assert_int_equal(envelope.write.control, 905);
  assert_true(envelope.write.test);
  tr_ack_envelope_of(&interchange, NULL, tr_day_of(2026, 2, 3), &envelope);
  TR_ASSERT_STR(envelope.write.date, "20260203");
  TR_ASSERT_STR(envelope.write.group_sender, "HOUSE01");
}

static void stands_in_for_what_cannot_be_answered(void **state) {
  (void)state;
  tr_interchange interchange = sample();
  memcpy(interchange.receiver_qualifier, "Q!", 3);
  interchange.receiver[0] = '\0';
  memcpy(interchange.date, "991399", 7);
  memcpy(interchange.time, "2561", 5);
  memcpy(interchange.control, "ABC", 4);
  interchange.delims.repetition = '\0';
  tr_ack_envelope envelope;
  tr_ack_envelope_of(&interchange, NULL, TR_DAY_MIN, &envelope);
  TR_ASSERT_STR(envelope.write.sender_qualifier, "ZZ");
  TR_ASSERT_STR(envelope.write.sender, "UNKNOWN");
  TR_ASSERT_STR(envelope.write.date, "20000101");
  TR_ASSERT_STR(envelope.write.time, "0000");
  assert_int_equal(envelope.write.control, 1);
  assert_int_equal(envelope.write.delims.repetition, '^');
  interchange.refused = true;
  interchange.delims.element = '|';
  tr_ack_envelope_of(&interchange, NULL, TR_DAY_MIN, &envelope);
  assert_int_equal(envelope.write.delims.element, '*');
}

static void asks_the_guide(void **state) {
  (void)state;
  const tr_spec *spec = tr_spec_find(TR_STR("005010X214"), TR_STR("277"));
  const tr_spec_segment *stc =
      tr_ack_segment(spec, TR_CODE("2200D"), TR_CODE("STC"));
  assert_non_null(stc);
  assert_null(tr_ack_segment(spec, TR_CODE("2200D"), TR_CODE("CLM")));
  assert_null(tr_ack_segment(NULL, 0, TR_CODE("STC")));
  assert_true(tr_ack_allows(stc, 3, 0, TR_STR("U")));
  assert_false(tr_ack_allows(stc, 3, 0, TR_STR("X")));
  assert_true(tr_ack_allows(stc, 1, 3, TR_STR("85")));
  assert_false(tr_ack_allows(stc, 1, 3, TR_STR("ZZZ")));
  assert_false(tr_ack_allows(stc, 1, 9, TR_STR("85")));
  assert_false(tr_ack_allows(stc, 99, 0, TR_STR("U")));
  assert_false(tr_ack_allows(NULL, 1, 0, TR_STR("U")));
}

static void remembers_what_a_finding_is_on(void **state) {
  (void)state;
  static const tr_rule rule = {.id = "TRX0006"};
  tr_finding finding = {.rule = &rule,
                        .severity = TR_SEVERITY_ERROR,
                        .has_place = true,
                        .at = {.ordinal = 12,
                               .offset = 110,
                               .line_offset = 100,
                               .segment = "SE",
                               .element = "SE02"}};
  tr_ack_notice notice = tr_ack_notice_of(&finding);
  assert_string_equal(notice.rule, "TRX0006");
  assert_string_equal(notice.segment, "SE");
  assert_int_equal(notice.element, 2);
  assert_int_equal(notice.offset, 10);
  assert_int_equal(notice.ordinal, 12);
  memcpy(finding.at.element, "SV101-3", 8);
  memcpy(finding.at.segment, "SV1", 4);
  assert_int_equal(tr_ack_notice_of(&finding).element, 1);
  finding.at.element[0] = '\0';
  assert_int_equal(tr_ack_notice_of(&finding).element, 0);
  finding.has_place = false;
  assert_int_equal(tr_ack_notice_of(&finding).ordinal, 0);

  tr_ack_notices notices = {.count = 0};
  for (uint64_t i = 1; i <= TR_ACK_NOTICES + 3; i++) {
    notice.ordinal = i;
    tr_ack_keep(&notices, &notice);
  }
  assert_int_equal(notices.count, TR_ACK_NOTICES);
  assert_int_equal(notices.at[0].ordinal, 4);
  assert_int_equal(notices.at[TR_ACK_NOTICES - 1].ordinal, TR_ACK_NOTICES + 3);
}

TR_TESTS(cmocka_unit_test(text_loses_what_x12_cannot_carry),
         cmocka_unit_test(answers_the_other_way_round),
         cmocka_unit_test(stands_in_for_what_cannot_be_answered),
         cmocka_unit_test(asks_the_guide),
         cmocka_unit_test(remembers_what_a_finding_is_on))
