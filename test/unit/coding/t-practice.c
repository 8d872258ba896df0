/* Tests of src/coding/practice.c. */
#include "coding/practice.h"

#include "tr_test.h"

static tr_note_field text_field(const char *text) {
  return (tr_note_field){
      .text = tr_str_of(text),
      .state = text != NULL ? TR_FIELD_KNOWN : TR_FIELD_ABSENT};
}

static const tr_practice_case no_case = {.accident = TR_DAY_MIN,
                                         .onset = TR_DAY_MIN,
                                         .initial_treatment = TR_DAY_MIN,
                                         .acute_manifestation = TR_DAY_MIN,
                                         .last_x_ray = TR_DAY_MIN};

static tr_encounter_party providers[2];
static tr_practice_payer payers[2];
static tr_practice_patient patients[3];
static tr_fee own_fees[2], payer_fees[1];

static tr_practice practice_of(void) {
  own_fees[0] = (tr_fee){TR_CODE("97012"), 3500};
  own_fees[1] = (tr_fee){TR_CODE("98940"), 4500};
  payer_fees[0] = (tr_fee){TR_CODE("98940"), 2852};
  providers[0].npi = TR_STR("1425678939");
  providers[1].npi = TR_STR("1876543202");
  payers[0].party.id = TR_STR("29076");
  payers[0].filing_code = TR_STR("CI");
  payers[1].party.id = TR_STR("04412");
  payers[1].filing_code = TR_STR("MB");
  payers[1].fees = (tr_fees){payer_fees, 1};
  patients[0] = (tr_practice_patient){.id = TR_STR("p-1"),
                                      .payer = &payers[0],
                                      .group = TR_STR("G1"),
                                      .care = no_case};
  patients[1] = (tr_practice_patient){.id = TR_STR("p-12"),
                                      .payer = &payers[0],
                                      .relationship = TR_STR("19"),
                                      .care = no_case};
  patients[2] = (tr_practice_patient){
      .id = TR_STR("p-2"),
      .payer = &payers[1],
      .care = {.cause = TR_CODE("AA"),
               .accident = tr_day_of(2026, 5, 21),
               .accident_state = TR_STR("OH"),
               .claim_number = TR_STR("C9"),
               .onset = tr_day_of(2026, 5, 22),
               .initial_treatment = tr_day_of(2026, 5, 23),
               .acute_manifestation = tr_day_of(2026, 5, 24),
               .last_x_ray = tr_day_of(2026, 5, 25),
               .authorization = TR_STR("A7")}};
  return (tr_practice){.billing = {.npi = TR_STR("1903124570")},
                       .place = TR_STR("11"),
                       .providers = providers,
                       .provider_count = 2,
                       .payers = payers,
                       .payer_count = 2,
                       .patients = patients,
                       .patient_count = 3,
                       .fees = {own_fees, 2}};
}

static void test_finding(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  static const char *const there[] = {"p-1", "p-12", "p-2"};
  static const char *const gone[] = {"",     "p",    "p-0", "p-11",
                                     "p-13", "p-20", "P-1"};
  for (size_t i = 0; i < TR_COUNT(there); i++)
    assert_ptr_equal(tr_practice_patient_of(&practice, tr_str_of(there[i])),
                     &patients[i]);
  for (size_t i = 0; i < TR_COUNT(gone); i++)
    assert_null(tr_practice_patient_of(&practice, tr_str_of(gone[i])));
  const tr_practice empty = {0};
  assert_null(tr_practice_patient_of(&empty, TR_STR("p-1")));
  assert_ptr_equal(tr_practice_provider_of(&practice, TR_STR("1876543202")),
                   &providers[1]);
  assert_null(tr_practice_provider_of(&practice, TR_STR("1903124570")));
}

static void test_people_of_self(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  const tr_note note = {.patient_id = text_field("p-1"),
                        .author_npi = text_field(" 1425678939 ")};
  tr_encounter encounter = {.claim_id = TR_STR("kept"), .line_count = 7};
  tr_practice_lacks lacks = {0};
  assert_true(tr_practice_people(&practice, &note, &encounter, &lacks));
  assert_int_equal(lacks.count, 0);
  assert_ptr_equal(encounter.submitter, &practice.submitter);
  assert_ptr_equal(encounter.receiver, &practice.receiver);
  assert_ptr_equal(encounter.billing, &practice.billing);
  assert_ptr_equal(encounter.payer, &payers[0].party);
  assert_ptr_equal(encounter.subscriber, &patients[0].subscriber);
  assert_null(encounter.patient);
  assert_ptr_equal(encounter.rendering, &providers[0]);
  TR_ASSERT_STR(encounter.filing_code, "CI");
  TR_ASSERT_STR(encounter.group, "G1");
  TR_ASSERT_STR(encounter.place, "11");
  TR_ASSERT_STR(encounter.relationship, "");
  assert_int_equal(encounter.cause_count, 0);
  assert_int_equal(encounter.accident, TR_DAY_MIN);
  assert_int_equal(encounter.last_x_ray, TR_DAY_MIN);
  TR_ASSERT_STR(encounter.claim_id, "kept");
  assert_int_equal(encounter.line_count, 7);
}

static void test_people_of_dependent(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  const tr_note note = {.patient_id = text_field("p-12"),
                        .author_npi = text_field("1903124570")};
  tr_encounter encounter = {.rendering = &providers[1]};
  tr_practice_lacks lacks = {0};
  assert_true(tr_practice_people(&practice, &note, &encounter, &lacks));
  assert_ptr_equal(encounter.subscriber, &patients[1].subscriber);
  assert_ptr_equal(encounter.patient, &patients[1].person);
  TR_ASSERT_STR(encounter.relationship, "19");
  assert_null(encounter.rendering); /* the billing provider */
}

static void test_case(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  tr_note note = {.patient_id = text_field("p-2"),
                  .author_npi = text_field("1876543202")};
  tr_encounter encounter = {0};
  tr_practice_lacks lacks = {0};
  assert_true(tr_practice_people(&practice, &note, &encounter, &lacks));
  assert_int_equal(encounter.cause_count, 1);
  assert_int_equal(encounter.causes[0], TR_CODE("AA"));
  assert_int_equal(encounter.accident, tr_day_of(2026, 5, 21));
  TR_ASSERT_STR(encounter.accident_state, "OH");
  TR_ASSERT_STR(encounter.casualty_number, "C9");
  assert_int_equal(encounter.onset, tr_day_of(2026, 5, 22));
  assert_int_equal(encounter.initial_treatment, tr_day_of(2026, 5, 23));
  assert_int_equal(encounter.acute_manifestation, tr_day_of(2026, 5, 24));
  assert_int_equal(encounter.last_x_ray, tr_day_of(2026, 5, 25));
  TR_ASSERT_STR(encounter.authorization, "A7");

  /* the note's own authorization; an X-ray of the day, and of a later one */
  note.authorization_id = text_field("B1");
  note.date_of_service = (tr_note_field){.number = tr_day_of(2026, 5, 25),
                                         .state = TR_FIELD_KNOWN};
  assert_true(tr_practice_people(&practice, &note, &encounter, &lacks));
  TR_ASSERT_STR(encounter.authorization, "B1");
  assert_int_equal(encounter.last_x_ray, tr_day_of(2026, 5, 25));
  note.date_of_service.number--;
  assert_true(tr_practice_people(&practice, &note, &encounter, &lacks));
  assert_int_equal(encounter.last_x_ray, TR_DAY_MIN);
}

static void assert_lack(const tr_practice_lacks *lacks, uint32_t at,
                        const char *wanted) {
  tr_buf text;
  tr_buf_init(&text, 256);
  assert_true(at < lacks->count);
  tr_practice_lack_text(&lacks->at[at], &text);
  TR_ASSERT_STR(tr_buf_str(&text), wanted);
  tr_buf_done(&text);
}

static void test_lacking(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  static const struct {
    const char *patient, *author, *wanted[2];
  } rows[] = {
      {"p-77", "1425678939", {"patients has no p-77"}},
      {NULL, "1425678939", {"the note has no patient.id"}},
      {"p-1", "1234567893", {"providers has no 1234567893"}},
      {"p-1", NULL, {"the note has no author.npi"}},
      {"p-77",
       "1234567893",
       {"patients has no p-77", "providers has no 1234567893"}},
      {NULL,
       NULL,
       {"the note has no patient.id", "the note has no author.npi"}},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].wanted[0]));
    const tr_note note = {.patient_id = text_field(rows[i].patient),
                          .author_npi = text_field(rows[i].author)};
    tr_encounter encounter = {0};
    tr_practice_lacks lacks = {0};
    const uint32_t wanted = rows[i].wanted[1] != NULL ? 2 : 1;
    for (int again = 0; again < 2; again++) { /* told once */
      assert_false(tr_practice_people(&practice, &note, &encounter, &lacks));
      assert_int_equal(lacks.count, wanted);
    }
    for (uint32_t w = 0; w < wanted; w++)
      assert_lack(&lacks, w, rows[i].wanted[w]);
    /* what is known is filled in all the same */
    assert_ptr_equal(encounter.billing, &practice.billing);
    assert_ptr_equal(encounter.rendering,
                     wanted == 1 && rows[i].author != NULL &&
                             strcmp(rows[i].author, "1425678939") == 0
                         ? &providers[0]
                         : NULL);
  }
}

static void test_fees(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  tr_practice_lacks lacks = {0};
  tr_cents fee = -1;
  assert_true(
      tr_practice_fee(&practice, &payers[1], TR_CODE("98940"), &fee, &lacks));
  assert_int_equal(fee, 2852);
  assert_true(
      tr_practice_fee(&practice, &payers[1], TR_CODE("97012"), &fee, &lacks));
  assert_int_equal(fee, 3500);
  assert_true(
      tr_practice_fee(&practice, &payers[0], TR_CODE("98940"), &fee, &lacks));
  assert_int_equal(fee, 4500);
  assert_true(tr_practice_fee(&practice, NULL, TR_CODE("98940"), &fee, NULL));
  assert_int_equal(fee, 4500);
  assert_int_equal(lacks.count, 0);
  fee = -1;
  assert_false(tr_practice_fee(&practice, NULL, TR_CODE("97110"), &fee, NULL));
  assert_false(
      tr_practice_fee(&practice, NULL, TR_CODE("97110"), &fee, &lacks));
  assert_int_equal(fee, -1);
  assert_lack(&lacks, 0, "no fee for 97110");
}

static void test_charges(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  tr_practice_lacks lacks = {0};
  tr_encounter_line lines[] = {
      {.procedure = TR_CODE("98940"), .units = 1},
      {.procedure = TR_CODE("97110"), .units = 1, .charge = 77},
      {.procedure = TR_CODE("97012"), .units = 3},
  };
  assert_int_equal(tr_practice_charge(&practice, &payers[1], lines, 3, &lacks),
                   TR_ENOTFOUND);
  assert_int_equal(lines[0].charge, 2852);
  assert_int_equal(lines[1].charge, 77);
  assert_int_equal(lines[2].charge, 10500);
  assert_int_equal(lacks.count, 1);
  assert_int_equal(tr_practice_charge(&practice, NULL, lines, 1, &lacks),
                   TR_OK);
  assert_int_equal(lines[0].charge, 4500);
  lines[2].units = INT64_MAX;
  assert_int_equal(tr_practice_charge(&practice, NULL, lines, 3, &lacks),
                   TR_ERANGE);
}

/* Of more than are kept it is told how many. */
static void test_many_lacks(void **state) {
  (void)state;
  const tr_practice practice = practice_of();
  tr_practice_lacks lacks = {0};
  tr_cents fee;
  for (unsigned i = 0; i < TR_PRACTICE_LACKS + 3; i++) {
    char code[12];
    snprintf(code, sizeof code, "%05u", i);
    assert_false(tr_practice_fee(&practice, NULL, tr_code_pack(tr_str_of(code)),
                                 &fee, &lacks));
  }
  assert_int_equal(lacks.count, TR_PRACTICE_LACKS);
  assert_int_equal(lacks.left_out, 3);
  assert_lack(&lacks, TR_PRACTICE_LACKS - 1, "no fee for 00015");
}

TR_TESTS(cmocka_unit_test(test_finding), cmocka_unit_test(test_people_of_self),
         cmocka_unit_test(test_people_of_dependent),
         cmocka_unit_test(test_case), cmocka_unit_test(test_lacking),
         cmocka_unit_test(test_fees), cmocka_unit_test(test_charges),
         cmocka_unit_test(test_many_lacks))
