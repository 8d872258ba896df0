/* Writes X12 by its guide: cuts trailing empties, refuses what would not be
 * read back as it was given, keeps counts and control numbers right.
 *
 *   tr_writer_init(&writer, &out);
 *   tr_write_interchange(&writer, &envelope);
 *   tr_write_group(&writer, spec);
 *   tr_write_set(&writer, spec, TR_STR("0001"));
 *   tr_write_begin(&writer, TR_CODE("BHT"));
 *   tr_write_element(&writer, TR_STR("0019")); ...
 *   tr_write_end(&writer);
 *   tr_write_set_end(&writer); ... _group_end, _interchange_end
 *   if (writer.bad != TR_OK) ... */
#ifndef TR_SPEC_WRITE_H
#define TR_SPEC_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"
#include "spec/spec.h"
#include "spec/walk.h"
#include "x12/delims.h"

enum {
  TR_WRITE_BYTES = 1 << 16, /**< longest segment that is written */
  TR_WRITE_ELEMENTS = 64    /**< most elements of a segment */
};

/** Why a segment was refused. */
typedef struct tr_write_error {
  tr_code segment;
  uint8_t element;    /**< from 1; 0: the segment itself */
  uint8_t part;       /**< from 1; 0: the whole element */
  const char *reason; /**< constant: "holds a delimiter" */
} tr_write_error;

/** What ISA and GS of an interchange say. All borrowed for the call. */
typedef struct tr_write_envelope {
  tr_delims delims;
  tr_str sender_qualifier, sender;     /**< ISA05, ISA06 */
  tr_str receiver_qualifier, receiver; /**< ISA07, ISA08 */
  tr_str date, time;                   /**< CCYYMMDD, HHMM */
  uint32_t control; /**< ISA13; groups count on from it in GS06; 1 to 10^9-1 */
  bool test;        /**< ISA15 is T */
  bool acknowledge; /**< ISA14 is 1 */
  tr_str group_sender, group_receiver; /**< GS02, GS03 */
} tr_write_envelope;

/** A writer; only `bad` and `error` are to be read, the rest is private. */
typedef struct tr_writer {
  tr_status bad;        /**< first failure; nothing is written after it:
                             TR_ENOMEM, TR_ELIMIT, TR_ESYNTAX (refused) */
  tr_write_error error; /**< set where bad is TR_ESYNTAX */
  tr_buf *out;
  tr_delims delims;
  const tr_spec *spec; /* of the open set */
  tr_walk walk;        /* that what is written follows the guide */
  tr_buf line;         /* the segment being put together */
  tr_code id;          /* its id */
  uint8_t element, part;
  uint8_t level; /* what is open: tr_write_level */
  uint32_t control, group_control, groups, sets, segments;
  char set_control[10];
  char group_sender[16], group_receiver[16], date[9], time[5];
} tr_writer;

/** Start writing. @param out Appended to; borrowed until tr_writer_done(). */
void tr_writer_init(tr_writer *writer, tr_buf *out);

/** Free its memory. */
void tr_writer_done(tr_writer *writer);

/** Write ISA. */
void tr_write_interchange(tr_writer *writer, const tr_write_envelope *envelope);

/** Write IEA with its count. */
void tr_write_interchange_end(tr_writer *writer);

/** Write GS for sets of a guide. */
void tr_write_group(tr_writer *writer, const tr_spec *spec);

/** Write GE with its count. */
void tr_write_group_end(tr_writer *writer);

/** Write ST; ST03 only where the guide uses it. @param control ST02. */
void tr_write_set(tr_writer *writer, const tr_spec *spec, tr_str control);

/** Write SE with its count. */
void tr_write_set_end(tr_writer *writer);

/** Begin a segment of the set (or TA1 in the interchange). */
void tr_write_begin(tr_writer *writer, tr_code id);

/**
 * Write the next element; an empty one keeps its place.
 *
 * @param value Refused where it holds a delimiter or a control character.
 */
void tr_write_element(tr_writer *writer, tr_str value);

/** Write the next part of a composite; the first call of a run of parts begins
 * the next element, tr_write_element() or tr_write_end() closes it. */
void tr_write_part(tr_writer *writer, tr_str value);

/** Close the composite at hand, where another composite follows it. */
void tr_write_part_end(tr_writer *writer);

/** Write an amount as X12 does: no leading zeros, no ".00". */
void tr_write_money(tr_writer *writer, int64_t cents);

/** Write a whole number. */
void tr_write_number(tr_writer *writer, uint64_t number);

/** End the segment: trailing empties are cut, then it is judged by the guide;
 * what departs from it is refused (TR_ESYNTAX). */
void tr_write_end(tr_writer *writer);

#endif
