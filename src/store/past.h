/* The past of a patient out of a store, for claims that are checked now: the
 * kept claims, read again one by one, and the notes of their visits.
 *
 *   tr_past_store_new(store, &past);
 *   tr_past_store_leave_out(past, digest_of_the_input);
 *   const tr_past hooks = tr_past_store_hooks(past);
 *   options.past = &hooks;
 *   tr_check_new(&options, &check); ...
 *   tr_past_store_free(past);    after the checker, which borrows file names */
#ifndef TR_STORE_PAST_H
#define TR_STORE_PAST_H

#include "rule/check.h"
#include "store/store.h"

enum {
  TR_PAST_YEARS = 7,    /**< of a patient that are looked at */
  TR_PAST_NOTES = 64,   /**< most notes of one claim */
  TR_PAST_CLAIMS = 1024 /**< most claims of a patient: the newest */
};

typedef struct tr_past_store tr_past_store;

/**
 * Get ready.
 *
 * @param      store Borrowed; nothing is written.
 * @param[out] past  Owned by the caller; set only on TR_OK.
 * @return TR_OK; else as of the store.
 */
TR_NODISCARD tr_status tr_past_store_new(tr_store *store, tr_past_store **past);

/** Free it; NULL is harmless. */
void tr_past_store_free(tr_past_store *past);

/**
 * Leave a file out: it is what is checked now, and no past of itself.
 *
 * @param sha256 tr_kept_digest() of its bytes. That it is not in the store
 *               changes nothing.
 */
TR_NODISCARD tr_status tr_past_store_leave_out(tr_past_store *past,
                                               const char *sha256);

/** @return What a checker is given; a failure of the store is returned, and
 * told by tr_store_message(). Claims of test files (ISA15 T) and damaged ones
 * are no past. */
tr_past tr_past_store_hooks(tr_past_store *past);

/** What was asked for so far. */
typedef struct tr_past_counts {
  uint64_t patients, claims, notes;
} tr_past_counts;

/** @return The counts. */
tr_past_counts tr_past_store_counts(const tr_past_store *past);

#endif
