/* A folder may hold notes, letters and pictures beside the claims: what is no
 * claim is passed over there; when it is named it is checked, and refused. */
#include "inputs.h"

#include <string.h>

#include "unpack.h"
#include "x12/sniff.h"

static tr_str skip_blanks(tr_str bytes) {
  if (tr_str_starts(bytes, TR_STR("\xEF\xBB\xBF"))) {
    bytes.p += 3;
    bytes.n -= 3;
  }
  while (bytes.n > 0 && strchr(" \t\r\n", bytes.p[0]) != NULL &&
         bytes.p[0] != '\0') {
    bytes.p++;
    bytes.n--;
  }
  return bytes;
}

bool input_is_x12(tr_str bytes, const char **guess) {
  *guess = NULL;
  const tr_str text = skip_blanks(bytes);
  if (text.n == 0) return false;
  if (tr_str_starts(text, TR_STR("ISA"))) return true;
  const tr_sniff sniff = tr_sniff_guess(text);
  if (strcmp(sniff.variant, "guess") == 0) *guess = sniff.guess;
  return strcmp(sniff.variant, "lower-case") == 0 ||
         strcmp(sniff.variant, "no-envelope") == 0;
}

/* Whether a file of a folder is checked. */
static bool wanted(const char *path, bool quiet, bool *failed) {
  unpack *input = unpack_open(path);
  const char *guess;
  if (input == NULL) {
    *failed = true;
    return false;
  }
  const bool good = unpack_is_zip(input) || unpack_is_gzip(input) ||
                    input_is_x12(unpack_glance(input), &guess);
  if (!good && !quiet)
    file_say("passed over %s: not X12%s%s%s", path, guess != NULL ? " (" : "",
             guess != NULL ? guess : "", guess != NULL ? ")" : "");
  unpack_close(input);
  return good;
}

static bool add(input_list *list, const char *path) {
  list->bytes += file_size(path);
  return file_list_add(&list->files, path);
}

static bool add_folder(input_list *list, const char *folder, bool quiet) {
  file_list found = {NULL, 0, 0};
  if (!file_walk(folder, &found)) list->failed = true;
  const size_t before = list->files.count;
  bool good = true;
  for (size_t i = 0; good && i < found.count; i++)
    if (wanted(found.paths[i], quiet, &list->failed))
      good = add(list, found.paths[i]);
  file_list_done(&found);
  if (good && list->files.count == before) {
    file_say("no X12 file in %s", folder);
    list->failed = true;
  }
  return good;
}

bool inputs_expand(char *const *operands, int count, bool quiet,
                   input_list *list) {
  *list = (input_list){.bytes = 0};
  for (int i = 0; i < count; i++) {
    const char *path = operands[i];
    const bool folder = strcmp(path, "-") != 0 && file_is_folder(path);
    if (folder ? !add_folder(list, path, quiet) : !add(list, path))
      return false;
  }
  return true;
}

void inputs_done(input_list *list) { file_list_done(&list->files); }
