/* How bad a finding is. */
#ifndef TR_DIAG_SEVERITY_H
#define TR_DIAG_SEVERITY_H

#include <stdbool.h>

#include "base/str.h"

/* One row per severity, the mildest first: name, word. */
#define TR_SEVERITY_MAP(X) \
  X(INFO, "info")          \
  X(ADVICE, "advice")      \
  X(WARNING, "warning")    \
  X(ERROR, "error")

/** Ordered: a greater value is worse. */
typedef enum tr_severity {
#define TR_SEVERITY_ENUM(name, word) TR_SEVERITY_##name,
  TR_SEVERITY_MAP(TR_SEVERITY_ENUM)
#undef TR_SEVERITY_ENUM
      TR_SEVERITY_COUNT
} tr_severity;

/** @return The word of a severity, constant; "info" for unknown values. */
static inline const char *tr_severity_name(tr_severity severity) {
  switch (severity) {
#define TR_SEVERITY_WORD(name, word) \
  case TR_SEVERITY_##name:           \
    return word;
    TR_SEVERITY_MAP(TR_SEVERITY_WORD)
#undef TR_SEVERITY_WORD
    case TR_SEVERITY_COUNT:
      break;
  }
  return "info";
}

/**
 * Find a severity by its word.
 *
 * @param      word     Lower case; borrowed.
 * @param[out] severity Set only when true is returned.
 * @return Whether it is one.
 */
static inline bool tr_severity_read(tr_str word, tr_severity *severity) {
  for (int i = 0; i < TR_SEVERITY_COUNT; i++) {
    if (!tr_str_eq(word, tr_str_of(tr_severity_name((tr_severity)i)))) continue;
    *severity = (tr_severity)i;
    return true;
  }
  return false;
}

#endif
