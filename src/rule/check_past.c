/* What came before: the past of each patient is asked for once, and of each
 * note what earlier ones say of it. */
#include "rule/check_internal.h"
#include "rule/value.h"

enum { COURSE_GAP = 60 /* days, where the profile does not say */ };

/* @return Whether it is the first time. */
static bool is_new(tr_check *check, uint64_t key, tr_status *status) {
  uint32_t value;
  if (tr_map_get(&check->asked_patients, key, &value)) return false;
  *status = tr_map_set(&check->asked_patients, key, 1);
  return *status == TR_OK;
}

tr_status tr__ask_past(tr_check *check, const tr_claim *claim) {
  tr_status status = TR_OK;
  if (check->past.of_patient == NULL) return TR_OK;
  const uint64_t patient = tr_history_patient(claim);
  if (patient == 0 || !is_new(check, patient, &status)) return status;
  return check->past.of_patient(check->past.context, claim, check);
}

static tr_status ask_day(tr_check *check, const tr_note *note, tr_day day) {
  const tr_str author = note->author_npi.text;
  const int64_t number = day;
  tr_status status = TR_OK;
  if (check->past.of_day == NULL || author.n == 0) return TR_OK;
  const uint64_t key = tr_hash(tr_hash(1, author),
                               (tr_str){(const char *)&number, sizeof number});
  return is_new(check, key, &status)
             ? check->past.of_day(check->past.context, author, day, check)
             : status;
}

/* Days without a visit after which a new course of care begins. */
static int32_t course_gap(const tr_check *check, const tr_profile_view *profile,
                          tr_day day) {
  const tr_profile_value *value =
      tr_profile_get(profile, check->key_course_gap, day);
  const int64_t days =
      value != NULL ? value->value.number / TR_THOUSAND : COURSE_GAP;
  return days > 0 && days < INT32_MAX ? (int32_t)days : COURSE_GAP;
}

/* What a void takes back shows no visit. */
tr_status tr__look_back(tr_check *check, tr_visit *visit) {
  const tr_claim *claim = visit->claim;
  if ((tr_code)claim->frequency.number == TR_CODE("8")) return TR_OK;
  for (uint32_t i = 0; i < visit->day_count; i++) {
    tr_visit_day *day = &visit->days[i];
    if (day->note == NULL || !day->note_fits) continue;
    const tr_course_visit asked = {
        .patient = tr_history_patient(claim),
        .day = day->date,
        .note = day->note,
        .gap = course_gap(check, visit->profile, day->date)};
    tr_status status = ask_day(check, day->note, day->date);
    if (status == TR_OK)
      status = tr_courses_take(check->courses, &check->arena, &asked,
                               &day->course, &day->twin);
    if (status != TR_OK) return status;
  }
  return TR_OK;
}

static tr_status remember(tr_check *check, uint64_t patient,
                          const tr_note *note) {
  const tr_course_visit visit = {.patient = patient,
                                 .day = (tr_day)note->date_of_service.number,
                                 .note = note,
                                 .gap = COURSE_GAP};
  if (note->date_of_service.state != TR_FIELD_KNOWN) return TR_OK;
  if (patient == 0 && tr_courses_has(check->courses, note->author_npi.text,
                                     visit.day, note->file, note->line))
    return TR_OK;
  return tr_courses_add(check->courses, &visit);
}

tr_status tr_check_past_claim(tr_check *check, const tr_claim *claim,
                              const tr_note *const *notes,
                              uint32_t note_count) {
  tr_status status = tr_history_add_stored(check->history, claim);
  if ((tr_code)claim->frequency.number == TR_CODE("8")) return status;
  for (uint32_t i = 0; i < note_count && status == TR_OK; i++)
    status = remember(check, tr_history_patient(claim), notes[i]);
  return status;
}

tr_status tr_check_past_note(tr_check *check, const tr_note *note) {
  return remember(check, 0, note);
}
