/* Which answer belongs to what was sent, and what it makes of a claim. */
#include "settle/acks.h"

#include "ack/answer_ta1.h"
#include "settle/acks_parts.h"

void tr_acks_init(tr_acks *acks) {
  memset(acks, 0, sizeof *acks);
  tr_sent_init(&acks->sent);
  tr_arena_init(&acks->arena, TR_SENT_BYTES);
  tr_answer_999_init(&acks->answer_999);
  tr_answer_277ca_init(&acks->answer_277ca);
  acks->file = "";
}

void tr_acks_done(tr_acks *acks) {
  tr_sent_done(&acks->sent);
  tr_arena_done(&acks->arena);
  tr_answer_999_done(&acks->answer_999);
  tr_answer_277ca_done(&acks->answer_277ca);
}

void tr_acks_file(tr_acks *acks, const char *file) {
  const tr_str kept = tr__acks_keep(acks, (tr_str){file, strlen(file) + 1});
  acks->file = kept.p != NULL ? kept.p : "";
}

/* ------------------------------------------------------------------- memory */

tr_str tr__acks_keep(tr_acks *acks, tr_str text) {
  tr_str kept = {NULL, 0};
  if (text.n > 0 && tr_arena_copy(&acks->arena, text, &kept) != TR_OK &&
      acks->bad == TR_OK)
    acks->bad = TR_ELIMIT;
  return kept;
}

tr_sent_reason *tr__acks_add(tr_acks *acks, tr_sent_reasons *reasons,
                             tr_sent_source source, bool rejects) {
  tr_sent_reason *reason = tr_arena_alloc(&acks->arena, sizeof *reason);
  if (reason == NULL) {
    if (acks->bad == TR_OK) acks->bad = TR_ELIMIT;
    return NULL;
  }
  reason->source = source;
  reason->rejects = rejects;
  if (reasons->last == NULL)
    reasons->first = reason;
  else
    reasons->last->next = reason;
  reasons->last = reason;
  return reason;
}

void tr__acks_word(tr_acks *acks, tr_sent_reason *reason, tr_ack_list list,
                   tr_str code) {
  if (reason == NULL) return;
  reason->code = tr__acks_keep(acks, code);
  reason->words = tr_str_of(tr_ack_words(list, code));
}

void tr__acks_stray(tr_acks *acks, tr_sent_source source, const char *what,
                    tr_str number) {
  tr_buf text;
  tr_ack_stray *stray = tr_arena_alloc(&acks->arena, sizeof *stray);
  if (stray == NULL) {
    if (acks->bad == TR_OK) acks->bad = TR_ELIMIT;
    return;
  }
  tr_buf_init(&text, 1024);
  tr_buf_add(&text, tr_str_of(what));
  tr_buf_add_char(&text, ' ');
  tr_buf_add(&text, number.n <= 100 ? number : (tr_str){number.p, 100});
  stray->file = acks->file;
  stray->source = source;
  stray->what = tr__acks_keep(acks, tr_buf_str(&text));
  tr_buf_done(&text);
  if (acks->last_stray == NULL)
    acks->strays = stray;
  else
    acks->last_stray->next = stray;
  acks->last_stray = stray;
  acks->stray_count++;
}

/* ------------------------------------------------------------------ answers */

static void take_ta1(tr_acks *acks, const tr_segment *segment) {
  tr_answer_ta1 ta1;
  if (!tr_answer_ta1_read(segment, &ta1)) return;
  acks->answers++;
  tr_sent_interchange *interchange =
      tr_sent_find_interchange(&acks->sent, ta1.control);
  if (interchange == NULL) {
    tr__acks_stray(acks, TR_SENT_TA1, "interchange", ta1.control);
    return;
  }
  interchange->verdict = ta1.verdict;
  if (ta1.verdict == 'A') return;
  tr__acks_word(acks,
                tr__acks_add(acks, &interchange->reasons, TR_SENT_TA1,
                             ta1.verdict == 'R'),
                TR_ACK_TA105, ta1.note);
}

void tr_acks_take(tr_acks *acks, const tr_located *located) {
  if (tr_acks_status(acks) != TR_OK) return;
  if (!located->in_set) {
    take_ta1(acks, &located->segment);
    return;
  }
  if (located->spec == NULL) return;
  if (strcmp(located->spec->transaction, "999") == 0 &&
      tr_answer_999_take(&acks->answer_999, located)) {
    acks->answers++;
    if (acks->bad == TR_OK) acks->bad = acks->answer_999.bad;
    tr__acks_group(acks, &acks->answer_999.group);
  }
  if (strcmp(located->spec->slug, "277ca") == 0 &&
      tr_answer_277ca_take(&acks->answer_277ca, located)) {
    acks->answers++;
    if (acks->bad == TR_OK) acks->bad = acks->answer_277ca.bad;
    tr__acks_batches(acks, acks->answer_277ca.batches);
  }
}

tr_status tr_acks_status(const tr_acks *acks) {
  return acks->sent.bad != TR_OK ? acks->sent.bad : acks->bad;
}

/* ------------------------------------------------------------------- states */

static bool refuses(char verdict) {
  return verdict != '\0' && verdict != 'P' && !tr_answer_accepts(verdict);
}

tr_sent_state tr_acks_state(const tr_acks *acks, const tr_sent_claim *claim) {
  const tr_sent_set *set = tr_sent_set_at(&acks->sent, claim->set);
  const tr_sent_group *group = tr_sent_group_at(&acks->sent, set->group);
  const char envelope =
      group->interchange != TR_SENT_NONE
          ? tr_sent_interchange_at(&acks->sent, group->interchange)->verdict
          : '\0';
  if (refuses(envelope) || refuses(group->verdict) || refuses(set->verdict) ||
      claim->answer == 'R')
    return TR_SENT_REJECTED;
  if (claim->answer == 'A') return TR_SENT_ACCEPTED;
  const bool received =
      tr_answer_accepts(set->verdict) ||
      (set->verdict == '\0' && tr_answer_accepts(group->verdict));
  return received ? TR_SENT_RECEIVED : TR_SENT_UNANSWERED;
}

const char *tr_acks_state_name(tr_sent_state state) {
  static const char *const names[TR_SENT_STATES] = {
      [TR_SENT_REJECTED] = "rejected",
      [TR_SENT_UNANSWERED] = "never answered",
      [TR_SENT_RECEIVED] = "received",
      [TR_SENT_ACCEPTED] = "accepted"};
  return names[state];
}

tr_acks_summary tr_acks_summarize(const tr_acks *acks) {
  tr_acks_summary summary = {.answers = acks->answers,
                             .strays = acks->stray_count};
  const uint32_t count = tr_sent_claim_count(&acks->sent);
  for (uint32_t i = 0; i < count; i++) {
    const tr_sent_claim *claim = tr_sent_claim_at(&acks->sent, i);
    const tr_sent_state state = tr_acks_state(acks, claim);
    summary.claims[state]++;
    /* a sum beyond any money stays where it was */
    (void)!tr_cents_add(summary.charges[state], claim->charge,
                        &summary.charges[state]);
  }
  return summary;
}
