/* Tests of src/claim/party.c: persons and organisations of claim and line. */
#include "claim_test.h"

/* Where a party can stand, and what its loop has beside NM1. */
enum { N34 = 1, PRV = 2, DMG = 4, TAX = 8, ID = 16, PER = 32 };

static const struct {
  unsigned bit;
  const char *text;
} parts[] = {
    {N34, "N3*A*B~N4*SALEM*OR*97301*US~"},
    {DMG, "DMG*D8*19700102*M~"},
    {PRV, "PRV*PE*PXC*111N00000X~"},
    {TAX, "REF*SY*77~"},
    {ID, "REF*G2*78~"},
    {PER, "PER*IC*X~"},
};

static void check_party(const tr_party *party, const char *role, unsigned has) {
  const tr_unit *unit = party->unit;
  CHECK_FIELD(unit, party->role, role, "NM101");
  CHECK_VALUE(unit, party->kind, "1", "NM102", TR_CODE("1"));
  CHECK_FIELD(unit, party->name, "LAST", "NM103");
  CHECK_FIELD(unit, party->first_name, "FIRST", "NM104");
  CHECK_FIELD(unit, party->middle_name, "M", "NM105");
  CHECK_FIELD(unit, party->suffix, "SR", "NM107");
  CHECK_VALUE(unit, party->id_qualifier, "XX", "NM108", TR_CODE("XX"));
  CHECK_FIELD(unit, party->id, "1234567893", "NM109");
  if (has & N34) {
    CHECK_FIELD(unit, party->street, "A", "N301");
    CHECK_FIELD(unit, party->street_more, "B", "N302");
    CHECK_FIELD(unit, party->city, "SALEM", "N401");
    CHECK_VALUE(unit, party->state, "OR", "N402", TR_CODE("OR"));
    CHECK_FIELD(unit, party->zip, "97301", "N403");
    CHECK_VALUE(unit, party->country, "US", "N404", TR_CODE("US"));
  } else {
    CHECK_ABSENT(unit, party->street, "NM1", "");
    CHECK_ABSENT(unit, party->country, "NM1", "");
  }
  if (has & PRV)
    CHECK_FIELD(unit, party->taxonomy, "111N00000X", "PRV03");
  else
    CHECK_ABSENT(unit, party->taxonomy, "NM1", "");
  if (has & TAX)
    CHECK_FIELD(unit, party->tax_id, "77", "REF02");
  else
    CHECK_ABSENT(unit, party->tax_id, "NM1", "");
  if (has & DMG) {
    CHECK_VALUE(unit, party->birth, "19700102", "DMG02", tr_day_of(1970, 1, 2));
    CHECK_VALUE(unit, party->sex, "M", "DMG03", TR_CODE("M"));
  } else {
    CHECK_ABSENT(unit, party->birth, "NM1", "");
  }
}

#define PAYER "SBR*S*18~OI***Y***Y~"

static void opens_the_loop_the_guide_has(void **state) {
  (void)state;
  const struct {
    const char *before, *role, *loop;
    unsigned has;
  } rows[] = {
      {CLAIM, "DN", "2310A", ID},
      {CLAIM, "P3", "2310A", ID},
      {CLAIM, "82", "2310B", PRV | ID},
      {CLAIM, "77", "2310C", N34 | ID | PER},
      {CLAIM, "DQ", "2310D", ID},
      {CLAIM, "PW", "2310E", N34},
      {CLAIM, "45", "2310F", N34},
      {CLAIM PAYER, "IL", "2330A", N34 | TAX},
      {CLAIM PAYER "NM1*IL*1*A~", "PR", "2330B", N34},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "DN", "2330C", ID},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "P3", "2330C", ID},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "82", "2330D", ID},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "77", "2330E", ID},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "DQ", "2330F", ID},
      {CLAIM PAYER "NM1*IL*1*A~NM1*PR*2*B~", "85", "2330G", ID},
      {CLAIM PAYER, "82", "2330D", ID},
      {CLAIM LINE, "82", "2420A", PRV | ID},
      {CLAIM LINE, "QB", "2420B", ID},
      {CLAIM LINE, "77", "2420C", N34 | ID},
      {CLAIM LINE, "DQ", "2420D", ID},
      {CLAIM LINE, "DK", "2420E", N34 | ID | PER},
      {CLAIM LINE, "DN", "2420F", ID},
      {CLAIM LINE, "P3", "2420F", ID},
      {CLAIM LINE, "PW", "2420G", N34},
      {CLAIM LINE, "45", "2420H", N34},
      {CLAIM PAYER LINE, "82", "2420A", PRV | ID},
      {CLAIM LINE "LIN**N4*1~CTP****1*UN~", "DK", "2420E", N34 | ID | PER},
      /* out of order */
      {CLAIM LINE "SVD*P*1~", "82", "2420A", PRV | ID},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[2048];
    size_t n = (size_t)snprintf(text, sizeof text,
                                "%s%sNM1*%s*1*LAST*FIRST*M**SR*XX*1234567893~",
                                LEVELS, rows[i].before, rows[i].role);
    for (size_t j = 0; j < TR_COUNT(parts); j++)
      if (rows[i].has & parts[j].bit)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s", parts[j].text);
    TR_ROW(i, tr_str_of(text + strlen(LEVELS)));
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    assert_true(claim->party_count > 0);
    const tr_party *party = &claim->parties[claim->party_count - 1];
    char loop[TR_CODE_BYTES + 1];
    tr_code_text(party->loop, loop);
    assert_string_equal(loop, rows[i].loop);
    const bool in_line = strncmp(loop, "24", 2) == 0;
    assert_int_equal(party->line, in_line ? 0 : -1);
    const bool in_payer = strncmp(loop, "233", 3) == 0;
    assert_int_equal(party->payer, in_payer ? 0 : -1);
    check_party(party, rows[i].role, rows[i].has);
    if (rows[i].has & (TAX | ID)) {
      const tr_reference *reference =
          &claim->references[claim->reference_count - 1];
      assert_true(reference->loop == party->loop);
      assert_int_equal(reference->party, claim->party_count - 1);
    }
    assert_int_equal(fixture.fault_count, 0);
    fixture_done(&fixture);
  }
}

static void opens_the_loops_of_the_levels(void **state) {
  (void)state;
  const struct {
    const char *before, *role, *loop;
    unsigned has;
  } rows[] = {
      {SET_HEAD "HL*1**20*1~", "85", "2010AA", N34 | TAX | PER},
      {SET_HEAD BILLING, "87", "2010AB", N34},
      {SET_HEAD BILLING "HL*2*1*22*0~SBR*P*18~", "IL", "2010BA",
       N34 | DMG | TAX | PER},
      {LEVELS "HL*3*2*23*0~PAT*19~", "QC", "2010CA", N34 | DMG},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    claim_fixture fixture;
    fixture_init(&fixture);
    char text[2048];
    size_t n = (size_t)snprintf(text, sizeof text,
                                "%sNM1*%s*1*LAST*FIRST*M**SR*XX*1234567893~",
                                rows[i].before, rows[i].role);
    for (size_t j = 0; j < TR_COUNT(parts); j++)
      if (rows[i].has & parts[j].bit)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s", parts[j].text);
    snprintf(text + n, sizeof text - n, "%s", CLAIM);
    TR_ROW(i, tr_str_of(rows[i].loop));
    const tr_claim *claim = build(&fixture, text);
    check_claim(&fixture, claim);
    const tr_party *party = &claim->level_parties[claim->level_party_count - 1];
    assert_true(party->loop == tr_code_pack(tr_str_of(rows[i].loop)));
    assert_int_equal(party->line, -1);
    assert_int_equal(party->payer, -1);
    check_party(party, rows[i].role, rows[i].has);
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
      {"SBR*S~", "F8", "2330B", -1},
      {"SBR*S~NM1*PR*2~", "F8", "2330B", 0},
      {"SBR*S~NM1*PR*2~", "G1", "2330B", 0},
      {"SBR*S~NM1*PR*2~NM1*82*1~", "G2", "2330D", 1},
      {"LX*1~", "6R", "2400", -1},
      {"LX*1~", "F8", "2300", -1},
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
    char text[1024];
    snprintf(text, sizeof text, "%s%sREF*%s*VALUE~", LEVELS "CLM*A*1~",
             rows[i].before, rows[i].qualifier);
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
    char text[1024];
    snprintf(text, sizeof text, "%sNM1*82*1~%s~", LEVELS CLAIM LINE,
             rows[i].reference);
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

TR_TESTS(cmocka_unit_test(opens_the_loop_the_guide_has),
         cmocka_unit_test(opens_the_loops_of_the_levels),
         cmocka_unit_test(gives_references_to_the_loop_that_can_hold_them),
         cmocka_unit_test(ties_an_id_to_another_payer),
         cmocka_unit_test(keeps_segments_without_a_party))
