/* SQLite as an engine of the store: encrypted by SQLite3 Multiple Ciphers in
 * the form of SQLCipher 4, or, built with the system's library, plain. */
#ifndef TR_STORE_SQLITE_H
#define TR_STORE_SQLITE_H

#include "store/engine.h"

/** The engine. */
extern const tr_store_engine tr_sqlite_engine;

/**
 * Whether a library may keep a write-ahead log: those from 3.7.0 to 3.51.2 can
 * lose pages of it when two connections meet at a bad moment (the release notes
 * of 3.51.3 say so).
 *
 * @param version As of sqlite3_libversion_number(): 3051003.
 */
bool tr_sqlite_wal_is_safe(int version);

#endif
