/* The draft before the rules: all visits are written as claims, checked with
 * their notes, and what the rules mend is mended. */
#include <stdlib.h>

#include "coding/coding_parts.h"
#include "rule/check.h"

enum { DRAFT_BYTES = 1 << 30 };

/* -------------------------------------------------------------------- draft */

static uint32_t count_kept(const tr__coding_visit *visit) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < visit->line_count; i++)
    if (!visit->lines[i].dropped) count++;
  return count;
}

/* Numbers them as the draft will. */
static uint32_t take_kept(tr__coding_visit *visit, tr_encounter_line *lines) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < visit->line_count; i++) {
    tr__coding_line *line = &visit->lines[i];
    line->number = 0;
    if (line->dropped) continue;
    lines[count++] = line->billed;
    line->number = count;
  }
  return count;
}

/* The line of the visit that has an LX number in the draft; NULL where it was
 * taken out since. */
static tr__coding_line *line_of(tr__coding_visit *visit, int64_t number) {
  for (uint32_t i = 0; number > 0 && i < visit->line_count; i++)
    if (visit->lines[i].number == number)
      return visit->lines[i].dropped ? NULL : &visit->lines[i];
  return NULL;
}

static tr_status write_encounters(const tr__coding *coding,
                                  const tr_encounter *encounters,
                                  uint32_t count, tr_day latest, tr_buf *out,
                                  tr_write_error *error) {
  const tr_day today = coding->options->today;
  const tr_encounter_file file = {.date = today != TR_DAY_MIN ? today : latest,
                                  .control = 1,
                                  .sender_qualifier = TR_STR("ZZ"),
                                  .receiver_qualifier = TR_STR("ZZ")};
  size_t bad;
  return tr_encounters_write(encounters, count, &file, out, error, &bad);
}

/* The visit as the draft has it. */
static tr_status draft_of(tr__coding_visit *visit, tr_arena *scratch,
                          tr_encounter *encounter) {
  tr_encounter_line *billed =
      tr_arena_array(scratch, visit->line_count, sizeof *billed);
  if (billed == NULL) return TR_ELIMIT;
  *encounter = visit->encounter;
  encounter->claim_id = tr_str_of(visit->claim);
  encounter->lines = billed;
  encounter->line_count = take_kept(visit, billed);
  return TR_OK;
}

static tr_status write_draft(tr__coding *coding, tr_arena *scratch,
                             tr_buf *out) {
  tr_encounter *encounters =
      tr_arena_array(scratch, coding->visit_count + 1, sizeof *encounters);
  if (encounters == NULL) return TR_ELIMIT;
  uint32_t count = 0;
  tr_day latest = TR_DAY_MIN;
  coding->drafted_count = 0;
  for (uint32_t i = 0; i < coding->visit_count; i++) {
    tr__coding_visit *visit = &coding->visits[i];
    visit->changed = false;
    visit->noticed = NULL;
    if (count_kept(visit) == 0) continue;
    tr_encounter *encounter = &encounters[count++];
    const tr_status status = draft_of(visit, scratch, encounter);
    if (status != TR_OK) return status;
    if (encounter->service > latest) latest = encounter->service;
    visit->key.claim = encounter->claim_id;
    coding->drafted[coding->drafted_count++] = visit;
  }
  tr_write_error error;
  if (count == 0) return TR_OK;
  return write_encounters(coding, encounters, count, latest, out, &error);
}

static void cannot_hold(tr__coding *coding, tr__coding_visit *visit,
                        const tr_write_error *error) {
  char segment[TR_CODE_BYTES + 1];
  tr_code_text(error->segment, segment);
  tr__coding_lacks(
      coding, visit,
      (tr_coding_lack){.severity = TR_SEVERITY_ERROR,
                       .text = tr__coding_say(
                           coding,
                           "a claim cannot hold what is known of the "
                           "visit: %s%02u %s",
                           segment, (unsigned)error->element, error->reason),
                       .source = "tr3-837p"});
  for (uint32_t i = 0; i < visit->line_count; i++)
    visit->lines[i].dropped = true;
}

/* A text of one note that no claim can hold must not stop the others. */
void tr__coding_try(tr__coding *coding, tr__coding_visit *visit) {
  tr_arena scratch;
  tr_buf out;
  tr_encounter encounter;
  tr_write_error error;
  if (count_kept(visit) == 0) return;
  tr_arena_init(&scratch, TR_CODING_ARENA);
  tr_buf_init(&out, DRAFT_BYTES);
  tr_status status = draft_of(visit, &scratch, &encounter);
  if (status == TR_OK)
    status = write_encounters(coding, &encounter, 1, encounter.service, &out,
                              &error);
  if (status == TR_ESYNTAX)
    cannot_hold(coding, visit, &error);
  else
    (void)tr__coding_good(coding, status);
  tr_buf_done(&out);
  tr_arena_done(&scratch);
}

/* ------------------------------------------------------- notes of the draft */

static tr_status read_again(void *context, size_t index, tr_arena *arena,
                            tr_note_fault_fn *fault, void *fault_context,
                            tr_note **note) {
  const tr__coding *coding = context;
  (void)arena;
  (void)fault;
  (void)fault_context;
  *note = coding->drafted[index]->note;
  return TR_OK;
}

/* ----------------------------------------------------------------- mending */

static tr_coding_reason reason_of(tr__coding *coding,
                                  const tr_finding *finding) {
  tr_coding_reason reason = {.source = finding->rule->source_count > 0
                                           ? finding->rule->sources[0].id
                                           : NULL,
                             .origin = finding->rule->id};
  const tr_str words = finding->why.n > 0 ? finding->why : finding->message;
  reason.text = tr__coding_say(coding, "%.*s", TR_STR_ARG(words));
  const tr_note_place *place = NULL;
  if (finding->has_note) place = &finding->note;
  for (uint32_t i = 0; i < finding->also_count && place == NULL; i++)
    if (finding->also[i].in_note) place = &finding->also[i].note;
  if (place != NULL && place->pointer != NULL)
    reason.pointer = tr__coding_say(coding, "%s", place->pointer).p;
  return reason;
}

static tr_coding_lack lack_of(tr__coding *coding, const tr_finding *finding) {
  const tr_coding_reason reason = reason_of(coding, finding);
  tr_coding_lack lack = {.severity = finding->severity,
                         .rule = finding->rule->id,
                         .pointer = reason.pointer,
                         .source = reason.source};
  /* where the rule itself takes the line off, its reason says more than the
   * ways out of it */
  const bool off = finding->fix.kind == TR_FIX_DROP && finding->why.n > 0 &&
                   strcmp(finding->fix.element, "SV1") == 0;
  const tr_str more = off ? finding->why : finding->help;
  lack.text =
      more.n > 0
          ? tr__coding_say(coding, "%.*s; %.*s", TR_STR_ARG(finding->message),
                           TR_STR_ARG(more))
          : tr__coding_say(coding, "%.*s", TR_STR_ARG(finding->message));
  return lack;
}

static bool add_modifier(tr_encounter_line *line, tr_code modifier) {
  for (uint32_t i = 0; i < line->modifier_count; i++)
    if (line->modifiers[i] == modifier) return false;
  if (modifier == 0 || line->modifier_count == 4) return false;
  line->modifiers[line->modifier_count++] = modifier;
  return true;
}

/* One or several, with a byte between them. */
static bool add_modifiers(tr_encounter_line *line, tr_str text) {
  bool added = false;
  for (size_t at = 0; at + 2 <= text.n; at += 3)
    added = add_modifier(line, tr_code_pack((tr_str){text.p + at, 2})) || added;
  return added;
}

static bool drop_modifier(tr_encounter_line *line, tr_code modifier) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < line->modifier_count; i++)
    if (line->modifiers[i] != modifier)
      line->modifiers[kept++] = line->modifiers[i];
  const bool dropped = kept < line->modifier_count;
  line->modifier_count = kept;
  return dropped;
}

/* A place of SV101 from 3 to 6, counted from 0; -1 where it is none. */
static int modifier_place(const char *element) {
  const bool part = strncmp(element, "SV101-", 6) == 0;
  return part && element[6] >= '3' && element[6] <= '6' && element[7] == '\0'
             ? element[6] - '3'
             : -1;
}

/* All modifiers of the line in another order. */
static bool set_order(tr_encounter_line *line, tr_str text) {
  const size_t count = line->modifier_count;
  if (text.n != 3 * count - 1) return false;
  for (size_t i = 0; i < count; i++)
    line->modifiers[i] = tr_code_pack((tr_str){text.p + 3 * i, 2});
  return true;
}

/* What the derivations and the method have counted is never raised: rules only
 * take back what they refuse. */
static bool set_value(tr__coding *coding, tr__coding_line *line,
                      const tr_fix *fix) {
  int64_t units;
  if (strcmp(fix->element, "SV104") == 0) {
    if (tr_quantity_read(fix->to, &units) != TR_OK || units < 1000 ||
        units / 1000 >= line->billed.units)
      return false;
    line->billed.units = units / 1000;
    return true;
  }
  if (strcmp(fix->element, "SV101-2") == 0) {
    const tr_code code = tr_code_pack(fix->to);
    const tr_procedure *procedure = NULL;
    const bool level = line->procedure != NULL &&
                       line->procedure->group == TR_CLASS_CMT_SPINAL;
    (void)tr_table_procedure(coding->options->tables, code,
                             coding->current->encounter.service, &procedure);
    /* a timed code would need units that nobody has counted */
    if (code == 0 || code == line->billed.procedure ||
        (level && code > line->billed.procedure) ||
        (procedure != NULL && procedure->timing == TR_TIMING_TIMED))
      return false;
    line->billed.procedure = code;
    line->procedure = procedure;
    return true;
  }
  const int at = modifier_place(fix->element);
  if (at < 0 || (uint32_t)at >= line->billed.modifier_count) return false;
  if (fix->to.n != 2) return at == 0 && set_order(&line->billed, fix->to);
  line->billed.modifiers[at] = tr_code_pack(fix->to);
  return true;
}

/* @return Whether the rule's fix was one for a draft, and changed it. */
static bool mend(tr__coding *coding, tr__coding_line *line,
                 const tr_finding *finding) {
  const tr_fix *fix = &finding->fix;
  bool mended = false;
  if (fix->element[0] == '\0' || line == NULL) return false;
  switch (fix->kind) {
    case TR_FIX_ADD:
      mended = add_modifiers(&line->billed, fix->to);
      break;
    case TR_FIX_DROP:
      if (modifier_place(fix->element) < 0) return false;
      mended = drop_modifier(&line->billed, tr_code_pack(fix->from));
      break;
    case TR_FIX_SET:
      mended = set_value(coding, line, fix);
      break;
  }
  if (mended) tr__coding_because(line, reason_of(coding, finding));
  return mended;
}

/* ------------------------------------------------------------- what is left */

/* A diagnosis the rules refuse is taken off the claim, and the pointers are
 * drawn anew. */
static bool drop_diagnosis(tr__coding *coding, tr__coding_visit *visit,
                           const tr_finding *finding) {
  tr_encounter *encounter = &visit->encounter;
  const tr_code code =
      finding->has_place && strncmp(finding->at.element, "HI", 2) == 0
          ? tr_code_pack(finding->at.value)
          : 0;
  uint32_t at = 0;
  while (at < encounter->diagnosis_count && encounter->diagnoses[at] != code)
    at++;
  if (code == 0 || at == encounter->diagnosis_count) return false;
  encounter->diagnosis_count--;
  for (; at < encounter->diagnosis_count; at++)
    encounter->diagnoses[at] = encounter->diagnoses[at + 1];
  tr__coding_lacks(coding, visit, lack_of(coding, finding));
  visit->changed = true;
  tr__coding_pointers(coding, visit);
  return true;
}

static void block(tr__coding *coding, tr__coding_visit *visit,
                  const tr_finding *finding) {
  tr__coding_lacks(coding, visit, lack_of(coding, finding));
  for (uint32_t i = 0; i < visit->line_count; i++)
    visit->lines[i].dropped = true;
  visit->changed = true;
}

/* What was taken out already has said why; the rule on missed charges need
 * not say it again. */
static bool is_echo(const tr__coding_visit *visit, const tr_finding *finding) {
  return strcmp(finding->rule->id, "TRC0503") == 0 && visit->lacking != NULL;
}

static void notice(tr__coding *coding, tr__coding_visit *visit,
                   const tr__coding_line *line, const tr_finding *finding) {
  if (is_echo(visit, finding)) return;
  tr__coding_lack *kept = visit->lacking;
  tr_coding_lack lack = lack_of(coding, finding);
  if (line != NULL) lack.code = line->billed.procedure;
  visit->lacking = visit->noticed;
  tr__coding_lacks(coding, visit, lack);
  visit->noticed = visit->lacking;
  visit->lacking = kept;
}

static void take_finding(void *context, const tr_finding *finding) {
  tr__coding *coding = context;
  tr__coding_visit *visit = coding->current;
  if (visit == NULL || coding->bad != TR_OK || finding->rule == NULL) return;
  /* of the whole file, such as stale tables: nobody's visit */
  if (finding->owner == NULL && !finding->has_place && !finding->has_note)
    return;
  tr__coding_line *line = line_of(visit, finding->line);
  if (mend(coding, line, finding)) {
    visit->changed = true;
    return;
  }
  const bool refused = finding->severity == TR_SEVERITY_ERROR;
  if (!refused)
    notice(coding, visit, line, finding);
  else if (visit->changed)
    return; /* the next draft tells whether it is still so */
  else if (line != NULL)
    tr__coding_drop(coding, visit, line, lack_of(coding, finding));
  else if (!drop_diagnosis(coding, visit, finding))
    block(coding, visit, finding);
}

/* The visit whose draft a claim is, by the number in its CLM01. */
static tr__coding_visit *visit_of(tr__coding *coding, const tr_claim *claim) {
  char digits[16];
  const tr_str id = tr_unit_text(claim->unit, &claim->id);
  if (id.n < 2 || id.n >= sizeof digits) return NULL;
  memcpy(digits, id.p + 1, id.n - 1);
  digits[id.n - 1] = '\0';
  const unsigned long at = strtoul(digits, NULL, 10);
  return at < coding->visit_count ? &coding->visits[at] : NULL;
}

/* Asked before anything is said of a claim: what is said of the levels above
 * it is this visit's as well. */
static const char *profile_of(void *context, const tr_claim *claim) {
  tr__coding *coding = context;
  if (claim == NULL) return NULL;
  coding->current = visit_of(coding, claim);
  return coding->current != NULL && coding->current->profile.chain != NULL
             ? coding->current->profile.chain->profile->id
             : NULL;
}

static void end_claim(void *context) {
  ((tr__coding *)context)->current = NULL;
}

/* ------------------------------------------------------------------ a draft */

static tr_status check_draft(tr__coding *coding, tr_str draft,
                             const tr_note_key *keys) {
  const tr_note_source notes = {.context = coding,
                                .count = coding->drafted_count,
                                .keys = keys,
                                .read = read_again};
  const tr_check_watch watch = {.context = coding, .claim_ended = end_claim};
  const tr_check_options options = {.pack = coding->options->pack,
                                    .tables = coding->options->tables,
                                    .notes = &notes,
                                    .today = coding->options->today,
                                    .finding = take_finding,
                                    .context = coding,
                                    .watch = &watch,
                                    .profile_of = profile_of,
                                    .profile_context = coding};
  tr_check *check;
  tr_status status = tr_check_new(&options, &check);
  if (status != TR_OK) return status;
  status = tr_check_begin(check, "draft");
  if (status == TR_OK) status = tr_check_feed(check, draft.p, draft.n);
  if (status == TR_OK) status = tr_check_end(check, NULL);
  tr_check_free(check);
  return status;
}

static tr_status draft_and_check(tr__coding *coding, tr_arena *scratch,
                                 tr_buf *draft) {
  tr_status status = write_draft(coding, scratch, draft);
  if (status != TR_OK || coding->drafted_count == 0) return status;
  tr_note_key *keys =
      tr_arena_array(scratch, coding->drafted_count, sizeof *keys);
  if (keys == NULL) return TR_ELIMIT;
  for (uint32_t i = 0; i < coding->drafted_count; i++)
    keys[i] = coding->drafted[i]->key;
  return check_draft(coding, tr_buf_str(draft), keys);
}

bool tr__coding_judge(tr__coding *coding) {
  tr_arena scratch;
  tr_buf draft;
  tr_arena_init(&scratch, TR_CODING_ARENA);
  tr_buf_init(&draft, DRAFT_BYTES);
  (void)tr__coding_good(coding, draft_and_check(coding, &scratch, &draft));
  tr_buf_done(&draft);
  tr_arena_done(&scratch);
  bool changed = false;
  for (uint32_t i = 0; i < coding->visit_count && coding->bad == TR_OK; i++) {
    if (coding->visits[i].changed)
      tr__coding_charges(coding, &coding->visits[i]);
    changed = changed || coding->visits[i].changed;
  }
  return changed;
}
