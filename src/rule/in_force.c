/* What a profile says on a day: the entries of a key along the chain of
 * inheritance, of which the nearest in force answers. */
#include "rule/profile.h"

static bool is_in_force(const tr_profile_value *value, tr_day day,
                        tr_code state) {
  if (day < value->from || day > value->to) return false;
  const tr_constant *constant = &value->value;
  return constant->states == NULL ||
         tr_codes_have(constant->states, constant->state_count, state);
}

static tr_day as_if(const tr_profile_view *view, tr_day day) {
  const bool shifted = view != NULL && view->as_if != 0 && day < view->as_if &&
                       day != TR_DAY_MIN;
  return shifted ? view->as_if : day;
}

static const tr_profile_slot *slot_of(const tr_profile_view *view,
                                      int32_t key) {
  static const tr_profile_slot none = {NULL, 0};
  if (view == NULL || view->chain == NULL || key < 0 ||
      (uint32_t)key >= view->pack->key_count)
    return &none;
  return &view->chain->slots[key];
}

/* Of the values in force the one limited to states speaks first. */
static const tr_profile_value *value_of(const tr_profile_entry *entry,
                                        tr_day day, tr_code state) {
  const tr_profile_value *found = NULL;
  for (uint32_t i = 0; i < entry->value_count; i++) {
    const tr_profile_value *value = &entry->values[i];
    if (!is_in_force(value, day, state)) continue;
    if (value->value.states != NULL) return value;
    if (found == NULL) found = value;
  }
  return found;
}

const tr_profile_value *tr_profile_get(const tr_profile_view *view, int32_t key,
                                       tr_day day) {
  day = as_if(view, day);
  const tr_profile_slot *slot = slot_of(view, key);
  for (uint32_t i = 0; i < slot->count; i++) {
    const tr_profile_value *value =
        value_of(slot->entries[i], day, view->state);
    if (value != NULL) return value;
  }
  return NULL;
}

/* ------------------------------------------------------ rows with a row key */

/* What a row is looked up by: a code, or the id of a rule. */
typedef struct row_key {
  tr_code code;
  const char *rule; /* NULL: by code */
} row_key;

static const tr_profile_row *row_in(const tr_profile_value *value,
                                    row_key wanted) {
  for (uint32_t i = 0; i < value->value.count; i++) {
    const tr_profile_row *row = &value->value.rows[i];
    if (wanted.rule != NULL
            ? row->rule != NULL && strcmp(row->rule, wanted.rule) == 0
            : row->code == wanted.code)
      return row;
  }
  return NULL;
}

static const tr_profile_row *row_of(const tr_profile_view *view, int32_t key,
                                    tr_day day, row_key wanted,
                                    const tr_profile_value **value) {
  day = as_if(view, day);
  const tr_profile_slot *slot = slot_of(view, key);
  for (uint32_t i = 0; i < slot->count; i++) {
    const tr_profile_entry *entry = slot->entries[i];
    const tr_profile_row *found = NULL;
    for (uint32_t j = 0; j < entry->value_count; j++) {
      const tr_profile_value *of = &entry->values[j];
      const bool limited = of->value.states != NULL;
      if (!is_in_force(of, day, view->state)) continue;
      if (found != NULL && !limited) continue;
      const tr_profile_row *row = row_in(of, wanted);
      if (row == NULL) continue;
      found = row;
      if (value != NULL) *value = of;
      if (limited) return found;
    }
    if (found != NULL) return found;
  }
  return NULL;
}

const tr_profile_row *tr_profile_row_of_code(const tr_profile_view *view,
                                             int32_t key, tr_day day,
                                             tr_code code,
                                             const tr_profile_value **value) {
  return row_of(view, key, day, (row_key){.code = code}, value);
}

const tr_profile_row *tr_profile_row_of_rule(const tr_profile_view *view,
                                             int32_t key, tr_day day,
                                             const char *rule,
                                             const tr_profile_value **value) {
  return row_of(view, key, day, (row_key){.rule = rule}, value);
}

/* --------------------------------------------------- rows without a row key */

/* Row `at` of all rows in force of one entry, counted through its values. */
static const tr_profile_row *row_number(const tr_profile_entry *entry,
                                        tr_day day, tr_code state, uint32_t at,
                                        const tr_profile_value **value) {
  for (uint32_t i = 0; i < entry->value_count; i++) {
    const tr_profile_value *of = &entry->values[i];
    if (!is_in_force(of, day, state)) continue;
    if (at < of->value.count) {
      if (value != NULL) *value = of;
      return &of->value.rows[at];
    }
    at -= of->value.count;
  }
  return NULL;
}

/* Row `at` of a list with a row key, counting only rows that answer for their
 * code: a nearer profile's row hides those of its parents. */
static const tr_profile_row *keyed_row_number(const tr_profile_view *view,
                                              int32_t key, tr_day day,
                                              uint32_t at,
                                              const tr_profile_value **value) {
  const tr_profile_slot *slot = slot_of(view, key);
  for (uint32_t i = 0; i < slot->count; i++)
    for (uint32_t j = 0; j < slot->entries[i]->value_count; j++) {
      const tr_profile_value *of = &slot->entries[i]->values[j];
      for (uint32_t k = 0; k < of->value.count; k++) {
        const tr_profile_row *row = &of->value.rows[k];
        const row_key wanted = {row->code, row->rule};
        if (row_of(view, key, day, wanted, NULL) != row || at-- > 0) continue;
        if (value != NULL) *value = of;
        return row;
      }
    }
  return NULL;
}

static bool has_row_key(tr_type type) {
  return type == TR_TYPE_NUMBER_LIST || type == TR_TYPE_USE_LIST ||
         type == TR_TYPE_SEVERITY_LIST;
}

const tr_profile_row *tr_profile_row_at(const tr_profile_view *view,
                                        int32_t key, tr_day day, uint32_t at,
                                        const tr_profile_value **value) {
  day = as_if(view, day);
  const tr_profile_slot *slot = slot_of(view, key);
  if (slot->count > 0 && has_row_key(view->pack->keys[key].type))
    return keyed_row_number(view, key, day, at, value);
  for (uint32_t i = 0; i < slot->count; i++) {
    /* an entry in force answers, and silences its parents when it is empty */
    if (value_of(slot->entries[i], day, view->state) == NULL) continue;
    return row_number(slot->entries[i], day, view->state, at, value);
  }
  return NULL;
}
