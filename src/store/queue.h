/* Work that workers on any number of machines share: the claims of a practice
 * in a month are a shard. A worker holds the rows of its shards locked in the
 * transaction in which it keeps their results: whoever dies leaves no result
 * and no lock, and nobody does the same twice.
 *
 *   tr_queue_plan(store, &run, now, false, &planned);
 *   while (tr_queue_take(store, run.id, 12, &work) == TR_OK && work.count > 0)
 *     { ... tr_queue_keep(store, &work, i, result) ...; tr_queue_done(...); }
 *
 * With SQLite there can be one worker at a time; with PostgreSQL any number. */
#ifndef TR_STORE_QUEUE_H
#define TR_STORE_QUEUE_H

#include "store/store.h"

enum {
  TR_QUEUE_DIGEST = 65,    /**< hexadecimal digits and a NUL */
  TR_QUEUE_TOGETHER = 120, /**< most months of a practice at once */
  TR_QUEUE_NPI_MOST = 80,  /**< letters of what is taken for an NPI */
  TR_QUEUE_NPI = 4 * TR_QUEUE_NPI_MOST + 1 /**< bytes of it and a NUL */
};

/** All claims by one set of rules and tables. */
typedef struct tr_queue_run {
  int64_t id;                   /**< set by the functions */
  char digest[TR_QUEUE_DIGEST]; /**< of rules, tables and version */
  const char *packs;            /**< what they are, for people */
  tr_day today;                 /**< the day all is judged on */
} tr_queue_run;

/** What planning did. */
typedef struct tr_queue_planned {
  uint64_t fresh;    /**< shards that are new */
  uint64_t reopened; /**< that hold other claims than when they were done */
  uint64_t shards;   /**< of the run */
  bool new_run;
} tr_queue_planned;

/**
 * Fill the queue from the claims that are there. What is planned stays as it
 * is; shards that hold other claims than before are to be done again.
 *
 * @param[in,out] run     Its digest and, for a new run, packs and today; then
 *                        also the id, and the day that the run has.
 * @param         now     As tr_received_now().
 * @param         again   Do all shards again.
 */
TR_NODISCARD tr_status tr_queue_plan(tr_store *store, tr_queue_run *run,
                                     const char *now, bool again,
                                     tr_queue_planned *planned);

/** Find a run by its digest. @param[in,out] run Its digest; id 0: there is
 * none. `packs` is left. */
TR_NODISCARD tr_status tr_queue_find(tr_store *store, tr_queue_run *run);

/** Shards that a worker holds: months of one practice, ascending. */
typedef struct tr_queue_work {
  int64_t run;
  char practice[TR_QUEUE_NPI]; /**< empty: claims without a billing NPI, or
                                    with one that is too long for any */
  int32_t months[TR_QUEUE_TOGETHER];
  int64_t claims[TR_QUEUE_TOGETHER];
  size_t count; /**< 0: nothing waits that nobody holds */
} tr_queue_work;

/**
 * Take shards that wait, and begin the transaction in which they are held; with
 * a count of 0, or a failure, there is none.
 *
 * @param together Most months at once, to TR_QUEUE_TOGETHER.
 */
TR_NODISCARD tr_status tr_queue_take(tr_store *store, int64_t run,
                                     unsigned together, tr_queue_work *work);

/** Keep the result of one of the shards. @param worker Who did it. */
TR_NODISCARD tr_status tr_queue_keep(tr_store *store, const tr_queue_work *work,
                                     size_t at, tr_str result,
                                     const char *worker, const char *now);

/** End the transaction: all results are there, or none. */
TR_NODISCARD tr_status tr_queue_done(tr_store *store);

/**
 * Undo it, and put the shards aside with the reason: they wait until the next
 * planning.
 *
 * @param why What the store said, copied.
 */
TR_NODISCARD tr_status tr_queue_fail(tr_store *store, const tr_queue_work *work,
                                     const char *why);

/** How far a run is. */
typedef struct tr_queue_state {
  uint64_t shards, done, aside;
  uint64_t claims, claims_done;
} tr_queue_state;

/** Count. */
TR_NODISCARD tr_status tr_queue_look(tr_store *store, int64_t run,
                                     tr_queue_state *state);

/** Takes a result, or why a shard was put aside. */
typedef tr_status tr_queue_result_fn(void *context, tr_str practice,
                                     int32_t month, tr_str result, tr_str why);

/** Hand over the shards that are done or put aside, in order. */
TR_NODISCARD tr_status tr_queue_results(tr_store *store, int64_t run,
                                        tr_queue_result_fn *see, void *context);

#endif
