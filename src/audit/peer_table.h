/* A table of peers that the user has from elsewhere: a comparative billing
 * report, a network, a registry. CSV with the columns measure, payer, period,
 * n, value, and variance or sd for means. */
#ifndef TR_AUDIT_PEER_TABLE_H
#define TR_AUDIT_PEER_TABLE_H

#include "audit/measure.h"

enum { TR_PEER_ROWS = 4096 };

/** A row. */
typedef struct tr_peer_row {
  tr_measure_id measure;
  int32_t payer;   /**< tr_payer_class; -1: all */
  char period[11]; /**< "2025"; "" any */
  double n, value; /**< a share is 0 to 1, an amount dollars */
  double variance; /**< of one thing; below 0: not given */
} tr_peer_row;

typedef struct tr_peer_table {
  tr_peer_row *rows; /**< in the arena */
  uint32_t count;
} tr_peer_table;

/** What is wrong with a table. */
typedef struct tr_peer_error {
  uint32_t line, column; /**< from 1 */
  char message[160];
} tr_peer_error;

/**
 * Read a table.
 *
 * @param      arena Holds the rows.
 * @param      bytes The file; borrowed for the call.
 * @param[out] table Set only on TR_OK.
 * @param[out] error Set on TR_ESYNTAX and TR_ELIMIT.
 * @return TR_OK; TR_ESYNTAX; TR_ELIMIT; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_peer_table_read(tr_arena *arena, tr_str bytes,
                                          tr_peer_table *table,
                                          tr_peer_error *error);

/** @return The row that fits, or NULL. @param period Label of a year, or "". */
const tr_peer_row *tr_peer_table_find(const tr_peer_table *table,
                                      tr_measure_id measure, int32_t payer,
                                      const char *period);

#endif
