/* One value of a model (claim, remittance) together with where it stands. */
#ifndef TR_X12_FIELD_H
#define TR_X12_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "base/code.h"
#include "base/str.h"
#include "diag/place.h"
#include "x12/delims.h"

typedef enum tr_field_state {
  TR_FIELD_ABSENT = 0, /**< not sent, or sent empty */
  TR_FIELD_KNOWN,      /**< read; `number` holds it where the type has one */
  TR_FIELD_UNREADABLE, /**< sent, but not of its type: never used as a value */
} tr_field_state;

/**
 * A value. What `number` holds depends on the field: thousandths for numbers,
 * cents for money, a tr_day for dates, a packed tr_code for codes (in upper
 * case; 0 when longer than a tr_code, so that it is in no code set); it is 0
 * for plain text, which is read through tr_unit_text().
 *
 * An absent field of a segment that was sent has the element it would stand
 * in; one whose segment was not sent has the segment that opens its loop (CLM,
 * LX, NM1 ...) and element 0. All zero is an absent field of the first segment.
 */
typedef struct tr_field {
  int64_t number;    /**< see above; 0 unless state is TR_FIELD_KNOWN */
  uint32_t at;       /**< byte offset from the first byte of the unit; of an
                          absent element the spot where it would stand */
  uint16_t length;   /**< bytes as sent */
  uint16_t segment;  /**< index of its segment in the unit */
  uint8_t element;   /**< 1 for XX01; 0 absent with its whole segment */
  uint8_t component; /**< 1 for XX01-1, 0 for the whole element */
  uint8_t state;     /**< a tr_field_state */
} tr_field;

/** One segment of a unit. */
typedef struct tr_unit_segment {
  tr_code id;      /**< "SV1" packed; 0 when malformed */
  uint32_t at;     /**< offset of its first byte from that of the unit */
  uint32_t length; /**< bytes without the terminator */
  int32_t line;    /**< index of the service line it belongs to, or -1 */
  uint32_t number; /**< its ordinal less that of the unit */
  tr_code loop;    /**< the loop it was read in: "2300", "2420A", "ST" */
} tr_unit_segment;

/**
 * A run of segments that is kept as a whole: the segments of a claim, or of
 * one level of the hierarchy above it. Every entity of the model begins with a
 * pointer to its unit, so any of its fields can be placed.
 */
typedef struct tr_unit {
  tr_str bytes;              /**< borrowed, from its first segment on */
  uint64_t offset;           /**< of that byte in the stream */
  uint64_t ordinal;          /**< of the first segment in the file, from 1 */
  tr_unit_segment *segments; /**< in order */
  size_t segment_count;
  const char *file; /**< name as given, NUL-terminated */
  tr_delims delims; /**< what its bytes are split by */
} tr_unit;

/** @return The bytes of a field as sent; empty when absent. */
static inline tr_str tr_unit_text(const tr_unit *unit, const tr_field *field) {
  if (field->state == TR_FIELD_ABSENT) return (tr_str){NULL, 0};
  return (tr_str){unit->bytes.p + field->at, field->length};
}

/**
 * The place of a field; for an absent one a point: where its element stands
 * empty, else the end of the segment it would stand in, with its element named;
 * where the segment itself is missing, the end of the one that opens the loop,
 * without an element.
 *
 * @param unit  Holds the field; borrowed by the place. NULL gives a place
 *              without segment, value and line.
 * @param field A field of an entity of that unit.
 */
tr_place tr_unit_place(const tr_unit *unit, const tr_field *field);

/**
 * The place of a whole segment.
 *
 * @param index Below unit->segment_count; beyond, a place without a segment.
 */
tr_place tr_unit_segment_place(const tr_unit *unit, size_t index);

/**
 * Any value of any segment, for what the model does not name.
 *
 * @param index     Of the segment; beyond the last gives an empty value.
 * @param element   From 1.
 * @param component 0 = the whole element, else from 1.
 * @return The bytes, borrowed from the unit; empty when not sent.
 */
tr_str tr_unit_element(const tr_unit *unit, size_t index, unsigned element,
                       unsigned component);

#endif
