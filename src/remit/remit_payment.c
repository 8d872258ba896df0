/* Decides which part of a payment a segment of the header (ST, 1000A, 1000B)
 * or the trailer (PLB) fills. Of segments that are sent twice the first
 * counts; the walk along the guide tells of the second. */
#include "remit/remit_builder.h"

static void take_payment(tr_remit_builder *builder) {
  tr_remit_payment *payment = &builder->payment;
  if (payment->handling.element != 0) return;
  tr__remit_code(builder, 1, &payment->handling);
  tr__remit_money(builder, 2, "amount paid", &payment->amount);
  tr__remit_code(builder, 3, &payment->credit);
  tr__remit_code(builder, 4, &payment->method);
  tr__remit_code(builder, 5, &payment->format);
  tr__remit_text(builder, 7, &payment->payer_bank);
  tr__remit_text(builder, 9, &payment->payer_account);
  tr__remit_text(builder, 10, &payment->originator);
  tr__remit_text(builder, 13, &payment->payee_bank);
  tr__remit_text(builder, 15, &payment->payee_account);
  tr__remit_date(builder, 16, &payment->date);
}

static void take_trace(tr_remit_builder *builder) {
  tr_remit_payment *payment = &builder->payment;
  if (payment->trace.element != 0) return;
  tr__remit_text(builder, 2, &payment->trace);
  tr__remit_text(builder, 3, &payment->trace_payer);
}

static tr_remit_reference *take_reference(tr_remit_builder *builder,
                                          tr_code loop) {
  tr_remit_reference *reference =
      tr__remit_list_add(builder, &builder->header_references);
  if (reference == NULL) return NULL;
  reference->unit = &builder->header.unit;
  reference->service = -1;
  reference->loop = loop;
  tr__remit_code(builder, 1, &reference->qualifier);
  tr__remit_text(builder, 2, &reference->value);
  return reference;
}

static void take_set_reference(tr_remit_builder *builder) {
  const tr_remit_reference *reference = take_reference(builder, TR_LOOP_SET);
  tr_remit_payment *payment = &builder->payment;
  if (reference == NULL) return;
  switch ((tr_code)reference->qualifier.number) {
    case TR_PACK2('E', 'V'):
      if (payment->receiver.element == 0) payment->receiver = reference->value;
      return;
    case TR_PACK2('F', '2'):
      if (payment->version.element == 0) payment->version = reference->value;
      return;
    default:
      return;
  }
}

static void take_set(tr_remit_builder *builder) {
  tr_remit_payment *payment = &builder->payment;
  switch (builder->segment->id) {
    case TR_PACK3('B', 'P', 'R'):
      take_payment(builder);
      return;
    case TR_PACK3('T', 'R', 'N'):
      take_trace(builder);
      return;
    case TR_PACK3('C', 'U', 'R'):
      tr__remit_code(builder, 2, &payment->currency);
      return;
    case TR_PACK3('R', 'E', 'F'):
      take_set_reference(builder);
      return;
    case TR_PACK3('D', 'T', 'M'):
      if (tr__remit_qualifier(builder, 1) == TR_PACK3('4', '0', '5') &&
          payment->production_date.element == 0)
        tr__remit_date(builder, 2, &payment->production_date);
      return;
    default:
      return;
  }
}

static void take_contact(tr_remit_builder *builder, tr_remit_party *party,
                         bool *is_billing) {
  const bool billing = tr__remit_qualifier(builder, 1) == TR_PACK2('B', 'L');
  if (party->contact.element != 0 && (!billing || *is_billing)) return;
  *is_billing = billing;
  tr__remit_text(builder, 2, &party->contact);
  tr__remit_text(builder, 4, &party->contact_at);
}

static void take_party(tr_remit_builder *builder, tr_code loop,
                       tr_remit_party *party, bool *is_billing) {
  switch (builder->segment->id) {
    case TR_PACK2('N', '1'):
      if (party->sent) return;
      party->sent = true;
      tr__remit_missing(party, offsetof(tr_remit_party, name),
                        offsetof(tr_remit_party, contact_at), builder->index);
      tr__remit_text(builder, 2, &party->name);
      tr__remit_code(builder, 3, &party->id_qualifier);
      tr__remit_text(builder, 4, &party->id);
      return;
    case TR_PACK2('N', '3'):
      if (party->street.element == 0)
        tr__remit_text(builder, 1, &party->street);
      return;
    case TR_PACK2('N', '4'):
      if (party->city.element != 0) return;
      tr__remit_text(builder, 1, &party->city);
      tr__remit_code(builder, 2, &party->state);
      tr__remit_text(builder, 3, &party->zip);
      return;
    case TR_PACK3('R', 'E', 'F'):
      (void)take_reference(builder, loop);
      return;
    case TR_PACK3('P', 'E', 'R'):
      take_contact(builder, party, is_billing);
      return;
    default:
      return;
  }
}

void tr__remit_header_segment(tr_remit_builder *builder, tr_code loop) {
  if (!tr__remit_store_add(builder, &builder->header, loop)) return;
  switch (loop) {
    case TR_LOOP_1000A:
      take_party(builder, loop, &builder->payment.payer,
                 &builder->contact_is_billing[0]);
      return;
    case TR_LOOP_1000B:
      take_party(builder, loop, &builder->payment.payee,
                 &builder->contact_is_billing[1]);
      return;
    default:
      take_set(builder);
      return;
  }
}

void tr__remit_provider_segment(tr_remit_builder *builder) {
  if (!tr__remit_store_add(builder, &builder->trailer, TR_LOOP_SET)) return;
  tr_field provider, fiscal_year;
  tr__remit_text(builder, 1, &provider);
  tr__remit_date(builder, 2, &fiscal_year);
  for (unsigned pair = 0; pair < TR_REMIT_PAIRS; pair++) {
    const unsigned element = 3 + 2 * pair;
    if (tr_segment_element(builder->segment, element).n == 0 &&
        tr_segment_element(builder->segment, element + 1).n == 0)
      continue;
    tr_remit_provider_adjustment *adjustment =
        tr__remit_list_add(builder, &builder->provider_adjustments);
    if (adjustment == NULL) return;
    adjustment->unit = &builder->trailer.unit;
    adjustment->provider = provider;
    adjustment->fiscal_year = fiscal_year;
    tr__remit_part_code(builder, element, 1, &adjustment->reason);
    tr__remit_part_text(builder, element, 2, &adjustment->reference);
    tr__remit_money(builder, element + 1, "provider adjustment",
                    &adjustment->amount);
  }
}
