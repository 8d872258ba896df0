/* traction sample: a mock audit from the draw to the projection. */
#include <string.h>

#include "sample_run.h"

static int run_sample(const cmd_command *command, cmd_arguments *arguments) {
  const int count = arguments->operand_count;
  const char *what = count > 0 ? arguments->operands[0] : "";
  if (strcmp(what, "draw") == 0 && count == 1)
    return sample_draw(command, arguments);
  if (strcmp(what, "read") == 0 && count > 1) return sample_show(arguments);
  if (strcmp(what, "project") == 0 && count == 2)
    return sample_project(arguments);
  if (strcmp(what, "packet") == 0 && count == 2)
    return sample_packet(command, arguments);
  return cmd_usage(command,
                   "say draw, read WORKSHEET..., project WORKSHEET or packet "
                   "WORKSHEET");
}

static const cmd_form forms[] = {
    {"draw", "draw claims at random and write a worksheet"},
    {"read WORKSHEET...", "how far a worksheet is, and who overruled what"},
    {"project WORKSHEET", "what the sample says of all claims of its frame"},
    {"packet WORKSHEET", "a folder with the evidence of each drawn claim"},
    {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "worksheet",
     .argument = "FILE",
     .help = "draw: the worksheet to be written: .csv, .xlsx or .json",
     .takes = CMD_TAKES_FILE},
    {.name = "size", .argument = "N", .help = "draw: how many claims in all"},
    {.name = "per-stratum",
     .argument = "N",
     .help = "draw: how many claims of each stratum"},
    {.name = "strata",
     .argument = "BY",
     .help = "draw: payer, provider, visits (a patient's: 1-12, 13-30, 31 and "
             "more), code (of the first line), or charge:50,100,200"},
    {.name = "from",
     .argument = "DATE",
     .help = "draw: only claims from this date of service on"},
    {.name = "to", .argument = "DATE", .help = "draw: only claims to this one"},
    {.name = "provider",
     .argument = "NPI",
     .help = "draw: only claims with this rendering provider"},
    {.name = "payer",
     .argument = "TEXT",
     .help = "draw: only claims for this payer: its id, or a part of its name"},
    {.name = "paid", .help = "draw: only claims with a payment"},
    {.name = "amount",
     .argument = "WHICH",
     .words = "paid|charged",
     .help = "draw: what is at stake: paid (default) or charged"},
    {.name = "question",
     .argument = "SEVERITY",
     .words = "error|warning",
     .help = "draw: findings from this severity on put a payment in question; "
             "error unless given"},
    {.name = "seed",
     .argument = "TEXT",
     .help = "draw: draw again as then; random unless given"},
    {.name = "frame",
     .argument = "FILE",
     .help = "draw: write the frame too, a unit a line",
     .takes = CMD_TAKES_FILE},
    {.name = "redact",
     .help = "draw: initials for names, slugs for what findings say"},
    {.name = "out",
     .argument = "FOLDER",
     .help = "packet: the folder to be made",
     .takes = CMD_TAKES_FOLDER},
    {.name = "format",
     .argument = "FORM",
     .words = "text|json",
     .help = "of read and project: text (default) or json"},
    CMD_OPTION_OUTPUT,
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    CMD_OPTION_TABLES,
    CMD_OPTION_TODAY,
    {.name = "quiet", .help = "only what is wrong"},
    {.name = NULL},
};

static const char *const text[] = {
    "A mock audit of the practice store. 'draw' gathers the frame (every claim "
    "that the options let through; void, replaced, damaged and test claims are "
    "left out), draws from it at random without replacement, puts the drawn "
    "claims before the rules and writes a worksheet with a row for each. Seed, "
    "frame, strata and rules are recorded in it: anybody can make the same "
    "draw again with SHA-256 and a sort.",
    "An error on a line puts what was paid for the line in question, one of "
    "the claim what was paid for the claim; the worksheet proposes the rest as "
    "allowed. A person decides on each row: 'agree', or 'overrule' with an "
    "amount and a reason, which wins. The proposal stays beside it.",
    "'project' wants every row decided. It prints the error rate with its "
    "exact interval, the estimated overpayment, its standard error, the lower "
    "limit of the one-sided 90 % interval, and which rules drive the money.",
    "'packet' writes claim, note, findings and sources of each drawn claim "
    "into a folder, with an index and the SHA-256 of every file. Packet and "
    "worksheet hold patients' data and are not encrypted.",
    NULL};

static const cmd_example examples[] = {
    {"traction sample draw --size 60 --paid --worksheet audit.xlsx",
     "sixty paid claims into a spreadsheet"},
    {"traction sample draw --strata visits --per-stratum 30 --seed 2026-Q3 "
     "--worksheet audit.csv",
     "thirty of each band of visits, to be drawn again at will"},
    {"traction sample project audit.xlsx", "what it says of all claims"},
    {"traction sample packet audit.xlsx --out evidence",
     "the evidence, for who asks"},
    {NULL, NULL}};

const cmd_command cmd_sample = {
    .name = "sample",
    .summary = "a mock audit of a random sample",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .operand_words = "draw|read|project|packet",
    .takes = CMD_TAKES_FILE,
    .run = run_sample,
};
