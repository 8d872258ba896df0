/* Which files of the operands go into the store, and their bytes: gzip and the
 * members of a zip are unpacked, so that a file is known again however it was
 * packed. */
#include <stdlib.h>
#include <string.h>

#include "db_run.h"
#include "inputs.h"
#include "unpack.h"

static bool looks_like_notes(tr_str bytes) {
  if (tr_str_starts(bytes, TR_STR("\xEF\xBB\xBF"))) {
    bytes.p += 3;
    bytes.n -= 3;
  }
  bytes = tr_str_trim(bytes);
  while (bytes.n > 0 && (bytes.p[0] == '\n' || bytes.p[0] == '\r')) {
    bytes.p++;
    bytes.n--;
  }
  if (bytes.n == 0 || (bytes.p[0] != '{' && bytes.p[0] != '[')) return false;
  /* other files of ours: a practice file, an export, a report */
  return tr_str_find_nocase(bytes, TR_STR("\"traction-")) == SIZE_MAX ||
         tr_str_find_nocase(bytes, TR_STR("\"traction-note")) != SIZE_MAX;
}

static bool wanted(const char *path, bool quiet, db_inputs *inputs) {
  const char *guess;
  unpack *input = unpack_open(path);
  if (input == NULL) {
    inputs->failed = true;
    return false;
  }
  const tr_str glance = unpack_glance(input);
  const bool good = unpack_is_zip(input) || unpack_is_gzip(input) ||
                    looks_like_notes(glance) || input_is_x12(glance, &guess);
  if (!good) inputs->passed_over++;
  if (!good && !quiet) file_say("passed over %s: neither X12 nor notes", path);
  unpack_close(input);
  return good;
}

static bool add(db_inputs *inputs, const char *path) {
  inputs->bytes += file_size(path);
  return file_list_add(&inputs->paths, path);
}

static bool add_folder(db_inputs *inputs, const char *folder, bool quiet) {
  file_list found = {NULL, 0, 0};
  if (!file_walk(folder, &found)) inputs->failed = true;
  const size_t before = inputs->paths.count;
  bool good = true;
  for (size_t i = 0; good && i < found.count; i++)
    if (wanted(found.paths[i], quiet, inputs))
      good = add(inputs, found.paths[i]);
  file_list_done(&found);
  if (good && inputs->paths.count == before) {
    file_say("nothing in %s is X12 or notes", folder);
    inputs->failed = true;
  }
  return good;
}

bool db_inputs_find(char *const *operands, int count, bool quiet,
                    db_inputs *inputs) {
  *inputs = (db_inputs){.bytes = 0};
  for (int i = 0; i < count; i++) {
    const char *path = operands[i];
    const bool folder = strcmp(path, "-") != 0 && file_is_folder(path);
    const bool good = folder && !db_is_export(path)
                          ? add_folder(inputs, path, quiet)
                          : add(inputs, path);
    if (!good) return false;
  }
  return true;
}

void db_inputs_done(db_inputs *inputs) { file_list_done(&inputs->paths); }

/* ------------------------------------------------------------------- taking */

typedef bool next_fn(unpack *input, tr_str *piece);

static tr_str last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return tr_str_of(slash != NULL ? slash + 1 : path);
}

/* A whole unpacked file; it is kept whole or not at all. */
static bool take_stream(db_inputs *inputs, unpack *input, const char *path,
                        next_fn *next, db_file_fn *take, void *context) {
  tr_buf bytes;
  tr_str piece;
  bool good = true, on = true;
  tr_buf_init(&bytes, TR_KEPT_MOST);
  do {
    good = next(input, &piece);
    if (good) tr_buf_add(&bytes, piece);
  } while (good && piece.n > 0 && bytes.bad == TR_OK);
  if (good && bytes.bad != TR_OK) {
    file_say("cannot take in %s: %s", path,
             bytes.bad == TR_ELIMIT ? "it is too large" : "out of memory");
    good = false;
  }
  if (good) {
    const db_file file = {
        .path = path, .name = last_part(path), .bytes = tr_buf_str(&bytes)};
    on = take(context, &file);
  } else {
    inputs->failed = true;
  }
  tr_buf_done(&bytes);
  return on;
}

static bool take_zip(db_inputs *inputs, unpack *input, const char *path,
                     db_file_fn *take, void *context) {
  for (;;) {
    const char *member;
    char *full = NULL;
    if (!unpack_next_member(input, &member)) {
      inputs->failed = true;
      return true;
    }
    if (member == NULL) return true;
    if (asprintf(&full, "%s/%s", path, member) < 0) {
      file_say("out of memory");
      inputs->failed = true;
      return false;
    }
    const bool on =
        take_stream(inputs, input, full, unpack_next_of_member, take, context);
    free(full);
    if (!on) return false;
  }
}

static bool take_plain(db_inputs *inputs, const char *path, db_file_fn *take,
                       void *context) {
  file_bytes loaded;
  if (!file_load(path, &loaded)) {
    inputs->failed = true;
    return true;
  }
  const db_file file = {
      .path = path, .name = last_part(path), .bytes = loaded.bytes};
  const bool on = take(context, &file);
  file_unload(&loaded);
  return on;
}

bool db_inputs_take(db_inputs *inputs, size_t at, db_file_fn *take,
                    void *context) {
  const char *path = inputs->paths.paths[at];
  const bool standard = strcmp(path, "-") == 0;
  if (!standard && file_is_folder(path))
    return db_export_take(path, inputs, take, context);
  unpack *input = unpack_open(path);
  if (input == NULL) {
    inputs->failed = true;
    return true;
  }
  bool on;
  if (unpack_is_zip(input)) {
    on = take_zip(inputs, input, path, take, context);
  } else if (unpack_is_gzip(input) || standard) {
    on = take_stream(inputs, input, standard ? "stdin" : path, unpack_next,
                     take, context);
  } else {
    unpack_close(input);
    return take_plain(inputs, path, take, context);
  }
  unpack_close(input);
  return on;
}
