/* Tests of src/rule/fn_history.c: periods of rows, visits in them. */
#include "rule/calls.h"
#include "rule/history.h"
#include "rule_test.h"

/* A claim like the test's, on another day. */
static void add_on(rule_fixture *f, tr_history *history, int64_t day) {
  tr_claim claim = *f->claim;
  tr_line lines[2] = {f->claim->lines[0], f->claim->lines[1]};
  claim.lines = lines;
  claim.frequency.number = (int64_t)TR_CODE("1");
  for (int i = 0; i < 2; i++) lines[i].date.number = day;
  assert_int_equal(tr_history_add(history, &claim), TR_OK);
}

static int64_t visits(rule_fixture *f, const tr_profile_row *row) {
  const tr_value arguments[] = {{.thing = row}, {.thing = f->claim}};
  const tr_value value = tr__fn_visits_within(&f->scope, arguments);
  return value.unknown != 0 ? -(int64_t)value.unknown : value.number / 1000;
}

static void counts_in_the_period(void **state) {
  rule_fixture *f = *state;
  tr_history *history = tr_history_new();
  assert_non_null(history);
  const tr_profile_row year = {.per = "year"};
  f->scope.history = NULL;
  assert_int_equal(visits(f, &year), -TR_NO_HISTORY);
  f->scope.history = history;
  assert_int_equal(visits(f, &year), 1); /* 2026-11-02 itself */

  add_on(f, history, tr_day_of(2025, 12, 31));
  add_on(f, history, tr_day_of(2026, 1, 1));
  add_on(f, history, tr_day_of(2026, 10, 4));
  add_on(f, history, tr_day_of(2026, 10, 27));
  add_on(f, history, tr_day_of(2026, 11, 1));
  add_on(f, history, tr_day_of(2026, 11, 1)); /* one day is one visit */
  add_on(f, history, tr_day_of(2026, 11, 3)); /* not yet */
  const tr_code cmt[] = {TR_CODE("98940")}, none[] = {TR_CODE("97110")};
  const struct {
    tr_profile_row row;
    int64_t visits;
  } rows[] = {
      {{.per = "year"}, 5},
      {{.per = "month"}, 2},
      {{.per = "month", .days = 30}, 4},
      {{.per = "month", .days = 29}, 3},
      {{.per = "week"}, 3},
      {{.per = "day"}, 1},
      {{.per = "year", .codes = cmt, .code_count = 1}, 5},
      {{.per = "year", .codes = none, .code_count = 1}, 0},
      {{.per = "injury"}, 6}, /* since it happened, whatever the year */
      {{.per = "authorization"}, -TR_NO_DATA}, /* the claim names none */
      {{.per = NULL}, -TR_NO_DATA},
  };
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].row.per));
    assert_int_equal(visits(f, &rows[i].row), rows[i].visits);
  }
  const tr_profile_row week = {.per = "week"};
  const tr_value arguments[] = {{.thing = &week}, {.thing = f->claim}};
  assert_int_equal(tr__fn_first_within(&f->scope, arguments).number,
                   tr_day_of(2026, 10, 27));
  tr_history_free(history);
}

TR_TESTS(RULE_TEST(counts_in_the_period))
