/* Feeding: claims go through the checker into the index, remittances through
 * the settling, and both, where acknowledgements may be among them, through
 * those; piece by piece, unpacked where they have to be. */
#include <stdlib.h>
#include <string.h>

#include "settle_run.h"
#include "unpack.h"

/** What is done with the bytes of a file. */
typedef struct feeding {
  bool (*begin)(settle_run *run, const char *name);
  bool (*feed)(settle_run *run, tr_str piece);
  bool (*end)(settle_run *run, const char *name);
} feeding;

static bool is_good(tr_status status) {
  if (status != TR_OK) file_say("cannot go on: %s", tr_status_text(status));
  return status == TR_OK;
}

bool settle_write(settle_run *run) {
  const tr_status bad = run->out.bad != TR_OK ? run->out.bad : run->words.bad;
  if (!is_good(bad)) return false;
  file_output_write(&run->output, tr_buf_str(&run->out));
  tr_buf_clear(&run->out);
  return !run->output.failed;
}

/* --------------------------------------------------------- acknowledgements */

static void begin_acks(settle_run *run, const char *name, bool sent) {
  if (run->acks != NULL) settle_acks_begin(run->acks, name, sent);
}

static bool feed_acks(settle_run *run, tr_str piece) {
  return run->acks == NULL || is_good(settle_acks_feed(run->acks, piece));
}

static bool end_acks(settle_run *run) {
  return run->acks == NULL || is_good(settle_acks_end(run->acks));
}

/* ------------------------------------------------------------------- claims */

static bool begin_claims(settle_run *run, const char *name) {
  begin_acks(run, name, true);
  return is_good(tr_check_begin(run->check, name));
}

static bool feed_claims(settle_run *run, tr_str piece) {
  return feed_acks(run, piece) &&
         is_good(tr_check_feed(run->check, piece.p, piece.n)) &&
         is_good(tr_billed_status(tr_settle_billed(run->settle)));
}

static bool end_claims(settle_run *run, const char *name) {
  bool unread = false;
  if (!end_acks(run) || !is_good(tr_check_end(run->check, &unread)) ||
      !is_good(tr_billed_status(tr_settle_billed(run->settle))))
    return false;
  const uint64_t claims = tr_billed_count(tr_settle_billed(run->settle));
  if (unread || claims == run->claims_found) {
    file_say("%s holds no claims (837P)", name);
    run->failed = true;
  }
  run->claims_found = claims;
  return true;
}

/* -------------------------------------------------------------- remittances */

static bool begin_remits(settle_run *run, const char *name) {
  run->form_faults = run->other_sets = 0;
  tr_settle_begin(run->settle, name);
  begin_acks(run, name, false);
  return true;
}

static bool feed_remits(settle_run *run, tr_str piece) {
  return feed_acks(run, piece) &&
         is_good(tr_settle_feed(run->settle, piece.p, piece.n)) &&
         settle_write(run);
}

static void say_passed_over(const settle_run *run, const char *name,
                            bool useful) {
  if (!useful)
    file_say("%s holds no remittance (835) and no acknowledgement", name);
  else if (run->other_sets != 0)
    file_say("passed over %llu %s of %s, no remittance",
             (unsigned long long)run->other_sets,
             run->other_sets == 1 ? "set" : "sets", name);
  if (run->form_faults != 0)
    file_say("%s has %llu %s of form; traction check %s tells of them", name,
             (unsigned long long)run->form_faults,
             run->form_faults == 1 ? "fault" : "faults", name);
}

static bool end_remits(settle_run *run, const char *name) {
  uint64_t sets = 0;
  if (!end_acks(run) || !is_good(tr_settle_end(run->settle, &sets)) ||
      !settle_write(run))
    return false;
  const tr_settled_totals *totals = tr_settle_totals(run->settle);
  const uint64_t payments = totals->payments + totals->repeated_payments;
  const uint64_t answers = run->acks != NULL ? settle_acks_found(run->acks) : 0;
  const bool useful =
      payments != run->payments_found || answers != run->answers_found;
  if (useful)
    run->read++;
  else if (run->other_sets == 0)
    run->failed = true;
  say_passed_over(run, name, useful);
  run->payments_found = payments;
  run->answers_found = answers;
  run->all_form_faults += run->form_faults;
  return true;
}

/* -------------------------------------------------------------------- files */

typedef bool next_fn(unpack *input, tr_str *piece);

/* What was unpacked before it broke is used. */
static bool take_stream(settle_run *run, const feeding *feeding, unpack *input,
                        const char *name, next_fn *next) {
  tr_str piece;
  if (!feeding->begin(run, name)) return false;
  for (;;) {
    if (!next(input, &piece)) {
      run->failed = true;
      break;
    }
    if (piece.n == 0) break;
    if (!feeding->feed(run, piece)) return false;
  }
  return feeding->end(run, name);
}

static bool take_zip(settle_run *run, const feeding *feeding, unpack *input,
                     const char *name) {
  for (;;) {
    const char *member;
    char *full = NULL;
    if (!unpack_next_member(input, &member)) {
      run->failed = true;
      return true;
    }
    if (member == NULL) return true;
    if (asprintf(&full, "%s/%s", name, member) < 0) return is_good(TR_ENOMEM);
    const bool good =
        take_stream(run, feeding, input, full, unpack_next_of_member);
    free(full);
    if (!good) return false;
  }
}

static bool take_file(settle_run *run, const feeding *feeding,
                      const char *path) {
  const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
  unpack *input = unpack_open(path);
  if (input == NULL) {
    run->failed = true;
    return true;
  }
  const bool good = unpack_is_zip(input)
                        ? take_zip(run, feeding, input, name)
                        : take_stream(run, feeding, input, name, unpack_next);
  unpack_close(input);
  return good;
}

static bool take_all(settle_run *run, const feeding *feeding,
                     const input_list *list) {
  for (size_t i = 0; i < list->files.count; i++)
    if (!take_file(run, feeding, list->files.paths[i])) return false;
  return true;
}

bool settle_inputs(settle_run *run) {
  static const feeding claims = {begin_claims, feed_claims, end_claims};
  static const feeding remits = {begin_remits, feed_remits, end_remits};
  return take_all(run, &claims, &run->claims) &&
         is_good(tr_check_finish(run->check)) &&
         take_all(run, &remits, &run->remits);
}

/* The first ST of an interchange stands near its beginning. */
static bool begins_with(tr_str bytes, const char *set) {
  const char *isa = bytes.n > 0 ? memmem(bytes.p, bytes.n, "ISA", 3) : NULL;
  if (isa == NULL || bytes.p + bytes.n - isa < 4) return false;
  const char header[] = {'S', 'T', isa[3], set[0], set[1], set[2], isa[3]};
  return memmem(isa, (size_t)(bytes.p + bytes.n - isa), header,
                sizeof header) != NULL;
}

static bool holds(const char *path, const char *set) {
  if (strcmp(path, "-") == 0 || file_is_folder(path) || !file_exists(path))
    return false;
  unpack *input = unpack_open(path);
  tr_str piece = {NULL, 0};
  bool found = false;
  if (input == NULL) return false;
  if (!unpack_is_zip(input) && unpack_next(input, &piece)) {
    if (piece.n > UNPACK_GLANCE) piece.n = UNPACK_GLANCE;
    found = begins_with(piece, set);
  }
  unpack_close(input);
  return found;
}

bool settle_is_claims(const char *path) { return holds(path, "837"); }

bool settle_is_remit(const char *path) { return holds(path, "835"); }
