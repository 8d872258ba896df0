/* Decides which steps a store still needs, and that none is done by half. */
#include "store/migrate.h"

enum { SQL_MOST = 1 << 20 };

void tr_migration_translate(const char *sql, const tr_store_word *dialect,
                            tr_buf *out) {
  while (*sql != '\0') {
    const char *mark = strchr(sql, '@');
    if (mark == NULL) mark = sql + strlen(sql);
    tr_buf_add(out, (tr_str){sql, (size_t)(mark - sql)});
    sql = mark;
    for (const tr_store_word *w = dialect; *sql == '@' && w->word != NULL; w++)
      if (strncmp(sql, w->word, strlen(w->word)) == 0) {
        tr_buf_add(out, tr_str_of(w->sql));
        sql += strlen(w->word);
        break;
      }
    if (sql == mark && *sql == '@') tr_buf_add_char(out, *sql++);
  }
}

static tr_status newer(tr_store *store, int64_t version, unsigned count) {
  return tr_store_fail(tr_store_error_of(store), TR_EVERSION,
                       "the store was made by a newer traction: its schema "
                       "is %d, this version knows %u; use the newer one",
                       (int)version, count);
}

tr_status tr_migrate_look(tr_store *store, unsigned count) {
  int64_t version = 0;
  const tr_status status = tr_store_version(store, &version);
  if (status != TR_OK || version == count) return status;
  if (version > count) return newer(store, version, count);
  return tr_store_fail(tr_store_error_of(store), TR_EVERSION,
                       "the schema of the store is %d, this version wants %u: "
                       "open it once for writing, by 'traction db rebuild'",
                       (int)version, count);
}

static tr_status take_step(tr_store *store, const tr_migration *step) {
  tr_buf sql;
  tr_buf_init(&sql, SQL_MOST);
  tr_migration_translate(step->sql, tr_store_engine_in(store)->dialect, &sql);
  tr_buf_add_char(&sql, '\0');
  tr_status status = sql.bad != TR_OK ? tr_store_fail(tr_store_error_of(store),
                                                      sql.bad, "out of memory")
                                      : tr_store_execute(store, sql.p);
  tr_buf_done(&sql);
  if (status != TR_OK) return status;
  return tr_store_engine_in(store)->set_version(
      tr_store_connection(store), step->number, tr_store_error_of(store));
}

/* Another program may have been faster: the number is asked for again when
 * nobody else can write. */
static tr_status step_on(tr_store *store, const tr_migration *migrations,
                         unsigned count, bool *done) {
  int64_t version = 0;
  tr_status status = tr_store_version(store, &version);
  if (status != TR_OK) return status;
  if (version < 0 || version > count) return newer(store, version, count);
  *done = version == count;
  return *done ? TR_OK : take_step(store, &migrations[version]);
}

tr_status tr_migrate(tr_store *store, const tr_migration *migrations,
                     unsigned count) {
  int64_t version = 0;
  tr_status status = tr_store_version(store, &version);
  bool done = status == TR_OK && version == count;
  while (status == TR_OK && !done) {
    status = tr_store_begin(store);
    if (status == TR_OK) status = step_on(store, migrations, count, &done);
    if (status == TR_OK) status = tr_store_commit(store);
    if (status != TR_OK) tr_store_rollback(store);
  }
  return status;
}
