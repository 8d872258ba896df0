/* What the tests of courses of care share: visits said in a few words. */
#ifndef TR_COURSE_TEST_H
#define TR_COURSE_TEST_H

#include "rule/course.h"

#include <stdio.h>

#include "base/map.h"
#include "tr_test.h"

enum { ARENA = 8 << 20, GAP = 60 };

#define AUTHOR "1358634628"
#define WORDS                                                                 \
  "low back pain after sitting, eased by rest and worse again at night when " \
  "turning over in bed or getting up from a chair"

typedef struct fixture {
  tr_courses *courses;
  tr_arena arena;
  const tr_course *course;
  const tr_alike *twin;
} fixture;

/* A visit as a test says it. */
typedef struct visit {
  tr_day day;
  const char *kinds; /* of services, with blanks between */
  const char *subjective, *objective;
  int pain, odi; /* 0: not measured */
  tr_day odi_day, plan_start;
  uint64_t patient;
  const char *patient_id;
  uint64_t line;
} visit;

static void start(fixture *f) {
  *f = (fixture){.courses = tr_courses_new()};
  assert_non_null(f->courses);
  tr_arena_init(&f->arena, ARENA);
}

static void end(fixture *f) {
  tr_courses_free(f->courses);
  tr_arena_done(&f->arena);
}

static tr_note_field text_field(const char *text) {
  return text == NULL ? (tr_note_field){.state = TR_FIELD_ABSENT}
                      : (tr_note_field){.text = tr_str_of(text),
                                        .state = TR_FIELD_KNOWN};
}

static tr_note_field number_field(int64_t number) {
  return (tr_note_field){.number = number, .state = TR_FIELD_KNOWN};
}

static tr_note_field day_field(tr_day day) {
  return day == 0 ? (tr_note_field){.state = TR_FIELD_ABSENT}
                  : number_field(day);
}

static void take(fixture *f, visit v) {
  tr_service services[4] = {{.index = 0}};
  tr_note_outcome odi = {.instrument = text_field("ODI"),
                         .score = number_field(v.odi * 1000),
                         .max = number_field(100000),
                         .date = day_field(v.odi_day)};
  tr_note note = {.file = "notes.ndjson",
                  .line = v.line,
                  .id = text_field("n-1"),
                  .author_npi = text_field(AUTHOR),
                  .patient_id = text_field(v.patient_id),
                  .plan_start = day_field(v.plan_start),
                  .subjective = text_field(v.subjective),
                  .objective = text_field(v.objective),
                  .services = services};
  char kinds[64] = "";
  if (v.kinds != NULL) snprintf(kinds, sizeof kinds, "%s", v.kinds);
  for (char *at = kinds; *at != '\0';) {
    char *blank = strchr(at, ' ');
    if (blank != NULL) *blank = '\0';
    services[note.service_count++].kind = text_field(at);
    at = blank != NULL ? blank + 1 : at + strlen(at);
  }
  if (v.pain != 0) note.pain_before = number_field(v.pain * 1000);
  if (v.odi != 0) {
    note.outcomes = &odi;
    note.outcome_count = 1;
  }
  const tr_course_visit asked = {.patient = v.patient != 0 ? v.patient : 1,
                                 .day = v.day,
                                 .note = &note,
                                 .gap = GAP};
  assert_int_equal(
      tr_courses_take(f->courses, &f->arena, &asked, &f->course, &f->twin),
      TR_OK);
  /* what was asked outlives the note */
  if (f->course != NULL && f->course->before != NULL)
    assert_string_equal(f->course->before->other->file, "notes.ndjson");
}

#endif
