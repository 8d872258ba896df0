/* The order of things in which a file is taken in, so that it is there as a
 * whole or not at all. */
#include "store/receive.h"

enum { FILE_MOST = TR_KEPT_MOST };

void tr_received_now(char *text) {
  const time_t now = time(NULL);
  struct tm parts;
  if (gmtime_r(&now, &parts) == NULL ||
      strftime(text, TR_KEPT_TIME, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
    memcpy(text, "1970-01-01T00:00:00Z", TR_KEPT_TIME);
}

static tr_status why(tr_store *store, tr_status status) {
  if (status == TR_ELIMIT || status == TR_ENOMEM)
    tr_store_fail(tr_store_error_of(store), status, "%s",
                  tr_status_text(status));
  return status;
}

/* A store whose rows were made by another version is not added to. */
tr_status tr_derived_is_current(tr_store *store) {
  int64_t by = 0, files = 0;
  tr_status status = tr_store_run(
      store, "SELECT CAST(value AS INTEGER) FROM about WHERE name = 'deriver'",
      NULL, 0, &by);
  if (status != TR_OK || by == TR_DERIVER) return status;
  status = tr_store_run(store, "SELECT count(*) FROM file", NULL, 0, &files);
  if (status != TR_OK || (files == 0 && by == 0)) return status;
  return tr_store_fail(tr_store_error_of(store), TR_EVERSION,
                       "what was read of the files was read by another version "
                       "of traction; run 'traction db rebuild' first");
}

static tr_status set_deriver(tr_store *store) {
  const tr_cell number = tr_cell_integer(TR_DERIVER);
  return tr_store_run(store,
                      "INSERT INTO about (name, value) VALUES ('deriver', "
                      "CAST($1 AS TEXT)) ON CONFLICT (name) DO UPDATE SET "
                      "value = excluded.value",
                      &number, 1, NULL);
}

/* --------------------------------------------------------------- taking in */

static tr_status enter_rows(tr_store *store, int64_t id, tr_str bytes,
                            tr_extracted *found) {
  tr_derived_writer writer;
  tr_status status = tr_derived_writer_init(&writer, store);
  if (status != TR_OK) return status;
  status = why(store, tr_extract(id, bytes, tr_derived_write, &writer, found));
  tr_derived_writer_done(&writer);
  return status;
}

/* The row of the file stands before those that refer to it, and is corrected
 * when its faults have been counted. */
static tr_status enter(tr_store *store, tr_str name, tr_str bytes,
                       const char *received, tr_received *report) {
  tr_kept_file file = {.name = name,
                       .kind = report->found.kind,
                       .sha256 = report->sha256,
                       .received = received,
                       .faults = 0};
  tr_status status = tr_kept_next(store, &report->id);
  if (status == TR_OK) status = tr_kept_add(store, report->id, &file, bytes.n);
  if (status == TR_OK)
    status = enter_rows(store, report->id, bytes, &report->found);
  if (status != TR_OK || !report->found.good) return status;
  const tr_cell counts[] = {tr_cell_integer((int64_t)report->found.faults),
                            tr_cell_integer((int64_t)report->found.unread),
                            tr_cell_integer(report->id)};
  status = tr_store_run(
      store, "UPDATE file SET faults = $1, unread = $2 WHERE id = $3", counts,
      3, NULL);
  if (status == TR_OK) status = tr_kept_write(store, report->id, bytes);
  if (status == TR_OK) status = set_deriver(store);
  return status;
}

tr_status tr_receive(tr_store *store, tr_str name, tr_str bytes,
                     const char *received, tr_received *report) {
  tr_received made = {.as = TR_RECEIVED_NEW};
  if (bytes.n > FILE_MOST)
    return tr_store_fail(tr_store_error_of(store), TR_ELIMIT,
                         "it is larger than a file of a store may be");
  tr_kept_digest(bytes, made.sha256);
  tr_extracted_glance(bytes, &made.found);
  if (made.found.kind == NULL) {
    made.as = TR_RECEIVED_REFUSED;
    *report = made;
    return TR_OK;
  }
  tr_status status = tr_store_begin(store);
  if (status != TR_OK) return status;
  status = tr_kept_find(store, made.sha256, &made.id);
  if (status == TR_OK && made.id != 0) {
    made.as = TR_RECEIVED_KNOWN;
    made.found = (tr_extracted){.kind = made.found.kind};
  } else if (status == TR_OK) {
    status = enter(store, name, bytes, received, &made);
    if (status == TR_OK && !made.found.good) {
      made.as = TR_RECEIVED_REFUSED;
      made.id = 0;
    }
  }
  if (status == TR_OK && made.as == TR_RECEIVED_NEW)
    status = tr_store_commit(store);
  else
    tr_store_rollback(store);
  if (status == TR_OK) *report = made;
  return status;
}

/* -------------------------------------------------------------- rebuilding */

static tr_status rebuild_file(tr_store *store, tr_kept_reader *reader,
                              int64_t id, tr_buf *bytes) {
  tr_extracted found;
  tr_buf_clear(bytes);
  tr_status status = tr_kept_read_all(reader, id, bytes);
  if (status == TR_OK) status = tr_store_begin(store);
  if (status != TR_OK) return status;
  status = tr_derived_remove(store, id);
  if (status == TR_OK)
    status = enter_rows(store, id, tr_buf_str(bytes), &found);
  if (status == TR_OK) {
    const tr_cell counts[] = {tr_cell_integer((int64_t)found.faults),
                              tr_cell_integer((int64_t)found.unread),
                              tr_cell_integer(id)};
    status = tr_store_run(
        store, "UPDATE file SET faults = $1, unread = $2 WHERE id = $3", counts,
        3, NULL);
  }
  if (status == TR_OK)
    status = tr_store_commit(store);
  else
    tr_store_rollback(store);
  return status;
}

static tr_status next_file(tr_store *store, int64_t *id) {
  const tr_cell after = tr_cell_integer(*id);
  return tr_store_run(store,
                      "SELECT coalesce(min(id), 0) FROM file WHERE id > $1",
                      &after, 1, id);
}

tr_status tr_rebuild(tr_store *store, tr_store_progress_fn *progress,
                     void *context) {
  tr_kept_reader *reader = NULL;
  tr_buf bytes;
  int64_t all = 0, id = 0;
  uint64_t done = 0;
  tr_buf_init(&bytes, FILE_MOST);
  tr_status status =
      tr_store_run(store, "SELECT count(*) FROM file", NULL, 0, &all);
  if (status == TR_OK) status = tr_kept_reader_new(store, &reader);
  if (status == TR_OK) status = next_file(store, &id);
  while (status == TR_OK && id != 0) {
    status = rebuild_file(store, reader, id, &bytes);
    if (progress != NULL) progress(context, ++done, (uint64_t)all);
    if (status == TR_OK) status = next_file(store, &id);
  }
  tr_kept_reader_free(reader);
  tr_buf_done(&bytes);
  if (status != TR_OK) return status;
  status = tr_store_begin(store);
  if (status == TR_OK) status = set_deriver(store);
  if (status == TR_OK) status = tr_store_commit(store);
  if (status != TR_OK) tr_store_rollback(store);
  return status;
}
