/* Where the store and its key are. The key lies beside the store's folder, not
 * in it: whoever copies the folder has not got the key. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db_run.h"
#include "store/postgres_place.h"

static bool is_set(const char *text) { return text != NULL && *text != '\0'; }

/* A path in the folder of the user's data; NULL where there is no home. */
static char *in_data(const char *name) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  char *path = NULL;
  int n = -1;
  if (is_set(data))
    n = asprintf(&path, "%s/traction/%s", data, name);
  else if (is_set(home))
    n = asprintf(&path, "%s/.local/share/traction/%s", home, name);
  return n < 0 ? NULL : path;
}

static char *choose(const cmd_arguments *arguments, const char *option,
                    const char *variable, const char *standard) {
  const char *given = cmd_value(arguments, option);
  if (given == NULL) given = getenv(variable);
  return is_set(given) ? strdup(given) : in_data(standard);
}

bool db_make_folder(const char *path) {
  char *copy = strdup(path);
  bool good = copy != NULL;
  for (char *at = copy; good && *at != '\0'; at++) {
    if (*at != '/' || at == copy) continue;
    *at = '\0';
    good = mkdir(copy, 0700) == 0 || errno == EEXIST;
    *at = '/';
  }
  free(copy);
  good = good && (mkdir(path, 0700) == 0 || errno == EEXIST);
  if (!good) file_say_errno("make the folder", path);
  return good;
}

static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL   ? strdup(".")
         : slash == path ? strdup("/")
                         : strndup(path, (size_t)(slash - path));
}

bool db_sync_folder_of(const char *path) {
  char *folder = folder_of(path);
  const int descriptor =
      folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  free(folder);
  if (descriptor < 0) return false;
  const bool good = fsync(descriptor) == 0 || errno == EINVAL;
  close(descriptor);
  return good;
}

static bool make_folder_of(const char *path) {
  char *folder = folder_of(path);
  const bool good = folder != NULL && db_make_folder(folder);
  free(folder);
  return good;
}

/* A new key is made only for a new store: one for an old store would never
 * open it. */
static int key_of_file(const char *file, bool make, bool quiet,
                       db_place *place) {
  char why[TR_STORE_MESSAGE];
  tr_status status = tr_store_key_load(file, &place->key, why, sizeof why);
  if (status == TR_OK) return EXIT_CLEAN;
  if (status == TR_ENOTFOUND && file_size(place->path) > 0) {
    file_say("%s; without its key nobody can read %s", why, place->path);
    return EXIT_FAILED;
  }
  if (status == TR_ENOTFOUND && make) {
    if (!make_folder_of(file)) return EXIT_FAILED;
    status = tr_store_key_make(file, &place->key, why, sizeof why);
    if (status == TR_OK && !quiet)
      file_say(
          "made the key of the store, %s; without it nobody can read the "
          "store: keep a copy apart from the backups",
          file);
    /* another program made one meanwhile */
    if (status == TR_ERANGE)
      status = tr_store_key_load(file, &place->key, why, sizeof why);
    if (status == TR_OK) return EXIT_CLEAN;
  }
  if (status == TR_ENOTFOUND)
    file_say("there is no store at %s, and %s; 'traction import' makes both",
             place->path, why);
  else
    file_say("%s", why);
  return EXIT_FAILED;
}

static int find_key(const cmd_arguments *arguments, bool make, bool quiet,
                    db_place *place) {
  const char *given = getenv("TRACTION_DB_KEY");
  if (is_set(given) && !cmd_has(arguments, "key-file")) {
    if (tr_store_key_read(tr_str_of(given), &place->key) == TR_OK)
      return EXIT_CLEAN;
    file_say("TRACTION_DB_KEY holds no key: 64 hexadecimal digits are wanted");
    return EXIT_USAGE;
  }
  char *file = choose(arguments, "key-file", "TRACTION_DB_KEYFILE", "key");
  if (file == NULL)
    return cmd_usage(arguments->command,
                     "there is no home folder; give --key-file FILE");
  const int status = key_of_file(file, make, quiet, place);
  free(file);
  return status;
}

/* A server's address needs no key of ours, and is shown in messages: it must
 * not hold a secret. */
static int check_address(const cmd_arguments *arguments,
                         const db_place *place) {
  tr_store_error error;
  bool verified;
  const tr_postgres_surroundings around = tr_postgres_surroundings_here();
  if (cmd_has(arguments, "key-file")) {
    file_say(
        "a store of PostgreSQL is not encrypted by a key of ours; leave "
        "--key-file out");
    return EXIT_USAGE;
  }
  if (tr_postgres_place_check(place->path, &around, &verified, &error) == TR_OK)
    return EXIT_CLEAN;
  file_say("%s", error.text);
  return EXIT_USAGE;
}

int db_place_find(const cmd_arguments *arguments, bool make, bool quiet,
                  db_place *place) {
  *place = (db_place){
      .path = choose(arguments, "db", "TRACTION_DB", "store/practice.db")};
  if (place->path == NULL)
    return cmd_usage(arguments->command,
                     "there is no home folder; give --db PATH");
  place->engine = tr_store_engine_of(place->path);
  if (place->engine == NULL) {
    file_say(
        "no engine knows that --db; give the path of a file, or "
        "postgresql://USER@HOST/NAME");
    return EXIT_USAGE;
  }
  if (!place->engine->is_file) return check_address(arguments, place);
  /* what was named is not made out of thin air; the standard place is */
  if (make && !cmd_has(arguments, "db") && !is_set(getenv("TRACTION_DB")) &&
      !make_folder_of(place->path))
    return EXIT_FAILED;
  if (place->engine->encrypts) return find_key(arguments, make, quiet, place);
  if (cmd_has(arguments, "key-file")) {
    file_say("this build does not encrypt; a key is of no use to it");
    return EXIT_USAGE;
  }
  if (make && !quiet && file_size(place->path) == 0)
    file_say("this build does not encrypt: keep %s on an encrypted disk",
             place->path);
  return EXIT_CLEAN;
}

void db_place_done(db_place *place) {
  tr_store_key_forget(&place->key);
  free(place->path);
  place->path = NULL;
}

tr_store *db_open(const db_place *place, const char *path, tr_store_mode mode) {
  const tr_store_options options = {path, &place->key, mode};
  tr_store_error error = {""};
  tr_store *store = NULL;
  if (tr_store_open(&options, &store, &error) == TR_OK) return store;
  file_say("%s", error.text);
  return NULL;
}

int db_failed(const tr_store *store) {
  file_say("%s", tr_store_message(store));
  return EXIT_FAILED;
}
