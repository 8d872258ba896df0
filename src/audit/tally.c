/* What counts once: a claim and a line in a row, however many findings. */
#include "audit/tally.h"

#include <assert.h>
#include <stdlib.h>

void tr_tally_init(tr_tally *tally, size_t limit) {
  *tally = (tr_tally){.rows = NULL};
  tr_map_init(&tally->index);
  tr_arena_init(&tally->texts, limit);
}

void tr_tally_done(tr_tally *tally) {
  tr_map_done(&tally->index);
  tr_arena_done(&tally->texts);
  free(tally->rows);
  free(tally->parts);
  free(tally->seen);
}

int32_t tr_tally_month(tr_day day) {
  int year, month, day_of_month;
  if (day == TR_DAY_MIN) return TR_TALLY_NO_MONTH;
  tr_day_parts(day, &year, &month, &day_of_month);
  return year * 12 + month - 1;
}

/* --------------------------------------------------------------------- rows */

static bool same_key(const tr_tally_key *a, const tr_tally_key *b) {
  return a->month == b->month && a->severity == b->severity &&
         tr_str_eq(a->rule, b->rule) && tr_str_eq(a->payer, b->payer) &&
         tr_str_eq(a->rendering, b->rendering);
}

static uint64_t hash_of(const tr_tally_key *key, uint64_t try) {
  const int32_t numbers[] = {key->month, (int32_t)key->severity};
  uint64_t hash = tr_hash(try, (tr_str){(const char *)numbers, sizeof numbers});
  hash = tr_hash(hash, key->rule);
  hash = tr_hash(hash, key->payer);
  return tr_hash(hash, key->rendering);
}

/* Two keys may have one hash: then the next is tried. Sets `hash` to the free
 * one where there is no such row. */
static bool find_row(const tr_tally *tally, const tr_tally_key *key,
                     uint32_t *row, uint64_t *hash) {
  for (uint64_t try = 0;; try++) {
    *hash = hash_of(key, try);
    if (!tr_map_get(&tally->index, *hash, row)) return false;
    if (same_key(&tally->rows[*row].key, key)) return true;
  }
}

/* A text as rows can hold it: a tab or the end of a line would part it. */
static tr_status keep(tr_tally *tally, tr_str text, tr_str *kept) {
  char *copy = tr_arena_alloc(&tally->texts, text.n + 1);
  if (copy == NULL) return TR_ENOMEM;
  for (size_t i = 0; i < text.n; i++)
    copy[i] = (unsigned char)text.p[i] < ' ' ? '?' : text.p[i];
  *kept = (tr_str){copy, text.n};
  return TR_OK;
}

static tr_status row_of(tr_tally *tally, const tr_tally_key *key,
                        uint32_t *row) {
  uint64_t hash;
  if (find_row(tally, key, row, &hash)) return TR_OK;
  if (tally->count == UINT32_MAX) return TR_ENOMEM;
  if (tally->count == tally->room) {
    const size_t room = tally->room == 0 ? 64 : tally->room * 2;
    tr_tally_row *grown = reallocarray(tally->rows, room, sizeof *grown);
    if (grown == NULL) return TR_ENOMEM;
    tally->rows = grown;
    tally->room = room;
  }
  tr_tally_row *made = &tally->rows[tally->count];
  *made = (tr_tally_row){.key = *key};
  tr_status status = keep(tally, key->rule, &made->key.rule);
  if (status == TR_OK) status = keep(tally, key->payer, &made->key.payer);
  if (status == TR_OK)
    status = keep(tally, key->rendering, &made->key.rendering);
  /* a text that was cleaned may be that of another row */
  if (status == TR_OK && find_row(tally, &made->key, row, &hash)) return TR_OK;
  if (status == TR_OK)
    status = tr_map_set(&tally->index, hash, (uint32_t)tally->count);
  if (status == TR_OK) *row = (uint32_t)tally->count++;
  return status;
}

static tr_status add(int64_t *to, int64_t more) {
  return __builtin_add_overflow(*to, more, to) ? TR_ERANGE : TR_OK;
}

static tr_status add_sums(tr_tally_sums *to, const tr_tally_sums *more) {
  tr_status status = add(&to->findings, more->findings);
  if (status == TR_OK) status = add(&to->claims, more->claims);
  if (status == TR_OK) status = add(&to->lines, more->lines);
  if (status == TR_OK) status = add(&to->charged, more->charged);
  if (status == TR_OK) status = add(&to->paid, more->paid);
  return status;
}

static tr_status add_totals(tr_tally_totals *to, const tr_tally_totals *more) {
  tr_status status = add(&to->claims, more->claims);
  if (status == TR_OK) status = add(&to->lines, more->lines);
  if (status == TR_OK) status = add(&to->charged, more->charged);
  if (status == TR_OK) status = add(&to->paid, more->paid);
  if (status == TR_OK) status = add(&to->found, more->found);
  if (status == TR_OK) status = add(&to->found_charged, more->found_charged);
  if (status == TR_OK) status = add(&to->found_paid, more->found_paid);
  if (status == TR_OK) status = add(&to->faulty, more->faulty);
  if (status == TR_OK) status = add(&to->faulty_charged, more->faulty_charged);
  if (status == TR_OK) status = add(&to->faulty_paid, more->faulty_paid);
  return status;
}

/* ------------------------------------------------------------------- claims */

void tr_tally_claim_begin(tr_tally *tally, const tr_tally_claim *claim) {
  assert(!tally->in_claim);
  tally->claim = *claim;
  tally->in_claim = true;
  tally->worst = TR_SEVERITY_INFO;
  tally->part_count = tally->seen_count = 0;
}

static tr_status part_of(tr_tally *tally, uint32_t row, uint32_t *part) {
  for (size_t i = 0; i < tally->part_count; i++)
    if (tally->parts[i].row == row) {
      *part = (uint32_t)i;
      return TR_OK;
    }
  if (tally->part_count == tally->part_room) {
    const size_t room = tally->part_room == 0 ? 32 : tally->part_room * 2;
    tr__tally_part *grown = reallocarray(tally->parts, room, sizeof *grown);
    if (grown == NULL) return TR_ENOMEM;
    tally->parts = grown;
    tally->part_room = room;
  }
  *part = (uint32_t)tally->part_count;
  tally->parts[tally->part_count++] = (tr__tally_part){.row = row};
  return TR_OK;
}

static tr_status see_line(tr_tally *tally, uint32_t part, uint32_t line) {
  for (size_t i = 0; i < tally->seen_count; i++)
    if (tally->seen[i].part == part && tally->seen[i].line == line)
      return TR_OK;
  if (tally->seen_count == tally->seen_room) {
    const size_t room = tally->seen_room == 0 ? 64 : tally->seen_room * 2;
    tr__tally_seen *grown = reallocarray(tally->seen, room, sizeof *grown);
    if (grown == NULL) return TR_ENOMEM;
    tally->seen = grown;
    tally->seen_room = room;
  }
  tally->seen[tally->seen_count++] = (tr__tally_seen){part, line};
  return TR_OK;
}

tr_status tr_tally_finding(tr_tally *tally, const char *rule,
                           tr_severity severity, int64_t line) {
  assert(tally->in_claim);
  const tr_tally_claim *claim = &tally->claim;
  const tr_tally_key key = {.rule = tr_str_of(rule),
                            .payer = claim->payer,
                            .rendering = claim->rendering,
                            .month = claim->month,
                            .severity = severity};
  const bool whole = line < 0 || line >= claim->line_count;
  uint32_t row = 0, part = 0;
  tr_status status = row_of(tally, &key, &row);
  if (status == TR_OK) status = part_of(tally, row, &part);
  if (status == TR_OK && !whole) status = see_line(tally, part, (uint32_t)line);
  if (status != TR_OK) return status;
  tally->parts[part].findings++;
  if (whole) tally->parts[part].whole = true;
  if (severity > tally->worst) tally->worst = severity;
  return TR_OK;
}

static tr_status end_part(tr_tally *tally, uint32_t number) {
  const tr_tally_claim *claim = &tally->claim;
  const tr__tally_part *part = &tally->parts[number];
  tr_tally_sums more = {.findings = part->findings, .claims = 1};
  tr_status status = TR_OK;
  if (part->whole) {
    more.lines = claim->line_count;
    more.charged = claim->charged;
    more.paid = claim->paid;
  }
  for (size_t i = 0; !part->whole && i < tally->seen_count; i++) {
    if (tally->seen[i].part != number) continue;
    const tr_tally_line *line = &claim->lines[tally->seen[i].line];
    more.lines++;
    if (status == TR_OK) status = add(&more.charged, line->charged);
    if (status == TR_OK) status = add(&more.paid, line->paid);
  }
  return status == TR_OK ? add_sums(&tally->rows[part->row].sums, &more)
                         : status;
}

tr_status tr_tally_claim_end(tr_tally *tally) {
  assert(tally->in_claim);
  const tr_tally_claim *claim = &tally->claim;
  const bool found = tally->part_count > 0;
  const bool faulty = found && tally->worst == TR_SEVERITY_ERROR;
  const tr_tally_totals more = {.claims = 1,
                                .lines = claim->line_count,
                                .charged = claim->charged,
                                .paid = claim->paid,
                                .found = found,
                                .found_charged = found ? claim->charged : 0,
                                .found_paid = found ? claim->paid : 0,
                                .faulty = faulty,
                                .faulty_charged = faulty ? claim->charged : 0,
                                .faulty_paid = faulty ? claim->paid : 0};
  tr_status status = add_totals(&tally->totals, &more);
  for (size_t i = 0; i < tally->part_count && status == TR_OK; i++)
    status = end_part(tally, (uint32_t)i);
  tally->in_claim = false;
  return status;
}

void tr_tally_spread(tr_tally_line *lines, uint32_t count, tr_cents paid) {
  __int128 all = 0, charged = 0;
  tr_cents given = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (lines[i].charged > 0) all += lines[i].charged;
    lines[i].paid = 0;
  }
  if (all == 0 && count > 0) lines[0].paid = paid;
  /* what is due up to a line, less what was given before it */
  for (uint32_t i = 0; all > 0 && i < count; i++) {
    if (lines[i].charged > 0) charged += lines[i].charged;
    const tr_cents due = (tr_cents)(charged * paid / all);
    lines[i].paid = due - given;
    given = due;
  }
}

/* ------------------------------------------------------------------ merging */

tr_status tr_tally_merge(tr_tally *tally, const tr_tally *from) {
  assert(!from->in_claim);
  tr_status status = add_totals(&tally->totals, &from->totals);
  for (size_t i = 0; i < from->count && status == TR_OK; i++) {
    uint32_t row = 0;
    status = row_of(tally, &from->rows[i].key, &row);
    if (status == TR_OK)
      status = add_sums(&tally->rows[row].sums, &from->rows[i].sums);
  }
  return status;
}

static int by_key(const void *left, const void *right) {
  const tr_tally_key *a = &((const tr_tally_row *)left)->key;
  const tr_tally_key *b = &((const tr_tally_row *)right)->key;
  int order = tr_str_compare(a->rule, b->rule);
  if (order == 0)
    order = (b->severity > a->severity) - (b->severity < a->severity);
  if (order == 0) order = tr_str_compare(a->payer, b->payer);
  if (order == 0) order = tr_str_compare(a->rendering, b->rendering);
  return order != 0 ? order : (a->month > b->month) - (a->month < b->month);
}

tr_status tr_tally_sort(tr_tally *tally) {
  assert(!tally->in_claim);
  tr_status status = TR_OK;
  if (tally->count > 1)
    qsort(tally->rows, tally->count, sizeof *tally->rows, by_key);
  tr_map_clear(&tally->index);
  for (size_t i = 0; i < tally->count && status == TR_OK; i++) {
    uint32_t row;
    uint64_t hash;
    if (find_row(tally, &tally->rows[i].key, &row, &hash)) continue;
    status = tr_map_set(&tally->index, hash, (uint32_t)i);
  }
  return status;
}
