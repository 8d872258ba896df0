/* One claim: derive its facts, bind the names of each kind of rule in turn and
 * evaluate. Which rule speaks, and in which words, is check_report.c's. */
#include "rule/check_internal.h"

static void fail(tr_check *check, tr_status status) {
  if (check->bad == TR_OK) check->bad = status;
}

static bool fires_on_date(const tr_rule *rule, const tr_scope *scope) {
  const tr_day day = tr_tables_day(scope->tables, scope->service_date);
  return day == TR_DAY_MIN || (day >= rule->from && day <= rule->to);
}

/* A guard saves the evaluation of most rules on most lines. */
static bool guard_lets_pass(const tr_rule *rule, const tr_scope *scope) {
  if (rule->codes == NULL || scope->line == NULL) return true;
  return scope->line->code.state == TR_FIELD_KNOWN &&
         tr_codes_have(rule->codes, rule->code_count,
                       (tr_code)scope->line->code.number);
}

static tr__hit *new_hit(tr_check *check) {
  if (check->hit_count == TR_CHECK_FOUND) {
    check->found_more = true;
    return NULL;
  }
  if (check->hit_count == check->hit_room) {
    const size_t room = check->hit_room == 0 ? 32 : check->hit_room * 2;
    tr__hit *grown = realloc(check->hits, room * sizeof *grown);
    if (grown == NULL) {
      fail(check, TR_ENOMEM);
      return NULL;
    }
    check->hits = grown;
    check->hit_room = room;
  }
  return &check->hits[check->hit_count++];
}

static const tr_case *choose_case(const tr_rule *rule, const tr_scope *scope) {
  for (uint32_t i = 0; i < rule->case_count; i++) {
    const tr_case *candidate = &rule->cases[i];
    if (candidate->variant != NULL) continue;
    if (candidate->when == NULL ||
        tr_eval_flag(candidate->when, scope, NULL) == TR_TRUE)
      return candidate;
  }
  return NULL;
}

/* The own line a hit is about: the one its caret is in, else the one bound. */
static int32_t line_of(const tr_scope *scope, const tr_found_place *at,
                       bool has_at) {
  if (has_at && at->line != NULL && !at->line->earlier) return at->line->index;
  const tr_line *bound[] = {scope->line, scope->column2, scope->second,
                            scope->column1, scope->first};
  for (size_t i = 0; i < sizeof bound / sizeof bound[0]; i++)
    if (bound[i] != NULL && !bound[i]->earlier) return bound[i]->index;
  return -1;
}

static bool billed_for_denial(const tr_line *line) {
  for (int m = 0; m < TR_MODIFIERS; m++) {
    const tr_code modifier = (tr_code)line->modifiers[m].number;
    if (modifier == TR_CODE("GY") || modifier == TR_CODE("GZ")) return true;
  }
  return false;
}

/* Rules marked so say nothing of lines that are billed to be denied. */
static bool exempt(const tr_rule *rule, const tr_scope *scope) {
  if (!rule->denial_exempt) return false;
  const tr_line *lines[] = {scope->line, scope->column1, scope->column2,
                            scope->first, scope->second};
  for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
    if (lines[i] != NULL && billed_for_denial(lines[i])) return true;
  return false;
}

static void tell_tried(const tr_check *check, const tr_rule *rule,
                       const tr_scope *scope, tr_truth truth,
                       unsigned reasons) {
  if (check->watch.rule_tried != NULL)
    check->watch.rule_tried(check->watch.context, rule,
                            line_of(scope, NULL, false), truth, reasons);
}

static void try_rule(tr_check *check, const tr_rule *rule, tr_scope *scope) {
  unsigned reasons = 0;
  if (!fires_on_date(rule, scope) || !guard_lets_pass(rule, scope)) return;
  if (rule->needs_note && scope->note == NULL && scope->service == NULL) {
    check->undecided |= TR_NO_NOTE;
    tell_tried(check, rule, scope, TR_UNKNOWN, TR_NO_NOTE);
    return;
  }
  const tr_truth truth = tr_eval_flag(rule->when, scope, &reasons);
  if (truth == TR_UNKNOWN) check->undecided |= reasons;
  tell_tried(check, rule, scope, truth, reasons);
  if (truth != TR_TRUE || exempt(rule, scope)) return;

  const tr_case *chosen = choose_case(rule, scope);
  if (chosen != NULL && chosen->silent) return;
  tr__hit *hit = new_hit(check);
  if (hit == NULL) return;
  *hit = (tr__hit){.rule = rule, .chosen = chosen, .scope = *scope};
  const tr_program *at =
      chosen != NULL && chosen->at != NULL ? chosen->at : rule->at;
  hit->has_at = at != NULL && tr_eval_place(at, scope, &hit->at);
  hit->line = line_of(scope, &hit->at, hit->has_at);
}

void tr__check_rules(tr_check *check, tr_each each, tr_scope *scope) {
  for (uint32_t i = 0; i < check->each_count[each]; i++)
    try_rule(check, check->by_each[each][i], scope);
}

static bool has_rules(const tr_check *check, tr_each each) {
  return check->each_count[each] != 0;
}

/* Bind a line, with the profile's day and the note of the visit. A note that
 * is of another visit (TRD0105) is not compared with the claim. */
static void bind_line(tr_scope *scope, const tr_visit *visit,
                      const tr_line *line) {
  const tr_visit_day *day =
      line != NULL ? tr_visit_of_line(visit, line)->day : NULL;
  scope->line = line;
  scope->day = day;
  scope->note = day != NULL && day->note_fits ? day->note : NULL;
  if (day != NULL) scope->service_date = day->date;
}

static const tr_line *own_line(const tr_claim *claim, int32_t index) {
  return index >= 0 && (uint32_t)index < claim->line_count
             ? &claim->lines[index]
             : NULL;
}

static void check_lines(tr_check *check, const tr_scope *base,
                        const tr_visit *visit) {
  const tr_claim *claim = visit->claim;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    tr_scope scope = *base;
    bind_line(&scope, visit, &claim->lines[i]);
    tr__check_rules(check, TR_EACH_LINE, &scope);
  }
}

static void check_pairs(tr_check *check, const tr_scope *base,
                        const tr_visit_day *day) {
  if (!has_rules(check, TR_EACH_PAIR)) return;
  for (uint32_t b = day->earlier_count; b < day->line_count; b++)
    for (uint32_t a = tr_visit_first_before(b); a < b; a++) {
      tr_scope scope = *base;
      scope.first = day->lines[a];
      scope.second = day->lines[b];
      tr__check_rules(check, TR_EACH_PAIR, &scope);
    }
}

static void check_days(tr_check *check, const tr_scope *base,
                       const tr_visit *visit) {
  for (uint32_t d = 0; d < visit->day_count; d++) {
    const tr_visit_day *day = &visit->days[d];
    tr_scope scope = *base;
    scope.day = day;
    scope.note = day->note_fits ? day->note : NULL;
    scope.service_date = day->date;
    tr__check_rules(check, TR_EACH_DAY, &scope);
    for (uint32_t e = 0; e < day->edit_count; e++) {
      tr_scope pair = scope;
      pair.edit = &day->edits[e];
      pair.column1 = day->edits[e].column1;
      pair.column2 = day->edits[e].column2;
      tr__check_rules(check, TR_EACH_EDIT, &pair);
    }
    check_pairs(check, &scope, day);
  }
}

/* The claim's parts that are a flat list each. */
static void check_parts(tr_check *check, const tr_scope *base,
                        const tr_visit *visit) {
  const tr_claim *claim = visit->claim;
  for (uint32_t i = 0; i < claim->diagnosis_count; i++) {
    tr_scope scope = *base;
    scope.diagnosis = &claim->diagnoses[i];
    tr__check_rules(check, TR_EACH_DIAGNOSIS, &scope);
  }
  for (uint32_t i = 0; i < claim->date_count; i++) {
    tr_scope scope = *base;
    scope.date = &claim->dates[i];
    bind_line(&scope, visit, own_line(claim, claim->dates[i].line));
    tr__check_rules(check, TR_EACH_DATE, &scope);
  }
  for (uint32_t i = 0; i < claim->attachment_count; i++) {
    tr_scope scope = *base;
    scope.attachment = &claim->attachments[i];
    tr__check_rules(check, TR_EACH_ATTACHMENT, &scope);
  }
  for (uint32_t i = 0; i < claim->other_payer_count; i++) {
    tr_scope scope = *base;
    scope.other_payer = &claim->other_payers[i];
    tr__check_rules(check, TR_EACH_OTHER_PAYER, &scope);
  }
  for (uint32_t i = 0; i < claim->adjudication_count; i++) {
    tr_scope scope = *base;
    scope.adjudication = &claim->adjudications[i];
    bind_line(&scope, visit, own_line(claim, claim->adjudications[i].line));
    tr__check_rules(check, TR_EACH_ADJUDICATION, &scope);
  }
  if (!has_rules(check, TR_EACH_SEGMENT)) return;
  for (size_t i = 0; i < claim->unit->segment_count; i++) {
    tr_scope scope = *base;
    scope.segment = &claim->unit->segments[i];
    tr__check_rules(check, TR_EACH_SEGMENT, &scope);
  }
}

/* Parties of the levels above are told once, with the first claim under them:
 * a provider's bad NPI is one fault, not one for each claim. */
static void check_parties(tr_check *check, const tr_scope *base,
                          const tr_claim *claim) {
  for (uint32_t i = 0; i < claim->level_party_count; i++) {
    const tr_party *party = &claim->level_parties[i];
    if (party->unit->ordinal + party->role.segment <= check->last_claim_at)
      continue;
    tr_scope scope = *base;
    scope.party = party;
    tr__check_rules(check, TR_EACH_PARTY, &scope);
  }
  for (uint32_t i = 0; i < claim->party_count; i++) {
    tr_scope scope = *base;
    scope.party = &claim->parties[i];
    tr__check_rules(check, TR_EACH_PARTY, &scope);
  }
}

static const tr_line *line_of_service(const tr_visit *visit,
                                      const tr_visit_day *day,
                                      const tr_service *service) {
  for (uint32_t i = day->earlier_count; i < day->line_count; i++) {
    const tr_visit_line *facts = tr_visit_of_line(visit, day->lines[i]);
    for (uint32_t s = 0; s < facts->service_count; s++)
      if (facts->services[s] == service) return day->lines[i];
  }
  return NULL;
}

static void check_note(tr_check *check, const tr_scope *base,
                       const tr_visit *visit, const tr_visit_day *day) {
  tr_scope scope = *base;
  scope.day = day;
  scope.note = day->note;
  scope.service_date = day->date;
  tr__check_rules(check, TR_EACH_NOTE, &scope);
  /* the services of another visit's note say nothing about this claim */
  if (!day->note_fits) return;
  for (uint32_t i = 0; i < day->note->service_count; i++) {
    scope.service = &day->note->services[i];
    scope.line = line_of_service(visit, day, scope.service);
    tr__check_rules(check, TR_EACH_SERVICE, &scope);
  }
}

static tr_unit_method unit_method(const tr_check *check,
                                  const tr_profile_view *profile, tr_day day) {
  const tr_profile_value *value =
      tr_profile_get(profile, check->key_unit_method, day);
  if (value == NULL || value->value.text == NULL) return TR_UNITS_AMA_MIDPOINT;
  const tr_str word = tr_str_of(value->value.text);
  if (tr_str_eq(word, TR_STR("cms-total"))) return TR_UNITS_CMS_TOTAL;
  if (tr_str_eq(word, TR_STR("strict-15"))) return TR_UNITS_STRICT_15;
  return TR_UNITS_AMA_MIDPOINT;
}

/* The first date of service of the claim, TR_DAY_MIN where none is readable. */
static tr_day first_service(const tr_claim *claim, tr_day *last) {
  tr_day first = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    if (claim->lines[i].date.state != TR_FIELD_KNOWN) continue;
    const tr_day day = (tr_day)claim->lines[i].date.number;
    if (first == TR_DAY_MIN || day < first) first = day;
    if (day > *last) *last = day;
  }
  return first;
}

static void count_undecided(tr_check *check) {
  for (int i = 0; i < TR_REASONS; i++)
    if ((check->undecided & (1U << i)) != 0) check->summary.undecided[i]++;
}

/* Whoever runs the checker may name the profile; the state is the claim's. */
static bool named_profile(const tr_check *check, const tr_claim *claim,
                          tr_profile_view *profile) {
  const tr_check_options *options = &check->options;
  if (options->profile_of == NULL) return false;
  const char *id = options->profile_of(options->profile_context, claim);
  tr_profile_view named;
  if (id == NULL || !tr_profile_named(&check->profiles, tr_str_of(id), &named))
    return false;
  profile->pack = named.pack;
  profile->chain = named.chain;
  return true;
}

void tr__check_claim(tr_check *check, const tr_claim *claim) {
  tr_profile_view profile = tr_profile_find(&check->finder, claim);
  (void)named_profile(check, claim, &profile);
  profile.as_if = check->options.tables->as_if;
  const tr_day first = first_service(claim, &check->last_service);
  check->undecided = 0;
  check->note_count = 0;
  check->note_elsewhere = false;
  if (check->matching) tr__take_notes(check, claim);
  tr_status status = tr__ask_past(check, claim);
  if (status != TR_OK) {
    fail(check, status);
    return;
  }

  tr_visit visit;
  const tr_visit_input input = {
      .pack = check->options.pack,
      .claim = claim,
      .tables = check->options.tables,
      .profile = &profile,
      .unit_method = unit_method(check, &profile, first),
      .history = check->history,
      .notes = check->notes,
      .note_count = check->note_count,
      .notes_given = check->matching &&
                     (!check->options.notes_are_kept || check->note_count != 0),
      .note_elsewhere = check->note_elsewhere};
  status = tr_visit_build(&check->arena, &input, &visit);
  if (status == TR_OK) status = tr__look_back(check, &visit);
  if (status != TR_OK) {
    fail(check, status);
    return;
  }

  tr_scope scope = {.claim = claim,
                    .set = claim->set,
                    .visit = &visit,
                    .profile = &profile,
                    .tables = check->options.tables,
                    .history = check->history,
                    .today = check->options.today,
                    .service_date = first};
  check_parties(check, &scope, claim);
  check_parts(check, &scope, &visit);
  check_lines(check, &scope, &visit);
  check_days(check, &scope, &visit);
  scope.note = visit.day_count != 0 && visit.days[0].note_fits
                   ? visit.days[0].note
                   : NULL;
  tr__check_rules(check, TR_EACH_CLAIM, &scope);
  for (uint32_t d = 0; d < visit.day_count; d++)
    if (visit.days[d].note != NULL)
      check_note(check, &scope, &visit, &visit.days[d]);

  count_undecided(check);
  tr__report_hits(check, claim);
  check->last_claim_at = claim->at;
}

void tr__check_lone_note(tr_check *check, const tr_note *note) {
  tr_profile_view profile = {.state = 0};
  const bool has_default =
      named_profile(check, NULL, &profile) ||
      tr_profile_named(&check->profiles, TR_STR("commercial"), &profile);
  tr_scope scope = {.tables = check->options.tables,
                    .profile = has_default ? &profile : NULL,
                    .today = check->options.today,
                    .note = note,
                    .service_date = TR_DAY_MIN};
  if (note->date_of_service.state == TR_FIELD_KNOWN)
    scope.service_date = (tr_day)note->date_of_service.number;
  check->undecided = 0;
  tr__check_rules(check, TR_EACH_NOTE, &scope);
  for (uint32_t i = 0; i < note->service_count; i++) {
    scope.service = &note->services[i];
    tr__check_rules(check, TR_EACH_SERVICE, &scope);
  }
  tr__report_hits(check, NULL);
}
