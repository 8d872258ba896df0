/* The payer table from codes/payers.csv or a user's table of the same form:
 * how the payer of a claim is matched to a profile. */
#ifndef TR_INPUT_PAYER_CSV_H
#define TR_INPUT_PAYER_CSV_H

#include "base/arena.h"
#include "input/pack_error.h"
#include "input/sources_md.h"
#include "rule/pack.h"

enum { TR_PAYER_ROWS = 10000 /**< most rows of a table */ };

/**
 * Read a payer table.
 *
 * @param      arena    Holds the rows.
 * @param      sink     Its file is read; takes the errors.
 * @param      sources  Those a row may name.
 * @param[out] rows     By order, then as written; set only on TR_OK.
 * @return TR_OK, also with errors; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_payers_read(tr_arena *arena, tr_pack_sink *sink,
                                      const tr_source_list *sources,
                                      const tr_payer_match **rows,
                                      uint32_t *count);

#endif
