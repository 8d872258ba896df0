/* What became of one claim, for people: what it was matched by, its services
 * and adjustments, and the verdict on each denial. */
#include <inttypes.h>

#include "settle_text_parts.h"

enum { CODE_COLUMNS = 15 };

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
  settle_put_value(out, claim->id);
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
    settle_put_code(out, (tr_code)remark->code.number);
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
  settle_put_code(out, (tr_code)sent->group.number);
  tr_buf_add_char(out, '-');
  settle_put_code(out, carc);
  tr_buf_add_char(out, ' ');
  settle_put_field(out, claim->sent->unit, &sent->amount);
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
  settle_put_field(out, claim->unit, &service->procedure.code);
  for (int i = 0; i < TR_REMIT_MODIFIERS; i++) {
    const tr_code modifier = (tr_code)service->procedure.modifiers[i].number;
    if (modifier == 0) continue;
    tr_buf_add_char(out, ' ');
    settle_put_code(out, modifier);
  }
  while (out->bad == TR_OK && out->n - from < CODE_COLUMNS)
    tr_buf_add_char(out, ' ');
}

static void put_columns(tr_buf *out, const tr_settled_sums *sums,
                        const tr_field *allowed) {
  settle_put_column(out, sums->charge);
  if (allowed != NULL && allowed->state == TR_FIELD_KNOWN)
    settle_put_column(out, allowed->number);
  else
    tr_buf_addf(out, " %9s", "-");
  settle_put_column(out, sums->paid);
  settle_put_column(out, sums->adjusted);
  settle_put_column(out, sums->patient);
  settle_put_column(out, sums->denied);
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
  settle_put_field(out, claim->sent->unit, &claim->sent->status);
  if (words[0] != '\0') tr_buf_addf(out, " (%s)", words);
  if (claim->corrects)
    tr_buf_add(out, TR_STR(", corrects what was taken back"));
}

void settle_text_claim(void *context, const tr_settled_claim *claim) {
  settle_run *run = context;
  tr_buf *out = &run->out;
  const tr_remit_claim *sent = claim->sent;
  tr_buf_add(out, TR_STR("\n  claim "));
  settle_put_field(out, sent->unit, &sent->id);
  put_status(out, claim);
  tr_buf_add(out, TR_STR(", payer's number "));
  settle_put_field(out, sent->unit, &sent->payer_number);
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
