/* What becomes of a claim or a level whose lists or segments met a limit. */
#include "claim/builder.h"

bool tr__list_grow(tr_builder *builder, tr_array *list) {
  const tr_status status = tr_array_reserve(list);
  if (status == TR_ELIMIT)
    tr__limit_met(builder, list->limit, list->unit);
  else if (status != TR_OK)
    builder->bad = status;
  return status == TR_OK;
}

static void tell_level(const tr_builder *builder, uint32_t limit,
                       const char *unit) {
  char digits[TR_NUMBER_TEXT];
  tr_place place;
  tr_segment_place(builder->segment, 0, 0, &place);
  tr_fault fault = tr_fault_of("TRX0108", "level-limit", &place);
  tr_fault_argue(&fault, "limit", tr_number_text(limit, digits));
  tr_fault_argue(&fault, "unit", tr_str_of(unit));
  builder->fault(builder->context, &fault);
}

void tr__limit_met(tr_builder *builder, uint32_t limit, const char *unit) {
  tr_run *run = builder->run;
  run->damaged = true;
  if (run->full) return;
  run->full = true;
  run->full_limit = limit;
  run->full_unit = unit;
  run->full_index = run->segments.count > 0 ? run->segments.count - 1 : 0;
  if (run != &builder->claim_run) tell_level(builder, limit, unit);
}
