/* A claim out of the bytes of a file of its own, without any rule. */
#ifndef TR_STORE_PAST_CLAIM_H
#define TR_STORE_PAST_CLAIM_H

#include "base/status.h"
#include "claim/claim.h"

typedef struct tr_past_claim_reader tr_past_claim_reader;

/** @return Owned by the caller; NULL when memory is short. */
tr_past_claim_reader *tr_past_claim_reader_new(void);

/** Free it; NULL is harmless. */
void tr_past_claim_reader_free(tr_past_claim_reader *reader);

/**
 * Read the first claim of a file.
 *
 * @param      file  Its name; outlives the claim.
 * @param      bytes As tr_cut_claim() makes them; borrowed by the claim.
 * @param[out] claim Borrowed until the next call; NULL where there is none.
 * @return TR_OK or TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_past_claim_read(tr_past_claim_reader *reader,
                                          const char *file, tr_str bytes,
                                          const tr_claim **claim);

#endif
