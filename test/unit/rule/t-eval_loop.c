/* Tests of src/rule/eval_loop.c: each kind of list, from none to many. */
#include "rule_test.h"

#include "rule/machine.h"

static void walks_every_kind_of_list(void **state) {
  static const asked rows[] = {
      {TR_EACH_CLAIM, "count(x in claim.lines)", "2"},   /* an array */
      {TR_EACH_DAY, "count(x in day.lines)", "2"},       /* pointers */
      {TR_EACH_LINE, "count(x in line.modifiers)", "2"}, /* members */
      {TR_EACH_LINE, "count(x in line.pointers)", "3"},
      {TR_EACH_LINE, "count(x in line.pointed)", "2"},        /* made in C */
      {TR_EACH_LINE, "count(x in profile.not_covered)", "2"}, /* rows */
      {TR_EACH_LINE, "count(x in profile.max_units)", "2"},
      {TR_EACH_LINE, "count(x in claim.level_parties) > 4", "yes"},
      {TR_EACH_CLAIM, "any(x in claim.lines: x.index == 1)", "yes"},
      {TR_EACH_CLAIM, "sum(x in claim.lines: x.index)", "1"},
  };
  ask_all(*state, rows, TR_COUNT(rows));
}

/* What was sent but cannot be read stays an element, of unknown value. */
static void leaves_empty_places_out(void **state) {
  rule_fixture *f = *state;
  tr_line line = f->claim->lines[0];
  bind(f, TR_BOUND_LINE, &line);
  line.modifiers[2] = line.modifiers[1];
  line.modifiers[1].state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "count(m in line.modifiers)"), "2");
  TR_ASSERT_STR(ask(f, "59 in line.modifiers"), "yes");
  line.modifiers[2].state = TR_FIELD_UNREADABLE;
  TR_ASSERT_STR(ask(f, "count(m in line.modifiers)"), "2");
  TR_ASSERT_STR(ask(f, "59 in line.modifiers"), "?no-data");
  line.modifiers[0].state = line.modifiers[2].state = TR_FIELD_ABSENT;
  TR_ASSERT_STR(ask(f, "count(m in line.modifiers)"), "0");
  TR_ASSERT_STR(ask(f, "59 in line.modifiers"), "no");
}

static void starts_without_a_list(void **state) {
  rule_fixture *f = *state;
  uint16_t row;
  assert_true(tr__field_find(TR_ENTITY_CLAIM, TR_STR("lines"), &row));
  tr_loop loop;
  tr__open_list(&loop, &f->scope, &tr__fields[row], tr__unknown(TR_NO_HISTORY));
  assert_int_equal(loop.unknown, TR_NO_HISTORY);
  assert_false(tr__turn(&loop, &f->scope, false));
  f->scope.profile = NULL;
  tr__open_rows(&loop, &f->scope, KEY_COVER);
  assert_int_equal(loop.unknown, TR_NO_PROFILE);
}

static void decides_flags(void **state) {
  (void)state;
  static const struct {
    int64_t total;
    uint32_t unknown;
    int any, all; /* 0, 1, or -1: unknown */
  } rows[] = {{0, 0, 0, 1},
              {1, 0, 1, 0},
              {0, TR_NO_DATA, -1, -1},
              {1, TR_NO_DATA, 1, 0}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    const tr_loop loop = {.total = rows[i].total, .unknown = rows[i].unknown};
    const tr_value any = tr__flag_of_loop(&loop, true);
    const tr_value all = tr__flag_of_loop(&loop, false);
    assert_int_equal(any.unknown != 0 ? -1 : any.number, rows[i].any);
    assert_int_equal(all.unknown != 0 ? -1 : all.number, rows[i].all);
  }
}

TR_TESTS(RULE_TEST(walks_every_kind_of_list),
         RULE_TEST(leaves_empty_places_out), RULE_TEST(starts_without_a_list),
         cmocka_unit_test(decides_flags))
