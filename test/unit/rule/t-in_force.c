/* Tests of src/rule/in_force.c: what a profile says on a day. */
#include "rule_test.h"

static void takes_the_nearest_value_in_force(void **state) {
  rule_fixture *f = *state;
  const tr_day old = tr_day_of(2025, 12, 31), now = tr_day_of(2026, 1, 1);
  const tr_profile_value *value = tr_profile_get(&f->profile, KEY_NUMBER, now);
  assert_non_null(value);
  assert_int_equal(value->value.number, 30000);
  assert_string_equal(value->source, "new");
  value = tr_profile_get(&f->profile, KEY_NUMBER, old);
  assert_int_equal(value->value.number, 7000); /* the default */
  value = tr_profile_get(&f->profile, KEY_CODES, old);
  assert_ptr_equal(value->value.codes, only_97012); /* inherited */
  assert_null(tr_profile_get(&f->profile, KEY_UNSET, now));
  assert_null(tr_profile_get(&f->profile, -1, now));
  assert_null(tr_profile_get(&f->profile, KEY_COUNT, now));
  assert_null(tr_profile_get(NULL, KEY_NUMBER, now));
  tr_profile_view none = f->profile;
  none.chain = NULL;
  assert_null(tr_profile_get(&none, KEY_NUMBER, now));
}

static void lets_the_state_speak_first(void **state) {
  rule_fixture *f = *state;
  const tr_day now = tr_day_of(2026, 1, 1);
  f->profile.state = TR_CODE("TX");
  assert_int_equal(tr_profile_get(&f->profile, KEY_NUMBER, now)->value.number,
                   14000);
  f->profile.state = TR_CODE("LA");
  assert_int_equal(tr_profile_get(&f->profile, KEY_NUMBER, now)->value.number,
                   30000);
  f->profile.state = 0; /* not known: in no state */
  assert_int_equal(tr_profile_get(&f->profile, KEY_NUMBER, now)->value.number,
                   30000);
}

/* A child's row hides its parents' row of the same code and no other. */
static void looks_rows_up_by_their_key(void **state) {
  rule_fixture *f = *state;
  const tr_day now = tr_day_of(2026, 1, 1);
  const tr_profile_value *value = NULL;
  const tr_profile_row *row =
      tr_profile_row_of_code(&f->profile, KEY_UNITS, now, CODE_97012, &value);
  assert_int_equal(row->number, 2000);
  assert_ptr_equal(value, great_units);
  row = tr_profile_row_of_code(&f->profile, KEY_UNITS, now, CODE_98940, &value);
  assert_int_equal(row->number, 1000);
  assert_ptr_equal(value, defaults_units);
  assert_null(
      tr_profile_row_of_code(&f->profile, KEY_UNITS, now, CODE_97014, NULL));
  assert_int_equal(
      tr_profile_row_of_code(&f->profile, KEY_USE, now, CODE_97014, NULL)->use,
      CODE_G0283);
  assert_true(
      tr_profile_row_of_rule(&f->profile, KEY_SEVERITIES, now, "TRC0101", NULL)
          ->off);
  assert_null(tr_profile_row_of_rule(&f->profile, KEY_SEVERITIES, now,
                                     "TRC0102", NULL));
  assert_null(tr_profile_row_of_code(NULL, KEY_UNITS, now, CODE_97012, NULL));
}

static void walks_rows(void **state) {
  rule_fixture *f = *state;
  const tr_day now = tr_day_of(2026, 1, 1);
  const tr_profile_value *value = NULL;
  assert_ptr_equal(tr_profile_row_at(&f->profile, KEY_COVER, now, 0, &value),
                   &cover_rows[0]);
  assert_ptr_equal(value, great_cover);
  assert_ptr_equal(tr_profile_row_at(&f->profile, KEY_COVER, now, 1, NULL),
                   &cover_rows[1]);
  assert_null(tr_profile_row_at(&f->profile, KEY_COVER, now, 2, NULL));
  /* with a row key: the rows that answer, whoever's they are */
  assert_ptr_equal(tr_profile_row_at(&f->profile, KEY_UNITS, now, 0, NULL),
                   &own_unit_rows[0]);
  assert_ptr_equal(tr_profile_row_at(&f->profile, KEY_UNITS, now, 1, &value),
                   &unit_rows[1]);
  assert_ptr_equal(value, defaults_units);
  assert_null(tr_profile_row_at(&f->profile, KEY_UNITS, now, 2, NULL));
  assert_null(tr_profile_row_at(&f->profile, KEY_UNSET, now, 0, NULL));
  assert_null(tr_profile_row_at(NULL, KEY_COVER, now, 0, NULL));
}

/* All rows of all entries in force of one profile; an empty one silences. */
static void joins_entries_and_silences_parents(void **state) {
  (void)state;
  static const tr_profile_value two[] = {
      {.from = 0,
       .to = 10,
       .value = {.type = TR_TYPE_COVER_LIST,
                 .rows = &cover_rows[0],
                 .count = 1}},
      {.from = 5,
       .to = 10,
       .value = {
           .type = TR_TYPE_COVER_LIST, .rows = &cover_rows[1], .count = 1}}};
  static const tr_profile_value empty[] = {
      {.from = 8, .to = 10, .value = {.type = TR_TYPE_COVER_LIST}}};
  static const tr_profile_entry parent_entries[] = {{KEY_COVER, two, 2}};
  static const tr_profile_entry child_entries[] = {{KEY_COVER, empty, 1}};
  static const tr_profile parent = {
      .id = "parent", .entries = parent_entries, .entry_count = 1};
  static const tr_profile child = {.id = "child",
                                   .inherits = "parent",
                                   .entries = child_entries,
                                   .entry_count = 1};
  static const tr_profile *const both[] = {&parent, &child};
  const tr_pack pack = {.profiles = both,
                        .profile_count = 2,
                        .keys = test_keys,
                        .key_count = KEY_COUNT};
  tr_arena arena;
  tr_arena_init(&arena, 100000);
  tr_profiles profiles;
  tr_profile_view view;
  assert_int_equal(tr_profiles_init(&arena, &pack, &profiles), TR_OK);
  assert_true(tr_profile_named(&profiles, TR_STR("child"), &view));
  static const struct {
    tr_day day;
    uint32_t rows;
  } days[] = {{-1, 0}, {0, 1}, {4, 1},  {5, 2},
              {7, 2},  {8, 0}, {10, 0}, {11, 0}};
  for (size_t i = 0; i < TR_COUNT(days); i++) {
    uint32_t count = 0;
    while (tr_profile_row_at(&view, KEY_COVER, days[i].day, count, NULL))
      count++;
    assert_int_equal(count, days[i].rows);
  }
  tr_arena_done(&arena);
}

TR_TESTS(RULE_TEST(takes_the_nearest_value_in_force),
         RULE_TEST(lets_the_state_speak_first),
         RULE_TEST(looks_rows_up_by_their_key), RULE_TEST(walks_rows),
         cmocka_unit_test(joins_entries_and_silences_parents))
