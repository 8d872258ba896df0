/* Help for the eye: 80 columns, the options' meanings under each other. */
#include "help.h"

#include <string.h>

enum { WIDTH = 79, MEANING = 26 };

void help_wrap(tr_buf *out, const char *words, size_t first, size_t indent) {
  size_t column = first;
  bool start = true;
  while (*words != '\0') {
    const size_t n = strcspn(words, " ");
    if (!start && column + 1 + n > WIDTH) {
      tr_buf_addf(out, "\n%*s", (int)indent, "");
      column = indent;
    } else if (!start) {
      tr_buf_add_char(out, ' ');
      column++;
    }
    tr_buf_add(out, (tr_str){words, n});
    column += n;
    start = false;
    words += n + (words[n] == ' ');
  }
  tr_buf_add_char(out, '\n');
}

/* A name and its meaning beside it, or below where the name is long. */
static void put_row(tr_buf *out, const char *name, const char *meaning) {
  const size_t start = out->n;
  tr_buf_addf(out, "  %s", name);
  size_t column = out->n - start;
  if (column + 2 > MEANING) {
    tr_buf_add_char(out, '\n');
    column = 0;
  }
  tr_buf_addf(out, "%*s", (int)(MEANING - column), "");
  help_wrap(out, meaning, MEANING, MEANING);
}

static void put_option(tr_buf *out, const cmd_option *option) {
  char name[128];
  snprintf(name, sizeof name, "--%s%s%s", option->name,
           option->argument != NULL ? " " : "",
           option->argument != NULL ? option->argument : "");
  put_row(out, name, option->help);
}

void help_overview(tr_buf *out) {
  tr_buf_add(out, TR_STR("traction " TR_VERSION
                         ", a compiler for chiropractic claims\n\n"
                         "usage: traction COMMAND [OPTION]... [FILE]...\n\n"));
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++)
    put_row(out, (*c)->name, (*c)->summary);
  tr_buf_add(out, TR_STR("\n  traction COMMAND --help    what a command does "
                         "and its options\n"
                         "  traction --version         the version\n\n"
                         "Start with: traction check FILE.837\n"));
}

void help_command(const cmd_command *command, tr_buf *out) {
  const char *word = "usage:";
  for (const cmd_form *form = command->forms; form->operands != NULL; form++) {
    tr_buf_addf(out, "%s traction %s%s%s%s\n", word, command->name,
                command->options->name != NULL ? " [OPTION]..." : "",
                form->operands[0] != '\0' ? " " : "", form->operands);
    word = "      ";
  }
  tr_buf_add_char(out, '\n');
  for (const char *const *text = command->text; *text != NULL; text++) {
    help_wrap(out, *text, 0, 0);
    tr_buf_add_char(out, '\n');
  }
  if (command->options->name != NULL) tr_buf_add(out, TR_STR("options:\n"));
  for (const cmd_option *o = command->options; o->name != NULL; o++)
    put_option(out, o);
  if (command->options->name != NULL) tr_buf_add_char(out, '\n');
  if (command->examples->line == NULL) return;
  tr_buf_add(out, TR_STR("examples:\n"));
  for (const cmd_example *e = command->examples; e->line != NULL; e++)
    tr_buf_addf(out, "  %s\n      %s\n", e->line, e->help);
}
