/* Shared by the readers of acknowledgements: values out of segments. */
#ifndef TR_ACK_ANSWER_PARTS_H
#define TR_ACK_ANSWER_PARTS_H

#include "base/arena.h"
#include "x12/segment.h"

/** @return The element without blanks around it, kept in the arena; empty when
 *          it is missing. @param[in,out] bad Set to TR_ELIMIT where the arena
 *          is full. */
tr_str tr__answer_text(tr_arena *arena, const tr_segment *segment,
                       uint32_t element, tr_status *bad);

/** As tr__answer_text() of a component. @param part From 1. */
tr_str tr__answer_part(tr_arena *arena, const tr_segment *segment,
                       uint32_t element, unsigned part, tr_status *bad);

/** @return The number in a text; 0 when it is none or has over 9 digits. */
uint32_t tr__answer_number(tr_str text);

/** @return Zeroed memory, or NULL with `bad` set to TR_ELIMIT. */
void *tr__answer_make(tr_arena *arena, size_t bytes, tr_status *bad);

#endif
