/* What the options of `check` mean. */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"

enum { JOBS_MOST = 256 };

static bool read_jobs(const cmd_arguments *arguments,
                      check_settings *settings) {
  const char *word = cmd_value(arguments, "jobs");
  settings->jobs = 1;
  if (word == NULL) return true;
  unsigned jobs = 0;
  const char *digit = word;
  for (; *digit >= '0' && *digit <= '9' && jobs <= JOBS_MOST; digit++)
    jobs = jobs * 10 + (unsigned)(*digit - '0');
  settings->jobs = jobs;
  if (*digit == '\0' && jobs >= 1 && jobs <= JOBS_MOST) return true;
  cmd_usage(arguments->command, "--jobs takes a number from 1 to %d, not '%s'",
            JOBS_MOST, word);
  return false;
}

bool check_settings_read(const cmd_arguments *arguments,
                         check_settings *settings, int *status) {
  *settings = (check_settings){.today = TR_DAY_MIN};
  *status = EXIT_USAGE;
  const char *select = cmd_value(arguments, "select");
  const char *ignore = cmd_value(arguments, "ignore");
  settings->format = check_renderer_find(cmd_value(arguments, "format"));
  if (!fail_on_read(arguments, &settings->fail_on) ||
      !read_jobs(arguments, settings) ||
      !cmd_today(arguments, &settings->today))
    return false;
  if (arguments->operand_count == 0) {
    cmd_usage(arguments->command, "no file to check; '-' is standard input");
    return false;
  }
  settings->select.select = tr_str_of(select);
  settings->select.ignore = tr_str_of(ignore);
  settings->stats = cmd_has(arguments, "stats");
  settings->quiet = cmd_has(arguments, "quiet");
  settings->redact = cmd_has(arguments, "redact");
  settings->color = cmd_wants_color(arguments);
  settings->columns = cmd_terminal_columns(arguments);
  return true;
}
