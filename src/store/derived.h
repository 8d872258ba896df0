/* The tables that are made from the files: their columns, and rows of them on
 * their way in, compared and taken out again. */
#ifndef TR_STORE_DERIVED_H
#define TR_STORE_DERIVED_H

#include "store/kept.h"

typedef enum tr_derived {
  TR_DERIVED_CLAIM,
  TR_DERIVED_LINE,
  TR_DERIVED_DIAGNOSIS,
  TR_DERIVED_NOTE,
  TR_DERIVED_PAYMENT,
  TR_DERIVED_PROVIDER_ADJUSTMENT,
  TR_DERIVED_REMIT_CLAIM,
  TR_DERIVED_REMIT_SERVICE,
  TR_DERIVED_ADJUSTMENT,
  TR_DERIVED_REMARK,
  TR_DERIVED_ANSWER,
  TR_DERIVED_COUNT
} tr_derived;

enum {
  TR_DERIVED_COLUMNS = 48, /**< most of a table */
  TR_DERIVER = 1 /**< number of the way rows are made: a store made by another
                      is rebuilt before it takes more */
};

/** What a column holds, for people. */
typedef enum tr_column_kind {
  TR_COLUMN_NUMBER,
  TR_COLUMN_TEXT,
  TR_COLUMN_DAY, /**< days since 1970-01-01 */
  TR_COLUMN_CENTS,
  TR_COLUMN_QUANTITY, /**< thousandths */
  TR_COLUMN_FLAG
} tr_column_kind;

typedef struct tr_column {
  const char *name; /**< NULL after the last */
  tr_column_kind kind;
} tr_column;

/** A table; the first column is an id in the range of its file. */
typedef struct tr_derived_table {
  const char *name;
  const tr_column *columns;
  unsigned count;     /**< of columns */
  const char *insert; /**< SQL: $1 ... of all columns in order */
  const char *select; /**< SQL: rows with ids from $1 to below $2, in order */
  const char *remove; /**< SQL: likewise */
} tr_derived_table;

/** @return A table of them. */
const tr_derived_table *tr_derived_at(tr_derived table);

/**
 * Takes a row.
 *
 * @param values One for each column, borrowed for the call.
 * @return TR_OK or why not.
 */
typedef tr_status tr_row_fn(void *context, tr_derived table,
                            const tr_cell *values);

/** Puts rows into the store; one statement a table. Fields are private. */
typedef struct tr_derived_writer {
  tr_store *store;
  tr_statement *inserts[TR_DERIVED_COUNT];
} tr_derived_writer;

/** Get ready. @return As of tr_statement_new(); then nothing is to be done. */
TR_NODISCARD tr_status tr_derived_writer_init(tr_derived_writer *writer,
                                              tr_store *store);

/** Let go of it. */
void tr_derived_writer_done(tr_derived_writer *writer);

/** A tr_row_fn that writes. @param context The writer. */
tr_status tr_derived_write(void *context, tr_derived table,
                           const tr_cell *values);

/** Take out all rows of a file. */
TR_NODISCARD tr_status tr_derived_remove(tr_store *store, int64_t file);

/** Digests of the rows of each table, in order. Fields are private. */
typedef struct tr_derived_digest {
  void *states; /* crypto_hash_sha256_state of each table */
} tr_derived_digest;

/** Begin with no rows. @return TR_OK or TR_ENOMEM. */
TR_NODISCARD tr_status tr_derived_digest_init(tr_derived_digest *digest);

/** A tr_row_fn that takes a row into the digest. @param context The digest. */
tr_status tr_derived_digest_row(void *context, tr_derived table,
                                const tr_cell *values);

/** Take in the rows of a file that are in the store. */
TR_NODISCARD tr_status tr_derived_digest_stored(tr_derived_digest *digest,
                                                tr_store *store, int64_t file);

/**
 * End both and compare.
 *
 * @return The first table in which they differ; TR_DERIVED_COUNT: in none.
 */
tr_derived tr_derived_digest_compare(tr_derived_digest *a,
                                     tr_derived_digest *b);

#endif
