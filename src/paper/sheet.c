/* How a workbook looks, and what libxlsxwriter may be told. */
#include "paper/sheet.h"

/* <xlsxwriter.h> is TR_BEFORE_BAN in src/base/banned.h. */
#include <stdlib.h>
#include <string.h>

enum { DECIMALS = 5, NAME = 32 };

struct tr_sheet {
  lxw_workbook *book;
  lxw_worksheet *page;
  lxw_format *looks[TR_SHEET_LOOKS], *money[TR_SHEET_LOOKS];
  lxw_format *numbers[DECIMALS], *day;
  char *text; /* of a cell with its NUL */
  unsigned pages;
  tr_status bad;
};

static void keep(tr_sheet *sheet, lxw_error error) {
  if (error == LXW_NO_ERROR || sheet->bad != TR_OK) return;
  sheet->bad = error == LXW_ERROR_MEMORY_MALLOC_FAILED ? TR_ENOMEM : TR_EIO;
}

static lxw_format *format_of(tr_sheet *sheet, tr_sheet_look look,
                             const char *number) {
  lxw_format *format = workbook_add_format(sheet->book);
  if (format == NULL) {
    sheet->bad = TR_ENOMEM;
    return NULL;
  }
  if (number != NULL) format_set_num_format(format, number);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (look == TR_SHEET_HEAD) {
    format_set_bold(format);
    format_set_bottom(format, LXW_BORDER_THIN);
  }
  if (look == TR_SHEET_HEAD || look == TR_SHEET_WRAP)
    format_set_text_wrap(format);
  if (look == TR_SHEET_INPUT) {
    format_set_unlocked(format);
    format_set_bg_color(format, 0xFFF7D6);
    format_set_border(format, LXW_BORDER_HAIR);
    format_set_text_wrap(format);
  }
  return format;
}

static void make_formats(tr_sheet *sheet) {
  static const char *const numbers[DECIMALS] = {"0", "0.0", "0.00", "0.000",
                                                "0.0000"};
  for (int i = 0; i < TR_SHEET_LOOKS; i++) {
    sheet->looks[i] = format_of(sheet, (tr_sheet_look)i, NULL);
    sheet->money[i] = format_of(sheet, (tr_sheet_look)i, "#,##0.00");
  }
  for (int i = 0; i < DECIMALS; i++)
    sheet->numbers[i] = format_of(sheet, TR_SHEET_PLAIN, numbers[i]);
  sheet->day = format_of(sheet, TR_SHEET_PLAIN, "yyyy-mm-dd");
}

tr_status tr_sheet_new(const char *path, const char *folder, tr_sheet **sheet) {
  /* the library takes a char * and only reads it */
  union {
    const char *given;
    char *taken;
  } place = {.given = folder};
  lxw_workbook_options options = {.tmpdir = place.taken,
                                  .use_zip64 = LXW_FALSE};
  tr_sheet *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->text = malloc(TR_SHEET_TEXT_MOST + 1);
  made->book = workbook_new_opt(path, &options);
  if (made->text == NULL || made->book == NULL) {
    if (made->book != NULL) lxw_workbook_free(made->book);
    free(made->text);
    free(made);
    return TR_ENOMEM;
  }
  make_formats(made);
  *sheet = made;
  return TR_OK;
}

void tr_sheet_page(tr_sheet *sheet, const char *name, unsigned heads) {
  char cut[NAME] = "";
  if (sheet->pages++ >= TR_SHEET_PAGES) {
    sheet->bad = TR_ELIMIT;
    return;
  }
  memcpy(cut, name, strnlen(name, NAME - 1));
  sheet->page = workbook_add_worksheet(sheet->book, cut);
  if (sheet->page == NULL)
    keep(sheet, LXW_ERROR_MEMORY_MALLOC_FAILED);
  else if (heads > 0)
    worksheet_freeze_panes(sheet->page, heads, 0);
}

void tr_sheet_lock(tr_sheet *sheet) {
  lxw_protection options = {.format_columns = LXW_TRUE,
                            .format_rows = LXW_TRUE,
                            .sort = LXW_TRUE,
                            .autofilter = LXW_TRUE};
  if (sheet->page != NULL) worksheet_protect(sheet->page, NULL, &options);
}

void tr_sheet_width(tr_sheet *sheet, unsigned column, double width) {
  if (sheet->page != NULL && column < TR_SHEET_COLUMNS)
    keep(sheet, worksheet_set_column(sheet->page, (lxw_col_t)column,
                                     (lxw_col_t)column, width, NULL));
}

static bool fits(tr_sheet *sheet, unsigned row, unsigned column) {
  if (sheet->page == NULL || sheet->bad != TR_OK) return false;
  if (row < TR_SHEET_ROWS && column < TR_SHEET_COLUMNS) return true;
  sheet->bad = TR_ELIMIT;
  return false;
}

/* Bytes XML cannot hold are left out; a cut does not split a character. */
static void copy_text(tr_sheet *sheet, tr_str text) {
  size_t n = 0,
         taken = text.n < TR_SHEET_TEXT_MOST ? text.n : TR_SHEET_TEXT_MOST;
  while (taken < text.n && taken > 0 &&
         ((unsigned char)text.p[taken] & 0xC0) == 0x80)
    taken--;
  for (size_t i = 0; i < taken; i++) {
    const unsigned char c = (unsigned char)text.p[i];
    if (c >= 0x20 || c == '\n' || c == '\t') sheet->text[n++] = text.p[i];
  }
  sheet->text[n] = '\0';
}

void tr_sheet_text(tr_sheet *sheet, unsigned row, unsigned column, tr_str text,
                   tr_sheet_look look) {
  if (!fits(sheet, row, column)) return;
  copy_text(sheet, text);
  keep(sheet, worksheet_write_string(sheet->page, row, (lxw_col_t)column,
                                     sheet->text, sheet->looks[look]));
}

/* A spreadsheet knows no other numbers than doubles: cents are exact in them up
 * to 2^53, and are read back as cents. */
void tr_sheet_cents(tr_sheet *sheet, unsigned row, unsigned column,
                    tr_cents cents, tr_sheet_look look) {
  if (!fits(sheet, row, column)) return;
  keep(sheet, worksheet_write_number(sheet->page, row, (lxw_col_t)column,
                                     (double)cents / 100, sheet->money[look]));
}

void tr_sheet_number(tr_sheet *sheet, unsigned row, unsigned column,
                     double number, unsigned decimals) {
  if (!fits(sheet, row, column)) return;
  keep(sheet, worksheet_write_number(
                  sheet->page, row, (lxw_col_t)column, number,
                  sheet->numbers[decimals < DECIMALS ? decimals : 4]));
}

void tr_sheet_day(tr_sheet *sheet, unsigned row, unsigned column, tr_day day) {
  lxw_datetime date = {0};
  if (day == TR_DAY_MIN || !fits(sheet, row, column)) return;
  tr_day_parts(day, &date.year, &date.month, &date.day);
  keep(sheet, worksheet_write_datetime(sheet->page, row, (lxw_col_t)column,
                                       &date, sheet->day));
}

void tr_sheet_blank(tr_sheet *sheet, unsigned row, unsigned column,
                    bool money) {
  if (!fits(sheet, row, column)) return;
  keep(sheet, worksheet_write_blank(sheet->page, row, (lxw_col_t)column,
                                    money ? sheet->money[TR_SHEET_INPUT]
                                          : sheet->looks[TR_SHEET_INPUT]));
}

void tr_sheet_words(tr_sheet *sheet, unsigned row, unsigned column,
                    const char *const *words) {
  union {
    const char *const *given;
    char **taken;
  } list = {.given = words};
  lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST,
                              .value_list = list.taken};
  if (fits(sheet, row, column))
    keep(sheet, worksheet_data_validation_cell(sheet->page, row,
                                               (lxw_col_t)column, &rule));
}

void tr_sheet_filter(tr_sheet *sheet, unsigned head, unsigned last_row,
                     unsigned last_column) {
  if (fits(sheet, last_row, last_column))
    keep(sheet, worksheet_autofilter(sheet->page, head, 0, last_row,
                                     (lxw_col_t)last_column));
}

tr_status tr_sheet_finish(tr_sheet *sheet) {
  if (sheet->page == NULL && sheet->bad == TR_OK) sheet->bad = TR_ELIMIT;
  keep(sheet, workbook_close(sheet->book));
  const tr_status status = sheet->bad;
  free(sheet->text);
  free(sheet);
  return status;
}
