/* Elements of the segment at hand as fields of the model. Each function sets
 * a whole field, absent, known or unreadable, where it lies in the model; what
 * is not of its type is told of (TRX0109) and never half read. Not for use
 * outside src/claim. */
#ifndef TR_CLAIM_DECODE_H
#define TR_CLAIM_DECODE_H

#include "claim/builder.h"

enum { TR_PARTS = 8 /**< components of a composite that are looked at */ };

/** A composite element, split. */
typedef struct tr_parts {
  tr_str part[TR_PARTS];
  unsigned count;   /* of part; further components are not looked at */
  unsigned element; /* its number */
  tr_str whole;     /* the element */
} tr_parts;

/** Pack a code in upper case; 0 when it is longer than TR_CODE_BYTES. */
tr_code tr__pack_upper(tr_str text);

/**
 * Say of fields that lie side by side that their segment is missing.
 *
 * @param entity   What holds them.
 * @param from, to offsetof() of the first and the last.
 * @param opener   Segment that opens their loop.
 */
void tr__missing_fill(void *entity, size_t from, size_t to, uint16_t opener);

/** An element as text. @param element From 1. */
void tr__text(tr_builder *builder, unsigned element, tr_field *field);

/** An element as a code. */
void tr__code(tr_builder *builder, unsigned element, tr_field *field);

/** An element as money. @param meaning What it is, in words; constant. */
void tr__money(tr_builder *builder, unsigned element, const char *meaning,
               tr_field *field);

/** An element as a number in thousandths. @param meaning As above. */
void tr__number(tr_builder *builder, unsigned element, const char *meaning,
                tr_field *field);

/** An element as a date CCYYMMDD; left out where it is none. */
void tr__date(tr_builder *builder, unsigned element, tr_field *field);

/**
 * An element whose shape another one names.
 *
 * @param      format  D8, RD8 or DT: the code before it.
 * @param[out] from, to The day; of RD8 the two days.
 */
void tr__period(tr_builder *builder, const tr_field *format, unsigned element,
                tr_field *from, tr_field *to);

/** Split a composite. */
void tr__split(tr_builder *builder, unsigned element, tr_parts *parts);

/** A component as text. @param n From 1. */
void tr__part_text(tr_builder *builder, const tr_parts *parts, unsigned n,
                   tr_field *field);

/** A component as a code. */
void tr__part_code(tr_builder *builder, const tr_parts *parts, unsigned n,
                   tr_field *field);

/** A component as a number in thousandths. */
void tr__part_number(tr_builder *builder, const tr_parts *parts, unsigned n,
                     const char *meaning, tr_field *field);

/** A component as a diagnosis code: any dot left out of `number`. */
void tr__part_diagnosis(tr_builder *builder, const tr_parts *parts, unsigned n,
                        tr_field *field);

/**
 * Tell of an unreadable value now.
 *
 * @param unit    Holds the field and its bytes.
 * @param claim   The claim it is part of, with its bytes, or NULL.
 */
void tr__tell(const tr_builder *builder, const tr_unit *unit,
              const tr_pending *pending, const tr_claim *claim);

/** @return Whether a value holds a byte the reader reported. */
bool tr__is_odd(tr_str value);

#endif
