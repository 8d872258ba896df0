/* The practice store: claims, notes and remittances of years in one place,
 * whatever engine holds it. This is the way to its SQL; what is kept and what
 * is read of it are kept.h, derived.h and recall.h.
 *
 *   tr_store_open(&options, &store, &error);
 *   tr_statement_new(store, "SELECT id FROM claim WHERE total > $1", &found);
 *   tr_statement_start(found, values, 1);
 *   while (tr_statement_step(found, &row) == TR_OK && row)
 *     tr_statement_value(found, 0) ...
 *   tr_statement_free(found);
 *   tr_store_close(store);
 *
 * One thread uses a store at a time. After a failure tr_store_message() says
 * what happened; statuses are those of engine.h. */
#ifndef TR_STORE_STORE_H
#define TR_STORE_STORE_H

#include "store/engine.h"

typedef struct tr_store tr_store;
typedef struct tr_statement tr_statement;

/**
 * Open a store, and bring its schema up to date unless it is only looked at.
 *
 * @param      options Borrowed for the call.
 * @param[out] store   Owned by the caller; set only on TR_OK.
 * @param[out] error   Set where it fails.
 * @return A status of engine.h; TR_EVERSION also for a store of a newer version
 *         of traction, or of an older one with TR_STORE_LOOK.
 */
TR_NODISCARD tr_status tr_store_open(const tr_store_options *options,
                                     tr_store **store, tr_store_error *error);

/** Close it; an open transaction is undone. NULL is harmless. */
void tr_store_close(tr_store *store);

/** @return The engine that a place belongs to, or NULL. */
const tr_store_engine *tr_store_engine_of(const char *place);

/** @return What happened last, in words; borrowed from the store. */
const char *tr_store_message(const tr_store *store);

/** @return The error that the store's functions set. */
tr_store_error *tr_store_error_of(tr_store *store);

/** @return Its engine. */
const tr_store_engine *tr_store_engine_in(const tr_store *store);

/** @return What its engine's functions take. */
void *tr_store_connection(tr_store *store);

/** What is known of it, for people. */
void tr_store_about_it(const tr_store *store, tr_store_about *about);

/** Begin a transaction that may write; there is none open. */
TR_NODISCARD tr_status tr_store_begin(tr_store *store);

/** Begin a transaction whose rows nobody else writes: where the engine can, it
 * waits for no other one. */
TR_NODISCARD tr_status tr_store_begin_beside(tr_store *store);

/** Keep what was written since begin, so that a power cut cannot undo it. A
 * failure leaves nothing of it. */
TR_NODISCARD tr_status tr_store_commit(tr_store *store);

/** Undo what was written since begin; nothing where none is open. The message
 * of what went before stays. */
void tr_store_rollback(tr_store *store);

/** Run a literal of SQL, of several statements too. */
TR_NODISCARD tr_status tr_store_execute(tr_store *store, const char *sql);

/**
 * Run one statement for what it writes, or for the first value of its first
 * row.
 *
 * @param      values Parameters. @param count How many.
 * @param[out] number That value; 0 without one. May be NULL.
 */
TR_NODISCARD tr_status tr_store_run(tr_store *store, const char *sql,
                                    const tr_cell *values, unsigned count,
                                    int64_t *number);

/** Check the engine's own structures; see tr_store_engine. */
TR_NODISCARD tr_status tr_store_check(tr_store *store,
                                      void (*told)(void *context,
                                                   const char *what),
                                      void *context);

/** Write a whole copy to a file that is not there yet. */
TR_NODISCARD tr_status tr_store_copy(tr_store *store, const char *path);

/** The number of its schema. */
TR_NODISCARD tr_status tr_store_version(tr_store *store, int64_t *version);

/**
 * Prepare a statement.
 *
 * @param      sql       A literal: nothing from outside is ever part of SQL.
 * @param[out] statement Owned by the caller; set only on TR_OK.
 */
TR_NODISCARD tr_status tr_statement_new(tr_store *store, const char *sql,
                                        tr_statement **statement);

/** Free it; NULL is harmless. */
void tr_statement_free(tr_statement *statement);

/**
 * Begin anew.
 *
 * @param values One for each $n, borrowed until the next call with it.
 * @param count  How many.
 */
TR_NODISCARD tr_status tr_statement_start(tr_statement *statement,
                                          const tr_cell *values,
                                          unsigned count);

/** Take the next row. @param[out] row Whether there is one. */
TR_NODISCARD tr_status tr_statement_step(tr_statement *statement, bool *row);

/** @return A value of the row, borrowed until the next step, start or stop. */
tr_cell tr_statement_value(const tr_statement *statement, unsigned column);

/** @return Values of a row. */
unsigned tr_statement_columns(const tr_statement *statement);

/** End it before its last row, so that the store may commit. */
void tr_statement_stop(tr_statement *statement);

/** Start, take all rows, which are not wanted, and stop. */
TR_NODISCARD tr_status tr_statement_run(tr_statement *statement,
                                        const tr_cell *values, unsigned count);

#endif
