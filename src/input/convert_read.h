/* X12 from JSON: puts together again what render/convert_json.h took apart. A
 * document that was not changed gives the bytes it was made from; one that was
 * changed gives X12 in which the change stands, counts and control numbers as
 * the document has them. */
#ifndef TR_INPUT_CONVERT_READ_H
#define TR_INPUT_CONVERT_READ_H

#include "base/buf.h"
#include "base/status.h"

enum {
  TR_CONVERT_JSON_MOST = 256 << 20, /**< bytes of a document at most */
  TR_CONVERT_JSON_DEPTH = 64,       /**< objects and lists inside each other */
  TR_CONVERT_REASON = 160           /**< bytes of a reason, NUL included */
};

/** Why a document cannot be used. */
typedef struct tr_convert_error {
  char reason[TR_CONVERT_REASON]; /**< "segment 9: NM103 holds a delimiter" */
} tr_convert_error;

/**
 * Read a document.
 *
 * @param      json  All of it, at most TR_CONVERT_JSON_MOST bytes; borrowed.
 * @param      out   The X12 is appended.
 * @param[out] error Set unless TR_OK; names no value.
 * @return TR_OK; TR_ESYNTAX when it is no such document or holds what X12
 *         cannot (a delimiter in a value); TR_ELIMIT; TR_ENOMEM.
 */
TR_NODISCARD tr_status tr_convert_read(tr_str json, tr_buf *out,
                                       tr_convert_error *error);

#endif
