/* The chart notes of a run: mapped, indexed, read one by one as claims ask. */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "unpack.h"

enum { UNPACKED_MOST = 1 << 30 /* bytes of one unpacked file */ };

static bool ends_with(const char *path, const char *end) {
  const size_t n = strlen(path), tail = strlen(end);
  return n >= tail && strcmp(path + n - tail, end) == 0;
}

static bool add_folder(check_notes *notes, const char *folder, bool quiet) {
  file_list found = {NULL, 0, 0};
  const size_t before = notes->paths.count;
  bool good = file_walk(folder, &found);
  for (size_t i = 0; good && i < found.count; i++) {
    const char *path = found.paths[i];
    if (ends_with(path, ".json") || ends_with(path, ".ndjson") ||
        ends_with(path, ".json.gz") || ends_with(path, ".ndjson.gz"))
      good = file_list_add(&notes->paths, path);
  }
  file_list_done(&found);
  if (good && notes->paths.count == before && !quiet)
    file_say("no notes (.json, .ndjson) in %s", folder);
  return good;
}

static bool is_gzip(tr_str bytes) {
  return tr_str_starts(bytes, TR_STR("\037\213"));
}

/* A packed file has to be whole in memory: notes are read out of order. */
static bool load_packed(const char *path, file_bytes *file) {
  unpack *input = unpack_open(path);
  if (input == NULL) return false;
  tr_buf bytes;
  tr_str piece;
  tr_buf_init(&bytes, UNPACKED_MOST);
  bool good = true;
  do {
    good = unpack_next(input, &piece);
    if (good) tr_buf_add(&bytes, piece);
  } while (good && piece.n > 0);
  unpack_close(input);
  if (good && bytes.bad != TR_OK) {
    file_say("cannot unpack %s: %s", path,
             bytes.bad == TR_ELIMIT ? "it is too large" : "out of memory");
    good = false;
  }
  if (good)
    *file = (file_bytes){tr_buf_str(&bytes), false};
  else
    tr_buf_done(&bytes);
  return good;
}

static bool load(const char *path, file_bytes *file) {
  if (!file_load(path, file)) return false;
  if (!is_gzip(file->bytes)) return true;
  file_unload(file);
  return load_packed(path, file);
}

static bool add_file(check_notes *notes, size_t at) {
  const char *path = notes->paths.paths[at];
  if (!load(path, &notes->files[at])) return false;
  const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
  const tr_status status =
      tr_notes_index_add(&notes->index, name, notes->files[at].bytes);
  if (status == TR_OK) return true;
  file_say("cannot index the notes of %s: %s", path, tr_status_text(status));
  return false;
}

bool check_notes_open(const cmd_arguments *arguments, bool quiet,
                      check_notes *notes) {
  const char *path;
  tr_notes_index_init(&notes->index);
  for (size_t n = 0; (path = cmd_value_at(arguments, "notes", n)) != NULL; n++)
    if (file_is_folder(path) ? !add_folder(notes, path, quiet)
                             : !file_list_add(&notes->paths, path))
      return false;

  notes->files = calloc(notes->paths.count + 1, sizeof *notes->files);
  if (notes->files == NULL) {
    file_say("out of memory");
    return false;
  }
  for (size_t i = 0; i < notes->paths.count; i++)
    if (!add_file(notes, i)) return false;
  if (notes->index.faults_left_out != 0 && !quiet)
    file_say("%zu further faults of form in the notes are not shown",
             notes->index.faults_left_out);
  if (tr_note_reader_init(&notes->reader, &notes->index) != TR_OK) {
    file_say("out of memory");
    return false;
  }
  notes->reading = true;
  notes->source = tr_note_reader_source(&notes->reader);
  return true;
}

void check_notes_close(check_notes *notes) {
  if (notes->reading) tr_note_reader_done(&notes->reader);
  tr_notes_index_done(&notes->index);
  for (size_t i = 0; notes->files != NULL && i < notes->paths.count; i++)
    file_unload(&notes->files[i]);
  free(notes->files);
  file_list_done(&notes->paths);
}
