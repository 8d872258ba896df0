/* traction code: from signed notes to the lines they support, and why. */
#include <stdlib.h>
#include <string.h>

#include "code_run.h"
#include "coding/coding_json.h"
#include "coding/coding_text.h"
#include "options.h"
#include "suggest.h"

enum { RENDERED_MOST = 1 << 30, ENCOUNTERS_MOST = TR_CODING_NOTES };

/* ----------------------------------------------------------------- settings */

static code_format format_of(const cmd_arguments *arguments) {
  const char *word = cmd_value(arguments, "format");
  if (word == NULL || strcmp(word, "text") == 0) return CODE_TEXT;
  if (strcmp(word, "csv") == 0) return CODE_CSV;
  return strcmp(word, "json") == 0 ? CODE_JSON : CODE_837;
}

/* What --compare does not go with, and what goes with it alone. */
static int say_compare_contradiction(const code_run *run) {
  const cmd_arguments *arguments = run->arguments;
  if (!run->compare)
    return run->format == CODE_CSV
               ? cmd_usage(arguments->command,
                           "--format csv is a table of differences; it needs "
                           "--compare")
               : EXIT_CLEAN;
  if (run->format == CODE_837)
    return cmd_usage(arguments->command,
                     "--compare finds differences and writes no claims; leave "
                     "--format 837 out");
  if (cmd_has(arguments, "claim") || cmd_has(arguments, "payer"))
    return cmd_usage(arguments->command,
                     "with --compare the claims say who pays; leave --%s out",
                     cmd_has(arguments, "claim") ? "claim" : "payer");
  if (cmd_has(arguments, "fail-on"))
    return cmd_usage(arguments->command,
                     "--compare ends with 1 where anything differs; leave "
                     "--fail-on out");
  return EXIT_CLEAN;
}

static int say_contradiction(const code_run *run) {
  const cmd_arguments *arguments = run->arguments;
  if (!cmd_has(arguments, "notes"))
    return cmd_usage(arguments->command, "no --notes to code");
  if (arguments->operand_count != 0)
    return cmd_usage(arguments->command,
                     "'%s' is not understood; notes are named by --notes",
                     arguments->operands[0]);
  if (cmd_has(arguments, "payer") && cmd_has(arguments, "claim"))
    return cmd_usage(arguments->command,
                     "--payer and --claim both say who pays; leave one out");
  if (run->format == CODE_837 && run->practice == NULL &&
      !cmd_has(arguments, "practice"))
    return cmd_usage(arguments->command,
                     "--format 837 needs --practice: a note does not say who "
                     "bills and who is insured where");
  if (run->format == CODE_837 && cmd_has(arguments, "payer"))
    return cmd_usage(arguments->command,
                     "with --format 837 the practice file says who pays; "
                     "leave --payer out");
  return say_compare_contradiction(run);
}

static bool read_settings(code_run *run, int *status) {
  const cmd_arguments *arguments = run->arguments;
  run->format = format_of(arguments);
  run->profile = cmd_value(arguments, "payer");
  run->quiet = cmd_has(arguments, "quiet");
  run->compare = cmd_has(arguments, "compare");
  *status = EXIT_USAGE;
  if (!cmd_today(arguments, &run->today) ||
      say_contradiction(run) != EXIT_CLEAN)
    return false;
  run->fail_on.never = true; /* what a note lacks is no failure by itself */
  if (cmd_has(arguments, "fail-on") && !fail_on_read(arguments, &run->fail_on))
    return false;
  run->color = cmd_wants_color(arguments);
  run->columns = cmd_terminal_columns(arguments);
  return true;
}

/* --payer takes the id of a profile; a misspelt one is told, with the next. */
static bool find_profile(code_run *run, int *status) {
  const tr_pack *pack = run->knowledge.pack;
  suggestion near = {.word = tr_str_of(run->profile)};
  if (run->profile == NULL) return true;
  for (uint32_t i = 0; i < pack->profile_count; i++) {
    if (strcmp(pack->profiles[i]->id, run->profile) == 0 &&
        strcmp(run->profile, TR_PROFILE_DEFAULTS) != 0)
      return true;
    suggest_try(&near, pack->profiles[i]->id);
  }
  *status = near.best != NULL
                ? cmd_usage(run->arguments->command,
                            "there is no payer profile '%s'; did you mean "
                            "'%s'?",
                            run->profile, near.best)
                : cmd_usage(run->arguments->command,
                            "there is no payer profile '%s'; 'traction rules "
                            "--payers' lists them",
                            run->profile);
  return false;
}

/* ------------------------------------------------------------------- a run */

static void take_fault(void *context, const tr_note_fault *fault) {
  const code_run *run = context;
  if (run->quiet) return;
  file_say("%s:%llu: note %.*s%s%s: %s", fault->file,
           (unsigned long long)fault->line, TR_STR_ARG(fault->note_id),
           fault->pointer != NULL ? " at " : "",
           fault->pointer != NULL ? fault->pointer : "", fault->message);
}

static void note_lacks(code_run *run, const tr_coded_visit *visit) {
  for (uint32_t i = 0; i < visit->lack_count; i++) {
    const tr_severity severity = visit->lacking[i].severity;
    if (!run->lacking || severity > run->worst) run->worst = severity;
    run->lacking = true;
  }
}

static void take_visit(void *context, const tr_coded_visit *visit) {
  code_run *run = context;
  run->visits++;
  note_lacks(run, visit);
  if (run->compare) {
    code_compare_keep(run, visit);
    return;
  }
  if (run->format == CODE_837) {
    code_keep(run, visit);
    return;
  }
  if (run->format == CODE_JSON) {
    tr_coding_json_visit(&run->json, visit);
    return;
  }
  const tr_coding_page page = {&run->out, run->color, run->columns};
  tr_coding_text_visit(&page, visit);
}

static bool code_notes(code_run *run) {
  size_t unread = 0;
  const tr_coding_options options = {.arena = &run->arena,
                                     .pack = run->knowledge.pack,
                                     .tables = &run->knowledge.tables,
                                     .notes = &run->notes.source,
                                     .today = run->today,
                                     .profile = run->profile,
                                     .people = code_people,
                                     .fee = code_fee,
                                     .context = run,
                                     .fault = take_fault,
                                     .fault_context = run};
  const tr_status status = tr_coding_run(&options, take_visit, run, &unread);
  if (status != TR_OK)
    file_say("cannot code the notes: %s", tr_status_text(status));
  if (status == TR_OK && run->visits == 0) file_say("no note could be read");
  run->failed = run->failed || unread != 0;
  return status == TR_OK && run->visits != 0;
}

static int status_of(const code_run *run) {
  if (run->failed) return EXIT_FAILED;
  if (run->refused != 0 || run->differs) return EXIT_FINDINGS;
  return run->lacking && !run->fail_on.never && run->worst >= run->fail_on.from
             ? EXIT_FINDINGS
             : EXIT_CLEAN;
}

static bool write_out(code_run *run) {
  if (run->compare && !code_compare(run)) return false;
  if (run->format == CODE_JSON && !run->compare) {
    tr_coding_json_end(&run->json);
    tr_buf_add_char(&run->out, '\n');
  }
  if (run->format == CODE_837 && !code_write_837(run)) return false;
  if (run->out.bad != TR_OK) {
    file_say("cannot write: %s", tr_status_text(run->out.bad));
    return false;
  }
  return file_output_drain(&run->output, &run->out, true);
}

static int work(code_run *run) {
  tr_json_init(&run->json, &run->out);
  if (run->format == CODE_JSON && !run->compare)
    tr_coding_json_begin(&run->json);
  const bool good = code_notes(run) && write_out(run);
  return good ? status_of(run) : EXIT_FAILED;
}

static int open_and_work(code_run *run) {
  const cmd_arguments *arguments = run->arguments;
  const char *practice = cmd_value(arguments, "practice");
  int status = EXIT_FAILED;
  if (!knowledge_open(arguments, &run->knowledge) ||
      !find_profile(run, &status) ||
      !check_notes_open(arguments, run->quiet, &run->notes) ||
      (practice != NULL && !code_practice_read(run, practice)) ||
      (cmd_has(arguments, "claim") && !code_claims_read(run, "claim")) ||
      (run->compare && !code_claims_read(run, "compare")) ||
      !file_output_open(&run->output, cmd_value(arguments, "output")))
    return status;
  status = work(run);
  return file_output_close(&run->output, status != EXIT_FAILED) ? status
                                                                : EXIT_FAILED;
}

static int run_code(const cmd_command *command, cmd_arguments *arguments) {
  int status = EXIT_USAGE;
  (void)command;
  code_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  run->arguments = arguments;
  tr_arena_init(&run->arena, TR_CODING_ARENA);
  tr_buf_init(&run->out, RENDERED_MOST);
  tr_array_init(&run->encounters, sizeof(tr_encounter), ENCOUNTERS_MOST,
                "visits");
  tr_array_init(&run->coded, sizeof(tr_coded_visit), TR_CODING_NOTES, "visits");
  if (read_settings(run, &status)) status = open_and_work(run);
  tr_array_done(&run->encounters);
  tr_array_done(&run->claims);
  tr_array_done(&run->pairs);
  tr_array_done(&run->coded);
  free(run->claim_of_note);
  check_notes_close(&run->notes);
  file_unload(&run->practice_file);
  knowledge_close(&run->knowledge);
  tr_buf_done(&run->out);
  tr_arena_done(&run->arena);
  free(run);
  return status;
}

/* --------------------------------------------------------------- the tables */

static const cmd_form forms[] = {{"--notes PATH", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_NOTES("signed chart notes"),
    {.name = "payer",
     .argument = "PROFILE",
     .help = "code by the rules of this payer profile; else by those of the "
             "payer of the claim or of the practice file, else 'commercial'"},
    {.name = "claim",
     .argument = "FILE",
     .help = "a file of claims that says payer, case and diagnoses",
     .takes = CMD_TAKES_FILE},
    {.name = "compare",
     .argument = "FILE",
     .help =
         "lay what these claims bill beside what the notes support, line by "
         "line, with the money at stake; may be repeated",
     .takes = CMD_TAKES_FILE,
     .repeats = true},
    {.name = "practice",
     .argument = "FILE",
     .help = "who bills, for whom, and the fees (traction-practice/1)",
     .takes = CMD_TAKES_FILE},
    {.name = "format",
     .argument = "FORMAT",
     .words = "text|json|837|csv",
     .help = "text (unless given), json, 837: a file of claims, or csv: a row "
             "for each difference of --compare"},
    CMD_OPTION_OUTPUT,
    CMD_OPTION_PROFILES,
    CMD_OPTION_PACKS,
    CMD_OPTION_TABLES,
    CMD_OPTION_TODAY,
    {.name = "fail-on",
     .argument = "SEVERITY",
     .words = "error|warning|advice|never",
     .help = "exit with 1 where a note lacks something of this severity; never "
             "unless given"},
    {.name = "color",
     .argument = "WHEN",
     .words = "auto|always|never",
     .help = "colour the text: auto (on a terminal), always, never"},
    {.name = "quiet", .help = "say nothing on standard error but failures"},
    {.name = NULL},
};

static const char *const text[] = {
    "Derives from each signed note the lines that may be billed: codes by "
    "service, method, device and payer, the level of manipulation by the "
    "regions that were adjusted, examined and diagnosed, timed units by the "
    "payer's method with the arithmetic, modifiers, the diagnoses each line is "
    "for, and the dates of the claim. Each has its reason, the place in the "
    "note and the authority.",
    "Nothing is added that the note does not document. What it lacks is said: "
    "what is not billed for want of it, and what a payer may ask for. The "
    "level of an examination is not decided by a machine: write the code into "
    "the note's service.",
    "The lines are put before the same rules that 'traction check' judges "
    "claims by, so that what is written here is accepted there. --format 837 "
    "writes the claims, with people and fees of a practice file "
    "(docs/practice-file.md).",
    "--compare codes each note for the payer and the diagnoses of its claim, "
    "and shows what was billed without support, what was not billed, and what "
    "is at risk for a modifier or a pointer. Fees come from the practice file, "
    "else from the claims (docs/coding.md).",
    "The exit status is 0 when the notes were coded, 1 when one lacks "
    "something of the severity of --fail-on or could not be written as a "
    "claim, or when --compare finds a difference, 2 for a call that was not "
    "understood, 3 when a note or a file "
    "could not be read.",
    NULL};

static const cmd_example examples[] = {
    {"traction code --notes note.json", "what may be billed, and why"},
    {"traction code --notes notes/ --payer medicare-part-b",
     "the same by Medicare's rules"},
    {"traction code --notes notes/ --practice practice.json --format 837 "
     "--output today.837",
     "the day's claims"},
    {"traction code --notes notes/ --claim june.837 --format json",
     "with payer and diagnoses of the claims, for another program"},
    {"traction code --notes notes/ --compare june.837",
     "what was billed beside what the notes support"},
    {NULL, NULL}};

const cmd_command cmd_code = {
    .name = "code",
    .summary = "derive the claim lines that chart notes support",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .takes = CMD_TAKES_FILE,
    .run = run_code,
};
