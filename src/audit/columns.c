/* Rows in, columns out: texts become numbers, lines are sorted by provider,
 * patient and day by counting, and what the codes are is looked up once. */
#include "audit/columns_parts.h"

#include <stdlib.h>

enum {
  MOST_ROWS = 1 << 28,
  DIGIT_BITS = 11,
  DAY_BITS = 16,
  PATIENT_BITS = 27,
  PROVIDER_BITS = 10
};

/* ------------------------------------------------------------------- texts */

static void interner_init(tr_interner *interner) {
  tr_map_init(&interner->map);
  tr_array_init(&interner->texts, sizeof(tr_str), MOST_ROWS, NULL);
}

static void interner_done(tr_interner *interner) {
  tr_map_done(&interner->map);
  tr_array_done(&interner->texts);
}

tr_str tr__interned(const tr_interner *interner, uint32_t number) {
  if (number == 0) return (tr_str){"", 0};
  return *(const tr_str *)tr_array_at(&interner->texts, number - 1);
}

static uint32_t intern(tr_columns *columns, tr_interner *interner,
                       tr_str text) {
  if (text.n == 0 || columns->bad != TR_OK) return 0;
  uint32_t number = 0;
  uint64_t key = tr_hash(0, text);
  while (tr_map_get(&interner->map, key, &number)) {
    if (tr_str_eq(tr__interned(interner, number), text)) return number;
    key++; /* another text with the same hash */
    if (key == 0) key = 1;
  }
  tr_str *entry = tr_array_add(&interner->texts, &columns->bad);
  if (entry == NULL) return 0;
  columns->bad = tr_arena_copy(&columns->arena, text, entry);
  number = interner->texts.count;
  if (columns->bad == TR_OK)
    columns->bad = tr_map_set(&interner->map, key, number);
  return columns->bad == TR_OK ? number : 0;
}

/* --------------------------------------------------------------- taking in */

void tr_columns_init(tr_columns *columns, size_t limit) {
  static const size_t sizes[TR_COLUMNS_ROWS] = {
      sizeof(tr__claim_in), sizeof(tr__line_in),    sizeof(tr__note_in),
      sizeof(tr__remit_in), sizeof(tr_service_row), sizeof(tr_adjustment_row)};
  *columns = (tr_columns){.limit = limit, .first = 0, .last = -1};
  tr_arena_init(&columns->arena, limit);
  for (int i = 0; i < TR_COLUMNS_ROWS; i++)
    tr_array_init(&columns->rows[i], sizes[i], MOST_ROWS, NULL);
  interner_init(&columns->patients);
  interner_init(&columns->npis);
  interner_init(&columns->numbers);
}

static void forget_rows(tr_columns *columns) {
  for (int i = 0; i < TR_COLUMNS_ROWS; i++) {
    const size_t size = columns->rows[i].size;
    tr_array_done(&columns->rows[i]);
    tr_array_init(&columns->rows[i], size, MOST_ROWS, NULL);
  }
}

void tr_columns_done(tr_columns *columns) {
  forget_rows(columns);
  interner_done(&columns->patients);
  interner_done(&columns->npis);
  interner_done(&columns->numbers);
  tr_arena_done(&columns->arena);
}

static void *add_row(tr_columns *columns, int kind) {
  return columns->bad == TR_OK
             ? tr_array_add(&columns->rows[kind], &columns->bad)
             : NULL;
}

/* A claim without a patient is a person of its own. */
static uint32_t patient_of(tr_columns *columns, const tr_claim_row *row) {
  char text[32];
  if (row->patient.n > 0)
    return intern(columns, &columns->patients, row->patient);
  snprintf(text, sizeof text, "#%lld", (long long)row->id);
  return intern(columns, &columns->patients, tr_str_of(text));
}

void tr_columns_add_claim(tr_columns *columns, const tr_claim_row *row) {
  tr__claim_in *in = add_row(columns, TR__ROWS_CLAIM);
  if (in == NULL) return;
  const bool ends_here = row->responsibility.n > 0;
  *in = (tr__claim_in){
      .id = row->id,
      .total = row->total,
      .control = intern(columns, &columns->numbers, row->control),
      .replaces = intern(columns, &columns->numbers, row->replaces),
      .patient = patient_of(columns, row),
      .rendering = intern(columns, &columns->npis, row->rendering),
      .from = row->from,
      .filed = row->filed,
      .born = row->born,
      .payer = (uint8_t)tr_payer_class_of(row->filing),
      .frequency = row->frequency.n > 0 ? row->frequency.p[0] : '1',
      .responsibility = ends_here ? row->responsibility.p[0] : 'P'};
}

static uint32_t flags_of_modifiers(tr_str text) {
  uint32_t flags = 0;
  for (size_t at = 0; at + 1 < text.n; at += 3) {
    const char a = text.p[at], b = text.p[at + 1];
    const bool x = a == 'X' && (b == 'E' || b == 'S' || b == 'P' || b == 'U');
    if (x || (a == '5' && b == '9')) flags |= TR_LINE_DISTINCT;
    if (a == '2' && b == '5') flags |= TR_LINE_SEPARATE;
  }
  return flags;
}

static bool is_plausible(tr_day day) {
  return day >= tr_day_of(1990, 1, 1) && day < tr_day_of(2150, 1, 1);
}

void tr_columns_add_line(tr_columns *columns, const tr_line_row *row) {
  const tr_array *claims = &columns->rows[TR__ROWS_CLAIM];
  tr_array *lines = &columns->rows[TR__ROWS_LINE];
  /* claims come in order, and lines by claim: the claim is not far ahead */
  const tr__line_in *before =
      lines->count > 0 ? tr_array_at(lines, lines->count - 1) : NULL;
  uint32_t claim = before != NULL ? before->claim : 0;
  while (claim < claims->count &&
         ((const tr__claim_in *)tr_array_at(claims, claim))->id < row->claim)
    claim++;
  if (claim == claims->count ||
      ((const tr__claim_in *)tr_array_at(claims, claim))->id != row->claim)
    return; /* of a claim that was not taken in */
  if (!is_plausible(row->day)) {
    columns->left_out.undated++;
    return;
  }
  tr__line_in *in = add_row(columns, TR__ROWS_LINE);
  if (in == NULL) return;
  const tr__claim_in *of = tr_array_at(claims, claim);
  *in = (tr__line_in){
      .code = row->code,
      .units = row->units,
      .charge = row->charge,
      .claim = claim,
      .rendering = row->rendering.n > 0
                       ? intern(columns, &columns->npis, row->rendering)
                       : of->rendering,
      .flags = flags_of_modifiers(row->modifiers),
      .day = row->day,
      .number = row->number};
}

void tr_columns_add_note(tr_columns *columns, const tr_note_row *row) {
  tr__note_in *in = add_row(columns, TR__ROWS_NOTE);
  if (in == NULL) return;
  *in = (tr__note_in){.id = row->id,
                      .claim = intern(columns, &columns->numbers, row->claim),
                      .author = intern(columns, &columns->npis, row->author),
                      .day = row->day,
                      .born = row->born};
}

void tr_columns_add_remit(tr_columns *columns, const tr_remit_row *row) {
  tr__remit_in *in = add_row(columns, TR__ROWS_REMIT);
  if (in == NULL) return;
  *in = (tr__remit_in){
      .id = row->id,
      .paid = row->paid,
      .control = intern(columns, &columns->numbers, row->control),
      .payer_control = intern(columns, &columns->numbers, row->payer_control)};
}

void tr_columns_add_service(tr_columns *columns, const tr_service_row *row) {
  tr_service_row *in = add_row(columns, TR__ROWS_SERVICE);
  if (in != NULL) *in = *row;
}

void tr_columns_add_adjustment(tr_columns *columns,
                               const tr_adjustment_row *row) {
  tr_adjustment_row *in = add_row(columns, TR__ROWS_ADJUSTMENT);
  if (in != NULL) *in = *row;
}

void *tr__columns_array(tr_columns *columns, size_t count, size_t size) {
  void *memory = tr_arena_array(&columns->arena, count + 1, size);
  if (memory == NULL && columns->bad == TR_OK) columns->bad = TR_ENOMEM;
  return memory;
}

/* --------------------------------------------------------------- providers */

typedef struct named {
  tr_str npi;
  uint32_t number;
} named;

static int by_npi(const void *left, const void *right) {
  return tr_str_compare(((const named *)left)->npi,
                        ((const named *)right)->npi);
}

/* Those with lines that count, sorted; by the interner's numbers. */
static uint16_t *number_providers(tr_columns *columns) {
  const tr_array *claims = &columns->rows[TR__ROWS_CLAIM];
  const tr_array *lines = &columns->rows[TR__ROWS_LINE];
  const uint32_t most = columns->npis.texts.count + 1;
  bool *seen = tr__columns_array(columns, most, sizeof *seen);
  uint16_t *of = tr__columns_array(columns, most, sizeof *of);
  named *list = tr__columns_array(columns, most, sizeof *list);
  if (columns->bad != TR_OK) return NULL;
  for (uint32_t i = 0; i < lines->count; i++) {
    const tr__line_in *line = tr_array_at(lines, i);
    const tr__claim_in *claim = tr_array_at(claims, line->claim);
    if (!claim->out) seen[line->rendering] = true;
  }
  uint32_t count = 0;
  for (uint32_t i = 0; i < most; i++)
    if (seen[i]) list[count++] = (named){tr__interned(&columns->npis, i), i};
  if (count > TR_COLUMNS_PROVIDERS) {
    columns->bad = TR_ELIMIT;
    return NULL;
  }
  if (count > 1) qsort(list, count, sizeof *list, by_npi);
  columns->provider_npi =
      tr__columns_array(columns, count, sizeof *columns->provider_npi);
  if (columns->bad != TR_OK) return NULL;
  for (uint32_t i = 0; i < most; i++) of[i] = (uint16_t)count;
  for (uint32_t i = 0; i < count; i++) {
    columns->provider_npi[i] = list[i].npi;
    of[list[i].number] = (uint16_t)i;
  }
  columns->provider_count = count;
  return of;
}

/* ------------------------------------------------------------------- codes */

static tr_code_traits traits_of(const tr_tables *tables, tr_code code,
                                tr_day day) {
  tr_code_traits traits = {.code = code};
  const tr_procedure *row = NULL;
  (void)tr_table_procedure(tables, code, day, &row);
  if (code == TR_CODE("97012")) traits.flags |= TR_LINE_TRACTION;
  if (code == TR_CODE("97140")) traits.flags |= TR_LINE_MANUAL;
  if (code == TR_CODE("98940")) traits.flags |= TR_LINE_LOW;
  if (code == TR_CODE("98941")) traits.flags |= TR_LINE_MIDDLE;
  if (code == TR_CODE("98942")) traits.flags |= TR_LINE_HIGH;
  if (code == TR_CODE("99204") || code == TR_CODE("99205") ||
      code == TR_CODE("99214") || code == TR_CODE("99215"))
    traits.flags |= TR_LINE_HIGH_EXAM;
  if (row == NULL) return traits;
  const tr_class group = (tr_class)row->group;
  if (group == TR_CLASS_CMT_SPINAL) traits.flags |= TR_LINE_CMT;
  if (tr_class_is_physical(group)) traits.flags |= TR_LINE_PHYSICAL;
  if (group == TR_CLASS_MODALITY_SUPERVISED ||
      group == TR_CLASS_MODALITY_ATTENDED)
    traits.flags |= TR_LINE_PASSIVE;
  if (tr_class_is_evaluation(group)) {
    traits.flags |= TR_LINE_EXAM;
    traits.exam_minutes = row->encounter_minutes;
  }
  if (row->one_on_one && row->unit_minutes > 0) {
    traits.flags |= TR_LINE_TIMED;
    traits.unit_minutes = row->unit_minutes;
  }
  return traits;
}

static uint16_t code_of(tr_columns *columns, tr_map *known,
                        const tr_tables *tables, tr_code code, tr_day day) {
  uint32_t at = 0;
  const uint64_t key = code != 0 ? code : 1;
  if (tr_map_get(known, key, &at)) return (uint16_t)at;
  if (columns->code_count == TR_COLUMNS_CODES) {
    columns->bad = TR_ELIMIT;
    return 0;
  }
  at = columns->code_count++;
  columns->codes[at] = traits_of(tables, code, day);
  if (columns->bad == TR_OK) columns->bad = tr_map_set(known, key, at);
  return (uint16_t)at;
}

/* ------------------------------------------------------------------ claims */

static void make_claims(tr_columns *columns, const uint16_t *provider_of) {
  tr_array *rows = &columns->rows[TR__ROWS_CLAIM];
  const size_t n = rows->count;
#define MAKE(name) \
  columns->name = tr__columns_array(columns, n + 1, sizeof *columns->name)
  MAKE(claim_id);
  MAKE(claim_control);
  MAKE(claim_from);
  MAKE(claim_filed);
  MAKE(claim_charge);
  MAKE(claim_paid);
  MAKE(claim_note);
  MAKE(claim_lines);
  MAKE(claim_patient);
  MAKE(claim_provider);
  MAKE(claim_found);
  MAKE(claim_payer);
  MAKE(claim_answered);
  if (columns->bad != TR_OK) return;
  uint32_t count = 0;
  for (uint32_t i = 0; i < n; i++) {
    tr__claim_in *in = tr_array_at(rows, i);
    if (in->out) continue;
    in->claim = count;
    columns->claim_id[count] = in->id;
    columns->claim_control[count] =
        tr__interned(&columns->numbers, in->control);
    columns->claim_from[count] = in->from;
    columns->claim_filed[count] = in->filed;
    columns->claim_patient[count] = in->patient - 1;
    columns->claim_provider[count] = provider_of[in->rendering];
    columns->claim_payer[count] = in->payer;
    count++;
  }
  columns->claim_count = count;
}

uint32_t *tr__columns_controls(tr_columns *columns) {
  const tr_array *rows = &columns->rows[TR__ROWS_CLAIM];
  uint32_t *of = tr__columns_array(
      columns, (size_t)columns->numbers.texts.count + 1, sizeof *of);
  if (of == NULL) return NULL;
  for (uint32_t i = 0; i < rows->count; i++) {
    const tr__claim_in *in = tr_array_at(rows, i);
    if (!in->out && in->control != 0) of[in->control] = in->claim + 1;
  }
  return of;
}

/* ------------------------------------------------------------------- lines */

typedef struct keyed {
  uint64_t key;
  uint32_t row;
} keyed;

/* Sort by counting, a digit at a time; equal keys keep their order. */
static keyed *sort_keyed(keyed *from, keyed *to, size_t count, unsigned bits) {
  enum { DIGITS = 1 << DIGIT_BITS };
  static const uint64_t mask = DIGITS - 1;
  for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
    size_t at[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) at[from[i].key >> shift & mask]++;
    for (size_t i = 0; i < DIGITS; i++) {
      const size_t here = at[i];
      at[i] = sum;
      sum += here;
    }
    for (size_t i = 0; i < count; i++)
      to[at[from[i].key >> shift & mask]++] = from[i];
    keyed *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

static uint64_t key_of(const tr__line_in *line, uint16_t provider,
                       uint32_t patient) {
  const uint64_t day = (uint64_t)(line->day - tr_day_of(1990, 1, 1));
  return (uint64_t)provider << (PATIENT_BITS + DAY_BITS) |
         (uint64_t)patient << DAY_BITS | day;
}

static void copy_line(tr_columns *columns, uint32_t at, const tr__line_in *in,
                      const tr__claim_in *claim, uint16_t provider,
                      uint16_t code) {
  columns->line_claim[at] = claim->claim;
  columns->line_patient[at] = claim->patient - 1;
  columns->line_day[at] = in->day;
  columns->line_flags[at] = in->flags | columns->codes[code].flags;
  columns->line_units[at] = in->units > INT32_MAX ? INT32_MAX
                            : in->units < 0       ? 0
                                                  : (int32_t)in->units;
  columns->line_charge[at] = in->charge;
  columns->line_provider[at] = provider;
  columns->line_code[at] = code;
  columns->line_number[at] = in->number;
  columns->claim_charge[claim->claim] += in->charge;
  if (columns->last < columns->first) {
    columns->first = columns->last = in->day;
  } else {
    if (in->day < columns->first) columns->first = in->day;
    if (in->day > columns->last) columns->last = in->day;
  }
}

static void make_line_arrays(tr_columns *columns, size_t n) {
  MAKE(line_claim);
  MAKE(line_patient);
  MAKE(line_day);
  MAKE(line_flags);
  MAKE(line_units);
  MAKE(line_charge);
  MAKE(line_paid);
  MAKE(line_provider);
  MAKE(line_code);
  MAKE(line_found);
  MAKE(line_number);
  MAKE(line_by_claim);
#undef MAKE
  columns->codes =
      tr__columns_array(columns, TR_COLUMNS_CODES, sizeof *columns->codes);
}

static void fill_lines(tr_columns *columns, const keyed *order,
                       const uint16_t *provider_of, const tr_tables *tables) {
  const tr_array *rows = &columns->rows[TR__ROWS_LINE];
  const tr_array *claims = &columns->rows[TR__ROWS_CLAIM];
  tr_map known;
  tr_map_init(&known);
  for (uint32_t at = 0; at < columns->line_count && columns->bad == TR_OK;
       at++) {
    const tr__line_in *in = tr_array_at(rows, order[at].row);
    const uint16_t code = code_of(columns, &known, tables, in->code, in->day);
    copy_line(columns, at, in, tr_array_at(claims, in->claim),
              provider_of[in->rendering], code);
  }
  tr_map_done(&known);
}

/* Lines of each claim: counted, then placed. Lines of a claim come by number
 * within a day; a claim has few, so they are put in order here. */
static void index_claims(tr_columns *columns) {
  uint32_t *start = columns->claim_lines;
  for (uint32_t i = 0; i < columns->line_count; i++)
    start[columns->line_claim[i] + 1]++;
  for (uint32_t c = 0; c < columns->claim_count; c++) start[c + 1] += start[c];
  uint32_t *next =
      tr__columns_array(columns, columns->claim_count, sizeof *next);
  if (next == NULL) return;
  if (columns->claim_count > 0)
    memcpy(next, start, columns->claim_count * sizeof *next);
  for (uint32_t i = 0; i < columns->line_count; i++) {
    const uint32_t claim = columns->line_claim[i];
    uint32_t at = next[claim]++;
    for (; at > start[claim] &&
           columns->line_number[columns->line_by_claim[at - 1]] >
               columns->line_number[i];
         at--)
      columns->line_by_claim[at] = columns->line_by_claim[at - 1];
    columns->line_by_claim[at] = i;
  }
}

static void make_lines(tr_columns *columns, const uint16_t *provider_of,
                       const tr_tables *tables) {
  const tr_array *rows = &columns->rows[TR__ROWS_LINE];
  const tr_array *claims = &columns->rows[TR__ROWS_CLAIM];
  keyed *keys = malloc(((size_t)rows->count + 1) * 2 * sizeof *keys);
  if (keys == NULL) {
    columns->bad = TR_ENOMEM;
    return;
  }
  uint32_t count = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    const tr__line_in *in = tr_array_at(rows, i);
    const tr__claim_in *claim = tr_array_at(claims, in->claim);
    if (claim->out) continue;
    const uint16_t provider = provider_of[in->rendering];
    keys[count++] = (keyed){key_of(in, provider, claim->patient - 1), i};
  }
  columns->line_count = count;
  const keyed *order = sort_keyed(keys, keys + rows->count, count,
                                  DAY_BITS + PATIENT_BITS + PROVIDER_BITS);
  make_line_arrays(columns, count);
  if (columns->bad == TR_OK) fill_lines(columns, order, provider_of, tables);
  free(keys);
  if (columns->bad == TR_OK) index_claims(columns);
}

/* ------------------------------------------------------------------ finish */

tr_status tr_columns_finish(tr_columns *columns, const tr_tables *tables) {
  columns->patient_count = columns->patients.texts.count;
  if (columns->patient_count >> PATIENT_BITS != 0) columns->bad = TR_ELIMIT;
  if (columns->bad == TR_OK) tr__columns_leave_out(columns);
  const uint16_t *provider_of =
      columns->bad == TR_OK ? number_providers(columns) : NULL;
  if (columns->bad == TR_OK) make_claims(columns, provider_of);
  if (columns->bad == TR_OK) make_lines(columns, provider_of, tables);
  const uint32_t *controls =
      columns->bad == TR_OK ? tr__columns_controls(columns) : NULL;
  if (columns->bad == TR_OK) tr__columns_pay(columns, controls);
  if (columns->bad == TR_OK) tr__columns_visits(columns);
  if (columns->bad == TR_OK) tr__columns_notes(columns, controls, provider_of);
  forget_rows(columns);
  return columns->bad;
}

int64_t tr_columns_claim_of(const tr_columns *columns, int64_t id) {
  uint32_t low = 0, high = columns->claim_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (columns->claim_id[middle] < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < columns->claim_count && columns->claim_id[low] == id
             ? (int64_t)low
             : TR_COLUMNS_NONE;
}

int64_t tr_columns_line_of(const tr_columns *columns, uint32_t claim,
                           int64_t number) {
  for (uint32_t i = columns->claim_lines[claim];
       i < columns->claim_lines[claim + 1]; i++) {
    const uint32_t line = columns->line_by_claim[i];
    if (columns->line_number[line] == number) return line;
  }
  return TR_COLUMNS_NONE;
}

uint32_t tr_columns_visits_of(const tr_columns *columns, uint32_t provider) {
  uint32_t low = 0, high = columns->visit_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (columns->line_provider[columns->visit_first[middle]] < provider)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
