/* Decides which billed claim a remitted one answers. */
#include "settle/settle_match.h"

enum {
  ID_POINTS = 40,
  NUMBER_POINTS = 40,
  CONTROL_POINTS = 15,
  CHARGE_POINTS = 10,
  SERVICES_POINTS = 35,
  PAYER_POINTS = 10,
  UNCHARGED_MOST = SERVICES_POINTS + PAYER_POINTS,
  UNNUMBERED_MOST = CHARGE_POINTS + UNCHARGED_MOST,
  CODE_OF_SERVICE = 40,
  MODIFIERS_OF_SERVICE = 20,
  DATE_OF_SERVICE = 25,
  CHARGE_OF_SERVICE = 15,
  MOST = 100
};

const tr_remit_procedure *tr_remit_billed_procedure(
    const tr_remit_service *service) {
  return service->submitted.code.state == TR_FIELD_KNOWN ? &service->submitted
                                                         : &service->procedure;
}

tr_day tr_remit_service_day(const tr_remit_claim *claim,
                            const tr_remit_service *service) {
  if (service->date.state == TR_FIELD_KNOWN)
    return (tr_day)service->date.number;
  return claim->date.state == TR_FIELD_KNOWN ? (tr_day)claim->date.number
                                             : TR_DAY_MIN;
}

/* A reversal repeats the charges with a minus. */
static tr_cents charged(const tr_remit_claim *remit, const tr_field *charge) {
  if (charge->state != TR_FIELD_KNOWN) return INT64_MIN;
  return remit->reversal ? -charge->number : charge->number;
}

/* ----------------------------------------------------------------- services */

static bool has_modifier(const tr_billed_line *line, tr_code modifier) {
  for (int i = 0; i < TR_BILLED_MODIFIERS; i++)
    if (line->modifiers[i] == modifier) return true;
  return false;
}

/* All, whatever their order; half where some are. */
static uint8_t score_modifiers(const tr_remit_procedure *procedure,
                               const tr_billed_line *line) {
  unsigned billed = 0, remitted = 0, same = 0;
  for (int i = 0; i < TR_BILLED_MODIFIERS; i++)
    if (line->modifiers[i] != 0) billed++;
  for (int i = 0; i < TR_REMIT_MODIFIERS; i++) {
    const tr_code modifier = (tr_code)procedure->modifiers[i].number;
    if (modifier == 0) continue;
    remitted++;
    if (has_modifier(line, modifier)) same++;
  }
  if (same == billed && same == remitted) return MODIFIERS_OF_SERVICE;
  return same != 0 ? MODIFIERS_OF_SERVICE / 2 : 0;
}

static tr_service_score score_service(const tr_remit_claim *remit,
                                      const tr_remit_service *service,
                                      const tr_billed_line *line) {
  const tr_remit_procedure *procedure = tr_remit_billed_procedure(service);
  const tr_day day = tr_remit_service_day(remit, service);
  tr_service_score score = {0};
  const tr_str control = tr_unit_text(remit->unit, &service->control_number);
  score.control = control.n != 0 && tr_str_eq(control, line->control);
  if (line->code != 0 && (tr_code)procedure->code.number == line->code) {
    score.code = CODE_OF_SERVICE;
    score.modifiers = score_modifiers(procedure, line);
  }
  if (day != TR_DAY_MIN && day == line->date) score.date = DATE_OF_SERVICE;
  if (charged(remit, &service->charge) == line->charge)
    score.charge = CHARGE_OF_SERVICE;
  score.total =
      (uint8_t)(score.code + score.modifiers + score.date + score.charge);
  return score;
}

/* The same service on another day is another service. */
static bool is_other_day(const tr_remit_claim *remit,
                         const tr_remit_service *service,
                         const tr_billed_line *line) {
  const tr_day day = tr_remit_service_day(remit, service);
  return day != TR_DAY_MIN && line->date != TR_DAY_MIN && day != line->date;
}

static bool are_copies(const tr_billed_line *a, const tr_billed_line *b) {
  return a->code == b->code && a->date == b->date && a->charge == b->charge &&
         memcmp(a->modifiers, b->modifiers, sizeof a->modifiers) == 0;
}

static void match_by_control(const tr_billed *claim,
                             const tr_remit_claim *remit,
                             const tr_remit_service *service,
                             tr_service_match *match, bool *taken) {
  const tr_str control = tr_unit_text(remit->unit, &service->control_number);
  if (control.n == 0) return;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    if (!tr_str_eq(claim->lines[i].control, control)) continue;
    match->line = &claim->lines[i];
    match->index = (int32_t)i;
    match->score = score_service(remit, service, match->line);
    taken[i] = true; /* a payer may split a line: others may take it too */
    return;
  }
}

static void match_by_score(const tr_billed *claim, const tr_remit_claim *remit,
                           const tr_remit_service *service,
                           tr_service_match *match, bool *taken) {
  const tr_billed_line *best_line = NULL;
  uint32_t best_at = 0;
  tr_service_score best = {0};
  unsigned second = 0;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_billed_line *line = &claim->lines[i];
    if (taken[i] || is_other_day(remit, service, line)) continue;
    const tr_service_score score = score_service(remit, service, line);
    if (best_line == NULL || score.total > best.total) {
      if (best_line != NULL) second = best.total;
      best_line = line;
      best_at = i;
      best = score;
    } else if (score.total > second && !are_copies(line, best_line)) {
      second = score.total;
    }
  }
  match->score = best;
  if (best_line == NULL || best.total < TR_MATCH_SERVICE_LEAST) return;
  match->ambiguous = best.total < second + TR_MATCH_MARGIN;
  if (match->ambiguous) return;
  match->line = best_line;
  match->index = (int32_t)best_at;
  taken[best_at] = true;
}

void tr_match_services(const tr_billed *claim, const tr_remit_claim *remit,
                       tr_service_match *matches, bool *taken) {
  if (claim->line_count > 0)
    memset(taken, 0, claim->line_count * sizeof *taken);
  for (uint32_t i = 0; i < remit->service_count; i++) {
    matches[i] = (tr_service_match){.index = -1};
    match_by_control(claim, remit, &remit->services[i], &matches[i], taken);
  }
  for (uint32_t i = 0; i < remit->service_count; i++)
    if (matches[i].line == NULL)
      match_by_score(claim, remit, &remit->services[i], &matches[i], taken);
}

/* ------------------------------------------------------------------- claims */

static uint32_t compared(uint32_t count) {
  return count < TR_MATCH_COMPARED ? count : TR_MATCH_COMPARED;
}

/* Each service against the best of the lines no other took. */
static void score_services(const tr_billed *claim, const tr_remit_claim *remit,
                           tr_claim_score *score) {
  bool taken[TR_MATCH_COMPARED] = {false};
  const uint32_t services = compared(remit->service_count);
  const uint32_t lines = compared(claim->line_count);
  unsigned points = 0, numbered = 0, agreed = 0;
  for (uint32_t i = 0; i < services; i++) {
    const tr_remit_service *service = &remit->services[i];
    unsigned best = 0;
    uint32_t best_at = lines;
    bool control = false;
    for (uint32_t k = 0; k < lines; k++) {
      const tr_service_score fit =
          score_service(remit, service, &claim->lines[k]);
      control = control || fit.control;
      if (taken[k] || fit.total <= best) continue;
      best = fit.total;
      best_at = k;
    }
    if (best_at < lines) taken[best_at] = true;
    points += best;
    if (service->control_number.state == TR_FIELD_KNOWN) numbered++;
    if (control) agreed++;
  }
  if (services == 0) return;
  score->services = (uint8_t)(points * SERVICES_POINTS / (MOST * services));
  if (numbered != 0 && agreed == numbered) score->control = CONTROL_POINTS;
}

/* Whether every service is of a day the claim has no line of. */
static bool are_other_days(const tr_billed *claim,
                           const tr_remit_claim *remit) {
  const uint32_t services = compared(remit->service_count);
  const uint32_t lines = compared(claim->line_count);
  for (uint32_t i = 0; i < services; i++)
    for (uint32_t k = 0; k < lines; k++)
      if (!is_other_day(remit, &remit->services[i], &claim->lines[k]))
        return false;
  return services > 0 && lines > 0;
}

static bool number_agrees(const tr_billed *claim, const tr_remit_claim *remit) {
  const tr_field *const numbers[] = {&remit->payer_number,
                                     &remit->original_reference};
  for (size_t i = 0; i < 2; i++) {
    const tr_str number = tr_unit_text(remit->unit, numbers[i]);
    if (number.n != 0 && tr_str_eq(number, claim->number)) return true;
  }
  return false;
}

static tr_claim_score score_claim(const tr_billed *claim,
                                  const tr_remit_claim *remit) {
  tr_claim_score score = {0};
  const tr_str id = tr_unit_text(remit->unit, &remit->id);
  if (id.n != 0 && tr_str_eq(id, claim->id)) score.id = ID_POINTS;
  if (number_agrees(claim, remit)) score.number = NUMBER_POINTS;
  if (charged(remit, &remit->charge) == claim->total)
    score.charge = CHARGE_POINTS;
  score_services(claim, remit, &score);
  /* practices use a patient's account number again from visit to visit */
  if (score.number == 0 && score.control == 0 && are_other_days(claim, remit))
    score.id = score.services = 0;
  const tr_remit_party *payer = &remit->payment->payer;
  const tr_str name = tr_unit_text(payer->unit, &payer->name);
  const bool supports =
      score.id + score.number + score.control + score.services != 0;
  if (supports && name.n != 0 && tr_str_eq_nocase(name, claim->payer))
    score.payer = PAYER_POINTS;
  const unsigned total = (unsigned)score.id + score.number + score.control +
                         score.charge + score.services + score.payer;
  score.total = (uint8_t)(total < MOST ? total : MOST);
  return score;
}

/** The candidates while they are gathered. */
typedef struct search {
  const tr_billed_index *index;
  const tr_remit_claim *remit;
  tr_match *match;
  uint32_t services; /* of the remitted claim that are compared */
  unsigned left;     /* most points of a claim that was left; 0: none was */
} search;

/* Of copies the one that was not answered yet comes first, then the one that
 * was billed first; a reversal is of one that was. */
static bool comes_first(const tr_remit_claim *remit,
                        const tr_match_candidate *a,
                        const tr_match_candidate *b) {
  if (a->score.total != b->score.total) return a->score.total > b->score.total;
  const bool a_open = a->claim->answers == a->claim->reversals;
  const bool b_open = b->claim->answers == b->claim->reversals;
  if (a_open != b_open) return a_open != remit->reversal;
  return a->claim < b->claim;
}

static void consider(search *search, tr_billed *claim) {
  tr_match *match = search->match;
  for (uint32_t i = 0; i < match->candidate_count; i++)
    if (match->candidates[i].claim == claim) return;
  const tr_match_candidate found = {claim, score_claim(claim, search->remit)};
  if (found.score.total == 0) return;
  uint32_t at = match->candidate_count;
  while (at > 0 &&
         comes_first(search->remit, &found, &match->candidates[at - 1]))
    at--;
  if (at == TR_MATCH_CANDIDATES) return;
  if (match->candidate_count < TR_MATCH_CANDIDATES) match->candidate_count++;
  for (uint32_t i = match->candidate_count - 1; i > at; i--)
    match->candidates[i] = match->candidates[i - 1];
  match->candidates[at] = found;
}

/* Whether one more claim may be compared. */
static bool has_room(search *search, const tr_billed *claim) {
  tr_match *match = search->match;
  const uint32_t lines = compared(claim->line_count);
  /* once for the scores, once for the days */
  const uint32_t work = 1 + 2 * search->services * lines;
  if (match->tried == TR_MATCH_TRIED ||
      (match->tried >= TR_MATCH_SURE && match->work + work > TR_MATCH_WORK))
    return false;
  match->tried++;
  match->work += work;
  return true;
}

/* Compare the claims of a chain. @param most Points that one of them can have,
 * when all that were looked up before were compared. */
static void gather(search *search, uint32_t node, unsigned most) {
  tr_billed *claim;
  while (tr_billed_next(search->index, &node, &claim)) {
    if (!has_room(search, claim)) {
      search->match->crowded = true;
      if (search->left < most) search->left = most;
      return;
    }
    consider(search, claim);
  }
}

/* Whether a service before it has its code and day: the keys are the same. */
static bool is_looked_up(const search *search, uint32_t at) {
  const tr_remit_service *services = search->remit->services;
  const tr_code code =
      (tr_code)tr_remit_billed_procedure(&services[at])->code.number;
  const tr_day day = tr_remit_service_day(search->remit, &services[at]);
  for (uint32_t i = 0; i < at; i++)
    if ((tr_code)tr_remit_billed_procedure(&services[i])->code.number == code &&
        tr_remit_service_day(search->remit, &services[i]) == day)
      return true;
  return false;
}

static void gather_numbered(search *search) {
  const tr_remit_claim *remit = search->remit;
  const tr_billed_index *index = search->index;
  gather(search,
         tr_billed_by_number(index,
                             tr_unit_text(remit->unit, &remit->payer_number)),
         MOST);
  gather(search,
         tr_billed_by_number(
             index, tr_unit_text(remit->unit, &remit->original_reference)),
         MOST);
  for (uint32_t i = 0; i < search->services; i++) {
    const tr_field *control = &remit->services[i].control_number;
    gather(search,
           tr_billed_by_control(index, tr_unit_text(remit->unit, control)),
           MOST);
  }
}

/* The charge of a claim that is asked for first, then any. */
static tr_cents total_asked(const search *search, int round) {
  return round == 0 ? charged(search->remit, &search->remit->charge)
                    : TR_BILLED_ANY;
}

static void gather_of_id(search *search) {
  const tr_remit_claim *remit = search->remit;
  const tr_str id = tr_unit_text(remit->unit, &remit->id);
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < search->services; i++)
      if (!is_looked_up(search, i))
        gather(
            search,
            tr_billed_by_visit(search->index, id,
                               tr_remit_service_day(remit, &remit->services[i]),
                               total_asked(search, round)),
            MOST);
  gather(search, tr_billed_by_id(search->index, id), MOST);
}

static void gather_of_services(search *search) {
  const tr_remit_claim *remit = search->remit;
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < search->services; i++) {
      const tr_remit_service *service = &remit->services[i];
      if (is_looked_up(search, i)) continue;
      gather(
          search,
          tr_billed_by_service(
              search->index,
              (tr_code)tr_remit_billed_procedure(service)->code.number,
              tr_remit_service_day(remit, service), total_asked(search, round)),
          round == 0 ? UNNUMBERED_MOST : UNCHARGED_MOST);
    }
}

static void gather_all(search *search) {
  const tr_match *match = search->match;
  gather_numbered(search);
  gather_of_id(search);
  /* without a number that agrees none gets so far */
  if (match->candidate_count != 0 &&
      match->candidates[0].score.total >= UNNUMBERED_MOST + TR_MATCH_MARGIN)
    return;
  gather_of_services(search);
}

static bool are_copied_claims(const tr_billed *a, const tr_billed *b) {
  if (!tr_str_eq(a->id, b->id) || a->total != b->total ||
      a->line_count != b->line_count)
    return false;
  for (uint32_t i = 0; i < a->line_count; i++)
    if (!are_copies(&a->lines[i], &b->lines[i])) return false;
  return true;
}

void tr_match_claim(const tr_billed_index *index, const tr_remit_claim *remit,
                    tr_match *match) {
  search search = {.index = index,
                   .remit = remit,
                   .match = match,
                   .services = compared(remit->service_count)};
  *match = (tr_match){.claim = NULL};
  gather_all(&search);
  if (match->candidate_count == 0) return;
  const tr_match_candidate *best = &match->candidates[0];
  if (best->score.total < TR_MATCH_LEAST) return;
  for (uint32_t i = 1; i < match->candidate_count; i++) {
    const tr_match_candidate *other = &match->candidates[i];
    if (best->score.total < other->score.total + TR_MATCH_MARGIN &&
        !are_copied_claims(best->claim, other->claim))
      match->ambiguous = true;
  }
  /* among claims that were left there may be one that fits as well */
  if (best->score.id == 0 && best->score.number == 0 &&
      best->score.total < search.left + TR_MATCH_MARGIN && match->crowded)
    match->ambiguous = true;
  if (match->ambiguous) return;
  match->claim = best->claim;
  match->score = best->score;
}
