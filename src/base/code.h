/* Codes of up to eight bytes packed in one integer, so that code sets are
 * sorted integers and equality is one compare. Byte 0 is the most significant:
 * integer order is the order of the text. */
#ifndef TR_BASE_CODE_H
#define TR_BASE_CODE_H

#include <stdint.h>

#include "base/str.h"

/** A packed code; 0 is "none". */
typedef uint64_t tr_code;

enum { TR_CODE_BYTES = 8 };

/**
 * Pack a code.
 *
 * @param text 1 to TR_CODE_BYTES bytes.
 * @return The packed code, or 0 when the text is empty or longer.
 */
static inline tr_code tr_code_pack(tr_str text) {
  if (text.n == 0 || text.n > TR_CODE_BYTES) return 0;
  tr_code code = 0;
  for (size_t i = 0; i < text.n; i++)
    code |= (tr_code)(unsigned char)text.p[i] << (56 - 8 * i);
  return code;
}

/** A packed code of a string literal of up to 8 bytes. */
#define TR_CODE(literal) tr_code_pack(TR_STR(literal))

/**
 * Unpack a code.
 *
 * @param      code  Packed by tr_code_pack().
 * @param[out] text  At least TR_CODE_BYTES + 1 bytes; NUL-terminated.
 * @return Length in bytes, 0 to 8.
 */
size_t tr_code_text(tr_code code, char *text);

/** @return Whether the text of `code` begins with that of `prefix`. */
static inline bool tr_code_starts(tr_code code, tr_code prefix) {
  if (prefix == 0) return true;
  const unsigned used = 8U - (unsigned)__builtin_ctzll(prefix) / 8U;
  const tr_code mask = used >= 8 ? ~(tr_code)0 : ~(~(tr_code)0 >> (8 * used));
  return (code & mask) == prefix;
}

#endif
