/* Turns the official files of CMS and CDC into indexes that libtraction reads
 * in place. No file is opened here: the caller reads the official file and
 * writes the index, first under another name, then renamed. */
#ifndef TR_INPUT_TABLE_IMPORT_H
#define TR_INPUT_TABLE_IMPORT_H

#include "base/buf.h"
#include "base/date.h"
#include "base/status.h"
#include "base/str.h"
#include "table/table.h"

enum { TR_IMPORT_NAME = 64 /**< bytes of a name made by tr_import_name() */ };

/** What the caller knows of a file. All may be left zero but the days. */
typedef struct tr_import_options {
  tr_str file_name; /**< as given by the user; may name the edition */
  tr_str edition;   /**< "2026Q2", "FY2026"; empty: from the file's name */
  tr_day from;      /**< first day it speaks for; TR_DAY_MIN: by edition */
  tr_day to;        /**< last day; TR_DAY_MAX: by edition */
} tr_import_options;

/** What was read, or where reading failed. */
typedef struct tr_import_report {
  tr_table_kind kind;
  size_t rows;      /**< rows of the file */
  size_t line;      /**< line of the first bad row, from 1; 0 where none */
  int part;         /**< 1 to 9 of a file in parts ("-f2"); 0 of a whole */
  char edition[32]; /**< "2026Q2" */
  tr_day from, to;
} tr_import_report;

/**
 * Options with nothing known.
 *
 * @return Days open, texts empty.
 */
tr_import_options tr_import_options_none(void);

/**
 * Make an index of an official file: NCCI PTP (tab-delimited text or CSV, with
 * or without the column of 1996), NCCI MUE (CSV), ICD-10-CM order file (fixed
 * width); plain or in a zip.
 *
 * @param      kind    TR_TABLE_PTP, TR_TABLE_MUE or TR_TABLE_ICD10CM.
 * @param      bytes   The whole file; borrowed for the call.
 * @param      options Borrowed for the call.
 * @param[out] index   Initialized by the caller, empty; holds the index on
 *                     TR_OK and nothing otherwise.
 * @param[out] report  Always set; `line` tells the bad row.
 * @param[out] err     Set on failure: a constant message, and the byte in the
 *                     (unpacked) file.
 * @return TR_OK; TR_ESYNTAX (another layout, a bad row, no such file in the
 *         zip, or an edition that neither options nor name tell); TR_ELIMIT
 *         (beyond 1 GiB unpacked, or more codes than fit); TR_ENOMEM;
 *         TR_ENOTFOUND for a kind without importer.
 * @source ncci-file-layout, icd10cm-order
 */
TR_NODISCARD tr_status tr_import_table(tr_table_kind kind, tr_str bytes,
                                       const tr_import_options *options,
                                       tr_buf *index, tr_import_report *report,
                                       tr_err *err);

/**
 * The name of an index file: "ncci-ptp-2026Q2-f2.index".
 *
 * @param[out] name At least TR_IMPORT_NAME bytes; NUL-terminated; letters,
 *                  digits, '-', '_' and '.' only.
 */
void tr_import_name(const tr_import_report *report, char *name);

#endif
