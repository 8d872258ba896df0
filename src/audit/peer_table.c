/* Reading a table of peers: what is not understood is refused with its line and
 * column, for a wrong yardstick is worse than none. */
#include "audit/peer_table.h"

#include <stdarg.h>
#include <stdio.h>

enum { COLUMNS = 7 };
typedef enum column { MEASURE, PAYER, PERIOD, N, VALUE, VARIANCE, SD } column;

static const char *const names[COLUMNS] = {"measure", "payer",    "period", "n",
                                           "value",   "variance", "sd"};

typedef struct reading {
  tr_str bytes;
  size_t at, line_at;
  uint32_t line;
  int place[COLUMNS]; /* of each column; -1: not there */
  int columns;
  tr_peer_error *error;
} reading;

__attribute__((format(printf, 3, 4))) static tr_status fail(const reading *r,
                                                            const char *at,
                                                            const char *format,
                                                            ...) {
  va_list arguments;
  const char *start = r->bytes.p + r->line_at;
  r->error->line = r->line;
  r->error->column = at >= start ? (uint32_t)(at - start) + 1 : 1;
  va_start(arguments, format);
  vsnprintf(r->error->message, sizeof r->error->message, format, arguments);
  va_end(arguments);
  return TR_ESYNTAX;
}

/* The next line without its end; comments and blank lines are passed over. */
static bool next_line(reading *r, tr_str *line) {
  while (r->at < r->bytes.n) {
    const char *start = r->bytes.p + r->at;
    const char *end = memchr(start, '\n', r->bytes.n - r->at);
    size_t n = end != NULL ? (size_t)(end - start) : r->bytes.n - r->at;
    r->line_at = r->at;
    r->line++;
    r->at += n + (end != NULL);
    if (n > 0 && start[n - 1] == '\r') n--;
    *line = (tr_str){start, n};
    if (tr_str_trim(*line).n > 0 && start[0] != '#') return true;
  }
  return false;
}

/* A cell of the line, which moves on; quotes may stand around it. */
static tr_str next_cell(tr_str *rest) {
  const char *comma = rest->n > 0 ? memchr(rest->p, ',', rest->n) : NULL;
  const size_t n = comma != NULL ? (size_t)(comma - rest->p) : rest->n;
  tr_str cell = tr_str_trim((tr_str){rest->p, n});
  const size_t used = n + (comma != NULL);
  rest->p += used;
  rest->n -= used;
  if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
    cell = (tr_str){cell.p + 1, cell.n - 2};
  return cell;
}

static tr_status read_head(reading *r) {
  tr_str line;
  for (int i = 0; i < COLUMNS; i++) r->place[i] = -1;
  if (!next_line(r, &line)) return fail(r, r->bytes.p, "the table is empty");
  for (r->columns = 0; line.n > 0; r->columns++) {
    const char *at = line.p;
    const tr_str cell = next_cell(&line);
    int known = 0;
    while (known < COLUMNS && !tr_str_eq_nocase(cell, tr_str_of(names[known])))
      known++;
    if (known == COLUMNS)
      return fail(r, at,
                  "no column \"%.*s\"; they are measure, payer, period, n, "
                  "value, variance, sd",
                  TR_STR_ARG(cell));
    if (r->place[known] >= 0)
      return fail(r, at, "the column \"%s\" stands twice", names[known]);
    r->place[known] = r->columns;
  }
  static const column must[] = {MEASURE, N, VALUE};
  for (size_t i = 0; i < sizeof must / sizeof *must; i++)
    if (r->place[must[i]] < 0)
      return fail(r, r->bytes.p + r->line_at, "the column \"%s\" is missing",
                  names[must[i]]);
  return TR_OK;
}

/* A plain decimal; no exponent, no sign but minus. */
static bool read_number(tr_str text, double *number) {
  double value = 0, scale = 1;
  bool point = false, digits = false;
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || i > 18) return false;
    digits = true;
    value = value * 10 + (c - '0');
    if (point) scale *= 10;
  }
  *number = value / scale;
  return digits;
}

static tr_status read_numbers(reading *r, const tr_str *cells,
                              tr_peer_row *row) {
  double sd;
  const tr_measure_unit unit = tr_measure_at(row->measure).unit;
  if (!read_number(cells[N], &row->n) || row->n < 1)
    return fail(r, cells[N].p, "n is a number above 0: \"%.*s\"",
                TR_STR_ARG(cells[N]));
  if (!read_number(cells[VALUE], &row->value))
    return fail(r, cells[VALUE].p, "no number: \"%.*s\"",
                TR_STR_ARG(cells[VALUE]));
  if (unit == TR_MEASURE_SHARE && row->value > 1)
    return fail(r, cells[VALUE].p,
                "a share is written from 0 to 1, not in percent: \"%.*s\"",
                TR_STR_ARG(cells[VALUE]));
  row->variance = -1;
  if (cells[VARIANCE].n > 0 && !read_number(cells[VARIANCE], &row->variance))
    return fail(r, cells[VARIANCE].p, "no number: \"%.*s\"",
                TR_STR_ARG(cells[VARIANCE]));
  if (cells[SD].n > 0 && !read_number(cells[SD], &sd))
    return fail(r, cells[SD].p, "no number: \"%.*s\"", TR_STR_ARG(cells[SD]));
  if (cells[SD].n > 0 && cells[VARIANCE].n > 0)
    return fail(r, cells[SD].p, "either variance or sd is given");
  if (cells[SD].n > 0) row->variance = sd * sd;
  if (unit == TR_MEASURE_MONEY) {
    row->value *= 100;
    if (row->variance >= 0) row->variance *= 100 * 100;
  }
  return TR_OK;
}

static tr_status read_row(reading *r, tr_str line, tr_peer_row *row) {
  tr_str cells[COLUMNS];
  for (int i = 0; i < COLUMNS; i++) cells[i] = (tr_str){line.p, 0};
  int at = 0;
  for (; line.n > 0; at++) {
    const char *start = line.p;
    const tr_str cell = next_cell(&line);
    if (at == r->columns) return fail(r, start, "more cells than columns");
    for (int i = 0; i < COLUMNS; i++)
      if (r->place[i] == at) cells[i] = cell;
  }
  if (!tr_measure_find(cells[MEASURE], &row->measure) ||
      !tr_measure_at(row->measure).compared)
    return fail(r, cells[MEASURE].p, "no measure \"%.*s\" that is compared",
                TR_STR_ARG(cells[MEASURE]));
  tr_payer_class payer = TR_PAYER_CLASS_OTHER;
  row->payer = -1;
  if (cells[PAYER].n > 0 && !tr_str_eq(cells[PAYER], TR_STR("all"))) {
    if (!tr_payer_class_find(cells[PAYER], &payer))
      return fail(r, cells[PAYER].p, "no kind of payer \"%.*s\"",
                  TR_STR_ARG(cells[PAYER]));
    row->payer = (int32_t)payer;
  }
  if (cells[PERIOD].n >= sizeof row->period)
    return fail(r, cells[PERIOD].p, "a period is a year, 2025");
  if (!tr_str_eq(cells[PERIOD], TR_STR("all")) && cells[PERIOD].n > 0)
    memcpy(row->period, cells[PERIOD].p, cells[PERIOD].n);
  return read_numbers(r, cells, row);
}

tr_status tr_peer_table_read(tr_arena *arena, tr_str bytes,
                             tr_peer_table *table, tr_peer_error *error) {
  if (tr_str_starts(bytes, TR_STR("\xEF\xBB\xBF"))) {
    bytes.p += 3;
    bytes.n -= 3;
  }
  reading r = {.bytes = bytes, .error = error};
  tr_status status = read_head(&r);
  if (status != TR_OK) return status;
  tr_peer_row *rows = tr_arena_array(arena, TR_PEER_ROWS, sizeof *rows);
  if (rows == NULL) return TR_ENOMEM;
  uint32_t count = 0;
  tr_str line;
  while (next_line(&r, &line)) {
    if (count == TR_PEER_ROWS) {
      (void)fail(&r, line.p, "more than %d rows", TR_PEER_ROWS);
      return TR_ELIMIT;
    }
    status = read_row(&r, line, &rows[count]);
    if (status != TR_OK) return status;
    const tr_peer_table before = {rows, count};
    if (tr_peer_table_find(&before, rows[count].measure, rows[count].payer,
                           rows[count].period) != NULL)
      return fail(&r, line.p, "the same measure, payer and period stand above");
    count++;
  }
  if (count == 0) return fail(&r, r.bytes.p, "the table has no rows");
  *table = (tr_peer_table){rows, count};
  return TR_OK;
}

const tr_peer_row *tr_peer_table_find(const tr_peer_table *table,
                                      tr_measure_id measure, int32_t payer,
                                      const char *period) {
  for (uint32_t i = 0; i < table->count; i++)
    if (table->rows[i].measure == measure && table->rows[i].payer == payer &&
        strcmp(table->rows[i].period, period) == 0)
      return &table->rows[i];
  return NULL;
}
