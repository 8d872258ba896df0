/* Reading: whole files, folders. A file that changes while it is mapped is the
 * user's affair; one that cannot be mapped (a pipe) is read into memory. */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
  FOLDERS_DEEP = 32,   /* folders inside each other */
  PIPE_MOST = 1 << 30, /* bytes taken from a pipe */
  MESSAGE_MOST = 16 << 10
};

void file_say(const char *format, ...) {
  char message[2048];
  tr_buf safe;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  tr_buf_init(&safe, MESSAGE_MOST);
  tr_text_safe(&safe, tr_str_of(message));
  fprintf(stderr, "traction: %.*s\n", TR_STR_ARG(tr_buf_str(&safe)));
  tr_buf_done(&safe);
}

void file_say_errno(const char *verb, const char *path) {
  const int why = errno;
  const bool write = strcmp(verb, "write") == 0;
  const char *words = why == ENOENT && write ? "there is no such folder"
                      : why == ENOENT        ? "no such file"
                      : why == EACCES        ? "permission denied"
                      : why == EISDIR        ? "it is a folder"
                      : why == ENOSPC        ? "the disk is full"
                      : why == ENOMEM        ? "out of memory"
                                             : strerror(why);
  file_say("cannot %s %s: %s", verb, path, words);
}

bool file_list_add(file_list *list, const char *path) {
  if (list->count == list->room) {
    const size_t room = list->room == 0 ? 16 : list->room * 2;
    char **grown = realloc(list->paths, room * sizeof *grown);
    if (grown == NULL) {
      file_say("out of memory");
      return false;
    }
    list->paths = grown;
    list->room = room;
  }
  char *copy = strdup(path);
  if (copy == NULL) {
    file_say("out of memory");
    return false;
  }
  list->paths[list->count++] = copy;
  return true;
}

void file_list_done(file_list *list) {
  for (size_t i = 0; i < list->count; i++) free(list->paths[i]);
  free(list->paths);
  *list = (file_list){NULL, 0, 0};
}

bool file_is_folder(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_exists(const char *path) {
  struct stat status;
  return stat(path, &status) == 0;
}

uint64_t file_size(const char *path) {
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return (uint64_t)status.st_size;
}

/* ------------------------------------------------------------------ folders */

static int by_name(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The entries of one folder as paths, by name. */
static bool entries_of(const char *folder, file_list *entries) {
  DIR *open_folder = opendir(folder);
  if (open_folder == NULL) {
    file_say_errno("open", folder);
    return false;
  }
  const size_t length = strlen(folder);
  const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
  bool good = true;
  const struct dirent *entry;
  while (good && (entry = readdir(open_folder)) != NULL) {
    if (entry->d_name[0] == '.') continue;
    char *path = NULL;
    good = asprintf(&path, "%s%s%s", folder, slash, entry->d_name) >= 0 &&
           file_list_add(entries, path);
    free(path);
  }
  closedir(open_folder);
  if (entries->count > 1)
    qsort(entries->paths, entries->count, sizeof *entries->paths, by_name);
  return good;
}

static bool is_link(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

static bool walk(const char *folder, file_list *list, int deep) {
  file_list entries = {NULL, 0, 0};
  bool good = entries_of(folder, &entries);
  for (size_t i = 0; good && i < entries.count; i++) {
    const char *path = entries.paths[i];
    if (!file_is_folder(path)) {
      good = file_list_add(list, path);
    } else if (!is_link(path) && deep < FOLDERS_DEEP) {
      good = walk(path, list, deep + 1);
    }
  }
  file_list_done(&entries);
  return good;
}

bool file_walk(const char *folder, file_list *list) {
  return walk(folder, list, 0);
}

/* -------------------------------------------------------------- whole files */

static bool read_all(int descriptor, const char *path, file_bytes *file) {
  char chunk[64 << 10];
  tr_buf bytes;
  tr_buf_init(&bytes, PIPE_MOST);
  for (;;) {
    const ssize_t n = read(descriptor, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n > 0) tr_buf_add(&bytes, (tr_str){chunk, (size_t)n});
    if (bytes.bad == TR_OK && n > 0) continue;
    if (n == 0 && bytes.bad == TR_OK) break;
    if (n < 0)
      file_say_errno("read", path);
    else
      file_say("cannot read %s: %s", path,
               bytes.bad == TR_ELIMIT ? "it is too large for a pipe"
                                      : "out of memory");
    tr_buf_done(&bytes);
    return false;
  }
  *file = (file_bytes){tr_buf_str(&bytes), false};
  return true;
}

static bool load(int descriptor, const char *path, file_bytes *file) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) {
    file_say_errno("read", path);
    return false;
  }
  if (S_ISDIR(status.st_mode)) {
    file_say("cannot read %s: it is a folder", path);
    return false;
  }
  if (!S_ISREG(status.st_mode) || status.st_size == 0)
    return read_all(descriptor, path, file);
  const size_t size = (size_t)status.st_size;
  void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (map == MAP_FAILED) return read_all(descriptor, path, file);
  *file = (file_bytes){{map, size}, true};
  return true;
}

bool file_load(const char *path, file_bytes *file) {
  if (strcmp(path, "-") == 0) return load(STDIN_FILENO, "standard input", file);
  const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    file_say_errno("open", path);
    return false;
  }
  const bool good = load(descriptor, path, file);
  close(descriptor);
  return good;
}

void file_unload(file_bytes *file) {
  /* both were made by us; the library only borrows them as const */
  void *bytes = (void *)(uintptr_t)file->bytes.p;
  if (file->mapped)
    munmap(bytes, file->bytes.n);
  else
    free(bytes);
  *file = (file_bytes){{NULL, 0}, false};
}
