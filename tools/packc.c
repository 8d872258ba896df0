/* Compiles the rules, profiles, payers and sources of the project to one C file
 * during the build; any error in them stops it, after all were shown.
 *
 *   packc --root DIR [--output FILE] [--depfile FILE]
 */
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "input/pack_yaml.h"
#include "packc_write.h"

enum {
  PATH = 1024,
  FILE_BYTES = 4 << 20,    /* most bytes of a file */
  OUTPUT_BYTES = 256 << 20 /* most bytes of the output */
};

/* Where packs come from, below the root. */
static const struct {
  const char *folder;
  bool profiles;
  bool nested; /* one level of folders */
} places[] = {
    {"packs", false, true},
    {"profiles", true, false},
    {"docs/sources.d", false, false},
};

typedef struct input {
  tr_arena arena; /* names and bytes of the files */
  const char *root;
  tr_pack_file files[TR_PACK_FILES];
  size_t count;
  tr_buf depends; /* paths for the depfile */
} input;

static void fail(const char *what, const char *path) {
  fprintf(stderr, "packc: %s %s: %s\n", what, path, strerror(errno));
  exit(3);
}

static char *keep(input *in, const char *text) {
  char *copy = tr_arena_alloc(&in->arena, strlen(text) + 1);
  if (copy == NULL) {
    fputs("packc: out of memory\n", stderr);
    exit(3);
  }
  memcpy(copy, text, strlen(text));
  return copy;
}

static void depend(input *in, const char *path) {
  tr_buf_addf(&in->depends, " \\\n  %s", path);
}

static tr_str read_file(input *in, const char *path) {
  struct stat status;
  FILE *file = fopen(path, "rb");
  if (file == NULL || fstat(fileno(file), &status) != 0)
    fail("cannot open", path);
  if (status.st_size > FILE_BYTES) {
    errno = EFBIG;
    fail("cannot read", path);
  }
  const size_t size = (size_t)status.st_size;
  char *bytes = tr_arena_alloc(&in->arena, size + 1);
  if (bytes == NULL || fread(bytes, 1, size, file) != size)
    fail("cannot read", path);
  fclose(file);
  return (tr_str){bytes, size};
}

/* name: relative to the root. */
static void add_file(input *in, const char *name, tr_pack_kind kind) {
  char path[PATH];
  snprintf(path, sizeof path, "%s/%s", in->root, name);
  if (in->count == TR_PACK_FILES) {
    errno = EMFILE;
    fail("cannot take", path);
  }
  in->files[in->count++] =
      (tr_pack_file){keep(in, name), read_file(in, path), kind};
  depend(in, path);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder, sorted, those that begin with a point left out. */
static size_t list_folder(input *in, const char *folder, char **names,
                          size_t room) {
  char path[PATH];
  size_t count = 0;
  snprintf(path, sizeof path, "%s/%s", in->root, folder);
  DIR *directory = opendir(path);
  if (directory == NULL) fail("cannot open", path);
  struct dirent *entry;
  while ((entry = readdir(directory)) != NULL && count < room) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    names[count++] = keep(in, path);
  }
  closedir(directory);
  qsort(names, count, sizeof *names, by_text);
  snprintf(path, sizeof path, "%s/%s", in->root, folder);
  depend(in, path);
  return count;
}

static bool is_folder(const input *in, const char *name) {
  char path[PATH];
  struct stat status;
  snprintf(path, sizeof path, "%s/%s", in->root, name);
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void add_folder(input *in, const char *folder, bool profiles,
                       bool nested) {
  enum { NAMES = 4096 };
  char **names = tr_arena_array(&in->arena, NAMES, sizeof *names);
  if (names == NULL) fail("cannot hold", folder);
  const size_t count = list_folder(in, folder, names, NAMES);
  for (size_t i = 0; i < count; i++) {
    tr_pack_kind kind;
    if (nested && is_folder(in, names[i]))
      add_folder(in, names[i], profiles, false);
    else if (tr_pack_kind_of(tr_str_of(names[i]), profiles, &kind))
      add_file(in, names[i], kind);
  }
}

static void show(void *context, const tr_pack_error *error) {
  unsigned *errors = context;
  tr_buf text;
  tr_buf_init(&text, 1 << 16);
  tr_pack_error_show(error, &text);
  if (text.n > 0) fwrite(text.p, 1, text.n, stderr);
  tr_buf_done(&text);
  (*errors)++;
}

static void write_file(const char *path, tr_str bytes) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) fail("cannot write", path);
  if (fwrite(bytes.p, 1, bytes.n, file) != bytes.n || fclose(file) != 0)
    fail("cannot write", path);
}

static void write_output(const tr_pack *pack, const char *output,
                         const char *depfile, const input *in) {
  tr_buf text;
  tr_buf_init(&text, OUTPUT_BYTES);
  packc_write(pack, &text);
  if (text.bad != TR_OK) {
    fprintf(stderr, "packc: %s\n", tr_status_text(text.bad));
    exit(3);
  }
  write_file(output, tr_buf_str(&text));
  tr_buf_clear(&text);
  tr_buf_addf(&text, "%s:", output);
  tr_buf_add(&text, tr_buf_str(&in->depends));
  tr_buf_add_char(&text, '\n');
  if (depfile != NULL) write_file(depfile, tr_buf_str(&text));
  tr_buf_done(&text);
}

int main(int count, char **arguments) {
  static input in;
  const char *output = NULL, *depfile = NULL;
  for (int i = 1; i + 1 < count; i += 2) {
    if (strcmp(arguments[i], "--root") == 0) in.root = arguments[i + 1];
    if (strcmp(arguments[i], "--output") == 0) output = arguments[i + 1];
    if (strcmp(arguments[i], "--depfile") == 0) depfile = arguments[i + 1];
  }
  if (in.root == NULL) {
    fputs("usage: packc --root DIR [--output FILE] [--depfile FILE]\n", stderr);
    return 2;
  }
  tr_arena_init(&in.arena, (size_t)1 << 30);
  tr_buf_init(&in.depends, 1 << 22);
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
    add_folder(&in, places[i].folder, places[i].profiles, places[i].nested);
  add_file(&in, "codes/payers.csv", TR_PACK_PAYERS);

  tr_arena arena;
  unsigned errors = 0;
  const tr_pack_options options = {.name = "traction",
                                   .version = TR_VERSION,
                                   .error = show,
                                   .context = &errors};
  const tr_pack *pack = NULL;
  tr_arena_init(&arena, TR_PACK_ARENA);
  const tr_status status =
      tr_pack_read(&arena, in.files, in.count, &options, &pack);
  if (status != TR_OK)
    fprintf(stderr, "packc: %s, %u errors\n", tr_status_text(status), errors);
  else if (output != NULL)
    write_output(pack, output, depfile, &in);
  tr_arena_done(&arena);
  tr_arena_done(&in.arena);
  tr_buf_done(&in.depends);
  return status == TR_OK ? 0 : 1;
}
