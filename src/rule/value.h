/* Making values: shared by the evaluator, derived facts and functions. */
#ifndef TR_RULE_VALUE_H
#define TR_RULE_VALUE_H

#include "rule/eval.h"

enum { TR_THOUSAND = 1000 /**< numbers count thousandths */ };

/** @return A known flag, amount, day, packed code or set of regions. */
static inline tr_value tr__known(int64_t number) {
  return (tr_value){.number = number};
}

/** @return A known number. @param whole A plain number. */
static inline tr_value tr__whole(int64_t whole) {
  return (tr_value){.number = whole * TR_THOUSAND};
}

/** @return A value that is not known. @param reasons TR_NO_ bits, not 0. */
static inline tr_value tr__unknown(uint32_t reasons) {
  return (tr_value){.unknown = reasons};
}

/** @return Text; borrowed. @param text Under 4 GiB. */
static inline tr_value tr__text(tr_str text) {
  return (tr_value){.text = text.p, .length = (uint32_t)text.n};
}

/** @return Text of a NUL-terminated string; unknown for NULL. */
static inline tr_value tr__words(const char *words) {
  if (words == NULL) return tr__unknown(TR_NO_DATA);
  return tr__text(tr_str_of(words));
}

/** @return An entity; unknown for NULL. @param reason A TR_NO_ bit. */
static inline tr_value tr__thing(const void *thing, uint32_t reason) {
  if (thing == NULL) return tr__unknown(reason);
  return (tr_value){.thing = thing};
}

/** @return The bytes of a known text value. */
static inline tr_str tr__str_of(tr_value value) {
  return (tr_str){value.text, value.length};
}

/** @return The day whose profile and tables hold: that of the service. */
static inline tr_day tr__day_of(const tr_scope *scope) {
  return scope->service_date != TR_DAY_MIN ? scope->service_date : scope->today;
}

enum { TR_VALUE_TEXT = 256 /**< bytes that hold any value but text */ };

/**
 * Write a value as people read it.
 *
 * @param      value  Known.
 * @param[out] room   At least TR_VALUE_TEXT bytes; not used for text.
 * @return The text, borrowed from `room` or from the value; not made safe.
 */
tr_str tr__value_text(tr_value value, tr_type type, char *room);

#endif
