/* What has to agree for a store to be good. */
#include "store/verify.h"

#include <stdarg.h>

/** A looking. */
typedef struct looking {
  tr_store *store;
  const tr_verify_events *events;
  tr_verified *verified;
  tr_kept_reader *reader;
  tr_buf bytes;
} looking;

bool tr_verified_good(const tr_verified *verified) {
  return verified->structure == 0 && verified->damaged == 0 &&
         verified->differing == 0;
}

__attribute__((format(printf, 2, 3))) static void tell(const looking *at,
                                                       const char *format,
                                                       ...) {
  char text[TR_STORE_MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  at->events->wrong(at->events->context, text);
}

static void structure_wrong(void *context, const char *what) {
  const looking *at = context;
  at->verified->structure++;
  tell(at, "%s", what);
}

static tr_status compare_rows(looking *at, int64_t id) {
  tr_derived_digest read = {NULL}, stored = {NULL};
  tr_extracted found;
  tr_status status = tr_derived_digest_init(&read);
  if (status == TR_OK) status = tr_derived_digest_init(&stored);
  if (status == TR_OK)
    status = tr_extract(id, tr_buf_str(&at->bytes), tr_derived_digest_row,
                        &read, &found);
  if (status == TR_OK)
    status = tr_derived_digest_stored(&stored, at->store, id);
  else
    tr_store_fail(tr_store_error_of(at->store), status, "%s",
                  tr_status_text(status));
  if (status != TR_OK) {
    free(read.states);
    free(stored.states);
    return status;
  }
  const tr_derived differs = tr_derived_digest_compare(&read, &stored);
  if (differs == TR_DERIVED_COUNT) return TR_OK;
  at->verified->differing++;
  tell(at,
       "file %lld: the table %s is not what is read of it; 'traction db "
       "rebuild' makes it anew",
       (long long)id, tr_derived_at(differs)->name);
  return TR_OK;
}

static tr_status look_at_file(looking *at, int64_t id, tr_str sha256) {
  char digest[TR_KEPT_DIGEST];
  tr_buf_clear(&at->bytes);
  tr_status status = tr_kept_read_all(at->reader, id, &at->bytes);
  at->verified->files++;
  at->verified->bytes += at->bytes.n;
  if (status == TR_OK) tr_kept_digest(tr_buf_str(&at->bytes), digest);
  const bool whole = status == TR_OK && tr_str_eq(tr_str_of(digest), sha256);
  if (whole && at->verified->outdated) return TR_OK;
  if (whole) {
    status = compare_rows(at, id);
    if (status != TR_ESYNTAX) return status;
    at->verified->differing++;
    tell(at, "file %lld: rows of it cannot be read", (long long)id);
    return TR_OK;
  }
  if (status != TR_OK && status != TR_ESYNTAX) return status;
  at->verified->damaged++;
  tell(at, "file %lld: its bytes are not those that were received",
       (long long)id);
  return TR_OK;
}

static tr_status look_at_files(looking *at) {
  tr_statement *files = NULL;
  bool row = false;
  int64_t all = 0;
  tr_status status =
      tr_store_run(at->store, "SELECT count(*) FROM file", NULL, 0, &all);
  if (status == TR_OK)
    status = tr_statement_new(
        at->store, "SELECT id, sha256 FROM file ORDER BY id", &files);
  if (status == TR_OK) status = tr_statement_start(files, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(files, &row);
  while (status == TR_OK && row) {
    const tr_cell id = tr_statement_value(files, 0);
    const tr_cell sha256 = tr_statement_value(files, 1);
    status = look_at_file(at, id.integer, sha256.text);
    if (at->events->progress != NULL)
      at->events->progress(at->events->context, at->verified->files,
                           (uint64_t)all);
    if (status == TR_OK) status = tr_statement_step(files, &row);
  }
  tr_statement_free(files);
  if (status != TR_ESYNTAX) return status;
  structure_wrong(at, "the list of files cannot be read to its end");
  return TR_OK;
}

tr_status tr_verify(tr_store *store, const tr_verify_events *events,
                    tr_verified *verified) {
  looking at = {.store = store, .events = events, .verified = verified};
  *verified = (tr_verified){.files = 0};
  tr_buf_init(&at.bytes, TR_KEPT_MOST);
  tr_status status = tr_store_check(store, structure_wrong, &at);
  verified->outdated = tr_derived_is_current(store) == TR_EVERSION;
  if (status == TR_OK) status = tr_kept_reader_new(store, &at.reader);
  if (status == TR_OK) status = look_at_files(&at);
  tr_kept_reader_free(at.reader);
  tr_buf_done(&at.bytes);
  return status;
}
