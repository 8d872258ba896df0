/* How a practice lies in a SQLite file: encrypted, with a write-ahead log that
 * is on disk before a commit returns, readable by its owner only. */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  APPLICATION = 0x54524354, /* "TRCT", in the header of the file */
  WAIT_MS = 10 * 1000       /* for another program to finish its writing */
};

#ifdef TR_SQLITE_CIPHERS
static const bool encrypts = true;
#else
static const bool encrypts = false;
#endif

typedef struct connection {
  sqlite3 *db;
  char *path;
  bool only_read;
} connection;

typedef struct statement {
  sqlite3_stmt *compiled;
  connection *on;
} statement;

tr_status tr_store_fail(tr_store_error *error, tr_status status,
                        const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(error->text, sizeof error->text, format, arguments);
  va_end(arguments);
  return status;
}

bool tr_sqlite_wal_is_safe(int version) {
  return version < 3007000 || version >= 3051003;
}

/* ------------------------------------------------------------------- errors */

static tr_status fail(const connection *on, int code, tr_store_error *error) {
  const int why = sqlite3_system_errno(on->db);
  const char *path = on->path;
  switch (code & 0xFF) {
    case SQLITE_NOMEM:
      return tr_store_fail(error, TR_ENOMEM, "out of memory");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return tr_store_fail(error, TR_ESYNTAX,
                           "%s is damaged; 'traction db verify' tells where, "
                           "'traction db restore' brings a backup back",
                           path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return tr_store_fail(error, TR_EIO,
                           "%s is in use by another program; try again", path);
    case SQLITE_FULL:
      return tr_store_fail(error, TR_EIO, "the disk of %s is full", path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return tr_store_fail(error, TR_EIO, "%s cannot be written", path);
    case SQLITE_CONSTRAINT:
      return tr_store_fail(error, TR_ERANGE, "%s: %s", path,
                           sqlite3_errmsg(on->db));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return tr_store_fail(error, TR_EIO, "cannot read or write %s: %s", path,
                           why != 0 ? strerror(why) : sqlite3_errstr(code));
    default:
      return tr_store_fail(error, TR_EIO, "%s: %s", path,
                           sqlite3_errmsg(on->db));
  }
}

/* --------------------------------------------------------------- statements */

static tr_status prepare(void *opaque, const char *sql, void **made,
                         tr_store_error *error) {
  connection *on = opaque;
  statement *one = calloc(1, sizeof *one);
  if (one == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  one->on = on;
  const int code = sqlite3_prepare_v3(
      on->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &one->compiled, NULL);
  if (code != SQLITE_OK) {
    free(one);
    return fail(on, code, error);
  }
  *made = one;
  return TR_OK;
}

static void release(void *opaque) {
  statement *one = opaque;
  sqlite3_finalize(one->compiled);
  free(one);
}

static int bind(sqlite3_stmt *compiled, int at, const tr_cell *value) {
  switch (value->kind) {
    case TR_CELL_INTEGER:
      return sqlite3_bind_int64(compiled, at, value->integer);
    case TR_CELL_TEXT:
      return sqlite3_bind_text64(compiled, at, value->text.p, value->text.n,
                                 SQLITE_STATIC, SQLITE_UTF8);
    case TR_CELL_BYTES:
      return value->text.n == 0
                 ? sqlite3_bind_zeroblob(compiled, at, 0)
                 : sqlite3_bind_blob64(compiled, at, value->text.p,
                                       value->text.n, SQLITE_STATIC);
    case TR_CELL_NULL:
      break;
  }
  return sqlite3_bind_null(compiled, at);
}

static tr_status start(void *opaque, const tr_cell *values, unsigned count,
                       tr_store_error *error) {
  statement *one = opaque;
  int code = SQLITE_OK;
  sqlite3_reset(one->compiled);
  for (unsigned i = 0; i < count && code == SQLITE_OK; i++)
    code = bind(one->compiled, (int)i + 1, &values[i]);
  return code == SQLITE_OK ? TR_OK : fail(one->on, code, error);
}

static tr_status step(void *opaque, bool *row, tr_store_error *error) {
  statement *one = opaque;
  const int code = sqlite3_step(one->compiled);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE) return TR_OK;
  const tr_status status = fail(one->on, code, error);
  sqlite3_reset(one->compiled);
  return status;
}

static unsigned columns(void *opaque) {
  const statement *one = opaque;
  return (unsigned)sqlite3_column_count(one->compiled);
}

static tr_cell value(void *opaque, unsigned column) {
  const statement *one = opaque;
  sqlite3_stmt *compiled = one->compiled;
  const int at = (int)column;
  switch (sqlite3_column_type(compiled, at)) {
    case SQLITE_INTEGER:
      return tr_cell_integer(sqlite3_column_int64(compiled, at));
    case SQLITE_TEXT: {
      const char *text = (const char *)sqlite3_column_text(compiled, at);
      const size_t n = (size_t)sqlite3_column_bytes(compiled, at);
      return (tr_cell){TR_CELL_TEXT, 0, {text, n}};
    }
    case SQLITE_BLOB: {
      const char *bytes = sqlite3_column_blob(compiled, at);
      const size_t n = (size_t)sqlite3_column_bytes(compiled, at);
      return tr_cell_bytes((tr_str){bytes, n});
    }
    default:
      return tr_cell_null();
  }
}

static void stop(void *opaque) {
  const statement *one = opaque;
  sqlite3_reset(one->compiled);
}

static tr_status execute(void *opaque, const char *sql, tr_store_error *error) {
  connection *on = opaque;
  const int code = sqlite3_exec(on->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? TR_OK : fail(on, code, error);
}

/* The first value of the first row, as text of at most room - 1 bytes. */
static int ask(sqlite3 *db, const char *sql, char *text, size_t room) {
  sqlite3_stmt *compiled = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &compiled, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(compiled);
  text[0] = '\0';
  if (code == SQLITE_ROW) {
    const char *found = (const char *)sqlite3_column_text(compiled, 0);
    snprintf(text, room, "%s", found != NULL ? found : "");
  }
  sqlite3_finalize(compiled);
  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static tr_status ask_number(connection *on, const char *sql, int64_t *number,
                            tr_store_error *error) {
  char text[64];
  const int code = ask(on->db, sql, text, sizeof text);
  if (code != SQLITE_OK) return fail(on, code, error);
  *number = strtoll(text, NULL, 10);
  return TR_OK;
}

/* ------------------------------------------------------------------ opening */

/* What can be told of a file before a key is tried. */
static tr_status look_at(const tr_store_options *options,
                         tr_store_error *error) {
  static const char plain[] = "SQLite format 3";
  const char *path = options->place;
  char head[sizeof plain] = {0};
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno != ENOENT)
      return tr_store_fail(error, TR_EIO, "cannot open %s: %s", path,
                           strerror(errno));
    return options->mode == TR_STORE_MAKE
               ? TR_OK
               : tr_store_fail(error, TR_ENOTFOUND,
                               "there is no store at %s; 'traction import' "
                               "makes one",
                               path);
  }
  struct stat status;
  const bool known = fstat(descriptor, &status) == 0;
  const ssize_t got = read(descriptor, head, sizeof head);
  close(descriptor);
  if (!known || got < 0 || !S_ISREG(status.st_mode))
    return tr_store_fail(error, TR_EIO, "%s is no regular file", path);
  if (got == 0) return TR_OK;
  if ((memcmp(head, plain, sizeof head) == 0) == encrypts)
    return tr_store_fail(
        error, TR_ENOTFOUND,
        encrypts ? "%s is a plain database, not an encrypted store"
                 : "%s is no plain database; this build reads no encrypted "
                   "store",
        path);
  return TR_OK;
}

/* Others than the owner have no business with it; its log takes its mode. */
static tr_status make_file(const char *path, tr_store_error *error) {
  const int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return tr_store_fail(
        error, TR_EIO, "cannot make %s: %s", path,
        errno == ENOENT ? "there is no such folder" : strerror(errno));
  close(descriptor);
  return TR_OK;
}

static int set_key(connection *on, const tr_store_key *key) {
#ifdef TR_SQLITE_CIPHERS
  char raw[4 + TR_STORE_KEY_TEXT + 1];
  const int n = snprintf(raw, sizeof raw, "raw:%s", key->text);
  const int cipher = sqlite3mc_cipher_index("sqlcipher");
  if (sqlite3mc_config(on->db, "cipher", cipher) != cipher ||
      sqlite3mc_config_cipher(on->db, "sqlcipher", "legacy", 4) != 4)
    return SQLITE_ERROR;
  const int code = sqlite3_key(on->db, raw, n);
  sodium_memzero(raw, sizeof raw);
  return code;
#else
  (void)on;
  (void)key;
  return SQLITE_OK;
#endif
}

/* Whether the key opens it, and it is ours. */
static tr_status recognize(connection *on, tr_store_error *error) {
  char text[64];
  const int code =
      ask(on->db, "SELECT count(*) FROM sqlite_schema", text, sizeof text);
  if ((code & 0xFF) == SQLITE_NOTADB)
    return tr_store_fail(error, TR_ENOTFOUND,
                         "the key does not open %s: it is another store's "
                         "key, or the file is no store",
                         on->path);
  if (code != SQLITE_OK) return fail(on, code, error);
  const bool empty = strcmp(text, "0") == 0;
  int64_t application = 0;
  const tr_status status =
      ask_number(on, "PRAGMA application_id", &application, error);
  if (status != TR_OK) return status;
  if (application == APPLICATION || (application == 0 && empty)) return TR_OK;
  return tr_store_fail(error, TR_ENOTFOUND, "%s is no store of traction",
                       on->path);
}

static tr_status set_journal(connection *on, tr_store_error *error) {
  const bool log = tr_sqlite_wal_is_safe(sqlite3_libversion_number());
  char mode[16];
  const int code =
      ask(on->db,
          log ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE",
          mode, sizeof mode);
  if (code != SQLITE_OK) return fail(on, code, error);
  if (strcmp(mode, log ? "wal" : "delete") == 0) return TR_OK;
  return tr_store_fail(error, TR_EVERSION,
                       log ? "%s cannot keep a write-ahead log there"
                           : "SQLite %s can damage a store with a write-ahead "
                             "log, and the log could not be put away",
                       log ? on->path : sqlite3_libversion());
}

static tr_status settle(connection *on, const tr_store_options *options,
                        tr_store_error *error) {
  on->only_read =
      options->mode == TR_STORE_LOOK || options->mode == TR_STORE_COPY;
  sqlite3_extended_result_codes(on->db, 1);
  sqlite3_busy_timeout(on->db, WAIT_MS);
  sqlite3_db_config(on->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (encrypts) {
    const int code = set_key(on, options->key);
    if (code != SQLITE_OK) return fail(on, code, error);
  }
  tr_status status = recognize(on, error);
  if (status == TR_OK && !on->only_read) status = set_journal(on, error);
  if (status == TR_OK)
    status = execute(on,
                     "PRAGMA synchronous = FULL;"
                     "PRAGMA foreign_keys = ON;"
                     "PRAGMA trusted_schema = OFF;"
                     "PRAGMA cell_size_check = ON;"
                     "PRAGMA secure_delete = ON;"
                     "PRAGMA temp_store = MEMORY;"
                     "PRAGMA cache_size = -65536;",
                     error);
  if (status == TR_OK && on->only_read)
    status = execute(on, "PRAGMA query_only = ON", error);
  return status;
}

static void close_it(void *opaque) {
  connection *on = opaque;
  sqlite3_close_v2(on->db);
  free(on->path);
  free(on);
}

static tr_status open_it(const tr_store_options *options, void **made,
                         tr_store_error *error) {
  /* a system's library may be mended after the build; ours is part of it */
  if (encrypts && strcmp(sqlite3_libversion(), SQLITE_VERSION) != 0)
    return tr_store_fail(error, TR_EVERSION,
                         "built for SQLite " SQLITE_VERSION
                         ", but the library is %s",
                         sqlite3_libversion());
  tr_status status = look_at(options, error);
  if (status == TR_OK && options->mode == TR_STORE_MAKE)
    status = make_file(options->place, error);
  if (status != TR_OK) return status;
  connection *on = calloc(1, sizeof *on);
  if (on == NULL || (on->path = strdup(options->place)) == NULL) {
    free(on);
    return tr_store_fail(error, TR_ENOMEM, "out of memory");
  }
  const int code =
      sqlite3_open_v2(on->path, &on->db, SQLITE_OPEN_READWRITE, NULL);
  status = code == SQLITE_OK ? settle(on, options, error)
           : on->db == NULL  ? tr_store_fail(error, TR_ENOMEM, "out of memory")
                             : fail(on, code, error);
  if (status == TR_OK)
    *made = on;
  else
    close_it(on);
  return status;
}

/* ----------------------------------------------------------- the whole file */

static tr_status version(void *opaque, int64_t *number, tr_store_error *error) {
  return ask_number(opaque, "PRAGMA user_version", number, error);
}

static tr_status set_version(void *opaque, int64_t number,
                             tr_store_error *error) {
  char sql[96];
  snprintf(sql, sizeof sql,
           "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
           (int)number);
  return execute(opaque, sql, error);
}

static tr_status check_with(connection *on, const char *sql,
                            void (*told)(void *context, const char *what),
                            void *context, tr_store_error *error) {
  sqlite3_stmt *compiled = NULL;
  int code = sqlite3_prepare_v2(on->db, sql, -1, &compiled, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(compiled);
    if (code != SQLITE_ROW) break;
    const char *text = (const char *)sqlite3_column_text(compiled, 0);
    if (text != NULL && strcmp(text, "ok") != 0) told(context, text);
  }
  sqlite3_finalize(compiled);
  if (code == SQLITE_DONE) return TR_OK;
  if ((code & 0xFF) != SQLITE_CORRUPT && (code & 0xFF) != SQLITE_NOTADB &&
      (code & 0xFF) != SQLITE_IOERR)
    return fail(on, code, error);
  told(context, "a page cannot be read, or was changed from outside");
  return TR_OK;
}

static tr_status check(void *opaque,
                       void (*told)(void *context, const char *what),
                       void *context, tr_store_error *error) {
  connection *on = opaque;
  const tr_status status =
      check_with(on, "PRAGMA integrity_check(100)", told, context, error);
  if (status != TR_OK) return status;
  return check_with(on,
                    "SELECT 'a row of ' || \"table\" || ' refers to nothing'"
                    " FROM pragma_foreign_key_check LIMIT 100",
                    told, context, error);
}

static tr_status copy(void *opaque, const char *path, tr_store_error *error) {
  connection *on = opaque;
  const int descriptor =
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return tr_store_fail(
        error, TR_EIO, "cannot make %s: %s", path,
        errno == ENOENT ? "there is no such folder" : strerror(errno));
  void *vacuum = NULL;
  bool row;
  const tr_cell to = tr_cell_text(tr_str_of(path));
  /* nothing of the store itself is written */
  tr_status status = execute(on, "PRAGMA query_only = OFF", error);
  if (status == TR_OK) status = prepare(on, "VACUUM INTO $1", &vacuum, error);
  if (status == TR_OK) status = start(vacuum, &to, 1, error);
  if (status == TR_OK) status = step(vacuum, &row, error);
  if (vacuum != NULL) release(vacuum);
  tr_store_error ignored;
  if (on->only_read) (void)!execute(on, "PRAGMA query_only = ON", &ignored);
  if (status == TR_OK && fsync(descriptor) != 0)
    status = tr_store_fail(error, TR_EIO, "cannot write %s: %s", path,
                           strerror(errno));
  close(descriptor);
  if (status != TR_OK) unlink(path);
  return status;
}

static void about_it(void *opaque, tr_store_about *about) {
  connection *on = opaque;
  char mode[16];
#ifdef TR_SQLITE_CIPHERS
  snprintf(about->engine, sizeof about->engine, "SQLite %s, %s",
           sqlite3_libversion(), sqlite3mc_version());
  snprintf(about->cipher, sizeof about->cipher,
           "AES-256 with HMAC-SHA512, as SQLCipher 4");
#else
  snprintf(about->engine, sizeof about->engine, "SQLite %s",
           sqlite3_libversion());
  snprintf(about->cipher, sizeof about->cipher, "none");
#endif
  snprintf(about->source, sizeof about->source, "%s", sqlite3_sourceid());
  ask(on->db, "PRAGMA journal_mode", mode, sizeof mode);
  snprintf(about->journal, sizeof about->journal, "%s",
           strcmp(mode, "wal") == 0 ? "write-ahead log" : "rollback journal");
}

/* -------------------------------------------------------------------- table */

static bool knows(const char *place) { return strstr(place, "://") == NULL; }

static const tr_store_word dialect[] = {{"@integer", "INTEGER"},
                                        {"@bytes", "BLOB"},
                                        {"@text", "TEXT"},
                                        {"@strict", "STRICT"},
                                        {NULL, NULL}};

const tr_store_engine tr_sqlite_engine = {
    .name = "sqlite",
#ifdef TR_SQLITE_CIPHERS
    .encrypts = true,
#endif
    .is_file = true,
    .begin = "BEGIN IMMEDIATE",
    .begin_beside = "BEGIN IMMEDIATE",
    .dialect = dialect,
    .knows = knows,
    .open = open_it,
    .close = close_it,
    .execute = execute,
    .prepare = prepare,
    .release = release,
    .start = start,
    .step = step,
    .columns = columns,
    .value = value,
    .stop = stop,
    .version = version,
    .set_version = set_version,
    .check = check,
    .copy = copy,
    .about = about_it,
};
