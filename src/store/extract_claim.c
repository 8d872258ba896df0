/* What is kept of a claim in columns, and where it and the levels above it
 * stand in the file, so that it can be cut out again. */
#include "store/extract_parts.h"

enum { TEXT_MOST = 512 /* bytes of a joined value */ };

/* -------------------------------------------------------------------- spans */

static void close_span(tr__extract *extract, uint64_t end) {
  if (extract->open >= 0) {
    tr__span *span = &extract->spans[extract->open];
    span->size = end - span->at;
  }
  extract->open = -1;
}

static void open_span(tr__extract *extract, tr__level level, uint64_t at) {
  for (int below = (int)level; below < TR__LEVELS; below++)
    extract->spans[below].there = false;
  extract->spans[level] = (tr__span){at, 0, true};
  extract->open = (int)level;
}

void tr__extract_span(tr__extract *extract, const tr_segment *segment) {
  static const tr_code ends[] = {
      (tr_code)'I' << 56 | (tr_code)'E' << 48 | (tr_code)'A' << 40,
      (tr_code)'G' << 56 | (tr_code)'E' << 48,
      (tr_code)'S' << 56 | (tr_code)'E' << 48,
      (tr_code)'T' << 56 | (tr_code)'A' << 48 | (tr_code)'1' << 40};
  const tr_code id = segment->id;
  int level = -1;
  bool ends_one = false;
  if (id == TR_CODE("ISA"))
    level = TR__INTERCHANGE;
  else if (id == TR_CODE("GS"))
    level = TR__GROUP;
  else if (id == TR_CODE("ST"))
    level = TR__SET;
  else if (extract->in_claims && id == TR_CODE("CLM"))
    level = TR__CLAIM;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    ends_one = ends_one || id == ends[i];
  if (extract->in_claims && id == TR_CODE("HL")) {
    const tr_str kind = tr_segment_element(segment, 3);
    level = tr_str_eq(kind, TR_STR("20"))   ? TR__PROVIDER
            : tr_str_eq(kind, TR_STR("22")) ? TR__SUBSCRIBER
            : tr_str_eq(kind, TR_STR("23")) ? TR__DEPENDENT
                                            : -1;
    ends_one = true;
  }
  if (level < 0 && !ends_one) return;
  close_span(extract, segment->offset);
  if (level >= 0) open_span(extract, (tr__level)level, segment->offset);
}

static void put_span(const tr__extract *extract, tr__level level,
                     tr_cell *values) {
  const tr__span *span = &extract->spans[level];
  values[0] = span->there ? tr_cell_integer((int64_t)span->at) : tr_cell_null();
  values[1] =
      span->there ? tr_cell_integer((int64_t)span->size) : tr_cell_null();
}

/* ------------------------------------------------------------------ parties */

static tr_cell of_party(const tr_party *party, size_t offset) {
  if (party == NULL) return tr_cell_null();
  const tr_field *field =
      (const tr_field *)(const void *)((const char *)party + offset);
  return tr__extract_text(party->unit, field);
}

#define OF(party, member) of_party((party), offsetof(tr_party, member))

static void add_upper(tr_buf *out, tr_str text) {
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    tr_buf_add_char(out, (char)(c >= 'a' && c <= 'z' ? c - 32 : c));
  }
}

/* One person is one text, whatever the payer: letters without case, the date
 * of birth, and where that was not sent the member's number. */
void tr_extract_patient(const tr_claim *claim, tr_buf *out) {
  const tr_party *patient = claim->patient;
  char day[TR_DAY_TEXT];
  tr_buf_clear(out);
  if (patient == NULL || patient->name.state != TR_FIELD_KNOWN) return;
  add_upper(out, tr_unit_text(patient->unit, &patient->name));
  tr_buf_add_char(out, '|');
  add_upper(out, tr_unit_text(patient->unit, &patient->first_name));
  tr_buf_add_char(out, '|');
  if (patient->birth.state == TR_FIELD_KNOWN) {
    tr_day_text((tr_day)patient->birth.number, day);
    tr_buf_add(out, tr_str_of(day));
  } else if (claim->subscriber != NULL) {
    tr_buf_add_char(out, '#');
    tr_buf_add(out,
               tr_unit_text(claim->subscriber->unit, &claim->subscriber->id));
  }
}

static tr_cell patient_of(const tr_claim *claim, tr_buf *out) {
  tr_extract_patient(claim, out);
  return tr_cell_text(tr_buf_str(out));
}

static tr_cell rendering_of(const tr_claim *claim) {
  return claim->rendering != NULL ? OF(claim->rendering, id)
                                  : OF(claim->billing, id);
}

/* -------------------------------------------------------------------- parts */

static tr_cell joined(const tr_unit *unit, const tr_field *fields,
                      unsigned count, char *out) {
  size_t n = 0;
  for (unsigned i = 0; i < count; i++) {
    char room[TR_CODE_BYTES + 1];
    const tr_str text = tr__extract_code(unit, &fields[i], room).text;
    if (text.n == 0 || n + text.n + 1 > TEXT_MOST) continue;
    if (n > 0) out[n++] = ':';
    memcpy(out + n, text.p, text.n);
    n += text.n;
  }
  return tr_cell_text((tr_str){out, n});
}

static tr_cell pointers_of(const tr_line *line, char *out) {
  size_t n = 0;
  for (int i = 0; i < TR_POINTERS; i++) {
    const tr_str text = tr_unit_text(line->unit, &line->pointers[i]);
    if (text.n == 0 || n + text.n + 1 > TEXT_MOST) continue;
    if (n > 0) out[n++] = ':';
    memcpy(out + n, text.p, text.n);
    n += text.n;
  }
  return tr_cell_text((tr_str){out, n});
}

static void take_line(tr__extract *extract, const tr_line *line, int64_t id) {
  char code[TR_CODE_BYTES + 1], place[TR_CODE_BYTES + 1];
  char modifiers[TEXT_MOST], pointers[TEXT_MOST];
  const tr_unit *unit = line->unit;
  tr_cell values[] = {tr_cell_integer(id),
                      tr_cell_integer(line->index + 1),
                      tr__extract_code(unit, &line->code, code),
                      joined(unit, line->modifiers, TR_MODIFIERS, modifiers),
                      tr__extract_number(&line->units),
                      tr__extract_number(&line->charge),
                      tr__extract_code(unit, &line->place, place),
                      tr__extract_number(&line->date),
                      tr__extract_number(&line->date_to),
                      pointers_of(line, pointers),
                      tr__extract_text(unit, &line->control_number),
                      OF(line->rendering, id)};
  tr__extract_row(extract, TR_DERIVED_LINE, values);
}

static void take_diagnosis(tr__extract *extract, const tr_diagnosis *diagnosis,
                           int64_t id) {
  char code[TR_CODE_BYTES + 1], qualifier[TR_CODE_BYTES + 1];
  const tr_unit *unit = diagnosis->unit;
  tr_cell values[] = {tr_cell_integer(id), tr_cell_integer(diagnosis->position),
                      tr__extract_code(unit, &diagnosis->qualifier, qualifier),
                      tr__extract_code(unit, &diagnosis->code, code)};
  tr__extract_row(extract, TR_DERIVED_DIAGNOSIS, values);
}

static void days_of(const tr_claim *claim, tr_day *from, tr_day *to) {
  *from = *to = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->date.state != TR_FIELD_KNOWN) continue;
    const tr_day first = (tr_day)line->date.number;
    const tr_day last = line->date_to.state == TR_FIELD_KNOWN
                            ? (tr_day)line->date_to.number
                            : first;
    if (*from == TR_DAY_MIN || first < *from) *from = first;
    if (*to == TR_DAY_MIN || last > *to) *to = last;
  }
}

static void take_claim(tr__extract *extract, const tr_claim *claim,
                       int64_t id) {
  const tr_unit *unit = claim->unit;
  const tr_unit *above = claim->subscriber_unit;
  tr_day from, to;
  days_of(claim, &from, &to);
  tr_cell values[TR_DERIVED_COLUMNS] = {
      tr_cell_integer(id),
      tr_cell_integer(extract->file),
      tr_cell_integer((int64_t)claim->at),
      tr__extract_text(unit, &claim->id),
      tr__extract_text(unit, &claim->original_reference),
      tr__extract_text(unit, &claim->frequency),
      tr__extract_number(&claim->total),
      tr_cell_day(from),
      tr_cell_day(to),
      tr__extract_text(unit, &claim->place),
      OF(claim->billing, id),
      OF(claim->billing, name),
      rendering_of(claim),
      OF(claim->payer, id),
      OF(claim->payer, name),
      tr__extract_text(above, &claim->filing_code),
      tr__extract_text(above, &claim->responsibility),
      patient_of(claim, &extract->words),
      OF(claim->patient, name),
      OF(claim->patient, first_name),
      claim->patient != NULL ? tr__extract_number(&claim->patient->birth)
                             : tr_cell_null(),
      OF(claim->patient, sex),
      OF(claim->patient, id),
      OF(claim->subscriber, id),
      tr__extract_number(&claim->set->created),
      tr_cell_integer(claim->set->test),
      tr_cell_integer(claim->damaged)};
  for (int level = 0; level < TR__LEVELS; level++)
    put_span(extract, (tr__level)level, &values[27 + 2 * level]);
  tr__extract_row(extract, TR_DERIVED_CLAIM, values);
}

void tr__extract_claim(tr__extract *extract, const tr_segment *segment) {
  tr_str run = {NULL, 0};
  uint64_t offset = 0;
  tr_reader *reader = &extract->intake.reader;
  if (tr_reader_held(reader, &run, &offset) != TR_OK) run.n = 0;
  const tr_claim *claim =
      tr_builder_finish_claim(extract->builder, run, offset);
  if (claim != NULL && extract->spans[TR__INTERCHANGE].there) {
    close_span(extract, segment->offset);
    const int64_t id = tr__extract_id(extract, TR_DERIVED_CLAIM);
    take_claim(extract, claim, id);
    for (uint32_t i = 0; i < claim->line_count; i++)
      take_line(extract, &claim->lines[i], id);
    for (uint32_t i = 0; i < claim->diagnosis_count; i++)
      take_diagnosis(extract, &claim->diagnoses[i], id);
    extract->found->damaged += claim->damaged;
  }
  tr_reader_release(reader);
}
