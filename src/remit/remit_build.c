/* Decides where one claim of a remittance ends and the next begins, and hands
 * out what is complete. Which loop a segment is of, the guide has said. */
#include "remit/remit_build.h"

#include <stdlib.h>

#include "remit/remit_builder.h"

tr_remit_start tr_remit_start_of(const tr_envelope *envelope,
                                 const char *file) {
  const tr_str guide = tr_short_str(&envelope->group.version);
  return (tr_remit_start){
      .file = file,
      .control_number = tr_short_str(&envelope->set.control),
      .guide = guide.n != 0 ? guide : tr_short_str(&envelope->set.version),
      .test = envelope->interchange.usage == 'T',
      .delims = envelope->interchange.delims};
}

tr_remit_builder *tr_remit_builder_new(tr_fault_fn *fault, void *context,
                                       const tr_remit_events *events) {
  tr_remit_builder *b = calloc(1, sizeof *b);
  if (b == NULL) return NULL;
  b->fault = fault;
  b->context = context;
  b->events = *events;
  b->service = -1;
  tr__remit_store_init(&b->header, TR_REMIT_LEVEL_BYTES, false);
  tr__remit_store_init(&b->section, TR_REMIT_LEVEL_BYTES, false);
  tr__remit_store_init(&b->trailer, TR_REMIT_LEVEL_BYTES, false);
  tr__remit_store_init(&b->claim_store, TR_REMIT_CLAIM_BYTES, true);
  tr_array_init(&b->header_references, sizeof(tr_remit_reference),
                TR_REMIT_ENTITIES, "references");
  tr_array_init(&b->provider_adjustments, sizeof(tr_remit_provider_adjustment),
                TR_REMIT_ENTITIES, "provider adjustments");
  tr_array_init(&b->names, sizeof(tr_remit_name), TR_REMIT_ENTITIES, "names");
  tr_array_init(&b->adjustments, sizeof(tr_remit_adjustment),
                TR_REMIT_ADJUSTMENTS, "adjustments");
  tr_array_init(&b->references, sizeof(tr_remit_reference), TR_REMIT_ENTITIES,
                "references");
  tr_array_init(&b->dates, sizeof(tr_remit_date), TR_REMIT_ENTITIES, "dates");
  tr_array_init(&b->amounts, sizeof(tr_remit_amount), TR_REMIT_ENTITIES,
                "amounts");
  tr_array_init(&b->quantities, sizeof(tr_remit_amount), TR_REMIT_ENTITIES,
                "quantities");
  tr_array_init(&b->remarks, sizeof(tr_remit_remark), TR_REMIT_ENTITIES,
                "remark codes");
  tr_array_init(&b->services, sizeof(tr_remit_service), TR_REMIT_SERVICES,
                "services");
  return b;
}

void tr_remit_builder_free(tr_remit_builder *b) {
  if (b == NULL) return;
  tr__remit_store *const stores[] = {&b->header, &b->section, &b->trailer,
                                     &b->claim_store};
  for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++)
    tr__remit_store_done(stores[i]);
  tr_array *const lists[] = {
      &b->header_references, &b->provider_adjustments, &b->names,
      &b->adjustments,       &b->references,           &b->dates,
      &b->amounts,           &b->quantities,           &b->remarks,
      &b->services};
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    tr_array_done(lists[i]);
  free(b);
}

static tr_str keep_short(tr_short *kept, tr_str text) {
  memset(kept, 0, sizeof *kept);
  kept->n = text.n;
  const tr_str most = {text.p,
                       text.n < TR_SHORT_BYTES ? text.n : TR_SHORT_BYTES - 1};
  if (most.n > 0) memcpy(kept->p, most.p, most.n);
  return tr_short_str(kept);
}

void tr_remit_begin_set(tr_remit_builder *b, const tr_remit_start *start) {
  tr__remit_store *const stores[] = {&b->header, &b->section, &b->trailer,
                                     &b->claim_store};
  for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++)
    tr__remit_store_clear(stores[i], start->file, &start->delims);
  b->header_references.count = b->provider_adjustments.count = 0;
  b->bad = TR_OK;
  b->open = true;
  b->began = b->in_claim = false;
  b->service = -1;
  b->section_number = (tr_field){.number = 0};
  memset(b->contact_is_billing, 0, sizeof b->contact_is_billing);
  tr_remit_tally_init(&b->tally);
  b->payment = (tr_remit_payment){
      .unit = &b->header.unit,
      .control_number = keep_short(&b->control_number, start->control_number),
      .guide = keep_short(&b->guide, start->guide),
      .test = start->test,
      .payer = {.unit = &b->header.unit},
      .payee = {.unit = &b->header.unit}};
}

/* -------------------------------------------------------------- handing out */

static void begin_payment(tr_remit_builder *b) {
  if (b->began) return;
  b->began = true;
  tr_remit_payment *payment = &b->payment;
  payment->references = b->header_references.items;
  payment->reference_count = b->header_references.count;
  payment->damaged = payment->damaged || b->header.damaged;
  if (b->events.payment_began != NULL)
    b->events.payment_began(b->events.context, payment);
}

static void meet_names(tr_remit_claim *claim) {
  for (uint32_t i = 0; i < claim->name_count; i++) {
    const tr_remit_name *name = &claim->names[i];
    const tr_remit_name **slot;
    switch ((tr_code)name->role.number) {
      case TR_PACK2('Q', 'C'):
        slot = &claim->patient;
        break;
      case TR_PACK2('I', 'L'):
        slot = &claim->insured;
        break;
      case TR_PACK2('8', '2'):
        slot = &claim->rendering;
        break;
      default:
        continue;
    }
    if (*slot == NULL) *slot = name;
  }
}

static void finish_claim(tr_remit_builder *b) {
  if (!b->in_claim) return;
  b->in_claim = false;
  b->service = -1;
  tr_remit_claim *claim = &b->claim;
  claim->names = b->names.items;
  claim->name_count = b->names.count;
  claim->adjustments = b->adjustments.items;
  claim->adjustment_count = b->adjustments.count;
  claim->references = b->references.items;
  claim->reference_count = b->references.count;
  claim->dates = b->dates.items;
  claim->date_count = b->dates.count;
  claim->amounts = b->amounts.items;
  claim->amount_count = b->amounts.count;
  claim->quantities = b->quantities.items;
  claim->quantity_count = b->quantities.count;
  claim->remarks = b->remarks.items;
  claim->remark_count = b->remarks.count;
  claim->services = b->services.items;
  claim->service_count = b->services.count;
  /* where LX came too late, the services went to nobody */
  claim->damaged = b->claim_store.damaged ||
                   (b->section.segments.count == 0 && b->services.count == 0);
  meet_names(claim);
  tr_remit_balance_claim(claim, &b->tally, &b->payment.totals, b->fault,
                         b->context);
  if (b->events.claim != NULL) b->events.claim(b->events.context, claim);
}

static void finish_payment(tr_remit_builder *b, bool whole) {
  begin_payment(b);
  tr_remit_payment *payment = &b->payment;
  payment->provider_adjustments = b->provider_adjustments.items;
  payment->provider_adjustment_count = b->provider_adjustments.count;
  payment->damaged = payment->damaged || b->trailer.damaged || !whole;
  tr_remit_balance_payment(payment, &b->tally, &payment->totals, b->fault,
                           b->context);
  b->open = false;
  if (b->events.payment_ended != NULL)
    b->events.payment_ended(b->events.context, payment, whole);
}

/* ----------------------------------------------------------------- segments */

/* A segment without a sure place may be an amount that is missing where it
 * belongs; most others cannot. */
static bool may_count(const tr_segment *segment) {
  static const tr_code harmless[] = {
      TR_PACK2('N', '1'),      TR_PACK2('N', '3'),      TR_PACK2('N', '4'),
      TR_PACK3('N', 'M', '1'), TR_PACK3('R', 'E', 'F'), TR_PACK3('D', 'T', 'M'),
      TR_PACK3('P', 'E', 'R'), TR_PACK3('A', 'M', 'T'), TR_PACK3('Q', 'T', 'Y'),
      TR_PACK2('L', 'Q'),      TR_PACK3('M', 'O', 'A'), TR_PACK3('M', 'I', 'A'),
      TR_PACK3('T', 'S', '2'), TR_PACK3('T', 'S', '3'), TR_PACK3('R', 'D', 'M'),
      TR_PACK3('C', 'U', 'R'), TR_PACK3('T', 'R', 'N')};
  if ((segment->flags & (TR_SEGMENT_BAD_ID | TR_SEGMENT_OVERSIZE)) != 0)
    return true;
  for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++)
    if (segment->id == harmless[i]) return false;
  return true;
}

static void take_section(tr_remit_builder *b, bool opens) {
  begin_payment(b);
  if (opens) {
    tr__remit_store_clear(&b->section, b->header.unit.file,
                          &b->header.unit.delims);
    b->section_number = (tr_field){.number = 0};
  }
  if (!tr__remit_store_add(b, &b->section, TR_LOOP_2000)) return;
  if (b->segment->id == TR_PACK2('L', 'X'))
    tr__remit_number(b, 1, &b->section_number);
}

static void take_of_claim(tr_remit_builder *b, tr_code loop,
                          const tr_spot *spot, bool doubtful) {
  if (loop == TR_LOOP_2100 && spot->opens) {
    begin_payment(b);
    tr__remit_claim_open(b);
  }
  if (!b->in_claim) return;
  if (doubtful) b->claim_store.damaged = true;
  if (loop == TR_LOOP_2110 && spot->opens) {
    b->store = &b->claim_store;
    tr__remit_service_open(b);
  } else {
    /* a segment of the claim that came late ends no service */
    b->service = loop == TR_LOOP_2100 ? -1 : (int32_t)b->services.count - 1;
  }
  if (!tr__remit_store_add(b, &b->claim_store, loop) || spot->segment == NULL)
    return;
  if (loop == TR_LOOP_2100)
    tr__remit_claim_segment(b);
  else
    tr__remit_service_segment(b);
}

/* ST is the loop of the header and of what follows the claims alike. */
static void take_of_set(tr_remit_builder *b, tr_code loop,
                        const tr_spot *spot) {
  if (spot->segment == NULL) return;
  if (b->segment->id == TR_PACK3('P', 'L', 'B')) {
    begin_payment(b);
    tr__remit_provider_segment(b);
  } else if (!b->began) {
    tr__remit_header_segment(b, loop);
  }
}

tr_status tr_remit_segment(tr_remit_builder *b, const tr_located *located) {
  if (b->bad != TR_OK || !b->open) return b->bad;
  const tr_spot *spot = &located->spot;
  const tr_segment *segment = &located->segment;
  const tr_code loop = spot->loop != NULL ? spot->loop->code : TR_LOOP_SET;
  const bool of_claim = loop == TR_LOOP_2100 || loop == TR_LOOP_2110;
  b->segment = segment;
  if (segment->id == TR_PACK2('S', 'T')) b->payment.at = segment->ordinal;
  if (segment->id == TR_PACK2('S', 'E')) {
    finish_claim(b);
    finish_payment(b, true);
    return b->bad;
  }

  if ((loop == TR_LOOP_2100 && spot->opens) || (!of_claim && !spot->beside))
    finish_claim(b);
  const bool doubtful =
      (spot->segment == NULL || spot->astray) && may_count(segment);
  if (doubtful) b->payment.damaged = true;
  if (of_claim)
    take_of_claim(b, loop, spot, doubtful);
  else if (loop == TR_LOOP_2000 && !spot->beside)
    take_section(b, spot->opens);
  else
    take_of_set(b, loop, spot);
  return b->bad;
}

void tr_remit_abandon(tr_remit_builder *b) {
  if (!b->open) return;
  b->in_claim = false;
  finish_payment(b, false);
}
