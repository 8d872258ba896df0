/* What the forms of `traction worker` share. */
#ifndef TRACTION_WORKER_RUN_H
#define TRACTION_WORKER_RUN_H

#include "audit/tally.h"
#include "db_run.h"
#include "knowledge.h"
#include "store/queue.h"

enum {
  WORKER_TEXTS_MOST = 256 << 20, /**< bytes of texts of a tally */
  WORKER_NAME = 128
};

/** A call. */
typedef struct worker_call {
  const cmd_arguments *arguments;
  db_place place;
  tr_store *store;
  knowledge knowledge;
  tr_queue_run run;
  tr_buf packs;           /**< what run.packs borrows */
  char name[WORKER_NAME]; /**< host and number of the process */
  unsigned together;      /**< months at once */
  bool once, quiet, json;
} worker_call;

/** Take shards until there are no more. @return An exit status. */
int worker_run(worker_call *call);

/** Re-check the shards at hand and keep their sums, within their transaction.
 * @return As of the store, with its message. */
tr_status worker_shards(worker_call *call, const tr_queue_work *work);

/** Tell how far the run is, and its sums. @return An exit status. */
int worker_status(worker_call *call);

#endif
