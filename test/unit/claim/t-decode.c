/* Tests of src/claim/decode.c: what is a value of its type and what is told of
 * when it is not. */
#include "claim_test.h"

#include "claim/decode.h"

static const char *const lead = "CLM*A-1*";

/* The claim's total, sent as `text`. */
static tr_field total_of(claim_fixture *fixture, const char *text) {
  char set[256];
  snprintf(set, sizeof set, "%s%s~\n", lead, text);
  static char kept[256];
  memcpy(kept, set, sizeof kept);
  fixture->fault_count = 0;
  return build(fixture, kept)->total;
}

static void reads_money(void **state) {
  (void)state;
  const struct {
    const char *text;
    int state;
    int64_t cents;
  } rows[] = {
      {"90", TR_FIELD_KNOWN, 9000},
      {"90.5", TR_FIELD_KNOWN, 9050},
      {"-12.30", TR_FIELD_KNOWN, -1230},
      {"0", TR_FIELD_KNOWN, 0},
      {".5", TR_FIELD_KNOWN, 50},
      {"90.500", TR_FIELD_KNOWN, 9050},
      {"", TR_FIELD_ABSENT, 0},
      {"1,200.00", TR_FIELD_UNREADABLE, 0},
      {"$120", TR_FIELD_UNREADABLE, 0},
      {"1.2E2", TR_FIELD_UNREADABLE, 0},
      {"0X78", TR_FIELD_UNREADABLE, 0},
      {"NAN", TR_FIELD_UNREADABLE, 0},
      {"+120", TR_FIELD_UNREADABLE, 0},
      {"120 ", TR_FIELD_UNREADABLE, 0},
      {"12O", TR_FIELD_UNREADABLE, 0},
      {"1.2.0", TR_FIELD_UNREADABLE, 0},
      {"1.005", TR_FIELD_UNREADABLE, 0},
      {"12345678901234567890", TR_FIELD_UNREADABLE, 0},
      {"90:5", TR_FIELD_UNREADABLE, 0},
  };
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_field total = total_of(&fixture, rows[i].text);
    assert_int_equal(total.state, rows[i].state);
    assert_int_equal(total.number, rows[i].cents);
    const bool bad = rows[i].state == TR_FIELD_UNREADABLE;
    assert_int_equal(fixture.fault_count, bad ? 1 : 0);
    if (!bad) continue;
    const seen_fault *fault = &fixture.faults[0];
    assert_string_equal(fault->rule, "TRX0109");
    assert_string_equal(fault->variant, "money");
    assert_string_equal(fault->value, rows[i].text);
    assert_string_equal(fault->element, "CLM02");
    assert_string_equal(fault->meaning, "total charge");
    assert_string_equal(fault->claim, "A-1");
    assert_int_equal(fault->claim_at, 1 + i); /* ordinals run on */
    assert_int_equal(fault->line, 0);
    assert_int_equal(fault->offset, STREAM_START + strlen(lead));
    assert_int_equal(fault->length, strlen(rows[i].text));
  }
  fixture_done(&fixture);
}

static void reads_numbers_in_thousandths(void **state) {
  (void)state;
  const struct {
    const char *text;
    int state;
    int64_t thousandths;
  } rows[] = {
      {"1", TR_FIELD_KNOWN, 1000},        {"2.5", TR_FIELD_KNOWN, 2500},
      {"0", TR_FIELD_KNOWN, 0},           {"-1", TR_FIELD_KNOWN, -1000},
      {"1.125", TR_FIELD_KNOWN, 1125},    {"", TR_FIELD_ABSENT, 0},
      {"1.0625", TR_FIELD_UNREADABLE, 0}, {"ONE", TR_FIELD_UNREADABLE, 0},
      {" 1", TR_FIELD_UNREADABLE, 0},
  };
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    char text[1024];
    snprintf(text, sizeof text, "%sLX*4~SV1*HC:97012*1*UN*%s~",
             LEVELS "CLM*A*1~", rows[i].text);
    fixture.fault_count = 0;
    const tr_claim *claim = build(&fixture, text);
    const tr_field *units = &claim->lines[0].units;
    assert_int_equal(units->state, rows[i].state);
    assert_int_equal(units->number, rows[i].thousandths);
    const bool bad = rows[i].state == TR_FIELD_UNREADABLE;
    assert_int_equal(fixture.fault_count, bad ? 1 : 0);
    if (!bad) continue;
    assert_string_equal(fixture.faults[0].rule, "TRX0109");
    assert_string_equal(fixture.faults[0].variant, "quantity");
    assert_string_equal(fixture.faults[0].value, rows[i].text);
    assert_string_equal(fixture.faults[0].element, "SV104");
    assert_int_equal(fixture.faults[0].line, 4); /* the LX number */
  }
  fixture_done(&fixture);
}

/* What is no date is left out without a word: the walk has told of it. */
static void reads_dates_and_periods(void **state) {
  (void)state;
  enum { BAD = -1, NONE = 0 };
  const struct {
    const char *element; /* DTP02*DTP03 */
    int from, to;        /* CCYYMMDD, or BAD, NONE */
  } rows[] = {
      {"D8*20261102", 20261102, 20261102},
      {"D8*20240229", 20240229, 20240229},
      {"D8*20000229", 20000229, 20000229},
      {"D8*20230229", BAD, BAD},
      {"D8*19000229", BAD, BAD},
      {"D8*20261301", BAD, BAD},
      {"D8*20002316", BAD, BAD},
      {"D8*2026-11-02", BAD, BAD},
      {"D8*261102", BAD, BAD},
      {"D8*00000000", BAD, BAD},
      {"D8*20261102-20261103", BAD, BAD},
      {"RD8*20261102-20261103", 20261102, 20261103},
      {"RD8*20261103-20261102", 20261103, 20261102},
      {"RD8*20261102", BAD, BAD},
      {"RD8*20261102/20261103", BAD, BAD},
      {"RD8*20261102-20261131", 20261102, BAD},
      {"RD8*20261302-20261103", BAD, 20261103},
      {"RD8*20261302-20261131", BAD, BAD},
      {"RD8*20261102-202611031", BAD, BAD},
      {"DT*202611020830", 20261102, 20261102},
      {"DT*20261102083X", BAD, BAD},
      {"DT*20261102-083", BAD, BAD},
      {"TM*0830", BAD, BAD},
      {"*20261102", 20261102, 20261102},
      {"D8*", NONE, NONE},
      {"D8", NONE, NONE},
  };
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].element));
    char text[1024];
    snprintf(text, sizeof text, "%sLX*1~SV1*HC:97012*1*UN*1~DTP*472*%s~",
             LEVELS "CLM*A*1~", rows[i].element);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    const tr_field *fields[] = {&claim->lines[0].date,
                                &claim->lines[0].date_to};
    const int wanted[] = {rows[i].from, rows[i].to};
    for (int j = 0; j < 2; j++) {
      if (wanted[j] <= 0) {
        assert_int_equal(fields[j]->state, wanted[j] == BAD
                                               ? TR_FIELD_UNREADABLE
                                               : TR_FIELD_ABSENT);
        continue;
      }
      assert_int_equal(fields[j]->state, TR_FIELD_KNOWN);
      int year, month, day;
      tr_day_parts((tr_day)fields[j]->number, &year, &month, &day);
      assert_int_equal(year * 10000 + month * 100 + day, wanted[j]);
    }
    assert_int_equal(fixture.fault_count, 0);
  }
  fixture_done(&fixture);
}

static void packs_codes_in_upper_case(void **state) {
  (void)state;
  const struct {
    const char *text;
    const char *code; /* "" = 0 */
  } rows[] = {
      {"AA", "AA"},
      {"aa", "AA"},
      {"gp", "GP"},
      {"M5450", "M5450"},
      {"m5450xa", "M5450XA"},
      {"12345678", "12345678"},
      {"abcdefgh", "ABCDEFGH"},
      {"123456789", ""},
      {"@[`{", "@[`{"},
      {"az", "AZ"},
      {"\xE1\xFA", "\xE1\xFA"},
      {"x", "X"},
  };
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    const tr_code wanted = tr_code_pack(tr_str_of(rows[i].code));
    assert_true(tr__pack_upper(tr_str_of(rows[i].text)) == wanted);
    /* The same in the middle of a segment and at both of its ends. */
    char text[1024];
    snprintf(text, sizeof text,
             "%sCLM*A*1****%s*%s*A VERY LONG ELEMENT FOLLOWS~CR2********%s~"
             "LX*1~SV1*HC:1*1*UN*1*%s~",
             LEVELS, rows[i].text, rows[i].text, rows[i].text, rows[i].text);
    const tr_claim *claim = build(&fixture, text);
    assert_true((tr_code)claim->signature.number == wanted);
    assert_true((tr_code)claim->assignment.number == wanted);
    assert_true((tr_code)claim->condition_code.number == wanted);
    assert_true((tr_code)claim->lines[0].place.number == wanted);
    assert_int_equal(claim->signature.state, TR_FIELD_KNOWN);
    CHECK_FIELD(claim->unit, claim->signature, rows[i].text, "CLM06");
  }
  fixture_done(&fixture);
}

static void leaves_the_dot_out_of_a_diagnosis(void **state) {
  (void)state;
  const struct {
    const char *text, *code;
  } rows[] = {
      {"M54.50", "M5450"},
      {"M5450", "M5450"},
      {"s33.5xxa", "S335XXA"},
      {"M54.", "M54"},
      {".", ""},
      {"M.5.4", "M54"},
      {"S33.5XXAXX", ""},
      {"1234.5678", "12345678"},
      {"123456789", ""},
  };
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    char text[1024];
    snprintf(text, sizeof text, "%sHI*ABK:%s~", LEVELS "CLM*A*1~",
             rows[i].text);
    const tr_claim *claim = build(&fixture, text);
    assert_int_equal(claim->diagnosis_count, 1);
    CHECK_VALUE(claim->unit, claim->diagnoses[0].code, rows[i].text, "HI01-2",
                tr_code_pack(tr_str_of(rows[i].code)));
  }
  fixture_done(&fixture);
}

static void splits_composites(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(&fixture, LEVELS
                                "CLM*A*1***:B:~LX*1~"
                                "SV1*:A::C:D:E:TEXT:X:Y:Z*****:2:::5:6~");
  check_claim(&fixture, claim);
  CHECK_ABSENT(claim->unit, claim->place, "CLM", "CLM05-1");
  CHECK_FIELD(claim->unit, claim->place_qualifier, "B", "CLM05-2");
  CHECK_ABSENT(claim->unit, claim->frequency, "CLM", "CLM05-3");
  const tr_line *line = &claim->lines[0];
  CHECK_ABSENT(claim->unit, line->qualifier, "SV1", "SV101-1");
  CHECK_FIELD(claim->unit, line->code, "A", "SV101-2");
  CHECK_ABSENT(claim->unit, line->modifiers[0], "SV1", "SV101-3");
  CHECK_FIELD(claim->unit, line->modifiers[1], "C", "SV101-4");
  CHECK_FIELD(claim->unit, line->modifiers[3], "E", "SV101-6");
  CHECK_FIELD(claim->unit, line->description, "TEXT", "SV101-7");
  CHECK_ABSENT(claim->unit, line->pointers[0], "SV1", "SV107-1");

  /* A component that is missing at the end stands at the element's end. */
  claim = build(&fixture, "CLM*A*1***11*Y~");
  const tr_place place = tr_unit_place(claim->unit, &claim->frequency);
  assert_int_equal(place.offset, STREAM_START + 12);
  assert_string_equal(place.element, "CLM05-3");
  fixture_done(&fixture);
}

static void leaves_out_a_date_of_birth_that_is_none(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, SET_HEAD BILLING
            "HL*2*1*22~SBR*P*18~NM1*IL*1*ROWAN~DMG*D8*1950-3-12*F~" CLAIM);
  const tr_party *subscriber = claim->subscriber;
  assert_int_equal(subscriber->birth.state, TR_FIELD_UNREADABLE);
  assert_int_equal(subscriber->birth.number, 0);
  CHECK_FIELD(subscriber->unit, subscriber->birth, "1950-3-12", "DMG02");
  CHECK_VALUE(subscriber->unit, subscriber->sex, "F", "DMG03", TR_CODE("F"));
  assert_int_equal(fixture.fault_count, 0);
  assert_false(claim->damaged);
  fixture_done(&fixture);
}

/* What the reader has told of is not told again, nor used. */
static void does_not_use_damaged_values(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  fixture.flagged = "NM1";
  fixture.flags = TR_SEGMENT_DAMAGED;
  const tr_claim *claim =
      build(&fixture, LEVELS "CLM*A*1~NM1*82*1*MU\xD1OZ*ANA****XX*12\n34~");
  CHECK_FIELD(claim->unit, claim->rendering->name, "MU\xD1OZ", "NM103");
  assert_int_equal(claim->rendering->name.state, TR_FIELD_UNREADABLE);
  assert_int_equal(claim->rendering->id.state, TR_FIELD_UNREADABLE);
  assert_int_equal(claim->rendering->first_name.state, TR_FIELD_KNOWN);
  assert_int_equal(fixture.fault_count, 0);
  assert_false(claim->damaged);

  claim = build(&fixture, LEVELS "CLM*A*1~NM1*8\n2*1*HAND~");
  assert_true(claim->damaged); /* whose name is it? */

  fixture.flagged = "SV1";
  claim = build(&fixture, LEVELS "CLM*A*1~LX*1~SV1*HC:97012*9\n0*UN*1~");
  assert_int_equal(claim->lines[0].charge.state, TR_FIELD_UNREADABLE);
  assert_int_equal(fixture.fault_count, 0);
  fixture_done(&fixture);
}

static void limits_the_length_of_a_value(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  for (size_t n = TR_FIELD_BYTES; n <= TR_FIELD_BYTES + 1; n++) {
    char *text = malloc(n + 64);
    assert_non_null(text);
    memcpy(text, "CLM*", 4);
    memset(text + 4, 'A', n);
    memcpy(text + 4 + n, "*90***11:B:1~", sizeof "*90***11:B:1~");
    fixture.fault_count = 0;
    const tr_claim *claim = build(&fixture, text);
    assert_int_equal(claim->id.length, TR_FIELD_BYTES);
    CHECK_FIELD(claim->unit, claim->place, "11", "CLM05-1");
    if (n == TR_FIELD_BYTES) {
      assert_int_equal(claim->id.state, TR_FIELD_KNOWN);
      assert_int_equal(fixture.fault_count, 0);
    } else {
      assert_int_equal(claim->id.state, TR_FIELD_UNREADABLE);
      assert_int_equal(fixture.fault_count, 1);
      assert_string_equal(fixture.faults[0].rule, "TRX0108");
      assert_string_equal(fixture.faults[0].variant, "value-limit");
      assert_string_equal(fixture.faults[0].limit, "65535");
      assert_string_equal(fixture.faults[0].element, "CLM01");
    }
    free(text);
  }
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_money),
         cmocka_unit_test(reads_numbers_in_thousandths),
         cmocka_unit_test(reads_dates_and_periods),
         cmocka_unit_test(packs_codes_in_upper_case),
         cmocka_unit_test(leaves_the_dot_out_of_a_diagnosis),
         cmocka_unit_test(splits_composites),
         cmocka_unit_test(leaves_out_a_date_of_birth_that_is_none),
         cmocka_unit_test(does_not_use_damaged_values),
         cmocka_unit_test(limits_the_length_of_a_value))
