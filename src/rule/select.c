/* An entry names a rule by id, slug or the beginning of its id. */
#include "rule/select.h"

static bool next_entry(tr_str *rest, tr_str *entry) {
  while (rest->n != 0) {
    const char *comma = memchr(rest->p, ',', rest->n);
    const size_t n = comma != NULL ? (size_t)(comma - rest->p) : rest->n;
    *entry = tr_str_trim((tr_str){rest->p, n});
    const size_t used = comma != NULL ? n + 1 : n;
    *rest = (tr_str){rest->p + used, rest->n - used};
    if (entry->n != 0) return true;
  }
  return false;
}

static bool names(tr_str entry, const tr_rule *rule) {
  return tr_str_starts(tr_str_of(rule->id), entry) ||
         tr_str_eq(tr_str_of(rule->slug), entry);
}

static bool list_names(tr_str list, const tr_rule *rule) {
  tr_str entry;
  while (next_entry(&list, &entry))
    if (names(entry, rule)) return true;
  return false;
}

bool tr_select_shows(const tr_select *list, const tr_rule *rule) {
  tr_str rest = list->select, entry;
  /* a list of nothing but commas selects all, lest it silence all */
  const bool all = !next_entry(&rest, &entry);
  return (all || list_names(list->select, rule)) &&
         !list_names(list->ignore, rule);
}

bool tr_select_unknown(const tr_pack *pack, tr_str text, tr_str *entry) {
  while (next_entry(&text, entry)) {
    bool known = false;
    for (uint32_t i = 0; i < pack->rule_count && !known; i++)
      known = names(*entry, pack->rules[i]);
    if (!known) return true;
  }
  return false;
}
