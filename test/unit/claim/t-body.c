/* Tests of src/claim/body.c: the claim's own segments and its other payers. */
#include "claim_test.h"

static void reads_clm(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture,
            "CLM*26463774*450.5***11:B:7*Y*A*W*I*P*AA:OA:EM:OR:US*"
            "02********9~");
  check_claim(&fixture, claim);
  const tr_unit *unit = claim->unit;
  CHECK_FIELD(unit, claim->id, "26463774", "CLM01");
  CHECK_VALUE(unit, claim->total, "450.5", "CLM02", 45050);
  CHECK_VALUE(unit, claim->place, "11", "CLM05-1", TR_CODE("11"));
  CHECK_VALUE(unit, claim->place_qualifier, "B", "CLM05-2", TR_CODE("B"));
  CHECK_VALUE(unit, claim->frequency, "7", "CLM05-3", TR_CODE("7"));
  CHECK_VALUE(unit, claim->signature, "Y", "CLM06", TR_CODE("Y"));
  CHECK_VALUE(unit, claim->assignment, "A", "CLM07", TR_CODE("A"));
  CHECK_VALUE(unit, claim->benefits, "W", "CLM08", TR_CODE("W"));
  CHECK_VALUE(unit, claim->release, "I", "CLM09", TR_CODE("I"));
  CHECK_VALUE(unit, claim->causes[0], "AA", "CLM11-1", TR_CODE("AA"));
  CHECK_VALUE(unit, claim->causes[1], "OA", "CLM11-2", TR_CODE("OA"));
  CHECK_VALUE(unit, claim->causes[2], "EM", "CLM11-3", TR_CODE("EM"));
  CHECK_VALUE(unit, claim->accident_state, "OR", "CLM11-4", TR_CODE("OR"));
  CHECK_VALUE(unit, claim->accident_country, "US", "CLM11-5", TR_CODE("US"));
  CHECK_VALUE(unit, claim->delay_reason, "9", "CLM20", TR_CODE("9"));
  assert_int_equal(claim->at, 1);
  assert_int_equal(claim->unit->offset, STREAM_START);

  claim = build(&fixture, "CLM~");
  check_claim(&fixture, claim);
  CHECK_ABSENT(claim->unit, claim->id, "CLM", "CLM01");
  CHECK_ABSENT(claim->unit, claim->accident_state, "CLM", "CLM11-4");
  CHECK_ABSENT(claim->unit, claim->onset, "CLM", "");
  CHECK_ABSENT(claim->unit, claim->original_reference, "CLM", "");
  CHECK_ABSENT(claim->unit, claim->note, "CLM", "");
  CHECK_ABSENT(claim->unit, claim->patient_paid, "CLM", "");
  CHECK_ABSENT(claim->unit, claim->condition_code, "CLM", "");
  assert_int_equal(claim->line_count, 0);
  fixture_done(&fixture);
}

static void names_the_dates_rules_ask_for(void **state) {
  (void)state;
  const struct {
    const char *qualifier;
    size_t field; /* offset in tr_claim, 0 = only in the list */
  } rows[] = {
      {"431", offsetof(tr_claim, onset)},
      {"454", offsetof(tr_claim, initial_treatment)},
      {"304", offsetof(tr_claim, last_seen)},
      {"453", offsetof(tr_claim, acute_manifestation)},
      {"439", offsetof(tr_claim, accident_date)},
      {"455", offsetof(tr_claim, last_x_ray)},
      {"484", 0},
      {"573", 0}, /* of another payer that is not there */
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].qualifier));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[1024];
    snprintf(text, sizeof text, "%sDTP*%s*D8*20261005~DTP*%s*D8*20261006~",
             LEVELS "CLM*A*1~", rows[i].qualifier, rows[i].qualifier);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_int_equal(claim->date_count, 2);
    const tr_date *date = &claim->dates[0];
    assert_int_equal(date->line, -1);
    CHECK_FIELD(claim->unit, date->qualifier, rows[i].qualifier, "DTP01");
    CHECK_VALUE(claim->unit, date->format, "D8", "DTP02", TR_CODE("D8"));
    CHECK_VALUE(claim->unit, date->from, "20261005", "DTP03",
                tr_day_of(2026, 10, 5));
    CHECK_VALUE(claim->unit, date->to, "20261005", "DTP03",
                tr_day_of(2026, 10, 5));
    size_t known = 0;
    for (size_t j = 0; j < TR_COUNT(rows); j++) {
      if (rows[j].field == 0) continue;
      tr_field field;
      memcpy(&field, (const char *)claim + rows[j].field, sizeof field);
      if (field.state != TR_FIELD_KNOWN) continue;
      known++;
      assert_int_equal(j, i);
      CHECK_FIELD(claim->unit, field, "20261005", "DTP03"); /* the first */
    }
    assert_int_equal(known, rows[i].field != 0 ? 1 : 0);
    /* Out of order behind a provider it is the claim's all the same. */
    snprintf(text, sizeof text, "%sNM1*82*1~DTP*%s*D8*20261005~",
             LEVELS "CLM*A*1~", rows[i].qualifier);
    claim = build(&fixture, text);
    assert_true(claim->unit->segments[2].loop == TR_CODE("2300"));
    assert_int_equal(claim->date_count, 1);
    assert_int_equal(claim->dates[0].line, -1);

    /* What is no date is left out; the walk has told of it. */
    snprintf(text, sizeof text, "%sDTP*%s*D8*20261035~", LEVELS "CLM*A*1~",
             rows[i].qualifier);
    claim = build(&fixture, text);
    assert_int_equal(claim->dates[0].from.state, TR_FIELD_UNREADABLE);
    if (rows[i].field != 0) {
      tr_field field;
      memcpy(&field, (const char *)claim + rows[i].field, sizeof field);
      assert_int_equal(field.state, TR_FIELD_UNREADABLE);
    }
    assert_int_equal(fixture.fault_count, 0);
    fixture_done(&fixture);
  }
}

static void reads_what_stands_once(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~PWK*OZ*EL***AC*CTRL-7~PWK*B2*AA~AMT*F5*12.25~AMT*F5*9~"
            "REF*9F*REFERRAL6~REF*G1*AUTH5~REF*F8*ICN123~REF*F8*SECOND~"
            "REF*EA*MR7~K3*KEPT~NTE*ADD*FIRST NOTE~NTE*TPO*SECOND NOTE~"
            "CR2********M**TEXT~CR2********C~");
  check_claim(&fixture, claim);
  const tr_unit *unit = claim->unit;
  CHECK_VALUE(unit, claim->patient_paid, "12.25", "AMT02", 1225);
  CHECK_FIELD(unit, claim->original_reference, "ICN123", "REF02");
  CHECK_FIELD(unit, claim->prior_authorization, "AUTH5", "REF02");
  CHECK_FIELD(unit, claim->referral, "REFERRAL6", "REF02");
  CHECK_VALUE(unit, claim->note_code, "ADD", "NTE01", TR_CODE("ADD"));
  CHECK_FIELD(unit, claim->note, "FIRST NOTE", "NTE02");
  CHECK_VALUE(unit, claim->condition_code, "M", "CR208", TR_CODE("M"));
  assert_int_equal(claim->reference_count, 5);
  assert_int_equal(claim->references[4].line, -1);
  assert_int_equal(claim->attachment_count, 2);
  const tr_attachment *attachment = &claim->attachments[0];
  CHECK_VALUE(unit, attachment->report, "OZ", "PWK01", TR_CODE("OZ"));
  CHECK_VALUE(unit, attachment->transmission, "EL", "PWK02", TR_CODE("EL"));
  CHECK_VALUE(unit, attachment->qualifier, "AC", "PWK05", TR_CODE("AC"));
  CHECK_FIELD(unit, attachment->control, "CTRL-7", "PWK06");
  CHECK_ABSENT(unit, claim->attachments[1].control, "PWK", "PWK06");
  TR_ASSERT_STR(tr_unit_element(unit, 10, 1, 0), "KEPT");
  fixture_done(&fixture);
}

static void reads_hi(void **state) {
  (void)state;
  const struct {
    const char *segments;
    const char *diagnoses; /* codes in order, "-" absent */
    const char *conditions;
  } rows[] = {
      {"HI*ABK:M9903*ABF:M5450*ABF:S335XXA~", "M9903 M5450 S335XXA ", ""},
      {"HI*BK:7391*BF:7242~", "7391 7242 ", ""},
      {"HI*abk:m9903~", "M9903 ", ""},
      {"HI*ABK:M9903~HI*BG:17*BG:A9~", "M9903 ", "17 A9 "},
      {"HI*BG:17~HI*ABK:M9903~", "M9903 ", "17 "},
      {"HI*ABK:M9903**ABF:M5450~", "M9903 - M5450 ", ""},
      {"HI*ABK:M9903*ABF~", "M9903 - ", ""},
      {"HI*ABK:M9903*ABF:~", "M9903 - ", ""},
      {"HI*ABK:M9903*XX:M5450*ABF:S335XXA~", "M9903 M5450 S335XXA ", ""},
      {"HI*BP:00100~", "", ""},
      {"HI~", "", ""},
      {"HI*ABK~", "- ", ""},
      {"HI*ABK:A*ABF:B*ABF:C*ABF:D*ABF:E*ABF:F*ABF:G*ABF:H*ABF:I*ABF:J*ABF:K*"
       "ABF:L*ABF:M~",
       "A B C D E F G H I J K L M ", ""},
      {"HI*ABK:A~HI*ABF:B~", "A B ", ""},
      {"LX*1~HI*ABK:A~SV1*HC:1*2~", "A ", ""},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].segments));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[1024], found[256];
    snprintf(text, sizeof text, "%s%s", LEVELS "CLM*A*1~", rows[i].segments);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    size_t n = 0;
    for (uint32_t j = 0; j < claim->diagnosis_count; j++) {
      const tr_field *code = &claim->diagnoses[j].code;
      if (code->state == TR_FIELD_ABSENT) found[n++] = '-';
      n += tr_code_text((tr_code)code->number, found + n);
      found[n++] = ' ';
    }
    found[n] = '\0';
    assert_string_equal(found, rows[i].diagnoses);
    n = 0;
    for (uint32_t j = 0; j < claim->condition_count; j++) {
      n += tr_code_text((tr_code)claim->conditions[j].code.number, found + n);
      found[n++] = ' ';
    }
    found[n] = '\0';
    assert_string_equal(found, rows[i].conditions);
    fixture_done(&fixture);
  }
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS "CLM*A*1~HI*ABK:M99.03*ABF:M5450~HI*BG:17~");
  CHECK_VALUE(claim->unit, claim->diagnoses[1].qualifier, "ABF", "HI02-1",
              TR_CODE("ABF"));
  CHECK_VALUE(claim->unit, claim->diagnoses[0].code, "M99.03", "HI01-2",
              TR_CODE("M9903"));
  CHECK_VALUE(claim->unit, claim->conditions[0].code, "17", "HI01-2",
              TR_CODE("17"));
  fixture_done(&fixture);
}

static void reads_other_payers(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~SBR*S*01*GRP2*SECOND PLAN*12****CI~"
            "CAS*PR*1*20*1*2*30.5~CAS*CO*45*100**97*5~AMT*D*200~"
            "AMT*A8*5~AMT*EAF*50.5~OI***Y***I~NM1*IL*1*ROWAN~AMT*F5*3~"
            "SBR*T~OI***Y~NM1*IL*1*ROWAN~NM1*PR*2*THIRD~"
            "DTP*573*D8*20261110~DTP*573*D8*2026111~");
  check_claim(&fixture, claim);
  const tr_unit *unit = claim->unit;
  assert_int_equal(claim->other_payer_count, 2);
  const tr_other_payer *payer = &claim->other_payers[0];
  CHECK_VALUE(unit, payer->responsibility, "S", "SBR01", TR_CODE("S"));
  CHECK_VALUE(unit, payer->relation, "01", "SBR02", TR_CODE("01"));
  CHECK_FIELD(unit, payer->group_number, "GRP2", "SBR03");
  CHECK_FIELD(unit, payer->group_name, "SECOND PLAN", "SBR04");
  CHECK_VALUE(unit, payer->secondary_reason, "12", "SBR05", TR_CODE("12"));
  CHECK_VALUE(unit, payer->filing_code, "CI", "SBR09", TR_CODE("CI"));
  CHECK_VALUE(unit, payer->paid, "200", "AMT02", 20000);
  CHECK_VALUE(unit, payer->non_covered, "5", "AMT02", 500);
  CHECK_VALUE(unit, payer->remaining, "50.5", "AMT02", 5050);
  CHECK_VALUE(unit, payer->benefits, "Y", "OI03", TR_CODE("Y"));
  CHECK_VALUE(unit, payer->release, "I", "OI06", TR_CODE("I"));
  CHECK_ABSENT(unit, payer->adjudicated, "SBR", "");
  assert_non_null(payer->subscriber);
  assert_null(payer->payer);
  CHECK_VALUE(unit, claim->patient_paid, "3", "AMT02", 300);

  payer = &claim->other_payers[1];
  CHECK_ABSENT(unit, payer->paid, "SBR", "");
  CHECK_ABSENT(unit, payer->filing_code, "SBR", "SBR09");
  assert_non_null(payer->payer);
  assert_int_equal(payer->adjudicated.state, TR_FIELD_UNREADABLE);
  assert_int_equal(claim->date_count, 0);

  static const struct {
    const char *group, *reason;
    tr_cents amount;
    int64_t quantity; /* -1: absent */
    const char *reason_at, *amount_at;
  } rows[] = {
      {"PR", "1", 2000, 1000, "CAS02", "CAS03"},
      {"PR", "2", 3050, -1, "CAS05", "CAS06"},
      {"CO", "45", 10000, -1, "CAS02", "CAS03"},
      {"CO", "97", 500, -1, "CAS05", "CAS06"},
  };
  assert_int_equal(claim->adjustment_count, TR_COUNT(rows));
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_adjustment *adjustment = &claim->adjustments[i];
    CHECK_FIELD(unit, adjustment->group, rows[i].group, "CAS01");
    CHECK_FIELD(unit, adjustment->reason, rows[i].reason, rows[i].reason_at);
    assert_int_equal(adjustment->amount.number, rows[i].amount);
    assert_string_equal(tr_unit_place(unit, &adjustment->amount).element,
                        rows[i].amount_at);
    assert_int_equal(adjustment->quantity.state == TR_FIELD_KNOWN
                         ? adjustment->quantity.number
                         : -1,
                     rows[i].quantity);
    assert_int_equal(adjustment->payer, 0);
    assert_int_equal(adjustment->line, -1);
    assert_int_equal(adjustment->decision, -1);
  }
  fixture_done(&fixture);
}

static void reads_all_six_adjustments(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~SBR*S~CAS*CO*1*1*1*2*2*2*3*3*3*4*4*4*5*5*5*6*6*6"
            "*7*7*7~CAS*CO~CAS*OA***5*1*X~");
  check_claim(&fixture, claim);
  assert_int_equal(claim->adjustment_count, 8);
  CHECK_VALUE(claim->unit, claim->adjustments[5].amount, "6", "CAS18", 600);
  CHECK_VALUE(claim->unit, claim->adjustments[5].quantity, "6", "CAS19", 6000);
  /* A triple without its reason is one; so is one without its amount. */
  CHECK_ABSENT(claim->unit, claim->adjustments[6].reason, "CAS", "CAS02");
  CHECK_VALUE(claim->unit, claim->adjustments[6].quantity, "5", "CAS04", 5000);
  assert_int_equal(claim->adjustments[7].amount.state, TR_FIELD_UNREADABLE);
  fixture_done(&fixture);
}

static void leaves_amounts_of_nobody(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  static const char *const rows[] = {
      LEVELS "CLM*A*1~AMT*D*5~", LEVELS "CLM*A*1~AMT*A8*5~",
      LEVELS "CLM*A*1~AMT*EAF*5~", LEVELS "CLM*A*1~AMT~",
      LEVELS "CLM*A*1~AMT*T*5~"};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i] + strlen(LEVELS)));
    const tr_claim *claim = build(&fixture, rows[i]);
    check_claim(&fixture, claim);
    assert_int_equal(claim->other_payer_count, 0);
    assert_int_equal(claim->patient_paid.state, TR_FIELD_ABSENT);
    assert_int_equal(fixture.fault_count, 0);
  }
  fixture_done(&fixture);
}

/* An SBR that is missing, late or sent twice. */
static void opens_each_payer_once(void **state) {
  (void)state;
  const struct {
    const char *first, *second; /* segments of the two payers */
    const char *turns;          /* SBR01 of them, "-" absent */
  } rows[] = {
      {"SBR*S*18~OI***Y~", "SBR*T*18~OI***N~", "ST"},
      {"SBR*S*18~OI***Y~", "OI***N~", "S-"},
      {"OI***Y~", "SBR*T*18~OI***N~", "-T"},
      {"SBR*S*18~SBR*S*18~OI***Y~", "SBR*T*18~OI***N~", "ST"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].second));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[2048], turns[8] = "";
    snprintf(text, sizeof text,
             "%s%sNM1*IL*1*ROWAN*ANN****MI*M1~NM1*PR*2*ONE*****PI*P1~"
             "%sNM1*IL*1*ROWAN*BEN****MI*M2~NM1*PR*2*TWO*****PI*P2~"
             "DTP*573*D8*20261110~",
             LEVELS CLAIM, rows[i].first, rows[i].second);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_int_equal(claim->other_payer_count, 2);
    const tr_other_payer *payers = claim->other_payers;
    for (uint32_t j = 0; j < 2; j++)
      turns[j] = payers[j].responsibility.state == TR_FIELD_ABSENT
                     ? '-'
                     : (char)(payers[j].responsibility.number >> 56);
    assert_string_equal(turns, rows[i].turns);
    CHECK_FIELD(claim->unit, payers[0].benefits, "Y", "OI03");
    CHECK_FIELD(claim->unit, payers[1].benefits, "N", "OI03");
    CHECK_FIELD(claim->unit, payers[0].payer->id, "P1", "NM109");
    CHECK_FIELD(claim->unit, payers[1].payer->id, "P2", "NM109");
    CHECK_FIELD(claim->unit, payers[1].subscriber->id, "M2", "NM109");
    assert_int_equal(payers[0].adjudicated.state, TR_FIELD_ABSENT);
    assert_int_equal(payers[1].adjudicated.state, TR_FIELD_KNOWN);
    fixture_done(&fixture);
  }
}

TR_TESTS(cmocka_unit_test(reads_clm),
         cmocka_unit_test(names_the_dates_rules_ask_for),
         cmocka_unit_test(reads_what_stands_once), cmocka_unit_test(reads_hi),
         cmocka_unit_test(reads_other_payers),
         cmocka_unit_test(opens_each_payer_once),
         cmocka_unit_test(reads_all_six_adjustments),
         cmocka_unit_test(leaves_amounts_of_nobody))
