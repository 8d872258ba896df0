/* Cuts the bytes that follow into segments. Nothing is judged here: the reader
 * comes to them in its time. */
#include "spec/ahead.h"

/* One segment of its bytes. @return Whether it belongs to the set. */
static bool cut(tr_ahead *ahead, tr_str bytes, const tr_segment *last) {
  tr_segment *segment = &ahead->segments[ahead->count];
  uint32_t *starts = ahead->starts[ahead->count];
  uint32_t elements = 0;
  size_t n = bytes.n;
  starts[0] = 0;
  for (size_t i = 0; i < bytes.n; i++) {
    if (bytes.p[i] != last->delims->element) continue;
    if (elements == TR_AHEAD_ELEMENTS) {
      n = i;
      break;
    }
    starts[++elements] = (uint32_t)i + 1;
  }
  starts[elements + 1] = (uint32_t)n + 1;
  *segment = (tr_segment){.bytes = {bytes.p, n},
                          .element_count = elements,
                          .starts = starts,
                          .offset = last->offset,
                          .ordinal = last->ordinal + ahead->count + 1,
                          .delims = last->delims};
  segment->id = tr_code_pack(tr_segment_element(segment, 0));
  return segment->id != 0 && segment->id != TR_CODE("ST") &&
         segment->id != TR_CODE("GE") && segment->id != TR_CODE("GS") &&
         segment->id != TR_CODE("IEA") && segment->id != TR_CODE("ISA");
}

void tr_ahead_read(tr_str bytes, const tr_segment *last, tr_ahead *ahead) {
  const char terminator = last->delims->segment;
  ahead->count = 0;
  while (bytes.n > 0 && ahead->count < TR_AHEAD_SEGMENTS) {
    const char c = bytes.p[0];
    if (c == terminator || c == '\n' || c == '\r' || c == ' ' || c == '\t') {
      bytes.p++;
      bytes.n--;
      continue;
    }
    const char *end = memchr(bytes.p, terminator, bytes.n);
    if (end == NULL) return;
    const size_t n = (size_t)(end - bytes.p);
    if (!cut(ahead, (tr_str){bytes.p, n}, last)) return;
    if (ahead->segments[ahead->count++].id == TR_CODE("SE")) return;
    bytes.p += n + 1;
    bytes.n -= n + 1;
  }
}
