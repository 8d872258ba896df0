/* What was decided becomes sums by stratum and by rule. */
#include "sample_figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MOST = 1000000000 };

static bool read_count(tr_str *text, uint64_t *count) {
  uint64_t found = 0;
  size_t n = 0;
  while (n < text->n && text->p[n] >= '0' && text->p[n] <= '9' &&
         found <= COUNT_MOST)
    found = found * 10 + (uint64_t)(text->p[n++] - '0');
  *text = (tr_str){text->p + n, text->n - n};
  *count = found;
  return n > 0 && found <= COUNT_MOST;
}

static bool pass(tr_str *text, tr_str words) {
  if (!tr_str_starts(*text, words)) return false;
  *text = (tr_str){text->p + words.n, text->n - words.n};
  return true;
}

/* The last place of " | " before a byte; SIZE_MAX: none. */
static size_t last_bar(tr_str text, size_t before) {
  for (size_t i = before; i >= 3; i--)
    if (memcmp(text.p + i - 3, " | ", 3) == 0) return i - 3;
  return SIZE_MAX;
}

/* "NAME | 600 in the frame | 30 drawn | 12345.00 at stake"; a name may hold a
 * bar, so it is read from the end. */
static bool read_stratum(tr_str value, sample_figures *figures) {
  const tr_str end = TR_STR(" at stake");
  size_t bar = value.n;
  for (int i = 0; i < 3 && bar != SIZE_MAX; i++) bar = last_bar(value, bar);
  if (figures->strata_count == SAMPLE_STRATA || bar == SIZE_MAX) return false;
  const uint32_t at = figures->strata_count++;
  figures->names[at] = (tr_str){value.p, bar};
  tr_str rest = {value.p + bar + 3, value.n - bar - 3};
  tr_stratum *stratum = &figures->strata[at];
  return read_count(&rest, &stratum->frame) &&
         pass(&rest, TR_STR(" in the frame | ")) &&
         read_count(&rest, &figures->drawn[at]) && figures->drawn[at] > 0 &&
         pass(&rest, TR_STR(" drawn | ")) && rest.n > end.n &&
         sample_cents((tr_str){rest.p, rest.n - end.n}, &stratum->frame_amount);
}

static bool read_strata(const sample_sheet *sheet, const char *what,
                        sample_figures *figures) {
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    if (!tr_str_eq(pair->key, TR_STR("stratum"))) continue;
    if (!read_stratum(pair->value, figures)) {
      file_say("%s: its record of strata cannot be read", what);
      return false;
    }
    figures->frame += figures->strata[figures->strata_count - 1].frame;
  }
  return true;
}

/* ------------------------------------------------------------------- habits */

static sample_habit *habit_of(sample_figures *figures, tr_str name) {
  if (name.n >= SAMPLE_HABIT_NAME) name.n = SAMPLE_HABIT_NAME - 1;
  for (uint32_t i = 0; i < figures->habit_count; i++)
    if (tr_str_eq(tr_str_of(figures->habits[i].name), name))
      return &figures->habits[i];
  if (figures->habit_count == SAMPLE_HABITS)
    return &figures->habits[SAMPLE_HABITS - 1];
  sample_habit *habit = &figures->habits[figures->habit_count++];
  *habit = (sample_habit){.units = 0};
  memcpy(habit->name, name.p, name.n);
  return habit;
}

static void add_habit(sample_figures *figures, tr_str name, double cents,
                      double weight) {
  if (cents == 0) return;
  sample_habit *habit = habit_of(figures, name);
  habit->units++;
  habit->sampled += cents;
  habit->projected += cents * weight;
}

/* "TRC0203=12.50 TRC0401=30.00": of an overpayment up to what was proposed each
 * rule has the share it had in the proposal; the rest is the reviewer's. */
static void share_out(sample_figures *figures, tr_str cell,
                      const sample_verdict *verdict, double weight) {
  const tr_cents over = verdict->paid - verdict->allowed;
  const tr_cents proposed = verdict->paid - verdict->proposed;
  const tr_cents by_rules = over < 0 || proposed <= 0 ? 0
                            : over < proposed         ? over
                                                      : proposed;
  while (cell.n > 0 && by_rules > 0) {
    const char *blank = memchr(cell.p, ' ', cell.n);
    const size_t n = blank != NULL ? (size_t)(blank - cell.p) : cell.n;
    const char *sign = memchr(cell.p, '=', n);
    tr_cents cents;
    if (sign != NULL &&
        sample_cents((tr_str){sign + 1, n - (size_t)(sign - cell.p) - 1},
                     &cents))
      add_habit(figures, (tr_str){cell.p, (size_t)(sign - cell.p)},
                (double)cents * (double)by_rules / (double)proposed, weight);
    cell = (tr_str){cell.p + n, cell.n - n};
    if (cell.n > 0) cell = (tr_str){cell.p + 1, cell.n - 1};
  }
  add_habit(figures, TR_STR(SAMPLE_BY_REVIEWER), (double)(over - by_rules),
            weight);
}

static int by_money(const void *left, const void *right) {
  const sample_habit *a = left, *b = right;
  return a->projected != b->projected
             ? (a->projected < b->projected) - (a->projected > b->projected)
             : strcmp(a->name, b->name);
}

/* --------------------------------------------------------------------- rows */

static bool add_row(const sample_sheet *sheet, uint32_t row, const char *what,
                    sample_figures *figures) {
  sample_verdict verdict;
  uint32_t at = 0;
  const sample_row *cells = sample_row_at(sheet, row);
  if (!sample_verdict_of(sheet, row, what, &verdict)) return false;
  while (at < figures->strata_count &&
         !tr_str_eq(figures->names[at], cells->cells[SAMPLE_STRATUM]))
    at++;
  if (at == figures->strata_count) {
    file_say("%s: unit %.*s is of a stratum that the record does not have",
             what, TR_STR_ARG(cells->cells[SAMPLE_UNIT]));
    return false;
  }
  const tr_cents over = verdict.paid - verdict.allowed;
  figures->units++;
  figures->decided += verdict.decided;
  figures->overruled += verdict.overruled;
  if (tr_stratum_add(&figures->strata[at], verdict.paid, over) != TR_OK ||
      tr_cents_add(figures->paid, verdict.paid, &figures->paid) != TR_OK ||
      tr_cents_add(figures->overpaid, over, &figures->overpaid) != TR_OK) {
    file_say("%s: the amounts are too large", what);
    return false;
  }
  share_out(figures, cells->cells[SAMPLE_QUESTIONED], &verdict,
            (double)figures->strata[at].frame / (double)figures->drawn[at]);
  return true;
}

static bool project(const char *what, sample_figures *figures) {
  for (uint32_t i = 0; i < figures->strata_count; i++)
    if (figures->strata[i].units != figures->drawn[i]) {
      file_say("%s: %llu rows of stratum %.*s where %llu were drawn", what,
               (unsigned long long)figures->strata[i].units,
               TR_STR_ARG(figures->names[i]),
               (unsigned long long)figures->drawn[i]);
      return false;
    }
  const size_t count = figures->strata_count;
  if (tr_estimate_total(figures->strata, count, &figures->total) != TR_OK ||
      tr_estimate_rate(figures->strata, count, 0.95, &figures->rate) != TR_OK) {
    file_say(
        "%s: nothing can be projected: each stratum needs two drawn claims",
        what);
    return false;
  }
  figures->has_ratio =
      tr_estimate_ratio(figures->strata, count, &figures->ratio) == TR_OK;
  return true;
}

bool sample_figures_of(const sample_sheet *sheet, const char *what, bool whole,
                       sample_figures *figures) {
  bool good = true;
  *figures = (sample_figures){.units = 0};
  if (!read_strata(sheet, what, figures)) return false;
  for (uint32_t i = 0; i < sheet->rows.count; i++)
    good = add_row(sheet, i, what, figures) && good;
  if (!good) return false;
  qsort(figures->habits, figures->habit_count, sizeof *figures->habits,
        by_money);
  if (!whole) return true;
  if (figures->decided == figures->units) return project(what, figures);
  file_say(
      "%s: %llu of %llu claims are not decided yet; 'traction sample read' "
      "lists them",
      what, (unsigned long long)(figures->units - figures->decided),
      (unsigned long long)figures->units);
  return false;
}
