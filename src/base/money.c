/* Decimal text to whole units and back, with every overflow checked. */
#include "base/money.h"

#include <stdio.h>

enum { DIGITS_MAX = 16 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The pieces of -123.45, once the text is known to follow the grammar. */
typedef struct decimal {
  bool negative;
  tr_str whole;    /* digits before the point, leading zeros cut */
  tr_str fraction; /* digits after the point, trailing zeros cut */
} decimal;

static tr_str take_digits(tr_str *rest) {
  tr_str digits = {rest->p, 0};
  while (digits.n < rest->n && is_digit(rest->p[digits.n])) digits.n++;
  rest->p += digits.n;
  rest->n -= digits.n;
  return digits;
}

static tr_status decimal_split(tr_str text, decimal *parts) {
  decimal d = {0};
  if (text.n > 0 && text.p[0] == '-') {
    d.negative = true;
    text = (tr_str){text.p + 1, text.n - 1};
  }
  if (text.n == 0) return TR_ESYNTAX;

  d.whole = take_digits(&text);
  if (text.n > 0 && text.p[0] == '.') {
    text = (tr_str){text.p + 1, text.n - 1};
    d.fraction = take_digits(&text);
  }
  if (text.n > 0 || d.whole.n + d.fraction.n == 0) return TR_ESYNTAX;

  while (d.whole.n > 0 && d.whole.p[0] == '0') {
    d.whole.p++;
    d.whole.n--;
  }
  while (d.fraction.n > 0 && d.fraction.p[d.fraction.n - 1] == '0')
    d.fraction.n--;
  *parts = d;
  return TR_OK;
}

/* Read a decimal in units of 10^-places. */
static tr_status decimal_read(tr_str text, size_t places, int64_t *value) {
  decimal d;
  const tr_status status = decimal_split(text, &d);
  if (status != TR_OK) return status;
  if (d.fraction.n > places || d.whole.n + d.fraction.n > DIGITS_MAX)
    return TR_ERANGE;

  int64_t sum = 0;
  for (size_t i = 0; i < d.whole.n + places; i++) {
    int digit = 0;
    if (i < d.whole.n) {
      digit = d.whole.p[i] - '0';
    } else if (i - d.whole.n < d.fraction.n) {
      digit = d.fraction.p[i - d.whole.n] - '0';
    }
    if (__builtin_mul_overflow(sum, 10, &sum) ||
        __builtin_add_overflow(sum, digit, &sum))
      return TR_ERANGE;
  }
  *value = d.negative ? -sum : sum;
  return TR_OK;
}

tr_status tr_cents_read(tr_str text, tr_cents *cents) {
  return decimal_read(text, 2, cents);
}

tr_status tr_quantity_read(tr_str text, int64_t *thousandths) {
  return decimal_read(text, 3, thousandths);
}

size_t tr_cents_text(tr_cents cents, char *text) {
  /* The magnitude of INT64_MIN fits only an unsigned integer. */
  const uint64_t size = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
  const int length =
      snprintf(text, TR_CENTS_TEXT, "%s%llu.%02u", cents < 0 ? "-" : "",
               (unsigned long long)(size / 100), (unsigned)(size % 100));
  return (size_t)length;
}

tr_status tr_cents_add(tr_cents a, tr_cents b, tr_cents *sum) {
  tr_cents both;
  if (__builtin_add_overflow(a, b, &both)) return TR_ERANGE;
  *sum = both;
  return TR_OK;
}
