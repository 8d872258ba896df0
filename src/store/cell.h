/* A value on its way into a store or out of it. */
#ifndef TR_STORE_CELL_H
#define TR_STORE_CELL_H

#include <stdint.h>

#include "base/date.h"
#include "base/str.h"

typedef enum tr_cell_kind {
  TR_CELL_NULL = 0,
  TR_CELL_INTEGER,
  TR_CELL_TEXT,
  TR_CELL_BYTES
} tr_cell_kind;

/** One value; text and bytes are borrowed. */
typedef struct tr_cell {
  tr_cell_kind kind;
  int64_t integer; /**< cents, days, thousandths, flags, counts, ids */
  tr_str text;     /**< of TR_CELL_TEXT and TR_CELL_BYTES */
} tr_cell;

/** @return Nothing: not known, not sent. */
static inline tr_cell tr_cell_null(void) {
  return (tr_cell){TR_CELL_NULL, 0, {NULL, 0}};
}

/** @return A whole number. */
static inline tr_cell tr_cell_integer(int64_t number) {
  return (tr_cell){TR_CELL_INTEGER, number, {NULL, 0}};
}

/** @return A text; one of no bytes is nothing. */
static inline tr_cell tr_cell_text(tr_str text) {
  return text.n == 0 ? tr_cell_null() : (tr_cell){TR_CELL_TEXT, 0, text};
}

/** @return Bytes, also none. */
static inline tr_cell tr_cell_bytes(tr_str bytes) {
  return (tr_cell){TR_CELL_BYTES, 0, bytes};
}

/** @return A day as a number; TR_DAY_MIN is nothing. */
static inline tr_cell tr_cell_day(tr_day day) {
  return day == TR_DAY_MIN ? tr_cell_null() : tr_cell_integer(day);
}

/** @return The day of a value; TR_DAY_MIN where it is nothing. */
static inline tr_day tr_cell_as_day(const tr_cell *value) {
  return value->kind == TR_CELL_INTEGER ? (tr_day)value->integer : TR_DAY_MIN;
}

#endif
