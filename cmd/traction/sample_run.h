/* What the forms of 'traction sample' share: a worksheet is a record of pairs
 * and a table of text, the same in CSV, XLSX and JSON. */
#ifndef TRACTION_SAMPLE_RUN_H
#define TRACTION_SAMPLE_RUN_H

#include "base/array.h"
#include "base/money.h"
#include "db_run.h"
#include "knowledge.h"

enum {
  SAMPLE_UNITS = 10000, /**< most sampled units */
  SAMPLE_STRATA = 200,
  SAMPLE_RECORD = 400,      /**< most pairs of a record */
  SAMPLE_MEMORY = 512 << 20 /**< bytes of text of a worksheet */
};

/* The one list of columns: name, heading, width, kind. Those from DECISION on
 * are a person's. */
#define SAMPLE_COLUMN_MAP(X)                             \
  X(UNIT, "unit", 24, TEXT)                              \
  X(STRATUM, "stratum", 16, TEXT)                        \
  X(CLAIM, "claim", 16, TEXT)                            \
  X(PATIENT, "patient", 20, TEXT)                        \
  X(DATE, "date", 12, TEXT)                              \
  X(PROVIDER, "provider", 13, TEXT)                      \
  X(PAYER, "payer", 20, TEXT)                            \
  X(CODES, "codes", 26, TEXT)                            \
  X(CHARGED, "charged", 11, MONEY)                       \
  X(PAID, "paid", 11, MONEY)                             \
  X(FINDINGS, "findings", 60, LONG)                      \
  X(QUESTIONED, "questioned by rule", 22, TEXT)          \
  X(PROPOSED, "proposed allowed", 11, MONEY)             \
  X(DECISION, "decision", 12, INPUT)                     \
  X(ALLOWED, "allowed by the reviewer", 12, INPUT_MONEY) \
  X(REASON, "reason of the reviewer", 40, INPUT)

typedef enum sample_column {
#define SAMPLE_COLUMN_ENUM(name, head, width, kind) SAMPLE_##name,
  SAMPLE_COLUMN_MAP(SAMPLE_COLUMN_ENUM)
#undef SAMPLE_COLUMN_ENUM
      SAMPLE_COLUMNS
} sample_column;

typedef enum sample_kind {
  SAMPLE_KIND_TEXT,
  SAMPLE_KIND_MONEY,
  SAMPLE_KIND_LONG,
  SAMPLE_KIND_INPUT,
  SAMPLE_KIND_INPUT_MONEY
} sample_kind;

/** A column: its heading is its name in all forms. */
typedef struct sample_head {
  const char *name;
  double width;
  sample_kind kind;
} sample_head;

extern const sample_head sample_heads[SAMPLE_COLUMNS];

/** A row. Amounts are as tr_cents_text() writes them. */
typedef struct sample_row {
  tr_str cells[SAMPLE_COLUMNS];
} sample_row;

/** A pair of the record. */
typedef struct sample_pair {
  tr_str key, value;
} sample_pair;

/** A worksheet. */
typedef struct sample_sheet {
  tr_arena arena; /**< holds all text */
  tr_array record, rows;
} sample_sheet;

/** Begin with nothing. */
void sample_sheet_init(sample_sheet *sheet);

/** Free it. */
void sample_sheet_done(sample_sheet *sheet);

/** Copy text into a worksheet. @return False when memory is short; said. */
bool sample_keep(sample_sheet *sheet, tr_str text, tr_str *copy);

/** Add a pair; both are copied. @return As sample_keep(). */
bool sample_record(sample_sheet *sheet, const char *key, tr_str value);

/** @return The value of a key, empty where there is none. */
tr_str sample_recorded(const sample_sheet *sheet, const char *key);

/** @return A row. */
sample_row *sample_row_at(const sample_sheet *sheet, uint32_t index);

/**
 * Read an amount as people and spreadsheets write it: 12, 12.5, $1,234.50,
 * 0.28999999999999998, 12,50.
 *
 * @return Whether it is one of whole cents.
 */
bool sample_cents(tr_str text, tr_cents *cents);

/** The digest of what must not change: the record, and of each row its unit,
 * stratum, amounts and what is questioned. @param[out] digest TR_KEPT_DIGEST
 * bytes. @return False when memory is short. */
bool sample_digest(const sample_sheet *sheet, char *digest);

/** Write a worksheet; its form is that of the name's end. @return False after
 * saying why not. */
bool sample_write(const sample_sheet *sheet, const char *path);

/** Whether a name ends as one of a worksheet does. */
bool sample_is_worksheet(const char *path);

/** Read one back, whatever its form. @return False after saying why not. */
bool sample_read(const char *path, sample_sheet *sheet);

/** A unit after it was read: what was proposed, and what counts. */
typedef struct sample_verdict {
  tr_cents paid, proposed, allowed; /**< allowed: what counts */
  bool decided, overruled;
} sample_verdict;

/**
 * Take the verdict of a row, and say what is wrong with it.
 *
 * @param what The worksheet, for messages. @return False after saying what.
 */
bool sample_verdict_of(const sample_sheet *sheet, uint32_t row,
                       const char *what, sample_verdict *verdict);

/** The forms of the command. @return An exit status. */
int sample_draw(const cmd_command *command, cmd_arguments *arguments);
int sample_show(cmd_arguments *arguments);
int sample_project(cmd_arguments *arguments);
int sample_packet(const cmd_command *command, cmd_arguments *arguments);

#endif
