/* From rules that fired to findings: who speaks where one follows from
 * another, how severe it is for this payer, in which words, in which order.
 * What readers found is the business of check_faults.c. */
#include "rule/check_internal.h"

enum { TEXT_MOST = 1024 /* bytes of one message */ };

static void fail(tr_check *check, tr_status status) {
  if (check->bad == TR_OK) check->bad = status;
}

/* ----------------------------------------------------- one cause, one voice */

static bool yields_to(const tr_rule *rule, const tr_rule *other) {
  for (const char *const *id = rule->yields_to; id != NULL && *id != NULL; id++)
    if (strcmp(*id, other->id) == 0) return true;
  return false;
}

/* Silenced rules still silence what follows from them: the cause is one. */
static void silence_followers(tr_check *check) {
  for (size_t i = 0; i < check->hit_count; i++) {
    tr__hit *hit = &check->hits[i];
    if (hit->rule->yields_to == NULL) continue;
    for (size_t j = 0; j < check->hit_count && !hit->silenced; j++) {
      const tr__hit *other = &check->hits[j];
      const bool same_line =
          hit->line < 0 || other->line < 0 || hit->line == other->line;
      if (same_line && yields_to(hit->rule, other->rule)) hit->silenced = true;
    }
  }
}

/* ----------------------------------------------------------------- severity */

static const tr_override *override_of(const tr_rule *rule,
                                      const tr_note *note) {
  if (!rule->overridable || note == NULL) return NULL;
  for (uint32_t i = 0; i < note->override_count; i++) {
    const tr_override *override = &note->overrides[i];
    const bool names_it = tr_str_eq(override->rule.text, tr_str_of(rule->id)) ||
                          tr_str_eq(override->rule.text, tr_str_of(rule->slug));
    /* a reason that nobody signed is none */
    if (names_it && override->reason.state == TR_FIELD_KNOWN &&
        override->by.state == TR_FIELD_KNOWN)
      return override;
  }
  return NULL;
}

static tr_severity least(tr_severity a, tr_severity b) { return a < b ? a : b; }

static tr_severity capped(const tr_rule *rule, const tr_scope *scope,
                          tr_severity severity) {
  if (strcmp(rule->confidence, "background") == 0)
    severity = least(severity, TR_SEVERITY_WARNING);
  if (rule->cap_by < 0) return severity;
  const tr_profile_value *value =
      tr_profile_get(scope->profile, rule->cap_by, scope->service_date);
  if (value == NULL) return severity;
  return least(severity, strcmp(value->confidence, "official") == 0
                             ? TR_SEVERITY_WARNING
                             : TR_SEVERITY_ADVICE);
}

/* @return Whether the payer's profile wants to hear of the rule at all. */
static bool grade(const tr_check *check, const tr__hit *hit,
                  tr_severity *severity) {
  const tr_rule *rule = hit->rule;
  *severity = hit->chosen != NULL && hit->chosen->has_severity
                  ? hit->chosen->severity
                  : rule->severity;
  *severity = capped(rule, &hit->scope, *severity);
  const tr_profile_row *row =
      tr_profile_row_of_rule(hit->scope.profile, check->key_severities,
                             hit->scope.service_date, rule->id, NULL);
  if (row != NULL && row->off) return false;
  if (row != NULL) *severity = row->severity;
  if (override_of(rule, hit->scope.note) != NULL)
    *severity = least(*severity, TR_SEVERITY_WARNING);
  return true;
}

/* -------------------------------------------------------------------- words */

static tr_str keep(tr_check *check, tr_buf *text) {
  tr_str kept = {NULL, 0};
  if (text->bad == TR_ENOMEM ||
      tr_arena_copy(&check->arena, tr_buf_str(text), &kept) != TR_OK)
    fail(check, TR_ENOMEM);
  tr_buf_clear(text);
  return kept;
}

static const tr_template *pick(const tr_template *of_case,
                               const tr_template *of_rule) {
  return of_case != NULL && of_case->count != 0 ? of_case : of_rule;
}

static tr_str say(tr_check *check, const tr_template *of_case,
                  const tr_template *of_rule, const tr_scope *scope,
                  const tr_argument *arguments, size_t count) {
  const tr_template *text = pick(of_case, of_rule);
  tr_buf out;
  if (text->count == 0) return (tr_str){NULL, 0};
  tr_buf_init(&out, TEXT_MOST);
  tr_eval_template(text, scope, arguments, count, &out);
  const tr_str kept = keep(check, &out);
  tr_buf_done(&out);
  return kept;
}

void tr__put_words(tr_check *check, const tr_rule *rule, const tr_case *chosen,
                   const tr_scope *scope, const tr_argument *arguments,
                   size_t count, tr_finding *finding) {
  const tr_words *own = chosen != NULL ? &chosen->words : NULL;
  finding->message = say(check, own != NULL ? &own->message : NULL,
                         &rule->words.message, scope, arguments, count);
  finding->label = say(check, own != NULL ? &own->label : NULL,
                       &rule->words.label, scope, arguments, count);
  finding->why = say(check, own != NULL ? &own->note : NULL, &rule->words.note,
                     scope, arguments, count);
  finding->help = say(check, own != NULL ? &own->help : NULL, &rule->words.help,
                      scope, arguments, count);
}

/* ---------------------------------------------------------------- overrides */

/* An override is shown where it was taken. */
static void put_override(tr_check *check, const tr__hit *hit,
                         tr_finding *finding) {
  const tr_override *override = override_of(hit->rule, hit->scope.note);
  if (override == NULL) return;
  tr_buf text;
  tr_buf_init(&text, TEXT_MOST);
  tr_buf_addf(&text, "overridden by %.*s: ", TR_STR_ARG(override->by.text));
  tr_buf_add(&text, override->reason.text);
  finding->why = keep(check, &text);
  tr_buf_done(&text);
}

/* ------------------------------------------------------------------- places */

static tr_note_place note_place(const tr_found_place *found) {
  return (tr_note_place){.file = found->note->file,
                         .line = found->note->line,
                         .id = found->note->id.text,
                         .pointer = found->pointer,
                         .value = found->value,
                         .has_span = found->end > found->start,
                         .start = found->start,
                         .end = found->end};
}

static void add_also(const tr_check *check, const tr_found_place *found,
                     tr_finding *finding) {
  if (finding->also_count == TR_FINDING_ALSO ||
      (!found->in_claim && !found->in_note))
    return;
  tr_also_place *also = &finding->also[finding->also_count++];
  *also = (tr_also_place){.in_note = !found->in_claim};
  if (!found->in_claim) {
    also->note = note_place(found);
    return;
  }
  also->place = found->place;
  if (!tr__is_earlier(found)) return;
  const tr_past_claim past = tr_history_claim_of(check->history, found->line);
  also->file = past.file;
  also->claim = past.id;
  also->place.line = (tr_str){NULL, 0}; /* only what was kept of it */
}

static bool is_shown(const tr_finding *finding, const tr_found_place *found) {
  return finding->has_place && found->in_claim && !tr__is_earlier(found) &&
         found->place.offset == finding->at.offset &&
         strcmp(found->place.element, finding->at.element) == 0;
}

static void add_places(const tr_check *check, const tr__hit *hit,
                       const tr_also *also, uint32_t also_count,
                       tr_finding *finding) {
  for (uint32_t i = 0; i < also_count; i++) {
    tr_found_place found[TR_FINDING_ALSO];
    const size_t count =
        tr_eval_places(also[i].program, &hit->scope, found, TR_FINDING_ALSO);
    for (size_t k = 0; k < count; k++)
      if (!is_shown(finding, &found[k])) add_also(check, &found[k], finding);
  }
}

static void put_also(const tr_check *check, const tr__hit *hit,
                     tr_finding *finding) {
  if (hit->has_at && tr__is_earlier(&hit->at))
    add_also(check, &hit->at, finding);
  add_places(check, hit, hit->rule->also, hit->rule->also_count, finding);
  if (hit->chosen != NULL)
    add_places(check, hit, hit->chosen->also, hit->chosen->also_count, finding);
}

/* -------------------------------------------------------------------- queue */

tr__waiting *tr__new_waiting(tr_check *check) {
  if (check->waiting_count == TR_CHECK_FOUND) {
    check->found_more = true;
    return NULL;
  }
  if (check->waiting_count == check->waiting_room) {
    const size_t room = check->waiting_room == 0 ? 32 : check->waiting_room * 2;
    tr__waiting *grown = realloc(check->waiting, room * sizeof *grown);
    if (grown == NULL) {
      fail(check, TR_ENOMEM);
      return NULL;
    }
    check->waiting = grown;
    check->waiting_room = room;
  }
  tr__waiting *waiting = &check->waiting[check->waiting_count++];
  *waiting = (tr__waiting){.finding = {.line = -1, .file = check->file}};
  return waiting;
}

int64_t tr__line_number(const tr_line *line) {
  return line->number.state == TR_FIELD_KNOWN ? line->number.number / 1000
                                              : line->index + 1;
}

static void put_claim(const tr_claim *claim, const tr__hit *hit,
                      tr_finding *finding) {
  if (claim == NULL) return;
  finding->claim = tr_unit_text(claim->unit, &claim->id);
  finding->claim_at = claim->at;
  finding->owner = claim;
  finding->line = 0;
  if (hit->line >= 0) {
    const tr_line *line = &claim->lines[hit->line];
    finding->line = tr__line_number(line);
    if (line->date.state == TR_FIELD_KNOWN)
      tr_day_text((tr_day)line->date.number, finding->date);
  } else if (hit->scope.service_date != TR_DAY_MIN) {
    tr_day_text(hit->scope.service_date, finding->date);
  }
  if (hit->scope.profile != NULL && hit->scope.profile->chain != NULL)
    finding->profile = hit->scope.profile->chain->profile->id;
}

/* Without a place of its own a finding stands where its line or claim does. */
static void put_place(const tr_claim *claim, const tr__hit *hit,
                      tr_finding *finding) {
  if (hit->has_at && hit->at.in_claim && !tr__is_earlier(&hit->at)) {
    finding->has_place = true;
    finding->at = hit->at.place;
  }
  if (hit->has_at && hit->at.in_note) {
    finding->has_note = true;
    finding->note = note_place(&hit->at);
  }
  if (finding->has_place || finding->has_note) {
    if (!finding->has_place) finding->file = finding->note.file;
    return;
  }
  if (claim == NULL) return;
  finding->has_place = true;
  finding->at = hit->line >= 0
                    ? tr_unit_place(claim->unit, &claim->lines[hit->line].code)
                    : tr_unit_place(claim->unit, &claim->id);
}

static void report_hit(tr_check *check, const tr_claim *claim,
                       const tr__hit *hit) {
  tr_severity severity;
  if (hit->silenced || !tr_select_shows(&check->options.select, hit->rule) ||
      !grade(check, hit, &severity))
    return;
  tr__waiting *waiting = tr__new_waiting(check);
  if (waiting == NULL) return;
  tr_finding *finding = &waiting->finding;
  finding->rule = hit->rule;
  finding->severity = severity;
  finding->guide = check->intake.walking ? check->intake.walk.spec->slug : NULL;
  tr__put_words(check, hit->rule, hit->chosen, &hit->scope, NULL, 0, finding);
  put_claim(claim, hit, finding);
  put_place(claim, hit, finding);
  finding->syntax = hit->syntax;
  put_override(check, hit, finding);
  tr__put_fix(check, hit, finding);
  put_also(check, hit, finding);
  waiting->of_note = !finding->has_place;
  waiting->offset = finding->has_place ? finding->at.offset : 0;
}

/* Whether a fault is about what a rule speaks of: the same element, one within
 * the other ("HI01" and "HI01-2"), or the segment as a whole. */
static bool same_element(const char *fault, const char *hit) {
  const size_t n = strlen(fault), m = strlen(hit);
  const size_t common = n < m ? n : m;
  const char after = n < m ? hit[n] : fault[m];
  return memcmp(fault, hit, common) == 0 &&
         (n == 0 || after == '\0' || after == '-');
}

/* What is missing has no segment of its own. */
static bool is_of_loop(const tr_rule *rule) {
  return strcmp(rule->over, "loop") == 0;
}

/* What departs from the guide is told by the walk along it: a rule on the same
 * element is silent, and one that yields to it on the same segment. */
static bool follows(const tr__hit *hit, const tr_rule *rule, uint64_t ordinal,
                    const char *element) {
  const bool yields = yields_to(hit->rule, rule);
  if (is_of_loop(rule)) return yields;
  return hit->has_at && hit->at.in_claim && !tr__is_earlier(&hit->at) &&
         hit->at.place.ordinal == ordinal &&
         (yields || same_element(element, hit->at.place.element));
}

/* Of one element or segment; what is missing from a line is of no segment, but
 * of the line. */
static bool of_one(const tr_finding *fault, const tr__hit *hit) {
  if (hit->has_at && hit->at.in_claim &&
      hit->at.place.ordinal == fault->at.ordinal &&
      same_element(fault->at.element, hit->at.place.element))
    return true;
  return is_of_loop(fault->rule) && fault->line > 0 && hit->line >= 0 &&
         fault->line == tr__line_number(&hit->scope.claim->lines[hit->line]);
}

/* @return Whether the fault is silent, since a rule speaks it yields to. */
static bool meet_hits(tr_check *check, const tr_finding *fault) {
  for (size_t i = 0; i < check->hit_count; i++) {
    tr__hit *hit = &check->hits[i];
    if (hit->silenced || !fault->has_place) continue;
    if (yields_to(fault->rule, hit->rule) && of_one(fault, hit) &&
        tr_select_shows(&check->options.select, hit->rule)) {
      hit->syntax = fault->syntax; /* a 999 still has a word for it */
      return true;
    }
    if (follows(hit, fault->rule, fault->at.ordinal, fault->at.element))
      hit->silenced = true;
  }
  return false;
}

static void meet_faults(tr_check *check) {
  size_t kept = 0;
  for (size_t i = 0; i < check->waiting_count; i++)
    if (!meet_hits(check, &check->waiting[i].finding))
      check->waiting[kept++] = check->waiting[i];
  check->waiting_count = kept;
  for (uint32_t i = 0; i < check->told_count; i++)
    for (size_t j = 0; j < check->hit_count; j++) {
      const tr__told *told = &check->told[i];
      tr__hit *hit = &check->hits[j];
      if (!yields_to(told->rule, hit->rule) &&
          follows(hit, told->rule, told->ordinal, told->element))
        hit->silenced = true;
    }
}

void tr__report_hits(tr_check *check, const tr_claim *claim) {
  silence_followers(check);
  meet_faults(check);
  tr__excuse_astray(check);
  for (size_t i = 0; i < check->hit_count; i++)
    report_hit(check, claim, &check->hits[i]);
  check->hit_count = 0;
}

/* -------------------------------------------------------------------- order */

static int in_order(const void *left, const void *right) {
  const tr__waiting *a = left, *b = right;
  if (a->of_note != b->of_note) return a->of_note ? 1 : -1;
  if (a->offset != b->offset) return a->offset < b->offset ? -1 : 1;
  const int by_rule = strcmp(a->finding.rule->id, b->finding.rule->id);
  if (by_rule != 0) return by_rule;
  const char *pa = a->finding.note.pointer, *pb = b->finding.note.pointer;
  if (pa != NULL && pb != NULL && strcmp(pa, pb) != 0) return strcmp(pa, pb);
  return tr_str_compare(a->finding.message, b->finding.message);
}

/* Of more findings than are kept the last is the word that there are more. */
static void tell_limit(tr_check *check) {
  check->found_more = false;
  if (check->waiting_count == 0) return;
  const tr_finding last = check->waiting[check->waiting_count - 1].finding;
  if (check->waiting_count == TR_CHECK_FOUND) check->waiting_count--;
  char limit[TR_NUMBER_TEXT];
  tr_fault fault =
      tr_fault_of("TRX0108", "finding-limit", last.has_place ? &last.at : NULL);
  tr_fault_argue(&fault, "limit", tr_number_text(TR_CHECK_FOUND, limit));
  fault.claim = last.claim;
  fault.claim_at = last.claim_at;
  tr__report_fault(check, &fault);
  for (size_t i = 0; i < check->waiting_count; i++)
    if (check->waiting[i].finding.claim_at == last.claim_at)
      check->waiting[i].finding.owner = last.owner;
}

static void sort_waiting(tr_check *check) {
  if (check->waiting_count > 1)
    qsort(check->waiting, check->waiting_count, sizeof *check->waiting,
          in_order);
}

void tr__flush_above(tr_check *check, const tr_claim *claim) {
  size_t kept = 0;
  sort_waiting(check);
  for (size_t i = 0; i < check->waiting_count && check->bad == TR_OK; i++) {
    const tr__waiting *waiting = &check->waiting[i];
    const tr_finding *finding = &waiting->finding;
    if (waiting->of_note || finding->claim_at != 0 || !finding->has_place ||
        finding->at.ordinal >= claim->at) {
      check->waiting[kept++] = *waiting;
      continue;
    }
    check->summary.findings[finding->severity]++;
    check->options.finding(check->options.context, finding);
  }
  check->waiting_count = kept;
}

void tr__flush(tr_check *check) {
  bool error_in_claim = false;
  sort_waiting(check);
  if (check->found_more) {
    tell_limit(check);
    sort_waiting(check);
  }
  for (size_t i = 0; i < check->waiting_count && check->bad == TR_OK; i++) {
    const tr_finding *finding = &check->waiting[i].finding;
    check->summary.findings[finding->severity]++;
    if (finding->claim_at != 0 && finding->severity == TR_SEVERITY_ERROR)
      error_in_claim = true;
    check->options.finding(check->options.context, finding);
  }
  if (error_in_claim) check->summary.claims_with_errors++;
  check->waiting_count = 0;
  tr_arena_reset(&check->arena);
}
