/* traction COMMAND: finds the command; the rest is the command's. */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "files.h"
#include "help.h"
#include "show.h"
#include "suggest.h"

static const cmd_command *const commands[] = {
    &cmd_check,   &cmd_note,    &cmd_code,  &cmd_settle,
    &cmd_convert, &cmd_explain, &cmd_rules, &cmd_tables,
    &cmd_import,  &cmd_sample,  &cmd_audit, &cmd_replay,
    &cmd_db,      &cmd_worker,  &cmd_help,  NULL};

/* Commands of the design that come with later versions. */
static const char *const later[] = {"serve"};

const cmd_command *const *cmd_commands(void) { return commands; }

const cmd_command *cmd_find(const char *name) {
  for (const cmd_command *const *c = commands; *c != NULL; c++)
    if (strcmp((*c)->name, name) == 0) return *c;
  return NULL;
}

static int overview(void) {
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  help_overview(&out);
  return show(&out);
}

static int no_such_command(const char *name) {
  for (size_t i = 0; i < sizeof later / sizeof later[0]; i++)
    if (strcmp(later[i], name) == 0)
      return cmd_usage(NULL, "this version does not have '%s' yet", name);
  suggestion near = {.word = tr_str_of(name)};
  for (const cmd_command *const *c = commands; *c != NULL; c++)
    suggest_try(&near, (*c)->name);
  if (near.best != NULL)
    return cmd_usage(NULL, "there is no command '%s'; did you mean '%s'?", name,
                     near.best);
  if (file_exists(name))
    return cmd_usage(NULL,
                     "there is no command '%s'; to check that file: "
                     "traction check %s",
                     name, name);
  return cmd_usage(NULL, "there is no command '%s'", name);
}

static int run(const cmd_command *command, int argc, char **argv) {
  cmd_arguments arguments = {.command = command, .argc = argc, .argv = argv};
  if (!cmd_arguments_read(&arguments)) return EXIT_USAGE;
  if (!arguments.help) return command->run(command, &arguments);
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  help_command(command, &out);
  return show(&out);
}

int main(int argc, char **argv) {
  const char *first = argc > 1 ? argv[1] : NULL;
  if (first == NULL) {
    (void)overview();
    return EXIT_USAGE;
  }
  if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0)
    return overview();
  if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) {
    tr_buf out;
    tr_buf_init(&out, SHOW_MOST);
    tr_buf_add(&out, TR_STR("traction " TR_VERSION "\n"));
    return show(&out);
  }
  if (first[0] == '-')
    return cmd_usage(NULL, "there is no option %s; a command comes first",
                     first);
  const cmd_command *command = cmd_find(first);
  return command != NULL ? run(command, argc - 1, argv + 1)
                         : no_such_command(first);
}
