/* What the address of a PostgreSQL store may say: no secrets, which others see
 * in a list of processes, and no weaker protection on the way than a server
 * that proves who it is. */
#ifndef TR_STORE_POSTGRES_PLACE_H
#define TR_STORE_POSTGRES_PLACE_H

#include <stdbool.h>

#include "store/engine.h"

/** Where libpq takes from what the address does not say; NULL or empty: it is
 * not set. */
typedef struct tr_postgres_surroundings {
  const char *host;      /**< $PGHOST */
  const char *host_addr; /**< $PGHOSTADDR */
  const char *ssl_mode;  /**< $PGSSLMODE */
  const char *service;   /**< $PGSERVICE */
} tr_postgres_surroundings;

/** Those of this process; borrowed from its environment. */
tr_postgres_surroundings tr_postgres_surroundings_here(void);

/** Whether a place is the address of a PostgreSQL server. */
bool tr_postgres_knows(const char *place);

/**
 * Whether an address may be used, and how.
 *
 * @param      place    "postgresql://user@host/name".
 * @param      around   What it does not say itself.
 * @param[out] verified The connection has to be held to sslmode=verify-full:
 *                      it may leave this machine.
 * @param[out] error    What to do instead; never shows the address.
 * @return TR_OK; TR_ESYNTAX for what is no address; TR_ERANGE where it holds a
 *         secret, or asks for less than verify-full on a way that may leave
 *         this machine; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_postgres_place_check(
    const char *place, const tr_postgres_surroundings *around, bool *verified,
    tr_store_error *error);

#endif
