/* traction settle: remittances laid against the claims they answer. */
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "settle_run.h"

enum {
  RENDERED_MOST = 1 << 30, /* bytes of one payment */
  WORDS_MOST = 1 << 20     /* bytes of the faults of one claim */
};

/* ----------------------------------------------------------------- settings */

static bool read_settings(const cmd_arguments *arguments, settle_run *run) {
  const char *format = cmd_value(arguments, "format");
  run->json = format != NULL && strcmp(format, "json") == 0;
  if (!cmd_today(arguments, &run->today)) return false;
  if (!cmd_has(arguments, "claims")) {
    cmd_usage(arguments->command, "no --claims to settle against");
    return false;
  }
  if (arguments->operand_count == 0) {
    cmd_usage(arguments->command,
              "no remittance or acknowledgement; '-' is standard input");
    return false;
  }
  return true;
}

static bool add_inputs(char *path, input_list *list) {
  input_list found;
  char *one[] = {path};
  const bool good = inputs_expand(one, 1, false, &found);
  bool added = good;
  for (size_t i = 0; added && i < found.files.count; i++)
    added = file_list_add(&list->files, found.files.paths[i]);
  list->failed = list->failed || found.failed;
  inputs_done(&found);
  return added;
}

/* `--claims A B remit` is typed as `--claims A` with two operands: what holds
 * claims is taken as such wherever it stands. */
static bool find_inputs(const cmd_arguments *arguments, settle_run *run) {
  const char *path;
  for (size_t n = 0; (path = cmd_value_at(arguments, "claims", n)) != NULL;
       n++) {
    char *copy = strdup(path);
    const bool good = copy != NULL && add_inputs(copy, &run->claims);
    free(copy);
    if (!good) return false;
  }
  for (int i = 0; i < arguments->operand_count; i++) {
    char *operand = arguments->operands[i];
    input_list *list = settle_is_claims(operand) ? &run->claims : &run->remits;
    if (!add_inputs(operand, list)) return false;
  }
  run->failed = run->claims.failed || run->remits.failed;
  return true;
}

/* ------------------------------------------------------------------- making */

static void take_fault(void *context, const tr_fault *fault) {
  settle_run *run = context;
  if (strncmp(fault->rule, "TRB", 3) != 0) {
    run->form_faults++;
    return;
  }
  if (run->json)
    settle_json_fault(run, fault);
  else
    settle_text_fault(run, fault);
}

static bool is_acknowledgement(const tr_spec *spec) {
  return strcmp(spec->transaction, "999") == 0 ||
         strcmp(spec->slug, "277ca") == 0;
}

/* Sets that are no remittance; acknowledgements are read beside this. */
static void take_other(void *context, const tr_located *located,
                       const tr_envelope *envelope) {
  settle_run *run = context;
  (void)envelope;
  if (located->segment.id == TR_CODE("ST") &&
      (run->acks == NULL || !is_acknowledgement(located->spec)))
    run->other_sets++;
}

/* Claims are kept as they were sent only where an acknowledgement may ask. */
static bool make_acks(settle_run *run) {
  bool wanted = false;
  for (size_t i = 0; i < run->remits.files.count; i++)
    wanted = wanted || !settle_is_remit(run->remits.files.paths[i]);
  if (!wanted) return true;
  run->acks = settle_acks_new();
  if (run->acks == NULL) file_say("cannot begin: out of memory");
  return run->acks != NULL;
}

static bool make_settle(settle_run *run) {
  const tr_settle_options options = {
      .pack = run->knowledge.pack,
      .events = {
          .context = run,
          .payment_began = run->json ? settle_json_began : settle_text_began,
          .payment_repeated =
              run->json ? settle_json_repeated : settle_text_repeated,
          .claim = run->json ? settle_json_claim : settle_text_claim,
          .payment_ended = run->json ? settle_json_ended : settle_text_ended,
          .fault = take_fault,
          .other = take_other}};
  const tr_status status = tr_settle_new(&options, &run->settle);
  if (status != TR_OK) file_say("cannot begin: %s", tr_status_text(status));
  return status == TR_OK;
}

static bool make_check(settle_run *run, bool with_notes) {
  tr_billed_index *billed = tr_settle_billed(run->settle);
  const tr_check_watch watch = tr_billed_watch(billed);
  const tr_check_options options = {
      .pack = run->knowledge.pack,
      .tables = &run->knowledge.tables,
      .notes = with_notes ? &run->notes.source : NULL,
      .today = run->today,
      .finding = tr_billed_finding,
      .context = billed,
      .watch = &watch};
  const tr_status status = tr_check_new(&options, &run->check);
  if (status != TR_OK) file_say("cannot begin: %s", tr_status_text(status));
  return status == TR_OK;
}

/* -------------------------------------------------------------------- a run */

static int status_of(const settle_run *run) {
  const tr_settled_totals *totals = tr_settle_totals(run->settle);
  if (run->failed || run->read == 0) return EXIT_FAILED;
  const bool settled =
      totals->unmatched_claims == 0 && totals->unmatched_services == 0 &&
      totals->denials == totals->foretold && totals->faults == 0 &&
      totals->repeated_claims == 0 && totals->repeated_payments == 0 &&
      run->truncated == 0 && !totals->exceeded &&
      (run->acks == NULL || settle_acks_none_refused(run->acks));
  return settled ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int work(settle_run *run) {
  if (run->json) settle_json_begin(run);
  if (!settle_inputs(run)) return EXIT_FAILED;
  if (run->json)
    settle_json_totals(run);
  else
    settle_text_totals(run);
  return settle_write(run) ? status_of(run) : EXIT_FAILED;
}

static int open_and_work(const cmd_arguments *arguments, settle_run *run) {
  const bool with_notes = cmd_has(arguments, "notes");
  if (!knowledge_open(arguments, &run->knowledge) ||
      (with_notes && !check_notes_open(arguments, false, &run->notes)) ||
      !find_inputs(arguments, run) || !make_acks(run) || !make_settle(run) ||
      !make_check(run, with_notes) ||
      !file_output_open(&run->output, cmd_value(arguments, "output")))
    return EXIT_FAILED;
  const int status = work(run);
  const bool whole =
      run->out.bad == TR_OK && !run->output.failed && run->words.bad == TR_OK;
  return file_output_close(&run->output, whole) ? status : EXIT_FAILED;
}

static int run_settle(const cmd_command *command, cmd_arguments *arguments) {
  int status = EXIT_USAGE;
  (void)command;
  settle_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  tr_buf_init(&run->out, RENDERED_MOST);
  tr_buf_init(&run->words, WORDS_MOST);
  tr_buf_init(&run->scratch, WORDS_MOST);
  if (read_settings(arguments, run)) status = open_and_work(arguments, run);
  tr_check_free(run->check);
  tr_settle_free(run->settle);
  settle_acks_free(run->acks);
  check_notes_close(&run->notes);
  inputs_done(&run->claims);
  inputs_done(&run->remits);
  knowledge_close(&run->knowledge);
  tr_buf_done(&run->out);
  tr_buf_done(&run->words);
  tr_buf_done(&run->scratch);
  free(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {{"--claims FILE... REMIT...", NULL},
                                 {NULL, NULL}};

static const cmd_option options[] = {
    {.name = "claims",
     .argument = "FILE",
     .help = "claims that were billed: a file or a folder of them; may be "
             "repeated, and further files of claims may follow it",
     .takes = CMD_TAKES_FILE,
     .repeats = true},
    CMD_OPTION_NOTES("chart notes of the claims"),
    CMD_OPTION_PROFILES,
    CMD_OPTION_PACKS,
    CMD_OPTION_TABLES,
    CMD_OPTION_TODAY,
    {.name = "format",
     .argument = "FORMAT",
     .words = "text|json",
     .help = "text (unless given) or json"},
    CMD_OPTION_OUTPUT,
    {.name = NULL},
};

static const char *const text[] = {
    "Lays remittances (X12 835) against the claims (837P) they answer: what "
    "was "
    "paid, denied, adjusted and left to the patient, to the cent, and whether "
    "it adds up.",
    "A remitted claim is matched by the numbers of payer and practice, its "
    "lines by their control numbers; else by code, modifiers, date and charge. "
    "The score is shown with what it is made of. What fits two claims alike "
    "stays unmatched, with its candidates.",
    "Each denial is laid beside the rules. It was foretold when a finding on "
    "that claim names its reason. It was missed when none does: the rules that "
    "name it lacked something, or there are none. The payer departs from its "
    "own policy when the rules that name the reason were decided and found "
    "nothing. Adjustments by contract and the patient's share are no denials.",
    "Acknowledgements (999, 277CA, TA1) among the remittances are laid against "
    "the claims as they were sent: which were rejected, and where; accepted; "
    "received; never answered. A remittance that was read before is passed "
    "over; a claim that is paid twice is told of.",
    "The exit status is 0 when everything was matched, foretold, in balance, "
    "paid once and not rejected, 1 when not, 2 for a call that was not "
    "understood, 3 when a file could not be read or none held a remittance or "
    "an acknowledgement.",
    NULL};

static const cmd_example examples[] = {
    {"traction settle --claims june.837 remit.835",
     "settle a remittance against a month's claims"},
    {"traction settle --claims sent/ --notes notes/ remits/",
     "all of a folder, with the notes the claims were billed from"},
    {"traction settle --claims june.837 june.999 june.277ca remit.835",
     "with what receivers said of the claims before they were paid"},
    {"traction settle --claims sent/ --format json remit.835",
     "one document for another program"},
    {NULL, NULL}};

const cmd_command cmd_settle = {
    .name = "settle",
    .summary = "lay remittances against the claims they answer",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .run = run_settle,
};
