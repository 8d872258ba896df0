/* Decides which part of a claim (2100) a segment fills, and takes what claims
 * and services have alike. */
#include "remit/remit_builder.h"

void tr__remit_claim_open(tr_remit_builder *builder) {
  tr_remit_claim *claim = &builder->claim;
  const tr_unit *unit = &builder->claim_store.unit;
  tr__remit_store_clear(&builder->claim_store, builder->header.unit.file,
                        &builder->header.unit.delims);
  tr_array *const lists[] = {&builder->names,      &builder->adjustments,
                             &builder->references, &builder->dates,
                             &builder->amounts,    &builder->quantities,
                             &builder->remarks,    &builder->services};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    lists[i]->count = 0;
  builder->in_claim = true;
  builder->service = -1;
  *claim = (tr_remit_claim){.unit = unit,
                            .payment = &builder->payment,
                            .section_unit = &builder->section.unit,
                            .section = builder->section_number,
                            .at = builder->segment->ordinal};
}

static void take_claim(tr_remit_builder *builder) {
  tr_remit_claim *claim = &builder->claim;
  if (claim->id.element != 0) return;
  tr__remit_text(builder, 1, &claim->id);
  tr__remit_code(builder, 2, &claim->status);
  tr__remit_money(builder, 3, "claim charge", &claim->charge);
  tr__remit_money(builder, 4, "amount paid", &claim->paid);
  tr__remit_money(builder, 5, "patient's share", &claim->patient_share);
  tr__remit_code(builder, 6, &claim->filing_code);
  tr__remit_text(builder, 7, &claim->payer_number);
  tr__remit_code(builder, 8, &claim->place);
  tr__remit_code(builder, 9, &claim->frequency);
  claim->reversal = (tr_code)claim->status.number == TR_PACK2('2', '2');
}

static void take_name(tr_remit_builder *builder) {
  tr_remit_name *name = tr__remit_list_add(builder, &builder->names);
  if (name == NULL) return;
  name->unit = &builder->claim_store.unit;
  tr__remit_code(builder, 1, &name->role);
  tr__remit_code(builder, 2, &name->kind);
  tr__remit_text(builder, 3, &name->name);
  tr__remit_text(builder, 4, &name->first_name);
  tr__remit_code(builder, 8, &name->id_qualifier);
  tr__remit_text(builder, 9, &name->id);
}

static void take_remark(tr_remit_builder *builder, unsigned element) {
  if (tr_segment_element(builder->segment, element).n == 0) return;
  tr_remit_remark *remark = tr__remit_list_add(builder, &builder->remarks);
  if (remark == NULL) return;
  remark->unit = &builder->claim_store.unit;
  remark->service = -1;
  remark->qualifier.segment = builder->index;
  tr__remit_code(builder, element, &remark->code);
}

void tr__remit_claim_segment(tr_remit_builder *builder) {
  switch (builder->segment->id) {
    case TR_PACK3('C', 'L', 'P'):
      take_claim(builder);
      return;
    case TR_PACK3('N', 'M', '1'):
      take_name(builder);
      return;
    case TR_PACK3('M', 'O', 'A'):
      for (unsigned element = 3; element <= 7; element++)
        take_remark(builder, element);
      return;
    case TR_PACK3('M', 'I', 'A'):
      take_remark(builder, 5);
      for (unsigned element = 20; element <= 23; element++)
        take_remark(builder, element);
      return;
    default:
      tr__remit_shared_segment(builder, TR_LOOP_2100);
      return;
  }
}

/* --------------------------------------------- of claims and services alike */

static void take_adjustments(tr_remit_builder *builder) {
  tr_field group;
  tr__remit_code(builder, 1, &group);
  for (unsigned triple = 0; triple < TR_REMIT_TRIPLES; triple++) {
    const unsigned element = 2 + 3 * triple;
    if (tr_segment_element(builder->segment, element).n == 0 &&
        tr_segment_element(builder->segment, element + 1).n == 0)
      continue;
    tr_remit_adjustment *adjustment =
        tr__remit_list_add(builder, &builder->adjustments);
    if (adjustment == NULL) return;
    adjustment->unit = &builder->claim_store.unit;
    adjustment->service = builder->service;
    adjustment->group = group;
    tr__remit_code(builder, element, &adjustment->reason);
    tr__remit_money(builder, element + 1, "adjustment", &adjustment->amount);
    tr__remit_number(builder, element + 2, &adjustment->quantity);
    tr__remit_service_count(builder, &builder->adjustments,
                            offsetof(tr_remit_service, adjustment_first),
                            offsetof(tr_remit_service, adjustment_count));
  }
}

static void take_date(tr_remit_builder *builder) {
  tr_remit_date *date = tr__remit_list_add(builder, &builder->dates);
  if (date == NULL) return;
  date->unit = &builder->claim_store.unit;
  date->service = builder->service;
  tr__remit_code(builder, 1, &date->qualifier);
  tr__remit_date(builder, 2, &date->date);
  tr__remit_service_count(builder, &builder->dates,
                          offsetof(tr_remit_service, date_first),
                          offsetof(tr_remit_service, date_count));
  if (builder->service >= 0) return;
  tr_remit_claim *claim = &builder->claim;
  switch ((tr_code)date->qualifier.number) {
    case TR_PACK3('2', '3', '2'):
      claim->date = date->date;
      return;
    case TR_PACK3('2', '3', '3'):
      claim->date_to = date->date;
      return;
    case TR_PACK3('0', '5', '0'):
      claim->received = date->date;
      return;
    default:
      return;
  }
}

static void take_reference(tr_remit_builder *builder, tr_code loop) {
  tr_remit_reference *reference =
      tr__remit_list_add(builder, &builder->references);
  if (reference == NULL) return;
  reference->unit = &builder->claim_store.unit;
  reference->service = builder->service;
  reference->loop = loop;
  tr__remit_code(builder, 1, &reference->qualifier);
  tr__remit_text(builder, 2, &reference->value);
  tr__remit_service_count(builder, &builder->references,
                          offsetof(tr_remit_service, reference_first),
                          offsetof(tr_remit_service, reference_count));
  if (builder->service < 0 &&
      (tr_code)reference->qualifier.number == TR_PACK2('F', '8') &&
      builder->claim.original_reference.element == 0)
    builder->claim.original_reference = reference->value;
}

static void take_amount(tr_remit_builder *builder) {
  tr_remit_amount *amount = tr__remit_list_add(builder, &builder->amounts);
  if (amount == NULL) return;
  amount->unit = &builder->claim_store.unit;
  amount->service = builder->service;
  tr__remit_code(builder, 1, &amount->qualifier);
  tr__remit_money(builder, 2, "further amount", &amount->amount);
  tr__remit_service_count(builder, &builder->amounts,
                          offsetof(tr_remit_service, amount_first),
                          offsetof(tr_remit_service, amount_count));
}

static void take_quantity(tr_remit_builder *builder) {
  tr_remit_amount *quantity = tr__remit_list_add(builder, &builder->quantities);
  if (quantity == NULL) return;
  quantity->unit = &builder->claim_store.unit;
  quantity->service = builder->service;
  tr__remit_code(builder, 1, &quantity->qualifier);
  tr__remit_number(builder, 2, &quantity->amount);
  tr__remit_service_count(builder, &builder->quantities,
                          offsetof(tr_remit_service, quantity_first),
                          offsetof(tr_remit_service, quantity_count));
}

void tr__remit_shared_segment(tr_remit_builder *builder, tr_code loop) {
  switch (builder->segment->id) {
    case TR_PACK3('C', 'A', 'S'):
      take_adjustments(builder);
      return;
    case TR_PACK3('D', 'T', 'M'):
      take_date(builder);
      return;
    case TR_PACK3('R', 'E', 'F'):
      take_reference(builder, loop);
      return;
    case TR_PACK3('A', 'M', 'T'):
      take_amount(builder);
      return;
    case TR_PACK3('Q', 'T', 'Y'):
      take_quantity(builder);
      return;
    default:
      return;
  }
}
