/* traction explain: one rule, or the article. */
#include "arguments.h"
#include "explain.h"
#include "knowledge.h"
#include "options.h"
#include "show.h"

static int explain(const cmd_arguments *arguments, const knowledge *known) {
  const bool article = cmd_has(arguments, "article");
  if (article == (arguments->operand_count == 1) ||
      arguments->operand_count > 1)
    return cmd_usage(
        arguments->command, "%s",
        article ? "--article takes no rule" : "name one rule, or --article");
  const tr_rule *rule = NULL;
  if (!article) {
    const tr_str name = tr_str_of(arguments->operands[0]);
    rule = tr_pack_find(known->pack, name);
    if (rule == NULL) {
      knowledge_say_unknown(known, arguments->command, "", name);
      return EXIT_USAGE;
    }
  }
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  if (article)
    explain_article(known->pack, &out);
  else
    explain_rule(known->pack, &known->tables, rule, &out);
  return show(&out);
}

static int run_explain(const cmd_command *command, cmd_arguments *arguments) {
  knowledge known;
  (void)command;
  const int status = knowledge_open(arguments, &known)
                         ? explain(arguments, &known)
                         : EXIT_FAILED;
  knowledge_close(&known);
  return status;
}

static const cmd_form forms[] = {
    {"RULE", NULL}, {"--article", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "article",
     .help = "the article on 97012: its statements, the rules that execute "
             "them and what contradicts them"},
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    {.name = NULL},
};

static const char *const text[] = {
    "Says what a RULE finds and why, with an example that is wrong and one "
    "that is right, who says so and who disagrees, which payers differ, and "
    "what the payer would probably answer. A RULE is named by its id or slug.",
    NULL};

static const cmd_example examples[] = {
    {"traction explain TRC0203", "the limit of units on one day"},
    {"traction explain gp-missing", "a rule by its slug"},
    {NULL, NULL}};

const cmd_command cmd_explain = {
    .name = "explain",
    .summary = "explain a rule, or the article on 97012",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .run = run_explain,
};
