/* Which bytes form a code point, how wide it is, and what may be shown raw. */
#include "base/utf8.h"

#include <stdio.h>

typedef struct point_range {
  uint32_t first;
  uint32_t last;
} point_range;

/* Smallest code point of each length; a smaller one is an overlong form. */
static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};

static const point_range combining[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x064b, 0x065f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200d}, {0x20d0, 0x20ff},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
};

static const point_range wide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
    {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
    {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

/* Controls, line separators, and marks that turn the direction of text. */
static const point_range unsafe[] = {
    {0x00, 0x1f},     {0x7f, 0x9f},     {0x061c, 0x061c}, {0x200e, 0x200f},
    {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb},
};

static bool in_ranges(uint32_t point, const point_range *ranges, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (point >= ranges[i].first && point <= ranges[i].last) return true;
  return false;
}

#define IN_RANGES(point, ranges) \
  in_ranges((point), (ranges), sizeof(ranges) / sizeof(ranges)[0])

/* Bytes that a first byte announces; 0 when it cannot be a first one. */
static size_t announced(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

static uint32_t bad_byte(tr_str *rest) {
  rest->p++;
  rest->n--;
  return TR_UTF8_BAD;
}

uint32_t tr_utf8_next(tr_str *rest) {
  const unsigned char first = (unsigned char)rest->p[0];
  const size_t length = announced(first);
  if (length == 0 || length > rest->n) return bad_byte(rest);

  uint32_t point = length == 1 ? first : first & (0x7fU >> length);
  for (size_t i = 1; i < length; i++) {
    const unsigned char byte = (unsigned char)rest->p[i];
    if ((byte & 0xc0) != 0x80) return bad_byte(rest);
    point = point << 6 | (byte & 0x3fU);
  }
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < smallest[length] || point > 0x10ffff || surrogate)
    return bad_byte(rest);
  rest->p += length;
  rest->n -= length;
  return point;
}

bool tr_utf8_valid(tr_str text) {
  while (text.n > 0)
    if (tr_utf8_next(&text) == TR_UTF8_BAD) return false;
  return true;
}

int tr_utf8_columns(uint32_t point) {
  if (point < 0x300) return 1; /* nearly all text */
  if (IN_RANGES(point, combining)) return 0;
  return IN_RANGES(point, wide) ? 2 : 1;
}

/* Write the escape of an unsafe code point or byte; nothing when it may be
 * shown as it is. Returns the length of the escape. */
static size_t escape(uint32_t point, unsigned char byte, char text[16]) {
  int length = 0;
  if (point == TR_UTF8_BAD || (point < 0x80 && IN_RANGES(point, unsafe))) {
    length = snprintf(text, 16, "\\x%02x", byte);
  } else if (IN_RANGES(point, unsafe)) {
    length = snprintf(text, 16, "\\u{%04x}", point);
  }
  return (size_t)length;
}

void tr_text_safe(tr_buf *buf, tr_str text) {
  while (text.n > 0) {
    const char *start = text.p;
    const uint32_t point = tr_utf8_next(&text);
    char escaped[16];
    const size_t length = escape(point, (unsigned char)*start, escaped);
    if (length > 0) {
      tr_buf_add(buf, (tr_str){escaped, length});
    } else {
      tr_buf_add(buf, (tr_str){start, (size_t)(text.p - start)});
    }
  }
}

size_t tr_text_columns(tr_str text) {
  size_t columns = 0;
  while (text.n > 0) {
    const unsigned char byte = (unsigned char)text.p[0];
    const uint32_t point = tr_utf8_next(&text);
    char escaped[16];
    const size_t length = escape(point, byte, escaped);
    columns += length > 0 ? length : (size_t)tr_utf8_columns(point);
  }
  return columns;
}
