/* Outcomes of operations that can fail because the world failed. A fault in a
 * claim is never a status: it is a finding (diag/finding.h). */
#ifndef TR_BASE_STATUS_H
#define TR_BASE_STATUS_H

#include <stddef.h>

/* One row per outcome: name, value, text shown to people. */
#define TR_STATUS_MAP(X)                                \
  X(OK, 0, "success")                                   \
  X(ENOMEM, -1, "out of memory")                        \
  X(ESYNTAX, -2, "input does not follow its grammar")   \
  X(ERANGE, -3, "value is outside the range that fits") \
  X(ELIMIT, -4, "a stated limit was reached")           \
  X(EIO, -5, "reading or writing failed")               \
  X(ENOTFOUND, -6, "no such entry")                     \
  X(EVERSION, -7, "made for another version of traction")

typedef enum tr_status {
#define TR_STATUS_ENUM(name, value, text) TR_##name = (value),
  TR_STATUS_MAP(TR_STATUS_ENUM)
#undef TR_STATUS_ENUM
} tr_status;

#define TR_NODISCARD __attribute__((warn_unused_result))

/** Why something failed, where a status alone is not enough. */
typedef struct tr_err {
  tr_status status;    /**< never TR_OK once set */
  const char *message; /**< constant text, lower case, no full stop */
  size_t at;           /**< byte position in the input, 0 where none */
} tr_err;

/**
 * Text of a status, for people.
 *
 * @param status Any value; unknown values give a constant text that says so.
 * @return A constant string, never NULL.
 */
const char *tr_status_text(tr_status status);

#endif
