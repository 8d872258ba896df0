/* Everything the program does with files: the only place that opens one. What
 * goes wrong is said on stderr in words that say what to do. */
#ifndef TRACTION_FILES_H
#define TRACTION_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/** Say something on stderr: "traction: ...", with bytes made safe. */
__attribute__((format(printf, 1, 2))) void file_say(const char *format, ...);

/** Say "cannot VERB PATH: why", the why from errno. */
void file_say_errno(const char *verb, const char *path);

/** Paths, in order. Zero-filled when empty. */
typedef struct file_list {
  char **paths; /**< each owned by the list */
  size_t count;
  size_t room;
} file_list;

/** Add a copy of a path. @return False after saying that memory is short. */
bool file_list_add(file_list *list, const char *path);

/** Free it. */
void file_list_done(file_list *list);

/** Whether a path is a folder. A path that does not exist is none. */
bool file_is_folder(const char *path);

/** Whether something exists under a path. */
bool file_exists(const char *path);

/** Bytes of a regular file, else 0. */
uint64_t file_size(const char *path);

/**
 * Add the files in a folder and those below it, by name; those whose names
 * begin with a dot are passed over, links to folders too.
 *
 * @return False after saying what could not be read.
 */
bool file_walk(const char *folder, file_list *list);

/** A whole file in memory. */
typedef struct file_bytes {
  tr_str bytes;
  bool mapped; /* else on the heap */
} file_bytes;

/**
 * Map a file, or read it where it cannot be mapped; "-" is standard input.
 *
 * @param[out] file To be given to file_unload(); set only on success.
 * @return False after saying why not.
 */
bool file_load(const char *path, file_bytes *file);

/** Let go of a file. */
void file_unload(file_bytes *file);

/** Where results go. */
typedef struct file_output {
  int descriptor;
  char *path;      /* NULL: standard output */
  char *temporary; /* NULL: written in place */
  bool failed;     /**< something could not be written; it was said */
} file_output;

/**
 * Open what results are written to.
 *
 * @param path NULL: standard output. A regular file is written under another
 *             name and takes its own when it is complete.
 * @return False after saying why not.
 */
bool file_output_open(file_output *output, const char *path);

/** Write; a failure is said once and kept in `failed`. */
void file_output_write(file_output *output, tr_str bytes);

/**
 * Write what was gathered and forget it; a little may wait for more.
 *
 * @param all Also a little. @return False where anything could not be written.
 */
bool file_output_drain(file_output *output, tr_buf *text, bool all);

/**
 * Close it; a file takes its name.
 *
 * @param keep False: what was written is thrown away.
 * @return False where anything could not be written.
 */
bool file_output_close(file_output *output, bool keep);

#endif
