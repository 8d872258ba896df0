/* How alike the wording of two notes is: their four texts as sets of runs of
 * five words, letters in lower case, numbers and dates left out, and the share
 * of the runs that both have (Jaccard).
 *
 *   tr_str texts[TR_SIMILAR_TEXTS] = {subjective, objective, assessment, plan};
 *   uint32_t room[TR_SHINGLES];
 *   tr_shingles a = tr_shingles_of(texts, room), b = ...;
 *   if (tr_similar(&a, &b, 850).permille >= 850) ...
 */
#ifndef TR_NOTE_SIMILAR_H
#define TR_NOTE_SIMILAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum {
  TR_SIMILAR_TEXTS = 4,    /**< subjective, objective, assessment, plan */
  TR_SIMILAR_WORDS = 2048, /**< of a note that are looked at */
  TR_SHINGLE_WORDS = 5,    /**< words of a run */
  TR_SHINGLES = 600        /**< runs of a note that are kept: of more those
                                 with the smallest hashes */
};

/** The runs of one note. */
typedef struct tr_shingles {
  const uint32_t *runs; /**< ascending; the lowest two bits are the text that a
                             run first stands in, the others its hash */
  uint16_t count;       /**< of runs, at most TR_SHINGLES */
  uint16_t words;       /**< that count */
  bool partial;         /**< there were more than are kept */
} tr_shingles;

/** How alike. */
typedef struct tr_likeness {
  uint32_t permille; /**< of all runs, in both; 0 below the least */
  uint32_t common[TR_SIMILAR_TEXTS]; /**< runs in both, by text of the first */
  uint32_t subjective;               /**< permille of the first texts alone */
} tr_likeness;

/**
 * Make the runs of a note. Digits are left out, words beside them that name a
 * month too, and sentences that record consent or attest something: those are
 * demanded word for word.
 *
 * @param texts TR_SIMILAR_TEXTS; empty where not sent; borrowed for the call.
 * @param room  TR_SHINGLES entries; the result points into it.
 */
tr_shingles tr_shingles_of(const tr_str *texts, uint32_t *room);

/**
 * Compare two notes; exact unless one is partial, then by the runs that both
 * would have kept.
 *
 * @param least Permille below which it does not matter how little: comparing
 *              stops as soon as that is certain.
 * @source rulings-15
 */
tr_likeness tr_similar(const tr_shingles *a, const tr_shingles *b,
                       uint32_t least);

#endif
