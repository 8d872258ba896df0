/* traction db: looking after the practice store. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json_write.h"
#include "db_run.h"
#include "show.h"

/** A call. */
typedef struct db_call {
  const cmd_arguments *arguments;
  db_place place;
  bool json, quiet, force;
} db_call;

static void key(tr_json *json, const char *name) {
  tr_json_key(json, tr_str_of(name));
}

/* ------------------------------------------------------------------- verify */

static int show_verified(const db_call *call, const tr_verified *verified) {
  const struct {
    const char *key, *text;
    uint64_t count;
  } rows[] = {
      {"files", "files looked at", verified->files},
      {"bytes", "bytes looked at", verified->bytes},
      {"structure", "faults of the database", verified->structure},
      {"damaged", "files with other bytes than received", verified->damaged},
      {"differing", "files of which other rows are read", verified->differing}};
  const bool good = tr_verified_good(verified);
  tr_buf out;
  tr_json json;
  tr_buf_init(&out, SHOW_MOST);
  tr_json_init(&json, &out);
  if (call->json) {
    tr_json_begin_object(&json);
    key(&json, "good");
    tr_json_boolean(&json, good);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
      key(&json, rows[i].key);
      tr_json_integer(&json, (int64_t)rows[i].count);
    }
    key(&json, "outdated");
    tr_json_boolean(&json, verified->outdated);
    tr_json_end_object(&json);
    tr_buf_add_char(&out, '\n');
  } else if (!call->quiet || !good) {
    tr_buf_addf(&out, "%s: %s\n", call->place.path, good ? "good" : "not good");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
      if (i < 2 || rows[i].count != 0)
        tr_buf_addf(&out, "%12" PRIu64 " %s\n", rows[i].count, rows[i].text);
    if (verified->outdated)
      tr_buf_add(&out, TR_STR("the tables were made by another version: run "
                              "'traction db rebuild'\n"));
  }
  const int status = show(&out);
  return good ? status : EXIT_FAILED;
}

static int verify(const db_call *call, tr_store *store) {
  tr_verified verified;
  return db_verify(store, call->quiet, &verified)
             ? show_verified(call, &verified)
             : EXIT_FAILED;
}

/* --------------------------------------------------------------------- info */

/** What is counted. */
static const struct {
  const char *key, *sql;
} counts[] = {
    {"schema", NULL},
    {"files", "SELECT count(*) FROM file"},
    {"bytes", "SELECT coalesce(sum(size), 0) FROM file"},
    {"files_with_faults", "SELECT count(*) FROM file WHERE faults > 0"},
    {"claims", "SELECT count(*) FROM claim"},
    {"lines", "SELECT count(*) FROM line"},
    {"notes", "SELECT count(*) FROM note"},
    {"payments", "SELECT count(*) FROM payment"},
    {"remitted_claims", "SELECT count(*) FROM remit_claim"},
    {"answers", "SELECT count(*) FROM answer"}};

enum { COUNTS = sizeof counts / sizeof *counts };

static tr_status count_all(tr_store *store, int64_t *numbers) {
  for (size_t i = 0; i < COUNTS; i++) {
    const tr_status status =
        counts[i].sql == NULL
            ? tr_store_version(store, &numbers[i])
            : tr_store_run(store, counts[i].sql, NULL, 0, &numbers[i]);
    if (status != TR_OK) return status;
  }
  return TR_OK;
}

static void put_info_json(const db_call *call, const tr_store_about *about,
                          const int64_t *numbers, tr_buf *out) {
  const char *const texts[][2] = {{"path", call->place.path},
                                  {"engine", about->engine},
                                  {"source", about->source},
                                  {"cipher", about->cipher},
                                  {"journal", about->journal}};
  tr_json json;
  tr_json_init(&json, out);
  tr_json_begin_object(&json);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    key(&json, texts[i][0]);
    tr_json_string(&json, tr_str_of(texts[i][1]));
  }
  for (size_t i = 0; i < COUNTS; i++) {
    key(&json, counts[i].key);
    tr_json_integer(&json, numbers[i]);
  }
  tr_json_end_object(&json);
  tr_buf_add_char(out, '\n');
}

static void put_info_text(const db_call *call, const tr_store_about *about,
                          const int64_t *numbers, tr_buf *out) {
  tr_buf_addf(out, "store      %s\n", call->place.path);
  tr_buf_addf(out, "engine     %s\n", about->engine);
  tr_buf_addf(out, "built from %s\n", about->source);
  tr_buf_addf(out, "encrypted  %s\n", about->cipher);
  tr_buf_addf(out, "journal    %s\n", about->journal);
  for (size_t i = 0; i < COUNTS; i++) {
    char name[32];
    snprintf(name, sizeof name, "%s", counts[i].key);
    for (char *c = name; *c != '\0'; c++)
      if (*c == '_') *c = ' ';
    tr_buf_addf(out, "%-18s %12" PRId64 "\n", name, numbers[i]);
  }
}

static int info(const db_call *call, tr_store *store) {
  int64_t numbers[COUNTS];
  tr_store_about about;
  tr_buf out;
  if (count_all(store, numbers) != TR_OK) return db_failed(store);
  tr_store_about_it(store, &about);
  tr_buf_init(&out, SHOW_MOST);
  if (call->json)
    put_info_json(call, &about, numbers, &out);
  else
    put_info_text(call, &about, numbers, &out);
  return show(&out);
}

/* ------------------------------------------------------------------ rebuild */

static void show_files(void *context, uint64_t file, uint64_t all) {
  const db_call *call = context;
  if (call->quiet || !isatty(STDERR_FILENO)) return;
  fprintf(stderr, "\r\033[K");
  if (file < all)
    fprintf(stderr, "%" PRIu64 " of %" PRIu64 " files", file, all);
}

static int rebuild(db_call *call, tr_store *store) {
  return tr_rebuild(store, show_files, call) == TR_OK ? EXIT_CLEAN
                                                      : db_failed(store);
}

/* -------------------------------------------------------------- the command */

static int with_store(db_call *call, const char *what, const char *operand) {
  const bool writes = strcmp(what, "rebuild") == 0;
  tr_store *store = db_open(&call->place, call->place.path,
                            writes ? TR_STORE_USE : TR_STORE_LOOK);
  if (store == NULL) return EXIT_FAILED;
  int status;
  if (strcmp(what, "verify") == 0)
    status = verify(call, store);
  else if (strcmp(what, "info") == 0)
    status = info(call, store);
  else if (writes)
    status = rebuild(call, store);
  else
    status = db_export(store, operand);
  tr_store_close(store);
  return status;
}

static int run_db(const cmd_command *command, cmd_arguments *arguments) {
  static const char *const alone[] = {"verify", "rebuild", "info"};
  static const char *const with_one[] = {"backup", "restore", "export"};
  const int count = arguments->operand_count;
  const char *what = count > 0 ? arguments->operands[0] : "";
  const char *format = cmd_value(arguments, "format");
  db_call call = {.arguments = arguments,
                  .json = format != NULL && strcmp(format, "json") == 0,
                  .quiet = cmd_has(arguments, "quiet"),
                  .force = cmd_has(arguments, "force")};
  bool good = false;
  for (size_t i = 0; i < 3; i++)
    good = good || (count == 1 && strcmp(what, alone[i]) == 0) ||
           (count == 2 && strcmp(what, with_one[i]) == 0);
  if (!good)
    return cmd_usage(command,
                     "say verify, info, rebuild, backup FILE, restore FILE or "
                     "export FOLDER");
  int status = db_place_find(arguments, false, call.quiet, &call.place);
  if (status == EXIT_CLEAN && strcmp(what, "backup") == 0)
    status =
        db_backup(&call.place, arguments->operands[1], call.force, call.quiet);
  else if (status == EXIT_CLEAN && strcmp(what, "restore") == 0)
    status =
        db_restore(&call.place, arguments->operands[1], call.force, call.quiet);
  else if (status == EXIT_CLEAN)
    status = with_store(&call, what, arguments->operands[count - 1]);
  db_place_done(&call.place);
  return status;
}

static const cmd_form forms[] = {
    {"info", NULL},        {"verify", NULL},       {"rebuild", NULL},
    {"backup FILE", NULL}, {"restore FILE", NULL}, {"export FOLDER", NULL},
    {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "force",
     .help = "backup: replace FILE; restore: put the store that is there aside "
             "as PATH.old"},
    {.name = "format",
     .argument = "FORM",
     .words = "text|json",
     .help = "of info and verify: text (default) or json"},
    {.name = "quiet", .help = "only what is wrong"},
    {.name = NULL},
};

static const char *const text[] = {
    "info says where the store is, which engine and cipher hold it, and counts "
    "what is in it.",
    "verify looks at every page of the file, holds every kept file against its "
    "SHA-256, reads it again and compares what is read with the tables. It "
    "changes nothing; what is wrong makes it end with 3.",
    "rebuild makes the tables anew from the kept files.",
    "backup writes a copy with the same key, verifies it, and gives it its "
    "name when it is whole; others may go on working. restore verifies FILE "
    "and puts a copy of it in the store's place.",
    "export writes a new folder: the files as they were received, an index of "
    "them (files.ndjson) and the tables as NDJSON, not encrypted. 'traction "
    "import FOLDER' makes the same store of it.",
    NULL};

static const cmd_example examples[] = {
    {"traction db info", "what is there"},
    {"traction db backup /media/usb/practice-2026-06-30.db",
     "a verified, encrypted copy"},
    {"traction db verify --format json", "for a nightly job"},
    {NULL, NULL}};

const cmd_command cmd_db = {
    .name = "db",
    .summary = "verify, back up, restore, export the practice store",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .operand_words = "info|verify|rebuild|backup|restore|export",
    .takes = CMD_TAKES_FILE,
    .run = run_db,
};
