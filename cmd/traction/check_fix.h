/* check --fix: the safe fixes of a run, applied to a copy of its input. */
#ifndef TRACTION_CHECK_FIX_H
#define TRACTION_CHECK_FIX_H

#include <stdbool.h>
#include <stddef.h>

#include "arguments.h"
#include "base/buf.h"
#include "diag/finding.h"
#include "rule/check.h"

/** What to write in place of some bytes of the input. */
typedef struct fix_patch {
  uint64_t offset;      /**< of the unpacked input */
  uint64_t length;      /**< bytes that are replaced; 0: an insertion */
  size_t text, text_at; /**< bytes and place of what is written, in `texts` */
} fix_patch;

/** The fixes of a round. Zero-filled: none are wanted. */
typedef struct fix_list {
  const char *output; /**< where the result goes; NULL: nobody asked */
  const char *input;  /**< the only input */
  const char *place;  /**< what the fixes of this round are places in: the
                           input, then what was written */
  fix_patch *patches;
  size_t count, room;
  tr_buf texts;
  bool full; /* no memory for a fix */
} fix_list;

/**
 * Begin, where --fix was given.
 *
 * @return False after saying why it cannot be done: more than one input, or one
 *         that cannot be read twice.
 */
bool fix_begin(const cmd_arguments *arguments, fix_list *list);

/** Remember a finding's fix where it is safe, and say it on stderr. */
void fix_take(fix_list *list, const tr_finding *finding);

/**
 * Write the input with its fixes, and with those that show in the result, until
 * there are no more. What is no file (a pipe) gets the first ones only.
 *
 * @param like How the input was checked; its notes, rules and tables are used
 *             again.
 * @return False after saying what could not be read or written; then the output
 *         is not there, or holds the fixes of a round before.
 */
bool fix_write(fix_list *list, const tr_check_options *like);

/** Free the memory. */
void fix_done(fix_list *list);

#endif
