/* traction audit: what an auditor would see in the store. */
#include <stdlib.h>
#include <string.h>

#include "audit/audit_json.h"
#include "audit_run.h"
#include "store/load_columns.h"

enum { DRILLED = 100000 /* claims of --drill */ };

/* ------------------------------------------------------------------- forms */

static bool write_text(audit_run *run) {
  tr_audit_text(&run->result, &run->style, &run->out);
  return true;
}

static bool write_json(audit_run *run) {
  tr_audit_json(&run->result, &run->out);
  return true;
}

static const audit_format formats[] = {{"text", write_text},
                                       {"json", write_json},
                                       {"html", audit_write_html},
                                       {"xlsx", audit_write_xlsx}};

const audit_format *audit_format_find(const char *name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (strcmp(formats[i].name, name) == 0) return &formats[i];
  return NULL;
}

/* ------------------------------------------------------------------- drill */

static int32_t provider_asked(const audit_run *run) {
  for (uint32_t i = 0;
       run->options.provider.n > 0 && i < run->result.provider_count; i++)
    if (tr_str_eq(run->options.provider, run->result.providers[i].npi))
      return (int32_t)i;
  return -1;
}

static bool write_drill(audit_run *run, tr_measure_id measure) {
  tr_audit_drilled drilled;
  tr_drill drill = {
      .measure = measure, .provider = provider_asked(run), .payer = -1};
  const tr_audit_cell *cell =
      tr_audit_cell_of(&run->result.measures[measure], drill.provider, -1, -1);
  drill.above = cell->peers.known ? cell->peers.value : cell->value;
  if (tr_audit_drill(&run->arena, &run->options, &drill, DRILLED, &drilled) !=
      TR_OK) {
    file_say("out of memory");
    return false;
  }
  if (strcmp(run->format->name, "json") == 0)
    tr_audit_drill_json(&run->result, measure, drill.provider, &drilled,
                        &run->out);
  else
    tr_audit_drill_text(&run->result, measure, drill.provider, &drilled,
                        &run->out);
  return true;
}

static bool find_measure(const cmd_arguments *arguments,
                         tr_measure_id *measure) {
  const char *name = cmd_value(arguments, "drill");
  if (name == NULL || tr_measure_find(tr_str_of(name), measure)) return true;
  tr_buf known;
  tr_buf_init(&known, 1 << 16);
  for (int m = 0; m < TR_MEASURES; m++)
    tr_buf_addf(&known, "%s%s", m > 0 ? ", " : "",
                tr_measure_at((tr_measure_id)m).id);
  (void)cmd_usage(arguments->command, "no measure '%s'; there are %.*s", name,
                  TR_STR_ARG(tr_buf_str(&known)));
  tr_buf_done(&known);
  return false;
}

/* -------------------------------------------------------------------- run */

static int status_of(const audit_run *run) {
  if (run->fail_on.never) return EXIT_CLEAN;
  for (uint32_t i = 0; i < run->result.trigger_count; i++)
    if (run->result.triggers[i].severity >= run->fail_on.from)
      return EXIT_FINDINGS;
  return EXIT_CLEAN;
}

static int write_result(audit_run *run, tr_measure_id drill) {
  const bool drills = cmd_has(run->arguments, "drill");
  if (!file_output_open(&run->output, cmd_value(run->arguments, "output")))
    return EXIT_FAILED;
  tr_buf_init(&run->out, AUDIT_OUTPUT_MOST);
  bool good = drills ? write_drill(run, drill) : run->format->write(run);
  if (good && run->out.bad != TR_OK) {
    file_say("the report is too large or memory is short");
    good = false;
  }
  if (good) file_output_write(&run->output, tr_buf_str(&run->out));
  tr_buf_done(&run->out);
  good = file_output_close(&run->output, good) && good;
  return !good ? EXIT_FAILED : drills ? EXIT_CLEAN : status_of(run);
}

/* --done: record the day of a self-audit, and nothing else. */
static int record(audit_run *run, tr_day day) {
  char text[TR_DAY_TEXT];
  if (tr_keep_last_audit(run->store, day) != TR_OK)
    return db_failed(run->store);
  tr_day_text(day, text);
  if (!run->quiet) file_say("recorded a self-audit on %s", text);
  return EXIT_CLEAN;
}

static int open_and_work(audit_run *run, tr_measure_id drill, tr_day done) {
  const cmd_arguments *arguments = run->arguments;
  const bool records = cmd_has(arguments, "done");
  if (!knowledge_open(arguments, &run->knowledge)) return EXIT_FAILED;
  int status = db_place_find(arguments, false, run->quiet, &run->place);
  if (status != EXIT_CLEAN) return status;
  run->store = db_open(&run->place, run->place.path,
                       records ? TR_STORE_USE : TR_STORE_LOOK);
  if (run->store == NULL) return EXIT_FAILED;
  if (records) return record(run, done);
  const char *peers = cmd_value(arguments, "peers");
  if (peers != NULL && !audit_read_peers(run, peers)) return EXIT_FAILED;
  status = audit_work(run);
  return status == EXIT_CLEAN ? write_result(run, drill) : status;
}

static bool read_style(const cmd_arguments *arguments, audit_run *run) {
  static const char *const every[] = {"month", "quarter", "year"};
  static const char *const by[] = {"provider", "payer", "period"};
  const char *format = cmd_value(arguments, "format");
  const char *of = cmd_value(arguments, "every");
  const char *table = cmd_value(arguments, "by");
  run->format = audit_format_find(format != NULL ? format : "text");
  run->options.every = TR_AUDIT_QUARTER;
  for (int i = 0; i < 3; i++) {
    if (of != NULL && strcmp(of, every[i]) == 0)
      run->options.every = (tr_audit_every)i;
    if (table != NULL && strcmp(table, by[i]) == 0)
      run->style.by = (tr_audit_by)i;
  }
  run->style.past = cmd_has(arguments, "past");
  run->style.color = cmd_wants_color(arguments);
  run->style.columns = cmd_terminal_columns(arguments);
  run->quiet = cmd_has(arguments, "quiet");
  run->no_check = cmd_has(arguments, "no-check");
  const char *provider = cmd_value(arguments, "provider");
  run->options.provider = tr_str_of(provider != NULL ? provider : "");
  return run->format != NULL;
}

static bool read_days(const cmd_arguments *arguments, audit_run *run,
                      tr_day *done) {
  run->options.from = TR_DAY_MIN;
  run->options.to = TR_DAY_MAX;
  if (!cmd_today(arguments, &run->options.today)) return false;
  if (!cmd_day(arguments, "from", &run->options.from) ||
      !cmd_day(arguments, "to", &run->options.to) ||
      !cmd_day(arguments, "done", done))
    return false;
  if (run->options.from > run->options.to)
    return cmd_usage(arguments->command, "--from is after --to") == EXIT_CLEAN;
  return true;
}

static int run_audit(const cmd_command *command, cmd_arguments *arguments) {
  tr_measure_id drill = TR_M_VISITS;
  tr_day done = TR_DAY_MIN;
  if (arguments->operand_count > 0)
    return cmd_usage(command, "there are no operands; --db names the store");
  audit_run *run = calloc(1, sizeof *run);
  if (run == NULL) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  run->arguments = arguments;
  tr_arena_init(&run->arena, AUDIT_MEMORY);
  int status = EXIT_USAGE;
  if (read_style(arguments, run) && read_days(arguments, run, &done) &&
      fail_on_read(arguments, &run->fail_on) && find_measure(arguments, &drill))
    status = open_and_work(run, drill, done);
  tr_store_close(run->store);
  db_place_done(&run->place);
  tr_columns_done(&run->columns);
  tr_arena_done(&run->arena);
  knowledge_close(&run->knowledge);
  free(run);
  return status;
}

static const cmd_form forms[] = {{"", NULL}, {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "from",
     .argument = "DATE",
     .help = "first day of service; else the first there is"},
    {.name = "to",
     .argument = "DATE",
     .help = "last day of service; else the last there is"},
    {.name = "provider",
     .argument = "NPI",
     .help = "tell what stands out of this rendering provider alone"},
    {.name = "by",
     .argument = "WHAT",
     .words = "provider|payer|period",
     .help = "columns of the table of measures: provider (default), payer "
             "or period"},
    {.name = "every",
     .argument = "SPAN",
     .words = "month|quarter|year",
     .help = "how long a period is: month, quarter (default) or year"},
    {.name = "peers",
     .argument = "FILE",
     .help = "a table of peers to compare with, as CSV",
     .takes = CMD_TAKES_FILE},
    {.name = "past",
     .help = "compare with the span of equal length before; without --from "
             "the last twelve months with those before"},
    {.name = "drill",
     .argument = "MEASURE",
     .help = "list the claims behind a measure"},
    {.name = "no-check",
     .help = "do not put the claims before the rules: no habits, nothing on "
             "what notes lack"},
    {.name = "done",
     .argument = "DATE",
     .help = "record that a self-audit was done that day, and nothing else"},
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    CMD_OPTION_TABLES,
    CMD_OPTION_TODAY,
    {.name = "format",
     .argument = "FORM",
     .words = "text|json|html|xlsx",
     .help = "text (default), json, html: a page to show and print, or xlsx: "
             "a workbook"},
    CMD_OPTION_OUTPUT,
    CMD_OPTION_FAIL_ON,
    {.name = "color",
     .argument = "WHEN",
     .words = "auto|always|never",
     .help = "colors in text: auto (unless given), always or never"},
    {.name = "quiet", .help = "show no progress"},
    {.name = NULL},
};

static const char *const text[] = {
    "Measures the practice store as a payer's or the government's auditor "
    "would: visits per patient, the share of traction, levels of "
    "manipulation, 59, codes that never vary, impossible days, gaps of "
    "documentation, denials; per rendering provider, kind of payer and "
    "period.",
    "Each provider is compared with the others of the practice, with the own "
    "past and with a table of peers (--peers), by the tests of comparative "
    "billing reports and in their words. Rules (TRA0101 to TRA0108) say what "
    "of it would draw an auditor's eye; 'traction explain' has them. Being "
    "above the peers alone is never a finding.",
    "The claims are also put before the rules with their notes: which are "
    "broken, by whom, and how many dollars stand on it. docs/audit.md has the "
    "measures, the table of peers and the JSON.",
    NULL};

static const cmd_example examples[] = {
    {"traction audit", "the whole store"},
    {"traction audit --past --by payer",
     "the last year, beside the one before"},
    {"traction audit --drill distinct-without-partner --provider 1999999984",
     "the claims behind a number"},
    {"traction audit --format html --output audit.html",
     "a page to show and print"},
    {"traction audit --format json --output audit.json", "for a program"},
    {NULL, NULL}};

const cmd_command cmd_audit = {
    .name = "audit",
    .summary = "see the practice as an auditor would",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .statuses = true,
    .run = run_audit,
};
