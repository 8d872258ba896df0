/* The rules with `each: measure` run on what was measured, and what each firing
 * rests on. */
#include <math.h>
#include <stdlib.h>

#include "audit/audit_parts.h"
#include "rule/measured.h"

enum { TRIGGERS = 512, TEXT_MOST = 4096 };

static int64_t thousandths(double number) {
  return fabs(number) < 1e12 ? (int64_t)llround(number * 1000) : INT64_MIN;
}

/* A value as rules see it: shares in percent to a tenth, amounts in dollars,
 * means to a hundredth, as they are shown. */
static int64_t seen(tr_measure_unit unit, double value) {
  switch (unit) {
    case TR_MEASURE_SHARE:
      return (int64_t)llround(value * 1000) * 100;
    case TR_MEASURE_MONEY:
      return thousandths(value / 100) / 10 * 10;
    case TR_MEASURE_MEAN:
      return fabs(value) < 1e12 ? (int64_t)llround(value * 100) * 10
                                : INT64_MIN;
    case TR_MEASURE_COUNT:
      return thousandths(value);
  }
  return INT64_MIN;
}

static const char *word_of(const tr_audit_against *against) {
  static const char *const words[] = {"n/a", "does-not-exceed", "higher",
                                      "significantly-higher"};
  return against->known ? words[against->word] : words[0];
}

static tr_measured measured_of(const tr__audit *audit,
                               const tr_audit_measure *measure,
                               const tr_audit_cell *cell) {
  static const char *const fences[] = {"none", "outer", "extreme"};
  const tr_audit_result *result = audit->result;
  tr_measured out = tr_measured_of(measure->id);
  out.unit = tr_measure_unit_id(measure->unit);
  if (cell->provider >= 0) out.provider = result->providers[cell->provider].npi;
  if (cell->payer >= 0) out.payer = result->payers[cell->payer].id;
  if (cell->known) {
    out.value = seen(measure->unit, cell->value);
    out.hits = thousandths(cell->numerator);
    out.n = thousandths(cell->denominator);
  }
  if (cell->peers.known) out.peers = seen(measure->unit, cell->peers.value);
  if (cell->past.known) out.past = seen(measure->unit, cell->past.value);
  if (cell->table.known) out.table = seen(measure->unit, cell->table.value);
  if (cell->percentile >= 0) out.percentile = thousandths(cell->percentile);
  out.lines = (int64_t)cell->lines * 1000;
  out.patients = (int64_t)cell->patients * 1000;
  out.word = word_of(&cell->peers);
  out.past_word = word_of(&cell->past);
  out.table_word = word_of(&cell->table);
  out.fence = fences[cell->fence];
  out.suppressed = cell->suppressed != NULL;
  return out;
}

/* A run of the rules over the measures of one provider and payer. */
typedef struct firing {
  tr__audit *audit;
  tr_audit_trigger *triggers;
  uint32_t count;
  tr_measured_finding finding;
  tr_status bad;
} firing;

/* What was said of all payers is not said again of one of them. */
static bool is_said(const firing *f, const tr_rule *rule, int32_t provider,
                    int32_t measure) {
  for (uint32_t i = 0; i < f->count; i++)
    if (f->triggers[i].rule == rule && f->triggers[i].provider == provider &&
        f->triggers[i].measure == measure)
      return true;
  return false;
}

static tr_str keep(firing *f, const tr_buf *text) {
  tr_str copy = {"", 0};
  const tr_status status =
      tr_arena_copy(f->audit->arena, tr_buf_str(text), &copy);
  if (status != TR_OK) f->bad = status;
  return copy;
}

static void rest_on(firing *f, tr_audit_trigger *trigger, tr_measure_id measure,
                    const tr_audit_cell *cell) {
  const tr_audit_result *result = f->audit->result;
  tr_audit_drilled drilled;
  const tr_drill drill = {
      .measure = measure,
      .provider = cell->provider,
      .payer = cell->payer >= 0
                   ? (int32_t)result->payers[cell->payer].payer_class
                   : -1,
      .above = cell->peers.known ? cell->peers.value : cell->value};
  if (cell->provider < 0) return;
  f->bad = tr_audit_drill(f->audit->arena, f->audit->options, &drill,
                          TR_AUDIT_CLAIMS, &drilled);
  if (f->bad != TR_OK) return;
  trigger->claims = drilled.claims;
  trigger->claim_count = drilled.count;
  trigger->claims_in_all = drilled.in_all;
  trigger->charge = drilled.charge;
  trigger->paid = drilled.paid;
}

static void fire(firing *f, const tr_rule *rule, const tr_measured *measured,
                 uint32_t measure, uint32_t cell_at) {
  tr__audit *audit = f->audit;
  const tr_audit_result *result = audit->result;
  const tr_audit_cell *cell = &result->measures[measure].cells[cell_at];
  if (f->count == TRIGGERS || f->bad != TR_OK ||
      is_said(f, rule, cell->provider, (int32_t)measure) ||
      !tr_measured_fires(rule, audit->options->tables, measured, result->to,
                         result->today, &f->finding))
    return;
  tr_audit_trigger *trigger = &f->triggers[f->count++];
  *trigger = (tr_audit_trigger){.rule = rule,
                                .severity = f->finding.severity,
                                .provider = cell->provider,
                                .measure = (int32_t)measure,
                                .cell = (int32_t)cell_at,
                                .from = result->from,
                                .to = result->to,
                                .message = keep(f, &f->finding.message),
                                .why = keep(f, &f->finding.why),
                                .help = keep(f, &f->finding.help)};
  rest_on(f, trigger, (tr_measure_id)measure, cell);
}

/* One provider, or the practice, with one payer or all. */
static void run_rules(firing *f, int32_t provider, int32_t payer) {
  const tr_audit_result *result = f->audit->result;
  const tr_pack *pack = f->audit->options->pack;
  tr_measured measured[TR_MEASURES];
  uint32_t at[TR_MEASURES];
  for (uint32_t m = 0; m < TR_MEASURES; m++) {
    const tr_audit_measure *measure = &result->measures[m];
    const tr_audit_cell *cell = tr_audit_cell_of(measure, provider, payer, -1);
    at[m] = (uint32_t)(cell - measure->cells);
    measured[m] = measured_of(f->audit, measure, cell);
    measured[m].others = measured;
    measured[m].other_count = TR_MEASURES;
  }
  for (uint32_t r = 0; r < pack->rule_count; r++) {
    if (pack->rules[r]->each != TR_EACH_MEASURE) continue;
    for (uint32_t m = 0; m < TR_MEASURES; m++) {
      /* of the practice as a whole only what no provider is measured by */
      const bool whole = !result->measures[m].compared;
      if (measured[m].value == INT64_MIN || (provider < 0 && !whole)) continue;
      fire(f, pack->rules[r], &measured[m], m, at[m]);
    }
  }
}

static int by_weight(const void *left, const void *right) {
  const tr_audit_trigger *a = left, *b = right;
  if (a->severity != b->severity) return a->severity > b->severity ? -1 : 1;
  const int by_rule = strcmp(a->rule->id, b->rule->id);
  if (by_rule != 0) return by_rule;
  if (a->provider != b->provider) return a->provider < b->provider ? -1 : 1;
  return (a->measure > b->measure) - (a->measure < b->measure);
}

tr_status tr__audit_triggers(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  firing f = {.audit = audit};
  f.triggers = tr_arena_array(audit->arena, TRIGGERS, sizeof *f.triggers);
  if (f.triggers == NULL) return TR_ENOMEM;
  tr_measured_finding_init(&f.finding, TEXT_MOST);
  for (int32_t p = -1; p < (int32_t)result->provider_count; p++) {
    if (p >= 0 && audit->options->provider.n > 0 &&
        !tr_str_eq(result->providers[p].npi, audit->options->provider))
      continue;
    for (int32_t payer = -1; payer < (int32_t)result->payer_count; payer++)
      if (p >= 0 || payer < 0) run_rules(&f, p, payer);
  }
  tr_measured_finding_done(&f.finding);
  if (f.count > 1) qsort(f.triggers, f.count, sizeof *f.triggers, by_weight);
  result->triggers = f.triggers;
  result->trigger_count = f.count;
  return f.bad;
}
