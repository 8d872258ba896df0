/* The public interface: the checker and the JSON renderer behind a few
 * functions whose structures nobody outside needs to know. */
#define TR_BUILDING
#include "traction/traction.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_write.h"
#include "render/finding_json.h"
#include "rule/check.h"

enum { READY_MOST = 1 << 30 /* bytes of findings nobody took yet */ };

struct tr_rules {
  const tr_pack *pack;
  tr_tables tables;
};

struct tr_checker {
  const tr_rules *rules;
  tr_run_pack pack;
  tr_run run;
  tr_check *check;
  char *select, *ignore; /* of the options, or NULL */
  char *file;            /* the open one, or NULL */
  tr_buf ready;          /* findings, each with a NUL */
  size_t taken;          /* bytes of `ready` handed out */
  tr_buf summary;
  bool ended;
  int bad; /* first failure */
};

tr_rules *tr_rules_open(void) {
  tr_rules *rules = calloc(1, sizeof *rules);
  if (rules == NULL) return NULL;
  rules->pack = &tr_pack_builtin;
  tr_tables_init(&rules->tables);
  return rules;
}

void tr_rules_close(tr_rules *rules) { free(rules); }

const char *tr_version(void) { return TR_VERSION; }

static int code_of(tr_status status) {
  if (status == TR_OK) return TRACTION_OK;
  return status == TR_ELIMIT ? TRACTION_LIMIT : TRACTION_OUT_OF_MEMORY;
}

static void take_finding(void *context, const tr_finding *finding) {
  tr_checker *checker = context;
  tr_json json;
  tr_json_init(&json, &checker->ready);
  tr_finding_json(&json, &checker->run, finding);
  tr_buf_add_char(&checker->ready, '\0');
}

/* A copy of an option; *good is cleared where memory is short. */
static char *copy_of(const char *text, bool *good) {
  if (text == NULL) return NULL;
  const size_t bytes = strlen(text) + 1;
  char *copy = malloc(bytes);
  if (copy != NULL)
    memcpy(copy, text, bytes);
  else
    *good = false;
  return copy;
}

/* Lists that name no rule would silence or miss something. */
static bool names_rules(const tr_checker *checker) {
  tr_str entry;
  const tr_pack *pack = checker->rules->pack;
  return !tr_select_unknown(pack, tr_str_of(checker->select), &entry) &&
         !tr_select_unknown(pack, tr_str_of(checker->ignore), &entry);
}

static bool start(tr_checker *checker, const tr_options *options) {
  static const tr_options none = {NULL, NULL, NULL};
  bool good = true;
  if (options == NULL) options = &none;
  tr_day today = TR_DAY_MIN;
  if (options->today != NULL &&
      tr_day_read_iso(tr_str_of(options->today), &today) != TR_OK)
    return false;
  checker->select = copy_of(options->select, &good);
  checker->ignore = copy_of(options->ignore, &good);
  if (!good || !names_rules(checker)) return false;

  const tr_pack *pack = checker->rules->pack;
  checker->pack = (tr_run_pack){pack->name, pack->version, pack->sha256};
  checker->run = (tr_run){.pack = pack,
                          .packs = &checker->pack,
                          .pack_count = 1,
                          .tables = &checker->rules->tables,
                          .today = today,
                          .engine = TR_VERSION};
  const tr_check_options inner = {
      .pack = pack,
      .tables = &checker->rules->tables,
      .today = today,
      .select = {tr_str_of(checker->select), tr_str_of(checker->ignore)},
      .finding = take_finding,
      .context = checker};
  return tr_check_new(&inner, &checker->check) == TR_OK;
}

tr_checker *tr_checker_new(const tr_rules *rules, const tr_options *options) {
  tr_checker *checker = calloc(1, sizeof *checker);
  if (checker == NULL) return NULL;
  checker->rules = rules;
  tr_buf_init(&checker->ready, READY_MOST);
  tr_buf_init(&checker->summary, READY_MOST);
  if (start(checker, options)) return checker;
  tr_checker_free(checker);
  return NULL;
}

void tr_checker_free(tr_checker *checker) {
  if (checker == NULL) return;
  tr_check_free(checker->check);
  tr_buf_done(&checker->ready);
  tr_buf_done(&checker->summary);
  free(checker->select);
  free(checker->ignore);
  free(checker->file);
  free(checker);
}

/* ------------------------------------------------------------------ feeding */

static tr_status end_file(tr_checker *checker) {
  if (checker->file == NULL) return TR_OK;
  free(checker->file);
  checker->file = NULL;
  return tr_check_end(checker->check, NULL);
}

static tr_status begin_file(tr_checker *checker, const char *name) {
  bool good = true;
  if (checker->file != NULL && strcmp(checker->file, name) == 0) return TR_OK;
  const tr_status status = end_file(checker);
  if (status != TR_OK) return status;
  checker->file = copy_of(name, &good);
  return good ? tr_check_begin(checker->check, name) : TR_ENOMEM;
}

static tr_status end_run(tr_checker *checker) {
  tr_status status = end_file(checker);
  if (status == TR_OK) status = tr_check_finish(checker->check);
  checker->ended = true;
  if (status != TR_OK) return status;
  tr_json json;
  tr_json_init(&json, &checker->summary);
  tr_summary_json(&json, &checker->run, tr_check_summary(checker->check));
  tr_buf_add_char(&checker->summary, '\0');
  return checker->summary.bad;
}

int tr_checker_feed(tr_checker *checker, const char *name, const void *bytes,
                    size_t length) {
  if (checker->bad != TRACTION_OK) return checker->bad;
  if (checker->ended) return TRACTION_SYNTAX;
  if (checker->taken == checker->ready.n) {
    tr_buf_clear(&checker->ready);
    checker->taken = 0;
  }
  tr_status status =
      name != NULL ? begin_file(checker, name) : end_run(checker);
  if (status == TR_OK && name != NULL && length > 0)
    status = tr_check_feed(checker->check, bytes, length);
  if (status == TR_OK) status = checker->ready.bad;
  checker->bad = code_of(status);
  return checker->bad;
}

const char *tr_checker_next(tr_checker *checker) {
  if (checker->bad != TRACTION_OK || checker->taken == checker->ready.n)
    return NULL;
  const char *finding = checker->ready.p + checker->taken;
  checker->taken += strlen(finding) + 1;
  return finding;
}

const char *tr_checker_summary(tr_checker *checker) {
  if (checker->bad != TRACTION_OK || !checker->ended) return NULL;
  return checker->summary.p;
}

tr_counts tr_checker_counts(const tr_checker *checker) {
  const tr_summary *counted = tr_check_summary(checker->check);
  return (tr_counts){
      .files = counted->files,
      .unread = counted->unread,
      .interchanges = counted->interchanges,
      .claims = counted->claims,
      .lines = counted->lines,
      .claims_with_errors = counted->claims_with_errors,
      .errors = counted->findings[TR_SEVERITY_ERROR],
      .warnings = counted->findings[TR_SEVERITY_WARNING],
      .advice = counted->findings[TR_SEVERITY_ADVICE],
      .info = counted->findings[TR_SEVERITY_INFO],
  };
}
