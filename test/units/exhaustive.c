/* Every day of one to four timed codes of 0 to 60 minutes each, by the three
 * methods, against an oracle of another make: the manual's table of totals
 * written out, and a code's rank among the remainders instead of handing units
 * out one by one. TAP on standard output. */
#include "rule/units.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum { CODES = 4, LONGEST = 60, MOST = CODES * LONGEST, MINUTE = 1000 };

/* Medicare Claims Processing Manual, chapter 5, 20.2: from, to, units. */
static const struct {
  int from, to, units;
} intervals[] = {
    {0, 7, 0},      {8, 22, 1},     {23, 37, 2},    {38, 52, 3},
    {53, 67, 4},    {68, 82, 5},    {83, 97, 6},    {98, 112, 7},
    {113, 127, 8},  {128, 142, 9},  {143, 157, 10}, {158, 172, 11},
    {173, 187, 12}, {188, 202, 13}, {203, 217, 14}, {218, 232, 15},
    {233, 247, 16},
};

static int units_of[MOST + 1]; /* by that table */
static int quarters_of[LONGEST + 1], rest_of[LONGEST + 1];

static void fill_tables(void) {
  for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++)
    for (int m = intervals[i].from; m <= intervals[i].to && m <= MOST; m++)
      units_of[m] = intervals[i].units;
  for (int m = 1, quarters = 0, rest = 0; m <= LONGEST; m++) {
    if (++rest == 15) {
      quarters++;
      rest = 0;
    }
    quarters_of[m] = quarters;
    rest_of[m] = rest;
  }
}

/** A day: minutes, and what was billed where that decides a tie. */
typedef struct day {
  int count;
  int minutes[CODES], billed[CODES];
} day;

/* Whether a code's remainder is served before another's. */
static bool ahead(const day *d, int a, int b) {
  const int rest_a = rest_of[d->minutes[a]], rest_b = rest_of[d->minutes[b]];
  if (rest_a != rest_b) return rest_a > rest_b;
  const int beyond_a = d->billed[a] - quarters_of[d->minutes[a]];
  const int beyond_b = d->billed[b] - quarters_of[d->minutes[b]];
  return beyond_a != beyond_b ? beyond_a > beyond_b : a < b;
}

/* Units by CMS's method. @return The total. */
static int oracle(const day *d, int *units) {
  int all = 0, left = 0, with_rest = 0;
  for (int i = 0; i < d->count; i++) {
    all += d->minutes[i];
    left -= quarters_of[d->minutes[i]];
    with_rest += rest_of[d->minutes[i]] > 0;
  }
  left += units_of[all];
  /* what is left always fits the remainders: the oracle's own premise */
  if (left < 0 || left > with_rest) return -1;
  for (int i = 0; i < d->count; i++) {
    int rank = 0;
    for (int j = 0; j < d->count; j++) rank += j != i && ahead(d, j, i);
    units[i] = quarters_of[d->minutes[i]] + (rank < left);
  }
  return units_of[all];
}

static uint64_t days, wrong;

static void tell(const day *d, const char *method) {
  if (wrong++ >= 10) return;
  printf("# %s:", method);
  for (int i = 0; i < d->count; i++)
    printf(" %d minutes (%d billed)", d->minutes[i], d->billed[i]);
  printf("\n");
}

static void check_one(const day *d, tr_unit_method method, const char *name,
                      int total, const int *units) {
  tr_timed_code codes[CODES];
  for (int i = 0; i < d->count; i++)
    codes[i] = (tr_timed_code){.minutes = (int64_t)d->minutes[i] * MINUTE,
                               .billed = d->billed[i],
                               .supported = -1};
  bool good = tr_units_share(method, codes, (size_t)d->count) == total;
  for (int i = 0; i < d->count; i++) good &= codes[i].supported == units[i];
  if (!good) tell(d, name);
}

static void check_cms(const day *d) {
  int units[CODES] = {0};
  const int total = oracle(d, units);
  check_one(d, TR_UNITS_CMS_TOTAL, "CMS", total, units);
}

static void check_day(const day *d) {
  int midpoint[CODES], strict[CODES], midpoint_total = 0, strict_total = 0;
  for (int i = 0; i < d->count; i++) {
    midpoint_total += midpoint[i] = units_of[d->minutes[i]];
    strict_total += strict[i] = quarters_of[d->minutes[i]];
  }
  days++;
  check_cms(d);
  check_one(d, TR_UNITS_AMA_MIDPOINT, "AMA", midpoint_total, midpoint);
  check_one(d, TR_UNITS_STRICT_15, "strict", strict_total, strict);
}

/* Count through all days of `count` codes like an odometer. */
static void check_all(int count) {
  day d = {.count = count};
  for (;;) {
    check_day(&d);
    int at = count - 1;
    while (at >= 0 && d.minutes[at] == LONGEST) d.minutes[at--] = 0;
    if (at < 0) return;
    d.minutes[at]++;
  }
}

/* Ties: what was billed decides, whatever the order. Minutes that tie often,
 * zero to three units billed for each. */
static void check_ties(void) {
  static const int minutes[] = {0, 5, 7, 15, 20, 22, 35, 37};
  enum { KINDS = sizeof minutes / sizeof *minutes, STATES = KINDS * 4 };
  for (int code = 0; code < STATES * STATES * STATES; code++) {
    day d = {.count = 3};
    for (int i = 0, rest = code; i < 3; i++, rest /= STATES) {
      d.minutes[i] = minutes[rest % STATES / 4];
      d.billed[i] = rest % 4;
    }
    days++;
    check_cms(&d);
  }
}

static int count_of_tests;

static bool report(const char *name) {
  printf("%s %d - %s: %" PRIu64 " days\n", wrong == 0 ? "ok" : "not ok",
         ++count_of_tests, name, days);
  const bool good = wrong == 0;
  days = wrong = 0;
  return good;
}

int main(void) {
  static const char *const names[] = {"one code", "two codes", "three codes",
                                      "four codes"};
  bool good = true;
  fill_tables();
  for (int count = 1; count <= CODES; count++) {
    check_all(count);
    good &= report(names[count - 1]);
  }
  check_ties();
  good &= report("ties");
  printf("1..%d\n", count_of_tests);
  return good ? 0 : 1;
}
