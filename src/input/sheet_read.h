/* Tables that people filled in, read back as text: CSV in the ways spreadsheets
 * write it, and XLSX.
 *
 *   tr_sheet_read(&arena, bytes, &book, &error);
 *   tr_sheet_cell(&book.pages[0], row, column)
 *
 * Cells of XLSX come as they are stored: a number as its digits, a day as the
 * number of days since 1899-12-30, text as it is. Formulas give the value that
 * was computed last. */
#ifndef TR_INPUT_SHEET_READ_H
#define TR_INPUT_SHEET_READ_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum {
  TR_SHEET_READ_PAGES = 32,
  TR_SHEET_READ_ROWS = 200000,
  TR_SHEET_READ_COLUMNS = 256,
  TR_SHEET_READ_MOST = 64 << 20 /**< bytes of a file, and of a part unpacked */
};

/** A row; cells that are not there are empty. */
typedef struct tr_sheet_row {
  const tr_str *cells;
  uint32_t count;
} tr_sheet_row;

/** A page; of CSV there is one, without a name. */
typedef struct tr_sheet_page_read {
  tr_str name;
  const tr_sheet_row *rows;
  uint32_t count;
} tr_sheet_page_read;

/** A workbook. */
typedef struct tr_sheet_book {
  tr_sheet_page_read pages[TR_SHEET_READ_PAGES];
  uint32_t count;
} tr_sheet_book;

/**
 * Read a table.
 *
 * @param      arena Holds the text.
 * @param      bytes Of the file; XLSX is told by its first bytes. Borrowed as
 *                   long as the book.
 * @param[out] book  Set only on TR_OK.
 * @param[out] error Constant text where it fails.
 * @return TR_OK; TR_ESYNTAX; TR_ELIMIT; TR_ENOMEM.
 * @source rfc4180, ecma-376
 */
TR_NODISCARD tr_status tr_sheet_read(tr_arena *arena, tr_str bytes,
                                     tr_sheet_book *book, const char **error);

/** @return A cell; empty where there is none. */
tr_str tr_sheet_cell(const tr_sheet_page_read *page, uint32_t row,
                     uint32_t column);

/** @return A page by its name, or NULL. */
const tr_sheet_page_read *tr_sheet_page_named(const tr_sheet_book *book,
                                              tr_str name);

/** Read CSV alone; as tr_sheet_read(). */
TR_NODISCARD tr_status tr_sheet_read_csv(tr_arena *arena, tr_str bytes,
                                         tr_sheet_book *book,
                                         const char **error);

/** Read XLSX alone; as tr_sheet_read(). */
TR_NODISCARD tr_status tr_sheet_read_xlsx(tr_arena *arena, tr_str bytes,
                                          tr_sheet_book *book,
                                          const char **error);

#endif
