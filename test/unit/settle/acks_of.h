/* Claims that were sent, and answers to them. */
#ifndef TR_TEST_ACKS_OF_H
#define TR_TEST_ACKS_OF_H

#include "ack/intake_of.h"
#include "settle/acks.h"

#define OF_SET(number, reference, claims)                                    \
  "ST*837*" number "*005010X222A1~BHT*0019*00*" reference                    \
  "*20240814*0815*CH~NM1*41*2*LINDENROW*****46*CLINIC01~PER*IC*D*TE*"        \
  "6145550100~"                                                              \
  "NM1*40*2*HOUSE*****46*HOUSE01~HL*1**20*1~NM1*85*2*LINDENROW*****XX*"      \
  "1712500663~"                                                              \
  "N3*418 LINDEN ROW~N4*COLUMBUS*OH*432151172~REF*EI*311550142~HL*2*1*22*0~" \
  "SBR*P*18*******CI~NM1*IL*1*HOLT*ZEKE****MI*W1~NM1*PR*2*PAYER*****PI*"     \
  "29076~" claims "SE*99*" number "~"
/* seven segments: CLM is the 15th of a set when it is the first */
#define OF_CLAIM(id, charge)                                 \
  "CLM*" id "*" charge                                       \
  "***11:B:1*Y*A*Y*Y~HI*ABK:M9903~LX*1~SV1*HC:98940*" charge \
  "*UN*1***1~DTP*472*D8*20240812~LX*2~SV1*HC:97012*0*UN*1***1~"
#define OF_SENT                                                    \
  OF_ISA("000000101")                                              \
  "GS*HC*CLINIC01*HOUSE01*20240814*0815*7*X*005010X222A1~" OF_SET( \
      "0001", "B1", OF_CLAIM("C1", "45") OF_CLAIM("C2", "70.5"))   \
      OF_SET("0002", "B2",                                         \
             OF_CLAIM("C3", "50")                                  \
                 OF_CLAIM("C1", "60")) "GE*2*7~IEA*1*000000101~"

#define OF_999(body)                                       \
  OF_ISA("000000901")                                      \
  "GS*FA*HOUSE01*CLINIC01*20240901*0815*9*X*005010X231A1~" \
  "ST*999*0001*005010X231A1~" body "SE*9*0001~GE*1*9~IEA*1*000000901~"
#define OF_277CA(batch, body)                                           \
  OF_ISA("000000902")                                                   \
  "GS*HN*HOUSE01*CLINIC01*20240901*0815*9*X*005010X214~"                \
  "ST*277*0001*005010X214~BHT*0085*08*R1*20240901*0815*TH~HL*1**20*1~"  \
  "NM1*PR*2*PAYER*****PI*29076~TRN*1*R1~DTP*050*D8*20240814~"           \
  "DTP*009*D8*20240901~HL*2*1*21*1~NM1*41*2*LINDENROW*****46*CLINIC01~" \
  "TRN*2*" batch "~STC*A1:19:PR*20240901*WQ*115~" body                  \
  "SE*9*0001~GE*1*9~IEA*1*000000902~"
#define OF_PROVIDER "HL*3*2*19*1~NM1*85*2*LINDENROW*****XX*1712500663~"
#define OF_PATIENT(id, rest)                                 \
  "HL*4*3*PT~NM1*QC*1*HOLT*ZEKE****MI*W1~TRN*2*" id "~" rest \
  "DTP*472*D8*20240812~"

static inline void of_sent(void *context, const tr_located *located) {
  tr_acks *acks = context;
  tr_sent_take(&acks->sent, located);
}

static inline void of_answer(void *context, const tr_located *located) {
  tr_acks_take(context, located);
}

/** Start with what was sent. */
static inline void of_begin(tr_acks *acks) {
  tr_acks_init(acks);
  tr_sent_file(&acks->sent, "sent.837");
  of_text(OF_SENT, of_sent, acks);
  assert_int_equal(tr_acks_status(acks), TR_OK);
}

/** Read answers. */
static inline void of_take(tr_acks *acks, const char *text) {
  tr_acks_file(acks, "answers");
  of_text(text, of_answer, acks);
  assert_int_equal(tr_acks_status(acks), TR_OK);
}

/** @return What became of the n-th claim. */
static inline tr_sent_state of_state(const tr_acks *acks, uint32_t n) {
  return tr_acks_state(acks, tr_sent_claim_at(&acks->sent, n));
}

#endif
