/* The sub-commands: one table each, from which the parser, --help, the manual
 * page and the shell completions are made. */
#ifndef TRACTION_COMMAND_H
#define TRACTION_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

/* Exit status of every command (a contract: scripts rely on it). */
enum {
  EXIT_CLEAN = 0,
  EXIT_FINDINGS = 1, /**< findings at or above --fail-on */
  EXIT_USAGE = 2,
  EXIT_FAILED = 3 /**< an input could not be checked, or the machine failed */
};

/** What an argument is, for completion. */
typedef enum cmd_takes {
  CMD_TAKES_WORD,
  CMD_TAKES_FILE,
  CMD_TAKES_FOLDER
} cmd_takes;

/** One option. */
typedef struct cmd_option {
  const char *name;     /**< "notes", without the dashes */
  const char *argument; /**< "PATH"; NULL: the option takes none */
  const char *words;    /**< allowed words, "text|json"; NULL: anything */
  const char *later;    /**< words that later versions allow; NULL: none */
  const char *help;     /**< what it does, lower case, no full stop */
  cmd_takes takes;      /**< what the argument is */
  bool repeats;         /**< may be given several times */
} cmd_option;

/** A form of a command: its operands. */
typedef struct cmd_form {
  const char *operands; /**< "FILE..."; "" for none */
  const char *help;     /**< what this form does; NULL where there is one */
} cmd_form;

/** An example for --help and the manual page. */
typedef struct cmd_example {
  const char *line; /**< what is typed */
  const char *help; /**< what it does */
} cmd_example;

struct cmd_arguments;

/** A sub-command. Lists end with an entry whose first member is NULL. */
typedef struct cmd_command {
  const char *name;
  const char *summary; /**< one line, lower case, no full stop */
  const cmd_form *forms;
  const cmd_option *options;
  const char *const *text; /**< paragraphs for the manual page */
  const cmd_example *examples;
  const char *operand_words; /**< words for completion, or NULL */
  const char *later;         /**< options of later versions, "fix|db" */
  cmd_takes takes;           /**< what its operands are, for completion */
  bool statuses;             /**< the exit statuses of check apply */
  /** @return An exit status. */
  int (*run)(const struct cmd_command *command,
             struct cmd_arguments *arguments);
} cmd_command;

extern const cmd_command cmd_check, cmd_code, cmd_settle, cmd_convert,
    cmd_explain, cmd_note, cmd_rules, cmd_tables, cmd_import, cmd_sample,
    cmd_audit, cmd_replay, cmd_db, cmd_worker, cmd_help;

/** @return All commands, in the order of --help; ends with NULL. */
const cmd_command *const *cmd_commands(void);

/** @return The command of that name, or NULL. */
const cmd_command *cmd_find(const char *name);

#endif
