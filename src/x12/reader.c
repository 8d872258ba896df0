/* The reader: one pass over the bytes, one state per thing that can follow.
 * All positions are stream offsets. Nothing here knows what a segment means,
 * but for ISA (it gives the delimiters) and IEA (what follows it is none). */
#include <assert.h>
#include <stdlib.h>

#include "x12/reader_parts.h"

const tr_reader_limits tr_reader_limits_default = {1U << 20, 16U << 20, 200000};

void tr_reader_init(tr_reader *reader, tr_fault_fn *fault, void *context,
                    const tr_reader_limits *limits) {
  memset(reader, 0, sizeof *reader);
  tr_window_init(&reader->window);
  reader->limits = limits != NULL ? *limits : tr_reader_limits_default;
  reader->fault = fault;
  reader->context = context;
  reader->state = TR__HEAD;
  reader->odd = TR__NONE;
  reader->blank = TR__NONE;
}

void tr_reader_done(tr_reader *reader) {
  tr_window_done(&reader->window);
  free(reader->starts);
  reader->starts = NULL;
  reader->room = 0;
}

void tr_reader_feed(tr_reader *reader, const char *bytes, size_t n) {
  if (n > 0) tr_window_feed(&reader->window, (tr_str){bytes, n});
}

void tr_reader_end(tr_reader *reader) { reader->window.ended = true; }

/* --- Bytes in sight ------------------------------------------------------ */

int tr__reader_more(tr_reader *reader, bool *ended) {
  *ended = false;
  const tr_status status = tr_window_more(&reader->window);
  if (status == TR_OK) return TR__STEP_ON;
  if (status != TR_ENOTFOUND) return TR_READ_FAILED;
  if (reader->window.ended) {
    *ended = true;
    return TR__STEP_ON;
  }
  if (tr_window_park(&reader->window, tr__reader_keep(reader)) != TR_OK)
    return TR_READ_FAILED;
  return TR_READ_MORE;
}

int tr__reader_want(tr_reader *reader, size_t n) {
  while (tr__reader_sight(reader) < n) {
    bool ended;
    const int step = tr__reader_more(reader, &ended);
    if (step != TR__STEP_ON) return step;
    if (ended) break;
  }
  return TR__STEP_ON;
}

/* --- Faults -------------------------------------------------------------- */

void tr__reader_report(const tr_reader *reader, const tr_fault *fault) {
  if (reader->fault != NULL) reader->fault(reader->context, fault);
}

tr_place tr__reader_point(const tr_reader *reader, uint64_t offset,
                          uint64_t length) {
  tr_place place;
  memset(&place, 0, sizeof place);
  place.ordinal = reader->ordinal + 1;
  place.offset = place.line_offset = offset;
  place.length = length < UINT32_MAX ? (uint32_t)length : UINT32_MAX;
  return place;
}

void tr__reader_tolerate(tr_reader *reader, const char *variant,
                         uint64_t offset, uint64_t length) {
  if (reader->tolerated || reader->quiet) return;
  reader->tolerated = true;
  const tr_place at = tr__reader_point(reader, offset, length);
  const tr_fault fault = tr_fault_of("TRX0012", variant, &at);
  tr__reader_report(reader, &fault);
}

tr_str tr__byte_text(char byte, char *text) {
  static const char hex[] = "0123456789ABCDEF";
  const unsigned char b = (unsigned char)byte;
  if (b > 0x20 && b < 0x7F) {
    text[0] = text[2] = '\'';
    text[1] = byte;
    text[3] = '\0';
  } else {
    text[0] = '0';
    text[1] = 'x';
    text[2] = hex[b >> 4];
    text[3] = hex[b & 15];
    text[4] = '\0';
  }
  return tr_str_of(text);
}

/* --- Padding ------------------------------------------------------------- */

void tr__reader_note_padding(tr_reader *reader) {
  if (reader->blank != TR__NONE) {
    const char *const variant = reader->padded       ? "padding"
                                : reader->blank_line ? "blank-lines"
                                                     : "indentation";
    tr__reader_tolerate(reader, variant, reader->blank,
                        reader->at - reader->blank);
  }
  reader->blank = TR__NONE;
  reader->padded = reader->blank_line = false;
  reader->line = TR__LINE_NONE;
}

/* One byte of padding, or what only looks like it. @return Whether it is. */
static bool take_padding(tr_reader *reader, char c) {
  const bool line_end = c == '\n' || c == '\r';
  const bool filler = (c == '\0' || c == 0x1A) && reader->state == TR__BETWEEN;
  if (!line_end && !filler && c != ' ' && c != '\t') return false;
  if (c == reader->delims.element && c != '\0') return false;

  if (reader->blank == TR__NONE && c == '\r' && reader->line == TR__LINE_NONE) {
    reader->line = TR__LINE_RETURN;
  } else if (reader->blank == TR__NONE && c == '\n' &&
             reader->line != TR__LINE_DONE) {
    reader->line = TR__LINE_DONE;
  } else {
    if (reader->blank == TR__NONE) reader->blank = reader->at;
    if (line_end) reader->blank_line = true;
    if (filler) reader->padded = true;
  }
  reader->at++;
  return true;
}

int tr__reader_skip_padding(tr_reader *reader) {
  for (;;) {
    /* Blanks without end must not pile up in the window. */
    tr__reader_check_hold(reader);
    tr_window_settle(&reader->window, tr__reader_keep(reader));
    while (tr__reader_sight(reader) > 0)
      if (!take_padding(reader, *tr__reader_here(reader))) return TR__STEP_ON;
    bool ended;
    const int step = tr__reader_more(reader, &ended);
    if (step != TR__STEP_ON || ended) return step;
  }
}

/* --- Segments ----------------------------------------------------------- */

bool tr__reader_room(tr_reader *reader, size_t starts) {
  if (starts <= reader->room) return true;
  size_t room = reader->room < 256 ? 256 : reader->room * 2;
  while (room < starts) room *= 2;
  uint32_t *larger = realloc(reader->starts, room * sizeof *larger);
  if (larger == NULL) return false;
  reader->starts = larger;
  reader->room = room;
  return true;
}

void tr__reader_view(tr_reader *reader, size_t bytes, tr_segment *segment) {
  uint32_t count = reader->count;
  while (count > 1 && reader->starts[count - 1] > bytes) count--;
  reader->count = count;
  reader->starts[count] = (uint32_t)bytes + 1;
  segment->bytes = (tr_str){tr__reader_here(reader), bytes};
  segment->id = 0;
  segment->element_count = count - 1;
  segment->flags = 0;
  segment->starts = reader->starts;
  segment->offset = reader->at;
  segment->ordinal = reader->ordinal + 1;
  segment->delims = &reader->delims;
}

void tr__reader_hand_on(tr_reader *reader, tr_segment *segment, uint64_t next) {
  if (reader->hold_lost && reader->held == 0) {
    segment->flags |= TR_SEGMENT_UNHELD;
    reader->held = 1;
  } else if (reader->holding) {
    reader->held++;
  }
  reader->ordinal = segment->ordinal;
  reader->segment = segment->offset;
  reader->at = reader->scan = next;
  reader->scanning = false;
  const char terminator = reader->delims.segment;
  reader->line = terminator == '\n'   ? TR__LINE_DONE
                 : terminator == '\r' ? TR__LINE_RETURN
                                      : TR__LINE_NONE;
}

tr_read tr_reader_next(tr_reader *reader, tr_segment *segment) {
  reader->looking = false;
  for (;;) {
    int step = TR_READ_END;
    switch ((enum tr__state)reader->state) {
      case TR__HEAD:
        step = tr__reader_read_head(reader);
        break;
      case TR__BLANK:
        step = tr__reader_read_blank(reader);
        break;
      case TR__FIRST:
        step = tr__reader_read_first(reader, segment);
        break;
      case TR__BETWEEN:
      case TR__INSIDE:
        step = tr__reader_read_segment(reader, segment);
        break;
      case TR__OVER:
        step = tr__reader_skip_rest(reader);
        break;
      case TR__LOST:
        step = tr__reader_search_isa(reader);
        break;
      case TR__END:
        return TR_READ_END;
      default:
        assert(false);
        return TR_READ_FAILED;
    }
    if (step != TR__STEP_ON) return (tr_read)step;
  }
}

tr_read tr_reader_ahead(tr_reader *reader, size_t n, tr_str *bytes) {
  reader->looking = true;
  const int step = tr__reader_want(reader, n);
  if (step != TR__STEP_ON) return (tr_read)step;
  const size_t sight = tr__reader_sight(reader);
  *bytes = (tr_str){sight > 0 ? tr__reader_here(reader) : NULL,
                    sight < n ? sight : n};
  return TR_READ_SEGMENT;
}

void tr_reader_again(const tr_reader *reader, tr_segment *segment) {
  segment->bytes.p = tr_window_at(&reader->window, segment->offset);
}

/* --- The hold ------------------------------------------------------------ */

void tr__reader_check_hold(tr_reader *reader) {
  if (!reader->holding) return;
  const tr_reader_limits *limits = &reader->limits;
  const bool bytes = reader->at - reader->hold > limits->held_bytes;
  if (!bytes && reader->held <= limits->held_segments) return;

  tr_place at = tr__reader_point(reader, reader->segment, 0);
  at.ordinal = reader->ordinal;
  tr_fault fault = tr_fault_of("TRX0108", "claim-limit", &at);
  char number[TR_NUMBER_TEXT];
  const uint32_t limit = bytes ? limits->held_bytes : limits->held_segments;
  tr_fault_argue(&fault, "limit", tr_number_text(limit, number));
  tr_fault_argue(&fault, "unit", bytes ? TR_STR("bytes") : TR_STR("segments"));
  tr__reader_report(reader, &fault);
  reader->holding = false;
  reader->hold_lost = true;
  reader->held = 0;
}

void tr_reader_hold(tr_reader *reader) {
  reader->holding = true;
  reader->hold_lost = false;
  reader->hold = reader->segment;
  reader->held = 1;
}

void tr_reader_release(tr_reader *reader) {
  reader->holding = false;
  reader->hold_lost = false;
  reader->held = 0;
}

tr_status tr_reader_held(const tr_reader *reader, tr_str *run,
                         uint64_t *offset) {
  if (reader->hold_lost) return TR_ELIMIT;
  if (!reader->holding) return TR_ENOTFOUND;
  *run = (tr_str){tr_window_at(&reader->window, reader->hold),
                  (size_t)(reader->at - reader->hold)};
  *offset = reader->hold;
  return TR_OK;
}
