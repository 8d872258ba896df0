/* Whether a store is what it says: its structure, every kept byte, and that
 * what is in the tables is what is read of the files. */
#ifndef TR_STORE_VERIFY_H
#define TR_STORE_VERIFY_H

#include "store/receive.h"

/** What was looked at and what was wrong. */
typedef struct tr_verified {
  uint64_t files, bytes; /**< looked at */
  uint64_t structure;    /**< faults of the engine's own structures */
  uint64_t damaged;      /**< files whose bytes are not those received */
  uint64_t differing;    /**< files of which other rows are read */
  bool outdated;         /**< rows were made by another version: they were not
                              compared */
} tr_verified;

/** Who is told. */
typedef struct tr_verify_events {
  void *context;
  /** Something is wrong; a sentence without a value of a row. */
  void (*wrong)(void *context, const char *what);
  tr_store_progress_fn *progress; /**< NULL: nobody wants to know */
} tr_verify_events;

/**
 * Look at everything; nothing is changed.
 *
 * @param[out] verified Set also where it fails, as far as it came.
 * @return TR_OK, also where something is wrong; else why it could not go on.
 */
TR_NODISCARD tr_status tr_verify(tr_store *store,
                                 const tr_verify_events *events,
                                 tr_verified *verified);

/** @return Whether nothing was wrong. */
bool tr_verified_good(const tr_verified *verified);

#endif
