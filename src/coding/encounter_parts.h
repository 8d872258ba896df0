/* What the files that write encounters share. */
#ifndef TR_CODING_ENCOUNTER_PARTS_H
#define TR_CODING_ENCOUNTER_PARTS_H

#include "coding/encounter.h"

#define TR_NO_TEXT ((tr_str){NULL, 0})

/* No element is longer than 256: what is cut here is refused as too long. */
enum { TR_ENCOUNTER_TEXT = 300 };

/** Trim and capitalise. @param to At least TR_ENCOUNTER_TEXT bytes.
 * @return A part of `to`. */
tr_str tr__encounter_capitals(tr_str text, char *to);

/** Write a segment of texts, each trimmed and in capitals. */
void tr__encounter_put(tr_writer *writer, const char *id,
                       const tr_str *elements, size_t count);

#define TR_PUT(writer, id, ...)                                    \
  tr__encounter_put((writer), (id), (const tr_str[]){__VA_ARGS__}, \
                    sizeof((const tr_str[]){__VA_ARGS__}) / sizeof(tr_str))

/** Write NM1. @param qualifier NM108; used only where there is an id. */
void tr__encounter_name(tr_writer *writer, const char *role,
                        const tr_encounter_party *party, const char *qualifier,
                        tr_str id);

/** CCYYMMDD. @param text At least TR_DAY_TEXT bytes. @return Empty for
 * TR_DAY_MIN. */
tr_str tr__encounter_day(tr_day day, char *text);

/**
 * Find what the guide's tables cannot refuse: pointers to nothing, no line,
 * units of less than one, charges that are negative or too large a sum.
 *
 * @param[out] total Of the charges; set only where true is returned.
 * @param[out] error Set where false is returned.
 * @return Whether it can be written.
 */
bool tr__encounter_check(const tr_encounter *encounter, tr_cents *total,
                         tr_write_error *error);

/** Write 2300 with its lines. @param total CLM02. */
void tr__encounter_claim(tr_writer *writer, const tr_encounter *encounter,
                         tr_cents total);

#endif
