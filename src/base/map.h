/* A hash map of 64-bit keys to 32-bit values, open addressing. */
#ifndef TR_BASE_MAP_H
#define TR_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

typedef struct tr_map_slot {
  uint64_t key; /* 0 = free */
  uint32_t value;
} tr_map_slot;

/** Fields are private, but `count` may be read. */
typedef struct tr_map {
  tr_map_slot *slots;
  size_t room;  /* slots, a power of two, or 0 */
  size_t count; /**< keys held */
} tr_map;

/** Start empty; allocates nothing. */
void tr_map_init(tr_map *map);

/**
 * Set a key.
 *
 * @param key Not 0.
 * @return TR_OK, or TR_ENOMEM with the map as before.
 */
TR_NODISCARD tr_status tr_map_set(tr_map *map, uint64_t key, uint32_t value);

/** @return Whether the key is held; then `*value` is set. */
bool tr_map_get(const tr_map *map, uint64_t key, uint32_t *value);

/** Forget all keys; keeps the memory. */
void tr_map_clear(tr_map *map);

/** Free the memory. */
void tr_map_done(tr_map *map);

/**
 * Mix bytes into a running 64-bit hash (not for untrusted collisions).
 *
 * @param seed 0 to start, or an earlier result. @return Never 0.
 */
uint64_t tr_hash(uint64_t seed, tr_str bytes);

#endif
