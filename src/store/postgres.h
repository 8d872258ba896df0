/* PostgreSQL 15 as an engine of the store, through libpq: for those who run a
 * server, and for more machines than one. What lies in it is not encrypted by
 * us; the way to it is, unless it does not leave the machine. */
#ifndef TR_STORE_POSTGRES_H
#define TR_STORE_POSTGRES_H

#include "store/engine.h"

/** The engine. */
extern const tr_store_engine tr_postgres_engine;

/**
 * The status of a failure that the server told by its code.
 *
 * @param code Five characters as of SQLSTATE; NULL where there was none: the
 *             connection is gone.
 */
tr_status tr_postgres_status(const char *code);

#endif
