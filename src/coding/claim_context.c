/* What is kept of a claim when the next one is read. */
#include "coding/claim_context.h"

static tr_code code_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? (tr_code)field->number : 0;
}

static tr_day day_of(const tr_field *field) {
  return field->state == TR_FIELD_KNOWN ? (tr_day)field->number : TR_DAY_MIN;
}

/** Texts are copied; the first failure is kept. */
typedef struct keeper {
  tr_arena *arena;
  tr_status bad;
} keeper;

static tr_str keep(keeper *to, const tr_unit *unit, const tr_field *field) {
  tr_str kept = {NULL, 0};
  const tr_str text = tr_str_trim(tr_unit_text(unit, field));
  if (text.n > 0 && to->bad == TR_OK)
    to->bad = tr_arena_copy(to->arena, text, &kept);
  return kept;
}

/* The name of a file ends with a NUL, and outlives who read the file. */
static const char *keep_file(keeper *to, const char *file) {
  tr_str kept = {"", 1};
  if (file != NULL && to->bad == TR_OK)
    to->bad = tr_arena_copy(to->arena, (tr_str){file, strlen(file) + 1}, &kept);
  return kept.p;
}

static void *make(keeper *to, size_t count, size_t size) {
  void *made = tr_arena_array(to->arena, count > 0 ? count : 1, size);
  if (made == NULL && to->bad == TR_OK) to->bad = TR_ENOMEM;
  return made;
}

/* -------------------------------------------------------------------- lines */

static void copy_line(const tr_line *line, tr_context_line *to) {
  const bool numbered = line->number.state == TR_FIELD_KNOWN;
  to->number = numbered ? (uint32_t)(line->number.number / 1000)
                        : (uint32_t)line->index + 1;
  to->code = code_of(&line->code);
  for (size_t i = 0; i < TR_MODIFIERS; i++) {
    const tr_code modifier = code_of(&line->modifiers[i]);
    if (modifier != 0) to->modifiers[to->modifier_count++] = modifier;
  }
  if (line->units.state == TR_FIELD_KNOWN) to->units = line->units.number;
  to->charge_known = line->charge.state == TR_FIELD_KNOWN;
  to->charge = to->charge_known ? line->charge.number : 0;
  for (size_t i = 0; i < TR_POINTERS; i++) {
    const tr_field *pointer = &line->pointers[i];
    const int64_t at =
        pointer->state == TR_FIELD_KNOWN ? pointer->number / 1000 : 0;
    if (at >= 1 && at <= UINT8_MAX)
      to->pointers[to->pointer_count++] = (uint8_t)at;
  }
  to->date = day_of(&line->date);
  to->date_to = day_of(&line->date_to);
  if (to->date_to == TR_DAY_MIN) to->date_to = to->date;
}

static void copy_lines(keeper *to, const tr_claim *claim,
                       tr_claim_context *context) {
  tr_context_line *lines = make(to, claim->line_count, sizeof(tr_context_line));
  if (lines == NULL) return;
  for (uint32_t i = 0; i < claim->line_count; i++)
    copy_line(&claim->lines[i], &lines[i]);
  context->lines = lines;
  context->line_count = claim->line_count;
}

static void copy_diagnoses(keeper *to, const tr_claim *claim,
                           tr_claim_context *context) {
  tr_code *codes = make(to, claim->diagnosis_count, sizeof(tr_code));
  if (codes == NULL) return;
  for (uint32_t i = 0; i < claim->diagnosis_count; i++)
    codes[i] = code_of(&claim->diagnoses[i].code);
  context->diagnoses = codes;
  context->diagnosis_count = claim->diagnosis_count;
}

/* -------------------------------------------------------------------- claim */

static void copy_parties(keeper *to, const tr_claim *claim,
                         tr_claim_context *context) {
  const tr_party *payer = claim->payer, *billing = claim->billing;
  if (payer != NULL) {
    context->payer_id = keep(to, payer->unit, &payer->id);
    context->payer_name = keep(to, payer->unit, &payer->name);
    context->payer_state = code_of(&payer->state);
  }
  if (billing != NULL) {
    context->billing_npi = keep(to, billing->unit, &billing->id);
    context->state = code_of(&billing->state);
  }
  const tr_party *rendering = claim->rendering;
  context->rendering = rendering != NULL
                           ? keep(to, rendering->unit, &rendering->id)
                           : context->billing_npi;
}

static void copy_case(keeper *to, const tr_claim *claim,
                      tr_claim_context *context) {
  for (size_t i = 0; i < TR_CAUSES; i++) {
    const tr_code cause = code_of(&claim->causes[i]);
    if (cause != 0) context->causes[context->cause_count++] = cause;
  }
  context->accident_state = code_of(&claim->accident_state);
  context->onset = day_of(&claim->onset);
  context->initial_treatment = day_of(&claim->initial_treatment);
  context->acute_manifestation = day_of(&claim->acute_manifestation);
  context->accident = day_of(&claim->accident_date);
  context->last_x_ray = day_of(&claim->last_x_ray);
  context->authorization = keep(to, claim->unit, &claim->prior_authorization);
}

tr_status tr_claim_context_of(tr_arena *arena, const tr_claim *claim,
                              const tr_claim_context **context) {
  keeper to = {arena, TR_OK};
  tr_claim_context *made = make(&to, 1, sizeof *made);
  if (made == NULL) return to.bad;
  made->file = keep_file(&to, claim->unit->file);
  made->at = claim->at;
  made->damaged = claim->damaged;
  made->id = keep(&to, claim->unit, &claim->id);
  made->filing_code = code_of(&claim->filing_code);
  made->place = code_of(&claim->place);
  made->frequency = code_of(&claim->frequency);
  made->total_known = claim->total.state == TR_FIELD_KNOWN;
  made->total = made->total_known ? claim->total.number : 0;
  copy_parties(&to, claim, made);
  copy_case(&to, claim, made);
  copy_diagnoses(&to, claim, made);
  copy_lines(&to, claim, made);
  if (to.bad == TR_OK) *context = made;
  return to.bad;
}
