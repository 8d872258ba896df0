/* The schema by numbered steps, forward only. Each is one transaction together
 * with its number: a program killed in between leaves the store as it was. */
#ifndef TR_STORE_MIGRATE_H
#define TR_STORE_MIGRATE_H

#include "base/buf.h"
#include "store/store.h"

/** A step. */
typedef struct tr_migration {
  int number;       /**< from 1 without gaps */
  const char *name; /**< "0001-first" */
  const char *sql;  /**< with words of the dialect: @integer */
} tr_migration;

/** Those of this version, in order. */
extern const tr_migration tr_migrations[];
extern const unsigned tr_migration_count;

/**
 * Bring a store up to date.
 *
 * @param migrations All there are, in order. @param count How many.
 * @return TR_OK, also where there is nothing to do; TR_EVERSION for a store of
 *         a newer version; else the failure, with the store as the last whole
 *         step left it.
 */
TR_NODISCARD tr_status tr_migrate(tr_store *store,
                                  const tr_migration *migrations,
                                  unsigned count);

/**
 * Whether a store is up to date.
 *
 * @return TR_OK or TR_EVERSION; the message says which is the newer one.
 */
TR_NODISCARD tr_status tr_migrate_look(tr_store *store, unsigned count);

/**
 * Put an engine's words for those of the schema.
 *
 * @param[out] out Appended to; a failure is in its `bad`.
 */
void tr_migration_translate(const char *sql, const tr_store_word *dialect,
                            tr_buf *out);

#endif
