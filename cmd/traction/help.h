/* Help, manual pages and completions, all from the tables of the commands. */
#ifndef TRACTION_HELP_H
#define TRACTION_HELP_H

#include "base/buf.h"
#include "command.h"

/** What `traction --help` prints: the commands, one a line. */
void help_overview(tr_buf *out);

/** What `traction COMMAND --help` prints. */
void help_command(const cmd_command *command, tr_buf *out);

/**
 * A manual page, in mdoc(7).
 *
 * @param command NULL: the page of traction itself.
 */
void help_man(const cmd_command *command, tr_buf *out);

/** A completion for bash. */
void help_bash(tr_buf *out);

/** A completion for zsh. */
void help_zsh(tr_buf *out);

/**
 * Append words, broken into lines.
 *
 * @param first  Columns already used in the line.
 * @param indent Blanks before further lines.
 */
void help_wrap(tr_buf *out, const char *words, size_t first, size_t indent);

#endif
