/* Tests of src/render/ack_277ca.c. */
#include "ack_run.h"

static void accepts_what_is_whole(void **state) {
  (void)state;
  const char *answer = ack_run(ACK_277CA, ACK_WHOLE);
  ack_has(answer,
          "GS*HN*HOUSE01*CLINIC01*20240901*0815*500000101*X*005010X214~\n"
          "ST*277*0001*005010X214~\n"
          "BHT*0085*08*000000101-7-0001*20240901*0815*TH~\n"
          "HL*1**20*1~\n"
          "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~\n"
          "TRN*1*000000101-7-0001~\n"
          "DTP*050*D8*20240814~\n"
          "DTP*009*D8*20240901~\n"
          "HL*2*1*21*1~\n"
          "NM1*41*2*LINDENROW*****46*CLINIC01~\n"
          "TRN*2*B1~\n"
          "STC*A1:19:PR*20240901*WQ*45~\n"
          "QTY*90*1~\n"
          "AMT*YU*45~\n"
          "HL*3*2*19*1~\n"
          "NM1*85*2*LINDENROW*****XX*1712500663~\n"
          "TRN*1*1~\n"
          "STC*A1:19:PR**WQ*45~\n"
          "QTY*QA*1~\n"
          "AMT*YU*45~\n"
          "HL*4*3*PT~\n"
          "NM1*QC*1*HOLT*ZEKE****MI*W1234567~\n"
          "TRN*2*C1001~\n"
          "STC*A2:20*20240901*WQ*45~\n"
          "DTP*472*D8*20240812~\n"
          "SE*25*0001~\n");
}

static void rejects_with_a_reason_in_words(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_277CA, ack_edit(ACK_WHOLE, "CLM*C1001*45", "CLM*C1001*46"));
  ack_has(answer, "QTY*QC*1~\nAMT*YY*46~\n");
  ack_has(answer, "TRN*2*C1001~\nSTC*A8:400*20240901*U*46********");
  ack_lacks(answer, "WQ*46********");
  ack_lacks(answer, "QTY*QA");
}

static void answers_the_line_that_is_at_fault(void **state) {
  (void)state;
  const char *answer = ack_run(
      ACK_277CA, ack_edit(ACK_WHOLE, "SV1*HC:98940*", "SV1*HC:98940:A!*"));
  ack_has(answer, "TRN*2*C1001~\nSTC*A7:453*20240901*U*45********");
  ack_has(answer,
          "SVC*HC:98940:A!*45*****1~\nSTC*A7:453**U~\n"
          "REF*FJ*C1001-1~\nDTP*472*D8*20240812~\n");
}

/* What is wrong with a provider is wrong with all its claims. */
static void rejects_what_stands_below_a_fault(void **state) {
  (void)state;
  const char *answer = ack_run(
      ACK_277CA,
      ack_edit(ACK_WHOLE, "N4*COLUMBUS*OH*432151172", "N4**OH*432151172"));
  ack_has(answer, "TRN*2*C1001~\nSTC*A6:");
}

#define ACK_SECOND                                       \
  "HL*3*1*22*0~SBR*P*18*******CI~"                       \
  "NM1*IL*1*ROE*ANN****MI*X99~N3*1 A ST~"                \
  "N4*COLUMBUS*OH*43215~DMG*D8*19700101*F~"              \
  "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~"                \
  "CLM*C1002*45***11:B:1*Y*A*Y*Y~DTP*431*D8*20240805~"   \
  "HI*ABK:M9903*ABF:M5459~LX*1~SV1*HC:98940*45*UN*1***1" \
  ":2~DTP*472*D8*20240812~REF*6R*C1002-1~SE*40*0001~"

/* A provider's fault is told with its first claim, and rejects the next too. */
static void rejects_all_claims_of_a_provider(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_277CA, ack_edit(ack_edit(ACK_WHOLE, ACK_SE, ACK_SECOND),
                                  "*XX*1712500663", "*XX*1712500664"));
  ack_has(answer, "QTY*AA*2~\n");
  ack_has(answer, "TRN*2*C1001~\nSTC*A7:562:85*20240901*U*45********NPI ");
  ack_has(answer, "TRN*2*C1002~\nSTC*A7:562:85*20240901*U*45********NPI ");
}

/* What cannot be read is rejected in words, too. */
static void says_what_it_could_not_read(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_277CA, ack_edit(ack_edit(ACK_WHOLE, ACK_SE, ACK_SECOND),
                                  "HL*3*1*22", "HL*3*1*24"));
  ack_has(answer,
          "TRN*2*C1002~\nSTC*A3:21*20240901*U*45********the claim or a "
          "level above it cannot be read~\n");
}

/* ISA13 stays between 1 and 999999999, and is not that of the 999. */
static void has_a_number_of_its_own(void **state) {
  static const struct {
    const char *asked, *answered;
  } rows[] = {{"000000001", "500000001"},
              {"499999999", "999999999"},
              {"500000000", "999999999"},
              {"500000001", "000000001"}};
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char end[32];
    TR_ROW(i, tr_str_of(rows[i].asked));
    snprintf(end, sizeof end, "IEA*1*%s~\n", rows[i].answered);
    ack_has(ack_run(ACK_277CA,
                    ack_edit(ack_edit(ACK_WHOLE, "000000101", rows[i].asked),
                             "IEA*1*000000101", "IEA*1*000000101")),
            end);
  }
}

static void answers_by_the_clearinghouse_where_payers_are_many(void **state) {
  (void)state;
  const char *answer = ack_run(
      ACK_277CA,
      ack_edit(ACK_WHOLE, ACK_SE,
               "HL*3*1*22*0~SBR*P*18*******CI~"
               "NM1*IL*1*ROE*ANN****MI*X99~N3*1 A ST~N4*COLUMBUS*OH*43215~"
               "DMG*D8*19700101*F~NM1*PR*2*OTHER PAYER*****PI*77777~"
               "CLM*C1002*45***11:B:1*Y*A*Y*Y~DTP*431*D8*20240805~"
               "HI*ABK:M9903*ABF:M5459~LX*1~SV1*HC:98940*45*UN*1***1:2~"
               "DTP*472*RD8*20240812-20240813~REF*6R*C1002-1~SE*40*0001~"));
  ack_has(answer, "NM1*AY*2*HOUSE OF CLAIMS*****46*HOUSE01~\n");
  ack_has(answer, "STC*A1:19:AY*20240901*WQ*90~\n");
  ack_has(answer, "HL*5*3*PT~\nNM1*QC*1*ROE*ANN****MI*X99~\nTRN*2*C1002~\n");
}

static void is_silent_without_claims(void **state) {
  (void)state;
  assert_string_equal(ack_run(ACK_277CA, "not X12"), "");
  assert_string_equal(
      ack_run(ACK_277CA, ACK_ISA ACK_GS ACK_ST "SE*2*0001~" ACK_END), "");
}

static void one_set_for_each_set(void **state) {
  (void)state;
  const char *answer =
      ack_run(ACK_277CA, ACK_ISA ACK_GS ACK_ST ACK_HEAD ACK_CLAIM ACK_SE
              "ST*837*0002*005010X222A1~" ACK_HEAD ACK_CLAIM
              "SE*25*0002~"
              "GE*2*7~IEA*1*000000101~");
  ack_has(answer, "BHT*0085*08*000000101-7-0001*");
  ack_has(answer, "ST*277*0002*005010X214~\nBHT*0085*08*000000101-7-0002*");
  ack_has(answer, "GE*2*500000101~\nIEA*1*500000101~\n");
}

TR_TESTS(cmocka_unit_test(accepts_what_is_whole),
         cmocka_unit_test(rejects_with_a_reason_in_words),
         cmocka_unit_test(answers_the_line_that_is_at_fault),
         cmocka_unit_test(rejects_what_stands_below_a_fault),
         cmocka_unit_test(rejects_all_claims_of_a_provider),
         cmocka_unit_test(says_what_it_could_not_read),
         cmocka_unit_test(has_a_number_of_its_own),
         cmocka_unit_test(answers_by_the_clearinghouse_where_payers_are_many),
         cmocka_unit_test(is_silent_without_claims),
         cmocka_unit_test(one_set_for_each_set))
