/* What a run may presume of the terminal it writes to. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "arguments.h"

unsigned cmd_terminal_columns(const cmd_arguments *arguments) {
  struct winsize size;
  if (cmd_has(arguments, "output") || !isatty(STDOUT_FILENO) ||
      ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

bool cmd_wants_color(const cmd_arguments *arguments) {
  const char *word = cmd_value(arguments, "color");
  if (word != NULL && strcmp(word, "auto") != 0)
    return strcmp(word, "always") == 0;
  const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
  return (no_color == NULL || no_color[0] == '\0') && terminal != NULL &&
         strcmp(terminal, "dumb") != 0 && !cmd_has(arguments, "output") &&
         isatty(STDOUT_FILENO);
}
