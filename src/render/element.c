/* A finding carries its segment without the interchange's delimiters: the
 * element separator follows the id, and the component separator is the first
 * byte of a composite that is no letter, digit, blank or dot. */
#include "render/element.h"

enum {
  ELEMENTS_MOST = 99, /* names have two digits */
  SEGMENT_ID_MOST = 3
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Ids have two or three characters; the last two before "-" are the element. */
bool tr_element_name_read(tr_str text, tr_element_name *name) {
  size_t end = 0;
  while (end < text.n && text.p[end] != '-') end++;
  if (end < 4 || end > 5) return false;
  const char *digits = text.p + end - 2;
  if (!is_digit(digits[0]) || !is_digit(digits[1])) return false;
  tr_element_name read = {
      .segment = {text.p, end - 2},
      .element = (unsigned)(digits[0] - '0') * 10 + (unsigned)(digits[1] - '0'),
  };
  if (read.element == 0) return false;
  for (size_t i = end + 1; i < text.n; i++) {
    if (!is_digit(text.p[i]) || i > end + 2) return false;
    read.component = read.component * 10 + (unsigned)(text.p[i] - '0');
  }
  if (end != text.n && read.component == 0) return false;
  *name = read;
  return true;
}

char tr_element_separator(tr_str segment) {
  size_t n = 0;
  while (n < segment.n && n < SEGMENT_ID_MOST &&
         (is_letter(segment.p[n]) || is_digit(segment.p[n])))
    n++;
  return n < segment.n ? segment.p[n] : '\0';
}

/* The n-th part between separators, from 0. */
static bool part(tr_str text, char separator, unsigned n, tr_span_of *span) {
  size_t start = 0;
  for (size_t i = 0; i <= text.n; i++) {
    if (i < text.n && text.p[i] != separator) continue;
    if (n-- == 0) {
      *span = (tr_span_of){start, i - start};
      return true;
    }
    start = i + 1;
  }
  return false;
}

/* How many parts there are; at least one. */
static unsigned parts(tr_str text, char separator) {
  unsigned count = 1;
  for (size_t i = 0; i < text.n; i++) count += text.p[i] == separator;
  return count;
}

bool tr_element_find(tr_str segment, unsigned element, tr_span_of *span) {
  const char separator = tr_element_separator(segment);
  return separator != '\0' && part(segment, separator, element, span);
}

static char component_separator(tr_str composite) {
  for (size_t i = 0; i < composite.n; i++) {
    const char c = composite.p[i];
    if (!is_letter(c) && !is_digit(c) && c != ' ' && c != '.') return c;
  }
  return '\0';
}

/* Where the change goes, and how many separators have to stand before it. */
typedef struct change {
  tr_span_of span;
  char separator;
  unsigned missing;
} change;

static bool locate_part(tr_str text, size_t base, char separator, unsigned n,
                        change *where) {
  tr_span_of span;
  if (part(text, separator, n, &span)) {
    *where = (change){{base + span.at, span.length}, separator, 0};
    return true;
  }
  if (n > ELEMENTS_MOST) return false;
  *where =
      (change){{base + text.n, 0}, separator, n + 1 - parts(text, separator)};
  return true;
}

static bool locate(tr_str segment, const tr_element_name *name, change *where) {
  const char separator = tr_element_separator(segment);
  if (separator == '\0' ||
      !locate_part(segment, 0, separator, name->element, where))
    return false;
  if (name->component == 0) return true;
  if (where->missing != 0) return false;
  const size_t at = where->span.at;
  const tr_str composite = {segment.p + at, where->span.length};
  const char inner = component_separator(composite);
  if (inner == '\0') return name->component == 1;
  return locate_part(composite, at, inner, name->component - 1, where);
}

bool tr_element_replace(tr_str segment, const tr_element_name *name,
                        tr_str from, tr_str to, tr_buf *out, size_t *at) {
  change where;
  if (!tr_str_starts(segment, name->segment) || !locate(segment, name, &where))
    return false;
  const size_t end = where.span.at + where.span.length;
  const tr_str now = {segment.p + where.span.at, where.span.length};
  if (!tr_str_eq(now, from)) return false;

  tr_buf_add(out, (tr_str){segment.p, where.span.at});
  for (unsigned i = 0; i < where.missing; i++)
    tr_buf_add_char(out, where.separator);
  *at = where.span.at + where.missing;
  tr_buf_add(out, to);
  tr_buf_add(out, (tr_str){segment.p + end, segment.n - end});
  return true;
}

bool tr_element_drop(tr_str segment, const tr_element_name *name, tr_str from,
                     tr_buf *out, size_t *at) {
  change where;
  if (!tr_str_starts(segment, name->segment) || name->component < 2 ||
      !locate(segment, name, &where) || where.missing != 0)
    return false;
  const size_t end = where.span.at + where.span.length;
  const tr_str now = {segment.p + where.span.at, where.span.length};
  if (!tr_str_eq(now, from)) return false;
  *at = where.span.at - 1;
  tr_buf_add(out, (tr_str){segment.p, *at});
  tr_buf_add(out, (tr_str){segment.p + end, segment.n - end});
  return true;
}
