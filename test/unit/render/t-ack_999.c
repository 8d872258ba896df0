/* Tests of src/render/ack_999.c. */
#include "ack_run.h"

#define AK1 "ST*999*0001*005010X231A1~\nAK1*HC*7*005010X222A1~\n"
#define AK2 "AK2*837*0001*005010X222A1~\n"

static void accepts_what_is_whole(void **state) {
  (void)state;
  const char *answer = ack_run(ACK_999, ACK_WHOLE);
  ack_has(answer,
          "GS*FA*HOUSE01*CLINIC01*20240901*0815*101*X*005010X231A1~\n" AK1 AK2
          "IK5*A~\nAK9*A*1*1*1~\nSE*6*0001~\n");
  ack_lacks(answer, "TA1");
}

static void names_the_segment_and_the_element(void **state) {
  static const struct {
    const char *find, *replace, *answer;
  } rows[] = {
      {"NM1*85*2", "NM1*85*7",
       "IK3*NM1*7*2010*8~\nIK4*2*1065*7*7~\nIK5*R*5~\nAK9*R*1*1*0~\n"},
      {"DTP*472*D8*20240812", "DTP*472*D8*20241312",
       "IK3*DTP*23*2400*8~\nCTX*CLM01:C1001~\nIK4*3*1251*8*20241312~\n"
       "IK5*R*5~\n"},
      {"SV1*HC:98940", "SV1*QQ:98940",
       "IK3*SV1*22*2400*8~\nCTX*CLM01:C1001~\nIK4*1:1*235*7*QQ~\nIK5*R*5~\n"},
      {"N3*418 LINDEN ROW~", "N3*418 LINDEN ROW~QQQ*1~",
       "IK3*QQQ*9*2010*1~\nIK5*R*5"},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].replace));
    ack_has(
        ack_run(ACK_999, ack_edit(ACK_WHOLE, rows[i].find, rows[i].replace)),
        rows[i].answer);
  }
}

/* What a claim lacks at its end is found out by what follows it. */
static void tells_what_is_missing_last(void **state) {
  (void)state;
  const char *answer = ack_run(
      ACK_999, ack_edit(ack_edit(ACK_WHOLE, "SV1*HC:98940*45*UN*1***1:2~", ""),
                        "SE*25", "SE*24"));
  ack_has(answer, "*2400*3~\nCTX*CLM01:C1001~\nIK5*R*5~\nAK9*R*1*1*0~\n");
}

static void copies_no_more_than_99_characters(void **state) {
  char name[256] = "N3*", copy[128] = "*5*";
  (void)state;
  memset(name + 3, 'A', 150);
  memcpy(name + 153, "~", 2);
  memset(copy + 3, 'A', 99);
  memcpy(copy + 102, "~\n", 3);
  ack_has(ack_run(ACK_999, ack_edit(ACK_WHOLE, "N3*418 LINDEN ROW~", name)),
          copy);
}

/* CTX takes fewer characters than CLM01 has. */
static void names_a_claim_by_35_characters(void **state) {
  (void)state;
  ack_has(
      ack_run(ACK_999, ack_edit(ack_edit(ACK_WHOLE, "CLM*C1001*45",
                                         "CLM*A23456789B23456789C23456789"
                                         "D23456789*45"),
                                "SV1*HC:", "SV1*QQ:")),
      "CTX*CLM01:A23456789B23456789C23456789D2345678~\nIK4*1:1*235*7*QQ~\n");
}

/* An amount is judged when its claim is whole. */
static void names_the_place_of_what_is_told_late(void **state) {
  (void)state;
  ack_has(ack_run(ACK_999, ack_edit(ACK_WHOLE, "98940*45*", "98940*45.001*")),
          "IK3*SV1*22*2400*8~\nCTX*CLM01:C1001~\nIK4*2**6*45.001~\n");
}

static void says_what_is_wrong_with_a_set(void **state) {
  static const struct {
    const char *find, *replace, *answer;
  } rows[] = {
      {"SE*25", "SE*26", "IK5*R*4~\n"},
      {"SE*25*0001", "SE*25*0002", "IK5*R*3~\n"},
      {ACK_SE, "", "IK5*R*2~\n"},
      {"ST*837*0001*005010X222A1", "ST*837*0001*005010X221A1",
       "AK2*837*0001*005010X221A1~\nIK5*R*19~\n"},
      {"ST*837*0001", "ST*835*0001", "AK2*835*0001*005010X222A1~\nIK5*R*18"},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].replace));
    const char *answer =
        ack_run(ACK_999, ack_edit(ACK_WHOLE, rows[i].find, rows[i].replace));
    ack_has(answer, rows[i].answer);
    ack_has(answer, "AK9*R*1*1*0");
  }
}

static void counts_the_sets_of_a_group(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_999, ACK_ISA ACK_GS ACK_ST ACK_HEAD ACK_CLAIM ACK_SE
              "ST*837*0002*005010X222A1~" ACK_HEAD ACK_CLAIM
              "SE*99*0002~"
              "ST*837*0002*005010X222A1~" ACK_HEAD ACK_CLAIM
              "SE*25*0002~"
              "GE*3*7~IEA*1*000000101~");
  ack_has(answer, AK1 AK2
          "IK5*A~\nAK2*837*0002*005010X222A1~\nIK5*R*4~\n"
          "AK2*837*0002*005010X222A1~\nIK5*R*23~\n"
          "AK9*P*3*3*1~\n");
}

static void says_what_is_wrong_with_a_group(void **state) {
  static const struct {
    const char *find, *replace, *answer;
  } rows[] = {
      {"GE*1*7", "GE*2*7", "AK9*R*2*1*0*5~\n"},
      {"GE*1*7", "GE*1*8", "AK9*R*1*1*0*4~\n"},
      {"GE*1*7~", "", "AK9*R*1*1*0*3~\n"},
      {"*005010X222A1~ST", "*005010X223A2~ST", "AK9*R*1*1*0*2~\n"},
      {"*005010X222A1~ST", "*004010X098A1~ST", "AK9*R*1*1*0*2~\n"},
  };
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].replace));
    ack_has(
        ack_run(ACK_999, ack_edit(ACK_WHOLE, rows[i].find, rows[i].replace)),
        rows[i].answer);
  }
}

static void sets_that_are_not_read_are_not_supported(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_999, ACK_ISA
              "GS*HC*CLINIC01*HOUSE01*20240814*0815*7*X*005010X223A2~"
              "ST*837*0001*005010X223A2~BHT*0019~SE*3*0001~" ACK_END);
  ack_has(answer, "AK2*837*0001*005010X223A2~\nIK5*R*1~\nAK9*R*1*1*0*");
}

/* Balances, codes and situations are a matter of the 277CA. */
static void keeps_to_syntax(void **state) {
  (void)state;
  ack_has(ack_run(ACK_999, ack_edit(ACK_WHOLE, "CLM*C1001*45", "CLM*C1001*46")),
          AK2 "IK5*A~\nAK9*A*1*1*1~\n");
}

static void a_refused_interchange_has_a_ta1_alone(void **state) {
  (void)state;
  const char *answer = ack_run(ACK_999, ack_edit(ACK_WHOLE, "IEA*1", "IEA*3"));
  ack_has(answer, "TA1*000000101*240814*0815*R*021~\nIEA*0*000000101~\n");
  ack_lacks(answer, "AK1");
}

static void a_ta1_that_was_asked_for_stands_first(void **state) {
  (void)state;
  ack_has(ack_run(ACK_999, ack_edit(ACK_WHOLE, "101*0*P", "101*1*P")),
          "101*0*P*:~\nTA1*000000101*240814*0815*A*000~\nGS*FA");
}

static void nobody_answers_an_answer(void **state) {
  (void)state;
  assert_string_equal(
      ack_run(ACK_999, ACK_ISA "GS*FA*A1*B1*20240814*0815*7*X*005010X231A1~"
                               "ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~"
                               "AK9*A*1*1*1~SE*4*0001~" ACK_END),
      "");
}

static void leaves_out_what_x12_cannot_carry(void **state) {
  (void)state;
  /* the copy of a bad value holds no delimiter of the answer */
  ack_has(ack_run(ACK_999, ack_edit(ACK_WHOLE, "SBR*P*18", "SBR*P*1^8\x01")),
          "*18~\n");
}

TR_TESTS(cmocka_unit_test(accepts_what_is_whole),
         cmocka_unit_test(names_the_segment_and_the_element),
         cmocka_unit_test(tells_what_is_missing_last),
         cmocka_unit_test(copies_no_more_than_99_characters),
         cmocka_unit_test(names_a_claim_by_35_characters),
         cmocka_unit_test(names_the_place_of_what_is_told_late),
         cmocka_unit_test(says_what_is_wrong_with_a_set),
         cmocka_unit_test(counts_the_sets_of_a_group),
         cmocka_unit_test(says_what_is_wrong_with_a_group),
         cmocka_unit_test(sets_that_are_not_read_are_not_supported),
         cmocka_unit_test(keeps_to_syntax),
         cmocka_unit_test(a_refused_interchange_has_a_ta1_alone),
         cmocka_unit_test(a_ta1_that_was_asked_for_stands_first),
         cmocka_unit_test(nobody_answers_an_answer),
         cmocka_unit_test(leaves_out_what_x12_cannot_carry))
