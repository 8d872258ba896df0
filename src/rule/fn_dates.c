/* Functions of rules on dates. */
#include "rule/calls.h"

enum { MOST_YEARS = 150, MOST_MONTHS = 12 * MOST_YEARS };

/* A whole number between -most and most. */
static bool whole(tr_value value, int most, int *number) {
  if (value.number % TR_THOUSAND != 0) return false;
  const int64_t read = value.number / TR_THOUSAND;
  if (read < -most || read > most) return false;
  *number = (int)read;
  return true;
}

tr_value tr__fn_years_before(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  int years;
  if (!whole(arguments[1], MOST_YEARS, &years)) return tr__unknown(TR_NO_DATA);
  return tr__known(tr_day_add_years((tr_day)arguments[0].number, -years));
}

static int days_of_month(int year, int month) {
  const int next_year = month == 12 ? year + 1 : year;
  const int next_month = month == 12 ? 1 : month + 1;
  return tr_day_of(next_year, next_month, 1) - tr_day_of(year, month, 1);
}

/* The same day of a later month; its last where it has no such day. */
tr_value tr__fn_months_after(const tr_scope *scope, const tr_value *arguments) {
  (void)scope;
  int months, year, month, day;
  if (!whole(arguments[1], MOST_MONTHS, &months))
    return tr__unknown(TR_NO_DATA);
  tr_day_parts((tr_day)arguments[0].number, &year, &month, &day);
  const int counted = year * 12 + month - 1 + months;
  year = counted / 12;
  month = counted % 12 + 1;
  if (year < 1800 || year > 9998) return tr__unknown(TR_NO_DATA);
  const int last = days_of_month(year, month);
  return tr__known(tr_day_of(year, month, day < last ? day : last));
}
