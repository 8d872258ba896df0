/* Which texts are a number, a time or a stamp of a note, and their value. */
#include "note/note_value.h"

#include <stdbool.h>

#include "base/json_write.h"
#include "note/note_source.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes of digits at the start of a text. */
static size_t digits_at(tr_str text, size_t at) {
  size_t n = 0;
  while (at + n < text.n && is_digit(text.p[at + n])) n++;
  return n;
}

/* The parts of a JSON number; offsets into its text. */
typedef struct number_parts {
  bool negative;
  size_t whole_at, whole_n;
  size_t fraction_at, fraction_n;
  int64_t exponent;
} number_parts;

static bool split(tr_str text, number_parts *parts) {
  *parts = (number_parts){0};
  size_t at = 0;
  if (at < text.n && text.p[at] == '-') {
    parts->negative = true;
    at++;
  }
  parts->whole_at = at;
  parts->whole_n = digits_at(text, at);
  if (parts->whole_n == 0) return false;
  if (parts->whole_n > 1 && text.p[at] == '0') return false;
  at += parts->whole_n;

  if (at < text.n && text.p[at] == '.') {
    parts->fraction_at = at + 1;
    parts->fraction_n = digits_at(text, at + 1);
    if (parts->fraction_n == 0) return false;
    at += 1 + parts->fraction_n;
  }
  if (at < text.n && (text.p[at] == 'e' || text.p[at] == 'E')) {
    at++;
    bool down = false;
    if (at < text.n && (text.p[at] == '+' || text.p[at] == '-')) {
      down = text.p[at] == '-';
      at++;
    }
    const size_t n = digits_at(text, at);
    if (n == 0) return false;
    /* Beyond a million it only says "huge" or "nothing". */
    for (size_t i = 0; i < n; i++)
      if (parts->exponent < 1000000)
        parts->exponent = parts->exponent * 10 + (text.p[at + i] - '0');
    if (down) parts->exponent = -parts->exponent;
    at += n;
  }
  return at == text.n;
}

tr_status tr_note_number_read(tr_str text, int64_t *thousandths) {
  number_parts parts;
  if (!split(text, &parts)) return TR_ESYNTAX;

  /* Digit i, of whole and fraction together, is worth 10^power thousandths,
   * power falling by one from digit to digit. */
  int64_t power = (int64_t)parts.whole_n - 1 + parts.exponent + 3;
  const size_t count = parts.whole_n + parts.fraction_n;
  const int64_t most = TR_NOTE_NUMBER_MOST * 1000;
  int64_t value = 0;
  bool begun = false;
  bool up = false;
  for (size_t i = 0; i < count && power >= -1; i++, power--) {
    const char c = i < parts.whole_n
                       ? text.p[parts.whole_at + i]
                       : text.p[parts.fraction_at + i - parts.whole_n];
    if (power == -1) {
      up = c >= '5';
      break;
    }
    if (c != '0') begun = true;
    if (!begun) continue;
    value = value * 10 + (c - '0');
    if (value >= most) return TR_ERANGE;
  }
  /* Digits ran out above the thousandths: 6e1. */
  while (begun && power >= 0) {
    value *= 10;
    if (value >= most) return TR_ERANGE;
    power--;
  }
  if (up) value++;
  if (value >= most) return TR_ERANGE;
  *thousandths = parts.negative ? -value : value;
  return TR_OK;
}

/* Two digits, or with `short_too` one, at *at; moves it on. */
static bool take_number(tr_str text, size_t *at, bool short_too, int *value) {
  const size_t n = digits_at(text, *at);
  if (n != 2 && !(short_too && n == 1)) return false;
  *value = 0;
  for (size_t i = 0; i < n; i++) *value = *value * 10 + (text.p[*at + i] - '0');
  *at += n;
  return true;
}

static bool take_char(tr_str text, size_t *at, char c) {
  if (*at >= text.n || text.p[*at] != c) return false;
  (*at)++;
  return true;
}

/* HH:MM[:SS[.fraction]] at *at. */
static tr_status take_time(tr_str text, size_t *at, bool short_too,
                           int64_t *minutes) {
  int hour, minute, second = 0;
  if (!take_number(text, at, short_too, &hour) || !take_char(text, at, ':') ||
      !take_number(text, at, false, &minute))
    return TR_ESYNTAX;
  if (take_char(text, at, ':')) {
    if (!take_number(text, at, false, &second)) return TR_ESYNTAX;
    if (take_char(text, at, '.')) {
      const size_t n = digits_at(text, *at);
      if (n == 0) return TR_ESYNTAX;
      *at += n;
    }
  }
  /* 60 is a leap second. */
  if (hour > 23 || minute > 59 || second > 60) return TR_ERANGE;
  *minutes = hour * 60 + minute;
  return TR_OK;
}

tr_status tr_note_time_read(tr_str text, int64_t *minutes) {
  size_t at = 0;
  int64_t read;
  const tr_status status = take_time(text, &at, true, &read);
  if (at != text.n && status == TR_OK) return TR_ESYNTAX;
  if (status == TR_OK) *minutes = read;
  return status;
}

/* Z, or +HH:MM, or +HHMM, or nothing, up to the end. */
static tr_status offset_read(tr_str text, size_t at) {
  if (at == text.n) return TR_OK;
  if (text.n - at == 1 && (text.p[at] == 'Z' || text.p[at] == 'z'))
    return TR_OK;
  if (text.p[at] != '+' && text.p[at] != '-') return TR_ESYNTAX;
  at++;
  if (text.n - at != 4 && text.n - at != 5) return TR_ESYNTAX;

  int part[2] = {0, 0};
  const size_t colon = text.n - at == 5 ? 1 : 0;
  for (size_t i = 0; i < 4; i++) {
    const size_t from = at + i + (i >= 2 ? colon : 0);
    if (!is_digit(text.p[from])) return TR_ESYNTAX;
    part[i / 2] = part[i / 2] * 10 + (text.p[from] - '0');
  }
  if (colon == 1 && text.p[at + 2] != ':') return TR_ESYNTAX;
  return part[0] > 23 || part[1] > 59 ? TR_ERANGE : TR_OK;
}

tr_status tr_note_stamp_read(tr_str text, tr_day *day) {
  enum { DATE = 10 };
  if (text.n < DATE) return TR_ESYNTAX;
  tr_day read;
  tr_status status = tr_day_read_iso((tr_str){text.p, DATE}, &read);
  if (status != TR_OK) return status;
  if (text.n > DATE) {
    size_t at = DATE;
    if (!take_char(text, &at, 'T') && !take_char(text, &at, 't') &&
        !take_char(text, &at, ' '))
      return TR_ESYNTAX;
    int64_t minutes;
    status = take_time(text, &at, false, &minutes);
    if (status != TR_OK) return status;
    if (at < text.n && text.p[at] == ' ') at++;
    status = offset_read(text, at);
    if (status != TR_OK) return status;
  }
  *day = read;
  return TR_OK;
}

void tr_note_field_json(const tr_note_field *field, tr_buf *buf) {
  tr_json json;
  tr_json_init(&json, buf);
  if (field->json == TR_NOTE_TEXT)
    tr_json_string(&json, field->text);
  else if ((field->json == TR_NOTE_NUMBER || field->json == TR_NOTE_FLAG) &&
           field->text.n > 0)
    tr_json_raw(&json, field->text);
  else
    tr_json_null(&json);
}

tr_note_fault tr_note_fault_of(tr_note_fault_kind kind) {
  static const struct {
    const char *variant, *message;
  } words[] = {
#define TR_NOTE_FAULT_WORDS(name, word, text) {word, text},
      TR_NOTE_FAULT_MAP(TR_NOTE_FAULT_WORDS)
#undef TR_NOTE_FAULT_WORDS
  };
  return (tr_note_fault){.rule = "TRD0104",
                         .kind = kind,
                         .variant = words[kind].variant,
                         .message = words[kind].message};
}
