/* Copies of segments and growing arrays, each with its limit; both are kept
 * from claim to claim, so that after the largest claim nothing is allocated. */
#include "remit/remit_builder.h"

void *tr__remit_list_add(tr_remit_builder *builder, tr_array *list) {
  tr_status status;
  void *item = tr_array_add(list, &status);
  if (status == TR_ELIMIT)
    tr__remit_limit_met(builder, list->limit, list->unit);
  else if (status != TR_OK)
    builder->bad = status;
  return item;
}

void tr__remit_limit_met(tr_remit_builder *builder, uint32_t limit,
                         const char *unit) {
  tr__remit_store *store = builder->store;
  char digits[TR_NUMBER_TEXT];
  tr_place place;
  store->damaged = true;
  if (store->full) return;
  store->full = true;
  tr_segment_place(builder->segment, 0, 0, &place);
  tr_fault fault = tr_fault_of(
      "TRX0108", store->of_claim ? "claim-limit" : "level-limit", &place);
  tr_fault_argue(&fault, "limit", tr_number_text(limit, digits));
  tr_fault_argue(&fault, "unit", tr_str_of(unit));
  if (store->of_claim) {
    fault.claim = tr_unit_text(&store->unit, &builder->claim.id);
    fault.claim_at = builder->claim.at;
  }
  builder->fault(builder->context, &fault);
}

void tr__remit_store_init(tr__remit_store *store, size_t bytes, bool of_claim) {
  *store = (tr__remit_store){.of_claim = of_claim};
  tr_buf_init(&store->bytes, bytes);
  tr_array_init(&store->segments, sizeof(tr_unit_segment), TR_REMIT_SEGMENTS,
                "segments");
}

void tr__remit_store_done(tr__remit_store *store) {
  tr_buf_done(&store->bytes);
  tr_array_done(&store->segments);
}

void tr__remit_store_clear(tr__remit_store *store, const char *file,
                           const tr_delims *delims) {
  tr_buf_clear(&store->bytes);
  store->segments.count = 0;
  store->full = store->damaged = false;
  store->unit = (tr_unit){.file = file, .delims = *delims};
}

/* Offsets in the unit are those of the stream, so the terminators and line
 * ends between segments are made up for. */
static bool copy_bytes(tr__remit_store *store, const tr_segment *segment) {
  const uint64_t at = segment->offset - store->unit.offset;
  if (segment->offset < store->unit.offset ||
      at + segment->bytes.n > store->bytes.limit)
    return false;
  while (store->bytes.n < at && store->bytes.bad == TR_OK)
    tr_buf_add_char(&store->bytes, '\n');
  if (store->bytes.n != at) return false;
  tr_buf_add(&store->bytes, segment->bytes);
  return store->bytes.bad == TR_OK;
}

bool tr__remit_store_add(tr_remit_builder *builder, tr__remit_store *store,
                         tr_code loop) {
  const tr_segment *segment = builder->segment;
  builder->store = store;
  if (store->segments.count == 0) {
    store->unit.offset = segment->offset;
    store->unit.ordinal = segment->ordinal;
  }
  if (store->full) return false;
  if (!copy_bytes(store, segment)) {
    if (store->bytes.bad == TR_ENOMEM)
      builder->bad = TR_ENOMEM;
    else
      tr__remit_limit_met(builder, (uint32_t)store->bytes.limit, "bytes");
    return false;
  }
  store->unit.bytes = tr_buf_str(&store->bytes);
  tr_unit_segment *added = tr__remit_list_add(builder, &store->segments);
  if (added == NULL) return false;
  const bool bad_id = (segment->flags & TR_SEGMENT_BAD_ID) != 0;
  *added = (tr_unit_segment){
      .id = bad_id ? 0 : segment->id,
      .at = (uint32_t)(segment->offset - store->unit.offset),
      .length = (uint32_t)segment->bytes.n,
      .line = store->of_claim ? builder->service : -1,
      .number = (uint32_t)(segment->ordinal - store->unit.ordinal),
      .loop = loop};
  store->unit.segments = store->segments.items;
  store->unit.segment_count = store->segments.count;
  builder->at = added->at;
  builder->index = (uint16_t)(store->segments.count - 1);
  builder->odd = (segment->flags & TR_SEGMENT_DAMAGED) != 0;
  return true;
}
