/* Where something stands in an X12 file, exactly enough to draw a caret. */
#ifndef TR_DIAG_PLACE_H
#define TR_DIAG_PLACE_H

#include <stdint.h>

#include "base/str.h"

enum {
  TR_PLACE_ELEMENT = 16, /**< room for "SV101-3" and a NUL */
  TR_PLACE_SEGMENT = 4   /**< room for "SV1" and a NUL */
};

/**
 * One place. Offsets count bytes from the start of the (uncompressed) stream.
 * `value` and `line` borrow the reader's bytes or those of whoever made the
 * place; they end with the call that hands the place over.
 */
typedef struct tr_place {
  uint64_t ordinal; /**< segment number in the file, from 1 */
  uint64_t offset;  /**< stream offset of the value's first byte */
  uint32_t length;  /**< bytes of the value; 0 = a point */
  char element[TR_PLACE_ELEMENT]; /**< "SV101-3"; "" = the whole segment */
  char segment[TR_PLACE_SEGMENT]; /**< "SV1"; "" where there is none */
  tr_str value;         /**< the value itself; empty where it is missing */
  tr_str line;          /**< whole segment without terminator; may be empty */
  uint64_t line_offset; /**< stream offset of the segment's first byte */
} tr_place;

#endif
