/* Shared by course.c, which keeps notes, and course_view.c, which says what
 * they mean for the next. */
#ifndef TR_RULE_COURSE_PARTS_H
#define TR_RULE_COURSE_PARTS_H

#include "base/map.h"
#include "rule/course.h"

#define TR__NONE UINT32_MAX

enum { TR__QUOTE = 64 /* bytes of the Subjective that are kept */ };

/* What was given at a visit; bits. */
enum { TR__TRACTION = 1, TR__PASSIVE = 2, TR__ACTIVE = 4, TR__EXAM = 8 };

/** A note that is remembered. */
typedef struct tr__past_note {
  uint64_t patient;
  const char *file;
  uint64_t line;
  uint32_t first_run, text_at; /* text: the id, then the quote */
  uint32_t next_of_patient, next_of_day;
  tr_day day, born, plan_start;
  tr_day examined;     /* last exam or dated score that it tells of */
  uint32_t patient_id; /* hash of patient.id, 0: not sent */
  uint32_t text_bytes[TR_SIMILAR_TEXTS];
  /* the oldest and the newest score of each instrument, in thousandths */
  int32_t scores[TR_COURSE_MEASURES][2];
  tr_day measured[TR_COURSE_MEASURES][2]; /* TR_DAY_MIN: none */
  uint16_t run_count, words;
  uint16_t before; /* permille alike to the note before it */
  uint8_t id_bytes, quote_bytes;
  uint8_t given; /* TR__TRACTION ... */
  bool partial;
} tr__past_note;

struct tr_courses {
  tr__past_note *notes;
  size_t count, room;
  uint32_t *runs;
  size_t run_count, run_room;
  char *texts;
  size_t text_count, text_room;
  tr_map by_patient; /* patient -> newest note by day */
  tr_map by_day;     /* author and day -> newest note */
};

/** What a note itself says, all but its texts. */
void tr__course_facts(const tr_course_visit *visit, tr__past_note *past);

/** The runs of a note. @param room TR_SHINGLES entries. */
tr_shingles tr__course_shingles(const tr_note *note, uint32_t *room);

/** Key of by_day. */
uint64_t tr__course_day_key(tr_str author, tr_day day);

/** Enter a note with its facts and runs. */
TR_NODISCARD tr_status tr__course_keep(tr_courses *courses,
                                       const tr_course_visit *visit,
                                       const tr__past_note *facts,
                                       const tr_shingles *shingles);

/** tr_courses_take(); with `arena` NULL only what is to be remembered. */
TR_NODISCARD tr_status tr__courses_look(tr_courses *courses, tr_arena *arena,
                                        const tr_course_visit *visit,
                                        const tr_course **course,
                                        const tr_alike **twin);

#endif
