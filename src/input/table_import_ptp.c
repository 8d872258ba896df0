/* NCCI procedure-to-procedure file: column 1, column 2, [in existence before
 * 1996,] effective, deletion, indicator, rationale. Medicaid's file lacks the
 * column of 1996. Rows of indicator 9 were never enforced and are left out. */
#include <stdlib.h>

#include "base/map.h"
#include "input/table_import_parse.h"

typedef struct pair {
  uint32_t column1, column2; /* numbers of codes */
  int32_t from, to;
  uint8_t indicator, rationale;
} pair;

typedef struct work {
  tr_map numbers; /* code -> number in order of appearance */
  uint64_t *codes;
  size_t codes_n, codes_room;
  pair *pairs, *sorted;
  size_t pairs_n;
  uint32_t *rank; /* number -> place in order */
  uint32_t *first;
  tr_index_pair *rows;
  tr_import_texts *texts;
} work;

static void work_free(work *w) {
  tr_map_done(&w->numbers);
  free(w->codes);
  free(w->pairs);
  free(w->sorted);
  free(w->rank);
  free(w->first);
  free(w->rows);
  free(w->texts);
}

static tr_status number_of(work *w, tr_str text, uint32_t *number) {
  const tr_code code = tr_code_pack(text);
  if (tr_map_get(&w->numbers, code, number)) return TR_OK;
  if (w->codes_n == UINT16_MAX) return TR_ELIMIT;
  if (w->codes_n == w->codes_room) {
    const size_t room = w->codes_room == 0 ? 4096 : w->codes_room * 2;
    uint64_t *codes = realloc(w->codes, room * sizeof *codes);
    if (codes == NULL) return TR_ENOMEM;
    w->codes = codes;
    w->codes_room = room;
  }
  const uint32_t next = (uint32_t)w->codes_n;
  const tr_status status = tr_map_set(&w->numbers, code, next);
  if (status != TR_OK) return status;
  w->codes[w->codes_n++] = code;
  *number = next;
  return TR_OK;
}

static bool is_day(tr_str text) {
  tr_day day;
  return tr_day_read(text, &day) == TR_OK;
}

static bool is_no_day(tr_str text) {
  return text.n == 0 || tr_str_eq(text, TR_STR("*")) ||
         tr_str_eq(text, TR_STR("99991231"));
}

/* @return NULL, or what is wrong with the record. */
static const char *read_pair(work *w, const tr_records *r, pair *p,
                             tr_status *status) {
  if (r->fields < 5) return "too few columns for a pair";
  if (!tr_import_is_code(r->field[0]) || !tr_import_is_code(r->field[1]))
    return "column 1 or 2 is no procedure code";
  /* the third field is a date in Medicaid's layout only */
  const size_t at = is_day(r->field[2]) ? 2 : 3;
  if (r->fields < at + 3) return "too few columns for a pair";
  tr_day from = 0, to = TR_DAY_MAX;
  if (tr_day_read(r->field[at], &from) != TR_OK)
    return "the effective date is no date";
  if (!is_no_day(r->field[at + 1]) &&
      tr_day_read(r->field[at + 1], &to) != TR_OK)
    return "the deletion date is neither a date nor *";
  const tr_str indicator = r->field[at + 2];
  if (indicator.n != 1 ||
      (indicator.p[0] != '0' && indicator.p[0] != '1' && indicator.p[0] != '9'))
    return "the modifier indicator is not 0, 1 or 9";

  p->indicator = (uint8_t)(indicator.p[0] - '0');
  if (p->indicator == 9) return NULL;
  p->from = from;
  p->to = to;
  p->rationale = r->fields > at + 3 ? tr_import_text(w->texts, r->field[at + 3])
                                    : UINT8_MAX;
  *status = number_of(w, r->field[0], &p->column1);
  if (*status == TR_OK) *status = number_of(w, r->field[1], &p->column2);
  return NULL;
}

static size_t count_lines(tr_str text) {
  size_t lines = 1;
  const char *at = text.p, *end = text.p + text.n;
  while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
    lines++;
    at++;
  }
  return lines;
}

static bool looks_like_pair(const tr_records *r) {
  return r->fields >= 5 && tr_import_is_code(r->field[0]) &&
         tr_import_is_code(r->field[1]);
}

static tr_status read_pairs(work *w, tr_str text, tr_import_report *report,
                            tr_err *err) {
  tr_records r;
  size_t before = 0;
  tr_records_begin(&r, text);
  while (tr_records_next(&r)) {
    if (report->rows == 0 && !looks_like_pair(&r)) {
      if (++before > TR_IMPORT_PREAMBLE)
        return tr_import_bad_row(&r, "no pairs of codes: not an NCCI PTP file",
                                 report, err);
      continue;
    }
    pair p = {0};
    tr_status status = TR_OK;
    const char *wrong = read_pair(w, &r, &p, &status);
    if (wrong != NULL) return tr_import_bad_row(&r, wrong, report, err);
    if (status != TR_OK) {
      *err = (tr_err){status, "too many codes, or out of memory", r.start};
      return status;
    }
    report->rows++;
    if (p.indicator != 9) w->pairs[w->pairs_n++] = p;
  }
  if (report->rows == 0)
    return tr_import_bad_row(&r, "no pairs of codes: not an NCCI PTP file",
                             report, err);
  return TR_OK;
}

static int compare_codes(const void *left, const void *right) {
  const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static void rank_codes(work *w) {
  if (w->codes_n == 0) return; /* every row was of indicator 9 */
  qsort(w->codes, w->codes_n, sizeof *w->codes, compare_codes);
  for (size_t place = 0; place < w->codes_n; place++) {
    uint32_t number = 0;
    if (tr_map_get(&w->numbers, w->codes[place], &number))
      w->rank[number] = (uint32_t)place;
  }
}

/* Stable counting sort of pairs by one column. */
static void sort_by(const pair *from, pair *to, size_t n, uint32_t *first,
                    size_t codes_n, bool column1) {
  memset(first, 0, (codes_n + 1) * sizeof *first);
  for (size_t i = 0; i < n; i++)
    first[(column1 ? from[i].column1 : from[i].column2) + 1]++;
  for (size_t i = 0; i < codes_n; i++) first[i + 1] += first[i];
  for (size_t i = 0; i < n; i++)
    to[first[column1 ? from[i].column1 : from[i].column2]++] = from[i];
}

/* Rows by column 1, then column 2; `first` says where each column 1 begins. */
static void sort_pairs(work *w) {
  for (size_t i = 0; i < w->pairs_n; i++) {
    w->pairs[i].column1 = w->rank[w->pairs[i].column1];
    w->pairs[i].column2 = w->rank[w->pairs[i].column2];
  }
  sort_by(w->pairs, w->sorted, w->pairs_n, w->first, w->codes_n, false);
  sort_by(w->sorted, w->pairs, w->pairs_n, w->first, w->codes_n, true);
  /* each count has moved on to where the next code begins */
  memmove(w->first + 1, w->first, w->codes_n * sizeof *w->first);
  w->first[0] = 0;
  for (size_t i = 0; i < w->pairs_n; i++)
    w->rows[i] = (tr_index_pair){(uint16_t)w->pairs[i].column2,
                                 w->pairs[i].indicator, w->pairs[i].rationale,
                                 w->pairs[i].from, w->pairs[i].to};
}

static bool make_room(work *w, size_t lines) {
  w->pairs = malloc(lines * sizeof *w->pairs);
  w->texts = calloc(1, sizeof *w->texts);
  return w->pairs != NULL && w->texts != NULL;
}

static bool make_tables(work *w) {
  w->sorted = malloc((w->pairs_n + 1) * sizeof *w->sorted);
  w->rows = calloc(w->pairs_n + 1, sizeof *w->rows);
  w->rank = malloc((w->codes_n + 1) * sizeof *w->rank);
  w->first = malloc((w->codes_n + 2) * sizeof *w->first);
  return w->sorted != NULL && w->rows != NULL && w->rank != NULL &&
         w->first != NULL;
}

tr_status tr_import_ptp(tr_str text, tr_buf *index, tr_import_report *report,
                        tr_err *err) {
  work w = {0};
  tr_map_init(&w.numbers);
  tr_status status = TR_ENOMEM;
  *err = (tr_err){TR_ENOMEM, "out of memory", 0};
  if (make_room(&w, count_lines(text)))
    status = read_pairs(&w, text, report, err);
  if (status == TR_OK && !make_tables(&w)) status = TR_ENOMEM;
  if (status == TR_OK) {
    rank_codes(&w);
    sort_pairs(&w);
    const tr_index_parts parts = {
        TR_INDEX_PTP,
        {w.codes, w.first, w.rows, w.texts->text},
        {w.codes_n, w.codes_n + 1, w.pairs_n, w.texts->n}};
    status = tr_index_write(&parts, report, "cms-ncci-ptp-file", index);
  }
  work_free(&w);
  return status;
}
