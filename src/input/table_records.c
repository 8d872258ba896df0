/* Delimited text as CMS publishes it: tabs or commas, quotes, preambles. */
#include "input/table_import_parse.h"

void tr_records_begin(tr_records *records, tr_str text) {
  *records = (tr_records){.text = text, .next_line = 1};
  if (tr_str_starts(text, TR_STR("\xEF\xBB\xBF"))) records->at = 3;
}

/* End of the line at `at`, the break not included. */
static size_t line_end(tr_str text, size_t at) {
  const char *end = memchr(text.p + at, '\n', text.n - at);
  return end != NULL ? (size_t)(end - text.p) : text.n;
}

static void add_field(tr_records *r, size_t start, size_t end) {
  if (r->fields < TR_IMPORT_FIELDS)
    r->field[r->fields] = tr_str_trim((tr_str){r->text.p + start, end - start});
  r->fields++;
}

/* A field in quotes; `at` is past the opening one. @return Place past the
 * closing quote, 0 when there is none. */
static size_t quoted_end(tr_records *r, size_t at) {
  while (at < r->text.n) {
    const char c = r->text.p[at++];
    if (c == '\n') r->next_line++;
    if (c != '"') continue;
    if (at >= r->text.n || r->text.p[at] != '"') return at;
    at++;
  }
  return 0;
}

static bool read_record(tr_records *r) {
  const tr_str text = r->text;
  size_t end = line_end(text, r->at);
  const bool tabs = memchr(text.p + r->at, '\t', end - r->at) != NULL;
  const char delimiter = tabs ? '\t' : ',';
  size_t at = r->at;
  r->start = r->at;
  r->line = r->next_line;
  r->fields = 0;
  for (;;) {
    size_t start = at;
    if (at < end && text.p[at] == '"') {
      const size_t close = quoted_end(r, at + 1);
      if (close == 0) return false;
      add_field(r, start + 1, close - 1);
      if (close > end) end = line_end(text, close);
      at = close;
      while (at < end && text.p[at] != delimiter) at++;
    } else {
      const char *stop = memchr(text.p + at, delimiter, end - at);
      at = stop != NULL ? (size_t)(stop - text.p) : end;
      size_t field_end = at;
      if (field_end > start && text.p[field_end - 1] == '\r') field_end--;
      add_field(r, start, field_end);
    }
    if (at >= end) break;
    at++;
  }
  r->at = end < text.n ? end + 1 : end;
  r->next_line++;
  return true;
}

bool tr_records_next(tr_records *records) {
  while (records->at < records->text.n) {
    if (!read_record(records)) {
      records->at = records->text.n;
      records->fields = 0;
      return false;
    }
    if (records->fields > 1 || records->field[0].n > 0) return true;
  }
  records->fields = 0;
  return false;
}

bool tr_import_is_code(tr_str text) {
  if (text.n != 5) return false;
  size_t digits = 0;
  for (size_t i = 0; i < 5; i++) {
    const char c = text.p[i];
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !(c >= 'A' && c <= 'Z')) return false;
    digits += digit;
  }
  return digits >= 4;
}

uint8_t tr_import_text(tr_import_texts *texts, tr_str text) {
  const size_t n = text.n < TR_INDEX_TEXT - 1 ? text.n : TR_INDEX_TEXT - 1;
  for (size_t i = texts->n; i-- > 0;)
    if (memcmp(texts->text[i], text.p, n) == 0 && texts->text[i][n] == '\0')
      return (uint8_t)i;
  if (n == 0 || texts->n == sizeof texts->text / sizeof texts->text[0])
    return UINT8_MAX;
  memset(texts->text[texts->n], 0, TR_INDEX_TEXT);
  memcpy(texts->text[texts->n], text.p, n);
  return (uint8_t)texts->n++;
}
