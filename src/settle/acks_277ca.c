/* A 277CA against the claims it is about. */
#include "settle/acks_parts.h"

/* One STC as reasons: "A7:562:85" in words. */
static void add_words(tr_buf *words, tr_ack_list list, tr_str code) {
  const char *text = code.n > 0 ? tr_ack_words(list, code) : NULL;
  if (code.n == 0) return;
  if (words->n > 0)
    tr_buf_add(words,
               list == TR_ACK_STATUS ? TR_STR(": ") : TR_STR(" of the "));
  if (text != NULL)
    tr_buf_add(words, tr_str_of(text));
  else
    tr_buf_add(words, code);
}

static void add_status(tr_acks *acks, tr_sent_reasons *to,
                       const tr_answer_stc *stc, uint32_t at, tr_str line) {
  const tr_answer_status *status = &stc->reasons[at];
  tr_sent_reason *reason =
      tr__acks_add(acks, to, TR_SENT_277CA, tr_answer_stc_rejects(stc));
  if (reason == NULL) return;
  tr_buf text;
  tr_buf_init(&text, 1024);
  tr_buf_add(&text, status->category);
  tr_buf_add_char(&text, ':');
  tr_buf_add(&text, status->code);
  if (status->entity.n > 0) tr_buf_add_char(&text, ':');
  tr_buf_add(&text, status->entity);
  reason->code = tr__acks_keep(acks, tr_buf_str(&text));
  tr_buf_clear(&text);
  add_words(&text, TR_ACK_CATEGORY, status->category);
  add_words(&text, TR_ACK_STATUS, status->code);
  add_words(&text, TR_ACK_ENTITY, status->entity);
  reason->words = tr__acks_keep(acks, tr_buf_str(&text));
  tr_buf_done(&text);
  if (at == 0) reason->said = tr__acks_keep(acks, stc->said);
  reason->line = tr__acks_keep(acks, line);
}

static void add_statuses(tr_acks *acks, tr_sent_reasons *to,
                         const tr_answer_stcs *statuses, tr_str line) {
  for (const tr_answer_stc *stc = statuses->first; stc != NULL; stc = stc->next)
    for (uint32_t i = 0; i < stc->count; i++)
      add_status(acks, to, stc, i, line);
}

/* ----------------------------------------------------------------- matching */

/* How well a claim fits, 0: not at all. */
static unsigned fit_of(const tr_acks *acks, const tr_answer_batch *batch,
                       const tr_answer_claim *answer,
                       const tr_sent_claim *claim) {
  if (!tr_str_eq(claim->id, answer->id)) return 0;
  const tr_sent_set *set = tr_sent_set_at(&acks->sent, claim->set);
  const tr_answer_stc *stc = answer->statuses.first;
  unsigned fit = 1;
  if (batch->batch.n > 0 && tr_str_eq(batch->batch, set->reference)) fit += 8;
  if (stc != NULL && stc->has_amount && stc->amount == claim->charge) fit += 4;
  if (claim->answer == '\0') fit += 2;
  return fit;
}

static tr_sent_claim *find_claim(const tr_acks *acks,
                                 const tr_answer_batch *batch,
                                 const tr_answer_claim *answer) {
  enum { TRIED_MOST = 4096 };
  tr_sent_claim *best = NULL;
  unsigned best_fit = 0, tried = 0;
  uint32_t at = tr_sent_find_claim(&acks->sent, answer->id);
  for (; at != TR_SENT_NONE && tried < TRIED_MOST; tried++) {
    tr_sent_claim *claim = tr_sent_claim_at(&acks->sent, at);
    const unsigned fit = fit_of(acks, batch, answer, claim);
    if (fit > best_fit) {
      best = claim;
      best_fit = fit;
    }
    at = claim->next;
  }
  return best;
}

static void take_claim(tr_acks *acks, const tr_answer_batch *batch,
                       const tr_answer_claim *answer) {
  tr_sent_claim *claim = find_claim(acks, batch, answer);
  if (claim == NULL) {
    tr__acks_stray(acks, TR_SENT_277CA, "claim", answer->id);
    return;
  }
  bool rejects = tr_answer_stcs_reject(&answer->statuses);
  for (const tr_answer_line *line = answer->lines; line != NULL;
       line = line->next)
    rejects = rejects || tr_answer_stcs_reject(&line->statuses);
  if (answer->statuses.first == NULL && !rejects) return;
  /* who was turned down by one is not taken in by the next */
  if (claim->answer != 'R') claim->answer = rejects ? 'R' : 'A';
  if (answer->payer_number.n > 0)
    claim->number = tr__acks_keep(acks, answer->payer_number);
  const tr_str none = {NULL, 0};
  if (rejects) add_statuses(acks, &claim->reasons, &answer->statuses, none);
  for (const tr_answer_line *line = answer->lines; line != NULL;
       line = line->next)
    add_statuses(acks, &claim->reasons, &line->statuses, line->control);
}

/* A batch or a provider turned down without a word on its claims: all of them
 * are. @param provider NM109 of one; empty: of all. */
static void refuse_all(tr_acks *acks, const tr_answer_batch *batch,
                       tr_str provider, const tr_answer_stcs *statuses) {
  const uint32_t sets = tr_sent_set_count(&acks->sent);
  bool found = false;
  for (uint32_t i = 0; i < sets && batch->batch.n > 0; i++) {
    const tr_sent_set *set = tr_sent_set_at(&acks->sent, i);
    if (!tr_str_eq(set->reference, batch->batch)) continue;
    for (uint32_t j = 0; j < set->claim_count; j++) {
      tr_sent_claim *claim =
          tr_sent_claim_at(&acks->sent, set->first_claim + j);
      if (provider.n > 0 && !tr_str_eq(provider, claim->provider)) continue;
      found = true;
      claim->answer = 'R';
      add_statuses(acks, &claim->reasons, statuses, (tr_str){NULL, 0});
    }
  }
  if (!found) tr__acks_stray(acks, TR_SENT_277CA, "batch", batch->batch);
}

static void take_batch(tr_acks *acks, const tr_answer_batch *batch) {
  bool any = false;
  for (const tr_answer_provider *provider = batch->providers; provider != NULL;
       provider = provider->next) {
    for (const tr_answer_claim *claim = provider->claims; claim != NULL;
         claim = claim->next)
      take_claim(acks, batch, claim);
    any = any || provider->claims != NULL;
    if (provider->claims == NULL && tr_answer_stcs_reject(&provider->statuses))
      refuse_all(acks, batch, provider->id, &provider->statuses);
  }
  if (!any && tr_answer_stcs_reject(&batch->statuses))
    refuse_all(acks, batch, (tr_str){NULL, 0}, &batch->statuses);
}

void tr__acks_batches(tr_acks *acks, const tr_answer_batch *batches) {
  for (const tr_answer_batch *batch = batches; batch != NULL;
       batch = batch->next)
    take_batch(acks, batch);
}
