/* Groups and interchanges of a 999: what is accepted of them, and when a TA1
 * says it in place of a 999. */
#include "render/ack_999.h"

#include <stdlib.h>

#include "render/ack_999_set.h"
#include "render/ack_ta1.h"

struct tr_ack_999 {
  const tr_run *run;
  tr_buf *out;
  const tr_spec *spec;
  tr_ack_head head;
  tr_status bad;

  /* the interchange that answers the open one; without a group that can be
     answered there is none */
  tr_buf body;
  tr_writer writer;
  tr_ack_envelope envelope;
  bool writing;
  size_t isa_bytes;    /* of its ISA, in body */
  unsigned set_number; /* of the last 999 in it */

  tr_group group;
  bool answering; /* the open group */
  bool group_noted;
  tr_severity group_worst;
  tr_ack_reasons group_reasons;
  tr_ack_notices group_waiting; /* for the GS they stand on */
  uint64_t accepted;            /* sets of the group */
  bool remarks;                 /* a set was accepted with errors noted */
  tr_ack_set set;
};

static void fail(tr_ack_999 *ack, tr_status status) {
  if (ack->bad == TR_OK) ack->bad = status;
}

/* ------------------------------------------------------------- interchange */

static void interchange_began(void *context,
                              const tr_interchange *interchange) {
  tr_ack_999 *ack = context;
  tr_ack_head_began(&ack->head, interchange);
  ack->writing = ack->answering = false;
}

/* The interchange waits for its first group, whose GS02 and GS03 it answers. */
static void begin_writing(tr_ack_999 *ack) {
  tr_ack_envelope_of(&ack->head.interchange, &ack->group, ack->run->today,
                     &ack->envelope);
  tr_buf_clear(&ack->body);
  tr_writer_init(&ack->writer, &ack->body);
  tr_write_interchange(&ack->writer, &ack->envelope.write);
  ack->isa_bytes = ack->body.n;
  tr_write_group(&ack->writer, ack->spec);
  ack->set_number = 0;
  ack->writing = true;
}

/* An interchange with a TA1 and nothing else. */
static void write_ta1(tr_ack_999 *ack, tr_buf *out, size_t *isa_bytes,
                      size_t *ta1_bytes) {
  tr_writer writer;
  if (!ack->writing)
    tr_ack_envelope_of(&ack->head.interchange, NULL, ack->run->today,
                       &ack->envelope);
  tr_writer_init(&writer, out);
  const size_t start = out->n;
  tr_write_interchange(&writer, &ack->envelope.write);
  *isa_bytes = out->n - start;
  tr_ack_head_write(&ack->head, &writer);
  *ta1_bytes = out->n - start - *isa_bytes;
  tr_write_interchange_end(&writer);
  if (writer.bad != TR_OK) fail(ack, writer.bad);
  tr_writer_done(&writer);
}

static void finish(tr_ack_999 *ack) {
  const bool due =
      tr_ack_head_due(&ack->head) && tr_ack_head_answerable(&ack->head);
  const bool refused = tr_ack_head_verdict(&ack->head) == 'R';
  size_t isa_bytes, ta1_bytes;
  if (refused || !ack->writing) {
    if (due) write_ta1(ack, ack->out, &isa_bytes, &ta1_bytes);
    return;
  }
  tr_write_group_end(&ack->writer);
  tr_write_interchange_end(&ack->writer);
  if (ack->writer.bad != TR_OK) fail(ack, ack->writer.bad);
  if (ack->bad != TR_OK) return;
  const tr_str body = tr_buf_str(&ack->body);
  tr_buf_add(ack->out, (tr_str){body.p, ack->isa_bytes});
  if (due) {
    tr_buf alone;
    tr_buf_init(&alone, 4096);
    write_ta1(ack, &alone, &isa_bytes, &ta1_bytes);
    if (ack->bad == TR_OK)
      tr_buf_add(ack->out, (tr_str){alone.p + isa_bytes, ta1_bytes});
    tr_buf_done(&alone);
  }
  tr_buf_add(ack->out,
             (tr_str){body.p + ack->isa_bytes, body.n - ack->isa_bytes});
}

static void interchange_ended(void *context, const tr_interchange *interchange,
                              bool whole) {
  tr_ack_999 *ack = context;
  (void)interchange;
  tr_ack_head_ended(&ack->head, whole);
  if (ack->bad == TR_OK) finish(ack);
  if (ack->writing) tr_writer_done(&ack->writer);
  ack->writing = false;
}

/* ------------------------------------------------------------------- groups */

static void note_group(tr_ack_999 *ack, tr_severity severity,
                       const char *reason) {
  if (severity < TR_SEVERITY_WARNING) return;
  if (!ack->group_noted || severity > ack->group_worst)
    ack->group_worst = severity;
  ack->group_noted = true;
  tr_ack_reason_add(&ack->group_reasons, reason);
}

/* A group that is not read: of another guide, or of something else. */
static const char *refusal_of(const tr_group *group) {
  static const char *const read[] = {"HC", "HP", "HN", "HR", "HS", "HB"};
  for (size_t i = 0; i < sizeof read / sizeof *read; i++)
    if (tr_str_eq(tr_short_str(&group->function), tr_str_of(read[i])))
      return "2";
  return "1";
}

/* AK905 for a fault of GS or GE. */
static const char *reason_of(const tr_group *group,
                             const tr_ack_notice *notice) {
  const bool ge = strcmp(notice->segment, "GE") == 0;
  if (ge) return notice->element == 2 ? "4" : "5";
  if (notice->element == 6)
    return strcmp(notice->rule, "TRX0007") == 0 ? "19" : "6";
  if (group->refused) return refusal_of(group);
  return notice->element == 8 ? "2" : "1";
}

static bool can_answer(const tr_ack_999 *ack, const tr_group *group) {
  const tr_spec_segment *ak1 = tr_ack_segment(ack->spec, 0, TR_CODE("AK1"));
  return !group->implied &&
         tr_ack_allows(ak1, 1, 0, tr_short_str(&group->function)) &&
         group->function.n > 0;
}

static void put_group(tr_ack_999 *ack) {
  const tr_group *group = &ack->group;
  const tr_delims *delims = &ack->envelope.write.delims;
  tr_writer *writer = &ack->writer;
  char number[TR_NUMBER_TEXT + 4], version[13];
  snprintf(number, sizeof number, "%04u", ++ack->set_number);
  tr_write_set(writer, ack->spec, tr_str_of(number));
  tr_write_begin(writer, TR_CODE("AK1"));
  tr_write_element(writer, tr_short_str(&group->function));
  const tr_str control = tr_short_str(&group->control);
  tr_write_element(writer,
                   tr_ack_is_number(control, 9) ? control : TR_STR("0"));
  const tr_str guide =
      tr_ack_text(tr_short_str(&group->version), delims, '\0', 12, version);
  tr_write_element(writer, guide.n > 0 ? guide : TR_STR("005010"));
  tr_write_end(writer);
}

static void group_began(void *context, const tr_group *group) {
  tr_ack_999 *ack = context;
  tr_ack_head_group(&ack->head, group);
  ack->group = *group;
  ack->accepted = 0;
  ack->remarks = ack->group_noted = false;
  ack->group_reasons.count = 0;
  /* nobody answers an acknowledgement */
  const bool is_ack = tr_str_eq(tr_short_str(&group->function), TR_STR("FA"));
  ack->answering = ack->bad == TR_OK && !is_ack && can_answer(ack, group);
  if (!ack->answering && !is_ack)
    tr_ack_head_note(&ack->head, TR_SEVERITY_WARNING, "024");
  for (size_t i = 0; i < ack->group_waiting.count; i++) {
    const tr_ack_notice *notice = &ack->group_waiting.at[i];
    if (notice->ordinal == group->header.ordinal)
      note_group(ack, notice->severity, reason_of(&ack->group, notice));
  }
  ack->group_waiting.count = 0;
  if (!ack->answering) return;
  if (group->refused) note_group(ack, TR_SEVERITY_ERROR, refusal_of(group));
  if (!ack->writing) begin_writing(ack);
  put_group(ack);
}

/* A set is written when the next thing begins or ends: what is missing at its
 * end is told after its SE. */
static void finish_set(tr_ack_999 *ack) {
  if (!ack->set.open || !ack->set.ended) return;
  const char verdict = tr_ack_set_write(&ack->set, &ack->writer);
  if (verdict == 'A' || verdict == 'E') ack->accepted++;
  if (verdict == 'E') ack->remarks = true;
  if (ack->set.bad != TR_OK) fail(ack, ack->set.bad);
  if (ack->writer.bad != TR_OK) fail(ack, ack->writer.bad);
}

static void group_ended(void *context, const tr_group *group, uint64_t sets,
                        uint64_t said, bool whole) {
  tr_ack_999 *ack = context;
  (void)group;
  tr_ack_head_group(&ack->head, NULL);
  finish_set(ack);
  if (!ack->answering) return;
  ack->answering = false;
  if (!whole) note_group(ack, TR_SEVERITY_ERROR, "3");
  const bool refused =
      ack->group.refused ||
      (ack->group_noted && ack->group_worst == TR_SEVERITY_ERROR);
  const uint64_t accepted = refused ? 0 : ack->accepted;
  const char *verdict = "A";
  if (refused || (accepted == 0 && sets > 0))
    verdict = "R";
  else if (accepted < sets)
    verdict = "P";
  else if (ack->remarks || ack->group_noted)
    verdict = "E";
  tr_writer *writer = &ack->writer;
  tr_write_begin(writer, TR_CODE("AK9"));
  tr_write_element(writer, tr_str_of(verdict));
  tr_write_number(writer, whole && said <= 999999 ? said : sets);
  tr_write_number(writer, sets);
  tr_write_number(writer, accepted);
  for (size_t i = 0; i < ack->group_reasons.count; i++)
    tr_write_element(writer, tr_str_of(ack->group_reasons.code[i]));
  tr_write_end(writer);
  tr_write_set_end(writer);
  if (writer->bad != TR_OK) fail(ack, writer->bad);
}

/* --------------------------------------------------------------------- sets */

static void set_began(void *context, const tr_transaction *set) {
  tr_ack_999 *ack = context;
  finish_set(ack);
  if (ack->answering)
    tr_ack_set_began(&ack->set, set, &ack->envelope.write.delims);
}

static void claim_began(void *context, const tr_claim *claim) {
  tr_ack_999 *ack = context;
  if (ack->set.open) tr_ack_set_claim(&ack->set, claim);
}

static void set_ended(void *context, const tr_transaction *set, bool whole) {
  tr_ack_999 *ack = context;
  (void)set;
  if (ack->set.open) tr_ack_set_ended(&ack->set, whole);
}

static bool take_group_notice(tr_ack_999 *ack, const tr_ack_notice *notice) {
  const bool gs = strcmp(notice->segment, "GS") == 0;
  if (gs &&
      (!ack->head.in_group || notice->ordinal != ack->group.header.ordinal)) {
    tr_ack_keep(&ack->group_waiting, notice);
    return true;
  }
  if (!gs && strcmp(notice->segment, "GE") != 0) return false;
  note_group(ack, notice->severity, reason_of(&ack->group, notice));
  return true;
}

void tr_ack_999_finding(void *ack, const tr_finding *finding) {
  tr_ack_999 *to = ack;
  const tr_ack_notice notice = tr_ack_notice_of(finding);
  if (to->bad != TR_OK || tr_ack_head_finding(&to->head, &notice) ||
      take_group_notice(to, &notice))
    return;
  tr_ack_set_finding(&to->set, finding, &notice);
}

/* ------------------------------------------------------------------ making */

tr_status tr_ack_999_new(const tr_run *run, tr_buf *out, tr_ack_999 **ack) {
  const tr_spec *spec = tr_spec_find(TR_STR("005010X231A1"), TR_STR("999"));
  if (spec == NULL) return TR_ENOTFOUND;
  tr_ack_999 *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->run = run;
  made->out = out;
  made->spec = spec;
  tr_buf_init(&made->body, TR_ACK_INTERCHANGE);
  tr_ack_set_init(&made->set, spec);
  *ack = made;
  return TR_OK;
}

tr_check_watch tr_ack_999_watch(tr_ack_999 *ack) {
  return (tr_check_watch){.context = ack,
                          .interchange_began = interchange_began,
                          .group_began = group_began,
                          .set_began = set_began,
                          .claim_began = claim_began,
                          .set_ended = set_ended,
                          .group_ended = group_ended,
                          .interchange_ended = interchange_ended};
}

tr_status tr_ack_999_bad(const tr_ack_999 *ack) { return ack->bad; }

void tr_ack_999_free(tr_ack_999 *ack) {
  if (ack == NULL) return;
  if (ack->writing) tr_writer_done(&ack->writer);
  tr_ack_set_done(&ack->set);
  tr_buf_done(&ack->body);
  free(ack);
}
