/* Tests of src/coding/encounter.c: levels, parties and sets, and that the
 * checker finds nothing in what is written. */
#include "coding/encounter.h"

#include "encounter_of.h"

static void test_self(void **state) {
  (void)state;
  written out;
  const tr_encounter encounter = encounter_of_self();
  write_clean(&out, &encounter);
  assert_string_equal(
      out.text,
      "ISA*00*          *00*          *ZZ*MSC4471        *ZZ*MCH100         "
      "*260630*0815*^*00501*000004711*0*P*:~\n"
      "GS*HC*MSC4471*MCH100*20260630*0815*4711*X*005010X222A1~\n"
      "ST*837*0001*005010X222A1~\n"
      "BHT*0019*00*000004711-1*20260630*0815*CH~\n"
      "NM1*41*2*MILLBROOK SPINE CENTER*****46*MSC4471~\n"
      "PER*IC*BILLING DESK*TE*4195550134~\n"
      "NM1*40*2*MIDLAND CLEARINGHOUSE*****46*MCH100~\n"
      "HL*1**20*1~\n"
      "PRV*BI*PXC*111N00000X~\n"
      "NM1*85*2*MILLBROOK SPINE CENTER*****XX*1903124570~\n"
      "N3*90 MILL BROOK LANE~\n"
      "N4*TOLEDO*OH*436041172~\n"
      "REF*EI*341550142~\n"
      "HL*2*1*22*0~\n"
      "SBR*P*18*G5521******CI~\n"
      "NM1*IL*1*LARCH*OWEN*T**JR*MI*MM1180442~\n"
      "N3*12 CANAL STREET~\n"
      "N4*TOLEDO*OH*43604~\n"
      "DMG*D8*19840317*M~\n"
      "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~\n"
      "CLM*v-1001*80***11:B:1*Y*A*Y*Y~\n"
      "DTP*431*D8*20260528~\n"
      "HI*ABK:M9903*ABF:M5416~\n"
      "NM1*82*1*HARROW*EDITH****XX*1425678939~\n"
      "PRV*PE*PXC*111N00000X~\n"
      "LX*1~\n"
      "SV1*HC:98940*45*UN*1***1:2~\n"
      "DTP*472*D8*20260612~\n"
      "REF*6R*v-1001-1~\n"
      "LX*2~\n"
      "SV1*HC:97012*35*UN*1***2~\n"
      "DTP*472*D8*20260612~\n"
      "REF*6R*v-1001-2~\n"
      "SE*32*0001~\n"
      "GE*1*4711~\n"
      "IEA*1*000004711~\n");
  written_done(&out);
}

/* A subscriber who is not the patient has no address but a given one. */
static void test_dependent(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  const tr_encounter_party father = {.person = true,
                                     .name = TR_STR("Larch"),
                                     .first_name = TR_STR("Owen"),
                                     .id = TR_STR("MM1180442"),
                                     .born = TR_DAY_MIN};
  encounter.subscriber = &father;
  encounter.patient = &of_mina;
  encounter.relationship = TR_STR("19");
  write_clean(&out, &encounter);
  has(&out,
      "HL*2*1*22*1~\n"
      "SBR*P**G5521******CI~\n"
      "NM1*IL*1*LARCH*OWEN****MI*MM1180442~\n"
      "NM1*PR*2*MEDICAL MUTUAL*****PI*29076~\n"
      "HL*3*2*23*0~\n"
      "PAT*19~\n"
      "NM1*QC*1*LARCH*MINA~\n"
      "N3*12 CANAL STREET~\n"
      "N4*TOLEDO*OH*43604~\n"
      "DMG*D8*20110902*F~\n"
      "CLM*v-1001*80*");
  written_done(&out);

  encounter.subscriber = &of_owen;
  write_clean(&out, &encounter);
  has(&out,
      "NM1*IL*1*LARCH*OWEN*T**JR*MI*MM1180442~\nN3*12 CANAL STREET~\n"
      "N4*TOLEDO*OH*43604~\nDMG*D8*19840317*M~\nNM1*PR*");
  written_done(&out);
}

static void test_auto_accident(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  const tr_encounter_party payer = {.name = TR_STR("State Farm Auto"),
                                    .id = TR_STR("31059"),
                                    .street = TR_STR("PO Box 106170"),
                                    .city = TR_STR("Atlanta"),
                                    .state = TR_STR("GA"),
                                    .zip = TR_STR("30348"),
                                    .born = TR_DAY_MIN};
  encounter.payer = &payer;
  encounter.filing_code = TR_STR("AM");
  encounter.casualty_number = TR_STR("35-B771-42q");
  encounter.causes[0] = TR_CODE("AA");
  encounter.cause_count = 1;
  encounter.accident = tr_day_of(2026, 5, 21);
  encounter.accident_state = TR_STR("oh");
  write_clean(&out, &encounter);
  has(&out,
      "DMG*D8*19840317*M~\nREF*Y4*35-B771-42Q~\n"
      "NM1*PR*2*STATE FARM AUTO*****PI*31059~\nN3*PO BOX 106170~\n"
      "N4*ATLANTA*GA*30348~\n"
      "CLM*v-1001*80***11:B:1*Y*A*Y*Y**AA:::OH~\n"
      "DTP*431*D8*20260528~\nDTP*439*D8*20260521~\nHI*");
  written_done(&out);
}

/* At work the employer is the subscriber and has no member number. */
static void test_work_accident(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  const tr_encounter_party employer = {.name = TR_STR("Foundry Row Castings"),
                                       .born = TR_DAY_MIN};
  const tr_encounter_party payer = {.name = TR_STR("Summit Workers Comp"),
                                    .id = TR_STR("J1234"),
                                    .born = TR_DAY_MIN};
  encounter.payer = &payer;
  encounter.subscriber = &employer;
  encounter.patient = &of_owen;
  encounter.relationship = TR_STR("20");
  encounter.filing_code = TR_STR("WC");
  encounter.group = TR_STR("");
  encounter.casualty_number = TR_STR("26-114407");
  encounter.causes[0] = TR_CODE("EM");
  encounter.cause_count = 1;
  encounter.accident = tr_day_of(2026, 5, 12);
  encounter.accident_state = TR_STR("OH"); /* of auto accidents only */
  encounter.authorization = TR_STR("SWC771220");
  write_clean(&out, &encounter);
  has(&out,
      "SBR*P********WC~\nNM1*IL*2*FOUNDRY ROW CASTINGS~\n"
      "NM1*PR*2*SUMMIT WORKERS COMP*****PI*J1234~\nHL*3*2*23*0~\nPAT*20~\n"
      "NM1*QC*1*LARCH*OWEN*T**JR~\nN3*12 CANAL STREET~\n"
      "N4*TOLEDO*OH*43604~\nDMG*D8*19840317*M~\nREF*Y4*26-114407~\n"
      "CLM*v-1001*80***11:B:1*Y*A*Y*Y**EM~\nDTP*431*D8*20260528~\n"
      "DTP*439*D8*20260512~\nREF*G1*SWC771220~\nHI*");
  written_done(&out);
}

static void test_medicare(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  const tr_encounter_party payer = {.name = TR_STR("Medicare Part B"),
                                    .id = TR_STR("04412"),
                                    .born = TR_DAY_MIN};
  tr_encounter_line line = of_own_lines[0];
  line.modifiers[0] = TR_CODE("AT");
  line.modifier_count = 1;
  encounter.payer = &payer;
  encounter.filing_code = TR_STR("MB");
  encounter.group = TR_STR("");
  encounter.onset = TR_DAY_MIN;
  encounter.initial_treatment = tr_day_of(2026, 6, 1);
  encounter.last_x_ray = tr_day_of(2026, 6, 2);
  encounter.lines = &line;
  encounter.line_count = 1;
  write_clean(&out, &encounter);
  has(&out, "SBR*P*18*******MB~\n");
  has(&out,
      "DTP*454*D8*20260601~\nDTP*455*D8*20260602~\nHI*ABK:M9903*ABF:M5416~\n");
  has(&out, "SV1*HC:98940:AT*45*UN*1***1:2~\n");
  lacks(&out, "DTP*431");
  written_done(&out);
}

/* A person who bills under a social security number, with a telephone. */
static void test_billing_person(void **state) {
  (void)state;
  written out;
  tr_encounter encounter = encounter_of_self();
  tr_encounter_party billing = of_doctor;
  billing.tax_id = TR_STR("123456789");
  billing.tax_id_is_personal = true;
  billing.street = of_billing.street;
  billing.street_more = TR_STR("Suite 2");
  billing.city = of_billing.city;
  billing.state = of_billing.state;
  billing.zip = of_billing.zip;
  billing.contact = TR_STR("Edith");
  billing.phone = TR_STR("4195550177");
  encounter.billing = &billing;
  encounter.rendering = &of_doctor; /* the same: no 2310B */
  write_clean(&out, &encounter);
  has(&out,
      "NM1*85*1*HARROW*EDITH****XX*1425678939~\n"
      "N3*90 MILL BROOK LANE*SUITE 2~\nN4*TOLEDO*OH*436041172~\n"
      "REF*SY*123456789~\nPER*IC*EDITH*TE*4195550177~\nHL*2*");
  lacks(&out, "NM1*82");
  written_done(&out);

  /* the submitter's own contact is not said again */
  billing.contact = of_submitter.contact;
  billing.phone = of_submitter.phone;
  encounter.rendering = NULL;
  write_clean(&out, &encounter);
  has(&out, "REF*SY*123456789~\nHL*2*");
  written_done(&out);
}

/* Neighbours of one billing provider share its level, others open their own. */
static void test_levels(void **state) {
  (void)state;
  written out;
  const tr_encounter_party same = of_billing; /* equal, elsewhere in memory */
  tr_encounter_party other = of_billing;
  other.npi = TR_STR("1876543202");
  tr_encounter all[4];
  const char *const ids[] = {"A", "B", "C", "D"};
  for (size_t i = 0; i < TR_COUNT(all); i++) {
    all[i] = encounter_of_self();
    all[i].claim_id = tr_str_of(ids[i]);
    all[i].service -= (tr_day)i;
  }
  all[1].billing = &same;
  all[1].patient = &of_mina;
  all[1].relationship = TR_STR("19");
  all[2].billing = &other;
  write_all(&out, all, TR_COUNT(all));
  assert_int_equal(out.status, TR_OK);
  written_check(&out);
  assert_string_equal(out.findings, "");
  static const char *const levels[] = {
      "HL*1**20*1~",  "HL*2*1*22*0~", "CLM*A*",       "HL*3*1*22*1~",
      "HL*4*3*23*0~", "CLM*B*",       "HL*5**20*1~",  "HL*6*5*22*0~",
      "CLM*C*",       "HL*7**20*1~",  "HL*8*7*22*0~", "CLM*D*",
  };
  const char *at = out.text;
  size_t count = 0;
  for (size_t i = 0; i < TR_COUNT(levels); i++) {
    at = strstr(at, levels[i]);
    if (at == NULL) fail_msg("no %s there in\n%s", levels[i], out.text);
  }
  for (at = out.text; (at = strstr(at, "\nHL*")) != NULL; at++) count++;
  assert_int_equal(count, 8);
  written_done(&out);
}

/* A set has 5000 claims at most; the next begins with its own levels. */
static void test_sets(void **state) {
  (void)state;
  enum { CLAIMS = TR_ENCOUNTER_SET + 1 };
  static tr_encounter all[CLAIMS];
  static char ids[CLAIMS][8];
  written out;
  for (unsigned i = 0; i < CLAIMS; i++) {
    all[i] = encounter_of_self();
    snprintf(ids[i], sizeof ids[i], "%u", i);
    all[i].claim_id = tr_str_of(ids[i]);
  }
  write_all(&out, all, CLAIMS);
  assert_int_equal(out.status, TR_OK);
  tr_buf_add_char(&out.x12, '\0');
  const char *second = strstr(out.x12.p, "ST*837*0002*005010X222A1~");
  assert_non_null(second);
  assert_non_null(strstr(second, "BHT*0019*00*000004711-2*"));
  assert_non_null(strstr(second, "HL*1**20*1~"));
  assert_non_null(strstr(second, "CLM*5000*80*"));
  assert_null(strstr(second, "CLM*4999*"));
  assert_null(strstr(second + 1, "ST*837*"));
  assert_non_null(strstr(second, "GE*2*4711~IEA*1*000004711~"));
  written_done(&out);
}

static void test_refused_names(void **state) {
  (void)state;
  static const struct {
    const char *name, *reason;
  } rows[] = {
      {"La*rch", "holds a delimiter"},
      {"La~rch", "holds a delimiter"},
      {"La:rch", "holds a delimiter"},
      {"La^rch", "holds a delimiter"},
      {"L\xc3\xa1rch", "holds a character that X12 does not take"},
      {"La\nrch", "holds a character that X12 does not take"},
      {"", "is missing"},
      {"   ", "is missing"},
      {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
       "is too short or too long"},
  };
  tr_encounter all[3];
  for (size_t i = 0; i < TR_COUNT(all); i++) all[i] = encounter_of_self();
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].name));
    tr_encounter_party owen = of_owen;
    owen.name = tr_str_of(rows[i].name);
    all[1].subscriber = &owen;
    assert_string_equal(refused(all, TR_COUNT(all), "NM1", 3, 1),
                        rows[i].reason);
  }
}

/* What is missing is named by its element. */
static void test_refused_parts(void **state) {
  (void)state;
  const tr_encounter good = encounter_of_self();
  tr_encounter one = good;
  tr_encounter_party party = of_owen;
  one.subscriber = &party;
  party.street = TR_STR("");
  refused(&one, 1, "N3", 1, 0);
  party = of_owen;
  party.born = TR_DAY_MIN;
  refused(&one, 1, "DMG", 2, 0);
  party = of_owen;
  party.sex = '\0';
  refused(&one, 1, "DMG", 3, 0);

  party = of_owen;
  party.id = TR_STR(" ");
  refused(&one, 1, "NM1", 9, 0);

  one = good;
  party = of_doctor;
  one.rendering = &party;
  party.npi = TR_STR("");
  refused(&one, 1, "NM1", 9, 0);
  party = of_doctor;
  party.name = TR_STR("");
  refused(&one, 1, "NM1", 3, 0);

  one = good;
  party = of_billing;
  one.billing = &party;
  party.npi = TR_STR("");
  refused(&one, 1, "NM1", 9, 0);
  party = of_billing;
  party.name = TR_STR("");
  refused(&one, 1, "NM1", 3, 0);
  party = of_billing;
  party.tax_id = TR_STR("");
  refused(&one, 1, "REF", 2, 0);

  one = good;
  one.patient = &of_mina;
  one.relationship = TR_STR("18");
  refused(&one, 1, "PAT", 1, 0);
  one = good;
  one.filing_code = TR_STR("XX");
  refused(&one, 1, "SBR", 9, 0);

  one = good;
  party = of_submitter;
  one.submitter = &party;
  party.id = TR_STR("0123456789ABCDEF");
  refused(&one, 1, "ISA", 6, 0);
  party = of_submitter;
  party.phone = TR_STR("");
  refused(&one, 1, "PER", 4, 0);
}

/* A file is between two parties. */
static void test_refused_parties(void **state) {
  (void)state;
  tr_encounter all[2] = {encounter_of_self(), encounter_of_self()};
  tr_encounter_party other = of_submitter;
  other.id = TR_STR("OTHER");
  all[1].submitter = &other;
  assert_string_equal(refused(all, 2, "NM1", 9, 1),
                      "is another submitter than that of the file");
  all[1] = all[0];
  all[1].receiver = &other;
  assert_string_equal(refused(all, 2, "NM1", 9, 1),
                      "is another receiver than that of the file");
}

static void test_file(void **state) {
  (void)state;
  const tr_encounter one = encounter_of_self();
  tr_write_error error;
  size_t bad = SIZE_MAX;
  tr_buf out;
  tr_buf_init(&out, 4096);
  tr_encounter_file file = file_of();
  file.test = true;
  file.time = TR_STR("");
  file.sender_qualifier = TR_STR("30");
  assert_int_equal(tr_encounters_write(&one, 1, &file, &out, &error, &bad),
                   TR_OK);
  tr_buf_add_char(&out, '\0');
  assert_non_null(
      strstr(out.p, "*30*MSC4471        *ZZ*MCH100         *260630*0000*^*"));
  assert_non_null(strstr(out.p, "*000004711*0*T*:~"));
  assert_non_null(strstr(out.p, "-1*20260630*0000*CH~"));

  tr_buf_clear(&out);
  file.control = 0;
  assert_int_equal(tr_encounters_write(&one, 1, &file, &out, &error, &bad),
                   TR_ESYNTAX);
  assert_int_equal(error.element, 13);
  tr_buf_done(&out);

  tr_buf_init(&out, 500);
  file = file_of();
  assert_int_equal(tr_encounters_write(&one, 1, &file, &out, &error, &bad),
                   TR_ELIMIT);
  tr_buf_done(&out);
}

TR_TESTS(cmocka_unit_test(test_self), cmocka_unit_test(test_dependent),
         cmocka_unit_test(test_auto_accident),
         cmocka_unit_test(test_work_accident), cmocka_unit_test(test_medicare),
         cmocka_unit_test(test_billing_person), cmocka_unit_test(test_levels),
         cmocka_unit_test(test_sets), cmocka_unit_test(test_refused_names),
         cmocka_unit_test(test_refused_parts),
         cmocka_unit_test(test_refused_parties), cmocka_unit_test(test_file))
