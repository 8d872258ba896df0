/* A growing array of items of one size, with a limit. What is said when the
 * limit is met is the caller's affair. */
#ifndef TR_BASE_ARRAY_H
#define TR_BASE_ARRAY_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Emptied by setting `count` to 0, which keeps the memory. */
typedef struct tr_array {
  void *items;      /**< malloc'd; move as it grows */
  uint32_t count;   /**< in use */
  uint32_t room;    /**< allocated */
  uint32_t limit;   /**< most ever */
  uint32_t size;    /**< of one item in bytes */
  const char *unit; /**< what it holds, in words for who tells of the limit */
} tr_array;

/**
 * Start empty.
 *
 * @param size  Of one item in bytes.
 * @param limit Most items.
 * @param unit  What they are, in words; constant; NULL: never told.
 */
void tr_array_init(tr_array *array, size_t size, uint32_t limit,
                   const char *unit);

/** Free its memory; it is empty then. */
void tr_array_done(tr_array *array);

/**
 * Make room for one more item where there is none.
 *
 * @return TR_OK; TR_ELIMIT at its limit; TR_ENOMEM. A failure leaves it as it
 *         was.
 */
TR_NODISCARD tr_status tr_array_reserve(tr_array *array);

/** @return An item. @param index From 0, below `room`. */
static inline void *tr_array_at(const tr_array *array, int64_t index) {
  return (char *)array->items + (size_t)index * array->size;
}

/**
 * Add an item, all zero.
 *
 * @param[out] status As of tr_array_reserve().
 * @return It; NULL where there is no room.
 */
void *tr_array_add(tr_array *array, tr_status *status);

#endif
