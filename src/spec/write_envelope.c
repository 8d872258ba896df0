/* Interchanges and groups as they are written: fixed widths, numbers that go
 * with each other, counts that are right. */
#include <assert.h>

#include "spec/write.h"
#include "spec/write_parts.h"

enum { MOST_CONTROL = 999999999 };

static bool is_digits(tr_str text, size_t n) {
  bool good = text.n == n;
  for (size_t i = 0; good && i < n; i++)
    good = text.p[i] >= '0' && text.p[i] <= '9';
  return good;
}

static void refuse(tr_writer *writer, unsigned element, const char *reason) {
  tr__write_refuse(writer, TR_CODE("ISA"), element, 0, reason);
}

/* The four differ, can delimit, and none is missing. */
static void check_delims(tr_writer *writer) {
  const tr_delims *d = &writer->delims;
  const char all[4] = {d->element, d->repetition, d->component, d->segment};
  for (unsigned i = 0; i < sizeof all; i++) {
    if (!tr_delim_can(all[i])) refuse(writer, 0, "cannot have this delimiter");
    for (unsigned j = 0; j < i; j++)
      if (all[i] == all[j]) refuse(writer, 0, "has one delimiter twice");
  }
}

/* ISA05 to ISA08: a blank at an end would not be told from the padding. */
static void check_party(tr_writer *writer, unsigned element, tr_str qualifier,
                        tr_str id) {
  const tr_spec_segment *definition = tr_spec_control(TR_CODE("ISA"));
  const tr_spec_codes *codes =
      definition != NULL && definition->element_count >= element
          ? definition->elements[element - 1].codes
          : NULL;
  if (qualifier.n != tr_isa_width(element) ||
      (codes != NULL && !tr_spec_has(codes, qualifier)))
    refuse(writer, element, "is none of the values of the guide");
  if (id.n == 0)
    refuse(writer, element + 1, "is missing");
  else if (id.n > tr_isa_width(element + 1))
    refuse(writer, element + 1, "is too long");
  else if (tr_str_trim(id).n != id.n)
    refuse(writer, element + 1, "begins or ends with a blank");
  const char *objection = tr__write_objection(writer, id);
  if (objection != NULL) refuse(writer, element + 1, objection);
}

static void check_envelope(tr_writer *writer, const tr_write_envelope *e) {
  check_delims(writer);
  check_party(writer, 5, e->sender_qualifier, e->sender);
  check_party(writer, 7, e->receiver_qualifier, e->receiver);
  if (!is_digits(e->date, 8)) refuse(writer, 9, "is no date");
  if (!is_digits(e->time, 4)) refuse(writer, 10, "is no time");
  if (e->control < 1 || e->control > MOST_CONTROL)
    refuse(writer, 13, "is not 1 to 999999999");
  if (e->group_sender.n >= sizeof writer->group_sender)
    tr__write_refuse(writer, TR_CODE("GS"), 2, 0, "is too long");
  if (e->group_receiver.n >= sizeof writer->group_receiver)
    tr__write_refuse(writer, TR_CODE("GS"), 3, 0, "is too long");
}

static void keep(char *copy, size_t room, tr_str text) {
  memset(copy, 0, room);
  if (text.n > 0) memcpy(copy, text.p, text.n);
}

void tr_write_interchange(tr_writer *writer,
                          const tr_write_envelope *envelope) {
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_CLOSED);
  writer->delims = envelope->delims;
  check_envelope(writer, envelope);
  if (writer->bad != TR_OK) return;
  keep(writer->group_sender, sizeof writer->group_sender,
       envelope->group_sender);
  keep(writer->group_receiver, sizeof writer->group_receiver,
       envelope->group_receiver);
  keep(writer->date, sizeof writer->date, envelope->date);
  keep(writer->time, sizeof writer->time, envelope->time);
  writer->control = envelope->control;
  writer->groups = 0;
  const char e = writer->delims.element;
  tr_buf_clear(&writer->line);
  tr_buf_addf(&writer->line, "ISA%c00%c%10s%c00%c%10s%c%.*s%c%-15.*s", e, e, "",
              e, e, "", e, TR_STR_ARG(envelope->sender_qualifier), e,
              TR_STR_ARG(envelope->sender));
  tr_buf_addf(&writer->line, "%c%.*s%c%-15.*s%c%s%c%s%c%c%c00501%c%09u%c%c%c%c",
              e, TR_STR_ARG(envelope->receiver_qualifier), e,
              TR_STR_ARG(envelope->receiver), e, writer->date + 2, e,
              writer->time, e, writer->delims.repetition, e, e,
              (unsigned)writer->control, e, envelope->acknowledge ? '1' : '0',
              e, envelope->test ? 'T' : 'P');
  tr_buf_addf(&writer->line, "%c%c", e, writer->delims.component);
  tr__write_put(writer);
  writer->level = TR_WRITE_INTERCHANGE;
}

void tr_write_interchange_end(tr_writer *writer) {
  char control[TR_NUMBER_TEXT];
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_INTERCHANGE);
  snprintf(control, sizeof control, "%09u", (unsigned)writer->control);
  tr_write_begin(writer, TR_CODE("IEA"));
  tr_write_number(writer, writer->groups);
  tr_write_element(writer, tr_str_of(control));
  tr_write_end(writer);
  writer->level = TR_WRITE_CLOSED;
}

void tr_write_group(tr_writer *writer, const tr_spec *spec) {
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_INTERCHANGE);
  /* After the greatest number comes the first. */
  writer->group_control =
      (writer->control - 1 + writer->groups) % MOST_CONTROL + 1;
  writer->groups++;
  writer->sets = 0;
  writer->spec = spec;
  tr_write_begin(writer, TR_CODE("GS"));
  tr_write_element(writer, tr_str_of(spec->function));
  tr_write_element(writer, tr_str_of(writer->group_sender));
  tr_write_element(writer, tr_str_of(writer->group_receiver));
  tr_write_element(writer, tr_str_of(writer->date));
  tr_write_element(writer, tr_str_of(writer->time));
  tr_write_number(writer, writer->group_control);
  tr_write_element(writer, TR_STR("X"));
  tr_write_element(writer, tr_str_of(spec->guide));
  tr_write_end(writer);
  writer->level = TR_WRITE_GROUP;
}

void tr_write_group_end(tr_writer *writer) {
  if (writer->bad != TR_OK) return;
  assert(writer->level == TR_WRITE_GROUP);
  tr_write_begin(writer, TR_CODE("GE"));
  tr_write_number(writer, writer->sets);
  tr_write_number(writer, writer->group_control);
  tr_write_end(writer);
  writer->level = TR_WRITE_INTERCHANGE;
}
