/* Brings claims, lines and visits together by date, and adds up. */
#include "coding/compare.h"

#include <stdarg.h>
#include <stdio.h>

#include "coding/compare_parts.h"

static const char *const words[TR_COMPARE_KINDS] = {
#define TR_COMPARE_ROW(name, word, text) word,
    TR_COMPARE_MAP(TR_COMPARE_ROW)
#undef TR_COMPARE_ROW
};

const char *tr_compare_word(tr_compare_kind kind) { return words[kind]; }

bool tr__compare_good(tr__compare *compare, tr_status status) {
  if (status != TR_OK && compare->bad == TR_OK) compare->bad = status;
  return compare->bad == TR_OK;
}

static void *make(tr__compare *compare, size_t count, size_t size) {
  void *made = tr_arena_array(compare->arena, count + 1, size);
  (void)tr__compare_good(compare, made == NULL ? TR_ELIMIT : TR_OK);
  return made;
}

tr_str tr__compare_say(tr__compare *compare, const char *format, ...) {
  char text[TR__COMPARE_TEXT];
  tr_str kept = {"", 0};
  va_list arguments;
  va_start(arguments, format);
  const int written = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (written < 0) return kept;
  const size_t n =
      (size_t)written < sizeof text ? (size_t)written : sizeof text - 1;
  (void)tr__compare_good(
      compare, tr_arena_copy(compare->arena, (tr_str){text, n}, &kept));
  return kept;
}

const char *tr_compare_units(int64_t units, char *text) {
  int n = snprintf(text, TR_COMPARE_UNITS, "%lld.%03lld",
                   (long long)(units / 1000), (long long)(units % 1000));
  while (n > 0 && text[n - 1] == '0') text[--n] = '\0';
  if (n > 0 && text[n - 1] == '.') text[--n] = '\0';
  return text;
}

/* --------------------------------------------------------------------- sums */

static void add_cents(tr__compare *compare, tr_cents *to, tr_cents amount) {
  (void)tr__compare_good(compare, tr_cents_add(*to, amount, to));
}

static void add_sums(tr__compare *compare, tr_compare_sums *to,
                     const tr_compare_sums *more) {
  add_cents(compare, &to->over, more->over);
  add_cents(compare, &to->under, more->under);
  add_cents(compare, &to->at_risk, more->at_risk);
  add_cents(compare, &to->without_note, more->without_note);
  to->without_fee += more->without_fee;
  for (int i = 0; i < TR_COMPARE_KINDS; i++) to->kinds[i] += more->kinds[i];
}

void tr__compare_add(tr__compare *compare, tr__differences *to,
                     const tr_difference *difference) {
  tr__difference_node *node = make(compare, 1, sizeof *node);
  if (node == NULL) return;
  node->difference = *difference;
  if (to->end == NULL) to->end = &to->first;
  *to->end = node;
  to->end = &node->next;
  to->count++;
  tr_compare_sums sums = {.over = difference->over,
                          .under = difference->under,
                          .at_risk = difference->at_risk,
                          .without_note = difference->without_note,
                          .without_fee = difference->fee_unknown};
  sums.kinds[difference->kind] = 1;
  add_sums(compare, &to->sums, &sums);
}

static const tr_difference **list_of(tr__compare *compare,
                                     const tr__differences *lists,
                                     uint32_t lists_count, uint32_t *count) {
  size_t all = 0;
  for (uint32_t i = 0; i < lists_count; i++) all += lists[i].count;
  const tr_difference **list = make(compare, all, sizeof *list);
  *count = 0;
  if (list == NULL) return NULL;
  for (uint32_t i = 0; i < lists_count; i++)
    for (const tr__difference_node *node = lists[i].first; node != NULL;
         node = node->next)
      list[(*count)++] = &node->difference;
  return list;
}

/* ------------------------------------------------------------------- claims */

/** A claim at work. */
typedef struct claim_work {
  const tr_claim_context *claim;
  tr_compare_standing standing;
  uint32_t first_pair, pair_count; /* its notes, of `bonds` */
  tr__differences *lines;          /* one a line, the last for the rest */
  bool *done;                      /* one a line: a visit had it */
} claim_work;

/** The notes of claims. */
typedef struct bond_work {
  uint32_t visit, claim;
} bond_work;

/** A comparison in the making. */
typedef struct compare_work {
  tr__compare compare;
  claim_work *claims;
  bond_work *by_claim, *by_visit;
  uint32_t bond_count;
  tr_compare_bond *visit_bonds; /* one a visit */
  bool *visit_bound;            /* a claim has it */
} compare_work;

static bool visit_of(const tr_compare_input *input, size_t note,
                     uint32_t *visit) {
  uint32_t from = 0, to = input->visit_count;
  while (from < to) {
    const uint32_t middle = from + (to - from) / 2;
    if (input->visits[middle].index == note) {
      *visit = middle;
      return true;
    }
    if (input->visits[middle].index > note)
      to = middle;
    else
      from = middle + 1;
  }
  return false;
}

/* Counting sort by visit; within one, claims stay in their order. */
static void sort_bonds(compare_work *work) {
  const uint32_t visits = work->compare.input->visit_count;
  uint32_t *at = make(&work->compare, (size_t)visits + 1, sizeof *at);
  if (at == NULL) return;
  for (uint32_t i = 0; i < work->bond_count; i++)
    at[work->by_claim[i].visit + 1]++;
  for (uint32_t i = 0; i < visits; i++) at[i + 1] += at[i];
  for (uint32_t i = 0; i < work->bond_count; i++)
    work->by_visit[at[work->by_claim[i].visit]++] = work->by_claim[i];
}

static void take_pairs(compare_work *work) {
  const tr_compare_input *input = work->compare.input;
  for (uint32_t i = 0; i < input->pair_count; i++) {
    const tr_compare_pair *pair = &input->pairs[i];
    uint32_t visit;
    if (!visit_of(input, pair->note, &visit)) continue;
    work->visit_bonds[visit] = pair->bond;
    if (pair->claim == TR_COMPARE_NO_CLAIM || pair->bond == TR_BOND_RIVAL ||
        pair->bond == TR_BOND_MISFIT)
      continue;
    work->visit_bound[visit] = true;
    claim_work *claim = &work->claims[pair->claim];
    if (claim->pair_count++ == 0) claim->first_pair = work->bond_count;
    work->by_claim[work->bond_count++] = (bond_work){visit, pair->claim};
  }
  sort_bonds(work);
}

static void begin_claims(compare_work *work) {
  tr__compare *compare = &work->compare;
  const tr_compare_input *input = compare->input;
  for (uint32_t i = 0; i < input->claim_count; i++) {
    claim_work *claim = &work->claims[i];
    claim->claim = input->claims[i];
    claim->lines = make(compare, (size_t)claim->claim->line_count + 1,
                        sizeof *claim->lines);
    claim->done = make(compare, claim->claim->line_count, sizeof *claim->done);
    if (compare->bad != TR_OK) return;
    if (claim->claim->frequency == TR_CODE("8"))
      claim->standing = TR_STANDS_VOID;
  }
}

static bool same_payer(const tr_claim_context *a, const tr_claim_context *b) {
  return tr_str_eq(tr_claim_payer(a), tr_claim_payer(b));
}

/* ------------------------------------------------------------------- visits */

/** The claims of one visit: by_visit[from] to by_visit[to - 1]. */
typedef struct visit_work {
  uint32_t from, to;
  const tr_coded_visit *visit;
} visit_work;

/* What replaces a claim, or takes it back, goes for the visit before it. */
static void find_replaced(compare_work *work, const visit_work *at) {
  const tr_claim_context *later = NULL;
  for (uint32_t i = at->to; i > at->from; i--) {
    claim_work *claim = &work->claims[work->by_visit[i - 1].claim];
    const tr_code frequency = claim->claim->frequency;
    if (claim->standing == TR_STANDS && later != NULL &&
        same_payer(claim->claim, later))
      claim->standing = TR_STANDS_REPLACED;
    if (frequency == TR_CODE("7") || frequency == TR_CODE("8"))
      later = claim->claim;
  }
}

static bool is_of(const tr_context_line *line, const visit_work *at,
                  const claim_work *claim) {
  const tr_day service = at->visit->encounter->service;
  if (line->date == TR_DAY_MIN || line->date_to != line->date) return false;
  return line->date == service ||
         (service == TR_DAY_MIN && claim->pair_count == 1);
}

static void undecided(compare_work *work, claim_work *claim, uint32_t line,
                      const tr_coded_visit *visit, tr_str text) {
  tr__compare_add(&work->compare, &claim->lines[line],
                  &(tr_difference){.kind = TR_COMPARE_UNDECIDED,
                                   .visit = visit,
                                   .billed = &claim->claim->lines[line],
                                   .text = text});
  claim->done[line] = true;
}

/* Lines of a later claim to another payer are the same visit once more, coded
 * by other rules. */
static void add_demands(compare_work *work, const visit_work *at,
                        claim_work *claim, tr__compare_visit *visit) {
  for (uint32_t i = 0; i < claim->claim->line_count; i++) {
    const tr_context_line *line = &claim->claim->lines[i];
    if (claim->done[i] || !is_of(line, at, claim)) continue;
    if (visit->claim != claim->claim &&
        !same_payer(visit->claim, claim->claim)) {
      undecided(work, claim, i, at->visit,
                TR_STR("the note of the visit is coded for the payer of an "
                       "earlier claim"));
    } else if (line->code == 0 || line->units <= 0) {
      undecided(work, claim, i, at->visit,
                line->code == 0 ? TR_STR("the line has no code to compare")
                                : TR_STR("the line has no units to compare"));
    } else {
      visit->demands[visit->demand_count++] =
          (tr__demand){.line = line,
                       .claim = claim->claim,
                       .to = &claim->lines[i],
                       .left = line->units};
      claim->done[i] = true;
    }
  }
}

static void add_offers(tr__compare *compare, tr__compare_visit *visit) {
  const tr_coded_visit *coded = visit->visit;
  visit->offers = make(compare, coded->line_count, sizeof *visit->offers);
  if (visit->offers == NULL) return;
  for (uint32_t i = 0; i < coded->line_count; i++)
    visit->offers[visit->offer_count++] = (tr__offer){
        .line = &coded->lines[i], .left = coded->lines[i].billed.units * 1000};
}

static void compare_visit(compare_work *work, const visit_work *at) {
  tr__compare *compare = &work->compare;
  tr__compare_visit visit = {.visit = at->visit};
  size_t room = 0;
  find_replaced(work, at);
  for (uint32_t i = at->from; i < at->to; i++) {
    claim_work *claim = &work->claims[work->by_visit[i].claim];
    if (claim->standing != TR_STANDS) continue;
    room += claim->claim->line_count;
    if (visit.claim == NULL) {
      visit.claim = claim->claim;
      visit.to = &claim->lines[claim->claim->line_count];
    }
  }
  visit.demands = make(compare, room, sizeof *visit.demands);
  if (visit.claim == NULL || compare->bad != TR_OK) return;
  for (uint32_t i = at->from; i < at->to; i++) {
    claim_work *claim = &work->claims[work->by_visit[i].claim];
    if (claim->standing == TR_STANDS) add_demands(work, at, claim, &visit);
  }
  add_offers(compare, &visit);
  if (compare->bad == TR_OK) tr__compare_lines(compare, &visit);
}

static void compare_visits(compare_work *work) {
  const tr_compare_input *input = work->compare.input;
  for (uint32_t from = 0, to; from < work->bond_count; from = to) {
    for (to = from; to < work->bond_count &&
                    work->by_visit[to].visit == work->by_visit[from].visit;)
      to++;
    const visit_work at = {from, to,
                           &input->visits[work->by_visit[from].visit]};
    if (work->compare.bad == TR_OK) compare_visit(work, &at);
  }
}

/* Lines that no visit had. */
static void rest_of(compare_work *work, claim_work *claim) {
  for (uint32_t i = 0; i < claim->claim->line_count; i++) {
    const tr_context_line *line = &claim->claim->lines[i];
    if (claim->done[i] || claim->standing != TR_STANDS) continue;
    if (line->date == TR_DAY_MIN || line->date_to != line->date) {
      undecided(work, claim, i, NULL,
                line->date == TR_DAY_MIN
                    ? TR_STR("the line has no date of service")
                    : TR_STR("the line is of several days, a note of one"));
      continue;
    }
    const bool denial = tr__is_denial(line->modifiers, line->modifier_count);
    const bool counts = line->charge_known && line->charge > 0 && !denial;
    tr__compare_add(&work->compare, &claim->lines[i],
                    &(tr_difference){.kind = TR_COMPARE_NO_NOTE,
                                     .billed = line,
                                     .denial = denial,
                                     .without_note = counts ? line->charge : 0,
                                     .text = TR_STR("no note of this date was "
                                                    "given for the claim"),
                                     .source = "cms-documentation",
                                     .rule = "TRD0101"});
  }
}

/* -------------------------------------------------------------------- notes */

static void compare_unbilled(compare_work *work, tr_compared_note *note) {
  tr__compare *compare = &work->compare;
  tr__differences differences = {.count = 0};
  tr__compare_visit visit = {.visit = note->visit, .to = &differences};
  /* of a note that is not free nothing is known to be missing */
  if (note->bond == TR_BOND_NOTE) add_offers(compare, &visit);
  if (compare->bad == TR_OK) tr__compare_lines(compare, &visit);
  note->differences =
      list_of(compare, &differences, 1, &note->difference_count);
  note->sums = differences.sums;
}

static void compare_notes(compare_work *work, tr_comparison *out) {
  const tr_compare_input *input = work->compare.input;
  tr_compared_note *notes =
      make(&work->compare, input->visit_count, sizeof *notes);
  for (uint32_t i = 0; i < input->visit_count && work->compare.bad == TR_OK;
       i++) {
    if (work->visit_bound[i]) continue;
    tr_compared_note *note = &notes[out->note_count++];
    note->visit = &input->visits[i];
    note->bond = work->visit_bonds[i];
    compare_unbilled(work, note);
    out->unbilled += note->bond == TR_BOND_NOTE;
    add_sums(&work->compare, &out->sums, &note->sums);
  }
  out->notes = notes;
}

/* -------------------------------------------------------------------- a run */

static void end_claims(compare_work *work, tr_comparison *out) {
  const tr_compare_input *input = work->compare.input;
  tr_compared_claim *claims =
      make(&work->compare, input->claim_count, sizeof *claims);
  for (uint32_t i = 0; i < input->claim_count && work->compare.bad == TR_OK;
       i++) {
    claim_work *claim = &work->claims[i];
    tr_compared_claim *to = &claims[i];
    rest_of(work, claim);
    to->claim = claim->claim;
    to->standing = claim->standing;
    to->visits = claim->pair_count;
    if (claim->pair_count > 0)
      to->first = &input->visits[work->by_claim[claim->first_pair].visit];
    for (uint32_t k = 0; k <= claim->claim->line_count; k++)
      add_sums(&work->compare, &to->sums, &claim->lines[k].sums);
    to->differences =
        list_of(&work->compare, claim->lines, claim->claim->line_count + 1,
                &to->difference_count);
    add_sums(&work->compare, &out->sums, &to->sums);
    const bool stands = claim->standing == TR_STANDS;
    out->compared += stands && claim->pair_count > 0;
    out->without_note += stands && claim->pair_count == 0;
    out->passed_over += !stands;
  }
  out->claims = claims;
  out->claim_count = input->claim_count;
}

static bool begin(compare_work *work) {
  tr__compare *compare = &work->compare;
  const tr_compare_input *input = compare->input;
  work->claims = make(compare, input->claim_count, sizeof *work->claims);
  work->by_claim = make(compare, input->pair_count, sizeof *work->by_claim);
  work->by_visit = make(compare, input->pair_count, sizeof *work->by_visit);
  work->visit_bonds =
      make(compare, input->visit_count, sizeof *work->visit_bonds);
  work->visit_bound =
      make(compare, input->visit_count, sizeof *work->visit_bound);
  return compare->bad == TR_OK &&
         tr__compare_good(
             compare, tr_billed_fees_learn(compare->arena, input->claims,
                                           input->claim_count, &compare->fees));
}

tr_status tr_compare_run(tr_arena *arena, const tr_compare_input *input,
                         const tr_comparison **comparison) {
  compare_work work = {.compare = {.input = input, .arena = arena}};
  tr_comparison *out = make(&work.compare, 1, sizeof *out);
  if (out == NULL || !begin(&work)) return work.compare.bad;
  begin_claims(&work);
  if (work.compare.bad == TR_OK) take_pairs(&work);
  if (work.compare.bad == TR_OK) compare_visits(&work);
  if (work.compare.bad == TR_OK) end_claims(&work, out);
  if (work.compare.bad == TR_OK) compare_notes(&work, out);
  if (work.compare.bad == TR_OK) *comparison = out;
  return work.compare.bad;
}

bool tr_compare_differs(const tr_comparison *comparison) {
  for (int kind = 0; kind < TR_COMPARE_KINDS; kind++)
    if (kind != TR_COMPARE_AGREES && kind != TR_COMPARE_UNDECIDED &&
        comparison->sums.kinds[kind] > 0)
      return true;
  return false;
}

bool tr_compare_amount(const tr_difference *difference, tr_compare_money which,
                       tr_cents *cents) {
  const tr_compare_kind kind = difference->kind;
  const bool detail =
      kind == TR_COMPARE_MODIFIERS || kind == TR_COMPARE_POINTERS;
  const bool less =
      kind == TR_COMPARE_NOT_SUPPORTED || kind == TR_COMPARE_UNITS_OVER;
  const bool more =
      kind == TR_COMPARE_NOT_BILLED || kind == TR_COMPARE_UNITS_UNDER;
  const bool code = kind == TR_COMPARE_CODE;
  bool known = !difference->fee_unknown;
  switch (which) {
    case TR_MONEY_OVER:
      known = known || !(less || code);
      if (known) *cents = difference->over;
      break;
    case TR_MONEY_UNDER:
      known = known || !(more || code);
      if (known) *cents = difference->under;
      break;
    case TR_MONEY_AT_RISK:
      known = known || !detail;
      if (known) *cents = difference->at_risk;
      break;
  }
  return known;
}

uint32_t tr_compare_pointers(const tr_claim_context *claim,
                             const tr_coded_visit *visit,
                             const tr_coded_line *line, uint8_t *pointers) {
  const tr_encounter *encounter = visit->encounter;
  uint32_t count = 0;
  for (uint32_t i = 0; i < line->billed.pointer_count; i++) {
    const uint8_t own = line->billed.pointers[i];
    if (claim == NULL) {
      pointers[count++] = own;
      continue;
    }
    if (own == 0 || own > encounter->diagnosis_count) continue;
    const tr_code code = encounter->diagnoses[own - 1];
    uint32_t at = 0;
    while (at < claim->diagnosis_count && claim->diagnoses[at] != code) at++;
    if (at < claim->diagnosis_count && at < UINT8_MAX)
      pointers[count++] = (uint8_t)(at + 1);
  }
  return count;
}
