/* Options by getopt_long(3), from a command's table. Its own messages are
 * replaced by ones that say what to do. */
#include "arguments.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "suggest.h"

enum { HELP = 1000 /* above the index of any option */ };

int cmd_usage(const cmd_command *command, const char *format, ...) {
  va_list arguments;
  const char *name = command != NULL ? command->name : NULL;
  fprintf(stderr, "traction%s%s: ", name ? " " : "", name ? name : "");
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fprintf(stderr, "\ntry 'traction%s%s --help'\n", name ? " " : "",
          name ? name : "");
  return EXIT_USAGE;
}

static bool has_word(const char *words, tr_str word) {
  while (*words != '\0') {
    const size_t n = strcspn(words, "|");
    if (tr_str_eq((tr_str){words, n}, word)) return true;
    words += n + (words[n] == '|');
  }
  return false;
}

/* "text, json or ndjson". */
static void list_words(const char *words, char *out, size_t room) {
  size_t used = 0;
  while (*words != '\0' && used + 1 < room) {
    const size_t n = strcspn(words, "|");
    const bool last = words[n] == '\0';
    const bool before_last = !last && strchr(words + n + 1, '|') == NULL;
    const int written =
        snprintf(out + used, room - used, "%.*s%s", (int)n, words,
                 last          ? ""
                 : before_last ? " or "
                               : ", ");
    used += (size_t)written;
    words += n + !last;
  }
}

static bool unknown_option(const cmd_arguments *arguments, const char *typed) {
  suggestion near = {.word = {typed, strcspn(typed, "=")}};
  while (near.word.n > 0 && near.word.p[0] == '-') {
    near.word.p++;
    near.word.n--;
  }
  for (const cmd_option *o = arguments->command->options; o->name; o++)
    suggest_try(&near, o->name);
  suggest_try(&near, "help");
  const int n = (int)strcspn(typed, "=");
  if (arguments->command->later != NULL &&
      has_word(arguments->command->later, near.word)) {
    cmd_usage(arguments->command, "this version does not have %.*s yet", n,
              typed);
    return false;
  }
  if (near.best != NULL)
    cmd_usage(arguments->command, "there is no option %.*s; did you mean --%s?",
              n, typed, near.best);
  else
    cmd_usage(arguments->command, "there is no option %.*s", n, typed);
  return false;
}

static bool take(cmd_arguments *arguments, const cmd_option *option,
                 const char *value) {
  if (option->words != NULL && !has_word(option->words, tr_str_of(value))) {
    char words[256] = "";
    list_words(option->words, words, sizeof words);
    if (option->later != NULL && has_word(option->later, tr_str_of(value)))
      cmd_usage(arguments->command,
                "this version does not have --%s %s yet; it has %s",
                option->name, value, words);
    else
      cmd_usage(arguments->command, "--%s takes %s, not '%s'", option->name,
                words, value);
    return false;
  }
  if (arguments->given_count == CMD_VALUES) {
    cmd_usage(arguments->command, "more than %d options", CMD_VALUES);
    return false;
  }
  arguments->given[arguments->given_count].option = option;
  arguments->given[arguments->given_count++].value = value;
  return true;
}

bool cmd_arguments_read(cmd_arguments *arguments) {
  struct option options[CMD_OPTIONS + 2] = {{NULL, 0, NULL, 0}};
  const cmd_option *table = arguments->command->options;
  int count = 0;
  for (; table[count].name != NULL && count < CMD_OPTIONS; count++)
    options[count] = (struct option){
        table[count].name,
        table[count].argument != NULL ? required_argument : no_argument, NULL,
        count};
  options[count] = (struct option){"help", no_argument, NULL, HELP};

  opterr = 0;
  optind = 1;
  for (;;) {
    const int at = optind;
    const int found =
        getopt_long(arguments->argc, arguments->argv, ":h", options, NULL);
    if (found == -1) break;
    const char *typed = arguments->argv[at < optind ? optind - 1 : at];
    if (found == ':') {
      cmd_usage(arguments->command, "%s needs a value", typed);
      return false;
    }
    if (found == '?') return unknown_option(arguments, typed);
    if (found == HELP || found == 'h') {
      arguments->help = true;
      return true;
    }
    if (!take(arguments, &table[found], optarg != NULL ? optarg : ""))
      return false;
  }
  arguments->operands = arguments->argv + optind;
  arguments->operand_count = arguments->argc - optind;
  return true;
}

const char *cmd_value(const cmd_arguments *arguments, const char *name) {
  for (size_t i = arguments->given_count; i > 0; i--)
    if (strcmp(arguments->given[i - 1].option->name, name) == 0)
      return arguments->given[i - 1].value;
  return NULL;
}

bool cmd_has(const cmd_arguments *arguments, const char *name) {
  return cmd_value(arguments, name) != NULL;
}

const char *cmd_value_at(const cmd_arguments *arguments, const char *name,
                         size_t n) {
  for (size_t i = 0; i < arguments->given_count; i++)
    if (strcmp(arguments->given[i].option->name, name) == 0 && n-- == 0)
      return arguments->given[i].value;
  return NULL;
}

bool cmd_day(const cmd_arguments *arguments, const char *name, tr_day *day) {
  const char *value = cmd_value(arguments, name);
  if (value == NULL || tr_day_read_iso(tr_str_of(value), day) == TR_OK)
    return true;
  cmd_usage(arguments->command, "--%s takes a date as 2026-06-30, not '%s'",
            name, value);
  return false;
}

bool cmd_today(const cmd_arguments *arguments, tr_day *day) {
  const time_t now = time(NULL);
  struct tm parts;
  *day = TR_DAY_MIN;
  if (cmd_has(arguments, "today")) return cmd_day(arguments, "today", day);
  if (localtime_r(&now, &parts) != NULL)
    *day = tr_day_of(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  return true;
}
