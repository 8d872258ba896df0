/* What there is: claims, lines, visits, patients and dollars by provider, by
 * kind of payer and by period. */
#include "audit/audit_parts.h"

#include <stdio.h>

/* Sums, and who was counted in them already. */
typedef struct counting {
  tr_audit_sums *sums;
  uint8_t *patients; /* bits */
} counting;

typedef struct counter {
  const tr__audit *audit;
  counting all, *providers, *payers, *periods;
  int16_t *period_of;
} counter;

static bool first_time(uint8_t *bits, uint32_t at) {
  const uint8_t bit = (uint8_t)(1U << (at & 7));
  const bool first = (bits[at >> 3] & bit) == 0;
  bits[at >> 3] |= bit;
  return first;
}

static bool make(tr_arena *scratch, const tr_columns *columns,
                 tr_audit_sums *sums, counting *out) {
  out->sums = sums;
  out->patients = tr_arena_alloc(scratch, columns->patient_count / 8 + 1);
  return out->patients != NULL;
}

/* Everything that a visit counts for. */
static uint32_t places(counter *c, uint32_t line, counting *out[4]) {
  const tr_columns *columns = c->audit->columns;
  const int32_t payer =
      c->audit->payer_of[columns->claim_payer[columns->line_claim[line]]];
  const int16_t period =
      c->period_of[columns->line_day[line] - c->audit->result->from];
  uint32_t count = 0;
  out[count++] = &c->all;
  out[count++] = &c->providers[columns->line_provider[line]];
  if (payer >= 0) out[count++] = &c->payers[payer];
  if (period >= 0) out[count++] = &c->periods[period];
  return count;
}

static void count_visit(counter *c, uint32_t visit, uint8_t *claims) {
  const tr_columns *columns = c->audit->columns;
  const uint32_t first = columns->visit_first[visit];
  counting *out[4];
  const uint32_t count = places(c, first, out);
  for (uint32_t i = 0; i < count; i++) {
    out[i]->sums->visits++;
    out[i]->sums->patients +=
        first_time(out[i]->patients, columns->line_patient[first]);
  }
  for (uint32_t line = first; line < columns->visit_first[visit + 1]; line++) {
    const uint32_t claim = columns->line_claim[line];
    const bool new_claim = first_time(claims, claim);
    for (uint32_t i = 0; i < count; i++) {
      out[i]->sums->lines++;
      out[i]->sums->charge += columns->line_charge[line];
      if (!new_claim) continue;
      out[i]->sums->claims++;
      out[i]->sums->paid += columns->claim_paid[claim];
      out[i]->sums->answered += columns->claim_answered[claim];
    }
  }
}

static void count_notes(counter *c) {
  const tr_columns *columns = c->audit->columns;
  const tr_audit_result *result = c->audit->result;
  for (uint32_t i = 0; i < columns->note_count; i++) {
    const tr_day day = columns->note_day[i];
    if (day < result->from || day > result->to) continue;
    c->all.sums->notes++;
    if (columns->note_provider[i] < columns->provider_count)
      c->providers[columns->note_provider[i]].sums->notes++;
    const int16_t period = c->period_of[day - result->from];
    if (period >= 0) c->periods[period].sums->notes++;
  }
}

/* ----------------------------------------------------------------- periods */

static tr_day next_begin(tr_day day, tr_audit_every every, char *label) {
  int year, month, ignored;
  tr_day_parts(day, &year, &month, &ignored);
  switch (every) {
    case TR_AUDIT_MONTH:
      snprintf(label, 11, "%04d-%02d", year % 10000, month % 100);
      break;
    case TR_AUDIT_QUARTER:
      snprintf(label, 11, "%04d-Q%d", year % 10000, (month - 1) / 3 % 4 + 1);
      month = (month - 1) / 3 * 3 + 3;
      break;
    case TR_AUDIT_YEAR:
      snprintf(label, 11, "%04d", year % 10000);
      month = 12;
      break;
  }
  return month == 12 ? tr_day_of(year + 1, 1, 1)
                     : tr_day_of(year, month + 1, 1);
}

static uint32_t make_periods(const tr_audit_result *result,
                             tr_audit_every every, tr_audit_period *periods) {
  uint32_t count = 0;
  for (tr_day day = result->from; day <= result->to; count++) {
    tr_audit_period period = {.from = day};
    const tr_day next = next_begin(day, every, period.label);
    period.to = next - 1 < result->to ? next - 1 : result->to;
    if (count < TR_AUDIT_PERIODS) periods[count] = period;
    day = next;
  }
  return count;
}

/* ------------------------------------------------------------------- scope */

static tr_status make_lists(tr__audit *audit, tr_audit_provider **providers,
                            tr_audit_payer **payers,
                            tr_audit_period **periods) {
  const tr_columns *columns = audit->columns;
  tr_audit_result *result = audit->result;
  *providers = tr_arena_array(audit->arena, (size_t)columns->provider_count + 1,
                              sizeof **providers);
  *payers = tr_arena_array(audit->arena, TR_PAYER_CLASSES, sizeof **payers);
  *periods = tr_arena_array(audit->arena, TR_AUDIT_PERIODS, sizeof **periods);
  if (*providers == NULL || *payers == NULL || *periods == NULL)
    return TR_ENOMEM;
  for (uint32_t p = 0; p < columns->provider_count; p++)
    (*providers)[p].npi = columns->provider_npi[p];
  bool seen[TR_PAYER_CLASSES] = {false};
  for (uint32_t line = 0; line < columns->line_count; line++)
    if (columns->line_day[line] >= result->from &&
        columns->line_day[line] <= result->to)
      seen[columns->claim_payer[columns->line_claim[line]]] = true;
  for (int p = 0; p < TR_PAYER_CLASSES; p++) {
    audit->payer_of[p] = seen[p] ? (int32_t)result->payer_count : -1;
    if (!seen[p]) continue;
    (*payers)[result->payer_count++] =
        (tr_audit_payer){.payer_class = (tr_payer_class)p,
                         .id = tr_payer_class_id((tr_payer_class)p),
                         .words = tr_payer_class_words((tr_payer_class)p)};
  }
  result->every = audit->options->every;
  while ((result->period_count = make_periods(result, result->every,
                                              *periods)) > TR_AUDIT_PERIODS &&
         result->every < TR_AUDIT_YEAR)
    result->every = (tr_audit_every)(result->every + 1);
  if (result->period_count > TR_AUDIT_PERIODS)
    result->period_count = TR_AUDIT_PERIODS;
  result->providers = *providers;
  result->provider_count = columns->provider_count;
  result->payers = *payers;
  result->periods = *periods;
  return TR_OK;
}

static tr_status count_all(tr_arena *scratch, const tr__audit *audit,
                           tr_audit_provider *providers, tr_audit_payer *payers,
                           tr_audit_period *periods) {
  const tr_columns *columns = audit->columns;
  tr_audit_result *result = audit->result;
  const size_t days =
      result->to >= result->from ? (size_t)(result->to - result->from) + 1 : 0;
  counter c = {.audit = audit};
  c.providers = tr_arena_array(scratch, (size_t)result->provider_count + 1,
                               sizeof *c.providers);
  c.payers = tr_arena_array(scratch, TR_PAYER_CLASSES, sizeof *c.payers);
  c.periods = tr_arena_array(scratch, TR_AUDIT_PERIODS, sizeof *c.periods);
  c.period_of = tr_arena_array(scratch, days + 1, sizeof *c.period_of);
  uint8_t *claims = tr_arena_alloc(scratch, columns->claim_count / 8 + 1);
  bool good = c.providers != NULL && c.payers != NULL && c.periods != NULL &&
              c.period_of != NULL && claims != NULL &&
              make(scratch, columns, &result->sums, &c.all);
  for (uint32_t i = 0; good && i < result->provider_count; i++)
    good = make(scratch, columns, &providers[i].sums, &c.providers[i]);
  for (uint32_t i = 0; good && i < result->payer_count; i++)
    good = make(scratch, columns, &payers[i].sums, &c.payers[i]);
  for (uint32_t i = 0; good && i < result->period_count; i++)
    good = make(scratch, columns, &periods[i].sums, &c.periods[i]);
  if (!good) return TR_ENOMEM;
  for (size_t d = 0; d < days; d++) c.period_of[d] = -1;
  for (uint32_t p = 0; p < result->period_count; p++)
    for (tr_day d = periods[p].from; d <= periods[p].to; d++)
      c.period_of[d - result->from] = (int16_t)p;
  for (uint32_t visit = 0; visit < columns->visit_count; visit++) {
    const tr_day day = columns->line_day[columns->visit_first[visit]];
    if (day >= result->from && day <= result->to)
      count_visit(&c, visit, claims);
  }
  count_notes(&c);
  return TR_OK;
}

tr_status tr__audit_count(tr__audit *audit) {
  tr_audit_provider *providers;
  tr_audit_payer *payers;
  tr_audit_period *periods;
  tr_arena scratch;
  tr_status status = make_lists(audit, &providers, &payers, &periods);
  if (status != TR_OK) return status;
  tr_arena_init(&scratch, (size_t)1 << 32);
  status = count_all(&scratch, audit, providers, payers, periods);
  tr_arena_done(&scratch);
  return status;
}
