/* What the parts of the PostgreSQL engine share; nothing outside of them
 * includes this. */
#ifndef TR_STORE_POSTGRES_RUN_H
#define TR_STORE_POSTGRES_RUN_H

#include <libpq-fe.h>

#include "base/utf8.h"
#include "store/engine.h"
#include "store/postgres_sql.h"

/** Types of parameters and columns that are looked at, as in pg_type. */
enum {
  TR__PG_BOOL = 16,
  TR__PG_BYTEA = 17,
  TR__PG_INT8 = 20,
  TR__PG_INT2 = 21,
  TR__PG_INT4 = 23,
  TR__PG_TEXT = 25,
  TR__PG_NUMERIC = 1700
};

typedef struct tr__pg tr__pg;

/** A statement that the server knows: prepared once for all who ask it. */
typedef struct tr__pg_plan {
  struct tr__pg_plan *next; /**< prepared later */
  tr__pg *on;
  char *asked;   /**< our SQL */
  char name[16]; /**< the server's */
  tr_postgres_sql sql;
  Oid types[TR_POSTGRES_SLOTS];
  unsigned columns; /**< of its rows */
  bool enters;      /**< rows may wait and go in by COPY */
  tr_buf waiting;   /**< such rows, as COPY wants them */
} tr__pg_plan;

/** A connection. */
struct tr__pg {
  PGconn *link;
  char *shown; /**< host and database, for messages */
  tr__pg_plan *plans;
  unsigned names; /**< of plans and cursors so far */
  unsigned turn;  /**< commands so far that may have begun or ended a
                       transaction, and with it cursors */
  size_t waiting; /**< bytes of rows that wait, of all plans */
  bool only_read;
};

/** Say why the last command failed. @param result May be NULL; it is cleared.
 */
tr_status tr__pg_fail(tr__pg *on, PGresult *result, tr_store_error *error);

/** Run a command for its effect; rows that wait stay. */
tr_status tr__pg_command(tr__pg *on, const char *sql, tr_store_error *error);

/** The first value of the first row, as text of at most room - 1 bytes. */
tr_status tr__pg_ask(tr__pg *on, const char *sql, char *text, size_t room,
                     tr_store_error *error);

/** As of tr_store_engine; so are the others of a statement. */
tr_status tr__pg_prepare(void *connection, const char *sql, void **statement,
                         tr_store_error *error);

/** Let go of a statement; its plan stays. */
void tr__pg_release(void *statement);

/** Begin, or let the row wait that an insert in a transaction brings. */
tr_status tr__pg_start(void *statement, const tr_cell *values, unsigned count,
                       tr_store_error *error);

/** The next row, fetched with many others. */
tr_status tr__pg_step(void *statement, bool *row, tr_store_error *error);

/** @return Values of a row. */
unsigned tr__pg_columns(void *statement);

/** @return A value of the row; what is neither whole number, text nor bytes is
 *          NULL. */
tr_cell tr__pg_value(void *statement, unsigned column);

/** End it, and its cursor. */
void tr__pg_stop(void *statement);

/** Free the plans of a connection that ends. */
void tr__pg_plans_done(tr__pg *on);

/** Whether a type of column can be written by COPY. */
bool tr__pg_can_enter(Oid type);

/**
 * Let a row wait until many go in at once; a transaction is open. Its faults
 * are told when they do: by the next other statement, at the latest by the
 * commit.
 */
tr_status tr__pg_enter(tr__pg_plan *plan, const tr_cell *values, unsigned count,
                       tr_store_error *error);

/** Put in the rows that wait. @return TR_OK also where none do. */
tr_status tr__pg_enter_all(tr__pg *on, tr_store_error *error);

/** Forget the rows that wait: their transaction is undone. */
void tr__pg_enter_none(tr__pg *on);

/** Whether the server takes a text as it is. */
static inline bool tr__pg_is_clean(tr_str text) {
  return text.n == 0 ||
         (memchr(text.p, '\0', text.n) == NULL && tr_utf8_valid(text));
}

/** The bytes of a number as the server sends and takes them. */
static inline void tr__pg_put(unsigned char *bytes, unsigned size,
                              uint64_t number) {
  for (unsigned i = size; i-- > 0; number >>= 8)
    bytes[i] = (unsigned char)number;
}

#endif
