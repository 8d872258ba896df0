/* A chart note (traction-note/1) as the rules see it: every value with its
 * JSON pointer. Lives in the arena it was read into.
 *
 * A known key of the wrong type is TR_FIELD_UNREADABLE here and never used as a
 * value; the reader has reported it, so "missing" asks for TR_FIELD_ABSENT. */
#ifndef TR_NOTE_NOTE_H
#define TR_NOTE_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/code.h"
#include "base/date.h"
#include "base/region.h"
#include "base/str.h"
#include "x12/field.h"

/** What stands in the JSON of a field. */
typedef enum tr_note_json {
  TR_NOTE_NONE = 0, /**< the key is not there, or is null */
  TR_NOTE_TEXT,
  TR_NOTE_NUMBER,
  TR_NOTE_FLAG,
  TR_NOTE_OBJECT,
  TR_NOTE_ARRAY,
} tr_note_json;

/**
 * A value of a note. `number` as in tr_field: thousandths, day, code (0 where
 * it is too long for one), flag; of a word 1 + its place in its vocabulary
 * (note/words.h), 0 for an unknown one; of a time of day thousandths
 * of minutes after midnight.
 */
typedef struct tr_note_field {
  int64_t number;
  tr_str text;         /**< text values, words in the vocabulary's spelling; of
                            numbers and flags the JSON as written; of objects
                            and arrays empty */
  const char *pointer; /**< "/services/0/force/value", NUL-terminated; of an
                            absent key that of the object it belongs in */
  uint8_t state;       /**< a tr_field_state; null and "" count as absent */
  uint8_t json;        /**< a tr_note_json */
} tr_note_field;

/** A list of region words; known words fold into `regions`. */
typedef struct tr_note_regions {
  tr_regions regions;        /**< regions named, folded as rulings 19 say */
  uint32_t count;            /**< words given */
  uint32_t vague_count;      /**< words that are no region ("back") */
  tr_note_field first_vague; /**< the first of those */
  tr_note_field list;        /**< the array itself, for its pointer */
} tr_note_regions;

/** One entry of "services". Words (kind, method ...) are text fields. */
typedef struct tr_service {
  const struct tr_note *note;
  int32_t index;
  tr_note_field self;        /**< pointer to the entry */
  tr_note_field code;        /**< code */
  tr_note_field kind;        /**< word: cmt, traction, manual ... */
  tr_note_field method;      /**< word */
  tr_note_field device_kind; /**< word */
  tr_note_field device_name; /**< text */
  tr_note_field fda_cleared; /**< flag */
  tr_note_regions areas;
  tr_note_field side;          /**< word */
  tr_note_field mode;          /**< word */
  tr_note_field force;         /**< number, in force_unit */
  tr_note_field force_unit;    /**< word: lb, kg, N, %bw */
  tr_note_field angle_degrees; /**< number */
  tr_note_field position;      /**< word */
  tr_note_field start;         /**< time: minutes after midnight, thousandths */
  tr_note_field end;           /**< time: minutes after midnight, thousandths */
  tr_note_field minutes;       /**< number */
  tr_note_field by;            /**< word */
  tr_note_field rationale;     /**< text */
  tr_note_field goal;          /**< text: id of a goal of the plan */
  tr_note_field response;      /**< text */
  tr_note_field primary;       /**< flag */
  tr_note_field one_on_one;    /**< flag */
  tr_note_field precaution;    /**< text: a precaution taken, where given */
} tr_service;

typedef struct tr_note_diagnosis {
  const struct tr_note *note;
  tr_note_field code;   /**< code, dot left out */
  tr_note_field status; /**< word: active, resolved, history; absent = active */
} tr_note_diagnosis;

typedef struct tr_note_segment {
  const struct tr_note *note;
  tr_note_field self;
  tr_note_field level;  /**< word: L5, SI ... */
  tr_note_field region; /**< word as written */
  tr_regions regions;   /**< of region, else of level; 0 when neither says */
  tr_note_field pain, asymmetry, range, tissue; /**< flags: letter in "part" */
  tr_note_field part;                           /**< the "part" array itself */
  tr_note_field adjusted;                       /**< flag */
} tr_note_segment;

typedef struct tr_note_outcome {
  const struct tr_note *note;
  tr_note_field instrument; /**< word */
  tr_note_field score, max; /**< numbers */
  tr_note_field date;       /**< date */
} tr_note_outcome;

typedef struct tr_exam_finding {
  const struct tr_note *note;
  tr_note_field test;     /**< text */
  tr_note_field side;     /**< word */
  tr_note_field positive; /**< flag */
} tr_exam_finding;

typedef struct tr_plan_item {
  const struct tr_note *note;
  tr_note_field code; /**< code */
  tr_note_regions areas;
  tr_note_field per_week, minutes, visits; /**< numbers */
} tr_plan_item;

typedef struct tr_goal {
  const struct tr_note *note;
  tr_note_field id, text, measure; /**< text */
  tr_note_field target;            /**< number */
} tr_goal;

typedef struct tr_override {
  const struct tr_note *note;
  tr_note_field rule;   /**< text: id or slug */
  tr_note_field reason; /**< text */
  tr_note_field by;     /**< text: NPI */
  tr_note_field at;     /**< text: time; number is its day, or 0 */
} tr_override;

typedef struct tr_addendum {
  const struct tr_note *note;
  tr_note_field at, author, text; /**< text; number of `at` is its day, or 0 */
} tr_addendum;

typedef struct tr_note {
  const char *file;              /**< as given, NUL-terminated */
  uint64_t line;                 /**< line of the file it begins on, from 1 */
  tr_note_field self;            /**< the whole note, pointer "" */
  uint32_t span_start, span_end; /**< bytes of `self` that are meant, where it
                                      is a text; else 0 */
  tr_note_field format;          /**< text: traction-note/1 */
  tr_note_field id;              /**< text */
  tr_note_field claim;           /**< text: CLM01 */
  tr_note_field patient_id;      /**< text */
  tr_note_field born;            /**< date */
  tr_note_field sex;             /**< code F, M, U */
  tr_note_field weight;          /**< number, in weight_unit */
  tr_note_field weight_unit;     /**< word: lb, kg */
  tr_note_field date_of_service; /**< date */
  tr_note_field author_npi;      /**< text */
  tr_note_field author_name;     /**< text */
  tr_note_field credentials;     /**< text */
  tr_note_field signed_at;       /**< date of the signature, local part */
  tr_note_field subjective, objective, assessment, plan; /**< text */
  tr_note_field pain_before, pain_after;                 /**< numbers 0-10 */
  tr_note_field exam;                                    /**< the object */
  tr_note_field separate_problem; /**< exam.separate_problem, text or flag */
  tr_note_field screened;         /**< contraindications_screened, date */
  tr_note_field plan_of_care;     /**< the object; absent when null */
  tr_note_field plan_start, plan_end;      /**< dates */
  tr_note_field plan_visits, visit_number; /**< numbers */
  tr_note_field re_exam_due;               /**< date */
  tr_note_field phase;                     /**< word */
  tr_note_field abn;                       /**< the value; absent when null */
  tr_note_field prior_care_weeks;          /**< number */
  tr_note_field prior_care_kinds; /**< text: the words, joined by blanks */
  tr_note_field authorization_id; /**< text */
  tr_note_field authorization_from, authorization_to; /**< dates */
  tr_note_field authorization_visits;                 /**< number */
  tr_service *services;
  uint32_t service_count;
  tr_note_diagnosis *diagnoses;
  uint32_t diagnosis_count;
  tr_note_segment *segments;
  uint32_t segment_count;
  tr_note_outcome *outcomes;
  uint32_t outcome_count;
  tr_exam_finding *exam_findings;
  uint32_t exam_finding_count;
  tr_plan_item *plan_items;
  uint32_t plan_item_count;
  tr_goal *goals;
  uint32_t goal_count;
  tr_override *overrides;
  uint32_t override_count;
  tr_addendum *addenda;
  uint32_t addendum_count;
  /* The arrays themselves, for their place; where one is TR_FIELD_UNREADABLE
   * its count of 0 says nothing. */
  tr_note_field service_list, diagnosis_list, segment_list, outcome_list;
  tr_note_field exam_finding_list, plan_item_list, goal_list;
  tr_note_field override_list, addendum_list;
} tr_note;

/** @return Whether the field holds a value. */
static inline bool tr_note_known(const tr_note_field *field) {
  return field->state == TR_FIELD_KNOWN;
}

#endif
