/* Reading and writing of the generators that compile YAML. */
#include "generator.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
  PATH = 1024,
  ARENA_BYTES = 1 << 30,
  FILE_BYTES = 4 << 20,    /* most bytes of a file */
  DEPENDS_BYTES = 4 << 20, /* of all paths read */
  FAILED = 3
};

bool generator_open(generator *generator, const char *name, int count,
                    char **arguments) {
  *generator = (struct generator){.name = name};
  for (int i = 1; i + 1 < count; i += 2) {
    const char *value = arguments[i + 1];
    if (strcmp(arguments[i], "--root") == 0) generator->root = value;
    if (strcmp(arguments[i], "--output") == 0) generator->output = value;
    if (strcmp(arguments[i], "--depfile") == 0) generator->depfile = value;
  }
  if (generator->root == NULL) {
    fprintf(stderr, "usage: %s --root DIR [--output FILE] [--depfile FILE]\n",
            name);
    return false;
  }
  tr_arena_init(&generator->arena, ARENA_BYTES);
  tr_buf_init(&generator->depends, DEPENDS_BYTES);
  return true;
}

void generator_close(generator *generator) {
  tr_arena_done(&generator->arena);
  tr_buf_done(&generator->depends);
}

_Noreturn void generator_fail(const generator *generator, const char *what,
                              const char *path) {
  fprintf(stderr, "%s: %s %s: %s\n", generator->name, what, path,
          strerror(errno));
  exit(FAILED);
}

/* ------------------------------------------------------------------ reading */

static void depend(generator *generator, const char *path) {
  tr_buf_addf(&generator->depends, " \\\n  %s", path);
}

tr_str generator_read(generator *generator, const char *name) {
  char path[PATH];
  snprintf(path, sizeof path, "%s/%s", generator->root, name);
  struct stat status;
  FILE *file = fopen(path, "rb");
  if (file == NULL || fstat(fileno(file), &status) != 0)
    generator_fail(generator, "cannot open", path);
  if (status.st_size > FILE_BYTES) {
    errno = EFBIG;
    generator_fail(generator, "cannot read", path);
  }
  const size_t size = (size_t)status.st_size;
  char *bytes = tr_arena_alloc(&generator->arena, size + 1);
  if (bytes == NULL || fread(bytes, 1, size, file) != size)
    generator_fail(generator, "cannot read", path);
  fclose(file);
  depend(generator, path);
  return (tr_str){bytes, size};
}

/* "folder/entry"; an arena's memory is zeroed, so the copy ends with a NUL. */
static char *join(generator *generator, const char *folder, const char *entry) {
  char path[PATH];
  snprintf(path, sizeof path, "%s/%s", folder, entry);
  char *copy = tr_arena_alloc(&generator->arena, strlen(path) + 1);
  if (copy == NULL) generator_fail(generator, "cannot hold", path);
  memcpy(copy, path, strlen(path));
  return copy;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

size_t generator_list(generator *generator, const char *folder, char ***names) {
  char path[PATH];
  snprintf(path, sizeof path, "%s/%s", generator->root, folder);
  char **found =
      tr_arena_array(&generator->arena, GENERATOR_NAMES, sizeof *found);
  if (found == NULL) generator_fail(generator, "cannot hold", path);
  DIR *directory = opendir(path);
  if (directory == NULL) generator_fail(generator, "cannot open", path);
  size_t count = 0;
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL && count < GENERATOR_NAMES)
    if (entry->d_name[0] != '.')
      found[count++] = join(generator, folder, entry->d_name);
  closedir(directory);
  qsort(found, count, sizeof *found, by_text);
  depend(generator, path);
  *names = found;
  return count;
}

bool generator_is_folder(const generator *generator, const char *name) {
  char path[PATH];
  struct stat status;
  snprintf(path, sizeof path, "%s/%s", generator->root, name);
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

void generator_error(void *context, const tr_pack_error *error) {
  generator *generator = context;
  tr_buf text;
  tr_buf_init(&text, 1 << 16);
  tr_pack_error_show(error, &text);
  if (text.n > 0) fwrite(text.p, 1, text.n, stderr);
  tr_buf_done(&text);
  generator->errors++;
}

/* ------------------------------------------------------------------ writing */

static void write_file(const generator *generator, const char *path,
                       const tr_buf *text) {
  if (text->bad != TR_OK) {
    fprintf(stderr, "%s: %s\n", generator->name, tr_status_text(text->bad));
    exit(FAILED);
  }
  const tr_str bytes = tr_buf_str(text);
  FILE *file = fopen(path, "wb");
  if (file == NULL) generator_fail(generator, "cannot write", path);
  if (fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fclose(file) != 0)
    generator_fail(generator, "cannot write", path);
}

void generator_write(const generator *generator, const tr_buf *text) {
  write_file(generator, generator->output, text);
  if (generator->depfile == NULL) return;
  tr_buf rule;
  tr_buf_init(&rule, DEPENDS_BYTES + PATH);
  tr_buf_addf(&rule, "%s:", generator->output);
  tr_buf_add(&rule, tr_buf_str(&generator->depends));
  tr_buf_add_char(&rule, '\n');
  write_file(generator, generator->depfile, &rule);
  tr_buf_done(&rule);
}
