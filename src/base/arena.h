/* One arena per file, claim or pack: many small allocations, freed at once.
 * The limit is given at the start, so nothing grows without bound. */
#ifndef TR_BASE_ARENA_H
#define TR_BASE_ARENA_H

#include <stddef.h>

#include "base/status.h"
#include "base/str.h"

typedef struct tr_arena_block tr_arena_block;

/** Fields are private. */
typedef struct tr_arena {
  tr_arena_block *block; /* newest block, NULL before the first allocation */
  size_t used;           /* bytes handed out */
  size_t limit;          /* most bytes that may be handed out */
} tr_arena;

/** @param limit Most bytes the arena will hand out before it is reset. */
void tr_arena_init(tr_arena *arena, size_t limit);

/**
 * @param bytes Zero-filled memory of that many bytes, aligned for any type.
 * @return Memory that lives until reset or done; NULL when the limit or the
 *         machine's memory is reached.
 */
void *tr_arena_alloc(tr_arena *arena, size_t bytes);

/** tr_arena_alloc() of count * size bytes; NULL when that overflows. */
void *tr_arena_array(tr_arena *arena, size_t count, size_t size);

/** Copy bytes into the arena. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr_arena_copy(tr_arena *arena, tr_str text,
                                     tr_str *copy);

/** Take everything back; keeps one block for the next use. */
void tr_arena_reset(tr_arena *arena);

/** Free all memory; the arena may be used again after tr_arena_init(). */
void tr_arena_done(tr_arena *arena);

#endif
