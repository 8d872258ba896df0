/* What was typed after the name of a command. */
#ifndef TRACTION_ARGUMENTS_H
#define TRACTION_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "command.h"

enum {
  CMD_OPTIONS = 32, /**< most options of a command */
  CMD_VALUES = 256  /**< most values of all options of a call */
};

/** The arguments of a call. */
typedef struct cmd_arguments {
  const cmd_command *command;
  int argc;
  char **argv; /**< operands and options of the command; [0] its name */
  char **operands;
  int operand_count;
  bool help; /**< --help was given */
  struct {
    const cmd_option *option;
    const char *value; /**< "" where the option takes none */
  } given[CMD_VALUES];
  size_t given_count;
} cmd_arguments;

/**
 * Read options and operands; what is wrong is said on stderr.
 *
 * @param arguments command, argc and argv are set; the rest becomes so.
 * @return Whether they are usable.
 */
bool cmd_arguments_read(cmd_arguments *arguments);

/** @return The last value of an option, or NULL where it was not given. */
const char *cmd_value(const cmd_arguments *arguments, const char *name);

/** @return Whether an option was given. */
bool cmd_has(const cmd_arguments *arguments, const char *name);

/**
 * The n-th value of an option that repeats.
 *
 * @param n From 0. @return NULL beyond the last.
 */
const char *cmd_value_at(const cmd_arguments *arguments, const char *name,
                         size_t n);

/**
 * Say on stderr what is wrong with a call and where help is.
 *
 * @return EXIT_USAGE.
 */
__attribute__((format(printf, 2, 3))) int cmd_usage(const cmd_command *command,
                                                    const char *format, ...);

/**
 * Read an option that is a date.
 *
 * @param[out] day The date; unchanged where the option was not given.
 * @return False after saying that it is none.
 */
bool cmd_day(const cmd_arguments *arguments, const char *name, tr_day *day);

/**
 * The day of --today, else the system's.
 *
 * @param[out] day TR_DAY_MIN where the system knows none.
 * @return False after saying that what was given is no date.
 */
bool cmd_today(const cmd_arguments *arguments, tr_day *day);

/** @return Columns of the terminal results go to; 0: they go to none. */
unsigned cmd_terminal_columns(const cmd_arguments *arguments);

/** Whether results are coloured: as --color says, else on a terminal that
 * takes it, unless NO_COLOR or --output is set. */
bool cmd_wants_color(const cmd_arguments *arguments);

#endif
