/* Tests of src/render/ack_999_set.c. */
#include "render/ack_999_set.h"

#include "ack_writer.h"

static const tr_delims delims = {'*', '^', ':', '~'};
static const tr_rule syntax_rule = {.id = "TRX0110", .snip = 2};
static const tr_rule balance_rule = {.id = "TRB0101", .snip = 3};

/** A set under way, and a writer in a 999 for it. */
typedef struct bench {
  tr_ack_set set;
  tr_buf out;
  tr_writer writer;
} bench;

static void begin(bench *to, bool read) {
  const tr_spec *spec = tr_spec_find(TR_STR("005010X231A1"), TR_STR("999"));
  tr_transaction transaction = {.read = read, .header = {.ordinal = 3}};
  memcpy(transaction.transaction.p, "837", 3);
  memcpy(transaction.control.p, "12", 2);
  transaction.transaction.n = 3;
  transaction.control.n = 2;
  ack_writer_begin(&to->writer, &to->out, spec, &delims);
  tr_write_begin(&to->writer, TR_CODE("AK1"));
  tr_write_element(&to->writer, TR_STR("HC"));
  tr_write_element(&to->writer, TR_STR("1"));
  tr_write_element(&to->writer, TR_STR("005010X222A1"));
  tr_write_end(&to->writer);
  tr_ack_set_init(&to->set, spec);
  tr_ack_set_began(&to->set, &transaction, &delims);
  to->out.n = 0;
}

static void end(bench *to, const char *answer, char verdict) {
  tr_ack_set_ended(&to->set, true);
  assert_int_equal(tr_ack_set_write(&to->set, &to->writer), verdict);
  if (to->writer.bad != TR_OK) fail_msg("refused: %s", to->writer.error.reason);
  TR_ASSERT_STR(tr_buf_str(&to->out), answer);
  tr_writer_done(&to->writer);
  tr_buf_done(&to->out);
  tr_ack_set_done(&to->set);
}

static void tell(bench *to, const tr_rule *rule, tr_severity severity,
                 tr_syntax syntax, const char *value) {
  tr_finding finding = {
      .rule = rule,
      .severity = severity,
      .claim = TR_STR("C:1"),
      .has_place = true,
      .at = {.ordinal = syntax.position + 2, .value = tr_str_of(value)},
      .syntax = syntax};
  memcpy(finding.at.segment, syntax.segment, 4);
  memcpy(finding.at.element, "XX01", 5);
  const tr_ack_notice notice = tr_ack_notice_of(&finding);
  tr_ack_set_finding(&to->set, &finding, &notice);
}

static void groups_faults_by_segment_in_their_order(void **state) {
  (void)state;
  bench to;
  begin(&to, true);
  tell(&to, &syntax_rule, TR_SEVERITY_ERROR,
       (tr_syntax){.segment_code = "8",
                   .element_code = "7",
                   .loop = "2010BB",
                   .number = "66",
                   .segment = "NM1",
                   .position = 30,
                   .element = 8},
       "Q~Q");
  tell(&to, &syntax_rule, TR_SEVERITY_ERROR,
       (tr_syntax){
           .segment_code = "3", .segment = "N3", .position = 9, .loop = "ST"},
       "");
  tell(&to, &syntax_rule, TR_SEVERITY_ERROR,
       (tr_syntax){.segment_code = "8",
                   .element_code = "I10",
                   .loop = "2010BB",
                   .number = "C040",
                   .segment = "NM1",
                   .position = 30,
                   .element = 4,
                   .part = 2,
                   .repetition = 3},
       "");
  end(&to,
      "AK2*837*0012~IK3*N3*9**3~CTX*CLM01:C1~IK3*NM1*30*2010*8~CTX*CLM01:C1~"
      "IK4*8*66*7*QQ~IK4*4:2:3**I10~IK5*R*5*I5~",
      'R');
}

static void warnings_are_noted_and_the_rest_is_not_told(void **state) {
  (void)state;
  bench to;
  const tr_syntax syntax = {
      .segment_code = "5", .segment = "N3", .position = 9};
  begin(&to, true);
  tell(&to, &syntax_rule, TR_SEVERITY_INFO, syntax, "");
  tell(&to, &balance_rule, TR_SEVERITY_ERROR,
       (tr_syntax){.segment = "N3", .position = 9}, "");
  end(&to, "AK2*837*0012~IK5*A~", 'A');
  begin(&to, true);
  tell(&to, &syntax_rule, TR_SEVERITY_WARNING, syntax, "");
  end(&to, "AK2*837*0012~IK3*N3*9**5~CTX*CLM01:C1~IK5*E*5~", 'E');
}

static void a_set_that_is_not_read_is_not_supported(void **state) {
  (void)state;
  bench to;
  begin(&to, false);
  end(&to, "AK2*837*0012~IK5*R*1~", 'R');
}

static void what_is_found_on_st_may_come_first(void **state) {
  (void)state;
  bench to;
  static const tr_rule used_twice = {.id = "TRX0007", .snip = 1};
  begin(&to, true);
  tr_finding finding = {
      .rule = &used_twice,
      .severity = TR_SEVERITY_ERROR,
      .has_place = true,
      .at = {.ordinal = 40, .segment = "ST", .element = "ST02"}};
  const tr_ack_notice notice = tr_ack_notice_of(&finding);
  tr_ack_set_finding(&to.set, &finding, &notice);
  tr_transaction next = to.set.set;
  next.header.ordinal = 40;
  tr_ack_set_began(&to.set, &next, &delims);
  end(&to, "AK2*837*0012~IK5*R*23~", 'R');
}

static void faults_beyond_the_limit_are_not_kept(void **state) {
  (void)state;
  bench to;
  begin(&to, true);
  for (uint32_t i = 0; i < TR_ACK_FAULTS + 5; i++)
    tell(&to, &syntax_rule, TR_SEVERITY_ERROR,
         (tr_syntax){.segment_code = "5", .segment = "N3", .position = i + 1},
         "");
  assert_int_equal(to.set.fault_count, TR_ACK_FAULTS);
  assert_int_equal(to.set.bad, TR_OK);
  tr_writer_done(&to.writer);
  tr_buf_done(&to.out);
  tr_ack_set_done(&to.set);
}

static void reasons_are_told_once(void **state) {
  (void)state;
  tr_ack_reasons reasons = {.count = 0};
  static const char *const codes[] = {"5", "I5", "5", "4", "3", "7", "23"};
  for (size_t i = 0; i < TR_COUNT(codes); i++)
    tr_ack_reason_add(&reasons, codes[i]);
  assert_int_equal(reasons.count, TR_ACK_REASONS);
  assert_string_equal(reasons.code[1], "I5");
  assert_string_equal(reasons.code[2], "4");
}

TR_TESTS(cmocka_unit_test(groups_faults_by_segment_in_their_order),
         cmocka_unit_test(warnings_are_noted_and_the_rest_is_not_told),
         cmocka_unit_test(a_set_that_is_not_read_is_not_supported),
         cmocka_unit_test(what_is_found_on_st_may_come_first),
         cmocka_unit_test(faults_beyond_the_limit_are_not_kept),
         cmocka_unit_test(reasons_are_told_once))
