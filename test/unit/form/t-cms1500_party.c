/* Tests of src/form/cms1500_party.c: carrier, coverage, insured, providers. */
#include "form_of.h"

#define OTHER                                                              \
  "SBR*P*18*G99******CI~AMT*D*30~OI***Y***Y~NM1*IL*1*ROWAN*SAM****MI*X55~" \
  "N3*9 ASH CT~N4*SALEM*OR*97302~NM1*PR*2*FIRST MUTUAL*****PI*11111~"
#define SECOND_MEDICARE                                      \
  "SBR*S*18*******MB~NM1*IL*1*ROWAN*ALEX****MI*1EG4TE5MK73~" \
  "N3*7 OAK ROAD~N4*SALEM*OR*97302~DMG*D8*19500312*M~"
#define CHILD                                                  \
  "PAT*19~NM1*QC*1*ROWAN*KIM~N3*7 OAK ROAD~N4*SALEM*OR*97302~" \
  "DMG*D8*20150102*M~"
#define PARENT                                                             \
  "SBR*P**G77******12~NM1*IL*1*ROWAN*ALEX****MI*W123456789~N3*7 OAK ROAD~" \
  "N4*SALEM*OR*97302~DMG*D8*19790502*F~"

static const form_row rows[] = {
    {{0}, "carrier.name", 0, "EXAMPLE MUTUAL"},
    {{0}, "carrier.street", 0, "PO BOX 9"},
    {{0}, "carrier.city", 0, "AKRON OH 44301"},
    {{0}, "1", 0, "GROUP"},
    {{0}, "1a", 0, "W123456789"},
    {{0}, "2", 0, "ROWAN JR, ALEX, Q"},
    {{0}, "3", 0, "05 02 1979"},
    {{0}, "3.sex", 0, "F"},
    {{0}, "4", 0, "ROWAN JR, ALEX, Q"},
    {{0}, "5", 0, "7 OAK ROAD"},
    {{0}, "5.city", 0, "SALEM"},
    {{0}, "5.state", 0, "OR"},
    {{0}, "5.zip", 0, "97302"},
    {{0}, "6", 0, "SELF"},
    {{0}, "7", 0, "7 OAK ROAD"},
    {{0}, "9", 0, ""},
    {{0}, "11", 0, "G77"},
    {{0}, "11a", 0, "05 02 1979"},
    {{0}, "11c", 0, "ROWAN LLC"},
    {{0}, "11d", 0, "NO"},
    {{0}, "12", 0, "SIGNATURE ON FILE"},
    {{0}, "13", 0, "SIGNATURE ON FILE"},
    {{0}, "25", 0, "930000001"},
    {{0}, "25.type", 0, "EIN"},
    {{0}, "26", 0, "C1"},
    {{0}, "27", 0, "YES"},
    {{0}, "31", 0, "SIGNATURE ON FILE"},
    {{0}, "32", 0, ""},
    {{0}, "33", 0, "EXAMPLE SPINE INC"},
    {{0}, "33.phone", 0, "555 0100199"},
    {{0}, "33.street", 0, "12 ELM ST SUITE 3"},
    {{0}, "33.city", 0, "SALEM OR 97301-0001"},
    {{0}, "33a", 0, "1234567893"},
    {{0}, "33b", 0, "ZZ111N00000X"},
    /* kinds of coverage */
    {{.subscriber = FORM_SELF("MC")}, "1", 0, "MEDICAID"},
    {{.subscriber = FORM_SELF("CH")}, "1", 0, "TRICARE"},
    {{.subscriber = FORM_SELF("VA")}, "1", 0, "CHAMPVA"},
    {{.subscriber = FORM_SELF("WC")}, "1", 0, "OTHER"},
    {{.subscriber = SECOND_MEDICARE}, "1", 0, "MEDICARE"},
    /* a dependent */
    {{.subscriber = PARENT, .patient = CHILD}, "2", 0, "ROWAN, KIM"},
    {{.subscriber = PARENT, .patient = CHILD}, "3", 0, "01 02 2015"},
    {{.subscriber = PARENT, .patient = CHILD}, "4", 0, "ROWAN, ALEX"},
    {{.subscriber = PARENT, .patient = CHILD}, "6", 0, "CHILD"},
    {{.subscriber = PARENT, .patient = CHILD}, "11a.sex", 0, "F"},
    /* another payer */
    {{.claim = FORM_CLAIM OTHER}, "9", 0, "ROWAN, SAM"},
    {{.claim = FORM_CLAIM OTHER}, "9a", 0, "G99"},
    {{.claim = FORM_CLAIM OTHER}, "9d", 0, "FIRST MUTUAL"},
    {{.claim = FORM_CLAIM OTHER}, "11d", 0, "YES"},
    /* Medicare: NONE, or the insurance before it; the place always */
    {{.subscriber = FORM_SELF("MB")}, "11", 0, "NONE"},
    {{.subscriber = FORM_SELF("MB")}, "4", 0, ""},
    {{.subscriber = FORM_SELF("MB")}, "7", 0, ""},
    {{.subscriber = FORM_SELF("MB")}, "11d", 0, ""},
    {{.subscriber = FORM_SELF("MB")}, "32", 0, "EXAMPLE SPINE INC"},
    {{.subscriber = FORM_SELF("MB")}, "32a", 0, "1234567893"},
    {{.subscriber = FORM_SELF("MB")}, "33b", 0, ""},
    {{.subscriber = SECOND_MEDICARE, .claim = FORM_CLAIM OTHER},
     "4",
     0,
     "ROWAN, SAM"},
    {{.subscriber = SECOND_MEDICARE, .claim = FORM_CLAIM OTHER},
     "7",
     0,
     "9 ASH CT"},
    {{.subscriber = SECOND_MEDICARE, .claim = FORM_CLAIM OTHER},
     "11",
     0,
     "G99"},
    {{.subscriber = SECOND_MEDICARE, .claim = FORM_CLAIM OTHER},
     "11c",
     0,
     "FIRST MUTUAL"},
    {{.claim = FORM_CLAIM "NM1*77*2*NORTH OFFICE*****XX*1234567893~"
                          "N3*5 FIR ST~N4*SALEM*OR*973010002~"},
     "32",
     0,
     "NORTH OFFICE"},
    {{.claim = "CLM*C1*45***11:B:1*Y*C*N*Y~HI*ABK:M9903~"}, "27", 0, "NO"},
    {{.claim = "CLM*C1*45***11:B:1*Y*C*N*Y~HI*ABK:M9903~"}, "13", 0, ""},
};

static void people_stand_in_their_items(void **state) {
  (void)state;
  form_check(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(people_stand_in_their_items))
