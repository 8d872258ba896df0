/* Tests of src/rule/derive_list.c. */
#include "rule_test.h"

static void lists_what_belongs_to_an_entity(void **state) {
  static const asked rows[] = {
      {TR_EACH_CLAIM, "count(x in claim.dates)", "4"},
      {TR_EACH_PAIR, "count(x in first.dates)", "1"},
      {TR_EACH_PAIR, "any(x in first.dates: x.qualifier == 472)", "yes"},
      {TR_EACH_PAIR, "count(x in first.references)", "1"},
      {TR_EACH_PAIR, "any(x in first.references: x.value == \"LINE-1\")",
       "yes"},
      {TR_EACH_PAIR, "count(x in second.references)", "0"},
      {TR_EACH_PAIR, "count(x in first.parties)", "0"},
      {TR_EACH_PAIR, "any(x in second.parties: x.name == \"SUBST\")", "yes"},
      {TR_EACH_PAIR, "count(x in first.adjudications)", "1"},
      {TR_EACH_PAIR, "count(x in second.adjudications)", "0"},
      {TR_EACH_PAIR, "count(x in first.attachments)", "0"},
      {TR_EACH_PAIR, "sum(x in first.adjustments: x.amount)", "30.00"},
      {TR_EACH_PAIR, "count(x in second.adjustments)", "0"},
      {TR_EACH_OTHER_PAYER, "sum(x in other_payer.adjustments: x.amount)",
       "20.00"},
      {TR_EACH_PAIR, "count(x in first.pointed)", "2"}, /* 9 points nowhere */
      {TR_EACH_PAIR, "any(x in first.pointed: x.code == \"M99.03\")", "yes"},
      {TR_EACH_PAIR, "count(x in second.pointed)", "1"},
      {TR_EACH_PAIR, "count(x in second.services)", "1"},
      {TR_EACH_PAIR, "count(x in first.services)", "0"},
      {TR_EACH_DAY, "count(x in day.lines)", "2"},
      {TR_EACH_DAY, "count(x in day.cmt)", "1"},
      {TR_EACH_DAY, "any(x in day.cmt: x.code == 98940)", "yes"},
      {TR_EACH_CLAIM, "count(x in claim.segments: x.id == \"LX\")", "2"},
      {TR_EACH_CLAIM, "any(x in claim.segments: x.id == \"CLM\")", "yes"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

static void lists_the_edits_of_a_line(void **state) {
  rule_fixture *f = *state;
  const tr_line *lines = f->claim->lines;
  static tr_edit edits[2];
  const tr_edit made[] = {{&lines[0], &lines[1], 1, "a"},
                          {&lines[1], &lines[1], 0, "b"}};
  memcpy(edits, made, sizeof edits);
  f->visit.days[0].edits = edits;
  f->visit.days[0].edit_count = 2;
  static const asked rows[] = {
      {TR_EACH_PAIR, "count(x in first.edits)", "1"},
      {TR_EACH_PAIR, "any(x in first.edits: x.indicator == 1)", "yes"},
      {TR_EACH_PAIR, "count(x in second.edits)", "2"},
      {TR_EACH_PAIR, "all(x in second.edits: x.column2 == second)", "yes"},
      {TR_EACH_PAIR, "count(x in day.edits)", "2"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

/* Of a line of an earlier claim only SV1 is known. */
static void knows_little_of_earlier_lines(void **state) {
  rule_fixture *f = *state;
  tr_line line = f->claim->lines[0];
  line.claim = NULL;
  line.earlier = true;
  bind(f, TR_BOUND_FIRST, &line);
  static const asked rows[] = {
      {TR_EACH_PAIR, "first.units", "1"},
      {TR_EACH_PAIR, "first.day.date", "2026-11-02"},
      {TR_EACH_PAIR, "count(x in first.dates)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.references)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.parties)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.adjudications)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.attachments)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.pointed)", "?no-history"},
      {TR_EACH_PAIR, "count(x in first.adjustments)", "?no-data"},
      {TR_EACH_PAIR, "count(x in first.services)", "?no-note"},
      {TR_EACH_PAIR, "first.minutes", "?no-note"},
      {TR_EACH_PAIR, "first.rendering_provider.id", "?no-data"},
      {TR_EACH_PAIR, "count(x in first.edits)", "0"},
  };
  ask_all(f, rows, TR_COUNT(rows));
}

static void leaves_bad_pointers_out(void **state) {
  rule_fixture *f = *state;
  tr_line line = f->claim->lines[0];
  bind(f, TR_BOUND_LINE, &line);
  static const struct {
    int64_t number;
    const char *count;
  } rows[] = {
      {1000, "1"}, {3000, "1"},      {4000, "0"},
      {0, "0"},    {-1000, "0"},     {1500, "0"},
      {999, "0"},  {INT64_MAX, "0"}, {INT64_MAX / 1000 * 1000, "0"},
  };
  for (int i = 1; i < TR_POINTERS; i++)
    line.pointers[i].state = TR_FIELD_ABSENT;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].count));
    line.pointers[0].number = rows[i].number;
    TR_ASSERT_STR(ask(f, "count(x in line.pointed)"), rows[i].count);
  }
}

TR_TESTS(RULE_TEST(lists_what_belongs_to_an_entity),
         RULE_TEST(lists_the_edits_of_a_line),
         RULE_TEST(knows_little_of_earlier_lines),
         RULE_TEST(leaves_bad_pointers_out))
