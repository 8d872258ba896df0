/* What a database has to be able to do to hold a practice. Each engine fills in
 * one table of functions; nothing above it knows which one is at work.
 *
 * SQL is written once, in what the engines have in common: parameters are $1,
 * $2 ... in the order of their first use, types are the words of `dialect`. */
#ifndef TR_STORE_ENGINE_H
#define TR_STORE_ENGINE_H

#include <stdbool.h>

#include "base/status.h"
#include "store/store_key.h"
#include "store/cell.h"

enum { TR_STORE_MESSAGE = 512 /**< bytes of a message and its NUL */ };

/** Why something failed, in words for people; never holds a value of a row. */
typedef struct tr_store_error {
  char text[TR_STORE_MESSAGE];
} tr_store_error;

/** How a store is opened. */
typedef enum tr_store_mode {
  TR_STORE_USE,  /**< there must be one */
  TR_STORE_MAKE, /**< made where there is none */
  TR_STORE_LOOK, /**< there must be one, of this version; nothing is
                       written */
  TR_STORE_COPY  /**< likewise, but of any version: only to be copied */
} tr_store_mode;

/** What is asked of open. */
typedef struct tr_store_options {
  const char *place;       /**< a path, or "postgresql://..." */
  const tr_store_key *key; /**< NULL: for engines that need none */
  tr_store_mode mode;
} tr_store_options;

/** A word of the SQL that is not the same in all engines. */
typedef struct tr_store_word {
  const char *word; /**< "@bytes" */
  const char *sql;  /**< "BLOB" */
} tr_store_word;

/** What an engine says of itself, for people. */
typedef struct tr_store_about {
  char engine[80];  /**< name and version */
  char source[128]; /**< which sources it was built from */
  char cipher[80];  /**< how it is encrypted; "none" */
  char journal[40]; /**< how it survives a crash */
} tr_store_about;

/**
 * An engine. `connection` and `statement` are its own; every function that
 * fails sets the error, and none changes it otherwise. Statuses: TR_OK;
 * TR_ENOMEM; TR_EIO for the disk, the network and stores in use by others;
 * TR_ESYNTAX for a damaged store; TR_ERANGE where a constraint of the schema is
 * violated; TR_ENOTFOUND where there is no store or the key does not open it;
 * TR_EVERSION for a library that cannot be trusted.
 */
typedef struct tr_store_engine {
  const char *name;
  bool encrypts;                /**< it wants a key */
  bool is_file;                 /**< its places are paths of files, which are
                                     copied and put back as a whole */
  const char *begin;            /**< SQL: a transaction that may write; while
                                     it is open no other one begins */
  const char *begin_beside;     /**< SQL: one that writes rows which nobody
                                     else does, beside others where the engine
                                     can */
  const tr_store_word *dialect; /**< ends with NULL */
  /** Whether a place is one of this engine's. */
  bool (*knows)(const char *place);
  tr_status (*open)(const tr_store_options *options, void **connection,
                    tr_store_error *error);
  void (*close)(void *connection);
  /** Run SQL without parameters and rows, also several statements. */
  tr_status (*execute)(void *connection, const char *sql,
                       tr_store_error *error);
  tr_status (*prepare)(void *connection, const char *sql, void **statement,
                       tr_store_error *error);
  void (*release)(void *statement);
  /** Begin anew with these parameters; they are borrowed until the next call
   * with the statement. */
  tr_status (*start)(void *statement, const tr_cell *values, unsigned count,
                     tr_store_error *error);
  /** The next row. */
  tr_status (*step)(void *statement, bool *row, tr_store_error *error);
  unsigned (*columns)(void *statement);
  /** A value of the row, borrowed until the next call with the statement. */
  tr_cell (*value)(void *statement, unsigned column);
  /** End it; needed before a commit. */
  void (*stop)(void *statement);
  /** The number of the schema; 0 for an empty store. */
  tr_status (*version)(void *connection, int64_t *version,
                       tr_store_error *error);
  /** Set it, as part of the open transaction. */
  tr_status (*set_version)(void *connection, int64_t version,
                           tr_store_error *error);
  /** Whether its own structures are whole; `told` is called for each thing that
   * is not. */
  tr_status (*check)(void *connection,
                     void (*told)(void *context, const char *what),
                     void *context, tr_store_error *error);
  /** Write a whole copy to a new file, with the same key. */
  tr_status (*copy)(void *connection, const char *path, tr_store_error *error);
  void (*about)(void *connection, tr_store_about *about);
} tr_store_engine;

/** @return All engines of this build; ends with NULL. */
const tr_store_engine *const *tr_store_engines(void);

/** Set an error. @return The status. */
__attribute__((format(printf, 3, 4))) tr_status tr_store_fail(
    tr_store_error *error, tr_status status, const char *format, ...);

#endif
