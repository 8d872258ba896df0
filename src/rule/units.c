/* Minutes to units. All in thousandths of a minute: no rounding but the one
 * the method itself prescribes. */
#include "rule/units.h"

#include <stdbool.h>

enum { MINUTE = 1000, UNIT = 15 * MINUTE, MIDPOINT = 8 * MINUTE };

/* A part of a unit counts as one from eight minutes on. */
static int64_t rounded_at_midpoint(int64_t minutes) {
  return (minutes + UNIT - MIDPOINT) / UNIT;
}

static bool comes_first(const tr_timed_code *a, const tr_timed_code *b) {
  const int64_t rest_a = a->minutes - a->supported * UNIT;
  const int64_t rest_b = b->minutes - b->supported * UNIT;
  if (rest_a != rest_b) return rest_a > rest_b;
  return a->billed - a->supported > b->billed - b->supported;
}

static int64_t share_total(tr_timed_code *codes, size_t count) {
  int64_t minutes = 0, given = 0;
  for (size_t i = 0; i < count; i++) {
    codes[i].supported = codes[i].minutes / UNIT;
    minutes += codes[i].minutes;
    given += codes[i].supported;
  }
  const int64_t total = rounded_at_midpoint(minutes);
  for (; given < total; given++) {
    tr_timed_code *next = NULL;
    for (size_t i = 0; i < count; i++) {
      /* a code that got one of the remainders has less than nothing left */
      if (codes[i].minutes <= codes[i].supported * UNIT) continue;
      if (next == NULL || comes_first(&codes[i], next)) next = &codes[i];
    }
    if (next == NULL) break;
    next->supported++;
  }
  return given;
}

int64_t tr_units_share(tr_unit_method method, tr_timed_code *codes,
                       size_t count) {
  if (method == TR_UNITS_CMS_TOTAL) return share_total(codes, count);
  int64_t total = 0;
  for (size_t i = 0; i < count; i++) {
    codes[i].supported = method == TR_UNITS_AMA_MIDPOINT
                             ? rounded_at_midpoint(codes[i].minutes)
                             : codes[i].minutes / UNIT;
    total += codes[i].supported;
  }
  return total;
}
