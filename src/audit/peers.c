/* What each value is beside those of peers, of the past and of a table: the
 * tests of comparative billing reports, adjusted together over the run. */
#include "audit/audit_parts.h"
#include "audit/statistics.h"

#include <math.h>
#include <stdlib.h>

static const double alpha = 0.05;

/* Comparisons whose p is to be adjusted. */
typedef struct comparing {
  tr__audit *audit;
  tr_array tested; /* of tr_audit_against * */
  tr_status bad;
} comparing;

/* ------------------------------------------------------------------- cells */

static double value_of(tr_measure_unit unit, const tr_sum *sum) {
  return unit == TR_MEASURE_COUNT ? sum->sum : sum->sum / sum->n;
}

static double variance_of(const tr_sum *sum) {
  if (sum->n < 2) return 0;
  const double variance =
      (sum->squares - sum->sum * sum->sum / sum->n) / (sum->n - 1);
  return variance > 0 ? variance : 0;
}

static const char *suppressed(const tr_measure_row *row, const tr_sum *sum) {
  if (!row->compared) return "not compared with others";
  if (sum->n <= 0) return "nothing to measure";
  if (sum->lines < TR_AUDIT_LEAST_LINES) return "fewer than 20 lines";
  if (sum->patients < TR_AUDIT_LEAST_PATIENTS) return "fewer than 10 patients";
  return NULL;
}

static tr_audit_cell cell_of(const tr_measure_row *row, const tr_sum *sum) {
  tr_audit_cell cell = {.numerator = sum->sum,
                        .denominator = sum->n,
                        .lines = sum->lines,
                        .patients = sum->patients,
                        .known = sum->n > 0,
                        .percentile = -1};
  if (cell.known) cell.value = value_of(row->unit, sum);
  if (row->unit == TR_MEASURE_MEAN || row->unit == TR_MEASURE_MONEY)
    cell.variance = variance_of(sum);
  return cell;
}

/* ------------------------------------------------------------------- tests */

static void remember(comparing *c, tr_audit_against *against) {
  if (c->bad != TR_OK) return;
  tr_audit_against **slot = tr_array_add(&c->tested, &c->bad);
  if (slot != NULL) *slot = against;
}

static void say(const tr_audit_cell *cell, tr_audit_against *against) {
  against->word = cell->value <= against->value ? TR_WORD_DOES_NOT_EXCEED
                  : against->test != TR_TEST_NONE && against->adjusted_p < alpha
                      ? TR_WORD_SIGNIFICANTLY_HIGHER
                      : TR_WORD_HIGHER;
}

static uint64_t counted(double number) { return (uint64_t)llround(number); }

/* Set the test of a cell against sums, or leave it at "no test". */
static void test(comparing *c, const tr_measure_row *row,
                 const tr_audit_cell *cell, double sum, double n,
                 double variance, tr_audit_against *against) {
  tr_rate_test rates;
  tr_mean_test means;
  *against = (tr_audit_against){.known = true,
                                .value = sum / n,
                                .denominator = n,
                                .p = 1,
                                .adjusted_p = 1};
  if (row->unit == TR_MEASURE_SHARE) {
    if (!row->is_index &&
        tr_test_rates(counted(cell->numerator), counted(cell->denominator),
                      counted(sum), counted(n), &rates) == TR_OK) {
      against->test =
          rates.method == TR_RATE_EXACT ? TR_TEST_EXACT : TR_TEST_CHI_SQUARE;
      against->p = rates.two_sided;
    }
  } else if (variance >= 0) {
    const tr_moments own = {cell->denominator, cell->value, cell->variance};
    const tr_moments theirs = {n, sum / n, variance};
    if (tr_test_means(&own, &theirs, &means) == TR_OK) {
      against->test = TR_TEST_WELCH;
      against->p = means.two_sided;
    }
  }
  if (against->test != TR_TEST_NONE) remember(c, against);
}

/* The other providers of the practice together. */
static tr_sum others(const tr__audit *audit, tr_measure_id measure,
                     uint32_t provider, uint32_t at) {
  tr_sum sum = {.sum = 0};
  for (uint32_t p = 0; p < audit->columns->provider_count; p++) {
    if (p == provider) continue;
    const tr_sum *of = tr_sum_at(&audit->now, measure, p, at);
    sum.sum += of->sum;
    sum.squares += of->squares;
    sum.n += of->n;
    sum.lines += of->lines;
    sum.patients += of->patients;
  }
  return sum;
}

static bool is_enough(const tr_sum *sum) {
  return sum->n > 0 && sum->lines >= TR_AUDIT_LEAST_LINES &&
         sum->patients >= TR_AUDIT_LEAST_PATIENTS;
}

/* The year that holds the whole scope, or "". */
static const char *year_of_scope(const tr_audit_result *result, char *label) {
  int first, last, month, day;
  tr_day_parts(result->from, &first, &month, &day);
  tr_day_parts(result->to, &last, &month, &day);
  label[0] = '\0';
  if (first == last) snprintf(label, 11, "%d", first);
  return label;
}

static void against_table(comparing *c, tr_measure_id measure,
                          const tr_measure_row *row, int32_t payer_class,
                          tr_audit_cell *cell) {
  const tr_peer_table *peers = c->audit->options->peers;
  char year[12];
  if (peers == NULL) return;
  const tr_peer_row *found = tr_peer_table_find(
      peers, measure, payer_class, year_of_scope(c->audit->result, year));
  if (found == NULL && year[0] != '\0')
    found = tr_peer_table_find(peers, measure, payer_class, "");
  if (found == NULL) return;
  test(c, row, cell, found->value * found->n, found->n, found->variance,
       &cell->table);
}

static void compare(comparing *c, tr_measure_id measure,
                    const tr_measure_row *row, uint32_t provider, uint32_t at,
                    int32_t payer_class, tr_audit_cell *cell) {
  const tr__audit *audit = c->audit;
  const tr_sum *own = tr_sum_at(&audit->now, measure, provider, at);
  cell->suppressed = suppressed(row, own);
  if (cell->suppressed != NULL) return;
  const tr_sum rest = others(audit, measure, provider, at);
  if (is_enough(&rest))
    test(c, row, cell, rest.sum, rest.n, variance_of(&rest), &cell->peers);
  if (audit->has_past) {
    const tr_sum *before = tr_sum_at(&audit->past, measure, provider, at);
    if (is_enough(before))
      test(c, row, cell, before->sum, before->n, variance_of(before),
           &cell->past);
  }
  against_table(c, measure, row, payer_class, cell);
}

/* -------------------------------------------------------------------- rank */

/* Percentile and fences among the providers, for one payer or all. */
static void rank(const tr__audit *audit, tr_audit_cell *cells, uint32_t stride,
                 uint32_t at, double *values) {
  const uint32_t providers = audit->columns->provider_count;
  uint32_t count = 0;
  tr_fences fences;
  for (uint32_t p = 0; p < providers; p++)
    if (cells[p * stride + at].suppressed == NULL)
      values[count++] = cells[p * stride + at].value;
  if (count < 2 || tr_sort_numbers(values, count) != TR_OK) return;
  const bool fenced =
      count >= 4 && tr_fences_of(values, count, &fences) == TR_OK;
  for (uint32_t p = 0; p < providers; p++) {
    tr_audit_cell *cell = &cells[p * stride + at];
    double percentile;
    if (cell->suppressed != NULL) continue;
    if (tr_percentile_rank(values, count, cell->value, &percentile) == TR_OK)
      cell->percentile = percentile;
    if (fenced)
      cell->fence = cell->value > fences.far_high ? TR_FENCE_EXTREME
                    : cell->value > fences.high   ? TR_FENCE_OUTER
                                                  : TR_FENCE_NONE;
  }
}

/* ---------------------------------------------------------------- measures */

static tr_status make_cells(comparing *c, tr_measure_id id,
                            tr_audit_measure *measure, double *values) {
  const tr__audit *audit = c->audit;
  const tr_audit_result *result = audit->result;
  const tr_measure_row row = tr_measure_at(id);
  const uint32_t providers = audit->columns->provider_count;
  const uint32_t stride = 1 + result->payer_count + result->period_count;
  tr_audit_cell *cells = tr_arena_array(
      audit->arena, (size_t)(providers + 1) * stride, sizeof *cells);
  if (cells == NULL) return TR_ENOMEM;
  for (uint32_t p = 0; p <= providers; p++)
    for (uint32_t at = 0; at < stride; at++) {
      const bool by_payer = at > 0 && at <= result->payer_count;
      const int32_t payer = by_payer ? (int32_t)at - 1 : -1;
      const int32_t period = at > result->payer_count
                                 ? (int32_t)(at - 1 - result->payer_count)
                                 : -1;
      const int32_t payer_class =
          by_payer ? (int32_t)result->payers[payer].payer_class : -1;
      const uint32_t place = by_payer ? 1 + (uint32_t)payer_class
                             : period >= 0
                                 ? 1 + TR_PAYER_CLASSES + (uint32_t)period
                                 : 0;
      tr_audit_cell *cell = &cells[p * stride + at];
      *cell = cell_of(&row, tr_sum_at(&audit->now, id, p, place));
      cell->provider = p < providers ? (int32_t)p : -1;
      cell->payer = payer;
      cell->period = period;
      cell->suppressed = "not compared with others";
      if (p < providers && period < 0)
        compare(c, id, &row, p, place, payer_class, cell);
    }
  for (uint32_t at = 0; at <= result->payer_count; at++)
    rank(audit, cells, stride, at, values);
  *measure = (tr_audit_measure){.id = row.id,
                                .title = row.title,
                                .unit = row.unit,
                                .of = row.of,
                                .meaning = row.meaning,
                                .source = row.source,
                                .group = row.group,
                                .compared = row.compared,
                                .cells = cells,
                                .cell_count = (providers + 1) * stride};
  return TR_OK;
}

static tr_status adjust(comparing *c) {
  const uint32_t count = c->tested.count;
  double *p = malloc(((size_t)count + 1) * sizeof *p);
  if (p == NULL) return TR_ENOMEM;
  tr_audit_against **tested = c->tested.items;
  for (uint32_t i = 0; i < count; i++) p[i] = tested[i]->p;
  const tr_status status = tr_adjust_chances(p, count, p);
  for (uint32_t i = 0; i < count && status == TR_OK; i++)
    tested[i]->adjusted_p = p[i];
  free(p);
  c->audit->result->tests = count;
  return status;
}

static void say_all(const tr_audit_measure *measures, uint32_t count) {
  for (uint32_t m = 0; m < count; m++)
    for (uint32_t i = 0; i < measures[m].cell_count; i++) {
      /* the cells were made here and are not shared yet */
      tr_audit_cell *cell = (tr_audit_cell *)(uintptr_t)&measures[m].cells[i];
      if (cell->peers.known) say(cell, &cell->peers);
      if (cell->past.known) say(cell, &cell->past);
      if (cell->table.known) say(cell, &cell->table);
    }
}

tr_status tr__audit_compare(tr__audit *audit) {
  comparing c = {.audit = audit};
  tr_audit_result *result = audit->result;
  tr_audit_measure *measures =
      tr_arena_array(audit->arena, TR_MEASURES, sizeof *measures);
  double *values = tr_arena_array(
      audit->arena, (size_t)audit->columns->provider_count + 1, sizeof *values);
  if (measures == NULL || values == NULL) return TR_ENOMEM;
  tr_array_init(&c.tested, sizeof(tr_audit_against *), 1U << 24, NULL);
  for (int m = 0; m < TR_MEASURES && c.bad == TR_OK; m++) {
    const tr_status status =
        make_cells(&c, (tr_measure_id)m, &measures[m], values);
    if (c.bad == TR_OK) c.bad = status;
  }
  if (c.bad == TR_OK) c.bad = adjust(&c);
  tr_array_done(&c.tested);
  if (c.bad != TR_OK) return c.bad;
  say_all(measures, TR_MEASURES);
  result->measures = measures;
  result->measure_count = TR_MEASURES;
  return TR_OK;
}
