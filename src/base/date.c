/* The Gregorian calendar as day numbers, without a table of months' starts:
 * years are taken to begin on 1 March, so that a leap day ends its year. */
#include "base/date.h"

enum { YEAR_MIN = 1800, YEAR_MAX = 9999, DAYS_400_YEARS = 146097 };

/* Days from 0000-03-01 to 1970-01-01. */
enum { DAYS_TO_1970 = 719468 };

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

tr_day tr_day_of(int year, int month, int day_of_month) {
  const int y = month <= 2 ? year - 1 : year;
  const int m = month <= 2 ? month + 9 : month - 3; /* March = 0 */
  const int day_of_year = (153 * m + 2) / 5 + day_of_month - 1;
  /* Years before 0 do not occur: tr_day_read() starts at 1800. */
  return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - DAYS_TO_1970;
}

void tr_day_parts(tr_day day, int *year, int *month, int *day_of_month) {
  const int64_t shifted = (int64_t)day + DAYS_TO_1970;
  int64_t era = shifted / DAYS_400_YEARS;
  if (shifted % DAYS_400_YEARS < 0) era--;
  const int of_era = (int)(shifted - era * DAYS_400_YEARS);
  const int year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year =
      of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int m = (5 * of_year + 2) / 153; /* March = 0 */
  *day_of_month = of_year - (153 * m + 2) / 5 + 1;
  *month = m < 10 ? m + 3 : m - 9;
  *year = (int)(era * 400) + year_of_era + (*month <= 2 ? 1 : 0);
}

/* Digits as a number, or -1. */
static int number(const char *digits, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (digits[i] < '0' || digits[i] > '9') return -1;
    value = value * 10 + (digits[i] - '0');
  }
  return value;
}

static tr_status day_checked(int year, int month, int day_of_month,
                             tr_day *day) {
  if (year < 0 || month < 0 || day_of_month < 0) return TR_ESYNTAX;
  if (year < YEAR_MIN || month < 1 || month > 12) return TR_ERANGE;
  if (day_of_month < 1 || day_of_month > month_days(year, month))
    return TR_ERANGE;
  *day = tr_day_of(year, month, day_of_month);
  return TR_OK;
}

tr_status tr_day_read(tr_str text, tr_day *day) {
  if (text.n != 8) return TR_ESYNTAX;
  return day_checked(number(text.p, 4), number(text.p + 4, 2),
                     number(text.p + 6, 2), day);
}

tr_status tr_day_read_iso(tr_str text, tr_day *day) {
  if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-') return TR_ESYNTAX;
  return day_checked(number(text.p, 4), number(text.p + 5, 2),
                     number(text.p + 8, 2), day);
}

static void put_digits(char *text, int count, int value) {
  for (int i = count - 1; i >= 0; i--) {
    text[i] = (char)('0' + value % 10);
    value /= 10;
  }
}

void tr_day_text(tr_day day, char *text) {
  int year, month, day_of_month;
  tr_day_parts(day, &year, &month, &day_of_month);
  memcpy(text, "----------", TR_DAY_TEXT); /* what is no day of ours */
  if (year < YEAR_MIN || year > YEAR_MAX) return;
  put_digits(text, 4, year);
  put_digits(text + 5, 2, month);
  put_digits(text + 8, 2, day_of_month);
}

tr_day tr_day_add_years(tr_day day, int years) {
  if (day == TR_DAY_MIN || day == TR_DAY_MAX) return day;
  int year, month, day_of_month;
  tr_day_parts(day, &year, &month, &day_of_month);
  if (__builtin_add_overflow(year, years, &year))
    year = years > 0 ? YEAR_MAX + 1 : YEAR_MIN - 1;
  if (year > YEAR_MAX) return tr_day_of(YEAR_MAX, 12, 31);
  if (year < YEAR_MIN) return tr_day_of(YEAR_MIN, 1, 1);
  const int last = month_days(year, month);
  return tr_day_of(year, month, day_of_month < last ? day_of_month : last);
}
