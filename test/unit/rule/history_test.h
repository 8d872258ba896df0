/* What the tests of history share: claims remembered, one asked about. */
#ifndef TR_HISTORY_TEST_H
#define TR_HISTORY_TEST_H

#include "rule/history.h"

#include "claim_of.h"

enum { ARENA = 8 << 20 };

#define EARLIER "morning.837"
#define LATER "afternoon.837"

typedef struct fixture {
  tr_history *history;
  tr_arena arena;
  claim_box box;
  const tr_claim *claim;
  const tr_line **lines;
  uint32_t count;
} fixture;

static inline void start(fixture *f) {
  *f = (fixture){.history = tr_history_new()};
  assert_non_null(f->history);
  tr_arena_init(&f->arena, ARENA);
}

/* The claim's bytes are gone when this returns. */
static inline void add(fixture *f, const char *file, claim_spec spec) {
  claim_box box;
  const tr_claim *claim = claim_of(&box, file, spec);
  assert_int_equal(tr_history_add(f->history, claim), TR_OK);
  claim_done(&box);
}

/* The claim at hand, its lines of an earlier day with it. */
static inline void look(fixture *f, claim_spec spec, const char *day) {
  if (f->claim != NULL) claim_done(&f->box);
  f->claim = claim_of(&f->box, LATER, spec);
  assert_int_equal(tr_history_lines(f->history, &f->arena, f->claim,
                                    day_of(day), &f->lines, &f->count),
                   TR_OK);
}

static inline void end(fixture *f) {
  if (f->claim != NULL) claim_done(&f->box);
  tr_arena_done(&f->arena);
  tr_history_free(f->history);
}

#define JUNE12 "2026-06-12"
#define CMT LINE("1", "98940", "45", "1", "20260612")

#endif
