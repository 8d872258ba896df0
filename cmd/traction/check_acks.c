/* What ties the acknowledgements of src/render to a run. */
#include "check_acks.h"

#include <stdlib.h>

#include "check_run.h"
#include "render/ack_277ca.h"
#include "render/ack_999.h"
#include "render/ack_ta1.h"

/** The state: one of the three. */
typedef struct acknowledging {
  void *ack;
  tr_finding_fn *finding;
  tr_check_watch watch; /* with `ack` as context */
  tr_status (*bad)(const void *ack);
  void (*free)(void *ack);
} acknowledging;

static tr_status bad_999(const void *ack) { return tr_ack_999_bad(ack); }
static tr_status bad_277ca(const void *ack) { return tr_ack_277ca_bad(ack); }
static tr_status bad_ta1(const void *ack) { return tr_ack_ta1_bad(ack); }
static void free_999(void *ack) { tr_ack_999_free(ack); }
static void free_277ca(void *ack) { tr_ack_277ca_free(ack); }
static void free_ta1(void *ack) { tr_ack_ta1_free(ack); }

static bool keep(check_run *run, const acknowledging *state) {
  acknowledging *kept = calloc(1, sizeof *kept);
  if (kept == NULL) {
    state->free(state->ack);
    return false;
  }
  *kept = *state;
  run->rendering = kept;
  return true;
}

bool check_999_begin(check_run *run) {
  tr_ack_999 *ack;
  if (tr_ack_999_new(&run->run, &run->out, &ack) != TR_OK) return false;
  const acknowledging state = {ack, tr_ack_999_finding, tr_ack_999_watch(ack),
                               bad_999, free_999};
  return keep(run, &state);
}

bool check_277ca_begin(check_run *run) {
  tr_ack_277ca *ack;
  if (tr_ack_277ca_new(&run->run, &run->out, &ack) != TR_OK) return false;
  const acknowledging state = {ack, tr_ack_277ca_finding,
                               tr_ack_277ca_watch(ack), bad_277ca, free_277ca};
  return keep(run, &state);
}

bool check_ta1_begin(check_run *run) {
  tr_ack_ta1 *ack;
  if (tr_ack_ta1_new(&run->run, &run->out, &ack) != TR_OK) return false;
  const acknowledging state = {ack, tr_ack_ta1_finding, tr_ack_ta1_watch(ack),
                               bad_ta1, free_ta1};
  return keep(run, &state);
}

void check_ack_finding(check_run *run, const tr_finding *finding) {
  const acknowledging *state = run->rendering;
  state->finding(state->ack, finding);
}

void check_ack_end(check_run *run, const tr_summary *summary) {
  const acknowledging *state = run->rendering;
  const tr_status bad = state->bad(state->ack);
  (void)summary;
  if (bad == TR_OK) return;
  file_say("cannot write the acknowledgement: %s", tr_status_text(bad));
  tr_buf_clear(&run->out);
  run->failed = run->broken = true;
}

void check_ack_done(check_run *run) {
  acknowledging *state = run->rendering;
  if (state != NULL) state->free(state->ack);
  free(state);
}

/* ---------------------------------------------------------------- structure */

static const tr_check_watch *watch_of(void *context) {
  const check_run *run = context;
  const acknowledging *state = run->rendering;
  return &state->watch;
}

static void interchange_began(void *context,
                              const tr_interchange *interchange) {
  const tr_check_watch *to = watch_of(context);
  if (to->interchange_began != NULL)
    to->interchange_began(to->context, interchange);
}

static void group_began(void *context, const tr_group *group) {
  const tr_check_watch *to = watch_of(context);
  if (to->group_began != NULL) to->group_began(to->context, group);
}

static void set_began(void *context, const tr_transaction *set) {
  const tr_check_watch *to = watch_of(context);
  if (to->set_began != NULL) to->set_began(to->context, set);
}

static void claim_began(void *context, const tr_claim *claim) {
  const tr_check_watch *to = watch_of(context);
  if (to->claim_began != NULL) to->claim_began(to->context, claim);
}

static void claim_ended(void *context) {
  const tr_check_watch *to = watch_of(context);
  if (to->claim_ended != NULL) to->claim_ended(to->context);
}

static void set_ended(void *context, const tr_transaction *set, bool whole) {
  const tr_check_watch *to = watch_of(context);
  if (to->set_ended != NULL) to->set_ended(to->context, set, whole);
}

static void group_ended(void *context, const tr_group *group, uint64_t sets,
                        uint64_t said, bool whole) {
  const tr_check_watch *to = watch_of(context);
  if (to->group_ended != NULL)
    to->group_ended(to->context, group, sets, said, whole);
}

static void interchange_ended(void *context, const tr_interchange *interchange,
                              bool whole) {
  const tr_check_watch *to = watch_of(context);
  if (to->interchange_ended != NULL)
    to->interchange_ended(to->context, interchange, whole);
}

const tr_check_watch check_ack_watch = {.interchange_began = interchange_began,
                                        .group_began = group_began,
                                        .set_began = set_began,
                                        .claim_began = claim_began,
                                        .claim_ended = claim_ended,
                                        .set_ended = set_ended,
                                        .group_ended = group_ended,
                                        .interchange_ended = interchange_ended};
