/* Dates and times of day as people write them; month before day, as in the
 * United States, unless the first number can only be a day. */
#include "note/soap_parts.h"

static const tr_soap_token *token_at(const tr_soap *soap, size_t at) {
  return at < soap->token_count ? &soap->tokens[at] : NULL;
}

static bool is_number(const tr_soap_token *token, size_t most_digits) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_NUMBER &&
         token->end - token->start <= most_digits && token->number % 1000 == 0;
}

static bool is_sign(const tr_soap_token *token, char sign) {
  return token != NULL && token->kind == TR_SOAP_TOKEN_SIGN &&
         token->sign == sign;
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* Fill a date item; `digits` are those of the year as written. */
static bool make_date(int64_t year, int64_t month, int64_t day, size_t digits,
                      tr_soap_item *item) {
  if (digits == 2)
    year += year < 50 ? 2000 : 1900;
  else if (digits != 4)
    return false;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > days_in((int)year, (int)month))
    return false;
  item->shape = TR_SOAP_DATE;
  item->amount = tr_day_of((int)year, (int)month, (int)day);
  item->most = digits == 2;
  return true;
}

static size_t digits_of(const tr_soap_token *token) {
  return token->end - token->start;
}

static bool numbers_date(const tr_soap_token *a, const tr_soap_token *b,
                         const tr_soap_token *c, tr_soap_item *item) {
  const int64_t x = a->number / 1000, y = b->number / 1000,
                z = c->number / 1000;
  if (digits_of(a) == 4) return make_date(x, y, z, 4, item);
  if (digits_of(a) > 2 || digits_of(b) > 2) return false;
  if (x > 12) return make_date(z, y, x, digits_of(c), item);
  return make_date(z, x, y, digits_of(c), item);
}

/* 6/12/26, 2026-06-12: the same sign twice, all of it written together. */
static size_t signed_date(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *t[5];
  for (size_t i = 0; i < 5; i++) {
    t[i] = token_at(soap, at + i);
    if (t[i] == NULL || (i > 0 && t[i]->gap)) return 0;
  }
  if (!is_number(t[0], 4) || !is_number(t[2], 2) || !is_number(t[4], 4) ||
      t[1]->kind != TR_SOAP_TOKEN_SIGN || t[1]->sign != t[3]->sign ||
      (t[1]->sign != '/' && t[1]->sign != '-' && t[1]->sign != '.'))
    return 0;
  const tr_soap_token *after = token_at(soap, at + 5);
  if (after != NULL && !after->gap &&
      (is_sign(after, t[1]->sign) && t[1]->sign != '.'))
    return 0;
  return numbers_date(t[0], t[2], t[4], item) ? 5 : 0;
}

/* 6.12.26: the lexer took the first point for a fraction. */
static size_t pointed_date(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *a = token_at(soap, at), *b = token_at(soap, at + 1),
                      *c = token_at(soap, at + 2);
  if (a == NULL || a->kind != TR_SOAP_TOKEN_NUMBER || !is_sign(b, '.') ||
      b->gap || !is_number(c, 4) || c->gap)
    return 0;
  size_t point = a->start;
  int64_t parts[2] = {0, 0};
  size_t part = 0;
  if (a->end - a->start > 5) return 0;
  for (; point < a->end; point++) {
    const char sign = soap->text.p[point];
    if (sign == '.')
      part++;
    else if (sign < '0' || sign > '9' || part > 1)
      return 0;
    else
      parts[part] = parts[part] * 10 + (sign - '0');
  }
  if (part != 1) return 0;
  return make_date(c->number / 1000, parts[0], parts[1], digits_of(c), item)
             ? 3
             : 0;
}

static bool is_ordinal(const tr_soap *soap, const tr_soap_token *token) {
  static const char *const ends[] = {"st", "nd", "rd", "th"};
  if (token == NULL || token->kind != TR_SOAP_TOKEN_WORD || token->gap)
    return false;
  const tr_str word = {soap->text.p + token->start, digits_of(token)};
  for (size_t i = 0; i < 4; i++)
    if (tr_str_eq_nocase(word, tr_str_of(ends[i]))) return true;
  return false;
}

static size_t skip_between(const tr_soap *soap, size_t at) {
  const tr_soap_token *token = token_at(soap, at);
  if (is_sign(token, ',') || is_sign(token, '-') || is_sign(token, '.') ||
      is_sign(token, '\''))
    return at + 1;
  return at;
}

/* June 12, 2026; Jun 12th 26 */
static size_t month_first(const tr_soap *soap, size_t at, tr_soap_item *item) {
  size_t n = 0;
  const tr_soap_row *month = tr__soap_phrase_at(soap, at, TR_SOAP_MONTH, &n);
  if (month == NULL) return 0;
  size_t next = skip_between(soap, at + n);
  const tr_soap_token *day = token_at(soap, next);
  if (!is_number(day, 2) || day->breaks > 1) return 0;
  next++;
  if (is_ordinal(soap, token_at(soap, next))) next++;
  next = skip_between(soap, next);
  const tr_soap_token *year = token_at(soap, next);
  if (!is_number(year, 4) || year->breaks > 1) return 0;
  if (digits_of(year) == 2 && !is_sign(token_at(soap, next - 1), '\'') &&
      !is_sign(token_at(soap, next - 1), '-') &&
      !is_sign(token_at(soap, next - 1), ','))
    return 0;
  int64_t number = 0;
  for (const char *c = month->first; *c != '\0'; c++)
    number = number * 10 + (*c - '0');
  return make_date(year->number / 1000, number, day->number / 1000,
                   digits_of(year), item)
             ? next + 1 - at
             : 0;
}

/* 12 June 2026, 12-Jun-26, 12th of June, 2026 */
static size_t day_first(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *day = token_at(soap, at);
  if (!is_number(day, 2)) return 0;
  size_t next = at + 1, n = 0;
  if (is_ordinal(soap, token_at(soap, next))) next++;
  const tr_soap_token *of = token_at(soap, next);
  if (of != NULL && of->kind == TR_SOAP_TOKEN_WORD &&
      tr_str_eq_nocase((tr_str){soap->text.p + of->start, digits_of(of)},
                       TR_STR("of")))
    next++;
  next = skip_between(soap, next);
  const tr_soap_row *month = tr__soap_phrase_at(soap, next, TR_SOAP_MONTH, &n);
  if (month == NULL) return 0;
  next = skip_between(soap, next + n);
  const tr_soap_token *year = token_at(soap, next);
  if (!is_number(year, 4)) return 0;
  int64_t number = 0;
  for (const char *c = month->first; *c != '\0'; c++)
    number = number * 10 + (*c - '0');
  return make_date(year->number / 1000, number, day->number / 1000,
                   digits_of(year), item)
             ? next + 1 - at
             : 0;
}

/* 20260612 */
static size_t digits_date(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *token = token_at(soap, at);
  if (!is_number(token, 8) || digits_of(token) != 8) return 0;
  const int64_t value = token->number / 1000;
  return make_date(value / 10000, value / 100 % 100, value % 100, 4, item) ? 1
                                                                           : 0;
}

size_t tr__soap_date_at(const tr_soap *soap, size_t at, tr_soap_item *item) {
  size_t n = signed_date(soap, at, item);
  if (n == 0) n = digits_date(soap, at, item);
  if (n == 0) n = pointed_date(soap, at, item);
  if (n == 0) n = month_first(soap, at, item);
  if (n == 0) n = day_first(soap, at, item);
  return n;
}

/* --- Times of day --------------------------------------------------------- */

typedef enum half { NO_HALF, MORNING, AFTERNOON, WHOLE_DAY } half;

static half half_at(const tr_soap *soap, size_t at, size_t *tokens) {
  size_t n = 0;
  *tokens = 0;
  const tr_soap_token *token = token_at(soap, at);
  if (token == NULL || token->breaks > 0) return NO_HALF;
  const tr_soap_row *row = tr__soap_phrase_at(soap, at, TR_SOAP_CLOCK, &n);
  if (row != NULL) {
    *tokens = n;
    return row->first[0] == 'a'   ? MORNING
           : row->first[0] == 'p' ? AFTERNOON
                                  : WHOLE_DAY;
  }
  if (token->kind != TR_SOAP_TOKEN_WORD || token->gap || digits_of(token) != 1)
    return NO_HALF;
  const char letter = (char)(soap->text.p[token->start] | 32);
  if (letter != 'a' && letter != 'p') return NO_HALF;
  *tokens = 1;
  return letter == 'a' ? MORNING : AFTERNOON;
}

static bool set_time(int64_t hour, int64_t minute, half which,
                     tr_soap_item *item) {
  if (minute > 59 || hour > 23) return false;
  if ((which == MORNING || which == AFTERNOON) && (hour == 0 || hour > 12))
    which = WHOLE_DAY;
  if (which == MORNING && hour == 12) hour = 0;
  if (which == AFTERNOON && hour != 12) hour += 12;
  item->shape = TR_SOAP_TIME;
  item->amount = hour * 60 + minute;
  item->stated = which != NO_HALF || hour > 12;
  return true;
}

size_t tr__soap_time_at(const tr_soap *soap, size_t at, tr_soap_item *item) {
  const tr_soap_token *hour = token_at(soap, at),
                      *colon = token_at(soap, at + 1),
                      *minute = token_at(soap, at + 2);
  size_t n = 0;
  if (!is_number(hour, 2)) return 0;
  if (is_sign(colon, ':') && !colon->gap && is_number(minute, 2) &&
      !minute->gap && digits_of(minute) == 2) {
    size_t next = at + 3;
    const tr_soap_token *more = token_at(soap, next),
                        *second = token_at(soap, next + 1);
    if (is_sign(more, ':') && !more->gap && is_number(second, 2) &&
        !second->gap)
      next += 2;
    const half which = half_at(soap, next, &n);
    return set_time(hour->number / 1000, minute->number / 1000, which, item)
               ? next + n - at
               : 0;
  }
  /* 10 am; "1 p" alone is no time, nor is "6 h" */
  const half which = half_at(soap, at + 1, &n);
  if ((which != MORNING && which != AFTERNOON) || hour->number == 0 ||
      hour->number > 12000 || digits_of(token_at(soap, at + 1)) < 2)
    return 0;
  return set_time(hour->number / 1000, 0, which, item) ? 1 + n : 0;
}
