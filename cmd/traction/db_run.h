/* What the commands on the practice store share: where it is, its key, the
 * files that go into it, what is told of it. */
#ifndef TRACTION_DB_RUN_H
#define TRACTION_DB_RUN_H

#include "arguments.h"
#include "files.h"
#include "options.h"
#include "progress.h"
#include "store/verify.h"

/** The options of all of them. */
#define CMD_OPTION_DB                                                     \
  {                                                                       \
    .name = "db", .argument = "PATH",                                     \
    .help =                                                               \
        "the store: the path of a file, or postgresql://USER@HOST/NAME; " \
        "else $TRACTION_DB, else traction/store/practice.db in "          \
        "$XDG_DATA_HOME or ~/.local/share",                               \
    .takes = CMD_TAKES_FILE                                               \
  }
#define CMD_OPTION_KEY_FILE                                              \
  {                                                                      \
    .name = "key-file", .argument = "FILE",                              \
    .help =                                                              \
        "the file with its key; else the key is $TRACTION_DB_KEY, else " \
        "in $TRACTION_DB_KEYFILE, else in traction/key, made on first "  \
        "use",                                                           \
    .takes = CMD_TAKES_FILE                                              \
  }

/** A store and what opens it. */
typedef struct db_place {
  char *path;
  const tr_store_engine *engine;
  tr_store_key key; /**< where the engine encrypts */
} db_place;

/**
 * Find the place of a call, and its key; with `make` both may be made.
 *
 * @param quiet Do not tell of a key that was made.
 * @return EXIT_CLEAN; EXIT_USAGE or EXIT_FAILED after saying what is wrong.
 */
int db_place_find(const cmd_arguments *arguments, bool make, bool quiet,
                  db_place *place);

/** Forget it, and the key. */
void db_place_done(db_place *place);

/** Open the store at a path with the key of a place. @return NULL after saying
 * why not. */
tr_store *db_open(const db_place *place, const char *path, tr_store_mode mode);

/** Say what the store said. @return EXIT_FAILED. */
int db_failed(const tr_store *store);

/** Verify, told on stderr as it goes. @return False where it could not go on;
 * it was said. */
bool db_verify(tr_store *store, bool quiet, tr_verified *verified);

/** Write a copy of the store there, verified, under its name only when it is
 * whole. @return An exit status, what was wrong was said. */
int db_backup(const db_place *place, const char *path, bool force, bool quiet);

/** Put a backup in the store's place; what was there is kept as PATH.old.
 * @return An exit status. */
int db_restore(const db_place *place, const char *path, bool force, bool quiet);

/** Write everything into a new folder, in open forms. @return An exit
 * status. */
int db_export(tr_store *store, const char *folder);

/** Whether a folder is what db_export() writes. */
bool db_is_export(const char *folder);

/** A file for the store. */
typedef struct db_file {
  const char *path;     /**< as messages show it */
  tr_str name;          /**< as the store calls it */
  tr_str bytes;         /**< unpacked */
  const char *received; /**< when it came, if that is known; else NULL */
  const char *sha256;   /**< what it has to be, if that is known; else NULL */
} db_file;

/** Takes a file. @return False: no more. */
typedef bool db_file_fn(void *context, const db_file *file);

/** Where a reading of inputs is. */
typedef struct db_inputs {
  file_list paths;      /**< files, and folders that are exports */
  uint64_t bytes;       /**< of those whose size is known */
  uint64_t passed_over; /**< files of folders that are neither X12 nor notes */
  bool failed;          /**< something could not be read; it was said */
} db_inputs;

/** Find the files that operands name; folders are walked. @return False when
 * memory is short. */
bool db_inputs_find(char *const *operands, int count, bool quiet,
                    db_inputs *inputs);

/** Free it. */
void db_inputs_done(db_inputs *inputs);

/** Hand over the files of one of the paths, unpacked. @return False when no
 * more is wanted. */
bool db_inputs_take(db_inputs *inputs, size_t at, db_file_fn *take,
                    void *context);

/** The files of an export, in their order. @return As db_inputs_take(). */
bool db_export_take(const char *folder, db_inputs *inputs, db_file_fn *take,
                    void *context);

/** Make a folder and those above it, for its owner alone. @return False after
 * saying why not. */
bool db_make_folder(const char *path);

/** What stays of a name on disk after a power cut: its folder is synced.
 * @return False where that failed. */
bool db_sync_folder_of(const char *path);

#endif
