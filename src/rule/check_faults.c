/* From the faults of readers to findings: words, places, claims. */
#include "rule/check_internal.h"

enum { LINE_MOST = 4096 /* bytes of a segment that is kept for its caret */ };

static void fail(tr_check *check, tr_status status) {
  if (check->bad == TR_OK) check->bad = status;
}

static const tr_case *variant_of(const tr_rule *rule, const char *variant) {
  for (uint32_t i = 0; variant != NULL && i < rule->case_count; i++)
    if (rule->cases[i].variant != NULL &&
        strcmp(rule->cases[i].variant, variant) == 0)
      return &rule->cases[i];
  return NULL;
}

/* What a fault's place borrows ends with the call; a finding may wait. */
static tr_place keep_place(tr_check *check, const tr_place *place) {
  tr_place kept = *place;
  const tr_str value = {
      place->value.p, place->value.n < LINE_MOST ? place->value.n : LINE_MOST};
  kept.line = kept.value = (tr_str){NULL, 0};
  if (place->line.n > LINE_MOST) {
    if (tr_arena_copy(&check->arena, value, &kept.value) != TR_OK)
      fail(check, TR_ENOMEM);
    return kept;
  }
  const bool inside =
      place->line.n != 0 && place->offset >= place->line_offset &&
      place->offset - place->line_offset + place->length <= place->line.n;
  if (tr_arena_copy(&check->arena, place->line, &kept.line) != TR_OK)
    fail(check, TR_ENOMEM);
  if (inside && kept.line.p != NULL)
    kept.value = (tr_str){kept.line.p + (place->offset - place->line_offset),
                          place->length};
  else if (tr_arena_copy(&check->arena, value, &kept.value) != TR_OK)
    fail(check, TR_ENOMEM);
  return kept;
}

/* Start a finding of a reader's rule; NULL where it is not to be shown. */
static tr__waiting *begin_fault(tr_check *check, const char *id,
                                const char *variant,
                                const tr_argument *arguments, size_t count) {
  const tr_rule *rule = tr_pack_find(check->options.pack, tr_str_of(id));
  if (rule == NULL || !tr_select_shows(&check->options.select, rule))
    return NULL;
  const tr_case *chosen = variant_of(rule, variant);
  if (chosen != NULL && chosen->silent) return NULL;
  tr__waiting *waiting = tr__new_waiting(check);
  if (waiting == NULL) return NULL;
  const tr_scope scope = {.tables = check->options.tables,
                          .service_date = TR_DAY_MIN};
  waiting->finding.rule = rule;
  waiting->finding.severity = chosen != NULL && chosen->has_severity
                                  ? chosen->severity
                                  : rule->severity;
  tr__put_words(check, rule, chosen, &scope, arguments, count,
                &waiting->finding);
  return waiting;
}

/* The guide whose edition is told to be another. */
static const char *asked_edition(const tr_fault *fault) {
  for (size_t i = 0; i < fault->argument_count; i++) {
    if (strcmp(fault->arguments[i].name, "expected") != 0) continue;
    for (uint32_t k = 0; k < tr_specs_builtin_count; k++)
      if (tr_str_eq(fault->arguments[i].text,
                    tr_str_of(tr_specs_builtin[k]->guide)))
        return tr_specs_builtin[k]->slug;
  }
  return NULL;
}

/* Of the set that is open; of the one an edition is asked of; else of the
 * envelope. */
static const char *guide_of(const tr_check *check, const tr_fault *fault) {
  const tr_intake *intake = &check->intake;
  const tr_spec *spec = NULL;
  if (strcmp(fault->rule, "TRX0010") == 0) return asked_edition(fault);
  if (fault->has_at &&
      tr_spec_control(tr_code_pack(tr_str_of(fault->at.segment))) != NULL)
    return "control";
  if (intake->walking) spec = intake->walk.spec;
  return spec != NULL ? spec->slug : NULL;
}

static void put_fix(tr_check *check, const tr_fault *fault,
                    tr_finding *finding) {
  tr_fix *fix = &finding->fix;
  if (tr_arena_copy(&check->arena, fault->fix, &fix->to) != TR_OK)
    fail(check, TR_ENOMEM);
  const bool whole = fault->at.element[0] == '\0';
  memcpy(fix->element, whole ? fault->at.segment : fault->at.element,
         whole ? TR_PLACE_SEGMENT : sizeof fix->element);
  fix->from = finding->at.value;
  fix->offset = fault->at.offset;
  fix->length = fault->at.length;
  fix->safe = true;
}

/* The builder's word on a value the walk has told of already. */
static bool is_told(const tr_check *check, const tr_fault *fault) {
  for (size_t i = check->waiting_count; i-- > 0;) {
    const tr_finding *told = &check->waiting[i].finding;
    if (told->rule->raised_by == TR_RAISED_BY_READER && told->has_place &&
        told->at.ordinal == fault->at.ordinal &&
        strcmp(told->at.element, fault->at.element) == 0)
      return true;
  }
  return false;
}

/* What was told of the levels above a claim may be shown before it is judged,
 * and its rules are to know of it. */
static void remember(tr_check *check, const tr_fault *fault) {
  if (!check->in_claims || !fault->has_at ||
      check->told_count == TR_CHECK_TOLD || tr_builder_in_claim(check->builder))
    return;
  const tr_rule *rule =
      tr_pack_find(check->options.pack, tr_str_of(fault->rule));
  if (rule == NULL) return;
  tr__told *told = &check->told[check->told_count++];
  told->rule = rule;
  told->ordinal = fault->at.ordinal;
  memcpy(told->element, fault->at.element, sizeof told->element);
  told->spent = false;
  told->astray = tr__astray_of(check, fault);
}

/* @return What follows the digits. */
static const char *read_small(const char *digit, uint8_t *number) {
  unsigned value = 0;
  for (; *digit >= '0' && *digit <= '9' && value < 100; digit++)
    value = value * 10 + (unsigned)(*digit - '0');
  *number = (uint8_t)(value < UINT8_MAX ? value : UINT8_MAX);
  return digit;
}

/* The reader knows neither the guide nor the position in the set. */
static void complete_syntax(const tr_check *check, tr_fault *fault) {
  tr_syntax *syntax = &fault->syntax;
  const tr_envelope *envelope = &check->intake.envelope;
  const bool of_id = strcmp(fault->rule, "TRX0101") == 0;
  if (syntax->segment_code[0] != '\0' || !fault->has_at || !envelope->in_set ||
      !envelope->set.read || (!of_id && strcmp(fault->rule, "TRX0109") != 0))
    return;
  syntax->segment_code[0] = of_id ? '1' : '8';
  memcpy(syntax->segment, fault->at.segment, sizeof syntax->segment);
  syntax->position = (uint32_t)envelope->set.segments + 1;
  const tr_spec_loop *loop = tr_walk_loop_of(&check->intake.walk);
  if (loop->parent >= 0) memcpy(syntax->loop, loop->id, strlen(loop->id));
  if (of_id || fault->at.element[0] == '\0') return;
  syntax->element_code[0] = '6';
  const char *digit = fault->at.element + strlen(fault->at.segment);
  digit = read_small(digit, &syntax->element);
  if (*digit == '-') read_small(digit + 1, &syntax->part);
}

/* What tells who a person is comes as an empty value; words stand for it. */
static tr_fault complete(const tr_check *check, const tr_fault *fault) {
  tr_fault worded = *fault;
  for (size_t i = 0; i < worded.argument_count; i++) {
    tr_argument *argument = &worded.arguments[i];
    if (strcmp(argument->name, "value") == 0 && argument->text.n == 0)
      argument->text = TR_STR("a value not shown here");
  }
  if (worded.has_at) tr_trail_show(&check->trail, &worded.at);
  complete_syntax(check, &worded);
  return worded;
}

/* A set whose claims are gone with what was told is not told of twice. */
static bool may_lack_loops(const tr_fault *fault) {
  if (strcmp(fault->rule, "TRX0101") == 0) return true;
  if (strcmp(fault->rule, "TRX0103") != 0) return false;
  for (size_t i = 0; i < fault->argument_count; i++)
    if (strcmp(fault->arguments[i].name, "segment") == 0 &&
        tr_str_eq(fault->arguments[i].text, TR_STR("CLM")))
      return true;
  return fault->variant != NULL && strcmp(fault->variant, "loop") == 0;
}

/* @return What a sum is off by; 0: it is none. */
static tr_cents off_by(const tr_fault *fault) {
  tr_cents cents = 0;
  for (size_t i = 0; i < fault->argument_count; i++)
    if (strcmp(fault->arguments[i].name, "difference") == 0 &&
        tr_cents_read(fault->arguments[i].text, &cents) == TR_OK)
      return cents;
  return 0;
}

void tr__report_fault(tr_check *check, const tr_fault *told) {
  const tr_fault worded = complete(check, told), *fault = &worded;
  check->may_lack_loops = check->may_lack_loops || may_lack_loops(fault);
  if (fault->has_at && fault->at.element[0] != '\0' && is_told(check, fault))
    return;
  remember(check, fault);
  tr__waiting *waiting = begin_fault(check, fault->rule, fault->variant,
                                     fault->arguments, fault->argument_count);
  if (waiting == NULL) return;
  tr_finding *finding = &waiting->finding;
  finding->guide = guide_of(check, fault);
  finding->has_place = fault->has_at;
  if (fault->has_at) finding->at = keep_place(check, &fault->at);
  waiting->offset = fault->has_at ? fault->at.offset : 0;
  for (size_t i = 0; i < fault->also_count && i < TR_FINDING_ALSO; i++)
    finding->also[finding->also_count++] =
        (tr_also_place){.place = keep_place(check, &fault->also[i])};
  finding->syntax = fault->syntax;
  waiting->astray = tr__astray_of(check, fault);
  waiting->is_sum = check->in_remit && finding->rule->lacks != NULL;
  waiting->off = off_by(fault);
  if (fault->has_fix && fault->has_at) put_fix(check, fault, finding);
  if (fault->claim_at != 0) {
    if (tr_arena_copy(&check->arena, fault->claim, &finding->claim) != TR_OK)
      fail(check, TR_ENOMEM);
    finding->claim_at = fault->claim_at;
    finding->line = fault->line;
  }
}

static void put_note(tr_check *check, const tr_note_fault *fault,
                     tr__waiting *waiting) {
  tr_finding *finding = &waiting->finding;
  finding->file = fault->file;
  finding->has_note = true;
  finding->note = (tr_note_place){.file = fault->file, .line = fault->line};
  waiting->of_note = true;
  if (tr_arena_copy(&check->arena, fault->note_id, &finding->note.id) !=
          TR_OK ||
      tr_arena_copy(&check->arena, fault->value, &finding->note.value) != TR_OK)
    fail(check, TR_ENOMEM);
  if (fault->pointer == NULL) return;
  tr_str pointer;
  /* copied with its NUL, since places hold pointers as C strings */
  if (tr_arena_copy(&check->arena,
                    (tr_str){fault->pointer, strlen(fault->pointer) + 1},
                    &pointer) == TR_OK)
    finding->note.pointer = pointer.p;
  else
    fail(check, TR_ENOMEM);
}

void tr__report_note_fault(void *context, const tr_note_fault *fault) {
  tr_check *check = context;
  char line[TR_NUMBER_TEXT], column[TR_NUMBER_TEXT];
  const tr_argument arguments[] = {
      {"problem", tr_str_of(fault->message)},
      {"line", tr_number_text(fault->line, line)},
      {"column", tr_number_text(fault->column, column)},
      {"pointer",
       fault->pointer != NULL ? tr_str_of(fault->pointer) : TR_STR("")}};
  tr__waiting *waiting =
      begin_fault(check, fault->rule, fault->variant, arguments, 4);
  if (waiting != NULL) put_note(check, fault, waiting);
}

void tr__report_match_fault(tr_check *check, const tr_note_fault *fault,
                            tr_str claim, tr_str other, const tr_claim *owner) {
  const tr_argument arguments[] = {
      {"note", fault->note_id}, {"claim", claim}, {"other", other}};
  tr__waiting *waiting =
      begin_fault(check, fault->rule, fault->variant, arguments, 3);
  if (waiting == NULL) return;
  put_note(check, fault, waiting);
  if (owner == NULL) return;
  waiting->finding.claim = tr_unit_text(owner->unit, &owner->id);
  waiting->finding.claim_at = owner->at;
  waiting->finding.owner = owner;
  waiting->finding.line = 0;
}

/* --------------------------------------------------------------- in a claim */

/* A missing segment is told when its loop closes; the one it would follow is
 * shown then, as long as the claim's bytes are held. */
static void show_segment(tr_finding *finding, const tr_unit *unit,
                         uint16_t at) {
  if (finding->at.line.n != 0 ||
      unit->ordinal + unit->segments[at].number != finding->at.ordinal)
    return;
  const tr_place shown = tr_unit_segment_place(unit, at);
  if (finding->at.offset < shown.line_offset ||
      finding->at.offset > shown.line_offset + shown.line.n)
    return;
  finding->at.line = shown.line;
  finding->at.line_offset = shown.line_offset;
}

void tr__place_in_claim(tr_check *check, const tr_claim *claim) {
  const tr_unit *unit = claim->unit;
  /* the segment that ends the claim is not of it */
  const uint64_t end = tr_reader_ordinal(&check->intake.reader);
  uint16_t at = 0;
  for (size_t i = 0; i < check->waiting_count; i++) {
    tr_finding *finding = &check->waiting[i].finding;
    if (finding->claim_at == claim->at) finding->owner = claim;
    if (!finding->has_place || finding->claim_at != 0 ||
        finding->at.ordinal < claim->at || finding->at.ordinal >= end)
      continue;
    finding->claim = tr_unit_text(unit, &claim->id);
    finding->claim_at = claim->at;
    finding->owner = claim;
    finding->line = 0;
    const uint64_t number = finding->at.ordinal - unit->ordinal;
    /* in order of the segments, as nearly all faults come */
    if (at > 0 && unit->segments[at].number > number) at = 0;
    while (at + 1U < unit->segment_count &&
           unit->segments[at + 1].number <= number)
      at++;
    if (unit->segment_count == 0) continue;
    show_segment(finding, unit, at);
    const int32_t line = unit->segments[at].line;
    if (line >= 0 && (uint32_t)line < claim->line_count)
      finding->line = tr__line_number(&claim->lines[line]);
  }
}
