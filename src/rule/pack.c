/* Finding rules of a pack. */
#include "rule/pack.h"

const tr_rule *tr_pack_find(const tr_pack *pack, tr_str id_or_slug) {
  for (uint32_t i = 0; i < pack->rule_count; i++) {
    const tr_rule *rule = pack->rules[i];
    if (tr_str_eq_nocase(tr_str_of(rule->id), id_or_slug) ||
        tr_str_eq(tr_str_of(rule->slug), id_or_slug))
      return rule;
  }
  return NULL;
}
