/* Acknowledgements as JSON, for programs. */
#include "settle/acks_text.h"

/* One document being written. */
typedef struct document {
  const tr_acks *acks;
  tr_acks_mask *mask;
  tr_json *json;
} document;

static const char *const sources[] = {
    [TR_SENT_TA1] = "TA1", [TR_SENT_999] = "999", [TR_SENT_277CA] = "277CA"};

static const char *const states[TR_SENT_STATES] = {
    [TR_SENT_REJECTED] = "rejected",
    [TR_SENT_UNANSWERED] = "unanswered",
    [TR_SENT_RECEIVED] = "received",
    [TR_SENT_ACCEPTED] = "accepted"};

#define KEY(to, name) tr_json_key((to)->json, TR_STR(name))

static void put_text(document *to, const char *key, tr_str text) {
  tr_json_key(to->json, tr_str_of(key));
  if (text.n > 0)
    tr_json_string(to->json, text);
  else
    tr_json_null(to->json);
}

/* A string, as all amounts of `settle`: so that no reader rounds it. */
static void put_money(document *to, const char *key, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  const size_t n = tr_cents_text(cents, text);
  tr_json_key(to->json, tr_str_of(key));
  tr_json_string(to->json, (tr_str){text, n});
}

static void put_number(document *to, const char *key, uint64_t number) {
  tr_json_key(to->json, tr_str_of(key));
  if (number > 0)
    tr_json_integer(to->json, (int64_t)number);
  else
    tr_json_null(to->json);
}

static void put_verdict(document *to, char verdict) {
  put_text(to, "verdict", (tr_str){&verdict, verdict != '\0'});
}

static void put_segment(document *to, const tr_sent_reason *reason) {
  if (to->mask == NULL || reason->sent.n == 0) {
    put_text(to, "sent", reason->sent);
    return;
  }
  tr_buf masked;
  tr_buf_init(&masked, 1 << 21);
  to->mask(reason->sent, &masked);
  put_text(to, "sent", tr_buf_str(&masked));
  tr_buf_done(&masked);
}

static void put_reason(document *to, const tr_sent_reason *reason) {
  const bool masked = to->mask != NULL && reason->source == TR_SENT_999;
  tr_json_begin_object(to->json);
  put_text(to, "source", tr_str_of(sources[reason->source]));
  KEY(to, "rejects");
  tr_json_boolean(to->json, reason->rejects);
  put_text(to, "code", reason->code);
  put_text(to, "words", reason->words);
  put_text(to, "said", masked ? (tr_str){NULL, 0} : reason->said);
  put_text(to, "line", reason->line);
  put_text(to, "segment", reason->segment);
  put_number(to, "position", reason->position);
  put_text(to, "loop", reason->loop);
  put_number(to, "element", reason->element);
  put_number(to, "component", reason->part);
  put_segment(to, reason);
  tr_json_end_object(to->json);
}

static void put_reasons(document *to, const tr_sent_reasons *reasons) {
  KEY(to, "reasons");
  tr_json_begin_array(to->json);
  for (const tr_sent_reason *reason = reasons->first; reason != NULL;
       reason = reason->next)
    put_reason(to, reason);
  tr_json_end_array(to->json);
}

static void put_summary(document *to) {
  const tr_acks_summary summary = tr_acks_summarize(to->acks);
  tr_json_begin_object(to->json);
  for (int i = 0; i < TR_SENT_STATES; i++) {
    tr_json_key(to->json, tr_str_of(states[i]));
    tr_json_begin_object(to->json);
    KEY(to, "claims");
    tr_json_integer(to->json, (int64_t)summary.claims[i]);
    put_money(to, "charges", summary.charges[i]);
    tr_json_end_object(to->json);
  }
  KEY(to, "answers");
  tr_json_integer(to->json, (int64_t)summary.answers);
  KEY(to, "strays");
  tr_json_integer(to->json, (int64_t)summary.strays);
  tr_json_end_object(to->json);
}

/* Where a set stands: its file and the control numbers around it. */
static void put_where(document *to, const tr_sent_set *set) {
  const tr_sent *sent = &to->acks->sent;
  const tr_sent_group *group = tr_sent_group_at(sent, set->group);
  const tr_sent_interchange *interchange =
      group->interchange != TR_SENT_NONE
          ? tr_sent_interchange_at(sent, group->interchange)
          : NULL;
  put_text(to, "file",
           tr_str_of(interchange != NULL ? interchange->file : NULL));
  put_text(to, "interchange",
           interchange != NULL ? interchange->control : (tr_str){NULL, 0});
  put_text(to, "group", group->control);
  put_text(to, "set", set->control);
}

static void put_level(document *to, const char *key, char verdict,
                      const tr_sent_reasons *reasons) {
  tr_json_key(to->json, tr_str_of(key));
  tr_json_begin_object(to->json);
  put_verdict(to, verdict);
  put_reasons(to, reasons);
  tr_json_end_object(to->json);
}

static void put_set(document *to, const tr_sent_set *set) {
  static const tr_sent_reasons none = {NULL, NULL};
  const tr_sent *sent = &to->acks->sent;
  const tr_sent_group *group = tr_sent_group_at(sent, set->group);
  const tr_sent_interchange *interchange =
      group->interchange != TR_SENT_NONE
          ? tr_sent_interchange_at(sent, group->interchange)
          : NULL;
  tr_json_begin_object(to->json);
  put_where(to, set);
  put_number(to, "claims", set->claim_count);
  put_level(to, "of_interchange",
            interchange != NULL ? interchange->verdict : '\0',
            interchange != NULL ? &interchange->reasons : &none);
  put_level(to, "of_group", group->verdict, &group->reasons);
  put_level(to, "of_set", set->verdict, &set->reasons);
  tr_json_end_object(to->json);
}

static void put_claim(document *to, const tr_sent_claim *claim) {
  tr_json_begin_object(to->json);
  put_text(to, "claim", claim->id);
  put_text(to, "state", tr_str_of(states[tr_acks_state(to->acks, claim)]));
  put_money(to, "charge", claim->charge);
  put_text(to, "payer_number", claim->number);
  put_where(to, tr_sent_set_at(&to->acks->sent, claim->set));
  put_number(to, "segment", claim->at);
  put_reasons(to, &claim->reasons);
  tr_json_end_object(to->json);
}

static void put_strays(document *to) {
  tr_json_begin_array(to->json);
  for (const tr_ack_stray *stray = to->acks->strays; stray != NULL;
       stray = stray->next) {
    tr_json_begin_object(to->json);
    put_text(to, "file", tr_str_of(stray->file));
    put_text(to, "source", tr_str_of(sources[stray->source]));
    put_text(to, "what", stray->what);
    tr_json_end_object(to->json);
  }
  tr_json_end_array(to->json);
}

void tr_acks_json(const tr_acks *acks, tr_acks_mask *mask, tr_json *json) {
  document to = {acks, mask, json};
  const tr_sent *sent = &acks->sent;
  tr_json_begin_object(json);
  KEY(&to, "summary");
  put_summary(&to);
  KEY(&to, "sets");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < tr_sent_set_count(sent); i++)
    put_set(&to, tr_sent_set_at(sent, i));
  tr_json_end_array(json);
  KEY(&to, "claims");
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < tr_sent_claim_count(sent); i++)
    put_claim(&to, tr_sent_claim_at(sent, i));
  tr_json_end_array(json);
  KEY(&to, "strays");
  put_strays(&to);
  tr_json_end_object(json);
}
