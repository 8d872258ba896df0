/* Tests of src/input/practice_json.c: the whole file, and what must hold
 * between its parts. */
#include "practice_helper.h"

static char *file_text(const char *name, size_t *length) {
  FILE *file = fopen(name, "rb");
  assert_non_null(file);
  char *text = malloc(1 << 20);
  assert_non_null(text);
  *length = fread(text, 1, 1 << 20, file);
  fclose(file);
  return text;
}

/* The example that users begin with, value by value. */
static void test_example(void **state) {
  (void)state;
  size_t n;
  char *text = file_text("examples/coding/practice.json", &n);
  read_practice kept;
  practice_read(&kept, (tr_str){text, n});
  assert_string_equal(kept.faults, "");
  const tr_practice *p = kept.practice;
  TR_ASSERT_STR(p->submitter.id, "MSC4471");
  TR_ASSERT_STR(p->submitter.phone, "4195550134");
  TR_ASSERT_STR(p->receiver.name, "Midland Clearinghouse");
  assert_false(p->billing.person);
  TR_ASSERT_STR(p->billing.npi, "1903124570");
  TR_ASSERT_STR(p->billing.tax_id, "341550142");
  assert_false(p->billing.tax_id_is_personal);
  TR_ASSERT_STR(p->billing.zip, "436041172");
  TR_ASSERT_STR(p->place, "11");
  assert_int_equal(p->provider_count, 2);
  assert_true(p->providers[1].person);
  TR_ASSERT_STR(p->providers[1].middle_name, "J");
  assert_int_equal(p->fees.count, 19);
  for (uint32_t i = 1; i < p->fees.count; i++)
    assert_true(p->fees.at[i - 1].code < p->fees.at[i].code);
  assert_int_equal(p->fees.at[1].code, TR_CODE("97012"));
  assert_int_equal(p->fees.at[1].charge, 3500);
  assert_int_equal(p->payer_count, 5);
  TR_ASSERT_STR(p->payers[1].filing_code, "MB");
  TR_ASSERT_STR(p->payers[1].party.id, "04412");
  assert_int_equal(p->payers[1].fees.count, 3);
  assert_int_equal(p->payers[1].fees.at[0].charge, 2852);
  TR_ASSERT_STR(p->payers[3].party.street, "PO Box 106170");
  assert_int_equal(p->patient_count, 6);

  const tr_practice_patient *child = tr_practice_patient_of(p, TR_STR("p-12"));
  assert_non_null(child);
  TR_ASSERT_STR(child->person.first_name, "Mina");
  assert_int_equal(child->person.born, tr_day_of(2011, 9, 2));
  assert_int_equal(child->person.sex, 'F');
  TR_ASSERT_STR(child->relationship, "19");
  TR_ASSERT_STR(child->subscriber.first_name, "Owen");
  TR_ASSERT_STR(child->subscriber.id, "MM1180442");
  assert_true(child->subscriber.person);
  assert_int_equal(child->subscriber.born, TR_DAY_MIN);
  assert_ptr_equal(child->payer, &p->payers[0]);
  assert_int_equal(child->care.onset, TR_DAY_MIN);
  assert_int_equal(child->care.cause, 0);

  const tr_practice_patient *self = tr_practice_patient_of(p, TR_STR("p-41"));
  assert_non_null(self);
  TR_ASSERT_STR(self->relationship, "");
  TR_ASSERT_STR(self->subscriber.name, "Tarn");
  TR_ASSERT_STR(self->subscriber.id, "SF88410273");
  TR_ASSERT_STR(self->subscriber.street, "300 Vine Street");
  assert_int_equal(self->care.cause, TR_CODE("AA"));
  assert_int_equal(self->care.accident, tr_day_of(2026, 5, 21));
  TR_ASSERT_STR(self->care.accident_state, "OH");
  TR_ASSERT_STR(self->care.claim_number, "35-B771-42Q");
  assert_int_equal(self->care.initial_treatment, tr_day_of(2026, 5, 23));

  const tr_practice_patient *worker = tr_practice_patient_of(p, TR_STR("p-51"));
  assert_non_null(worker);
  assert_false(worker->subscriber.person);
  TR_ASSERT_STR(worker->subscriber.name, "Foundry Row Castings");
  TR_ASSERT_STR(worker->subscriber.id, "");
  TR_ASSERT_STR(worker->relationship, "20");
  TR_ASSERT_STR(worker->care.authorization, "SWC771220");
  practice_done(&kept);
  free(text);
}

/* The order of keys is free: patients may name payers that come later. */
static void test_order(void **state) {
  (void)state;
  read_practice kept;
  practice_read(&kept,
                TR_STR(PRACTICE_HEAD ",\n \"patients\": [" PRACTICE_PATIENT(
                    "b") "," PRACTICE_PATIENT("a") "]" PRACTICE_PAYERS "}"));
  assert_int_equal(kept.status, TR_OK);
  assert_int_equal(kept.practice->patient_count, 2);
  TR_ASSERT_STR(kept.practice->patients[0].id, "a");
  TR_ASSERT_STR(kept.practice->patients[1].id, "b");
  assert_ptr_equal(kept.practice->patients[0].payer, &kept.practice->payers[0]);
  practice_done(&kept);
}

/* A key of payers may be another than the id that is sent. */
static void test_payer_id(void **state) {
  (void)state;
  read_practice kept;
  practice_read(
      &kept,
      TR_STR(PRACTICE_HEAD ", \"payers\": [{\"id\": \"29076\", \"payer_id\": "
                           "\"SB700\", \"name\": \"M\", \"filing_code\": "
                           "\"BL\"}]" PRACTICE_END));
  assert_int_equal(kept.status, TR_OK);
  TR_ASSERT_STR(kept.practice->patients[0].payer->party.id, "SB700");
  practice_done(&kept);
}

static void test_between(void **state) {
  (void)state;
  practice_faults(PRACTICE_HEAD PRACTICE_PAYERS
                  ", \"patients\": [" PRACTICE_PATIENT("b") ","
                  PRACTICE_PATIENT("a") "," PRACTICE_PATIENT("b") ","
                  PRACTICE_PATIENT("a") "," PRACTICE_PATIENT("b") "]}",
                  "/patients/3/id: is that of /patients/1 too\n"
                  "/patients/2/id: is that of /patients/0 too\n"
                  "/patients/4/id: is that of /patients/2 too\n");
#define PROVIDER(npi) \
  "{\"npi\": \"" npi "\", \"last_name\": \"H\", \"first_name\": \"E\"}"
  practice_faults(PRACTICE_HEAD PRACTICE_PAYERS
                  ", \"providers\": [" PROVIDER("1425678939") "," PROVIDER(
                      "1876543202") "," PROVIDER("1425678939") "]" PRACTICE_END,
                  "/providers/2/npi: is that of /providers/0 too\n");
#undef PROVIDER
#define PAYER(id) \
  "{\"id\": \"" id "\", \"name\": \"M\", \"filing_code\": \"CI\"}"
  practice_faults(PRACTICE_HEAD ", \"payers\": [" PAYER("29076") "," PAYER(
                      "29076") "]" PRACTICE_END,
                  "/payers/1/id: is that of /payers/0 too\n");
  practice_faults(PRACTICE_HEAD ", \"payers\": [" PAYER("X1") "]" PRACTICE_END,
                  "/patients/0/insurance/payer: is the id of no payer\n");
  /* a payer at fault may be the one that is meant */
  practice_faults(PRACTICE_HEAD ", \"payers\": [" PAYER("") "]" PRACTICE_END,
                  "/payers/0/id: wants 1 to 80 characters that X12 carries: no "
                  "accents, none of * : ^ ~, no blank at an end\n");
#undef PAYER
  practice_faults(PRACTICE_HEAD ", \"payers\": 7" PRACTICE_END,
                  "/payers: wants an array\n");
}

static void test_not_whole(void **state) {
  (void)state;
  practice_faults("{\"format\": \"traction-practice/1\"}",
                  "/submitter: is missing\n/receiver: is missing\n"
                  "/billing: is missing\n/place_of_service: is missing\n"
                  "/payers: is missing\n/patients: is missing\n");
  practice_faults("", ": line 1, column 1: a value is wanted\n");
  practice_faults("[]", ": wants an object\n");
  practice_faults(PRACTICE_HEAD PRACTICE_PAYERS PRACTICE_END "{}",
                  ": has something after its end\n");
  practice_faults(PRACTICE_HEAD PRACTICE_PAYERS
                  ",\n \"patients\": [{\"id\": }]}",
                  "/patients/0/id: line 7, column 22: a value is wanted\n");
  practice_faults(PRACTICE_HEAD PRACTICE_PAYERS PRACTICE_END "  \n\t\r\n", "");
}

/* Cut anywhere it is at fault, and nothing is read beyond its end. */
static void test_every_cut(void **state) {
  (void)state;
  static const char whole[] = PRACTICE_HEAD PRACTICE_PAYERS PRACTICE_END;
  for (size_t n = 0; n + 2 < sizeof whole; n++) {
    char *cut = malloc(n + 1); /* its own memory, so that ASan sees */
    assert_non_null(cut);
    memcpy(cut, whole, n);
    read_practice kept;
    practice_read(&kept, (tr_str){cut, n});
    assert_int_equal(kept.status, TR_ESYNTAX);
    practice_done(&kept);
    free(cut);
  }
}

static void test_limits(void **state) {
  (void)state;
  static const char whole[] = PRACTICE_HEAD PRACTICE_PAYERS PRACTICE_END;
  read_practice kept;
  practice_read(&kept, (tr_str){whole, (size_t)TR_PRACTICE_BYTES + 1});
  assert_string_equal(kept.faults, ": is longer than 64 MiB\n");
  practice_done(&kept);
  bool read = false;
  for (size_t limit = 0; limit < 1 << 14; limit += 40) {
    tr_arena arena;
    const tr_practice *practice = NULL;
    kept.faults[0] = '\0';
    tr_arena_init(&arena, limit);
    const tr_status status = tr_practice_read(&arena, tr_str_of(whole),
                                              practice_fault, &kept, &practice);
    assert_true(status == TR_OK || (status == TR_ENOMEM && practice == NULL));
    assert_string_equal(kept.faults, "");
    assert_true(!read || status == TR_OK);
    read = status == TR_OK;
    tr_arena_done(&arena);
  }
  assert_true(read);
}

TR_TESTS(cmocka_unit_test(test_example), cmocka_unit_test(test_order),
         cmocka_unit_test(test_payer_id), cmocka_unit_test(test_between),
         cmocka_unit_test(test_not_whole), cmocka_unit_test(test_every_cut),
         cmocka_unit_test(test_limits))
