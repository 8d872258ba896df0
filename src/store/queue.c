/* Which shards wait, who holds them, and that a result comes once. */
#include "store/queue.h"

#include "audit/tally.h"

/** A shard as planning counts it. */
typedef struct counted {
  char practice[TR_QUEUE_NPI];
  int32_t month;
  int64_t claims, newest;
} counted;

/** A planning. */
typedef struct planning {
  tr_store *store;
  tr_queue_planned *planned;
  int64_t run;
  tr_statement *insert, *reopen;
  counted at_hand; /* claims 0: none */
} planning;

/* --------------------------------------------------------------------- runs */

tr_status tr_queue_find(tr_store *store, tr_queue_run *run) {
  const tr_cell digest = tr_cell_text(tr_str_of(run->digest));
  tr_statement *rows = NULL;
  bool row = false;
  run->id = 0;
  tr_status status = tr_statement_new(
      store, "SELECT id, today FROM work_run WHERE digest = $1", &rows);
  if (status == TR_OK) status = tr_statement_start(rows, &digest, 1);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  if (row) {
    run->id = tr_statement_value(rows, 0).integer;
    run->today = (tr_day)tr_statement_value(rows, 1).integer;
  }
  tr_statement_free(rows);
  return status;
}

static tr_status find_or_make(tr_store *store, tr_queue_run *run,
                              const char *now, bool *made) {
  tr_status status = tr_queue_find(store, run);
  *made = status == TR_OK && run->id == 0;
  if (!*made) return status;
  status = tr_store_run(store, "SELECT coalesce(max(id), 0) + 1 FROM work_run",
                        NULL, 0, &run->id);
  if (status != TR_OK) return status;
  const tr_cell values[] = {tr_cell_integer(run->id),
                            tr_cell_text(tr_str_of(run->digest)),
                            {TR_CELL_TEXT, 0, tr_str_of(run->packs)},
                            tr_cell_integer(run->today),
                            tr_cell_text(tr_str_of(now))};
  return tr_store_run(store,
                      "INSERT INTO work_run (id, digest, packs, today, "
                      "planned) VALUES ($1, $2, $3, $4, $5)",
                      values, 5, NULL);
}

/* ----------------------------------------------------------------- planning */

static tr_status count_changed(tr_statement *statement, const tr_cell *values,
                               uint64_t *changed) {
  bool row = false;
  tr_status status = tr_statement_start(statement, values, 5);
  if (status == TR_OK) status = tr_statement_step(statement, &row);
  while (status == TR_OK && row) {
    ++*changed;
    status = tr_statement_step(statement, &row);
  }
  tr_statement_stop(statement);
  return status;
}

/* Parameters stand in the order of their first use. */
static tr_status enter(planning *at) {
  const counted *shard = &at->at_hand;
  if (shard->claims == 0) return TR_OK;
  const tr_cell run = tr_cell_integer(at->run);
  const tr_cell practice = {TR_CELL_TEXT, 0, tr_str_of(shard->practice)};
  const tr_cell month = tr_cell_integer(shard->month);
  const tr_cell claims = tr_cell_integer(shard->claims);
  const tr_cell newest = tr_cell_integer(shard->newest);
  const tr_cell fresh[] = {run, practice, month, claims, newest};
  const tr_cell changed[] = {claims, newest, run, practice, month};
  const tr_status status =
      count_changed(at->insert, fresh, &at->planned->fresh);
  if (status != TR_OK) return status;
  return count_changed(at->reopen, changed, &at->planned->reopened);
}

static void copy_practice(char *to, tr_str from) {
  const size_t n = from.n < TR_QUEUE_NPI ? from.n : TR_QUEUE_NPI - 1;
  if (n > 0) memcpy(to, from.p, n);
  to[n] = '\0';
}

static tr_status take_day(planning *at, const tr_statement *row) {
  counted day = {.claims = tr_statement_value(row, 2).integer,
                 .newest = tr_statement_value(row, 3).integer};
  const tr_cell from = tr_statement_value(row, 1);
  counted *shard = &at->at_hand;
  copy_practice(day.practice, tr_statement_value(row, 0).text);
  day.month = from.kind == TR_CELL_INTEGER
                  ? tr_tally_month((tr_day)from.integer)
                  : TR_TALLY_NO_MONTH;
  if (shard->claims > 0 && shard->month == day.month &&
      strcmp(shard->practice, day.practice) == 0) {
    shard->claims += day.claims;
    if (day.newest > shard->newest) shard->newest = day.newest;
    return TR_OK;
  }
  const tr_status status = enter(at);
  *shard = day;
  return status;
}

/* Engines count days, not months: a practice's days come in order. */
static tr_status take_days(planning *at) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(
      at->store,
      "SELECT CASE WHEN length(billing) <= 80 THEN billing ELSE '' END, "
      "from_day, count(*), max(id) FROM claim GROUP BY 1, from_day ORDER BY 1, "
      "from_day NULLS FIRST",
      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status = take_day(at, rows);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status == TR_OK ? enter(at) : status;
}

static tr_status prepare(planning *at) {
  const tr_status status = tr_statement_new(
      at->store,
      "INSERT INTO work_shard (run, practice, month, claims, newest) VALUES "
      "($1, $2, $3, $4, $5) ON CONFLICT (run, practice, month) DO NOTHING "
      "RETURNING month",
      &at->insert);
  if (status != TR_OK) return status;
  /* rows that stay as they are are not touched: a worker may hold them */
  return tr_statement_new(
      at->store,
      "UPDATE work_shard SET claims = $1, newest = $2, done = NULL, worker = "
      "NULL, fault = NULL, result = NULL WHERE run = $3 AND practice = $4 AND "
      "month = $5 AND (claims <> $1 OR newest <> $2 OR fault IS NOT NULL) "
      "RETURNING month",
      &at->reopen);
}

static tr_status plan_all(planning *at, bool again) {
  const tr_cell run = tr_cell_integer(at->run);
  int64_t shards = 0;
  tr_status status = TR_OK;
  if (again)
    status = tr_store_run(at->store,
                          "UPDATE work_shard SET done = NULL, worker = NULL, "
                          "fault = NULL, result = NULL WHERE run = $1 AND done "
                          "IS NOT NULL",
                          &run, 1, NULL);
  if (status == TR_OK) status = prepare(at);
  if (status == TR_OK) status = take_days(at);
  tr_statement_free(at->insert);
  tr_statement_free(at->reopen);
  if (status == TR_OK)
    status = tr_store_run(at->store,
                          "SELECT count(*) FROM work_shard WHERE run = $1",
                          &run, 1, &shards);
  at->planned->shards = (uint64_t)shards;
  return status;
}

tr_status tr_queue_plan(tr_store *store, tr_queue_run *run, const char *now,
                        bool again, tr_queue_planned *planned) {
  planning at = {.store = store, .planned = planned};
  *planned = (tr_queue_planned){.fresh = 0};
  tr_status status = tr_store_begin(store);
  if (status != TR_OK) return status;
  status = find_or_make(store, run, now, &planned->new_run);
  at.run = run->id;
  if (status == TR_OK) status = plan_all(&at, again);
  if (status == TR_OK)
    status = tr_store_commit(store);
  else
    tr_store_rollback(store);
  return status;
}

/* ------------------------------------------------------------------ working */

/* Rows that others hold are passed over, so that nobody waits for anybody; with
 * SQLite there are no others. */
#define WAITS "run = $1 AND done IS NULL AND fault IS NULL"
#define FIRST                                                   \
  "SELECT practice, month, claims FROM work_shard WHERE " WAITS \
  " ORDER BY practice, month LIMIT 1"
#define MORE                                                    \
  "SELECT practice, month, claims FROM work_shard WHERE " WAITS \
  " AND practice = $2 AND month > $3 ORDER BY month LIMIT $4"
#define BESIDE " FOR UPDATE SKIP LOCKED"

static tr_status take_rows(tr_store *store, const char *sql,
                           const tr_cell *values, unsigned count,
                           tr_queue_work *work) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(store, sql, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, values, count);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && work->count < TR_QUEUE_TOGETHER) {
    copy_practice(work->practice, tr_statement_value(rows, 0).text);
    work->months[work->count] = (int32_t)tr_statement_value(rows, 1).integer;
    work->claims[work->count++] = tr_statement_value(rows, 2).integer;
    status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}

tr_status tr_queue_take(tr_store *store, int64_t run, unsigned together,
                        tr_queue_work *work) {
  const bool alone = tr_store_engine_in(store)->is_file;
  *work = (tr_queue_work){.run = run};
  tr_status status = tr_store_begin_beside(store);
  if (status != TR_OK) return status;
  tr_cell values[4] = {tr_cell_integer(run)};
  status = take_rows(store, alone ? FIRST : FIRST BESIDE, values, 1, work);
  if (status == TR_OK && work->count > 0 && together > 1) {
    values[1] = (tr_cell){TR_CELL_TEXT, 0, tr_str_of(work->practice)};
    values[2] = tr_cell_integer(work->months[0]);
    values[3] = tr_cell_integer(together - 1);
    status = take_rows(store, alone ? MORE : MORE BESIDE, values, 4, work);
  }
  if (status != TR_OK || work->count == 0) tr_store_rollback(store);
  return status;
}

tr_status tr_queue_keep(tr_store *store, const tr_queue_work *work, size_t at,
                        tr_str result, const char *worker, const char *now) {
  const tr_cell values[] = {tr_cell_text(tr_str_of(now)),
                            {TR_CELL_TEXT, 0, tr_str_of(worker)},
                            {TR_CELL_TEXT, 0, result},
                            tr_cell_integer(work->run),
                            {TR_CELL_TEXT, 0, tr_str_of(work->practice)},
                            tr_cell_integer(work->months[at])};
  return tr_store_run(store,
                      "UPDATE work_shard SET done = $1, worker = $2, result = "
                      "$3 WHERE run = $4 AND practice = $5 AND month = $6",
                      values, 6, NULL);
}

tr_status tr_queue_done(tr_store *store) { return tr_store_commit(store); }

tr_status tr_queue_fail(tr_store *store, const tr_queue_work *work,
                        const char *why) {
  char words[TR_STORE_MESSAGE];
  snprintf(words, sizeof words, "%s", why);
  tr_store_rollback(store);
  tr_status status = tr_store_begin_beside(store);
  for (size_t i = 0; i < work->count && status == TR_OK; i++) {
    const tr_cell values[] = {{TR_CELL_TEXT, 0, tr_str_of(words)},
                              tr_cell_integer(work->run),
                              {TR_CELL_TEXT, 0, tr_str_of(work->practice)},
                              tr_cell_integer(work->months[i])};
    status = tr_store_run(store,
                          "UPDATE work_shard SET fault = $1 WHERE run = $2 AND "
                          "practice = $3 AND month = $4 AND done IS NULL",
                          values, 4, NULL);
  }
  if (status == TR_OK) status = tr_store_commit(store);
  if (status != TR_OK) tr_store_rollback(store);
  return status;
}

/* ------------------------------------------------------------------ looking */

tr_status tr_queue_look(tr_store *store, int64_t run, tr_queue_state *state) {
  const tr_cell value = tr_cell_integer(run);
  tr_statement *rows = NULL;
  bool row = false;
  *state = (tr_queue_state){.shards = 0};
  tr_status status = tr_statement_new(
      store,
      "SELECT count(*), count(done), count(fault), coalesce(sum(claims), 0), "
      "coalesce(sum(CASE WHEN done IS NULL THEN 0 ELSE claims END), 0) FROM "
      "work_shard WHERE run = $1",
      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, &value, 1);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  uint64_t *const numbers[] = {&state->shards, &state->done, &state->aside,
                               &state->claims, &state->claims_done};
  for (unsigned i = 0; row && i < 5; i++)
    *numbers[i] = (uint64_t)tr_statement_value(rows, i).integer;
  tr_statement_free(rows);
  return status;
}

tr_status tr_queue_results(tr_store *store, int64_t run,
                           tr_queue_result_fn *see, void *context) {
  const tr_cell value = tr_cell_integer(run);
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(
      store,
      "SELECT practice, month, result, fault FROM work_shard WHERE run = $1 "
      "AND (done IS NOT NULL OR fault IS NOT NULL) ORDER BY practice, month",
      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, &value, 1);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    status =
        see(context, tr_statement_value(rows, 0).text,
            (int32_t)tr_statement_value(rows, 1).integer,
            tr_statement_value(rows, 2).text, tr_statement_value(rows, 3).text);
    if (status == TR_OK) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}
