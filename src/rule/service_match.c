/* Services without a code of their own are known by the derivations that are
 * about them: those say by which codes each may be billed. */
#include "rule/service_match.h"

#include "rule/eval.h"

bool tr_derivation_in_force(const tr_derivation *derivation, tr_day day) {
  return day == TR_DAY_MIN ||
         (derivation->from <= day && day <= derivation->to);
}

static bool is_of_kind(const tr_service *service, const char *kind) {
  return service->kind.state == TR_FIELD_KNOWN &&
         tr_str_eq(service->kind.text, tr_str_of(kind));
}

bool tr_derivation_is_about(const tr_derivation *derivation,
                            const struct tr_scope *scope) {
  if (derivation->kind != NULL && !is_of_kind(scope->service, derivation->kind))
    return false;
  return derivation->service == NULL ||
         tr_eval_flag(derivation->service, scope, NULL) == TR_TRUE;
}

static tr_code replacement(const tr_scope *scope, tr_code code) {
  if (scope->profile == NULL) return 0;
  const tr_pack *pack = scope->profile->pack;
  const int32_t key = tr_profile_key_find(pack->keys, pack->key_count,
                                          TR_STR("replaced_codes"));
  const tr_profile_row *row = tr_profile_row_of_code(
      scope->profile, key, scope->service_date, code, NULL);
  return row != NULL ? row->use : 0;
}

tr_service_codes tr_service_codes_of(const tr_pack *pack,
                                     const struct tr_scope *scope) {
  const tr_service *service = scope->service;
  tr_service_codes codes = {.has_own = service->code.state == TR_FIELD_KNOWN};
  if (codes.has_own) codes.own = (tr_code)service->code.number;
  if (codes.own != 0) codes.replaced = replacement(scope, codes.own);
  if (pack == NULL) return codes;
  bool found = false;
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    const bool alone = derivation->each == TR_EACH_SERVICE;
    if (codes.count == TR_SERVICE_DERIVATIONS || (alone && found) ||
        (derivation->kind == NULL && codes.count != 0) ||
        !tr_derivation_in_force(derivation, scope->service_date) ||
        !tr_derivation_is_about(derivation, scope))
      continue;
    codes.of[codes.count++] = derivation;
    found = found || alone;
  }
  return codes;
}

bool tr_service_bills(const tr_service_codes *codes, tr_code code) {
  if (codes->has_own)
    return code != 0 && (code == codes->own || code == codes->replaced);
  for (uint32_t i = 0; i < codes->count; i++) {
    const tr_derivation *of = codes->of[i];
    if (tr_codes_have(of->billed_as, of->billed_as_count, code) ||
        tr_codes_have_prefix(of->billed_as_prefixes, of->billed_as_prefix_count,
                             code))
      return true;
  }
  return false;
}

bool tr_service_matches(const tr_service_codes *codes, tr_code code) {
  return tr_service_bills(codes, code) ||
         (!codes->has_own && tr_service_mistaken(codes, code));
}

bool tr_service_mistaken(const tr_service_codes *codes, tr_code code) {
  for (uint32_t i = 0; i < codes->count; i++)
    if (tr_codes_have(codes->of[i]->mistaken_for,
                      codes->of[i]->mistaken_for_count, code))
      return true;
  return false;
}

/* What an entry without a condition gives: those with one are about payers. */
static tr_code default_of(const tr_derivation *derivation) {
  for (uint32_t i = 0; i < derivation->code_count; i++) {
    const tr_derivation_code *entry = &derivation->codes[i];
    if (entry->when != NULL) continue;
    const tr_program *code = entry->code;
    return code != NULL && code->constant_count == 1 &&
                   code->constants[0].type == TR_TYPE_CODE
               ? (tr_code)code->constants[0].number
               : 0;
  }
  return 0;
}

tr_code tr_service_code(const tr_service_codes *codes) {
  if (codes->has_own)
    return codes->replaced != 0 ? codes->replaced : codes->own;
  tr_code code = 0;
  for (uint32_t i = 0; i < codes->count && code == 0; i++)
    code = default_of(codes->of[i]);
  return code;
}
