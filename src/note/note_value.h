/* Values of chart notes from their text: exact numbers, times of day, the
 * local date of a time stamp, a field back to JSON. */
#ifndef TR_NOTE_NOTE_VALUE_H
#define TR_NOTE_NOTE_VALUE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/status.h"
#include "base/str.h"
#include "note/note.h"

/** Numbers of a note are below this many units. */
#define TR_NOTE_NUMBER_MOST INT64_C(1000000000)

/**
 * Read a JSON number as thousandths, exactly; what is finer than a thousandth
 * is rounded to the nearest, half away from zero.
 *
 * @param      text        The number as written ("60", "45.10", "6e1").
 * @param[out] thousandths Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX when it is no JSON number; TR_ERANGE when it is
 *         not below TR_NOTE_NUMBER_MOST either way.
 * @source rfc8259 section 6
 */
TR_NODISCARD tr_status tr_note_number_read(tr_str text, int64_t *thousandths);

/**
 * Read a time of day: HH:MM, or HH:MM:SS whose seconds are left out.
 *
 * @param      text    Borrowed; one digit of the hour is enough.
 * @param[out] minutes After midnight, 0 to 1439; set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX; TR_ERANGE when no such time exists.
 */
TR_NODISCARD tr_status tr_note_time_read(tr_str text, int64_t *minutes);

/**
 * Read the local date of a time stamp: YYYY-MM-DD, optionally followed by T or
 * a blank, a time of day and Z or an offset, which changes nothing.
 *
 * @param      text Borrowed.
 * @param[out] day  Set only on TR_OK.
 * @return TR_OK; TR_ESYNTAX; TR_ERANGE when no such day, time or offset exists.
 * @source rfc3339 section 5.6
 */
TR_NODISCARD tr_status tr_note_stamp_read(tr_str text, tr_day *day);

/**
 * Append a field's value as JSON: text quoted, numbers and flags as written,
 * null for all else.
 *
 * @param field Of a note that still lives.
 * @param buf   Where to; a failure is kept in it.
 */
void tr_note_field_json(const tr_note_field *field, tr_buf *buf);

#endif
