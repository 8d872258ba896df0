/* Functions of rules on who and where: NPI, taxonomy, ZIP code. */
#include "base/npi.h"
#include "rule/calls.h"

tr_value tr__fn_npi_valid(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(tr_npi_checks(tr__str_of(arguments[0])));
}

/* A code of 111N that is none of a chiropractor's is no code at all. */
tr_value tr__fn_taxonomy_state(const tr_scope *scope,
                               const tr_value *arguments) {
  const tr_taxonomy *row = NULL;
  const tr_validity validity = tr_table_taxonomy(
      scope->tables, tr__str_of(arguments[0]), tr__day_of(scope), &row);
  if (validity == TR_CODE_MALFORMED || validity == TR_CODE_INVALID)
    return tr__text(TR_STR("malformed"));
  if (row != NULL && row->chiropractor) return tr__text(TR_STR("chiropractor"));
  return tr__text(TR_STR("other"));
}

static tr_zip_verdict zip_verdict(const tr_scope *scope,
                                  const tr_value *arguments) {
  char state[TR_CODE_BYTES + 1];
  const size_t length = tr_code_text((tr_code)arguments[1].number, state);
  return tr_table_zip(scope->tables, (tr_str){state, length},
                      tr__str_of(arguments[0]));
}

tr_value tr__fn_zip_in_state(const tr_scope *scope, const tr_value *arguments) {
  const tr_zip_verdict verdict = zip_verdict(scope, arguments);
  if (verdict == TR_ZIP_UNKNOWN) return tr__unknown(TR_NO_DATA);
  return tr__known(verdict == TR_ZIP_OK);
}

tr_value tr__fn_zip_state(const tr_scope *scope, const tr_value *arguments) {
  switch (zip_verdict(scope, arguments)) {
    case TR_ZIP_OK:
      return tr__text(TR_STR("fits"));
    case TR_ZIP_MALFORMED:
      return tr__text(TR_STR("malformed"));
    case TR_ZIP_ELSEWHERE:
      return tr__text(TR_STR("elsewhere"));
    default:
      return tr__unknown(TR_NO_DATA);
  }
}
