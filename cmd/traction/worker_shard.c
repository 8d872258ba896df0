/* What a shard is worth: its claims re-checked, and summed month by month. */
#include <stdlib.h>
#include <string.h>

#include "store/recheck.h"
#include "worker_run.h"

/** A claim of the shards. */
typedef struct member {
  int64_t id;
  int32_t month;
} member;

/** A re-check at work. */
typedef struct shards {
  worker_call *call;
  const tr_queue_work *work;
  member *members; /* by id once they are all there */
  size_t count, room;
  tr_tally tallies[TR_QUEUE_TOGETHER]; /* of each month */
  tr_tally *at_hand; /* NULL: the claim is of none of the shards */
  tr_tally_line *lines;
  uint32_t line_room;
  tr_statement *paid;
} shards;

static tr_status no_memory(shards *at) {
  return tr_store_fail(tr_store_error_of(at->call->store), TR_ENOMEM,
                       "out of memory");
}

/* ------------------------------------------------------------------ members */

static int by_id(const void *left, const void *right) {
  const int64_t a = ((const member *)left)->id, b = ((const member *)right)->id;
  return (a > b) - (a < b);
}

static bool is_practice(const shards *at, tr_str billing) {
  size_t letters = 0;
  for (size_t i = 0; i < billing.n; i++)
    letters += ((unsigned char)billing.p[i] & 0xC0) != 0x80;
  if (letters > TR_QUEUE_NPI_MOST) billing.n = 0;
  return tr_str_eq(billing, tr_str_of(at->work->practice));
}

static tr_tally *tally_of(shards *at, int32_t month) {
  for (size_t i = 0; i < at->work->count; i++)
    if (at->work->months[i] == month) return &at->tallies[i];
  return NULL;
}

static tr_status see_claim(void *context, const tr_recalled_claim *claim) {
  shards *at = context;
  const int32_t month = tr_tally_month(claim->from);
  if (!is_practice(at, claim->billing) || tally_of(at, month) == NULL)
    return TR_OK;
  if (at->count == at->room) {
    const size_t room = at->room == 0 ? 256 : 2 * at->room;
    member *grown = reallocarray(at->members, room, sizeof *grown);
    if (grown == NULL) return no_memory(at);
    at->members = grown;
    at->room = room;
  }
  at->members[at->count++] = (member){claim->id, month};
  return TR_OK;
}

/* What cannot be asked for by practice and day is picked from all. */
static tr_recall_query query_of(const tr_queue_work *work) {
  tr_recall_query query = tr_recall_everything;
  const int32_t first = work->months[0], last = work->months[work->count - 1];
  query.billing = tr_str_of(work->practice);
  if (first == TR_TALLY_NO_MONTH) return query;
  query.from = tr_day_of(first / 12, first % 12 + 1, 1);
  query.to = tr_day_of((last + 1) / 12, (last + 1) % 12 + 1, 1) - 1;
  return query;
}

/* ----------------------------------------------------------------- counting */

static tr_cents cents_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? field->number : 0;
}

/* What remittances say was paid under its number; where several claims have it,
 * the one that came last has the money. */
static tr_status paid_of(shards *at, const tr_rechecked_claim *it,
                         tr_cents *paid) {
  const tr_str control = tr_unit_text(it->claim->unit, &it->claim->id);
  const tr_cell values[] = {tr_cell_text(control), tr_cell_integer(it->id)};
  bool row = false;
  *paid = 0;
  if (control.n == 0) return TR_OK;
  tr_status status = tr_statement_start(at->paid, values, 2);
  if (status == TR_OK) status = tr_statement_step(at->paid, &row);
  if (row) *paid = tr_statement_value(at->paid, 0).integer;
  tr_statement_stop(at->paid);
  return status;
}

static tr_status claim_began(void *context, const tr_rechecked_claim *it) {
  shards *at = context;
  const tr_claim *claim = it->claim;
  const member wanted = {.id = it->id};
  const member *found =
      at->count == 0
          ? NULL
          : bsearch(&wanted, at->members, at->count, sizeof wanted, by_id);
  at->at_hand = found != NULL ? tally_of(at, found->month) : NULL;
  if (at->at_hand == NULL) return TR_OK;
  if (claim->line_count > at->line_room) {
    tr_tally_line *grown =
        reallocarray(at->lines, claim->line_count, sizeof *grown);
    if (grown == NULL) return no_memory(at);
    at->lines = grown;
    at->line_room = claim->line_count;
  }
  for (uint32_t i = 0; i < claim->line_count; i++)
    at->lines[i] =
        (tr_tally_line){.charged = cents_of(&claim->lines[i].charge)};
  tr_cents paid = 0;
  const tr_status status = paid_of(at, it, &paid);
  if (status != TR_OK) return status;
  tr_tally_spread(at->lines, claim->line_count, paid);
  const tr_party *rendering =
      claim->rendering != NULL ? claim->rendering : claim->billing;
  const tr_tally_claim counted = {
      .payer = it->payer_profile,
      .rendering = rendering != NULL
                       ? tr_unit_text(rendering->unit, &rendering->id)
                       : (tr_str){NULL, 0},
      .month = found->month,
      .charged = cents_of(&claim->total),
      .paid = paid,
      .lines = at->lines,
      .line_count = claim->line_count};
  tr_tally_claim_begin(at->at_hand, &counted);
  return TR_OK;
}

/* A finding names a line by its LX01, where it has one. */
static int64_t line_of(const tr_claim *claim, int64_t number) {
  for (uint32_t i = 0; number > 0 && i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    const int64_t is = line->number.state == TR_FIELD_KNOWN
                           ? line->number.number / 1000
                           : line->index + 1;
    if (is == number) return line->index;
  }
  return -1;
}

static tr_status finding(void *context, const tr_rechecked_claim *claim,
                         const tr_finding *found) {
  shards *at = context;
  if (claim == NULL || at->at_hand == NULL) return TR_OK;
  const tr_status status =
      tr_tally_finding(at->at_hand, found->rule->id, found->severity,
                       line_of(claim->claim, found->line));
  return status == TR_OK ? TR_OK : no_memory(at);
}

static tr_status claim_ended(void *context, const tr_rechecked_claim *claim) {
  shards *at = context;
  (void)claim;
  if (at->at_hand == NULL) return TR_OK;
  const tr_status status = tr_tally_claim_end(at->at_hand);
  at->at_hand = NULL;
  return status == TR_OK ? TR_OK
                         : tr_store_fail(tr_store_error_of(at->call->store),
                                         status, "%s", tr_status_text(status));
}

static tr_status recheck(shards *at) {
  const worker_call *call = at->call;
  const tr_recall_query query = query_of(at->work);
  const tr_recheck_options options = {.pack = call->knowledge.pack,
                                      .tables = &call->knowledge.tables,
                                      .today = call->run.today,
                                      .which = &query,
                                      .context = at,
                                      .claim_began = claim_began,
                                      .finding = finding,
                                      .claim_ended = claim_ended};
  tr_rechecked done;
  tr_status status = tr_recall_claims(call->store, &query, see_claim, at);
  if (at->count > 1) qsort(at->members, at->count, sizeof(member), by_id);
  if (status == TR_OK)
    status = tr_statement_new(
        call->store,
        "SELECT coalesce(sum(paid), 0) FROM remit_claim WHERE control = $1 AND "
        "$2 = (SELECT max(id) FROM claim WHERE control = $1)",
        &at->paid);
  if (status == TR_OK) status = tr_recheck(call->store, &options, &done);
  tr_statement_free(at->paid);
  return status;
}

static tr_status keep(shards *at) {
  tr_buf text;
  char now[TR_KEPT_TIME];
  tr_status status = TR_OK;
  tr_buf_init(&text, WORKER_TEXTS_MOST);
  tr_received_now(now);
  for (size_t i = 0; i < at->work->count && status == TR_OK; i++) {
    tr_buf_clear(&text);
    status = tr_tally_sort(&at->tallies[i]);
    if (status == TR_OK) tr_tally_write(&at->tallies[i], &text);
    if (status != TR_OK || text.bad != TR_OK) {
      status = no_memory(at);
      break;
    }
    status = tr_queue_keep(at->call->store, at->work, i, tr_buf_str(&text),
                           at->call->name, now);
  }
  tr_buf_done(&text);
  return status;
}

tr_status worker_shards(worker_call *call, const tr_queue_work *work) {
  shards *at = calloc(1, sizeof *at);
  if (at == NULL)
    return tr_store_fail(tr_store_error_of(call->store), TR_ENOMEM,
                         "out of memory");
  at->call = call;
  at->work = work;
  for (size_t i = 0; i < work->count; i++)
    tr_tally_init(&at->tallies[i], WORKER_TEXTS_MOST);
  tr_status status = recheck(at);
  if (status == TR_OK) status = keep(at);
  for (size_t i = 0; i < work->count; i++) tr_tally_done(&at->tallies[i]);
  free(at->members);
  free(at->lines);
  free(at);
  return status;
}
