/* The claims that notes are coded for or compared with: their payers, cases
 * and lines, and which note is whose. */
#include <stdlib.h>

#include "code_run.h"
#include "note/match.h"
#include "unpack.h"

enum { CLAIMS_MOST = 1000 * 1000, PAIRS_MOST = 4 * CLAIMS_MOST };

/** A reading of claims. */
typedef struct reading {
  code_run *run;
  tr_matcher matcher;
  tr_status bad;
} reading;

static tr_compare_bond bond_of(uint32_t flags) {
  if ((flags & TR_MATCH_MISFIT) != 0) return TR_BOND_MISFIT;
  if ((flags & TR_MATCH_TAKEN) != 0) return TR_BOND_SHARE;
  return (flags & TR_MATCH_RIVAL) != 0 ? TR_BOND_RIVAL : TR_BOND_NOTE;
}

static void add_pair(reading *at, uint32_t note, uint32_t claim,
                     tr_compare_bond bond) {
  tr_compare_pair *pair = tr_array_add(&at->run->pairs, &at->bad);
  if (pair != NULL) *pair = (tr_compare_pair){note, claim, bond};
}

static void take_claim(void *context, const tr_claim *claim) {
  reading *at = context;
  code_run *run = at->run;
  const tr_match *matches = NULL;
  size_t count = 0;
  if (at->bad != TR_OK) return;
  code_claim *kept = tr_array_add(&run->claims, &at->bad);
  if (kept == NULL) return;
  at->bad = tr_claim_context_of(&run->arena, claim, &kept->context);
  if (at->bad == TR_OK)
    at->bad = tr_matcher_claim(&at->matcher, claim, &matches, &count);
  for (size_t i = 0; i < count && at->bad == TR_OK; i++) {
    const tr_compare_bond bond = bond_of(matches[i].flags);
    add_pair(at, matches[i].note, run->claims.count - 1, bond);
    if (bond != TR_BOND_NOTE) continue;
    run->claim_of_note[matches[i].note] = run->claims.count - 1;
    kept->notes++;
  }
}

/* Notes that no claim took, though they have to do with one. */
static void take_unmatched(reading *at) {
  tr_match match;
  size_t next = 0;
  while (at->bad == TR_OK && tr_matcher_unmatched(&at->matcher, &next, &match))
    if (match.flags != 0)
      add_pair(at, match.note, TR_COMPARE_NO_CLAIM, bond_of(match.flags));
}

/* What is wrong with the claims is the business of `check`. */
static void ignore(void *context, const tr_finding *finding) {
  (void)context;
  (void)finding;
}

static bool feed(tr_check *check, const char *path, bool *unread) {
  tr_str piece;
  unpack *input = unpack_open(path);
  if (input == NULL) return false;
  bool good = tr_check_begin(check, path) == TR_OK;
  do {
    good = good && unpack_next(input, &piece);
    good = good && tr_check_feed(check, piece.p, piece.n) == TR_OK;
  } while (good && piece.n > 0);
  good = good && tr_check_end(check, unread) == TR_OK;
  unpack_close(input);
  if (!good) file_say("cannot read %s to its end", path);
  return good;
}

static bool read_files(code_run *run, tr_check *check,
                       const input_list *inputs) {
  for (size_t i = 0; i < inputs->files.count; i++) {
    const char *path = inputs->files.paths[i];
    const uint32_t before = run->claims.count;
    bool unread = false;
    if (!feed(check, path, &unread)) return false;
    if (unread || run->claims.count == before) {
      file_say("%s holds no claims (837P)", path);
      return false;
    }
  }
  return true;
}

static bool expand(const cmd_arguments *arguments, const char *option,
                   input_list *inputs) {
  const char *paths[CMD_VALUES];
  size_t count = 0;
  while (count < CMD_VALUES &&
         (paths[count] = cmd_value_at(arguments, option, count)) != NULL)
    count++;
  char **operands = calloc(count + 1, sizeof *operands);
  if (operands == NULL) {
    file_say("out of memory");
    return false;
  }
  for (size_t i = 0; i < count; i++) operands[i] = (char *)(uintptr_t)paths[i];
  const bool good = inputs_expand(operands, (int)count, false, inputs);
  free(operands);
  return good && !inputs->failed;
}

bool code_claims_read(code_run *run, const char *option) {
  const size_t notes = run->notes.source.count;
  reading at = {.run = run};
  input_list inputs = {.bytes = 0};
  tr_check *check = NULL;
  tr_array_init(&run->claims, sizeof(code_claim), CLAIMS_MOST, "claims");
  tr_array_init(&run->pairs, sizeof(tr_compare_pair), PAIRS_MOST, "notes");
  run->claim_of_note = calloc(notes + 1, sizeof *run->claim_of_note);
  for (size_t i = 0; run->claim_of_note != NULL && i < notes; i++)
    run->claim_of_note[i] = CODE_NO_CLAIM;

  const tr_check_watch watch = {.context = &at, .claim_began = take_claim};
  const tr_check_options options = {.pack = run->knowledge.pack,
                                    .tables = &run->knowledge.tables,
                                    .today = run->today,
                                    .finding = ignore,
                                    .watch = &watch};
  at.bad = run->claim_of_note == NULL
               ? TR_ENOMEM
               : tr_matcher_init(&at.matcher, run->notes.source.keys, notes);
  bool good = at.bad == TR_OK && tr_check_new(&options, &check) == TR_OK;
  if (!good) file_say("cannot begin: out of memory");
  good = good && expand(run->arguments, option, &inputs) &&
         read_files(run, check, &inputs);
  if (good) take_unmatched(&at);
  if (good && at.bad != TR_OK) {
    file_say("cannot go on: %s", tr_status_text(at.bad));
    good = false;
  }
  tr_check_free(check);
  inputs_done(&inputs);
  tr_matcher_done(&at.matcher);
  return good;
}
