/* traction rules: every rule, or every payer profile, in a list. */
#include <string.h>

#include "arguments.h"
#include "base/json_write.h"
#include "knowledge.h"
#include "options.h"
#include "rules_list.h"
#include "show.h"

static int run_rules(const cmd_command *command, cmd_arguments *arguments) {
  const char *format = cmd_value(arguments, "format");
  const bool payers = cmd_has(arguments, "payers");
  const bool json = format != NULL && strcmp(format, "json") == 0;
  const bool md = format != NULL && strcmp(format, "md") == 0;
  knowledge known;
  if (arguments->operand_count > 0)
    return cmd_usage(command,
                     "'%s' is too much; to see one rule: traction "
                     "explain %s",
                     arguments->operands[0], arguments->operands[0]);
  if (!knowledge_open(arguments, &known)) {
    knowledge_close(&known);
    return EXIT_FAILED;
  }
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  if (payers && json)
    payers_json(known.pack, &out);
  else if (payers)
    payers_text(known.pack, md, &out);
  else if (json)
    rules_json(known.pack, &out);
  else if (md)
    rules_md(known.pack, &out);
  else
    rules_text(known.pack, &out);
  const int status = show(&out);
  knowledge_close(&known);
  return status;
}

static const cmd_form forms[] = {{"", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "format",
     .argument = "FORMAT",
     .words = "text|json|md",
     .help = "text (unless given), json or md (Markdown)"},
    {.name = "payers",
     .help = "the payer profiles, with their dates and how a payer is matched"},
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    {.name = NULL},
};

static const char *const text[] = {
    "Lists every rule with its id, severity, slug and what it finds; "
    "'traction explain' says all about one of them.",
    NULL};

static const cmd_example examples[] = {
    {"traction rules", "every rule, one a line"},
    {"traction rules --format json", "for another program"},
    {"traction rules --payers", "the payer profiles"},
    {NULL, NULL}};

const cmd_command cmd_rules = {
    .name = "rules",
    .summary = "list the rules or the payer profiles",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .run = run_rules,
};
