/* Decides by which codes a note is billed: asks the derivations of the pack in
 * their order, and a service's own code before them. */
#include "rule/derivation.h"

#include "base/utf8.h"
#include "rule/eval.h"
#include "rule/service_match.h"

enum { BECAUSE_MOST = 1024, THOUSAND = 1000 };

/* A run over one note. */
typedef struct run {
  tr_arena *arena;
  const tr_derive_input *input;
  tr_scope scope;
  tr_derived *derived; /* room for every entry there can be */
  uint32_t count;
  tr_status bad;
} run;

/* -------------------------------------------------------------------- words */

static tr_str keep(run *r, tr_buf *text) {
  tr_str kept = {"", 0};
  if (text->bad == TR_ENOMEM ||
      tr_arena_copy(r->arena, tr_buf_str(text), &kept) != TR_OK)
    r->bad = TR_ENOMEM;
  return kept;
}

static tr_str say(run *r, const tr_template *words) {
  tr_buf text;
  if (words->count == 0) return (tr_str){"", 0};
  tr_buf_init(&text, BECAUSE_MOST);
  tr_eval_template(words, &r->scope, NULL, 0, &text);
  const tr_str kept = keep(r, &text);
  tr_buf_done(&text);
  return kept;
}

/* What stands before the derivation's own words, and the code it is about. */
static tr_str say_of_code(run *r, const char *before, tr_str code,
                          const char *after, tr_str more) {
  tr_buf text;
  tr_buf_init(&text, BECAUSE_MOST);
  tr_buf_add(&text, tr_str_of(before));
  tr_text_safe(&text, code);
  tr_buf_add(&text, tr_str_of(after));
  tr_buf_add(&text, more);
  const tr_str kept = keep(r, &text);
  tr_buf_done(&text);
  return kept;
}

/* ------------------------------------------------------------------ entries */

static const char *pointer_of(const tr_note_field *field,
                              const tr_note_field *fallback) {
  if (field->pointer != NULL) return field->pointer;
  return fallback->pointer != NULL ? fallback->pointer : "";
}

static const char *place_of(const run *r, const tr_derivation_code *entry) {
  tr_found_place found;
  if (entry->at != NULL && tr_eval_place(entry->at, &r->scope, &found) &&
      found.in_note && found.pointer != NULL)
    return found.pointer;
  const tr_service *service = r->scope.service;
  if (service != NULL) return pointer_of(&service->kind, &service->self);
  return pointer_of(&r->scope.note->self, &r->scope.note->self);
}

/* An entry holds where its condition is true and its code is known. */
static bool holds(const run *r, const tr_derivation_code *entry,
                  tr_code *code) {
  *code = 0;
  if (entry->when != NULL &&
      tr_eval_flag(entry->when, &r->scope, NULL) != TR_TRUE)
    return false;
  if (entry->code == NULL) return true;
  const tr_value value = tr_eval_value(entry->code, &r->scope);
  *code = value.unknown == 0 ? (tr_code)value.number : 0;
  return *code != 0;
}

static int64_t units_of(const run *r, const tr_derivation_code *entry) {
  if (entry->units == NULL) return 0;
  const tr_value value = tr_eval_value(entry->units, &r->scope);
  return value.unknown == 0 && value.number > 0 ? value.number / THOUSAND : 0;
}

static void give(run *r, const tr_derivation *derivation,
                 const tr_derivation_code *entry, tr_code code) {
  r->derived[r->count++] =
      (tr_derived){.derivation = derivation,
                   .service = r->scope.service,
                   .code = code,
                   .because = say(r, &entry->because),
                   .pointer = place_of(r, entry),
                   .source = entry->source,
                   .units = units_of(r, entry),
                   .description = say(r, &entry->describe)};
}

static const tr_derivation_code *first_that_holds(
    const run *r, const tr_derivation *derivation, tr_code *code) {
  for (uint32_t i = 0; i < derivation->code_count; i++)
    if (holds(r, &derivation->codes[i], code)) return &derivation->codes[i];
  return NULL;
}

static void derive(run *r, const tr_derivation *derivation) {
  tr_code code;
  const tr_derivation_code *entry = first_that_holds(r, derivation, &code);
  if (entry == NULL) return;
  give(r, derivation, entry, code);
  for (uint32_t i = 0; code != 0 && i < derivation->beside_count; i++) {
    tr_code more;
    if (holds(r, &derivation->besides[i], &more))
      give(r, derivation, &derivation->besides[i], more);
  }
}

/* --------------------------------------------------------------- own codes */

static bool may_stand(const run *r, const tr_derivation *derivation,
                      tr_code own) {
  if (own == 0) return false;
  if (tr_codes_have(derivation->billed_as, derivation->billed_as_count, own) ||
      tr_codes_have_prefix(derivation->billed_as_prefixes,
                           derivation->billed_as_prefix_count, own))
    return true;
  return derivation->own_code != NULL &&
         tr_eval_flag(derivation->own_code, &r->scope, NULL) == TR_TRUE;
}

/* What an entry of the same code has to say of it. */
static void describe_own(run *r, tr_derived *out) {
  const tr_derivation *of = out->derivation;
  for (uint32_t i = 0; i < of->code_count; i++) {
    const tr_derivation_code *entry = &of->codes[i];
    if (entry->code == NULL) continue;
    const tr_value code = tr_eval_value(entry->code, &r->scope);
    if (code.unknown != 0 || (tr_code)code.number != out->code) continue;
    out->description = say(r, &entry->describe);
    out->units = units_of(r, entry);
    return;
  }
}

/* The code the note names stands where it can bill such a service; else what
 * the derivation has to say of the service is the reason. */
static void derive_own(run *r, const tr_derivation *derivation) {
  const tr_service *service = r->scope.service;
  const tr_code own = (tr_code)service->code.number;
  const tr_str name = service->code.text;
  tr_derived out = {.derivation = derivation,
                    .service = service,
                    .pointer = pointer_of(&service->code, &service->self),
                    .source = derivation->sources[0].id};
  if (may_stand(r, derivation, own)) {
    out.code = own;
    out.because =
        say_of_code(r, "the note itself names ", name, "", (tr_str){"", 0});
    describe_own(r, &out);
  } else {
    tr_code code;
    const tr_derivation_code *entry = first_that_holds(r, derivation, &code);
    const tr_str more =
        entry != NULL ? say(r, &entry->because) : (tr_str){"", 0};
    if (entry != NULL) out.source = entry->source;
    out.because =
        say_of_code(r, "the note names ", name,
                    more.n > 0 ? ", which does not stand for this service: "
                               : ", which does not stand for this service",
                    more);
  }
  r->derived[r->count++] = out;
}

/* ---------------------------------------------------------------- services */

static void nobody_knows(run *r) {
  const tr_service *service = r->scope.service;
  r->derived[r->count++] = (tr_derived){
      .service = service,
      .because = TR_STR("no derivation says by which code it is billed"),
      .pointer = pointer_of(&service->kind, &service->self)};
}

static void derive_service(run *r, const tr_service *service) {
  const tr_derivation *alone = NULL;
  bool covered = false;
  r->scope.service = service;
  const tr_service_codes codes = tr_service_codes_of(r->input->pack, &r->scope);
  for (uint32_t i = 0; i < codes.count; i++) {
    if (codes.of[i]->each == TR_EACH_SERVICE)
      alone = codes.of[i];
    else
      covered = true;
  }
  if (alone == NULL && !covered)
    nobody_knows(r);
  else if (alone != NULL && codes.has_own)
    derive_own(r, alone);
  else if (alone != NULL)
    derive(r, alone);
  r->scope.service = NULL;
}

/* Every derivation gives of the note, and of each service, as many entries as
 * it has at most. */
static uint32_t most_entries(const tr_derive_input *input) {
  const tr_pack *pack = input->pack;
  uint32_t of_note = 0, of_service = 1;
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    const uint32_t most = 1 + derivation->beside_count;
    if (derivation->each == TR_EACH_NOTE)
      of_note += most;
    else if (most > of_service)
      of_service = most;
  }
  return of_note + of_service * input->note->service_count;
}

tr_status tr_derive_codes(tr_arena *arena, const tr_derive_input *input,
                          const tr_derived **derived, uint32_t *count) {
  const tr_note *note = input->note;
  const tr_pack *pack = input->pack;
  run r = {.arena = arena,
           .input = input,
           .scope = {.note = note,
                     .profile = input->profile,
                     .tables = input->tables,
                     .today = input->today,
                     .service_date = TR_DAY_MIN}};
  if (tr_note_known(&note->date_of_service))
    r.scope.service_date = (tr_day)note->date_of_service.number;
  r.derived = tr_arena_array(arena, most_entries(input) + 1, sizeof *r.derived);
  if (r.derived == NULL) return TR_ENOMEM;
  for (uint32_t i = 0; i < pack->derivation_count; i++)
    if (pack->derivations[i]->each == TR_EACH_NOTE &&
        tr_derivation_in_force(pack->derivations[i], r.scope.service_date))
      derive(&r, pack->derivations[i]);
  for (uint32_t i = 0; i < note->service_count; i++)
    derive_service(&r, &note->services[i]);
  if (r.bad != TR_OK) return r.bad;
  *derived = r.derived;
  *count = r.count;
  return TR_OK;
}
