/* Our SQL as PostgreSQL wants it: the type of a parameter comes from what it is
 * compared with, which "$2 IS NULL" does not say; so whether a value is there
 * becomes a parameter of its own. */
#ifndef TR_STORE_POSTGRES_SQL_H
#define TR_STORE_POSTGRES_SQL_H

#include <stdbool.h>

#include "base/buf.h"

enum { TR_POSTGRES_SLOTS = 96 /**< most parameters of a statement */ };

/** A parameter as the server sees it. */
typedef struct tr_postgres_slot {
  unsigned parameter; /**< which of ours, from 0 */
  bool asks_null;     /**< it says whether ours is NULL */
} tr_postgres_slot;

/** A statement. */
typedef struct tr_postgres_sql {
  tr_buf text;  /**< with a NUL; its parameters are the slots, in order */
  tr_buf entry; /**< for an INSERT of all its parameters in order: "table
                     (columns)" and a NUL, by which COPY does the same; else
                     empty */
  tr_postgres_slot slots[TR_POSTGRES_SLOTS];
  unsigned count; /**< of slots */
  bool many;      /**< a question for rows in an order: there may be many */
} tr_postgres_sql;

/**
 * Read a statement.
 *
 * @param      sql A literal of the program; texts in it are in single quotes.
 * @param[out] out Owned by the caller in any case; tr_postgres_sql_done().
 * @return TR_OK; TR_ELIMIT for more than TR_POSTGRES_SLOTS; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_postgres_sql_read(const char *sql,
                                            tr_postgres_sql *out);

/** Free it. */
void tr_postgres_sql_done(tr_postgres_sql *sql);

#endif
