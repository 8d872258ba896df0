/* From a store to the result of an audit. */
#include "audit_run.h"
#include "store/load_columns.h"
#include "store/recheck.h"

enum { COLUMNS_MOST = 16 };

bool audit_read_peers(audit_run *run, const char *path) {
  file_bytes file;
  tr_peer_error error = {0, 0, ""};
  if (!file_load(path, &file)) return false;
  const tr_status status =
      tr_peer_table_read(&run->arena, file.bytes, &run->peers, &error);
  file_unload(&file);
  if (status == TR_OK) {
    run->options.peers = &run->peers;
    return true;
  }
  if (status == TR_ENOMEM)
    file_say("out of memory");
  else
    file_say("%s:%u:%u: %s", path, error.line, error.column, error.message);
  return false;
}

/* ---------------------------------------------------------------- checking */

static tr_status claim_began(void *context, const tr_rechecked_claim *claim) {
  audit_run *run = context;
  const int64_t at = tr_columns_claim_of(&run->columns, claim->id);
  if (at != TR_COLUMNS_NONE) tr_findings_checked(&run->findings, (uint32_t)at);
  return TR_OK;
}

static tr_status take_finding(void *context, const tr_rechecked_claim *claim,
                              const tr_finding *finding) {
  audit_run *run = context;
  if (claim == NULL) return TR_OK;
  const int64_t at = tr_columns_claim_of(&run->columns, claim->id);
  if (at == TR_COLUMNS_NONE) return TR_OK;
  return tr_findings_add(&run->findings, (uint32_t)at, finding->rule,
                         finding->severity, finding->line);
}

static void show_progress(void *context, uint64_t done, uint64_t all) {
  audit_run *run = context;
  run->progress.total = all;
  progress_show(&run->progress, done, 0);
}

static int check_claims(audit_run *run) {
  tr_rechecked rechecked;
  tr_recall_query which = tr_recall_everything;
  const tr_recheck_options options = {.pack = run->knowledge.pack,
                                      .tables = &run->knowledge.tables,
                                      .today = run->options.today,
                                      .which = &which,
                                      .context = run,
                                      .claim_began = claim_began,
                                      .finding = take_finding,
                                      .progress = show_progress};
  tr_audit_scope(&run->options, &which.from, &which.to);
  tr_findings_init(&run->findings, &run->arena, &run->columns, which.from,
                   which.to);
  progress_begin(&run->progress, 0, run->quiet);
  const tr_status status = tr_recheck(run->store, &options, &rechecked);
  progress_end(&run->progress);
  if (status != TR_OK) return db_failed(run->store);
  run->options.findings = &run->findings;
  return EXIT_CLEAN;
}

/* ------------------------------------------------------------------- audit */

static int load(audit_run *run) {
  const tr_status status =
      tr_load_columns(run->store, &run->knowledge.tables, &run->columns);
  if (status == TR_OK) return EXIT_CLEAN;
  if (status == TR_ENOMEM)
    file_say("out of memory");
  else if (status == TR_ELIMIT)
    file_say("the store has more providers, codes or rows than an audit takes");
  else
    return db_failed(run->store);
  return EXIT_FAILED;
}

/* --past without days of its own: the last twelve months. */
static void choose_days(audit_run *run) {
  if (!run->style.past || run->options.from != TR_DAY_MIN ||
      run->columns.last < run->columns.first)
    return;
  const tr_day last =
      run->options.to != TR_DAY_MAX ? run->options.to : run->columns.last;
  run->options.from = tr_day_add_years(last, -1) + 1;
}

int audit_work(audit_run *run) {
  tr_columns_init(&run->columns, (size_t)COLUMNS_MOST << 30);
  int exit_status = load(run);
  if (exit_status != EXIT_CLEAN) return exit_status;
  run->options.columns = &run->columns;
  run->options.tables = &run->knowledge.tables;
  run->options.pack = run->knowledge.pack;
  choose_days(run);
  if (tr_load_last_audit(run->store, &run->options.last_audit) != TR_OK)
    return db_failed(run->store);
  if (!run->no_check && run->columns.line_count > 0)
    exit_status = check_claims(run);
  if (exit_status != EXIT_CLEAN) return exit_status;
  const tr_status status = tr_audit(&run->arena, &run->options, &run->result);
  if (status == TR_OK) return EXIT_CLEAN;
  if (status == TR_ENOTFOUND) {
    file_say("no claim names the provider %.*s",
             TR_STR_ARG(run->options.provider));
    return EXIT_USAGE;
  }
  file_say("cannot audit: out of memory");
  return EXIT_FAILED;
}
