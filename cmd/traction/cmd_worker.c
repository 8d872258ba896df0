/* traction worker: all claims of a store re-checked by as many machines as
 * there are. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "worker_run.h"

enum { TOGETHER = 12, PACKS_MOST = 64 << 10 };

/* ---------------------------------------------------------------- which run */

static void add_text(crypto_hash_sha256_state *state, const char *text) {
  crypto_hash_sha256_update(state, (const unsigned char *)text,
                            strlen(text) + 1);
}

/* A run is one version, one set of rules, one set of tables: results of others
 * are never mixed with it. */
static void name_run(worker_call *call) {
  const knowledge *known = &call->knowledge;
  crypto_hash_sha256_state state;
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_init(&state);
  add_text(&state, "traction-work/1 " TR_VERSION);
  tr_buf_init(&call->packs, PACKS_MOST);
  tr_buf_add(&call->packs, TR_STR("traction " TR_VERSION));
  for (size_t i = 0; i < known->pack_count; i++) {
    const tr_run_pack *pack = &known->packs[i];
    add_text(&state, pack->sha256);
    tr_buf_addf(&call->packs, ", %s %s (%.12s)", pack->name, pack->version,
                pack->sha256);
  }
  for (size_t i = 0; i < known->index_files.count; i++) {
    const tr_str bytes = known->indexes[i].bytes;
    crypto_hash_sha256_update(&state, (const unsigned char *)bytes.p, bytes.n);
  }
  if (known->index_files.count > 0)
    tr_buf_addf(&call->packs, ", %zu imported tables",
                known->index_files.count);
  tr_buf_add_char(&call->packs, '\0');
  crypto_hash_sha256_final(&state, hash);
  sodium_bin2hex(call->run.digest, sizeof call->run.digest, hash, sizeof hash);
  call->run.packs = call->packs.bad == TR_OK ? call->packs.p : "";
}

static void name_worker(worker_call *call) {
  char host[64];
  if (gethostname(host, sizeof host) != 0) host[0] = '\0';
  host[sizeof host - 1] = '\0';
  snprintf(call->name, sizeof call->name, "%s:%d", host, (int)getpid());
}

/* ---------------------------------------------------------------- the forms */

static int plan(worker_call *call) {
  char now[TR_KEPT_TIME];
  tr_queue_planned planned;
  tr_received_now(now);
  if (tr_queue_plan(call->store, &call->run, now,
                    cmd_has(call->arguments, "again"), &planned) != TR_OK)
    return db_failed(call->store);
  if (call->quiet) return EXIT_CLEAN;
  printf("run %.12s: %llu shards, %llu new, %llu to be done again\n",
         call->run.digest, (unsigned long long)planned.shards,
         (unsigned long long)planned.fresh,
         (unsigned long long)planned.reopened);
  return EXIT_CLEAN;
}

static int on_run(worker_call *call, bool shows) {
  if (tr_queue_find(call->store, &call->run) != TR_OK)
    return db_failed(call->store);
  if (call->run.id == 0) {
    file_say(
        "no work is planned for these rules and tables (%.12s); 'traction "
        "worker plan' does",
        call->run.digest);
    return EXIT_FAILED;
  }
  return shows ? worker_status(call) : worker_run(call);
}

static int with_store(worker_call *call, bool plans, bool shows) {
  call->store = db_open(&call->place, call->place.path,
                        shows ? TR_STORE_LOOK : TR_STORE_USE);
  if (call->store == NULL) return EXIT_FAILED;
  if (tr_derived_is_current(call->store) != TR_OK)
    return db_failed(call->store);
  return plans ? plan(call) : on_run(call, shows);
}

static bool read_together(worker_call *call) {
  const char *text = cmd_value(call->arguments, "months");
  call->together = TOGETHER;
  if (text == NULL) return true;
  char *end;
  const unsigned long number = strtoul(text, &end, 10);
  call->together = (unsigned)number;
  return *text >= '0' && *text <= '9' && *end == '\0' && number > 0 &&
         number <= TR_QUEUE_TOGETHER;
}

static int run_worker(const cmd_command *command, cmd_arguments *arguments) {
  const char *what =
      arguments->operand_count > 0 ? arguments->operands[0] : "run";
  const char *format = cmd_value(arguments, "format");
  const bool plans = strcmp(what, "plan") == 0;
  const bool shows = strcmp(what, "status") == 0;
  worker_call call = {.arguments = arguments,
                      .once = cmd_has(arguments, "once"),
                      .quiet = cmd_has(arguments, "quiet"),
                      .json = format != NULL && strcmp(format, "json") == 0};
  if (arguments->operand_count > 1 ||
      (!plans && !shows && strcmp(what, "run") != 0))
    return cmd_usage(command, "say run, plan or status");
  if (!read_together(&call))
    return cmd_usage(command, "--months takes a number from 1 to 120");
  if (!cmd_today(arguments, &call.run.today)) return EXIT_USAGE;
  int status = db_place_find(arguments, false, call.quiet, &call.place);
  if (status == EXIT_CLEAN && !knowledge_open(arguments, &call.knowledge))
    status = EXIT_FAILED;
  if (status == EXIT_CLEAN) {
    name_run(&call);
    name_worker(&call);
    status = with_store(&call, plans, shows);
  }
  tr_store_close(call.store);
  knowledge_close(&call.knowledge);
  tr_buf_done(&call.packs);
  db_place_done(&call.place);
  return status;
}

static const cmd_form forms[] = {
    {"plan", "fill the queue from the claims that are there"},
    {"[run]", "take shards, one after another"},
    {"status", "how far it is, and the sums"},
    {NULL, NULL}};

static const cmd_option options[] = {
    CMD_OPTION_DB,
    CMD_OPTION_KEY_FILE,
    {.name = "once",
     .help = "end when all shards are done; else wait for more"},
    {.name = "months",
     .argument = "N",
     .help = "take that many months of a practice at once (12): fewer share "
             "better, more read its history less often"},
    {.name = "again", .help = "plan: do all shards again"},
    CMD_OPTION_PACKS,
    CMD_OPTION_PROFILES,
    CMD_OPTION_TABLES,
    {.name = "today",
     .argument = "DATE",
     .help = "plan: the day all claims are judged on, as 2026-06-30; else the "
             "system's. A run keeps the day of its first planning"},
    {.name = "format",
     .argument = "FORM",
     .words = "text|json",
     .help = "of status: text (default) or json"},
    {.name = "quiet", .help = "only what is wrong"},
    {.name = NULL},
};

static const char *const text[] = {
    "Re-checks all claims of a store by processes on any number of machines. "
    "The queue is in the store: a shard is the claims of a practice (billing "
    "NPI) in a month of service. A worker takes shards that nobody holds, "
    "checks them with the earlier claims of the practice in mind, and keeps "
    "their sums by rule, payer, provider and month. Result and lock are one "
    "transaction: a worker that is killed leaves neither, and its shards are "
    "free again at once.",
    "A run belongs to the digest of program, rules and tables; a worker with "
    "others finds no work. What was imported since needs another 'plan', which "
    "has the months done again that it changed; --again does so with all.",
    "A shard that cannot be read is put aside with the reason, the rest goes "
    "on, and the worker ends with 3. On a store in a file one worker at a time "
    "can work; PostgreSQL takes any number.",
    NULL};

static const cmd_example examples[] = {
    {"traction worker plan --db postgresql://claims@db.example.org/claims",
     "what is there to do"},
    {"traction worker --once --db postgresql://claims@db.example.org/claims",
     "on each machine, once a core"},
    {"traction worker status --format json", "the sums, for a program"},
    {NULL, NULL}};

const cmd_command cmd_worker = {
    .name = "worker",
    .summary = "re-check a whole store on many machines",
    .forms = forms,
    .options = options,
    .text = text,
    .examples = examples,
    .operand_words = "plan|run|status",
    .run = run_worker,
};
