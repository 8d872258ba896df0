/* Tests of src/claim/level.c: the set's header, billing provider, subscriber
 * and patient. */
#include "claim_test.h"

static void reads_the_header(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(&fixture, LEVELS CLAIM);
  check_claim(&fixture, claim);
  const tr_set *set = claim->set;
  CHECK_VALUE(set->unit, set->purpose, "00", "BHT02", TR_CODE("00"));
  CHECK_FIELD(set->unit, set->reference, "B42", "BHT03");
  CHECK_VALUE(set->unit, set->created, "20261120", "BHT04",
              tr_day_of(2026, 11, 20));
  CHECK_VALUE(set->unit, set->kind, "CH", "BHT06", TR_CODE("CH"));
  assert_int_equal(set->group_date, tr_day_of(2026, 11, 20));
  CHECK_FIELD(set->unit, set->submitter->name, "EXAMPLE SPINE CARE", "NM103");
  CHECK_FIELD(set->unit, set->submitter->id_qualifier, "46", "NM108");
  CHECK_FIELD(set->unit, set->receiver->name, "EXAMPLE PAYER", "NM103");
  CHECK_ABSENT(set->unit, set->receiver->street, "NM1", "");
  assert_int_equal(set->unit->segment_count, 5);
  assert_int_equal(set->unit->ordinal, 1);

  /* What is no date is left out; the walk has told of it. */
  claim = build(
      &fixture,
      "ST*837*1~BHT*0019*00*B42*2026112O*0830*RP~" BILLING SUBSCRIBER CLAIM);
  assert_int_equal(claim->set->created.state, TR_FIELD_UNREADABLE);
  CHECK_FIELD(claim->set->unit, claim->set->created, "2026112O", "BHT04");
  CHECK_VALUE(claim->set->unit, claim->set->kind, "RP", "BHT06", TR_CODE("RP"));
  assert_int_equal(fixture.fault_count, 0);
  fixture_done(&fixture);
}

static void reads_the_billing_provider(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, SET_HEAD BILLING
            "NM1*87*2~\nN3*PO BOX 9~\nN4*SALEM*OR*97308~\n"
            "NM1*PE*2*PLAN*****PI*PP1~\nN3*PO BOX 8~\nN4*SALEM*OR*97309~\n"
            "REF*2U*X~\nREF*EI*930000002~\n" SUBSCRIBER CLAIM);
  check_claim(&fixture, claim);
  const tr_unit *unit = claim->billing->unit;
  CHECK_FIELD(unit, claim->billing->name, "EXAMPLE SPINE CARE", "NM103");
  CHECK_FIELD(unit, claim->billing->street, "12 ELM STREET", "N301");
  CHECK_FIELD(unit, claim->billing->street_more, "SUITE 3", "N302");
  CHECK_FIELD(unit, claim->billing->zip, "973010001", "N403");
  CHECK_FIELD(unit, claim->billing->taxonomy, "111N00000X", "PRV03");
  CHECK_FIELD(unit, claim->billing->tax_id, "930000001", "REF02");
  CHECK_FIELD(unit, claim->pay_to->street, "PO BOX 9", "N301");
  CHECK_ABSENT(unit, claim->pay_to->taxonomy, "NM1", "");
  assert_int_equal(claim->level_party_count, 7);
  assert_true(claim->level_parties[4].loop == TR_CODE("2010AC"));
  CHECK_FIELD(unit, claim->level_parties[4].tax_id, "930000002", "REF02");
  assert_int_equal(claim->level_reference_count, 3);
  assert_int_equal(claim->level_references[0].party, 2);
  assert_true(claim->level_references[0].loop == TR_CODE("2010AA"));
  assert_int_equal(claim->level_references[1].party, 4);

  /* PRV after the name, none at all, and without a code. */
  claim = build(&fixture,
                SET_HEAD "HL*1**20~NM1*85*2~PRV*BI*PXC*111NR0400X~CLM*A*1~");
  CHECK_FIELD(claim->billing->unit, claim->billing->taxonomy, "111NR0400X",
              "PRV03");
  claim = build(&fixture, SET_HEAD "HL*1**20~NM1*85*2~CLM*A*1~");
  CHECK_ABSENT(claim->billing->unit, claim->billing->taxonomy, "NM1", "");
  claim = build(&fixture, SET_HEAD "HL*1**20~PRV*BI*PXC~NM1*85*2~CLM*A*1~");
  CHECK_ABSENT(claim->billing->unit, claim->billing->taxonomy, "PRV", "PRV03");
  fixture_done(&fixture);
}

static void reads_the_subscriber(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, SET_HEAD BILLING
            "HL*2*1*22*0~\n"
            "SBR*S*18*G77*GROUP NAME*12****MB~\nPAT*********Y~\n"
            "NM1*IL*1*ROWAN*ALEX*Q**JR*MI*1EG4~\nN3*7 OAK ROAD~\n"
            "N4*SALEM*OR*97302*US~\nDMG*D8*19500312*F~\nREF*SY*123~\n"
            "NM1*PR*2*MEDICARE*****PI*00831~\nREF*2U*99~\nCLM*A*1~\n");
  check_claim(&fixture, claim);
  const tr_unit *unit = claim->subscriber_unit;
  CHECK_VALUE(unit, claim->responsibility, "S", "SBR01", TR_CODE("S"));
  CHECK_VALUE(unit, claim->relation, "18", "SBR02", TR_CODE("18"));
  CHECK_FIELD(unit, claim->group_number, "G77", "SBR03");
  CHECK_FIELD(unit, claim->group_name, "GROUP NAME", "SBR04");
  CHECK_VALUE(unit, claim->secondary_reason, "12", "SBR05", TR_CODE("12"));
  CHECK_VALUE(unit, claim->filing_code, "MB", "SBR09", TR_CODE("MB"));
  CHECK_VALUE(unit, claim->pregnant, "Y", "PAT09", TR_CODE("Y"));
  assert_null(claim->patient_unit);
  assert_null(claim->patient_loop);
  assert_ptr_equal(claim->patient, claim->subscriber);
  const tr_party *subscriber = claim->subscriber;
  assert_ptr_equal(subscriber->unit, unit);
  CHECK_VALUE(unit, subscriber->role, "IL", "NM101", TR_CODE("IL"));
  CHECK_VALUE(unit, subscriber->kind, "1", "NM102", TR_CODE("1"));
  CHECK_FIELD(unit, subscriber->name, "ROWAN", "NM103");
  CHECK_FIELD(unit, subscriber->middle_name, "Q", "NM105");
  CHECK_FIELD(unit, subscriber->suffix, "JR", "NM107");
  CHECK_VALUE(unit, subscriber->id_qualifier, "MI", "NM108", TR_CODE("MI"));
  CHECK_FIELD(unit, subscriber->id, "1EG4", "NM109");
  CHECK_FIELD(unit, subscriber->city, "SALEM", "N401");
  CHECK_VALUE(unit, subscriber->state, "OR", "N402", TR_CODE("OR"));
  CHECK_VALUE(unit, subscriber->country, "US", "N404", TR_CODE("US"));
  CHECK_VALUE(unit, subscriber->birth, "19500312", "DMG02",
              tr_day_of(1950, 3, 12));
  CHECK_VALUE(unit, subscriber->sex, "F", "DMG03", TR_CODE("F"));
  CHECK_FIELD(unit, subscriber->tax_id, "123", "REF02");
  CHECK_FIELD(unit, claim->payer->name, "MEDICARE", "NM103");
  CHECK_ABSENT(unit, claim->payer->tax_id, "NM1", "");
  fixture_done(&fixture);
}

static void shows_where_a_missing_segment_would_be(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, SET_HEAD BILLING
            "HL*2*1*22~NM1*IL*1*A~HL*3*2*23~NM1*QC*1*B~CLM*A*1~");
  check_claim(&fixture, claim);
  CHECK_ABSENT(claim->subscriber_unit, claim->filing_code, "HL", "");
  CHECK_ABSENT(claim->patient_unit, claim->patient_relation, "HL", "");
  CHECK_ABSENT(claim->patient_unit, claim->pregnant, "HL", "");
  CHECK_ABSENT(claim->subscriber->unit, claim->subscriber->birth, "NM1", "");
  CHECK_ABSENT(claim->subscriber->unit, claim->subscriber->id, "NM1", "NM109");
  assert_int_equal(
      tr_unit_place(claim->patient_unit, &claim->patient_relation).ordinal, 14);
  fixture_done(&fixture);
}

/* A level without its HL is opened by what only it can hold; where it is a
 * guess whose a claim is, the claim is not sure. */
static void finds_levels_whose_hl_is_lost(void **state) {
  (void)state;
  const struct {
    const char *text, *billing, *subscriber, *patient;
    bool damaged;
  } rows[] = {
      {BILLING SUBSCRIBER "CLM*A*1~", "EXAMPLE SPINE CARE", "ROWAN", "ROWAN",
       false},
      {"NM1*85*2*B~SBR*P*18~NM1*IL*1*S~NM1*PR*2*P~CLM*A*1~", "B", "S", "S",
       false},
      {"HL*1**20~NM1*85*2*B~SBR*P*18~NM1*IL*1*S~CLM*A*1~", "B", "S", "S",
       false},
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~SBR*P~NM1*IL*1*S~PAT*19~NM1*QC*1*C~"
       "CLM*A*1~",
       "B", "S", "C", false},
      {"NM1*85*2*B~NM1*IL*1*S~CLM*A*1~", "B", NULL, NULL, true},
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~SBR*P~NM1*IL*1*S~NM1*QC*1*C~CLM*A*1~",
       "B", "S", "S", true},
      {"HL*2*1*22~NM1*IL*1*S~CLM*A*1~", NULL, NULL, NULL, true},
      {"HL*1**20~NM1*85*2*B~HL*3*1*23~NM1*QC*1*C~CLM*A*1~", "B", NULL, NULL,
       true},
      {"HL*3*1*23~NM1*QC*1*C~HL*1**20~NM1*85*2*B~CLM*A*1~", "B", NULL, NULL,
       true},
      /* Another billing provider without its HL is not this subscriber's. */
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~NM1*IL*1*S~NM1*85*2*X~CLM*A*1~", "B", "S",
       "S", true},
      /* The first of two names is it. */
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~SBR*P*18~NM1*IL*1*S~NM1*IL*1*X~CLM*A*1~",
       "B", "S", "S", false},
      /* An HL of no known level is not the subscriber before it. */
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~NM1*IL*1*S~HL*3*1*2Z~NM1*IL*1*T~"
       "CLM*A*1~",
       "B", "T", "T", true},
      {"HL*1**20~NM1*85*2*B~HL*2*1*22~NM1*IL*1*S~HL*3~CLM*A*1~", "B", "S", NULL,
       true},
      {"CLM*A*1~", NULL, NULL, NULL, true},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[1024];
    snprintf(text, sizeof text, "%s%s", SET_HEAD, rows[i].text);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    const tr_party *parties[] = {claim->billing, claim->subscriber,
                                 claim->patient};
    const char *names[] = {rows[i].billing, rows[i].subscriber,
                           rows[i].patient};
    assert_int_equal(claim->damaged, rows[i].damaged);
    for (int j = 0; j < 3; j++) {
      assert_int_equal(parties[j] != NULL, names[j] != NULL);
      if (names[j] != NULL)
        CHECK_FIELD(parties[j]->unit, parties[j]->name, names[j], "NM103");
    }
    fixture_done(&fixture);
  }
}

/* What stands out of order fills its own loop, and takes the open one from
 * nobody. */
static void keeps_its_place_at_a_segment_astray(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  /* of a level that has not begun: none begins */
  const tr_claim *claim = build(
      &fixture, SET_HEAD BILLING
      "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROWAN*ALEX****MI*1EG4~PAT*19~"
      "N3*7 OAK ROAD~N4*SALEM*OR*97302~DMG*D8*19500312*F~"
      "NM1*PR*2*MEDICARE*****PI*00831~CLM*A*1~");
  check_claim(&fixture, claim);
  assert_null(claim->patient_unit);
  const tr_party *subscriber = claim->subscriber;
  CHECK_FIELD(subscriber->unit, subscriber->street, "7 OAK ROAD", "N301");
  CHECK_VALUE(subscriber->unit, subscriber->birth, "19500312", "DMG02",
              tr_day_of(1950, 3, 12));

  /* behind the name of another: its own party's */
  claim =
      build(&fixture, SET_HEAD BILLING
            "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROWAN*ALEX****MI*1EG4~"
            "NM1*PR*2*MEDICARE*****PI*00831~DMG*D8*19500312*F~N3*1 PAYER WAY~"
            "CLM*A*1~");
  check_claim(&fixture, claim);
  subscriber = claim->subscriber;
  CHECK_VALUE(subscriber->unit, subscriber->birth, "19500312", "DMG02",
              tr_day_of(1950, 3, 12));
  CHECK_FIELD(claim->payer->unit, claim->payer->street, "1 PAYER WAY", "N301");
  CHECK_ABSENT(claim->payer->unit, claim->payer->birth, "NM1", "");
  CHECK_ABSENT(subscriber->unit, subscriber->street, "NM1", "");

  /* of the billing provider, below the subscriber: nobody's */
  claim = build(&fixture, SET_HEAD BILLING
                "HL*2*1*22*0~SBR*P*18*******MB~NM1*IL*1*ROWAN*ALEX****MI*1EG4~"
                "PRV*BI*PXC*111NR0400X~N3*7 OAK ROAD~CLM*A*1~");
  check_claim(&fixture, claim);
  CHECK_FIELD(claim->billing->unit, claim->billing->taxonomy, "111N00000X",
              "PRV03");
  CHECK_FIELD(claim->subscriber->unit, claim->subscriber->street, "7 OAK ROAD",
              "N301");
  fixture_done(&fixture);
}

/* The copy keeps the input's offsets, whatever stands between segments. */
static void keeps_offsets_over_padding(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, SET_HEAD
            "HL*1**20~\n\n\n\nPRV*BI*PXC*111N00000X~NM1*85*2*B~\n\n"
            "N4*SALEM*OR*97301~\nHL*2*1*22~\n\n\nSBR*P*18~\nCLM*A*1~\n");
  check_claim(&fixture, claim);
  CHECK_FIELD(claim->billing->unit, claim->billing->zip, "97301", "N403");
  CHECK_FIELD(claim->subscriber_unit, claim->relation, "18", "SBR02");
  assert_int_equal(fixture.fault_count, 0);
  fixture_done(&fixture);
}

static void limits_a_level(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  enum { PIECE = 60000, PIECES = 20 };
  char *text = malloc(PIECE * PIECES + 1024);
  assert_non_null(text);
  static const char head[] = SET_HEAD BILLING "HL*2*1*22~NM1*IL*1*S~";
  memcpy(text, head, sizeof head);
  size_t n = sizeof head - 1;
  for (int i = 0; i < PIECES; i++) {
    memcpy(text + n, "N2*", 3);
    memset(text + n + 3, 'A', PIECE - 4);
    text[n + PIECE - 1] = '~';
    n += PIECE;
  }
  memcpy(text + n, "NM1*QC*1*LATE~CLM*A*1~", sizeof "NM1*QC*1*LATE~CLM*A*1~");
  const tr_claim *claim = build(&fixture, text);
  assert_true(claim->damaged);
  assert_int_equal(fixture.fault_count, 1);
  assert_string_equal(fixture.faults[0].rule, "TRX0108");
  assert_string_equal(fixture.faults[0].variant, "level-limit");
  assert_string_equal(fixture.faults[0].limit, "1048576");
  assert_string_equal(fixture.faults[0].unit, "bytes");
  assert_true(claim->subscriber_unit->bytes.n <= TR_LEVEL_BYTES);
  free(text);

  /* The next level is not harmed. */
  claim = build(&fixture, LEVELS CLAIM);
  assert_false(claim->damaged);
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_the_header),
         cmocka_unit_test(reads_the_billing_provider),
         cmocka_unit_test(reads_the_subscriber),
         cmocka_unit_test(shows_where_a_missing_segment_would_be),
         cmocka_unit_test(finds_levels_whose_hl_is_lost),
         cmocka_unit_test(keeps_its_place_at_a_segment_astray),
         cmocka_unit_test(keeps_offsets_over_padding),
         cmocka_unit_test(limits_a_level))
