/* Views of segments: components and places, both computed when asked for. */
#include "x12/segment.h"

bool tr_component(tr_str element, char separator, unsigned n, tr_str *out) {
  *out = (tr_str){NULL, 0};
  if (n == 0 || element.n == 0) return false;
  const char *from = element.p;
  const char *const end = element.p + element.n;
  for (;;) {
    const char *to = memchr(from, separator, (size_t)(end - from));
    if (--n == 0) {
      *out = (tr_str){from, (size_t)((to != NULL ? to : end) - from)};
      return true;
    }
    if (to == NULL) return false;
    from = to + 1;
  }
}

/* A segment id is one to three letters and digits; any other is not shown. */
static size_t id_bytes(const tr_segment *segment) {
  const tr_str id = tr_segment_element(segment, 0);
  if (segment->flags & (TR_SEGMENT_BAD_ID | TR_SEGMENT_STRAY)) return 0;
  return id.n < TR_PLACE_SEGMENT ? id.n : 0;
}

static char *put_number(char *to, unsigned number) {
  char digits[TR_PLACE_ELEMENT];
  size_t n = 0;
  for (; number != 0; number /= 10) digits[n++] = (char)('0' + number % 10);
  while (n > 0) *to++ = digits[--n];
  return to;
}

/* "SV101-3". Numbers beyond what a place can show are left out: an element
 * past 9999 or a component past 999 has no name anybody would use. */
static void put_element(tr_place *place, size_t id, uint32_t element,
                        unsigned component) {
  if (id == 0 || element > 9999) return;
  char *to = place->element;
  memcpy(to, place->segment, id);
  to += id;
  if (element < 10) *to++ = '0';
  to = put_number(to, element);
  if (component > 0 && component < 1000) {
    *to++ = '-';
    to = put_number(to, component);
  }
  *to = '\0';
}

void tr_segment_place(const tr_segment *segment, uint32_t element,
                      unsigned component, tr_place *place) {
  memset(place, 0, sizeof *place);
  place->ordinal = segment->ordinal;
  place->line = segment->bytes;
  place->line_offset = segment->offset;
  const size_t id = id_bytes(segment);
  if (id > 0) memcpy(place->segment, segment->bytes.p, id);

  tr_str value = segment->bytes;
  if (element > 0) {
    const char *const end = segment->bytes.p + segment->bytes.n;
    value = tr_segment_element(segment, element);
    if (value.p == NULL) value = (tr_str){end, 0};
    if (component > 0) {
      tr_str part;
      if (tr_component(value, segment->delims->component, component, &part))
        value = part;
      else
        value = (tr_str){value.p + value.n, 0};
    }
    put_element(place, id, element, component);
  }
  place->value = value;
  place->length = (uint32_t)value.n;
  place->offset = segment->offset + (uint64_t)(value.p - segment->bytes.p);
}
