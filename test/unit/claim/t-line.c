/* Tests of src/claim/line.c: service lines and what hangs under them. */
#include "claim_test.h"

static void reads_lx_and_sv1(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~LX*7~SV1*HC:98940:AT:GP:59:XS:ADJUSTMENT*90.5*UN"
            "*1.5*12**1:2:3:10:11**Y**Y*Y~");
  check_claim(&fixture, claim);
  const tr_line *line = &claim->lines[0];
  const tr_unit *unit = line->unit;
  CHECK_VALUE(unit, line->number, "7", "LX01", 7000);
  CHECK_VALUE(unit, line->qualifier, "HC", "SV101-1", TR_CODE("HC"));
  CHECK_VALUE(unit, line->code, "98940", "SV101-2", TR_CODE("98940"));
  CHECK_VALUE(unit, line->modifiers[0], "AT", "SV101-3", TR_CODE("AT"));
  CHECK_VALUE(unit, line->modifiers[1], "GP", "SV101-4", TR_CODE("GP"));
  CHECK_VALUE(unit, line->modifiers[2], "59", "SV101-5", TR_CODE("59"));
  CHECK_VALUE(unit, line->modifiers[3], "XS", "SV101-6", TR_CODE("XS"));
  CHECK_FIELD(unit, line->description, "ADJUSTMENT", "SV101-7");
  CHECK_VALUE(unit, line->charge, "90.5", "SV102", 9050);
  CHECK_VALUE(unit, line->unit_basis, "UN", "SV103", TR_CODE("UN"));
  CHECK_VALUE(unit, line->units, "1.5", "SV104", 1500);
  CHECK_VALUE(unit, line->place, "12", "SV105", TR_CODE("12"));
  CHECK_VALUE(unit, line->pointers[0], "1", "SV107-1", 1000);
  CHECK_VALUE(unit, line->pointers[1], "2", "SV107-2", 2000);
  CHECK_VALUE(unit, line->pointers[2], "3", "SV107-3", 3000);
  CHECK_VALUE(unit, line->pointers[3], "10", "SV107-4", 10000);
  CHECK_VALUE(unit, line->pointer_more, "11", "SV107-5", 11000);
  CHECK_VALUE(unit, line->emergency, "Y", "SV109", TR_CODE("Y"));
  CHECK_VALUE(unit, line->screening, "Y", "SV111", TR_CODE("Y"));
  CHECK_VALUE(unit, line->family_planning, "Y", "SV112", TR_CODE("Y"));
  assert_true(line->has_service);
  assert_false(line->earlier);
  assert_int_equal(line->index, 0);
  fixture_done(&fixture);
}

/* Where the caret goes when something is missing. */
static void shows_where_a_missing_value_would_be(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~LX*1~SV1*HC:97012*90*UN~LX*2~SV1*HC:97012*90*UN"
            "**11~LX*3~");
  check_claim(&fixture, claim);
  const tr_line *line = &claim->lines[0];
  CHECK_ABSENT(line->unit, line->units, "SV1", "SV104");
  CHECK_ABSENT(line->unit, line->pointers[0], "SV1", "SV107-1");
  CHECK_ABSENT(line->unit, line->pointer_more, "SV1", "SV107-5");
  CHECK_ABSENT(line->unit, line->modifiers[0], "SV1", "SV101-3");
  CHECK_ABSENT(line->unit, line->date, "LX", "");
  CHECK_ABSENT(line->unit, line->control_number, "LX", "");
  CHECK_ABSENT(line->unit, line->note, "LX", "");
  tr_place place = tr_unit_place(line->unit, &line->units);
  assert_int_equal(place.offset, place.line_offset + place.line.n);
  TR_ASSERT_STR(place.line, "SV1*HC:97012*90*UN");
  place = tr_unit_place(line->unit, &line->date);
  assert_int_equal(place.ordinal, OF_LEVELS + 2);

  /* Sent empty in the middle of the segment: there. */
  line = &claim->lines[1];
  place = tr_unit_place(line->unit, &line->units);
  assert_string_equal(place.element, "SV104");
  assert_int_equal(place.offset,
                   place.line_offset + strlen("SV1*HC:97012*90*UN*"));

  line = &claim->lines[2];
  assert_false(line->has_service);
  CHECK_ABSENT(line->unit, line->code, "LX", "");
  CHECK_ABSENT(line->unit, line->units, "LX", "");
  assert_int_equal(tr_unit_place(line->unit, &line->code).ordinal,
                   OF_LEVELS + 6);
  fixture_done(&fixture);
}

static void reads_what_belongs_to_a_line(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(
      &fixture, LEVELS
      "CLM*A*1~DTP*454*D8*20260901~REF*F8*X~LX*1~SV1*HC:98940*90*UN*1~"
      "PWK*OB*BM***AC*C1~DTP*472*RD8*20261102-20261103~DTP*472*D8*20261109~"
      "DTP*455*D8*20261001~DTP*454*D8*20261006~REF*6R*LINE-1~REF*6R*AGAIN~"
      "AMT*T*3.5~NTE*ADD*LINE NOTE~NTE*TPO*SECOND~PS1*PROV*44.4~"
      "LIN**N4*00000000001~CTP****2.5*UN~REF*XZ*RX1~LX*2~SV1*HC:97012*30*UN*1~"
      "DTP*472*D8*20261102~REF*6R*LINE-2~");
  check_claim(&fixture, claim);
  const tr_line *line = &claim->lines[0];
  const tr_unit *unit = line->unit;
  CHECK_VALUE(unit, line->date, "20261102", "DTP03", tr_day_of(2026, 11, 2));
  CHECK_VALUE(unit, line->date_to, "20261103", "DTP03", tr_day_of(2026, 11, 3));
  CHECK_VALUE(unit, line->x_ray_date, "20261001", "DTP03",
              tr_day_of(2026, 10, 1));
  CHECK_VALUE(unit, line->initial_treatment, "20261006", "DTP03",
              tr_day_of(2026, 10, 6));
  CHECK_FIELD(unit, claim->initial_treatment, "20260901", "DTP03");
  CHECK_FIELD(unit, line->control_number, "LINE-1", "REF02");
  CHECK_VALUE(unit, line->note_code, "ADD", "NTE01", TR_CODE("ADD"));
  CHECK_FIELD(unit, line->note, "LINE NOTE", "NTE02");
  CHECK_VALUE(unit, line->sales_tax, "3.5", "AMT02", 350);
  CHECK_VALUE(unit, line->purchased_charge, "44.4", "PS102", 4440);
  CHECK_VALUE(unit, line->drug_qualifier, "N4", "LIN02", TR_CODE("N4"));
  CHECK_FIELD(unit, line->drug, "00000000001", "LIN03");
  CHECK_VALUE(unit, line->drug_quantity, "2.5", "CTP04", 2500);
  assert_int_equal(line->date_first, 1);
  assert_int_equal(line->date_count, 4);
  assert_int_equal(line->reference_first, 1);
  assert_int_equal(line->reference_count, 3);
  assert_int_equal(line->attachment_count, 1);
  CHECK_FIELD(unit, claim->attachments[line->attachment_first].control, "C1",
              "PWK06");
  line = &claim->lines[1];
  assert_int_equal(line->date_first, 5);
  assert_int_equal(line->date_count, 1);
  assert_int_equal(line->reference_first, 4);
  CHECK_FIELD(unit, line->control_number, "LINE-2", "REF02");
  CHECK_VALUE(unit, line->date_to, "20261102", "DTP03", tr_day_of(2026, 11, 2));
  CHECK_ABSENT(unit, claim->note, "CLM", "");
  fixture_done(&fixture);
}

static void reads_adjudications(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture, LEVELS
            "CLM*A*1~SBR*S~OI***Y~LX*1~SV1*HC:98940*90*UN*1~"
            "SVD*P222*60.5*HC:98940:AT**1~CAS*CO*45*30*0~"
            "DTP*573*D8*20261111~AMT*EAF*10~SVD*P333*0*HC:98940**2~"
            "CAS*PR*1*90~DTP*472*D8*20261102~AMT*EAF*1~");
  check_claim(&fixture, claim);
  const tr_line *line = &claim->lines[0];
  const tr_unit *unit = line->unit;
  assert_int_equal(line->adjudication_count, 2);
  const tr_adjudication *decision = &claim->adjudications[0];
  CHECK_FIELD(unit, decision->payer_id, "P222", "SVD01");
  CHECK_VALUE(unit, decision->paid, "60.5", "SVD02", 6050);
  CHECK_VALUE(unit, decision->code, "98940", "SVD03-2", TR_CODE("98940"));
  CHECK_VALUE(unit, decision->units, "1", "SVD05", 1000);
  CHECK_VALUE(unit, decision->adjudicated, "20261111", "DTP03",
              tr_day_of(2026, 11, 11));
  CHECK_VALUE(unit, decision->remaining, "10", "AMT02", 1000);
  decision = &claim->adjudications[1];
  CHECK_ABSENT(unit, decision->adjudicated, "SVD", "");
  /* The DTP*472 is the line's, the EAF after it of its last decision. */
  CHECK_VALUE(unit, decision->remaining, "1", "AMT02", 100);
  CHECK_FIELD(unit, line->date, "20261102", "DTP03");
  assert_int_equal(line->date_count, 1);

  assert_int_equal(claim->adjustment_count, 2);
  for (int i = 0; i < 2; i++) {
    assert_int_equal(claim->adjustments[i].decision, i);
    assert_int_equal(claim->adjustments[i].line, 0);
    assert_int_equal(claim->adjustments[i].payer, -1);
  }
  assert_int_equal(claim->other_payers[0].remaining.state, TR_FIELD_ABSENT);
  fixture_done(&fixture);
}

static void survives_lines_out_of_order(void **state) {
  (void)state;
  const struct {
    const char *text;
    uint32_t lines;
    const char *codes;
  } rows[] = {
      {"SV1*HC:97012*90~", 1, "97012 "},
      {"SV1*HC:97012*90~DTP*472*D8*20261102~LX*1~SV1*HC:98940*1~", 2,
       "97012 98940 "},
      {"LX*1~SV1*HC:97012*90~SV1*HC:98940*1~", 1, "97012 "},
      {"LX*1~LX*2~SV1*HC:98940*1~", 2, "- 98940 "},
      {"SVD*P*1~LIN**N4*1~CTP****1~LQ*AS*1~FRM*1*Y~PS1*A*1~", 0, ""},
      {"LX*1~FRM*1*Y~CTP****1~", 1, "- "},
      {"LX*1~SBR*S~AMT*D*1~LX*2~SV1*HC:97012*1~", 2, "- 97012 "},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[1024], codes[64];
    snprintf(text, sizeof text, "%s%s", LEVELS "CLM*A*1~", rows[i].text);
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_int_equal(claim->line_count, rows[i].lines);
    size_t n = 0;
    for (uint32_t j = 0; j < claim->line_count; j++) {
      if (!claim->lines[j].has_service) codes[n++] = '-';
      n += tr_code_text((tr_code)claim->lines[j].code.number, codes + n);
      codes[n++] = ' ';
    }
    codes[n] = '\0';
    assert_string_equal(codes, rows[i].codes);
    fixture_done(&fixture);
  }
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim = build(&fixture, LEVELS "CLM*A*1~SV1*HC:97012*90~");
  CHECK_ABSENT(claim->unit, claim->lines[0].number, "SV1", "");
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(reads_lx_and_sv1),
         cmocka_unit_test(shows_where_a_missing_value_would_be),
         cmocka_unit_test(reads_what_belongs_to_a_line),
         cmocka_unit_test(reads_adjudications),
         cmocka_unit_test(survives_lines_out_of_order))
