/* Tests of src/rule/units.c: the worked table of the billing rules, ties, and
 * every combination of up to three codes against a slow oracle. */
#include "rule/units.h"

#include "tr_test.h"

enum { CODES = 4, MINUTE = 1000, METHODS = 3, LONGEST = 40 };

static int64_t share(tr_unit_method method, const int *minutes,
                     const int *billed, size_t count, int64_t *supported) {
  tr_timed_code codes[CODES] = {0};
  for (size_t i = 0; i < count; i++)
    codes[i] = (tr_timed_code){.minutes = minutes[i] * MINUTE,
                               .billed = billed != NULL ? billed[i] : 0,
                               .supported = -1};
  const int64_t total = tr_units_share(method, codes, count);
  for (size_t i = 0; i < count; i++) supported[i] = codes[i].supported;
  return total;
}

/* ------------------------------------------------------------ worked table */

typedef struct worked_row {
  const char *text;
  size_t count;
  int minutes[CODES];
  int total[METHODS];
  int cms[CODES], ama[CODES];
} worked_row;

/* The first five rows are CMS's own examples (manual 100-04, ch. 5, 20.2).
 * Where the manual leaves a tie to the biller, the earlier code has it. */
static const worked_row worked[] = {
    {"24+23", 2, {24, 23}, {3, 4, 2}, {2, 1}, {2, 2}},
    {"20+20", 2, {20, 20}, {3, 2, 2}, {2, 1}, {1, 1}},
    {"33+7", 2, {33, 7}, {3, 2, 2}, {2, 1}, {2, 0}},
    {"18+13+10+8", 4, {18, 13, 10, 8}, {3, 4, 1}, {1, 1, 1, 0}, {1, 1, 1, 1}},
    {"7+7+7", 3, {7, 7, 7}, {1, 0, 0}, {1, 0, 0}, {0, 0, 0}},
    {"7", 1, {7}, {0, 0, 0}, {0}, {0}},
    {"8", 1, {8}, {1, 1, 0}, {1}, {1}},
    {"22", 1, {22}, {1, 1, 1}, {1}, {1}},
    {"23", 1, {23}, {2, 2, 1}, {2}, {2}},
    {"37", 1, {37}, {2, 2, 2}, {2}, {2}},
    {"38", 1, {38}, {3, 3, 2}, {3}, {3}},
    {"10+10", 2, {10, 10}, {1, 2, 0}, {1, 0}, {1, 1}},
    {"8+8+8", 3, {8, 8, 8}, {2, 3, 0}, {1, 1, 0}, {1, 1, 1}},
    {"5+5", 2, {5, 5}, {1, 0, 0}, {1, 0}, {0, 0}},
    {"4+4", 2, {4, 4}, {1, 0, 0}, {1, 0}, {0, 0}},
    {"3+3+1", 3, {3, 3, 1}, {0, 0, 0}, {0}, {0}},
    {"22+22", 2, {22, 22}, {3, 2, 2}, {2, 1}, {1, 1}},
    {"37+1", 2, {37, 1}, {3, 2, 2}, {3, 0}, {2, 0}},
    {"44+8", 2, {44, 8}, {3, 4, 2}, {3, 0}, {3, 1}},
    {"30+8", 2, {30, 8}, {3, 3, 2}, {2, 1}, {2, 1}},
    {"9+9+9+9", 4, {9, 9, 9, 9}, {2, 4, 0}, {1, 1, 0, 0}, {1, 1, 1, 1}},
    {"12+12+12", 3, {12, 12, 12}, {2, 3, 0}, {1, 1, 0}, {1, 1, 1}},
    {"29+29", 2, {29, 29}, {4, 4, 2}, {2, 2}, {2, 2}},
};

static void test_worked_table(void **state) {
  (void)state;
  int64_t supported[CODES];
  for (size_t i = 0; i < TR_COUNT(worked); i++) {
    const worked_row *row = &worked[i];
    TR_ROW(i, tr_str_of(row->text));
    assert_int_equal(
        share(TR_UNITS_CMS_TOTAL, row->minutes, NULL, row->count, supported),
        row->total[0]);
    for (size_t c = 0; c < row->count; c++)
      assert_int_equal(supported[c], row->cms[c]);
    assert_int_equal(
        share(TR_UNITS_AMA_MIDPOINT, row->minutes, NULL, row->count, supported),
        row->total[1]);
    for (size_t c = 0; c < row->count; c++)
      assert_int_equal(supported[c], row->ama[c]);
    assert_int_equal(
        share(TR_UNITS_STRICT_15, row->minutes, NULL, row->count, supported),
        row->total[2]);
    for (size_t c = 0; c < row->count; c++)
      assert_int_equal(supported[c], row->minutes[c] / 15);
  }
}

/* Thousandths are minutes too: a unit begins with the eighth full one. */
static void test_parts_of_minutes(void **state) {
  (void)state;
  static const struct {
    int64_t minutes;
    int rounded, strict;
  } rows[] = {{0, 0, 0},     {7999, 0, 0},  {8000, 1, 0},  {14999, 1, 0},
              {15000, 1, 1}, {22999, 1, 1}, {23000, 2, 1}, {29999, 2, 1}};
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, TR_STR(""));
    for (int method = 0; method < METHODS; method++) {
      tr_timed_code code = {.minutes = rows[i].minutes};
      const int wanted =
          method == TR_UNITS_STRICT_15 ? rows[i].strict : rows[i].rounded;
      assert_int_equal(tr_units_share((tr_unit_method)method, &code, 1),
                       wanted);
      assert_int_equal(code.supported, wanted);
    }
  }
  assert_int_equal(tr_units_share(TR_UNITS_CMS_TOTAL, NULL, 0), 0);
}

/* Of equal remainders the biller's choice holds, else the order. */
static void test_ties(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int minutes[3], billed[3], wanted[3];
  } rows[] = {
      {"nothing billed", {20, 20, 0}, {0, 0, 0}, {2, 1, 0}},
      {"as billed", {20, 20, 0}, {2, 1, 0}, {2, 1, 0}},
      {"as billed, the other way", {20, 20, 0}, {1, 2, 0}, {1, 2, 0}},
      {"both over", {20, 20, 0}, {2, 2, 0}, {2, 1, 0}},
      {"the last", {7, 7, 7}, {0, 0, 1}, {0, 0, 1}},
      {"what is beyond whole quarters", {35, 20, 0}, {2, 2, 0}, {2, 2, 0}},
      {"a larger remainder wins", {24, 23, 0}, {1, 2, 0}, {2, 1, 0}},
  };
  int64_t supported[CODES];
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    share(TR_UNITS_CMS_TOTAL, rows[i].minutes, rows[i].billed, 3, supported);
    for (int c = 0; c < 3; c++)
      assert_int_equal(supported[c], rows[i].wanted[c]);
  }
}

/* ----------------------------------------------------------------- oracle */

/* The manual's table, read off interval by interval. */
static int by_table(int minutes) {
  int units = 0;
  for (int most = 7; minutes > most; most += 15) units++;
  return units;
}

/* Of all ways to give `total` units out, each code its whole quarter-hours or
 * one more for what is left, the best by minutes rewarded. */
static int best_reward(const int *minutes, size_t count, int total) {
  int best = -1;
  for (unsigned chosen = 0; chosen < 1U << count; chosen++) {
    int given = 0, reward = 0;
    for (size_t i = 0; i < count; i++) {
      given += minutes[i] / 15;
      if ((chosen >> i & 1U) == 0) continue;
      if (minutes[i] % 15 == 0) given = 1000; /* nothing left to reward */
      given++;
      reward += minutes[i] % 15;
    }
    if (given == total && reward > best) best = reward;
  }
  return best;
}

static void check_cms(const int *minutes, size_t count) {
  int64_t supported[CODES];
  int all = 0, reward = 0;
  int64_t given = 0;
  for (size_t i = 0; i < count; i++) all += minutes[i];
  const int total = by_table(all);
  assert_int_equal(share(TR_UNITS_CMS_TOTAL, minutes, NULL, count, supported),
                   total);
  for (size_t i = 0; i < count; i++) {
    const int64_t more = supported[i] - minutes[i] / 15;
    given += supported[i];
    assert_in_range(more, 0, 1);
    if (more == 1) reward += minutes[i] % 15;
  }
  assert_int_equal(given, total);
  assert_int_equal(reward, best_reward(minutes, count, total));
}

static void check_each(const int *minutes, size_t count) {
  int64_t supported[CODES];
  int total = 0;
  for (size_t i = 0; i < count; i++) total += by_table(minutes[i]);
  assert_int_equal(
      share(TR_UNITS_AMA_MIDPOINT, minutes, NULL, count, supported), total);
  for (size_t i = 0; i < count; i++)
    assert_int_equal(supported[i], by_table(minutes[i]));

  int64_t sum = 0;
  const int64_t strict =
      share(TR_UNITS_STRICT_15, minutes, NULL, count, supported);
  for (size_t i = 0; i < count; i++) {
    const int64_t used = supported[i] * 15;
    assert_true(used <= minutes[i] && minutes[i] < used + 15);
    sum += supported[i];
  }
  assert_int_equal(strict, sum);
}

/* Up to three codes of 0 to 40 minutes: some 70,000 days, three methods. */
static void test_every_combination(void **state) {
  (void)state;
  for (int a = 0; a <= LONGEST; a++) {
    check_cms(&a, 1);
    check_each(&a, 1);
    for (int b = 0; b <= LONGEST; b++) {
      const int two[] = {a, b};
      check_cms(two, 2);
      check_each(two, 2);
      for (int c = 0; c <= LONGEST; c++) {
        const int three[] = {a, b, c};
        check_cms(three, 3);
        check_each(three, 3);
      }
    }
  }
}

TR_TESTS(cmocka_unit_test(test_worked_table),
         cmocka_unit_test(test_parts_of_minutes), cmocka_unit_test(test_ties),
         cmocka_unit_test(test_every_combination))
