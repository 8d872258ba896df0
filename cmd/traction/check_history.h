/* The practice's store behind a run of `traction check --db`: what was sent
 * and written before. */
#ifndef TRACTION_CHECK_HISTORY_H
#define TRACTION_CHECK_HISTORY_H

#include "check_run.h"

/**
 * Open the store that --db names; nothing without --db. Files that are checked
 * now and are kept there as well are left out of the past.
 *
 * @return An exit status; what was wrong was said.
 */
int check_history_open(const cmd_arguments *arguments, check_run *run);

/** Say why the store failed, if it did. @return Whether it did. */
bool check_history_failed(const check_run *run);

/** Close it. */
void check_history_close(check_run *run);

#endif
