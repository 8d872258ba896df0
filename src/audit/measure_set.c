/* What is measured of a provider's work as a whole: 59 and X beside their
 * partners, visits that look alike, minutes of a day, fees. */
#include <math.h>

#include "audit/measure_parts.h"
#include "audit/statistics.h"

enum {
  SET_VISITS = 10, /* visits with a set that show how 59 is used */
  HOUR = 60,
  TIMED_UNIT = 15,
  TIMED_SPARE = 7, /* of n quarter-hours at least 15 n - 7 minutes count */
  FEE_LINES = 20   /* lines that show what a code costs a payer class */
};

/* ---------------------------------------------------------------- distinct */

/* Has a line another one it may stand beside only with a modifier? The same
 * code twice counts as one. */
static bool has_partner(tr__pass *pass, uint32_t line, uint32_t first,
                        uint32_t end) {
  const uint16_t *codes = pass->columns->line_code;
  const tr_day day = pass->columns->line_day[line];
  for (uint32_t other = first; other < end; other++)
    if (other != line &&
        (codes[other] == codes[line] ||
         tr__pair_of(pass, codes[line], codes[other], day) == 1))
      return true;
  return false;
}

static void measure_pairs(tr__pass *pass, uint32_t first, uint32_t end,
                          tr__at at) {
  const tr_columns *columns = pass->columns;
  for (uint32_t a = first; a < end; a++)
    for (uint32_t b = a + 1; b < end; b++) {
      if (columns->line_code[a] == columns->line_code[b]) continue;
      /* visit codes open their pairs with 25, which is measured apart */
      if (((columns->line_flags[a] | columns->line_flags[b]) & TR_LINE_EXAM))
        continue;
      if (tr__pair_of(pass, columns->line_code[a], columns->line_code[b],
                      columns->line_day[a]) != 1)
        continue;
      const bool opened = ((columns->line_flags[a] | columns->line_flags[b]) &
                           TR_LINE_DISTINCT) != 0;
      tr__add(pass, TR_M_DISTINCT_PAIRS, at, opened, 1, 2);
      if (opened)
        tr__hit(pass, TR_M_DISTINCT_PAIRS, at.payer, first, end,
                TR_LINE_DISTINCT);
    }
}

void tr__measure_distinct(tr__pass *pass, uint32_t visit) {
  const tr_columns *columns = pass->columns;
  const uint32_t first = columns->visit_first[visit];
  const uint32_t end = columns->visit_first[visit + 1];
  const tr__at at = tr__at_of(pass, first);
  for (uint32_t line = first; line < end; line++) {
    const uint32_t flags = columns->line_flags[line];
    const bool distinct = (flags & TR_LINE_DISTINCT) != 0;
    if ((flags & (TR_LINE_TRACTION | TR_LINE_MANUAL)) != 0) {
      tr__add(pass, TR_M_DISTINCT, at, distinct, 1, 1);
      if (distinct) tr__hit(pass, TR_M_DISTINCT, at.payer, line, line + 1, 0);
    }
    if (!distinct) continue;
    const bool alone = !has_partner(pass, line, first, end);
    tr__add(pass, TR_M_DISTINCT_ALONE, at, alone, 1, 1);
    if (alone) tr__hit(pass, TR_M_DISTINCT_ALONE, at.payer, line, line + 1, 0);
  }
  if (end - first > 1) measure_pairs(pass, first, end, at);
}

/* -------------------------------------------------------------------- sets */

/* Visits by cell and set: the key is (cell, set), counted in a map. */
static void count_set(tr__pass *pass, tr_map *map, uint32_t cell,
                      uint32_t set) {
  const uint64_t key = ((uint64_t)cell + 1) << 32 | set;
  uint32_t count = 0;
  (void)tr_map_get(map, key, &count);
  if (pass->bad == TR_OK) pass->bad = tr_map_set(map, key, count + 1);
}

static bool in_scope(const tr__pass *pass, uint32_t visit) {
  const tr_day day = pass->columns->line_day[pass->columns->visit_first[visit]];
  return day >= pass->what->from && day <= pass->what->to;
}

static void count_visits(tr__pass *pass, tr_map *map, uint32_t first,
                         uint32_t end) {
  for (uint32_t visit = first; visit < end && pass->bad == TR_OK; visit++) {
    if (!in_scope(pass, visit)) continue;
    const tr__at at = tr__at_of(pass, pass->columns->visit_first[visit]);
    const uint32_t set = pass->columns->visit_set[visit];
    count_set(pass, map, 0, set);
    count_set(pass, map, 1 + (uint32_t)at.payer, set);
    if (at.period >= 0)
      count_set(pass, map, 1 + TR_PAYER_CLASSES + (uint32_t)at.period, set);
  }
}

/* What the counts of a cell come to. */
typedef struct alike {
  uint32_t most, set, sets; /* visits with the set billed most; how many sets */
  double visits, entropy;   /* entropy: sum of n ln n */
} alike;

static alike *judge_sets(tr__pass *pass, const tr_map *map) {
  alike *cells = tr_arena_array(pass->scratch, pass->out->cells, sizeof *cells);
  if (cells == NULL) {
    pass->bad = TR_ENOMEM;
    return NULL;
  }
  for (size_t i = 0; i < map->room; i++) {
    if (map->slots[i].key == 0) continue;
    alike *cell = &cells[(map->slots[i].key >> 32) - 1];
    const uint32_t set = (uint32_t)map->slots[i].key;
    const uint32_t count = map->slots[i].value;
    cell->visits += count;
    cell->sets++;
    cell->entropy += count * log(count);
    /* one code alone is no pattern; of equals the lower number, so that the
     * order of the map does not matter */
    const bool more =
        count > cell->most || (count == cell->most && set < cell->set);
    if (pass->columns->set_size[set] >= 2 && more) {
      cell->most = count;
      cell->set = set;
    }
  }
  return cells;
}

/* Sets a provider's values; visits, lines and patients are those of the
 * measure of all visits. */
static void put_sets(tr__pass *pass, const alike *cells) {
  for (uint32_t c = 0; c < pass->out->cells; c++) {
    const tr_sum *visits =
        tr_sum_at(pass->out, TR_M_TRACTION, pass->provider, c);
    tr_sum *modal = tr_sum_at(pass->out, TR_M_MODAL_SET, pass->provider, c);
    tr_sum *even = tr_sum_at(pass->out, TR_M_UNIFORMITY, pass->provider, c);
    *modal = *even = *visits;
    const alike *cell = &cells[c];
    modal->sum = modal->squares = cell->most;
    modal->n = cell->visits;
    even->n = cell->visits;
    even->sum = 0;
    if (cell->visits > 0 && cell->sets > 1) {
      const double entropy = log(cell->visits) - cell->entropy / cell->visits;
      even->sum = cell->visits * (1 - entropy / log(cell->sets));
    } else {
      even->sum = cell->visits;
    }
  }
}

static void hit_modal(tr__pass *pass, uint32_t first, uint32_t end,
                      uint32_t set) {
  for (uint32_t visit = first; visit < end; visit++)
    if (pass->columns->visit_set[visit] == set && in_scope(pass, visit))
      tr__hit(pass, TR_M_MODAL_SET, -1, pass->columns->visit_first[visit],
              pass->columns->visit_first[visit + 1], 0);
}

/* The same set of codes, with 59 on some days and without it on others. */
static void measure_uneven(tr__pass *pass, uint32_t first, uint32_t end) {
  const tr_columns *columns = pass->columns;
  uint32_t *with = tr_arena_array(pass->scratch, columns->set_count, 4);
  uint32_t *all = tr_arena_array(pass->scratch, columns->set_count, 4);
  if (with == NULL || all == NULL) {
    pass->bad = TR_ENOMEM;
    return;
  }
  for (uint32_t visit = first; visit < end; visit++) {
    if (!in_scope(pass, visit)) continue;
    all[columns->visit_set[visit]]++;
    with[columns->visit_set[visit]] +=
        (columns->visit_flags[visit] & TR_LINE_DISTINCT) != 0;
  }
  for (uint32_t visit = first; visit < end; visit++) {
    const uint32_t set = columns->visit_set[visit];
    if (!in_scope(pass, visit) || all[set] < SET_VISITS || with[set] == 0)
      continue;
    const uint32_t from = columns->visit_first[visit];
    const uint32_t to = columns->visit_first[visit + 1];
    const bool distinct = (columns->visit_flags[visit] & TR_LINE_DISTINCT) != 0;
    const bool rarer = distinct == (with[set] * 2 < all[set]);
    const tr__at at = tr__at_of(pass, from);
    tr__add(pass, TR_M_DISTINCT_UNEVEN, at, rarer, 1, to - from);
    if (rarer) tr__hit(pass, TR_M_DISTINCT_UNEVEN, at.payer, from, to, 0);
  }
}

void tr__measure_sets(tr__pass *pass, uint32_t first, uint32_t end) {
  tr_map map;
  tr_map_init(&map);
  count_visits(pass, &map, first, end);
  const alike *cells = pass->bad == TR_OK ? judge_sets(pass, &map) : NULL;
  if (cells != NULL) {
    put_sets(pass, cells);
    if (pass->what->drill != NULL) hit_modal(pass, first, end, cells[0].set);
    measure_uneven(pass, first, end);
  }
  tr_map_done(&map);
}

void tr__measure_all_sets(tr__pass *pass) {
  tr_map map;
  tr_map_init(&map);
  count_visits(pass, &map, 0, pass->columns->visit_count);
  const alike *cells = pass->bad == TR_OK ? judge_sets(pass, &map) : NULL;
  if (cells != NULL) put_sets(pass, cells);
  tr_map_done(&map);
}

/* -------------------------------------------------------------------- days */

typedef struct working_day {
  uint32_t billed; /* minutes as billed: 15 a unit */
  uint32_t least;  /* minutes that the units cannot stand for less than */
  uint32_t lines, visits;
} working_day;

static void add_minutes(const tr__pass *pass, uint32_t visit,
                        working_day *day) {
  const tr_columns *columns = pass->columns;
  uint32_t quarters = 0, other = 0, exam = 0;
  for (uint32_t line = columns->visit_first[visit];
       line < columns->visit_first[visit + 1]; line++) {
    const tr_code_traits *code = &columns->codes[columns->line_code[line]];
    const uint32_t units = (uint32_t)columns->line_units[line] / 1000;
    if (code->unit_minutes == TIMED_UNIT)
      quarters += units;
    else
      other += units * code->unit_minutes;
    if (code->exam_minutes > exam) exam = code->exam_minutes;
    day->lines++;
  }
  day->billed += quarters * TIMED_UNIT + other + exam;
  day->least +=
      (quarters > 0 ? quarters * TIMED_UNIT - TIMED_SPARE : 0) + other + exam;
  day->visits++;
}

static void hit_day(tr__pass *pass, tr_measure_id measure, uint32_t first,
                    uint32_t end, tr_day day) {
  const tr_columns *columns = pass->columns;
  for (uint32_t visit = first; visit < end; visit++)
    if (columns->line_day[columns->visit_first[visit]] == day)
      tr__hit(pass, measure, -1, columns->visit_first[visit],
              columns->visit_first[visit + 1], TR_LINE_TIMED | TR_LINE_EXAM);
}

static void put_day(tr__pass *pass, const working_day *day, tr_day date,
                    uint32_t first, uint32_t end) {
  const struct {
    tr_measure_id measure;
    double value;
  } values[] = {{TR_M_DAY_MINUTES, day->billed},
                {TR_M_DAY_8, day->least > 8 * HOUR},
                {TR_M_DAY_12, day->least > 12 * HOUR},
                {TR_M_DAY_16, day->least > 16 * HOUR}};
  const int16_t period = pass->period_of[date - pass->what->from];
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    tr_sum *sum = tr_sum_at(pass->out, values[i].measure, pass->provider, 0);
    tr_sum *cells[] = {
        sum, period >= 0 ? sum + 1 + TR_PAYER_CLASSES + period : NULL};
    for (int c = 0; c < 2; c++) {
      if (cells[c] == NULL) continue;
      cells[c]->sum += values[i].value;
      cells[c]->squares += values[i].value * values[i].value;
      cells[c]->n += 1;
      cells[c]->lines += day->lines;
      cells[c]->patients += day->visits;
    }
    if (tr__is_drilled(pass, values[i].measure, values[i].value))
      hit_day(pass, values[i].measure, first, end, date);
  }
}

void tr__measure_days(tr__pass *pass, uint32_t first, uint32_t end) {
  const tr_columns *columns = pass->columns;
  const size_t count = (size_t)(pass->what->to - pass->what->from) + 1;
  working_day *days = tr_arena_array(pass->scratch, count, sizeof *days);
  if (days == NULL) {
    pass->bad = TR_ENOMEM;
    return;
  }
  for (uint32_t visit = first; visit < end; visit++)
    if (in_scope(pass, visit))
      add_minutes(pass, visit,
                  &days[columns->line_day[columns->visit_first[visit]] -
                        pass->what->from]);
  for (size_t d = 0; d < count; d++)
    if (days[d].visits > 0)
      put_day(pass, &days[d], pass->what->from + (tr_day)d, first, end);
}

/* -------------------------------------------------------------------- fees */

/* What one payer class is most often charged for a unit of a code. */
typedef struct fee {
  uint64_t lines, best_lines;
  tr_cents best;
} fee;

static void take_fee(tr__pass *pass, tr_map *map, fee *fees, uint32_t line) {
  const tr_columns *columns = pass->columns;
  const int32_t units = columns->line_units[line];
  if (units <= 0 || units % 1000 != 0) return;
  const tr_cents each = columns->line_charge[line] / (units / 1000);
  const uint32_t payer = columns->claim_payer[columns->line_claim[line]];
  const uint32_t cell = columns->line_code[line] * TR_PAYER_CLASSES + payer;
  const uint64_t key =
      (uint64_t)(cell + 1) << 40 | ((uint64_t)each & 0xffffffffff);
  uint32_t count = 0;
  (void)tr_map_get(map, key, &count);
  pass->bad = tr_map_set(map, key, count + 1);
  fee *fee = &fees[cell];
  fee->lines++;
  if (count + 1 > fee->best_lines ||
      (count + 1 == fee->best_lines && each < fee->best)) {
    fee->best_lines = count + 1;
    fee->best = each;
  }
}

void tr__measure_fees(tr__pass *pass) {
  const tr_columns *columns = pass->columns;
  tr_sum *sum = tr_sum_at(pass->out, TR_M_FEES, pass->provider, 0);
  fee *fees = tr_arena_array(
      pass->scratch, ((size_t)columns->code_count + 1) * TR_PAYER_CLASSES,
      sizeof *fees);
  tr_map map;
  if (fees == NULL) {
    pass->bad = TR_ENOMEM;
    return;
  }
  tr_map_init(&map);
  for (uint32_t line = 0; line < columns->line_count && pass->bad == TR_OK;
       line++)
    if (columns->line_day[line] >= pass->what->from &&
        columns->line_day[line] <= pass->what->to)
      take_fee(pass, &map, fees, line);
  tr_map_done(&map);
  for (uint32_t code = 0; code < columns->code_count; code++) {
    const fee *of = &fees[(size_t)code * TR_PAYER_CLASSES];
    uint32_t classes = 0;
    tr_cents one = 0;
    bool differs = false;
    for (int p = 0; p < TR_PAYER_CLASSES; p++) {
      if (of[p].lines < FEE_LINES) continue;
      differs = differs || (classes > 0 && of[p].best != one);
      one = of[p].best;
      classes++;
    }
    if (classes < 2) continue;
    sum->sum += differs;
    sum->n += 1;
  }
}
