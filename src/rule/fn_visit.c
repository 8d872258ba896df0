/* Functions of rules on what surrounds a line: the times of other services of
 * the day, and the claims before it in the input. */
#include "rule/calls.h"
#include "rule/derive.h"
#include "rule/history.h"

/* ---------------------------------------------------------------- the day */

static bool has_times(const tr_service *service) {
  return service->start.state == TR_FIELD_KNOWN &&
         service->end.state == TR_FIELD_KNOWN;
}

static bool overlap(const tr_service *a, const tr_service *b) {
  return a->start.number < b->end.number && b->start.number < a->end.number;
}

/* Unknown unless every service of both lines has its times. */
tr_value tr__fn_times_overlap(const tr_scope *scope,
                              const tr_value *arguments) {
  tr_list first, second;
  tr__derive_list(TR_DERIVE_LIST_line_services, scope, arguments[0].thing,
                  &first);
  tr__derive_list(TR_DERIVE_LIST_line_services, scope, arguments[1].thing,
                  &second);
  if ((first.unknown | second.unknown) != 0)
    return tr__unknown(first.unknown | second.unknown);
  if (first.count == 0 || second.count == 0) return tr__unknown(TR_NO_DATA);
  const tr_service *const *a = first.base, *const *b = second.base;
  bool timed = true;
  for (uint32_t i = 0; i < first.count; i++)
    for (uint32_t j = 0; j < second.count; j++) {
      if (!has_times(a[i]) || !has_times(b[j]))
        timed = false;
      else if (a[i] != b[j] && overlap(a[i], b[j]))
        return tr__known(true);
    }
  return timed ? tr__known(false) : tr__unknown(TR_NO_DATA);
}

/* ------------------------------------------------------ the claims before */

tr_value tr__fn_repeats(const tr_scope *scope, const tr_value *arguments) {
  tr_past_claim past;
  if (scope->history == NULL) return tr__unknown(TR_NO_HISTORY);
  if (!tr_history_repeat(scope->history, arguments[0].thing, &past))
    return tr__unknown(TR_NO_DATA);
  return tr__text(past.id);
}

static tr_value seen(const tr_scope *scope, const tr_line *line, bool reverse) {
  tr_past_visit past;
  if (scope->history == NULL) return tr__unknown(TR_NO_HISTORY);
  if (line->claim == NULL || line->date.state != TR_FIELD_KNOWN ||
      !tr_history_seen(scope->history, line->claim, (tr_day)line->date.number,
                       reverse, &past))
    return tr__unknown(TR_NO_DATA);
  return tr__known(past.day);
}

tr_value tr__fn_seen_before(const tr_scope *scope, const tr_value *arguments) {
  return seen(scope, arguments[0].thing, false);
}

tr_value tr__fn_new_later(const tr_scope *scope, const tr_value *arguments) {
  return seen(scope, arguments[0].thing, true);
}
