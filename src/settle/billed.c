/* Decides what is kept of a claim that was billed, and how it is found. */
#include "settle/billed.h"

enum {
  NONE = UINT32_MAX,
  MARKS_MOST = 4096, /* of a claim; of further ones only that there are some */
  ID_SEED = 1,
  NUMBER_SEED = 2,
  CONTROL_SEED = 3,
  SERVICE_SEED = 4,
  VISIT_SEED = 5
};

/** A claim in the chain of one key. */
typedef struct node {
  uint32_t claim;
  uint32_t next; /* node, or NONE */
} node;

/** A rule decided with nothing found, of the claim to come. */
typedef struct clean_mark {
  uint32_t rule;
  int32_t line;
} clean_mark;

/* -------------------------------------------------------------------- lists */

static void *list_add(tr_billed_index *index, tr_array *list) {
  tr_status status;
  void *item = tr_array_add(list, &status);
  if (status != TR_OK) index->bad = status;
  return item;
}

static void list_init(tr_array *list, size_t size) {
  tr_array_init(list, size, NONE, NULL);
}

/* Memory of the index; a failure is kept. */
static void *keep(tr_billed_index *index, size_t count, size_t size) {
  void *memory = tr_arena_array(&index->arena, count > 0 ? count : 1, size);
  if (memory == NULL && index->bad == TR_OK) index->bad = TR_ELIMIT;
  return memory;
}

static tr_str keep_text(tr_billed_index *index, tr_str text) {
  tr_str kept = {NULL, 0};
  if (text.n != 0 && tr_arena_copy(&index->arena, text, &kept) != TR_OK &&
      index->bad == TR_OK)
    index->bad = TR_ELIMIT;
  return kept;
}

/* --------------------------------------------------------------- the making */

static tr_status keep_rules(tr_billed_index *index, const tr_pack *pack) {
  index->rules = keep(index, pack->rule_count, sizeof(const tr_rule *));
  if (index->rules == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (rule->carc != NULL && rule->carc[0] != NULL)
      index->rules[index->rule_count++] = rule;
  }
  index->words = (index->rule_count + 63) / 64;
  return index->rule_count > TR_BILLED_RULES ? TR_ELIMIT : TR_OK;
}

tr_status tr_billed_init(tr_billed_index *index, const tr_pack *pack) {
  memset(index, 0, sizeof *index);
  tr_arena_init(&index->arena, TR_BILLED_BYTES);
  list_init(&index->claims, sizeof(tr_billed));
  list_init(&index->nodes, sizeof(node));
  list_init(&index->pending, sizeof(tr_mark));
  list_init(&index->pending_clean, sizeof(clean_mark));
  tr_map_init(&index->by_id);
  tr_map_init(&index->by_number);
  tr_map_init(&index->by_control);
  tr_map_init(&index->by_service);
  tr_map_init(&index->by_visit);
  index->open = NONE;
  return keep_rules(index, pack);
}

void tr_billed_done(tr_billed_index *index) {
  tr_map_done(&index->by_id);
  tr_map_done(&index->by_number);
  tr_map_done(&index->by_control);
  tr_map_done(&index->by_service);
  tr_map_done(&index->by_visit);
  tr_array_done(&index->claims);
  tr_array_done(&index->nodes);
  tr_array_done(&index->pending);
  tr_array_done(&index->pending_clean);
  tr_arena_done(&index->arena);
}

tr_status tr_billed_status(const tr_billed_index *index) { return index->bad; }

uint32_t tr_billed_count(const tr_billed_index *index) {
  return index->claims.count;
}

tr_billed *tr_billed_at(const tr_billed_index *index, uint32_t at) {
  return tr_array_at(&index->claims, at);
}

/* --------------------------------------------------------------- the lookup */

static uint64_t service_key(tr_code code, tr_day date, tr_cents total) {
  const uint64_t parts[] = {SERVICE_SEED, code, (uint64_t)(int64_t)date,
                            (uint64_t)total};
  return tr_hash(0, (tr_str){(const char *)parts, sizeof parts});
}

static uint64_t text_key(uint64_t seed, tr_str text) {
  return tr_hash(tr_hash(0, (tr_str){(const char *)&seed, sizeof seed}), text);
}

static uint64_t visit_key(tr_str id, tr_day date, tr_cents total) {
  const uint64_t parts[] = {VISIT_SEED, (uint64_t)(int64_t)date,
                            (uint64_t)total};
  return tr_hash(tr_hash(0, (tr_str){(const char *)parts, sizeof parts}), id);
}

/* Newest first, each claim once a key. */
static void enter(tr_billed_index *index, tr_map *map, uint64_t key,
                  uint32_t claim) {
  uint32_t head = NONE;
  if (tr_map_get(map, key, &head) &&
      ((node *)tr_array_at(&index->nodes, head))->claim == claim)
    return;
  node *added = list_add(index, &index->nodes);
  if (added == NULL) return;
  *added = (node){claim, head};
  if (tr_map_set(map, key, index->nodes.count - 1) != TR_OK)
    index->bad = TR_ENOMEM;
}

static uint32_t find(const tr_map *map, uint64_t key) {
  uint32_t head = NONE;
  return tr_map_get(map, key, &head) ? head : NONE;
}

bool tr_billed_next(const tr_billed_index *index, uint32_t *at,
                    tr_billed **claim) {
  if (*at == NONE) return false;
  const node *found = tr_array_at(&index->nodes, *at);
  *claim = tr_billed_at(index, found->claim);
  *at = found->next;
  return true;
}

uint32_t tr_billed_by_id(const tr_billed_index *index, tr_str id) {
  return id.n == 0 ? NONE : find(&index->by_id, text_key(ID_SEED, id));
}

uint32_t tr_billed_by_number(const tr_billed_index *index, tr_str number) {
  return number.n == 0 ? NONE
                       : find(&index->by_number, text_key(NUMBER_SEED, number));
}

uint32_t tr_billed_by_control(const tr_billed_index *index, tr_str control) {
  return control.n == 0
             ? NONE
             : find(&index->by_control, text_key(CONTROL_SEED, control));
}

uint32_t tr_billed_by_service(const tr_billed_index *index, tr_code code,
                              tr_day date, tr_cents total) {
  return code == 0 || date == TR_DAY_MIN
             ? NONE
             : find(&index->by_service, service_key(code, date, total));
}

uint32_t tr_billed_by_visit(const tr_billed_index *index, tr_str id,
                            tr_day date, tr_cents total) {
  return id.n == 0 || date == TR_DAY_MIN
             ? NONE
             : find(&index->by_visit, visit_key(id, date, total));
}

void tr_billed_learn(tr_billed_index *index, tr_billed *claim, tr_str number) {
  if (number.n == 0 || tr_str_eq(claim->number, number)) return;
  claim->number = keep_text(index, number);
  enter(index, &index->by_number, text_key(NUMBER_SEED, number),
        (uint32_t)(claim - (tr_billed *)index->claims.items));
}

/* ---------------------------------------------------------------- one claim */

static tr_day day_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? (tr_day)field->number : TR_DAY_MIN;
}

static tr_cents money_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? field->number : 0;
}

static void keep_line(tr_billed_index *index, const tr_line *line,
                      tr_billed_line *kept) {
  *kept = (tr_billed_line){
      .number = line->number.state == TR_FIELD_KNOWN &&
                        line->number.number > 0 &&
                        line->number.number / 1000 <= UINT32_MAX
                    ? (uint32_t)(line->number.number / 1000)
                    : (uint32_t)line->index + 1,
      .at = line->number.segment < line->unit->segment_count
                ? line->unit->ordinal +
                      line->unit->segments[line->number.segment].number
                : 0,
      .code = (tr_code)line->code.number,
      .date = day_of(&line->date),
      .charge = money_of(&line->charge),
      .control =
          keep_text(index, tr_unit_text(line->unit, &line->control_number))};
  for (int i = 0; i < TR_BILLED_MODIFIERS; i++)
    kept->modifiers[i] = (tr_code)line->modifiers[i].number;
}

/* Under the claim's charge too, since many claims share a code and a day. */
static void enter_line(tr_billed_index *index, const tr_billed *claim,
                       const tr_billed_line *line, uint32_t at) {
  const tr_cents totals[] = {claim->total, TR_BILLED_ANY};
  for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
    if (claim->id.n != 0)
      enter(index, &index->by_visit,
            visit_key(claim->id, line->date, totals[i]), at);
    if (line->code != 0)
      enter(index, &index->by_service,
            service_key(line->code, line->date, totals[i]), at);
  }
}

static void enter_lines(tr_billed_index *index, const tr_billed *claim,
                        uint32_t at) {
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_billed_line *line = &claim->lines[i];
    if (line->control.n != 0)
      enter(index, &index->by_control, text_key(CONTROL_SEED, line->control),
            at);
    if (line->date != TR_DAY_MIN) enter_line(index, claim, line, at);
  }
}

static void file_began(void *context, const char *file) {
  tr_billed_index *index = context;
  index->file = keep_text(index, (tr_str){file, strlen(file) + 1}).p;
}

static void keep_clean(tr_billed_index *index, tr_billed *kept) {
  const clean_mark *marks = index->pending_clean.items;
  uint64_t *bits =
      keep(index, (size_t)(kept->line_count + 1) * index->words, sizeof *bits);
  if (bits == NULL) return;
  for (uint32_t i = 0; i < index->pending_clean.count; i++) {
    const int64_t slot = (int64_t)marks[i].line + 1;
    if (slot > (int64_t)kept->line_count) continue;
    bits[(size_t)slot * index->words + marks[i].rule / 64] |=
        (uint64_t)1 << marks[i].rule % 64;
  }
  kept->clean = bits;
}

static tr_str keep_payer(tr_billed_index *index, const tr_claim *claim) {
  const tr_party *payer = claim->payer;
  if (payer == NULL) return (tr_str){NULL, 0};
  const tr_str name = tr_unit_text(payer->unit, &payer->name);
  if (!tr_str_eq(name, index->payer)) index->payer = keep_text(index, name);
  return index->payer;
}

static void claim_began(void *context, const tr_claim *claim) {
  tr_billed_index *index = context;
  tr_billed *kept = list_add(index, &index->claims);
  if (kept == NULL) return;
  const uint32_t at = index->claims.count - 1;
  tr_billed_line *lines = keep(index, claim->line_count, sizeof *lines);
  if (lines == NULL) {
    index->claims.count--;
    return;
  }
  for (uint32_t i = 0; i < claim->line_count; i++)
    keep_line(index, &claim->lines[i], &lines[i]);
  *kept = (tr_billed){
      .file = index->file,
      .at = claim->at,
      .id = keep_text(index, tr_unit_text(claim->unit, &claim->id)),
      .number = keep_text(
          index, tr_unit_text(claim->unit, &claim->original_reference)),
      .payer = keep_payer(index, claim),
      .frequency = (tr_code)claim->frequency.number,
      .total = money_of(&claim->total),
      .damaged = claim->damaged,
      .lines = lines,
      .line_count = claim->line_count};
  keep_clean(index, kept);
  index->pending_clean.count = 0;
  if (kept->id.n != 0)
    enter(index, &index->by_id, text_key(ID_SEED, kept->id), at);
  if (kept->number.n != 0)
    enter(index, &index->by_number, text_key(NUMBER_SEED, kept->number), at);
  enter_lines(index, kept, at);
  index->open = at;
}

static bool names_carc(const tr_rule *rule) {
  return rule->carc != NULL && rule->carc[0] != NULL;
}

static void mark(tr_billed_index *index, const tr_rule *rule, int32_t line,
                 tr_mark_kind kind, unsigned reasons) {
  tr_mark *marks = index->pending.items;
  for (uint32_t i = 0; i < index->pending.count; i++) {
    if (marks[i].rule != rule || marks[i].line != line ||
        marks[i].kind != (uint8_t)kind)
      continue;
    marks[i].reasons |= (uint8_t)reasons;
    return;
  }
  if (index->pending.count == MARKS_MOST) {
    index->pending_more = true;
    return;
  }
  tr_mark *added = list_add(index, &index->pending);
  if (added != NULL)
    *added = (tr_mark){rule, line, (uint8_t)kind, (uint8_t)reasons};
}

static uint32_t number_of_rule(const tr_billed_index *index,
                               const tr_rule *rule) {
  uint32_t low = 0, high = index->rule_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const int order = strcmp(index->rules[middle]->id, rule->id);
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NONE;
}

static void rule_tried(void *context, const tr_rule *rule, int32_t line,
                       tr_truth truth, unsigned reasons) {
  tr_billed_index *index = context;
  if (!names_carc(rule)) return;
  if (truth != TR_FALSE) {
    mark(index, rule, line,
         truth == TR_TRUE ? TR_MARK_UNSAID : TR_MARK_UNDECIDED,
         truth == TR_TRUE ? 0 : reasons);
    return;
  }
  const uint32_t number = number_of_rule(index, rule);
  clean_mark *added =
      number != NONE ? list_add(index, &index->pending_clean) : NULL;
  if (added != NULL) *added = (clean_mark){number, line};
}

/* A finding on two lines speaks of either. */
static void mark_also(tr_billed_index *index, const tr_billed *claim,
                      const tr_finding *finding) {
  for (uint32_t i = 0; i < finding->also_count; i++) {
    const tr_also_place *also = &finding->also[i];
    int32_t line = -1;
    if (also->in_note || also->file != NULL || also->claim.n != 0) continue;
    for (uint32_t k = 0; k < claim->line_count; k++)
      if (claim->lines[k].at != 0 && claim->lines[k].at <= also->place.ordinal)
        line = (int32_t)k;
    if (line >= 0) mark(index, finding->rule, line, TR_MARK_FOUND, 0);
  }
}

void tr_billed_finding(void *context, const tr_finding *finding) {
  tr_billed_index *index = context;
  if (index->open == NONE || !names_carc(finding->rule)) return;
  const tr_billed *claim = tr_billed_at(index, index->open);
  if (finding->claim_at != claim->at) return;
  int32_t line = -1;
  for (uint32_t i = 0; finding->line > 0 && i < claim->line_count; i++)
    if (claim->lines[i].number == finding->line) line = (int32_t)i;
  mark(index, finding->rule, line, TR_MARK_FOUND, 0);
  if (line >= 0) mark_also(index, claim, finding);
}

/* What a rule found needs no second mark that it would have found it. */
static bool is_said(const tr_billed_index *index, const tr_mark *unsaid) {
  const tr_mark *marks = index->pending.items;
  if (unsaid->kind != TR_MARK_UNSAID) return false;
  for (uint32_t i = 0; i < index->pending.count; i++)
    if (marks[i].kind == TR_MARK_FOUND && marks[i].rule == unsaid->rule)
      return true;
  return false;
}

static void claim_ended(void *context) {
  tr_billed_index *index = context;
  tr_mark *kept = NULL;
  if (index->open != NONE)
    kept = keep(index, index->pending.count, sizeof *kept);
  if (kept != NULL) {
    tr_billed *claim = tr_billed_at(index, index->open);
    const tr_mark *marks = index->pending.items;
    for (uint32_t i = 0; i < index->pending.count; i++)
      if (!is_said(index, &marks[i])) kept[claim->mark_count++] = marks[i];
    claim->marks = kept;
    claim->more_marks = index->pending_more;
  }
  index->pending_more = false;
  index->pending.count = index->pending_clean.count = 0;
  index->open = NONE;
}

tr_check_watch tr_billed_watch(tr_billed_index *index) {
  return (tr_check_watch){.context = index,
                          .file_began = file_began,
                          .claim_began = claim_began,
                          .claim_ended = claim_ended,
                          .rule_tried = rule_tried};
}

bool tr_billed_clean(const tr_billed_index *index, const tr_billed *claim,
                     int32_t line, uint32_t rule) {
  if (claim->clean == NULL || line >= (int32_t)claim->line_count) return false;
  const size_t slot = (size_t)(line + 1) * index->words;
  return (claim->clean[slot + rule / 64] >> rule % 64 & 1U) != 0;
}
