/* Completions for bash and zsh. */
#include <string.h>

#include "help.h"

/* Words with blanks between them instead of bars. */
static void put_words(tr_buf *out, const char *words) {
  for (; *words != '\0'; words++)
    tr_buf_add_char(out, *words == '|' ? ' ' : *words);
}

static void put_commands(tr_buf *out) {
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++)
    tr_buf_addf(out, "%s%s", c == cmd_commands() ? "" : " ", (*c)->name);
}

static void put_option_values(tr_buf *out, const cmd_option *option) {
  tr_buf_addf(out, "    --%s) ", option->name);
  if (option->words != NULL) {
    tr_buf_add(out, TR_STR("COMPREPLY=($(compgen -W \""));
    put_words(out, option->words);
    tr_buf_add(out, TR_STR("\" -- \"$word\"))"));
  } else if (option->takes == CMD_TAKES_FOLDER) {
    tr_buf_add(out, TR_STR("COMPREPLY=($(compgen -d -- \"$word\"))"));
  } else if (option->takes == CMD_TAKES_FILE) {
    tr_buf_add(out, TR_STR("COMPREPLY=($(compgen -f -- \"$word\"))"));
  } else {
    tr_buf_add(out, TR_STR("COMPREPLY=()"));
  }
  tr_buf_add(out, TR_STR("; return ;;\n"));
}

static void put_bash_command(tr_buf *out, const cmd_command *command) {
  tr_buf_addf(out, "_traction_%s() {\n  case $before in\n", command->name);
  for (const cmd_option *o = command->options; o->name != NULL; o++)
    if (o->argument != NULL) put_option_values(out, o);
  tr_buf_add(out, TR_STR("  esac\n  if [[ $word == -* ]]; then\n"
                         "    COMPREPLY=($(compgen -W \"--help"));
  for (const cmd_option *o = command->options; o->name != NULL; o++)
    tr_buf_addf(out, " --%s", o->name);
  tr_buf_add(out,
             TR_STR("\" -- \"$word\"))\n  else\n    COMPREPLY=($(compgen"));
  if (command->operand_words != NULL) {
    tr_buf_add(out, TR_STR(" -W \""));
    put_words(out, command->operand_words);
    tr_buf_add_char(out, '"');
  }
  if (command->takes == CMD_TAKES_FILE) tr_buf_add(out, TR_STR(" -f"));
  tr_buf_add(out, TR_STR(" -- \"$word\"))\n  fi\n}\n\n"));
}

void help_bash(tr_buf *out) {
  tr_buf_add(out, TR_STR("# bash completion of traction; written by "
                         "'traction help --completion bash'\n\n"));
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++)
    put_bash_command(out, *c);
  tr_buf_add(out, TR_STR("_traction() {\n"
                         "  local word=${COMP_WORDS[COMP_CWORD]}\n"
                         "  local before=${COMP_WORDS[COMP_CWORD-1]}\n"
                         "  compopt -o filenames 2>/dev/null\n"
                         "  if ((COMP_CWORD == 1)); then\n"
                         "    COMPREPLY=($(compgen -W \""));
  put_commands(out);
  tr_buf_add(out, TR_STR(" --help --version\" -- \"$word\"))\n"
                         "  elif declare -F \"_traction_${COMP_WORDS[1]}\" "
                         ">/dev/null; then\n"
                         "    \"_traction_${COMP_WORDS[1]}\"\n"
                         "  fi\n}\ncomplete -F _traction traction\n"));
}

/* Text inside '...[...]' of _arguments. */
static void put_zsh_text(tr_buf *out, const char *text) {
  for (; *text != '\0'; text++) {
    if (strchr("[]:\\", *text) != NULL) tr_buf_add_char(out, '\\');
    if (*text == '\'')
      tr_buf_add(out, TR_STR("'\\''"));
    else
      tr_buf_add_char(out, *text);
  }
}

static void put_zsh_option(tr_buf *out, const cmd_option *option) {
  tr_buf_addf(out, "        '%s--%s[", option->repeats ? "*" : "",
              option->name);
  put_zsh_text(out, option->help);
  tr_buf_add_char(out, ']');
  if (option->argument != NULL) {
    tr_buf_addf(out, ":%s:", option->argument);
    if (option->words != NULL) {
      tr_buf_add_char(out, '(');
      put_words(out, option->words);
      tr_buf_add_char(out, ')');
    } else if (option->takes == CMD_TAKES_FOLDER) {
      tr_buf_add(out, TR_STR("_files -/"));
    } else if (option->takes == CMD_TAKES_FILE) {
      tr_buf_add(out, TR_STR("_files"));
    }
  }
  tr_buf_add(out, TR_STR("' \\\n"));
}

void help_zsh(tr_buf *out) {
  tr_buf_add(out, TR_STR("#compdef traction\n"
                         "# zsh completion of traction; written by "
                         "'traction help --completion zsh'\n\n"
                         "_traction() {\n  local -a commands=(\n"));
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++) {
    tr_buf_addf(out, "    '%s:", (*c)->name);
    put_zsh_text(out, (*c)->summary);
    tr_buf_add(out, TR_STR("'\n"));
  }
  tr_buf_add(out, TR_STR("  )\n  if ((CURRENT == 2)); then\n"
                         "    _describe command commands\n    return\n  fi\n"
                         "  local command=$words[2]\n"
                         "  shift words\n  ((CURRENT--))\n"
                         "  case $command in\n"));
  for (const cmd_command *const *c = cmd_commands(); *c != NULL; c++) {
    tr_buf_addf(out, "    %s)\n      _arguments \\\n", (*c)->name);
    for (const cmd_option *o = (*c)->options; o->name != NULL; o++)
      put_zsh_option(out, o);
    tr_buf_add(out, TR_STR("        '--help[show help]' \\\n        '*:"));
    if ((*c)->operand_words != NULL) {
      tr_buf_add(out, TR_STR("word:("));
      put_words(out, (*c)->operand_words);
      tr_buf_add(out, TR_STR(")'\n"));
    } else if ((*c)->takes == CMD_TAKES_FILE) {
      tr_buf_add(out, TR_STR("file:_files'\n"));
    } else {
      tr_buf_add(out, TR_STR("word:'\n"));
    }
    tr_buf_add(out, TR_STR("      ;;\n"));
  }
  tr_buf_add(out, TR_STR("  esac\n}\n\n_traction \"$@\"\n"));
}
