/* The columns of an audit, read from a store in one go: six questions, each in
 * the order of its ids, and no further SQL for any measure. */
#ifndef TR_STORE_LOAD_COLUMNS_H
#define TR_STORE_LOAD_COLUMNS_H

#include "audit/columns.h"
#include "store/store.h"

/**
 * Load everything a store has.
 *
 * @param      columns  As of tr_columns_init(); finished on TR_OK.
 * @param      tables   Say what the codes are.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT; a failure of the store
 *         (tr_store_message()).
 */
TR_NODISCARD tr_status tr_load_columns(tr_store *store, const tr_tables *tables,
                                       tr_columns *columns);

/**
 * The day of the last self-audit that was recorded.
 *
 * @param[out] day TR_DAY_MIN where there is none.
 */
TR_NODISCARD tr_status tr_load_last_audit(tr_store *store, tr_day *day);

/** Record the day of a self-audit, in a transaction of its own. */
TR_NODISCARD tr_status tr_keep_last_audit(tr_store *store, tr_day day);

#endif
