/* Segments: where they end, which are damaged, and what is said of those that
 * are too long, malformed or cut. */
#include "x12/reader_parts.h"
#include "x12/scan.h"

/* --- Segments ------------------------------------------------------------ */

void tr__segment_place_byte(const tr_segment *segment, size_t byte,
                            tr_place *place) {
  uint32_t element = 0;
  while (element < segment->element_count &&
         segment->starts[element + 1] <= byte)
    element++;
  unsigned component = 0;
  const tr_str text = tr_segment_element(segment, element);
  const char separator = segment->delims->component;
  if (element > 0 && text.n > 0 && memchr(text.p, separator, text.n) != NULL) {
    component = 1;
    for (const char *p = text.p; p < segment->bytes.p + byte; p++)
      if (*p == separator) component++;
  }
  tr_segment_place(segment, element, component, place);
}

void tr__reader_report_odd(tr_reader *reader, const tr_segment *segment) {
  const size_t odd = (size_t)(reader->odd - segment->offset);
  const char byte = segment->bytes.p[odd];
  const bool line_end = byte == '\r' || byte == '\n';
  if (line_end && reader->wrapped) return;
  if (line_end) reader->wrapped = true;

  tr_place at;
  tr__segment_place_byte(segment, odd, &at);
  tr_fault fault =
      tr_fault_of("TRX0109", line_end ? "line-end" : "character", &at);
  char hex[TR__BYTE_TEXT], number[TR_NUMBER_TEXT];
  tr_fault_argue(&fault, "element",
                 tr_str_of(at.element[0] ? at.element : at.segment));
  if (!line_end) {
    tr_fault_argue(&fault, "byte", tr__byte_text(byte, hex));
    tr_fault_argue(&fault, "position",
                   tr_number_text(reader->odd - at.offset + 1, number));
  }
  tr__reader_report(reader, &fault);
}

/* Two or three capital letters and digits, a letter first. */
static tr_code segment_id(tr_str id) {
  if (id.n < 2 || id.n > 3 || id.p[0] < 'A' || id.p[0] > 'Z') return 0;
  tr_code code = (tr_code)(unsigned char)id.p[0] << 56;
  for (size_t i = 1; i < id.n; i++) {
    const char c = id.p[i];
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) return 0;
    code |= (tr_code)(unsigned char)c << (56 - 8 * i);
  }
  return code;
}

/* TRX0108: the message names the limit; the value is not repeated. */
static void report_oversize(tr_reader *reader, const tr_segment *segment) {
  enum { SHOWN = 80 };
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  at.value = (tr_str){NULL, 0};
  if (at.line.n > SHOWN) at.line.n = SHOWN;
  tr_fault fault = tr_fault_of("TRX0108", "segment-limit", &at);
  char number[TR_NUMBER_TEXT];
  tr_fault_argue(&fault, "limit",
                 tr_number_text(reader->limits.segment_bytes, number));
  tr__reader_report(reader, &fault);
}

static void report_bad_id(tr_reader *reader, const tr_segment *segment,
                          tr_str id) {
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  at.value = id;
  at.length = (uint32_t)id.n;
  tr_fault fault = tr_fault_of("TRX0101", "malformed", &at);
  char number[TR_NUMBER_TEXT];
  tr_fault_argue(&fault, "length", tr_number_text(id.n, number));
  tr__reader_report(reader, &fault);
}

/* Flag what is wrong with a segment, and say so unless it stands where nothing
 * is read; of several reasons the first speaks. */
static void judge(tr_reader *reader, tr_segment *segment, bool oversize) {
  const bool stray = reader->state == TR__BETWEEN;
  const bool silent = stray || reader->quiet;
  const tr_str id = tr_segment_element(segment, 0);
  if (stray) segment->flags |= TR_SEGMENT_STRAY;
  if (segment->id == 0 && !stray) segment->flags |= TR_SEGMENT_BAD_ID;
  const bool odd = reader->odd != TR__NONE &&
                   reader->odd < segment->offset + segment->bytes.n;
  if (odd) segment->flags |= TR_SEGMENT_DAMAGED;

  if (oversize) {
    segment->flags |= TR_SEGMENT_OVERSIZE | TR_SEGMENT_DAMAGED;
    if (!silent) report_oversize(reader, segment);
    return;
  }
  if (odd && !silent) tr__reader_report_odd(reader, segment);
  const bool odd_id = odd && reader->odd < segment->offset + id.n;
  if ((segment->flags & TR_SEGMENT_BAD_ID) && !silent && !odd_id)
    report_bad_id(reader, segment, id);
}

static int emit(tr_reader *reader, size_t bytes, uint64_t next, bool oversize,
                tr_segment *out) {
  tr__reader_view(reader, bytes, out);
  out->id = segment_id(tr_segment_element(out, 0));
  const bool stray = reader->state == TR__BETWEEN;
  if (out->id == 0 || oversize || stray || reader->odd != TR__NONE)
    judge(reader, out, oversize);
  if (oversize && reader->holding) {
    reader->holding = false;
    reader->hold_lost = true;
    reader->held = 0;
  }

  reader->odd = TR__NONE;
  tr__reader_hand_on(reader, out, next);
  if (oversize)
    reader->state = stray ? TR__LOST : TR__OVER;
  else if (out->id == TR_CODE("IEA"))
    reader->state = TR__BETWEEN;
  return TR_READ_SEGMENT;
}

/* The usual ways from one segment to the next: nothing, or one line end. The
 * rest is for skip_padding(). @return Whether it was one of them. */
static bool skip_line_end(tr_reader *reader) {
  if (tr__reader_sight(reader) < 3 || reader->blank != TR__NONE) return false;
  const char *const p = tr__reader_here(reader);
  unsigned skip = 0;
  if (p[0] <= ' ') {
    if (p[0] == '\n' && reader->line != TR__LINE_DONE)
      skip = 1;
    else if (p[0] == '\r' && p[1] == '\n' && reader->line == TR__LINE_NONE)
      skip = 2;
    /* A delimiter is no padding. */
    if (skip == 0 || p[skip] <= ' ' || p[0] == reader->delims.element)
      return false;
    reader->at += skip;
  }
  reader->line = TR__LINE_NONE;
  tr__reader_check_hold(reader);
  if (reader->window.stored)
    tr_window_settle(&reader->window, tr__reader_keep(reader));
  return true;
}

/* The first byte of a segment: padding is behind, `at` is where it begins. */
static int begin_segment(tr_reader *reader, tr_segment *out) {
  int step = TR__STEP_ON;
  if (!skip_line_end(reader)) {
    step = tr__reader_skip_padding(reader);
    if (step != TR__STEP_ON) return step;
    tr__reader_note_padding(reader);
    if (tr__reader_sight(reader) == 0) return tr__reader_finish(reader);
    tr__reader_check_hold(reader);
  }
  const char c = *tr__reader_here(reader);
  if (c == reader->delims.segment && c != '\0') {
    tr__reader_tolerate(reader, "empty-segment", reader->at, 1);
    reader->at++;
    return TR__STEP_ON;
  }
  if (c == 'I') {
    step = tr__reader_want(reader, 4);
    if (step != TR__STEP_ON) return step;
    const char *const p = tr__reader_here(reader);
    if (tr__reader_sight(reader) >= 3 && memcmp(p, "ISA", 3) == 0 &&
        (tr__reader_sight(reader) == 3 || p[3] == reader->delims.element ||
         tr_delim_can(p[3]))) {
      tr_isa isa;
      step = tr__reader_look_at_isa(reader, &isa);
      if (step != TR__STEP_ON) return step;
      if (isa.problem != TR_ISA_NOT)
        return tr__reader_take_isa(reader, &isa, out);
    }
  }
  if (!tr__reader_room(reader, 2 + TR_SCAN_BYTES)) return TR_READ_FAILED;
  reader->starts[0] = 0;
  reader->count = 1;
  reader->scan = reader->at;
  reader->odd = TR__NONE;
  reader->scanning = true;
  return TR__STEP_ON;
}

/* The first odd byte among the marked ones that is no other delimiter. */
static void mark_odd(tr_reader *reader, const char *p, uint32_t odd) {
  for (; odd != 0 && reader->odd == TR__NONE; odd &= odd - 1) {
    const unsigned bit = (unsigned)__builtin_ctz(odd);
    const char c = p[bit];
    if (c != reader->delims.component &&
        (c != reader->delims.repetition || c == '\0'))
      reader->odd = reader->scan + bit;
  }
}

/* Scan up to `end`. @return Whether the terminator was found, at `scan`. */
static bool scan_to(tr_reader *reader, uint64_t end, bool *failed) {
  const char element = reader->delims.element;
  const char terminator = reader->delims.segment;
  const char *p = tr_window_at(&reader->window, reader->scan);
  uint32_t at = (uint32_t)(reader->scan - reader->at);
  uint32_t count = reader->count;
  size_t left = (size_t)(end - reader->scan);
  bool found = false;

  while (left > 0 && !found) {
    const size_t n = left < TR_SCAN_BYTES ? left : (size_t)TR_SCAN_BYTES;
    tr_marks marks = n == TR_SCAN_BYTES
                         ? tr_scan_block(p, element, terminator)
                         : tr_scan_reference(p, n, element, terminator);
    size_t step = n;
    if (marks.segment != 0) {
      const uint32_t before = (marks.segment & (0U - marks.segment)) - 1;
      marks.element &= before;
      marks.odd &= before;
      step = (size_t)__builtin_ctz(marks.segment);
      found = true;
    }
    if (count + TR_SCAN_BYTES + 1 > reader->room) {
      reader->count = count;
      if (!tr__reader_room(reader, (size_t)count + TR_SCAN_BYTES + 1)) {
        *failed = true;
        return false;
      }
    }
    uint32_t *const starts = reader->starts;
    for (uint32_t bits = marks.element; bits != 0; bits &= bits - 1)
      starts[count++] = at + (uint32_t)__builtin_ctz(bits) + 1;
    if (marks.odd != 0) mark_odd(reader, p, marks.odd);
    p += step;
    at += (uint32_t)step;
    left -= step;
    reader->scan += step;
  }
  reader->count = count;
  return found;
}

static bool is_alnum(char c) {
  return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

/* Outside an interchange text may run into the next ISA. @return Bytes before
 * a good ISA within those found, or `bytes`. */
static size_t stray_bytes(const tr_reader *reader, size_t bytes, size_t all) {
  const char *const p = tr__reader_here(reader);
  for (size_t i = 1; i + TR_ISA_BYTES <= all; i++) {
    tr_delims delims;
    if (p[i] == 'I' && !is_alnum(p[i - 1]) &&
        tr_delims_read((tr_str){p + i, TR_ISA_BYTES}, &delims) == TR_OK)
      return i;
  }
  return bytes;
}

/* Whether the rest of the input is an IEA that lacks but its terminator. */
static bool is_last(const tr_reader *reader, const tr_segment *segment) {
  if (!tr_str_eq(tr_segment_element(segment, 0), TR_STR("IEA"))) return false;
  const tr_str control = tr_segment_element(segment, 2);
  return segment->element_count == 2 && control.n > 0 &&
         (control.n >= tr_isa_width(13) ||
          tr_str_eq(control, tr_str_of(reader->control)));
}

/* The input ends inside what stands at `at`. */
static int end_inside(tr_reader *reader, tr_segment *out) {
  size_t n = tr__reader_sight(reader);
  const char *const p = tr__reader_here(reader);
  const size_t all = n;
  while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r' || p[n - 1] == ' ' ||
                   p[n - 1] == '\t' || p[n - 1] == '\0' || p[n - 1] == 0x1A))
    n--;
  if (n == 0) {
    reader->at += all;
    reader->scanning = false;
    return TR__STEP_ON;
  }
  if (reader->state == TR__BETWEEN) {
    const size_t bytes = stray_bytes(reader, n, all);
    return emit(reader, bytes, reader->at + (bytes < n ? bytes : all), false,
                out);
  }
  tr_segment segment;
  tr__reader_view(reader, n, &segment);
  if (is_last(reader, &segment)) {
    tr__reader_tolerate(reader, "terminator", reader->at + n, 0);
    return emit(reader, n, reader->at + all, false, out);
  }

  if (segment_id(tr_segment_element(&segment, 0)) == 0)
    segment.flags |= TR_SEGMENT_BAD_ID;
  tr_place at;
  tr__segment_place_byte(&segment, n, &at);
  tr_fault fault = tr_fault_of("TRX0011", NULL, &at);
  tr_fault_argue(&fault, "segment", tr_str_of(at.segment));
  tr_fault_argue(&fault, "element", tr_str_of(at.element));
  if (!reader->quiet) tr__reader_report(reader, &fault);
  reader->truncated = true;
  return tr__reader_finish(reader);
}

int tr__reader_read_segment(tr_reader *reader, tr_segment *out) {
  if (!reader->scanning) {
    const int step = begin_segment(reader, out);
    if (step != TR__STEP_ON || !reader->scanning) return step;
  }
  const uint64_t limit = reader->at + reader->limits.segment_bytes + 1;
  for (;;) {
    const uint64_t sight = tr_window_end(&reader->window);
    const uint64_t end = sight < limit ? sight : limit;
    bool failed = false;
    if (scan_to(reader, end, &failed)) {
      size_t bytes = (size_t)(reader->scan - reader->at);
      const size_t all = bytes + 1;
      if (reader->state == TR__BETWEEN) {
        const size_t stray = stray_bytes(reader, bytes, all);
        if (stray < bytes)
          return emit(reader, stray, reader->at + stray, false, out);
      } else if (reader->delims.segment == '\n' && bytes > 0 &&
                 *tr_window_at(&reader->window, reader->scan - 1) == '\r' &&
                 reader->delims.element != '\r') {
        bytes--;
        tr__reader_tolerate(reader, "line-end", reader->scan - 1, 1);
      }
      return emit(reader, bytes, reader->at + all, false, out);
    }
    if (failed) return TR_READ_FAILED;
    if (reader->scan >= limit)
      return emit(reader, reader->limits.segment_bytes, reader->scan, true,
                  out);
    bool ended;
    const int step = tr__reader_more(reader, &ended);
    if (step != TR__STEP_ON) return step;
    if (ended) return end_inside(reader, out);
  }
}

int tr__reader_skip_rest(tr_reader *reader) {
  for (;;) {
    tr_window_settle(&reader->window, tr__reader_keep(reader));
    const size_t n = tr__reader_sight(reader);
    const char *const from = n > 0 ? tr__reader_here(reader) : NULL;
    const char *const found =
        n > 0 ? memchr(from, reader->delims.segment, n) : NULL;
    if (found != NULL) {
      reader->at += (uint64_t)(found - from) + 1;
      reader->state = TR__INSIDE;
      return TR__STEP_ON;
    }
    reader->at += n;
    bool ended;
    const int step = tr__reader_more(reader, &ended);
    if (step != TR__STEP_ON) return step;
    if (ended) {
      reader->truncated = true;
      return tr__reader_finish(reader);
    }
  }
}
