/* One file into the store: kept, read and entered in one transaction; and the
 * same again from what is kept. */
#ifndef TR_STORE_RECEIVE_H
#define TR_STORE_RECEIVE_H

#include "store/extract.h"

/** What became of a file. */
typedef enum tr_received_as {
  TR_RECEIVED_NEW,
  TR_RECEIVED_KNOWN,  /**< the same bytes are there */
  TR_RECEIVED_REFUSED /**< nothing in it can be kept */
} tr_received_as;

/** A file that came. */
typedef struct tr_received {
  tr_received_as as;
  int64_t id; /**< of the file in the store; 0 where refused */
  char sha256[TR_KEPT_DIGEST];
  tr_extracted found; /**< all zero where known */
} tr_received;

/**
 * Take in a file. When it returns as new, the file outlives a power cut.
 *
 * @param      name     As it is to be called.
 * @param      bytes    Unpacked, at most TR_KEPT_MOST; borrowed.
 * @param      received TR_KEPT_TIME.
 * @param[out] report   Set on TR_OK.
 * @return TR_OK; TR_ELIMIT for one that is too large; else the store's
 *         failure, with the store as before.
 */
TR_NODISCARD tr_status tr_receive(tr_store *store, tr_str name, tr_str bytes,
                                  const char *received, tr_received *report);

/** The clock, as files are stamped. @param[out] text TR_KEPT_TIME bytes. */
void tr_received_now(char *text);

/** Told how far a long run is. @param file Files done. @param all Of how many.
 */
typedef void tr_store_progress_fn(void *context, uint64_t file, uint64_t all);

/**
 * Make all derived rows anew, file by file; may be broken off and begun again.
 *
 * @param progress NULL: nobody wants to know.
 */
TR_NODISCARD tr_status tr_rebuild(tr_store *store,
                                  tr_store_progress_fn *progress,
                                  void *context);

/**
 * Whether the derived rows are those that this version makes.
 *
 * @return TR_OK; TR_EVERSION with a message that says what to do.
 */
TR_NODISCARD tr_status tr_derived_is_current(tr_store *store);

#endif
