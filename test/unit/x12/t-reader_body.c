/* Tests of src/x12/reader_body.c: segments that are odd, cut or padded. Numbers
 * in comments are those of the table of bad inputs. */
#include "x12_run.h"

#define BEFORE ISA GS ST
#define AFTER SE GE IEA
#define SET(bht) BEFORE bht AFTER

static void line_ends(void **state) {
  (void)state;
#define LINED(n)                                                           \
  ISA_HEAD "^*00501*000000001*0*T*:" n                                     \
           "GS*HC*CLINIC*PAYER*20261123*0830*1*X*005010X222A1" n           \
           "ST*837*0001*005010X222A1" n "BHT*0019*00*1*20261123*0830*CH" n \
           "SE*3*0001" n "GE*1*1" n "IEA*1*000000001" n
  static const tr_run_row rows[] = {
      {"18 CRLF after ~", TR_STR(LINED("~\r\n")), "", NULL},
      {"18 LF after ~", TR_STR(LINED("~\n")), "", NULL},
      {"18 CR after ~", TR_STR(LINED("~\r")), "", NULL},
      {"18 LF", TR_STR(LINED("\n")), "", NULL},
      {"18 CR", TR_STR(LINED("\r")), "", NULL},
      {"18 CRLF", TR_STR(LINED("\r\n")), "", NULL},
      {"blank line", TR_STR(SET("\n\n" BHT)),
       "TRX0012/blank-lines @182 #4 +1\n", NULL},
      {"blank line between LF", TR_STR(LINED("\n\n")),
       "TRX0012/blank-lines @106 #2 +1\n", NULL},
      {"indented", TR_STR(SET("\r\n   " BHT)),
       "TRX0012/indentation @183 #4 +3\n", NULL},
      {"38 empty segment", TR_STR(SET("~" BHT)),
       "TRX0012/empty-segment @181 #4 +1\n", NULL},
      {"a CR before LF in the middle",
       TR_STR(ISA_HEAD
              "^*00501*000000001*0*T*:\n"
              "GS*HC*A*B*20261123*0830*1*X*005010X222A1\nST*837*0001\r\n"
              "BHT*0019\nSE*3*0001\nGE*1*1\nIEA*1*000000001\n"),
       "TRX0012/line-end @158 #3 +1\n", NULL},
      {"21 wrapped", TR_STR(SET("BHT*0019*00*1*2026\n1123*0830*CH~")),
       "TRX0109/line-end @195 #4 BHT04+9\n", NULL},
      {"21 twice: one word", TR_STR(SET("BHT*00\r\n19*00*1*2026\r\n1123~")),
       "TRX0109/line-end @185 #4 BHT01+6\n", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(rows[11].input);
  assert_int_equal(run.damaged, 1);
}

static void ends(void **state) {
  (void)state;
#define CUT(n) \
  { GOOD, sizeof(GOOD) - 1 - (n) }
#define IEA_CUT "isa gs st se ge iea! "
  static const tr_run_row rows[] = {
      {"35 last terminator missing", CUT(1), "TRX0012/terminator @244 #7 +0\n",
       NULL},
      {"35 and a line end instead",
       TR_STR(ISA GS ST BHT SE GE "IEA*1*000000001\r\n"),
       "TRX0012/terminator @244 #7 +0\n", NULL},
      {"IEA02 cut", CUT(2), "TRX0011 @235 #7 IEA02+8\n", IEA_CUT},
      {"IEA02 missing", CUT(10), "TRX0011 @235 #7 IEA02+0\n", IEA_CUT},
      {"IEA cut", CUT(15), "TRX0011 @229 #7 +1\n", IEA_CUT},
      {"36 cut in an amount", TR_STR(BEFORE BHT "HL*1**20*1~CLM*A1*6"),
       "TRX0011 @230 #6 CLM02+1\n", "isa gs st se! ge! iea! "},
      {"36 cut in a component", TR_STR(BEFORE BHT "CLM*A1*60***11:B:"),
       "TRX0011 @229 #5 CLM05-3+0\n", "isa gs st se! ge! iea! "},
      {"13 text after IEA", TR_STR(GOOD "\nSent from my phone\n"),
       "TRX0008/after-iea @246 #8 +18\n", NULL},
      {"13 long text, one word", TR_STR(GOOD "a~b~c*d~e"),
       "TRX0008/after-iea @245 #8 +1\n", NULL},
      {"13 text before the next ISA",
       TR_STR(GOOD "\n-- \nnote\n" ISA_HEAD
                   "^*00501*000000002*0*T*:~" GS ST BHT SE GE
                   "IEA*1*000000002~"),
       "TRX0008/after-iea @246 #8 +9\n",
       "isa gs st se ge iea isa gs st se ge iea "},
      {"14 NUL and Ctrl-Z", TR_STR(GOOD "\r\n\0\0\0\x1A"),
       "TRX0012/padding @247 #8 +4\n", NULL},
      {"blank lines at the end", TR_STR(GOOD "\n\n\n"),
       "TRX0012/blank-lines @246 #8 +2\n", NULL},
      {"one line end at the end", TR_STR(GOOD "\r\n"), "", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
}

static void ids_and_characters(void **state) {
  (void)state;
#define ROW(n, bht, faults) \
  { (n), TR_STR(SET(bht)), (faults), NULL }
  static const tr_run_row rows[] = {
      ROW("39 lower case", "bht*0019~", "TRX0101/malformed @181 #4 +3\n"),
      ROW("39 four letters", "BHTX*0019~", "TRX0101/malformed @181 #4 +4\n"),
      ROW("39 one letter", "B*0019~", "TRX0101/malformed @181 #4 +1\n"),
      ROW("39 empty", "*0019~", "TRX0101/malformed @181 #4 +0\n"),
      ROW("39 a blank", "BH *0019~", "TRX0101/malformed @181 #4 +3\n"),
      ROW("39 a digit first", "1ST*0019~", "TRX0101/malformed @181 #4 +3\n"),
      ROW("39 well-formed", "ZZ9*0019~", ""),
      ROW("46 NUL", "BHT*0\0*1~", "TRX0109/character @185 #4 BHT01+2\n"),
      ROW("46 ESC", "BHT*0*1:2\x1B~", "TRX0109/character @189 #4 BHT02-2+2\n"),
      ROW("46 TAB", "BHT*0\t1~", "TRX0109/character @185 #4 BHT01+3\n"),
      ROW("46 DEL", "BHT*\x7F~", "TRX0109/character @185 #4 BHT01+1\n"),
      ROW("46 in the id", "B\x01T*0~", "TRX0109/character @181 #4 +5\n"),
      ROW("47 UTF-8", "BHT*M\xC3\xBCller~",
          "TRX0109/character @185 #4 BHT01+7\n"),
      ROW("47 Latin-1", "BHT*M\xFCller~",
          "TRX0109/character @185 #4 BHT01+6\n"),
      ROW("47 overlong", "BHT*\xC0\xAF~",
          "TRX0109/character @185 #4 BHT01+2\n"),
      ROW("47 right-to-left mark", "BHT*a\xE2\x80\x8F~",
          "TRX0109/character @185 #4 BHT01+4\n"),
      ROW("45 no release character", "BHT*a?*b~", ""),
      ROW("66 data", "BHT*ISA*O'HARA');DROP TABLE*<SCRIPT>*=CMD*%S%N*$(X)*\\~",
          ""),
      ROW("66 ISAAC", "NM1*85*1*ISAAC~", ""),
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(TR_STR(SET("BHT*M\xFCller~")));
  assert_string_equal(run.full,
                      "TRX0109/character @185 #4 BHT01+6 element=BHT01 "
                      "byte=0xFC position=2\n");
}

static void no_fixed_arrays(void **state) {
  (void)state;
  static char text[1 << 20];
  for (size_t elements = 1; elements < 100000; elements = elements * 3 + 67) {
    int n = snprintf(text, sizeof text, "%s", ISA GS ST "BHT");
    memset(text + n, '*', elements);
    n += (int)elements;
    n += snprintf(text + n, sizeof text - (size_t)n, "~" AFTER);
    run_whole((tr_str){text, (size_t)n});
    assert_string_equal(run.faults, "");
    const uint64_t hash = run.hash;
    run_chunks((tr_str){text, (size_t)n}, 61, NULL, NULL);
    assert_int_equal(run.hash, hash);
  }
}

TR_TESTS(cmocka_unit_test(line_ends), cmocka_unit_test(ends),
         cmocka_unit_test(ids_and_characters),
         cmocka_unit_test(no_fixed_arrays))
