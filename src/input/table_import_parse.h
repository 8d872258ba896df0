/* Between table_import.c and the readers of the official layouts. */
#ifndef TR_INPUT_TABLE_IMPORT_PARSE_H
#define TR_INPUT_TABLE_IMPORT_PARSE_H

#include "input/table_import.h"
#include "table/index.h"

enum {
  TR_IMPORT_FIELDS = 12,  /**< most fields of a record that are kept */
  TR_IMPORT_PREAMBLE = 64 /**< records before the first row, at most */
};

/** Records of delimited text, read one by one; nothing is copied. */
typedef struct tr_records {
  tr_str text;
  size_t at;    /**< of the next record */
  size_t start; /**< of the current record */
  size_t line;  /**< of the current record, from 1 */
  size_t next_line;
  size_t fields; /**< of the current record; more than are kept are dropped */
  tr_str field[TR_IMPORT_FIELDS]; /**< trimmed, without outer quotes */
} tr_records;

/** Begin; skips a byte order mark. */
void tr_records_begin(tr_records *records, tr_str text);

/**
 * Next record, blank ones skipped. The delimiter is a tab where the record has
 * one, else a comma; a field in quotes may hold delimiters and line breaks.
 *
 * @return false at the end, and when a quote is not closed.
 */
bool tr_records_next(tr_records *records);

/** @return Whether the text is a procedure code of five characters. */
bool tr_import_is_code(tr_str text);

/** One kind of index in the making: the sections to be written. */
typedef struct tr_index_parts {
  uint32_t kind;
  const void *rows[TR_INDEX_SECTIONS];
  size_t count[TR_INDEX_SECTIONS];
} tr_index_parts;

/** Numbered rationale texts, few and short. */
typedef struct tr_import_texts {
  char text[255][TR_INDEX_TEXT];
  size_t n;
} tr_import_texts;

/** @return Number of a text, 255 when there are too many. */
uint8_t tr_import_text(tr_import_texts *texts, tr_str text);

/** Write head and sections. @return The buffer's status. */
tr_status tr_index_write(const tr_index_parts *parts,
                         const tr_import_report *report, const char *source,
                         tr_buf *index);

/** Set err and report->line. @return TR_ESYNTAX. */
tr_status tr_import_bad_row(const tr_records *records, const char *message,
                            tr_import_report *report, tr_err *err);

/**
 * Read an NCCI PTP file and write its index.
 *
 * @param         text   The whole file, unpacked; borrowed.
 * @param[out]    index  Empty; holds the index on TR_OK.
 * @param[in,out] report Has kind, edition and days; gets rows, or the bad line.
 * @param[out]    err    Set on failure.
 * @return As tr_import_table().
 */
tr_status tr_import_ptp(tr_str text, tr_buf *index, tr_import_report *report,
                        tr_err *err);

/** Read an NCCI MUE file; otherwise as tr_import_ptp(). */
tr_status tr_import_mue(tr_str text, tr_buf *index, tr_import_report *report,
                        tr_err *err);

/** Read an ICD-10-CM order file; otherwise as tr_import_ptp(). */
tr_status tr_import_icd10cm(tr_str text, tr_buf *index,
                            tr_import_report *report, tr_err *err);

#endif
