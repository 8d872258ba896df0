/* Linear probing at most half full; a key is mixed before it is placed, since
 * packed codes differ only in their upper bytes. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

enum { ROOM_FIRST = 16 };

/* The finish of splitmix64: every input bit reaches every output bit. */
static uint64_t mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9U;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebU;
  x ^= x >> 31;
  return x;
}

void tr_map_init(tr_map *map) { *map = (tr_map){0}; }

/* The slot that holds the key, or the free one where it belongs. */
static tr_map_slot *find(const tr_map *map, uint64_t key) {
  const size_t mask = map->room - 1;
  size_t at = (size_t)mix(key) & mask;
  while (map->slots[at].key != 0 && map->slots[at].key != key)
    at = (at + 1) & mask;
  return &map->slots[at];
}

static tr_status grow(tr_map *map) {
  tr_map larger = {.count = map->count};
  larger.room = map->room == 0 ? (size_t)ROOM_FIRST : map->room * 2;
  if (larger.room < map->room) return TR_ENOMEM;
  larger.slots = calloc(larger.room, sizeof *larger.slots);
  if (larger.slots == NULL) return TR_ENOMEM;
  for (size_t i = 0; i < map->room; i++)
    if (map->slots[i].key != 0)
      *find(&larger, map->slots[i].key) = map->slots[i];
  free(map->slots);
  *map = larger;
  return TR_OK;
}

tr_status tr_map_set(tr_map *map, uint64_t key, uint32_t value) {
  assert(key != 0);
  if (map->room > 0) {
    tr_map_slot *slot = find(map, key);
    if (slot->key == key) {
      slot->value = value;
      return TR_OK;
    }
  }
  if (map->count >= map->room / 2) {
    const tr_status status = grow(map);
    if (status != TR_OK) return status;
  }
  *find(map, key) = (tr_map_slot){key, value};
  map->count++;
  return TR_OK;
}

bool tr_map_get(const tr_map *map, uint64_t key, uint32_t *value) {
  if (map->count == 0 || key == 0) return false;
  const tr_map_slot *slot = find(map, key);
  if (slot->key != key) return false;
  *value = slot->value;
  return true;
}

void tr_map_clear(tr_map *map) {
  if (map->count > 0) memset(map->slots, 0, map->room * sizeof *map->slots);
  map->count = 0;
}

void tr_map_done(tr_map *map) {
  free(map->slots);
  tr_map_init(map);
}

uint64_t tr_hash(uint64_t seed, tr_str bytes) {
  /* The length is mixed in, so that "ab" + "c" is not "a" + "bc". */
  uint64_t hash = mix(seed ^ (bytes.n + 0x9e3779b97f4a7c15U));
  size_t at = 0;
  for (; bytes.n - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, bytes.p + at, sizeof word);
    hash = mix(hash ^ word);
  }
  uint64_t last = 0;
  for (; at < bytes.n; at++) last = last << 8 | (unsigned char)bytes.p[at];
  hash = mix(hash ^ last);
  return hash != 0 ? hash : 1;
}
