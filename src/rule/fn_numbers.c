/* Functions of rules on numbers. */
#include "rule/calls.h"

enum { QUARTER_MINUTES = 15 };

tr_value tr__fn_whole(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  return tr__known(arguments[0].number % TR_THOUSAND == 0);
}

/* Quarter-hours begun: what "a unit for each 15 minutes" would bill. */
tr_value tr__fn_whole_quarters(const tr_scope *scope,
                               const tr_value *arguments) {
  (void)scope;
  const int64_t quarter = (int64_t)QUARTER_MINUTES * TR_THOUSAND;
  if (arguments[0].number < 0 || arguments[0].number > INT64_MAX - quarter)
    return tr__unknown(TR_NO_DATA);
  return tr__whole((arguments[0].number + quarter - 1) / quarter);
}
