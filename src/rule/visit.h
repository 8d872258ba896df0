/* What is derived of a claim before its rules are evaluated: its days of
 * service with the lines of earlier claims of the input, the NCCI rows in
 * force among them, the notes and their services, minutes and units. Built
 * once for each claim; rules only read it. */
#ifndef TR_RULE_VISIT_H
#define TR_RULE_VISIT_H

#include "base/region.h"
#include "claim/claim.h"
#include "note/note.h"
#include "rule/course.h"
#include "rule/history.h"
#include "rule/service_match.h"
#include "rule/units.h"
#include "table/table.h"

struct tr_profile_view;

enum {
  TR_VISIT_REACH = 100 /**< a line is compared with as many before it on its
                            day; a claim has at most 50 lines by its guide */
};

/** An NCCI row in force for two lines of one day. */
typedef struct tr_edit {
  const tr_line *column1, *column2;
  int32_t indicator;     /**< 0 or 1 */
  const char *rationale; /**< constant text */
} tr_edit;

/** One date of service of the claim. */
typedef struct tr_visit_day {
  tr_day date;
  const tr_line **lines;
  uint32_t line_count;    /**< earlier claims' first */
  uint32_t earlier_count; /**< how many of them are of earlier claims */
  const tr_edit *edits;
  uint32_t edit_count;
  const tr_note *note;                   /**< NULL without one */
  const tr_service_codes *service_codes; /**< of note->services */
  bool note_fits;                        /**< no TRD0105 */
  const tr_course *course; /**< earlier notes of the patient; NULL: none */
  const tr_alike *twin;    /**< a note of another patient that reads the same */
  bool units_known;        /**< minutes of every timed line are known */
  int64_t timed_minutes;   /**< thousandths; sum over timed lines */
  int64_t timed_supported; /**< thousandths of units */
  int64_t timed_billed;    /**< thousandths of units */
} tr_visit_day;

/** What is derived of one own line; parallel to claim->lines. */
typedef struct tr_visit_line {
  tr_visit_day *day;             /**< NULL when the date is unreadable */
  const tr_procedure *procedure; /**< of its code on the day, or NULL */
  const tr_service **services;
  uint32_t service_count;
  bool minutes_known;
  int64_t minutes;         /**< thousandths */
  bool units_known;        /**< units_supported holds */
  int64_t units_supported; /**< thousandths */
  tr_regions area;         /**< treated by its services */
  uint32_t edit_count;     /**< edits of the day it takes part in */
} tr_visit_line;

typedef struct tr_visit {
  const tr_claim *claim;
  const struct tr_profile_view *profile;
  const tr_tables *tables;
  tr_visit_day *days;
  uint32_t day_count;   /**< by date */
  tr_visit_line *lines; /**< claim->line_count entries */
  const tr_note **notes;
  uint32_t note_count; /**< of its days, by date */
  bool notes_given;    /**< the run has chart notes at all */
  bool note_elsewhere; /**< its note was taken by another claim (TRD0106) */
  bool charges_known;
  tr_cents charges;     /**< sum of SV102 */
  tr_regions diagnosed; /**< spinal regions of all diagnoses */
} tr_visit;

/** A note that belongs to the claim. */
typedef struct tr_visit_note {
  const tr_note *note;
  bool fits; /**< its date, provider and patient are the claim's */
} tr_visit_note;

/** What a visit is derived from; all of it outlives the visit. */
typedef struct tr_visit_input {
  const tr_pack *pack; /**< its derivations know services; may be NULL */
  const tr_claim *claim;
  const tr_tables *tables;
  const struct tr_profile_view *profile;
  tr_unit_method unit_method; /**< of the profile */
  const tr_history *history;  /**< the claims before it, or NULL */
  const tr_visit_note *notes;
  uint32_t note_count;
  bool notes_given;
  bool note_elsewhere; /**< see tr_visit */
} tr_visit_input;

/**
 * Derive the facts of a claim.
 *
 * @param      arena Holds everything the visit points to.
 * @param[out] visit Set only on TR_OK.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_visit_build(tr_arena *arena,
                                      const tr_visit_input *input,
                                      tr_visit *visit);

/** @return The derived facts of an own line; `line` is of visit->claim. */
static inline tr_visit_line *tr_visit_of_line(const tr_visit *visit,
                                              const tr_line *line) {
  return &visit->lines[line->index];
}

/** @return The first line of a day that line `at` of it is compared with. */
static inline uint32_t tr_visit_first_before(uint32_t at) {
  return at > TR_VISIT_REACH ? at - TR_VISIT_REACH : 0;
}

/**
 * Minutes of a service: time out less time in where both are given and in
 * order, else its minutes.
 *
 * @param[out] minutes Thousandths; set only when true is returned.
 * @return Whether the note says.
 * @source rulings-15
 */
bool tr_service_minutes(const tr_service *service, int64_t *minutes);

#endif
