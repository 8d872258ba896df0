/* A 999 against the sets it is about: which set, and which claim and segment
 * each fault is in. */
#include "settle/acks_parts.h"

enum {
  FIT_MOST = 256,    /* faults compared to tell sets apart */
  TRIED_MOST = 4096, /* claims of one number */
  BACK_MOST = 512    /* segments looked at for the LX of a line */
};

/* Codes of IK304 whose segment is not where it should be. */
static bool is_absence(tr_str code) {
  static const char *const absences[] = {"3", "I6", "I7", "I8"};
  for (size_t i = 0; i < sizeof absences / sizeof *absences; i++)
    if (tr_str_eq(code, tr_str_of(absences[i]))) return true;
  return false;
}

static bool has_id(tr_str segment, tr_str id) {
  return tr_str_starts(segment, id) &&
         (segment.n == id.n ||
          !((segment.p[id.n] >= 'A' && segment.p[id.n] <= 'Z') ||
            (segment.p[id.n] >= '0' && segment.p[id.n] <= '9')));
}

static bool fits(const tr_acks *acks, const tr_sent_set *sent,
                 const tr_answer_set *answer) {
  unsigned compared = 0;
  for (const tr_answer_segment *fault = answer->segments;
       fault != NULL && compared < FIT_MOST; fault = fault->next, compared++) {
    if (fault->position > sent->segments + 1) return false;
    const tr_str segment = tr_sent_segment(&acks->sent, sent, fault->position);
    if (segment.n > 0 && !is_absence(fault->code) &&
        !has_id(segment, fault->id))
      return false;
  }
  return true;
}

static tr_sent_set *find_set(const tr_acks *acks, const tr_answer_group *group,
                             const tr_answer_set *answer) {
  const tr_sent *sent = &acks->sent;
  tr_sent_set *fitting = NULL;
  uint32_t at = tr_sent_find_set(sent, group->control, answer->control);
  for (; at != TR_SENT_NONE; at = tr_sent_set_at(sent, at)->next) {
    tr_sent_set *set = tr_sent_set_at(sent, at);
    if (!tr_str_eq(set->transaction, answer->transaction) ||
        !fits(acks, set, answer))
      continue;
    if (set->verdict == '\0') return set;
    if (fitting == NULL) fitting = set;
  }
  return fitting;
}

/* The claim that has a segment of the set; claims are in their order. */
static tr_sent_claim *claim_at(const tr_acks *acks, const tr_sent_set *set,
                               uint32_t position) {
  uint32_t low = 0, high = set->claim_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    tr_sent_claim *claim =
        tr_sent_claim_at(&acks->sent, set->first_claim + middle);
    if (position >= claim->first && position <= claim->last) return claim;
    if (position < claim->first)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

/* The claim a fault is in: by where it is, else by the number it gives. */
static tr_sent_claim *find_claim(const tr_acks *acks, const tr_sent_set *set,
                                 const tr_answer_segment *fault) {
  tr_sent_claim *there = claim_at(acks, set, fault->position);
  if (fault->claim.n == 0 ||
      (there != NULL && tr_str_eq(there->id, fault->claim)))
    return there;
  uint32_t at = tr_sent_find_claim(&acks->sent, fault->claim);
  for (unsigned tried = 0; at != TR_SENT_NONE && tried < TRIED_MOST; tried++) {
    tr_sent_claim *claim = tr_sent_claim_at(&acks->sent, at);
    if (tr_sent_set_at(&acks->sent, claim->set) == set &&
        tr_str_eq(claim->id, fault->claim))
      return claim;
    at = claim->next;
  }
  return there;
}

/* LX01 of the line a segment is in. */
static tr_str line_at(const tr_acks *acks, const tr_sent_set *set,
                      const tr_sent_claim *claim, uint32_t position) {
  uint32_t at = position < claim->last ? position : claim->last;
  for (unsigned n = 0; n < BACK_MOST && at > claim->first; n++, at--) {
    const tr_str segment = tr_sent_segment(&acks->sent, set, at);
    if (!has_id(segment, TR_STR("LX")) || segment.n < 4) continue;
    tr_str number = {segment.p + 3, segment.n - 3};
    for (size_t i = 0; i < number.n; i++)
      if (number.p[i] < '0' || number.p[i] > '9') number.n = i;
    return number;
  }
  return (tr_str){NULL, 0};
}

typedef struct fault_place {
  const tr_sent_set *set;
  const tr_sent_claim *claim; /* NULL: above the claims */
  const tr_answer_segment *fault;
} fault_place;

static tr_sent_reason *add_fault(tr_acks *acks, tr_sent_reasons *to,
                                 const fault_place *place, bool rejects) {
  const tr_answer_segment *fault = place->fault;
  tr_sent_reason *reason = tr__acks_add(acks, to, TR_SENT_999, rejects);
  if (reason == NULL) return NULL;
  reason->segment = tr__acks_keep(acks, fault->id);
  reason->position = fault->position;
  reason->loop = tr__acks_keep(acks, fault->loop);
  if (place->set == NULL) return reason;
  const tr_str sent = tr_sent_segment(&acks->sent, place->set, fault->position);
  /* of a missing segment the one that stands there says nothing */
  if (!is_absence(fault->code)) reason->sent = tr__acks_keep(acks, sent);
  if (place->claim != NULL)
    reason->line = tr__acks_keep(
        acks, line_at(acks, place->set, place->claim, fault->position));
  return reason;
}

static void take_segment(tr_acks *acks, tr_sent_set *set,
                         const tr_answer_segment *fault, bool rejects) {
  tr_sent_claim *claim = find_claim(acks, set, fault);
  const fault_place place = {set, claim, fault};
  tr_sent_reasons *to = claim != NULL ? &claim->reasons : &set->reasons;
  if (fault->elements == NULL) {
    tr__acks_word(acks, add_fault(acks, to, &place, rejects), TR_ACK_IK304,
                  fault->code);
    return;
  }
  for (const tr_answer_element *element = fault->elements; element != NULL;
       element = element->next) {
    tr_sent_reason *reason = add_fault(acks, to, &place, rejects);
    if (reason == NULL) return;
    reason->element = element->element;
    reason->part = element->part;
    reason->said = tr__acks_keep(acks, element->copy);
    tr__acks_word(acks, reason, TR_ACK_IK403, element->code);
  }
}

static void take_reasons(tr_acks *acks, tr_sent_reasons *to, tr_ack_list list,
                         const tr_answer_reasons *reasons, bool rejects) {
  for (uint32_t i = 0; i < reasons->count; i++)
    tr__acks_word(acks, tr__acks_add(acks, to, TR_SENT_999, rejects), list,
                  reasons->code[i]);
}

static void take_set(tr_acks *acks, const tr_answer_group *group,
                     const tr_answer_set *answer) {
  tr_sent_set *set = find_set(acks, group, answer);
  if (set == NULL) {
    tr__acks_stray(acks, TR_SENT_999, "set", answer->control);
    return;
  }
  const bool rejects =
      answer->verdict != '\0' && !tr_answer_accepts(answer->verdict);
  /* the same answer twice is one answer */
  if (set->verdict == answer->verdict && set->verdict != '\0') return;
  set->verdict = answer->verdict;
  take_reasons(acks, &set->reasons, TR_ACK_IK502, &answer->reasons, rejects);
  for (const tr_answer_segment *fault = answer->segments; fault != NULL;
       fault = fault->next)
    take_segment(acks, set, fault, rejects);
}

void tr__acks_group(tr_acks *acks, const tr_answer_group *group) {
  tr_sent_group *sent =
      tr_sent_find_group(&acks->sent, group->function, group->control);
  if (sent == NULL) {
    tr__acks_stray(acks, TR_SENT_999, "group", group->control);
    return;
  }
  for (const tr_answer_set *set = group->sets; set != NULL; set = set->next)
    take_set(acks, group, set);
  /* sets that are named are judged one by one */
  const bool refused = group->verdict != '\0' && group->verdict != 'P' &&
                       !tr_answer_accepts(group->verdict) &&
                       (group->sets == NULL || group->reasons.count > 0);
  if (group->sets == NULL || refused) sent->verdict = group->verdict;
  take_reasons(acks, &sent->reasons, TR_ACK_AK905, &group->reasons, refused);
}
