/* What is remembered of a re-check: of each claim what it is about, of each
 * finding what tells it from others. */
#include <stdlib.h>
#include <string.h>

#include "replay_run.h"

/* Make room for one more. */
static bool grow(void **items, size_t *room, size_t count, size_t size) {
  if (count < *room) return true;
  const size_t larger = *room == 0 ? 256 : *room * 2;
  void *grown = reallocarray(*items, larger, size);
  if (grown == NULL) return false;
  *items = grown;
  *room = larger;
  return true;
}

static bool keep(replay_run *run, tr_str text, tr_str *kept) {
  *kept = (tr_str){"", 0};
  return text.n == 0 || tr_arena_copy(&run->texts, text, kept) == TR_OK;
}

static tr_str npi_of(const tr_claim *claim) {
  const tr_party *party =
      claim->rendering != NULL ? claim->rendering : claim->billing;
  return party != NULL ? tr_unit_text(party->unit, &party->id)
                       : (tr_str){NULL, 0};
}

static tr_cents cents_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? field->number : 0;
}

/* ------------------------------------------------------------------- claims */

static bool add_claim(replay_run *run) {
  if (!grow((void **)&run->claims, &run->claim_room, run->claim_count,
            sizeof *run->claims))
    return false;
  run->claims[run->claim_count++] = (replay_claim){.day = TR_DAY_MIN};
  return true;
}

static bool take_lines(replay_run *run, replay_claim *to,
                       const tr_claim *claim) {
  to->lines = run->line_count;
  to->line_count = claim->line_count;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (!grow((void **)&run->lines, &run->line_room, run->line_count,
              sizeof *run->lines))
      return false;
    run->lines[run->line_count++] = (tr_tally_line){cents_of(&line->charge), 0};
    if (line->date.state != TR_FIELD_KNOWN) continue;
    const tr_day day = (tr_day)line->date.number;
    if (to->day == TR_DAY_MIN || day < to->day) to->day = day;
  }
  return true;
}

static bool take_claim(replay_run *run, const tr_rechecked_claim *claim) {
  const tr_claim *model = claim->claim;
  if (!add_claim(run)) return false;
  replay_claim *to = &run->claims[run->claim_count - 1];
  to->id = claim->id;
  to->charged = cents_of(&model->total);
  return keep(run, tr_unit_text(model->unit, &model->id), &to->control) &&
         keep(run, npi_of(model), &to->rendering) && take_lines(run, to, model);
}

/* The second time the claims are the same, in the same order. */
static tr_status claim_began(void *context, const tr_rechecked_claim *claim) {
  replay_run *run = context;
  run->at++;
  if (run->side == BEFORE && !take_claim(run, claim)) return TR_ENOMEM;
  if (run->at >= run->claim_count || run->claims[run->at].id != claim->id)
    return TR_ENOTFOUND;
  replay_claim *at = &run->claims[run->at];
  at->found[run->side] = run->found[run->side].count;
  return keep(run, claim->payer_profile, &at->payer[run->side]) ? TR_OK
                                                                : TR_ENOMEM;
}

/* ----------------------------------------------------------------- findings */

static int32_t line_of(const tr_claim *claim, int64_t number) {
  for (uint32_t i = 0; number > 0 && i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    const int64_t is = line->number.state == TR_FIELD_KNOWN
                           ? line->number.number / 1000
                           : line->index + 1;
    if (is == number) return line->index;
  }
  return -1;
}

static uint64_t place_of(const tr_finding *finding) {
  uint64_t hash = 0;
  if (finding->has_place) {
    hash = tr_hash(hash, tr_str_of(finding->at.element));
    hash = tr_hash(hash, (tr_str){(const char *)&finding->at.offset,
                                  sizeof finding->at.offset});
  }
  if (finding->has_note) {
    hash = tr_hash(hash, finding->note.id);
    hash = tr_hash(hash, tr_str_of(finding->note.pointer));
    hash = tr_hash(hash, (tr_str){(const char *)&finding->note.line,
                                  sizeof finding->note.line});
  }
  return hash;
}

static tr_status take_finding(void *context, const tr_rechecked_claim *claim,
                              const tr_finding *finding) {
  replay_run *run = context;
  replay_list *list = &run->found[run->side];
  if (!grow((void **)&list->items, &list->room, list->count,
            sizeof *list->items))
    return TR_ENOMEM;
  replay_found *to = &list->items[list->count];
  *to = (replay_found){
      .rule = finding->rule,
      .place = place_of(finding),
      .number = claim == NULL       ? -1
                : finding->line > 0 ? (int32_t)finding->line
                                    : 0,
      .line = claim != NULL ? line_of(claim->claim, finding->line) : -1,
      .severity = finding->severity};
  if (!keep(run, finding->message, &to->message)) return TR_ENOMEM;
  list->count++;
  if (claim == NULL) return TR_OK;
  replay_claim *at = &run->claims[run->at];
  at->count[run->side]++;
  if (finding->severity == TR_SEVERITY_ERROR) at->faulty[run->side] = true;
  return TR_OK;
}

/* What is outside of claims is told between them: it is gathered behind. */
static bool gather_outside(replay_run *run, size_t side) {
  replay_list *list = &run->found[side];
  replay_claim *outside = &run->claims[0];
  const size_t end = list->count;
  outside->found[side] = end;
  for (size_t i = 0; i < end; i++) {
    if (list->items[i].number >= 0) continue;
    if (!grow((void **)&list->items, &list->room, list->count,
              sizeof *list->items))
      return false;
    list->items[list->count++] = list->items[i];
    outside->count[side]++;
  }
  return true;
}

/* -------------------------------------------------------------------- money */

/* What was paid for each claim number. */
typedef struct payments {
  replay_run *run;
  tr_map index;
  tr_str *numbers;
  tr_cents *paid;
  size_t *claim; /* the latest that has the number; 0: none */
  size_t count, room;
} payments;

static bool find_number(const payments *all, tr_str number, uint64_t *hash,
                        uint32_t *at) {
  for (uint64_t try = 0;; try++) {
    *hash = tr_hash(try, number);
    if (!tr_map_get(&all->index, *hash, at)) return false;
    if (tr_str_eq(all->numbers[*at], number)) return true;
  }
}

static bool grow_payments(payments *all) {
  if (all->count < all->room) return true;
  const size_t room = all->room == 0 ? 256 : all->room * 2;
  tr_str *numbers = reallocarray(all->numbers, room, sizeof *numbers);
  if (numbers != NULL) all->numbers = numbers;
  tr_cents *paid = reallocarray(all->paid, room, sizeof *paid);
  if (paid != NULL) all->paid = paid;
  size_t *claim = reallocarray(all->claim, room, sizeof *claim);
  if (claim != NULL) all->claim = claim;
  if (numbers == NULL || paid == NULL || claim == NULL) return false;
  all->room = room;
  return true;
}

static tr_status take_remit(void *context, const tr_recalled_remit *remit) {
  payments *all = context;
  uint64_t hash;
  uint32_t at;
  if (!remit->has_paid || remit->control.n == 0) return TR_OK;
  if (!find_number(all, remit->control, &hash, &at)) {
    at = (uint32_t)all->count;
    if (!grow_payments(all) ||
        !keep(all->run, remit->control, &all->numbers[at]) ||
        tr_map_set(&all->index, hash, at) != TR_OK)
      return TR_ENOMEM;
    all->paid[at] = 0;
    all->claim[at] = 0;
    all->count++;
  }
  return tr_cents_add(all->paid[at], remit->paid, &all->paid[at]);
}

/* A number that several claims have (a replacement has that of the claim it
 * replaces) is paid once: for the latest. */
static void give_to_claims(replay_run *run, payments *all) {
  uint64_t hash;
  uint32_t at;
  for (size_t i = 1; i < run->claim_count; i++)
    if (find_number(all, run->claims[i].control, &hash, &at))
      all->claim[at] = i;
  for (size_t i = 0; i < all->count; i++) {
    if (all->claim[i] == 0) continue;
    replay_claim *claim = &run->claims[all->claim[i]];
    claim->paid = all->paid[i];
    tr_tally_spread(run->lines + claim->lines, claim->line_count, claim->paid);
  }
}

static tr_status take_payments(replay_run *run) {
  payments all = {.run = run};
  tr_map_init(&all.index);
  const tr_status status =
      tr_recall_remits(run->store, &tr_recall_everything, take_remit, &all);
  if (status == TR_OK) give_to_claims(run, &all);
  tr_map_done(&all.index);
  free(all.numbers);
  free(all.paid);
  free(all.claim);
  return status;
}

/* -------------------------------------------------------------------- sides */

static void show_progress(void *context, uint64_t done, uint64_t all) {
  replay_run *run = context;
  run->progress.total = all * SIDES;
  progress_show(&run->progress, done + run->side * all, run->at);
}

static tr_status recheck(replay_run *run, size_t side) {
  replay_side *of = &run->sides[side];
  const tr_recheck_options options = {.pack = of->knowledge.pack,
                                      .tables = &of->knowledge.tables,
                                      .today = run->today,
                                      .select = run->select,
                                      .which = &run->which,
                                      .context = run,
                                      .claim_began = claim_began,
                                      .finding = take_finding,
                                      .progress = show_progress};
  of->knowledge.tables.as_if = of->as_if;
  run->side = side;
  run->at = 0;
  return tr_recheck(run->store, &options, &of->done);
}

int replay_collect(replay_run *run) {
  tr_status status = add_claim(run) ? TR_OK : TR_ENOMEM;
  progress_begin(&run->progress, 0, run->quiet);
  for (size_t side = 0; side < SIDES && status == TR_OK; side++) {
    status = recheck(run, side);
    if (status == TR_OK && !gather_outside(run, side)) status = TR_ENOMEM;
  }
  progress_end(&run->progress);
  if (status == TR_OK) status = take_payments(run);
  if (status == TR_OK) return EXIT_CLEAN;
  if (status == TR_ENOMEM || status == TR_ERANGE) {
    file_say("cannot go on: %s", tr_status_text(status));
    return EXIT_FAILED;
  }
  if (status == TR_ENOTFOUND && run->side == AFTER) {
    file_say("the store was changed meanwhile; begin again");
    return EXIT_FAILED;
  }
  return db_failed(run->store);
}
