/* The window: borrow the caller's chunk whenever that is possible. */
#include "x12/window.h"

#include <assert.h>
#include <stdlib.h>

enum { STEP = 4096 /* least a copied run grows by */ };

void tr_window_init(tr_window *window) { memset(window, 0, sizeof *window); }

void tr_window_done(tr_window *window) {
  free(window->store);
  tr_window_init(window);
}

void tr_window_feed(tr_window *window, tr_str chunk) {
  assert(window->chunk.n == 0 && !window->ended);
  window->chunk = chunk;
  window->chunk_offset = window->offset + window->n;
  window->copied = 0;
  if (window->n == 0) tr_window_settle(window, window->chunk_offset);
}

static tr_status reserve(tr_window *window, size_t bytes) {
  if (bytes <= window->room) return TR_OK;
  size_t room = window->room < STEP ? STEP : window->room;
  while (room < bytes) room *= 2;
  char *store = realloc(window->store, room);
  if (store == NULL) return TR_ENOMEM;
  if (window->stored) window->p = store;
  window->store = store;
  window->room = room;
  return TR_OK;
}

tr_status tr_window_more(tr_window *window) {
  if (!window->stored || window->copied == window->chunk.n) return TR_ENOTFOUND;
  size_t step = window->n < STEP ? STEP : window->n;
  if (step > window->chunk.n - window->copied)
    step = window->chunk.n - window->copied;

  const tr_status status = reserve(window, window->n + step);
  if (status != TR_OK) return status;
  memcpy(window->store + window->n, window->chunk.p + window->copied, step);
  window->n += step;
  window->copied += step;
  return TR_OK;
}

void tr_window_settle(tr_window *window, uint64_t keep) {
  if (window->chunk.n == 0 || keep < window->chunk_offset) return;
  window->p = window->chunk.p;
  window->n = window->chunk.n;
  window->offset = window->chunk_offset;
  window->stored = false;
}

tr_status tr_window_park(tr_window *window, uint64_t keep) {
  assert(keep >= window->offset && keep <= tr_window_end(window));
  const size_t n = (size_t)(tr_window_end(window) - keep);
  if (n > 0 && (!window->stored || keep > window->offset)) {
    const tr_status status = reserve(window, n);
    if (status != TR_OK) return status;
    memmove(window->store, tr_window_at(window, keep), n);
  }
  window->p = window->store;
  window->n = n;
  window->offset = keep;
  window->stored = true;
  window->chunk = (tr_str){NULL, 0};
  window->copied = 0;
  return TR_OK;
}
