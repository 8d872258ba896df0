/* What was answered to what was sent: a row for each interchange, group, set,
 * segment, element, batch, provider, claim and line that an answer names. */
#include "ack/answer_ta1.h"
#include "store/extract_parts.h"

/** One row. */
typedef struct answer {
  const char *set, *level;
  int64_t parent; /* 0: none */
  tr_str reference, reason, place, payer_control;
  char verdict; /* NUL: none */
  uint32_t position;
  bool has_amount;
  tr_cents amount;
  tr_day day;
} answer;

static int64_t put(tr__extract *extract, const answer *one) {
  const int64_t id = tr__extract_id(extract, TR_DERIVED_ANSWER);
  const tr_str verdict = {&one->verdict, one->verdict != '\0' ? 1 : 0};
  tr_cell values[] = {
      tr_cell_integer(id),
      tr_cell_integer(extract->file),
      tr_cell_text(tr_str_of(one->set)),
      tr_cell_text(tr_str_of(one->level)),
      one->parent != 0 ? tr_cell_integer(one->parent) : tr_cell_null(),
      tr_cell_text(one->reference),
      tr_cell_text(verdict),
      tr_cell_text(one->reason),
      tr_cell_text(one->place),
      one->position != 0 ? tr_cell_integer(one->position) : tr_cell_null(),
      one->has_amount ? tr_cell_integer(one->amount) : tr_cell_null(),
      tr_cell_day(one->day),
      tr_cell_text(one->payer_control)};
  tr__extract_row(extract, TR_DERIVED_ANSWER, values);
  return id;
}

void tr__extract_ta1(tr__extract *extract, const tr_segment *segment) {
  tr_answer_ta1 ta1;
  if (!tr_answer_ta1_read(segment, &ta1)) return;
  extract->found->sets++;
  put(extract, &(answer){.set = "TA1",
                         .level = "interchange",
                         .reference = ta1.control,
                         .verdict = ta1.verdict,
                         .reason = ta1.note,
                         .day = TR_DAY_MIN});
}

/* ---------------------------------------------------------------------- 999 */

static tr_str reasons_of(tr__extract *extract,
                         const tr_answer_reasons *reasons) {
  tr_buf_clear(&extract->words);
  for (uint32_t i = 0; i < reasons->count; i++) {
    if (i > 0) tr_buf_add_char(&extract->words, ' ');
    tr_buf_add(&extract->words, reasons->code[i]);
  }
  return tr_buf_str(&extract->words);
}

static void take_elements(tr__extract *extract,
                          const tr_answer_segment *segment, int64_t parent) {
  for (const tr_answer_element *e = segment->elements; e != NULL; e = e->next) {
    char place[48];
    int n = snprintf(place, sizeof place, "%.*s%02u", TR_STR_ARG(segment->id),
                     e->element);
    if (e->part != 0 && n > 0 && (size_t)n < sizeof place)
      n += snprintf(place + n, sizeof place - (size_t)n, "-%u", e->part);
    put(extract, &(answer){.set = "999",
                           .level = "element",
                           .parent = parent,
                           .reason = e->code,
                           .place = tr_str_of(place),
                           .position = segment->position,
                           .day = TR_DAY_MIN});
  }
}

static void take_set(tr__extract *extract, const tr_answer_set *set,
                     int64_t parent) {
  const int64_t id =
      put(extract, &(answer){.set = "999",
                             .level = "set",
                             .parent = parent,
                             .reference = set->control,
                             .verdict = set->verdict,
                             .reason = reasons_of(extract, &set->reasons),
                             .day = TR_DAY_MIN});
  for (const tr_answer_segment *s = set->segments; s != NULL; s = s->next)
    take_elements(extract, s,
                  put(extract, &(answer){.set = "999",
                                         .level = "segment",
                                         .parent = id,
                                         .reference = s->claim,
                                         .reason = s->code,
                                         .place = s->id,
                                         .position = s->position,
                                         .day = TR_DAY_MIN}));
}

void tr__extract_999(tr__extract *extract) {
  const tr_answer_group *group = &extract->answer_999.group;
  const int64_t id =
      put(extract, &(answer){.set = "999",
                             .level = "group",
                             .reference = group->control,
                             .verdict = group->verdict,
                             .reason = reasons_of(extract, &group->reasons),
                             .place = group->function,
                             .day = TR_DAY_MIN});
  for (const tr_answer_set *set = group->sets; set != NULL; set = set->next)
    take_set(extract, set, id);
}

/* -------------------------------------------------------------------- 277CA */

static void add_status(tr_buf *words, const tr_answer_status *status) {
  if (words->n > 0) tr_buf_add_char(words, ' ');
  tr_buf_add(words, status->category);
  tr_buf_add_char(words, ':');
  tr_buf_add(words, status->code);
  if (status->entity.n > 0) tr_buf_add_char(words, ':');
  tr_buf_add(words, status->entity);
}

/* "A7:562:85 A7:33", with verdict, day and amount of the STCs. */
static answer of_statuses(tr__extract *extract, const char *level,
                          int64_t parent, const tr_answer_stcs *statuses) {
  answer one = {
      .set = "277CA", .level = level, .parent = parent, .day = TR_DAY_MIN};
  tr_buf_clear(&extract->words);
  for (const tr_answer_stc *stc = statuses->first; stc != NULL;
       stc = stc->next) {
    for (uint32_t i = 0; i < stc->count; i++)
      add_status(&extract->words, &stc->reasons[i]);
    if (one.day == TR_DAY_MIN) one.day = stc->date;
    if (one.has_amount || !stc->has_amount) continue;
    one.has_amount = true;
    one.amount = stc->amount;
  }
  one.reason = tr_buf_str(&extract->words);
  if (statuses->first != NULL)
    one.verdict = tr_answer_stcs_reject(statuses) ? 'R' : 'A';
  return one;
}

static void take_claim(tr__extract *extract, const tr_answer_claim *claim,
                       int64_t parent) {
  answer one = of_statuses(extract, "claim", parent, &claim->statuses);
  one.reference = claim->id;
  one.payer_control = claim->payer_number;
  const int64_t id = put(extract, &one);
  for (const tr_answer_line *line = claim->lines; line != NULL;
       line = line->next) {
    answer of_line = of_statuses(extract, "line", id, &line->statuses);
    of_line.reference = line->control;
    of_line.place = line->code;
    put(extract, &of_line);
  }
}

static void take_provider(tr__extract *extract,
                          const tr_answer_provider *provider, int64_t parent) {
  answer one = of_statuses(extract, "provider", parent, &provider->statuses);
  one.reference = provider->id;
  const int64_t id = put(extract, &one);
  for (const tr_answer_claim *c = provider->claims; c != NULL; c = c->next)
    take_claim(extract, c, id);
}

void tr__extract_277ca(tr__extract *extract) {
  const tr_answer_batch *batch = extract->answer_277ca.batches;
  for (; batch != NULL; batch = batch->next) {
    answer one = of_statuses(extract, "batch", 0, &batch->statuses);
    one.reference = batch->batch;
    one.place = batch->source_id;
    const int64_t id = put(extract, &one);
    for (const tr_answer_provider *p = batch->providers; p != NULL; p = p->next)
      take_provider(extract, p, id);
  }
}
