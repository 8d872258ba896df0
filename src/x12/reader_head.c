/* How an input begins, and each interchange: blanks, ISA, and what to do
 * with an ISA that is none or cannot be used. */
#include "x12/reader_parts.h"
#include "x12/sniff.h"

int tr__reader_finish(tr_reader *reader) {
  reader->state = TR__END;
  return TR_READ_END;
}

/* What TRX0001 points at: the first line, if it is text that says something. */
static tr_place refused_place(const tr_reader *reader, tr_str bytes,
                              const tr_sniff *sniff) {
  tr_place at = tr__reader_point(reader, reader->at, 0);
  if (strcmp(sniff->variant, "guess") == 0) return at;
  size_t line = 0;
  while (line < bytes.n && line < 80 && bytes.p[line] != '\n' &&
         bytes.p[line] != '\r')
    line++;
  at.line = at.value = (tr_str){bytes.p, line};
  if (sniff->segment.n > 0) at.value = sniff->segment;
  if (strcmp(sniff->variant, "lower-case") == 0) at.value.n = 3;
  at.length = (uint32_t)at.value.n;
  return at;
}

/* TRX0001. */
static int refuse_input(tr_reader *reader) {
  const int step = tr__reader_want(reader, TR_SNIFF_BYTES);
  if (step != TR__STEP_ON) return step;
  size_t n = tr__reader_sight(reader);
  if (n > TR_SNIFF_BYTES) n = TR_SNIFF_BYTES;
  const tr_str bytes = {n > 0 ? tr__reader_here(reader) : NULL, n};
  const tr_sniff sniff = tr_sniff_guess(bytes);

  const tr_place at = refused_place(reader, bytes, &sniff);
  tr_fault fault = tr_fault_of("TRX0001", sniff.variant, n > 0 ? &at : NULL);
  char text[TR_NUMBER_TEXT];
  if (strcmp(sniff.variant, "guess") == 0)
    tr_fault_argue(&fault, "guess", tr_str_of(sniff.guess));
  if (strcmp(sniff.variant, "no-envelope") == 0)
    tr_fault_argue(&fault, "segment", sniff.segment);
  if (strcmp(sniff.variant, "text-before") == 0)
    tr_fault_argue(&fault, "position",
                   tr_number_text(reader->at + sniff.position, text));
  tr__reader_report(reader, &fault);
  reader->not_x12 = true;
  return tr__reader_finish(reader);
}

int tr__reader_read_head(tr_reader *reader) {
  const int step = tr__reader_want(reader, 3);
  if (step != TR__STEP_ON) return step;
  if (tr__reader_sight(reader) >= 3 &&
      memcmp(tr__reader_here(reader), "\xEF\xBB\xBF", 3) == 0) {
    reader->bom = true;
    reader->at += 3;
  }
  reader->line = TR__LINE_DONE; /* no terminator yet: every blank is noted */
  reader->state = TR__BLANK;
  return TR__STEP_ON;
}

int tr__reader_read_blank(tr_reader *reader) {
  const int step = tr__reader_skip_padding(reader);
  if (step != TR__STEP_ON) return step;
  reader->state = TR__FIRST;
  return TR__STEP_ON;
}

/* --- ISA ----------------------------------------------------------------- */

/* Mark the elements of bytes that are already in sight. */
static bool split(tr_reader *reader, size_t bytes) {
  reader->count = 1;
  const char *const p = tr__reader_here(reader);
  if (!tr__reader_room(reader, bytes + 2)) return false;
  reader->starts[0] = 0;
  for (size_t i = 0; i < bytes; i++)
    if (p[i] == reader->delims.element)
      reader->starts[reader->count++] = (uint32_t)i + 1;
  return true;
}

/* The place of a delimiter in an ISA. */
static tr_place delim_place(const tr_segment *isa, tr_delim which) {
  tr_place place;
  if (which == TR_DELIM_REPETITION || which == TR_DELIM_COMPONENT) {
    tr_segment_place(isa, which == TR_DELIM_REPETITION ? 11 : 16, 0, &place);
    const unsigned at = tr_isa_at(which == TR_DELIM_REPETITION ? 11 : 16);
    place.offset = isa->offset + at;
    place.value = (tr_str){isa->bytes.p + at, 1};
  } else {
    tr_segment_place(isa, 0, 0, &place);
    const unsigned at = which == TR_DELIM_ELEMENT ? 3 : TR_ISA_BYTES - 1;
    place.offset = isa->offset + at;
    place.value = (tr_str){isa->bytes.p + at, 1};
  }
  place.length = 1;
  return place;
}

/* TRX0002 and TRX0003. */
static void report_isa(tr_reader *reader, const tr_segment *segment,
                       const tr_isa *isa) {
  char found[TR_NUMBER_TEXT], expected[TR_NUMBER_TEXT];
  char byte[TR__BYTE_TEXT];
  tr_place at;
  tr_segment_place(segment, 0, 0, &at);
  tr_fault fault = tr_fault_of("TRX0002", NULL, &at);

  switch (isa->problem) {
    case TR_ISA_EQUAL:
    case TR_ISA_CHARACTER: {
      at = delim_place(segment, isa->first);
      fault = tr_fault_of("TRX0003", "character", &at);
      tr_fault_argue(&fault, "first", tr_str_of(tr_delim_name(isa->first)));
      if (isa->problem == TR_ISA_EQUAL) {
        fault.variant = "equal";
        const tr_place also = delim_place(segment, isa->second);
        tr_fault_also(&fault, &also);
        tr_fault_argue(&fault, "second", tr_str_of(tr_delim_name(isa->second)));
      }
      tr_fault_argue(&fault, "byte", tr__byte_text(at.value.p[0], byte));
      tr__reader_report(reader, &fault);
      return;
    }
    case TR_ISA_REPETITION:
      tr_segment_place(segment, 11, 0, &at);
      fault = tr_fault_of("TRX0002", "repetition", &at);
      tr_fault_argue(&fault, "value", at.value);
      tr__reader_report(reader, &fault);
      return;
    case TR_ISA_WIDTH: {
      tr_segment_place(segment, isa->element[0], 0, &at);
      fault = tr_fault_of("TRX0002", "width", &at);
      for (unsigned i = 1; i < isa->elements; i++) {
        tr_place also;
        tr_segment_place(segment, isa->element[i], 0, &also);
        tr_fault_also(&fault, &also);
      }
      tr_fault_argue(&fault, "element", tr_str_of(fault.at.element));
      break;
    }
    case TR_ISA_COUNT:
      fault.variant = "elements";
      break;
    case TR_ISA_CUT:
    case TR_ISA_GOOD:
    case TR_ISA_NOT:
    default:
      fault.variant = "cut";
      break;
  }
  tr_fault_argue(&fault, "found", tr_number_text(isa->found, found));
  tr_fault_argue(&fault, "expected", tr_number_text(isa->expected, expected));
  tr__reader_report(reader, &fault);
}

int tr__reader_look_at_isa(tr_reader *reader, tr_isa *isa) {
  isa->problem = TR_ISA_NOT;
  int step = tr__reader_want(reader, TR_ISA_GLANCE);
  if (step != TR__STEP_ON) return step;
  size_t n = tr__reader_sight(reader);
  if (n > TR_ISA_GLANCE) n = TR_ISA_GLANCE;
  tr_isa_read((tr_str){tr__reader_here(reader), n}, isa);
  if (isa->problem == TR_ISA_GOOD) return TR__STEP_ON;

  step = tr__reader_want(reader, TR_ISA_LOOK);
  if (step != TR__STEP_ON) return step;
  n = tr__reader_sight(reader);
  if (n > TR_ISA_LOOK) n = TR_ISA_LOOK;
  tr_isa_read((tr_str){tr__reader_here(reader), n}, isa);
  return TR__STEP_ON;
}

/* A byte of an ISA that is neither text nor a delimiter. */
static void check_bytes(tr_reader *reader, tr_segment *isa) {
  const tr_delims *d = &reader->delims;
  for (size_t i = 0; i < isa->bytes.n; i++) {
    const char c = isa->bytes.p[i];
    const bool odd = (unsigned char)c < 0x20 || (unsigned char)c >= 0x7F;
    if (!odd || c == d->element || c == d->repetition || c == d->component)
      continue;
    isa->flags |= TR_SEGMENT_DAMAGED;
    reader->odd = isa->offset + i;
    tr__reader_report_odd(reader, isa);
    reader->odd = TR__NONE;
    return;
  }
}

int tr__reader_take_isa(tr_reader *reader, const tr_isa *isa, tr_segment *out) {
  const bool accepted =
      isa->problem == TR_ISA_GOOD || isa->problem == TR_ISA_REPETITION;
  memset(&reader->delims, 0, sizeof reader->delims);
  if (accepted || isa->usable)
    reader->delims = isa->delims;
  else if (tr__reader_sight(reader) > 3)
    reader->delims.element = tr__reader_here(reader)[3];
  if (!split(reader, isa->bytes)) return TR_READ_FAILED;
  tr_segment segment;
  tr__reader_view(reader, isa->bytes, &segment);
  segment.id = TR_CODE("ISA");
  if (isa->problem != TR_ISA_GOOD) report_isa(reader, &segment, isa);

  if (isa->problem == TR_ISA_CUT) {
    reader->truncated = true;
    return tr__reader_finish(reader);
  }
  reader->quiet = !accepted;
  reader->wrapped = false;
  memset(reader->control, 0, sizeof reader->control);
  if (accepted) {
    memcpy(reader->control, segment.bytes.p + tr_isa_at(13), tr_isa_width(13));
    check_bytes(reader, &segment);
  } else {
    segment.flags |= TR_SEGMENT_REFUSED;
  }
  reader->state = accepted || isa->usable ? TR__INSIDE : TR__LOST;
  uint64_t next = reader->at + isa->bytes + 1;
  if (next > tr_window_end(&reader->window))
    next = tr_window_end(&reader->window);
  tr__reader_hand_on(reader, &segment, next);
  *out = segment;
  return TR_READ_SEGMENT;
}

int tr__reader_read_first(tr_reader *reader, tr_segment *out) {
  int step = tr__reader_want(reader, 3);
  if (step != TR__STEP_ON) return step;
  if (tr__reader_sight(reader) < 3 ||
      memcmp(tr__reader_here(reader), "ISA", 3) != 0)
    return refuse_input(reader);
  tr_isa isa;
  step = tr__reader_look_at_isa(reader, &isa);
  if (step != TR__STEP_ON) return step;
  if (isa.problem == TR_ISA_NOT) return refuse_input(reader);
  if (reader->bom) tr__reader_tolerate(reader, "bom", 0, 3);
  tr__reader_note_padding(reader);
  return tr__reader_take_isa(reader, &isa, out);
}

int tr__reader_search_isa(tr_reader *reader) {
  for (;;) {
    tr_window_settle(&reader->window, tr__reader_keep(reader));
    const size_t n = tr__reader_sight(reader);
    const char *const from = n > 0 ? tr__reader_here(reader) : NULL;
    const char *const found = n > 0 ? memchr(from, 'I', n) : NULL;
    reader->at += found != NULL ? (uint64_t)(found - from) : n;
    const int step = tr__reader_want(reader, TR_ISA_BYTES);
    if (step != TR__STEP_ON) return step;
    if (tr__reader_sight(reader) == 0) return tr__reader_finish(reader);
    if (found == NULL) continue;

    tr_delims delims;
    if (tr__reader_sight(reader) >= TR_ISA_BYTES &&
        tr_delims_read((tr_str){tr__reader_here(reader), TR_ISA_BYTES},
                       &delims) == TR_OK) {
      reader->state = TR__BETWEEN;
      reader->line = TR__LINE_NONE;
      return TR__STEP_ON;
    }
    reader->at++;
  }
}
