/* What differs between two judgements of a claim, and what it sums up to. */
#include <stdlib.h>
#include <string.h>

#include "replay_run.h"

tr_str replay_payer(const replay_claim *claim) {
  return claim->payer[AFTER].n > 0 ? claim->payer[AFTER] : claim->payer[BEFORE];
}

/* What makes two findings the same: the rule, how bad, where. */
static int compare(const replay_found *a, const replay_found *b) {
  int order = strcmp(a->rule->id, b->rule->id);
  if (order == 0) order = (a->number > b->number) - (a->number < b->number);
  if (order == 0)
    order = (a->severity < b->severity) - (a->severity > b->severity);
  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_sameness(const void *left, const void *right) {
  const replay_found *a = left, *b = right;
  const int order = compare(a, b);
  return order != 0 ? order : tr_str_compare(a->message, b->message);
}

static void mark_claim(replay_run *run, replay_claim *claim) {
  replay_found *a = run->found[BEFORE].items + claim->found[BEFORE];
  replay_found *b = run->found[AFTER].items + claim->found[AFTER];
  uint32_t i = 0, j = 0;
  if (claim->count[BEFORE] > 1)
    qsort(a, claim->count[BEFORE], sizeof *a, by_sameness);
  if (claim->count[AFTER] > 1)
    qsort(b, claim->count[AFTER], sizeof *b, by_sameness);
  while (i < claim->count[BEFORE] || j < claim->count[AFTER]) {
    const int order = i == claim->count[BEFORE]  ? 1
                      : j == claim->count[AFTER] ? -1
                                                 : compare(&a[i], &b[j]);
    if (order < 0) a[i].changed = claim->changed = true;
    if (order > 0) b[j].changed = claim->changed = true;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
}

/* --------------------------------------------------------------------- sums */

static tr_status sum_side(const replay_run *run, const replay_claim *claim,
                          size_t side, tr_tally tallies[REPLAY_BYS]) {
  const tr_tally_claim plain = {.charged = claim->charged,
                                .paid = claim->paid,
                                .lines = run->lines + claim->lines,
                                .line_count = claim->line_count};
  const replay_found *found = run->found[side].items + claim->found[side];
  tr_tally_claim of[REPLAY_BYS] = {plain, plain, plain, plain};
  tr_status status = TR_OK;
  of[REPLAY_BY_PAYER].payer = replay_payer(claim);
  of[REPLAY_BY_PROVIDER].rendering = claim->rendering;
  for (int by = 0; by < REPLAY_BYS; by++) {
    tr_tally_claim_begin(&tallies[by], &of[by]);
    for (uint32_t i = 0; i < claim->count[side] && status == TR_OK; i++) {
      if (!found[i].changed) continue;
      status = by == REPLAY_BY_RULE
                   ? tr_tally_finding(&tallies[by], found[i].rule->id,
                                      found[i].severity, found[i].line)
                   : tr_tally_finding(&tallies[by], "", TR_SEVERITY_INFO,
                                      found[i].line);
    }
    const tr_status ended = tr_tally_claim_end(&tallies[by]);
    if (status == TR_OK) status = ended;
  }
  return status;
}

static void turn(replay_turned *turned, const replay_claim *claim) {
  turned->claims++;
  turned->charged += claim->charged;
  turned->paid += claim->paid;
}

static bool is_asked_for(const replay_run *run, const replay_claim *claim) {
  return run->payer.n == 0 || tr_str_eq(claim->payer[BEFORE], run->payer) ||
         tr_str_eq(claim->payer[AFTER], run->payer);
}

static tr_status diff_claim(replay_run *run, replay_claim *claim) {
  if (!is_asked_for(run, claim)) return TR_OK;
  mark_claim(run, claim);
  /* what is outside of claims has no money */
  if (!claim->changed || claim->id == 0) return TR_OK;
  run->changed++;
  if (claim->faulty[BEFORE] && !claim->faulty[AFTER])
    turn(&run->turned[BEFORE], claim);
  if (!claim->faulty[BEFORE] && claim->faulty[AFTER])
    turn(&run->turned[AFTER], claim);
  tr_status status = sum_side(run, claim, BEFORE, run->vanished);
  if (status == TR_OK) status = sum_side(run, claim, AFTER, run->appeared);
  return status;
}

tr_status replay_diff(replay_run *run) {
  tr_status status = TR_OK;
  for (size_t i = 0; i < run->claim_count && status == TR_OK; i++)
    status = diff_claim(run, &run->claims[i]);
  for (int by = 0; by < REPLAY_BYS && status == TR_OK; by++) {
    status = tr_tally_sort(&run->vanished[by]);
    if (status == TR_OK) status = tr_tally_sort(&run->appeared[by]);
  }
  return status;
}

/* --------------------------------------------------------------- both sides */

static tr_str key_of(const tr_tally_key *key, replay_by by) {
  return by == REPLAY_BY_RULE       ? key->rule
         : by == REPLAY_BY_PAYER    ? key->payer
         : by == REPLAY_BY_PROVIDER ? key->rendering
                                    : TR_STR("");
}

bool replay_next(const replay_run *run, replay_by by, size_t at[2],
                 replay_change *change) {
  const tr_tally *gone = &run->vanished[by], *come = &run->appeared[by];
  const tr_tally_row *a = at[0] < gone->count ? &gone->rows[at[0]] : NULL;
  const tr_tally_row *b = at[1] < come->count ? &come->rows[at[1]] : NULL;
  int order = a == NULL ? 1 : -1;
  if (a == NULL && b == NULL) return false;
  if (a != NULL && b != NULL) {
    order = tr_str_compare(key_of(&a->key, by), key_of(&b->key, by));
    if (order == 0)
      order = (b->key.severity > a->key.severity) -
              (b->key.severity < a->key.severity);
  }
  const tr_tally_key *key = order <= 0 ? &a->key : &b->key;
  *change = (replay_change){.key = key_of(key, by), .severity = key->severity};
  if (order <= 0) {
    change->vanished = a->sums;
    at[0]++;
  }
  if (order >= 0) {
    change->appeared = b->sums;
    at[1]++;
  }
  return true;
}
