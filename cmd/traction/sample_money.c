/* Which line was paid what. The payer's word for a line counts where it gives
 * one for all that was paid; else the claim's payment is split by charges. */
#include "sample_money.h"

#include <string.h>

static const char lines_sql[] =
    "SELECT number, code, modifiers, charge, control FROM line WHERE claim = "
    "$1 ORDER BY number";
static const char services_sql[] =
    "SELECT s.code, s.billed_code, s.charge, s.paid, s.control FROM "
    "remit_service s JOIN remit_claim r ON r.id = s.remit_claim WHERE "
    "r.control = $1 AND (r.from_day IS NULL OR r.from_day = $2) ORDER BY r.id, "
    "s.number";

static void copy_cell(char *to, size_t room, const tr_statement *row,
                      unsigned column) {
  const tr_str text = tr_statement_value(row, column).text;
  const size_t n = text.n < room ? text.n : room - 1;
  if (n > 0) memcpy(to, text.p, n);
  to[n] = '\0';
}

static void take_line(sample_case *at, const tr_statement *row) {
  if (at->count == SAMPLE_LINES) return;
  sample_line *line = &at->lines[at->count++];
  *line = (sample_line){.number = tr_statement_value(row, 0).integer,
                        .charged = tr_statement_value(row, 3).integer};
  copy_cell(line->code, sizeof line->code, row, 1);
  copy_cell(line->modifiers, sizeof line->modifiers, row, 2);
  copy_cell(line->control, sizeof line->control, row, 4);
}

static bool is_code(const sample_line *line, const tr_statement *row,
                    unsigned column) {
  return tr_str_eq(tr_statement_value(row, column).text, tr_str_of(line->code));
}

/* By the line's control number; else the first of that code and charge, then of
 * that code, that has not been answered. A reversal and its correction both
 * count: their sum is what stayed. */
static void take_service(sample_case *at, const tr_statement *row) {
  const tr_str control = tr_statement_value(row, 4).text;
  const tr_cents charge = tr_statement_value(row, 2).integer;
  sample_line *best = NULL;
  int most = 0;
  for (uint32_t i = 0; i < at->count; i++) {
    sample_line *line = &at->lines[i];
    const bool code = is_code(line, row, 0) || is_code(line, row, 1);
    const bool same =
        control.n > 0 && tr_str_eq(control, tr_str_of(line->control));
    const bool amount = charge == line->charged || charge == -line->charged;
    const int good = same            ? 5
                     : !code         ? 0
                     : amount        ? (line->matched ? 3 : 4)
                     : line->matched ? 1
                                     : 2;
    if (good <= most) continue;
    most = good;
    best = line;
  }
  if (best == NULL) return;
  best->matched = true;
  best->at_stake += tr_statement_value(row, 3).integer;
}

static tr_status each_row(
    tr_store *store, const char *sql, const tr_cell *values, unsigned count,
    void (*take)(sample_case *at, const tr_statement *row), sample_case *at) {
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(store, sql, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, values, count);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row) {
    take(at, rows);
    status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  return status;
}

/* By charges, the last line bearing what rounding leaves. */
static void split(sample_case *at) {
  __int128 charged = 0;
  tr_cents left = at->claim->at_stake;
  for (uint32_t i = 0; i < at->count; i++) charged += at->lines[i].charged;
  for (uint32_t i = 0; i < at->count; i++) {
    const bool last = i + 1 == at->count;
    at->lines[i].matched = false;
    at->lines[i].at_stake = last ? left
                            : charged == 0
                                ? 0
                                : (tr_cents)((__int128)at->claim->at_stake *
                                             at->lines[i].charged / charged);
    left -= at->lines[i].at_stake;
  }
}

tr_status sample_case_load(tr_store *store, bool charges, sample_case *at) {
  tr_cell values[2] = {tr_cell_integer(at->claim->id)};
  tr_status status = each_row(store, lines_sql, values, 1, take_line, at);
  if (status != TR_OK) return status;
  if (charges) {
    split(at);
    return TR_OK;
  }
  if (at->claim->control.n > 0) {
    values[0] = tr_cell_text(at->claim->control);
    values[1] = tr_cell_integer(at->claim->from);
    status = each_row(store, services_sql, values, 2, take_service, at);
    if (status != TR_OK) return status;
  }
  tr_cents sum = 0;
  for (uint32_t i = 0; i < at->count; i++) sum += at->lines[i].at_stake;
  if (sum != at->claim->at_stake) split(at);
  return TR_OK;
}

/* ---------------------------------------------------------------- questions */

static int rule_index(sample_case *at, const char *id) {
  for (uint32_t i = 0; i < at->rule_count; i++)
    if (strcmp(at->rules[i], id) == 0) return (int)i;
  if (at->rule_count == SAMPLE_RULES) return SAMPLE_RULES - 1;
  at->rules[at->rule_count] = id;
  return (int)at->rule_count++;
}

void sample_case_question(sample_case *at, const tr_finding *finding) {
  const uint32_t bit = 1u << rule_index(at, finding->rule->id);
  bool known = false;
  for (uint32_t i = 0; i < at->count; i++)
    known = known || at->lines[i].number == finding->line;
  for (uint32_t i = 0; i < at->count; i++)
    if (!known || at->lines[i].number == finding->line)
      at->lines[i].rules |= bit;
}

tr_cents sample_case_sum(const sample_case *at, tr_cents *by_rule) {
  tr_cents sum = 0;
  for (int i = 0; i < SAMPLE_RULES; i++) by_rule[i] = 0;
  for (uint32_t i = 0; i < at->count; i++) {
    const sample_line *line = &at->lines[i];
    const tr_cents parts = __builtin_popcount(line->rules);
    if (parts == 0 || line->at_stake <= 0) continue;
    tr_cents odd = line->at_stake % parts;
    for (int r = 0; r < SAMPLE_RULES; r++) {
      if ((line->rules >> r & 1) == 0) continue;
      by_rule[r] += line->at_stake / parts + (odd > 0);
      odd -= odd > 0;
    }
    sum += line->at_stake;
  }
  return sum;
}
