/* --fail-on: which findings make a run fail. */
#ifndef TRACTION_FAIL_ON_H
#define TRACTION_FAIL_ON_H

#include "arguments.h"
#include "rule/check.h"

typedef struct fail_on {
  tr_severity from; /**< this severity and worse */
  bool never;       /**< none does */
} fail_on;

/** Read the option; errors unless given. @return False where it is no
 * severity. */
bool fail_on_read(const cmd_arguments *arguments, fail_on *fail_on);

/** @return EXIT_FINDINGS where such findings were made, else EXIT_CLEAN. */
int fail_on_status(const fail_on *fail_on, const tr_summary *summary);

#endif
