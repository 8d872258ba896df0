/* The files of claims of a call: named ones, those in folders. */
#ifndef TRACTION_INPUTS_H
#define TRACTION_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "files.h"

/** The inputs, in the order they are checked. */
typedef struct input_list {
  file_list files; /**< "-" is standard input */
  uint64_t bytes;  /**< of those whose size is known, as stored */
  bool failed;     /**< something could not be opened; it was said */
} input_list;

/**
 * Put folders in place of their files that are X12, gzip or zip; others in
 * them are named on stderr unless quiet.
 *
 * @param operands As typed.
 * @return False when memory is short.
 */
bool inputs_expand(char *const *operands, int count, bool quiet,
                   input_list *list);

/** Free it. */
void inputs_done(input_list *list);

/**
 * Whether something looks like X12, perhaps broken X12.
 *
 * @param      bytes Its first bytes; UNPACK_GLANCE are enough.
 * @param[out] guess What else it is; NULL where that is not known.
 */
bool input_is_x12(tr_str bytes, const char **guess);

#endif
