/* What an input is that does not begin like X12. */
#ifndef TR_X12_SNIFF_H
#define TR_X12_SNIFF_H

#include <stdint.h>

#include "base/str.h"

enum { TR_SNIFF_BYTES = 1024 /**< bytes that decide */ };

/** The best guess. */
typedef struct tr_sniff {
  const char *variant; /**< wording of TRX0001 */
  const char *guess;   /**< "a PDF document"; variant "guess" only */
  tr_str segment;      /**< its id; variant "no-envelope" only; borrowed */
  size_t position;     /**< of the ISA; variant "text-before" only */
} tr_sniff;

/**
 * Guess what the start of an input is, given that it is not an ISA.
 *
 * @param bytes Up to TR_SNIFF_BYTES from the first byte that is not blank.
 */
tr_sniff tr_sniff_guess(tr_str bytes);

#endif
