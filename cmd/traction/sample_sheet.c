/* A worksheet in memory, its digest, and how it is written. */
#include <stdlib.h>
#include <string.h>

#include "base/json_write.h"
#include "paper/sheet.h"
#include "sample_run.h"
#include "store/kept.h"

enum { SHEET_MOST = 1 << 30 };

const sample_head sample_heads[SAMPLE_COLUMNS] = {
#define SAMPLE_COLUMN_ROW(name, head, width, kind) \
  {head, width, SAMPLE_KIND_##kind},
    SAMPLE_COLUMN_MAP(SAMPLE_COLUMN_ROW)
#undef SAMPLE_COLUMN_ROW
};

static const char *const decisions[] = {"agree", "overrule", NULL};

void sample_sheet_init(sample_sheet *sheet) {
  tr_arena_init(&sheet->arena, SAMPLE_MEMORY);
  tr_array_init(&sheet->record, sizeof(sample_pair), SAMPLE_RECORD, NULL);
  tr_array_init(&sheet->rows, sizeof(sample_row), SAMPLE_UNITS, NULL);
}

void sample_sheet_done(sample_sheet *sheet) {
  tr_array_done(&sheet->record);
  tr_array_done(&sheet->rows);
  tr_arena_done(&sheet->arena);
}

bool sample_keep(sample_sheet *sheet, tr_str text, tr_str *copy) {
  *copy = (tr_str){NULL, 0};
  if (text.n == 0 || tr_arena_copy(&sheet->arena, text, copy) == TR_OK)
    return true;
  file_say("out of memory");
  return false;
}

bool sample_record(sample_sheet *sheet, const char *key, tr_str value) {
  tr_status status;
  sample_pair *pair = tr_array_add(&sheet->record, &status);
  if (pair != NULL)
    return sample_keep(sheet, tr_str_of(key), &pair->key) &&
           sample_keep(sheet, value, &pair->value);
  file_say("the record of a sample is too long: %s", tr_status_text(status));
  return false;
}

tr_str sample_recorded(const sample_sheet *sheet, const char *key) {
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    if (tr_str_eq(pair->key, tr_str_of(key))) return pair->value;
  }
  return (tr_str){NULL, 0};
}

sample_row *sample_row_at(const sample_sheet *sheet, uint32_t index) {
  return tr_array_at(&sheet->rows, index);
}

/* ------------------------------------------------------------------ amounts */

/* Digits and one point alone are left: commas that part thousands go, one that
 * parts cents becomes a point. */
static size_t plain_amount(tr_str text, char *plain, size_t room) {
  size_t n = 0;
  const char *point = memchr(text.p, '.', text.n);
  for (size_t i = 0; i < text.n && n + 1 < room; i++) {
    const char c = text.p[i];
    const size_t behind = text.n - i - 1;
    if (c == ',' && point == NULL && (behind == 1 || behind == 2))
      plain[n++] = '.';
    else if (c != ',' && c != '$' && c != ' ')
      plain[n++] = c;
  }
  plain[n] = '\0';
  return n;
}

bool sample_cents(tr_str text, tr_cents *cents) {
  char plain[64];
  text = tr_str_trim(text);
  if (text.n == 0 || text.n >= sizeof plain) return false;
  size_t n = plain_amount(text, plain, sizeof plain);
  const char *point = memchr(plain, '.', n);
  int more = 0;
  if (point != NULL && n - (size_t)(point - plain) > 3) {
    /* a double next to whole cents: 0.28999999999999998, 12.500000000000002 */
    const size_t from = (size_t)(point - plain) + 3;
    size_t nines = 0, zeros = 0;
    for (size_t i = from; i < n && i < from + 6; i++) {
      nines += plain[i] == '9';
      zeros += plain[i] == '0';
    }
    const size_t looked = n - from < 6 ? n - from : 6;
    for (size_t i = from; i < n; i++)
      if (plain[i] < '0' || plain[i] > '9') return false;
    if (zeros != looked && (nines != looked || looked < 6)) return false;
    more = nines == looked;
    n = from;
  }
  tr_cents found;
  if (tr_cents_read((tr_str){plain, n}, &found) != TR_OK) return false;
  *cents = found + (plain[0] == '-' ? -more : more);
  return true;
}

/* ------------------------------------------------------------------- digest */

static void add_amount(tr_buf *text, tr_str cell) {
  char amount[TR_CENTS_TEXT];
  tr_cents cents;
  tr_buf_add_char(text, '|');
  if (sample_cents(cell, &cents))
    tr_buf_add(text, (tr_str){amount, tr_cents_text(cents, amount)});
  else
    tr_buf_add(text, tr_str_trim(cell));
}

bool sample_digest(const sample_sheet *sheet, char *digest) {
  tr_buf text;
  tr_buf_init(&text, SHEET_MOST);
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    if (tr_str_eq(pair->key, TR_STR("sample"))) continue;
    tr_buf_addf(&text, "%.*s=%.*s\n", TR_STR_ARG(pair->key),
                TR_STR_ARG(pair->value));
  }
  for (uint32_t i = 0; i < sheet->rows.count; i++) {
    const sample_row *row = sample_row_at(sheet, i);
    tr_buf_addf(&text, "%.*s|%.*s|%.*s", TR_STR_ARG(row->cells[SAMPLE_UNIT]),
                TR_STR_ARG(row->cells[SAMPLE_STRATUM]),
                TR_STR_ARG(row->cells[SAMPLE_QUESTIONED]));
    add_amount(&text, row->cells[SAMPLE_CHARGED]);
    add_amount(&text, row->cells[SAMPLE_PAID]);
    add_amount(&text, row->cells[SAMPLE_PROPOSED]);
    tr_buf_add_char(&text, '\n');
  }
  const bool good = text.bad == TR_OK;
  if (good)
    tr_kept_digest(tr_buf_str(&text), digest);
  else
    file_say("out of memory");
  tr_buf_done(&text);
  return good;
}

/* ------------------------------------------------------------------ writing */

static bool ends_with(const char *path, const char *end) {
  const size_t n = strlen(path), m = strlen(end);
  return n > m && strcmp(path + n - m, end) == 0;
}

bool sample_is_worksheet(const char *path) {
  return ends_with(path, ".csv") || ends_with(path, ".xlsx") ||
         ends_with(path, ".json");
}

/* A text that a spreadsheet would take for a formula gets an apostrophe. */
static void put_csv(tr_buf *out, tr_str text, bool text_cell) {
  const bool formula =
      text_cell && text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL;
  tr_buf_add_char(out, '"');
  if (formula) tr_buf_add_char(out, '\'');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') tr_buf_add_char(out, '"');
    tr_buf_add_char(out, text.p[i]);
  }
  tr_buf_add_char(out, '"');
}

static void write_csv(const sample_sheet *sheet, tr_buf *out) {
  tr_buf_add(out, TR_STR("\xEF\xBB\xBF"));
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    put_csv(out, pair->key, true);
    tr_buf_add_char(out, ',');
    put_csv(out, pair->value, true);
    tr_buf_add(out, TR_STR("\r\n"));
  }
  tr_buf_add(out, TR_STR("\r\n"));
  for (int c = 0; c < SAMPLE_COLUMNS; c++) {
    if (c > 0) tr_buf_add_char(out, ',');
    put_csv(out, tr_str_of(sample_heads[c].name), true);
  }
  tr_buf_add(out, TR_STR("\r\n"));
  for (uint32_t i = 0; i < sheet->rows.count; i++) {
    for (int c = 0; c < SAMPLE_COLUMNS; c++) {
      if (c > 0) tr_buf_add_char(out, ',');
      put_csv(out, sample_row_at(sheet, i)->cells[c],
              sample_heads[c].kind != SAMPLE_KIND_MONEY &&
                  sample_heads[c].kind != SAMPLE_KIND_INPUT_MONEY);
    }
    tr_buf_add(out, TR_STR("\r\n"));
  }
}

static void write_json(const sample_sheet *sheet, tr_buf *out) {
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  tr_json_key(&json, TR_STR("record"));
  tr_json_begin_array(&json);
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    tr_json_begin_array(&json);
    tr_json_string(&json, pair->key);
    tr_json_string(&json, pair->value);
    tr_json_end_array(&json);
    tr_buf_add_char(out, '\n');
  }
  tr_json_end_array(&json);
  tr_json_key(&json, TR_STR("rows"));
  tr_json_begin_array(&json);
  for (uint32_t i = 0; i < sheet->rows.count; i++) {
    tr_json_begin_object(&json);
    for (int c = 0; c < SAMPLE_COLUMNS; c++) {
      tr_json_key(&json, tr_str_of(sample_heads[c].name));
      tr_json_string(&json, sample_row_at(sheet, i)->cells[c]);
    }
    tr_json_end_object(&json);
    tr_buf_add_char(out, '\n');
  }
  tr_json_end_array(&json);
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}

static void write_cell(tr_sheet *book, unsigned row, unsigned column,
                       tr_str text) {
  const sample_kind kind = sample_heads[column].kind;
  tr_cents cents;
  const bool input =
      kind == SAMPLE_KIND_INPUT || kind == SAMPLE_KIND_INPUT_MONEY;
  const tr_sheet_look look = input                      ? TR_SHEET_INPUT
                             : kind == SAMPLE_KIND_LONG ? TR_SHEET_WRAP
                                                        : TR_SHEET_PLAIN;
  if (input && text.n == 0)
    tr_sheet_blank(book, row, column, kind == SAMPLE_KIND_INPUT_MONEY);
  else if ((kind == SAMPLE_KIND_MONEY || kind == SAMPLE_KIND_INPUT_MONEY) &&
           sample_cents(text, &cents))
    tr_sheet_cents(book, row, column, cents, look);
  else
    tr_sheet_text(book, row, column, text, look);
}

static tr_status write_xlsx(const sample_sheet *sheet, const char *path) {
  tr_sheet *book;
  tr_status status = tr_sheet_new(path, NULL, &book);
  if (status != TR_OK) return status;
  tr_sheet_page(book, "Worksheet", 1);
  tr_sheet_lock(book);
  for (unsigned c = 0; c < SAMPLE_COLUMNS; c++) {
    tr_sheet_width(book, c, sample_heads[c].width);
    tr_sheet_text(book, 0, c, tr_str_of(sample_heads[c].name), TR_SHEET_HEAD);
  }
  for (uint32_t i = 0; i < sheet->rows.count; i++) {
    for (unsigned c = 0; c < SAMPLE_COLUMNS; c++)
      write_cell(book, i + 1, c, sample_row_at(sheet, i)->cells[c]);
    tr_sheet_words(book, i + 1, SAMPLE_DECISION, decisions);
  }
  tr_sheet_filter(book, 0, sheet->rows.count, SAMPLE_COLUMNS - 1);
  tr_sheet_page(book, "Record", 0);
  tr_sheet_lock(book);
  tr_sheet_width(book, 0, 20);
  tr_sheet_width(book, 1, 80);
  for (uint32_t i = 0; i < sheet->record.count; i++) {
    const sample_pair *pair = tr_array_at(&sheet->record, i);
    tr_sheet_text(book, i, 0, pair->key, TR_SHEET_HEAD);
    tr_sheet_text(book, i, 1, pair->value, TR_SHEET_WRAP);
  }
  return tr_sheet_finish(book);
}

bool sample_write(const sample_sheet *sheet, const char *path) {
  file_output output;
  tr_buf out;
  tr_buf_init(&out, SHEET_MOST);
  if (!file_output_open(&output, path)) return false;
  bool good = true;
  if (ends_with(path, ".xlsx")) {
    const tr_status status =
        write_xlsx(sheet, output.temporary != NULL ? output.temporary : path);
    good = status == TR_OK;
    if (!good) file_say("cannot write %s: %s", path, tr_status_text(status));
  } else {
    if (ends_with(path, ".json"))
      write_json(sheet, &out);
    else
      write_csv(sheet, &out);
    good = out.bad == TR_OK;
    if (!good) file_say("cannot write %s: out of memory", path);
    if (good) file_output_write(&output, tr_buf_str(&out));
  }
  tr_buf_done(&out);
  return file_output_close(&output, good) && good;
}
