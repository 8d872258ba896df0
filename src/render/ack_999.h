/* 999: for each interchange of the input one that says which of its sets are
 * accepted, and which segments and elements are at fault where one is not.
 * Faults of syntax (SNIP 1 and 2) are told here, all others in a 277CA. */
#ifndef TR_RENDER_ACK_999_H
#define TR_RENDER_ACK_999_H

#include "render/run.h"

/** Writes 999s, with a TA1 before them where one is due; an interchange that
 * is refused has a TA1 alone. Groups of acknowledgements are not answered. */
typedef struct tr_ack_999 tr_ack_999;

/**
 * Start.
 *
 * @param      run Borrowed until it is freed.
 * @param      out Finished interchanges are appended to it, each when the one
 *                 it answers has ended; borrowed likewise.
 * @param[out] ack Owned by the caller; set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ENOTFOUND where the guide is not built in.
 */
TR_NODISCARD tr_status tr_ack_999_new(const tr_run *run, tr_buf *out,
                                      tr_ack_999 **ack);

/** Take a finding. @param ack A tr_ack_999. */
void tr_ack_999_finding(void *ack, const tr_finding *finding);

/** @return What it wants to be told of the structure. */
tr_check_watch tr_ack_999_watch(tr_ack_999 *ack);

/** @return TR_OK, or why an answer could not be written: TR_ENOMEM, TR_ELIMIT
 *          (TR_ACK_INTERCHANGE), TR_ESYNTAX. */
tr_status tr_ack_999_bad(const tr_ack_999 *ack);

/** Free it; NULL is harmless. */
void tr_ack_999_free(tr_ack_999 *ack);

#endif
