/* A chain of blocks from which memory is cut off in order. Padding counts
 * against the limit, so that the limit bounds what is really taken. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum { BLOCK_FIRST = 4096, BLOCK_MOST = 1 << 20 };

struct tr_arena_block {
  tr_arena_block *older;
  size_t size; /* of bytes[] */
  size_t used;
  alignas(max_align_t) unsigned char bytes[];
};

void tr_arena_init(tr_arena *arena, size_t limit) {
  *arena = (tr_arena){.block = NULL, .used = 0, .limit = limit};
}

/* Put a fresh block at the head that holds at least `bytes`. */
static bool add_block(tr_arena *arena, size_t bytes) {
  size_t size = BLOCK_FIRST;
  if (arena->block != NULL) {
    size = arena->block->size;
    size = size < BLOCK_MOST / 2 ? size * 2 : BLOCK_MOST;
  }
  if (size < bytes) size = bytes;
  if (size > SIZE_MAX - sizeof(tr_arena_block)) return false;

  tr_arena_block *block = malloc(sizeof *block + size);
  if (block == NULL) return false;
  block->older = arena->block;
  block->size = size;
  block->used = 0;
  arena->block = block;
  return true;
}

/* Cut bytes off, at a multiple of `align` (a power of two). */
static unsigned char *take(tr_arena *arena, size_t bytes, size_t align) {
  const size_t left = arena->limit - arena->used;
  if (bytes > left) return NULL;

  tr_arena_block *block = arena->block;
  size_t pad = 0;
  if (block != NULL) pad = (0 - block->used) & (align - 1);
  if (block == NULL || block->size - block->used < pad ||
      block->size - block->used - pad < bytes) {
    pad = 0;
    if (!add_block(arena, bytes)) return NULL;
    block = arena->block;
  }
  if (pad > left - bytes) return NULL;

  unsigned char *start = block->bytes + block->used + pad;
  block->used += pad + bytes;
  arena->used += pad + bytes;
  return start;
}

void *tr_arena_alloc(tr_arena *arena, size_t bytes) {
  unsigned char *memory = take(arena, bytes, alignof(max_align_t));
  if (memory != NULL) memset(memory, 0, bytes);
  return memory;
}

void *tr_arena_array(tr_arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  return tr_arena_alloc(arena, bytes);
}

tr_status tr_arena_copy(tr_arena *arena, tr_str text, tr_str *copy) {
  unsigned char *memory = take(arena, text.n, 1);
  if (memory == NULL) return TR_ENOMEM;
  if (text.n > 0) memcpy(memory, text.p, text.n);
  *copy = (tr_str){(const char *)memory, text.n};
  return TR_OK;
}

static void free_chain(tr_arena_block *block) {
  while (block != NULL) {
    tr_arena_block *older = block->older;
    free(block);
    block = older;
  }
}

void tr_arena_reset(tr_arena *arena) {
  arena->used = 0;
  if (arena->block == NULL) return;
  free_chain(arena->block->older);
  arena->block->older = NULL;
  arena->block->used = 0;
  if (arena->block->size <= BLOCK_MOST) return;
  /* One huge claim must not hold its memory for the rest of the file. */
  free(arena->block);
  arena->block = NULL;
}

void tr_arena_done(tr_arena *arena) {
  free_chain(arena->block);
  tr_arena_init(arena, 0);
}
