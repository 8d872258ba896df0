/* An implementation guide as data: loops, segments, elements, codes and syntax
 * notes, compiled from spec/ (see spec/README.md) by tools/specc. One
 * definition serves reading, checking, writing and the documentation.
 *
 * A guide is a tree: a loop has children in order, which are segments and
 * loops; its first child is the segment that opens it. Children of the same
 * position may come in any order. Loop 0 is the transaction set: it opens with
 * ST and ends with SE. */
#ifndef TR_SPEC_SPEC_H
#define TR_SPEC_SPEC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/str.h"

enum {
  TR_SPEC_DEPTH = 16,     /**< deepest nesting of loops in any guide */
  TR_SPEC_CHILDREN = 128, /**< most children of a loop in any guide */
  TR_SPEC_KEYS = 2        /**< most elements that tell a segment's siblings
                               apart */
};

/** What the guide says of a segment, loop or element. */
typedef enum tr_usage {
  TR_USAGE_NOT_USED,    /**< must not be sent */
  TR_USAGE_SITUATIONAL, /**< may be sent */
  TR_USAGE_REQUIRED     /**< must be sent where what holds it is sent */
} tr_usage;

/** Types of X12 data elements. */
typedef enum tr_spec_type {
  TR_TYPE_AN,       /**< text */
  TR_TYPE_ID,       /**< code */
  TR_TYPE_N0,       /**< whole number */
  TR_TYPE_R,        /**< decimal number */
  TR_TYPE_DT,       /**< date: CCYYMMDD, or YYMMDD where `most` is 6 */
  TR_TYPE_TM,       /**< time: HHMM, HHMMSS, HHMMSSd, HHMMSSdd */
  TR_TYPE_PERIOD,   /**< date or period in the form the element before it
                         names: D8, RD8, TM, DT (data element 1251) */
  TR_TYPE_COMPOSITE /**< has parts */
} tr_spec_type;

/** A list of values. */
typedef struct tr_spec_codes {
  const tr_code *codes;     /**< packed, sorted; those of up to 8 bytes */
  uint16_t count;           /**< of codes */
  const char *const *texts; /**< longer ones; NULL where there is none */
  uint16_t text_count;      /**< of texts */
} tr_spec_codes;

/** An element of a segment, or a part of a composite, at one place. */
typedef struct tr_spec_element {
  const char *label;  /**< our own words: "patient control number" */
  const char *number; /**< of the data element or composite: "1028", "C023" */
  uint8_t usage;      /**< tr_usage */
  uint8_t type;       /**< tr_spec_type */
  uint16_t least;     /**< characters; of a number its digits */
  uint16_t most;      /**< likewise */
  uint16_t repeats;   /**< most repetitions, usually 1 */
  bool lenient;       /**< a value outside `codes` is a warning */
  bool personal;      /**< tells who a person is: no message shows it */
  const tr_spec_codes *codes; /**< values to write and to read; NULL: any */
  const tr_spec_codes *read;  /**< further values to read, not to write */
  const struct tr_spec_element *parts; /**< of a composite, else NULL */
  uint8_t part_count;
} tr_spec_element;

/** A syntax note: a condition between elements of one segment. */
typedef struct tr_spec_note {
  char kind;           /**< P all or none, R at least one, E at most one,
                            C if the first then all, L if the first then one */
  uint8_t count;       /**< of elements */
  uint8_t elements[6]; /**< element numbers, from 1 */
} tr_spec_note;

/** An element whose value tells a segment from its siblings of that id. */
typedef struct tr_spec_key {
  uint8_t element;            /**< from 1 */
  uint8_t part;               /**< from 1; 0: the whole element */
  const tr_spec_codes *codes; /**< those that mean this segment */
} tr_spec_key;

/** A segment at one place of a guide. */
typedef struct tr_spec_segment {
  tr_code id;
  const char *label; /**< our own words: "billing provider's address" */
  uint8_t usage;     /**< tr_usage */
  uint16_t position; /**< order within its loop */
  uint16_t most;     /**< repeats; 0: any number */
  uint16_t loop;     /**< index of the loop it stands in */
  uint8_t element_count, note_count, key_count;
  const tr_spec_element *elements; /**< [0] is element 01 */
  const tr_spec_note *notes;
  const tr_spec_key *keys; /**< all must hold */
} tr_spec_segment;

/** A child of a loop. */
typedef struct tr_spec_child {
  bool is_loop;
  uint16_t index; /**< in tr_spec.loops or tr_spec.segments */
} tr_spec_child;

/** A loop. */
typedef struct tr_spec_loop {
  const char *id;    /**< "2010AA"; of loop 0 "ST" */
  tr_code code;      /**< id, packed */
  const char *label; /**< our own words: "billing provider" */
  uint8_t usage;     /**< tr_usage */
  uint16_t position; /**< order within its parent */
  uint16_t most;     /**< repeats; 0: any number */
  int16_t parent;    /**< index of the loop around it; -1 of loop 0 */
  uint16_t child_count;
  const tr_spec_child *children; /**< in order; [0] opens the loop */
} tr_spec_loop;

/** A guide. */
typedef struct tr_spec {
  const char *transaction;     /**< ST01: "837" */
  const char *guide;           /**< GS08: "005010X222A1" */
  const char *function;        /**< GS01: "HC" */
  const char *slug;            /**< name of its file: "837p" */
  const char *name;            /**< our own words: "professional claim" */
  const char *const *editions; /**< other GS08 read by it; NULL at its end */
  const tr_spec_loop *loops;
  uint16_t loop_count;
  const tr_spec_segment *segments;
  uint16_t segment_count;
} tr_spec;

/** The guides that are shipped: those of sets, then "control", which has ISA,
 * GS, TA1, GE and IEA as children of its loop 0. */
extern const tr_spec *const tr_specs_builtin[];
extern const uint32_t tr_specs_builtin_count;

/**
 * Find the guide of a set.
 *
 * @param guide       GS08 or ST03: "005010X222A1"; an older or newer edition
 *                    that traction reads finds the guide it is read by.
 * @param transaction ST01, tells 276 from 277 of one guide.
 * @return A constant guide, or NULL.
 */
const tr_spec *tr_spec_find(tr_str guide, tr_str transaction);

/** @return The definition of ISA, GS, TA1, GE or IEA; NULL for another id. */
const tr_spec_segment *tr_spec_control(tr_code id);

/** @return Whether a value is in the list. */
bool tr_spec_has(const tr_spec_codes *codes, tr_str value);

#endif
