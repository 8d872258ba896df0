/* Growing arrays of the builder: kept from claim to claim, so that after the
 * largest claim nothing is allocated; each has a limit. */
#include "claim/builder.h"

#include <stdlib.h>

enum { FIRST_ROOM = 16 };

void tr__list_init(tr_list *list, size_t size, uint32_t limit,
                   const char *unit) {
  *list = (tr_list){.size = (uint32_t)size, .limit = limit, .unit = unit};
}

void tr__list_done(tr_list *list) {
  free(list->items);
  list->items = NULL;
  list->count = list->room = 0;
}

bool tr__list_grow(tr_builder *builder, tr_list *list) {
  if (list->count >= list->limit) {
    tr__limit_met(builder, list->limit, list->unit);
    return false;
  }
  uint32_t room = list->room == 0 ? FIRST_ROOM : list->room * 2;
  if (room > list->limit) room = list->limit;
  void *items = realloc(list->items, (size_t)room * list->size);
  if (items == NULL) {
    builder->bad = TR_ENOMEM;
    return false;
  }
  list->items = items;
  list->room = room;
  return true;
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
