/* A claim cut out of the file it came in, as a complete file of its own: its
 * own bytes and those of the levels above it, with HL numbers, counts and
 * trailers made for one claim. */
#ifndef TR_STORE_CUT_H
#define TR_STORE_CUT_H

#include "store/kept.h"

/** What cutting needs. */
typedef struct tr_cutter tr_cutter;

/** Get ready. @param[out] cutter Owned by the caller; set only on TR_OK. */
TR_NODISCARD tr_status tr_cutter_new(tr_store *store, tr_cutter **cutter);

/** Free it; NULL is harmless. */
void tr_cutter_free(tr_cutter *cutter);

/**
 * Append a claim as a file.
 *
 * @param claim Its id.
 * @return TR_OK; TR_ENOTFOUND where there is no such claim; TR_ESYNTAX where
 *         its bytes are damaged; else as of the store.
 */
TR_NODISCARD tr_status tr_cut_claim(tr_cutter *cutter, int64_t claim,
                                    tr_buf *out);

/** Append the JSON of a note as it was received. @return As tr_cut_claim(). */
TR_NODISCARD tr_status tr_cut_note(tr_cutter *cutter, int64_t note,
                                   tr_buf *out);

#endif
