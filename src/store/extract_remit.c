/* What is kept of a remittance in columns. A payment is written at its end,
 * when it is known whether it was whole; its claims come before it. */
#include "store/extract_parts.h"

enum { TEXT_MOST = 64 /* bytes of four modifiers */ };

static tr_cell joined(const tr_unit *unit, const tr_remit_procedure *procedure,
                      char *out) {
  size_t n = 0;
  for (int i = 0; i < TR_REMIT_MODIFIERS; i++) {
    char room[TR_CODE_BYTES + 1];
    const tr_str text =
        tr__extract_code(unit, &procedure->modifiers[i], room).text;
    if (text.n == 0 || n + text.n + 1 > TEXT_MOST) continue;
    if (n > 0) out[n++] = ':';
    memcpy(out + n, text.p, text.n);
    n += text.n;
  }
  return tr_cell_text((tr_str){out, n});
}

static void payment_began(void *context, const tr_remit_payment *payment) {
  tr__extract *extract = context;
  (void)payment;
  extract->payment = tr__extract_id(extract, TR_DERIVED_PAYMENT);
}

static tr_cell of_name(const tr_remit_name *name, size_t offset) {
  if (name == NULL) return tr_cell_null();
  const tr_field *field =
      (const tr_field *)(const void *)((const char *)name + offset);
  return tr__extract_text(name->unit, field);
}

#define OF(name, member) of_name((name), offsetof(tr_remit_name, member))

/* Claims without dates of their own have those of their services. */
static void days_of(const tr_remit_claim *claim, tr_day *from, tr_day *to) {
  *from = *to = TR_DAY_MIN;
  if (claim->date.state == TR_FIELD_KNOWN)
    *from = *to = (tr_day)claim->date.number;
  if (claim->date_to.state == TR_FIELD_KNOWN)
    *to = (tr_day)claim->date_to.number;
  if (*from != TR_DAY_MIN) return;
  for (uint32_t i = 0; i < claim->service_count; i++) {
    const tr_field *date = &claim->services[i].date;
    if (date->state != TR_FIELD_KNOWN) continue;
    const tr_day day = (tr_day)date->number;
    if (*from == TR_DAY_MIN || day < *from) *from = day;
    if (*to == TR_DAY_MIN || day > *to) *to = day;
  }
}

static void take_head(tr__extract *extract, const tr_remit_claim *claim,
                      int64_t id) {
  const tr_unit *unit = claim->unit;
  tr_day from, to;
  days_of(claim, &from, &to);
  tr_cell values[] = {tr_cell_integer(id),
                      tr_cell_integer(extract->payment),
                      tr_cell_integer((int64_t)claim->at),
                      tr__extract_text(unit, &claim->id),
                      tr__extract_text(unit, &claim->payer_number),
                      tr__extract_text(unit, &claim->original_reference),
                      tr__extract_text(unit, &claim->status),
                      tr__extract_number(&claim->charge),
                      tr__extract_number(&claim->paid),
                      tr__extract_number(&claim->patient_share),
                      tr__extract_text(unit, &claim->filing_code),
                      tr__extract_text(unit, &claim->frequency),
                      tr_cell_day(from),
                      tr_cell_day(to),
                      tr__extract_number(&claim->received),
                      OF(claim->rendering, id),
                      OF(claim->patient, name),
                      OF(claim->patient, first_name),
                      OF(claim->patient, id),
                      tr_cell_integer(claim->damaged)};
  tr__extract_row(extract, TR_DERIVED_REMIT_CLAIM, values);
}

static void take_service(tr__extract *extract, const tr_remit_service *service,
                         int64_t id) {
  char code[TR_CODE_BYTES + 1], billed[TR_CODE_BYTES + 1];
  char modifiers[TEXT_MOST];
  const tr_unit *unit = service->unit;
  tr_cell values[] = {tr_cell_integer(id),
                      tr_cell_integer(service->index + 1),
                      tr__extract_code(unit, &service->procedure.code, code),
                      joined(unit, &service->procedure, modifiers),
                      tr__extract_code(unit, &service->submitted.code, billed),
                      tr__extract_number(&service->charge),
                      tr__extract_number(&service->paid),
                      tr__extract_number(&service->allowed),
                      tr__extract_number(&service->units),
                      tr__extract_number(&service->date),
                      tr__extract_number(&service->date_to),
                      tr__extract_text(unit, &service->control_number)};
  tr__extract_row(extract, TR_DERIVED_REMIT_SERVICE, values);
}

static void take_claim(void *context, const tr_remit_claim *claim) {
  tr__extract *extract = context;
  const int64_t id = tr__extract_id(extract, TR_DERIVED_REMIT_CLAIM);
  take_head(extract, claim, id);
  for (uint32_t i = 0; i < claim->service_count; i++)
    take_service(extract, &claim->services[i], id);
  for (uint32_t i = 0; i < claim->adjustment_count; i++) {
    const tr_remit_adjustment *adjustment = &claim->adjustments[i];
    const tr_unit *unit = adjustment->unit;
    tr_cell values[] = {tr_cell_integer(id),
                        tr_cell_integer(i + 1),
                        tr_cell_integer(adjustment->service + 1),
                        tr__extract_text(unit, &adjustment->group),
                        tr__extract_text(unit, &adjustment->reason),
                        tr__extract_number(&adjustment->amount),
                        tr__extract_number(&adjustment->quantity)};
    tr__extract_row(extract, TR_DERIVED_ADJUSTMENT, values);
  }
  for (uint32_t i = 0; i < claim->remark_count; i++) {
    const tr_remit_remark *remark = &claim->remarks[i];
    tr_cell values[] = {tr_cell_integer(id), tr_cell_integer(i + 1),
                        tr_cell_integer(remark->service + 1),
                        tr__extract_text(remark->unit, &remark->code)};
    tr__extract_row(extract, TR_DERIVED_REMARK, values);
  }
}

static void take_pair(tr__extract *extract,
                      const tr_remit_provider_adjustment *pair, uint32_t at) {
  const tr_unit *unit = pair->unit;
  tr_cell values[] = {tr_cell_integer(extract->payment),
                      tr_cell_integer(at + 1),
                      tr__extract_text(unit, &pair->provider),
                      tr__extract_text(unit, &pair->reason),
                      tr__extract_text(unit, &pair->reference),
                      tr__extract_number(&pair->amount)};
  tr__extract_row(extract, TR_DERIVED_PROVIDER_ADJUSTMENT, values);
}

static tr_cell of_party(const tr_remit_party *party, const tr_field *field) {
  return party->sent ? tr__extract_text(party->unit, field) : tr_cell_null();
}

static void payment_ended(void *context, const tr_remit_payment *payment,
                          bool whole) {
  tr__extract *extract = context;
  const tr_unit *unit = payment->unit;
  tr_cell values[] = {tr_cell_integer(extract->payment),
                      tr_cell_integer(extract->file),
                      tr_cell_integer((int64_t)payment->at),
                      tr_cell_text(payment->control_number),
                      tr__extract_text(unit, &payment->trace),
                      tr__extract_text(unit, &payment->trace_payer),
                      tr__extract_number(&payment->amount),
                      tr__extract_text(unit, &payment->credit),
                      tr__extract_text(unit, &payment->method),
                      tr__extract_number(&payment->date),
                      of_party(&payment->payer, &payment->payer.id),
                      of_party(&payment->payer, &payment->payer.name),
                      of_party(&payment->payee, &payment->payee.id),
                      of_party(&payment->payee, &payment->payee.name),
                      tr_cell_integer(whole),
                      tr_cell_integer(payment->test)};
  tr__extract_row(extract, TR_DERIVED_PAYMENT, values);
  for (uint32_t i = 0; i < payment->provider_adjustment_count; i++)
    take_pair(extract, &payment->provider_adjustments[i], i);
}

tr_remit_events tr__extract_remit_events(tr__extract *extract) {
  return (tr_remit_events){extract, payment_began, take_claim, payment_ended};
}
