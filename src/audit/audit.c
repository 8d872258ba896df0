/* An audit put together, step by step. */
#include "audit/audit_parts.h"

#include <stdarg.h>
#include <stdio.h>

tr_str tr__audit_text(tr_arena *arena, const char *format, ...) {
  char text[2048];
  va_list arguments;
  tr_str copy = {"", 0};
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return tr_arena_copy(arena, tr_str_of(text), &copy) == TR_OK
             ? copy
             : (tr_str){"", 0};
}

const char *tr__audit_number(uint64_t number, char *text) {
  char plain[24];
  const int n =
      snprintf(plain, sizeof plain, "%llu", (unsigned long long)number);
  char *to = text;
  for (int i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0) *to++ = ',';
    *to++ = plain[i];
  }
  *to = '\0';
  return text;
}

const char *tr__audit_money(tr_cents cents, char *text) {
  char whole[32];
  const uint64_t size = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
  snprintf(text, 40, "%s$%s.%02u", cents < 0 ? "-" : "",
           tr__audit_number(size / 100, whole), (unsigned)(size % 100));
  return text;
}

void tr_audit_scope(const tr_audit_options *options, tr_day *from, tr_day *to) {
  *from = options->from != TR_DAY_MIN ? options->from : options->columns->first;
  *to = options->to != TR_DAY_MAX ? options->to : options->columns->last;
}

tr_measuring tr__audit_measuring(const tr__audit *audit) {
  const tr_audit_result *result = audit->result;
  return (tr_measuring){.columns = audit->columns,
                        .tables = audit->options->tables,
                        .from = result->from,
                        .to = result->to,
                        .periods = result->periods,
                        .period_count = result->period_count,
                        .yearly = result->every == TR_AUDIT_YEAR,
                        .checked = audit->options->findings != NULL};
}

/* What no line is counted for. */
static void measure_age(tr__audit *audit) {
  const tr_day last = audit->options->last_audit;
  if (last == TR_DAY_MIN) return;
  tr_sum *sum =
      tr_sum_at(&audit->now, TR_M_AUDIT_AGE, audit->columns->provider_count, 0);
  sum->sum = audit->result->today - last;
  sum->n = 1;
}

/* The span of equal length before, where there is anything in it. */
static tr_status measure_past(tr__audit *audit) {
  tr_audit_result *result = audit->result;
  result->past_to = result->from - 1;
  result->past_from = result->from - (result->to - result->from + 1);
  audit->has_past = audit->columns->last >= audit->columns->first &&
                    audit->columns->first <= result->past_to &&
                    result->to >= result->from;
  if (!audit->has_past) {
    result->past_from = 0;
    result->past_to = -1;
    return TR_OK;
  }
  tr_measuring what = tr__audit_measuring(audit);
  what.from = result->past_from;
  what.to = result->past_to;
  what.periods = NULL;
  what.period_count = 0;
  /* the same places, though nothing is counted by period */
  const tr_status status = tr_measure(audit->arena, &what, &audit->past);
  return status;
}

static bool knows_provider(const tr__audit *audit) {
  if (audit->options->provider.n == 0) return true;
  for (uint32_t p = 0; p < audit->columns->provider_count; p++)
    if (tr_str_eq(audit->columns->provider_npi[p], audit->options->provider))
      return true;
  return false;
}

tr_status tr_audit(tr_arena *arena, const tr_audit_options *options,
                   tr_audit_result *out) {
  tr_audit_result result = {.today = options->today,
                            .provider_asked = options->provider,
                            .checked = options->findings != NULL,
                            .peers_given = options->peers != NULL,
                            .last_audit = options->last_audit};
  tr__audit audit = {.arena = arena,
                     .options = options,
                     .columns = options->columns,
                     .result = &result};
  if (!knows_provider(&audit)) return TR_ENOTFOUND;
  tr_audit_scope(options, &result.from, &result.to);
  tr_status status = tr__audit_count(&audit);
  const tr_measuring what = tr__audit_measuring(&audit);
  if (status == TR_OK) status = tr_measure(arena, &what, &audit.now);
  if (status == TR_OK) status = measure_past(&audit);
  if (status == TR_OK) measure_age(&audit);
  if (status == TR_OK) status = tr__audit_compare(&audit);
  if (status == TR_OK) status = tr__audit_triggers(&audit);
  if (status == TR_OK) status = tr__audit_habits(&audit);
  if (status == TR_OK) status = tr__audit_words(&audit);
  if (status == TR_OK) *out = result;
  return status;
}
