/* 277CA: for each claim of the input whether it is accepted, and if not why, in
 * claim status codes and one sentence. Each claim is answered by its own
 * findings, also where a 999 refuses its set. */
#ifndef TR_RENDER_ACK_277CA_H
#define TR_RENDER_ACK_277CA_H

#include "render/run.h"

/** Writes 277CAs: one interchange for each of the input that has claims, one
 * set for each set. */
typedef struct tr_ack_277ca tr_ack_277ca;

/**
 * Start.
 *
 * @param      run Borrowed until it is freed.
 * @param      out Sets are appended to it as they end; borrowed likewise.
 * @param[out] ack Owned by the caller; set only on TR_OK.
 * @return TR_OK; TR_ENOMEM; TR_ENOTFOUND where the guide is not built in.
 */
TR_NODISCARD tr_status tr_ack_277ca_new(const tr_run *run, tr_buf *out,
                                        tr_ack_277ca **ack);

/** Take a finding. @param ack A tr_ack_277ca. */
void tr_ack_277ca_finding(void *ack, const tr_finding *finding);

/** @return What it wants to be told of the structure. */
tr_check_watch tr_ack_277ca_watch(tr_ack_277ca *ack);

/** @return TR_OK, or why an answer could not be written: TR_ENOMEM, TR_ELIMIT
 *          (a set of more claims than TR_ACK_CLAIM_BYTES hold), TR_ESYNTAX. */
tr_status tr_ack_277ca_bad(const tr_ack_277ca *ack);

/** Free it; NULL is harmless. */
void tr_ack_277ca_free(tr_ack_277ca *ack);

#endif
