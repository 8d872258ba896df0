/* Finding rules and derivations of a pack. */
#include "rule/pack.h"

#include <string.h>

static bool is_about(const tr_source_ref *source, const char *guide) {
  if (source->of == NULL) return true;
  const size_t n = strlen(guide);
  for (const char *word = source->of; *word != '\0';) {
    const size_t length = strcspn(word, " ");
    if (length == n && memcmp(word, guide, n) == 0) return true;
    word += length + strspn(word + length, " ");
  }
  return false;
}

bool tr_rule_source_applies(const tr_rule *rule, uint32_t i,
                            const char *guide) {
  if (guide == NULL || is_about(&rule->sources[i], guide)) return true;
  for (uint32_t k = 0; k < rule->source_count; k++)
    if (is_about(&rule->sources[k], guide)) return false;
  return true;
}

const tr_rule *tr_pack_find(const tr_pack *pack, tr_str id_or_slug) {
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (tr_str_eq_nocase(tr_str_of(rule->id), id_or_slug) ||
        tr_str_eq(tr_str_of(rule->slug), id_or_slug))
      return rule;
  }
  return NULL;
}

const tr_derivation *tr_pack_find_derivation(const tr_pack *pack,
                                             tr_str id_or_slug) {
  for (uint32_t i = 0; i < pack->derivation_count; i++) {
    const tr_derivation *derivation = pack->derivations[i];
    if (tr_str_eq_nocase(tr_str_of(derivation->id), id_or_slug) ||
        tr_str_eq(tr_str_of(derivation->slug), id_or_slug))
      return derivation;
  }
  return NULL;
}
