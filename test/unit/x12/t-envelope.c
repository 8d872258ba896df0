/* Tests of src/x12/envelope.c: levels that do not close as they should. Numbers
 * in comments are those of the table of bad inputs. */
#include "x12_run.h"

#define TA1 "TA1*000000001*261123*0830*A*000~"
#define ISA_2 ISA_HEAD "^*00501*000000002*0*T*:~"
#define IEA_2 "IEA*1*000000002~"
#define GS_2 "GS*HC*CLINIC*PAYER*20261123*0830*2*X*005010X222A1~"
#define ST_2 "ST*837*0002*005010X222A1~"

static void levels(void **state) {
  (void)state;
  static const tr_run_row rows[] = {
      {"good", TR_STR(GOOD), "", NULL},
      {"22 SE missing", TR_STR(ISA GS ST BHT GE IEA),
       "TRX0004/se @212 #5 GE+6\n", "isa gs st se! ge iea "},
      {"22 SE missing, another set",
       TR_STR(ISA GS ST BHT ST_2 BHT "SE*3*0002~GE*2*1~" IEA),
       "TRX0004/se @212 #5 ST+24\n", "isa gs st se! st se ge iea "},
      {"22 GE missing", TR_STR(ISA GS ST BHT SE IEA),
       "TRX0004/ge @222 #6 IEA+15\n", "isa gs st se ge! iea "},
      {"22 IEA missing", TR_STR(ISA GS ST BHT SE GE),
       "TRX0004/iea @0 #1 ISA+105\n", "isa gs st se ge iea! "},
      {"22 IEA missing, another interchange",
       TR_STR(ISA GS ST BHT SE GE ISA_2 GS ST BHT SE GE IEA_2),
       "TRX0004/iea @229 #7 ISA+105\n",
       "isa gs st se ge iea! isa gs st se ge iea "},
      {"22 all missing", TR_STR(ISA GS ST BHT), "TRX0004/se @156 #3 ST+24\n",
       "isa gs st se! ge! iea! "},
      {"22 SE and GE missing", TR_STR(ISA GS ST BHT IEA),
       "TRX0004/se @212 #5 IEA+15\n", "isa gs st se! ge! iea "},
      {"29 ISA in ISA", TR_STR(ISA ISA_2 GS ST BHT SE GE IEA_2 IEA),
       "TRX0004/iea @106 #2 ISA+105\n", "isa iea! isa gs st se ge iea "},
      {"29 GS in GS", TR_STR(ISA GS GS_2 ST BHT SE "GE*1*2~" GE IEA),
       "TRX0004/ge @156 #3 GS+49\n", "isa gs ge! gs st se ge iea "},
      {"29 ST in ST", TR_STR(ISA GS ST ST_2 BHT "SE*3*0002~" SE GE IEA),
       "TRX0004/se @181 #4 ST+24\n", "isa gs st se! st se ge iea "},
      {"29 ST twice in a row", TR_STR(ISA GS ST ST BHT SE GE IEA),
       "TRX0004/se @181 #4 ST+24\n", "isa gs st se! st se ge iea "},
      {"30 GE before SE", TR_STR(ISA GS ST BHT GE SE IEA),
       "TRX0004/se @212 #5 GE+6\n", "isa gs st se! ge iea "},
      {"30 IEA before GE", TR_STR(ISA GS ST BHT SE IEA GE),
       "TRX0004/ge @222 #6 IEA+15\n", "isa gs st se ge! iea "},
      {"SE twice", TR_STR(ISA GS ST BHT SE SE GE IEA),
       "TRX0004/unopened @222 #6 SE+9\n", NULL},
      {"GE twice", TR_STR(ISA GS ST BHT SE GE GE IEA),
       "TRX0004/unopened @229 #7 GE+6\n", NULL},
      {"GS missing", TR_STR(ISA ST BHT SE GE IEA), "TRX0004/gs @106 #2 ST+24\n",
       NULL},
      {"ST missing", TR_STR(ISA GS BHT SE GE IEA),
       "TRX0008/between @156 #3 BHT+30\n", "isa gs ge iea "},
      {"31 stray before GS", TR_STR(ISA "NM1*X~REF*Y~" GS ST BHT SE GE IEA),
       "TRX0008/between @106 #2 NM1+5\n", NULL},
      {"31 stray after SE", TR_STR(ISA GS ST BHT SE "NM1*X~" GE IEA),
       "TRX0008/between @222 #6 NM1+5\n", NULL},
      {"31 stray after GE", TR_STR(ISA GS ST BHT SE GE "NM1*X~" IEA),
       "TRX0008/between @229 #7 NM1+5\n", NULL},
      {"group outside", TR_STR(GOOD GS_2 ST BHT SE "GE*1*2~"),
       "TRX0008/after-iea @245 #8 +49\n", NULL},
      {"33 group with no set", TR_STR(ISA GS "GE*0*1~" IEA),
       "TRX0005/empty @159 #3 GE01+1\n", "isa gs ge iea "},
      {"33 interchange with nothing", TR_STR(ISA "IEA*0*000000001~"),
       "TRX0005/empty @110 #2 IEA01+1\n", "isa iea "},
      {"TA1 alone", TR_STR(ISA TA1 "IEA*0*000000001~"), "", "isa iea "},
      {"TA1 after GE", TR_STR(ISA GS ST BHT SE GE TA1 IEA), "", NULL},
      {"TA1 before GS", TR_STR(ISA TA1 GS ST BHT SE GE IEA), "", NULL},
  };
  run_rows(rows, TR_COUNT(rows));
  run_whole(TR_STR(ISA GS ST BHT));
  assert_string_equal(run.full,
                      "TRX0004/se @156 #3 ST+24 missing=SE, GE and IEA "
                      "header=ST instead=the end of the input also:GS@106 "
                      "also:ISA@0\n");
}

static void counts_what_is_read(void **state) {
  (void)state;
  run_whole(TR_STR(ISA GS ST BHT SE ST_2 BHT BHT
                   "SE*4*0002~GE*2*1~" GS_2
                   "ST*835*0001~BPR*I~SE*3*0001~GE*1*2~IEA*2*000000001~"));
  assert_string_equal(run.faults, "TRX0009/disagree @379 #12 ST01+3\n");
  assert_int_equal(run.envelope.interchanges, 1);
  assert_int_equal(run.envelope.groups, 2);
  assert_int_equal(run.envelope.sets, 3);
  assert_int_equal(run.envelope.sets_read, 2);
  assert_int_equal(run.body, 3);
}

static void seen_interchange(void *context, const tr_interchange *interchange,
                             const tr_segment *isa) {
  (void)isa;
  *(tr_interchange *)context = *interchange;
}

static void copies_the_header(void **state) {
  (void)state;
  tr_interchange seen;
  const tr_envelope_events events = {
      &seen, seen_interchange, NULL, NULL, NULL, NULL, NULL};
  tr_reader reader;
  tr_envelope envelope;
  tr_segment segment;
  tr_reader_init(&reader, NULL, NULL, NULL);
  tr_envelope_init(&envelope, NULL, NULL, &events, NULL);
  tr_reader_feed(&reader, GOOD, sizeof(GOOD) - 1);
  tr_reader_end(&reader);
  while (tr_reader_next(&reader, &segment) == TR_READ_SEGMENT)
    assert_int_not_equal(tr_envelope_take(&envelope, &segment), TR_TAKE_FAILED);
  tr_envelope_end(&envelope, tr_reader_truncated(&reader));
  assert_string_equal(seen.sender, "CLINIC");
  assert_string_equal(seen.receiver, "PAYER");
  assert_string_equal(seen.receiver_qualifier, "ZZ");
  assert_string_equal(seen.date, "261123");
  assert_string_equal(seen.version, "00501");
  assert_string_equal(seen.control, "000000001");
  assert_int_equal(seen.usage, 'T');
  assert_int_equal(seen.number, 1);
  TR_ASSERT_STR(tr_short_str(&envelope.group.date), "20261123");
  TR_ASSERT_STR(tr_short_str(&envelope.set.control), "0001");
  assert_int_equal(envelope.set.segments, 3);
  tr_reader_done(&reader);
  tr_envelope_done(&envelope);
}

TR_TESTS(cmocka_unit_test(levels), cmocka_unit_test(counts_what_is_read),
         cmocka_unit_test(copies_the_header))
