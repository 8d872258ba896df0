/* NCCI MUE file: code, units, adjudication indicator as a text that begins
 * with its number, rationale. The header may break its lines within a cell. */
#include <stdlib.h>

#include "input/table_import_parse.h"

static bool read_units(tr_str text, uint16_t *units) {
  unsigned number = 0;
  if (text.n == 0 || text.n > 5) return false;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] < '0' || text.p[i] > '9') return false;
    number = number * 10 + (unsigned)(text.p[i] - '0');
  }
  if (number > UINT16_MAX) return false;
  *units = (uint16_t)number;
  return true;
}

/* @return NULL, or what is wrong with the record. */
static const char *read_mue(const tr_records *r, tr_import_texts *texts,
                            tr_index_mue *row) {
  if (r->fields < 3) return "too few columns for a limit";
  if (!tr_import_is_code(r->field[0])) return "no procedure code";
  if (!read_units(r->field[1], &row->units)) return "the units are no number";
  if (r->field[2].n == 0 || r->field[2].p[0] < '1' || r->field[2].p[0] > '3')
    return "the adjudication indicator is not 1, 2 or 3";
  row->code = tr_code_pack(r->field[0]);
  row->mai = (uint8_t)(r->field[2].p[0] - '0');
  row->rationale =
      r->fields > 3 ? tr_import_text(texts, r->field[3]) : UINT8_MAX;
  return NULL;
}

static int compare_rows(const void *left, const void *right) {
  const tr_index_mue *a = left, *b = right;
  return a->code < b->code ? -1 : a->code > b->code;
}

static tr_status read_rows(tr_str text, tr_index_mue *rows, size_t room,
                           tr_import_texts *texts, tr_import_report *report,
                           tr_err *err) {
  tr_records r;
  size_t before = 0;
  tr_records_begin(&r, text);
  while (tr_records_next(&r)) {
    if (report->rows == 0 && (r.fields < 3 || !tr_import_is_code(r.field[0]))) {
      if (++before > TR_IMPORT_PREAMBLE) break;
      continue;
    }
    tr_index_mue row = {0};
    const char *wrong = read_mue(&r, texts, &row);
    if (wrong == NULL && report->rows == room) wrong = "more rows than lines";
    if (wrong != NULL) return tr_import_bad_row(&r, wrong, report, err);
    rows[report->rows++] = row;
  }
  if (report->rows == 0)
    return tr_import_bad_row(&r, "no limits of units: not an NCCI MUE file",
                             report, err);

  qsort(rows, report->rows, sizeof *rows, compare_rows);
  for (size_t i = 1; i < report->rows; i++) {
    if (rows[i - 1].code != rows[i].code) continue;
    *err = (tr_err){TR_ESYNTAX, "a code has two limits", 0};
    return TR_ESYNTAX;
  }
  return TR_OK;
}

tr_status tr_import_mue(tr_str text, tr_buf *index, tr_import_report *report,
                        tr_err *err) {
  const size_t room = text.n / 8 + 1; /* a row has at least eight bytes */
  tr_index_mue *rows = calloc(room, sizeof *rows);
  tr_import_texts *texts = calloc(1, sizeof *texts);
  tr_status status = TR_ENOMEM;
  *err = (tr_err){TR_ENOMEM, "out of memory", 0};
  if (rows != NULL && texts != NULL)
    status = read_rows(text, rows, room, texts, report, err);
  if (status == TR_OK) {
    const tr_index_parts parts = {TR_INDEX_MUE,
                                  {NULL, NULL, rows, texts->text},
                                  {0, 0, report->rows, texts->n}};
    status = tr_index_write(&parts, report, "cms-ncci-mue-file", index);
  }
  free(rows);
  free(texts);
  return status;
}
