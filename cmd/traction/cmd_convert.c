/* traction convert: X12 as JSON and back, claims as CMS-1500. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "convert_run.h"
#include "options.h"

enum {
  RENDERED_MOST = 1 << 30, /* bytes of findings, or made of one piece */
  OFFSET_MOST = 7200       /* hundredths of a point: an inch */
};

/* ----------------------------------------------------------------- settings */

/* Points with at most two decimals, as hundredths. */
static bool read_offset(const cmd_arguments *arguments, const char *name,
                        int32_t *hundredths) {
  const char *word = cmd_value(arguments, name);
  if (word == NULL) return true;
  const char *at = word + (*word == '-' || *word == '+');
  int32_t value = 0;
  int decimals = -1, digits = 0;
  for (; *at != '\0' && value <= OFFSET_MOST; at++) {
    if (*at == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (*at < '0' || *at > '9' || decimals == 2) break;
    value = value * 10 + (*at - '0');
    digits++;
    if (decimals >= 0) decimals++;
  }
  for (; decimals < 2 && value <= OFFSET_MOST; decimals++) {
    if (decimals < 0) decimals = 0;
    value *= 10;
  }
  if (*at != '\0' || digits == 0 || value > OFFSET_MOST) {
    cmd_usage(arguments->command,
              "--%s takes points from -72 to 72, as 3.5, not '%s'", name, word);
    return false;
  }
  *hundredths = *word == '-' ? -value : value;
  return true;
}

static bool read_target(const cmd_arguments *arguments,
                        convert_settings *settings) {
  const cmd_command *command = arguments->command;
  const char *to = cmd_value(arguments, "to");
  const char *format = cmd_value(arguments, "format");
  settings->test_sheet = cmd_has(arguments, "test-sheet");
  if (to == NULL) {
    cmd_usage(command, "say into what: --to json, x12 or cms1500");
    return false;
  }
  const bool form = strcmp(to, "cms1500") == 0;
  settings->target = strcmp(to, "json") == 0 ? CONVERT_JSON
                     : form                  ? CONVERT_CMS1500
                                             : CONVERT_X12;
  if (!form &&
      (format != NULL || settings->test_sheet ||
       cmd_has(arguments, "offset-x") || cmd_has(arguments, "offset-y"))) {
    cmd_usage(command,
              "--format, --test-sheet and --offset-x, -y belong to "
              "--to cms1500");
    return false;
  }
  if (settings->test_sheet || (format != NULL && strcmp(format, "pdf") == 0))
    settings->target = CONVERT_PDF;
  if (settings->target == CONVERT_PDF && !cmd_has(arguments, "output") &&
      isatty(STDOUT_FILENO)) {
    cmd_usage(command, "a PDF is nothing for a terminal; give --output FILE");
    return false;
  }
  return true;
}

static bool read_operands(const cmd_arguments *arguments,
                          const convert_settings *settings) {
  const int count = arguments->operand_count;
  if (settings->test_sheet && count > 0) {
    cmd_usage(arguments->command, "the test sheet takes no file");
    return false;
  }
  if (!settings->test_sheet && count != 1) {
    cmd_usage(arguments->command,
              count == 0 ? "no file to convert; '-' is standard input"
                         : "convert takes one file");
    return false;
  }
  return true;
}

static bool read_settings(const cmd_arguments *arguments,
                          convert_settings *settings) {
  *settings = (convert_settings){.quiet = cmd_has(arguments, "quiet")};
  return fail_on_read(arguments, &settings->fail_on) &&
         read_target(arguments, settings) &&
         read_operands(arguments, settings) &&
         cmd_today(arguments, &settings->today) &&
         read_offset(arguments, "offset-x", &settings->offset.right) &&
         read_offset(arguments, "offset-y", &settings->offset.down);
}

/* -------------------------------------------------------------------- a run */

static bool make_check(convert_run *run) {
  const convert_target target = run->settings.target;
  const bool forms = target == CONVERT_CMS1500 || target == CONVERT_PDF;
  const tr_check_watch watch = {
      .context = run, .claim_began = forms ? convert_forms_claim : NULL};
  const tr_check_options options = {.pack = run->knowledge.pack,
                                    .tables = &run->knowledge.tables,
                                    .today = run->settings.today,
                                    .finding = convert_finding,
                                    .context = run,
                                    .watch = &watch};
  const tr_status status = tr_check_new(&options, &run->check);
  if (status != TR_OK) file_say("cannot begin: %s", tr_status_text(status));
  return status == TR_OK;
}

static int status_of(const convert_run *run) {
  if (run->failed || run->nothing) return EXIT_FAILED;
  if (run->check == NULL) return EXIT_CLEAN;
  return fail_on_status(&run->settings.fail_on, tr_check_summary(run->check));
}

static bool begin_run(const cmd_arguments *arguments, convert_run *run) {
  if (run->settings.test_sheet) return true;
  if (!knowledge_open(arguments, &run->knowledge)) return false;
  run->run = knowledge_run(&run->knowledge, run->settings.today);
  return make_check(run);
}

static int work(const cmd_arguments *arguments, convert_run *run) {
  tr_buf_init(&run->out, RENDERED_MOST);
  tr_buf_init(&run->findings, RENDERED_MOST);
  tr_buf_init(&run->words, RENDERED_MOST);
  if (!begin_run(arguments, run) ||
      !file_output_open(&run->output, cmd_value(arguments, "output")))
    return EXIT_FAILED;
  const bool good = run->settings.test_sheet
                        ? convert_forms_sheet(run)
                        : convert_input(run, arguments->operands[0]);
  /* what broke off leaves no file that looks whole, nor an empty form */
  const bool keep =
      good && !(run->nothing && run->settings.target == CONVERT_PDF);
  const bool kept = file_output_close(&run->output, keep);
  return good && kept ? status_of(run) : EXIT_FAILED;
}

static void close_run(convert_run *run) {
  tr_convert_json_free(run->json);
  tr_convert_x12_free(run->x12);
  if (run->pdf != NULL && tr_cms1500_pdf_close(run->pdf) != TR_OK)
    run->failed = true;
  if (run->settings.target == CONVERT_PDF) tr_paper_forget();
  tr_check_free(run->check);
  knowledge_close(&run->knowledge);
  tr_arena_done(&run->arena);
  tr_buf_done(&run->out);
  tr_buf_done(&run->findings);
  tr_buf_done(&run->words);
  free(run);
}

static int run_convert(const cmd_command *command, cmd_arguments *arguments) {
  (void)command;
  convert_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  const int status = read_settings(arguments, &run->settings)
                         ? work(arguments, run)
                         : EXIT_USAGE;
  close_run(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {
    {"--to json FILE", "X12 as JSON, with the place of everything"},
    {"--to x12 FILE", "such JSON as X12 again, to the byte"},
    {"--to cms1500 FILE", "claims as the fields of the paper form"},
    {"--to cms1500 --test-sheet", "a sheet to align a printer by"},
    {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "to",
     .argument = "WHAT",
     .words = "json|x12|cms1500",
     .help = "what to make: json, x12 or cms1500"},
    CMD_OPTION_OUTPUT,
    {.name = "format",
     .argument = "FORMAT",
     .words = "json|pdf",
     .help = "of cms1500: json (unless given), or pdf to print on the form"},
    {.name = "test-sheet",
     .help = "of cms1500: a PDF of all boxes with their items' numbers"},
    {.name = "offset-x",
     .argument = "POINTS",
     .help = "of cms1500: move what is printed to the right (1/72 inch)"},
    {.name = "offset-y",
     .argument = "POINTS",
     .help = "of cms1500: move what is printed down (1/72 inch)"},
    CMD_OPTION_TODAY,
    CMD_OPTION_PROFILES,
    CMD_OPTION_PACKS,
    CMD_OPTION_TABLES,
    CMD_OPTION_FAIL_ON,
    {.name = "quiet", .help = "say nothing on standard error but failures"},
    {.name = NULL},
};

static const char *const text[] = {
    "Converts a file of X12: an 837P, 835, 999, 277CA, TA1, 270, 271, 276 or "
    "277; a set of another guide is carried along unread. The JSON has every "
    "loop, segment and element with its place and our words for it, values as "
    "they were written, and every byte between them, so that --to x12 gives "
    "back the input to the byte. docs/convert.md describes it.",
    "The form is the CMS-1500 of 02/12 with the items of a claim as its "
    "instructions place them, six service lines a page; --format pdf prints "
    "the data alone, for paper that has the form. --test-sheet shows where it "
    "falls, --offset-x and --offset-y move it.",
    "The input is checked as 'traction check' does: what is found is in the "
    "JSON, is said on standard error, and decides the exit status.",
    NULL};

static const cmd_example examples[] = {
    {"traction convert --to json june.837 --output june.json",
     "a file of claims as JSON"},
    {"traction convert --to x12 june.json --output june.837",
     "and as X12 again"},
    {"traction convert --to cms1500 --format pdf --output june.pdf june.837",
     "the claims to be printed on forms"},
    {"traction convert --to cms1500 --test-sheet --output sheet.pdf",
     "whether the printer hits the boxes"},
    {NULL, NULL}};

const cmd_command cmd_convert = {
    .name = "convert",
    .summary = "convert X12 to JSON and back, claims to CMS-1500",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .statuses = true,
    .run = run_convert,
};
