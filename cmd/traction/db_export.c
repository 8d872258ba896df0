/* Everything of a store in forms that any program reads: the files as they were
 * received, an index of them, and the tables as NDJSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json_write.h"
#include "base/money.h"
#include "db_run.h"
#include "input/json_walk.h"

enum { LINES_MOST = 1 << 30, PATH_MOST = 4096, FIELD_MOST = 1 << 16 };

#define MANIFEST "traction-export.json"
#define FORMAT "traction-export/1"

/** An export in the making. */
typedef struct exporting {
  tr_store *store;
  const char *folder;
  tr_kept_reader *reader;
  tr_buf bytes, line;
  file_output index;
} exporting;

static void key(tr_json *json, const char *name) {
  tr_json_key(json, tr_str_of(name));
}

static bool path_of(char *path, const char *folder, const char *name) {
  const int n = snprintf(path, PATH_MOST, "%s/%s", folder, name);
  if (n > 0 && n < PATH_MOST) return true;
  file_say("the name of the folder is too long");
  return false;
}

/* ------------------------------------------------------------------- values */

static void put_cents(tr_json *json, int64_t cents) {
  char text[TR_CENTS_TEXT];
  const size_t n = tr_cents_text(cents, text);
  tr_json_raw(json, (tr_str){text, n});
}

static void put_quantity(tr_json *json, int64_t thousandths) {
  char text[32];
  const uint64_t size =
      thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
  int n = snprintf(text, sizeof text, "%s%llu", thousandths < 0 ? "-" : "",
                   (unsigned long long)(size / 1000));
  if (size % 1000 != 0)
    n += snprintf(text + n, sizeof text - (size_t)n, ".%03llu",
                  (unsigned long long)(size % 1000));
  tr_json_raw(json, (tr_str){text, (size_t)n});
}

static void put_value(tr_json *json, const tr_cell *value,
                      tr_column_kind kind) {
  char day[TR_DAY_TEXT];
  if (value->kind == TR_CELL_NULL) {
    tr_json_null(json);
  } else if (value->kind != TR_CELL_INTEGER) {
    tr_json_string(json, value->text);
  } else if (kind == TR_COLUMN_DAY) {
    tr_day_text((tr_day)value->integer, day);
    tr_json_string(json, tr_str_of(day));
  } else if (kind == TR_COLUMN_CENTS) {
    put_cents(json, value->integer);
  } else if (kind == TR_COLUMN_QUANTITY) {
    put_quantity(json, value->integer);
  } else if (kind == TR_COLUMN_FLAG) {
    tr_json_boolean(json, value->integer != 0);
  } else {
    tr_json_integer(json, value->integer);
  }
}

/* ------------------------------------------------------------------- tables */

static tr_status put_rows(exporting *at, const tr_derived_table *table,
                          file_output *output) {
  const tr_cell range[] = {tr_cell_integer(0), tr_cell_integer(INT64_MAX)};
  tr_statement *rows = NULL;
  bool row = false;
  tr_status status = tr_statement_new(at->store, table->select, &rows);
  if (status == TR_OK) status = tr_statement_start(rows, range, 2);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  while (status == TR_OK && row && !output->failed) {
    tr_json json;
    tr_json_init(&json, &at->line);
    tr_json_begin_object(&json);
    for (unsigned i = 0; i < table->count; i++) {
      const tr_cell value = tr_statement_value(rows, i);
      key(&json, table->columns[i].name);
      put_value(&json, &value, table->columns[i].kind);
    }
    tr_json_end_object(&json);
    tr_buf_add_char(&at->line, '\n');
    file_output_drain(output, &at->line, false);
    status = tr_statement_step(rows, &row);
  }
  file_output_drain(output, &at->line, true);
  tr_statement_free(rows);
  return status;
}

static bool put_table(exporting *at, const tr_derived_table *table) {
  char name[128], path[PATH_MOST];
  file_output output;
  snprintf(name, sizeof name, "tables/%s.ndjson", table->name);
  if (!path_of(path, at->folder, name) || !file_output_open(&output, path))
    return false;
  const tr_status status = put_rows(at, table, &output);
  if (status != TR_OK) db_failed(at->store);
  return file_output_close(&output, status == TR_OK) && status == TR_OK;
}

/* -------------------------------------------------------------------- files */

static bool put_bytes(exporting *at, int64_t id, const char *name) {
  char path[PATH_MOST];
  file_output output;
  tr_buf_clear(&at->bytes);
  if (tr_kept_read_all(at->reader, id, &at->bytes) != TR_OK) {
    db_failed(at->store);
    return false;
  }
  if (!path_of(path, at->folder, name) || !file_output_open(&output, path))
    return false;
  file_output_write(&output, tr_buf_str(&at->bytes));
  return file_output_close(&output, true);
}

static bool put_file(exporting *at, const tr_statement *row) {
  static const char *const names[] = {"id",   "sha256",   "name",   "kind",
                                      "size", "received", "faults", "unread"};
  const int64_t id = tr_statement_value(row, 0).integer;
  const tr_str kind = tr_statement_value(row, 3).text;
  char path[64];
  snprintf(path, sizeof path, "files/%08lld.%s", (long long)id,
           tr_str_eq(kind, TR_STR("notes")) ? "json" : "x12");
  tr_json json;
  tr_json_init(&json, &at->line);
  tr_json_begin_object(&json);
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    const tr_cell value = tr_statement_value(row, i);
    key(&json, names[i]);
    put_value(&json, &value, TR_COLUMN_NUMBER);
  }
  key(&json, "path");
  tr_json_string(&json, tr_str_of(path));
  tr_json_end_object(&json);
  tr_buf_add_char(&at->line, '\n');
  return put_bytes(at, id, path) &&
         file_output_drain(&at->index, &at->line, false);
}

static bool put_files(exporting *at) {
  char path[PATH_MOST];
  tr_statement *rows = NULL;
  bool row = false;
  if (!path_of(path, at->folder, "files.ndjson") ||
      !file_output_open(&at->index, path))
    return false;
  tr_status status = tr_statement_new(
      at->store,
      "SELECT id, sha256, name, kind, size, received, faults, unread FROM "
      "file ORDER BY id",
      &rows);
  if (status == TR_OK) status = tr_statement_start(rows, NULL, 0);
  if (status == TR_OK) status = tr_statement_step(rows, &row);
  bool good = true;
  while (status == TR_OK && row && good) {
    good = put_file(at, rows);
    if (good) status = tr_statement_step(rows, &row);
  }
  tr_statement_free(rows);
  if (status != TR_OK) db_failed(at->store);
  good =
      good && status == TR_OK && file_output_drain(&at->index, &at->line, true);
  return file_output_close(&at->index, good) && good;
}

/* ----------------------------------------------------------------- manifest */

static const char *word_of(tr_column_kind kind) {
  static const char *const words[] = {
      [TR_COLUMN_NUMBER] = "number",     [TR_COLUMN_TEXT] = "text",
      [TR_COLUMN_DAY] = "date",          [TR_COLUMN_CENTS] = "amount",
      [TR_COLUMN_QUANTITY] = "quantity", [TR_COLUMN_FLAG] = "flag"};
  return words[kind];
}

static void put_manifest_table(tr_json *json, const tr_derived_table *table) {
  char path[128];
  snprintf(path, sizeof path, "tables/%s.ndjson", table->name);
  tr_json_begin_object(json);
  key(json, "name");
  tr_json_string(json, tr_str_of(table->name));
  key(json, "path");
  tr_json_string(json, tr_str_of(path));
  key(json, "columns");
  tr_json_begin_object(json);
  for (unsigned i = 0; i < table->count; i++) {
    key(json, table->columns[i].name);
    tr_json_string(json, tr_str_of(word_of(table->columns[i].kind)));
  }
  tr_json_end_object(json);
  tr_json_end_object(json);
}

static bool put_manifest(exporting *at) {
  char path[PATH_MOST];
  file_output output;
  tr_json json;
  if (!path_of(path, at->folder, MANIFEST) || !file_output_open(&output, path))
    return false;
  tr_json_init(&json, &at->line);
  tr_json_begin_object(&json);
  key(&json, "format");
  tr_json_string(&json, TR_STR(FORMAT));
  key(&json, "version");
  tr_json_string(&json, TR_STR(TR_VERSION));
  key(&json, "files");
  tr_json_string(&json, TR_STR("files.ndjson"));
  key(&json, "tables");
  tr_json_begin_array(&json);
  for (int i = 0; i < TR_DERIVED_COUNT; i++)
    put_manifest_table(&json, tr_derived_at((tr_derived)i));
  tr_json_end_array(&json);
  tr_json_end_object(&json);
  tr_buf_add_char(&at->line, '\n');
  file_output_drain(&output, &at->line, true);
  return file_output_close(&output, true);
}

static bool make_folders(const char *folder) {
  static const char *const below[] = {"files", "tables"};
  char path[PATH_MOST];
  if (mkdir(folder, 0700) != 0) {
    if (errno == EEXIST)
      file_say("%s is there already; an export goes into a new folder", folder);
    else
      file_say_errno("make the folder", folder);
    return false;
  }
  for (size_t i = 0; i < 2; i++)
    if (!path_of(path, folder, below[i]) || mkdir(path, 0700) != 0) {
      file_say_errno("make the folder", path);
      return false;
    }
  return true;
}

/* The manifest comes last: a folder without it is no export. */
int db_export(tr_store *store, const char *folder) {
  exporting at = {.store = store, .folder = folder};
  if (!make_folders(folder)) return EXIT_FAILED;
  tr_buf_init(&at.bytes, TR_KEPT_MOST);
  tr_buf_init(&at.line, LINES_MOST);
  bool good = tr_kept_reader_new(store, &at.reader) == TR_OK;
  if (!good) db_failed(store);
  good = good && put_files(&at);
  for (int i = 0; good && i < TR_DERIVED_COUNT; i++)
    good = put_table(&at, tr_derived_at((tr_derived)i));
  good = good && put_manifest(&at) && db_sync_folder_of(folder);
  tr_kept_reader_free(at.reader);
  tr_buf_done(&at.bytes);
  tr_buf_done(&at.line);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}

/* -------------------------------------------------------------- back again */

bool db_is_export(const char *folder) {
  char path[PATH_MOST];
  const int n = snprintf(path, sizeof path, "%s/" MANIFEST, folder);
  return n > 0 && n < PATH_MOST && file_exists(path);
}

/* A text of one line of the index, NUL-terminated. */
static bool text_in(tr_str line, const char *pointer, tr_arena *arena,
                    const char **out) {
  tr_str token, text, kept;
  if (!tr_json_find(line, pointer, &token) || token.n < 2 ||
      token.p[0] != '"' || tr_json_unescape(arena, token, &text) != TR_OK)
    return false;
  char *copy = tr_arena_alloc(arena, text.n + 1);
  if (copy == NULL) return false;
  if (text.n > 0) memcpy(copy, text.p, text.n);
  kept = (tr_str){copy, text.n};
  *out = kept.p;
  return memchr(kept.p, '\0', kept.n) == NULL;
}

/* Nothing outside of the folder is meant by a path of the index. */
static bool is_within(const char *path) {
  return strncmp(path, "files/", 6) == 0 && strchr(path + 6, '/') == NULL &&
         path[6] != '.' && path[6] != '\0';
}

static bool take_line(const char *folder, tr_str line, tr_arena *arena,
                      db_inputs *inputs, db_file_fn *take, void *context) {
  const char *name, *path, *received, *sha256;
  char full[PATH_MOST];
  file_bytes loaded;
  if (!text_in(line, "/name", arena, &name) ||
      !text_in(line, "/path", arena, &path) ||
      !text_in(line, "/received", arena, &received) ||
      !text_in(line, "/sha256", arena, &sha256) || !is_within(path) ||
      strlen(received) >= TR_KEPT_TIME) {
    file_say("a line of %s/files.ndjson is no entry of an export", folder);
    inputs->failed = true;
    return true;
  }
  if (!path_of(full, folder, path) || !file_load(full, &loaded)) {
    inputs->failed = true;
    return true;
  }
  const db_file file = {.path = full,
                        .name = tr_str_of(name),
                        .bytes = loaded.bytes,
                        .received = received,
                        .sha256 = sha256};
  const bool on = take(context, &file);
  file_unload(&loaded);
  return on;
}

bool db_export_take(const char *folder, db_inputs *inputs, db_file_fn *take,
                    void *context) {
  char path[PATH_MOST];
  file_bytes index;
  tr_arena arena;
  bool on = true;
  if (!path_of(path, folder, "files.ndjson") || !file_load(path, &index)) {
    inputs->failed = true;
    return true;
  }
  tr_arena_init(&arena, FIELD_MOST);
  for (size_t from = 0; on && from < index.bytes.n;) {
    const char *start = index.bytes.p + from;
    const char *end = memchr(start, '\n', index.bytes.n - from);
    const size_t n = end != NULL ? (size_t)(end - start) : index.bytes.n - from;
    tr_arena_reset(&arena);
    if (n > 0)
      on = take_line(folder, (tr_str){start, n}, &arena, inputs, take, context);
    from += n + 1;
  }
  tr_arena_done(&arena);
  file_unload(&index);
  return on;
}
