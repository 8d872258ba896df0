/* The edition of an official file, from options or from its name: quarters of
 * NCCI ("2026q2", "Eff_04-01-2026"), fiscal years of ICD-10-CM ("order-2026",
 * "order-April-2025"). */
#include "input/table_edition.h"

#include <stdio.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A number of exactly `digits` digits at `at`; -1 where there is none. */
static int number_at(tr_str text, size_t at, size_t digits) {
  int number = 0;
  if (at + digits > text.n) return -1;
  for (size_t i = 0; i < digits; i++) {
    if (!is_digit(text.p[at + i])) return -1;
    number = number * 10 + (text.p[at + i] - '0');
  }
  return number;
}

static bool is_year(int year) { return year >= 1996 && year <= 2099; }

static void set_quarter(int year, int quarter, tr_import_report *report) {
  const int month = quarter * 3 - 2;
  snprintf(report->edition, sizeof report->edition, "%04dQ%d", year, quarter);
  report->from = tr_day_of(year, month, 1);
  report->to = quarter == 4 ? tr_day_of(year, 12, 31)
                            : tr_day_of(year, month + 3, 1) - 1;
}

/* "2026q2", or a date MM-DD-YYYY whose month begins a quarter. */
static bool read_quarter(tr_str name, tr_import_report *report) {
  for (size_t i = 0; i < name.n; i++) {
    const int year = number_at(name, i, 4);
    if (is_year(year) && i + 5 < name.n && (name.p[i + 4] | 0x20) == 'q' &&
        name.p[i + 5] >= '1' && name.p[i + 5] <= '4') {
      set_quarter(year, name.p[i + 5] - '0', report);
      return true;
    }
    const int month = number_at(name, i, 2);
    if (month >= 1 && month <= 12 && i + 10 <= name.n && name.p[i + 2] == '-' &&
        number_at(name, i + 3, 2) > 0 && name.p[i + 5] == '-' &&
        is_year(number_at(name, i + 6, 4))) {
      set_quarter(number_at(name, i + 6, 4), (month + 2) / 3, report);
      return true;
    }
  }
  return false;
}

/* "FY2026", "order-2026", "order-April-2025", "order-Jan-2021". */
static bool read_year(tr_str name, tr_import_report *report) {
  int year = -1;
  for (size_t i = 0; i < name.n && year < 0; i++) {
    if (i > 0 && is_digit(name.p[i - 1])) continue;
    const int number = number_at(name, i, 4);
    if (is_year(number) && (i + 4 == name.n || !is_digit(name.p[i + 4])))
      year = number;
  }
  if (year < 0) return false;
  const bool april = tr_str_find_nocase(name, TR_STR("apr")) != SIZE_MAX;
  const bool january = tr_str_find_nocase(name, TR_STR("jan")) != SIZE_MAX;
  snprintf(report->edition, sizeof report->edition, "FY%04d%s", year,
           april     ? "-April"
           : january ? "-January"
                     : "");
  report->from = april     ? tr_day_of(year, 4, 1)
                 : january ? tr_day_of(year, 1, 1)
                           : tr_day_of(year - 1, 10, 1);
  report->to = tr_day_of(year, 9, 30);
  return true;
}

/* CMS publishes the pairs in parts: "...-f2.zip". */
static int read_part(tr_str name) {
  for (size_t i = 0; i + 3 <= name.n; i++) {
    const bool end = i + 3 == name.n || name.p[i + 3] == '.';
    if (name.p[i] == '-' && (name.p[i + 1] | 0x20) == 'f' && end &&
        name.p[i + 2] >= '1' && name.p[i + 2] <= '9')
      return name.p[i + 2] - '0';
  }
  return 0;
}

static tr_str last_part(tr_str path) {
  for (size_t i = path.n; i-- > 0;)
    if (path.p[i] == '/') return (tr_str){path.p + i + 1, path.n - i - 1};
  return path;
}

bool tr_import_edition(const tr_import_options *options, tr_str member,
                       tr_import_report *report) {
  const tr_str names[] = {options->edition, last_part(options->file_name),
                          last_part(member)};
  const bool ncci = report->kind != TR_TABLE_ICD10CM;
  bool found = false;
  size_t from = 0; /* which name told the edition */
  for (size_t i = 0; i < 3 && !found; i++) {
    found = ncci ? read_quarter(names[i], report) : read_year(names[i], report);
    from = i;
  }
  for (size_t i = 1; i < 3 && ncci && report->part == 0; i++)
    report->part = read_part(names[i]);

  /* the file of pairs keeps what was deleted: it speaks for all days before */
  if (found && report->kind == TR_TABLE_PTP)
    report->from = tr_day_of(1996, 1, 1);
  if (options->edition.n > 0 && !(found && from == 0))
    snprintf(report->edition, sizeof report->edition, "%.*s",
             TR_STR_ARG(options->edition));
  if (options->from != TR_DAY_MIN) report->from = options->from;
  if (options->to != TR_DAY_MAX) report->to = options->to;
  const bool days_given =
      options->from != TR_DAY_MIN && options->to != TR_DAY_MAX;
  return (found || (days_given && options->edition.n > 0)) &&
         report->from <= report->to;
}
