/* Where words, numbers and signs of a plain note begin and end. */
#include "note/soap_token.h"

#include "base/utf8.h"

typedef enum letter_kind { LETTER, DIGIT, BLANK, LINE_END, OTHER } letter_kind;

/* One character: its bytes, what it is, the ASCII sign it stands for. */
typedef struct letter {
  size_t bytes;
  letter_kind kind;
  char sign;
  bool half, quarter, three_quarters;
} letter;

static bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Bytes that are no UTF-8, as Windows-1252 has them. */
static uint32_t windows_point(unsigned char byte) {
  switch (byte) {
    case 0x91:
    case 0x92:
      return 0x2019;
    case 0x93:
    case 0x94:
      return 0x201C;
    case 0x95:
      return 0x2022;
    case 0x96:
    case 0x97:
      return 0x2013;
    default:
      return byte >= 0xA0 ? byte : 0xFFFD;
  }
}

static letter of_point(uint32_t point, size_t bytes) {
  letter found = {.bytes = bytes, .kind = OTHER, .sign = '~'};
  if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212) {
    found.sign = '-';
  } else if (point == 0x2018 || point == 0x2019 || point == 0x2032) {
    found.sign = '\'';
  } else if (point == 0x201C || point == 0x201D || point == 0x2033) {
    found.sign = '"';
  } else if (point == 0xB0 || point == 0xBA || point == 0x2DA) {
    found.sign = 'd';
  } else if (point == 0xD7) {
    found.sign = 'x';
  } else if (point == 0x2192 || point == 0x279C || point == 0x21D2) {
    found.sign = '>';
  } else if (point == 0x2193 || point == 0x2191) {
    found.sign = point == 0x2193 ? 'v' : '^';
  } else if (point == 0x2295 || point == 0x2296) {
    found.sign = point == 0x2295 ? '+' : '-';
  } else if (point == 0x2611 || point == 0x2612 || point == 0x2713 ||
             point == 0x2714) {
    found.sign = 'y';
  } else if (point == 0x2610) {
    found.sign = 'n';
  } else if (point == 0x2022 || point == 0xB7 || point == 0x25CF ||
             point == 0x25AA) {
    found.sign = '*';
  } else if (point == 0xBD || point == 0xBC || point == 0xBE) {
    found.kind = DIGIT;
    found.half = point == 0xBD;
    found.quarter = point == 0xBC;
    found.three_quarters = point == 0xBE;
  } else if (point == 0xA0 || point == 0x3000 || point == 0xFEFF ||
             (point >= 0x2000 && point <= 0x200D)) {
    found.kind = BLANK;
  } else if (point == 0x2028 || point == 0x2029) {
    found.kind = LINE_END;
  } else if (point >= 0xC0 && (point < 0x2000 || point >= 0x3001) &&
             point != 0xFFFD) {
    found.kind = LETTER;
  }
  return found;
}

static letter letter_at(tr_str text, size_t at) {
  const char c = text.p[at];
  if ((unsigned char)c < 0x80) {
    const letter_kind kind = is_ascii_letter(c)                     ? LETTER
                             : is_digit(c)                          ? DIGIT
                             : c == '\n' || c == '\f'               ? LINE_END
                             : c == '\r'                            ? LINE_END
                             : (unsigned char)c <= 0x20 || c == '_' ? BLANK
                                                                    : OTHER;
    return (letter){.bytes = 1, .kind = kind, .sign = c};
  }
  tr_str rest = {text.p + at, text.n - at};
  const uint32_t point = tr_utf8_next(&rest);
  return point == TR_UTF8_BAD ? of_point(windows_point((unsigned char)c), 1)
                              : of_point(point, text.n - at - rest.n);
}

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/* "adjL4" is "adj" and L4. */
static bool begins_level(tr_str text, size_t at) {
  const char c = text.p[at];
  return (c == 'C' || c == 'T' || c == 'L' || c == 'S') &&
         is_small(text.p[at - 1]) && at + 1 < text.n &&
         is_digit(text.p[at + 1]);
}

static size_t end_of_word(tr_str text, size_t at) {
  const size_t start = at;
  while (at < text.n) {
    if (at > start && begins_level(text, at)) break;
    letter next = letter_at(text, at);
    if (next.kind == LETTER) {
      at += next.bytes;
      continue;
    }
    /* "Kemp's" is one word, a quote at its end is none of it */
    const size_t after = at + next.bytes;
    if (next.kind != OTHER || next.sign != '\'' || after >= text.n ||
        letter_at(text, after).kind != LETTER)
      break;
    at = after;
  }
  return at;
}

/* Thousandths of a half sign and the like, 0 for a plain digit. */
static int64_t fraction_of(letter found) {
  return found.half             ? 500
         : found.quarter        ? 250
         : found.three_quarters ? 750
                                : 0;
}

static size_t read_number(tr_str text, size_t at, int64_t *number) {
  int64_t value = 0;
  for (; at < text.n && is_digit(text.p[at]); at++)
    value = value < TR_SOAP_NUMBER_MOST / 10000
                ? value * 10 + (text.p[at] - '0')
                : TR_SOAP_NUMBER_MOST / 1000;
  value *= 1000;
  if (at + 1 < text.n && text.p[at] == '.' && is_digit(text.p[at + 1])) {
    int64_t unit = 100;
    for (at++; at < text.n && is_digit(text.p[at]); at++, unit /= 10)
      value += unit * (text.p[at] - '0');
  } else if (at < text.n && (unsigned char)text.p[at] >= 0x80) {
    const letter sign = letter_at(text, at);
    if (fraction_of(sign) != 0) {
      value += fraction_of(sign);
      at += sign.bytes;
    }
  }
  *number = value < TR_SOAP_NUMBER_MOST ? value : TR_SOAP_NUMBER_MOST;
  return at;
}

/* Arrows written with ASCII: "->", "-->", "=>". */
static size_t arrow_bytes(tr_str text, size_t at) {
  size_t n = 0;
  while (at + n < text.n && n < 3 &&
         (text.p[at + n] == '-' || text.p[at + n] == '='))
    n++;
  return n > 0 && at + n < text.n && text.p[at + n] == '>' ? n + 1 : 0;
}

static size_t read_token(tr_str text, size_t at, letter first,
                         tr_soap_token *token) {
  size_t end = at + first.bytes;
  if (first.kind == LETTER) {
    token->kind = TR_SOAP_TOKEN_WORD;
    end = end_of_word(text, at);
  } else if (first.kind == DIGIT) {
    token->kind = TR_SOAP_TOKEN_NUMBER;
    token->number = fraction_of(first);
    if (token->number == 0) end = read_number(text, at, &token->number);
  } else {
    const size_t arrow = arrow_bytes(text, at);
    token->kind = TR_SOAP_TOKEN_SIGN;
    token->sign = arrow > 0 ? '>' : first.sign;
    if (arrow > 0) end = at + arrow;
  }
  token->start = (uint32_t)at;
  token->end = (uint32_t)end;
  return end;
}

static size_t count_tokens(tr_str text) {
  size_t count = 0;
  tr_soap_token token;
  for (size_t at = 0; at < text.n;) {
    const letter next = letter_at(text, at);
    if (next.kind == BLANK || next.kind == LINE_END) {
      at += next.bytes;
      continue;
    }
    at = read_token(text, at, next, &token);
    count++;
  }
  return count;
}

tr_status tr_soap_tokens(tr_arena *arena, tr_str text, tr_soap_token **tokens,
                         size_t *count) {
  const size_t wanted = count_tokens(text);
  tr_soap_token *list = tr_arena_array(arena, wanted + 1, sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  size_t n = 0;
  uint8_t breaks = 2; /* the start is as good as an empty line */
  bool gap = true;
  for (size_t at = 0; at < text.n && n < wanted;) {
    const letter next = letter_at(text, at);
    if (next.kind == BLANK || next.kind == LINE_END) {
      const bool crlf =
          text.p[at] == '\r' && at + 1 < text.n && text.p[at + 1] == '\n';
      gap = true;
      if (next.kind == LINE_END && !crlf && breaks < 2) breaks++;
      at += next.bytes;
      continue;
    }
    tr_soap_token *token = &list[n++];
    at = read_token(text, at, next, token);
    token->breaks = breaks;
    token->gap = gap;
    breaks = 0;
    gap = false;
  }
  *tokens = list;
  *count = n;
  return TR_OK;
}
