/* Which units of a frame are sampled. The draw can be made again by hand with
 * any tool that knows SHA-256: each unit has the key SHA-256(seed "|" id), and
 * of each stratum those with the smallest keys are drawn.
 *
 *   tr_draw_allocate(strata, count, 100)   how many of which stratum
 *   tr_draw(units, n, strata, count, seed, sha256) */
#ifndef TR_AUDIT_DRAW_H
#define TR_AUDIT_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

enum {
  TR_DRAW_KEY = 32,  /**< bytes of SHA-256 */
  TR_DRAW_SEED = 128 /**< most bytes of a seed */
};

/** Name of the method, for the record of a sample. */
#define TR_DRAW_METHOD "sha256-lowest/1"

/** A unit of the frame. */
typedef struct tr_draw_unit {
  tr_str id;        /**< unlike that of every other unit; borrowed */
  uint32_t stratum; /**< index */
  bool drawn;       /**< set by tr_draw() */
  uint32_t order;   /**< of a drawn one: as drawn, from 1 */
  unsigned char key[TR_DRAW_KEY]; /**< set by tr_draw() */
} tr_draw_unit;

/** A stratum. */
typedef struct tr_draw_stratum {
  uint64_t frame; /**< units of it; counted by tr_draw_count() */
  uint64_t size;  /**< to be drawn */
} tr_draw_stratum;

/** SHA-256 of bytes. */
typedef void tr_draw_sha256_fn(tr_str bytes, unsigned char *digest);

/** Count the units of each stratum. @return TR_OK; TR_ERANGE for one of a
 * stratum that there is not. */
TR_NODISCARD tr_status tr_draw_count(const tr_draw_unit *units, size_t count,
                                     tr_draw_stratum *strata, size_t most);

/**
 * Share a sample out among strata by their size: each gets the whole part of
 * its share, and at least two (or all it has); what is left goes to the largest
 * fractions, the first of equal ones.
 *
 * @param strata With `frame`. @param size Wanted in all. The sum may be more
 *               where strata are many, and is less where the frame is smaller.
 */
void tr_draw_allocate(tr_draw_stratum *strata, size_t count, uint64_t size);

/**
 * Draw.
 *
 * @param units Their `drawn` and `order` are set; their places are kept.
 * @param seed  At most TR_DRAW_SEED bytes.
 * @return TR_OK; TR_ERANGE where two units have one id, an id is longer than
 *         1000 bytes, or a stratum has not as many as are wanted; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_draw(tr_draw_unit *units, size_t count,
                               const tr_draw_stratum *strata,
                               size_t strata_count, tr_str seed,
                               tr_draw_sha256_fn *sha256);

#endif
