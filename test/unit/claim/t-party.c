/* Tests of src/claim/party.c: persons and organisations of claim and line. */
#include "claim_test.h"

/* One full NM1 loop under each role and nesting. */
static void opens_the_innermost_loop_that_fits(void **state) {
  (void)state;
  const struct {
    const char *before, *role, *loop;
  } rows[] = {
      {"", "DN", "2310A"},
      {"", "P3", "2310A"},
      {"", "82", "2310B"},
      {"", "77", "2310C"},
      {"", "DQ", "2310D"},
      {"", "PW", "2310E"},
      {"", "45", "2310F"},
      {"", "ZZ", "2300"},
      {"", "IL", "2300"},
      {"", "85", "2300"},
      {"SBR*S~", "IL", "2330A"},
      {"SBR*S~", "PR", "2330B"},
      {"SBR*S~", "DN", "2330C"},
      {"SBR*S~", "P3", "2330C"},
      {"SBR*S~", "82", "2330D"},
      {"SBR*S~", "77", "2330E"},
      {"SBR*S~", "DQ", "2330F"},
      {"SBR*S~", "85", "2330G"},
      {"SBR*S~", "QB", "2320"},
      {"SBR*S~", "PW", "2310E"},
      {"SBR*S~NM1*PR*2~", "82", "2330D"},
      {"LX*1~", "82", "2420A"},
      {"LX*1~", "QB", "2420B"},
      {"LX*1~", "77", "2420C"},
      {"LX*1~", "DQ", "2420D"},
      {"LX*1~", "DK", "2420E"},
      {"LX*1~", "DN", "2420F"},
      {"LX*1~", "P3", "2420F"},
      {"LX*1~", "PW", "2420G"},
      {"LX*1~", "45", "2420H"},
      {"LX*1~", "PR", "2400"},
      {"SBR*S~LX*1~", "82", "2420A"},
      {"LX*1~SVD*P*1~", "82", "2420A"},
      {"LX*1~LIN**N4*1~", "DK", "2420E"},
      {"LX*1~SBR*S~", "82", "2330D"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[512];
    snprintf(text, sizeof text,
             "CLM*A*1~%sNM1*%s*1*LAST*FIRST*M**SR*XX*1234567893~N3*A*B~"
             "N4*SALEM*OR*97301*US~PRV*PE*PXC*111N00000X~REF*EI*77~REF*SY*78~"
             "DMG*D8*19700102*M~PER*IC*X~",
             rows[i].before, rows[i].role);
    TR_ROW(i, tr_str_of(text));
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    const tr_party *party = &claim->parties[claim->party_count - 1];
    const tr_unit *unit = party->unit;
    char loop[TR_CODE_BYTES + 1];
    tr_code_text(party->loop, loop);
    assert_string_equal(loop, rows[i].loop);
    const bool in_line = strncmp(loop, "24", 2) == 0;
    assert_int_equal(party->line, in_line ? 0 : -1);
    const bool in_payer =
        strncmp(loop, "233", 3) == 0 || strcmp(loop, "2320") == 0;
    assert_int_equal(party->payer, in_payer ? 0 : -1);
    CHECK_FIELD(unit, party->role, rows[i].role, "NM101");
    CHECK_VALUE(unit, party->kind, "1", "NM102", TR_CODE("1"));
    CHECK_FIELD(unit, party->name, "LAST", "NM103");
    CHECK_FIELD(unit, party->first_name, "FIRST", "NM104");
    CHECK_FIELD(unit, party->middle_name, "M", "NM105");
    CHECK_FIELD(unit, party->suffix, "SR", "NM107");
    CHECK_VALUE(unit, party->id_qualifier, "XX", "NM108", TR_CODE("XX"));
    CHECK_FIELD(unit, party->id, "1234567893", "NM109");
    CHECK_FIELD(unit, party->street, "A", "N301");
    CHECK_FIELD(unit, party->street_more, "B", "N302");
    CHECK_FIELD(unit, party->city, "SALEM", "N401");
    CHECK_VALUE(unit, party->state, "OR", "N402", TR_CODE("OR"));
    CHECK_FIELD(unit, party->zip, "97301", "N403");
    CHECK_VALUE(unit, party->country, "US", "N404", TR_CODE("US"));
    CHECK_FIELD(unit, party->taxonomy, "111N00000X", "PRV03");
    CHECK_FIELD(unit, party->tax_id, "77", "REF02");
    CHECK_VALUE(unit, party->birth, "19700102", "DMG02", tr_day_of(1970, 1, 2));
    CHECK_VALUE(unit, party->sex, "M", "DMG03", TR_CODE("M"));
    const tr_reference *reference =
        &claim->references[claim->reference_count - 1];
    assert_true(reference->loop == party->loop);
    assert_int_equal(reference->party, claim->party_count - 1);
    assert_int_equal(fixture.fault_count, 0);
    fixture_done(&fixture);
  }
}

/* A REF belongs to the innermost loop that can hold it, and closes those it
 * passes on its way out. */
static void gives_references_to_the_loop_that_can_hold_them(void **state) {
  (void)state;
  const struct {
    const char *before, *qualifier, *loop;
    int party;
  } rows[] = {
      {"", "F8", "2300", -1},
      {"NM1*82*1~", "G2", "2310B", 0},
      {"NM1*82*1~", "0B", "2310B", 0},
      {"NM1*82*1~", "F8", "2300", -1},
      {"NM1*82*1~", "G1", "2300", -1},
      {"NM1*82*1~", "ZZ", "2310B", 0},
      {"SBR*S~", "F8", "2320", -1},
      {"SBR*S~NM1*PR*2~", "F8", "2330B", 0},
      {"SBR*S~NM1*PR*2~", "G1", "2330B", 0},
      {"SBR*S~NM1*PR*2~NM1*82*1~", "G2", "2330D", 1},
      {"LX*1~", "6R", "2400", -1},
      {"LX*1~", "F8", "2400", -1},
      {"LX*1~NM1*82*1~", "G2", "2420A", 0},
      {"LX*1~NM1*82*1~", "6R", "2400", -1},
      {"LX*1~NM1*82*1~", "G1", "2400", -1},
      {"LX*1~LIN**N4*1~", "XZ", "2410", -1},
      {"LX*1~LIN**N4*1~", "6R", "2400", -1},
      {"LX*1~SVD*P*1~", "6R", "2400", -1},
      {"LX*1~SVD*P*1~", "ZZ", "2400", -1},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[256];
    snprintf(text, sizeof text, "CLM*A*1~%sREF*%s*VALUE~", rows[i].before,
             rows[i].qualifier);
    TR_ROW(i, tr_str_of(text));
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_int_equal(claim->reference_count, 1);
    const tr_reference *reference = &claim->references[0];
    char loop[TR_CODE_BYTES + 1];
    tr_code_text(reference->loop, loop);
    assert_string_equal(loop, rows[i].loop);
    assert_int_equal(reference->party, rows[i].party);
    CHECK_FIELD(claim->unit, reference->qualifier, rows[i].qualifier, "REF01");
    CHECK_FIELD(claim->unit, reference->value, "VALUE", "REF02");
    const bool of_claim = strcmp(rows[i].loop, "2300") == 0;
    const bool named = claim->original_reference.state == TR_FIELD_KNOWN ||
                       claim->prior_authorization.state == TR_FIELD_KNOWN;
    assert_int_equal(named, of_claim);
    fixture_done(&fixture);
  }
}

static void ties_an_id_to_another_payer(void **state) {
  (void)state;
  const struct {
    const char *reference, *id; /* NULL: absent */
  } rows[] = {
      {"REF*G2*L**2U:P222", "P222"},
      {"REF*G2*L**2u:P222", "P222"},
      {"REF*G2*L**XX:P222", NULL},
      {"REF*G2*L**2U", NULL},
      {"REF*G2*L", NULL},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].reference));
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[256];
    snprintf(text, sizeof text, "CLM*A*1~LX*1~NM1*82*1~%s~", rows[i].reference);
    const tr_claim *claim = build(&fixture, text);
    const tr_field *field = &claim->references[0].payer_id;
    assert_int_equal(field->state == TR_FIELD_KNOWN, rows[i].id != NULL);
    if (rows[i].id != NULL)
      CHECK_FIELD(claim->unit, *field, rows[i].id, "REF04-2");
    fixture_done(&fixture);
  }
}

/* What the NM1 loop's segments do without an NM1 before them. */
static void keeps_segments_without_a_party(void **state) {
  (void)state;
  claim_fixture fixture;
  fixture_init(&fixture);
  const tr_claim *claim =
      build(&fixture,
            "N3*X~N4*Y~DMG*D8*BAD~CLM*A*1~N3*X~N4*Y~DMG*D8*BAD~PRV*PE~"
            "SBR*S~N3*X~LX*1~N4*Z~PRV*PE*PXC*1~");
  check_claim(&fixture, claim);
  assert_int_equal(claim->party_count, 0);
  assert_int_equal(claim->unit->segment_count, 10);
  assert_int_equal(fixture.fault_count, 0);
  fixture_done(&fixture);
}

TR_TESTS(cmocka_unit_test(opens_the_innermost_loop_that_fits),
         cmocka_unit_test(gives_references_to_the_loop_that_can_hold_them),
         cmocka_unit_test(ties_an_id_to_another_payer),
         cmocka_unit_test(keeps_segments_without_a_party))
