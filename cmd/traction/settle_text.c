/* What was settled, for people: a block for each payment, whose claims are
 * settle_text_claim.c's, then the totals. No name of a person is shown. */
#include <inttypes.h>

#include "settle_text_parts.h"

enum {
  UNANSWERED_SHOWN = 20 /* claims named that no remittance answers */
};

/* ----------------------------------------------------------------- payments */

static void put_payment(tr_buf *out, const tr_remit_payment *payment) {
  tr_buf_addf(out, "%s: ", payment->unit->file);
  settle_put_field(out, payment->payer.unit, &payment->payer.name);
  tr_buf_add(out, TR_STR(", trace "));
  settle_put_field(out, payment->unit, &payment->trace);
  tr_buf_add(out, TR_STR(", "));
  settle_put_day(out, &payment->date);
  tr_buf_add(out, TR_STR(", "));
  settle_put_field(out, payment->unit, &payment->amount);
  tr_buf_add(out, TR_STR(" by "));
  settle_put_field(out, payment->unit, &payment->method);
}

void settle_text_began(void *context, const tr_remit_payment *payment) {
  settle_run *run = context;
  put_payment(&run->out, payment);
  tr_buf_add(&run->out, TR_STR("\n"));
}

void settle_text_repeated(void *context, const tr_remit_payment *payment) {
  settle_run *run = context;
  put_payment(&run->out, payment);
  tr_buf_add(&run->out,
             TR_STR("\n  read before, so passed over: nothing of it counts "
                    "twice\n\n"));
}

/* ----------------------------------------------------------------- balances */

void settle_text_fault(settle_run *run, const tr_fault *fault) {
  tr_buf_clear(&run->scratch);
  settle_message(run, fault, &run->scratch);
  tr_buf_addf(&run->words, "    %s ", fault->rule);
  settle_put_value(&run->words, tr_buf_str(&run->scratch));
  tr_buf_add(&run->words, TR_STR("\n"));
}

static void put_sums(tr_buf *out, const tr_settled_totals *totals) {
  const tr_settled_sums *sums = &totals->sums;
  tr_buf_add(out, TR_STR("  billed "));
  settle_put_cents(out, sums->charge);
  tr_buf_add(out, TR_STR(" = paid "));
  settle_put_cents(out, sums->paid);
  tr_buf_add(out, TR_STR(" + denied "));
  settle_put_cents(out, sums->denied);
  tr_buf_add(out, TR_STR(" + adjusted "));
  settle_put_cents(out, sums->adjusted);
  tr_buf_add(out, TR_STR(" + patient "));
  settle_put_cents(out, sums->patient);
  const tr_cents left = settle_left(sums);
  if (left != 0) {
    tr_buf_add(out, TR_STR(" + not accounted for "));
    settle_put_cents(out, left);
  }
  tr_buf_add(out, TR_STR("\n  payment "));
  settle_put_cents(out, totals->amount);
  tr_buf_add(out, TR_STR(" = paid "));
  settle_put_cents(out, sums->paid);
  tr_buf_add(out, TR_STR(" - provider adjustments "));
  settle_put_cents(out, totals->provider_adjusted);
  const tr_cents off = totals->amount - sums->paid + totals->provider_adjusted;
  if (off != 0) {
    tr_buf_add(out, TR_STR(" + not accounted for "));
    settle_put_cents(out, off);
  }
  tr_buf_add(out, TR_STR("\n"));
}

static void put_denials(tr_buf *out, const tr_settled_totals *totals) {
  if (totals->denials == 0) return;
  tr_buf_add(out, TR_STR("  "));
  tr_text_count(out, totals->denials, "denial", "denials");
  tr_buf_addf(out,
              ": %" PRIu64 " foretold, %" PRIu64 " missed, %" PRIu64
              " against the payer's own policy, %" PRIu64 " not judged\n",
              totals->foretold, totals->missed, totals->departs,
              totals->unjudged);
}

static void put_unmatched(tr_buf *out, const tr_settled_totals *totals) {
  if (totals->unmatched_claims != 0) {
    tr_buf_add(out, TR_STR("  unmatched: "));
    tr_text_count(out, totals->unmatched_claims, "claim", "claims");
    tr_buf_add(out, TR_STR(", billed "));
    settle_put_cents(out, totals->unmatched_charge);
    tr_buf_add(out, TR_STR(", paid "));
    settle_put_cents(out, totals->unmatched_paid);
    tr_buf_add(out, TR_STR("\n"));
  }
  if (totals->repeated_claims != 0) {
    tr_buf_add(out, TR_STR("  paid before: "));
    tr_text_count(out, totals->repeated_claims, "claim", "claims");
    tr_buf_add(out, TR_STR(", paid again "));
    settle_put_cents(out, totals->repeated_paid);
    tr_buf_add(out, TR_STR("\n"));
  }
  if (totals->repeated_payments != 0) {
    tr_buf_add(out, TR_STR("  passed over: "));
    tr_text_count(out, totals->repeated_payments, "payment", "payments");
    tr_buf_add(out, TR_STR(" read before\n"));
  }
  if (totals->unmatched_services != 0) {
    tr_buf_add(out, TR_STR("  unmatched: "));
    tr_text_count(out, totals->unmatched_services, "service", "services");
    tr_buf_add(out, TR_STR(" of matched claims\n"));
  }
}

static void put_counts(tr_buf *out, const tr_settled_totals *totals) {
  tr_buf_add(out, TR_STR("  "));
  tr_text_count(out, totals->claims, "claim", "claims");
  tr_buf_add(out, TR_STR(" with "));
  tr_text_count(out, totals->services, "service", "services");
  if (totals->reversals != 0) {
    tr_buf_add(out, TR_STR(", "));
    tr_text_count(out, totals->reversals,
                  "of them takes an earlier payment back",
                  "of them take an earlier payment back");
  }
  tr_buf_add(out, TR_STR("\n"));
  put_denials(out, totals);
  put_unmatched(out, totals);
  if (totals->faults != 0) {
    tr_buf_add(out, TR_STR("  out of balance: "));
    tr_text_count(out, totals->faults, "finding", "findings");
    tr_buf_add(out, TR_STR("\n"));
  }
  if (totals->exceeded)
    tr_buf_add(out, TR_STR("  a sum is too large to be kept\n"));
}

static void put_provider(tr_buf *out, const tr_remit_payment *payment) {
  for (uint32_t i = 0; i < payment->provider_adjustment_count; i++) {
    const tr_remit_provider_adjustment *one = &payment->provider_adjustments[i];
    const bool given =
        one->amount.state == TR_FIELD_KNOWN && one->amount.number < 0;
    tr_buf_add(out, TR_STR("  provider adjustment "));
    settle_put_code(out, (tr_code)one->reason.number);
    tr_buf_add_char(out, ' ');
    settle_put_field(out, one->unit, &one->reference);
    tr_buf_add(out, TR_STR(": "));
    settle_put_field(out, one->unit, &one->amount);
    tr_buf_add(out, given ? TR_STR(" given\n") : TR_STR(" taken away\n"));
  }
}

void settle_text_ended(void *context, const tr_remit_payment *payment,
                       const tr_settled_totals *totals, bool whole) {
  settle_run *run = context;
  tr_buf *out = &run->out;
  tr_buf_add(out, TR_STR("\n"));
  put_provider(out, payment);
  tr_buf_add(out, tr_buf_str(&run->words));
  tr_buf_clear(&run->words);
  put_sums(out, totals);
  put_counts(out, totals);
  if (!whole) {
    run->truncated++;
    tr_buf_add(out, TR_STR("  cut off: its last claim and its sums are not "
                           "known\n"));
  } else if (totals->faults == 0 && !payment->damaged) {
    tr_buf_add(out, TR_STR("  in balance\n"));
  }
  tr_buf_add(out, TR_STR("\n"));
}

/* ------------------------------------------------------------------- totals */

static void put_unanswered(settle_run *run) {
  tr_buf *out = &run->out;
  const tr_billed_index *billed = tr_settle_billed(run->settle);
  uint32_t count = 0;
  tr_cents charge = 0;
  bool exceeded = false;
  for (uint32_t i = 0; i < tr_billed_count(billed); i++) {
    const tr_billed *claim = tr_billed_at(billed, i);
    if (claim->answers != 0 || claim->reversals != 0) continue;
    count++;
    if (tr_cents_add(charge, claim->total, &charge) != TR_OK) exceeded = true;
  }
  tr_buf_addf(out,
              "  not answered yet: %" PRIu32 " of %" PRIu32 " claims, billed ",
              count, tr_billed_count(billed));
  if (exceeded)
    tr_buf_add(out, TR_STR("more than can be added up"));
  else
    settle_put_cents(out, charge);
  uint32_t shown = 0;
  for (uint32_t i = 0; i < tr_billed_count(billed); i++) {
    const tr_billed *claim = tr_billed_at(billed, i);
    if (claim->answers != 0 || claim->reversals != 0) continue;
    if (shown++ == UNANSWERED_SHOWN) {
      tr_buf_add(out, TR_STR(" ..."));
      break;
    }
    tr_buf_add(out, shown == 1 ? TR_STR(": ") : TR_STR(", "));
    settle_put_value(out, claim->id);
  }
  tr_buf_add(out, TR_STR("\n"));
}

static void put_acks(settle_run *run) {
  tr_buf_add(&run->out, TR_STR("acknowledgements of what was sent\n"));
  /* no name of a person is shown here either */
  settle_acks_text(run->acks, true, &run->out);
}

void settle_text_totals(settle_run *run) {
  const tr_settled_totals *totals = tr_settle_totals(run->settle);
  const bool acks = run->acks != NULL && settle_acks_found(run->acks) != 0;
  if (acks && totals->payments == 0) {
    put_acks(run);
    return;
  }
  tr_text_count(&run->out, totals->payments, "payment in all",
                "payments in all");
  tr_buf_add(&run->out, TR_STR("\n"));
  put_sums(&run->out, totals);
  put_counts(&run->out, totals);
  put_unanswered(run);
  if (!acks) return;
  tr_buf_add_char(&run->out, '\n');
  put_acks(run);
}
