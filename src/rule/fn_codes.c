/* Functions of rules on modifiers, diagnoses and other code sets. */
#include "rule/calls.h"

tr_value tr__fn_modifier_state(const tr_scope *scope,
                               const tr_value *arguments) {
  switch (tr_table_modifier(scope->tables, (tr_code)arguments[0].number,
                            (tr_day)arguments[1].number, NULL)) {
    case TR_CODE_VALID:
      return tr__words("valid");
    case TR_CODE_MALFORMED:
      return tr__words("malformed");
    case TR_CODE_ENDED:
      return tr__words("ended");
    case TR_CODE_NOT_YET:
      return tr__words("not-yet");
    default:
      return tr__words("unknown-modifier");
  }
}

static const tr_modifier_conflict *conflict(const tr_scope *scope,
                                            const tr_value *arguments) {
  return tr_table_modifier_conflict(scope->tables, (tr_code)arguments[0].number,
                                    (tr_code)arguments[1].number,
                                    tr__day_of(scope));
}

tr_value tr__fn_modifier_conflict(const tr_scope *scope,
                                  const tr_value *arguments) {
  return tr__known(conflict(scope, arguments) != NULL);
}

tr_value tr__fn_modifier_reason(const tr_scope *scope,
                                const tr_value *arguments) {
  const tr_modifier_conflict *row = conflict(scope, arguments);
  return tr__words(row != NULL ? row->reason : NULL);
}

/* Does the claim's payer follow Medicare's rules? No, where nothing says so. */
static bool is_medicare(const tr_scope *scope) {
  const tr_profile_view *view = scope->profile;
  if (view == NULL) return false;
  const int32_t key = tr_profile_key_find(
      view->pack->keys, view->pack->key_count, TR_STR("medicare_rules"));
  const tr_profile_value *value = tr_profile_get(view, key, tr__day_of(scope));
  return value != NULL && value->value.number != 0;
}

/* Can the modifier stand on the procedure? Of a code that is not listed nobody
 * knows. */
tr_value tr__fn_modifier_fits(const tr_scope *scope,
                              const tr_value *arguments) {
  const tr_day day = (tr_day)arguments[2].number;
  const tr_procedure *row = NULL;
  tr_table_procedure(scope->tables, (tr_code)arguments[1].number, day, &row);
  if (row == NULL) return tr__unknown(TR_NO_DATA);
  return tr__known(tr_table_modifier_misplaced(
                       scope->tables, (tr_code)arguments[0].number,
                       (tr_class)row->group, is_medicare(scope), day) == NULL);
}

tr_value tr__fn_bypass(const tr_scope *scope, const tr_value *arguments) {
  const unsigned flags = tr_table_modifier_flags(
      scope->tables, (tr_code)arguments[0].number, tr__day_of(scope));
  return tr__known((flags & TR_MODIFIER_BYPASS) != 0);
}

/* ---------------------------------------------------------------- diagnoses */

tr_value tr__fn_diagnosis_state(const tr_scope *scope,
                                const tr_value *arguments) {
  switch (tr_table_diagnosis(scope->tables, (tr_code)arguments[0].number,
                             (tr_day)arguments[1].number)) {
    case TR_CODE_VALID:
      return tr__words("valid");
    case TR_CODE_MALFORMED:
      return tr__words("malformed");
    case TR_CODE_INVALID:
      return tr__words("unknown-code");
    case TR_CODE_ENDED:
      return tr__words("ended");
    case TR_CODE_NOT_YET:
      return tr__words("not-yet");
    case TR_CODE_NEEDS_MORE:
      return tr__words("incomplete");
    default:
      return tr__unknown(TR_NO_TABLE);
  }
}

tr_value tr__fn_in_set(const tr_scope *scope, const tr_value *arguments) {
  const tr_diagnosis_set set = tr_set_find(tr__str_of(arguments[1]));
  if (set < 0) return tr__unknown(TR_NO_TABLE);
  return tr__known(tr_table_in_set(
      scope->tables, set, (tr_code)arguments[0].number, tr__day_of(scope)));
}

tr_value tr__fn_regions_of(const tr_scope *scope, const tr_value *arguments) {
  return tr__known((int64_t)tr_table_diagnosis_regions(
      scope->tables, (tr_code)arguments[0].number));
}

static tr_contraindication found(const tr_scope *scope,
                                 const tr_value *arguments) {
  return tr_table_contraindication(scope->tables, (tr_code)arguments[0].number,
                                   (tr_regions)arguments[1].number,
                                   tr__day_of(scope));
}

/* Rules TRN0201 to TRN0205 each speak of one of these. */
tr_value tr__fn_contraindication(const tr_scope *scope,
                                 const tr_value *arguments) {
  switch (found(scope, arguments).rule) {
    case 201:
      return tr__words("fracture");
    case 202:
      return tr__words("malignancy");
    case 203:
      return tr__words("vascular");
    case 204:
      return tr__words("absolute");
    case 205:
      return tr__words("relative");
    default:
      return tr__words("none");
  }
}

tr_value tr__fn_contraindication_label(const tr_scope *scope,
                                       const tr_value *arguments) {
  const tr_contraindication row = found(scope, arguments);
  return tr__words(row.rule != 0 ? row.label : NULL);
}

/* ------------------------------------------------------------- plain lists */

tr_value tr__fn_place_of_service(const tr_scope *scope,
                                 const tr_value *arguments) {
  char code[TR_CODE_BYTES + 1];
  const size_t length = tr_code_text((tr_code)arguments[0].number, code);
  return tr__known(tr_table_place(scope->tables, (tr_str){code, length},
                                  tr__day_of(scope), NULL) == TR_CODE_VALID);
}

tr_value tr__fn_state_code(const tr_scope *scope, const tr_value *arguments) {
  char code[TR_CODE_BYTES + 1];
  const size_t length = tr_code_text((tr_code)arguments[0].number, code);
  return tr__known(tr_table_state(scope->tables, (tr_str){code, length}) !=
                   NULL);
}
