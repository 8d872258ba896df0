/* Did you mean: the nearest of some names. */
#ifndef TRACTION_SUGGEST_H
#define TRACTION_SUGGEST_H

#include <stddef.h>

#include "base/str.h"

/** The nearest name so far; start with {.word = what was typed}. */
typedef struct suggestion {
  tr_str word;
  const char *best; /**< NULL: nothing is near enough */
  size_t distance;
} suggestion;

/** Compare one name; case does not matter. */
void suggest_try(suggestion *suggestion, const char *name);

#endif
