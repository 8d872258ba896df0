/* Reading values: from the structures of the model as the table of fields says,
 * from constants, and from the profile in force. */
#include "rule/machine.h"

tr_value tr__load_text(const void *owner, const tr_field_row *row) {
  const tr_field *field = tr__at(owner, row->offset);
  const tr_unit *unit = tr__unit_of(row, owner);
  if (field->state == TR_FIELD_ABSENT || unit == NULL)
    return tr__unknown(TR_NO_DATA);
  return tr__text(tr_unit_text(unit, field));
}

tr_value tr__load_note(const void *owner, const tr_field_row *row) {
  const tr_note_field *field = tr__at(owner, row->offset);
  if (field->state != TR_FIELD_KNOWN) return tr__unknown(TR_NO_DATA);
  if (row->type == TR_TYPE_TEXT || row->type == TR_TYPE_WORD)
    return tr__text(field->text);
  return tr__known(field->number);
}

static tr_value load_set(const void *owner, const tr_field_row *row) {
  const void *entries = *(const void *const *)tr__at(owner, row->offset);
  if (entries == NULL) return tr__unknown(TR_NO_DATA);
  return (tr_value){
      .thing = entries,
      .length = *(const uint32_t *)tr__at(owner, row->count_offset)};
}

tr_value tr__load_member(const void *owner, const tr_field_row *row) {
  const void *at = tr__at(owner, row->offset);
  switch ((tr_how)row->how) {
    case TR_HOW_CODE: {
      const tr_code code = *(const tr_code *)at;
      return code != 0 ? tr__known((int64_t)code) : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_FLAG:
      return tr__known(*(const bool *)at);
    case TR_HOW_INTEGER: {
      const int32_t number = *(const int32_t *)at;
      return number >= 0 ? tr__whole(number) : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_THOUSANDTHS: {
      const int64_t number = *(const int64_t *)at;
      return number != INT64_MIN ? tr__known(number) : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_DAY: {
      const tr_day day = *(const tr_day *)at;
      return day != TR_DAY_MIN ? tr__known(day) : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_REGIONS: {
      const tr_regions regions = *(const tr_regions *)at;
      return regions != 0 ? tr__known((int64_t)regions)
                          : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_NOTE_REGIONS: {
      const tr_note_regions *regions = at;
      return regions->list.state == TR_FIELD_KNOWN
                 ? tr__known((int64_t)regions->regions)
                 : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_STRING: {
      const tr_str text = *(const tr_str *)at;
      return text.n > 0 ? tr__text(text) : tr__unknown(TR_NO_DATA);
    }
    case TR_HOW_WORDS:
      return tr__words(*(const char *const *)at);
    case TR_HOW_CODE_SET:
    case TR_HOW_PREFIX_SET:
    case TR_HOW_WORD_SET:
      return load_set(owner, row);
    default:
      return tr__unknown(TR_NO_DATA);
  }
}

tr_value tr__follow(const void *owner, const tr_field_row *row) {
  return tr__thing(*(const void *const *)tr__at(owner, row->offset),
                   row->reads_note ? TR_NO_NOTE : TR_NO_DATA);
}

/* Was the field sent? Undecided where its owner is unknown for our reasons. */
tr_value tr__was_sent(tr_value owner, const tr_field_row *row) {
  if (owner.unknown != 0)
    return (owner.unknown & TR_UNASKED) != 0 ? owner : tr__known(false);
  const void *at = tr__at(owner.thing, row->offset);
  const uint8_t state = row->how == TR_HOW_FIELD
                            ? ((const tr_field *)at)->state
                            : ((const tr_note_field *)at)->state;
  return tr__known(state != TR_FIELD_ABSENT);
}

/* ----------------------------------------------------------------- profile */

tr_value tr__of_constant(const tr_constant *constant) {
  switch (constant->type) {
    case TR_TYPE_TEXT:
    case TR_TYPE_WORD:
      return (tr_value){.text = constant->text, .length = constant->count};
    case TR_TYPE_CODE_SET:
    case TR_TYPE_PREFIX_SET:
      return (tr_value){.thing = constant->codes, .length = constant->count};
    case TR_TYPE_WORD_SET:
      return (tr_value){.thing = constant->words, .length = constant->count};
    default:
      return tr__known(constant->number);
  }
}

tr_value tr__of_profile(const tr_scope *scope, uint16_t key) {
  const tr_profile_value *value =
      tr_profile_get(scope->profile, key, tr__day_of(scope));
  if (value == NULL) return tr__unknown(TR_NO_PROFILE);
  return tr__of_constant(&value->value);
}

tr_value tr__row_of_profile(const tr_scope *scope, uint16_t key,
                            tr_value code) {
  if (code.unknown != 0) return code;
  const tr_profile_row *row = tr_profile_row_of_code(
      scope->profile, key, tr__day_of(scope), (tr_code)code.number, NULL);
  if (row == NULL) return tr__unknown(TR_NO_PROFILE);
  return scope->profile->pack->keys[key].type == TR_TYPE_USE_LIST
             ? tr__known((int64_t)row->use)
             : tr__known(row->number);
}
