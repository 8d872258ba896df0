/* Keeps of each note some 250 bytes, four for each run of five words, and the
 * beginning of its Subjective; chains link the notes of a patient by day and
 * those of an author and day. What is asked is worked out by course_view.c. */
#include "rule/course.h"

#include <stdlib.h>
#include <string.h>

#include "note/words.h"
#include "rule/course_parts.h"

enum { FIRST_ROOM = 64 };

tr_courses *tr_courses_new(void) { return calloc(1, sizeof(tr_courses)); }

void tr_courses_free(tr_courses *courses) {
  if (courses == NULL) return;
  free(courses->notes);
  free(courses->runs);
  free(courses->texts);
  tr_map_done(&courses->by_patient);
  tr_map_done(&courses->by_day);
  free(courses);
}

size_t tr_courses_bytes(const tr_courses *courses) {
  return courses->room * sizeof *courses->notes +
         courses->run_room * sizeof *courses->runs + courses->text_room +
         (courses->by_patient.room + courses->by_day.room) *
             sizeof(tr_map_slot);
}

static bool reserve(void **array, size_t *room, size_t count, size_t more,
                    size_t size) {
  if (count + more <= *room) return true;
  size_t want = *room == 0 ? FIRST_ROOM : *room * 2;
  if (want < count + more) want = count + more;
  if (want >= TR__NONE || want > SIZE_MAX / size) return false;
  void *grown = realloc(*array, want * size);
  if (grown == NULL) return false;
  *array = grown;
  *room = want;
  return true;
}

static bool make_room(tr_courses *courses, size_t runs, size_t texts) {
  void *notes = courses->notes, *all = courses->runs, *text = courses->texts;
  const bool good =
      reserve(&notes, &courses->room, courses->count, 1,
              sizeof *courses->notes) &&
      reserve(&all, &courses->run_room, courses->run_count, runs,
              sizeof *courses->runs) &&
      reserve(&text, &courses->text_room, courses->text_count, texts, 1);
  courses->notes = notes;
  courses->runs = all;
  courses->texts = text;
  return good;
}

/* --------------------------------------------------------- facts of a note */

static bool is_kind(const tr_service *service, const char *const *kinds,
                    size_t count) {
  for (size_t i = 0; i < count; i++)
    if (tr_str_eq(service->kind.text, tr_str_of(kinds[i]))) return true;
  return false;
}

static uint8_t given_in(const tr_note *note) {
  static const char *const passive[] = {"traction",         "heat-cold",
                                        "estim-unattended", "estim-attended",
                                        "ultrasound",       "laser"};
  static const char *const active[] = {"exercise", "neuromuscular",
                                       "activities", "gait"};
  uint8_t flags = 0;
  for (uint32_t i = 0; i < note->service_count; i++) {
    const tr_service *service = &note->services[i];
    if (is_kind(service, passive, 1)) flags |= TR__TRACTION;
    if (is_kind(service, passive, sizeof passive / sizeof *passive))
      flags |= TR__PASSIVE;
    if (is_kind(service, active, sizeof active / sizeof *active))
      flags |= TR__ACTIVE;
    if (tr_str_eq(service->kind.text, TR_STR("exam"))) flags |= TR__EXAM;
  }
  return flags;
}

/* Points of the whole scale, where a score may come in percent of another. */
static int64_t scale_of(size_t instrument) {
  static const int64_t scales[TR_COURSE_MEASURES] = {100, 50, 24, 10,
                                                     10,  80, 100};
  return scales[instrument];
}

static void put_score(tr__past_note *past, size_t instrument, int64_t score,
                      tr_day day) {
  int32_t *scores = past->scores[instrument];
  tr_day *days = past->measured[instrument];
  if (score < 0 || score > INT32_MAX) return;
  if (days[0] == TR_DAY_MIN || day < days[0]) {
    scores[0] = (int32_t)score;
    days[0] = day;
  }
  if (day < days[1]) return;
  scores[1] = (int32_t)score;
  days[1] = day;
}

static void put_outcome(tr__past_note *past, const tr_note_outcome *outcome,
                        tr_day day) {
  const size_t word =
      tr_words_find(TR_WORDS_INSTRUMENT, outcome->instrument.text, NULL);
  if (word == 0 || word > TR_COURSE_MEASURES || !tr_note_known(&outcome->score))
    return;
  int64_t score = outcome->score.number;
  const int64_t scale = scale_of(word - 1) * 1000;
  if (tr_note_known(&outcome->max) && outcome->max.number > 0 &&
      outcome->max.number != scale)
    score = score * scale / outcome->max.number;
  const bool dated = tr_note_known(&outcome->date);
  if (dated && outcome->date.number > day) return; /* not yet measured */
  put_score(past, word - 1, score, dated ? (tr_day)outcome->date.number : day);
  if (dated && (tr_day)outcome->date.number > past->examined)
    past->examined = (tr_day)outcome->date.number;
}

/* The pain before the treatment is a score of the visit. */
static void put_scores(tr__past_note *past, const tr_note *note, tr_day day) {
  const size_t pain =
      tr_words_find(TR_WORDS_INSTRUMENT, TR_STR("NPRS"), NULL) - 1;
  for (size_t i = 0; i < TR_COURSE_MEASURES; i++)
    past->measured[i][0] = past->measured[i][1] = TR_DAY_MIN;
  past->examined = (past->given & TR__EXAM) != 0 ? day : TR_DAY_MIN;
  for (uint32_t i = 0; i < note->outcome_count; i++)
    put_outcome(past, &note->outcomes[i], day);
  if (tr_note_known(&note->pain_before))
    put_score(past, pain, note->pain_before.number, day);
}

void tr__course_facts(const tr_course_visit *visit, tr__past_note *past) {
  const tr_note *note = visit->note;
  *past = (tr__past_note){
      .patient = visit->patient,
      .file = note->file,
      .line = note->line,
      .next_of_patient = TR__NONE,
      .next_of_day = TR__NONE,
      .day = visit->day,
      .born =
          tr_note_known(&note->born) ? (tr_day)note->born.number : TR_DAY_MIN,
      .plan_start = tr_note_known(&note->plan_start)
                        ? (tr_day)note->plan_start.number
                        : TR_DAY_MIN,
      .patient_id = note->patient_id.text.n != 0
                        ? (uint32_t)tr_hash(0, note->patient_id.text)
                        : 0,
      .given = given_in(note)};
  const tr_str *const texts[TR_SIMILAR_TEXTS] = {
      &note->subjective.text, &note->objective.text, &note->assessment.text,
      &note->plan.text};
  for (int i = 0; i < TR_SIMILAR_TEXTS; i++)
    past->text_bytes[i] = (uint32_t)texts[i]->n;
  put_scores(past, note, visit->day);
}

/* -------------------------------------------------------------- remembering */

/* What fits of a text, cut between letters. */
static size_t cut(tr_str text, size_t most) {
  if (text.n <= most) return text.n;
  while (most > 0 && ((unsigned char)text.p[most] & 0xC0) == 0x80) most--;
  return most;
}

/* Into the patient's chain, newest first; notes mostly come by day. */
static tr_status link_patient(tr_courses *courses, uint32_t index) {
  tr__past_note *past = &courses->notes[index];
  if (past->patient == 0) return TR_OK;
  uint32_t at = TR__NONE, before = TR__NONE;
  if (!tr_map_get(&courses->by_patient, past->patient, &at)) at = TR__NONE;
  for (int n = 0; n < TR_COURSE_NOTES && at != TR__NONE &&
                  courses->notes[at].day > past->day;
       n++) {
    before = at;
    at = courses->notes[at].next_of_patient;
  }
  past->next_of_patient = at;
  if (before == TR__NONE)
    return tr_map_set(&courses->by_patient, past->patient, index);
  courses->notes[before].next_of_patient = index;
  return TR_OK;
}

uint64_t tr__course_day_key(tr_str author, tr_day day) {
  const int64_t number = day;
  return tr_hash(tr_hash(0, author),
                 (tr_str){(const char *)&number, sizeof number});
}

static tr_status link_day(tr_courses *courses, uint32_t index, tr_str author) {
  tr__past_note *past = &courses->notes[index];
  if (author.n == 0) return TR_OK;
  const uint64_t key = tr__course_day_key(author, past->day);
  if (!tr_map_get(&courses->by_day, key, &past->next_of_day))
    past->next_of_day = TR__NONE;
  return tr_map_set(&courses->by_day, key, index);
}

tr_status tr__course_keep(tr_courses *courses, const tr_course_visit *visit,
                          const tr__past_note *facts,
                          const tr_shingles *shingles) {
  const tr_str id = visit->note->id.text, said = visit->note->subjective.text;
  const size_t id_bytes = cut(id, UINT8_MAX), quote = cut(said, TR__QUOTE);
  if (!make_room(courses, shingles->count, id_bytes + quote)) return TR_ENOMEM;
  const uint32_t index = (uint32_t)courses->count;
  tr__past_note *past = &courses->notes[index];
  *past = *facts;
  past->first_run = (uint32_t)courses->run_count;
  past->run_count = shingles->count;
  past->words = shingles->words;
  past->partial = shingles->partial;
  past->text_at = (uint32_t)courses->text_count;
  past->id_bytes = (uint8_t)id_bytes;
  past->quote_bytes = (uint8_t)quote;
  if (shingles->count != 0)
    memcpy(courses->runs + courses->run_count, shingles->runs,
           shingles->count * sizeof *courses->runs);
  if (id_bytes != 0) memcpy(courses->texts + past->text_at, id.p, id_bytes);
  if (quote != 0)
    memcpy(courses->texts + past->text_at + id_bytes, said.p, quote);
  if (link_patient(courses, index) != TR_OK ||
      link_day(courses, index, visit->note->author_npi.text) != TR_OK)
    return TR_ENOMEM;
  courses->run_count += shingles->count;
  courses->text_count += id_bytes + quote;
  courses->count++;
  return TR_OK;
}

tr_shingles tr__course_shingles(const tr_note *note, uint32_t *room) {
  const tr_str texts[TR_SIMILAR_TEXTS] = {
      note->subjective.text, note->objective.text, note->assessment.text,
      note->plan.text};
  return tr_shingles_of(texts, room);
}

tr_status tr_courses_add(tr_courses *courses, const tr_course_visit *visit) {
  const tr_course *course;
  const tr_alike *twin;
  return tr__courses_look(courses, NULL, visit, &course, &twin);
}

tr_status tr_courses_take(tr_courses *courses, tr_arena *arena,
                          const tr_course_visit *visit,
                          const tr_course **course, const tr_alike **twin) {
  return tr__courses_look(courses, arena, visit, course, twin);
}

bool tr_courses_has(const tr_courses *courses, tr_str author, tr_day day,
                    const char *file, uint64_t line) {
  uint32_t at = TR__NONE;
  if (!tr_map_get(&courses->by_day, tr__course_day_key(author, day), &at))
    return false;
  for (int n = 0; n < TR_COURSE_NOTES && at != TR__NONE; n++) {
    const tr__past_note *past = &courses->notes[at];
    if (past->line == line && strcmp(past->file, file) == 0) return true;
    at = past->next_of_day;
  }
  return false;
}
