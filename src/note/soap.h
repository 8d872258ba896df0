/* A plain SOAP note, as chiropractors keep them, read into the keys of
 * traction-note/1. A grammar of the field, not of English: what it does not
 * know it leaves alone, and where two readings are possible it takes neither.
 * Nothing is invented: every value has the bytes of the text it came from. */
#ifndef TR_NOTE_SOAP_H
#define TR_NOTE_SOAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/region.h"
#include "base/status.h"
#include "base/str.h"
#include "note/note.h"
#include "note/text_search.h"

enum {
  TR_SOAP_BYTES = 1 << 20,   /**< most bytes of a text */
  TR_SOAP_ARENA = 256 << 20, /**< arena bytes that any such text needs at most;
                                  an ordinary one needs far below 1 MiB */
  TR_SOAP_SERVICES = 64,     /**< most entries of each list; what is more is
                                  left out and said in `doubts` */
  TR_SOAP_DIAGNOSES = 64,
  TR_SOAP_SEGMENTS = 64,
  TR_SOAP_FINDINGS = 128,
  TR_SOAP_OUTCOMES = 32,
  TR_SOAP_ITEMS = 16,
  TR_SOAP_GOALS = 16,
  TR_SOAP_AREAS = 18,
  TR_SOAP_PIECES = 16, /**< most places one section is in */
  TR_SOAP_DOUBTS = 32,
  TR_SOAP_POINTER = 96 /**< bytes that hold any pointer of a draft and a NUL */
};

/** A value found. `text` as the note format writes it. */
typedef struct tr_soap_value {
  tr_str text;    /**< word, date, text; of numbers and flags their JSON */
  tr_span span;   /**< where it was read */
  tr_span second; /**< a second place that it takes; empty: none */
  uint8_t json;   /**< a tr_note_json; TR_NOTE_NONE: not found */
} tr_soap_value;

/** A section of free text, verbatim; in pieces where others stand between. */
typedef struct tr_soap_section {
  tr_span pieces[TR_SOAP_PIECES];
  size_t count;
} tr_soap_section;

/** A list of region words. */
typedef struct tr_soap_areas {
  tr_soap_value words[TR_SOAP_AREAS];
  size_t count;
} tr_soap_areas;

typedef struct tr_soap_service {
  tr_soap_value code, kind, method, device_kind, side, mode, force, force_unit,
      angle, position, start, end, minutes, by, rationale, response, one_on_one;
  tr_soap_areas areas;
} tr_soap_service;

typedef struct tr_soap_segment {
  tr_soap_value level, region, part[4], adjusted; /* part: P, A, R, T */
} tr_soap_segment;

typedef struct tr_soap_finding {
  tr_soap_value test, side, positive;
} tr_soap_finding;

typedef struct tr_soap_outcome {
  tr_soap_value instrument, score, max, date;
} tr_soap_outcome;

typedef struct tr_soap_diagnosis {
  tr_soap_value code, status;
} tr_soap_diagnosis;

typedef struct tr_soap_plan_item {
  tr_soap_value code, per_week, minutes, visits;
  tr_soap_areas areas;
} tr_soap_plan_item;

typedef struct tr_soap_goal {
  tr_soap_value text, measure, target;
} tr_soap_goal;

/** Something that may be read in two ways, and so was not written. */
typedef struct tr_soap_doubt {
  char pointer[TR_SOAP_POINTER]; /**< where it would stand */
  const char *text;              /**< what is in doubt, constant */
  tr_span span;                  /**< the first of the places */
} tr_soap_doubt;

/** What was found in one text. Lives in its arena; borrows the text. */
typedef struct tr_soap_draft {
  tr_str text;
  tr_soap_value date_of_service, author_name, credentials, author_npi,
      signed_at, born, sex, weight, weight_unit, pain_before, pain_after,
      screened, abn, visits, visit_number, re_exam_due, phase, plan_start,
      plan_end;
  tr_soap_section subjective, objective, assessment, plan;
  tr_soap_outcome outcomes[TR_SOAP_OUTCOMES];
  tr_soap_diagnosis diagnoses[TR_SOAP_DIAGNOSES];
  tr_soap_segment segments[TR_SOAP_SEGMENTS];
  tr_soap_finding findings[TR_SOAP_FINDINGS];
  tr_soap_service services[TR_SOAP_SERVICES];
  tr_soap_plan_item plan_items[TR_SOAP_ITEMS];
  tr_soap_goal goals[TR_SOAP_GOALS];
  tr_soap_doubt doubts[TR_SOAP_DOUBTS];
  size_t outcome_count, diagnosis_count, segment_count, finding_count,
      service_count, plan_item_count, goal_count, doubt_count;
} tr_soap_draft;

/**
 * Whether bytes can be a note at all: not empty, no NUL, few control bytes.
 *
 * @param text Borrowed.
 */
bool tr_soap_is_text(tr_str text);

/**
 * Read a note. Time and memory are linear in the length of the text.
 *
 * @param      arena Holds the draft; TR_SOAP_ARENA bytes are enough.
 * @param      text  Any bytes; borrowed by the draft.
 * @param[out] draft Set only on TR_OK.
 * @return TR_OK; TR_ELIMIT beyond TR_SOAP_BYTES; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_soap_read(tr_arena *arena, tr_str text,
                                    tr_soap_draft **draft);

/** What tr_soap_walk() tells of a draft, in the order of its keys. */
typedef struct tr_soap_watch {
  void *context; /**< handed to each */
  /** An object or array opens under a key; the key is empty within an array. */
  void (*open)(void *context, tr_str key, bool array);
  void (*close)(void *context, bool array);
  /** A value found. `pointer` is NUL-terminated; both live for the call. */
  void (*value)(void *context, tr_str key, const char *pointer,
                const tr_soap_value *value);
  /** A value that was not found; may be NULL. */
  void (*absent)(void *context, tr_str key);
  /** A section of free text found. */
  void (*section)(void *context, tr_str key, const char *pointer,
                  const tr_soap_section *section);
} tr_soap_watch;

/**
 * Go through what a draft holds, objects and lists without a value left out;
 * format and id are not the draft's.
 *
 * @param watch All of its functions are called; with `absent` set, keys that
 *              were not found are told too, but for those of entries that are
 *              not there.
 */
void tr_soap_walk(const tr_soap_draft *draft, const tr_soap_watch *watch);

#endif
