/* Interchanges and sets of a 277CA. */
#include "render/ack_277ca.h"

#include <stdlib.h>

#include "render/ack_277ca_write.h"

enum { NUMBER_STEP = 500000000 /* half of what ISA13 can hold */ };

struct tr_ack_277ca {
  const tr_run *run;
  tr_buf *out;
  const tr_spec *spec;
  tr_interchange interchange;
  tr_group group;
  tr_transaction set;
  tr_writer writer;
  tr_ack_envelope envelope;
  bool writing;        /* an interchange is open in `writer` */
  unsigned set_number; /* of the last 277CA in it */
  tr_ack_claims claims;
  tr_status bad;
};

static void interchange_began(void *context,
                              const tr_interchange *interchange) {
  tr_ack_277ca *ack = context;
  ack->interchange = *interchange;
}

static void group_began(void *context, const tr_group *group) {
  tr_ack_277ca *ack = context;
  ack->group = *group;
}

static void claim_began(void *context, const tr_claim *claim) {
  tr_ack_277ca *ack = context;
  tr_ack_claims_claim(&ack->claims, claim);
}

static void claim_ended(void *context) {
  tr_ack_277ca *ack = context;
  tr_ack_claims_ended(&ack->claims);
  if (ack->bad == TR_OK) ack->bad = ack->claims.bad;
}

/* The interchange is begun by its first set with claims. */
static void begin_writing(tr_ack_277ca *ack) {
  tr_writer_init(&ack->writer, ack->out);
  tr_write_interchange(&ack->writer, &ack->envelope.write);
  tr_write_group(&ack->writer, ack->spec);
  ack->set_number = 0;
  ack->writing = true;
}

static void write_set(tr_ack_277ca *ack) {
  const tr_delims *delims = &ack->envelope.write.delims;
  char group[10], set[10], reference[31], number[TR_NUMBER_TEXT];
  tr_ack_envelope received;
  tr_ack_envelope_of(&ack->interchange, NULL, TR_DAY_MIN, &received);
  tr_ack_text(tr_short_str(&ack->group.control), delims, '\0', 9, group);
  tr_ack_text(tr_short_str(&ack->set.control), delims, '\0', 9, set);
  snprintf(reference, sizeof reference, "%09u-%s-%s", received.write.control,
           group, set);
  char clean[31];
  const tr_ack_dates dates = {
      .reference = tr_ack_text(tr_str_of(reference), delims, '\0', 30, clean),
      .received = tr_str_of(received.date),
      .today = tr_str_of(ack->envelope.date),
      .time = tr_str_of(ack->envelope.time)};
  snprintf(number, sizeof number, "%04u", ++ack->set_number);
  tr_write_set(&ack->writer, ack->spec, tr_str_of(number));
  tr_ack_claims_write(&ack->claims, ack->spec, &dates, &ack->writer);
  tr_write_set_end(&ack->writer);
  if (ack->writer.bad != TR_OK) ack->bad = ack->writer.bad;
}

/* A set is written when the next thing begins or ends: what is missing at its
 * end is told after its SE. */
static void finish_set(tr_ack_277ca *ack) {
  if (!ack->claims.open) return;
  ack->claims.open = false;
  if (ack->bad != TR_OK || ack->claims.providers == NULL) return;
  tr_ack_claims_sum(&ack->claims);
  ack->bad = ack->claims.bad;
  if (ack->bad != TR_OK) return;
  if (!ack->writing) begin_writing(ack);
  write_set(ack);
}

/* The 999 of the same interchange has its number. */
static uint32_t number_beside(uint32_t control) {
  if (control < NUMBER_STEP) return control + NUMBER_STEP;
  return control > NUMBER_STEP ? control - NUMBER_STEP : 2 * NUMBER_STEP - 1;
}

static void set_began(void *context, const tr_transaction *set) {
  tr_ack_277ca *ack = context;
  finish_set(ack);
  ack->set = *set;
  if (!ack->writing) {
    tr_ack_envelope_of(&ack->interchange, &ack->group, ack->run->today,
                       &ack->envelope);
    ack->envelope.write.control = number_beside(ack->envelope.write.control);
  }
  tr_ack_claims_began(&ack->claims, &ack->envelope.write.delims);
}

static void group_ended(void *context, const tr_group *group, uint64_t sets,
                        uint64_t said, bool whole) {
  (void)group;
  (void)sets;
  (void)said;
  (void)whole;
  finish_set(context);
}

static void interchange_ended(void *context, const tr_interchange *interchange,
                              bool whole) {
  tr_ack_277ca *ack = context;
  (void)interchange;
  (void)whole;
  if (!ack->writing) return;
  tr_write_group_end(&ack->writer);
  tr_write_interchange_end(&ack->writer);
  if (ack->bad == TR_OK) ack->bad = ack->writer.bad;
  tr_writer_done(&ack->writer);
  ack->writing = false;
}

void tr_ack_277ca_finding(void *ack, const tr_finding *finding) {
  tr_ack_277ca *to = ack;
  tr_ack_claims_finding(&to->claims, finding);
}

tr_status tr_ack_277ca_new(const tr_run *run, tr_buf *out, tr_ack_277ca **ack) {
  const tr_spec *spec = tr_spec_find(TR_STR("005010X214"), TR_STR("277"));
  if (spec == NULL) return TR_ENOTFOUND;
  tr_ack_277ca *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->run = run;
  made->out = out;
  made->spec = spec;
  tr_ack_claims_init(&made->claims);
  *ack = made;
  return TR_OK;
}

tr_check_watch tr_ack_277ca_watch(tr_ack_277ca *ack) {
  return (tr_check_watch){.context = ack,
                          .interchange_began = interchange_began,
                          .group_began = group_began,
                          .set_began = set_began,
                          .claim_began = claim_began,
                          .claim_ended = claim_ended,
                          .group_ended = group_ended,
                          .interchange_ended = interchange_ended};
}

tr_status tr_ack_277ca_bad(const tr_ack_277ca *ack) { return ack->bad; }

void tr_ack_277ca_free(tr_ack_277ca *ack) {
  if (ack == NULL) return;
  if (ack->writing) tr_writer_done(&ack->writer);
  tr_ack_claims_done(&ack->claims);
  free(ack);
}
