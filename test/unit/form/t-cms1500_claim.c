/* Tests of src/form/cms1500_claim.c: the condition, dates, diagnoses. */
#include "form_of.h"

#define DATES "DTP*431*D8*20260601~DTP*454*D8*20260605~DTP*455*D8*20260603~"
#define WITH(segments) "CLM*C1*45***11:B:1*Y*A*Y*Y~" segments "HI*ABK:M9903~"
#define LUMBAR "LX*1~SV1*HC:97012*45*UN*1***1~DTP*472*D8*20260612~"
#define MEDICARE .subscriber = FORM_SELF("MB")
#define ACCIDENT                                             \
  "CLM*C1*45***11:B:1*Y*A*Y*Y**AA:::OR~DTP*439*D8*20260601~" \
  "HI*ABK:M9903~"
#define TWELVE                                                                \
  "HI*ABK:M9903*ABF:M5416*ABF:M5417*ABF:M5410*ABF:M5411*ABF:M5412*ABF:M5413*" \
  "ABF:M5414*ABF:M5415*ABF:M542*ABF:M546*ABF:M5451~"

static const form_row rows[] = {
    {{0}, "10a", 0, "NO"},
    {{0}, "10b", 0, "NO"},
    {{.claim = ACCIDENT}, "10b", 0, "YES"},
    {{.claim = ACCIDENT}, "10b.state", 0, "OR"},
    {{.claim = ACCIDENT}, "10c", 0, "NO"},
    {{.claim = "CLM*C1*45***11:B:1*Y*A*Y*Y**EM~DTP*439*D8*20260601~"
               "HI*ABK:M9903~"},
     "10a",
     0,
     "YES"},
    {{.claim = WITH("") "HI*BG:17*BG:AA~"}, "10d", 0, "17 AA"},
    /* 14 and 15 of most payers */
    {{.claim = WITH(DATES)}, "14", 0, "06 01 26"},
    {{.claim = WITH(DATES)}, "14.qualifier", 0, "431"},
    {{.claim = WITH(DATES)}, "15", 0, "06 05 26"},
    {{.claim = WITH(DATES)}, "15.qualifier", 0, "454"},
    {{.claim = WITH("DTP*484*D8*20260501~")}, "14.qualifier", 0, "484"},
    /* Medicare and a manipulation: first treatment in 14, x-ray in 19 */
    {{MEDICARE, .claim = WITH(DATES)}, "14", 0, "06 05 26"},
    {{MEDICARE, .claim = WITH(DATES)}, "14.qualifier", 0, ""},
    {{MEDICARE, .claim = WITH(DATES)}, "15", 0, ""},
    {{MEDICARE, .claim = WITH(DATES)}, "19", 0, "06 03 26"},
    {{MEDICARE, .claim = WITH(DATES), .lines = LUMBAR}, "14", 0, "06 01 26"},
    {{MEDICARE, .claim = WITH(DATES), .lines = LUMBAR}, "19", 0, ""},
    {{.claim = WITH(DATES)}, "19", 0, ""},
    {{.claim = WITH("DTP*314*RD8*20260601-20260610~")},
     "16.from",
     0,
     "06 01 26"},
    {{.claim = WITH("DTP*314*RD8*20260601-20260610~")}, "16.to", 0, "06 10 26"},
    {{.claim = WITH("DTP*360*D8*20260601~")}, "16.from", 0, "06 01 26"},
    {{.claim = WITH("DTP*361*D8*20260611~")}, "16.to", 0, "06 11 26"},
    {{.claim = WITH("DTP*435*D8*20260602~DTP*096*D8*20260604~")},
     "18.from",
     0,
     "06 02 26"},
    {{.claim = WITH("DTP*435*D8*20260602~DTP*096*D8*20260604~")},
     "18.to",
     0,
     "06 04 26"},
    {{.claim = WITH("") "NM1*DN*1*STERN*RUTH*ANN***XX*1234567893~"
                        "REF*G2*A77~"},
     "17",
     0,
     "RUTH ANN STERN"},
    {{.claim = WITH("") "NM1*DN*1*STERN*RUTH*ANN***XX*1234567893~"
                        "REF*G2*A77~"},
     "17.qualifier",
     0,
     "DN"},
    {{.claim = WITH("") "NM1*DN*1*STERN*RUTH*ANN***XX*1234567893~"
                        "REF*G2*A77~"},
     "17a",
     0,
     "A77"},
    {{.claim = WITH("") "NM1*DQ*1*STERN*RUTH****XX*1234567893~"},
     "17.qualifier",
     0,
     "DQ"},
    {{.claim = WITH("") "NM1*DQ*1*STERN*RUTH****XX*1234567893~"},
     "17b",
     0,
     "1234567893"},
    {{.claim = WITH("PWK*OZ*BM***AC*K7~NTE*ADD*late note~")},
     "19",
     0,
     "LATE NOTE PWKOZBMK7"},
    {{0}, "20", 0, "NO"},
    /* diagnoses */
    {{0}, "21.indicator", 0, "0"},
    {{0}, "21B", 0, "M5416"},
    {{.claim = "CLM*C1*45***11:B:1*Y*A*Y*Y~" TWELVE}, "21L", 0, "M5451"},
    {{.claim = "CLM*C1*45***11:B:1*Y*A*Y*Y~HI*BK:7393~"},
     "21.indicator",
     0,
     "9"},
    /* 22, 23, 28, 29 */
    {{0}, "22", 0, ""},
    {{.claim = "CLM*C1*45***11:B:7*Y*A*Y*Y~REF*F8*ICN77~HI*ABK:M9903~"},
     "22",
     0,
     "7"},
    {{.claim = "CLM*C1*45***11:B:7*Y*A*Y*Y~REF*F8*ICN77~HI*ABK:M9903~"},
     "22.reference",
     0,
     "ICN77"},
    {{.claim = WITH("REF*9F*R5~")}, "23", 0, "R5"},
    {{.claim = WITH("REF*9F*R5~REF*G1*A5~")}, "23", 0, "A5"},
    {{0}, "28", 0, "45 00"},
    {{0}, "29", 0, ""},
    {{.claim = WITH("AMT*F5*12.5~")}, "29", 0, "12 50"},
};

static void the_condition_stands_in_its_items(void **state) {
  (void)state;
  form_check(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(the_condition_stands_in_its_items))
