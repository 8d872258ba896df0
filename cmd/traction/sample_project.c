/* traction sample read and project: figures in words and as JSON. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_write.h"
#include "sample_figures.h"
#include "show.h"

/** A telling. */
typedef struct telling {
  const sample_sheet *sheet;
  const sample_figures *figures;
  tr_buf out;
  tr_json json;
} telling;

/** What was estimated, in cents. */
typedef struct limits {
  tr_cents total, error, lower, low90, high90, low95, high95;
} limits;

static bool limits_of(const tr_estimate *estimate, limits *found) {
  return tr_estimate_cents(estimate->total, &found->total) == TR_OK &&
         tr_estimate_cents(estimate->error, &found->error) == TR_OK &&
         tr_estimate_lower(estimate, 0.90, &found->lower) == TR_OK &&
         tr_estimate_limits(estimate, 0.90, &found->low90, &found->high90) ==
             TR_OK &&
         tr_estimate_limits(estimate, 0.95, &found->low95, &found->high95) ==
             TR_OK;
}

/* "1234567.89" as "1,234,567.89". */
static const char *grouped(tr_cents cents, char *text) {
  char plain[TR_CENTS_TEXT];
  size_t n = tr_cents_text(cents, plain), out = 0;
  for (size_t i = 0; i < n; i++) {
    const size_t whole = n - 3; /* before the point */
    if (i > 0 && i < whole && (whole - i) % 3 == 0 && plain[i - 1] != '-')
      text[out++] = ',';
    text[out++] = plain[i];
  }
  text[out] = '\0';
  return text;
}

enum { AMOUNT = 2 * TR_CENTS_TEXT };

/* --------------------------------------------------------------------- text */

static void put_overruled(telling *t, bool undecided) {
  for (uint32_t i = 0; i < t->sheet->rows.count; i++) {
    const tr_str *cells = sample_row_at(t->sheet, i)->cells;
    sample_verdict verdict;
    char paid[AMOUNT], proposed[AMOUNT], allowed[AMOUNT];
    if (!sample_verdict_of(t->sheet, i, "worksheet", &verdict)) continue;
    if (undecided ? verdict.decided : !verdict.overruled) continue;
    tr_buf_addf(&t->out, "  claim %.*s (%.*s): paid %s, proposed %s",
                TR_STR_ARG(cells[SAMPLE_CLAIM]), TR_STR_ARG(cells[SAMPLE_UNIT]),
                grouped(verdict.paid, paid),
                grouped(verdict.proposed, proposed));
    if (verdict.overruled)
      tr_buf_addf(&t->out, ", allowed %s: %.*s",
                  grouped(verdict.allowed, allowed),
                  TR_STR_ARG(cells[SAMPLE_REASON]));
    tr_buf_add_char(&t->out, '\n');
  }
}

static void put_state(telling *t) {
  const sample_figures *f = t->figures;
  char paid[AMOUNT], over[AMOUNT];
  const tr_str seed = sample_recorded(t->sheet, "seed");
  const tr_str drawn = sample_recorded(t->sheet, "drawn");
  tr_buf_addf(&t->out,
              "sample of %" PRIu64 " of %" PRIu64
              " claims, drawn %.*s with seed %.*s\n",
              f->units, f->frame, TR_STR_ARG(drawn), TR_STR_ARG(seed));
  tr_buf_addf(&t->out, "decided %" PRIu64 ", overruled %" PRIu64 "\n",
              f->decided, f->overruled);
  put_overruled(t, false);
  tr_buf_addf(
      &t->out, "%.*s in the sample %s, of it overpaid %s%s\n",
      TR_STR_ARG(sample_recorded(t->sheet, "amount")), grouped(f->paid, paid),
      grouped(f->overpaid, over),
      f->decided < f->units ? " (proposed where nothing is decided)" : "");
}

static void put_amount(telling *t, const char *name, tr_cents cents,
                       const char *words) {
  char text[AMOUNT];
  tr_buf_addf(&t->out, "  %-32s %16s%s\n", name, grouped(cents, text), words);
}

static void put_range(telling *t, const char *name, tr_cents low,
                      tr_cents high) {
  char from[AMOUNT], to[AMOUNT];
  tr_buf_addf(&t->out, "  %-32s %16s to %s\n", name, grouped(low, from),
              grouped(high, to));
}

static bool put_projection(telling *t) {
  const sample_figures *f = t->figures;
  limits found, other;
  if (!limits_of(&f->total, &found)) return false;
  tr_buf_addf(&t->out,
              "\nprojected to the %" PRIu64
              " claims of the frame (difference estimator, t with %.1f degrees "
              "of freedom%s)\n",
              f->frame, f->total.freedom,
              f->strata_count > 1 ? " by Satterthwaite" : "");
  put_amount(t, "overpaid: point estimate", found.total, "");
  put_amount(t, "standard error", found.error, "");
  put_amount(t, "lower limit, one-sided 90 %", found.lower,
             "  <- what is usually demanded");
  put_range(t, "two-sided 90 %", found.low90, found.high90);
  put_range(t, "two-sided 95 %", found.low95, found.high95);
  if (f->strata_count > 1) {
    tr_estimate normal = f->total;
    normal.freedom = INFINITY;
    if (tr_estimate_lower(&normal, 0.90, &found.lower) != TR_OK) return false;
    put_amount(t, "lower limit with the normal z", found.lower, "");
  }
  if (f->has_ratio && limits_of(&f->ratio, &other)) {
    put_amount(t, "ratio estimator: point estimate", other.total, "");
    put_amount(t, "standard error", other.error, "");
    put_amount(t, "lower limit, one-sided 90 %", other.lower, "");
  }
  return true;
}

static void put_rate(telling *t) {
  const sample_figures *f = t->figures;
  uint64_t wrong = 0;
  for (uint32_t i = 0; i < f->strata_count; i++) wrong += f->strata[i].wrong;
  tr_buf_addf(&t->out,
              "\nerror rate %.1f %% (%" PRIu64 " of %" PRIu64
              " drawn claims); 95 %% interval %.1f %% to %.1f %% (%s)\n",
              100 * f->rate.share, wrong, f->units, 100 * f->rate.interval.low,
              100 * f->rate.interval.high,
              f->rate.exact ? "exact, Clopper and Pearson"
                            : "weighted by strata, Korn and Graubard");
}

static void put_strata(telling *t) {
  const sample_figures *f = t->figures;
  if (f->strata_count < 2) return;
  tr_buf_add(&t->out, TR_STR("\nby stratum\n"));
  for (uint32_t i = 0; i < f->strata_count; i++) {
    tr_estimate estimate;
    tr_interval rate;
    tr_cents total = 0;
    char amount[AMOUNT];
    const tr_stratum *stratum = &f->strata[i];
    if (tr_estimate_total(stratum, 1, &estimate) != TR_OK ||
        tr_estimate_cents(estimate.total, &total) != TR_OK ||
        tr_exact_interval(stratum->wrong, stratum->units, 0.95, &rate) != TR_OK)
      continue;
    tr_buf_addf(&t->out,
                "  %.*s: %" PRIu64 " of %" PRIu64 " claims, %" PRIu64
                " wrong (%.1f %% to %.1f %%), overpaid %s\n",
                TR_STR_ARG(f->names[i]), stratum->units, stratum->frame,
                stratum->wrong, 100 * rate.low, 100 * rate.high,
                grouped(total, amount));
  }
}

static void put_habits(telling *t) {
  const sample_figures *f = t->figures;
  if (f->habit_count == 0) return;
  tr_buf_add(&t->out, TR_STR("\nwhat drives the money\n"));
  for (uint32_t i = 0; i < f->habit_count; i++) {
    const sample_habit *habit = &f->habits[i];
    tr_cents sampled = 0, projected = 0;
    char a[AMOUNT], b[AMOUNT];
    if (tr_estimate_cents(habit->sampled, &sampled) != TR_OK ||
        tr_estimate_cents(habit->projected, &projected) != TR_OK)
      continue;
    tr_buf_addf(&t->out, "  %-14s %5u claims %14s in the sample %16s projected",
                habit->name, habit->units, grouped(sampled, a),
                grouped(projected, b));
    if (f->total.total > 0)
      tr_buf_addf(&t->out, " %5.1f %%",
                  100 * habit->projected / f->total.total);
    tr_buf_add_char(&t->out, '\n');
  }
}

/** What it means; the mark says how well the statement is known. */
static const char *const meanings[] = {
    "This is a mock audit for the practice's own use. The interval covers the "
    "draw alone, not what a reviewer got wrong.",
    "Contractors of Medicare normally demand the lower limit of the one-sided "
    "90 % interval, not the point estimate. [background: PIM ch. 8, "
    "RAT-STATS]",
    "They may extrapolate only after a sustained or high level of payment "
    "error, or where documented education has failed; an error rate of 50 % "
    "or more is one way to show it. [secondary: 42 USC 1395ddd(f)(3), PIM ch. "
    "8 s. 8.4; the 50 %: background]",
    "Medicare overpayments that are identified go back within 60 days; the "
    "look-back is six years, and a good-faith investigation may hold the "
    "clock for up to 180 days since 2025. Talk to counsel before the first of "
    "these days, and put what was found on a list. [background: 42 CFR "
    "401.305]",
    "With few claims, or few overpayments among them, limits by t are rough: "
    "draw more before relying on them."};

static void put_meaning(telling *t) {
  tr_buf_add(&t->out, TR_STR("\nwhat this means\n"));
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
    tr_buf_add(&t->out, TR_STR("- "));
    tr_buf_add(&t->out, tr_str_of(meanings[i]));
    tr_buf_add_char(&t->out, '\n');
  }
}

/* --------------------------------------------------------------------- JSON */

static void key(telling *t, const char *name) {
  tr_json_key(&t->json, tr_str_of(name));
}

static void json_amount(telling *t, const char *name, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  key(t, name);
  tr_json_raw(&t->json, (tr_str){text, tr_cents_text(cents, text)});
}

static void json_share(telling *t, const char *name, double share) {
  char text[40];
  key(t, name);
  snprintf(text, sizeof text, "%.6f", share);
  tr_json_raw(&t->json, tr_str_of(text));
}

static void json_count(telling *t, const char *name, uint64_t count) {
  key(t, name);
  tr_json_integer(&t->json, (int64_t)count);
}

static void json_estimate(telling *t, const char *name,
                          const tr_estimate *estimate) {
  limits found;
  if (!limits_of(estimate, &found)) return;
  key(t, name);
  tr_json_begin_object(&t->json);
  json_amount(t, "point_estimate", found.total);
  json_amount(t, "standard_error", found.error);
  json_share(t, "degrees_of_freedom", estimate->freedom);
  json_amount(t, "lower_limit_one_sided_90", found.lower);
  json_amount(t, "low_90", found.low90);
  json_amount(t, "high_90", found.high90);
  json_amount(t, "low_95", found.low95);
  json_amount(t, "high_95", found.high95);
  tr_json_end_object(&t->json);
}

static void json_strata(telling *t) {
  key(t, "strata");
  tr_json_begin_array(&t->json);
  for (uint32_t i = 0; i < t->figures->strata_count; i++) {
    const tr_stratum *stratum = &t->figures->strata[i];
    tr_json_begin_object(&t->json);
    key(t, "name");
    tr_json_string(&t->json, t->figures->names[i]);
    json_count(t, "frame", stratum->frame);
    json_count(t, "drawn", stratum->units);
    json_count(t, "wrong", stratum->wrong);
    json_amount(t, "paid", (tr_cents)stratum->paid);
    json_amount(t, "overpaid", (tr_cents)stratum->sum);
    tr_json_end_object(&t->json);
  }
  tr_json_end_array(&t->json);
}

static void json_habits(telling *t) {
  key(t, "habits");
  tr_json_begin_array(&t->json);
  for (uint32_t i = 0; i < t->figures->habit_count; i++) {
    const sample_habit *habit = &t->figures->habits[i];
    tr_cents sampled = 0, projected = 0;
    if (tr_estimate_cents(habit->sampled, &sampled) != TR_OK ||
        tr_estimate_cents(habit->projected, &projected) != TR_OK)
      continue;
    tr_json_begin_object(&t->json);
    key(t, "rule");
    tr_json_string(&t->json, tr_str_of(habit->name));
    json_count(t, "claims", habit->units);
    json_amount(t, "sampled", sampled);
    json_amount(t, "projected", projected);
    tr_json_end_object(&t->json);
  }
  tr_json_end_array(&t->json);
}

static void json_overruled(telling *t) {
  key(t, "overruled_claims");
  tr_json_begin_array(&t->json);
  for (uint32_t i = 0; i < t->sheet->rows.count; i++) {
    const tr_str *cells = sample_row_at(t->sheet, i)->cells;
    sample_verdict verdict;
    if (!sample_verdict_of(t->sheet, i, "worksheet", &verdict) ||
        !verdict.overruled)
      continue;
    tr_json_begin_object(&t->json);
    key(t, "unit");
    tr_json_string(&t->json, cells[SAMPLE_UNIT]);
    key(t, "claim");
    tr_json_string(&t->json, cells[SAMPLE_CLAIM]);
    json_amount(t, "paid", verdict.paid);
    json_amount(t, "proposed", verdict.proposed);
    json_amount(t, "allowed", verdict.allowed);
    key(t, "reason");
    tr_json_string(&t->json, cells[SAMPLE_REASON]);
    tr_json_end_object(&t->json);
  }
  tr_json_end_array(&t->json);
}

static void put_json(telling *t, bool projected) {
  const sample_figures *f = t->figures;
  tr_json_init(&t->json, &t->out);
  tr_json_begin_object(&t->json);
  for (uint32_t i = 0; i < t->sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&t->sheet->record, i);
    if (tr_str_eq(pair->key, TR_STR("stratum")) ||
        tr_str_eq(pair->key, TR_STR("rules")))
      continue;
    tr_json_key(&t->json, pair->key);
    tr_json_string(&t->json, pair->value);
  }
  json_count(t, "frame_claims", f->frame);
  json_count(t, "drawn_claims", f->units);
  json_count(t, "decided", f->decided);
  json_count(t, "overruled", f->overruled);
  json_amount(t, "sample_paid", f->paid);
  json_amount(t, "sample_overpaid", f->overpaid);
  json_overruled(t);
  if (projected) {
    key(t, "error_rate");
    tr_json_begin_object(&t->json);
    json_share(t, "share", f->rate.share);
    json_share(t, "low_95", f->rate.interval.low);
    json_share(t, "high_95", f->rate.interval.high);
    key(t, "exact");
    tr_json_boolean(&t->json, f->rate.exact);
    tr_json_end_object(&t->json);
    json_estimate(t, "difference", &f->total);
    if (f->has_ratio) json_estimate(t, "ratio", &f->ratio);
    json_habits(t);
    key(t, "meaning");
    tr_json_begin_array(&t->json);
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
      tr_json_string(&t->json, tr_str_of(meanings[i]));
    tr_json_end_array(&t->json);
  }
  json_strata(t);
  tr_json_end_object(&t->json);
  tr_buf_add_char(&t->out, '\n');
}

/* ----------------------------------------------------------------- commands */

static bool tell(const char *path, bool json, bool whole, tr_buf *out) {
  sample_sheet sheet;
  sample_figures *figures = malloc(sizeof *figures);
  bool good = figures != NULL;
  if (!good) file_say("out of memory");
  sample_sheet_init(&sheet);
  good = good && sample_read(path, &sheet) &&
         sample_figures_of(&sheet, path, whole, figures);
  if (good) {
    telling t = {.sheet = &sheet, .figures = figures, .out = *out};
    if (json) {
      put_json(&t, whole);
    } else {
      put_state(&t);
      if (whole) {
        put_rate(&t);
        good = put_projection(&t);
        put_strata(&t);
        put_habits(&t);
        put_meaning(&t);
      } else if (figures->decided < figures->units) {
        tr_buf_add(&t.out, TR_STR("not decided yet\n"));
        put_overruled(&t, true);
      }
    }
    *out = t.out;
    if (!good) file_say("%s: the amounts are too large", path);
  }
  sample_sheet_done(&sheet);
  free(figures);
  return good;
}

static int tell_all(cmd_arguments *arguments, bool whole) {
  const char *format = cmd_value(arguments, "format");
  const bool json = format != NULL && strcmp(format, "json") == 0;
  file_output output;
  tr_buf out;
  bool good = true;
  tr_buf_init(&out, SHOW_MOST);
  for (int i = 1; i < arguments->operand_count; i++)
    good = tell(arguments->operands[i], json, whole, &out) && good;
  if (!file_output_open(&output, cmd_value(arguments, "output")))
    good = false;
  else {
    file_output_write(&output, tr_buf_str(&out));
    good = file_output_close(&output, out.bad == TR_OK) && good;
  }
  tr_buf_done(&out);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}

int sample_show(cmd_arguments *arguments) { return tell_all(arguments, false); }

int sample_project(cmd_arguments *arguments) {
  return tell_all(arguments, true);
}
