/* Tests of src/base/date.c. */
#include "base/date.h"

#include "tr_test.h"

enum { UNTOUCHED = 77 };

typedef struct date_row {
  const char *text;
  tr_status status;
  tr_day day;
} date_row;

static const date_row rows[] = {
    {"19700101", TR_OK, 0},       {"19691231", TR_OK, -1},
    {"20000229", TR_OK, 11016},   {"20260612", TR_OK, 20616},
    {"18000101", TR_OK, -62091},  {"99991231", TR_OK, 2932896},
    {"17991231", TR_ERANGE, 0},   {"00000101", TR_ERANGE, 0},
    {"20261301", TR_ERANGE, 0},   {"20260001", TR_ERANGE, 0},
    {"20260100", TR_ERANGE, 0},   {"20260132", TR_ERANGE, 0},
    {"20260431", TR_ERANGE, 0},   {"20260229", TR_ERANGE, 0},
    {"19000229", TR_ERANGE, 0}, /* a century that is no leap year */
    {"20240229", TR_OK, 19782},   {"2026061", TR_ESYNTAX, 0},
    {"202606120", TR_ESYNTAX, 0}, {"2026061x", TR_ESYNTAX, 0},
    {"x0260612", TR_ESYNTAX, 0},  {"2026-612", TR_ESYNTAX, 0},
    {"2026 612", TR_ESYNTAX, 0},  {"", TR_ESYNTAX, 0},
};

static void x12_dates(void **state) {
  (void)state;
  for (size_t i = 0; i < TR_COUNT(rows); i++) {
    TR_ROW(i, tr_str_of(rows[i].text));
    tr_day day = UNTOUCHED;
    assert_int_equal(tr_day_read(tr_str_of(rows[i].text), &day),
                     rows[i].status);
    assert_int_equal(day, rows[i].status == TR_OK ? rows[i].day : UNTOUCHED);
  }
}

static void iso_dates(void **state) {
  (void)state;
  tr_day day = UNTOUCHED;
  assert_int_equal(tr_day_read_iso(TR_STR("2026-06-12"), &day), TR_OK);
  assert_int_equal(day, 20616);
  day = UNTOUCHED;
  assert_int_equal(tr_day_read_iso(TR_STR("2026-02-30"), &day), TR_ERANGE);
  static const char *const wrong[] = {"20260612",   "2026/06/12",  "2026-6-12",
                                      "2026-06-1x", "2026-06-123", ""};
  for (size_t i = 0; i < TR_COUNT(wrong); i++) {
    TR_ROW(i, tr_str_of(wrong[i]));
    assert_int_equal(tr_day_read_iso(tr_str_of(wrong[i]), &day), TR_ESYNTAX);
  }
  assert_int_equal(day, UNTOUCHED);
}

/* Walk all days of ours with a calendar kept by hand. */
static void every_day_follows_the_one_before(void **state) {
  (void)state;
  int year = 1800, month = 1, day_of_month = 1;
  for (tr_day day = -62091; day <= 2932896; day++) {
    int y, m, d;
    tr_day_parts(day, &y, &m, &d);
    assert_true(y == year && m == month && d == day_of_month);
    assert_int_equal(tr_day_of(year, month, day_of_month), day);

    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
    const int length = month == 2 && leap ? 29 : lengths[month - 1];
    if (++day_of_month <= length) continue;
    day_of_month = 1;
    if (++month <= 12) continue;
    month = 1;
    year++;
  }
  assert_int_equal(year, 10000);
}

static void days_as_text(void **state) {
  (void)state;
  static const struct {
    tr_day day;
    const char *text;
  } shown[] = {
      {0, "1970-01-01"},          {20616, "2026-06-12"},
      {-62091, "1800-01-01"},     {2932896, "9999-12-31"},
      {-62092, "----------"},     {2932897, "----------"},
      {TR_DAY_MIN, "----------"}, {TR_DAY_MAX, "----------"},
  };
  for (size_t i = 0; i < TR_COUNT(shown); i++) {
    TR_ROW(i, tr_str_of(shown[i].text));
    char text[TR_DAY_TEXT];
    tr_day_text(shown[i].day, text);
    assert_string_equal(text, shown[i].text);
  }
}

static void years_are_added(void **state) {
  (void)state;
  static const struct {
    const char *from;
    int years;
    const char *to;
  } sums[] = {
      {"20260612", 1, "20270612"},         {"20240229", 1, "20250228"},
      {"20240229", 4, "20280229"},         {"20240229", -1, "20230228"},
      {"20250228", -1, "20240228"},        {"20241231", 0, "20241231"},
      {"20240101", 9000, "99991231"},      {"20240101", -9000, "18000101"},
      {"20240101", INT32_MAX, "99991231"},
  };
  for (size_t i = 0; i < TR_COUNT(sums); i++) {
    TR_ROW(i, tr_str_of(sums[i].from));
    tr_day from, to;
    assert_int_equal(tr_day_read(tr_str_of(sums[i].from), &from), TR_OK);
    assert_int_equal(tr_day_read(tr_str_of(sums[i].to), &to), TR_OK);
    assert_int_equal(tr_day_add_years(from, sums[i].years), to);
  }
  assert_int_equal(tr_day_add_years(TR_DAY_MAX, -1), TR_DAY_MAX);
  assert_int_equal(tr_day_add_years(TR_DAY_MIN, 1), TR_DAY_MIN);
}

TR_TESTS(cmocka_unit_test(x12_dates), cmocka_unit_test(iso_dates),
         cmocka_unit_test(every_day_follows_the_one_before),
         cmocka_unit_test(days_as_text), cmocka_unit_test(years_are_added))
