/* Derived lists: parts of the claim's arrays that belong to a line, a day or a
 * payer. Nothing is copied: elements that do not belong are left out as the
 * loop meets them. */
#include "rule/derive.h"

/* The part of an array of the claim that a line says is its own. */
static void part_of(const tr_line *line, const void *base, uint32_t first,
                    uint32_t count, uint32_t stride, tr_list *list) {
  if (line->claim == NULL) { /* of an earlier claim: only SV1 is kept */
    list->unknown = TR_NO_HISTORY;
    return;
  }
  if (count == 0) return;
  list->base = (const char *)base + (size_t)first * stride;
  list->count = count;
  list->stride = stride;
}

#define PART(line, array, part, type)                                  \
  part_of((line), (line)->claim != NULL ? (line)->claim->array : NULL, \
          (line)->part##_first, (line)->part##_count, sizeof(type), list)

static void line_dates(const tr_scope *scope, const void *owner,
                       tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  PART(line, dates, date, tr_date);
}

static void line_references(const tr_scope *scope, const void *owner,
                            tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  PART(line, references, reference, tr_reference);
}

static void line_parties(const tr_scope *scope, const void *owner,
                         tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  PART(line, parties, party, tr_party);
}

static void line_adjudications(const tr_scope *scope, const void *owner,
                               tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  PART(line, adjudications, adjudication, tr_adjudication);
}

static void line_attachments(const tr_scope *scope, const void *owner,
                             tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  PART(line, attachments, attachment, tr_attachment);
}

/* -------------------------------------------------------------- adjustments */

static void all_adjustments(const tr_claim *claim, tr_list *list) {
  if (claim == NULL) {
    list->unknown = TR_NO_DATA;
    return;
  }
  list->base = claim->adjustments;
  list->count = claim->adjustment_count;
  list->stride = sizeof(tr_adjustment);
}

static const void *if_of_line(const tr_scope *scope, const tr_list *list,
                              const void *element) {
  (void)scope;
  const tr_line *line = list->owner;
  const tr_adjustment *adjustment = element;
  return adjustment->line == line->index ? element : NULL;
}

static void line_adjustments(const tr_scope *scope, const void *owner,
                             tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  all_adjustments(line->claim, list);
  list->map = if_of_line;
}

static const void *if_of_payer(const tr_scope *scope, const tr_list *list,
                               const void *element) {
  const tr_other_payer *payer = list->owner;
  const tr_adjustment *adjustment = element;
  const ptrdiff_t index = payer - scope->claim->other_payers;
  return adjustment->payer == index ? element : NULL;
}

static void other_payer_adjustments(const tr_scope *scope, const void *owner,
                                    tr_list *list) {
  (void)owner;
  all_adjustments(scope->claim, list);
  list->map = if_of_payer;
}

static const void *if_of_decision(const tr_scope *scope, const tr_list *list,
                                  const void *element) {
  const tr_adjudication *decision = list->owner;
  const tr_adjustment *adjustment = element;
  const ptrdiff_t index = decision - scope->claim->adjudications;
  return adjustment->decision == index ? element : NULL;
}

static void adjudication_adjustments(const tr_scope *scope, const void *owner,
                                     tr_list *list) {
  (void)owner;
  all_adjustments(scope->claim, list);
  list->map = if_of_decision;
}

/* SVD01 names the payer by the id of its 2330B. */
static const void *if_by_payer(const tr_scope *scope, const tr_list *list,
                               const void *element) {
  (void)scope;
  return tr__decided_by(element, list->owner) ? element : NULL;
}

static void other_payer_decisions(const tr_scope *scope, const void *owner,
                                  tr_list *list) {
  const tr_claim *claim = scope->claim;
  const tr_other_payer *payer = owner;
  if (claim == NULL || payer->payer == NULL) {
    list->unknown = TR_NO_DATA;
    return;
  }
  list->base = claim->adjudications;
  list->count = claim->adjudication_count;
  list->stride = sizeof(tr_adjudication);
  list->map = if_by_payer;
}

/* ---------------------------------------------------------------- the rest */

/* SV107 counts diagnoses from 1; what points past them is left out. */
static const void *pointed_at(const tr_scope *scope, const tr_list *list,
                              const void *element) {
  (void)scope;
  const tr_claim *claim = ((const tr_line *)list->owner)->claim;
  const tr_field *pointer = element;
  if (pointer->state != TR_FIELD_KNOWN) return NULL;
  if (pointer->number < TR_THOUSAND || pointer->number % TR_THOUSAND != 0)
    return NULL;
  const int64_t index = pointer->number / TR_THOUSAND - 1;
  return index < claim->diagnosis_count ? &claim->diagnoses[index] : NULL;
}

static void line_pointed(const tr_scope *scope, const void *owner,
                         tr_list *list) {
  (void)scope;
  const tr_line *line = owner;
  if (line->claim == NULL) {
    list->unknown = TR_NO_HISTORY;
    return;
  }
  list->base = line->pointers;
  list->count = TR_POINTERS;
  list->stride = sizeof(tr_field);
  list->map = pointed_at;
}

static void line_services(const tr_scope *scope, const void *owner,
                          tr_list *list) {
  const tr_line *line = owner;
  if (scope->visit == NULL || line->earlier ||
      line->claim != scope->visit->claim) {
    list->unknown = TR_NO_NOTE;
    return;
  }
  const tr_visit_line *facts = tr_visit_of_line(scope->visit, line);
  if (tr__note_of_day(facts->day) == NULL) {
    list->unknown = TR_NO_NOTE;
    return;
  }
  list->base = facts->services;
  list->count = facts->service_count;
}

static const tr_visit_day *day_of(const tr_scope *scope, const tr_line *line) {
  const tr_value day = tr__derive(TR_DERIVE_line_day, scope, line);
  return day.unknown == 0 ? day.thing : NULL;
}

static const void *if_edit_of_line(const tr_scope *scope, const tr_list *list,
                                   const void *element) {
  (void)scope;
  const tr_edit *edit = element;
  return edit->column1 == list->owner || edit->column2 == list->owner ? element
                                                                      : NULL;
}

static void line_edits(const tr_scope *scope, const void *owner,
                       tr_list *list) {
  const tr_visit_day *day = day_of(scope, owner);
  if (day == NULL) {
    list->unknown = TR_NO_DATA;
    return;
  }
  list->base = day->edits;
  list->count = day->edit_count;
  list->stride = sizeof(tr_edit);
  list->map = if_edit_of_line;
}

static const void *if_cmt(const tr_scope *scope, const tr_list *list,
                          const void *element) {
  (void)scope;
  (void)list;
  const tr_line *line = element;
  if (line->code.state != TR_FIELD_KNOWN) return NULL;
  const tr_code code = (tr_code)line->code.number;
  return code == TR_CODE("98940") || code == TR_CODE("98941") ||
                 code == TR_CODE("98942")
             ? element
             : NULL;
}

static void day_cmt(const tr_scope *scope, const void *owner, tr_list *list) {
  (void)scope;
  const tr_visit_day *day = owner;
  list->base = day->lines;
  list->count = day->line_count;
  list->map = if_cmt;
}

static void day_edits(const tr_scope *scope, const void *owner, tr_list *list) {
  (void)scope;
  const tr_visit_day *day = owner;
  list->base = day->edits;
  list->count = day->edit_count;
  list->stride = sizeof(tr_edit);
}

static void claim_segments(const tr_scope *scope, const void *owner,
                           tr_list *list) {
  (void)scope;
  const tr_claim *claim = owner;
  list->base = claim->unit->segments;
  list->count = (uint32_t)claim->unit->segment_count;
  list->stride = sizeof(tr_unit_segment);
}

typedef void derive_list_fn(const tr_scope *scope, const void *owner,
                            tr_list *list);

void tr__derive_list(tr_derive_list which, const tr_scope *scope,
                     const void *owner, tr_list *list) {
  static derive_list_fn *const functions[TR_DERIVE_LIST_COUNT] = {
#define DERIVE_ENTRY(name) [TR_DERIVE_LIST_##name] = name,
      TR_DERIVE_LIST_MAP(DERIVE_ENTRY)
#undef DERIVE_ENTRY
  };
  *list = (tr_list){.owner = owner};
  functions[which](scope, owner, list);
}
