/* The course of care of each patient: the notes so far, kept small, and what
 * they say of the next one. Its scores, whether traction, passive and active
 * care were given, when it was examined last, and how alike its wording is to
 * the note before and to notes of other patients of the day.
 *
 * What comes later than a note is never asked; notes may be remembered in any
 * order. */
#ifndef TR_RULE_COURSE_H
#define TR_RULE_COURSE_H

#include "base/arena.h"
#include "note/note.h"
#include "note/similar.h"

enum {
  TR_COURSE_NOTES = 256,  /**< newest notes of a patient, and notes of one
                              author and day, that are looked at */
  TR_COURSE_MEASURES = 7, /**< instruments whose direction is known */
  TR_COURSE_LEAST = 800   /**< permille: less alike notes are not told apart */
};

/** Scores of one instrument over a course of care. */
typedef struct tr_progress {
  const char *instrument;    /**< word of the vocabulary, constant */
  int64_t first, best, last; /**< thousandths on the instrument's own scale */
  tr_day first_day; /**< the last day it was measured before traction began,
                          else the first after */
  tr_day last_day;  /**< of `last`; the same where it was measured once */
  int64_t change;   /**< thousandths: of `best` from `first`, above 0 where it
                          is better */
  int64_t percent;  /**< thousandths of a percent of `first` */
  int32_t visits;   /**< visits with traction from first_day to last_day, the
                          last not counted */
} tr_progress;

/** How alike the wording of two notes is. */
typedef struct tr_alike {
  const tr_note *other; /**< made from what is kept: file, line, id, date; its
                             `self` is the text that is most alike */
  const tr_note *here;  /**< the note at hand; its `self` is that text of it */
  int64_t percent;      /**< thousandths of a percent of runs in both */
  int64_t subjective_percent; /**< the same of the Subjective alone */
  int64_t before_percent;     /**< of the other with the note before it; 0 where
                               there is none */
  int32_t words;              /**< of the note at hand, as tr_shingles has it */
} tr_alike;

/** What earlier notes of a patient say of one. */
typedef struct tr_course {
  tr_day since;            /**< first visit of the course of care */
  int32_t visits;          /**< earlier visits of it */
  tr_day traction_since;   /**< TR_DAY_MIN: no traction so far, nor today */
  int32_t traction_visits; /**< earlier visits with traction */
  tr_day passive_since; /**< first of the visits with passive and without active
                             care since the last with active care; TR_DAY_MIN:
                             none */
  int32_t passive_visits; /**< how many earlier visits these are */
  tr_day examined;        /**< the last examination or measured score before;
                               TR_DAY_MIN: none is known */
  int32_t visits_since;   /**< earlier visits after that day; -1: none known */
  int32_t plan_visits;    /**< earlier visits since the plan of the note began;
                               -1: it does not say */
  const tr_progress *measures;
  uint32_t measure_count;
  const tr_alike *before; /**< compared with the note before; NULL: too unlike,
                               or none */
} tr_course;

/** A note and the visit it is of. */
typedef struct tr_course_visit {
  uint64_t patient; /**< tr_history_patient(); 0: not known */
  tr_day day;       /**< of the visit */
  const tr_note *note;
  int32_t gap; /**< days without a visit after which a new course begins */
} tr_course_visit;

typedef struct tr_courses tr_courses;

/** @return New and empty; NULL when memory is short. */
tr_courses *tr_courses_new(void);

/**
 * Ask what earlier notes say of one, and remember it.
 *
 * @param      arena  Holds what is made.
 * @param[out] course NULL where there is no earlier note of the patient.
 * @param[out] twin   The most alike note of another patient, same author and
 *                    day, at least TR_COURSE_LEAST; NULL where there is none.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_courses_take(tr_courses *courses, tr_arena *arena,
                                       const tr_course_visit *visit,
                                       const tr_course **course,
                                       const tr_alike **twin);

/**
 * Remember a note.
 *
 * @param visit The file name of its note is borrowed, nothing else. `patient`
 *              may be 0 where only its likeness to others is of interest.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_courses_add(tr_courses *courses,
                                      const tr_course_visit *visit);

/** @return Whether a note of that author and day is remembered, by its place;
 * so that none is added twice. */
bool tr_courses_has(const tr_courses *courses, tr_str author, tr_day day,
                    const char *file, uint64_t line);

/** @return Bytes held, for --stats. */
size_t tr_courses_bytes(const tr_courses *courses);

/** Free it; NULL is harmless. */
void tr_courses_free(tr_courses *courses);

#endif
