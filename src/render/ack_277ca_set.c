/* What is kept of a claim for its 277CA, and when it counts as rejected. */
#include "render/ack_277ca_set.h"

void tr_ack_claims_init(tr_ack_claims *claims) {
  memset(claims, 0, sizeof *claims);
  tr_arena_init(&claims->records, TR_ACK_CLAIM_BYTES);
}

void tr_ack_claims_done(tr_ack_claims *claims) {
  tr_arena_done(&claims->records);
}

void tr_ack_claims_began(tr_ack_claims *claims, const tr_delims *delims) {
  tr_arena records = claims->records;
  const tr_status bad = claims->bad;
  tr_arena_reset(&records);
  memset(claims, 0, sizeof *claims);
  claims->records = records;
  claims->bad = bad;
  claims->delims = *delims;
  claims->open = true;
}

/* ------------------------------------------------------------------- values */

static void *make(tr_ack_claims *claims, size_t bytes) {
  void *made = tr_arena_alloc(&claims->records, bytes);
  if (made == NULL && claims->bad == TR_OK) claims->bad = TR_ELIMIT;
  return made;
}

static tr_str keep_as(tr_ack_claims *claims, tr_str text, char stead,
                      size_t most) {
  char clean[TR_ACK_SAID + 1];
  tr_str kept = {NULL, 0};
  const tr_str plain = tr_ack_text(text, &claims->delims, stead, most, clean);
  if (plain.n == 0) return kept;
  if (tr_arena_copy(&claims->records, plain, &kept) != TR_OK &&
      claims->bad == TR_OK)
    claims->bad = TR_ELIMIT;
  return kept;
}

static tr_str keep(tr_ack_claims *claims, const tr_unit *unit,
                   const tr_field *field, size_t most) {
  return keep_as(claims, tr_unit_text(unit, field), '\0', most);
}

static tr_ack_name name_of(tr_ack_claims *claims, const tr_party *party) {
  tr_ack_name name = {0};
  if (party == NULL) return name;
  const tr_unit *unit = party->unit;
  name.person = tr_str_eq(tr_unit_text(unit, &party->kind), TR_STR("1"));
  name.last = keep(claims, unit, &party->name, 60);
  if (name.person) {
    name.first = keep(claims, unit, &party->first_name, 35);
    name.middle = keep(claims, unit, &party->middle_name, 25);
    name.suffix = keep(claims, unit, &party->suffix, 10);
  }
  name.qualifier = keep(claims, unit, &party->id_qualifier, 2);
  name.id = keep(claims, unit, &party->id, 80);
  return name;
}

/* Billing providers are named by NPI, those without one by their tax number. */
static tr_ack_name provider_of(tr_ack_claims *claims, const tr_party *party) {
  tr_ack_name name = name_of(claims, party);
  if (party == NULL) return name;
  if (tr_str_eq(name.qualifier, TR_STR("XX")) && name.id.n >= 2) return name;
  name.qualifier = TR_STR("FI");
  name.id = keep(claims, party->unit, &party->tax_id, 80);
  return name;
}

/* A dependent has the member number of the subscriber. */
static tr_ack_name patient_of(tr_ack_claims *claims, const tr_claim *claim) {
  tr_ack_name name = name_of(claims, claim->patient);
  if (claim->patient != claim->subscriber && claim->subscriber != NULL) {
    const tr_party *of = claim->subscriber;
    name.qualifier = keep(claims, of->unit, &of->id_qualifier, 2);
    name.id = keep(claims, of->unit, &of->id, 80);
  }
  if (!tr_str_eq(name.qualifier, TR_STR("II"))) name.qualifier = TR_STR("MI");
  return name;
}

static bool same_name(const tr_ack_name *a, const tr_ack_name *b) {
  return tr_str_eq(a->qualifier, b->qualifier) && tr_str_eq(a->id, b->id) &&
         tr_str_eq(a->last, b->last) && tr_str_eq(a->first, b->first);
}

static tr_cents cents_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? field->number : 0;
}

static void widen(const tr_line *line, tr_day *from, tr_day *to) {
  if (line->date.state != TR_FIELD_KNOWN) return;
  const tr_day first = (tr_day)line->date.number;
  const tr_day last = line->date_to.state == TR_FIELD_KNOWN
                          ? (tr_day)line->date_to.number
                          : first;
  if (*from == TR_DAY_MIN || first < *from) *from = first;
  if (*to == TR_DAY_MIN || last > *to) *to = last;
  if (*to < *from) *to = *from;
}

static tr_str trace_of(tr_ack_claims *claims, const tr_claim *claim) {
  for (uint32_t i = 0; i < claim->reference_count; i++) {
    const tr_reference *reference = &claim->references[i];
    if (reference->line < 0 && reference->party < 0 &&
        reference->loop == TR_CODE("2300") &&
        tr_str_eq(tr_unit_text(reference->unit, &reference->qualifier),
                  TR_STR("D9")))
      return keep(claims, reference->unit, &reference->value, 50);
  }
  return (tr_str){NULL, 0};
}

/* ------------------------------------------------------------------- claims */

static void note_payer(tr_ack_claims *claims, const tr_claim *claim) {
  const tr_ack_name payer = name_of(claims, claim->payer);
  if (!claims->has_payer) claims->payer = payer;
  if (claims->has_payer && !same_name(&claims->payer, &payer))
    claims->many_payers = true;
  claims->has_payer = true;
}

static tr_ack_provider *provider_at(tr_ack_claims *claims,
                                    const tr_claim *claim) {
  const tr_ack_name name = provider_of(claims, claim->billing);
  if (claims->last != NULL && same_name(&claims->last->name, &name))
    return claims->last;
  tr_ack_provider *made = make(claims, sizeof *made);
  if (made == NULL) return NULL;
  made->name = name;
  if (claims->last == NULL)
    claims->providers = made;
  else
    claims->last->next = made;
  claims->last = made;
  return made;
}

static void note_set(tr_ack_claims *claims, const tr_claim *claim) {
  const tr_set *set = claim->set;
  if (set == NULL || claims->providers != NULL) return;
  claims->batch = keep(claims, set->unit, &set->reference, 50);
  claims->submitter = name_of(claims, set->submitter);
  claims->receiver = name_of(claims, set->receiver);
}

static void reject(tr_ack_claim *answer, const tr_ack_status *status,
                   tr_str said) {
  if (!answer->rejected) answer->said = said;
  answer->rejected = true;
  tr_ack_status_add(&answer->statuses, status);
}

void tr_ack_claims_claim(tr_ack_claims *claims, const tr_claim *claim) {
  claims->claim = NULL;
  claims->answer = NULL;
  if (!claims->open || claims->bad != TR_OK) return;
  note_set(claims, claim);
  note_payer(claims, claim);
  tr_ack_provider *provider = provider_at(claims, claim);
  tr_ack_claim *answer = make(claims, sizeof *answer);
  if (provider == NULL || answer == NULL) return;
  if (provider->last == NULL)
    provider->claims = answer;
  else
    provider->last->next = answer;
  provider->last = answer;
  answer->patient = patient_of(claims, claim);
  answer->id = keep(claims, claim->unit, &claim->id, 50);
  answer->trace = trace_of(claims, claim);
  answer->charge = cents_of(&claim->total);
  answer->from = answer->to = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++)
    widen(&claim->lines[i], &answer->from, &answer->to);
  claims->claim = claim;
  claims->answer = answer;
  for (size_t i = 0; i < claims->above_count; i++)
    if (tr_ack_status_is_above(claim, claims->above[i].ordinal))
      reject(answer, &claims->above[i].status, claims->above[i].said);
}

static bool add(tr_cents *sum, tr_cents charge) {
  return tr_cents_add(*sum, charge, sum) == TR_OK;
}

static bool count(tr_ack_sums *sums, const tr_ack_claim *answer) {
  sums->accepted += !answer->rejected;
  sums->rejected += answer->rejected;
  return add(answer->rejected ? &sums->rejected_charge : &sums->accepted_charge,
             answer->charge);
}

void tr_ack_claims_ended(tr_ack_claims *claims) {
  tr_ack_claim *answer = claims->answer;
  if (answer == NULL) return;
  /* what could not be read to its end cannot be processed */
  static const tr_ack_status unreadable = {"A3", "21", ""};
  if (claims->claim->damaged && !answer->rejected)
    reject(answer, &unreadable,
           TR_STR("the claim or a level above it cannot be read"));
  const tr_unit *unit = claims->claim->unit;
  const size_t count = unit->segment_count;
  claims->past.answer = answer;
  claims->past.first = claims->claim->at;
  claims->past.last = count > 0
                          ? unit->ordinal + unit->segments[count - 1].number
                          : claims->claim->at;
  claims->claim = NULL;
  claims->answer = NULL;
}

void tr_ack_claims_sum(tr_ack_claims *claims) {
  memset(&claims->sums, 0, sizeof claims->sums);
  for (tr_ack_provider *provider = claims->providers; provider != NULL;
       provider = provider->next) {
    memset(&provider->sums, 0, sizeof provider->sums);
    for (const tr_ack_claim *answer = provider->claims; answer != NULL;
         answer = answer->next)
      if (!count(&claims->sums, answer) || !count(&provider->sums, answer))
        claims->bad = TR_ELIMIT;
  }
}

/* ----------------------------------------------------------------- findings */

static const tr_line *line_of(const tr_claim *claim, int64_t number) {
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_line *line = &claim->lines[i];
    if (line->number.state == TR_FIELD_KNOWN
            ? line->number.number / 1000 == number
            : line->index + 1 == number)
      return line;
  }
  return NULL;
}

static tr_str control_of(tr_ack_claims *claims, const tr_line *line,
                         int64_t number) {
  const tr_str own = keep(claims, line->unit, &line->control_number, 50);
  char text[TR_NUMBER_TEXT];
  if (own.n > 0) return own;
  return keep_as(claims, tr_number_text((uint64_t)number, text), '\0', 50);
}

/* A line is answered where it can be named: by its code and charge. */
static tr_ack_line *answer_line(tr_ack_claims *claims, int64_t number) {
  tr_ack_line **at = &claims->answer->lines;
  for (; *at != NULL; at = &(*at)->next)
    if ((*at)->number == number) return *at;
  const tr_line *line = line_of(claims->claim, number);
  if (line == NULL || !line->has_service ||
      line->code.state != TR_FIELD_KNOWN ||
      line->charge.state != TR_FIELD_KNOWN)
    return NULL;
  tr_ack_line *made = make(claims, sizeof *made);
  if (made == NULL) return NULL;
  made->number = number;
  made->qualifier = keep(claims, line->unit, &line->qualifier, 2);
  made->code = keep(claims, line->unit, &line->code, 48);
  for (size_t i = 0; i < TR_MODIFIERS; i++)
    made->modifiers[i] = keep(claims, line->unit, &line->modifiers[i], 2);
  if (line->units.state == TR_FIELD_KNOWN)
    made->units = keep(claims, line->unit, &line->units, 15);
  made->control = control_of(claims, line, number);
  made->charge = line->charge.number;
  made->from = made->to = TR_DAY_MIN;
  widen(line, &made->from, &made->to);
  *at = made;
  return made;
}

static void note_above(tr_ack_claims *claims, const tr_finding *finding,
                       const tr_ack_status *status) {
  if (!finding->has_place) return;
  if (claims->above_count == TR_ACK_ABOVE)
    memmove(claims->above, claims->above + 1,
            --claims->above_count * sizeof claims->above[0]);
  claims->above[claims->above_count++] = (tr_ack_above){
      .ordinal = finding->at.ordinal,
      .status = *status,
      .said = keep_as(claims, finding->message, ' ', TR_ACK_SAID)};
}

/* The claim a finding is in: the open one, or the one that has just ended. */
static tr_ack_claim *answer_of(const tr_ack_claims *claims,
                               const tr_finding *finding) {
  if (claims->answer != NULL) return claims->answer;
  const bool late = claims->past.answer != NULL && finding->has_place &&
                    finding->at.ordinal >= claims->past.first &&
                    finding->at.ordinal <= claims->past.last;
  return late ? claims->past.answer : NULL;
}

void tr_ack_claims_finding(tr_ack_claims *claims, const tr_finding *finding) {
  if (!claims->open || claims->bad != TR_OK ||
      finding->severity != TR_SEVERITY_ERROR)
    return;
  const tr_ack_status status = tr_ack_status_of(finding, claims->claim);
  tr_ack_claim *answer = answer_of(claims, finding);
  if (answer == NULL) {
    note_above(claims, finding, &status);
    return;
  }
  tr_str said = {NULL, 0};
  if (!answer->rejected)
    said = keep_as(claims, finding->message, ' ', TR_ACK_SAID);
  reject(answer, &status, said);
  /* a party above the claims is told of once, with the first of them */
  if (claims->claim != NULL && finding->has_place &&
      finding->rule->each == TR_EACH_PARTY &&
      tr_ack_status_is_above(claims->claim, finding->at.ordinal))
    note_above(claims, finding, &status);
  if (finding->line <= 0 || claims->claim == NULL) return;
  tr_ack_line *line = answer_line(claims, finding->line);
  if (line != NULL) tr_ack_status_add(&line->statuses, &status);
}
