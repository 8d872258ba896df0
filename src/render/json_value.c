/* A checker of JSON without recursion: a bit for each open bracket says
 * whether it is an object. */
#include "render/json_value.h"

#include <stdint.h>

#include "base/json_write.h"
#include "base/utf8.h"

/* What may come next. */
typedef enum want {
  WANT_VALUE,
  WANT_VALUE_OR_END, /* after [ */
  WANT_KEY,
  WANT_KEY_OR_END, /* after { */
  WANT_COMMA,      /* or the end of what is open */
} want;

typedef struct compactor {
  tr_str rest;
  tr_buf *out;
  size_t most;      /* bytes of `out` in the end */
  uint32_t objects; /* bit d: level d is an object */
  unsigned depth;
  want want;
} compactor;

static void put(compactor *c, size_t n) {
  tr_buf_add(c->out, (tr_str){c->rest.p, n});
  c->rest.p += n;
  c->rest.n -= n;
}

static bool is_hex(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

/* Length of the string at the front with its quotes; 0: none. */
static size_t string_length(tr_str text) {
  size_t i = 1;
  while (i < text.n && text.p[i] != '"') {
    if ((unsigned char)text.p[i] < 0x20) return 0;
    if (text.p[i++] != '\\') continue;
    if (i >= text.n || strchr("\"\\/bfnrtu", text.p[i]) == NULL ||
        text.p[i] == '\0')
      return 0;
    if (text.p[i++] != 'u') continue;
    for (int digit = 0; digit < 4; digit++, i++)
      if (i >= text.n || !is_hex(text.p[i])) return 0;
  }
  return i < text.n ? i + 1 : 0;
}

static size_t digits(tr_str text, size_t from) {
  size_t i = from;
  while (i < text.n && text.p[i] >= '0' && text.p[i] <= '9') i++;
  return i - from;
}

/* Length of the number at the front; 0: none. */
static size_t number_length(tr_str text) {
  size_t i = text.p[0] == '-';
  const size_t whole = digits(text, i);
  if (whole == 0 || (whole > 1 && text.p[i] == '0')) return 0;
  i += whole;
  if (i < text.n && text.p[i] == '.') {
    const size_t decimals = digits(text, i + 1);
    if (decimals == 0) return 0;
    i += 1 + decimals;
  }
  if (i < text.n && (text.p[i] | 32) == 'e') {
    i++;
    if (i < text.n && (text.p[i] == '+' || text.p[i] == '-')) i++;
    const size_t exponent = digits(text, i);
    if (exponent == 0) return 0;
    i += exponent;
  }
  return i;
}

static size_t scalar_length(tr_str text) {
  static const char *const words[] = {"true", "false", "null"};
  if (text.p[0] == '"') return string_length(text);
  for (size_t i = 0; i < 3; i++)
    if (tr_str_starts(text, tr_str_of(words[i]))) return strlen(words[i]);
  return number_length(text);
}

static uint32_t level_bit(const compactor *c) {
  return UINT32_C(1) << (c->depth - 1);
}

static bool in_object(const compactor *c) {
  return c->depth > 0 && (c->objects & level_bit(c)) != 0;
}

static bool take_value(compactor *c) {
  const char first = c->rest.p[0];
  if (first == '{' || first == '[') {
    if (c->depth == TR_JSON_DEPTH / 2) return false;
    c->depth++;
    c->objects &= ~level_bit(c);
    if (first == '{') c->objects |= level_bit(c);
    c->want = first == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
    put(c, 1);
    return true;
  }
  const size_t length = scalar_length(c->rest);
  if (length == 0) return false;
  put(c, length);
  c->want = WANT_COMMA;
  return true;
}

static void skip_blanks(compactor *c) {
  while (c->rest.n > 0 && strchr(" \t\r\n", c->rest.p[0]) != NULL &&
         c->rest.p[0] != '\0') {
    c->rest.p++;
    c->rest.n--;
  }
}

static bool take_key(compactor *c) {
  const size_t length = c->rest.p[0] == '"' ? string_length(c->rest) : 0;
  if (length == 0) return false;
  put(c, length);
  skip_blanks(c);
  if (c->rest.n == 0 || c->rest.p[0] != ':') return false;
  put(c, 1);
  c->want = WANT_VALUE;
  return true;
}

static bool take_end(compactor *c) {
  if (c->depth == 0 || c->rest.p[0] != (in_object(c) ? '}' : ']')) return false;
  put(c, 1);
  c->depth--;
  c->want = WANT_COMMA;
  return true;
}

static bool take_comma(compactor *c) {
  if (c->depth == 0 || c->rest.p[0] != ',') return take_end(c);
  put(c, 1);
  c->want = in_object(c) ? WANT_KEY : WANT_VALUE;
  return true;
}

static bool step(compactor *c) {
  switch (c->want) {
    case WANT_VALUE:
      return take_value(c);
    case WANT_VALUE_OR_END:
      return take_end(c) || take_value(c);
    case WANT_KEY:
      return take_key(c);
    case WANT_KEY_OR_END:
      return take_end(c) || take_key(c);
    case WANT_COMMA:
      return take_comma(c);
  }
  return false;
}

bool tr_json_value_compact(tr_str text, size_t most, tr_buf *out) {
  const size_t start = out->n;
  compactor c = {.rest = text, .out = out, .most = start + most};
  bool good = tr_utf8_valid(text);
  if (good) skip_blanks(&c);
  good = good && c.rest.n > 0;
  while (good && c.rest.n > 0) {
    good = step(&c) && out->n <= c.most && out->bad == TR_OK;
    skip_blanks(&c);
  }
  if (good && c.depth == 0 && c.want == WANT_COMMA) return true;
  out->n = start;
  return false;
}
