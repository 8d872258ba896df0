/* Loops over lists: the elements one after the other, wherever they lie. */
#include "rule/machine.h"

void tr__open_list(tr_loop *l, const tr_scope *scope, const tr_field_row *row,
                   tr_value owner) {
  *l = (tr_loop){.list = {.owner = owner.unknown == 0 ? owner.thing : NULL}};
  if (owner.unknown != 0) {
    l->unknown = owner.unknown;
    return;
  }
  const void *at = tr__at(owner.thing, row->offset);
  switch ((tr_how)row->how) {
    case TR_HOW_ARRAY:
    case TR_HOW_POINTERS:
      l->list.base = *(const void *const *)at;
      l->list.count = *(const uint32_t *)tr__at(owner.thing, row->count_offset);
      l->list.stride = row->stride;
      return;
    case TR_HOW_INLINE:
      l->list.base = at;
      l->list.count = row->count_offset;
      l->list.stride = row->stride;
      return;
    default:
      tr__derive_list((tr_derive_list)row->derive, scope, owner.thing,
                      &l->list);
      l->unknown = l->list.unknown;
  }
}

void tr__open_rows(tr_loop *l, const tr_scope *scope, uint16_t key) {
  *l = (tr_loop){.rows = true, .key = key};
  if (scope->profile == NULL || scope->profile->chain == NULL)
    l->unknown = TR_NO_PROFILE;
}

bool tr__turn(tr_loop *l, const tr_scope *scope, bool plain) {
  if (l->rows) {
    l->element = tr_profile_row_at(scope->profile, l->key, tr__day_of(scope),
                                   l->next++, NULL);
    return l->element != NULL;
  }
  while (l->next < l->list.count) {
    const uint32_t at = l->next++;
    const void *element =
        l->list.stride == 0
            ? ((const void *const *)l->list.base)[at]
            : (const char *)l->list.base + (size_t)at * l->list.stride;
    if (l->list.map != NULL)
      element = l->list.map(scope, &l->list, element);
    else if (plain && ((const tr_field *)element)->state == TR_FIELD_ABSENT)
      element = NULL; /* an empty place among modifiers, pointers, causes */
    if (element == NULL) continue;
    l->element = element;
    return true;
  }
  return false;
}

tr_value tr__flag_of_loop(const tr_loop *l, bool decided) {
  if (l->total != 0) return tr__known(decided);
  return l->unknown != 0 ? tr__unknown(l->unknown) : tr__known(!decided);
}
