/* Manual pages in mdoc(7). Text comes from our own tables; what would be a
 * request or an escape is made harmless all the same. */
#include <string.h>

#include "help.h"

/* The day the tables were last looked over; a build must not ask a clock. */
#define MAN_DATE "November 23, 2026"

/* A paragraph is one input line. */
static void put_text(tr_buf *out, const char *text) {
  if (*text == '.' || *text == '\'') tr_buf_add(out, TR_STR("\\&"));
  for (; *text != '\0'; text++) {
    if (*text == '\\')
      tr_buf_add(out, TR_STR("\\e"));
    else
      tr_buf_add_char(out, *text);
    /* mdoc wants a sentence to end its line */
    if (*text == '.' && text[1] == ' ' && text[2] >= 'A' && text[2] <= 'Z') {
      tr_buf_add_char(out, '\n');
      text++;
    }
  }
  tr_buf_add_char(out, '\n');
}

static void put_operands(tr_buf *out, const char *operands) {
  while (*operands != '\0') {
    const size_t n = strcspn(operands, " ");
    const tr_str word = {operands, n};
    const bool literal = n > 0 && ((operands[0] >= 'a' && operands[0] <= 'z') ||
                                   operands[0] == '-');
    if (literal && operands[0] == '-')
      tr_buf_addf(out, ".Fl %.*s\n", (int)n - 1, operands + 1);
    else if (literal)
      tr_buf_addf(out, ".Cm %.*s\n", TR_STR_ARG(word));
    else
      tr_buf_addf(out, ".Ar %.*s\n", TR_STR_ARG(word));
    operands += n + (operands[n] == ' ');
  }
}

static void put_head(tr_buf *out, const char *page, const char *summary) {
  tr_buf_addf(out, ".Dd %s\n.Dt ", MAN_DATE);
  for (const char *c = page; *c != '\0'; c++)
    tr_buf_add_char(out, *c >= 'a' && *c <= 'z' ? (char)(*c & ~32) : *c);
  tr_buf_addf(out, " 1\n.Os\n.Sh NAME\n.Nm %s\n.Nd %s\n", page, summary);
}

static void put_options(tr_buf *out, const cmd_option *options) {
  if (options->name == NULL) return;
  tr_buf_add(out, TR_STR("The options are:\n.Bl -tag -width Ds\n"));
  for (const cmd_option *o = options; o->name != NULL; o++) {
    tr_buf_addf(out, ".It Fl -%s", o->name);
    if (o->argument != NULL) tr_buf_addf(out, " Ar %s", o->argument);
    tr_buf_add_char(out, '\n');
    put_text(out, o->help);
  }
  tr_buf_add(out, TR_STR(".El\n"));
}

static void put_statuses(tr_buf *out) {
  tr_buf_add(
      out,
      TR_STR(".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
             ".It 0\nNo finding is as severe as\n.Fl -fail-on\nsays.\n"
             ".It 1\nSome finding is.\n"
             ".It 2\nThe command was not understood.\n"
             ".It 3\nNothing in an input could be checked, or memory or disk "
             "failed.\n.El\n.Pp\nOf several inputs the highest counts.\n"));
}

static void put_examples(tr_buf *out, const cmd_example *examples) {
  if (examples->line == NULL) return;
  tr_buf_add(out, TR_STR(".Sh EXAMPLES\n.Bl -tag -width Ds\n"));
  for (const cmd_example *e = examples; e->line != NULL; e++) {
    tr_buf_add(out, TR_STR(".It Li "));
    for (const char *c = e->line; *c != '\0'; c++) {
      if (*c == '|') tr_buf_add(out, TR_STR("\\&"));
      tr_buf_add_char(out, *c);
    }
    tr_buf_add_char(out, '\n');
    put_text(out, e->help);
  }
  tr_buf_add(out, TR_STR(".El\n"));
}

static void man_of_all(tr_buf *out) {
  put_head(out, "traction", "a compiler for chiropractic claims");
  tr_buf_add(out, TR_STR(".Sh SYNOPSIS\n.Nm\n.Ar COMMAND\n.Op Ar OPTION ...\n"
                         ".Op Ar FILE ...\n.Sh DESCRIPTION\n"
                         "Reads claims and chart notes and says, before a "
                         "payer or an auditor does, what is wrong, where, on "
                         "whose authority, and what to write instead.\n"
                         ".Pp\nThe commands are:\n.Bl -tag -width Ds\n"));
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++) {
    tr_buf_addf(out, ".It Cm %s\n", (*c)->name);
    put_text(out, (*c)->summary);
    tr_buf_addf(out, "See\n.Xr traction-%s 1 .\n", (*c)->name);
  }
  tr_buf_add(out, TR_STR(".El\n"));
}

void help_man(const cmd_command *command, tr_buf *out) {
  if (command == NULL) {
    man_of_all(out);
    return;
  }
  char page[64];
  snprintf(page, sizeof page, "traction-%s", command->name);
  put_head(out, page, command->summary);
  tr_buf_add(out, TR_STR(".Sh SYNOPSIS\n"));
  for (const cmd_form *form = command->forms; form->operands != NULL; form++) {
    tr_buf_addf(out, ".Nm traction %s\n", command->name);
    if (command->options->name != NULL)
      tr_buf_add(out, TR_STR(".Op Ar OPTION ...\n"));
    put_operands(out, form->operands);
  }
  tr_buf_add(out, TR_STR(".Sh DESCRIPTION\n"));
  for (const char *const *text = command->text; *text != NULL; text++) {
    if (text != command->text) tr_buf_add(out, TR_STR(".Pp\n"));
    put_text(out, *text);
  }
  tr_buf_add(out, TR_STR(".Pp\n"));
  put_options(out, command->options);
  if (command->statuses) put_statuses(out);
  put_examples(out, command->examples);
  tr_buf_add(out, TR_STR(".Sh SEE ALSO\n.Xr traction 1\n"));
}
