/* Compiles the rules, profiles, payers and sources of the project to one C file
 * during the build; any error in them stops it, after all were shown.
 *
 *   packc --root DIR [--output FILE] [--depfile FILE]
 */
#include <errno.h>
#include <stdio.h>

#include "generator.h"
#include "input/pack_yaml.h"
#include "packc_write.h"

enum { OUTPUT_BYTES = 256 << 20 /* most bytes of the output */ };

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
  generator generator;
  tr_pack_file files[TR_PACK_FILES];
  size_t count;
} input;

/* name: relative to the root. */
static void add_file(input *in, const char *name, tr_pack_kind kind) {
  if (in->count == TR_PACK_FILES) {
    errno = EMFILE;
    generator_fail(&in->generator, "cannot take", name);
  }
  in->files[in->count++] =
      (tr_pack_file){name, generator_read(&in->generator, name), kind};
}

static void add_folder(input *in, const char *folder, bool profiles,
                       bool nested) {
  char **names;
  const size_t count = generator_list(&in->generator, folder, &names);
  for (size_t i = 0; i < count; i++) {
    tr_pack_kind kind;
    if (nested && generator_is_folder(&in->generator, names[i]))
      add_folder(in, names[i], profiles, false);
    else if (tr_pack_kind_of(tr_str_of(names[i]), profiles, &kind))
      add_file(in, names[i], kind);
  }
}

static void write_output(const generator *generator, const tr_pack *pack) {
  tr_buf text;
  tr_buf_init(&text, OUTPUT_BYTES);
  packc_write(pack, &text);
  generator_write(generator, &text);
  tr_buf_done(&text);
}

int main(int count, char **arguments) {
  static input in; /* static, so that a leak checker sees it at an exit */
  if (!generator_open(&in.generator, "packc", count, arguments)) return 2;
  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
    add_folder(&in, places[i].folder, places[i].profiles, places[i].nested);
  add_file(&in, "codes/payers.csv", TR_PACK_PAYERS);

  tr_arena arena;
  const tr_pack_options options = {.name = "traction",
                                   .version = TR_VERSION,
                                   .error = generator_error,
                                   .context = &in.generator};
  const tr_pack *pack = NULL;
  tr_arena_init(&arena, TR_PACK_ARENA);
  const tr_status status =
      tr_pack_read(&arena, in.files, in.count, &options, &pack);
  if (status != TR_OK)
    fprintf(stderr, "packc: %s, %u errors\n", tr_status_text(status),
            in.generator.errors);
  else if (in.generator.output != NULL)
    write_output(&in.generator, pack);
  tr_arena_done(&arena);
  generator_close(&in.generator);
  return status == TR_OK ? 0 : 1;
}
