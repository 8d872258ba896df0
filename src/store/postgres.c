/* How a practice lies in a PostgreSQL database: one that writes at a time, on
 * disk before a commit returns, told in words where the server is gone. */
#include "store/postgres.h"

#include "store/postgres_place.h"
#include "store/postgres_run.h"

enum { VERSION_LEAST = 150000, WORD = 64 };

/* ------------------------------------------------------------------- errors */

tr_status tr_postgres_status(const char *code) {
  static const struct {
    const char *begin;
    tr_status status;
  } known[] = {{"23", TR_ERANGE},     /* a constraint */
               {"22", TR_ERANGE},     /* a value that does not fit */
               {"54", TR_ELIMIT},     /* a limit of the server */
               {"XX001", TR_ESYNTAX}, /* damaged data, a damaged index */
               {"XX002", TR_ESYNTAX}};
  for (size_t i = 0; code != NULL && i < sizeof known / sizeof *known; i++)
    if (strncmp(code, known[i].begin, strlen(known[i].begin)) == 0)
      return known[i].status;
  return TR_EIO;
}

static bool is_one_of(const char *code, const char *list) {
  return code != NULL && strstr(list, code) != NULL;
}

/* The first line; the ones behind it show statements and values of rows. */
static int first_line(const char *text) {
  return (int)strcspn(text != NULL ? text : "", "\n");
}

static tr_status say(const tr__pg *on, const PGresult *result,
                     tr_store_error *error) {
  const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const tr_status status = tr_postgres_status(code);
  if (PQstatus(on->link) == CONNECTION_BAD)
    return tr_store_fail(error, TR_EIO,
                         "lost the connection to %s (%.*s); what was not "
                         "committed is undone: try again",
                         on->shown, first_line(PQerrorMessage(on->link)),
                         PQerrorMessage(on->link));
  if (is_one_of(code, "55P03 40001 40P01"))
    return tr_store_fail(
        error, TR_EIO, "%s is in use by another program; try again", on->shown);
  if (is_one_of(code, "53100 53200"))
    return tr_store_fail(error, TR_EIO, "the server of %s is full: %s",
                         on->shown, words);
  if (status == TR_ESYNTAX)
    return tr_store_fail(error, status,
                         "%s is damaged (%s); restore a backup of the server",
                         on->shown, words);
  if (status == TR_ELIMIT)
    return tr_store_fail(error, status,
                         "it holds what PostgreSQL cannot take: %s", words);
  if (code != NULL && strncmp(code, "22", 2) == 0)
    return tr_store_fail(error, status, "%s: a value does not fit (%s)",
                         on->shown, code);
  return tr_store_fail(error, status, "%s: %s", on->shown,
                       words != NULL ? words : PQerrorMessage(on->link));
}

tr_status tr__pg_fail(tr__pg *on, PGresult *result, tr_store_error *error) {
  const tr_status status = say(on, result, error);
  PQclear(result);
  return status;
}

/* ----------------------------------------------------------------- commands */

tr_status tr__pg_command(tr__pg *on, const char *sql, tr_store_error *error) {
  PGresult *result = PQexec(on->link, sql);
  const ExecStatusType what = PQresultStatus(result);
  on->turn++;
  if (what != PGRES_COMMAND_OK && what != PGRES_TUPLES_OK &&
      what != PGRES_EMPTY_QUERY)
    return tr__pg_fail(on, result, error);
  PQclear(result);
  return TR_OK;
}

tr_status tr__pg_ask(tr__pg *on, const char *sql, char *text, size_t room,
                     tr_store_error *error) {
  PGresult *result = PQexec(on->link, sql);
  text[0] = '\0';
  if (PQresultStatus(result) != PGRES_TUPLES_OK)
    return tr__pg_fail(on, result, error);
  if (PQntuples(result) > 0)
    snprintf(text, room, "%s", PQgetvalue(result, 0, 0));
  PQclear(result);
  return TR_OK;
}

/* A commit that the server answers by a rollback has failed. */
static tr_status commit(tr__pg *on, tr_store_error *error) {
  PGresult *result = PQexec(on->link, "COMMIT");
  on->turn++;
  if (PQresultStatus(result) != PGRES_COMMAND_OK)
    return tr__pg_fail(on, result, error);
  const bool kept = strcmp(PQcmdStatus(result), "COMMIT") == 0;
  PQclear(result);
  return kept ? TR_OK
              : tr_store_fail(error, TR_EIO,
                              "%s: nothing was kept, for something before it "
                              "had failed",
                              on->shown);
}

static tr_status execute(void *opaque, const char *sql, tr_store_error *error) {
  tr__pg *on = opaque;
  tr_store_error ignored;
  if (strcmp(sql, "ROLLBACK") == 0) {
    tr__pg_enter_none(on);
    return tr__pg_command(on, sql, error);
  }
  tr_status status = tr__pg_enter_all(on, error);
  if (status != TR_OK) return status;
  if (strcmp(sql, "COMMIT") == 0) return commit(on, error);
  const bool open = PQtransactionStatus(on->link) != PQTRANS_IDLE;
  status = tr__pg_command(on, sql, error);
  /* a transaction that did not come to its beginning is none */
  if (status != TR_OK && !open &&
      PQtransactionStatus(on->link) == PQTRANS_INERROR)
    (void)!tr__pg_command(on, "ROLLBACK", &ignored);
  return status;
}

/* ------------------------------------------------------------------ opening */

static tr_status not_open(const tr__pg *on, tr_store_error *error) {
  const char *words = PQerrorMessage(on->link);
  const bool none = strstr(words, "does not exist") != NULL &&
                    strstr(words, "database") != NULL;
  return tr_store_fail(error, none ? TR_ENOTFOUND : TR_EIO,
                       "cannot open the store: %.*s%s", first_line(words),
                       words, none ? "; 'createdb' makes one" : "");
}

static tr_status connect_to(tr__pg *on, const char *place,
                            tr_store_error *error) {
  bool verified = true;
  const tr_postgres_surroundings around = tr_postgres_surroundings_here();
  const tr_status status =
      tr_postgres_place_check(place, &around, &verified, error);
  if (status != TR_OK) return status;
  /* what stands behind the address wins over it, what stands before does not */
  const char *const names[] = {
      "connect_timeout", "fallback_application_name", "dbname",
      "client_encoding", verified ? "sslmode" : NULL, NULL};
  const char *const values[] = {"20",   "traction",    place,
                                "UTF8", "verify-full", NULL};
  on->link = PQconnectdbParams(names, values, 1);
  if (on->link == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  if (PQstatus(on->link) != CONNECTION_OK) return not_open(on, error);
  if (asprintf(&on->shown, "%s on %s", PQdb(on->link), PQhost(on->link)) < 0) {
    on->shown = NULL;
    return tr_store_fail(error, TR_ENOMEM, "out of memory");
  }
  return TR_OK;
}

/* A server that forgets what it said was on disk keeps no claims. */
static tr_status check_server(tr__pg *on, tr_store_error *error) {
  char encoding[WORD], sync[WORD], commit_mode[WORD];
  if (PQserverVersion(on->link) < VERSION_LEAST)
    return tr_store_fail(error, TR_EVERSION,
                         "%s runs an older PostgreSQL than 15", on->shown);
  tr_status status =
      tr__pg_ask(on, "SHOW server_encoding", encoding, sizeof encoding, error);
  if (status == TR_OK)
    status = tr__pg_ask(on, "SHOW fsync", sync, sizeof sync, error);
  if (status == TR_OK)
    status = tr__pg_ask(on, "SHOW synchronous_commit", commit_mode,
                        sizeof commit_mode, error);
  if (status != TR_OK) return status;
  if (strcmp(encoding, "UTF8") != 0)
    return tr_store_fail(error, TR_EVERSION,
                         "%s is a database in %s; make one with 'createdb "
                         "--encoding UTF8 --template template0'",
                         on->shown, encoding);
  if (strcmp(sync, "on") != 0)
    return tr_store_fail(error, TR_EVERSION,
                         "the server of %s runs with fsync off: a power cut "
                         "would lose claims; set fsync = on",
                         on->shown);
  return strcmp(commit_mode, "off") == 0
             ? tr__pg_command(on, "SET synchronous_commit = on", error)
             : TR_OK;
}

/* The catalog itself is asked: what to_regclass() has not found once, it goes
 * on not to find within a transaction, though another has made it since. */
static tr_status version(void *opaque, int64_t *number, tr_store_error *error) {
  tr__pg *on = opaque;
  char text[WORD];
  *number = 0;
  tr_status status = tr__pg_ask(on,
                                "SELECT count(*) > 0 FROM pg_class WHERE "
                                "relname = 'traction_schema' AND relnamespace "
                                "= current_schema()::regnamespace",
                                text, sizeof text, error);
  if (status != TR_OK || strcmp(text, "t") != 0) return status;
  status = tr__pg_ask(on, "SELECT max(version) FROM traction_schema", text,
                      sizeof text, error);
  if (status == TR_OK) *number = strtoll(text, NULL, 10);
  return status;
}

static tr_status settle(tr__pg *on, const tr_store_options *options,
                        tr_store_error *error) {
  int64_t schema = 0;
  tr_status status = check_server(on, error);
  if (status == TR_OK)
    status = tr__pg_command(on,
                            "SET client_min_messages = warning;"
                            "SET lock_timeout = '60s';"
                            /* who works on a shard says nothing for long */
                            "SET idle_in_transaction_session_timeout = 0;"
                            /* who is gone lets go of it soon */
                            "SET tcp_keepalives_idle = 20;"
                            "SET tcp_keepalives_interval = 10;"
                            "SET tcp_keepalives_count = 3;"
                            "SET client_connection_check_interval = '5s'",
                            error);
  if (status == TR_OK) status = version(on, &schema, error);
  if (status != TR_OK) return status;
  if (schema == 0 && options->mode != TR_STORE_MAKE)
    return tr_store_fail(error, TR_ENOTFOUND,
                         "there is no store in %s; 'traction import' makes one",
                         on->shown);
  if (options->mode == TR_STORE_LOOK || options->mode == TR_STORE_COPY)
    return tr__pg_command(on, "SET default_transaction_read_only = on", error);
  return TR_OK;
}

static void close_it(void *opaque) {
  tr__pg *on = opaque;
  PQfinish(on->link);
  tr__pg_plans_done(on);
  free(on->shown);
  free(on);
}

static void ignore_notice(void *context, const char *message) {
  (void)context;
  (void)message;
}

static tr_status open_it(const tr_store_options *options, void **made,
                         tr_store_error *error) {
  tr__pg *on = calloc(1, sizeof *on);
  if (on == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  tr_status status = connect_to(on, options->place, error);
  if (status == TR_OK) {
    PQsetNoticeProcessor(on->link, ignore_notice, NULL);
    status = settle(on, options, error);
  }
  if (status == TR_OK)
    *made = on;
  else
    close_it(on);
  return status;
}

/* ----------------------------------------------------------- the whole base */

static tr_status set_version(void *opaque, int64_t number,
                             tr_store_error *error) {
  char sql[256];
  snprintf(sql, sizeof sql,
           "CREATE TABLE IF NOT EXISTS traction_schema (version BIGINT NOT "
           "NULL); DELETE FROM traction_schema; INSERT INTO traction_schema "
           "VALUES (%lld)",
           (long long)number);
  return tr__pg_command(opaque, sql, error);
}

/* The server holds its pages itself; what can be asked of it is whether
 * constraints and indexes are in force. What is in the rows is compared with
 * the kept files by others. */
static tr_status check(void *opaque,
                       void (*told)(void *context, const char *what),
                       void *context, tr_store_error *error) {
  tr__pg *on = opaque;
  PGresult *rows = PQexec(
      on->link,
      "SELECT 'the constraint ' || conname || ' is not in force' FROM "
      "pg_constraint WHERE connamespace = current_schema()::regnamespace AND "
      "NOT convalidated UNION ALL SELECT 'the index ' || i.relname || ' is not "
      "valid; REINDEX makes it anew' FROM pg_index x JOIN pg_class i ON i.oid "
      "= x.indexrelid WHERE i.relnamespace = current_schema()::regnamespace "
      "AND NOT x.indisvalid UNION ALL SELECT 'the table ' || relname || ' does "
      "not outlive a crash: it is UNLOGGED' FROM pg_class WHERE relnamespace = "
      "current_schema()::regnamespace AND relkind = 'r' AND relpersistence = "
      "'u' ORDER BY 1");
  if (PQresultStatus(rows) != PGRES_TUPLES_OK)
    return tr__pg_fail(on, rows, error);
  for (int i = 0; i < PQntuples(rows); i++)
    told(context, PQgetvalue(rows, i, 0));
  PQclear(rows);
  return TR_OK;
}

static tr_status copy(void *opaque, const char *path, tr_store_error *error) {
  const tr__pg *on = opaque;
  (void)path;
  return tr_store_fail(error, TR_EIO,
                       "%s is backed up by its server: 'pg_dump'", on->shown);
}

static void about_it(void *opaque, tr_store_about *about) {
  tr__pg *on = opaque;
  tr_store_error ignored;
  const int number = PQserverVersion(on->link);
  const char *protocol = PQsslAttribute(on->link, "protocol");
  snprintf(about->engine, sizeof about->engine, "PostgreSQL %d.%d",
           number / 10000, number % 10000);
  if (tr__pg_ask(on, "SELECT version()", about->source, sizeof about->source,
                 &ignored) != TR_OK)
    about->source[0] = '\0';
  snprintf(about->cipher, sizeof about->cipher,
           "%s on the way; at rest as its server does",
           protocol != NULL ? protocol : "none");
  snprintf(about->journal, sizeof about->journal, "write-ahead log");
}

/* -------------------------------------------------------------------- table */

/* Texts are compared by their bytes, as by the other engine, whatever language
 * the database is in. */
static const tr_store_word dialect[] = {{"@integer", "BIGINT"},
                                        {"@bytes", "BYTEA"},
                                        {"@text", "TEXT COLLATE \"C\""},
                                        {"@strict", ""},
                                        {NULL, NULL}};

const tr_store_engine tr_postgres_engine = {
    .name = "postgresql",
    /* one at a time writes, as by the other engine: the next id of a file is
     * that of nobody else; the number is "TRCT" */
    .begin =
        "BEGIN ISOLATION LEVEL READ COMMITTED;"
        "SELECT pg_advisory_xact_lock(1414677332)",
    .begin_beside = "BEGIN ISOLATION LEVEL READ COMMITTED",
    .dialect = dialect,
    .knows = tr_postgres_knows,
    .open = open_it,
    .close = close_it,
    .execute = execute,
    .prepare = tr__pg_prepare,
    .release = tr__pg_release,
    .start = tr__pg_start,
    .step = tr__pg_step,
    .columns = tr__pg_columns,
    .value = tr__pg_value,
    .stop = tr__pg_stop,
    .version = version,
    .set_version = set_version,
    .check = check,
    .copy = copy,
    .about = about_it,
};
