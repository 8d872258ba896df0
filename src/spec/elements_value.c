/* Judges one value by its definition: type, then length, then code list. */
#include "spec/elements_value.h"

#include "base/date.h"

enum { DATE_BYTES = 8, SHORT_DATE_BYTES = 6, DASHED_DATE_BYTES = 10 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool all_digits(tr_str text) {
  for (size_t i = 0; i < text.n; i++)
    if (!is_digit(text.p[i])) return false;
  return true;
}

static tr_str part_of(tr_str text, size_t from, size_t n) {
  return (tr_str){text.p + from, n};
}

/* ------------------------------------------------------------------ numbers */

/* Digits with a minus before them, and one point among them or at either end
 * where it is a decimal. Only digits count as length. */
static bool is_number(tr_str value, bool decimal, size_t *digits) {
  size_t at = value.p[0] == '-' ? 1 : 0;
  bool point = false;
  *digits = 0;
  for (; at < value.n; at++) {
    if (is_digit(value.p[at]))
      ++*digits;
    else if (value.p[at] == '.' && decimal && !point)
      point = true;
    else
      return false;
  }
  return *digits > 0;
}

/* -------------------------------------------------------- dates and times */

/* The calendar repeats after this many years; tr_day begins later than year 1.
 */
enum { CYCLE_YEARS = 400, CYCLES = 5 };

static bool is_date(tr_str value) {
  tr_day day;
  if (tr_day_read(value, &day) == TR_OK) return true;
  if (value.n != DATE_BYTES || !all_digits(value)) return false;
  unsigned year = 0;
  for (size_t i = 0; i < 4; i++)
    year = year * 10 + (unsigned)(value.p[i] - '0');
  if (year == 0) return false;
  if (year < CYCLE_YEARS * CYCLES) year += CYCLE_YEARS * CYCLES;
  const char text[DATE_BYTES] = {(char)('0' + year / 1000),
                                 (char)('0' + year / 100 % 10),
                                 (char)('0' + year / 10 % 10),
                                 (char)('0' + year % 10),
                                 value.p[4],
                                 value.p[5],
                                 value.p[6],
                                 value.p[7]};
  return tr_day_read((tr_str){text, DATE_BYTES}, &day) == TR_OK;
}

/* The century of a date of six digits is not sent; it is this one. */
static bool is_short_date(tr_str value) {
  char text[DATE_BYTES] = {'2', '0'};
  if (value.n != SHORT_DATE_BYTES) return false;
  memcpy(text + 2, value.p, SHORT_DATE_BYTES);
  return is_date((tr_str){text, DATE_BYTES});
}

static unsigned two_digits(const char *p) {
  return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* HHMM, HHMMSS, and tenths or hundredths of a second after that. */
static bool is_time(tr_str value) {
  if ((value.n != 4 && (value.n < 6 || value.n > 8)) || !all_digits(value))
    return false;
  if (two_digits(value.p) > 23 || two_digits(value.p + 2) > 59) return false;
  return value.n == 4 || two_digits(value.p + 4) <= 59;
}

static bool is_range(tr_str value) {
  return value.n == 2 * DATE_BYTES + 1 && value.p[DATE_BYTES] == '-' &&
         is_date(part_of(value, 0, DATE_BYTES)) &&
         is_date(part_of(value, DATE_BYTES + 1, DATE_BYTES));
}

/* CCYYMMDDHHMM. */
static bool is_date_time(tr_str value) {
  return value.n == DATE_BYTES + 4 && is_date(part_of(value, 0, DATE_BYTES)) &&
         is_time(part_of(value, DATE_BYTES, 4));
}

/* 2026-06-12 becomes 20260612: the same date without its dashes. */
static void mend_date(tr_str value, tr__flawed *flawed) {
  if (value.n != DASHED_DATE_BYTES || value.p[4] != '-' || value.p[7] != '-')
    return;
  memcpy(flawed->mend, value.p, 4);
  memcpy(flawed->mend + 4, value.p + 5, 2);
  memcpy(flawed->mend + 6, value.p + 8, 2);
  flawed->mend_bytes = DATE_BYTES;
  flawed->mends = is_date((tr_str){flawed->mend, DATE_BYTES});
}

static tr__flaw judge_date(tr_str value, tr__flawed *flawed) {
  if (is_date(value)) return TR__FLAW_NONE;
  mend_date(value, flawed);
  return TR__FLAW_DATE;
}

/* Forms that no guide here uses are taken as they are. */
static tr__flaw judge_period(tr_str value, tr_str format, tr__flawed *flawed) {
  if (tr_str_eq(format, TR_STR("D8"))) return judge_date(value, flawed);
  if (tr_str_eq(format, TR_STR("RD8")))
    return is_range(value) ? TR__FLAW_NONE : TR__FLAW_PERIOD;
  if (tr_str_eq(format, TR_STR("TM")))
    return value.n == 4 && is_time(value) ? TR__FLAW_NONE : TR__FLAW_TIME;
  if (tr_str_eq(format, TR_STR("DT")))
    return is_date_time(value) ? TR__FLAW_NONE : TR__FLAW_PERIOD;
  if (tr_str_eq(format, TR_STR("D6")))
    return is_short_date(value) ? TR__FLAW_NONE : TR__FLAW_DATE;
  return TR__FLAW_NONE;
}

/* -------------------------------------------------------------------- codes */

bool tr__value_listed(const tr_spec_element *element, tr_str value) {
  return element->codes == NULL || tr_spec_has(element->codes, value) ||
         (element->read != NULL && tr_spec_has(element->read, value));
}

static tr__flaw judge_code(const tr_spec_element *element, tr_str value,
                           tr__flawed *flawed) {
  if (tr__value_listed(element, value)) return TR__FLAW_NONE;
  if (value.n > TR__MEND_BYTES) return TR__FLAW_CODE;
  for (size_t i = 0; i < value.n; i++) {
    const char c = value.p[i];
    flawed->mend[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  }
  flawed->mend_bytes = value.n;
  flawed->mends = tr__value_listed(element, (tr_str){flawed->mend, value.n});
  return TR__FLAW_CODE;
}

/* ------------------------------------------------------------------- values */

tr__flaw tr__value_judge(const tr_spec_element *element, tr_str value,
                         tr_str format, tr__flawed *flawed) {
  tr__flaw flaw = TR__FLAW_NONE;
  size_t length = value.n;
  flawed->mends = false;
  switch ((tr_spec_type)element->type) {
    case TR_TYPE_AN:
    case TR_TYPE_ID:
    case TR_TYPE_COMPOSITE:
      break;
    case TR_TYPE_N0:
      if (!is_number(value, false, &length)) return TR__FLAW_NUMBER;
      break;
    case TR_TYPE_R:
      if (!is_number(value, true, &length)) return TR__FLAW_DECIMAL;
      break;
    case TR_TYPE_DT:
      if (element->most == SHORT_DATE_BYTES)
        return is_short_date(value) ? TR__FLAW_NONE : TR__FLAW_DATE;
      flaw = judge_date(value, flawed);
      break;
    case TR_TYPE_TM:
      if (!is_time(value)) return TR__FLAW_TIME;
      break;
    case TR_TYPE_PERIOD:
      flaw = judge_period(value, format, flawed);
      break;
  }
  if (flaw != TR__FLAW_NONE) return flaw;
  flawed->length = length;
  /* what a list may still say is said by it: a code of another length */
  const bool listed = element->codes != NULL && element->lenient;
  if (length < element->least && !listed) return TR__FLAW_SHORT;
  if (length > element->most && !listed) return TR__FLAW_LONG;
  return element->codes == NULL ? TR__FLAW_NONE
                                : judge_code(element, value, flawed);
}
