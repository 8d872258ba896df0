/* Decides what a unit usually costs: the most frequent charge, payer by payer
 * and over all. */
#include "coding/compare_fee.h"

#include <stdlib.h>

/** A charge of one unit, and whose. */
struct tr_billed_fee {
  tr_code code;
  tr_str payer;
  tr_cents unit;
};

typedef struct tr_billed_fee billed_fee;

tr_str tr_claim_payer(const tr_claim_context *claim) {
  return claim->payer_id.n > 0 ? claim->payer_id : claim->payer_name;
}

/* ----------------------------------------------------------------- learning */

/* Units are thousandths: a charge for half a unit is doubled. */
static bool unit_charge(const tr_context_line *line, tr_cents *unit) {
  int64_t scaled;
  if (line->code == 0 || !line->charge_known || line->charge <= 0 ||
      line->units <= 0 ||
      __builtin_mul_overflow(line->charge, (int64_t)1000, &scaled) ||
      scaled % line->units != 0)
    return false;
  *unit = scaled / line->units;
  return true;
}

static int by_code(const billed_fee *a, const billed_fee *b) {
  return (a->code > b->code) - (a->code < b->code);
}

static int by_code_and_unit(const void *first, const void *second) {
  const billed_fee *a = first, *b = second;
  const int order = by_code(a, b);
  return order != 0 ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static int by_code_and_payer(const billed_fee *a, const billed_fee *b) {
  const int order = by_code(a, b);
  return order != 0 ? order : tr_str_compare(a->payer, b->payer);
}

static int by_all(const void *first, const void *second) {
  const billed_fee *a = first, *b = second;
  const int order = by_code_and_payer(a, b);
  return order != 0 ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

typedef int same_fn(const billed_fee *a, const billed_fee *b);

/* Of each run of the same, the most frequent charge is kept: sorted by charge,
 * the first of the longest row of equals. */
static uint32_t keep_usual(billed_fee *fees, uint32_t count, same_fn *order) {
  uint32_t kept = 0;
  for (uint32_t first = 0, next; first < count; first = next) {
    uint32_t best = first, best_length = 0, begin = first;
    for (next = first; next < count && order(&fees[first], &fees[next]) == 0;
         next++) {
      if (fees[next].unit != fees[begin].unit) begin = next;
      if (next - begin + 1 > best_length) {
        best_length = next - begin + 1;
        best = begin;
      }
    }
    fees[kept++] = fees[best];
  }
  return kept;
}

static uint32_t count_lines(const tr_claim_context *const *claims,
                            uint32_t count) {
  uint32_t lines = 0;
  for (uint32_t i = 0; i < count; i++) lines += claims[i]->line_count;
  return lines;
}

static uint32_t gather(const tr_claim_context *const *claims, uint32_t count,
                       billed_fee *fees) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < claims[i]->line_count; k++) {
      const tr_context_line *line = &claims[i]->lines[k];
      if (!unit_charge(line, &fees[n].unit)) continue;
      fees[n].code = line->code;
      fees[n++].payer = tr_claim_payer(claims[i]);
    }
  return n;
}

tr_status tr_billed_fees_learn(tr_arena *arena,
                               const tr_claim_context *const *claims,
                               uint32_t count, tr_billed_fees *fees) {
  const size_t room = (size_t)count_lines(claims, count) + 1;
  billed_fee *of_payer = tr_arena_array(arena, room, sizeof *of_payer);
  billed_fee *of_all = tr_arena_array(arena, room, sizeof *of_all);
  if (of_payer == NULL || of_all == NULL) return TR_ELIMIT;
  const uint32_t n = gather(claims, count, of_payer);
  memcpy(of_all, of_payer, n * sizeof *of_all);
  if (n > 1) {
    qsort(of_payer, n, sizeof *of_payer, by_all);
    qsort(of_all, n, sizeof *of_all, by_code_and_unit);
  }
  *fees = (tr_billed_fees){of_payer, keep_usual(of_payer, n, by_code_and_payer),
                           of_all, keep_usual(of_all, n, by_code)};
  return TR_OK;
}

/* ------------------------------------------------------------------- asking */

static bool find(const billed_fee *fees, uint32_t count, const billed_fee *like,
                 same_fn *order, tr_cents *fee) {
  uint32_t from = 0, to = count;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    const int found = order(like, &fees[middle]);
    if (found == 0) {
      *fee = fees[middle].unit;
      return true;
    }
    if (found < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return false;
}

bool tr_billed_fee(const tr_billed_fees *fees, const tr_claim_context *claim,
                   tr_code code, tr_cents *fee) {
  billed_fee like = {.code = code};
  if (claim != NULL) {
    like.payer = tr_claim_payer(claim);
    if (find(fees->of_payer, fees->of_payer_count, &like, by_code_and_payer,
             fee))
      return true;
  }
  return find(fees->of_all, fees->of_all_count, &like, by_code, fee);
}
