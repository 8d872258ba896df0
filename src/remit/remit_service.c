/* Decides which part of a service (2110) a segment fills. */
#include "remit/remit_builder.h"

static tr_remit_service *open_service(const tr_remit_builder *builder) {
  return (tr_remit_service *)builder->services.items + builder->service;
}

/* What came astray between the entities of a service would tear them apart:
 * then the claim's sums are nobody's. */
void tr__remit_service_count(tr_remit_builder *builder, const tr_array *list,
                             size_t first, size_t count) {
  if (builder->service < 0) {
    if (builder->services.count != 0) builder->claim_store.damaged = true;
    return;
  }
  char *service = (char *)open_service(builder);
  const uint32_t index = list->count - 1;
  uint32_t from, used;
  memcpy(&from, service + first, sizeof from);
  memcpy(&used, service + count, sizeof used);
  if (used == 0)
    memcpy(service + first, &index, sizeof index);
  else if (from + used != index)
    builder->claim_store.damaged = true;
  used++;
  memcpy(service + count, &used, sizeof used);
}

static void take_procedure(tr_remit_builder *builder, unsigned element,
                           tr_remit_procedure *procedure) {
  tr__remit_part_code(builder, element, 1, &procedure->qualifier);
  tr__remit_part_code(builder, element, 2, &procedure->code);
  for (unsigned i = 0; i < TR_REMIT_MODIFIERS; i++)
    tr__remit_part_code(builder, element, 3 + i, &procedure->modifiers[i]);
}

void tr__remit_service_open(tr_remit_builder *builder) {
  tr_remit_service *service = tr__remit_list_add(builder, &builder->services);
  if (service == NULL) {
    builder->service = -1;
    return;
  }
  builder->service = (int32_t)builder->services.count - 1;
  service->unit = &builder->claim_store.unit;
  service->index = builder->service;
}

static void take_service(tr_remit_builder *builder) {
  tr_remit_service *service = open_service(builder);
  if (service->charge.element != 0) return;
  tr__remit_missing(service, offsetof(tr_remit_service, procedure),
                    offsetof(tr_remit_service, allowed), builder->index);
  take_procedure(builder, 1, &service->procedure);
  tr__remit_money(builder, 2, "service charge", &service->charge);
  tr__remit_money(builder, 3, "amount paid", &service->paid);
  tr__remit_code(builder, 4, &service->revenue);
  tr__remit_number(builder, 5, &service->units);
  take_procedure(builder, 6, &service->submitted);
  tr__remit_number(builder, 7, &service->submitted_units);
}

/* The day itself wins over the first of a range. */
static void take_date(tr_remit_builder *builder) {
  tr_remit_service *service = open_service(builder);
  const tr_remit_date *date =
      (tr_remit_date *)builder->dates.items + builder->dates.count - 1;
  switch ((tr_code)date->qualifier.number) {
    case TR_PACK3('4', '7', '2'):
      service->date = date->date;
      return;
    case TR_PACK3('1', '5', '0'):
      if (service->date.state == TR_FIELD_ABSENT) service->date = date->date;
      return;
    case TR_PACK3('1', '5', '1'):
      service->date_to = date->date;
      return;
    default:
      return;
  }
}

static void take_reference(tr_remit_builder *builder) {
  tr_remit_service *service = open_service(builder);
  const tr_remit_reference *reference =
      (tr_remit_reference *)builder->references.items +
      builder->references.count - 1;
  if ((tr_code)reference->qualifier.number == TR_PACK2('6', 'R') &&
      service->control_number.state == TR_FIELD_ABSENT)
    service->control_number = reference->value;
}

static void take_amount(tr_remit_builder *builder) {
  tr_remit_service *service = open_service(builder);
  const tr_remit_amount *amount =
      (tr_remit_amount *)builder->amounts.items + builder->amounts.count - 1;
  if ((tr_code)amount->qualifier.number == TR_PACK2('B', '6') &&
      service->allowed.state == TR_FIELD_ABSENT)
    service->allowed = amount->amount;
}

static void take_remark(tr_remit_builder *builder) {
  tr_remit_remark *remark = tr__remit_list_add(builder, &builder->remarks);
  if (remark == NULL) return;
  remark->unit = &builder->claim_store.unit;
  remark->service = builder->service;
  tr__remit_code(builder, 1, &remark->qualifier);
  tr__remit_code(builder, 2, &remark->code);
  tr__remit_service_count(builder, &builder->remarks,
                          offsetof(tr_remit_service, remark_first),
                          offsetof(tr_remit_service, remark_count));
}

void tr__remit_service_segment(tr_remit_builder *builder) {
  if (builder->service < 0) return;
  const uint32_t dates = builder->dates.count;
  const uint32_t references = builder->references.count;
  const uint32_t amounts = builder->amounts.count;
  switch (builder->segment->id) {
    case TR_PACK3('S', 'V', 'C'):
      take_service(builder);
      return;
    case TR_PACK2('L', 'Q'):
      take_remark(builder);
      return;
    default:
      tr__remit_shared_segment(builder, TR_LOOP_2110);
      break;
  }
  if (builder->dates.count > dates) take_date(builder);
  if (builder->references.count > references) take_reference(builder);
  if (builder->amounts.count > amounts) take_amount(builder);
}
