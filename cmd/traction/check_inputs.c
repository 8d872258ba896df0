/* Feeding: each input is opened, unpacked where it has to be and handed to the
 * checker piece by piece; memory does not grow with it. */
#include <stdlib.h>
#include <string.h>

#include "check_history.h"
#include "unpack.h"

/* Write what was rendered; a terminal sees each finding at once. */
static bool write_out(check_run *run, bool all) {
  if (run->out.bad != TR_OK) {
    file_say("cannot write a finding: %s", tr_status_text(run->out.bad));
    return false;
  }
  return file_output_drain(&run->output, &run->out, all);
}

static void no_memory(const check_run *run, tr_status status) {
  if (!check_history_failed(run))
    file_say("cannot go on: %s", tr_status_text(status));
}

static bool begin(check_run *run, const char *name) {
  const tr_status status = tr_check_begin(run->check, name);
  if (status != TR_OK) no_memory(run, status);
  return status == TR_OK;
}

static bool feed(check_run *run, const unpack *input, tr_str piece) {
  const tr_status status = tr_check_feed(run->check, piece.p, piece.n);
  if (status != TR_OK) {
    no_memory(run, status);
    return false;
  }
  progress_show(&run->progress, run->taken + unpack_taken(input),
                tr_check_summary(run->check)->claims);
  return write_out(run, false);
}

static bool end(check_run *run) {
  bool unread = false;
  const tr_status status = tr_check_end(run->check, &unread);
  if (status != TR_OK) {
    no_memory(run, status);
    return false;
  }
  if (unread) run->failed = true;
  return write_out(run, true);
}

/* A plain or packed file. What was unpacked before it broke is checked. */
static bool check_stream(check_run *run, unpack *input, const char *name) {
  tr_str piece;
  if (!begin(run, name)) return false;
  for (;;) {
    if (!unpack_next(input, &piece)) {
      run->failed = true;
      break;
    }
    if (piece.n == 0) break;
    if (!feed(run, input, piece)) return false;
  }
  return end(run);
}

/* A zip that holds nothing to check is refused as what it is. */
static bool refuse_zip(check_run *run, const unpack *input, const char *name) {
  return begin(run, name) && feed(run, input, unpack_glance(input)) && end(run);
}

static bool check_member(check_run *run, unpack *input, const char *name,
                         bool *checked) {
  tr_str piece;
  const char *guess;
  if (!unpack_next_of_member(input, &piece)) {
    run->failed = true;
    return true;
  }
  if (!input_is_x12(piece, &guess)) {
    if (!run->settings.quiet)
      file_say("passed over %s: not X12%s%s%s", name, guess ? " (" : "",
               guess ? guess : "", guess ? ")" : "");
    return true;
  }
  *checked = true;
  if (!begin(run, name)) return false;
  while (piece.n > 0) {
    if (!feed(run, input, piece)) return false;
    if (!unpack_next_of_member(input, &piece)) {
      run->failed = true;
      break;
    }
  }
  return end(run);
}

static bool check_zip(check_run *run, unpack *input, const char *name) {
  bool checked = false;
  for (;;) {
    const char *member;
    if (!unpack_next_member(input, &member)) {
      run->failed = true;
      break;
    }
    if (member == NULL) break;
    char *full = NULL;
    if (asprintf(&full, "%s/%s", name, member) < 0) {
      no_memory(run, TR_ENOMEM);
      return false;
    }
    const bool good = check_member(run, input, full, &checked);
    free(full);
    if (!good) return false;
  }
  return checked || refuse_zip(run, input, name);
}

static bool check_input(check_run *run, const char *path) {
  const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
  unpack *input = unpack_open(path);
  if (input == NULL) {
    run->not_opened++;
    run->failed = true;
    return true;
  }
  const bool good = unpack_is_zip(input) ? check_zip(run, input, name)
                                         : check_stream(run, input, name);
  run->taken += unpack_taken(input);
  unpack_close(input);
  return good;
}

bool check_inputs(check_run *run) {
  for (size_t i = 0; i < run->inputs.files.count; i++)
    if (!check_input(run, run->inputs.files.paths[i])) return false;
  const tr_status status = tr_check_finish(run->check);
  if (status != TR_OK) no_memory(run, status);
  return status == TR_OK && write_out(run, true);
}
