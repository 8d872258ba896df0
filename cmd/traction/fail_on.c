/* What findings mean for the exit status. */
#include "fail_on.h"

#include <string.h>

bool fail_on_read(const cmd_arguments *arguments, fail_on *fail_on) {
  const char *word = cmd_value(arguments, "fail-on");
  *fail_on = (struct fail_on){.from = TR_SEVERITY_ERROR};
  if (word == NULL) return true;
  fail_on->never = strcmp(word, "never") == 0;
  return fail_on->never || tr_severity_read(tr_str_of(word), &fail_on->from);
}

int fail_on_status(const fail_on *fail_on, const tr_summary *summary) {
  if (fail_on->never) return EXIT_CLEAN;
  for (int i = (int)fail_on->from; i < TR_SEVERITY_COUNT; i++)
    if (summary->findings[i] != 0) return EXIT_FINDINGS;
  return EXIT_CLEAN;
}
