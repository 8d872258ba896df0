/* Decides who is billed for a note, and what a unit costs. */
#include "coding/practice.h"

const tr_practice_patient *tr_practice_patient_of(const tr_practice *practice,
                                                  tr_str id) {
  uint32_t from = 0, to = practice->patient_count;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    const int order = tr_str_compare(id, practice->patients[middle].id);
    if (order == 0) return &practice->patients[middle];
    if (order < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return NULL;
}

const tr_encounter_party *tr_practice_provider_of(const tr_practice *practice,
                                                  tr_str npi) {
  for (uint32_t i = 0; i < practice->provider_count; i++)
    if (tr_str_eq(practice->providers[i].npi, npi))
      return &practice->providers[i];
  return NULL;
}

/* ------------------------------------------------------------------ lacking */

static void lack(tr_practice_lacks *lacks, tr_practice_lack_kind kind,
                 tr_str name, tr_code code) {
  for (uint32_t i = 0; i < lacks->count; i++)
    if (lacks->at[i].kind == kind && tr_str_eq(lacks->at[i].name, name) &&
        lacks->at[i].code == code)
      return;
  if (lacks->count == TR_PRACTICE_LACKS)
    lacks->left_out++;
  else
    lacks->at[lacks->count++] = (tr_practice_lack){kind, name, code};
}

void tr_practice_lack_text(const tr_practice_lack *lacking, tr_buf *out) {
  const char *before = "";
  switch (lacking->kind) {
    case TR_LACK_PATIENT_ID:
      before = "the note has no patient.id";
      break;
    case TR_LACK_PATIENT:
      before = "patients has no ";
      break;
    case TR_LACK_AUTHOR:
      before = "the note has no author.npi";
      break;
    case TR_LACK_PROVIDER:
      before = "providers has no ";
      break;
    case TR_LACK_FEE:
      before = "no fee for ";
      break;
  }
  char code[TR_CODE_BYTES + 1];
  tr_buf_add(out, tr_str_of(before));
  tr_buf_add(out, lacking->kind == TR_LACK_FEE
                      ? (tr_str){code, tr_code_text(lacking->code, code)}
                      : lacking->name);
}

/* ------------------------------------------------------------------- people */

static void set_case(const tr_practice_case *care, const tr_note *note,
                     tr_encounter *encounter) {
  const bool dated = tr_note_known(&note->date_of_service);
  encounter->cause_count = care->cause != 0;
  encounter->causes[0] = care->cause;
  encounter->accident = care->accident;
  encounter->accident_state = care->accident_state;
  encounter->casualty_number = care->claim_number;
  encounter->onset = care->onset;
  encounter->initial_treatment = care->initial_treatment;
  encounter->acute_manifestation = care->acute_manifestation;
  encounter->last_x_ray = care->last_x_ray;
  /* the file holds the latest X-ray, an older visit had not seen it */
  if (dated && care->last_x_ray > (tr_day)note->date_of_service.number)
    encounter->last_x_ray = TR_DAY_MIN;
  encounter->authorization = tr_note_known(&note->authorization_id)
                                 ? note->authorization_id.text
                                 : care->authorization;
}

static void set_patient(const tr_practice_patient *patient, const tr_note *note,
                        tr_encounter *encounter) {
  const bool self = patient->relationship.n == 0;
  encounter->payer = &patient->payer->party;
  encounter->filing_code = patient->payer->filing_code;
  encounter->group = patient->group;
  encounter->relationship = patient->relationship;
  encounter->subscriber = &patient->subscriber;
  encounter->patient = self ? NULL : &patient->person;
  set_case(&patient->care, note, encounter);
}

bool tr_practice_people(const tr_practice *practice, const tr_note *note,
                        tr_encounter *encounter, tr_practice_lacks *lacks) {
  bool whole = true;
  encounter->submitter = &practice->submitter;
  encounter->receiver = &practice->receiver;
  encounter->billing = &practice->billing;
  encounter->place = practice->place;
  const tr_practice_patient *patient = NULL;
  if (tr_note_known(&note->patient_id)) {
    patient = tr_practice_patient_of(practice, note->patient_id.text);
    if (patient == NULL) lack(lacks, TR_LACK_PATIENT, note->patient_id.text, 0);
  } else {
    lack(lacks, TR_LACK_PATIENT_ID, (tr_str){NULL, 0}, 0);
  }
  if (patient != NULL)
    set_patient(patient, note, encounter);
  else
    whole = false;

  if (!tr_note_known(&note->author_npi)) {
    lack(lacks, TR_LACK_AUTHOR, (tr_str){NULL, 0}, 0);
    return false;
  }
  const tr_str npi = tr_str_trim(note->author_npi.text);
  if (tr_str_eq(npi, practice->billing.npi)) {
    encounter->rendering = NULL;
    return whole;
  }
  const tr_encounter_party *author = tr_practice_provider_of(practice, npi);
  if (author == NULL) {
    lack(lacks, TR_LACK_PROVIDER, npi, 0);
    return false;
  }
  encounter->rendering = author;
  return whole;
}

/* --------------------------------------------------------------------- fees */

static const tr_fee *find_fee(const tr_fees *fees, tr_code code) {
  uint32_t from = 0, to = fees->count;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    if (fees->at[middle].code == code) return &fees->at[middle];
    if (fees->at[middle].code > code)
      to = middle;
    else
      from = middle + 1;
  }
  return NULL;
}

bool tr_practice_fee(const tr_practice *practice,
                     const tr_practice_payer *payer, tr_code code,
                     tr_cents *charge, tr_practice_lacks *lacks) {
  const tr_fee *fee = payer != NULL ? find_fee(&payer->fees, code) : NULL;
  if (fee == NULL) fee = find_fee(&practice->fees, code);
  if (fee != NULL) {
    *charge = fee->charge;
    return true;
  }
  if (lacks != NULL) lack(lacks, TR_LACK_FEE, (tr_str){NULL, 0}, code);
  return false;
}

tr_status tr_practice_charge(const tr_practice *practice,
                             const tr_practice_payer *payer,
                             tr_encounter_line *lines, uint32_t count,
                             tr_practice_lacks *lacks) {
  tr_status status = TR_OK;
  for (uint32_t i = 0; i < count; i++) {
    tr_cents fee, charge;
    if (!tr_practice_fee(practice, payer, lines[i].procedure, &fee, lacks)) {
      if (status == TR_OK) status = TR_ENOTFOUND;
      continue;
    }
    if (__builtin_mul_overflow(fee, lines[i].units, &charge))
      status = TR_ERANGE;
    else
      lines[i].charge = charge;
  }
  return status;
}
