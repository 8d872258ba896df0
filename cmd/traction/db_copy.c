/* Backups: a copy takes its name when it is whole and was read through; what a
 * restore replaces is kept beside it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db_run.h"

static void wrong(void *context, const char *what) {
  (void)context;
  file_say("%s", what);
}

static void show_files(void *context, uint64_t file, uint64_t all) {
  const bool quiet = *(bool *)context;
  static const char *const clear = "\r\033[K";
  if (quiet || !isatty(STDERR_FILENO)) return;
  if (file == all)
    fputs(clear, stderr);
  else if (file % 16 == 0)
    fprintf(stderr, "%s%llu of %llu files", clear, (unsigned long long)file,
            (unsigned long long)all);
}

bool db_verify(tr_store *store, bool quiet, tr_verified *verified) {
  const tr_verify_events events = {&quiet, wrong, show_files};
  if (tr_verify(store, &events, verified) == TR_OK) return true;
  db_failed(store);
  return false;
}

/* Whether a copy is good from one end to the other; one of an older version is
 * brought up to date. */
static bool is_good(const db_place *place, const char *path, bool quiet) {
  tr_verified verified = {0};
  tr_store *store = db_open(place, path, TR_STORE_USE);
  if (store == NULL) return false;
  const bool looked = db_verify(store, quiet, &verified);
  tr_store_close(store);
  if (looked && !tr_verified_good(&verified)) file_say("%s is damaged", path);
  return looked && tr_verified_good(&verified);
}

/* A copy of a store under another name, whole and verified. */
static bool make_copy(const db_place *place, const char *from, const char *to,
                      bool quiet) {
  tr_store *store = db_open(place, from, TR_STORE_COPY);
  if (store == NULL) return false;
  unlink(to);
  const bool copied = tr_store_copy(store, to) == TR_OK;
  if (!copied) db_failed(store);
  tr_store_close(store);
  if (copied && is_good(place, to, quiet)) return true;
  if (copied) unlink(to);
  return false;
}

static bool take_name(const char *from, const char *to) {
  if (rename(from, to) == 0 && db_sync_folder_of(to)) return true;
  file_say_errno("write", to);
  return false;
}

/* A server's store is copied by the server's own tools, while others go on. */
static int say_dump(const db_place *place, const char *path, bool restore) {
  if (restore)
    file_say(
        "a store of PostgreSQL is put back by its own tools: pg_restore "
        "--dbname='%s' '%s', into an empty database",
        place->path, path);
  else
    file_say(
        "a store of PostgreSQL is backed up by its own tools: pg_dump "
        "--format=custom --file='%s' '%s'; 'traction db export' writes "
        "its files in open forms",
        path, place->path);
  return EXIT_USAGE;
}

int db_backup(const db_place *place, const char *path, bool force, bool quiet) {
  char *part = NULL;
  if (!place->engine->is_file) return say_dump(place, path, false);
  if (file_exists(path) && !force) {
    file_say("%s is there already; --force replaces it", path);
    return EXIT_FAILED;
  }
  if (asprintf(&part, "%s.part-%d", path, (int)getpid()) < 0) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  bool good = make_copy(place, place->path, part, quiet);
  if (good && !take_name(part, path)) {
    unlink(part);
    good = false;
  }
  free(part);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}

/* ------------------------------------------------------------------ restore */

/* Put aside a file and what belongs to it, if it is there: first the store, so
 * that a log without its store, which means nothing, is all that a break in
 * between can leave. */
static bool put_aside(const char *path) {
  static const char *const parts[] = {"", "-wal", "-shm", "-journal"};
  bool good = true;
  for (size_t i = 0; good && i < sizeof parts / sizeof *parts; i++) {
    char *from = NULL, *to = NULL;
    good = asprintf(&from, "%s%s", path, parts[i]) >= 0 &&
           asprintf(&to, "%s.old%s", path, parts[i]) >= 0;
    if (good) unlink(to);
    if (good && rename(from, to) != 0 && errno != ENOENT) {
      file_say_errno("put aside", from);
      good = false;
    }
    free(from);
    free(to);
  }
  return good;
}

/* A store that can be opened is closed in good order first, so that nothing of
 * it waits in a log; one that cannot is put aside as it is. */
static bool let_go(const db_place *place) {
  const tr_store_options options = {place->path, &place->key, TR_STORE_USE};
  tr_store_error error;
  tr_store *store = NULL;
  if (tr_store_open(&options, &store, &error) != TR_OK) return true;
  const bool alone = tr_store_begin(store) == TR_OK;
  if (!alone) db_failed(store);
  tr_store_close(store);
  return alone;
}

int db_restore(const db_place *place, const char *path, bool force,
               bool quiet) {
  char *part = NULL;
  if (!place->engine->is_file) return say_dump(place, path, true);
  const bool there = file_size(place->path) > 0;
  if (there && !force) {
    file_say("there is a store at %s; --force puts it aside, as %s.old",
             place->path, place->path);
    return EXIT_FAILED;
  }
  if (asprintf(&part, "%s.part-%d", place->path, (int)getpid()) < 0) {
    file_say("out of memory");
    return EXIT_FAILED;
  }
  bool good = make_copy(place, path, part, quiet);
  good = good && (!there || (let_go(place) && put_aside(place->path))) &&
         take_name(part, place->path);
  if (!good) unlink(part);
  free(part);
  return good ? EXIT_CLEAN : EXIT_FAILED;
}
