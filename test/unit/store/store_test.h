/* What the tests of the store share: a folder that goes away, a store in it,
 * files to put into it. */
#ifndef TEST_STORE_TEST_H
#define TEST_STORE_TEST_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "store/receive.h"

#define NOW "2026-06-30T12:00:00Z"

/** A folder with a store. */
typedef struct place {
  char folder[64];
  char path[96];
  tr_store_key key;
  tr_store *store;
  tr_store_error error;
} place;

static inline void place_begin(place *at) {
  memset(at, 0, sizeof *at);
  snprintf(at->folder, sizeof at->folder, "/tmp/t-store-XXXXXX");
  assert_non_null(mkdtemp(at->folder));
  snprintf(at->path, sizeof at->path, "%s/practice.db", at->folder);
  memset(at->key.text, 'a', TR_STORE_KEY_TEXT);
}

static inline tr_status place_open_as(place *at, tr_store_mode mode) {
  const tr_store_options options = {at->path, &at->key, mode};
  return tr_store_open(&options, &at->store, &at->error);
}

static inline void place_open(place *at) {
  if (place_open_as(at, TR_STORE_MAKE) != TR_OK) fail_msg("%s", at->error.text);
}

static inline void place_close(place *at) {
  tr_store_close(at->store);
  at->store = NULL;
}

static inline void place_end(place *at) {
  static const char *const names[] = {"practice.db", "practice.db-wal",
                                      "practice.db-shm", "copy.db", "key"};
  char path[160];
  place_close(at);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    snprintf(path, sizeof path, "%s/%s", at->folder, names[i]);
    unlink(path);
  }
  assert_int_equal(rmdir(at->folder), 0);
}

static inline int64_t number_of(place *at, const char *sql) {
  int64_t number = -1;
  if (tr_store_run(at->store, sql, NULL, 0, &number) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
  return number;
}

/* Whether the first value of the first row is a text. */
static inline void assert_text(place *at, const char *sql, const char *text) {
  tr_statement *rows = NULL;
  bool row = false;
  assert_int_equal(tr_statement_new(at->store, sql, &rows), TR_OK);
  assert_int_equal(tr_statement_start(rows, NULL, 0), TR_OK);
  assert_int_equal(tr_statement_step(rows, &row), TR_OK);
  assert_true(row);
  const tr_cell value = tr_statement_value(rows, 0);
  assert_int_equal(value.kind, TR_CELL_TEXT);
  assert_int_equal(value.text.n, strlen(text));
  assert_memory_equal(value.text.p, text, value.text.n);
  tr_statement_free(rows);
}

static inline void load_file(const char *path, tr_buf *bytes) {
  char chunk[4096];
  ssize_t n;
  const int descriptor = open(path, O_RDONLY);
  if (descriptor < 0) fail_msg("cannot open %s", path);
  tr_buf_init(bytes, 16 << 20);
  while ((n = read(descriptor, chunk, sizeof chunk)) > 0)
    tr_buf_add(bytes, (tr_str){chunk, (size_t)n});
  close(descriptor);
}

static inline tr_received receive_text(place *at, tr_str bytes) {
  tr_received received;
  if (tr_receive(at->store, TR_STR("a-file"), bytes, NOW, &received) != TR_OK)
    fail_msg("%s", tr_store_message(at->store));
  return received;
}

/** Take in a file of the tree. */
static inline tr_received receive_file(place *at, const char *path) {
  tr_buf bytes;
  load_file(path, &bytes);
  const tr_received received = receive_text(at, tr_buf_str(&bytes));
  tr_buf_done(&bytes);
  return received;
}

#define MORNING "examples/day/claims-1-morning.837"
#define NOTES "examples/day/notes.ndjson"
#define REMIT "examples/remit/remit.835"
#define REMIT_CLAIMS "examples/remit/claims.837"

#endif
