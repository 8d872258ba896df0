/* The bytes a reader sees at once: the caller's chunk itself, or, where a run
 * began in an earlier chunk, a copy of that run and as much of the new chunk
 * as it takes to finish it. Positions are stream offsets throughout, so that
 * moving the bytes changes no position. */
#ifndef TR_X12_WINDOW_H
#define TR_X12_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/** `p`, `n` and `offset` may be read; the rest is private. */
typedef struct tr_window {
  const char *p;         /**< bytes in sight */
  size_t n;              /**< how many */
  uint64_t offset;       /**< stream offset of p[0] */
  tr_str chunk;          /* the caller's bytes */
  uint64_t chunk_offset; /* stream offset of the chunk */
  size_t copied;         /* bytes of the chunk that are also in the store */
  char *store;           /* own memory */
  size_t room;           /* of store */
  bool stored;           /* the bytes in sight are the store's */
  bool ended;            /**< no chunk follows */
} tr_window;

/** Start empty at stream offset 0. */
void tr_window_init(tr_window *window);

/** Free the memory. */
void tr_window_done(tr_window *window);

/** Take the next chunk; the one before must have been parked. */
void tr_window_feed(tr_window *window, tr_str chunk);

/**
 * Bring more bytes of the chunk into sight.
 *
 * @return TR_OK when there are more; TR_ENOTFOUND when the chunk is used up;
 *         TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_window_more(tr_window *window);

/**
 * Go back to the caller's chunk when nothing before it is needed any more.
 *
 * @param keep Stream offset of the first byte still needed.
 */
void tr_window_settle(tr_window *window, uint64_t keep);

/**
 * Copy what is still needed, since the caller is about to take the chunk back.
 *
 * @param keep Stream offset of the first byte still needed.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_window_park(tr_window *window, uint64_t keep);

/** @return The byte at a stream offset that is in sight. */
static inline const char *tr_window_at(const tr_window *window,
                                       uint64_t offset) {
  return window->p + (offset - window->offset);
}

/** @return Stream offset just after the bytes in sight. */
static inline uint64_t tr_window_end(const tr_window *window) {
  return window->offset + window->n;
}

#endif
