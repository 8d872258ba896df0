/* Values out of segments of acknowledgements. */
#include "ack/answer_parts.h"

static void limit(tr_status *bad) {
  if (*bad == TR_OK) *bad = TR_ELIMIT;
}

static tr_str keep(tr_arena *arena, tr_str text, tr_status *bad) {
  tr_str kept = {NULL, 0};
  const tr_str trimmed = tr_str_trim(text);
  if (trimmed.n == 0) return kept;
  if (tr_arena_copy(arena, trimmed, &kept) != TR_OK) limit(bad);
  return kept;
}

tr_str tr__answer_text(tr_arena *arena, const tr_segment *segment,
                       uint32_t element, tr_status *bad) {
  return keep(arena, tr_segment_element(segment, element), bad);
}

tr_str tr__answer_part(tr_arena *arena, const tr_segment *segment,
                       uint32_t element, unsigned part, tr_status *bad) {
  tr_str text;
  if (!tr_component(tr_segment_element(segment, element),
                    segment->delims->component, part, &text))
    return (tr_str){NULL, 0};
  return keep(arena, text, bad);
}

uint32_t tr__answer_number(tr_str text) {
  uint32_t number = 0;
  if (text.n > 9) return 0;
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] < '0' || text.p[i] > '9') return 0;
    number = number * 10 + (uint32_t)(text.p[i] - '0');
  }
  return number;
}

void *tr__answer_make(tr_arena *arena, size_t bytes, tr_status *bad) {
  void *made = tr_arena_alloc(arena, bytes);
  if (made == NULL) limit(bad);
  return made;
}
