/* traction explain: one rule, derivation or code, or the article. */
#include "arguments.h"
#include "explain.h"
#include "knowledge.h"
#include "options.h"
#include "show.h"

/* @return Whether the name is known. */
static bool explain_name(const knowledge *known, tr_str name, tr_buf *out) {
  const tr_rule *rule = tr_pack_find(known->pack, name);
  if (rule != NULL) {
    explain_rule(known->pack, &known->tables, rule, out);
    return true;
  }
  const tr_derivation *derivation = tr_pack_find_derivation(known->pack, name);
  if (derivation != NULL) {
    explain_derivation(known->pack, derivation, out);
    return true;
  }
  return explain_code(known->pack, &known->tables, name, out);
}

static int explain(const cmd_arguments *arguments, const knowledge *known) {
  const bool article = cmd_has(arguments, "article");
  if (article == (arguments->operand_count == 1) ||
      arguments->operand_count > 1)
    return cmd_usage(
        arguments->command, "%s",
        article ? "--article takes no rule" : "name one rule, or --article");
  tr_buf out;
  tr_buf_init(&out, SHOW_MOST);
  if (article) {
    explain_article(known->pack, &out);
  } else {
    const tr_str name = tr_str_of(arguments->operands[0]);
    if (!explain_name(known, name, &out)) {
      tr_buf_done(&out);
      knowledge_say_unknown(known, arguments->command, "", name);
      return EXIT_USAGE;
    }
  }
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
    {"RULE", NULL}, {"CODE", NULL}, {"--article", NULL}, {NULL, NULL}};

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
    "A derivation (TRL) is explained likewise: by which code a service in a "
    "note is billed. Of a CODE are shown the derivations that give it and the "
    "rules that speak of it.",
    NULL};

static const cmd_example examples[] = {
    {"traction explain TRC0203", "the limit of units on one day"},
    {"traction explain gp-missing", "a rule by its slug"},
    {"traction explain 97012",
     "a code: what gives it, and what is asked of it"},
    {NULL, NULL}};

const cmd_command cmd_explain = {
    .name = "explain",
    .summary = "explain a rule, a code, or the article on 97012",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .run = run_explain,
};
