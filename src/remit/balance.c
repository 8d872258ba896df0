/* Decides which of the three levels of a remittance is out of balance, and
 * which only follows from another that is. */
#include "remit/balance.h"

enum {
  CAUSES = 4,           /* why a service can be out of balance */
  SERVICE_SUSPECTS = 6, /* services out of balance that are tried in all
                           combinations as the cause of their claim's */
  OWN_MOST = 99 * TR_REMIT_TRIPLES, /* adjustments of a claim itself, by the
                                       guide; further ones are not compared */
  PAIR_BYTES = 2 * TR_CODE_BYTES + 2
};

/** A sum of fields; lost once one of them cannot be read. */
typedef struct sum {
  tr_cents value;
  bool lost;
} sum;

/** What a claim is out of balance by. */
typedef struct residues {
  bool known;        /* all values could be read */
  tr_cents charge;   /* CLP03 less SVC02 */
  tr_cents paid;     /* expected CLP04 less CLP04 */
  tr_cents services; /* of all services together */
  uint32_t bad;      /* services out of balance */
  struct {
    tr_cents off, charge, paid;
  } service[SERVICE_SUSPECTS]; /* the first of them */
} residues;

static void add_cents(sum *total, tr_cents cents) {
  if (tr_cents_add(total->value, cents, &total->value) != TR_OK)
    total->lost = true;
}

static void add(sum *total, const tr_field *field) {
  if (field->state == TR_FIELD_KNOWN)
    add_cents(total, field->number);
  else
    total->lost = true;
}

/* Amounts have at most 16 digits, so their negation always fits. */
static void take_away(sum *total, const tr_field *field) {
  tr_field negated = *field;
  negated.number = -field->number;
  add(total, &negated);
}

/* An adjustment may be of a quantity alone. */
static bool has_amount(const tr_remit_adjustment *adjustment) {
  return adjustment->amount.state != TR_FIELD_ABSENT ||
         adjustment->quantity.state == TR_FIELD_ABSENT;
}

static void adjust(sum *total, const tr_remit_adjustment *adjustment) {
  if (has_amount(adjustment)) take_away(total, &adjustment->amount);
}

static void keep_sum(tr_cents *total, tr_cents cents, tr_remit_tally *tally) {
  if (tr_cents_add(*total, cents, total) != TR_OK) tally->lost = true;
}

/* ------------------------------------------------------------------ telling */

/** A fault while its figures are written. */
typedef struct telling {
  tr_fault fault;
  char texts[TR_FAULT_ARGUMENTS][TR_CENTS_TEXT];
} telling;

static void begin(telling *told, const char *rule, const char *variant,
                  const tr_unit *unit, const tr_field *at) {
  const tr_place place = tr_unit_place(unit, at);
  told->fault = tr_fault_of(rule, variant, &place);
}

static void argue(telling *told, const char *name, tr_cents cents) {
  char *text = told->texts[told->fault.argument_count];
  const size_t n = tr_cents_text(cents, text);
  tr_fault_argue(&told->fault, name, (tr_str){text, n});
}

static void argue_all(telling *told, tr_cents found, tr_cents expected) {
  argue(told, "found", found);
  argue(told, "expected", expected);
  argue(told, "difference", found - expected);
}

static void also(telling *told, const tr_unit *unit, const tr_field *field) {
  const tr_place place = tr_unit_place(unit, field);
  tr_fault_also(&told->fault, &place);
}

static void of_claim(telling *told, const tr_remit_claim *claim,
                     uint32_t service) {
  told->fault.claim = tr_unit_text(claim->unit, &claim->id);
  told->fault.claim_at = claim->at;
  told->fault.line = service;
}

/* ----------------------------------------------------------------- services */

static void tell_service(const tr_remit_claim *claim,
                         const tr_remit_service *service, tr_cents expected,
                         tr_fault_fn *fault, void *context) {
  telling told;
  char digits[TR_NUMBER_TEXT];
  const tr_str code = tr_unit_text(claim->unit, &service->procedure.code);
  begin(&told, "TRB0201", code.n > 0 ? NULL : "uncoded", claim->unit,
        &service->paid);
  argue_all(&told, service->paid.number, expected);
  tr_fault_argue(&told.fault, "service",
                 tr_number_text((uint64_t)service->index + 1, digits));
  if (code.n > 0) tr_fault_argue(&told.fault, "code", code);
  also(&told, claim->unit, &service->charge);
  of_claim(&told, claim, (uint32_t)service->index + 1);
  fault(context, &told.fault);
}

/* SVC02 less its adjustments, and what that is off SVC03 by. */
static void balance_service(const tr_remit_claim *claim,
                            const tr_remit_service *service, residues *off,
                            tr_fault_fn *fault, void *context) {
  sum expected = {0, false};
  add(&expected, &service->charge);
  for (uint32_t i = 0; i < service->adjustment_count; i++)
    adjust(&expected, &claim->adjustments[service->adjustment_first + i]);
  sum residue = expected;
  take_away(&residue, &service->paid);
  if (residue.lost) {
    off->known = false;
    return;
  }
  if (residue.value == 0) return;
  tell_service(claim, service, expected.value, fault, context);
  if (off->bad < SERVICE_SUSPECTS) {
    off->service[off->bad].off = residue.value;
    off->service[off->bad].charge = service->charge.number;
    off->service[off->bad].paid = service->paid.number;
  }
  off->bad++;
  sum all = {off->services, false};
  add_cents(&all, residue.value);
  off->services = all.value;
  if (all.lost) off->known = false;
}

/* ------------------------------------------------------------------- claims */

/* A service that is off by r has a wrong charge (then the claim's charges are
 * off by -r), a wrong payment (then its payment is), a wrong adjustment (then
 * the claim is not off), or is one too many. Try which of them explain what the
 * claim is off by.
 * @param[out] charge, paid What of it stays unexplained, 0 where nothing. */
static bool explains(const residues *off, unsigned choice, tr_cents *charge,
                     tr_cents *paid) {
  *charge = off->charge;
  *paid = off->paid;
  for (uint32_t i = 0; i < off->bad; i++, choice /= CAUSES) {
    const unsigned cause = choice % CAUSES;
    if (cause == 1) *charge += off->service[i].off;
    if (cause == 2) *paid += off->service[i].off;
    if (cause != 3) continue;
    *charge += off->service[i].charge;
    *paid -= off->service[i].paid;
  }
  return *charge == 0 && *paid == 0;
}

static void explain(const residues *off, bool *charge, bool *paid) {
  *charge = off->charge == 0;
  *paid = off->paid == 0;
  if (off->bad > SERVICE_SUSPECTS) {
    *charge = *charge || off->charge == -off->services;
    *paid = *paid || off->paid == -off->services;
    return;
  }
  unsigned choices = 1;
  for (uint32_t i = 0; i < off->bad; i++) choices *= CAUSES;
  bool charge_alone = *charge, paid_alone = *paid;
  for (unsigned choice = 0; choice < choices; choice++) {
    tr_cents charge_left, paid_left;
    if (explains(off, choice, &charge_left, &paid_left)) {
      *charge = *paid = true;
      return;
    }
    charge_alone = charge_alone || charge_left == 0;
    paid_alone = paid_alone || paid_left == 0;
  }
  *charge = charge_alone;
  /* one service cannot be the cause of both */
  *paid = paid_alone && !charge_alone;
}

static void suspect(tr_remit_tally *tally, tr_cents cents) {
  if (cents == 0) return;
  if (tally->suspect_count < TR_REMIT_SUSPECTS)
    tally->suspects[tally->suspect_count] = cents;
  tally->suspect_count++;
  keep_sum(&tally->suspect_sum, cents, tally);
}

/* An adjustment of the claim that is there once more at its services: at one
 * of them, or shared out over several. */
static const tr_remit_adjustment *doubled(const tr_remit_claim *claim,
                                          tr_cents amount) {
  for (uint32_t i = 0; i < claim->adjustment_count && i < OWN_MOST; i++) {
    const tr_remit_adjustment *of_all = &claim->adjustments[i];
    if (of_all->service >= 0) break;
    if (of_all->amount.number != amount) continue;
    sum below = {0, false};
    for (uint32_t k = i + 1; k < claim->adjustment_count; k++) {
      const tr_remit_adjustment *other = &claim->adjustments[k];
      if (other->service < 0 || other->group.number != of_all->group.number ||
          other->reason.number != of_all->reason.number)
        continue;
      if (other->amount.number == amount) return of_all;
      add(&below, &other->amount);
    }
    if (!below.lost && below.value == amount) return of_all;
  }
  return NULL;
}

static void tell_doubled(const tr_remit_claim *claim,
                         const tr_remit_adjustment *twice, tr_cents expected,
                         tr_fault_fn *fault, void *context) {
  telling told;
  char pair[PAIR_BYTES];
  size_t n = tr_code_text((tr_code)twice->group.number, pair);
  pair[n++] = '-';
  n += tr_code_text((tr_code)twice->reason.number, pair + n);
  begin(&told, "TRB0202", "both-levels", claim->unit, &twice->amount);
  argue_all(&told, claim->paid.number, expected);
  tr_fault_argue(&told.fault, "reason", (tr_str){pair, n});
  also(&told, claim->unit, &claim->paid);
  of_claim(&told, claim, 0);
  fault(context, &told.fault);
}

static void tell_charges(const tr_remit_claim *claim, const residues *off,
                         bool both, tr_fault_fn *fault, void *context) {
  telling told;
  begin(&told, "TRB0202", both ? "services" : "charges", claim->unit,
        &claim->charge);
  argue_all(&told, claim->charge.number, claim->charge.number - off->charge);
  if (both) {
    argue(&told, "paid_difference", -off->paid);
    also(&told, claim->unit, &claim->paid);
  }
  of_claim(&told, claim, 0);
  fault(context, &told.fault);
}

static void tell_paid(const tr_remit_claim *claim, const residues *off,
                      tr_fault_fn *fault, void *context) {
  const tr_cents expected = claim->paid.number + off->paid;
  const tr_remit_adjustment *twice =
      claim->service_count != 0 ? doubled(claim, -off->paid) : NULL;
  if (twice != NULL) {
    tell_doubled(claim, twice, expected, fault, context);
    return;
  }
  telling told;
  begin(&told, "TRB0202", claim->service_count != 0 ? "paid" : "adjustments",
        claim->unit, &claim->paid);
  argue_all(&told, claim->paid.number, expected);
  also(&told, claim->unit, &claim->charge);
  of_claim(&told, claim, 0);
  fault(context, &told.fault);
}

static void tell_share(const tr_remit_claim *claim, tr_fault_fn *fault,
                       void *context) {
  const tr_field *share = &claim->patient_share;
  sum expected = {0, false};
  if (share->state != TR_FIELD_KNOWN || claim->reversal) return;
  for (uint32_t i = 0; i < claim->adjustment_count; i++) {
    const tr_remit_adjustment *adjustment = &claim->adjustments[i];
    const tr_remit_group group =
        tr_remit_group_of((tr_code)adjustment->group.number);
    /* who owes what stands in an unknown group is not known */
    if (group == TR_REMIT_GROUP_OTHER) return;
    if (group == TR_REMIT_PR && has_amount(adjustment))
      add(&expected, &adjustment->amount);
  }
  if (expected.lost || expected.value == share->number) return;
  telling told;
  begin(&told, "TRB0202", "patient-share", claim->unit, share);
  argue_all(&told, share->number, expected.value);
  of_claim(&told, claim, 0);
  fault(context, &told.fault);
}

/* What the sums of the claim itself are off by. */
static void measure(const tr_remit_claim *claim, residues *off) {
  sum charge = {0, false}, paid = {0, false};
  add(&charge, &claim->charge);
  if (claim->service_count == 0) add(&paid, &claim->charge);
  for (uint32_t i = 0; i < claim->service_count; i++) {
    take_away(&charge, &claim->services[i].charge);
    add(&paid, &claim->services[i].paid);
  }
  for (uint32_t i = 0; i < claim->adjustment_count; i++)
    if (claim->adjustments[i].service < 0)
      adjust(&paid, &claim->adjustments[i]);
  take_away(&paid, &claim->paid);
  off->charge = claim->service_count == 0 ? 0 : charge.value;
  off->paid = paid.value;
  if (charge.lost || paid.lost) off->known = false;
}

static bool tell_sign(const tr_remit_claim *claim, tr_remit_tally *tally,
                      tr_fault_fn *fault, void *context) {
  if (!claim->reversal || claim->charge.state != TR_FIELD_KNOWN ||
      claim->charge.number <= 0)
    return false;
  telling told;
  begin(&told, "TRB0202", "reversal-sign", claim->unit, &claim->charge);
  argue(&told, "found", claim->charge.number);
  also(&told, claim->unit, &claim->status);
  of_claim(&told, claim, 0);
  fault(context, &told.fault);
  if (claim->paid.state == TR_FIELD_KNOWN)
    suspect(tally, 2 * claim->paid.number);
  return true;
}

static void add_totals(const tr_remit_claim *claim, tr_remit_tally *tally,
                       tr_remit_totals *totals) {
  totals->claims++;
  totals->services += claim->service_count;
  if (claim->reversal) totals->reversals++;
  if ((tr_code)claim->status.number == TR_CODE("4")) totals->denied++;
  if (claim->charge.state == TR_FIELD_KNOWN)
    keep_sum(&totals->charge, claim->charge.number, tally);
  if (claim->paid.state == TR_FIELD_KNOWN)
    keep_sum(&totals->paid, claim->paid.number, tally);
  else
    tally->lost = true;
  if (claim->patient_share.state == TR_FIELD_KNOWN)
    keep_sum(&totals->patient_share, claim->patient_share.number, tally);
  for (uint32_t i = 0; i < claim->adjustment_count; i++) {
    const tr_remit_adjustment *adjustment = &claim->adjustments[i];
    if (adjustment->amount.state == TR_FIELD_KNOWN)
      keep_sum(
          &totals
               ->adjusted[tr_remit_group_of((tr_code)adjustment->group.number)],
          adjustment->amount.number, tally);
  }
}

void tr_remit_tally_init(tr_remit_tally *tally) {
  *tally = (tr_remit_tally){.lost = false};
}

void tr_remit_balance_claim(const tr_remit_claim *claim, tr_remit_tally *tally,
                            tr_remit_totals *totals, tr_fault_fn *fault,
                            void *context) {
  add_totals(claim, tally, totals);
  if (claim->damaged) {
    tally->lost = true;
    return;
  }
  residues off = {.known = true};
  for (uint32_t i = 0; i < claim->service_count; i++)
    balance_service(claim, &claim->services[i], &off, fault, context);
  measure(claim, &off);
  const bool wrong_sign = tell_sign(claim, tally, fault, context);
  if (!off.known) return;
  bool charge_explained, paid_explained;
  explain(&off, &charge_explained, &paid_explained);
  if (!charge_explained)
    tell_charges(claim, &off, !paid_explained, fault, context);
  else if (!paid_explained)
    tell_paid(claim, &off, fault, context);
  if (!paid_explained) suspect(tally, -off.paid);
  if (off.bad == 0 && charge_explained && paid_explained && !wrong_sign)
    tell_share(claim, fault, context);
}

/* ----------------------------------------------------------------- payments */

/* Whether claims that were told of put the payment off by just that much. */
static bool follows_from_claims(const tr_remit_tally *tally, tr_cents off) {
  if (tally->suspect_count > TR_REMIT_SUSPECTS)
    return off == tally->suspect_sum;
  for (unsigned chosen = 0; chosen < 1U << tally->suspect_count; chosen++) {
    sum total = {0, false};
    for (unsigned i = 0; i < tally->suspect_count; i++)
      if ((chosen >> i & 1U) != 0) add_cents(&total, tally->suspects[i]);
    if (!total.lost && total.value == off) return true;
  }
  return false;
}

static void tell_payment(const tr_remit_payment *payment,
                         const tr_remit_totals *totals, tr_cents expected,
                         tr_fault_fn *fault, void *context) {
  telling told;
  begin(&told, "TRB0203", NULL, payment->unit, &payment->amount);
  argue_all(&told, payment->amount.number, expected);
  argue(&told, "claims", totals->paid);
  argue(&told, "provider", totals->provider_adjusted);
  for (uint32_t i = 0; i < payment->provider_adjustment_count; i++)
    also(&told, payment->provider_adjustments[i].unit,
         &payment->provider_adjustments[i].amount);
  fault(context, &told.fault);
}

void tr_remit_balance_payment(const tr_remit_payment *payment,
                              const tr_remit_tally *tally,
                              tr_remit_totals *totals, tr_fault_fn *fault,
                              void *context) {
  sum provider = {0, false};
  for (uint32_t i = 0; i < payment->provider_adjustment_count; i++)
    add(&provider, &payment->provider_adjustments[i].amount);
  totals->provider_adjusted = provider.value;
  sum expected = {totals->paid, provider.lost};
  add_cents(&expected, -provider.value);
  sum off = expected;
  take_away(&off, &payment->amount);
  if (payment->damaged || tally->lost || off.lost || off.value == 0 ||
      follows_from_claims(tally, off.value))
    return;
  tell_payment(payment, totals, expected.value, fault, context);
}
