/* Segments and elements as they are written: what would not be read back as it
 * was given, or departs from the guide, is refused. */
#include "spec/write.h"

#include <assert.h>

#include "spec/write_parts.h"

/* ----------------------------------------------------------------- refusals */

void tr__write_refuse(tr_writer *writer, tr_code segment, unsigned element,
                      unsigned part, const char *reason) {
  if (writer->bad != TR_OK) return;
  writer->bad = TR_ESYNTAX;
  writer->error =
      (tr_write_error){segment, (uint8_t)element, (uint8_t)part, reason};
}

const char *tr__write_objection(const tr_writer *writer, tr_str value) {
  const tr_delims *d = &writer->delims;
  for (size_t i = 0; i < value.n; i++) {
    const char c = value.p[i];
    if (c == d->element || c == d->component || c == d->segment ||
        c == d->repetition)
      return "holds a delimiter";
    if (c < ' ' || c > '~') return "holds a character that X12 does not take";
  }
  return NULL;
}

/* What a fault of the walk means to whoever writes. */
static const char *reason_of(const char *rule) {
  static const struct {
    const char *rule, *reason;
  } reasons[] = {
      {"TRX0101", "is no segment of this place"},
      {"TRX0102", "is out of order"},
      {"TRX0103", "is missing"},
      {"TRX0104", "is there too often"},
      {"TRX0105", "is missing"},
      {"TRX0106", "is not used"},
      {"TRX0107", "has too many parts"},
      {"TRX0108", "is too short or too long"},
      {"TRX0109", "is not of its type"},
      {"TRX0110", "is none of the values of the guide"},
      {"TRX0111", "does not go with the other elements"},
      {"TRX0112", "breaks the hierarchy"},
      {"TRX0113", "is not the next number"},
  };
  for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
    if (strcmp(rule, reasons[i].rule) == 0) return reasons[i].reason;
  return "departs from the guide";
}

/* "SV101-3" as numbers; 0 where there is none. */
static void read_place(const tr_place *at, unsigned *element, unsigned *part) {
  const size_t id = strlen(at->segment);
  unsigned *number = element;
  *element = *part = 0;
  if (strncmp(at->element, at->segment, id) != 0) return;
  for (const char *c = at->element + id; *c != '\0'; c++) {
    if (*c == '-')
      number = part;
    else if (*c >= '0' && *c <= '9')
      *number = *number * 10 + (unsigned)(*c - '0');
  }
}

static void take_fault(void *context, const tr_fault *fault) {
  tr_writer *writer = context;
  const bool lenient =
      fault->variant != NULL && strcmp(fault->variant, "lenient") == 0;
  if (lenient) return; /* the public maps disagree: it may be written */
  const tr_syntax *syntax = &fault->syntax;
  unsigned element = syntax->element, part = syntax->part;
  const char *id = syntax->segment;
  if (id[0] == '\0') { /* one that no 999 speaks of: GS, TA1 */
    id = fault->at.segment;
    read_place(&fault->at, &element, &part);
  }
  const tr_code segment = tr_code_pack(tr_str_of(id));
  tr__write_refuse(writer, segment != 0 ? segment : writer->id, element, part,
                   reason_of(fault->rule));
}

/* ------------------------------------------------------------------ writing */

void tr_writer_init(tr_writer *writer, tr_buf *out) {
  *writer = (tr_writer){.out = out};
  tr_buf_init(&writer->line, TR_WRITE_BYTES);
}

void tr_writer_done(tr_writer *writer) { tr_buf_done(&writer->line); }

void tr_write_begin(tr_writer *writer, tr_code id) {
  char text[TR_CODE_BYTES + 1];
  if (writer->bad != TR_OK) return;
  assert(writer->id == 0 && writer->level != TR_WRITE_CLOSED);
  tr_buf_clear(&writer->line);
  tr_buf_add(&writer->line, (tr_str){text, tr_code_text(id, text)});
  writer->id = id;
  writer->element = writer->part = 0;
}

static void cut_end(tr_buf *line, char separator) {
  while (line->n > 0 && line->p[line->n - 1] == separator) line->n--;
}

/* Begin the next element. */
static bool next_element(tr_writer *writer) {
  if (writer->element == TR_WRITE_ELEMENTS) {
    tr__write_refuse(writer, writer->id, 0, 0, "has too many elements");
    return false;
  }
  writer->element++;
  tr_buf_add_char(&writer->line, writer->delims.element);
  return true;
}

static void put_value(tr_writer *writer, tr_str value) {
  const char *objection = tr__write_objection(writer, value);
  if (objection != NULL)
    tr__write_refuse(writer, writer->id, writer->element, writer->part,
                     objection);
  else
    tr_buf_add(&writer->line, value);
}

void tr_write_element(tr_writer *writer, tr_str value) {
  if (writer->bad != TR_OK) return;
  assert(writer->id != 0);
  tr_write_part_end(writer);
  if (next_element(writer)) put_value(writer, value);
}

void tr_write_part(tr_writer *writer, tr_str value) {
  if (writer->bad != TR_OK) return;
  assert(writer->id != 0);
  if (writer->part == UINT8_MAX) {
    tr__write_refuse(writer, writer->id, writer->element, 0,
                     "has too many parts");
    return;
  }
  if (writer->part == 0 && !next_element(writer)) return;
  if (writer->part > 0)
    tr_buf_add_char(&writer->line, writer->delims.component);
  writer->part++;
  put_value(writer, value);
}

void tr_write_part_end(tr_writer *writer) {
  if (writer->bad != TR_OK || writer->part == 0) return;
  cut_end(&writer->line, writer->delims.component);
  writer->part = 0;
}

void tr_write_number(tr_writer *writer, uint64_t number) {
  char text[TR_NUMBER_TEXT];
  tr_write_element(writer, tr_number_text(number, text));
}

void tr_write_money(tr_writer *writer, int64_t cents) {
  char text[TR_NUMBER_TEXT + 4];
  const uint64_t size =
      cents < 0 ? (uint64_t)0 - (uint64_t)cents : (uint64_t)cents;
  const unsigned part = (unsigned)(size % 100);
  const char *const sign = cents < 0 ? "-" : "";
  int n = 0;
  if (part == 0)
    n = snprintf(text, sizeof text, "%s%llu", sign,
                 (unsigned long long)(size / 100));
  else if (size < 100)
    n = snprintf(text, sizeof text, "%s.%02u", sign, part);
  else
    n = snprintf(text, sizeof text, "%s%llu.%02u", sign,
                 (unsigned long long)(size / 100), part);
  if (part != 0 && part % 10 == 0) n--; /* "90.5" */
  tr_write_element(writer, (tr_str){text, (size_t)n});
}

/* ------------------------------------------------------------------ judging */

/* Values that are accepted from others and never written. */
static void check_read(tr_writer *writer, const tr_segment *segment,
                       const tr_spec_segment *definition) {
  for (uint32_t i = 0; i < definition->element_count; i++) {
    const tr_spec_element *element = &definition->elements[i];
    const tr_str value = tr_segment_element(segment, i + 1);
    if (element->read != NULL && tr_spec_has(element->read, value))
      tr__write_refuse(writer, writer->id, i + 1, 0, "is read, never written");
    for (uint8_t j = 0; j < element->part_count; j++) {
      tr_str part;
      const tr_spec_codes *read = element->parts[j].read;
      if (read != NULL &&
          tr_component(value, segment->delims->component, j + 1U, &part) &&
          tr_spec_has(read, part))
        tr__write_refuse(writer, writer->id, i + 1, j + 1U,
                         "is read, never written");
    }
  }
}

/* The segment at hand against the guide. */
static void judge(tr_writer *writer) {
  uint32_t starts[TR_WRITE_ELEMENTS + 2] = {0};
  uint32_t count = 0;
  const tr_str line = tr_buf_str(&writer->line);
  for (size_t i = 0; i < line.n && count < TR_WRITE_ELEMENTS; i++)
    if (line.p[i] == writer->delims.element) starts[++count] = (uint32_t)i + 1;
  starts[count + 1] = (uint32_t)line.n + 1;
  const tr_segment segment = {.bytes = line,
                              .id = writer->id,
                              .element_count = count,
                              .starts = starts,
                              .offset = writer->out->n,
                              .ordinal = writer->segments + 1,
                              .delims = &writer->delims};
  if (writer->level == TR_WRITE_SET) {
    const tr_spot spot = tr_walk_segment(&writer->walk, &segment);
    if (spot.segment != NULL) check_read(writer, &segment, spot.segment);
    return;
  }
  const tr_spec_segment *definition = tr_spec_control(writer->id);
  if (definition == NULL)
    tr__write_refuse(writer, writer->id, 0, 0, "belongs into a set");
  else
    tr_walk_control(definition, &segment, take_fault, writer);
}

void tr__write_put(tr_writer *writer) {
  tr_buf_add_char(&writer->line, writer->delims.segment);
  if (writer->bad == TR_OK) writer->bad = writer->line.bad;
  if (writer->bad == TR_OK) {
    tr_buf_add(writer->out, tr_buf_str(&writer->line));
    writer->bad = writer->out->bad;
  }
  writer->segments++;
  writer->id = 0;
}

void tr_write_end(tr_writer *writer) {
  if (writer->bad != TR_OK) return;
  assert(writer->id != 0);
  tr_write_part_end(writer);
  cut_end(&writer->line, writer->delims.element);
  writer->bad = writer->line.bad;
  if (writer->bad == TR_OK) judge(writer);
  if (writer->bad == TR_OK) tr__write_put(writer);
}

/* --------------------------------------------------------------------- sets */

void tr_write_set(tr_writer *writer, const tr_spec *spec, tr_str control) {
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_GROUP && writer->spec == spec);
  const tr_spec_segment *header =
      &spec->segments[spec->loops[0].children[0].index];
  if (control.n >= sizeof writer->set_control) {
    tr__write_refuse(writer, TR_CODE("ST"), 2, 0, "is too long");
    return;
  }
  memset(writer->set_control, 0, sizeof writer->set_control);
  if (control.n > 0) memcpy(writer->set_control, control.p, control.n);
  writer->level = TR_WRITE_SET;
  writer->sets++;
  writer->segments = 0;
  tr_walk_begin(&writer->walk, spec, take_fault, writer);
  tr_write_begin(writer, TR_CODE("ST"));
  tr_write_element(writer, tr_str_of(spec->transaction));
  tr_write_element(writer, control);
  if (header->element_count > 2 &&
      header->elements[2].usage != TR_USAGE_NOT_USED)
    tr_write_element(writer, tr_str_of(spec->guide));
  tr_write_end(writer);
}

void tr_write_set_end(tr_writer *writer) {
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_SET);
  tr_write_begin(writer, TR_CODE("SE"));
  tr_write_number(writer, writer->segments + 1);
  tr_write_element(writer, tr_str_of(writer->set_control));
  tr_write_end(writer);
  writer->level = TR_WRITE_GROUP;
}
