/* Which of the latest segments a place is in. */
#include "rule/trail.h"

#include <string.h>

void tr_trail_clear(tr_trail *trail) {
  for (size_t i = 0; i < TR_TRAIL_SEGMENTS; i++) trail->segments[i].length = 0;
}

/* Ordinals follow each other, so that each has a slot of its own. */
static size_t slot_of(uint64_t ordinal) {
  return (size_t)(ordinal % TR_TRAIL_SEGMENTS);
}

void tr_trail_add(tr_trail *trail, const tr_segment *segment) {
  tr__trail_segment *slot = &trail->segments[slot_of(segment->ordinal)];
  const tr_str bytes = segment->bytes;
  slot->length = bytes.n <= TR_TRAIL_BYTES ? bytes.n : 0;
  slot->ordinal = segment->ordinal;
  slot->offset = segment->offset;
  if (slot->length > 0) memcpy(slot->bytes, bytes.p, slot->length);
}

void tr_trail_show(const tr_trail *trail, tr_place *place) {
  const tr__trail_segment *slot = &trail->segments[slot_of(place->ordinal)];
  if (place->line.n != 0 || slot->length == 0 ||
      slot->ordinal != place->ordinal || place->offset < slot->offset ||
      place->offset > slot->offset + slot->length)
    return;
  place->line = (tr_str){slot->bytes, slot->length};
  place->line_offset = slot->offset;
}
