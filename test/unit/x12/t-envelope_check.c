/* Tests of src/x12/envelope_check.c: counts, control numbers, guides. Numbers
 * in comments are those of the table of bad inputs. */
#include "x12_run.h"

#define ISA_2 ISA_HEAD "^*00501*000000002*0*T*:~"
#define GS_OF(function, guide) \
  "GS*" function "*CLINIC*PAYER*20261123*0830*1*X*" guide "~"
#define WITH(gs, st) TR_STR(ISA gs st BHT SE GE IEA)
#define READ_NONE "isa gs! st! se ge iea "

static void counts(void **state) {
  (void)state;
#define SE_ROW(n, se, faults) \
  { (n), TR_STR(ISA GS ST BHT se GE IEA), faults, NULL }
  static const tr_run_row rows[] = {
      SE_ROW("23 SE01 high", "SE*4*0001~", "TRX0005/se @215 #5 SE01+1\n"),
      SE_ROW("24 2^64 + 3", "SE*18446744073709551619*0001~",
             "TRX0005/se @215 #5 SE01+20\n"),
      SE_ROW("24 2^32 + 3", "SE*4294967299*0001~",
             "TRX0005/se @215 #5 SE01+10\n"),
      SE_ROW("25 letters", "SE*ABC*0001~", "TRX0005/se @215 #5 SE01+3\n"),
      SE_ROW("25 zero", "SE*0*0001~", "TRX0005/se @215 #5 SE01+1\n"),
      SE_ROW("25 sign", "SE*+3*0001~", "TRX0005/se @215 #5 SE01+2\n"),
      SE_ROW("25 blank", "SE*3 *0001~", "TRX0005/se @215 #5 SE01+2\n"),
      SE_ROW("25 empty", "SE**0001~", "TRX0005/se @215 #5 SE01+0\n"),
      SE_ROW("leading zeros", "SE*0000000003*0001~", ""),
      {"23 GE01", TR_STR(ISA GS ST BHT SE "GE*2*1~" IEA),
       "TRX0005/ge @225 #6 GE01+1\n", NULL},
      {"23 IEA01", TR_STR(ISA GS ST BHT SE GE "IEA*9*000000001~"),
       "TRX0005/iea @233 #7 IEA01+1\n", NULL},
      {"23 GE01 zero though there is a set",
       TR_STR(ISA GS ST BHT SE "GE*0*1~" IEA), "TRX0005/ge @225 #6 GE01+1\n",
       NULL},
      {"37 a terminator lost",
       TR_STR(ISA GS ST
              "BHT*0019*00*1*20261123*0830*CH|NM1*41~SE*4*0001~" GE IEA),
       "TRX0005/se @222 #5 SE01+1\n", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(rows[0].input);
  assert_string_equal(run.full,
                      "TRX0005/se @215 #5 SE01+1 trailer=SE01 found=4 "
                      "expected=3 counted=segments\n");
}

static void control_numbers(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"26 IEA02", TR_STR(ISA GS ST BHT SE GE "IEA*1*000000002~"),
       "TRX0006/isa @235 #7 IEA02+9\n", NULL},
      {"26 GE02", TR_STR(ISA GS ST BHT SE "GE*1*2~" IEA),
       "TRX0006/gs @227 #6 GE02+1\n", NULL},
      {"26 SE02", TR_STR(ISA GS ST BHT "SE*3*0002~" GE IEA),
       "TRX0006/st @217 #5 SE02+4\n", NULL},
      {"26 SE02 is text", TR_STR(ISA GS ST BHT "SE*3*001~" GE IEA),
       "TRX0006/st @217 #5 SE02+3\n", NULL},
      {"26 SE02 missing", TR_STR(ISA GS ST BHT "SE*3~" GE IEA),
       "TRX0006/st @216 #5 SE02+0\n", NULL},
      {"GE02 is a number", TR_STR(ISA GS ST BHT SE "GE*1*001~" IEA), "", NULL},
      {"27 ST02 twice", TR_STR(ISA GS ST BHT SE ST BHT SE "GE*2*1~" IEA),
       "TRX0007/st @229 #6 ST02+4\n", "isa gs st se st se ge iea "},
      {"27 GS06 twice",
       TR_STR(ISA GS ST BHT SE GE GS ST BHT SE GE "IEA*2*000000001~"),
       "TRX0007/gs @262 #7 GS06+1\n", "isa gs st se ge gs st se ge iea "},
      {"ST02 again in another group",
       TR_STR(ISA GS ST BHT SE GE
              "GS*HC*CLINIC*PAYER*20261123*0830*2*X*005010X222A1~" ST BHT SE
              "GE*1*2~IEA*2*000000001~"),
       "", "isa gs st se ge gs st se ge iea "},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(rows[0].input);
  assert_string_equal(run.full,
                      "TRX0006/isa @235 #7 IEA02+9 trailer=IEA02 "
                      "found=000000002 header=ISA13 expected=000000001 "
                      "also:ISA13@90\n");
  run_whole(rows[6].input);
  assert_string_equal(run.full,
                      "TRX0007/st @229 #6 ST02+4 element=ST02 value=0001 "
                      "first=3\n");
}

static void interchanges_repeat(void **state) {
  (void)state;
  static const char other[] =
      "ISA*00*          *00*          *ZZ*OTHER          *ZZ*PAYER          "
      "*261123*0830*^*00501*000000001*0*T*:~" GS ST BHT SE GE IEA;
  tr_seen seen;
  tr_seen_init(&seen);
  run_chunks(TR_STR(GOOD GOOD), SIZE_MAX, &seen, NULL);
  assert_string_equal(run.faults, "TRX0007/isa @335 #8 ISA13+9\n"); /* 28 */
  assert_int_equal(run.envelope.sets_read, 2);
  tr_seen_next_file(&seen);
  run_chunks(TR_STR(GOOD), SIZE_MAX, &seen, NULL);
  assert_string_equal(run.faults, "TRX0007/isa-file @90 #1 ISA13+9\n");
  run_chunks(TR_STR(other), SIZE_MAX, &seen, NULL);
  assert_string_equal(run.faults, "");
  tr_seen_done(&seen);
  run_whole(TR_STR(GOOD GOOD));
  assert_string_equal(run.faults, "");
}

static void guides(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"32 HP round an 837", WITH(GS_OF("HP", "005010X222A1"), ST),
       "TRX0009/disagree @109 #2 GS01+2\n", READ_NONE},
      {"32 ST03 not GS08", WITH(GS, "ST*837*0001*005010X222~"),
       "TRX0009/disagree @168 #3 ST03+10\n", "isa gs st! se ge iea "},
      {"32 ST01", WITH(GS, "ST*835*0001*005010X222A1~"),
       "TRX0009/disagree @159 #3 ST01+3\n", "isa gs st! se ge iea "},
      {"32 4010", WITH(GS_OF("HC", "004010X098A1"), ST),
       "TRX0009/version @143 #2 GS08+12\n", READ_NONE},
      {"32 4010, whole",
       TR_STR(ISA_HEAD "U*00401*000000001*0*T*:~" GS_OF("HC", "004010X098A1")
                  ST BHT SE GE IEA),
       "TRX0009/version @143 #2 GS08+12\n", READ_NONE},
      {"ISA12 alone",
       TR_STR(ISA_HEAD "U*00401*000000001*0*T*:~" GS ST BHT SE GE IEA),
       "TRX0009/interchange @84 #1 ISA12+5\n", READ_NONE},
      {"837I", WITH(GS_OF("HC", "005010X223A2"), "ST*837*0001*005010X223A2~"),
       "TRX0009/foreign @143 #2 GS08+12\n", READ_NONE},
      {"278", WITH(GS_OF("HI", "005010X217"), "ST*278*0001*005010X217~"),
       "TRX0009/foreign @143 #2 GS08+10\n", READ_NONE},
      {"835", WITH(GS_OF("HP", "005010X221A1"), "ST*835*0001~"), "", NULL},
      {"999", WITH(GS_OF("FA", "005010X231A1"), "ST*999*0001*005010X231A1~"),
       "", NULL},
      {"277CA", WITH(GS_OF("HN", "005010X214"), "ST*277*0001*005010X214~"), "",
       NULL},
      {"276 of a guide with two",
       WITH(GS_OF("HR", "005010X212"), "ST*276*0001*005010X212~"), "", NULL},
      {"277 in a group of 276",
       WITH(GS_OF("HR", "005010X212"), "ST*277*0001*005010X212~"),
       "TRX0009/disagree @157 #3 ST01+3\n", "isa gs st! se ge iea "},
      {"271 before the errata",
       WITH(GS_OF("HB", "005010X279"), "ST*271*0001*005010X279~"),
       "TRX0010 @143 #2 GS08+10\n", NULL},
      {"unknown guide", WITH(GS_OF("HC", "005010X999"), ST),
       "TRX0009/unknown @143 #2 GS08+10\n", READ_NONE},
      {"no guide", WITH(GS_OF("HC", ""), ST),
       "TRX0009/missing @143 #2 GS08+0\n", READ_NONE},
      {"X222", WITH(GS_OF("HC", "005010X222"), "ST*837*0001*005010X222~"),
       "TRX0010 @143 #2 GS08+10\n", NULL},
      {"X222A2", WITH(GS_OF("HC", "005010X222A2"), "ST*837*0001*005010X222A2~"),
       "TRX0010 @143 #2 GS08+12\n", NULL},
      {"ST03 not sent", WITH(GS, "ST*837*0001~"), "", NULL},
      {"counts hold in what is not read",
       TR_STR(
           ISA GS_OF("RA", "005010X218") "ST*820*0001~BPR*I~SE*4*0002~" GE IEA),
       "TRX0009/foreign @143 #2 GS08+10\nTRX0005/se @175 #5 SE01+1\n"
       "TRX0006/st @177 #5 SE02+4\n",
       READ_NONE},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(rows[6].input);
  assert_string_equal(run.full,
                      "TRX0009/foreign @143 #2 GS08+12 value=005010X223A2 "
                      "name=an 837I institutional claim version=5010\n");
  assert_int_equal(run.envelope.sets_read, 0);
}

/* What follows from a damaged value is not reported again. */
static void damage_speaks_once(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"ST02 wrapped",
       TR_STR(ISA GS "ST*837*00\n01*005010X222A1~" BHT SE GE IEA),
       "TRX0109/line-end @163 #3 ST02+5\n", NULL},
      {"SE wrapped", TR_STR(ISA GS ST BHT "SE*\n3*0001~" GE IEA),
       "TRX0109/line-end @215 #5 SE01+2\n", NULL},
      {"GS08 wrapped",
       TR_STR(ISA GS_OF("HC", "005010X\n222A1") ST BHT SE GE IEA),
       "TRX0109/line-end @143 #2 GS08+13\n", READ_NONE},
  };
  run_rows(rows, TR_COUNT(rows));
}

TR_TESTS(cmocka_unit_test(counts), cmocka_unit_test(control_numbers),
         cmocka_unit_test(interchanges_repeat), cmocka_unit_test(guides),
         cmocka_unit_test(damage_speaks_once))
