/* Functions of rules on the visits a payer allows in a period: which period a
 * row of `visit_limits` means for a claim, and how many visits are seen in it.
 * What came before the history began is not seen: there may be more. */
#include "rule/calls.h"
#include "rule/history.h"

enum { WEEK = 7, MONTHS = 12 };

static tr_day last_service(const tr_claim *claim) {
  tr_day last = TR_DAY_MIN;
  for (uint32_t i = 0; i < claim->line_count; i++) {
    const tr_field *date = &claim->lines[i].date;
    if (date->state == TR_FIELD_KNOWN && (tr_day)date->number > last)
      last = (tr_day)date->number;
  }
  return last;
}

/* The month in which the payer's years begin. */
static int first_month(const tr_scope *scope, tr_day day) {
  if (scope->profile == NULL) return 1;
  const tr_pack *pack = scope->profile->pack;
  const tr_profile_value *value =
      tr_profile_get(scope->profile,
                     tr_profile_key_find(pack->keys, pack->key_count,
                                         TR_STR("benefit_year_month")),
                     day);
  const int64_t month = value != NULL ? value->value.number / TR_THOUSAND : 1;
  return month >= 1 && month <= MONTHS ? (int)month : 1;
}

static tr_day year_began(const tr_scope *scope, tr_day day) {
  int year, month, of_month;
  tr_day_parts(day, &year, &month, &of_month);
  const int first = first_month(scope, day);
  return tr_day_of(month < first ? year - 1 : year, first, 1);
}

static tr_day month_began(tr_day day) {
  int year, month, of_month;
  tr_day_parts(day, &year, &month, &of_month);
  return tr_day_of(year, month, 1);
}

static bool is_per(const tr_profile_row *row, const char *word) {
  return row->per != NULL && strcmp(row->per, word) == 0;
}

/* @return Whether the row says of which period. */
static bool period_of(const tr_scope *scope, const tr_profile_row *row,
                      tr_visits_asked *asked) {
  const tr_day last = asked->to;
  asked->from = TR_DAY_MIN;
  asked->same_authorization = is_per(row, "authorization");
  asked->same_injury = is_per(row, "injury");
  if (asked->same_authorization || asked->same_injury) return true;
  if (is_per(row, "year"))
    asked->from = year_began(scope, last);
  else if (row->days > 0)
    asked->from = last - row->days + 1;
  else if (is_per(row, "month"))
    asked->from = month_began(last);
  else if (is_per(row, "week"))
    asked->from = last - WEEK + 1;
  else if (is_per(row, "day"))
    asked->from = last;
  return asked->from != TR_DAY_MIN;
}

/* @return 0, or why it is not known. */
static uint32_t count(const tr_scope *scope, const tr_value *arguments,
                      int32_t *visits, tr_day *first) {
  const tr_profile_row *row = arguments[0].thing;
  const tr_claim *claim = arguments[1].thing;
  tr_visits_asked asked = {.to = last_service(claim),
                           .codes = row->codes,
                           .code_count = row->code_count};
  if (scope->history == NULL) return TR_NO_HISTORY;
  if (asked.to == TR_DAY_MIN || !period_of(scope, row, &asked))
    return TR_NO_DATA;
  *visits = tr_history_visits(scope->history, claim, &asked, first);
  return *visits < 0 ? TR_NO_DATA : 0;
}

tr_value tr__fn_visits_within(const tr_scope *scope,
                              const tr_value *arguments) {
  int32_t visits = 0;
  tr_day first = TR_DAY_MIN;
  const uint32_t unknown = count(scope, arguments, &visits, &first);
  return unknown != 0 ? tr__unknown(unknown) : tr__whole(visits);
}

tr_value tr__fn_first_within(const tr_scope *scope, const tr_value *arguments) {
  int32_t visits = 0;
  tr_day first = TR_DAY_MIN;
  const uint32_t unknown = count(scope, arguments, &visits, &first);
  if (unknown != 0) return tr__unknown(unknown);
  return visits == 0 ? tr__unknown(TR_NO_DATA) : tr__known(first);
}
