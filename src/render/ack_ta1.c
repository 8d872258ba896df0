/* Which code of TA105 says a fault of an interchange. */
#include "render/ack_ta1.h"

#include <stdlib.h>

/* -------------------------------------------------------------------- codes */

/* TA105 for a fault of an element of ISA, from ISA01. */
static const char *const isa_notes[TR_ISA_ELEMENTS] = {
    "010", "011", "012", "013", "005", "006", "007", "008",
    "014", "015", "016", "017", "018", "019", "020", "027"};

static const char *delimiter_note(const tr_ack_notice *notice) {
  if (notice->element == 16) return "027";
  if (notice->element == 11) return "016";
  return notice->offset == 3 ? "026" : "004";
}

static const char *note_of(const tr_ack_notice *notice) {
  const bool isa = strcmp(notice->segment, "ISA") == 0;
  const bool iea = strcmp(notice->segment, "IEA") == 0;
  if (isa && strcmp(notice->rule, "TRX0003") == 0)
    return delimiter_note(notice);
  if (isa && strcmp(notice->rule, "TRX0007") == 0) return "025";
  if (isa && strcmp(notice->rule, "TRX0009") == 0) return "003";
  if (isa && notice->element >= 1 && notice->element <= TR_ISA_ELEMENTS)
    return isa_notes[notice->element - 1];
  if (iea && notice->element == 1) return "021";
  if (iea && notice->element == 2) return "001";
  if (strcmp(notice->rule, "TRX0011") == 0) return "023";
  return "022";
}

/* --------------------------------------------------------------------- head */

void tr_ack_head_note(tr_ack_head *head, tr_severity severity,
                      const char *note) {
  if (severity < TR_SEVERITY_WARNING ||
      (head->noted && severity <= head->worst))
    return;
  head->noted = true;
  head->worst = severity;
  memcpy(head->note, note, sizeof head->note);
}

void tr_ack_head_began(tr_ack_head *head, const tr_interchange *interchange) {
  head->interchange = *interchange;
  head->open = true;
  head->in_group = head->noted = false;
  head->worst = TR_SEVERITY_INFO;
  memcpy(head->note, "000", sizeof head->note);
  for (size_t i = 0; i < head->waiting.count; i++) {
    const tr_ack_notice *notice = &head->waiting.at[i];
    if (notice->ordinal == interchange->header.ordinal)
      tr_ack_head_note(head, notice->severity, note_of(notice));
  }
  head->waiting.count = 0;
}

void tr_ack_head_group(tr_ack_head *head, const tr_group *group) {
  head->in_group = group != NULL;
  /* nothing says what its sets are, and no 999 could name it */
  if (group != NULL && group->implied)
    tr_ack_head_note(head, TR_SEVERITY_ERROR, "024");
}

/* TRX0004: missing trailers are told by the ends of their levels; what is left
 * is a trailer that closes nothing. */
static bool is_lone_trailer(const tr_ack_head *head,
                            const tr_ack_notice *notice) {
  return strcmp(notice->segment, "SE") == 0 ||
         (strcmp(notice->segment, "GE") == 0 && !head->in_group);
}

/* GS, where AK9 has no code for what is wrong with it. */
static bool is_nameless(const tr_ack_notice *notice) {
  static const char nameless[] = {2, 3, 4, 5, 7};
  return strcmp(notice->segment, "GS") == 0 && notice->element < 8 &&
         memchr(nameless, (int)notice->element, sizeof nameless) != NULL;
}

bool tr_ack_head_finding(tr_ack_head *head, const tr_ack_notice *notice) {
  const bool control = strcmp(notice->rule, "TRX0004") == 0;
  const bool isa = strcmp(notice->segment, "ISA") == 0;
  if (isa && !control &&
      (!head->open || notice->ordinal != head->interchange.header.ordinal)) {
    tr_ack_keep(&head->waiting, notice);
    return true;
  }
  const char *note = NULL;
  if (control)
    note = is_lone_trailer(head, notice) ? "022" : NULL;
  else if (strcmp(notice->rule, "TRX0008") == 0)
    note = "022";
  else if (is_nameless(notice))
    note = "024";
  else if (isa || strcmp(notice->segment, "IEA") == 0 ||
           strcmp(notice->segment, "TA1") == 0)
    note = note_of(notice);
  if (note != NULL && head->open)
    tr_ack_head_note(head, notice->severity, note);
  return note != NULL || control;
}

void tr_ack_head_ended(tr_ack_head *head, bool whole) {
  if (!whole) tr_ack_head_note(head, TR_SEVERITY_ERROR, "023");
  if (head->interchange.refused)
    tr_ack_head_note(head, TR_SEVERITY_ERROR, "022");
  head->open = false;
}

char tr_ack_head_verdict(const tr_ack_head *head) {
  if (!head->noted) return 'A';
  return head->worst == TR_SEVERITY_ERROR ? 'R' : 'E';
}

bool tr_ack_head_due(const tr_ack_head *head) {
  const tr_header *header = &head->interchange.header;
  const unsigned at = tr_isa_at(14);
  return head->noted || (!head->interchange.refused &&
                         header->line_bytes > at && header->line[at] == '1');
}

bool tr_ack_head_answerable(const tr_ack_head *head) {
  const tr_str control = tr_str_of(head->interchange.control);
  return control.n == 9 && tr_ack_is_number(control, 9);
}

void tr_ack_head_write(const tr_ack_head *head, tr_writer *writer) {
  const tr_interchange *sent = &head->interchange;
  tr_ack_envelope envelope;
  tr_ack_envelope_of(sent, NULL, TR_DAY_MIN, &envelope);
  const char verdict = tr_ack_head_verdict(head);
  tr_write_begin(writer, TR_CODE("TA1"));
  tr_write_element(writer, tr_str_of(sent->control));
  tr_write_element(writer, tr_str_of(envelope.date + 2));
  tr_write_element(writer, tr_str_of(envelope.time));
  tr_write_element(writer, (tr_str){&verdict, 1});
  tr_write_element(writer, tr_str_of(head->note));
  tr_write_end(writer);
}

/* ---------------------------------------------------------------- TA1 alone */

struct tr_ack_ta1 {
  const tr_run *run;
  tr_buf *out;
  tr_ack_head head;
  tr_writer writer;
  tr_status bad;
};

static void interchange_began(void *context,
                              const tr_interchange *interchange) {
  tr_ack_ta1 *ack = context;
  tr_ack_head_began(&ack->head, interchange);
}

static void group_began(void *context, const tr_group *group) {
  tr_ack_ta1 *ack = context;
  tr_ack_head_group(&ack->head, group);
}

static void group_ended(void *context, const tr_group *group, uint64_t sets,
                        uint64_t said, bool whole) {
  tr_ack_ta1 *ack = context;
  (void)group;
  (void)sets;
  (void)said;
  (void)whole;
  tr_ack_head_group(&ack->head, NULL);
}

static void interchange_ended(void *context, const tr_interchange *interchange,
                              bool whole) {
  tr_ack_ta1 *ack = context;
  (void)interchange;
  tr_ack_head_ended(&ack->head, whole);
  if (ack->bad != TR_OK || !tr_ack_head_answerable(&ack->head)) return;
  tr_ack_envelope envelope;
  tr_ack_envelope_of(&ack->head.interchange, NULL, ack->run->today, &envelope);
  tr_writer_init(&ack->writer, ack->out);
  tr_write_interchange(&ack->writer, &envelope.write);
  tr_ack_head_write(&ack->head, &ack->writer);
  tr_write_interchange_end(&ack->writer);
  ack->bad = ack->writer.bad;
  tr_writer_done(&ack->writer);
}

tr_status tr_ack_ta1_new(const tr_run *run, tr_buf *out, tr_ack_ta1 **ack) {
  tr_ack_ta1 *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->run = run;
  made->out = out;
  *ack = made;
  return TR_OK;
}

void tr_ack_ta1_finding(void *ack, const tr_finding *finding) {
  tr_ack_ta1 *to = ack;
  const tr_ack_notice notice = tr_ack_notice_of(finding);
  (void)tr_ack_head_finding(&to->head, &notice);
}

tr_check_watch tr_ack_ta1_watch(tr_ack_ta1 *ack) {
  return (tr_check_watch){.context = ack,
                          .interchange_began = interchange_began,
                          .group_began = group_began,
                          .group_ended = group_ended,
                          .interchange_ended = interchange_ended};
}

tr_status tr_ack_ta1_bad(const tr_ack_ta1 *ack) { return ack->bad; }

void tr_ack_ta1_free(tr_ack_ta1 *ack) { free(ack); }
