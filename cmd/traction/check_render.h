/* The forms in which `check` writes what it found: one row each. */
#ifndef TRACTION_CHECK_RENDER_H
#define TRACTION_CHECK_RENDER_H

#include <stdbool.h>

#include "render/run.h"

struct check_run;

/** A form. What may be NULL is not called then. Everything is appended to the
 * run's `out`; `rendering` of the run is for the form's own state. */
typedef struct check_renderer {
  const char *name; /**< its word for --format */
  /** Make the state, write what stands first; may be NULL. The run's `run` and
   * `settings` hold. @return False when memory is short. */
  bool (*begin)(struct check_run *run);
  /** Write or keep one finding. */
  void (*finding)(struct check_run *run, const tr_finding *finding);
  /** Write the end. */
  void (*end)(struct check_run *run, const tr_summary *summary);
  /** Free the state; may be NULL. Called also when begin failed, or was not
   * reached: `rendering` is NULL then. */
  void (*done)(struct check_run *run);
  /** What else it wants to be told, with a check_run as context; may be NULL.
   */
  const tr_check_watch *watch;
} check_renderer;

/**
 * Find a form.
 *
 * @param word As after --format; NULL: the one for people.
 * @return The form, constant; NULL for an unknown word.
 */
const check_renderer *check_renderer_find(const char *word);

#endif
