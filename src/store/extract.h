/* What is read of a file: rows of the derived tables, the same ones however
 * often it is read. No rule is asked: what is wrong with a file is counted. */
#ifndef TR_STORE_EXTRACT_H
#define TR_STORE_EXTRACT_H

#include "store/derived.h"

/** What was found in a file. */
typedef struct tr_extracted {
  const char *kind;  /**< "x12" or "notes"; NULL: neither */
  const char *guess; /**< what else it looks like; NULL: not known */
  bool good;         /**< there was something that a store keeps */
  uint64_t rows[TR_DERIVED_COUNT];
  uint64_t sets;    /**< claims, remittances, acknowledgements; TA1s too */
  uint64_t unread;  /**< sets of kinds that are not read */
  uint64_t faults;  /**< of form */
  uint64_t damaged; /**< claims that cannot be judged */
} tr_extracted;

/** What kind of file it is, by its first bytes. @param[out] found Set: kind or
 * guess, else zero. */
void tr_extracted_glance(tr_str bytes, tr_extracted *found);

/**
 * Read a file.
 *
 * @param      file  Its id.
 * @param      bytes Unpacked; borrowed for the call.
 * @param      row   Told of each row, tables in any order, rows of one table in
 *                   that of their ids; NULL: rows are counted only.
 * @param[out] found Always set.
 * @return TR_OK; TR_ENOMEM; TR_ELIMIT where it holds more than ids can tell
 *         apart; else what `row` returned.
 */
TR_NODISCARD tr_status tr_extract(int64_t file, tr_str bytes, tr_row_fn *row,
                                  void *context, tr_extracted *found);

struct tr_claim;

/**
 * One person as one text, whatever the payer: what `claim.patient` holds.
 *
 * @param out Cleared, then filled; empty where the claim does not say.
 */
void tr_extract_patient(const struct tr_claim *claim, tr_buf *out);

#endif
