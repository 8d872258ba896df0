/* Which engine a store has; whether a transaction is open. */
#include "store/store.h"

#include "store/migrate.h"
#include "store/postgres.h"
#include "store/sqlite.h"

struct tr_store {
  const tr_store_engine *engine;
  void *connection;
  bool open; /* a transaction is */
  tr_store_error error;
};

struct tr_statement {
  tr_store *store;
  void *prepared;
};

const tr_store_engine *const *tr_store_engines(void) {
  static const tr_store_engine *const engines[] = {&tr_sqlite_engine,
                                                   &tr_postgres_engine, NULL};
  return engines;
}

const tr_store_engine *tr_store_engine_of(const char *place) {
  for (const tr_store_engine *const *e = tr_store_engines(); *e != NULL; e++)
    if ((*e)->knows(place)) return *e;
  return NULL;
}

/* ------------------------------------------------------------------ opening */

static tr_status open_on(tr_store *store, const tr_store_options *options) {
  tr_status status =
      store->engine->open(options, &store->connection, &store->error);
  if (status != TR_OK) {
    store->connection = NULL;
    return status;
  }
  switch (options->mode) {
    case TR_STORE_COPY:
      return TR_OK;
    case TR_STORE_LOOK:
      return tr_migrate_look(store, tr_migration_count);
    case TR_STORE_USE:
    case TR_STORE_MAKE:
      break;
  }
  return tr_migrate(store, tr_migrations, tr_migration_count);
}

tr_status tr_store_open(const tr_store_options *options, tr_store **store,
                        tr_store_error *error) {
  const tr_store_engine *engine = tr_store_engine_of(options->place);
  if (engine == NULL)
    return tr_store_fail(error, TR_ENOTFOUND,
                         "this build has no engine for stores of the kind %.*s",
                         (int)strcspn(options->place, ":"), options->place);
  if (engine->encrypts && options->key == NULL)
    return tr_store_fail(error, TR_ENOTFOUND, "the store needs a key");
  tr_store *made = calloc(1, sizeof *made);
  if (made == NULL) return tr_store_fail(error, TR_ENOMEM, "out of memory");
  made->engine = engine;
  const tr_status status = open_on(made, options);
  if (status == TR_OK) {
    *store = made;
    return TR_OK;
  }
  *error = made->error;
  tr_store_close(made);
  return status;
}

void tr_store_close(tr_store *store) {
  if (store == NULL) return;
  tr_store_rollback(store);
  if (store->connection != NULL) store->engine->close(store->connection);
  free(store);
}

const char *tr_store_message(const tr_store *store) {
  return store->error.text;
}

tr_store_error *tr_store_error_of(tr_store *store) { return &store->error; }

const tr_store_engine *tr_store_engine_in(const tr_store *store) {
  return store->engine;
}

void *tr_store_connection(tr_store *store) { return store->connection; }

void tr_store_about_it(const tr_store *store, tr_store_about *about) {
  store->engine->about(store->connection, about);
}

/* ------------------------------------------------------------- transactions */

tr_status tr_store_execute(tr_store *store, const char *sql) {
  return store->engine->execute(store->connection, sql, &store->error);
}

static tr_status begin_by(tr_store *store, const char *sql) {
  const tr_status status = tr_store_execute(store, sql);
  store->open = status == TR_OK;
  return status;
}

tr_status tr_store_begin(tr_store *store) {
  return begin_by(store, store->engine->begin);
}

tr_status tr_store_begin_beside(tr_store *store) {
  return begin_by(store, store->engine->begin_beside);
}

tr_status tr_store_commit(tr_store *store) {
  const tr_status status = tr_store_execute(store, "COMMIT");
  if (status == TR_OK)
    store->open = false;
  else
    tr_store_rollback(store);
  return status;
}

void tr_store_rollback(tr_store *store) {
  tr_store_error ignored; /* there may be nothing left to undo */
  if (store->open)
    (void)!store->engine->execute(store->connection, "ROLLBACK", &ignored);
  store->open = false;
}

tr_status tr_store_check(tr_store *store,
                         void (*told)(void *context, const char *what),
                         void *context) {
  return store->engine->check(store->connection, told, context, &store->error);
}

tr_status tr_store_copy(tr_store *store, const char *path) {
  return store->engine->copy(store->connection, path, &store->error);
}

tr_status tr_store_version(tr_store *store, int64_t *version) {
  return store->engine->version(store->connection, version, &store->error);
}

/* --------------------------------------------------------------- statements */

tr_status tr_statement_new(tr_store *store, const char *sql,
                           tr_statement **statement) {
  tr_statement *made = calloc(1, sizeof *made);
  if (made == NULL)
    return tr_store_fail(&store->error, TR_ENOMEM, "out of memory");
  made->store = store;
  const tr_status status = store->engine->prepare(
      store->connection, sql, &made->prepared, &store->error);
  if (status == TR_OK)
    *statement = made;
  else
    free(made);
  return status;
}

void tr_statement_free(tr_statement *statement) {
  if (statement == NULL) return;
  statement->store->engine->release(statement->prepared);
  free(statement);
}

tr_status tr_statement_start(tr_statement *statement, const tr_cell *values,
                             unsigned count) {
  tr_store *store = statement->store;
  return store->engine->start(statement->prepared, values, count,
                              &store->error);
}

tr_status tr_statement_step(tr_statement *statement, bool *row) {
  tr_store *store = statement->store;
  *row = false;
  return store->engine->step(statement->prepared, row, &store->error);
}

tr_cell tr_statement_value(const tr_statement *statement, unsigned column) {
  return statement->store->engine->value(statement->prepared, column);
}

unsigned tr_statement_columns(const tr_statement *statement) {
  return statement->store->engine->columns(statement->prepared);
}

void tr_statement_stop(tr_statement *statement) {
  statement->store->engine->stop(statement->prepared);
}

tr_status tr_statement_run(tr_statement *statement, const tr_cell *values,
                           unsigned count) {
  bool row = true;
  tr_status status = tr_statement_start(statement, values, count);
  while (status == TR_OK && row) status = tr_statement_step(statement, &row);
  tr_statement_stop(statement);
  return status;
}

tr_status tr_store_run(tr_store *store, const char *sql, const tr_cell *values,
                       unsigned count, int64_t *number) {
  tr_statement *statement = NULL;
  bool row = false;
  if (number != NULL) *number = 0;
  tr_status status = tr_statement_new(store, sql, &statement);
  if (status == TR_OK) status = tr_statement_start(statement, values, count);
  if (status == TR_OK) status = tr_statement_step(statement, &row);
  if (status == TR_OK && row && number != NULL)
    *number = tr_statement_value(statement, 0).integer;
  while (status == TR_OK && row) status = tr_statement_step(statement, &row);
  tr_statement_free(statement);
  return status;
}
