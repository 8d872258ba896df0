/* Compiles the guides of spec/ to one C file during the build; any error in
 * them stops it, after all were shown.
 *
 *   specc --root DIR [--output FILE] [--depfile FILE]
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "generator.h"
#include "specc_write.h"

enum { OUTPUT_BYTES = 64 << 20 /* most bytes of the output */ };

static bool is_yaml(const char *name) {
  const size_t length = strlen(name);
  return length >= 5 && strcmp(name + length - 5, ".yaml") == 0;
}

static size_t read_guides(generator *generator, tr_spec_file *files) {
  char **names;
  const size_t found = generator_list(generator, "spec", &names);
  size_t count = 0;
  for (size_t i = 0; i < found; i++) {
    if (!is_yaml(names[i])) continue;
    if (count == TR_SPEC_FILES) {
      errno = EMFILE;
      generator_fail(generator, "cannot take", names[i]);
    }
    files[count++] =
        (tr_spec_file){names[i], generator_read(generator, names[i])};
  }
  return count;
}

static void write_output(const generator *generator, const tr_spec_list *list) {
  tr_buf text;
  tr_buf_init(&text, OUTPUT_BYTES);
  specc_write(list, &text);
  generator_write(generator, &text);
  tr_buf_done(&text);
}

int main(int count, char **arguments) {
  /* static, so that a leak checker sees it at an exit */
  static generator in;
  static tr_spec_file files[TR_SPEC_FILES];
  if (!generator_open(&in, "specc", count, arguments)) return 2;
  const size_t file_count = read_guides(&in, files);

  tr_arena arena;
  tr_spec_list list = {0};
  tr_arena_init(&arena, TR_SPEC_ARENA);
  const tr_status status =
      tr_specs_read(&arena, files, file_count, generator_error, &in, &list);
  if (status != TR_OK)
    fprintf(stderr, "specc: %s, %u errors\n", tr_status_text(status),
            in.errors);
  else if (in.output != NULL)
    write_output(&in, &list);
  tr_arena_done(&arena);
  generator_close(&in);
  return status == TR_OK ? 0 : 1;
}
