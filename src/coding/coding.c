/* Drives the coding of notes: read, derive, draft until the rules are content,
 * hand over. */
#include "coding/coding.h"

#include <stdarg.h>
#include <stdio.h>

#include "coding/coding_parts.h"

bool tr__coding_good(tr__coding *coding, tr_status status) {
  if (status != TR_OK && coding->bad == TR_OK) coding->bad = status;
  return coding->bad == TR_OK;
}

tr_str tr__coding_say(tr__coding *coding, const char *format, ...) {
  char text[TR__CODING_TEXT];
  tr_str kept = {"", 0};
  va_list arguments;
  va_start(arguments, format);
  const int written = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (written < 0) return kept;
  const size_t n =
      (size_t)written < sizeof text ? (size_t)written : sizeof text - 1;
  /* with its NUL, for those who want a C string */
  if (tr__coding_good(coding, tr_arena_copy(coding->options->arena,
                                            (tr_str){text, n + 1}, &kept)))
    kept.n = n;
  return kept;
}

void tr__coding_because(tr__coding_line *line, tr_coding_reason reason) {
  if (line->because_count == TR_CODING_REASONS) line->because_count--;
  line->because[line->because_count++] = reason;
}

static bool same_text(const char *a, const char *b) {
  if (a == NULL || b == NULL) return a == b;
  return strcmp(a, b) == 0;
}

static bool same_lack(const tr_coding_lack *a, const tr_coding_lack *b) {
  return a->code == b->code && a->severity == b->severity &&
         same_text(a->rule, b->rule) && tr_str_eq(a->text, b->text);
}

void tr__coding_lacks(tr__coding *coding, tr__coding_visit *visit,
                      tr_coding_lack lack) {
  for (tr__coding_lack *at = visit->lacking; at != NULL; at = at->next)
    if (same_lack(&at->lack, &lack)) return;
  tr__coding_lack *node = tr_arena_alloc(coding->options->arena, sizeof *node);
  if (!tr__coding_good(coding, node == NULL ? TR_ELIMIT : TR_OK)) return;
  *node = (tr__coding_lack){lack, visit->lacking};
  visit->lacking = node;
}

void tr__coding_drop(tr__coding *coding, tr__coding_visit *visit,
                     tr__coding_line *line, tr_coding_lack lack) {
  lack.code = line->billed.procedure;
  lack.severity = TR_SEVERITY_ERROR;
  tr__coding_lacks(coding, visit, lack);
  line->dropped = true;
  visit->changed = true;
}

/* ------------------------------------------------------------------ reading */

/* Faults of form are told by whoever reads the notes for the user; in the
 * drafts the same notes are read again in silence. */
static void ignore_fault(void *context, const tr_note_fault *fault) {
  (void)context;
  (void)fault;
}

static tr_status read_notes(tr__coding *coding, size_t *failed) {
  const tr_note_source *source = coding->options->notes;
  tr_note_fault_fn *tell =
      coding->options->fault != NULL ? coding->options->fault : ignore_fault;
  *failed = 0;
  if (source->count > TR_CODING_NOTES) return TR_ELIMIT;
  coding->visits = tr_arena_array(coding->options->arena, source->count + 1,
                                  sizeof *coding->visits);
  coding->drafted = tr_arena_array(coding->options->arena, source->count + 1,
                                   sizeof *coding->drafted);
  if (coding->visits == NULL || coding->drafted == NULL) return TR_ELIMIT;
  for (size_t i = 0; i < source->fault_count; i++)
    tell(coding->options->fault_context, &source->faults[i]);
  *failed = source->fault_count;
  for (size_t i = 0; i < source->count; i++) {
    tr__coding_visit *visit = &coding->visits[coding->visit_count];
    tr_note *note = NULL;
    const tr_status status =
        source->read(source->context, i, coding->options->arena, tell,
                     coding->options->fault_context, &note);
    if (status != TR_OK) return status;
    if (note == NULL) {
      ++*failed;
      continue;
    }
    *visit = (tr__coding_visit){.at = coding->visit_count,
                                .index = i,
                                .note = note,
                                .key = source->keys[i]};
    coding->visit_count++;
  }
  return TR_OK;
}

/* ---------------------------------------------------------------- telling */

static uint32_t count_lacks(const tr__coding_lack *list) {
  uint32_t count = 0;
  for (; list != NULL; list = list->next) count++;
  return count;
}

/* Oldest first. */
static tr_coding_lack *put_lacks(tr_coding_lack *out,
                                 const tr__coding_lack *list) {
  const uint32_t count = count_lacks(list);
  tr_coding_lack *at = out + count;
  for (; list != NULL; list = list->next) *--at = list->lack;
  return out + count;
}

static void tell(tr__coding *coding, tr__coding_visit *visit, bool settled,
                 tr_coded_fn *coded, void *context) {
  const uint32_t room = visit->line_count + 1;
  tr_coded_line *lines =
      tr_arena_array(coding->options->arena, room, sizeof *lines);
  tr_encounter_line *billed =
      tr_arena_array(coding->options->arena, room, sizeof *billed);
  const uint32_t lack_count =
      count_lacks(visit->lacking) + count_lacks(visit->noticed);
  tr_coding_lack *lacks =
      tr_arena_array(coding->options->arena, lack_count + 1, sizeof *lacks);
  if (!tr__coding_good(coding, lines == NULL || billed == NULL || lacks == NULL
                                   ? TR_ELIMIT
                                   : TR_OK))
    return;

  tr_coded_visit out = {.note = visit->note,
                        .index = visit->index,
                        .profile = visit->profile.chain != NULL
                                       ? visit->profile.chain->profile->id
                                       : "commercial",
                        .encounter = &visit->encounter,
                        .people_known = visit->people_known,
                        .lines = lines,
                        .lacking = lacks,
                        .lack_count = lack_count,
                        .date_count = visit->date_count,
                        .settled = settled};
  memcpy(out.dates, visit->dates, sizeof out.dates);
  for (uint32_t i = 0; i < visit->line_count; i++) {
    const tr__coding_line *line = &visit->lines[i];
    if (line->dropped) continue;
    billed[out.line_count] = line->billed;
    lines[out.line_count++] =
        (tr_coded_line){.billed = line->billed,
                        .charge_known = line->charge_known,
                        .minutes_known = line->minutes_known,
                        .minutes = line->minutes,
                        .because = line->because,
                        .because_count = line->because_count};
  }
  (void)put_lacks(put_lacks(lacks, visit->lacking), visit->noticed);
  visit->encounter.claim_id = visit->billed_as;
  visit->encounter.lines = billed;
  visit->encounter.line_count = out.line_count;
  coded(context, &out);
}

/* ------------------------------------------------------------------- a run */

static tr_status check_profile(tr__coding *coding) {
  tr_profile_view view;
  const char *id = coding->options->profile;
  if (id == NULL) return TR_OK;
  return tr_profile_named(&coding->profiles, tr_str_of(id), &view)
             ? TR_OK
             : TR_ENOTFOUND;
}

static void begin(tr__coding *coding) {
  const tr_pack *pack = coding->options->pack;
  tr_profile_finder_init(&coding->finder, &coding->profiles);
  coding->key_unit_method =
      tr_profile_key_find(pack->keys, pack->key_count, TR_STR("unit_method"));
  coding->key_primary_set = tr_profile_key_find(
      pack->keys, pack->key_count, TR_STR("primary_diagnosis_set"));
}

static void run(tr__coding *coding, tr_coded_fn *coded, void *context) {
  for (uint32_t i = 0; i < coding->visit_count && coding->bad == TR_OK; i++) {
    tr__coding_begin_visit(coding, &coding->visits[i]);
    if (coding->bad == TR_OK) tr__coding_lines(coding, &coding->visits[i]);
    if (coding->bad == TR_OK) tr__coding_try(coding, &coding->visits[i]);
  }
  bool changed = true;
  for (int round = 0; changed && round < TR_CODING_ROUNDS; round++)
    changed = coding->bad == TR_OK && tr__coding_judge(coding);
  for (uint32_t i = 0; i < coding->visit_count && coding->bad == TR_OK; i++)
    tell(coding, &coding->visits[i], !coding->visits[i].changed, coded,
         context);
}

tr_status tr_coding_run(const tr_coding_options *options, tr_coded_fn *coded,
                        void *context, size_t *failed) {
  tr__coding coding = {.options = options};
  tr_status status =
      tr_profiles_init(options->arena, options->pack, &coding.profiles);
  if (status == TR_OK) status = check_profile(&coding);
  if (status == TR_OK) status = read_notes(&coding, failed);
  if (status == TR_OK) {
    begin(&coding);
    run(&coding, coded, context);
    status = coding.bad;
  }
  return status;
}
