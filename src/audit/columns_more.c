/* What stands beside the lines: claims that others replaced, payments and
 * denials, visits with their sets of codes, notes. */
#include "audit/columns_parts.h"

/* ------------------------------------------------------------ what is out */

static tr__claim_in *claim_at(const tr_columns *columns, uint32_t at) {
  return tr_array_at(&columns->rows[TR__ROWS_CLAIM], at);
}

static void put_out(tr__claim_in *claim, uint64_t *count) {
  if (claim->out) return;
  claim->out = true;
  ++*count;
}

/* The claim control numbers of each payer's number, as remittances tell. */
static uint32_t *controls_of_payers(tr_columns *columns) {
  const tr_array *remits = &columns->rows[TR__ROWS_REMIT];
  uint32_t *of = tr__columns_array(
      columns, (size_t)columns->numbers.texts.count + 1, sizeof *of);
  for (uint32_t i = 0; of != NULL && i < remits->count; i++) {
    const tr__remit_in *remit = tr_array_at(remits, i);
    if (remit->payer_control != 0) of[remit->payer_control] = remit->control;
  }
  return of;
}

/* A claim with frequency 7 stands for an earlier one, known by its own number
 * or by the payer's; one with 8 takes it back. */
static void replace_claims(tr_columns *columns) {
  const uint32_t count = columns->rows[TR__ROWS_CLAIM].count;
  uint32_t *latest = tr__columns_array(
      columns, (size_t)columns->numbers.texts.count + 1, sizeof *latest);
  const uint32_t *control_of = controls_of_payers(columns);
  if (columns->bad != TR_OK) return;
  for (uint32_t i = 0; i < count; i++) {
    tr__claim_in *claim = claim_at(columns, i);
    const bool voids = claim->frequency == '8';
    if (voids || claim->frequency == '7') {
      const uint32_t known[] = {claim->control, control_of[claim->replaces]};
      for (int k = 0; k < 2; k++)
        if (known[k] != 0 && latest[known[k]] != 0)
          put_out(claim_at(columns, latest[known[k]] - 1),
                  &columns->left_out.replaced);
    }
    if (voids) put_out(claim, &columns->left_out.voids);
    if (!voids && claim->control != 0) latest[claim->control] = i + 1;
  }
}

static uint64_t visit_key(const tr__claim_in *claim) {
  const uint32_t parts[] = {claim->patient, claim->rendering,
                            (uint32_t)claim->from};
  return tr_hash(0, (tr_str){(const char *)parts, sizeof parts});
}

/* The same visit billed on to the next payer is one visit. */
static void drop_secondary(tr_columns *columns) {
  const uint32_t count = columns->rows[TR__ROWS_CLAIM].count;
  bool any = false;
  for (uint32_t i = 0; i < count && !any; i++)
    any = claim_at(columns, i)->responsibility != 'P';
  if (!any) return;
  tr_map first;
  tr_map_init(&first);
  for (uint32_t i = 0; i < count && columns->bad == TR_OK; i++) {
    const tr__claim_in *claim = claim_at(columns, i);
    if (!claim->out && claim->responsibility == 'P')
      columns->bad = tr_map_set(&first, visit_key(claim), i + 1);
  }
  for (uint32_t i = 0; i < count && columns->bad == TR_OK; i++) {
    tr__claim_in *claim = claim_at(columns, i);
    uint32_t of;
    if (claim->responsibility != 'P' &&
        tr_map_get(&first, visit_key(claim), &of))
      put_out(claim, &columns->left_out.secondary);
  }
  tr_map_done(&first);
}

void tr__columns_leave_out(tr_columns *columns) {
  replace_claims(columns);
  if (columns->bad == TR_OK) drop_secondary(columns);
}

/* ---------------------------------------------------------------- payments */

/* The line a service of a remittance is about: same code and day, the first
 * that was not answered yet, else the first. */
static int64_t answered_line(const tr_columns *columns, uint32_t claim,
                             const tr_service_row *service) {
  int64_t any = TR_COLUMNS_NONE;
  for (uint32_t i = columns->claim_lines[claim];
       i < columns->claim_lines[claim + 1]; i++) {
    const uint32_t line = columns->line_by_claim[i];
    if (columns->codes[columns->line_code[line]].code != service->code)
      continue;
    if (service->day != TR_DAY_MIN && columns->line_day[line] != service->day)
      continue;
    if (any == TR_COLUMNS_NONE) any = line;
    if ((columns->line_flags[line] & TR_LINE_ANSWERED) == 0) return line;
  }
  return any;
}

/* What the patient owes by the plan is no denial. */
static bool is_patient_share(const tr_adjustment_row *adjustment) {
  return adjustment->group == TR_CODE("PR") &&
         (adjustment->reason == TR_CODE("1") ||
          adjustment->reason == TR_CODE("2") ||
          adjustment->reason == TR_CODE("3"));
}

/* The write-off to the contract's price is none either. */
static bool is_contractual(const tr_adjustment_row *adjustment) {
  return adjustment->reason == TR_CODE("45");
}

typedef struct payments {
  tr_columns *columns;
  uint32_t service, adjustment; /* cursors */
} payments;

static void add_denial(tr_columns *columns, uint32_t line,
                       const tr_adjustment_row *adjustment) {
  if (columns->denial_count >= columns->denial_room) return;
  const uint32_t at = columns->denial_count++;
  columns->denial_group[at] = adjustment->group;
  columns->denial_reason[at] = adjustment->reason;
  columns->denial_amount[at] = adjustment->amount;
  columns->denial_line[at] = line;
}

/* The adjustments of a service, or of its whole claim where it has none. */
static void judge_service(payments *p, uint32_t line, uint32_t from,
                          uint32_t to, int32_t service) {
  tr_columns *columns = p->columns;
  const tr_array *rows = &columns->rows[TR__ROWS_ADJUSTMENT];
  bool own = false, shared = false;
  for (uint32_t i = from; i < to; i++) {
    const tr_adjustment_row *row = tr_array_at(rows, i);
    if (row->service == service) own = true;
    if (row->service == service && is_patient_share(row)) shared = true;
  }
  if (shared) return;
  columns->line_flags[line] |= TR_LINE_DENIED;
  for (uint32_t i = from; i < to; i++) {
    const tr_adjustment_row *row = tr_array_at(rows, i);
    if (row->service == (own ? service : 0) && !is_contractual(row))
      add_denial(columns, line, row);
  }
}

static void pay_services(payments *p, const tr__remit_in *remit,
                         int64_t claim) {
  tr_columns *columns = p->columns;
  const tr_array *services = &columns->rows[TR__ROWS_SERVICE];
  const tr_array *adjustments = &columns->rows[TR__ROWS_ADJUSTMENT];
#define ID_OF(rows, at, type) ((const type *)tr_array_at(rows, at))->remit
  while (p->adjustment < adjustments->count &&
         ID_OF(adjustments, p->adjustment, tr_adjustment_row) < remit->id)
    p->adjustment++;
  const uint32_t from = p->adjustment;
  while (p->adjustment < adjustments->count &&
         ID_OF(adjustments, p->adjustment, tr_adjustment_row) == remit->id)
    p->adjustment++;
  while (p->service < services->count &&
         ID_OF(services, p->service, tr_service_row) < remit->id)
    p->service++;
  for (; p->service < services->count &&
         ID_OF(services, p->service, tr_service_row) == remit->id;
       p->service++) {
    const tr_service_row *service = tr_array_at(services, p->service);
    if (claim == TR_COLUMNS_NONE) continue;
    const int64_t line = answered_line(columns, (uint32_t)claim, service);
    if (line == TR_COLUMNS_NONE) continue;
    columns->line_paid[line] += service->paid;
    columns->line_flags[line] |= TR_LINE_ANSWERED;
    if (service->paid > 0)
      columns->line_flags[line] &= ~(uint32_t)TR_LINE_DENIED;
    else if (columns->line_paid[line] <= 0)
      judge_service(p, (uint32_t)line, from, p->adjustment, service->number);
  }
#undef ID_OF
}

void tr__columns_pay(tr_columns *columns, const uint32_t *claim_of_control) {
  const tr_array *remits = &columns->rows[TR__ROWS_REMIT];
  /* an adjustment of a claim may be told for each of its services */
  const size_t most = (size_t)columns->rows[TR__ROWS_ADJUSTMENT].count +
                      columns->rows[TR__ROWS_SERVICE].count * (size_t)8;
  columns->denial_group = tr__columns_array(columns, most, sizeof(tr_code));
  columns->denial_reason = tr__columns_array(columns, most, sizeof(tr_code));
  columns->denial_amount = tr__columns_array(columns, most, sizeof(tr_cents));
  columns->denial_line = tr__columns_array(columns, most, sizeof(uint32_t));
  if (columns->bad != TR_OK) return;
  columns->denial_room = most;
  payments p = {.columns = columns};
  for (uint32_t i = 0; i < remits->count; i++) {
    const tr__remit_in *remit = tr_array_at(remits, i);
    const uint32_t found =
        remit->control != 0 ? claim_of_control[remit->control] : 0;
    const int64_t claim = found != 0 ? (int64_t)found - 1 : TR_COLUMNS_NONE;
    if (claim != TR_COLUMNS_NONE) {
      columns->claim_paid[claim] += remit->paid;
      columns->claim_answered[claim] = true;
    }
    pay_services(&p, remit, claim);
  }
}

/* ------------------------------------------------------------------ visits */

static bool same_visit(const tr_columns *columns, uint32_t a, uint32_t b) {
  return columns->line_provider[a] == columns->line_provider[b] &&
         columns->line_patient[a] == columns->line_patient[b] &&
         columns->line_day[a] == columns->line_day[b];
}

/* The different codes of a visit, sorted. */
static uint32_t codes_of(const tr_columns *columns, uint32_t first,
                         uint32_t end, uint16_t *codes) {
  uint32_t count = 0;
  for (uint32_t line = first; line < end; line++) {
    const uint16_t code = columns->line_code[line];
    uint32_t at = 0;
    while (at < count && codes[at] < code) at++;
    if (at < count && codes[at] == code) continue;
    if (count == TR_COLUMNS_SET) break;
    for (uint32_t i = count; i > at; i--) codes[i] = codes[i - 1];
    codes[at] = code;
    count++;
  }
  return count;
}

static uint32_t set_of(tr_columns *columns, tr_map *sets, uint32_t first,
                       uint32_t end) {
  uint16_t codes[TR_COLUMNS_SET] = {0};
  const uint32_t count = codes_of(columns, first, end, codes);
  const uint64_t key =
      tr_hash(0, (tr_str){(const char *)codes, count * sizeof *codes});
  uint32_t set = 0;
  if (tr_map_get(sets, key, &set)) return set;
  set = columns->set_count++;
  columns->set_size[set] = (uint8_t)count;
  if (columns->bad == TR_OK) columns->bad = tr_map_set(sets, key, set);
  return set;
}

void tr__columns_visits(tr_columns *columns) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < columns->line_count; i++)
    count += i == 0 || !same_visit(columns, i - 1, i);
  columns->visit_first =
      tr__columns_array(columns, (size_t)count + 1, sizeof(uint32_t));
  columns->visit_set = tr__columns_array(columns, count, sizeof(uint32_t));
  columns->visit_flags = tr__columns_array(columns, count, sizeof(uint32_t));
  columns->set_size = tr__columns_array(columns, count, 1);
  if (columns->bad != TR_OK) return;
  tr_map sets;
  tr_map_init(&sets);
  uint32_t visit = 0;
  for (uint32_t first = 0; first < columns->line_count && visit < count;) {
    uint32_t end = first;
    for (; end < columns->line_count && same_visit(columns, first, end); end++)
      columns->visit_flags[visit] |= columns->line_flags[end];
    columns->visit_first[visit] = first;
    columns->visit_set[visit] = set_of(columns, &sets, first, end);
    visit++;
    first = end;
  }
  columns->visit_count = visit;
  columns->visit_first[visit] = columns->line_count;
  tr_map_done(&sets);
}

/* ------------------------------------------------------------------- notes */

static uint64_t note_key(uint32_t author, tr_day born, tr_day day) {
  const uint32_t parts[] = {author, (uint32_t)born, (uint32_t)day};
  return tr_hash(0, (tr_str){(const char *)parts, sizeof parts});
}

static bool all_named(const tr_columns *columns) {
  const tr_array *notes = &columns->rows[TR__ROWS_NOTE];
  for (uint32_t i = 0; i < notes->count; i++)
    if (((const tr__note_in *)tr_array_at(notes, i))->claim == 0) return false;
  return true;
}

void tr__columns_notes(tr_columns *columns, const uint32_t *claim_of_control,
                       const uint16_t *provider_of) {
  const tr_array *notes = &columns->rows[TR__ROWS_NOTE];
  columns->note_day =
      tr__columns_array(columns, notes->count, sizeof *columns->note_day);
  columns->note_provider =
      tr__columns_array(columns, notes->count, sizeof *columns->note_provider);
  if (columns->bad != TR_OK) return;
  tr_map by_visit;
  tr_map_init(&by_visit);
  const uint32_t rows = columns->rows[TR__ROWS_CLAIM].count;
  for (uint32_t i = 0; !all_named(columns) && i < rows && columns->bad == TR_OK;
       i++) {
    const tr__claim_in *in = claim_at(columns, i);
    if (!in->out)
      columns->bad =
          tr_map_set(&by_visit, note_key(in->rendering, in->born, in->from),
                     in->claim + 1);
  }
  for (uint32_t i = 0; i < notes->count; i++) {
    const tr__note_in *note = tr_array_at(notes, i);
    uint32_t claim = note->claim != 0 ? claim_of_control[note->claim] : 0;
    if (note->claim == 0)
      (void)tr_map_get(&by_visit, note_key(note->author, note->born, note->day),
                       &claim);
    columns->note_day[i] = note->day;
    columns->note_provider[i] = provider_of[note->author];
    if (claim != 0 && columns->claim_note[claim - 1] == 0)
      columns->claim_note[claim - 1] = note->id;
  }
  columns->note_count = notes->count;
  tr_map_done(&by_visit);
}
