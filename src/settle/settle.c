/* Bytes of remittances to settled claims: drives intake and builder, matches,
 * judges, sums up. */
#include "settle/settle.h"

#include <stdlib.h>

#include "settle/reason.h"

enum { REMARKS_MOST = 64 /* remark codes compared for a denial */ };

struct tr_settle {
  tr_settle_options options;
  tr_billed_index billed;
  tr_remit_builder *builder;
  tr_seen seen;
  tr_intake intake;
  bool in_file;
  bool over;     /* the reader wants no more of this file */
  bool in_remit; /* an 835 is open */
  uint64_t sets; /* read, of this file */
  const char *file;
  tr_status bad;

  /* of the claim at hand; kept from claim to claim */
  tr_settled_service *services;
  tr_settled_adjustment *adjustments;
  tr_service_match *matches;
  bool *taken;
  size_t service_room, adjustment_room, taken_room;

  tr_map traces; /* payments that were read */
  bool passing;  /* the one at hand was read before */

  tr_settled_totals payment, all;
};

static void fail(tr_settle *settle, tr_status status) {
  if (settle->bad == TR_OK) settle->bad = status;
}

/* --------------------------------------------------------------------- sums */

static void add(tr_settled_totals *totals, tr_cents *sum, tr_cents cents) {
  if (tr_cents_add(*sum, cents, sum) != TR_OK) totals->exceeded = true;
}

static void add_sums(tr_settled_totals *totals, tr_settled_sums *to,
                     const tr_settled_sums *from) {
  add(totals, &to->charge, from->charge);
  add(totals, &to->paid, from->paid);
  add(totals, &to->denied, from->denied);
  add(totals, &to->adjusted, from->adjusted);
  add(totals, &to->patient, from->patient);
}

static void add_totals(tr_settled_totals *to, const tr_settled_totals *from) {
  to->payments += from->payments;
  to->claims += from->claims;
  to->services += from->services;
  to->reversals += from->reversals;
  to->repeated_payments += from->repeated_payments;
  to->repeated_claims += from->repeated_claims;
  to->unmatched_claims += from->unmatched_claims;
  to->unmatched_services += from->unmatched_services;
  to->denials += from->denials;
  to->foretold += from->foretold;
  to->missed += from->missed;
  to->departs += from->departs;
  to->unjudged += from->unjudged;
  to->faults += from->faults;
  to->exceeded = to->exceeded || from->exceeded;
  add_sums(to, &to->sums, &from->sums);
  add(to, &to->repeated_paid, from->repeated_paid);
  add(to, &to->unmatched_charge, from->unmatched_charge);
  add(to, &to->unmatched_paid, from->unmatched_paid);
  add(to, &to->provider_adjusted, from->provider_adjusted);
  add(to, &to->amount, from->amount);
}

static tr_cents cents_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? field->number : 0;
}

/* ---------------------------------------------------------------- one claim */

static bool make_room(tr_settle *settle, const tr_remit_claim *claim,
                      const tr_billed *billed) {
  const size_t services = claim->service_count,
               lines = billed != NULL ? billed->line_count : 0;
  const size_t adjustments = claim->adjustment_count;
  if (services > settle->service_room) {
    tr_settled_service *made =
        realloc(settle->services, services * sizeof *made);
    if (made == NULL) return false;
    settle->services = made;
    tr_service_match *matches =
        realloc(settle->matches, services * sizeof *matches);
    if (matches == NULL) return false;
    settle->matches = matches;
    settle->service_room = services;
  }
  if (adjustments > settle->adjustment_room) {
    tr_settled_adjustment *made =
        realloc(settle->adjustments, adjustments * sizeof *made);
    if (made == NULL) return false;
    settle->adjustments = made;
    settle->adjustment_room = adjustments;
  }
  if (lines > settle->taken_room) {
    bool *made = realloc(settle->taken, lines * sizeof *made);
    if (made == NULL) return false;
    settle->taken = made;
    settle->taken_room = lines;
  }
  return true;
}

/* Remark codes of the claim and of a service. */
static uint32_t remarks_of(const tr_remit_claim *claim, int32_t service,
                           tr_code *codes) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < claim->remark_count && count < REMARKS_MOST; i++)
    if (claim->remarks[i].service < 0 || claim->remarks[i].service == service)
      codes[count++] = (tr_code)claim->remarks[i].code.number;
  return count;
}

static void count_verdict(tr_settled_totals *totals, tr_verdict_kind kind) {
  totals->denials++;
  switch (kind) {
    case TR_VERDICT_FORETOLD:
      totals->foretold++;
      break;
    case TR_VERDICT_MISSED:
      totals->missed++;
      break;
    case TR_VERDICT_DEPARTS:
      totals->departs++;
      break;
    case TR_VERDICT_UNJUDGED:
      totals->unjudged++;
      break;
  }
}

static void judge(tr_settle *settle, tr_settled_claim *settled,
                  tr_settled_adjustment *adjustment) {
  const tr_remit_claim *claim = settled->sent;
  const int32_t service = adjustment->sent->service;
  tr_code remarks[REMARKS_MOST];
  const tr_denial denial = {
      .carc = (tr_code)adjustment->sent->reason.number,
      .remarks = remarks,
      .remark_count = remarks_of(claim, service, remarks),
      .line = service >= 0 ? settle->services[service].match.index : -1};
  const bool lost = service >= 0 && denial.line < 0;
  adjustment->verdict = tr_verdict_of(
      &settle->billed, lost ? NULL : settled->match.claim, &denial);
  count_verdict(&settle->payment, adjustment->verdict.kind);
  settled->denials++;
}

/* What an adjustment took away is denied, the patient's or adjusted; in a
 * reversal the same with a minus. */
static void sort_adjustment(tr_settle *settle, tr_settled_claim *settled,
                            const tr_remit_adjustment *sent,
                            tr_settled_adjustment *adjustment) {
  const tr_reason_kind kind = tr_reason_kind_of((tr_code)sent->reason.number);
  const tr_cents cents = cents_of(&sent->amount);
  const bool taken = settled->sent->reversal ? cents < 0 : cents > 0;
  *adjustment = (tr_settled_adjustment){.sent = sent};
  adjustment->denial = kind == TR_REASON_DENIAL && taken;
  tr_settled_sums sums = {0};
  if (adjustment->denial)
    sums.denied = cents;
  else if (kind == TR_REASON_PATIENT ||
           tr_remit_group_of((tr_code)sent->group.number) == TR_REMIT_PR)
    sums.patient = cents;
  else
    sums.adjusted = cents;
  add_sums(&settle->payment, &settled->sums, &sums);
  if (sent->service >= 0)
    add_sums(&settle->payment, &settle->services[sent->service].sums, &sums);
  if (adjustment->denial && !settled->sent->reversal)
    judge(settle, settled, adjustment);
}

static void settle_services(tr_settle *settle, tr_settled_claim *settled) {
  const tr_remit_claim *claim = settled->sent;
  if (settled->match.claim != NULL && claim->service_count != 0)
    tr_match_services(settled->match.claim, claim, settle->matches,
                      settle->taken);
  for (uint32_t i = 0; i < claim->service_count; i++) {
    tr_settled_service *service = &settle->services[i];
    *service = (tr_settled_service){.sent = &claim->services[i],
                                    .match = {.index = -1}};
    service->sums.charge = cents_of(&service->sent->charge);
    service->sums.paid = cents_of(&service->sent->paid);
    if (settled->match.claim == NULL) continue;
    service->match = settle->matches[i];
    if (service->match.line == NULL) settled->unmatched_services++;
  }
}

/* The turn of the payer that CLP02 names, from 0; -1: none. */
static int turn_of(const tr_remit_claim *claim) {
  static const char *const codes[][2] = {{"1", "19"}, {"2", "20"}, {"3", "21"}};
  const tr_str status = tr_unit_text(claim->unit, &claim->status);
  for (int i = 0; i < TR_BILLED_TURNS; i++)
    if (tr_str_eq(status, tr_str_of(codes[i][0])) ||
        tr_str_eq(status, tr_str_of(codes[i][1])))
      return i;
  return -1;
}

/* A payment may come in parts; what is paid beyond the billed was paid before.
 * A reversal does not say whose turn it takes back. */
static bool is_repeated(tr_billed *billed, const tr_remit_claim *claim) {
  const tr_cents charge = cents_of(&claim->charge);
  if (claim->reversal) {
    for (int i = 0; i < TR_BILLED_TURNS; i++) {
      if (charge >= 0 || billed->answered[i] < -charge) continue;
      billed->answered[i] += charge;
      break;
    }
    return false;
  }
  const int turn = turn_of(claim);
  if (turn < 0 || charge <= 0 || cents_of(&claim->paid) <= 0) return false;
  const tr_cents before = billed->answered[turn];
  if (tr_cents_add(before, charge, &billed->answered[turn]) != TR_OK)
    return true;
  return before > 0 && billed->answered[turn] > billed->total;
}

static void learn(tr_settle *settle, const tr_settled_claim *settled) {
  tr_billed *billed = settled->match.claim;
  if (billed == NULL) return;
  if (settled->sent->reversal)
    billed->reversals++;
  else
    billed->answers++;
  tr_billed_learn(
      &settle->billed, billed,
      tr_unit_text(settled->sent->unit, &settled->sent->payer_number));
  if (tr_billed_status(&settle->billed) != TR_OK)
    fail(settle, tr_billed_status(&settle->billed));
}

static void take_claim(void *context, const tr_remit_claim *claim) {
  tr_settle *settle = context;
  tr_settled_totals *totals = &settle->payment;
  tr_settled_claim settled = {.sent = claim};
  if (settle->passing) return;
  tr_match_claim(&settle->billed, claim, &settled.match);
  if (!make_room(settle, claim, settled.match.claim)) {
    fail(settle, TR_ENOMEM);
    return;
  }
  tr_billed *billed = settled.match.claim;
  settled.repeats = billed != NULL && is_repeated(billed, claim);
  settled.corrects =
      billed != NULL && !claim->reversal && billed->reversals > 0;
  settled.sums.charge = cents_of(&claim->charge);
  settled.sums.paid = cents_of(&claim->paid);
  settle_services(settle, &settled);
  for (uint32_t i = 0; i < claim->adjustment_count; i++)
    sort_adjustment(settle, &settled, &claim->adjustments[i],
                    &settle->adjustments[i]);
  settled.services = settle->services;
  settled.adjustments = settle->adjustments;

  totals->claims++;
  totals->services += claim->service_count;
  totals->unmatched_services += settled.unmatched_services;
  if (claim->reversal) totals->reversals++;
  if (settled.repeats) {
    totals->repeated_claims++;
    add(totals, &totals->repeated_paid, settled.sums.paid);
  }
  add_sums(totals, &totals->sums, &settled.sums);
  if (billed == NULL) {
    totals->unmatched_claims++;
    add(totals, &totals->unmatched_charge, settled.sums.charge);
    add(totals, &totals->unmatched_paid, settled.sums.paid);
  }
  const tr_settle_events *events = &settle->options.events;
  if (events->claim != NULL) events->claim(events->context, &settled);
  learn(settle, &settled);
}

/* -------------------------------------------------------------- one payment */

/* Remittances are fetched again, or kept in two folders. */
static bool is_known(tr_settle *settle, const tr_remit_payment *payment) {
  const tr_str trace = tr_unit_text(payment->unit, &payment->trace);
  const tr_str payer = tr_unit_text(payment->unit, &payment->trace_payer);
  const int64_t numbers[] = {cents_of(&payment->amount), payment->date.number};
  uint64_t key = tr_hash(tr_hash(0, trace), payer);
  uint32_t before;
  key = tr_hash(key, (tr_str){(const char *)numbers, sizeof numbers});
  if (trace.n == 0) return false;
  if (tr_map_get(&settle->traces, key, &before)) return true;
  const tr_status status = tr_map_set(&settle->traces, key, 1);
  if (status != TR_OK) fail(settle, status);
  return false;
}

static void payment_began(void *context, const tr_remit_payment *payment) {
  tr_settle *settle = context;
  const tr_settle_events *events = &settle->options.events;
  settle->passing = is_known(settle, payment);
  if (settle->passing) {
    settle->payment = (tr_settled_totals){.repeated_payments = 1};
    if (events->payment_repeated != NULL)
      events->payment_repeated(events->context, payment);
    return;
  }
  settle->payment = (tr_settled_totals){.payments = 1};
  if (events->payment_began != NULL)
    events->payment_began(events->context, payment);
}

static void payment_ended(void *context, const tr_remit_payment *payment,
                          bool whole) {
  tr_settle *settle = context;
  const tr_settle_events *events = &settle->options.events;
  tr_settled_totals *totals = &settle->payment;
  if (settle->passing) {
    settle->passing = false;
    add_totals(&settle->all, totals);
    return;
  }
  totals->amount = cents_of(&payment->amount);
  totals->provider_adjusted = payment->totals.provider_adjusted;
  if (events->payment_ended != NULL)
    events->payment_ended(events->context, payment, totals, whole);
  add_totals(&settle->all, totals);
}

/* -------------------------------------------------------------------- files */

static void take_fault(void *context, const tr_fault *fault) {
  tr_settle *settle = context;
  const tr_settle_events *events = &settle->options.events;
  /* what the patient is told to pay takes no part in the sums */
  const bool of_patient =
      fault->variant != NULL && strcmp(fault->variant, "patient-share") == 0;
  const bool of_balance = strncmp(fault->rule, "TRB", 3) == 0;
  if (of_balance && settle->passing) return;
  if (of_balance && !of_patient) settle->payment.faults++;
  if (events->fault != NULL) events->fault(events->context, fault);
}

static void set_began(void *context, const tr_transaction *set,
                      const tr_segment *segment) {
  tr_settle *settle = context;
  (void)segment;
  settle->in_remit = tr_str_eq(tr_short_str(&set->transaction), TR_STR("835"));
  if (!settle->in_remit) return;
  const tr_remit_start start =
      tr_remit_start_of(&settle->intake.envelope, settle->file);
  tr_remit_begin_set(settle->builder, &start);
}

static void set_ended(void *context, const tr_transaction *set,
                      const tr_segment *trailer) {
  tr_settle *settle = context;
  (void)set;
  if (settle->in_remit && trailer == NULL) tr_remit_abandon(settle->builder);
  settle->in_remit = false;
}

static void take_segment(tr_settle *settle, const tr_located *located) {
  if (!located->in_set) return;
  if (located->segment.id == TR_CODE("ST")) settle->sets++;
  const tr_settle_events *events = &settle->options.events;
  if (tr_str_eq(tr_str_of(located->spec->transaction), TR_STR("835"))) {
    const tr_status status = tr_remit_segment(settle->builder, located);
    if (status != TR_OK) fail(settle, status);
  } else if (events->other != NULL) {
    events->other(events->context, located, &settle->intake.envelope);
  }
}

static void read_on(tr_settle *settle) {
  tr_located located;
  while (settle->bad == TR_OK && !settle->over) {
    switch (tr_intake_next(&settle->intake, &located)) {
      case TR_READ_SEGMENT:
        take_segment(settle, &located);
        break;
      case TR_READ_FAILED:
        fail(settle, TR_ENOMEM);
        return;
      case TR_READ_END:
        settle->over = true;
        return;
      case TR_READ_MORE:
        return;
    }
  }
}

tr_status tr_settle_new(const tr_settle_options *options, tr_settle **settle) {
  tr_settle *made = calloc(1, sizeof *made);
  if (made == NULL) return TR_ENOMEM;
  made->options = *options;
  tr_seen_init(&made->seen);
  tr_map_init(&made->traces);
  const tr_remit_events events = {.context = made,
                                  .payment_began = payment_began,
                                  .claim = take_claim,
                                  .payment_ended = payment_ended};
  made->builder = tr_remit_builder_new(take_fault, made, &events);
  tr_status status = tr_billed_init(&made->billed, options->pack);
  if (made->builder == NULL) status = TR_ENOMEM;
  if (status != TR_OK) {
    tr_settle_free(made);
    return status;
  }
  *settle = made;
  return TR_OK;
}

void tr_settle_free(tr_settle *settle) {
  if (settle == NULL) return;
  if (settle->in_file) tr_intake_done(&settle->intake);
  tr_remit_builder_free(settle->builder);
  tr_billed_done(&settle->billed);
  tr_seen_done(&settle->seen);
  tr_map_done(&settle->traces);
  free(settle->services);
  free(settle->adjustments);
  free(settle->matches);
  free(settle->taken);
  free(settle);
}

tr_billed_index *tr_settle_billed(tr_settle *settle) { return &settle->billed; }

const tr_settled_totals *tr_settle_totals(const tr_settle *settle) {
  return &settle->all;
}

void tr_settle_begin(tr_settle *settle, const char *name) {
  const tr_intake_options options = {.fault = take_fault,
                                     .context = settle,
                                     .events = {.context = settle,
                                                .set_began = set_began,
                                                .set_ended = set_ended},
                                     .seen = &settle->seen};
  settle->file = name;
  settle->in_file = true;
  settle->over = settle->in_remit = false;
  settle->sets = 0;
  tr_intake_init(&settle->intake, &options);
}

tr_status tr_settle_feed(tr_settle *settle, const char *bytes, size_t length) {
  if (settle->bad != TR_OK || settle->over || length == 0) return settle->bad;
  tr_intake_feed(&settle->intake, bytes, length);
  read_on(settle);
  return settle->bad;
}

tr_status tr_settle_end(tr_settle *settle, uint64_t *sets) {
  if (!settle->in_file) return settle->bad;
  if (settle->bad == TR_OK && !settle->over) {
    tr_intake_end(&settle->intake);
    read_on(settle);
  }
  *sets = settle->sets;
  tr_seen_next_file(&settle->seen);
  tr_intake_done(&settle->intake);
  settle->in_file = false;
  return settle->bad;
}
