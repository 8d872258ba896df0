/* traction import: files into the practice store, each as a whole or not at
 * all; what is there already is passed over. */
#include <stdio.h>
#include <string.h>

#include "db_report.h"

/* Bytes of the inputs before the one at hand, for the bar. */
static void count_input(import_run *run, size_t at) {
  run->taken += file_size(run->inputs.paths.paths[at]);
}

static uint64_t claims_so_far(const import_run *run) {
  return run->rows[TR_DERIVED_CLAIM] + run->rows[TR_DERIVED_NOTE] +
         run->rows[TR_DERIVED_REMIT_CLAIM];
}

static bool is_as_exported(const db_file *file) {
  char digest[TR_KEPT_DIGEST];
  if (file->sha256 == NULL) return true;
  tr_kept_digest(file->bytes, digest);
  if (strcmp(digest, file->sha256) == 0) return true;
  file_say("%s is not what was exported: its SHA-256 is another", file->path);
  return false;
}

static bool take(void *context, const db_file *file) {
  import_run *run = context;
  char now[TR_KEPT_TIME];
  tr_received received;
  if (!is_as_exported(file)) {
    run->inputs.failed = true;
    return true;
  }
  tr_received_now(now);
  const tr_status status =
      tr_receive(run->store, file->name, file->bytes,
                 file->received != NULL ? file->received : now, &received);
  if (status != TR_OK) {
    progress_end(&run->progress);
    file_say("cannot take in %s: %s", file->path, tr_store_message(run->store));
    run->inputs.failed = true;
    /* a file that is too large says nothing of the next one */
    run->broken = status != TR_ELIMIT;
    return !run->broken;
  }
  import_count(run, file, &received);
  progress_show(&run->progress, run->taken, claims_so_far(run));
  return true;
}

static void import_all(import_run *run) {
  progress_begin(&run->progress, run->inputs.bytes, run->quiet);
  for (size_t i = 0; i < run->inputs.paths.count; i++) {
    if (!db_inputs_take(&run->inputs, i, take, run)) break;
    count_input(run, i);
    progress_show(&run->progress, run->taken, claims_so_far(run));
  }
  progress_end(&run->progress);
}

static int import(const cmd_arguments *arguments, import_run *run) {
  run->store = db_open(&run->place, run->place.path, TR_STORE_MAKE);
  if (run->store == NULL) return EXIT_FAILED;
  if (tr_derived_is_current(run->store) != TR_OK) return db_failed(run->store);
  if (!file_output_open(&run->output, cmd_value(arguments, "output")))
    return EXIT_FAILED;
  import_report_begin(run);
  import_all(run);
  const bool reported = import_report(run);
  const bool written = file_output_close(&run->output, true);
  return reported && written && !run->inputs.failed && run->refused == 0
             ? EXIT_CLEAN
             : EXIT_FAILED;
}

static int run_import(const cmd_command *command, cmd_arguments *arguments) {
  const char *format = cmd_value(arguments, "format");
  import_run run = {.json = format != NULL && strcmp(format, "json") == 0,
                    .quiet = cmd_has(arguments, "quiet")};
  int status;
  if (arguments->operand_count == 0)
    return cmd_usage(command, "no file; '-' is standard input");
  if (!db_inputs_find(arguments->operands, arguments->operand_count, run.quiet,
                      &run.inputs)) {
    db_inputs_done(&run.inputs);
    return EXIT_FAILED;
  }
  tr_buf_init(&run.out, IMPORT_REPORT_MOST);
  status = run.inputs.paths.count == 0
               ? EXIT_FAILED
               : db_place_find(arguments, true, run.quiet, &run.place);
  if (status == EXIT_CLEAN) status = import(arguments, &run);
  tr_store_close(run.store);
  db_place_done(&run.place);
  tr_buf_done(&run.out);
  db_inputs_done(&run.inputs);
  return status;
}

static const cmd_form forms[] = {{"FILE...", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "format",
     .argument = "FORM",
     .words = "text|json",
     .help = "of the report: text (default) or json"},
    CMD_OPTION_OUTPUT,
    {.name = "quiet", .help = "only what could not be taken in"},
    {.name = NULL},
};

static const char *const text[] = {
    "Takes claims (837P), remittances (835), acknowledgements (277CA, 999, "
    "TA1) and notes (JSON, NDJSON) into the practice store, a single encrypted "
    "file. A FILE may be gzip or zip, a folder of such files, or the folder "
    "that 'traction db export' wrote; '-' is standard input.",
    "Each file is kept byte for byte, unpacked, with its SHA-256, in one "
    "transaction: when the next one begins, it outlives a power cut. A file "
    "whose bytes are there already is passed over, so a run that was broken "
    "off is simply begun again. A file in which nothing can be read is "
    "refused; one with faults is kept, and 'traction check' tells of them.",
    "The report ends with what has no counterpart in the whole store: "
    "remitted and acknowledged claims without a claim, notes without a claim, "
    "and, where there are notes, claims without one.",
    NULL};

static const cmd_example examples[] = {
    {"traction import claims/ remits/ notes.ndjson", "take in what is new"},
    {"traction import --db practice.db --format json june.837",
     "into another store, the report for a program"},
    {NULL, NULL}};

const cmd_command cmd_import = {
    .name = "import",
    .summary = "take files into the practice store",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .run = run_import,
};
