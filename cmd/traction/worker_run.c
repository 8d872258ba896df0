/* How a worker goes from shard to shard, and what it does while others hold
 * the last ones. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "worker_run.h"

enum {
  PAUSE_ONCE = 200,  /* milliseconds, while others hold what is left */
  PAUSE_IDLE = 5000, /* while there is nothing */
  TOLD_AFTER = 1000  /* milliseconds between two lines of progress */
};

static void pause_for(long milliseconds) {
  const struct timespec time = {milliseconds / 1000,
                                milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void show_work(const worker_call *call, progress *bar) {
  tr_queue_state state;
  if (call->quiet || !isatty(STDERR_FILENO)) return;
  if (progress_milliseconds(bar) < TOLD_AFTER) return;
  if (tr_queue_look(call->store, call->run.id, &state) == TR_OK)
    progress_show(bar, 0, state.claims_done);
}

/* A claim whose bytes are damaged must not stop the others: its shards are put
 * aside. What is wrong with the store itself ends the worker. */
static tr_status failed(worker_call *call, const tr_queue_work *work,
                        tr_status status) {
  tr_store_error why = *tr_store_error_of(call->store);
  tr_store_rollback(call->store);
  if (status == TR_EIO || status == TR_ENOMEM || status == TR_EVERSION) {
    *tr_store_error_of(call->store) = why;
    return status;
  }
  file_say("put aside %zu %s of practice %s: %s", work->count,
           work->count == 1 ? "month" : "months", work->practice, why.text);
  return tr_queue_fail(call->store, work, why.text);
}

/* One turn. @param[out] worked Whether there was anything to take. */
static tr_status take_one(worker_call *call, bool *worked, bool *aside) {
  tr_queue_work work;
  tr_status status =
      tr_queue_take(call->store, call->run.id, call->together, &work);
  *worked = status == TR_OK && work.count > 0;
  if (!*worked) return status;
  status = worker_shards(call, &work);
  if (status == TR_OK) return tr_queue_done(call->store);
  *aside = true;
  return failed(call, &work, status);
}

/* Whether shards are left that others hold; a worker that dies gives them
 * back. */
static tr_status is_left(worker_call *call, bool *left) {
  tr_queue_state state;
  const tr_status status = tr_queue_look(call->store, call->run.id, &state);
  *left = status == TR_OK && state.done + state.aside < state.shards;
  return status;
}

int worker_run(worker_call *call) {
  progress bar;
  bool more = true, aside = false;
  tr_status status = TR_OK;
  progress_begin(&bar, 0, call->quiet);
  while (status == TR_OK && more) {
    bool worked = false, left = true;
    status = take_one(call, &worked, &aside);
    if (status == TR_OK && worked) {
      show_work(call, &bar);
      continue;
    }
    if (status == TR_OK && call->once) status = is_left(call, &left);
    more = !call->once || left;
    if (status == TR_OK && more)
      pause_for(call->once ? PAUSE_ONCE : PAUSE_IDLE);
  }
  progress_end(&bar);
  if (status != TR_OK) return db_failed(call->store);
  return aside ? EXIT_FAILED : EXIT_CLEAN;
}
