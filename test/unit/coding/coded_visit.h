/* A coded visit made by hand, for tests of how it is written. */
#ifndef TR_CODED_VISIT_H
#define TR_CODED_VISIT_H

#include "coding/coding.h"
#include "tr_test.h"

/** A visit and what it borrows; may be changed by a test. */
typedef struct coded_visit {
  tr_note note;
  tr_encounter encounter;
  tr_coded_line lines[2];
  tr_coding_lack lacking[2];
  tr_coded_visit visit;
} coded_visit;

static inline tr_note_field coded_text(const char *text) {
  return (tr_note_field){.text = tr_str_of(text), .state = TR_FIELD_KNOWN};
}

/** Two lines, two things lacking, one date. */
static inline void coded_visit_make(coded_visit *made) {
  static const tr_coding_reason because[] = {{.text = {"exercise", 8},
                                              .pointer = "/services/0",
                                              .source = "ama",
                                              .origin = "TRL0203"},
                                             {.text = {"counted", 7}}};
  *made = (coded_visit){
      .note = {.id = coded_text("n-1"), .claim = coded_text("C\"1")},
      .encounter = {.service = tr_day_of(2026, 6, 12),
                    .diagnoses = {TR_CODE("M9903"), TR_CODE("M5416")},
                    .diagnosis_count = 2},
      .lines = {{.billed = {.procedure = TR_CODE("97110"),
                            .modifiers = {TR_CODE("GP"), TR_CODE("59")},
                            .modifier_count = 2,
                            .units = 2,
                            .charge = 9600,
                            .pointers = {2, 1},
                            .pointer_count = 2},
                 .charge_known = true,
                 .minutes_known = true,
                 .minutes = 22500,
                 .because = because,
                 .because_count = 2},
                {.billed = {.procedure = TR_CODE("98940"),
                            .units = 1,
                            .pointers = {1},
                            .pointer_count = 1}}},
      .lacking = {{.severity = TR_SEVERITY_WARNING,
                   .text = {"no goal", 7},
                   .rule = "TRD0301"},
                  {.code = TR_CODE("97140"),
                   .severity = TR_SEVERITY_ERROR,
                   .text = {"7 minutes", 9},
                   .pointer = "/services/1",
                   .source = "ama-midpoint-rule"}},
      .visit = {.profile = "commercial",
                .line_count = 2,
                .lack_count = 2,
                .dates = {{.qualifier = "454",
                           .date = tr_day_of(2026, 6, 1),
                           .text = {"the plan begins", 15},
                           .pointer = "/plan_of_care/start"}},
                .date_count = 1,
                .settled = true}};
  made->visit.note = &made->note;
  made->visit.encounter = &made->encounter;
  made->visit.lines = made->lines;
  made->visit.lacking = made->lacking;
}

#endif
