/* Tests of src/input/practice_people.c: what parties and patients say, and what
 * must be said together. */
#include "practice_helper.h"

#define WITH_PATIENT(text) \
  PRACTICE_HEAD PRACTICE_PAYERS ", \"patients\": [" text "]}"
#define INSURED(text) \
  WITH_PATIENT(PRACTICE_PERSON("p") ", \"insurance\": {" text "}}")
#define CASE(text)                                                          \
  WITH_PATIENT(PRACTICE_PERSON("p") PRACTICE_INSURANCE ", \"case\": {" text \
                                                       "}}")
#define BILLING(name)                                                      \
  "{\"format\": \"traction-practice/1\", \"submitter\": {\"name\": \"M\"," \
  " \"id\": \"MSC\", \"phone\": \"4195550134\"}, \"receiver\": {\"name\":" \
  " \"M\", \"id\": \"MCH\"}, \"billing\": {" name                          \
  " \"npi\": \"1903124570\", \"tax_id\": \"341550142\", \"tax_id_kind\":"  \
  " \"ssn\", \"street\": \"90 Mill Lane\", \"city\": \"Toledo\","          \
  " \"state\": \"OH\", \"zip\": \"43604\"}, \"place_of_service\": "        \
  "\"11\"" PRACTICE_PAYERS PRACTICE_END

static void test_relationships(void **state) {
  (void)state;
  static const struct {
    const char *word, *code;
  } rows[] = {{"spouse", "01"},
              {"child", "19"},
              {"employee", "20"},
              {"life_partner", "53"},
              {"other", "G8"}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    char text[2048];
    read_practice kept;
    snprintf(text, sizeof text,
             INSURED("\"payer\": \"29076\", \"member_id\": \"M1\","
                     " \"relationship\": \"%s\", \"subscriber\":"
                     " {\"last_name\": \"L\", \"first_name\": \"O\"}"),
             rows[i].word);
    TR_ROW(i, tr_str_of(rows[i].word));
    practice_read(&kept, tr_str_of(text));
    assert_int_equal(kept.status, TR_OK);
    TR_ASSERT_STR(kept.practice->patients[0].relationship, rows[i].code);
    TR_ASSERT_STR(kept.practice->patients[0].subscriber.name, "L");
    TR_ASSERT_STR(kept.practice->patients[0].person.name, "Larch");
    practice_done(&kept);
  }
}

static void test_insurance(void **state) {
  (void)state;
  static const struct {
    const char *text, *faults;
  } rows[] = {
      {INSURED("\"payer\": \"29076\", \"relationship\": \"self\""),
       "/patients/0/insurance/member_id: is missing: a person who is insured "
       "has one\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"child\""),
       "/patients/0/insurance/subscriber: is missing, for relationship is not "
       "self\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"self\", \"subscriber\":"
               " {\"name\": \"F\"}"),
       "/patients/0/insurance/subscriber: is the patient, for relationship is "
       "self\n"},
      {INSURED("\"payer\": \"29076\", \"relationship\": \"employee\","
               " \"subscriber\": {\"name\": \"F\"}"),
       ""},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"other\", \"subscriber\": {}"),
       "/patients/0/insurance/subscriber/name: is missing, and so are "
       "last_name and first_name\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"other\", \"subscriber\":"
               " {\"name\": \"F\", \"first_name\": \"A\"}"),
       "/patients/0/insurance/subscriber/name: wants name, or last_name and "
       "first_name, not both\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"other\", \"subscriber\":"
               " {\"last_name\": \"F\"}"),
       "/patients/0/insurance/subscriber/first_name: is missing\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"other\", \"subscriber\":"
               " {\"last_name\": \"F\", \"first_name\": \"A\","
               " \"sex\": \"F\"}"),
       "/patients/0/insurance/subscriber/born: is missing: born and sex go "
       "together\n"},
      {INSURED("\"payer\": \"29076\", \"member_id\": \"1\","
               " \"relationship\": \"other\", \"subscriber\":"
               " {\"last_name\": \"F\", \"first_name\": \"A\","
               " \"street_more\": \"F\"}"),
       "/patients/0/insurance/subscriber/street: is missing in an address that "
       "is begun\n"
       "/patients/0/insurance/subscriber/city: is missing in an address that "
       "is begun\n"
       "/patients/0/insurance/subscriber/state: is missing in an address that "
       "is begun\n"
       "/patients/0/insurance/subscriber/zip: is missing in an address that is "
       "begun\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].faults));
    practice_faults(rows[i].text, rows[i].faults);
  }
}

static void test_cases(void **state) {
  (void)state;
  static const struct {
    const char *text, *faults;
  } rows[] = {
      {CASE(""), ""},
      {CASE("\"cause\": null, \"onset\": \"2026-06-01\""), ""},
      {CASE("\"cause\": \"work\", \"accident_date\": \"2026-06-01\""), ""},
      {CASE("\"cause\": \"other\""),
       "/patients/0/case/accident_date: is missing: the case has a cause\n"},
      {CASE("\"cause\": \"auto\", \"accident_date\": \"2026-06-01\""),
       "/patients/0/case/accident_state: is missing: the cause is auto\n"},
      {CASE("\"accident_state\": \"OH\""),
       "/patients/0/case/cause: is missing: there was an accident\n"},
      /* what stands wrong is told once */
      {CASE("\"cause\": \"auto\", \"accident_date\": \"1 June\""),
       "/patients/0/case/accident_date: wants a date: YYYY-MM-DD\n"},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    practice_faults(rows[i].text, rows[i].faults);
  }
}

static void test_billing(void **state) {
  (void)state;
  read_practice kept;
  practice_read(&kept, TR_STR(BILLING("\"last_name\": \"Harrow\","
                                      " \"first_name\": \"Edith\",")));
  assert_int_equal(kept.status, TR_OK);
  assert_true(kept.practice->billing.person);
  TR_ASSERT_STR(kept.practice->billing.name, "Harrow");
  assert_true(kept.practice->billing.tax_id_is_personal);
  practice_done(&kept);
  practice_faults(BILLING(""),
                  "/billing/name: is missing, and so are last_name and "
                  "first_name\n");
  practice_faults(BILLING("\"first_name\": \"E\","),
                  "/billing/last_name: is missing\n");
  practice_faults(BILLING("\"name\": \"M\", \"suffix\": \"E\","),
                  "/billing/name: wants name, or last_name and first_name, not "
                  "both\n");
}

/* Each filing code of the guide is taken as it is, and no other. */
static void test_filing_codes(void **state) {
  (void)state;
  const tr_spec *spec = tr_spec_find(TR_STR("005010X222A1"), TR_STR("837"));
  const tr_spec_codes *codes = NULL;
  for (uint32_t i = 0; i < spec->loop_count && codes == NULL; i++) {
    if (strcmp(spec->loops[i].id, "2000B") != 0) continue;
    for (uint32_t c = 0; c < spec->loops[i].child_count; c++) {
      const tr_spec_child *child = &spec->loops[i].children[c];
      if (child->is_loop) continue;
      const tr_spec_segment *segment = &spec->segments[child->index];
      if (segment->id == TR_CODE("SBR")) codes = segment->elements[8].codes;
    }
  }
  assert_non_null(codes);
  size_t taken = 0;
  static const char marks[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const char *a = marks; *a != '\0'; a++)
    for (const char *b = marks; *b != '\0'; b++) {
      char text[2048];
      read_practice kept;
      const char code[] = {*a, *b, '\0'};
      snprintf(text, sizeof text,
               PRACTICE_HEAD
               ", \"payers\": [{\"id\": \"29076\", \"name\":"
               " \"M\", \"filing_code\": \"%s\"}]" PRACTICE_END,
               code);
      practice_read(&kept, tr_str_of(text));
      assert_int_equal(kept.status == TR_OK,
                       tr_spec_has(codes, tr_str_of(code)));
      if (kept.status == TR_OK) {
        TR_ASSERT_STR(kept.practice->payers[0].filing_code, code);
        taken++;
      }
      practice_done(&kept);
    }
  assert_int_equal(taken, 23);
}

TR_TESTS(cmocka_unit_test(test_relationships), cmocka_unit_test(test_insurance),
         cmocka_unit_test(test_cases), cmocka_unit_test(test_billing),
         cmocka_unit_test(test_filing_codes))
