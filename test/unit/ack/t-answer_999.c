/* Tests of src/ack/answer_999.c. */
#include "ack/answer_999.h"
#include "ack/intake_of.h"

#define AROUND(body)                                                          \
  OF_ISA("000000001")                                                         \
  "GS*FA*A1*B1*20240901*0815*1*X*005010X231A1~ST*999*0001*005010X231A1~" body \
  "SE*9*0001~GE*1*1~IEA*1*000000001~"

typedef struct reading {
  tr_answer_999 answer;
  unsigned whole;
} reading;

static void take(void *context, const tr_located *located) {
  reading *to = context;
  if (located->in_set && tr_answer_999_take(&to->answer, located)) to->whole++;
}

static void read_text(reading *to, const char *text) {
  to->whole = 0;
  tr_answer_999_init(&to->answer);
  of_text(text, take, to);
}

static void reads_sets_segments_and_elements(void **state) {
  (void)state;
  reading is;
  read_text(&is,
            AROUND("AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~"
                   "AK2*837*0002~IK3*SV1*22*2400*8~CTX*CLM01:C1~"
                   "IK4*1:2:3*235*7*QQ~IK4*4**1~IK3*DTP*24*2400*3~IK5*R*5*I5~"
                   "AK9*P*2*2*1*5~"));
  const tr_answer_group *group = &is.answer.group;
  assert_int_equal(is.whole, 1);
  TR_ASSERT_STR(group->function, "HC");
  TR_ASSERT_STR(group->control, "7");
  TR_ASSERT_STR(group->version, "005010X222A1");
  assert_int_equal(group->verdict, 'P');
  assert_int_equal(group->said, 2);
  assert_int_equal(group->received, 2);
  assert_int_equal(group->accepted, 1);
  assert_int_equal(group->reasons.count, 1);
  TR_ASSERT_STR(group->reasons.code[0], "5");
  const tr_answer_set *first = group->sets, *second = first->next;
  assert_int_equal(first->verdict, 'A');
  assert_null(first->segments);
  TR_ASSERT_STR(first->guide, "005010X222A1");
  TR_ASSERT_STR(second->control, "0002");
  assert_int_equal(second->verdict, 'R');
  assert_int_equal(second->reasons.count, 2);
  TR_ASSERT_STR(second->reasons.code[1], "I5");
  assert_null(second->next);
  const tr_answer_segment *fault = second->segments;
  TR_ASSERT_STR(fault->id, "SV1");
  assert_int_equal(fault->position, 22);
  TR_ASSERT_STR(fault->loop, "2400");
  TR_ASSERT_STR(fault->code, "8");
  TR_ASSERT_STR(fault->claim, "C1");
  const tr_answer_element *element = fault->elements;
  assert_int_equal(element->element, 1);
  assert_int_equal(element->part, 2);
  assert_int_equal(element->repetition, 3);
  TR_ASSERT_STR(element->number, "235");
  TR_ASSERT_STR(element->code, "7");
  TR_ASSERT_STR(element->copy, "QQ");
  assert_int_equal(element->next->element, 4);
  assert_int_equal(element->next->part, 0);
  TR_ASSERT_STR(fault->next->code, "3");
  assert_null(fault->next->elements);
  tr_answer_999_done(&is.answer);
}

static void lives_with_what_is_missing(void **state) {
  (void)state;
  reading is;
  read_text(&is, AROUND("IK3*SV1*22~IK4*1**7~CTX*CLM01:C1~IK5*A~"));
  assert_int_equal(is.whole, 1);
  assert_null(is.answer.group.sets);
  assert_int_equal(is.answer.group.verdict, '\0');
  tr_answer_999_done(&is.answer);
  read_text(&is, AROUND("AK1*HC*7*005010X222A1~AK2*837*0001~"
                        "IK3*SV1*99999999999~AK9*RR*1~"));
  assert_int_equal(is.answer.group.sets->verdict, '\0');
  assert_int_equal(is.answer.group.sets->segments->position, 0);
  assert_int_equal(is.answer.group.verdict, '\0');
  tr_answer_999_done(&is.answer);
}

static void accepts_a_and_e(void **state) {
  (void)state;
  assert_true(tr_answer_accepts('A'));
  assert_true(tr_answer_accepts('E'));
  for (const char *verdict = "RMWXP"; *verdict != '\0'; verdict++)
    assert_false(tr_answer_accepts(*verdict));
  assert_false(tr_answer_accepts('\0'));
}

TR_TESTS(cmocka_unit_test(reads_sets_segments_and_elements),
         cmocka_unit_test(lives_with_what_is_missing),
         cmocka_unit_test(accepts_a_and_e))
