/* What the options of `check` mean. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "check_run.h"

enum { JOBS_MOST = 256 };

static check_format format_of(const char *word) {
  if (word != NULL && strcmp(word, "json") == 0) return CHECK_JSON;
  if (word != NULL && strcmp(word, "ndjson") == 0) return CHECK_NDJSON;
  return CHECK_TEXT;
}

static bool read_fail_on(const cmd_arguments *arguments,
                         check_settings *settings) {
  const char *word = cmd_value(arguments, "fail-on");
  settings->fail_on = TR_SEVERITY_ERROR;
  if (word == NULL) return true;
  settings->never_fail = strcmp(word, "never") == 0;
  return settings->never_fail ||
         tr_severity_read(tr_str_of(word), &settings->fail_on);
}

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

static tr_day system_day(void) {
  const time_t now = time(NULL);
  struct tm parts;
  if (localtime_r(&now, &parts) == NULL) return TR_DAY_MIN;
  return tr_day_of(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

static unsigned terminal_columns(const cmd_arguments *arguments) {
  struct winsize size;
  if (cmd_has(arguments, "output") || !isatty(STDOUT_FILENO) ||
      ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

static bool wants_color(const cmd_arguments *arguments) {
  const char *word = cmd_value(arguments, "color");
  if (word != NULL && strcmp(word, "auto") != 0)
    return strcmp(word, "always") == 0;
  const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return (no_color == NULL || no_color[0] == '\0') && terminal != NULL &&
         strcmp(terminal, "dumb") != 0 && !cmd_has(arguments, "output") &&
         isatty(STDOUT_FILENO);
}

bool check_settings_read(const cmd_arguments *arguments,
                         check_settings *settings, int *status) {
  *settings = (check_settings){.today = TR_DAY_MIN};
  *status = EXIT_USAGE;
  const char *select = cmd_value(arguments, "select");
  const char *ignore = cmd_value(arguments, "ignore");
  settings->format = format_of(cmd_value(arguments, "format"));
  if (!read_fail_on(arguments, settings) || !read_jobs(arguments, settings) ||
      !cmd_day(arguments, "today", &settings->today))
    return false;
  if (arguments->operand_count == 0) {
    cmd_usage(arguments->command, "no file to check; '-' is standard input");
    return false;
  }
  if (!cmd_has(arguments, "today")) settings->today = system_day();
  settings->select.select = tr_str_of(select);
  settings->select.ignore = tr_str_of(ignore);
  settings->stats = cmd_has(arguments, "stats");
  settings->quiet = cmd_has(arguments, "quiet");
  settings->redact = cmd_has(arguments, "redact");
  settings->color = wants_color(arguments);
  settings->columns = terminal_columns(arguments);
  return true;
}
