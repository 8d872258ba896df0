/* Opens the store, and looks which of the files at hand it has: no file is a
 * past of itself. */
#include "check_history.h"

#include <string.h>
#include <unistd.h>

#include "store/receive.h"
#include "unpack.h"

enum { FILE_MOST = TR_KEPT_MOST };

static bool leave_out(check_run *run, tr_str bytes) {
  char digest[TR_KEPT_DIGEST];
  tr_kept_digest(bytes, digest);
  if (tr_past_store_leave_out(run->history.past, digest) == TR_OK) return true;
  db_failed(run->history.store);
  return false;
}

/* One file out of what was opened; what cannot be read is told when it is
 * checked. @return False when the store failed. */
static bool leave_out_next(check_run *run, unpack *input, bool member) {
  tr_buf bytes;
  tr_str piece;
  tr_buf_init(&bytes, FILE_MOST);
  bool whole;
  do {
    whole = member ? unpack_next_of_member(input, &piece)
                   : unpack_next(input, &piece);
    if (whole) tr_buf_add(&bytes, piece);
  } while (whole && piece.n > 0 && bytes.bad == TR_OK);
  const bool good =
      !whole || bytes.bad != TR_OK || leave_out(run, tr_buf_str(&bytes));
  tr_buf_done(&bytes);
  return good;
}

static bool leave_out_input(check_run *run, const char *path) {
  /* standard input is read once only; its claims know their copies */
  if (strcmp(path, "-") == 0 || access(path, R_OK) != 0) return true;
  unpack *input = unpack_open(path);
  if (input == NULL) return true;
  const char *name = NULL;
  bool good = true;
  if (unpack_is_zip(input))
    while (good && unpack_next_member(input, &name) && name != NULL)
      good = leave_out_next(run, input, true);
  else
    good = leave_out_next(run, input, false);
  unpack_close(input);
  return good;
}

static bool leave_out_all(check_run *run) {
  for (size_t i = 0; i < run->inputs.files.count; i++)
    if (!leave_out_input(run, run->inputs.files.paths[i])) return false;
  for (size_t i = 0; run->notes.files != NULL && i < run->notes.paths.count;
       i++)
    if (!leave_out(run, run->notes.files[i].bytes)) return false;
  return true;
}

static int open_all(const cmd_arguments *arguments, check_run *run) {
  check_history *history = &run->history;
  history->store = db_open(&history->place, history->place.path, TR_STORE_LOOK);
  if (history->store == NULL) return EXIT_FAILED;
  if (tr_derived_is_current(history->store) != TR_OK ||
      tr_past_store_new(history->store, &history->past) != TR_OK)
    return db_failed(history->store);
  if (!leave_out_all(run)) return EXIT_FAILED;
  history->hooks = tr_past_store_hooks(history->past);
  if (cmd_has(arguments, "notes")) return EXIT_CLEAN;
  return tr_note_supply_new(history->store, &history->supply) == TR_OK
             ? EXIT_CLEAN
             : db_failed(history->store);
}

int check_history_open(const cmd_arguments *arguments, check_run *run) {
  if (!cmd_has(arguments, "db")) {
    if (!cmd_has(arguments, "key-file")) return EXIT_CLEAN;
    return cmd_usage(arguments->command, "--key-file is of use with --db only");
  }
  const int status =
      db_place_find(arguments, false, run->settings.quiet, &run->history.place);
  return status == EXIT_CLEAN ? open_all(arguments, run) : status;
}

bool check_history_failed(const check_run *run) {
  if (run->history.store == NULL ||
      *tr_store_message(run->history.store) == '\0')
    return false;
  (void)db_failed(run->history.store);
  return true;
}

void check_history_close(check_run *run) {
  tr_note_supply_free(run->history.supply);
  tr_past_store_free(run->history.past);
  tr_store_close(run->history.store);
  db_place_done(&run->history.place);
}
