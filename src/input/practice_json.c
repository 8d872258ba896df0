/* A practice file as a whole: its lists, and what must hold between its
 * parts. */
#include "input/practice_json.h"

#include <stdio.h>
#include <stdlib.h>

#include "input/practice_raw.h"

enum { MESSAGE_BYTES = 64 + TR_PRACTICE_POINTER };

static const tr_practice_word formats[] = {
    {"traction-practice/1", "traction-practice/1"}, {NULL, NULL}};

/* -------------------------------------------------------------------- lists */

static void read_providers(tr_practice_reading *reading,
                           const tr_practice_row *row, tr_json_event event,
                           void *field) {
  tr_raw_practice *raw = field;
  void *items;
  (void)row;
  raw->practice.provider_count =
      tr__practice_list(reading, event, sizeof(tr_encounter_party),
                        TR_PRACTICE_PROVIDERS, tr__practice_provider, &items);
  raw->practice.providers = items;
}

static void read_payers(tr_practice_reading *reading,
                        const tr_practice_row *row, tr_json_event event,
                        void *field) {
  tr_raw_practice *raw = field;
  void *items;
  (void)row;
  raw->payers_read = event == TR_JSON_ARRAY;
  raw->practice.payer_count =
      tr__practice_list(reading, event, sizeof(tr_raw_payer),
                        TR_PRACTICE_PAYERS, tr__practice_payer, &items);
  raw->payers = items;
}

static void read_patients(tr_practice_reading *reading,
                          const tr_practice_row *row, tr_json_event event,
                          void *field) {
  tr_raw_practice *raw = field;
  void *items;
  (void)row;
  raw->practice.patient_count =
      tr__practice_list(reading, event, sizeof(tr_raw_patient),
                        TR_PRACTICE_PATIENTS, tr__practice_patient, &items);
  raw->patients = items;
}

/* ----------------------------------------------------------- between parts */

static void tell(tr_practice_reading *reading, const char *list, uint32_t index,
                 const char *key, const char *message) {
  char under[64];
  snprintf(under, sizeof under, "/%s/%u/%s", list, index, key);
  const tr_practice_fault fault = {under, message};
  reading->faults++;
  reading->fault(reading->fault_context, &fault);
}

static void tell_again(tr_practice_reading *reading, const char *list,
                       uint32_t index, const char *key, uint32_t first) {
  char message[MESSAGE_BYTES];
  snprintf(message, sizeof message, "is that of /%s/%u too", list, first);
  tell(reading, list, index, key, message);
}

static void check_providers(tr_practice_reading *reading,
                            const tr_practice *practice) {
  for (uint32_t i = 1; i < practice->provider_count; i++)
    for (uint32_t j = 0; j < i; j++) {
      const tr_str npi = practice->providers[i].npi;
      if (npi.n == 0 || !tr_str_eq(npi, practice->providers[j].npi)) continue;
      tell_again(reading, "providers", i, "npi", j);
      break;
    }
}

static void check_payers(tr_practice_reading *reading,
                         const tr_raw_practice *raw) {
  for (uint32_t i = 1; i < raw->practice.payer_count; i++)
    for (uint32_t j = 0; j < i; j++) {
      const tr_str id = raw->payers[i].id;
      if (id.n == 0 || !tr_str_eq(id, raw->payers[j].id)) continue;
      tell_again(reading, "payers", i, "id", j);
      break;
    }
}

static int by_id(const void *a, const void *b) {
  const tr_raw_patient *left = a, *right = b;
  const int order = tr_str_compare(left->patient.id, right->patient.id);
  if (order != 0) return order;
  return (left->index > right->index) - (left->index < right->index);
}

/* Where a payer's id is at fault, who is billed by it is not told as well. */
static bool knows_payers(const tr_raw_practice *raw) {
  bool known = raw->payers_read;
  for (uint32_t i = 0; i < raw->practice.payer_count; i++)
    known = known && raw->payers[i].id.n > 0;
  return known;
}

static void check_patients(tr_practice_reading *reading,
                           const tr_raw_practice *raw) {
  const bool payers_known = knows_payers(raw);
  for (uint32_t i = 0; i < raw->practice.patient_count; i++) {
    const tr_raw_patient *at = &raw->patients[i];
    if (i > 0 && at->patient.id.n > 0 &&
        tr_str_eq(at[-1].patient.id, at->patient.id))
      tell_again(reading, "patients", at->index, "id", at[-1].index);
    if (payers_known && at->insurance.payer.n > 0 && at->patient.payer == NULL)
      tell(reading, "patients", at->index, "insurance/payer",
           "is the id of no payer");
  }
}

static const tr_practice_payer *find_payer(const tr_raw_practice *raw,
                                           const tr_practice_payer *payers,
                                           tr_str id) {
  for (uint32_t i = 0; i < raw->practice.payer_count; i++)
    if (tr_str_eq(raw->payers[i].id, id)) return &payers[i];
  return NULL;
}

static void settle_patient(const tr_raw_practice *raw,
                           const tr_practice_payer *payers,
                           tr_raw_patient *at) {
  tr_practice_patient *patient = &at->patient;
  const tr_raw_insurance *insurance = &at->insurance;
  patient->payer = find_payer(raw, payers, insurance->payer);
  patient->group = insurance->group;
  patient->relationship = insurance->relationship;
  patient->subscriber = patient->relationship.n == 0
                            ? patient->person
                            : insurance->subscriber.party;
  patient->subscriber.id = insurance->member_id;
}

/* Payers and patients as they are used; the latter in order. */
static tr_status settle(tr_practice_reading *reading, tr_raw_practice *raw) {
  tr_practice *practice = &raw->practice;
  const size_t count = practice->patient_count;
  tr_practice_payer *payers = tr_arena_array(
      reading->arena, (size_t)practice->payer_count + 1, sizeof *payers);
  tr_practice_patient *patients =
      tr_arena_array(reading->arena, count + 1, sizeof *patients);
  if (payers == NULL || patients == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < practice->payer_count; i++)
    payers[i] = raw->payers[i].payer;
  if (count > 1) qsort(raw->patients, count, sizeof *raw->patients, by_id);
  for (size_t i = 0; i < count; i++) {
    settle_patient(raw, payers, &raw->patients[i]);
    patients[i] = raw->patients[i].patient;
  }
  practice->payers = payers;
  practice->patients = patients;
  practice->billing = raw->billing.party;
  check_providers(reading, practice);
  check_payers(reading, raw);
  check_patients(reading, raw);
  return TR_OK;
}

/* --------------------------------------------------------------------- file */

static void read_file(tr_practice_reading *reading, tr_raw_practice *raw) {
  static const tr_practice_row rows[] = {
      TR_PRACTICE_WORD(tr_raw_practice, format, "format", true, formats),
      TR_PRACTICE_ROW(tr_raw_practice, practice.submitter, "submitter",
                      tr__practice_submitter, true),
      TR_PRACTICE_ROW(tr_raw_practice, practice.receiver, "receiver",
                      tr__practice_receiver, true),
      TR_PRACTICE_ROW(tr_raw_practice, billing, "billing", tr__practice_billing,
                      true),
      TR_PRACTICE_ROW(tr_raw_practice, practice.place, "place_of_service",
                      tr__practice_place, true),
      {.key = "providers", .read = read_providers},
      {.key = "payers", .read = read_payers, .required = true},
      {.key = "patients", .read = read_patients, .required = true},
      TR_PRACTICE_ROW(tr_raw_practice, practice.fees, "fees", tr__practice_fees,
                      false),
  };
  raw->practice.submitter.born = raw->practice.receiver.born = TR_DAY_MIN;
  raw->billing.party.born = TR_DAY_MIN;
  const tr_json_event event = tr__practice_next(reading);
  if (reading->broken) return;
  tr__practice_object(reading, event, rows, TR_PRACTICE_COUNT(rows), raw);
  if (reading->broken || reading->status != TR_OK) return;
  const tr_json_walk *walk = &reading->walk;
  const tr_str rest = {walk->text.p + walk->at, walk->text.n - walk->at};
  for (size_t i = 0; i < rest.n; i++)
    if (rest.p[i] == '\0' || strchr(" \t\r\n", rest.p[i]) == NULL) {
      tr__practice_fault(reading, "", "has something after its end");
      return;
    }
}

tr_status tr_practice_read(tr_arena *arena, tr_str bytes,
                           tr_practice_fault_fn *fault, void *context,
                           const tr_practice **practice) {
  tr_practice_reading reading = {
      .arena = arena, .fault = fault, .fault_context = context};
  tr_raw_practice *raw = tr_arena_alloc(arena, sizeof *raw);
  if (raw == NULL) return TR_ENOMEM;
  if (bytes.n > TR_PRACTICE_BYTES) {
    tr__practice_fault(&reading, "", "is longer than 64 MiB");
    return TR_ESYNTAX;
  }
  tr_json_walk_init(&reading.walk, bytes, 0);
  read_file(&reading, raw);
  if (reading.status == TR_OK && !reading.broken)
    reading.status = settle(&reading, raw);
  if (reading.status != TR_OK) return reading.status;
  if (reading.faults > 0) return TR_ESYNTAX;
  *practice = &raw->practice;
  return TR_OK;
}
