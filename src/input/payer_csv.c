/* Rows of the payer table: eight columns, blank ones match anything. */
#include "input/payer_csv.h"

#include <stdlib.h>

enum {
  PROFILE,
  PAYER_ID,
  FILING,
  NAME,
  STATE,
  ORDER,
  SOURCE,
  CONFIDENCE,
  COLUMNS
};

static const char header[] =
    "profile,payer_id,filing_code,name_contains,state,order,source,confidence";
static const char *const confidences[] = {"official", "secondary",
                                          "background"};

typedef struct reader {
  tr_arena *arena;
  tr_pack_sink *sink;
  const tr_source_list *sources;
  bool no_memory;
} reader;

static size_t offset_of(const reader *r, tr_str part) {
  return (size_t)(part.p - r->sink->bytes.p);
}

static const char *keep(reader *r, tr_str text) {
  if (text.n == 0) return NULL;
  char *copy = tr_arena_alloc(r->arena, text.n + 1);
  if (copy == NULL) {
    r->no_memory = true;
    return NULL;
  }
  memcpy(copy, text.p, text.n);
  return copy;
}

/* @return Whether the line has exactly the columns. */
static bool split(reader *r, tr_str line, tr_str fields[COLUMNS]) {
  int count = 0;
  size_t start = 0;
  for (size_t i = 0; i <= line.n; i++) {
    if (i < line.n && line.p[i] != ',') continue;
    if (count < COLUMNS)
      fields[count] = tr_str_trim((tr_str){line.p + start, i - start});
    count++;
    start = i + 1;
  }
  if (count == COLUMNS) return true;
  tr_pack_fail(r->sink, offset_of(r, line), line.n,
               "%d columns where %d are due", count, (int)COLUMNS);
  return false;
}

static bool fail(reader *r, tr_str field, const char *message) {
  tr_pack_fail(r->sink, offset_of(r, field), field.n, "%s", message);
  return false;
}

static bool read_order(reader *r, tr_str field, int32_t *order) {
  int32_t number = 0;
  for (size_t i = 0; i < field.n; i++) {
    const char c = field.p[i];
    if (c < '0' || c > '9' || field.n > 4)
      return fail(r, field, "the order is a number from 1 to 9999");
    number = number * 10 + (c - '0');
  }
  if (number == 0)
    return fail(r, field, "the order is a number from 1 to 9999");
  *order = number;
  return true;
}

static bool is_upper(tr_str field) {
  for (size_t i = 0; i < field.n; i++)
    if (field.p[i] < 'A' || field.p[i] > 'Z') return false;
  return true;
}

static bool read_row(reader *r, tr_str line, tr_payer_match *row) {
  tr_str f[COLUMNS];
  if (!split(r, line, f)) return false;
  bool good = read_order(r, f[ORDER], &row->order);
  if (f[PROFILE].n == 0) good = fail(r, f[PROFILE], "a row names a profile");
  if (f[STATE].n != 0 && (f[STATE].n != 2 || !is_upper(f[STATE])))
    good = fail(r, f[STATE], "a state is a code of two capital letters");
  if (tr_source_find(r->sources, f[SOURCE]) == NULL)
    good = fail(r, f[SOURCE], "this source is not in docs/sources.d");
  row->confidence = NULL;
  for (size_t i = 0; i < sizeof confidences / sizeof confidences[0]; i++)
    if (tr_str_eq(f[CONFIDENCE], tr_str_of(confidences[i])))
      row->confidence = confidences[i];
  if (row->confidence == NULL)
    good = fail(r, f[CONFIDENCE],
                "the confidence is official, secondary or background");
  if (!good) return false;
  row->profile = keep(r, f[PROFILE]);
  row->payer_id = keep(r, f[PAYER_ID]);
  row->filing_code = keep(r, f[FILING]);
  row->name_contains = keep(r, f[NAME]);
  row->state = keep(r, f[STATE]);
  row->source = keep(r, f[SOURCE]);
  return true;
}

static size_t lines_of(tr_str bytes) {
  size_t count = 1;
  for (size_t i = 0; i < bytes.n; i++) count += bytes.p[i] == '\n';
  return count;
}

/* Rows of equal order keep their places: insertion, since files are nearly
 * sorted as they come. */
static void insert(tr_payer_match *rows, uint32_t count) {
  const tr_payer_match row = rows[count];
  uint32_t i = count;
  while (i > 0 && rows[i - 1].order > row.order) {
    rows[i] = rows[i - 1];
    i--;
  }
  rows[i] = row;
}

tr_status tr_payers_read(tr_arena *arena, tr_pack_sink *sink,
                         const tr_source_list *sources,
                         const tr_payer_match **rows, uint32_t *count) {
  reader r = {arena, sink, sources, false};
  const tr_str bytes = sink->bytes;
  const size_t lines = lines_of(bytes);
  if (lines > TR_PAYER_ROWS) {
    tr_pack_fail(sink, 0, 1, "more than %d lines", (int)TR_PAYER_ROWS);
    *rows = NULL;
    *count = 0;
    return TR_OK;
  }
  tr_payer_match *list = tr_arena_array(arena, lines, sizeof *list);
  if (list == NULL) return TR_ENOMEM;
  uint32_t found = 0;
  bool headed = false;
  for (size_t i = 0; i < bytes.n;) {
    size_t end = i;
    while (end < bytes.n && bytes.p[end] != '\n') end++;
    tr_str line = {bytes.p + i, end - i};
    i = end + 1;
    if (line.n > 0 && line.p[line.n - 1] == '\r') line.n--;
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!headed) {
      headed = true;
      if (tr_str_eq(line, TR_STR(header))) continue;
      tr_pack_fail(sink, offset_of(&r, line), line.n, "the first line is %s",
                   header);
      break;
    }
    if (read_row(&r, line, &list[found])) insert(list, found++);
  }
  if (!headed) tr_pack_fail(sink, 0, 1, "the first line is %s", header);
  if (r.no_memory) return TR_ENOMEM;
  *rows = list;
  *count = found;
  return TR_OK;
}
