/* Segments of a 999 into its model. */
#include "ack/answer_999.h"

#include "ack/answer_parts.h"

void tr_answer_999_init(tr_answer_999 *answer) {
  memset(answer, 0, sizeof *answer);
  tr_arena_init(&answer->arena, TR_ANSWER_BYTES);
}

void tr_answer_999_done(tr_answer_999 *answer) {
  tr_arena_done(&answer->arena);
}

bool tr_answer_accepts(char verdict) {
  return verdict == 'A' || verdict == 'E';
}

static tr_str text(tr_answer_999 *answer, const tr_segment *segment,
                   uint32_t element) {
  return tr__answer_text(&answer->arena, segment, element, &answer->bad);
}

static tr_str part(tr_answer_999 *answer, const tr_segment *segment,
                   uint32_t element, unsigned n) {
  return tr__answer_part(&answer->arena, segment, element, n, &answer->bad);
}

static void *make(tr_answer_999 *answer, size_t bytes) {
  return tr__answer_make(&answer->arena, bytes, &answer->bad);
}

static char letter(const tr_segment *segment, uint32_t element) {
  const tr_str code = tr_segment_element(segment, element);
  return code.n == 1 ? code.p[0] : '\0';
}

static void take_reasons(tr_answer_999 *answer, const tr_segment *segment,
                         uint32_t first, tr_answer_reasons *reasons) {
  for (uint32_t i = 0; i < TR_ANSWER_REASONS; i++) {
    const tr_str code = text(answer, segment, first + i);
    if (code.n > 0) reasons->code[reasons->count++] = code;
  }
}

static void begin_group(tr_answer_999 *answer) {
  tr_arena_reset(&answer->arena);
  memset(&answer->group, 0, sizeof answer->group);
  answer->bad = TR_OK;
}

static void take_ak2(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_set *set = make(answer, sizeof *set);
  if (set == NULL) return;
  set->transaction = text(answer, segment, 1);
  set->control = text(answer, segment, 2);
  set->guide = text(answer, segment, 3);
  if (answer->group.last == NULL)
    answer->group.sets = set;
  else
    answer->group.last->next = set;
  answer->group.last = set;
}

static void take_ik3(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_set *set = answer->group.last;
  if (set == NULL) return;
  tr_answer_segment *fault = make(answer, sizeof *fault);
  if (fault == NULL) return;
  fault->id = text(answer, segment, 1);
  fault->position = tr__answer_number(tr_segment_element(segment, 2));
  fault->loop = text(answer, segment, 3);
  fault->code = text(answer, segment, 4);
  if (set->last == NULL)
    set->segments = fault;
  else
    set->last->next = fault;
  set->last = fault;
}

/* Of the contexts only the claim is of use here. */
static void take_ctx(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_set *set = answer->group.last;
  if (set == NULL || set->last == NULL) return;
  const tr_str name = part(answer, segment, 1, 1);
  if (tr_str_eq(name, TR_STR("CLM01")))
    set->last->claim = part(answer, segment, 1, 2);
}

static void take_ik4(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_set *set = answer->group.last;
  if (set == NULL || set->last == NULL) return;
  tr_answer_element *fault = make(answer, sizeof *fault);
  if (fault == NULL) return;
  fault->element = tr__answer_number(part(answer, segment, 1, 1));
  fault->part = tr__answer_number(part(answer, segment, 1, 2));
  fault->repetition = tr__answer_number(part(answer, segment, 1, 3));
  fault->number = text(answer, segment, 2);
  fault->code = text(answer, segment, 3);
  fault->copy = text(answer, segment, 4);
  if (set->last->last == NULL)
    set->last->elements = fault;
  else
    set->last->last->next = fault;
  set->last->last = fault;
}

static void take_ik5(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_set *set = answer->group.last;
  if (set == NULL || set->verdict != '\0') return;
  set->verdict = letter(segment, 1);
  take_reasons(answer, segment, 2, &set->reasons);
}

static void take_ak9(tr_answer_999 *answer, const tr_segment *segment) {
  tr_answer_group *group = &answer->group;
  if (group->verdict != '\0') return;
  group->verdict = letter(segment, 1);
  group->said = tr__answer_number(tr_segment_element(segment, 2));
  group->received = tr__answer_number(tr_segment_element(segment, 3));
  group->accepted = tr__answer_number(tr_segment_element(segment, 4));
  take_reasons(answer, segment, 5, &group->reasons);
}

bool tr_answer_999_take(tr_answer_999 *answer, const tr_located *located) {
  const tr_segment *segment = &located->segment;
  const tr_code id = segment->id;
  if (id == TR_CODE("ST")) begin_group(answer);
  if (id == TR_CODE("SE")) return true;
  if (segment->flags & TR_SEGMENT_DAMAGED) return false;
  if (id == TR_CODE("AK1")) {
    answer->group.function = text(answer, segment, 1);
    answer->group.control = text(answer, segment, 2);
    answer->group.version = text(answer, segment, 3);
  }
  if (id == TR_CODE("AK2")) take_ak2(answer, segment);
  if (id == TR_CODE("IK3")) take_ik3(answer, segment);
  if (id == TR_CODE("CTX")) take_ctx(answer, segment);
  if (id == TR_CODE("IK4")) take_ik4(answer, segment);
  if (id == TR_CODE("IK5")) take_ik5(answer, segment);
  if (id == TR_CODE("AK9")) take_ak9(answer, segment);
  return false;
}
