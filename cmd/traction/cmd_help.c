/* traction help: the help of a command, its manual page, the completions. */
#include <string.h>

#include "arguments.h"
#include "help.h"
#include "show.h"

static int run_help(const cmd_command *command, cmd_arguments *arguments) {
  const char *shell = cmd_value(arguments, "completion");
  const char *name =
      arguments->operand_count > 0 ? arguments->operands[0] : NULL;
  const bool man = cmd_has(arguments, "man");
  if (arguments->operand_count > 1)
    return cmd_usage(command, "one command at a time");
  const bool all = name == NULL || (man && strcmp(name, "traction") == 0);
  const cmd_command *about = all ? NULL : cmd_find(name);
  if (!all && about == NULL)
    return cmd_usage(command, "there is no command '%s'", name);

  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  if (shell != NULL && strcmp(shell, "bash") == 0)
    help_bash(&out);
  else if (shell != NULL)
    help_zsh(&out);
  else if (man)
    help_man(about, &out);
  else if (about != NULL)
    help_command(about, &out);
  else
    help_overview(&out);
  return show(&out);
}

static const cmd_form forms[] = {{"[COMMAND]", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "man",
     .help = "the manual page, in mdoc, of a command or of traction itself"},
    {.name = "completion",
     .argument = "SHELL",
     .words = "bash|zsh",
     .help = "what a shell needs to complete our commands: bash or zsh"},
    {.name = NULL},
};

static const char *const text[] = {
    "Prints what a command does and its options; without a COMMAND, what "
    "commands there are.",
    NULL};

static const cmd_example examples[] = {
    {"traction help check", "the help of check"},
    {"traction help --man check > traction-check.1",
     "its manual page as a file"},
    {NULL, NULL}};

const cmd_command cmd_help = {
    .name = "help",
    .summary = "show help, manual pages and completions",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .operand_words = "check|explain|rules|tables|help",
    .run = run_help,
};
