/* Functions of rules on who and where: NPI, taxonomy, ZIP code. */
#include "rule/calls.h"

/* ISO 7812 check digit over 80840 and the ten digits of the NPI, of which the
   first is 1 (people) or 2 (organisations too): no other is given out. */
static bool npi_checks(tr_str npi) {
  if (npi.n == 0 || (npi.p[0] != '1' && npi.p[0] != '2')) return false;
  int sum = 24; /* what the prefix 80840 adds */
  for (size_t i = 0; i < npi.n; i++) {
    if (npi.p[i] < '0' || npi.p[i] > '9') return false;
    int digit = npi.p[i] - '0';
    if (i % 2 == 0) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return npi.n == 10 && sum % 10 == 0;
}

tr_value tr__fn_npi_valid(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(npi_checks(tr__str_of(arguments[0])));
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
