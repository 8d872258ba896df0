/* Who is billed for a note: the practice's patient, or what a claim of the
 * visit says; and the files of claims made of them. */
#include <stdio.h>
#include <string.h>

#include "code_run.h"
#include "input/practice_json.h"

enum { LACK_WORDS = 4096, FILE_CONTROL = 1, CLAIM_MOST = 1 << 24 };

static void say_fault(void *context, const tr_practice_fault *fault) {
  const char *path = context;
  file_say("%s%s%s: %s", path, fault->pointer[0] != '\0' ? " at " : "",
           fault->pointer, fault->message);
}

/* ------------------------------------------------------------------- claims */

static const tr_claim_context *claim_of(const code_run *run, size_t index) {
  if (run->claim_of_note == NULL) return NULL;
  uint32_t at = run->claim_of_note[index];
  /* one claim is the payer and case of all notes given with it */
  if (at == CODE_NO_CLAIM && !run->compare && run->claims.count == 1) at = 0;
  if (at == CODE_NO_CLAIM) return NULL;
  return ((const code_claim *)tr_array_at(&run->claims, at))->context;
}

static tr_str text_of(tr_arena *arena, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_str kept = {"", 0};
  const size_t n = tr_code_text(code, text);
  return tr_arena_copy(arena, (tr_str){text, n}, &kept) == TR_OK
             ? kept
             : (tr_str){"", 0};
}

static void take_day(tr_day *to, tr_day from) {
  if (*to == TR_DAY_MIN) *to = from;
}

/* What a claim says of payer and case; people stay those of the practice. */
static void take_claim(tr_arena *arena, const tr_claim_context *claim,
                       tr_encounter *encounter) {
  tr_encounter_party *payer = tr_arena_alloc(arena, sizeof *payer);
  if (payer == NULL) return;
  *payer = (tr_encounter_party){.name = claim->payer_name,
                                .id = claim->payer_id,
                                .state = text_of(arena, claim->payer_state),
                                .born = TR_DAY_MIN};
  if (payer->state.n == 0) payer->state = text_of(arena, claim->state);
  if (payer->name.n == 0) payer->name = TR_STR("PAYER");
  if (payer->id.n == 0) payer->id = TR_STR("PAYER");
  encounter->payer = payer;
  encounter->filing_code = text_of(arena, claim->filing_code);
  encounter->place = text_of(arena, claim->place);
  encounter->claim_id = claim->id;
  encounter->authorization = claim->authorization;
  encounter->accident_state = text_of(arena, claim->accident_state);
  encounter->cause_count = 0;
  for (uint32_t i = 0; i < claim->cause_count && i < TR_ENCOUNTER_CAUSES; i++)
    encounter->causes[encounter->cause_count++] = claim->causes[i];
  take_day(&encounter->onset, claim->onset);
  take_day(&encounter->initial_treatment, claim->initial_treatment);
  take_day(&encounter->acute_manifestation, claim->acute_manifestation);
  take_day(&encounter->accident, claim->accident);
  take_day(&encounter->last_x_ray, claim->last_x_ray);
  for (uint32_t i = 0; i < claim->diagnosis_count && i < TR_ENCOUNTER_DIAGNOSES;
       i++)
    if (claim->diagnoses[i] != 0)
      encounter->diagnoses[encounter->diagnosis_count++] = claim->diagnoses[i];
}

/* ----------------------------------------------------------------- practice */

static void say_lacks(const tr_note *note, const tr_practice_lacks *lacks) {
  tr_buf words;
  tr_buf_init(&words, LACK_WORDS);
  for (uint32_t i = 0; i < lacks->count; i++) {
    tr_buf_clear(&words);
    tr_practice_lack_text(&lacks->at[i], &words);
    const tr_str text = tr_buf_str(&words);
    file_say("note %.*s: %.*s", TR_STR_ARG(note->id.text), TR_STR_ARG(text));
  }
  tr_buf_done(&words);
}

bool code_people(void *context, const tr_note *note, size_t index,
                 tr_arena *arena, tr_encounter *encounter) {
  code_run *run = context;
  tr_practice_lacks lacks = {.count = 0};
  bool all = false;
  if (run->practice != NULL) {
    all = tr_practice_people(run->practice, note, encounter, &lacks);
    /* beside claims the file gives fees, and people are those of the claims */
    if (!run->quiet && !run->compare) say_lacks(note, &lacks);
  }
  const tr_claim_context *claim = claim_of(run, index);
  if (claim != NULL) take_claim(arena, claim, encounter);
  return all;
}

bool code_fee(void *context, const tr_note *note, tr_code code, tr_cents *fee) {
  code_run *run = context;
  if (run->practice == NULL) return false;
  const tr_practice_patient *patient =
      tr_note_known(&note->patient_id)
          ? tr_practice_patient_of(run->practice, note->patient_id.text)
          : NULL;
  return tr_practice_fee(run->practice, patient != NULL ? patient->payer : NULL,
                         code, fee, NULL);
}

bool code_practice_read(code_run *run, const char *path) {
  if (!file_load(path, &run->practice_file)) return false;
  const tr_status status =
      tr_practice_read(&run->arena, run->practice_file.bytes, say_fault,
                       (char *)(uintptr_t)path, &run->practice);
  if (status == TR_OK) return true;
  if (status != TR_ESYNTAX)
    file_say("cannot read %s: %s", path, tr_status_text(status));
  return false;
}

/* ---------------------------------------------------------- files of claims */

static bool has_charges(const tr_coded_visit *visit) {
  for (uint32_t i = 0; i < visit->line_count; i++)
    if (!visit->lines[i].charge_known) return false;
  return true;
}

static void say_refused(code_run *run, const tr_coded_visit *visit,
                        const char *why) {
  run->refused++;
  if (!run->quiet)
    file_say("note %.*s is not in the file of claims: %s",
             TR_STR_ARG(visit->note->id.text), why);
}

static void say_refused_claim(code_run *run, const tr_coded_visit *visit,
                              const char *why) {
  run->refused++;
  if (!run->quiet)
    file_say(
        "note %.*s is not in the file of claims: its claim number (CLM01) "
        "%s",
        TR_STR_ARG(visit->note->id.text), why);
}

/* Why a file of claims cannot hold the visit; NULL where it can, or where
 * there is no memory to tell. */
static const char *unwritable(const code_run *run,
                              const tr_encounter *encounter) {
  tr_write_error error;
  tr_buf out;
  size_t bad;
  const tr_encounter_file file = {.date = run->today,
                                  .control = FILE_CONTROL,
                                  .sender_qualifier = TR_STR("ZZ"),
                                  .receiver_qualifier = TR_STR("ZZ")};
  tr_buf_init(&out, CLAIM_MOST);
  const tr_status status =
      tr_encounters_write(encounter, 1, &file, &out, &error, &bad);
  tr_buf_done(&out);
  return status == TR_ESYNTAX ? error.reason : NULL;
}

void code_keep(code_run *run, const tr_coded_visit *visit) {
  const char *why;
  if (visit->line_count == 0) {
    say_refused(run, visit, "nothing of it may be billed");
  } else if (!visit->people_known) {
    say_refused(run, visit, "the practice file does not say who is billed");
  } else if (!visit->settled) {
    say_refused(run, visit, "the rules did not come to rest on it");
  } else if (!has_charges(visit)) {
    say_refused(run, visit, "the practice file has no fee for a line of it");
  } else if ((why = unwritable(run, visit->encounter)) != NULL) {
    say_refused_claim(run, visit, why);
  } else {
    tr_status status;
    tr_encounter *kept = tr_array_add(&run->encounters, &status);
    if (kept != NULL) {
      *kept = *visit->encounter;
    } else {
      file_say("too many visits for the memory there is");
      run->failed = true;
    }
  }
}

bool code_write_837(code_run *run) {
  tr_write_error error;
  size_t bad = 0;
  const tr_encounter_file file = {.date = run->today,
                                  .control = FILE_CONTROL,
                                  .sender_qualifier = TR_STR("ZZ"),
                                  .receiver_qualifier = TR_STR("ZZ")};
  if (run->encounters.count == 0) {
    file_say("no visit could be written as a claim");
    return false;
  }
  const tr_status status =
      tr_encounters_write(run->encounters.items, run->encounters.count, &file,
                          &run->out, &error, &bad);
  if (status == TR_OK) return true;
  if (status != TR_ESYNTAX) {
    file_say("cannot write the claims: %s", tr_status_text(status));
    return false;
  }
  char segment[TR_CODE_BYTES + 1];
  const tr_encounter *of = tr_array_at(&run->encounters, (int64_t)bad);
  tr_code_text(error.segment, segment);
  file_say("cannot write claim %.*s: %s%02u %s", TR_STR_ARG(of->claim_id),
           segment, (unsigned)error.element, error.reason);
  return false;
}
