/* A value on its way into a store or out of it. */
#ifndef TR_STORE_STORE_VALUE_H
#define TR_STORE_STORE_VALUE_H

#include <stdint.h>

#include "base/date.h"
#include "base/str.h"

typedef enum tr_value_kind {
  TR_VALUE_NULL = 0,
  TR_VALUE_INTEGER,
  TR_VALUE_TEXT,
  TR_VALUE_BYTES
} tr_value_kind;

/** One value; text and bytes are borrowed. */
typedef struct tr_value {
  tr_value_kind kind;
  int64_t integer; /**< cents, days, thousandths, flags, counts, ids */
  tr_str text;     /**< of TR_VALUE_TEXT and TR_VALUE_BYTES */
} tr_value;

/** @return Nothing: not known, not sent. */
static inline tr_value tr_value_null(void) {
  return (tr_value){TR_VALUE_NULL, 0, {NULL, 0}};
}

/** @return A whole number. */
static inline tr_value tr_value_integer(int64_t number) {
  return (tr_value){TR_VALUE_INTEGER, number, {NULL, 0}};
}

/** @return A text; one of no bytes is nothing. */
static inline tr_value tr_value_text(tr_str text) {
  return text.n == 0 ? tr_value_null() : (tr_value){TR_VALUE_TEXT, 0, text};
}

/** @return Bytes, also none. */
static inline tr_value tr_value_bytes(tr_str bytes) {
  return (tr_value){TR_VALUE_BYTES, 0, bytes};
}

/** @return A day as a number; TR_DAY_MIN is nothing. */
static inline tr_value tr_value_day(tr_day day) {
  return day == TR_DAY_MIN ? tr_value_null() : tr_value_integer(day);
}

/** @return The day of a value; TR_DAY_MIN where it is nothing. */
static inline tr_day tr_value_as_day(const tr_value *value) {
  return value->kind == TR_VALUE_INTEGER ? (tr_day)value->integer : TR_DAY_MIN;
}

#endif
