/* traction check: claims and chart notes in, findings out. */
#include <stdlib.h>
#include <string.h>

#include "check_history.h"
#include "options.h"

enum { RENDERED_MOST = 1 << 30 /* bytes of one finding and those before it */ };

/* ----------------------------------------------------------------- findings */

static void take_finding(void *context, const tr_finding *finding) {
  check_run *run = context;
  fix_take(&run->fixes, finding);
  run->settings.format->finding(run, finding);
}

static void put_summary(check_run *run, const tr_summary *summary) {
  run->settings.format->end(run, summary);
  file_output_write(&run->output, tr_buf_str(&run->out));
}

static bool begin_rendering(check_run *run) {
  const check_renderer *format = run->settings.format;
  if (format->begin == NULL || format->begin(run)) return true;
  file_say("out of memory");
  return false;
}

static void end_rendering(check_run *run) {
  const check_renderer *format = run->settings.format;
  if (format != NULL && format->done != NULL) format->done(run);
}

/* -------------------------------------------------------------------- a run */

static bool knows_rules(const cmd_arguments *arguments,
                        const knowledge *knowledge) {
  static const char *const names[] = {"select", "ignore"};
  for (size_t i = 0; i < 2; i++) {
    const char *list = cmd_value(arguments, names[i]);
    tr_str entry;
    if (list == NULL ||
        !tr_select_unknown(knowledge->pack, tr_str_of(list), &entry))
      continue;
    knowledge_say_unknown(knowledge, arguments->command,
                          i == 0 ? "--select: " : "--ignore: ", entry);
    return false;
  }
  return true;
}

/* The notes of the run: those given, else those that a store keeps. */
static const tr_note_source *notes_of(const check_run *run, bool given) {
  if (given) return &run->notes.source;
  if (run->history.supply == NULL) return NULL;
  const tr_note_source *kept = tr_note_supply_source(run->history.supply);
  return kept->count > 0 ? kept : NULL;
}

static bool make_check(check_run *run, bool with_notes) {
  tr_check_watch watch = {.context = run};
  if (run->settings.format->watch != NULL) {
    watch = *run->settings.format->watch;
    watch.context = run;
  }
  run->options = (tr_check_options){.pack = run->knowledge.pack,
                                    .tables = &run->knowledge.tables,
                                    .notes = notes_of(run, with_notes),
                                    .notes_are_kept = !with_notes,
                                    .today = run->settings.today,
                                    .select = run->settings.select,
                                    .finding = take_finding,
                                    .context = run,
                                    .watch = &watch};
  if (run->history.past != NULL) run->options.past = &run->history.hooks;
  const tr_status status = tr_check_new(&run->options, &run->check);
  run->options.watch = NULL; /* it was copied, and is gone */
  if (status != TR_OK)
    file_say("cannot begin: %s", status == TR_ENOMEM
                                     ? "out of memory"
                                     : "a profile inherits from none that "
                                       "there is, or from itself");
  return status == TR_OK;
}

static int status_of(const check_run *run, const tr_summary *summary) {
  if (run->failed) return EXIT_FAILED;
  return fail_on_status(&run->settings.fail_on, summary);
}

/* Everything is open: check, sum up, close. */
static int work(check_run *run) {
  progress_begin(&run->progress, run->inputs.bytes, run->settings.quiet);
  const bool done = check_inputs(run);
  progress_end(&run->progress);
  if (!done) {
    run->broken = true;
    return EXIT_FAILED;
  }
  tr_summary summary = *tr_check_summary(run->check);
  summary.files += run->not_opened;
  summary.unread += run->not_opened;
  put_summary(run, &summary);
  if (run->out.bad != TR_OK || run->output.failed) return EXIT_FAILED;
  if (run->settings.stats) check_stats(run, &summary);
  return status_of(run, &summary);
}

static int open_and_work(const cmd_arguments *arguments, check_run *run) {
  const bool with_notes = cmd_has(arguments, "notes");
  if (!knowledge_open(arguments, &run->knowledge)) return EXIT_FAILED;
  if (!knows_rules(arguments, &run->knowledge)) return EXIT_USAGE;
  run->run = knowledge_run(&run->knowledge, run->settings.today);
  run->run.redact = run->settings.redact;
  if ((with_notes &&
       !check_notes_open(arguments, run->settings.quiet, &run->notes)) ||
      !inputs_expand(arguments->operands, arguments->operand_count,
                     run->settings.quiet, &run->inputs))
    return EXIT_FAILED;
  const int opened = check_history_open(arguments, run);
  if (opened != EXIT_CLEAN) return opened;
  if (!make_check(run, with_notes)) return EXIT_FAILED;
  run->failed = run->inputs.failed;
  if (!file_output_open(&run->output, cmd_value(arguments, "output")))
    return EXIT_FAILED;
  tr_buf_init(&run->out, RENDERED_MOST);
  run->broken = !begin_rendering(run);
  const int status = run->broken ? EXIT_FAILED : work(run);
  /* a run that broke off leaves no report that looks whole */
  const bool whole =
      !run->broken && run->out.bad == TR_OK && !run->output.failed;
  const bool kept = file_output_close(&run->output, whole);
  return kept ? status : EXIT_FAILED;
}

static int run_check(const cmd_command *command, cmd_arguments *arguments) {
  (void)command;
  int status;
  check_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  if (!fix_begin(arguments, &run->fixes))
    status = EXIT_USAGE;
  else if (check_settings_read(arguments, &run->settings, &status))
    status = open_and_work(arguments, run);
  if (status <= EXIT_FINDINGS && !fix_write(&run->fixes, &run->options))
    status = EXIT_FAILED;
  fix_done(&run->fixes);
  end_rendering(run);
  tr_check_free(run->check);
  check_history_close(run);
  check_notes_close(&run->notes);
  inputs_done(&run->inputs);
  knowledge_close(&run->knowledge);
  tr_buf_done(&run->out);
  free(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {{"FILE...", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_NOTES("chart notes"),
    {.name = "db",
     .argument = "PATH",
     .help = "the practice's store, for what was sent and written before; "
             "without --notes its notes serve the claims at hand as well",
     .takes = CMD_TAKES_FILE},
    CMD_OPTION_KEY_FILE,
    CMD_OPTION_PROFILES,
    CMD_OPTION_PACKS,
    CMD_OPTION_TABLES,
    CMD_OPTION_TODAY,
    {.name = "format",
     .argument = "FORMAT",
     .words = "text|json|ndjson|sarif|csv|html|999|277ca|ta1",
     .help = "text (unless given), json, ndjson, sarif, csv, html, or the "
             "acknowledgement 999, 277ca or ta1"},
    CMD_OPTION_OUTPUT,
    {.name = "select",
     .argument = "LIST",
     .help = "only these rules: ids, slugs or beginnings of ids, with commas "
             "between"},
    {.name = "ignore", .argument = "LIST", .help = "all but these rules"},
    CMD_OPTION_FAIL_ON,
    {.name = "fix",
     .argument = "FILE",
     .help = "write the input there with all its safe fixes: formatting only, "
             "never what was done or charged",
     .takes = CMD_TAKES_FILE},
    {.name = "jobs",
     .argument = "N",
     .help = "workers; the results are the same for any number"},
    {.name = "redact",
     .help = "mask names, ids, addresses and dates of birth in what is shown"},
    {.name = "stats",
     .help = "say on stderr how fast it went and what was not decidable"},
    {.name = "quiet",
     .help = "findings only: no closing words, no remarks, no progress"},
    {.name = "color",
     .argument = "WHEN",
     .words = "auto|always|never",
     .help = "colors in text: auto (unless given), always or never"},
    {.name = NULL},
};

static const char *const text[] = {
    "Checks professional claims (X12 837P), alone or together with the chart "
    "notes they were billed from, and prints what is wrong, where, on whose "
    "authority, and what to write instead.",
    "Other transactions are checked as what they are, by their guide: "
    "remittances (835, which must balance to the cent), acknowledgements (999, "
    "277CA, TA1), eligibility (270, 271) and claim status (276, 277).",
    "A FILE is recognised by its content, whatever its name; gzip and zip are "
    "read as they are. A folder stands for the files of claims in it, '-' for "
    "standard input.",
    "With --db the claims and notes that 'traction import' has kept are the "
    "history of each patient: a claim sent before, a patient who is not new, a "
    "limit of visits, care without effect, copied notes. Without it the input "
    "itself is all the history there is. A file that is kept there as well is "
    "no past of itself. Nothing is written to the store.",
    "Findings go to standard output in a fixed order, problems to standard "
    "error. The same input gives the same output, to the byte, when --today "
    "is given.",
    NULL};

static const cmd_example examples[] = {
    {"traction check june.837", "check a file of claims"},
    {"traction check --notes notes/ june.837",
     "check them against their chart notes"},
    {"traction check --db ~/.local/share/traction/store/practice.db june.837",
     "check them against what the practice's store knows of the patients"},
    {"traction check --format ndjson --today 2026-06-30 june.837",
     "one finding a line, for another program"},
    {"traction check --select TRC,TRV --fail-on warning june.837.gz",
     "coding and code values only; exit with 1 from warnings on"},
    {NULL, NULL}};

const cmd_command cmd_check = {
    .name = "check",
    .summary = "check claims and chart notes",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .statuses = true,
    .run = run_check,
};
