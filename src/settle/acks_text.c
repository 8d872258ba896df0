/* Acknowledgements in words, for people. */
#include "settle/acks_text.h"

#include <inttypes.h>

/* One text being written. */
typedef struct page {
  const tr_acks *acks;
  tr_acks_mask *mask;
  tr_buf *out;
} page;

static const char *const sources[] = {
    [TR_SENT_TA1] = "TA1", [TR_SENT_999] = "999", [TR_SENT_277CA] = "277CA"};

/* Bytes of a file that a terminal may see. */
static void put_safe(page *to, tr_str text) {
  for (size_t i = 0; i < text.n; i++) {
    const char c = text.p[i];
    tr_buf_add_char(to->out, c >= ' ' && c < 0x7F ? c : '?');
  }
}

static void put_money(page *to, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  (void)tr_cents_text(cents, text);
  tr_buf_add(to->out, tr_str_of(text));
}

/* ------------------------------------------------------------------ reasons */

static void put_place(page *to, const tr_sent_reason *reason) {
  if (reason->segment.n > 0) {
    put_safe(to, reason->segment);
    if (reason->position > 0)
      tr_buf_addf(to->out, " at segment %" PRIu32 " of the set",
                  reason->position);
    if (reason->loop.n > 0) {
      tr_buf_add(to->out, TR_STR(" (loop "));
      put_safe(to, reason->loop);
      tr_buf_add_char(to->out, ')');
    }
  }
  if (reason->element > 0)
    tr_buf_addf(to->out, ", element %" PRIu32, reason->element);
  if (reason->part > 0) tr_buf_addf(to->out, "-%" PRIu32, reason->part);
  if (reason->line.n > 0) {
    tr_buf_add(to->out,
               reason->segment.n > 0 ? TR_STR(", line ") : TR_STR("line "));
    put_safe(to, reason->line);
  }
  if (reason->segment.n > 0 || reason->line.n > 0)
    tr_buf_add(to->out, TR_STR(": "));
}

static void put_reason(page *to, const tr_sent_reason *reason) {
  const bool masked = to->mask != NULL && reason->source == TR_SENT_999;
  tr_buf_addf(to->out, "  %s: ", sources[reason->source]);
  put_place(to, reason);
  if (reason->words.n > 0)
    put_safe(to, reason->words);
  else
    tr_buf_add(to->out, TR_STR("code"));
  tr_buf_add(to->out, TR_STR(" ("));
  put_safe(to, reason->code);
  tr_buf_add_char(to->out, ')');
  if (!reason->rejects) tr_buf_add(to->out, TR_STR(", noted only"));
  tr_buf_add_char(to->out, '\n');
  if (reason->said.n > 0 && !masked) {
    tr_buf_add(to->out, TR_STR("       \""));
    put_safe(to, reason->said);
    tr_buf_add(to->out, TR_STR("\"\n"));
  }
  if (reason->sent.n == 0) return;
  tr_buf_add(to->out, TR_STR("       "));
  const size_t from = to->out->n;
  if (to->mask != NULL)
    to->mask(reason->sent, to->out);
  else
    put_safe(to, reason->sent);
  for (size_t i = from; i < to->out->n; i++)
    if (to->out->p[i] < ' ' || to->out->p[i] >= 0x7F) to->out->p[i] = '?';
  tr_buf_add_char(to->out, '\n');
}

static void put_reasons(page *to, const tr_sent_reasons *reasons) {
  for (const tr_sent_reason *reason = reasons->first; reason != NULL;
       reason = reason->next)
    put_reason(to, reason);
}

/* ------------------------------------------------------------------- levels */

static const char *verdict_word(char verdict) {
  switch (verdict) {
    case 'A':
      return "accepted";
    case 'E':
      return "accepted, with errors noted";
    case 'P':
      return "partly accepted";
    case '\0':
      return "never answered";
    default:
      return "rejected";
  }
}

static void put_level(page *to, const char *what, tr_str control,
                      const char *file, char verdict,
                      const tr_sent_reasons *reasons) {
  tr_buf_addf(to->out, "%s ", what);
  put_safe(to, control);
  tr_buf_addf(to->out, " of %s: %s\n", file, verdict_word(verdict));
  put_reasons(to, reasons);
}

static const char *file_of_group(const page *to, const tr_sent_group *group) {
  return group->interchange == TR_SENT_NONE
             ? ""
             : tr_sent_interchange_at(&to->acks->sent, group->interchange)
                   ->file;
}

/* Levels above the claims that are not plainly accepted, each once. */
static void put_levels(page *to) {
  const tr_sent *sent = &to->acks->sent;
  uint32_t last_group = TR_SENT_NONE, last_interchange = TR_SENT_NONE;
  for (uint32_t i = 0; i < tr_sent_set_count(sent); i++) {
    const tr_sent_set *set = tr_sent_set_at(sent, i);
    const tr_sent_group *group = tr_sent_group_at(sent, set->group);
    const char *file = file_of_group(to, group);
    if (group->interchange != TR_SENT_NONE &&
        group->interchange != last_interchange) {
      const tr_sent_interchange *interchange =
          tr_sent_interchange_at(sent, group->interchange);
      last_interchange = group->interchange;
      if (interchange->reasons.first != NULL)
        put_level(to, "interchange", interchange->control, file,
                  interchange->verdict, &interchange->reasons);
    }
    if (set->group != last_group) {
      last_group = set->group;
      if (group->reasons.first != NULL)
        put_level(to, "group", group->control, file, group->verdict,
                  &group->reasons);
    }
    if (set->reasons.first != NULL)
      put_level(to, "set", set->control, file, set->verdict, &set->reasons);
  }
}

/* ------------------------------------------------------------------- claims */

static void put_claim(page *to, const tr_sent_claim *claim,
                      tr_sent_state state) {
  const tr_sent *sent = &to->acks->sent;
  const tr_sent_set *set = tr_sent_set_at(sent, claim->set);
  const tr_sent_group *group = tr_sent_group_at(sent, set->group);
  tr_buf_addf(to->out, "%s: claim ", tr_acks_state_name(state));
  put_safe(to, claim->id);
  tr_buf_add(to->out, TR_STR(", "));
  put_money(to, claim->charge);
  tr_buf_addf(to->out, ", %s segment %" PRIu64, file_of_group(to, group),
              claim->at);
  if (claim->number.n > 0) {
    tr_buf_add(to->out, TR_STR(", payer's number "));
    put_safe(to, claim->number);
  }
  tr_buf_add_char(to->out, '\n');
  if (state == TR_SENT_REJECTED && claim->answer != 'R' &&
      claim->reasons.first == NULL)
    tr_buf_add(to->out, TR_STR("  rejected with its set, above\n"));
  put_reasons(to, &claim->reasons);
}

static void put_claims(page *to) {
  const uint32_t count = tr_sent_claim_count(&to->acks->sent);
  for (int state = 0; state < TR_SENT_STATES; state++)
    for (uint32_t i = 0; i < count; i++) {
      const tr_sent_claim *claim = tr_sent_claim_at(&to->acks->sent, i);
      if (tr_acks_state(to->acks, claim) == (tr_sent_state)state)
        put_claim(to, claim, (tr_sent_state)state);
    }
}

static void put_summary(page *to) {
  const tr_acks_summary summary = tr_acks_summarize(to->acks);
  uint64_t claims = 0;
  for (int i = 0; i < TR_SENT_STATES; i++) claims += summary.claims[i];
  tr_buf_addf(to->out, "%" PRIu64 " %s sent", claims,
              claims == 1 ? "claim was" : "claims were");
  for (int i = 0; i < TR_SENT_STATES; i++) {
    tr_buf_addf(to->out, "%s %" PRIu64 " %s", i == 0 ? ":" : ",",
                summary.claims[i], tr_acks_state_name((tr_sent_state)i));
    if (summary.claims[i] == 0) continue;
    tr_buf_add(to->out, TR_STR(" ("));
    put_money(to, summary.charges[i]);
    tr_buf_add_char(to->out, ')');
  }
  tr_buf_add_char(to->out, '\n');
}

void tr_acks_text(const tr_acks *acks, tr_acks_mask *mask, tr_buf *out) {
  page to = {acks, mask, out};
  put_levels(&to);
  put_claims(&to);
  for (const tr_ack_stray *stray = acks->strays; stray != NULL;
       stray = stray->next) {
    tr_buf_addf(out, "%s: a %s answers ", stray->file, sources[stray->source]);
    put_safe(&to, stray->what);
    tr_buf_add(out, TR_STR(", which is not among what was sent\n"));
  }
  put_summary(&to);
}
