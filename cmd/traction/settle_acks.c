/* Feeding acknowledgements and the claims they are about. */
#include "settle_acks.h"

#include <stdlib.h>

#include "render/redact.h"
#include "settle/acks_text.h"

struct settle_acks {
  tr_acks acks;
  tr_intake intake;
  bool reading; /* a file is open in `intake` */
  bool over;    /* the reader wants no more of it */
  bool sent;    /* it is one that was sent */
};

/* Faults of form are a matter of `traction check`. */
static void ignore_fault(void *context, const tr_fault *fault) {
  (void)context;
  (void)fault;
}

settle_acks *settle_acks_new(void) {
  settle_acks *acks = calloc(1, sizeof *acks);
  if (acks != NULL) tr_acks_init(&acks->acks);
  return acks;
}

void settle_acks_free(settle_acks *acks) {
  if (acks == NULL) return;
  if (acks->reading) tr_intake_done(&acks->intake);
  tr_acks_done(&acks->acks);
  free(acks);
}

void settle_acks_begin(settle_acks *acks, const char *name, bool sent) {
  const tr_intake_options options = {.fault = ignore_fault};
  acks->sent = sent;
  if (sent)
    tr_sent_file(&acks->acks.sent, name);
  else
    tr_acks_file(&acks->acks, name);
  tr_intake_init(&acks->intake, &options);
  acks->reading = true;
  acks->over = false;
}

static tr_status read_on(settle_acks *acks) {
  tr_located located;
  for (;;) {
    switch (tr_intake_next(&acks->intake, &located)) {
      case TR_READ_SEGMENT:
        if (acks->sent)
          tr_sent_take(&acks->acks.sent, &located);
        else
          tr_acks_take(&acks->acks, &located);
        break;
      case TR_READ_FAILED:
        return TR_ENOMEM;
      case TR_READ_END:
        acks->over = true;
        return tr_acks_status(&acks->acks);
      case TR_READ_MORE:
        return tr_acks_status(&acks->acks);
    }
  }
}

tr_status settle_acks_feed(settle_acks *acks, tr_str piece) {
  if (acks->over || piece.n == 0) return tr_acks_status(&acks->acks);
  tr_intake_feed(&acks->intake, piece.p, piece.n);
  return read_on(acks);
}

tr_status settle_acks_end(settle_acks *acks) {
  tr_status status = tr_acks_status(&acks->acks);
  if (!acks->over) {
    tr_intake_end(&acks->intake);
    status = read_on(acks);
  }
  tr_intake_done(&acks->intake);
  acks->reading = false;
  return status;
}

uint64_t settle_acks_found(const settle_acks *acks) {
  return acks->acks.answers;
}

bool settle_acks_none_refused(const settle_acks *acks) {
  const tr_acks_summary summary = tr_acks_summarize(&acks->acks);
  return summary.claims[TR_SENT_REJECTED] == 0 &&
         summary.claims[TR_SENT_UNANSWERED] == 0 && summary.strays == 0;
}

void settle_acks_text(const settle_acks *acks, bool redact, tr_buf *out) {
  tr_acks_text(&acks->acks, redact ? tr_redact_segment : NULL, out);
}

void settle_acks_json(const settle_acks *acks, bool redact, tr_json *json) {
  tr_acks_json(&acks->acks, redact ? tr_redact_segment : NULL, json);
}
