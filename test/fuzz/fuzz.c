/* Reading the head of an input, and allocations that fail by number. The
 * linker sends every allocation of our own code here (--wrap). */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { HEAD = 4, MARK = 0xF5 };

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static unsigned countdown;
static bool failed;

static bool fails(void) {
  if (countdown == 0 || --countdown > 0) return false;
  failed = true;
  return true;
}

void *__wrap_malloc(size_t size) {
  return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
  return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
  return fails() ? NULL : __real_realloc(old, size);
}

void fuzz_fail_allocation(unsigned number) {
  countdown = number;
  failed = false;
}

bool fuzz_allocations_work(void) {
  countdown = 0;
  return failed;
}

fuzz_input fuzz_take(const uint8_t *data, size_t size) {
  fuzz_input input = {.bytes = (const char *)data, .size = size};
  if (size < HEAD || data[0] != MARK) return input;
  input.bytes += HEAD;
  input.size -= HEAD;
  input.cuts = data[1];
  input.failing = (uint16_t)(data[2] | data[3] << 8);
  return input;
}

size_t fuzz_piece(uint32_t *state, size_t left) {
  *state = *state * 1664525U + 1013904223U;
  /* mostly a few bytes, at times many: borders fall everywhere */
  const uint32_t draw = *state >> 16;
  const size_t piece = draw % 8 == 0 ? 1 + draw % 4096 : 1 + draw % 17;
  return piece < left ? piece : left;
}

void fuzz_want(bool kept, const char *promise) {
  if (kept) return;
  fprintf(stderr, "broken: %s\n", promise);
  abort();
}

tr_str fuzz_text(const tr_buf *buf) {
  return buf->n == 0 ? TR_STR("") : (tr_str){buf->p, buf->n};
}
