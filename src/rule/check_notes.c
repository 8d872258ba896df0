/* Notes: which belong to the claim at hand, and what is said of those that no
 * claim took. */
#include "rule/check_internal.h"

static void fail(tr_check *check, tr_status status) {
  if (check->bad == TR_OK) check->bad = status;
}

static const tr_note *read_note(tr_check *check, uint32_t index) {
  const tr_note_source *source = check->options.notes;
  tr_note *note = NULL;
  const tr_status status =
      source->read(source->context, index, &check->note_arena,
                   tr__report_note_fault, check, &note);
  if (status != TR_OK) fail(check, status);
  return note;
}

/* A finding on how notes and claims fit together, told at the note. */
static void report_match(tr_check *check, const char *rule, const char *variant,
                         const tr_match *match, const tr_claim *claim) {
  const tr_note_key *key = &check->options.notes->keys[match->note];
  const tr_match_owner *owner = tr_matcher_owner(&check->matcher, match->note);
  tr_note_fault fault = {.rule = rule,
                         .variant = variant,
                         .message = "",
                         .file = key->file,
                         .line = key->line,
                         .note_id = key->id,
                         .pointer = ""};
  const tr_str named = claim != NULL   ? tr_unit_text(claim->unit, &claim->id)
                       : owner != NULL ? owner->claim
                                       : key->claim;
  const tr_str other = match->other != TR_MATCH_NONE
                           ? check->options.notes->keys[match->other].id
                       : owner != NULL ? owner->claim
                                       : (tr_str){NULL, 0};
  tr__report_match_fault(check, &fault, named, other, claim);
}

static const char *misfit_variant(uint32_t flags) {
  if ((flags & TR_MATCH_OTHER_DATE) != 0) return "date";
  if ((flags & TR_MATCH_OTHER_NPI) != 0) return "provider";
  return "patient";
}

static void report_flags(tr_check *check, const tr_match *match,
                         const tr_claim *claim) {
  if ((match->flags & TR_MATCH_RIVAL) != 0)
    report_match(check, "TRD0106", "two-notes", match, claim);
  else if ((match->flags & TR_MATCH_TAKEN) != 0)
    report_match(check, "TRD0106", "two-claims", match, claim);
  else if ((match->flags & TR_MATCH_MISFIT) != 0)
    report_match(check, "TRD0105", misfit_variant(match->flags), match, claim);
}

void tr__take_notes(tr_check *check, const tr_claim *claim) {
  const tr_match *matches = NULL;
  size_t count = 0;
  tr_arena_reset(&check->note_arena);
  const tr_status status =
      tr_matcher_claim(&check->matcher, claim, &matches, &count);
  if (status != TR_OK) {
    fail(check, status);
    return;
  }
  for (size_t i = 0; i < count && check->bad == TR_OK; i++) {
    report_flags(check, &matches[i], claim);
    if ((matches[i].flags & TR_MATCH_TAKEN) != 0) check->note_elsewhere = true;
    if ((matches[i].flags & (TR_MATCH_RIVAL | TR_MATCH_TAKEN)) != 0 ||
        check->note_count == TR_CHECK_NOTES)
      continue;
    const tr_note *note = read_note(check, matches[i].note);
    if (note == NULL) continue;
    check->notes[check->note_count++] = (tr_visit_note){
        .note = note, .fits = (matches[i].flags & TR_MATCH_MISFIT) == 0};
  }
}

void tr__set_notes_aside(tr_check *check, const tr_claim *claim) {
  const tr_match *matches = NULL;
  size_t count = 0;
  if (!check->matching) return;
  const tr_status status =
      tr_matcher_claim(&check->matcher, claim, &matches, &count);
  if (status != TR_OK) fail(check, status);
}

static void report_form_faults(tr_check *check) {
  const tr_note_source *source = check->options.notes;
  for (size_t i = 0; i < source->fault_count; i++) {
    tr__report_note_fault(check, &source->faults[i]);
    tr__flush(check);
  }
}

tr_status tr_check_finish(tr_check *check) {
  if (!check->matching || check->bad != TR_OK) return check->bad;
  size_t next = 0;
  tr_match match;
  check->file = check->options.notes->count != 0
                    ? check->options.notes->keys[0].file
                    : NULL;
  report_form_faults(check);
  if (check->options.notes_are_kept) return check->bad;
  while (check->bad == TR_OK &&
         tr_matcher_unmatched(&check->matcher, &next, &match)) {
    tr_arena_reset(&check->note_arena);
    report_flags(check, &match, NULL);
    const tr_note *note = read_note(check, match.note);
    if (note != NULL && match.flags == 0) tr__check_lone_note(check, note);
    tr__flush(check);
  }
  return check->bad;
}
