/* Tests of src/rule/fn_visit.c: the day and the claims before. */
#include "rule_test.h"

/* Both lines get one service each, with these times; 0: none given. */
static void set_times(rule_fixture *f, tr_service services[2],
                      const tr_service *lists[2][1], const int times[4]) {
  for (int i = 0; i < 2; i++) {
    services[i] = (tr_service){.note = &test_note, .index = i};
    services[i].start = (tr_note_field){.number = times[2 * i] * 1000,
                                        .state = times[2 * i] > 0};
    services[i].end = (tr_note_field){.number = times[2 * i + 1] * 1000,
                                      .state = times[2 * i + 1] > 0};
    lists[i][0] = &services[i];
    f->visit.lines[i].services = lists[i];
    f->visit.lines[i].service_count = 1;
  }
}

static void sees_times_overlap(void **state) {
  rule_fixture *f = *state;
  static const struct {
    int times[4];
    const char *overlap;
  } rows[] = {
      {{600, 615, 615, 630}, "no"},   {{600, 615, 614, 630}, "yes"},
      {{600, 630, 610, 620}, "yes"},  {{615, 630, 600, 615}, "no"},
      {{600, 615, 0, 0}, "?no-data"}, {{600, 615, 610, 0}, "?no-data"},
  };
  f->env.each = TR_EACH_PAIR;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].overlap));
    tr_service services[2];
    const tr_service *lists[2][1];
    set_times(f, services, lists, rows[i].times);
    TR_ASSERT_STR(ask(f, "times_overlap(first, second)"), rows[i].overlap);
    TR_ASSERT_STR(ask(f, "times_overlap(second, first)"), rows[i].overlap);
  }
}

static void needs_services_to_overlap(void **state) {
  rule_fixture *f = *state;
  f->env.each = TR_EACH_PAIR; /* the first line has no service in the note */
  TR_ASSERT_STR(ask(f, "times_overlap(first, second)"), "?no-data");
  visit_again(f, NULL);
  TR_ASSERT_STR(ask(f, "times_overlap(first, second)"), "?no-note");
}

static void remembers_earlier_claims(void **state) {
  rule_fixture *f = *state;
  static const asked before[] = {
      {TR_EACH_LINE, "repeats(claim)", "?no-history"},
      {TR_EACH_LINE, "seen_before(line)", "?no-history"},
      {TR_EACH_LINE, "new_later(line)", "?no-history"},
  };
  ask_all(f, before, TR_COUNT(before));

  tr_history *history = tr_history_new();
  assert_non_null(history);
  f->scope.history = history;
  static const asked empty[] = {
      {TR_EACH_LINE, "repeats(claim)", "?no-data"},
      {TR_EACH_LINE, "seen_before(line)", "?no-data"},
      {TR_EACH_LINE, "new_later(line)", "?no-data"},
  };
  ask_all(f, empty, TR_COUNT(empty));

  assert_int_equal(tr_history_add(history, f->claim), TR_OK);
  TR_ASSERT_STR(ask(f, "repeats(claim)"), "A-1");
  /* a visit ten days on knows the one before */
  tr_line later = f->claim->lines[0];
  later.date.number += 10;
  bind(f, TR_BOUND_LINE, &later);
  TR_ASSERT_STR(ask(f, "seen_before(line)"), "2026-11-02");
  TR_ASSERT_STR(ask(f, "new_later(line)"), "?no-data");
  later.date.state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "seen_before(line)"), "?no-data");
  tr_history_free(history);
}

TR_TESTS(RULE_TEST(sees_times_overlap), RULE_TEST(needs_services_to_overlap),
         RULE_TEST(remembers_earlier_claims))
