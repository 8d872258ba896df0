/* ICD-10-CM order file, fixed columns: order number 1-5, code 7-13, billable
 * flag 15, titles from 17. Only code and flag are kept. */
#include <stdlib.h>

#include "input/table_import_parse.h"

enum { CODE_AT = 6, CODE_BYTES = 7, FLAG_AT = 14, LEAST_BYTES = 15 };

static bool read_code(tr_str field, tr_code *code) {
  const tr_str text = tr_str_trim(field);
  if (text.n < 3 || text.p != field.p) return false;
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    const bool digit = c >= '0' && c <= '9';
    if (i == 0 ? digit : false) return false;
    if (!digit && !(c >= 'A' && c <= 'Z')) return false;
  }
  *code = tr_code_pack(text);
  return true;
}

/* @return NULL, or what is wrong with the line. */
static const char *read_line(tr_str line, uint64_t *entry) {
  if (line.n < LEAST_BYTES) return "the line is too short";
  for (size_t i = 0; i < 5; i++)
    if (line.p[i] < '0' || line.p[i] > '9') return "no order number";
  tr_code code;
  if (line.p[5] != ' ' || line.p[13] != ' ' ||
      !read_code((tr_str){line.p + CODE_AT, CODE_BYTES}, &code))
    return "no diagnosis code in columns 7 to 13";
  const char flag = line.p[FLAG_AT];
  if (flag != '0' && flag != '1') return "the flag in column 15 is not 0 or 1";
  *entry = code | (flag == '1' ? 1U : 2U);
  return NULL;
}

static int compare_entries(const void *left, const void *right) {
  const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return a < b ? -1 : a > b;
}

static tr_status read_entries(tr_str text, uint64_t *entries,
                              tr_import_report *report, tr_err *err) {
  size_t at = 0, line = 0;
  while (at < text.n) {
    const char *end = memchr(text.p + at, '\n', text.n - at);
    const size_t n = end != NULL ? (size_t)(end - text.p) - at : text.n - at;
    tr_str row = {text.p + at, n};
    if (row.n > 0 && row.p[row.n - 1] == '\r') row.n--;
    line++;
    if (tr_str_trim(row).n > 0) {
      const char *wrong = read_line(row, &entries[report->rows]);
      if (wrong != NULL) {
        report->line = line;
        *err = (tr_err){TR_ESYNTAX, wrong, at};
        return TR_ESYNTAX;
      }
      report->rows++;
    }
    at += n + 1;
  }
  if (report->rows == 0) {
    *err = (tr_err){TR_ESYNTAX, "no codes: not an ICD-10-CM order file", 0};
    return TR_ESYNTAX;
  }

  qsort(entries, report->rows, sizeof *entries, compare_entries);
  for (size_t i = 1; i < report->rows; i++) {
    if ((entries[i - 1] ^ entries[i]) > 0xFF) continue;
    *err = (tr_err){TR_ESYNTAX, "a code is given twice", 0};
    return TR_ESYNTAX;
  }
  return TR_OK;
}

tr_status tr_import_icd10cm(tr_str text, tr_buf *index,
                            tr_import_report *report, tr_err *err) {
  uint64_t *entries = calloc(text.n / LEAST_BYTES + 2, sizeof *entries);
  if (entries == NULL) {
    *err = (tr_err){TR_ENOMEM, "out of memory", 0};
    return TR_ENOMEM;
  }
  tr_status status = read_entries(text, entries, report, err);
  if (status == TR_OK) {
    const tr_index_parts parts = {
        TR_INDEX_ICD10CM, {entries, NULL, NULL, NULL}, {report->rows, 0, 0, 0}};
    status = tr_index_write(&parts, report, "icd10cm-order", index);
  }
  free(entries);
  return status;
}
