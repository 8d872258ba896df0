/* What earlier notes say of one: the visits of its course of care, counted from
 * the oldest, and the notes it is compared with. */
#include <string.h>

#include "note/words.h"
#include "rule/course_parts.h"

enum { PERCENT = 100 * 1000 };

/* ------------------------------------------------------------------- visits */

/** Earlier notes of the patient in one course of care, newest first. */
typedef struct seen_notes {
  const tr__past_note *notes[TR_COURSE_NOTES];
  uint32_t count;
  const tr__past_note *before; /* the newest, of whatever course; or NULL */
} seen_notes;

static void see_notes(const tr_courses *courses, const tr_course_visit *visit,
                      seen_notes *seen) {
  uint32_t at = TR__NONE;
  tr_day next = visit->day;
  seen->count = 0;
  seen->before = NULL;
  if (visit->patient == 0 ||
      !tr_map_get(&courses->by_patient, visit->patient, &at))
    return;
  for (int n = 0; n < TR_COURSE_NOTES && at != TR__NONE; n++) {
    const tr__past_note *past = &courses->notes[at];
    at = past->next_of_patient;
    if (past->day >= visit->day) continue; /* later, or this one itself */
    if (seen->before == NULL) seen->before = past;
    if (next - past->day > visit->gap) break;
    next = past->day;
    seen->notes[seen->count++] = past;
  }
}

static void count_visit(tr_course *course, const tr__past_note *past,
                        bool another_day, tr_day plan_start) {
  if (another_day) course->visits++;
  if ((past->given & TR__TRACTION) != 0) {
    if (course->traction_since == TR_DAY_MIN)
      course->traction_since = past->day;
    if (another_day) course->traction_visits++;
  }
  if ((past->given & TR__ACTIVE) != 0) {
    course->passive_since = TR_DAY_MIN;
    course->passive_visits = 0;
  } else if ((past->given & TR__PASSIVE) != 0) {
    if (course->passive_since == TR_DAY_MIN) course->passive_since = past->day;
    if (another_day) course->passive_visits++;
  }
  if (past->examined > course->examined) course->examined = past->examined;
  if (plan_start != TR_DAY_MIN && past->day >= plan_start && another_day)
    course->plan_visits++;
}

static void count_visits(const seen_notes *seen, const tr__past_note *now,
                         tr_course *course) {
  *course = (tr_course){
      .since = seen->count != 0 ? seen->notes[seen->count - 1]->day : now->day,
      .traction_since = TR_DAY_MIN,
      .passive_since = TR_DAY_MIN,
      .examined = TR_DAY_MIN,
      .visits_since = -1,
      .plan_visits = now->plan_start != TR_DAY_MIN ? 0 : -1};
  tr_day last = TR_DAY_MIN;
  for (uint32_t i = seen->count; i-- > 0;) {
    count_visit(course, seen->notes[i], seen->notes[i]->day != last,
                now->plan_start);
    last = seen->notes[i]->day;
  }
  if (course->traction_since == TR_DAY_MIN && (now->given & TR__TRACTION) != 0)
    course->traction_since = now->day;
  if (now->examined > course->examined) course->examined = now->examined;
  if (course->examined == TR_DAY_MIN) return;
  course->visits_since = 0;
  last = TR_DAY_MIN;
  for (uint32_t i = seen->count; i-- > 0;) {
    if (seen->notes[i]->day > course->examined && seen->notes[i]->day != last)
      course->visits_since++;
    last = seen->notes[i]->day;
  }
}

/* ------------------------------------------------------------------- scores */

static void put_measure(tr_progress *measure, int64_t score, tr_day day,
                        tr_day traction, int sense) {
  const bool none = measure->first_day == TR_DAY_MIN;
  /* up to the day traction began the latest is where it started from */
  if (none || (day <= traction && day >= measure->first_day)) {
    measure->first = measure->best = measure->last = score;
    measure->first_day = measure->last_day = day;
    return;
  }
  if (day <= measure->last_day) return; /* the same once more */
  measure->last = score;
  measure->last_day = day;
  if (sense > 0 ? score > measure->best : score < measure->best)
    measure->best = score;
}

static void put_measures_of(tr_progress *measure, const tr__past_note *past,
                            size_t m, tr_day traction, int sense) {
  for (int i = 0; i < 2; i++)
    if (past->measured[m][i] != TR_DAY_MIN)
      put_measure(measure, past->scores[m][i], past->measured[m][i], traction,
                  sense);
}

static void judge_measure(tr_progress *measure, int sense,
                          const seen_notes *seen) {
  measure->change = (measure->best - measure->first) * sense;
  if (measure->first > 0)
    measure->percent = measure->change * PERCENT / measure->first;
  else
    measure->percent = measure->change > 0 ? PERCENT : 0;
  tr_day last = TR_DAY_MIN;
  for (uint32_t i = seen->count; i-- > 0;) {
    const tr__past_note *past = seen->notes[i];
    if ((past->given & TR__TRACTION) != 0 && past->day != last &&
        past->day >= measure->first_day && past->day < measure->last_day)
      measure->visits++;
    last = past->day;
  }
}

static tr_status put_measures(tr_arena *arena, const seen_notes *seen,
                              const tr__past_note *now, tr_course *course) {
  tr_progress found[TR_COURSE_MEASURES];
  tr_progress *kept = tr_arena_array(arena, TR_COURSE_MEASURES, sizeof *kept);
  if (kept == NULL) return TR_ENOMEM;
  course->measures = kept;
  for (size_t m = 0; m < TR_COURSE_MEASURES; m++) {
    const tr_str word = tr_words_text(TR_WORDS_INSTRUMENT, m + 1);
    const int sense = tr_words_instrument_sense(word);
    tr_progress *measure = &found[m];
    *measure = (tr_progress){.instrument = word.p, .first_day = TR_DAY_MIN};
    for (uint32_t i = seen->count; i-- > 0;)
      put_measures_of(measure, seen->notes[i], m, course->traction_since,
                      sense);
    put_measures_of(measure, now, m, course->traction_since, sense);
    if (measure->first_day == TR_DAY_MIN) continue;
    judge_measure(measure, sense, seen);
    kept[course->measure_count++] = *measure;
  }
  return TR_OK;
}

/* ------------------------------------------------------------------ wording */

static tr_shingles shingles_of(const tr_courses *courses,
                               const tr__past_note *past) {
  return (tr_shingles){.runs = courses->runs + past->first_run,
                       .count = past->run_count,
                       .words = past->words,
                       .partial = past->partial};
}

/* The text with most in common; of equal ones the first. */
static int most_alike(const tr_likeness *like) {
  int most = 0;
  for (int i = 1; i < TR_SIMILAR_TEXTS; i++)
    if (like->common[i] > like->common[most]) most = i;
  return most;
}

static const char *const pointers[TR_SIMILAR_TEXTS] = {
    "/subjective", "/objective", "/assessment", "/plan"};

/* The note that is kept, as far as findings show it. */
static tr_status remake(const tr_courses *courses, tr_arena *arena,
                        const tr__past_note *past, int text,
                        const tr_note **made) {
  tr_note *note = tr_arena_alloc(arena, sizeof *note);
  char *day = tr_arena_alloc(arena, TR_DAY_TEXT);
  if (note == NULL || day == NULL) return TR_ENOMEM;
  const char *from = courses->texts + past->text_at;
  tr_str id = {NULL, 0}, quote = {NULL, 0};
  if (tr_arena_copy(arena, (tr_str){from, past->id_bytes}, &id) != TR_OK ||
      tr_arena_copy(arena, (tr_str){from + past->id_bytes, past->quote_bytes},
                    &quote) != TR_OK)
    return TR_ENOMEM;
  tr_day_text(past->day, day);
  *note = (tr_note){.file = past->file,
                    .line = past->line,
                    .span_end = past->text_bytes[text]};
  note->self = (tr_note_field){.text = text == 0 ? quote : (tr_str){NULL, 0},
                               .pointer = pointers[text],
                               .state = TR_FIELD_KNOWN,
                               .json = TR_NOTE_TEXT};
  note->id =
      (tr_note_field){.text = id,
                      .pointer = "/id",
                      .state = id.n != 0 ? TR_FIELD_KNOWN : TR_FIELD_ABSENT,
                      .json = TR_NOTE_TEXT};
  note->date_of_service = (tr_note_field){.number = past->day,
                                          .text = tr_str_of(day),
                                          .pointer = "/date_of_service",
                                          .state = TR_FIELD_KNOWN,
                                          .json = TR_NOTE_TEXT};
  *made = note;
  return TR_OK;
}

static tr_status put_here(tr_arena *arena, const tr_note *note, int text,
                          const tr_note **made) {
  const tr_note_field *const texts[TR_SIMILAR_TEXTS] = {
      &note->subjective, &note->objective, &note->assessment, &note->plan};
  tr_note *here = tr_arena_alloc(arena, sizeof *here);
  if (here == NULL) return TR_ENOMEM;
  *here = *note;
  here->self = *texts[text];
  here->self.pointer = pointers[text];
  here->span_end = (uint32_t)texts[text]->text.n;
  *made = here;
  return TR_OK;
}

static tr_status put_alike(const tr_courses *courses, tr_arena *arena,
                           const tr_course_visit *visit,
                           const tr__past_note *past, const tr_likeness *like,
                           uint16_t words, const tr_alike **made) {
  tr_alike *alike = tr_arena_alloc(arena, sizeof *alike);
  if (alike == NULL) return TR_ENOMEM;
  *alike = (tr_alike){.percent = (int64_t)like->permille * 100,
                      .subjective_percent = (int64_t)like->subjective * 100,
                      .before_percent = (int64_t)past->before * 100,
                      .words = words};
  *made = alike;
  const int text = most_alike(like);
  const tr_status status = remake(courses, arena, past, text, &alike->other);
  return status == TR_OK ? put_here(arena, visit->note, text, &alike->here)
                         : status;
}

static bool is_another_patient(const tr__past_note *a, const tr__past_note *b) {
  if (a->patient != 0 && a->patient == b->patient) return false;
  const bool ids = a->patient_id != 0 && b->patient_id != 0;
  const bool births = a->born != TR_DAY_MIN && b->born != TR_DAY_MIN;
  return (ids && a->patient_id != b->patient_id) ||
         (births && a->born != b->born);
}

/* Notes of one author and day are few, and most comparisons end at once. */
static tr_status find_twin(const tr_courses *courses, tr_arena *arena,
                           const tr_course_visit *visit,
                           const tr__past_note *now,
                           const tr_shingles *shingles, const tr_alike **twin) {
  const tr_str author = visit->note->author_npi.text;
  const tr__past_note *best = NULL;
  tr_likeness most = {.permille = 0};
  uint32_t at = TR__NONE;
  if (author.n == 0 || shingles->count == 0 ||
      !tr_map_get(&courses->by_day, tr__course_day_key(author, visit->day),
                  &at))
    return TR_OK;
  for (int n = 0; n < TR_COURSE_NOTES && at != TR__NONE; n++) {
    const tr__past_note *past = &courses->notes[at];
    at = past->next_of_day;
    if (!is_another_patient(past, now)) continue;
    const tr_shingles other = shingles_of(courses, past);
    const tr_likeness like = tr_similar(shingles, &other, TR_COURSE_LEAST);
    if (like.permille < TR_COURSE_LEAST || like.permille < most.permille)
      continue;
    best = past; /* of equal ones the earliest: the chain goes backwards */
    most = like;
  }
  return best == NULL ? TR_OK
                      : put_alike(courses, arena, visit, best, &most,
                                  shingles->words, twin);
}

tr_status tr__courses_look(tr_courses *courses, tr_arena *arena,
                           const tr_course_visit *visit,
                           const tr_course **course, const tr_alike **twin) {
  uint32_t room[TR_SHINGLES];
  const tr_shingles shingles = tr__course_shingles(visit->note, room);
  tr__past_note now;
  seen_notes seen;
  tr_likeness like = {.permille = 0};
  tr_status status = TR_OK;
  *course = NULL;
  *twin = NULL;
  tr__course_facts(visit, &now);
  see_notes(courses, visit, &seen);
  if (seen.before != NULL) {
    const tr_shingles before = shingles_of(courses, seen.before);
    like = tr_similar(&shingles, &before, TR_COURSE_LEAST);
    now.before = (uint16_t)like.permille;
  }
  if (arena != NULL && seen.before != NULL) {
    tr_course *made = tr_arena_alloc(arena, sizeof *made);
    if (made == NULL) return TR_ENOMEM;
    count_visits(&seen, &now, made);
    status = put_measures(arena, &seen, &now, made);
    if (status == TR_OK && like.permille != 0)
      status = put_alike(courses, arena, visit, seen.before, &like,
                         shingles.words, &made->before);
    *course = made;
  }
  if (arena != NULL && status == TR_OK)
    status = find_twin(courses, arena, visit, &now, &shingles, twin);
  return status == TR_OK ? tr__course_keep(courses, visit, &now, &shingles)
                         : status;
}
