/* Tests of src/form/cms1500_service.c: item 24. */
#include "form_of.h"

#define ONE(segments) "LX*1~" segments "DTP*472*D8*20260612~"
#define TWO                                    \
  FORM_LINE                                    \
  "LX*2~SV1*HC:97012:GP:59*20.5*UN*2*12**2:1~" \
  "DTP*472*RD8*20260613-20260614~"
#define RENDERING \
  "NM1*82*1*ASHGROVE*NORA****XX*1234567893~PRV*PE*PXC*111N00000X~"

static const form_row rows[] = {
    {{0}, "24A.from", 1, "06 12 26"},
    {{0}, "24A.to", 1, "06 12 26"},
    {{0}, "24B", 1, "11"},
    {{0}, "24C", 1, ""},
    {{0}, "24D", 1, "98940"},
    {{0}, "24D.1", 1, ""},
    {{0}, "24E", 1, "AB"},
    {{0}, "24F", 1, "45 00"},
    {{0}, "24G", 1, "1"},
    {{0}, "24I", 1, ""},
    {{0}, "24J", 1, "1234567893"}, /* who bills, where nobody else renders */
    {{0}, "24J.id", 1, ""},
    {{0}, "24", 1, ""},
    {{0}, "24D", 2, ""},
    {{.lines = TWO}, "24D", 2, "97012"},
    {{.lines = TWO}, "24A.from", 2, "06 13 26"},
    {{.lines = TWO}, "24A.to", 2, "06 14 26"},
    {{.lines = TWO}, "24B", 2, "12"},
    {{.lines = TWO}, "24D.1", 2, "GP"},
    {{.lines = TWO}, "24D.2", 2, "59"},
    {{.lines = TWO}, "24E", 2, "BA"},
    {{.lines = TWO, .subscriber = FORM_SELF("MB")}, "24E", 2, "B"},
    {{.lines = TWO}, "24F", 2, "20 50"},
    {{.lines = TWO}, "24G", 2, "2"},
    {{.lines = ONE("SV1*HC:97012*45*UN*1.5***1*****Y~")}, "24G", 1, "1.5"},
    {{.lines = ONE("SV1*HC:97012*45*UN*1***1**Y~")}, "24C", 1, "Y"},
    {{.lines = ONE("SV1*HC:97012*45*UN*1***1****Y~")}, "24H", 1, "Y"},
    {{.lines = ONE("SV1*HC:97799:::::massage chair*45*UN*1***1~")},
     "24",
     1,
     "ZZMASSAGE CHAIR"},
    {{.lines =
          ONE("SV1*HC:J1030*45*UN*1***1~") "LIN**N4*00009307303~CTP****2*ML~"},
     "24",
     1,
     "N400009307303 ML2"},
    {{.claim = FORM_CLAIM RENDERING}, "24I", 1, "ZZ"},
    {{.claim = FORM_CLAIM RENDERING}, "24J.id", 1, "111N00000X"},
    {{.claim = FORM_CLAIM RENDERING, .subscriber = FORM_SELF("MB")},
     "24J.id",
     1,
     ""},
    {{.lines = FORM_LINE "NM1*82*1*OTTER*JO****XX*1234567893~"},
     "24J",
     1,
     "1234567893"},
};

static void a_line_stands_in_its_columns(void **state) {
  (void)state;
  form_check(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(a_line_stands_in_its_columns))
