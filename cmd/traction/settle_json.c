/* What was settled, for programs: one document. */
#include <string.h>

#include "base/json_member.h"
#include "settle_run.h"

static void put_flag(tr_json *json, const char *key, bool flag) {
  tr_json_key(json, tr_str_of(key));
  tr_json_boolean(json, flag);
}

static void put_money(tr_json *json, const char *key, const tr_field *field) {
  if (field->state == TR_FIELD_KNOWN) {
    tr_json_put_cents(json, key, field->number);
    return;
  }
  tr_json_key(json, tr_str_of(key));
  tr_json_null(json);
}

static void put_field(tr_json *json, const char *key, const tr_unit *unit,
                      const tr_field *field) {
  tr_json_put_text(json, key, tr_unit_text(unit, field));
}

static tr_day day_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? (tr_day)field->number : TR_DAY_MIN;
}

static void put_sums(tr_json *json, const tr_settled_sums *sums) {
  tr_json_put_cents(json, "billed", sums->charge);
  tr_json_put_cents(json, "paid", sums->paid);
  tr_json_put_cents(json, "denied", sums->denied);
  tr_json_put_cents(json, "adjusted", sums->adjusted);
  tr_json_put_cents(json, "patient", sums->patient);
  tr_json_put_cents(json, "unaccounted", settle_left(sums));
}

/* Faults wait in `words` as members of an array that is still to be opened. */
static void put_faults(settle_run *run) {
  tr_json *json = &run->writer;
  tr_json_key(json, TR_STR("faults"));
  tr_json_begin_array(json);
  if (run->words.n != 0) tr_json_raw(json, tr_buf_str(&run->words));
  tr_json_end_array(json);
  tr_buf_clear(&run->words);
}

void settle_json_fault(settle_run *run, const tr_fault *fault) {
  tr_json json;
  tr_buf_clear(&run->scratch);
  settle_message(run, fault, &run->scratch);
  if (run->words.n != 0) tr_buf_add_char(&run->words, ',');
  tr_json_init(&json, &run->words);
  tr_json_begin_object(&json);
  tr_json_put_word(&json, "rule", fault->rule);
  tr_json_put_word(&json, "variant", fault->variant);
  tr_json_put_text(&json, "message", tr_buf_str(&run->scratch));
  tr_json_put_count(&json, "service", fault->line);
  tr_json_put_word(&json, "element", fault->at.element);
  tr_json_put_count(&json, "ordinal", fault->at.ordinal);
  tr_json_put_count(&json, "offset", fault->at.offset);
  tr_json_end_object(&json);
}

/* ----------------------------------------------------------------- payments */

void settle_json_begin(settle_run *run) {
  tr_json *json = &run->writer;
  tr_json_init(json, &run->out);
  tr_json_begin_object(json);
  tr_json_put_word(json, "traction", TR_VERSION);
  tr_json_key(json, TR_STR("payments"));
  tr_json_begin_array(json);
}

static void put_payment(tr_json *json, const tr_remit_payment *payment,
                        bool repeated) {
  const tr_unit *unit = payment->unit;
  tr_json_begin_object(json);
  tr_json_put_word(json, "file", unit->file);
  tr_json_put_count(json, "ordinal", payment->at);
  tr_json_put_text(json, "set", payment->control_number);
  put_flag(json, "test", payment->test);
  put_field(json, "payer", unit, &payment->payer.name);
  put_field(json, "payer_id", unit, &payment->trace_payer);
  put_field(json, "payee", unit, &payment->payee.name);
  put_field(json, "payee_id", unit, &payment->payee.id);
  put_field(json, "trace", unit, &payment->trace);
  tr_json_put_day(json, "date", day_of(&payment->date));
  put_money(json, "amount", &payment->amount);
  put_field(json, "handling", unit, &payment->handling);
  put_field(json, "method", unit, &payment->method);
  put_flag(json, "repeated", repeated);
  tr_json_key(json, TR_STR("claims"));
  tr_json_begin_array(json);
}

void settle_json_began(void *context, const tr_remit_payment *payment) {
  settle_run *run = context;
  put_payment(&run->writer, payment, false);
}

static void put_provider(tr_json *json, const tr_remit_payment *payment) {
  tr_json_key(json, TR_STR("provider_adjustments"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < payment->provider_adjustment_count; i++) {
    const tr_remit_provider_adjustment *one = &payment->provider_adjustments[i];
    tr_json_begin_object(json);
    put_field(json, "provider", one->unit, &one->provider);
    tr_json_put_day(json, "fiscal_year", day_of(&one->fiscal_year));
    tr_json_put_code(json, "reason", (tr_code)one->reason.number);
    put_field(json, "reference", one->unit, &one->reference);
    put_money(json, "amount", &one->amount);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_totals(tr_json *json, const tr_settled_totals *totals) {
  const tr_cents off =
      totals->amount - totals->sums.paid + totals->provider_adjusted;
  tr_json_key(json, TR_STR("totals"));
  tr_json_begin_object(json);
  tr_json_put_count(json, "claims", totals->claims);
  tr_json_put_count(json, "services", totals->services);
  tr_json_put_count(json, "reversals", totals->reversals);
  put_sums(json, &totals->sums);
  tr_json_put_cents(json, "provider_adjusted", totals->provider_adjusted);
  tr_json_put_cents(json, "amount", totals->amount);
  tr_json_put_cents(json, "amount_unaccounted", off);
  tr_json_put_count(json, "unmatched_claims", totals->unmatched_claims);
  tr_json_put_count(json, "unmatched_services", totals->unmatched_services);
  tr_json_put_cents(json, "unmatched_billed", totals->unmatched_charge);
  tr_json_put_cents(json, "unmatched_paid", totals->unmatched_paid);
  tr_json_put_count(json, "denials", totals->denials);
  tr_json_put_count(json, "foretold", totals->foretold);
  tr_json_put_count(json, "missed", totals->missed);
  tr_json_put_count(json, "departs", totals->departs);
  tr_json_put_count(json, "unjudged", totals->unjudged);
  tr_json_put_count(json, "faults", totals->faults);
  tr_json_put_count(json, "repeated_payments", totals->repeated_payments);
  tr_json_put_count(json, "repeated_claims", totals->repeated_claims);
  tr_json_put_cents(json, "repeated_paid", totals->repeated_paid);
  tr_json_end_object(json);
}

void settle_json_ended(void *context, const tr_remit_payment *payment,
                       const tr_settled_totals *totals, bool whole) {
  settle_run *run = context;
  tr_json *json = &run->writer;
  if (!whole) run->truncated++;
  tr_json_end_array(json);
  put_provider(json, payment);
  put_faults(run);
  put_totals(json, totals);
  put_flag(json, "whole", whole);
  put_flag(json, "balanced", whole && !payment->damaged && totals->faults == 0);
  tr_json_end_object(json);
}

/* Of a payment that was read before nothing counts: all of it is empty. */
void settle_json_repeated(void *context, const tr_remit_payment *payment) {
  static const tr_settled_totals none = {0};
  settle_run *run = context;
  tr_json *json = &run->writer;
  put_payment(json, payment, true);
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("provider_adjustments"));
  tr_json_begin_array(json);
  tr_json_end_array(json);
  put_faults(run);
  put_totals(json, &none);
  put_flag(json, "whole", true);
  put_flag(json, "balanced", true);
  tr_json_end_object(json);
}

/* ------------------------------------------------------------------- claims */

static void put_score(tr_json *json, const tr_claim_score *score) {
  tr_json_key(json, TR_STR("score"));
  tr_json_begin_object(json);
  tr_json_put_count(json, "total", score->total);
  tr_json_put_count(json, "claim_number", score->id);
  tr_json_put_count(json, "payer_number", score->number);
  tr_json_put_count(json, "line_numbers", score->control);
  tr_json_put_count(json, "charge", score->charge);
  tr_json_put_count(json, "services", score->services);
  tr_json_put_count(json, "payer", score->payer);
  tr_json_end_object(json);
}

static void put_billed(tr_json *json, const tr_billed *claim,
                       const tr_claim_score *score) {
  tr_json_begin_object(json);
  tr_json_put_word(json, "file", claim->file);
  tr_json_put_text(json, "claim", claim->id);
  tr_json_put_count(json, "ordinal", claim->at);
  put_score(json, score);
  tr_json_end_object(json);
}

static void put_match(tr_json *json, const tr_match *match) {
  tr_json_put_word(json, "match",
                   match->claim != NULL ? "matched"
                   : match->ambiguous   ? "ambiguous"
                                        : "unmatched");
  tr_json_key(json, TR_STR("answers"));
  if (match->claim != NULL)
    put_billed(json, match->claim, &match->score);
  else
    tr_json_null(json);
  tr_json_key(json, TR_STR("candidates"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; match->claim == NULL && i < match->candidate_count; i++)
    put_billed(json, match->candidates[i].claim, &match->candidates[i].score);
  tr_json_end_array(json);
}

static void put_verdict(tr_json *json, const tr_verdict *verdict) {
  tr_json_put_word(json, "verdict", tr_verdict_name(verdict->kind));
  if (verdict->kind == TR_VERDICT_MISSED)
    tr_json_put_word(json, "why", settle_missed(verdict));
  tr_json_key(json, TR_STR("rules"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < verdict->rule_count; i++)
    tr_json_string(json, tr_str_of(verdict->rules[i]->id));
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("lacked"));
  tr_json_begin_array(json);
  for (unsigned bit = 1; bit <= verdict->reasons; bit <<= 1)
    if ((verdict->reasons & bit) != 0)
      tr_json_string(json, tr_str_of(tr_reason_name(bit)));
  tr_json_end_array(json);
}

static void put_adjustments(tr_json *json, const tr_settled_claim *claim,
                            uint32_t first, uint32_t count, bool own) {
  tr_json_key(json, TR_STR("adjustments"));
  tr_json_begin_array(json);
  for (uint32_t i = first; i < first + count; i++) {
    const tr_settled_adjustment *one = &claim->adjustments[i];
    if (own && one->sent->service >= 0) break;
    tr_json_begin_object(json);
    tr_json_put_code(json, "group", (tr_code)one->sent->group.number);
    tr_json_put_code(json, "carc", (tr_code)one->sent->reason.number);
    put_money(json, "amount", &one->sent->amount);
    put_flag(json, "denial", one->denial);
    if (one->denial && !claim->sent->reversal) put_verdict(json, &one->verdict);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
}

static void put_remarks(tr_json *json, const tr_remit_claim *claim,
                        int32_t service) {
  tr_json_key(json, TR_STR("remarks"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < claim->remark_count; i++) {
    char text[TR_CODE_BYTES + 1];
    if (claim->remarks[i].service != service) continue;
    const size_t n = tr_code_text((tr_code)claim->remarks[i].code.number, text);
    tr_json_string(json, (tr_str){text, n});
  }
  tr_json_end_array(json);
}

static void put_service_match(tr_json *json, const tr_service_match *match) {
  tr_json_put_word(json, "match",
                   match->line != NULL
                       ? match->score.control ? "exact" : "scored"
                   : match->ambiguous ? "ambiguous"
                                      : "unmatched");
  tr_json_key(json, TR_STR("line"));
  if (match->line != NULL)
    tr_json_integer(json, match->line->number);
  else
    tr_json_null(json);
  tr_json_key(json, TR_STR("score"));
  tr_json_begin_object(json);
  tr_json_put_count(json, "total", match->score.total);
  tr_json_put_count(json, "code", match->score.code);
  tr_json_put_count(json, "modifiers", match->score.modifiers);
  tr_json_put_count(json, "date", match->score.date);
  tr_json_put_count(json, "charge", match->score.charge);
  tr_json_end_object(json);
}

static void put_service(tr_json *json, const tr_settled_claim *claim,
                        const tr_settled_service *service) {
  const tr_remit_service *sent = service->sent;
  const tr_unit *unit = claim->sent->unit;
  tr_json_begin_object(json);
  put_field(json, "code", unit, &sent->procedure.code);
  tr_json_key(json, TR_STR("modifiers"));
  tr_json_begin_array(json);
  for (int i = 0; i < TR_REMIT_MODIFIERS; i++)
    if (sent->procedure.modifiers[i].state == TR_FIELD_KNOWN)
      tr_json_string(json, tr_unit_text(unit, &sent->procedure.modifiers[i]));
  tr_json_end_array(json);
  tr_json_put_day(json, "date", tr_remit_service_day(claim->sent, sent));
  put_field(json, "control_number", unit, &sent->control_number);
  put_service_match(json, &service->match);
  tr_json_put_word(json, "outcome",
                   settle_outcome(&service->sums, claim->sent->reversal));
  put_money(json, "allowed", &sent->allowed);
  put_sums(json, &service->sums);
  put_adjustments(json, claim, sent->adjustment_first, sent->adjustment_count,
                  false);
  put_remarks(json, claim->sent, sent->index);
  tr_json_end_object(json);
}

void settle_json_claim(void *context, const tr_settled_claim *claim) {
  settle_run *run = context;
  tr_json *json = &run->writer;
  const tr_remit_claim *sent = claim->sent;
  tr_json_begin_object(json);
  put_field(json, "claim", sent->unit, &sent->id);
  put_field(json, "status", sent->unit, &sent->status);
  put_field(json, "payer_number", sent->unit, &sent->payer_number);
  tr_json_put_count(json, "ordinal", sent->at);
  put_flag(json, "reversal", sent->reversal);
  put_flag(json, "corrects", claim->corrects);
  put_flag(json, "repeats", claim->repeats);
  put_match(json, &claim->match);
  tr_json_put_word(json, "outcome",
                   settle_outcome(&claim->sums, sent->reversal));
  put_sums(json, &claim->sums);
  put_adjustments(json, claim, 0, sent->adjustment_count, true);
  put_remarks(json, sent, -1);
  tr_json_key(json, TR_STR("services"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < sent->service_count; i++)
    put_service(json, claim, &claim->services[i]);
  tr_json_end_array(json);
  put_faults(run);
  tr_json_end_object(json);
}

void settle_json_totals(settle_run *run) {
  tr_json *json = &run->writer;
  const tr_settled_totals *totals = tr_settle_totals(run->settle);
  const tr_billed_index *billed = tr_settle_billed(run->settle);
  tr_json_end_array(json);
  tr_json_put_count(json, "payment_count", totals->payments);
  put_totals(json, totals);
  tr_json_put_count(json, "billed_claims", tr_billed_count(billed));
  tr_json_key(json, TR_STR("unanswered"));
  tr_json_begin_array(json);
  for (uint32_t i = 0; i < tr_billed_count(billed); i++) {
    const tr_billed *claim = tr_billed_at(billed, i);
    if (claim->answers != 0 || claim->reversals != 0) continue;
    tr_json_begin_object(json);
    tr_json_put_word(json, "file", claim->file);
    tr_json_put_text(json, "claim", claim->id);
    tr_json_put_cents(json, "billed", claim->total);
    tr_json_end_object(json);
  }
  tr_json_end_array(json);
  tr_json_key(json, TR_STR("acknowledgements"));
  if (run->acks != NULL && settle_acks_found(run->acks) != 0)
    settle_acks_json(run->acks, true, json);
  else
    tr_json_null(json);
  tr_json_end_object(json);
  tr_buf_add_char(&run->out, '\n');
}
