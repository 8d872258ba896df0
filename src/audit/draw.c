/* Decides who is drawn: the smallest keys of each stratum. */
#include "audit/draw.h"

#include <stdlib.h>
#include <string.h>

enum { ID_MOST = 1000, LEAST = 2 /* a variance needs two */ };

tr_status tr_draw_count(const tr_draw_unit *units, size_t count,
                        tr_draw_stratum *strata, size_t most) {
  for (size_t i = 0; i < most; i++) strata[i].frame = 0;
  for (size_t i = 0; i < count; i++) {
    if (units[i].stratum >= most) return TR_ERANGE;
    strata[units[i].stratum].frame++;
  }
  return TR_OK;
}

static uint64_t least_of(uint64_t a, uint64_t b) { return a < b ? a : b; }

void tr_draw_allocate(tr_draw_stratum *strata, size_t count, uint64_t size) {
  unsigned __int128 all = 0;
  uint64_t given = 0;
  for (size_t i = 0; i < count; i++) all += strata[i].frame;
  if (all == 0) return;
  if (size > all) size = (uint64_t)all;
  for (size_t i = 0; i < count; i++) {
    const uint64_t part =
        (uint64_t)((unsigned __int128)size * strata[i].frame / all);
    strata[i].size = least_of(strata[i].frame, part < LEAST ? LEAST : part);
    given += strata[i].size;
  }
  while (given < size) {
    size_t best = count;
    unsigned __int128 most = 0;
    for (size_t i = 0; i < count; i++) {
      const unsigned __int128 due = (unsigned __int128)size * strata[i].frame;
      const unsigned __int128 has = all * strata[i].size;
      if (strata[i].size >= strata[i].frame || due <= has || due - has <= most)
        continue;
      best = i;
      most = due - has;
    }
    if (best == count) break; /* only strata above their share have more */
    strata[best].size++;
    given++;
  }
}

/* ----------------------------------------------------------------- the draw */

static int by_key(const void *left, const void *right) {
  const tr_draw_unit *a = *(tr_draw_unit *const *)left;
  const tr_draw_unit *b = *(tr_draw_unit *const *)right;
  const int order = memcmp(a->key, b->key, TR_DRAW_KEY);
  return order != 0 ? order : tr_str_compare(a->id, b->id);
}

static tr_status give_keys(tr_draw_unit *units, size_t count, tr_str seed,
                           tr_draw_sha256_fn *sha256) {
  char text[TR_DRAW_SEED + 1 + ID_MOST];
  if (seed.n > TR_DRAW_SEED) return TR_ERANGE;
  if (seed.n > 0) memcpy(text, seed.p, seed.n);
  text[seed.n] = '|';
  for (size_t i = 0; i < count; i++) {
    const tr_str id = units[i].id;
    if (id.n == 0 || id.n > ID_MOST) return TR_ERANGE;
    memcpy(text + seed.n + 1, id.p, id.n);
    sha256((tr_str){text, seed.n + 1 + id.n}, units[i].key);
    units[i].drawn = false;
    units[i].order = 0;
  }
  return TR_OK;
}

/* Equal ids have equal keys and stand beside each other. */
static bool has_twins(tr_draw_unit *const *sorted, size_t count) {
  for (size_t i = 1; i < count; i++)
    if (tr_str_eq(sorted[i - 1]->id, sorted[i]->id)) return true;
  return false;
}

static tr_status take(tr_draw_unit *const *sorted, size_t count,
                      const tr_draw_stratum *strata, size_t strata_count,
                      uint64_t *left) {
  uint32_t order = 0;
  for (size_t i = 0; i < strata_count; i++) left[i] = strata[i].size;
  for (size_t i = 0; i < count; i++) {
    tr_draw_unit *unit = sorted[i];
    if (unit->stratum >= strata_count) return TR_ERANGE;
    if (left[unit->stratum] == 0) continue;
    left[unit->stratum]--;
    unit->drawn = true;
    unit->order = ++order;
  }
  for (size_t i = 0; i < strata_count; i++)
    if (left[i] > 0) return TR_ERANGE;
  return TR_OK;
}

tr_status tr_draw(tr_draw_unit *units, size_t count,
                  const tr_draw_stratum *strata, size_t strata_count,
                  tr_str seed, tr_draw_sha256_fn *sha256) {
  tr_status status = give_keys(units, count, seed, sha256);
  if (status != TR_OK) return status;
  tr_draw_unit **sorted = calloc(count + 1, sizeof *sorted);
  uint64_t *left = calloc(strata_count + 1, sizeof *left);
  if (sorted == NULL || left == NULL) {
    status = TR_ENOMEM;
  } else {
    for (size_t i = 0; i < count; i++) sorted[i] = &units[i];
    qsort(sorted, count, sizeof(tr_draw_unit *), by_key);
    status = has_twins(sorted, count)
                 ? TR_ERANGE
                 : take(sorted, count, strata, strata_count, left);
  }
  free(sorted);
  free(left);
  return status;
}
