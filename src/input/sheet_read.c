/* What a file of a table is, and CSV as spreadsheets write it: with a mark of
 * UTF-8 or without, parted by commas, semicolons or tabs. */
#include "input/sheet_read.h"

#include <stdlib.h>

#include "base/array.h"

tr_str tr_sheet_cell(const tr_sheet_page_read *page, uint32_t row,
                     uint32_t column) {
  if (row >= page->count || column >= page->rows[row].count)
    return (tr_str){NULL, 0};
  return page->rows[row].cells[column];
}

const tr_sheet_page_read *tr_sheet_page_named(const tr_sheet_book *book,
                                              tr_str name) {
  for (uint32_t i = 0; i < book->count; i++)
    if (tr_str_eq(book->pages[i].name, name)) return &book->pages[i];
  return NULL;
}

/** A reading of CSV. */
typedef struct reader {
  tr_arena *arena;
  tr_str text;
  size_t at;
  char separator;
  tr_array rows, cells; /* cells: of the row at hand */
  const char *error;
} reader;

/* The one of the three that the first line has most of, outside of quotes. */
static char separator_of(tr_str text) {
  static const char candidates[] = ",;\t";
  size_t counts[3] = {0}, best = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    if (c == '"') quoted = !quoted;
    if ((c == '\n' || c == '\r') && !quoted) break;
    for (size_t j = 0; j < 3; j++) counts[j] += !quoted && c == candidates[j];
  }
  for (size_t j = 1; j < 3; j++)
    if (counts[j] > counts[best]) best = j;
  return candidates[best];
}

static bool at_end_of_cell(const reader *r) {
  if (r->at >= r->text.n) return true;
  const char c = r->text.p[r->at];
  return c == r->separator || c == '\n' || c == '\r';
}

/* A quoted cell; doubled quotes are copied apart. */
static tr_status read_quoted(reader *r, tr_str *cell) {
  const size_t start = ++r->at;
  size_t doubled = 0;
  for (;; r->at++) {
    if (r->at >= r->text.n) {
      r->error = "a quotation mark is not closed";
      return TR_ESYNTAX;
    }
    if (r->text.p[r->at] != '"') continue;
    if (r->at + 1 >= r->text.n || r->text.p[r->at + 1] != '"') break;
    doubled++;
    r->at++;
  }
  const tr_str raw = {r->text.p + start, r->at - start};
  r->at++;
  if (!at_end_of_cell(r)) {
    r->error = "text stands behind a closing quotation mark";
    return TR_ESYNTAX;
  }
  *cell = raw;
  if (doubled == 0) return TR_OK;
  char *copy = tr_arena_alloc(r->arena, raw.n - doubled);
  if (copy == NULL) return TR_ENOMEM;
  size_t n = 0;
  for (size_t i = 0; i < raw.n; i++) {
    copy[n++] = raw.p[i];
    if (raw.p[i] == '"') i++;
  }
  *cell = (tr_str){copy, n};
  return TR_OK;
}

static tr_status read_cell(reader *r) {
  tr_status status = TR_OK;
  tr_str cell = {NULL, 0};
  if (r->at < r->text.n && r->text.p[r->at] == '"') {
    status = read_quoted(r, &cell);
  } else {
    const size_t start = r->at;
    while (!at_end_of_cell(r)) r->at++;
    cell = (tr_str){r->text.p + start, r->at - start};
  }
  if (status != TR_OK) return status;
  tr_str *kept = tr_array_add(&r->cells, &status);
  if (kept != NULL) *kept = cell;
  return status;
}

static tr_status end_row(reader *r) {
  tr_status status = TR_OK;
  tr_str *cells = tr_arena_array(r->arena, r->cells.count, sizeof *cells);
  tr_sheet_row *row = tr_array_add(&r->rows, &status);
  if (status != TR_OK) return status;
  if (cells == NULL) return TR_ENOMEM;
  memcpy(cells, r->cells.items, r->cells.count * sizeof *cells);
  *row = (tr_sheet_row){cells, r->cells.count};
  r->cells.count = 0;
  return TR_OK;
}

static tr_status read_rows(reader *r) {
  tr_status status = TR_OK;
  while (status == TR_OK && r->at < r->text.n) {
    status = read_cell(r);
    if (status != TR_OK) break;
    const char end = r->at < r->text.n ? r->text.p[r->at] : '\n';
    r->at++;
    if (end == r->separator) {
      /* a line that ends with a separator has an empty cell behind it */
      if (r->at >= r->text.n) status = read_cell(r);
      if (status == TR_OK && r->at >= r->text.n) status = end_row(r);
      continue;
    }
    if (end == '\r' && r->at < r->text.n && r->text.p[r->at] == '\n') r->at++;
    status = end_row(r);
  }
  return status;
}

tr_status tr_sheet_read_csv(tr_arena *arena, tr_str bytes, tr_sheet_book *book,
                            const char **error) {
  reader r = {.arena = arena, .text = bytes};
  tr_sheet_row *rows = NULL;
  if (tr_str_starts(bytes, TR_STR("\xEF\xBB\xBF"))) r.at = 3;
  r.separator = separator_of((tr_str){bytes.p + r.at, bytes.n - r.at});
  tr_array_init(&r.rows, sizeof(tr_sheet_row), TR_SHEET_READ_ROWS, NULL);
  tr_array_init(&r.cells, sizeof(tr_str), TR_SHEET_READ_COLUMNS, NULL);
  tr_status status = read_rows(&r);
  if (status == TR_OK) {
    rows = tr_arena_array(arena, r.rows.count + 1, sizeof *rows);
    status = rows == NULL ? TR_ENOMEM : TR_OK;
  }
  if (status == TR_OK) {
    if (r.rows.count > 0)
      memcpy(rows, r.rows.items, r.rows.count * sizeof *rows);
    *book = (tr_sheet_book){.count = 1};
    book->pages[0] = (tr_sheet_page_read){.rows = rows, .count = r.rows.count};
  } else {
    *error = r.error != NULL       ? r.error
             : status == TR_ELIMIT ? "it has too many rows or columns"
                                   : tr_status_text(status);
  }
  tr_array_done(&r.rows);
  tr_array_done(&r.cells);
  return status;
}

tr_status tr_sheet_read(tr_arena *arena, tr_str bytes, tr_sheet_book *book,
                        const char **error) {
  if (bytes.n > TR_SHEET_READ_MOST) {
    *error = "it is larger than a table may be";
    return TR_ELIMIT;
  }
  return tr_str_starts(bytes, TR_STR("PK\003\004"))
             ? tr_sheet_read_xlsx(arena, bytes, book, error)
             : tr_sheet_read_csv(arena, bytes, book, error);
}
