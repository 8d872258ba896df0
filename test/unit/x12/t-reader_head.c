/* Tests of src/x12/reader_head.c: what an input and an interchange begin with.
 * Numbers in comments are those of the table of bad inputs. */
#include "x12_run.h"

#define BODY GS ST BHT SE GE IEA
#define SECOND_ISA ISA_HEAD "^*00501*000000002*0*T*:~"
#define SECOND_IEA "IEA*1*000000002~"

static void not_x12(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"1 empty", TR_STR(""), "TRX0001/empty\n", ""},
      {"1 blank", TR_STR("\n \r\n"), "TRX0001/empty\n", ""},
      {"5 lower case", TR_STR("isa*00*          *00*"),
       "TRX0001/lower-case @0 #1 +3\n", ""},
      {"8 UTF-16", TR_STR("\xFF\xFEI\0S\0A\0*\0"), "TRX0001/guess @0 #1 +0\n",
       ""},
      {"9 EBCDIC", TR_STR("\xC9\xE2\xC1\x5C\xF0\xF0"),
       "TRX0001/guess @0 #1 +0\n", ""},
      {"10 PDF", TR_STR("%PDF-1.4\n%abc"), "TRX0001/guess @0 #1 +0\n", ""},
      {"10 JSON after a BOM", TR_STR("\xEF\xBB\xBF{\"a\": 1}"),
       "TRX0001/guess @3 #1 +0\n", ""},
      {"10 two letters", TR_STR("IS"), "TRX0001/guess @0 #1 +0\n", ""},
      {"11 mail text", TR_STR("From: a\n\n" GOOD),
       "TRX0001/text-before @0 #1 +7\n", ""},
      {"bare set", TR_STR(ST BHT SE), "TRX0001/no-envelope @0 #1 +2\n", ""},
      {"66 ISAAC", TR_STR("ISAAC*NEWTON"), "TRX0001/guess @0 #1 +0\n", ""},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(TR_STR("%PDF"));
  assert_true(run.not_x12);
  run_whole(TR_STR(GOOD));
  assert_false(run.not_x12);
}

static void bad_isa(void **state) {
  (void)state;
#define NONE_READ "isa! gs! st! se ge iea "
#define WIDE(a, b)                                 \
  "ISA*00*          *00*          *ZZ*" a "*ZZ*" b \
  "*261123*0830*^*00501*000000001*0*T*:~" BODY
  static const tr_run_row rows[] = {
      {"2 three bytes", TR_STR("ISA"), "TRX0002/cut @0 #1 ISA+3\n", ""},
      {"2 cut at 50", {ISA, 50}, "TRX0002/cut @0 #1 ISA+50\n", ""},
      {"2 cut at 105", {ISA, 105}, "TRX0002/cut @0 #1 ISA+105\n", ""},
      {"3 of 105 bytes", TR_STR(WIDE("CLINIC        ", "PAYER          ")),
       "TRX0002/width @35 #1 ISA06+14\n", NONE_READ},
      {"3 of 107 bytes", TR_STR(WIDE("CLINIC         ", "PAYER           ")),
       "TRX0002/width @54 #1 ISA08+16\n", NONE_READ},
      {"4 widths cancel", TR_STR(WIDE("CLINIC        ", "PAYER           ")),
       "TRX0002/width @35 #1 ISA06+14\n", NONE_READ},
      {"6 fifteen", TR_STR(ISA_HEAD "^*000000001*0*T*:~" BODY),
       "TRX0002/elements @0 #1 ISA+99\n", NONE_READ},
      {"6 seventeen", TR_STR(ISA_HEAD "^**00501*000000001*0*T*:~" BODY),
       "TRX0002/elements @0 #1 ISA+106\n", NONE_READ},
      {"15 component = element",
       TR_STR(ISA_HEAD "^*00501*000000001*0*T**~" BODY),
       "TRX0003/equal @104 #1 ISA16+1\n", NONE_READ},
      {"15 terminator = element",
       TR_STR(ISA_HEAD "^*00501*000000001*0*T*:*" BODY),
       "TRX0003/equal @105 #1 ISA+1\n", "isa! iea! "},
      {"15 repetition = component",
       TR_STR(ISA_HEAD ":*00501*000000001*0*T*:~" BODY),
       "TRX0003/equal @104 #1 ISA16+1\n", NONE_READ},
      {"15 repetition = terminator",
       TR_STR(ISA_HEAD "~*00501*000000001*0*T*:~" BODY),
       "TRX0003/equal @105 #1 ISA+1\n", NONE_READ},
      {"16 letter", TR_STR(ISA_HEAD "^*00501*000000001*0*T*A~" BODY),
       "TRX0003/character @104 #1 ISA16+1\n", NONE_READ},
      {"16 NUL", TR_STR(ISA_HEAD "^*00501*000000001*0*T*\0~" BODY),
       "TRX0003/character @104 #1 ISA16+1\n", NONE_READ},
      {"17 U", TR_STR(ISA_HEAD "U*00501*000000001*0*T*:~" BODY),
       "TRX0002/repetition @82 #1 ISA11+1\n", NULL},
      {"46 control character in ISA",
       TR_STR("ISA*00*          *00*          *ZZ*CLI\tIC         *ZZ*PAYER  "
              "        *261123*0830*^*00501*000000001*0*T*:~" BODY),
       "TRX0109/character @35 #1 ISA06+15\n", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(TR_STR(WIDE("CLINIC        ", "PAYER           ")));
  assert_string_equal(run.full,
                      "TRX0002/width @35 #1 ISA06+14 element=ISA06 found=14 "
                      "expected=15 also:ISA08@53\n");
  run_whole(rows[8].input);
  assert_string_equal(run.full,
                      "TRX0003/equal @104 #1 ISA16+1 first=component "
                      "separator second=element separator byte='*' "
                      "also:ISA@3\n");
}

static void tolerated(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"clean", TR_STR(GOOD), "", NULL},
      {"7 BOM", TR_STR("\xEF\xBB\xBF" GOOD), "TRX0012/bom @0 #1 +3\n", NULL},
      {"12 blank lines", TR_STR("\r\n\n" GOOD),
       "TRX0012/blank-lines @0 #1 +3\n", NULL},
      {"12 blanks", TR_STR("   " GOOD), "TRX0012/indentation @0 #1 +3\n", NULL},
      {"7 and 12: one note", TR_STR("\xEF\xBB\xBF\n" GOOD),
       "TRX0012/bom @0 #1 +3\n", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
}

/* The good ones around a bad interchange are read, whatever it does. */
static void goes_on_at_the_next(void **state) {
  (void)state;
#define SECOND SECOND_ISA BODY_2
#define BODY_2 GS ST BHT SE GE SECOND_IEA
  static const tr_run_row rows[] = {
      {"20 other delimiters",
       TR_STR(GOOD
              "ISA|00|          |00|          |ZZ|CLINIC         |ZZ|PAYER   "
              "       |261123|0830|^|00501|000000002|0|T|>\n"
              "GS|HC|A|B|20261123|0830|1|X|005010X222A1\nST|837|0001\n"
              "SE|2|0001\nGE|1|1\nIEA|1|000000002\n"),
       "", "isa gs st se ge iea isa gs st se ge iea "},
      {"bad first", TR_STR(WIDE("CLINIC        ", "PAYER          ") SECOND),
       "TRX0002/width @35 #1 ISA06+14\n", NONE_READ "isa gs st se ge iea "},
      {"bad first without terminator",
       TR_STR(ISA_HEAD "^*00501*000000001*0*T*:A\nGS*HC*x\nIEA\n" SECOND),
       "TRX0003/character @105 #1 ISA+1\n", "isa! iea! isa gs st se ge iea "},
      {"34 cut second",
       {GOOD SECOND, sizeof(GOOD) - 1 + 180},
       "TRX0011 @413 #10 ST03+12\n",
       "isa gs st se ge iea isa gs ge! iea! "},
      {"34 cut second ISA",
       {GOOD SECOND, sizeof(GOOD) - 1 + 50},
       "TRX0002/cut @245 #8 ISA+50\n",
       NULL},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void control_characters_delimit(void **state) {
  (void)state;
  static const char sets[][3] = {{'\x1D', '\x1C', '\x1F'},
                                 {'\x1E', '\x1F', '\x1D'},
                                 {'\t', '\r', '>'},
                                 {'|', '\n', '\\'},
                                 {'*', '\'', '<'}};
  static char text[] = GOOD;
  for (size_t i = 0; i < TR_COUNT(sets); i++) {
    char copy[sizeof text];
    for (size_t k = 0; k < sizeof text; k++) {
      const char c = text[k];
      copy[k] = c == '*'   ? sets[i][0]
                : c == '~' ? sets[i][1]
                : c == ':' ? sets[i][2]
                           : c;
    }
    TR_ROW(i, tr_str_of("delimiters"));
    run_whole((tr_str){copy, sizeof copy - 1});
    assert_string_equal(run.faults, "");
    assert_int_equal(run.body, 1);
  }
}

TR_TESTS(cmocka_unit_test(not_x12), cmocka_unit_test(bad_isa),
         cmocka_unit_test(tolerated), cmocka_unit_test(goes_on_at_the_next),
         cmocka_unit_test(control_characters_delimit))
