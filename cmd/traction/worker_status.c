/* How far a run is, and the sums of all that is done of it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "show.h"
#include "worker_run.h"

/** A merging. */
typedef struct merging {
  worker_call *call;
  tr_tally tally;
  tr_buf aside; /* what was put aside, a line each */
} merging;

static void put_month(tr_buf *out, int32_t month) {
  if (month == TR_TALLY_NO_MONTH)
    tr_buf_add(out, TR_STR("no day"));
  else
    tr_buf_addf(out, "%04d-%02d", month / 12, month % 12 + 1);
}

static tr_status merge(void *context, tr_str practice, int32_t month,
                       tr_str result, tr_str why) {
  merging *at = context;
  if (result.n > 0) {
    const tr_status status = tr_tally_read(&at->tally, result);
    return status == TR_OK
               ? TR_OK
               : tr_store_fail(tr_store_error_of(at->call->store), status,
                               "the sums of a shard cannot be read; 'traction "
                               "worker plan --again' has them made anew");
  }
  tr_buf_addf(&at->aside, "  %.*s ", TR_STR_ARG(practice));
  put_month(&at->aside, month);
  tr_buf_addf(&at->aside, ": %.*s\n", TR_STR_ARG(why));
  return TR_OK;
}

/* --------------------------------------------------------------------- JSON */

static void key(tr_json *json, const char *name) {
  tr_json_key(json, tr_str_of(name));
}

static void put_number(tr_json *json, const char *name, uint64_t number) {
  key(json, name);
  tr_json_integer(json, (int64_t)number);
}

static void put_json(const worker_call *call, const tr_queue_state *state,
                     const tr_tally *tally, tr_buf *out) {
  char day[TR_DAY_TEXT];
  tr_json json;
  tr_json_init(&json, out);
  tr_day_text(call->run.today, day);
  tr_json_begin_object(&json);
  key(&json, "format");
  tr_json_string(&json, TR_STR("traction-work/1"));
  key(&json, "run");
  tr_json_string(&json, tr_str_of(call->run.digest));
  key(&json, "packs");
  tr_json_string(&json, tr_str_of(call->run.packs));
  key(&json, "today");
  tr_json_string(&json, tr_str_of(day));
  put_number(&json, "shards", state->shards);
  put_number(&json, "done", state->done);
  put_number(&json, "aside", state->aside);
  put_number(&json, "claims", state->claims);
  put_number(&json, "claims_done", state->claims_done);
  key(&json, "complete");
  tr_json_boolean(&json, state->done == state->shards);
  key(&json, "sums");
  tr_tally_json(tally, &json);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}

/* --------------------------------------------------------------------- text */

/* The rows of a rule stand together: one line for it. */
static void put_rules(const tr_tally *tally, tr_buf *out) {
  char charged[TR_CENTS_TEXT];
  for (size_t i = 0; i < tally->count;) {
    const tr_tally_row *first = &tally->rows[i];
    tr_tally_sums sums = {.findings = 0};
    for (; i < tally->count; i++) {
      const tr_tally_row *row = &tally->rows[i];
      if (!tr_str_eq(row->key.rule, first->key.rule) ||
          row->key.severity != first->key.severity)
        break;
      sums.findings += row->sums.findings;
      sums.claims += row->sums.claims;
      sums.charged += row->sums.charged;
    }
    tr_cents_text(sums.charged, charged);
    tr_buf_addf(out, "  %-8.*s %-7s %10" PRId64 " %10" PRId64 " %14s\n",
                TR_STR_ARG(first->key.rule),
                tr_severity_name(first->key.severity), sums.findings,
                sums.claims, charged);
  }
}

static void put_text(const worker_call *call, const tr_queue_state *state,
                     const merging *at, tr_buf *out) {
  const tr_tally_totals *totals = &at->tally.totals;
  char day[TR_DAY_TEXT], money[TR_CENTS_TEXT];
  tr_day_text(call->run.today, day);
  tr_buf_addf(out, "run        %.12s, judged as on %s\n", call->run.digest,
              day);
  tr_buf_addf(out, "rules      %s\n", call->run.packs);
  tr_buf_addf(out, "shards     %" PRIu64 " of %" PRIu64 " done", state->done,
              state->shards);
  if (state->aside > 0)
    tr_buf_addf(out, ", %" PRIu64 " put aside", state->aside);
  tr_buf_addf(out, "\nclaims     %" PRIu64 " of %" PRIu64 " done\n",
              state->claims_done, state->claims);
  tr_cents_text(totals->charged, money);
  tr_buf_addf(out, "charged    %s in %" PRId64 " lines\n", money,
              totals->lines);
  tr_cents_text(totals->faulty_charged, money);
  tr_buf_addf(out, "with error %" PRId64 " claims, %s charged\n",
              totals->faulty, money);
  if (at->tally.count > 0)
    tr_buf_add(out, TR_STR("\n  rule     severity  findings     claims        "
                           "charged\n"));
  put_rules(&at->tally, out);
  if (at->aside.n > 0) {
    tr_buf_add(out, TR_STR("\nput aside until 'traction worker plan':\n"));
    tr_buf_add(out, tr_buf_str(&at->aside));
  }
}

int worker_status(worker_call *call) {
  merging at = {.call = call};
  tr_queue_state state;
  tr_buf out;
  tr_tally_init(&at.tally, WORKER_TEXTS_MOST);
  tr_buf_init(&at.aside, SHOW_MOST);
  tr_buf_init(&out, SHOW_MOST);
  tr_status status = tr_queue_look(call->store, call->run.id, &state);
  if (status == TR_OK)
    status = tr_queue_results(call->store, call->run.id, merge, &at);
  if (status == TR_OK && tr_tally_sort(&at.tally) != TR_OK)
    status = tr_store_fail(tr_store_error_of(call->store), TR_ENOMEM,
                           "out of memory");
  if (status == TR_OK && call->json)
    put_json(call, &state, &at.tally, &out);
  else if (status == TR_OK)
    put_text(call, &state, &at, &out);
  tr_tally_done(&at.tally);
  tr_buf_done(&at.aside);
  if (status == TR_OK) return show(&out);
  tr_buf_done(&out);
  return db_failed(call->store);
}
