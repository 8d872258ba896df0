/* Elements of a TA1. */
#include "ack/answer_ta1.h"

bool tr_answer_ta1_read(const tr_segment *segment, tr_answer_ta1 *ta1) {
  if (segment->id != TR_CODE("TA1") || (segment->flags & TR_SEGMENT_DAMAGED))
    return false;
  const tr_str verdict = tr_segment_element(segment, 4);
  ta1->control = tr_str_trim(tr_segment_element(segment, 1));
  ta1->date = tr_segment_element(segment, 2);
  ta1->time = tr_segment_element(segment, 3);
  ta1->verdict = '\0';
  if (verdict.n == 1 && memchr("AER", verdict.p[0], 3) != NULL)
    ta1->verdict = verdict.p[0];
  ta1->note = tr_str_trim(tr_segment_element(segment, 5));
  return ta1->control.n > 0;
}
