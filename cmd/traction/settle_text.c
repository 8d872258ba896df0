/* What was settled, for people: a block for each payment, then the totals. No
 * name of a person is shown. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "render/text.h"
#include "settle_run.h"

enum {
  CODE_COLUMNS = 15,
  UNANSWERED_SHOWN = 20 /* claims named that no remittance answers */
};

/* Values of the input may hold any byte; the terminal gets none but text. */
static void put_value(tr_buf *out, tr_str value) {
  for (size_t i = 0; i < value.n; i++) {
    const unsigned char byte = (unsigned char)value.p[i];
    tr_buf_add_char(out, byte < ' ' || byte > '~' ? '?' : value.p[i]);
  }
}

static void put_field(tr_buf *out, const tr_unit *unit, const tr_field *field) {
  const tr_str value = tr_unit_text(unit, field);
  if (value.n == 0)
    tr_buf_add(out, TR_STR("-"));
  else
    put_value(out, value);
}

static void put_day(tr_buf *out, const tr_field *field) {
  char day[TR_DAY_TEXT] = "no date";
  if (field->state == TR_FIELD_KNOWN) tr_day_text((tr_day)field->number, day);
  tr_buf_addf(out, "%s", day);
}

static void put_cents(tr_buf *out, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  tr_cents_text(cents, text);
  tr_buf_addf(out, "%s", text);
}

static void put_column(tr_buf *out, tr_cents cents) {
  char text[TR_CENTS_TEXT];
  tr_cents_text(cents, text);
  tr_buf_addf(out, " %9s", text);
}

static void put_code(tr_buf *out, tr_code code) {
  char text[TR_CODE_BYTES + 1];
  tr_code_text(code, text);
  put_value(out, tr_str_of(text));
}

/* ----------------------------------------------------------------- payments */

static void put_payment(tr_buf *out, const tr_remit_payment *payment) {
  tr_buf_addf(out, "%s: ", payment->unit->file);
  put_field(out, payment->payer.unit, &payment->payer.name);
  tr_buf_add(out, TR_STR(", trace "));
  put_field(out, payment->unit, &payment->trace);
  tr_buf_add(out, TR_STR(", "));
  put_day(out, &payment->date);
  tr_buf_add(out, TR_STR(", "));
  put_field(out, payment->unit, &payment->amount);
  tr_buf_add(out, TR_STR(" by "));
  put_field(out, payment->unit, &payment->method);
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

/* ------------------------------------------------------------------- claims */

static void put_part(tr_buf *out, const char *name, unsigned points,
                     bool *first) {
  if (points == 0) return;
  tr_buf_addf(out, "%s%s %u", *first ? " (" : ", ", name, points);
  *first = false;
}

static void put_score(tr_buf *out, const tr_claim_score *score) {
  bool first = true;
  tr_buf_addf(out, "score %u", score->total);
  put_part(out, "claim number", score->id, &first);
  put_part(out, "payer's number", score->number, &first);
  put_part(out, "line numbers", score->control, &first);
  put_part(out, "total", score->charge, &first);
  put_part(out, "services", score->services, &first);
  put_part(out, "payer", score->payer, &first);
  if (!first) tr_buf_add(out, TR_STR(")"));
}

static void put_billed(tr_buf *out, const tr_billed *claim) {
  put_value(out, claim->id);
  tr_buf_addf(out, " in %s", claim->file);
}

static void put_match(tr_buf *out, const tr_match *match) {
  if (match->claim != NULL) {
    tr_buf_add(out, TR_STR("    answers "));
    put_billed(out, match->claim);
    tr_buf_add(out, TR_STR(", "));
    put_score(out, &match->score);
    tr_buf_add(out, TR_STR("\n"));
    return;
  }
  tr_buf_add(out, match->ambiguous
                      ? TR_STR("    unmatched: several claims fit alike\n")
                      : TR_STR("    unmatched: no claim fits\n"));
  for (uint32_t i = 0; i < match->candidate_count; i++) {
    tr_buf_add(out, TR_STR("      candidate "));
    put_billed(out, match->candidates[i].claim);
    tr_buf_add(out, TR_STR(", "));
    put_score(out, &match->candidates[i].score);
    tr_buf_add(out, TR_STR("\n"));
  }
}

static void put_rules(tr_buf *out, const tr_verdict *verdict) {
  for (uint32_t i = 0; i < verdict->rule_count; i++)
    tr_buf_addf(out, "%s%s %s", i == 0 ? "" : ", ", verdict->rules[i]->id,
                verdict->rules[i]->slug);
}

static void put_reasons(tr_buf *out, unsigned reasons) {
  bool first = true;
  for (unsigned bit = 1; bit <= reasons; bit <<= 1) {
    if ((reasons & bit) == 0) continue;
    tr_buf_addf(out, "%s%s", first ? " (" : ", ", tr_reason_name(bit));
    first = false;
  }
  if (!first) tr_buf_add(out, TR_STR(")"));
}

static void put_verdict(tr_buf *out, const tr_verdict *verdict) {
  switch (verdict->kind) {
    case TR_VERDICT_FORETOLD:
      tr_buf_add(out, TR_STR("foretold by "));
      put_rules(out, verdict);
      return;
    case TR_VERDICT_DEPARTS:
      tr_buf_add(out, TR_STR("the payer departs from its own policy: nothing "
                             "found by "));
      put_rules(out, verdict);
      return;
    case TR_VERDICT_MISSED:
      tr_buf_addf(out, "missed: %s", settle_missed(verdict));
      put_reasons(out, verdict->reasons);
      if (verdict->rule_count != 0) tr_buf_add(out, TR_STR(": "));
      put_rules(out, verdict);
      return;
    case TR_VERDICT_UNJUDGED:
      break;
  }
  tr_buf_add(out, TR_STR("not judged, since not matched"));
}

static void put_remarks(tr_buf *out, const tr_remit_claim *claim,
                        int32_t service) {
  for (uint32_t i = 0; i < claim->remark_count; i++) {
    const tr_remit_remark *remark = &claim->remarks[i];
    if (remark->service >= 0 && remark->service != service) continue;
    tr_buf_add_char(out, ' ');
    put_code(out, (tr_code)remark->code.number);
  }
}

static const char *label_of(settle_run *run, tr_code carc) {
  char text[TR_CODE_BYTES + 1];
  tr_code_text(carc, text);
  return tr_table_label(&run->knowledge.tables, TR_TABLE_CARC, tr_str_of(text));
}

static void put_adjustment(settle_run *run, const tr_settled_claim *claim,
                           const tr_settled_adjustment *adjustment) {
  tr_buf *out = &run->out;
  const tr_remit_adjustment *sent = adjustment->sent;
  const tr_code carc = (tr_code)sent->reason.number;
  const char *label = label_of(run, carc);
  tr_buf_add(out, TR_STR("           "));
  put_code(out, (tr_code)sent->group.number);
  tr_buf_add_char(out, '-');
  put_code(out, carc);
  tr_buf_add_char(out, ' ');
  put_field(out, claim->sent->unit, &sent->amount);
  if (label != NULL) tr_buf_addf(out, " %s", label);
  if (adjustment->denial) put_remarks(out, claim->sent, sent->service);
  if (adjustment->denial && !claim->sent->reversal) {
    tr_buf_add(out, TR_STR("\n             "));
    put_verdict(out, &adjustment->verdict);
  }
  tr_buf_add(out, TR_STR("\n"));
}

static void put_own_adjustments(settle_run *run, const tr_settled_claim *claim,
                                int32_t service) {
  for (uint32_t i = 0; i < claim->sent->adjustment_count; i++) {
    if (claim->sent->adjustments[i].service != service) {
      if (service < 0) break; /* those of the claim itself come first */
      continue;
    }
    put_adjustment(run, claim, &claim->adjustments[i]);
  }
}

static void put_service_code(tr_buf *out, const tr_remit_claim *claim,
                             const tr_remit_service *service) {
  const size_t from = out->n;
  put_field(out, claim->unit, &service->procedure.code);
  for (int i = 0; i < TR_REMIT_MODIFIERS; i++) {
    const tr_code modifier = (tr_code)service->procedure.modifiers[i].number;
    if (modifier == 0) continue;
    tr_buf_add_char(out, ' ');
    put_code(out, modifier);
  }
  while (out->bad == TR_OK && out->n - from < CODE_COLUMNS)
    tr_buf_add_char(out, ' ');
}

static void put_columns(tr_buf *out, const tr_settled_sums *sums,
                        const tr_field *allowed) {
  put_column(out, sums->charge);
  if (allowed != NULL && allowed->state == TR_FIELD_KNOWN)
    put_column(out, allowed->number);
  else
    tr_buf_addf(out, " %9s", "-");
  put_column(out, sums->paid);
  put_column(out, sums->adjusted);
  put_column(out, sums->patient);
  put_column(out, sums->denied);
}

static void put_service(settle_run *run, const tr_settled_claim *claim,
                        const tr_settled_service *service) {
  tr_buf *out = &run->out;
  const tr_remit_service *sent = service->sent;
  const tr_day day = tr_remit_service_day(claim->sent, sent);
  char date[TR_DAY_TEXT] = "-";
  if (day != TR_DAY_MIN) tr_day_text(day, date);
  if (service->match.line != NULL)
    tr_buf_addf(out, "    %4" PRIu32 " ", service->match.line->number);
  else
    tr_buf_addf(out, "    %4s ", "?");
  put_service_code(out, claim->sent, sent);
  tr_buf_addf(out, " %-10s", date);
  put_columns(out, &service->sums, &sent->allowed);
  tr_buf_addf(out, "  %s",
              settle_outcome(&service->sums, claim->sent->reversal));
  const tr_service_match *match = &service->match;
  if (claim->match.claim == NULL)
    ;
  else if (match->line == NULL)
    tr_buf_addf(out, ", unmatched: best score %u%s", match->score.total,
                match->ambiguous ? ", several lines fit alike" : "");
  else if (match->score.control)
    tr_buf_addf(out, ", line number agrees, score %u", match->score.total);
  else
    tr_buf_addf(out, ", score %u", match->score.total);
  tr_buf_add(out, TR_STR("\n"));
  for (uint32_t i = 0; i < sent->adjustment_count; i++)
    put_adjustment(run, claim, &claim->adjustments[sent->adjustment_first + i]);
}

static void put_status(tr_buf *out, const tr_settled_claim *claim) {
  const char *words = settle_status(claim->sent);
  tr_buf_add(out, TR_STR(", status "));
  put_field(out, claim->sent->unit, &claim->sent->status);
  if (words[0] != '\0') tr_buf_addf(out, " (%s)", words);
  if (claim->corrects)
    tr_buf_add(out, TR_STR(", corrects what was taken back"));
}

void settle_text_claim(void *context, const tr_settled_claim *claim) {
  settle_run *run = context;
  tr_buf *out = &run->out;
  const tr_remit_claim *sent = claim->sent;
  tr_buf_add(out, TR_STR("\n  claim "));
  put_field(out, sent->unit, &sent->id);
  put_status(out, claim);
  tr_buf_add(out, TR_STR(", payer's number "));
  put_field(out, sent->unit, &sent->payer_number);
  tr_buf_add(out, TR_STR("\n"));
  put_match(out, &claim->match);
  if (claim->repeats)
    tr_buf_add(out, TR_STR("    paid before: with this payment more is "
                           "answered than was billed\n"));
  tr_buf_addf(out, "    line code            %-10s %9s %9s %9s %9s %9s %9s\n",
              "date", "billed", "allowed", "paid", "adjusted", "patient",
              "denied");
  for (uint32_t i = 0; i < sent->service_count; i++)
    put_service(run, claim, &claim->services[i]);
  tr_buf_addf(out, "    %-31s", "claim");
  put_columns(out, &claim->sums, NULL);
  tr_buf_addf(out, "  %s\n", settle_outcome(&claim->sums, sent->reversal));
  put_own_adjustments(run, claim, -1);
  tr_buf_add(out, tr_buf_str(&run->words));
  tr_buf_clear(&run->words);
}

/* ----------------------------------------------------------------- balances */

void settle_text_fault(settle_run *run, const tr_fault *fault) {
  tr_buf_clear(&run->scratch);
  settle_message(run, fault, &run->scratch);
  tr_buf_addf(&run->words, "    %s ", fault->rule);
  put_value(&run->words, tr_buf_str(&run->scratch));
  tr_buf_add(&run->words, TR_STR("\n"));
}

static void put_sums(tr_buf *out, const tr_settled_totals *totals) {
  const tr_settled_sums *sums = &totals->sums;
  tr_buf_add(out, TR_STR("  billed "));
  put_cents(out, sums->charge);
  tr_buf_add(out, TR_STR(" = paid "));
  put_cents(out, sums->paid);
  tr_buf_add(out, TR_STR(" + denied "));
  put_cents(out, sums->denied);
  tr_buf_add(out, TR_STR(" + adjusted "));
  put_cents(out, sums->adjusted);
  tr_buf_add(out, TR_STR(" + patient "));
  put_cents(out, sums->patient);
  const tr_cents left = settle_left(sums);
  if (left != 0) {
    tr_buf_add(out, TR_STR(" + not accounted for "));
    put_cents(out, left);
  }
  tr_buf_add(out, TR_STR("\n  payment "));
  put_cents(out, totals->amount);
  tr_buf_add(out, TR_STR(" = paid "));
  put_cents(out, sums->paid);
  tr_buf_add(out, TR_STR(" - provider adjustments "));
  put_cents(out, totals->provider_adjusted);
  const tr_cents off = totals->amount - sums->paid + totals->provider_adjusted;
  if (off != 0) {
    tr_buf_add(out, TR_STR(" + not accounted for "));
    put_cents(out, off);
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
    put_cents(out, totals->unmatched_charge);
    tr_buf_add(out, TR_STR(", paid "));
    put_cents(out, totals->unmatched_paid);
    tr_buf_add(out, TR_STR("\n"));
  }
  if (totals->repeated_claims != 0) {
    tr_buf_add(out, TR_STR("  paid before: "));
    tr_text_count(out, totals->repeated_claims, "claim", "claims");
    tr_buf_add(out, TR_STR(", paid again "));
    put_cents(out, totals->repeated_paid);
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
    put_code(out, (tr_code)one->reason.number);
    tr_buf_add_char(out, ' ');
    put_field(out, one->unit, &one->reference);
    tr_buf_add(out, TR_STR(": "));
    put_field(out, one->unit, &one->amount);
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
    put_cents(out, charge);
  uint32_t shown = 0;
  for (uint32_t i = 0; i < tr_billed_count(billed); i++) {
    const tr_billed *claim = tr_billed_at(billed, i);
    if (claim->answers != 0 || claim->reversals != 0) continue;
    if (shown++ == UNANSWERED_SHOWN) {
      tr_buf_add(out, TR_STR(" ..."));
      break;
    }
    tr_buf_add(out, shown == 1 ? TR_STR(": ") : TR_STR(", "));
    put_value(out, claim->id);
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
