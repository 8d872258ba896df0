/* Workbooks (XLSX) for people's spreadsheets, through libxlsxwriter.
 *
 *   tr_sheet_new(path, folder, &sheet);
 *   tr_sheet_page(sheet, "Claims", 1);
 *   tr_sheet_width(sheet, 0, 24);
 *   tr_sheet_text(sheet, 0, 0, TR_STR("claim"), TR_SHEET_HEAD);
 *   tr_sheet_cents(sheet, 1, 1, 12345, TR_SHEET_PLAIN);
 *   status = tr_sheet_finish(sheet);
 *
 * A failure is kept and told by tr_sheet_finish(). Rows and columns count from
 * 0. Text is never a formula. */
#ifndef TR_PAPER_SHEET_H
#define TR_PAPER_SHEET_H

#include <stdbool.h>

#include "base/date.h"
#include "base/money.h"

enum {
  TR_SHEET_TEXT_MOST = 32767, /**< bytes of a cell; more is cut */
  TR_SHEET_PAGES = 32,
  TR_SHEET_ROWS = 1048576,
  TR_SHEET_COLUMNS = 256
};

/** How a cell looks. */
typedef enum tr_sheet_look {
  TR_SHEET_PLAIN,
  TR_SHEET_HEAD,  /**< a heading */
  TR_SHEET_INPUT, /**< to be filled in: the only ones that are not locked */
  TR_SHEET_WRAP,  /**< text in several rows */
  TR_SHEET_LOOKS
} tr_sheet_look;

typedef struct tr_sheet tr_sheet;

/**
 * Begin a workbook.
 *
 * @param      path   Written by tr_sheet_finish(), over what is there.
 * @param      folder For intermediate files, which have no name; NULL: that of
 *                    the system.
 * @param[out] sheet  Owned by the caller.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_sheet_new(const char *path, const char *folder,
                                    tr_sheet **sheet);

/** Begin a page, to which the following belong. @param name At most 31 bytes.
 * @param heads Rows that stay in sight. */
void tr_sheet_page(tr_sheet *sheet, const char *name, unsigned heads);

/** Let only the cells of TR_SHEET_INPUT be changed on this page; there is no
 * password. */
void tr_sheet_lock(tr_sheet *sheet);

/** @param width In characters. */
void tr_sheet_width(tr_sheet *sheet, unsigned column, double width);

/** Write text. */
void tr_sheet_text(tr_sheet *sheet, unsigned row, unsigned column, tr_str text,
                   tr_sheet_look look);

/** Write an amount. */
void tr_sheet_cents(tr_sheet *sheet, unsigned row, unsigned column,
                    tr_cents cents, tr_sheet_look look);

/** Write a number. @param decimals That are shown, 0 to 4. */
void tr_sheet_number(tr_sheet *sheet, unsigned row, unsigned column,
                     double number, unsigned decimals);

/** Write a day; TR_DAY_MIN: nothing. */
void tr_sheet_day(tr_sheet *sheet, unsigned row, unsigned column, tr_day day);

/** An empty cell to be filled in: an amount, or text. */
void tr_sheet_blank(tr_sheet *sheet, unsigned row, unsigned column, bool money);

/** Let a cell be one of the words, offered as a list. @param words Ends with
 * NULL. */
void tr_sheet_words(tr_sheet *sheet, unsigned row, unsigned column,
                    const char *const *words);

/** Let rows from the head on be filtered by their columns. */
void tr_sheet_filter(tr_sheet *sheet, unsigned head, unsigned last_row,
                     unsigned last_column);

/**
 * Write the file and let go of everything.
 *
 * @return TR_OK; TR_ENOMEM; TR_EIO; TR_ELIMIT for a cell outside of the limits.
 */
TR_NODISCARD tr_status tr_sheet_finish(tr_sheet *sheet);

#endif
