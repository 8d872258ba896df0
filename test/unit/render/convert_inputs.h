/* Inputs for the tests of conversion: what files are really like, and worse.
 * Data are invented. */
#ifndef TR_CONVERT_INPUTS_H
#define TR_CONVERT_INPUTS_H

#include "tr_test.h"

#define CI_ISA(number)                                                 \
  "ISA*00*          *00*          *ZZ*CLINIC         *ZZ*PAYER       " \
  "   *260630*0830*^*00501*" number "*0*T*:~"
#define CI_SET CI_SET_OF("CLM*C1*45***11:B:1*Y*A*Y*Y~")
#define CI_SET_OF(claim)                                                \
  "ST*837*0001*005010X222A1~BHT*0019*00*B42*20260630*0830*CH~"          \
  "NM1*41*2*EXAMPLE*****46*S9~PER*IC*DESK*TE*5550100199~"               \
  "NM1*40*2*PAYER*****46*R8~HL*1**20*1~"                                \
  "NM1*85*2*EXAMPLE*****XX*1234567893~N3*12 ELM~N4*SALEM*OR*973010001~" \
  "REF*EI*930000001~HL*2*1*22*0~SBR*P*18*******CI~"                     \
  "NM1*IL*1*ROWAN*ALEX****MI*W12~N3*7 OAK~N4*SALEM*OR*97302~"           \
  "DMG*D8*19790502*F~NM1*PR*2*MUTUAL*****PI*29076~" claim               \
  "HI*ABK:M9903*ABF:M5416~"                                             \
  "LX*1~SV1*HC:98940:AT*45*UN*1***1:2~DTP*472*D8*20260612~"             \
  "SE*23*0001~"
#define CI_GS "GS*HC*CLINIC*PAYER*20260630*0830*1*X*005010X222A1~"
#define CI_GE "GE*1*1~"
#define CI_IEA(number) "IEA*1*" number "~"
#define CI_FILE CI_ISA("000000001") CI_GS CI_SET CI_GE CI_IEA("000000001")

/* Another interchange with other delimiters and lines, and a 271. */
#define CI_OTHER                                                       \
  "ISA|00|          |00|          |ZZ|CLINIC         |ZZ|PAYER       " \
  "   |260630|0830|!|00501|000000002|0|T|>'\r\n"                       \
  "GS|HB|CLINIC|PAYER|20260630|0830|2|X|005010X279A1'\r\n"             \
  "ST|271|0001|005010X279A1'\r\nBHT|0022|11|A1|20260630|0830'\r\n"     \
  "HL|1||20|1'\r\nNM1|PR|2|MUTUAL|||||PI|29076'\r\nHL|2|1|21|1'\r\n"   \
  "NM1|1P|2|EXAMPLE|||||XX|1234567893'\r\nHL|3|2|22|0'\r\n"            \
  "NM1|IL|1|ROWAN|ALEX||||MI|W12'\r\nEB|1||30!98'\r\nSE|10|0001'\r\n"  \
  "GE|1|2'\r\nIEA|1|000000002'\r\n"

static const struct {
  const char *p;
  size_t n;
} convert_inputs[] = {
#define INPUT(literal) \
  { (literal), sizeof(literal) - 1 }
    INPUT(CI_FILE),
    INPUT(CI_FILE "\n"),
    INPUT(CI_FILE CI_OTHER),
    INPUT("\xEF\xBB\xBF" CI_FILE),         /* byte order mark */
    INPUT(" \r\n\n\t" CI_FILE "\n\n\0\0"), /* padding */
    INPUT(CI_FILE "goodbye, world\xFF\x00~more"),
    INPUT(CI_FILE "stray*text~" CI_FILE), /* text, then the number again */
    INPUT(""),
    INPUT("a letter, not X12"),
    INPUT("\x89PNG\r\n\x1a\n\x00\x01\x02\xFE"),
    INPUT("ISA*00*  "), /* cut in its first segment */
    INPUT(CI_ISA("000000001") CI_GS CI_SET "CLM*C2*4"),    /* cut */
    INPUT(CI_ISA("000000001") CI_GS CI_SET),               /* no trailers */
    INPUT(CI_ISA("000000001") CI_SET CI_IEA("000000001")), /* no group */
    INPUT(CI_ISA("000000001") CI_GS
          "ST*837*0001*005010X223A2~BHT*0019*00*B42~SE*3*0001~"
          "XX*odd*odd~" CI_GE "TA1*000000001*260630*0830*A*000~" CI_IEA(
              "000000001")), /* a foreign set, strays, TA1 at the end */
    INPUT(CI_ISA("000000001") CI_GS
          "ST*837*0001*005010X222A1~"
          "BHT*0019*00*B42*20260630*0830*CH**~~  \nNM1*41*2*Caf\xC3\xA9~"
          "NM1*41*2*Caf\xE9~nm1*x~*~NM1~CLM*:*::1*:^:~ZZZ*1~"
          "SV1*HC:98940*1\n*UN~SE*9*0001~" CI_GE CI_IEA("000000001")),
    /* an ISA that gives no delimiters, then a good one */
    INPUT("ISA*00*  bad*~GS*x~" CI_FILE),
    INPUT("ISA~00~          ~00~          ~ZZ~CLINIC         ~ZZ~PAYER       "
          "   ~260630~0830~^~00501~000000001~0~T~~~\nGS~1~" CI_FILE),
    /* a claim's segments in a wrong order, loops out of place */
    INPUT(
        CI_ISA("000000001") CI_GS
        "ST*837*0001*005010X222A1~HL*1**20*1~LX*1~SV1*HC:98940*1*UN*1~"
        "NM1*IL*1*A~N3*B~CLM*C1*45~NM1*85*2*X~LX*2~BHT*1~SE*1*1~" CI_GE CI_IEA(
            "000000001")),
#undef INPUT
};

#endif
